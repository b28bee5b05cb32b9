"""Items moved or taken back by the same paper, days named without «до», and what has the day of an order."""

from __future__ import annotations

import pytest

from audits.protocols.parse import parse_protocol

HEAD = "ПРОТОКОЛ № 12\nот 20 января 2026 г.\nРЕШИЛИ:\n"


def dues(text: str, head: str = HEAD) -> dict[str, list[str]]:
    return {item.number: [str(term.due) for term in item.terms] for item in parse_protocol(head + text).items}


@pytest.mark.parametrize(
    "said",
    [
        "2. Срок исполнения пункта 1 настоящего протокола продлить до 30 апреля 2026 г.",
        "2. Продлить срок исполнения пункта 1 настоящего протокола до 30 апреля 2026 г.",
        "2. Перенести срок пункта 1 данного протокола на 30 апреля 2026 г.",
        "2. Перенести срок пункта 1 настоящего письма на 30 апреля 2026 г.",
    ],
)
def test_a_moved_item_is_due_on_the_new_day(said: str) -> None:
    text = f"1. Отделу сайтов представить смету. Срок: 15 марта 2026 г.\n{said}"
    assert dues(text) == {"1": ["2026-04-30"], "2": []}
    assert parse_protocol(HEAD + text).notes == ("Пункт 2 переносит срок пункта 1 с 15.03.2026 на 30.04.2026.",)


@pytest.mark.parametrize("of", ["пункта 1", "пункта 1 протокола от 5 мая 2025 г. № 3", "пункта 7 настоящего протокола"])
def test_an_item_of_another_paper_moves_nothing_here(of: str) -> None:
    text = f"1. Отделу сайтов представить смету. Срок: 15 марта 2026 г.\n2. Срок {of} продлить до 30 апреля 2026 г."
    assert dues(text) == {"1": ["2026-03-15"], "2": ["2026-04-30"]}


@pytest.mark.parametrize("said", ["Пункт исключён.", "(исключен)", "Данное поручение снято с контроля."])
def test_a_withdrawn_item_has_no_term(said: str) -> None:
    text = f"1. Отделу сайтов провести опрос. Срок – 1 апреля 2026 г. {said}\n2. Отделу учёта ждать до 1 мая 2026 г."
    assert dues(text) == {"1": [], "2": ["2026-05-01"]}
    assert any(
        note.startswith("Пункт 1: поручение снято, срок «1 апреля 2026 г") for note in parse_protocol(HEAD + text).notes
    )


def test_words_about_withdrawing_are_not_it() -> None:
    assert dues("1. Отделу сайтов убрать страницу, пункт исключён из плана. Срок: 1 апреля 2026 г.") == {
        "1": ["2026-04-01"]
    }
    for work in (
        "Исключить повторы.",
        "Отменить плату за вход.",
        "Снять ролик.",
        "Протокол школы разместить, а анкету снять с сайта.",
    ):
        assert dues(f"1. {work} Срок: 1 апреля 2026 г.") == {"1": ["2026-04-01"]}
    assert dues("1. Отделу сайтов исключить повторы и до 1 апреля 2026 г. ответить.") == {"1": ["2026-04-01"]}


@pytest.mark.parametrize(
    "text",
    [
        "1. Пункт 3 решения от 12.11.2025 № 9 (срок исполнения – 31 января 2026 г.) отменить.",
        "1. Снять с контроля пункт 3 решения от 12.11.2025 № 9 (срок исполнения – 31 января 2026 г.).",
        "1. Признать утратившим силу приказ от 12.11.2025 № 9 (срок исполнения – 31 января 2026 г.).",
    ],
)
def test_a_term_of_another_papers_item_that_ends_is_none(text: str) -> None:
    assert dues(text) == {"1": []}
    assert "Пункт 1: поручение снято, срок «31 января 2026 г» не ведётся." in parse_protocol(HEAD + text).notes


def test_an_item_ended_by_another_of_the_same_paper() -> None:
    text = "1. Отделу сайтов ждать до 1 апреля 2026 г.\n2. Снять с контроля пункт 1 настоящего протокола."
    assert dues(text) == {"1": [], "2": []}
    assert "Пункт 1 снят пунктом 2: срок не ведётся." in parse_protocol(HEAD + text).notes


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("созвать заседание 25 марта 2026 г.", ["2026-03-25"]),
        ("25 марта 2026 г. созвать заседание.", ["2026-03-25"]),
        ("обсудить план на собрании в октябре.", ["2026-10-31"]),
        ("перенести доклад с 25 февраля на 18 марта 2026 г.", ["2026-03-18"]),
        ("проверить сайты, открытые 25 марта 2026 г.", []),
        ("проверить сайты открытых в мае школ.", []),
        ("провести опрос об итогах приказа от 25 марта 2026 г.", []),
        ("учесть, что сайт открывается 25 марта 2026 г.", []),
        ("созвать заседание 25 марта 2025 г.", []),
        ("созвать заседание (25 марта 2026 г.).", []),
        ("до 1 марта 2026 г. созвать заседание 25 марта 2026 г.", ["2026-03-01"]),
    ],
)
def test_a_day_without_until(text: str, due: list[str]) -> None:
    assert dues(f"1. Отделу сайтов {text}") == {"1": due}
    if due and "до 1" not in text:
        assert any("прочитан как" in note for note in parse_protocol(f"{HEAD}1. Отделу сайтов {text}").notes)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("обновлять сведения не реже одного раза в квартал.", "2026-03-31"),
        ("проверить сайты, обновляемые ежеквартально.", "None"),
        ("учесть, что оценка проводится не реже одного раза в год.", "None"),
    ],
)
def test_how_often_is_a_term_only_of_what_is_asked(text: str, due: str) -> None:
    assert dues(f"1. Отделу сайтов {text}") == {"1": [due]}


@pytest.mark.parametrize(
    ("head", "due"),
    [
        ("П Р И К А З\n\nот 20 января 2026 г. № 5\n\n", "2026-01-27"),
        ("УПРАВЛЕНИЕ КУЛЬТУРЫ\nПРИКАЗ\n\n20.01.2026 № 5\n\n", "2026-01-27"),
        ("РЕШЕНИЕ\n\nот 20 января 2026 г. № 5\n\n", "None"),
        (HEAD, "None"),
    ],
)
def test_an_order_is_signed_on_its_own_day(head: str, due: str) -> None:
    text = "1. Отделу сайтов в течение 5 рабочих дней со дня издания приказа сверить списки."
    assert dues(text, head) == {"1": [due]}
    assert parse_protocol(head + text).items[0].text == text.removeprefix("1. ")
