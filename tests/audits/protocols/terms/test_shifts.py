"""Terms counted from a day that is named, or from what happens on it: forwards, back, in every way of putting it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest

from audits.protocols.parse import parse_protocol
from audits.protocols.terms.reading import doubt, read_terms
from audits.protocols.words.months import add_months
from audits.protocols.words.workdays import add_workdays

SIGNED = date(2026, 10, 5)
NAMED = date(2027, 3, 1)
DAY = "1 марта 2027 года"

# How long, in the genitive, the accusative and as one word, and where it leads from a day; back where `way` is -1.
COUNTS: dict[tuple[str, str, str], Callable[[date, int], date]] = {
    ("10 дней", "10 дней", "10-дневный"): lambda day, way: day + timedelta(days=10 * way),
    ("пяти дней", "пять дней", "пятидневный"): lambda day, way: day + timedelta(days=5 * way),
    ("15 календарных дней", "15 календарных дней", "15-дневный"): lambda day, way: day + timedelta(days=15 * way),
    ("3 рабочих дней", "3 рабочих дня", ""): lambda day, way: add_workdays(day, 3 * way),
    ("двух недель", "две недели", "двухнедельный"): lambda day, way: day + timedelta(weeks=2 * way),
    ("недели", "неделю", "недельный"): lambda day, way: day + timedelta(weeks=way),
    ("месяца", "месяц", "месячный"): lambda day, way: add_months(day, way),
    ("двух месяцев", "два месяца", "двухмесячный"): lambda day, way: add_months(day, 2 * way),
}
AFTER = (
    "не позднее {of} после {day}",
    "не позднее {of} с {day}",
    "не позднее чем через {it} после {day}",
    "не позже, чем через {it} после {day}",
    "через {it} после {day}",
    "спустя {it} после {day}",
    "в течение {of} с {day}",
    "в течение {of}, считая с {day}",
    "в {one} срок с {day}",
    "в {one} срок после {day}",
)
BEFORE = (
    "за {it} до {day}",
    "не позднее чем за {it} до {day}",
    "не позднее, чем за {it} до {day}",
    "не менее чем за {it} до {day}",
    "не позднее {of} до {day}",
    "в срок не позднее {of} до {day}",
)
DAYS_AFTER = (DAY, "01.03.2027", f"проведения заседания {DAY}", f"заседания Совета области ({DAY})")
DAYS_BEFORE = (*DAYS_AFTER, f"даты заседания, назначенного на {DAY}", f"начала оценки – {DAY}")


def of_item(term: str) -> list[date | None]:
    """The days of an item that asks for something by a term."""
    text = f"ПРОТОКОЛ № 1\nот 5 октября 2026 года\nРЕШИЛИ:\n1. Директорам школ {term} представить отчёты."
    return [one.due for one in parse_protocol(text).items[0].terms]


def of_field(term: str) -> list[date | None]:
    return [one.due for one in read_terms(term, signed=SIGNED)]


@pytest.mark.parametrize("counted", COUNTS, ids=str)
@pytest.mark.parametrize(("ways", "days", "way"), [(AFTER, DAYS_AFTER, 1), (BEFORE, DAYS_BEFORE, -1)])
def test_a_count_leads_to_the_same_day_however_it_is_put(
    counted: tuple[str, str, str], ways: Sequence[str], days: Sequence[str], way: int
) -> None:
    genitive, accusative, glued = counted
    due = COUNTS[counted](NAMED, way)
    phrases = [
        wording.format(of=genitive, it=accusative, one=glued, day=day)
        for wording in ways
        for day in days
        if glued or "{one}" not in wording
    ]
    read = {phrase: (of_item(phrase), of_field(phrase)) for phrase in phrases}
    assert {phrase: found for phrase, found in read.items() if found != ([due], [due])} == {}


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("до заседания (25 декабря 2026 года)", "2026-12-25"),
        ("до заседания комиссии 25 декабря 2026 года", "2026-12-25"),
        ("к очередному заседанию коллегии 25.12.2026", "2026-12-25"),
        ("до начала оценки (1 марта 2027 года)", "2027-03-01"),
        ("не позднее дня проведения опроса", None),
        ("не позднее дня проведения опроса (25 декабря 2026 г.)", "2026-12-25"),
        ("через полгода после 1 декабря 2026 года", "2027-06-01"),
    ],
)
def test_what_is_due_by_an_event_is_due_on_its_day(text: str, due: str | None) -> None:
    assert of_item(text) == ([date.fromisoformat(due)] if due else [])


@pytest.mark.parametrize(
    "text",
    [
        "за 10 дней до заседания Правительства № 3 25 декабря 2026 года",
        "за 5 дней до 1 числа каждого месяца",
        "не позднее 5 дней до 1 числа каждого месяца",
        "не позднее 5 рабочих дней до начала каждого месяца",
        "за две недели до очередного заседания",
    ],
)
def test_a_count_that_is_not_understood_is_told(text: str) -> None:
    assert any(doubt(term) for term in read_terms(text, signed=SIGNED))


def test_a_day_of_its_own_beside_a_count_stays() -> None:
    assert of_item("в течение 3 дней после совещания и до 25 декабря 2026 г.")[-1] == date(2026, 12, 25)
    assert of_item("со дня опубликования 1 ноября 2026 г. перечня до 25 декабря 2026 г.") == [date(2026, 12, 25)]
