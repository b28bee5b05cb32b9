"""Facts stored before a field was there: what later versions ask for is filled in when they are read."""

from __future__ import annotations

from msgspec.structs import replace

from crawler.items import Cause, Facts, Failure, Reason

_WITH_CAUSE = frozenset({Reason.DNS_FAILURE, Reason.TLS_ERROR, Reason.SITE_CLOSED})
_WORDS = frozenset(Cause)


def with_causes(facts: Facts) -> Facts:
    """Facts whose failures name their causes; until November 2026 only the beginning of a detail told it."""
    site = facts.site
    if site is None or (site.refusal is None and not site.failures):
        return facts
    refusal = site.refusal_cause or _told(site.refusal, site.refusal_detail)
    return replace(
        facts, site=replace(site, refusal_cause=refusal, failures=tuple([_with_cause(one) for one in site.failures]))
    )


def _with_cause(failure: Failure) -> Failure:
    cause = None if failure.cause else _told(failure.reason, failure.detail)
    return replace(failure, cause=cause) if cause else failure


def _told(reason: Reason | None, detail: str) -> Cause | None:
    word = detail.partition(":")[0]
    return Cause(word) if reason in _WITH_CAUSE and word in _WORDS else None
