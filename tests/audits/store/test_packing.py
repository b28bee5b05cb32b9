"""Facts as a worker packs them are the facts the coordinator would have stored."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from audits.model import AuditResult
from audits.run.guards import refusal
from audits.store import pack
from crawler.items import Cause, Coverage, Facts, Failure, Page, Reason, Site
from rules.model import Judgement
from tests.audits.samples import DAY

AT = datetime(2026, 11, 20, 3, 0, 7, tzinfo=UTC)
PAGE = Page("http://a.test/", title="Школа", sha256="ab" * 32, fetched_at=AT)


def result(**site: object) -> AuditResult:
    facts = Facts(site=msgspec.structs.replace(Site("http://a.test/", started_at=AT, finished_at=AT), **site))
    return AuditResult("a", True, Judgement("kbr-2017", DAY, ()), facts, started_at=AT, finished_at=AT)


def test_what_was_packed_opens_as_it_was() -> None:
    whole = result(pages=(PAGE,), coverage=Coverage(requests=3, bytes=900, seconds=1.5))
    packed = pack.packed(whole)
    assert packed.facts == Facts()
    assert packed.packed is not None
    assert (packed.packed.requests, packed.packed.size) == (3, 900)
    assert pack.opened(packed) == whole


def test_why_a_site_could_not_be_read_is_known_without_opening() -> None:
    assert refusal(pack.packed(result(refusal=Reason.TIMEOUT))) is Reason.TIMEOUT


@pytest.mark.parametrize(
    ("reason", "detail", "cause"),
    [
        (Reason.DNS_FAILURE, "temporary: the name a.test could not be looked up", Cause.NAME_SERVER_SILENT),
        (Reason.DNS_FAILURE, "nxdomain: the name a.test does not exist", Cause.NO_SUCH_NAME),
        (Reason.TLS_ERROR, "self_signed", Cause.SELF_SIGNED),
        (Reason.SITE_CLOSED, "social: https://vk.com/a", Cause.SOCIAL),
        (Reason.SITE_CLOSED, "новый сайт: https://b.test/", None),
        (Reason.TIMEOUT, "temporary: of no name", None),
    ],
)
def test_facts_from_before_there_were_causes_tell_them(reason: Reason, detail: str, cause: Cause | None) -> None:
    told = Site(
        "http://a.test/", refusal=reason, refusal_detail=detail, failures=(Failure("b", reason, detail=detail),)
    )
    site = pack.decode_facts(pack.encode_facts(Facts(site=told))).site
    assert site is not None
    assert (site.refusal_cause, site.failures[0].cause) == (cause, cause)


def test_a_cause_that_was_stored_stays() -> None:
    told = Site("http://a.test/", refusal=Reason.DNS_FAILURE, refusal_cause=Cause.NAME_SERVER_SILENT)
    assert pack.decode_facts(pack.encode_facts(Facts(site=told))) == Facts(site=told)


def test_the_address_of_a_body_that_comes_along_is_told() -> None:
    with_body = msgspec.structs.replace(result(pages=(PAGE,)), snapshots={PAGE.sha256: b"body"})
    packed = pack.packed(with_body).packed
    assert packed is not None
    assert packed.addresses == {PAGE.sha256: PAGE.url}


def test_a_result_without_a_site_stays_as_it_is() -> None:
    nothing = AuditResult("a", True, Judgement("kbr-2017", DAY, ()))
    assert pack.packed(nothing) is nothing
    assert pack.opened(nothing) is nothing
