"""Several dates and one adverb: whichever of them repeats is not forgotten after its first year."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from audits.protocols.model import Recurrence
from audits.protocols.terms.inline import inline_terms
from audits.protocols.terms.reading import doubt, read_terms

SIGNED = date(2026, 2, 3)
SIGNS = {Recurrence.MONTHLY: "М", Recurrence.QUARTERLY: "К", Recurrence.YEARLY: "Г", None: ""}
APRIL_AND_OCTOBER = "2026-04-01Г 2026-10-01Г"
QUARTERS = "2026-04-10Г 2026-07-10Г 2026-10-10Г 2027-01-10Г"


def told(text: str) -> list[str]:
    return [f"{term.due}{SIGNS[term.recurrence]}" for term in read_terms(text, signed=SIGNED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("до 1 апреля и до 1 октября ежегодно", APRIL_AND_OCTOBER),
        ("до 1 апреля и 1 октября каждого года", APRIL_AND_OCTOBER),
        ("до 1 апреля и до 1 октября каждого последующего года", APRIL_AND_OCTOBER),
        ("до 1 апреля и до 1 октября (ежегодно)", APRIL_AND_OCTOBER),
        ("до первого апреля и первого октября ежегодно", APRIL_AND_OCTOBER),
        ("до 01.04 и до 01.10 ежегодно", APRIL_AND_OCTOBER),
        ("до 1 апреля и до 1 октября 2026 года, далее – ежегодно", APRIL_AND_OCTOBER),
        ("до 1 апреля 2026 г. и до 1 октября 2026 г., далее ежегодно", APRIL_AND_OCTOBER),
        ("до 1 апреля и 1 октября два раза в год", APRIL_AND_OCTOBER),
        ("дважды в год: до 1 апреля и до 1 октября", APRIL_AND_OCTOBER),
        ("до 1 апреля (за год) и до 1 октября (за полугодие) ежегодно", APRIL_AND_OCTOBER),
        ("ежегодно до 1 апреля (план) и до 1 октября (отчёт)", APRIL_AND_OCTOBER),
        ("до 1 апреля за I полугодие, до 1 октября за II полугодие ежегодно", APRIL_AND_OCTOBER),
        ("ежегодно: до 1 апреля – план, до 1 октября – отчёт", APRIL_AND_OCTOBER),
        ("до 1 апреля; до 1 октября ежегодно", APRIL_AND_OCTOBER),
        ("не позднее 15 марта и 15 сентября каждого года", "2026-03-15Г 2026-09-15Г"),
        ("до 10 апреля, 10 июля, 10 октября и 10 января ежегодно", QUARTERS),
        ("до 10 апреля, июля, октября и января ежегодно", QUARTERS),
        ("до 10 апреля, 10 июля, 10 октября, 10 января ежеквартально", QUARTERS),
        ("до 10 числа апреля, июля, октября, января каждого года", QUARTERS),
        ("до 1 марта, 1 июня и 1 октября три раза в год", "2026-03-01Г 2026-06-01Г 2026-10-01Г"),
        ("каждый семестр до 1 февраля и 1 июля", "2027-02-01Г 2026-07-01Г"),
        ("ежегодно в апреле и октябре", "2026-04-30Г 2026-10-31Г"),
        ("во II и IV кварталах ежегодно", "2026-06-30Г 2026-12-31Г"),
        ("1 апреля и 1 октября ежегодно", APRIL_AND_OCTOBER),
        ("ежегодно с 1 по 10 октября", "2026-10-10Г"),
        ("с 1 марта по 1 апреля и с 1 сентября по 1 октября ежегодно", APRIL_AND_OCTOBER),
        ("за 10 дней до 1 апреля и 1 октября ежегодно", "2026-03-22Г 2026-09-21Г"),
        ("до 15 июня и 15 декабря ежегодно, начиная с 2027 года", "2027-06-15Г 2027-12-15Г"),
        ("ежегодно, начиная с 2027 года, до 15 июня и 15 декабря", "2027-06-15Г 2027-12-15Г"),
        # a day with a year of its own, or on the step of what follows, comes once
        ("до 1 мая 2026 г., до 1 октября ежегодно", "2026-05-01 2026-10-01Г"),
        ("до 1 марта ежегодно, до 1 сентября 2026 года", "2026-03-01Г 2026-09-01"),
        ("до 1 марта 2026 г., до 1 июня 2026 г., далее ежеквартально", "2026-03-01 2026-06-01К"),
        ("до 10 и 20 марта ежемесячно", "2026-03-10М 2026-03-20М"),
        ("до 10 апреля, июля и октября", "2026-04-10 2026-07-10 2026-10-10"),
    ],
)
def test_which_dates_repeat(text: str, expected: str) -> None:
    assert sorted(told(text)) == sorted(expected.split())
    sentence = [one for words in inline_terms(f"Отделу {text} представлять отчёт.") for one in told(words)]
    assert sorted(sentence) == sorted(expected.split())


@pytest.mark.parametrize(
    "text",
    ["до 1 апреля 2026 г., до 1 октября 2026 г., далее ежегодно", "до 5 апреля, до 10 июля, ежеквартально"],
)
def test_what_is_not_told_repeats_and_is_said(text: str) -> None:
    terms = read_terms(text, signed=SIGNED)
    assert [term.recurrence for term in terms] == [Recurrence.YEARLY] * 2
    assert all("отнесено к каждому из названных дней" in doubt(term) for term in terms)


@pytest.mark.parametrize(
    "sentence",
    [
        "Рекомендовать музеям ежегодно: до 15 января — размещать план, до 15 декабря — отчёт.",
        "Музеям ежегодно до 15 января размещать план, а до 15 декабря — отчёт.",
        "Музеям ежегодно до 15 января (план), до 15 декабря (отчёт) отчитываться.",
    ],
)
def test_an_adverb_before_a_list_is_said_of_all_of_it(sentence: str) -> None:
    found = [one for words in inline_terms(sentence) for one in told(words)]
    assert found == ["2027-01-15Г", "2026-12-15Г"]


def test_days_that_are_only_spoken_of_are_no_terms() -> None:
    sentence = "Сведения по состоянию на 1 января и 1 июля ежегодно до 15 января и 15 июля представлять."
    assert inline_terms(sentence) == ["ежегодно до 15 января и 15 июля"]


def test_another_obligation_of_the_sentence_does_not_repeat() -> None:
    sentence = "До 1 марта утвердить порядок и ежегодно до 1 февраля представлять отчёт."
    assert [one for words in inline_terms(sentence) for one in told(words)] == ["2026-03-01", "2027-02-01Г"]
    sentence = "До 1 марта утвердить порядок и ежегодно проверять его."
    assert [one for words in inline_terms(sentence) for one in told(words)] == ["2026-03-01", "2026-12-31Г"]


@pytest.mark.parametrize(
    "part", ["1 апреля, ", "в июне и ", "на 1 января и 1 июля ежегодно ", "10 апреля, июля и мая, "]
)
def test_long_lists_take_no_time(part: str) -> None:
    started = perf_counter()
    inline_terms(part * 1000)
    assert perf_counter() - started < 5
