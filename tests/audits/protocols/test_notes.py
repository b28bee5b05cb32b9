"""What is said of an item is taken back by what it is about, whatever its words are."""

from __future__ import annotations

from audits.protocols.notes import Note, NoteKind, forget, sentences


def test_only_the_kinds_of_the_item_meant_are_taken_back() -> None:
    notes = [
        Note("срок не указан.", "1", NoteKind.NO_TERM),
        Note("не понято, кому поручено: «срок не указан».", "1", NoteKind.NOBODY),
        Note("срок не указан.", "1.1", NoteKind.NO_TERM),
        Note("срок не указан."),
    ]
    forget(notes, "1", NoteKind.NO_TERM)
    assert [(note.item, note.kind) for note in notes] == [
        ("1", NoteKind.NOBODY),
        ("1.1", NoteKind.NO_TERM),
        ("", NoteKind.OTHER),
    ]
    forget(notes, "1")
    assert [note.item for note in notes] == ["1.1", ""]


def test_an_item_is_named_as_what_is_spoken_of_or_before_it() -> None:
    assert Note("снят.", "2", subject=True).sentence == "Пункт 2 снят."
    assert Note("срок не указан.", "2").sentence == "Пункт 2: срок не указан."
    assert Note("Не найден номер протокола.").sentence == "Не найден номер протокола."


def test_a_missing_term_and_the_dates_that_are_none_are_one_sentence() -> None:
    missing = Note("срок не указан.", "1", NoteKind.NO_TERM)
    loose = Note("дата в тексте (5 мая) сроком не сочтена.", "1", NoteKind.LOOSE_DATE)
    assert sentences((missing, loose)) == ("Пункт 1: срок не указан; дата в тексте (5 мая) сроком не сочтена.",)
    assert sentences((loose,)) == ("Пункт 1: дата в тексте (5 мая) сроком не сочтена.",)
    other = Note(loose.words, "2", NoteKind.LOOSE_DATE)
    assert sentences((missing, other)) == (missing.sentence, other.sentence)
