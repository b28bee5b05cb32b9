"""Who doubts that a report or plan is missing learns which papers were seen, and why they did not count."""

from __future__ import annotations

from rules.model import Candidate, Finding, Outcome
from tests.rules.sites import heading, judge, link, organization, page, site, text
from tests.rules.test_registry_years import NOK, area, report


def why(finding: Finding, label: str) -> str:
    return next(one for one in finding.candidates if one.label == label).signals[0]


def test_a_report_for_another_year_is_named_with_its_year() -> None:
    finding = judge(area(report(2019)), organization(assessed_years=(2022,)))["results-published"]
    assert finding.outcome is Outcome.FAILED
    (one,) = finding.candidates
    assert (one.url.rsplit("/", 1)[1], one.role, one.accepted) == ("otchet-2019.pdf", "results", False)
    assert one.signals[0] == "не засчитано: год — 2019"


def test_one_of_two_that_counts_is_told_from_the_one_missing() -> None:
    finding = judge(area(report(2019)), organization(assessed_years=(2019, 2022)))["results-published"]
    assert finding.outcome is Outcome.FAILED
    assert [one.accepted for one in finding.candidates] == [True]


def test_what_is_filed_as_something_else_is_named_as_such() -> None:
    plan = link("План по улучшению качества оказания услуг на 2023 год", "/f/plan.pdf")
    finding = judge(area(plan), organization(assessed_years=(2022,)))["results-published"]
    assert why(finding, "План по улучшению качества оказания услуг на 2023 год") == "не засчитано: это план"


def test_a_page_called_results_that_holds_none_is_named() -> None:
    home = page("/", "Сад", heading("Сад"), link(NOK, "/nok"))
    called = link("Результаты независимой оценки за 2022 год", "/files/res2022.html")
    nok = page("/nok", NOK, heading(NOK), *text("Материалы"), called)
    shown = page("/files/res2022.html", "Результаты", heading("Результаты"), *text("Итоговый балл 87,4"))
    finding = judge(site(home, nok, shown), organization(assessed_years=(2022,)))["results-published"]
    assert finding.outcome is Outcome.FAILED
    assert why(finding, "Результаты независимой оценки за 2022 год").startswith("не засчитано: страница прочитана")


def test_what_is_sought_stands_first_and_what_is_found_needs_none() -> None:
    plan = link("План по улучшению качества оказания услуг на 2020 год", "/f/plan.pdf")
    links = (report(2019), plan)
    findings = judge(area(*links), organization(assessed_years=(2022,)))
    roles = {rule: [one.role for one in findings[rule].candidates] for rule in ("results-published", "plans-published")}
    assert roles == {"results-published": ["results", "plan"], "plans-published": ["plan", "results"]}
    met: tuple[Candidate, ...] = judge(area(*links), organization(assessed_years=(2019,)))["plans-published"].candidates
    assert met == ()
