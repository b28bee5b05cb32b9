"""Terms as protocols word them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.protocols.model import Recurrence, Term
from audits.protocols.terms.inline import inline_terms
from audits.protocols.terms.reading import doubt, next_due, occurrences, read_terms
from audits.protocols.words.months import add_months

SIGNED = date(2017, 6, 2)
M, Q, Y = Recurrence.MONTHLY, Recurrence.QUARTERLY, Recurrence.YEARLY


@pytest.mark.parametrize(
    ("text", "due", "recurrence"),
    [
        ("15 июня 2017 г.", date(2017, 6, 15), None),
        ("к 15 июля 2017 г., далее – ежемесячно.", date(2017, 7, 15), M),
        ("до 1 ноября", date(2017, 11, 1), None),
        ("до 1 марта", date(2018, 3, 1), None),
        ("не позднее 05.09.2017", date(2017, 9, 5), None),
        ("до 7 мая 2018 года", date(2018, 5, 7), None),
        ("до 31 мая 2018 года", date(2018, 5, 31), None),
        ("ежеквартально до 5 числа", date(2017, 7, 5), Q),
        ("ежемесячно, до 10-го числа месяца, следующего за отчётным", date(2017, 6, 10), M),
        ("ежегодно до 1 февраля", date(2018, 2, 1), Y),
        ("I квартал 2018 г.", date(2018, 3, 31), None),
        ("4 кв. 2017", date(2017, 12, 31), None),
        ("до конца 2017 года", date(2017, 12, 31), None),
        ("2 полугодие 2017 г.", date(2017, 12, 31), None),
        ("в течение 10 дней", date(2017, 6, 12), None),
        ("в течение 5 рабочих дней", date(2017, 6, 9), None),
        ("в течение 2 месяцев", date(2017, 8, 2), None),
        ("в двухнедельный срок", date(2017, 6, 16), None),
        ("декабрь 2017 г.", date(2017, 12, 31), None),
        ("постоянно", None, None),
        ("строго до опубликования", None, None),
        ("31 февраля 2018 г.", None, None),
    ],
)
def test_reads(text: str, due: date | None, recurrence: Recurrence | None) -> None:
    term = read_terms(text, signed=SIGNED)[0]
    assert (term.due, term.recurrence) == (due, recurrence)


def test_a_guessed_year_and_an_impossible_date_are_said() -> None:
    assert "взят 2018" in read_terms("до 1 марта", signed=SIGNED)[0].note
    assert "не бывает" in read_terms("31 февраля 2018 г.", signed=SIGNED)[0].note
    assert read_terms("до 1 марта", signed=None)[0].due is None


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2017, 6, 1), date(2017, 7, 15)),
        (date(2017, 7, 15), date(2017, 7, 15)),
        (date(2017, 7, 16), date(2017, 8, 15)),
        (date(2018, 1, 1), date(2018, 1, 15)),
    ],
)
def test_next_of_a_monthly_term(on: date, due: date) -> None:
    assert next_due(Term("", date(2017, 7, 15), M), on) == due


def test_a_single_term_stays() -> None:
    assert next_due(Term("", date(2017, 7, 15)), date(2020, 1, 1)) == date(2017, 7, 15)


def test_the_31st_falls_on_short_months_ends_and_comes_back() -> None:
    days = occurrences(Term("", date(2017, 1, 31), M), date(2017, 4, 1))
    assert days == [date(2017, 1, 31), date(2017, 2, 28), date(2017, 3, 31)]


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 240))
def test_months_are_added_exactly(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or end.day >= 28


@given(st.dates(date(2001, 1, 1), date(2060, 1, 1)), st.sampled_from([M, Q, Y]), st.integers(0, 1500))
def test_the_next_due_is_never_past_and_less_than_a_period_away(start: date, recurrence: Recurrence, days: int) -> None:
    on = date.fromordinal(start.toordinal() + days)
    due = next_due(Term("", start, recurrence), on)
    assert due is not None
    assert due >= on
    period = {M: 31, Q: 92, Y: 366}[recurrence]
    assert due == start or (due - on).days <= period


def test_the_next_term_is_found_on_a_leap_day() -> None:
    assert next_due(Term("", date(2023, 9, 1), M), date(2024, 2, 29)) == date(2024, 3, 1)


@pytest.mark.parametrize(
    "event",
    [
        "после утверждения протокола общественного совета",
        "со дня подписания протокола заседания комиссии",
        "после заседания Общественного совета при министерстве",
        "после оформления протокола конкурсной комиссии",
    ],
)
def test_a_term_that_hangs_on_somebody_elses_paper_has_no_day(event: str) -> None:
    (term,) = read_terms(f"не позднее чем через две недели {event}", signed=SIGNED)
    assert (term.due, term.note) == (None, "отсчитывается от события, а не от даты")
    assert doubt(term)


@pytest.mark.parametrize(
    "event", ["после утверждения протокола", "со дня подписания протокола совещания", "после заседания"]
)
def test_a_term_counted_from_this_very_protocol(event: str) -> None:
    (term,) = read_terms(f"в течение 10 дней {event}", signed=SIGNED)
    assert term.due == date(2017, 6, 12)


@pytest.mark.parametrize(
    ("text", "due", "recurrence", "until"),
    [
        ("ежеквартально до 15 числа следующего месяца до конца 2018 года", date(2017, 7, 15), Q, "31.12.2018"),
        ("ежемесячно до 5 числа по декабрь 2017 года включительно", date(2017, 6, 5), M, "31.12.2017"),
        ("ежемесячно до 5 числа до 1 марта 2018 года", date(2017, 6, 5), M, "01.03.2018"),
        ("в течение 2018 года ежемесячно до 5 числа", date(2018, 1, 5), M, "31.12.2018"),
        ("ежемесячно до конца 2018 года", date(2017, 6, 30), M, "31.12.2018"),
    ],
)
def test_a_term_that_is_repeated_until_a_day_is_not_due_on_it(
    text: str, due: date, recurrence: Recurrence, until: str
) -> None:
    (term,) = read_terms(text, signed=SIGNED)
    assert (term.due, term.recurrence) == (due, recurrence)
    assert f"повторяется до {until}" in doubt(term)


def test_a_day_before_a_pace_is_a_term_of_its_own() -> None:
    assert [
        (one.due, one.recurrence) for one in read_terms("до 1 октября 2017 г. и ежемесячно до 5 числа", signed=SIGNED)
    ] == [
        (date(2017, 10, 1), None),
        (date(2017, 11, 5), M),
    ]


def test_in_a_sentence_the_end_of_a_repetition_belongs_to_its_pace() -> None:
    said = "ежеквартально до 15 числа следующего месяца до конца 2027 года"
    assert inline_terms(f"Представлять сведения {said}.") == [said]
    two = "Представлять отчёт ежемесячно до 5 числа, до 1 октября 2026 г. представить план."
    assert inline_terms(two) == ["ежемесячно до 5 числа", "до 1 октября 2026 г."]
