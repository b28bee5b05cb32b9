"""Years and their roles in titles, headings, file names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.dates.periods import find_periods
from rules.dates.years import (
    FIRST_YEAR,
    LAST_SHORT,
    LAST_YEAR,
    YearRole,
    assessment_years,
    listed_years,
    plan_years,
    years_of_address,
    years_of_text,
)
from rules.plans.model import DATED
from rules.plans.text import TERM
from rules.polls.results import poll_results


@pytest.mark.parametrize(
    ("title", "planned", "assessed"),
    [
        ("План по устранению недостатков на 2022 год по итогам НОК 2021 года", (2022,), (2021,)),
        ("План по устранению недостатков, выявленных в ходе НОК в 2020 году, на 2021 год", (2021,), (2020,)),
        ("План по устранению недостатков, выявленных в ходе независимой оценки качества в 2020 году", (2021,), (2020,)),
        ("План по улучшению качества работы учреждения на 2021–2022 гг.", (2021, 2022), ()),
        ("План мероприятий на 2018-2019 годы по результатам оценки 2017 года", (2018, 2019), (2017,)),
        ("План мероприятий по улучшению качества работы на 2019 год", (2019,), ()),
        ("План по устранению недостатков на 2020, 2021 и 2022 годы", (2020, 2021, 2022), ()),
        ("План по НОК 2019", (2019,), (2019,)),
    ],
)
def test_years_of_a_plan(title: str, planned: tuple[int, ...], assessed: tuple[int, ...]) -> None:
    years = years_of_text(title)
    assert plan_years(years) == planned
    if assessed:
        assert assessment_years(years) == assessed


@pytest.mark.parametrize(
    ("title", "assessed"),
    [
        ("НОК-2024", (2024,)),
        ("Результаты независимой оценки качества за 2019 год", (2019,)),
        ("О результатах независимой оценки качества услуг, предоставляемых учреждениями в 2016 году", (2016,)),
        ("Отчёт оператора за 2021 год (утверждён 15.02.2022)", (2021,)),
        ("Итоговый рейтинг организаций 2017", (2017,)),
        ("2023 год", (2023,)),
        ("Результаты НОК", ()),
        ("Результаты НОК за 2018 и 2020 годы", (2018, 2020)),
    ],
)
def test_years_of_a_result(title: str, assessed: tuple[int, ...]) -> None:
    assert assessment_years(years_of_text(title)) == assessed


@pytest.mark.parametrize(
    ("url", "year", "role"),
    [
        ("https://a.example/files/plan-ned-2020.pdf", 2020, YearRole.MENTIONED),
        ("https://a.example/files/План%20на%202020%20год.pdf", 2020, YearRole.PLAN),
        ("https://a.example/wp-content/uploads/2017/05/otchet.pdf", 2017, YearRole.UPLOAD),
        ("https://a.example/2024/11/07/ocenka.pdf", 2024, YearRole.UPLOAD),
        ("https://a.example/f/Отчет_2016.pdf", 2016, YearRole.MENTIONED),
        ("https://a.example/f/nok-21.pdf", 2021, YearRole.MENTIONED),
        ("https://a.example/f/prikaz-15.02.2022.pdf", 2022, YearRole.UPLOAD),
    ],
)
def test_years_of_addresses(url: str, year: int, role: YearRole) -> None:
    assert (year, role) in {(y.year, y.role) for y in years_of_address(url)}


@pytest.mark.parametrize(
    ("title", "listed"),
    [
        ("Отчёты за 2019 и 2022 годы", (2019, 2022)),
        ("Отчёты (2019 г., 2022 г.)", (2019, 2022)),
        ("Отчёт за 2019–2022 годы", (2019, 2020, 2021, 2022)),
        ("Отчёты за 2016, 2019, 2022 гг.", (2016, 2019, 2022)),
        ("Отчёт за 2022 год", ()),
        ("Отчёт за 2022 год. В 2019 и 2020 годах оценки не было", ()),
        ("Отчёт за 2022 год (контракт 2021 года)", ()),
        ("Отчёт за 2023-2024 учебный год", ()),
        ("Отчёт за период с 01.09.2022, 31.08.2023", ()),
    ],
)
def test_years_a_title_lists(title: str, listed: tuple[int, ...]) -> None:
    assert listed_years(title) == listed


def test_upload_year_is_never_a_year_of_results() -> None:
    years = years_of_address("https://a.example/uploads/2017/05/otchet.pdf")
    assert assessment_years(years) == ()
    assert all(y.confidence <= 0.3 for y in years)


def test_school_year_is_told_apart() -> None:
    years = years_of_text("Отчёт за 2019-2020 учебный год")
    assert {(y.year, y.role) for y in years} == {(2019, YearRole.SCHOOL), (2020, YearRole.SCHOOL)}


def test_year_of_progress_report() -> None:
    years = years_of_text("Отчёт о выполнении плана по устранению недостатков, выявленных в 2020 году, за 2021 год")
    assert {(y.year, y.role) for y in years} == {(2020, YearRole.ASSESSMENT), (2021, YearRole.REPORT)}


@pytest.mark.parametrize("text", ["тел. 8 (866) 220-15-20", "инвентарный № 120201", "2052 место", ""])
def test_numbers_that_are_no_years(text: str) -> None:
    assert years_of_text(text) == ()


def test_a_year_in_a_standards_name_is_only_mentioned() -> None:
    assert [(y.year, y.role) for y in years_of_text("ГОСТ Р 52872-2012")] == [(2012, YearRole.MENTIONED)]


PIECES = (
    "за", "в", "на", "по", "с", "2009", "2010", "2019", "2020", "2025", "2052", "19", "год", "года", "году", "гг.",
    "г.", "–", "-", "/", ".", "№", "учебный", "отчёт", "план", "НОК", "независимой оценки", "выявленных",
    "проведённой", "тел. 8", "01.02.2021", "утверждён", "\n", "\u00a0",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20))
def test_what_years_are_told_with_never_fails_and_hides_no_year(pieces: list[str]) -> None:
    found = years_of_text(f"{' '.join(pieces)}.\n\nРезультаты независимой оценки качества за 2024 год")
    assert all(FIRST_YEAR <= one.year <= LAST_YEAR and 0 < one.confidence <= 1 for one in found)
    assert 2024 in {one.year for one in found}


@pytest.mark.parametrize("year", [FIRST_YEAR, 2026, 2036, 2041, LAST_YEAR])
def test_every_reader_of_years_knows_the_same_ones(year: int) -> None:
    assert assessment_years(years_of_text(f"Результаты независимой оценки качества за {year} год")) == (year,)
    assert assessment_years(years_of_address(f"https://a.test/f/NOK-{year}.pdf")) == (year,)
    assert [period.last.year for period in find_periods(f"за 1 квартал {year} года")] == [year]
    assert TERM.fullmatch(f"{year} г.")
    assert DATED.search(str(year))
    counted = poll_results(
        f"Результаты анкетирования. Всего опрошено в {year} году: 120 респондентов. Да 80%, нет 20%."
    )
    assert counted.respondents != year


@pytest.mark.parametrize("number", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_other_numbers_are_no_years(number: int) -> None:
    assert years_of_text(f"Результаты независимой оценки качества за {number} год") == ()
    assert not TERM.fullmatch(f"{number} г.")


@pytest.mark.parametrize("year", [2019, 2029, 2030, 2041, LAST_YEAR])
def test_a_year_is_one_whenever_it_is(year: int) -> None:
    assert [(one.year, one.role) for one in years_of_text(f"План на {year} год")] == [(year, YearRole.PLAN)]
    assert [one.year for one in years_of_text(f"Результаты НОК за {year % 100} г.")] == [year]
    assert [one.year for one in years_of_address(f"http://a.test/files/nok_{year}.pdf")] == [year]


@pytest.mark.parametrize("said", ["НОК: 87,3 балла", "на 45 мест", "на 40 груш", "за 92 балла", "на 55 городов"])
def test_two_figures_of_something_else_are_no_year_of_decades_to_come(said: str) -> None:
    assert not [one.year for one in years_of_text(f"Результаты {said}") if one.year > LAST_SHORT]
