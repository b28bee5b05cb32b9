"""Sentences before items: whom they ask and by when holds for those below, and each taken term is told."""

from __future__ import annotations

import pytest

from audits.protocols.model import Protocol
from audits.protocols.parse import parse_protocol

HEAD = "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\n\n20 января 2026 г. № 5\n\nУважаемые коллеги!\n\n"


def read(text: str) -> Protocol:
    return parse_protocol(HEAD + text)


def dues(text: str) -> dict[str, list[str]]:
    return {item.number: [str(term.due) for term in item.terms] for item in read(text).items}


@pytest.mark.parametrize(
    "lead",
    [
        "Управление поручает руководителям школ в срок до 20 февраля 2026 г.:",
        "В срок до 20 февраля 2026 г. прошу руководителей школ:",
        "По итогам проверки сайты неполны. Руководителям школ до 20 февраля 2026 г. необходимо:",
        "Руководителям школ надлежит в срок до 20 февраля 2026 г. выполнить следующие мероприятия:",
        "Управление обязывает руководителей школ в срок до 20 февраля 2026 г.:",
        "Предписываем руководителям школ в срок до 20 февраля 2026 г.:",
        "Руководителям школ в срок до 20 февраля 2026 г. рекомендовано:",
    ],
)
def test_whom_and_by_when(lead: str) -> None:
    found = read(
        f"{lead}\n\n1) сверить адреса;\n2) до 1 марта 2026 г. разместить отчёты;\n3) постоянно отвечать на отзывы."
    )
    assert {item.responsible for item in found.items} == {("руководители школ",)}
    assert [[str(term.due) for term in item.terms] for item in found.items] == [["2026-02-20"], ["2026-03-01"], []]
    assert "Срок «" in "\n".join(found.notes)
    assert any(note.endswith("назван перед перечнем: он дан пункту 1.") for note in found.notes)


@pytest.mark.parametrize(
    "lead",
    [
        "Руководителям школ, не открывшим сайты до 20 февраля 2026 г., необходимо:",
        "Во исполнение плана, который действует до 20 февраля 2026 г., руководителям школ необходимо:",
        "Руководителям школ до 20 февраля 2026 г. начать и до 1 марта 2026 г. закончить следующее:",
        "Руководителям школ необходимо по итогам проверки от 20 февраля 2026 г. выполнить следующее:",
    ],
)
def test_a_date_of_something_else_is_no_term(lead: str) -> None:
    text = f"{lead}\n\n1) сверить адреса;\n2) ответить."
    assert dues(text) == {"1": [], "2": []}
    said = any("ни одному из пунктов он не дан" in note for note in read(text).notes)
    assert said == ("до 20 февраля" in lead)


def test_what_somebody_was_once_told_asks_for_nothing() -> None:
    text = "Ранее руководителям школ было поручено сверить адреса.\n\n1) сверить адреса;\n2) ответить."
    assert {item.responsible for item in read(text).items} == {()}


def test_what_was_said_at_a_meeting_instructs_nobody() -> None:
    head = "ПРОТОКОЛ № 5\nзаседания совета\nот 20 января 2026 г.\n\n"
    heard = "СЛУШАЛИ: доклад о том, что руководителям школ необходимо до 1 марта 2026 г. сверить списки:\n\n"
    assert [item.responsible for item in parse_protocol(f"{head}{heard}1. Сверить адреса.").items] == [()]
    decided = f"{head}Совет поручает руководителям школ до 1 марта 2026 г.:\n\n1. Сверить адреса."
    assert [item.responsible for item in parse_protocol(decided).items] == [("руководители школ",)]


def test_those_invited_to_a_meeting_are_asked_for_nothing() -> None:
    head = "ПРОТОКОЛ № 5\nот 20 января 2026 г.\n\n"
    invited = "Приглашённые: руководителям школ предложено до 1 марта 2026 г. занять места:\n\n"
    assert [item.terms for item in parse_protocol(f"{head}{invited}1. Сверить адреса.").items] == [()]


@pytest.mark.parametrize(
    "word", ["постоянно", "бессрочно", "срочно", "незамедлительно", "в кратчайшие сроки", "по мере"]
)
def test_what_has_no_day_of_its_own_takes_none_from_the_sentence_above(word: str) -> None:
    lead = "Руководителям школ в срок до 20 февраля 2026 г. необходимо:"
    assert dues(f"{lead}\n\n1) сверить адреса;\n2) {word} отвечать на отзывы.") == {"1": ["2026-02-20"], "2": []}


def test_a_sentence_between_items_is_of_those_below_it() -> None:
    found = read(
        "Руководителям школ в срок до 20 февраля 2026 г. необходимо:\n\n1) сверить адреса;\n2) сверить телефоны.\n\n"
        "Кроме того, директорам музеев надлежит:\n\n3) сверять отзывы;\n4) ежегодно до 1 декабря сверять анкеты."
    )
    assert [item.responsible for item in found.items] == [("руководители школ",)] * 2 + [("директора музеев",)] * 2
    assert [[str(term.due) for term in item.terms] for item in found.items] == [
        ["2026-02-20"],
        ["2026-02-20"],
        [],
        ["2026-12-01"],
    ]
    assert found.items[1].text == "сверить телефоны."
    assert "Пункт 3: срок не указан." in found.notes


def test_an_item_with_parts_keeps_its_own_words() -> None:
    found = read("1. Отделу сайтов провести опрос.\nВ том числе:\nа) школ;\nб) музеев.\n2. Отделу учёта ждать.")
    assert "В том числе" in found.items[0].text
    assert found.items[1].responsible == ("отдел учёта",)


def test_a_letters_addressee() -> None:
    text = (
        "МИНИСТЕРСТВО СПОРТА\n\nДиректорам спортивных школ (по списку)\n\n20 января 2026 г. № 5\n\n1. Сверить адреса."
    )
    assert parse_protocol(text).items[0].responsible == ("директора спортивных школ",)
    # those present at a meeting are asked for nothing
    meeting = "ПРОТОКОЛ № 5\nот 20 января 2026 г.\nДиректорам спортивных школ (по списку)\n\n1. Сверить адреса."
    assert parse_protocol(meeting).items[0].responsible == ()


def test_who_answers_is_named_below_the_parts() -> None:
    head = "ПЕРЕЧЕНЬ ПОРУЧЕНИЙ № 5\nот 20 января 2026 г.\n\n"
    parts = "1. Обеспечить:\n1.1. Сверку. Срок – 1 марта 2026 г.\n1.2. Опрос. Срок – 1 апреля 2026 г.\n"
    found = parse_protocol(f"{head}{parts}Ответственные: Горный А.Б., Рябова Т.В.\n2. Отделу сайтов ждать.")
    assert {item.responsible for item in found.items[:3]} == {("Горный А.Б.", "Рябова Т.В.")}
    assert "Ответственные, названные после пункта 1.2, отнесены к пунктам 1.1, 1.2." in found.notes
    own = parts.replace("Обеспечить", "Отделу учёта обеспечить")
    kept = parse_protocol(f"{head}{own}Ответственные: Горный А.Б.\n2. Отделу сайтов ждать.").items
    assert [item.responsible for item in kept[:3]] == [("отдел учёта",), ("отдел учёта",), ("Горный А.Б.",)]
