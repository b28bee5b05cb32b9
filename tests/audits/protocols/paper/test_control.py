"""«Контроль за … возложить на …»: who watches over the paper, and points that ask for more than that."""

from __future__ import annotations

import pytest

from audits.protocols.parse import parse_protocol

HEAD = "ПРОТОКОЛ № 7\nсовещания у министра\nот 1 сентября 2026 года\nРЕШИЛИ:\n1. Школам до 1 октября 2026 г. ждать.\n"

PETROV, CHAIR = "Петров П.П.", "председательствующий"

Told = tuple[str, dict[str, tuple[tuple[str, ...], list[str]]], tuple[str, ...]]


def told(text: str) -> Told:
    """Who watches, the items after the first with whom they ask and by when, and what is noted."""
    protocol = parse_protocol(HEAD + text)
    items = {
        item.number: (item.responsible, [str(term.due) for term in item.terms if term.due])
        for item in protocol.items[1:]
    }
    return protocol.control, items, protocol.notes


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("возложить на Петрова П.П.", "Петров П.П."),
        ("возложить на Сидорову С.С", "Сидорова С.С."),
        ("возложить на Вознесенскую Е.А., Черных О.О.", "Вознесенская Е.А., Черных О.О."),
        ("возложить на Иванова И.И., заместителя министра.", "Иванов И.И., заместитель министра"),
        ("возложить на первого заместителя министра Горного А.Б.", "первый заместитель министра Горный А.Б."),
        ("возлагаю на министерство культуры (Ветрова И.И.).", "Министерство культуры (Ветрова И.И.)"),
        ("закрепить за Ивановым И.И.", "Иванов И.И."),
        ("поручить Коваленко А.А.", "Коваленко А.А."),
        ("осуществляет отдел кадров.", "отдел кадров"),
        ("оставляю за собой.", "председательствующий"),
    ],
)
@pytest.mark.parametrize(
    "of", ["исполнения протокола", "за исполнением настоящего протокола", "за выполнением решений"]
)
@pytest.mark.parametrize("number", ["2. ", ""])
def test_who_watches_over_all_of_it_stands_in_the_head(words: str, who: str, of: str, number: str) -> None:
    assert told(f"{number}Контроль {of} {words}") == (who, {}, ())


@pytest.mark.parametrize(
    ("words", "control", "who", "due"),
    [
        ("за исполнением протокола возложить на Петрова П.П. Срок – до 31.12.2026.", PETROV, PETROV, "2026-12-31"),
        ("за исполнением протокола возложить на Петрова П.П.\nСрок: 31.12.2026", PETROV, PETROV, "2026-12-31"),
        ("за исполнением возложить на Петрова П.П., доложить до 15 ноября 2026 г.", PETROV, PETROV, "2026-11-15"),
        ("исполнения протокола возложить на Петрова П.П. до 15 декабря 2026 г.", PETROV, PETROV, "2026-12-15"),
        ("исполнения оставляю за собой. Срок – до 31.12.2026.", CHAIR, CHAIR, "2026-12-31"),
        ("за размещением планов возложить на Сидорову С.С. Срок: 01.11.2026.", "", "Сидорова С.С.", "2026-11-01"),
        ("за исполнением пунктов 1–3 возложить на Петрова П.П. (срок – 15.12.2026).", "", PETROV, "2026-12-15"),
        ("за исполнением пункта 1 возложить на отдел кадров.", "", "отдел кадров", ""),
        ("исполнения осуществлять ежеквартально до 10 числа.", "", "", "2026-10-10"),
        ("исполнения – постоянно. Доложить к 25 декабря 2026 г. Отв.: Иванов.", "", "Иванов", "2026-12-25"),
    ],
)  # fmt: skip
def test_a_point_on_watching_that_asks_for_more_is_an_item(words: str, control: str, who: str, due: str) -> None:
    found, items, _ = told(f"2. Контроль {words}\n3. Отделу кадров до 5 мая 2027 г. ждать.")
    assert (found, items) == (
        control,
        {"2": ((who,) if who else (), [due] if due else []), "3": (("отдел кадров",), ["2027-05-05"])},
    )


def test_nobody_is_blamed_for_a_point_left_out() -> None:
    _, items, notes = told(
        "2. Контроль за исполнением пункта 1 возложить на Петрова П.П. Срок: 01.11.2026.\n"
        "3. Школам ждать до 1 мая 2027."
    )
    assert (list(items), notes) == (["2", "3"], ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Контроль за исполнением протокола возложить на Петрова П.П. до 15 декабря 2026 г.", True),
        ("Контроль за исполнением пункта 1 возложить на Петрова П.П.", True),
        ("Контроль исполнения – ежеквартально.", True),
        ("Контроль за исполнением протокола возложить на Петрова П.П.", False),
    ],
)
def test_without_a_number_what_the_head_does_not_hold_is_told(text: str, said: bool) -> None:
    notes = told(text)[2]
    assert any(note == f"Не отнесено ни к одному пункту: «{text}»." for note in notes) == said


def test_a_line_that_goes_on_with_a_sentence_begins_nothing() -> None:
    _, items, _ = told("2. Директорам школ усилить\nконтроль за размещением сведений до 20 декабря 2026 г.")
    assert items == {"2": (("директора школ",), ["2026-12-20"])}
