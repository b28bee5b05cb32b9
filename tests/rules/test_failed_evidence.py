"""Where a site says something in place of what is asked for, the accusation quotes it."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.items import Failure, Page, Reason, Site
from rules.model import Outcome
from tests.rules.sites import BASE, judge, organization, page, site

AT = datetime(2026, 11, 20, 1, tzinfo=UTC)
WORDS = "Домен SHKOLA3.RU продаётся"


def refused(reason: Reason, **told: object) -> Site:
    robots = Failure(url=f"{BASE}/robots.txt", reason=reason, status=404, kind="robots")
    home = Failure(url=f"{BASE}/", reason=reason, at=AT, **told)  # type: ignore[arg-type]
    return Site(start_url=f"{BASE}/", refusal=reason, refusal_detail=home.detail, failures=(robots, home))


def test_a_stub_in_place_of_a_site_is_quoted_as_it_is_written() -> None:
    parked = refused(Reason.PARKED_SITE, status=200, detail=f"parked: {WORDS.lower()}", quote=WORDS, sha256="ab" * 32)
    finding = judge(parked)["official-site-works"]
    assert finding.outcome is Outcome.FAILED
    (proof,) = finding.evidence
    assert (proof.url, proof.excerpt, proof.sha256, proof.fetched_at) == (f"{BASE}/", WORDS, "ab" * 32, AT)


def test_a_status_is_told_and_silence_has_nothing_to_quote() -> None:
    (proof,) = judge(refused(Reason.HTTP_404, status=404))["official-site-works"].evidence
    assert (proof.url, proof.excerpt) == (f"{BASE}/", "HTTP 404")
    gone = judge(refused(Reason.DNS_FAILURE, detail="nxdomain"))["official-site-works"]
    assert (gone.outcome, gone.evidence) == (Outcome.FAILED, ())


def test_the_founders_page_is_quoted() -> None:
    home: Page = page("/", "Школа на сайте управления образования")
    finding = judge(site(home), organization(founder_site=f"{BASE}/"))["own-site"]
    assert finding.outcome is Outcome.FAILED
    assert [one.excerpt for one in finding.evidence] == ["Школа на сайте управления образования"]


def test_other_numbers_of_the_site_are_quoted() -> None:
    home = page("/", "Школа", phones=("8 (8662) 77-22-33", "8 (8662) 77-22-33", "8 (8662) 77-22-44"))
    finding = judge(site(home), organization(phone="+7 (8662) 40-00-11"))["phones-consistent"]
    assert finding.outcome is Outcome.FAILED
    assert [one.excerpt for one in finding.evidence] == ["8 (8662) 77-22-33", "8 (8662) 77-22-44"]
    assert {one.url for one in finding.evidence} == {home.url}
