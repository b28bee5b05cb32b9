from __future__ import annotations

import pytest

from crawler.items import Document, Link, Page, Reason, Region, Site
from rules.model import Outcome
from tests.rules.drawn import verdicts
from tests.rules.sites import BASE, SEEN, heading, judge, link, menu, organization, page, site, text

NOK = "Независимая оценка качества"


def area(*links: Link, **rest: object) -> Site:
    home = page("/", "Сад", heading("Сад"), menu(NOK, "/nok"))
    nok: Page = page("/nok", NOK, heading(NOK), *text("Материалы"), *links)
    return site(home, nok, **rest)  # type: ignore[arg-type]


def report(year: int | str) -> Link:
    return link(f"Отчёт оператора о независимой оценке качества {year}", f"/f/otchet-{year}.pdf")


def plan(title: str, file: str = "/f/p.pdf") -> Link:
    return link(title, file)


@pytest.mark.parametrize(
    ("links", "years", "outcome", "missing"),
    [
        ((report(2019), report(2022)), (2019, 2022), Outcome.PASSED, None),
        ((report(2022),), (2019, 2022), Outcome.FAILED, [2019]),
        ((), (2022,), Outcome.FAILED, [2022]),
        ((), (), Outcome.INAPPLICABLE, None),
        ((), None, Outcome.INCONCLUSIVE, None),
        ((report(2022),), None, Outcome.PASSED, None),
        (
            (link("Отчёт оператора о независимой оценке качества", "/f/otchet.pdf"),),
            (2022,),
            Outcome.INCONCLUSIVE,
            [2022],
        ),
        ((link("Результаты независимой оценки", "https://bus.gov.ru/info-card/1"),), (2022,), Outcome.FAILED, [2022]),
    ],
)
def test_results_follow_the_registry(
    links: tuple[Link, ...], years: tuple[int, ...] | None, outcome: Outcome, missing: list[int] | None
) -> None:
    finding = judge(area(*links), organization(assessed_years=years))["results-published"]
    assert finding.outcome is outcome, finding
    if missing:
        assert finding.details["missing"] == missing
    if outcome is Outcome.INCONCLUSIVE and years is None:
        assert finding.reason is Reason.YEARS_UNKNOWN


def test_a_year_that_has_not_begun_is_missing_nowhere() -> None:
    ahead = SEEN.year + 9
    for links, years, outcome in (
        ((report(2022),), (2022, ahead), Outcome.PASSED),
        ((report(2022),), (2019, 2022, ahead), Outcome.FAILED),
        ((), (ahead,), Outcome.INCONCLUSIVE),
    ):
        found = judge(area(*links), organization(assessed_years=years))
        assert found["results-published"].outcome is outcome
        assert not [one for one in found.values() if str(ahead) in one.message or str(ahead + 1) in one.message]


def test_a_year_before_there_was_any_assessment_is_missing_nowhere() -> None:
    first = 2013  # look-alike: the first year there was one
    for links, years, outcome in (
        ((report(2022),), (1999, 2022), Outcome.PASSED),
        ((report(2022),), (first - 1, 2022), Outcome.PASSED),
        ((report(2022),), (first, 2022), Outcome.FAILED),
        ((), (1999,), Outcome.INCONCLUSIVE),
    ):
        found = judge(area(*links), organization(assessed_years=years))
        assert found["results-published"].outcome is outcome
        told = found["results-published"].message + found["plans-published"].message
        assert not any(str(year) in told for year in (1999, 2000, first - 1))


PLAN_2023 = plan("План по устранению недостатков на 2023 год")


@pytest.mark.parametrize(
    ("links", "years", "results", "plans"),
    [
        ((report(2022), PLAN_2023), (2022, SEEN.year), Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE),
        ((), (SEEN.year,), Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE),
        ((), (2022, SEEN.year), Outcome.FAILED, Outcome.FAILED),
        ((report(2022),), (2022, SEEN.year - 1), Outcome.FAILED, Outcome.FAILED),  # that year is over
        ((report(2022), report(SEEN.year)), (2022, SEEN.year), Outcome.PASSED, Outcome.FAILED),  # published early
    ],
)
def test_what_a_year_brings_is_missing_when_the_year_is_over(
    links: tuple[Link, ...], years: tuple[int, ...], results: Outcome, plans: Outcome
) -> None:
    found = judge(area(*links), organization(assessed_years=years))
    assert (found["results-published"].outcome, found["plans-published"].outcome) == (results, plans)
    for rule, year in (("results-published", SEEN.year), ("plans-published", SEEN.year + 1)):
        one = found[rule]
        if one.outcome is Outcome.INCONCLUSIVE:
            assert one.reason is Reason.AMBIGUOUS
            assert f"{year} год на странице нет, а {SEEN.year} год ещё не закончился" in one.message
        elif one.outcome is Outcome.FAILED:
            assert year not in one.details["missing"]


@pytest.mark.parametrize(
    ("title", "years", "outcome"),
    [
        ("План по устранению недостатков на 2023 год", (2022,), Outcome.PASSED),
        ("План по устранению недостатков, выявленных в ходе независимой оценки в 2022 году", (2022,), Outcome.PASSED),
        ("План по улучшению качества оказания услуг на 2022-2023 годы", (2022,), Outcome.PASSED),
        ("План по устранению недостатков 2022", (2022,), Outcome.PASSED),
        ("План по устранению недостатков на 2018 год", (2022,), Outcome.FAILED),
        ("План по устранению недостатков на 2022 год", (2022,), Outcome.INCONCLUSIVE),
        ("План работы учреждения на 2023 год", (2022,), Outcome.FAILED),
        ("План по устранению недостатков на 2023 год", (), Outcome.INAPPLICABLE),
        ("План по устранению недостатков на 2023 год", None, Outcome.PASSED),
        ("План по устранению недостатков", (2022,), Outcome.INCONCLUSIVE),
    ],
)
def test_a_plan_is_for_the_year_after(title: str, years: tuple[int, ...] | None, outcome: Outcome) -> None:
    finding = judge(area(plan(title)), organization(assessed_years=years))["plans-published"]
    assert finding.outcome is outcome, finding


def test_the_year_inside_an_opened_document_counts() -> None:
    opened = Document(
        BASE + "/f/p.pdf", format="pdf", text="План по устранению недостатков на 2023 год", fetched_at=SEEN
    )
    links = plan("План по устранению недостатков")
    finding = judge(area(links, documents=(opened,)), organization(assessed_years=(2022,)))["plans-published"]
    assert finding.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (Document(BASE + "/f/p.pdf", format="pdf", reason=Reason.NO_OCR), Reason.NO_OCR),
        (Document(BASE + "/f/p.pdf", format="pdf", text="  "), Reason.UNREADABLE),
        (None, Reason.NOT_REACHED),
    ],
)
def test_an_unread_plan_decides_nothing_about_its_contents(document: Document | None, reason: Reason) -> None:
    documents = (document,) if document else ()
    facts = area(plan("План по устранению недостатков на 2023 год"), documents=documents)
    findings = judge(facts, organization(assessed_years=(2022,)))
    for id in ("plans-approved", "plans-specific"):
        assert (findings[id].outcome, findings[id].reason) == (Outcome.INCONCLUSIVE, reason)


def test_a_copied_link_text_does_not_hide_what_the_file_is() -> None:
    label = "Рейтинг организаций"
    files = ("otchet-nok-2019", "itogi-nok-2022", "plan-po-ustraneniyu-nedostatkov-2023", "reyting-2016")
    facts = area(*(link(label, f"/f/{name}.pdf") for name in files))
    findings = judge(facts, organization(assessed_years=(2022,)))
    assert findings["plans-published"].outcome is Outcome.PASSED
    assert "nedostatkov" in findings["plans-published"].evidence[0].excerpt


def test_results_of_another_year_are_named() -> None:
    finding = judge(area(report(2019)), organization(assessed_years=(2022,)))["results-only-for-assessed-years"]
    assert finding.outcome is Outcome.FAILED
    assert finding.details["years"] == [2019]
    assert "2019" in finding.message


def test_a_file_in_something_called_a_menu_is_content() -> None:
    offered = Link(f"{BASE}/files/plan.pdf", "План по устранению недостатков на 2023 год", region=Region.MENU)
    home = page("/", "Сад", heading("Сад"), menu(NOK, "/nok"))
    nok = page("/nok", NOK, heading(NOK), *text("Материалы"), offered)
    apart = [page(f"/{number}", "Раздел", heading(f"Раздел {number}")) for number in range(4)]
    repeated = [page(f"/{number}", "Раздел", heading(f"Раздел {number}"), offered) for number in range(4)]
    assessed = organization(assessed_years=(2022,))
    assert judge(site(home, nok, *apart), assessed)["plans-published"].outcome is Outcome.PASSED
    assert judge(site(home, nok, *repeated), assessed)["plans-published"].outcome is Outcome.FAILED


def test_a_plan_expressly_for_the_assessed_year_itself_answers_for_no_other() -> None:
    title = "План улучшения качества на 2021 год (по результатам независимой оценки 2021 года)"
    read = Document(f"{BASE}/f/p.pdf", format="pdf", text=title, sha256="ab" * 32)
    finding = judge(area(plan(title), documents=(read,)), organization(assessed_years=(2021,)))["plans-published"]
    assert finding.outcome is Outcome.FAILED
    assert "на сам год оценки" in finding.message
    both = area(plan("План устранения недостатков на 2021-2022 годы по итогам независимой оценки 2021 года"))
    assert judge(both, organization(assessed_years=(2021,)))["plans-published"].outcome is Outcome.PASSED


def test_a_file_that_may_be_a_report_for_another_year_is_opened_before_it_is_passed_over() -> None:
    heads = heading("Отчёты оператора", 2)
    stray = Link(f"{BASE}/f/2024.pdf", "2024 год", section=1, region=Region.CONTENT)
    home = page("/", "Сад", heading("Сад"), menu(NOK, "/nok"))
    nok = page("/nok", NOK, heading(NOK), heads, *text("Материалы"), stray)
    found = judge(site(home, nok), organization(assessed_years=(2022,)))["results-only-for-assessed-years"]
    assert found.outcome is Outcome.INCONCLUSIVE
    assert found.details["unread"] == [f"{BASE}/f/2024.pdf"]


INSIDE = "Отчёт оператора о независимой оценке качества ({year} год). Оценена поликлиника № {number}, собраны анкеты."


@pytest.mark.parametrize(
    ("label", "number", "year", "outcome"),
    [
        ("Отчёт оператора о независимой оценке, 2024 год", 4, 2024, Outcome.FAILED),
        ("Отчёт оператора о независимой оценке, 2024 год", 5, 2024, Outcome.FAILED),
        ("Отчёт оператора о независимой оценке поликлиники № 4, 2024 год", 4, 2024, Outcome.PASSED),  # says whose it is
        ("Отчёт оператора о независимой оценке, 2022 год", 4, 2022, Outcome.PASSED),
    ],
)
def test_a_report_given_out_for_ones_own_counts_by_its_year(
    label: str, number: int, year: int, outcome: Outcome
) -> None:
    own = "<p><a href=/f/2.pdf>Отчёт оператора о независимой оценке, 2022 год</a></p>"
    links = f"<p><a href=/f/1.pdf>{label}</a></p>{own}"
    texts = {"/f/1.pdf": INSIDE.format(year=year, number=number), "/f/2.pdf": INSIDE.format(year=2022, number=5)}
    found = verdicts(links, texts=texts, org={"name": "Поликлиника № 5"})["results-only-for-assessed-years"]
    assert found.outcome is outcome
    foreign = outcome is Outcome.FAILED and number == 4
    assert any("другой организации" in remark for remark in found.remarks) is foreign
