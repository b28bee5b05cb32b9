"""What is said above a list for each of its items: whom a letter asks, and by when."""

from __future__ import annotations

from audits.protocols.model import Item, Protocol
from audits.protocols.parse import parse_protocol

HEAD = "МИНИСТЕРСТВО ПЛАНОВ\n03.03.2026 № 12-44\n\nО сайтах\n\n"


def letter(text: str) -> dict[str, Item]:
    return {item.number: item for item in read(text).items}


def read(text: str) -> Protocol:
    return parse_protocol(HEAD + text)


def dates(item: Item) -> list[str]:
    return [str(term.due) for term in item.terms]


def test_whom_a_letter_asks_and_by_when() -> None:
    text = (
        "Министерство поручает руководителям учреждений в срок до 1 апреля 2026 г.:\n\n"
        "1) открыть раздел;\n2) до 5 мая 2026 г. провести опрос;\n3) сообщить телефон.\n\n"
        "Кроме того, директорам школ надлежит:\n\n4) ежегодно, не позднее 1 декабря, проверять анкеты;\n5) помогать."
    )
    found = letter(text)
    assert [dates(found[number]) for number in "12345"] == [
        ["2026-04-01"], ["2026-05-05"], ["2026-04-01"], ["2026-12-01"], [],
    ]  # fmt: skip
    assert found["1"].responsible == found["3"].responsible == ("руководители учреждений",)
    assert found["4"].responsible == found["5"].responsible == ("директора школ",)
    assert found["3"].text == "сообщить телефон."
    notes = read(text).notes
    assert "Срок «в срок до 1 апреля 2026 г» назван перед перечнем: он дан пунктам 1, 3." in notes
    assert "Пункт 5: срок не указан." in notes


def test_those_asked_before_the_verb() -> None:
    found = letter(
        "Проверка прошла 1 марта. В связи с этим главам администраций районов необходимо:\n\n1. Открыть раздел."
    )
    assert (found["1"].responsible, dates(found["1"])) == (("главы администраций районов",), [])


def test_an_items_own_words_go_before_those_above_the_list() -> None:
    found = letter("Директорам школ до 1 мая 2026 г. надлежит:\n\n1. Отделу сайтов открыть раздел до 1 апреля 2026 г.")
    assert (found["1"].responsible, dates(found["1"])) == (("отдел сайтов",), ["2026-04-01"])


def test_parts_of_an_item_take_the_term_above_the_list() -> None:
    found = letter("Прошу до 1 мая 2026 г.:\n\n1. Отделу сайтов:\n1.1. открыть раздел;\n1.2. ждать до 2 мая 2026 г.")
    assert [dates(found[number]) for number in ("1", "1.1", "1.2")] == [[], ["2026-05-01"], ["2026-05-02"]]


def test_two_terms_above_a_list_are_given_to_no_item() -> None:
    text = "Прошу до 1 мая 2026 г. начать и до 1 июня 2026 г. закончить следующее:\n\n1. Открыть раздел."
    assert dates(letter(text)["1"]) == []
    assert "Пункт 1: срок не указан." in read(text).notes


def test_what_leads_to_parts_of_an_item_stays_in_it() -> None:
    found = letter(
        "1. Признать работу слабой. Отделу сайтов необходимо:\n1.1. открыть раздел до 1 мая 2026 г.\n2. Ждать."
    )
    assert found["1"].text.endswith("Отделу сайтов необходимо:")
    assert found["2"].responsible == ()


def test_those_named_below_all_lettered_parts_answer_for_each() -> None:
    text = (
        "1. Обеспечить:\n\nа) отчёт.\nСрок – 1 апреля 2026 г.;\n\nб) план.\nСрок – 2 апреля 2026 г.\n\n"
        "Ответственные: Полев П.П."
    )
    found = letter(text)
    assert (found["1.а"].responsible, found["1.б"].responsible) == (("Полев П.П.",), ("Полев П.П.",))
    own = letter(text.replace("отчёт.\n", "отчёт.\nОтветственный: Лесной В.Г.\n"))
    assert (own["1.а"].responsible, own["1.б"].responsible) == (("Лесной В.Г.",), ("Полев П.П.",))


def test_a_term_below_the_signature() -> None:
    text = "1. Отделу сайтов ждать.\n2. Отделу планов ждать.\n\nМинистр            А.Б. Горный\n\n{}\n"
    found = letter(text.format("Срок исполнения пунктов 1, 2: до 1 июня 2026 г."))
    assert (dates(found["1"]), dates(found["2"])) == (["2026-06-01"], ["2026-06-01"])
    told = "Не отнесено ни к одному пункту: «Срок исполнения: до 1 июня 2026 г.»."
    assert told in read(text.format("Срок исполнения: до 1 июня 2026 г.")).notes
