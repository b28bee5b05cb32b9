"""How a missing thing spreads, and how verdicts are held against the truth."""

from __future__ import annotations

from audits.demo import ON, serve_region
from audits.demo.command import agrees, compare_with_truth, demo_options, report
from audits.demo.people import row
from audits.demo.region import declared
from audits.demo.sites.authorities import SOCIAL
from audits.demo.truth import failed, organization_truth, passed, unsure
from audits.judging.circles import circle_of
from crawler.items import Reason
from rules.authority.names import match
from rules.model import Finding, Outcome, Sector

SCHOOL = row(1, "x", "Школа", Sector.EDUCATION)


def test_a_missing_page_makes_questions_about_it_void_but_not_those_about_the_site() -> None:
    truth = organization_truth(SCHOOL, nok_page_published=failed())
    assert truth["acts-published"].outcome is Outcome.INAPPLICABLE
    assert truth["plans-approved"].outcome is Outcome.INAPPLICABLE
    assert truth["feedback-form-published"].outcome is Outcome.PASSED


def test_an_unreadable_site_spreads_its_reason() -> None:
    truth = organization_truth(SCHOOL, official_site_works=unsure(Reason.BOT_WALL))
    assert truth["poll-matches-questionnaire"].reason is Reason.BOT_WALL
    assert truth["minzdrav-banner-published"].outcome is Outcome.INAPPLICABLE
    assert truth["bus-card-has-site"].outcome is Outcome.PASSED


def test_comparison_tells_errors_from_abstentions_and_unwritten_rules() -> None:
    expected = {("x", "own-site"): failed("чужой"), ("x", "poll-works"): failed(), ("x", "acts-published"): failed()}
    findings = [
        ("x", Finding("own-site", Outcome.PASSED)),
        ("x", Finding("poll-works", Outcome.INCONCLUSIVE, Reason.TIMEOUT)),
    ]
    result = compare_with_truth(findings, expected)
    assert [d.rule for d in result.wrong] == ["own-site"]
    assert [d.rule for d in result.differences] == ["own-site", "poll-works"]
    assert result.unwritten == ("acts-published",)
    assert "x · own-site: ожидалось «нарушено», получено «выполнено»: чужой" in "\n".join(report(result))


def test_details_and_remarks_are_part_of_the_truth() -> None:
    due = failed(missing=["256", "31-рп"])
    said = Finding("acts-published", Outcome.FAILED, details={"missing": ["№ 256-ФЗ", "№ 31-рп"]})
    assert agrees(due, said)
    assert not agrees(due, Finding("acts-published", Outcome.FAILED, details={"missing": ["№ 256-ФЗ"]}))
    assert not agrees(due, Finding("acts-published", Outcome.FAILED, details={"missing": ["№ 256-ФЗ", "№ 458-рп"]}))
    remarked = passed(remarked=True)
    assert not agrees(remarked, Finding("bus-link-published", Outcome.PASSED))
    assert agrees(remarked, Finding("bus-link-published", Outcome.PASSED, remarks=("общий список",)))


def test_an_audit_of_the_region_stays_on_loopback() -> None:
    with serve_region() as region:
        options = demo_options(region)
    assert options.allow_private
    assert options.on == ON
    assert options.hosts["*"] == "127.0.0.1"  # names we did not think of
    assert {address for name, address in options.hosts.items() if name != "propal.demo.test"} == {"127.0.0.1"}
    assert options.bus_gov_url.startswith("http://bus.gov.ru:")


def test_a_ministrys_list_and_ratings_speak_of_the_regions_own_organizations() -> None:
    region = [d.organization for d in declared()]
    ministry = next(one for one in region if one.id == "minsoc")
    circle = circle_of(ministry, region)
    assert {one.line for one in match(SOCIAL, circle).sure} == set(SOCIAL)
