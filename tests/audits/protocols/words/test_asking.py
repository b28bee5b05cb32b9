"""Sentences that lead to items, and terms said for items below the signature."""

from __future__ import annotations

from audits.protocols.model import Item, Protocol
from audits.protocols.paper.numbering import numbered
from audits.protocols.parse import parse_protocol
from audits.protocols.words.asking import lead_in

HEAD = "МИНИСТЕРСТВО ПЛАНОВ\n03.03.2026 № 12-44\n\nО сайтах\n\n"


def letter(text: str) -> dict[str, Item]:
    return {item.number: item for item in read(text).items}


def read(text: str) -> Protocol:
    return parse_protocol(HEAD + text)


def dates(item: Item) -> list[str]:
    return [str(term.due) for term in item.terms]


def test_a_sentence_that_leads_to_the_next_items_is_a_paragraph_of_its_own() -> None:
    found, _ = numbered(["1. Сообщить телефон. Кроме того, директорам школ надлежит:", "2. Проверять анкеты."], [])
    assert [one.texts for one in found] == [
        ["Сообщить телефон.", "Кроме того, директорам школ надлежит:"],
        ["Проверять анкеты."],
    ]


def test_what_leads_to_parts_of_an_item_stays_in_it() -> None:
    text = "Признать работу слабой. Отделу сайтов необходимо:"
    found, _ = numbered([f"1. {text}", "1.1. Открыть раздел.", "2. Ждать."], [])
    assert found[0].texts == [text]


def test_sentences_that_ask_for_nothing_lead_to_nothing() -> None:
    for text in ("Сообщить телефон. Нужные сведения:", "Директорам школ необходимо ждать."):
        assert lead_in(text) == (text, "")


def test_a_term_of_a_part_below_whoever_answers_for_it() -> None:
    found = letter(
        "1. Обеспечить:\n\nа) отчёт.\nОтветственный: Лесной В.Г.\nСрок – 1 апреля 2026 г.;\n\n"
        "б) план.\nОтветственный: Полев П.П.\nСрок – 2 апреля 2026 г."
    )
    assert [(found[number].responsible, dates(found[number])) for number in ("1.а", "1.б")] == [
        (("Лесной В.Г.",), ["2026-04-01"]),
        (("Полев П.П.",), ["2026-04-02"]),
    ]


def test_a_term_below_the_signature() -> None:
    text = "1. Отделу сайтов ждать.\n2. Отделу планов ждать.\n\nМинистр            А.Б. Горный\n\n{}\n"
    found = letter(text.format("Срок исполнения пунктов 1, 2: до 1 июня 2026 г."))
    assert (dates(found["1"]), dates(found["2"])) == (["2026-06-01"], ["2026-06-01"])
    told = "Не отнесено ни к одному пункту: «Срок исполнения: до 1 июня 2026 г.»."
    assert told in read(text.format("Срок исполнения: до 1 июня 2026 г.")).notes
