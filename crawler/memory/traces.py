"""What came of asking for an address: the trace a visit leaves, and whether two nights' traces are the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime

from crawler.answers import failures
from crawler.answers.received import Answer
from crawler.extract.text import clean
from crawler.items import Cause, Failure, Trace

LONGEST = 300  # characters of a validator worth sending back
_STRONG_AFTER = timedelta(seconds=60)  # RFC 9110 8.8.2.2: a younger date may stand for two versions of one second


def trace_of(url: str, outcome: Answer | Failure, limit: int) -> Trace:
    """What came of asking for an address."""
    if isinstance(outcome, Failure):
        final = outcome.url if outcome.url != url else ""
        return Trace(
            url,
            final,
            status=outcome.status,
            reason=outcome.reason,
            detail=outcome.detail[:LONGEST],
            limit=limit,
            cause=outcome.cause,
        )
    headers = outcome.headers
    return Trace(
        url,
        outcome.url if outcome.url != url else "",
        status=outcome.status,
        sha256="" if outcome.truncated else outcome.sha256,
        etag=headers.get("etag", ""),
        last_modified=headers.get("last-modified", ""),
        weak=outcome.weak,
        content_type=outcome.content_type,
        disposition=headers.get("content-disposition", ""),
        limit=limit,
    )


def is_same(before: Trace, now: Trace) -> bool:
    """Whether an address was answered as it was before; a failure that may pass is never the same."""

    def told(trace: Trace) -> tuple[object, ...]:
        return (trace.url, trace.final, trace.status, trace.reason, trace.detail, trace.content_type, trace.disposition)

    return is_settled(before) and before.sha256 == now.sha256 and told(before) == told(now)


def is_weak(headers: Mapping[str, str]) -> bool:
    """Whether a date of change is too young, or of too unknown an age, to tell two versions apart."""
    try:
        modified = parsedate_to_datetime(headers["last-modified"])
        return parsedate_to_datetime(headers["date"]) - modified < _STRONG_AFTER
    except (KeyError, ValueError, TypeError):
        return True


def is_settled(trace: Trace) -> bool:
    """Whether the same answer is to be expected of the same site: a body, or a failure that does not pass."""
    if trace.reason is None:
        return bool(trace.sha256)
    return not failures.is_transient(trace.reason) or trace.cause is Cause.NO_SUCH_NAME


def validators_of(trace: Trace) -> tuple[str, str]:
    """Validators as pages carry them."""
    return clean(trace.etag)[:LONGEST], clean(trace.last_modified)[:100]
