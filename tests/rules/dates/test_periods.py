"""Periods of published results."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.dates.periods import Period, Span, find_periods


@pytest.mark.parametrize(
    ("text", "span", "first", "last"),
    [
        ("Результаты опроса за III квартал 2019 года", Span.QUARTER, date(2019, 7, 1), date(2019, 9, 30)),
        ("за 3 квapтал 2026 года", Span.QUARTER, date(2026, 7, 1), date(2026, 9, 30)),
        ("1 кв. 2021", Span.QUARTER, date(2021, 1, 1), date(2021, 3, 31)),
        ("за 4-й квартал 2020 г.", Span.QUARTER, date(2020, 10, 1), date(2020, 12, 31)),
        ("за первый квартал 2020 года", Span.QUARTER, date(2020, 1, 1), date(2020, 3, 31)),
        ("I-III кварталы 2020", Span.MONTHS, date(2020, 1, 1), date(2020, 9, 30)),
        ("за IV и III кварталы 2019 года", Span.MONTHS, date(2019, 7, 1), date(2019, 12, 31)),
        ("2 и 1 кв. 2019", Span.MONTHS, date(2019, 1, 1), date(2019, 6, 30)),
        ("за 1 и 2 полугодие 2020 года", Span.YEAR, date(2020, 1, 1), date(2020, 12, 31)),
        ("II, I полугодия 2020 года", Span.YEAR, date(2020, 1, 1), date(2020, 12, 31)),
        ("первое и второе полугодия 2020 года", Span.YEAR, date(2020, 1, 1), date(2020, 12, 31)),
        ("корпус 12-2 полугодие 2018 года", Span.HALF, date(2018, 7, 1), date(2018, 12, 31)),
        ("2 полугодие 2018 года", Span.HALF, date(2018, 7, 1), date(2018, 12, 31)),
        ("за 9 месяцев 2022 года", Span.MONTHS, date(2022, 1, 1), date(2022, 9, 30)),
        ("Ответы за три квартала 2026 года", Span.MONTHS, date(2026, 1, 1), date(2026, 9, 30)),
        ("2024 год: анкету прошли 68 родителей", Span.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        ("Год 2025. Ответили 173 гостя", Span.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        ("2025 год (итоги года)", Span.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        ("2025 г. всего", Span.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        ("2025 год (опрошено 187 чел.)", Span.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        ("2025 год целиком", Span.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        ("июль–сент 2026", Span.MONTHS, date(2026, 7, 1), date(2026, 9, 30)),
        ("2025 год (318 чел.)", Span.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        ("2025 год: 1 204 анкеты", Span.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        ("по итогам 2019 года", Span.YEAR, date(2019, 1, 1), date(2019, 12, 31)),
        ("Результаты анкетирования за 2023 год", Span.YEAR, date(2023, 1, 1), date(2023, 12, 31)),
        ("С 1 по 16 октября 2019 года проводился опрос", Span.DAYS, date(2019, 10, 1), date(2019, 10, 16)),
        ("В период с 1 сентября по 30 октября 2019 года", Span.DAYS, date(2019, 9, 1), date(2019, 10, 30)),
        ("с 20 декабря по 10 января 2020 г.", Span.DAYS, date(2019, 12, 20), date(2020, 1, 10)),
        ("01.02.2021 - 28.02.2021", Span.DAYS, date(2021, 2, 1), date(2021, 2, 28)),
        ("за октябрь 2019", Span.MONTH, date(2019, 10, 1), date(2019, 10, 31)),
        ("Январь, февраль, март 2026 года. Ответили 58 человек", Span.MONTHS, date(2026, 1, 1), date(2026, 3, 31)),
        ("Июль, август и сентябрь 2026 года", Span.MONTHS, date(2026, 7, 1), date(2026, 9, 30)),
        ("июль, август, сентябрь 2026 года: ответили 58 человек", Span.MONTHS, date(2026, 7, 1), date(2026, 9, 30)),
        ("Май 2026 года (ответили 58 человек)", Span.MONTH, date(2026, 5, 1), date(2026, 5, 31)),
        ("2026 год (ответили 58 человек)", Span.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        ("Ответы | 2025 год: 173 человека", Span.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        ("Ноябрь, декабрь, январь 2026 года", Span.MONTHS, date(2025, 11, 1), date(2026, 1, 31)),
        ("Декабрь–февраль 2026 года", Span.MONTHS, date(2025, 12, 1), date(2026, 2, 28)),
        ("Январь, март, май 2026 года", Span.MONTH, date(2026, 5, 1), date(2026, 5, 31)),  # not what lies between
        ("январь-март 2020 г.", Span.MONTHS, date(2020, 1, 1), date(2020, 3, 31)),
    ],
)
def test_period(text: str, span: Span, first: date, last: date) -> None:
    (period,) = find_periods(text)
    assert (period.span, period.first, period.last) == (span, first, last)


def test_a_year_and_the_quarters_of_the_next() -> None:
    found = find_periods("Итоги опроса: 2025 год, I–III кварталы 2026 года")
    assert [(period.span, period.last) for period in found] == [
        (Span.YEAR, date(2025, 12, 31)),
        (Span.MONTHS, date(2026, 9, 30)),
    ]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Вопрос | 2025 год | I кв. 2026 | II кв. 2026", [Span.YEAR, Span.QUARTER, Span.QUARTER]),
        ("Сводка\nВопрос | июнь 2026 г. | 2025\nДа | 10 | 40", [Span.MONTH, Span.YEAR]),
        ("2024 г. | 2025 г. | 1 полугодие 2026 года", [Span.YEAR, Span.YEAR, Span.HALF]),
        ("2025 год | IV кв. 2025 | 64", [Span.QUARTER]),  # the year dates its quarter
        ("IV квартал | 2025 год | 64", []),  # as well as here
        ("Ответили | 2025 | 2026", []),  # people, for all anybody knows
        ("Вопрос | 2025 год\nДа | II кв. 2026", [Span.QUARTER]),  # in another row
        ("Вопрос | 2025 год издания | I кв. 2026", [Span.QUARTER]),
    ],
)
def test_a_year_may_head_a_column_beside_parts_of_another(text: str, spans: list[Span]) -> None:
    assert [period.span for period in find_periods(text)] == spans


def test_year_may_come_from_the_heading() -> None:
    assert find_periods("С 1 по 16 октября проводился опрос") == ()
    (period,) = find_periods("С 1 по 16 октября проводился опрос", default_year=2019)
    assert period.last == date(2019, 10, 16)


@pytest.mark.parametrize(
    "text", ["Опубликовано 16 октября 2019", "Приём в 2025 году: 30 человек", "4 квартира, 2020", "с 5 по 2", ""]
)
def test_no_period(text: str) -> None:
    assert find_periods(text) == ()


def test_quarters_covered() -> None:
    year = Period(Span.YEAR, date(2019, 1, 1), date(2019, 12, 31))
    assert year.quarters == ((2019, 1), (2019, 2), (2019, 3), (2019, 4))
    assert Period(Span.DAYS, date(2019, 9, 20), date(2019, 10, 5)).quarters == ((2019, 4),)


PIECES = (
    "за", "с", "по", "до", "I", "II", "IV", "1", "5", "12", "квартал", "полугодие", "месяцев", "январь", "марта",
    "май", "мая", "декабрь", "2019", "2020", "2025", "19", "год", "года", "г.", "–", "-", "/", ".", ",", "и",
    "31.02.2020", "01.01.2019", "первое", "второго", "учебный", "\n", "\u00a0",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=15))
def test_what_periods_are_made_of_never_fails_and_hides_no_period(pieces: list[str]) -> None:
    found = find_periods(f"{' '.join(pieces)}.\n\nза 1 квартал 2024 года", default_year=2020)
    assert all(period.first <= period.last for period in found)
    assert (found[-1].first.year, found[-1].last.year) == (2024, 2024)
