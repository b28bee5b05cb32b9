"""Reports and plans of several years in one file or on one page, and names that tell of another year than the text."""

from __future__ import annotations

import pytest

from crawler.items import Document
from rules.model import Finding, Outcome
from rules.papers.several import planned_years, reported_years
from tests.rules.drawn import drawn, verdicts

P, F, U = Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE
FOUND = (
    "Организация-оператор: ООО «Мнение». Сбор и обобщение информации о качестве условий. Государственный контракт "
    "от 15.03.{0} № 17. Итоговая оценка — 84,3 балла. Открытость — 91,2; комфортность — 88,0; доступность — 62,5; "
    "вежливость — 97,1; удовлетворённость — 82,9. Недостатки: нет пандуса. Опрошено 212 респондентов."
)
ONE = "Отчёт организации-оператора о проведении независимой оценки качества условий в {0} году. " + FOUND
ITEMS = (
    "1. Поставить 2 скамьи. Срок: 01.02.{0}. Ответственный: завхоз\n2. Купить 3 лампы. Срок: 01.03.{0}. "
    "Ответственный: завхоз"
)


def report(*years: int) -> str:
    return " ".join(ONE.format(year) for year in years)


def linked(text: str, label: str, rule: str = "results-published", years: tuple[int, ...] = (2019, 2022)) -> Finding:
    return verdicts(f'<p><a href="/f/1.pdf">{label}</a></p>', texts={"/f/1.pdf": text}, years=years)[rule]


@pytest.mark.parametrize("label", ["в 2019 и 2022 годах", "за 2019, 2022 гг.", "(2019 г., 2022 г.)", ""])
@pytest.mark.parametrize("years", [(2019, 2022), (2022, 2019)])
def test_every_report_of_a_file_counts(label: str, years: tuple[int, ...]) -> None:
    called = f"Отчёты организации-оператора о независимой оценке качества {label}"
    assert linked(report(*years), called).outcome is P


def test_every_report_of_a_page_counts() -> None:
    parts = "".join(f"<h2>{year} год</h2><p>{report(year)}</p>" for year in (2019, 2022))
    page = drawn("/nok/otchety", parts, "Отчёты организации-оператора")
    judged = verdicts('<p><a href="/nok/otchety">Отчёты оператора</a></p>', page, years=(2019, 2022))
    assert judged["results-published"].outcome is P


def test_what_the_title_lists_counts() -> None:
    title = "Отчёт организации-оператора о независимой оценке качества в 2019, 2022 годах.\n"
    assert linked(title + FOUND.format(2022), "Отчёт оператора").outcome is P


@pytest.mark.parametrize(
    "rest",
    [
        "Ранее оценка проводилась в 2019 году: 79,1 балла.",
        "В 2019 и 2020 годах независимая оценка не проводилась.",
        "Отчёт организации-оператора за 2019 год размещён на сайте.",
        "Использован отчёт организации-оператора за 2019 год. " + FOUND.format(2022),
        "Отчёт организации-оператора за 2019 год (контракт 2022 года). " + FOUND.format(2022) + "Баллы 2022 года.",
    ],
)
def test_a_report_that_speaks_of_one_before_it_is_of_its_own_year(rest: str) -> None:
    assert reported_years(Document("", text=f"{report(2022)} {rest}")) in {(), (2022,)}
    assert linked(f"{report(2022)} {rest}", "Отчёт организации-оператора").outcome is F


def test_a_name_that_promises_two_years_and_keeps_one_leaves_the_other_open() -> None:
    finding = linked(report(2022), "Отчёты организации-оператора о независимой оценке в 2019 и 2022 годах")
    assert finding.outcome is U
    assert "2019 и 2022 годы" in finding.message


def test_a_file_of_another_year_is_none_of_the_year_it_is_called_by() -> None:
    label = "Отчёт организации-оператора о независимой оценке в 2022 году"
    assert linked(report(2019), label, years=(2022,)).outcome is F
    assert linked(f"{report(2019)} Размещено в 2022 году.", label, years=(2022,)).outcome is U


@pytest.mark.parametrize(
    ("title", "items", "outcome"),
    [
        ("План по устранению недостатков на 2021 год", ITEMS.format(2021), F),
        ("План по устранению недостатков на 2021 год", ITEMS.format(2023), P),  # last year's title, copied
        ("План по устранению недостатков на 2021 год", ITEMS.format(2021) + "\nСоставлен 12.01.2023", U),
        ("План по устранению недостатков на 2021–2023 годы", ITEMS.format(2021), P),
        ("План по устранению недостатков", ITEMS.format(2023), P),
    ],
)
def test_a_plan_goes_by_its_own_details(title: str, items: str, outcome: Outcome) -> None:
    label = "План по устранению недостатков, выявленных в ходе независимой оценки, на 2023 год"
    finding = linked(f"{title}\n{items}", label, "plans-published", years=(2022,))
    assert finding.outcome is outcome
    if outcome is F:
        assert "по его тексту план на 2021 год" in finding.message


def test_plans_of_a_file_are_told_by_their_titles() -> None:
    text = f"План на 2020 год. {ITEMS.format(2020)} План по устранению недостатков на 2023 год. {ITEMS.format(2023)}"
    assert planned_years(Document("", text=text)) == {2020, 2023}
    assert linked(text, "Планы на 2020 и 2023 годы", "plans-published").outcome is P
