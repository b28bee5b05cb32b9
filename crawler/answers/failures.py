"""One table: exception or status → reason, and whether trying again can help. Whose doing a reason is, rules say.

Nothing else in the crawler decides what a failed fetch is called.
"""

from __future__ import annotations

from http import HTTPStatus

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet import error as tx
from twisted.web.client import ResponseFailed, ResponseNeverReceived

from crawler.items import Cause, Reason


class BlockedAddressError(Exception):
    """The address is loopback, private or otherwise not public, and private targets are not allowed."""


class NameNotFoundError(Exception):
    """The name server said that the host name does not exist."""


class NameServerError(Exception):
    """The host name could not be looked up: no answer, or a temporary failure. The name may well exist."""


class TooLargeError(Exception):
    """A body, compressed or not, exceeded the size we are willing to read."""


class UnpackableError(Exception):
    """A body could not be decompressed."""


class RedirectLoopError(Exception):
    """The same address came up twice in a chain of redirects, or the chain was too long."""


class BudgetSpentError(Exception):
    """No request was made because the site's budget of time, requests or bytes is spent."""


# Reasons that may pass by themselves in a moment; maintenance passes too, but in hours.
_TRANSIENT = frozenset(
    {
        Reason.DNS_FAILURE,
        Reason.TIMEOUT,
        Reason.CONNECTION_REFUSED,
        Reason.CONNECTION_RESET,
        Reason.HTTP_429,
        Reason.HTTP_5XX,
    }
)

# Absence is proven by these: the server itself says that there is nothing at the address.
CONCLUSIVE = frozenset({Reason.HTTP_404, Reason.SOFT_404})

# Order matters: the first class that fits wins, so subclasses stand before their bases.
_EXCEPTIONS: tuple[tuple[type[BaseException], Reason], ...] = (
    (BlockedAddressError, Reason.PRIVATE_ADDRESS),
    (NameNotFoundError, Reason.DNS_FAILURE),
    (NameServerError, Reason.DNS_FAILURE),
    (BudgetSpentError, Reason.BUDGET_EXHAUSTED),
    (TooLargeError, Reason.TOO_LARGE),
    (UnpackableError, Reason.UNREADABLE),
    (RedirectLoopError, Reason.REDIRECT_LOOP),
    (CannotResolveHostError, Reason.DNS_FAILURE),
    (tx.DNSLookupError, Reason.DNS_FAILURE),
    (DownloadTimeoutError, Reason.TIMEOUT),
    (tx.TimeoutError, Reason.TIMEOUT),
    (TimeoutError, Reason.TIMEOUT),
    (DownloadConnectionRefusedError, Reason.CONNECTION_REFUSED),
    (tx.ConnectionRefusedError, Reason.CONNECTION_REFUSED),
    (DownloadCancelledError, Reason.TOO_LARGE),  # Scrapy's name for "larger than DOWNLOAD_MAXSIZE"
    (ResponseDataLossError, Reason.CONNECTION_RESET),
    (IgnoreRequest, Reason.TOO_LARGE),  # raised only by the decompression limit: all other users are off
    (UnsupportedURLSchemeError, Reason.INVALID_URL),
    (NotSupported, Reason.INVALID_URL),
    (ValueError, Reason.INVALID_URL),
    (tx.ConnectError, Reason.CONNECTION_REFUSED),  # no route, network unreachable
    (tx.ConnectionLost, Reason.CONNECTION_RESET),
    (tx.ConnectionDone, Reason.CONNECTION_RESET),
)

_TLS_MARKS = ("OpenSSL.SSL", "service_identity", "SSL routines", "certificate verify", "VerificationError")


def is_transient(reason: Reason) -> bool:
    """Whether a second try, a moment later, can have another result."""
    return reason in _TRANSIENT


def reason_of_exception(error: BaseException) -> Reason:
    """Name the reason of an exception raised by a fetch; unknown ones are `internal_error`."""
    if is_tls_failure(error):
        return Reason.TLS_ERROR
    for kind, reason in _EXCEPTIONS:
        if isinstance(error, kind):
            return reason
    if isinstance(error, DownloadFailedError | ResponseFailed):
        return _reason_of_causes(error)
    return Reason.INTERNAL_ERROR


def cause_of_exception(error: BaseException) -> Cause | None:
    """What exactly went wrong, where it makes a difference: a name that does not exist, or nobody who could say."""
    if isinstance(error, NameNotFoundError):
        return Cause.NO_SUCH_NAME
    return Cause.NAME_SERVER_SILENT if isinstance(error, NameServerError) else None


def is_tls_failure(error: BaseException) -> bool:
    """Whether a fetch failed while the encrypted connection was being set up or because of a certificate."""
    return any(mark in text for text in _descriptions(error) for mark in _TLS_MARKS)


def reason_of_status(status: int) -> Reason | None:
    """Name the reason of an HTTP status; None for answers that carry a page (2xx; 304 is not asked for)."""
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return Reason.HTTP_404
    named = {401: Reason.HTTP_401, 403: Reason.HTTP_403, 429: Reason.HTTP_429, 451: Reason.GEO_BLOCKED}
    if status in named:
        return named[status]
    if 400 <= status < 500:
        return Reason.HTTP_4XX
    if status >= 500:
        return Reason.HTTP_5XX
    return None if 200 <= status < 300 else Reason.HTTP_4XX


def describe(error: BaseException) -> str:
    """One short line about an exception, for `Failure.detail`."""
    for inner in _failures_inside(error):
        if not isinstance(inner, ResponseFailed | ResponseNeverReceived | DownloadFailedError):
            return f"{type(inner).__name__}: {inner}"[:200]
    return f"{type(error).__name__}: {error}"[:200]


def _reason_of_causes(error: BaseException) -> Reason:
    for inner in _failures_inside(error):
        if isinstance(inner, ValueError):
            continue  # headers that contradict each other, not an address that is wrong
        for kind, reason in _EXCEPTIONS:
            if isinstance(inner, kind):
                return reason
    return Reason.CONNECTION_RESET  # the peer spoke, but not HTTP, or hung up


def _failures_inside(error: BaseException) -> list[BaseException]:
    """The exceptions a Twisted ResponseFailed carries, also through Scrapy's wrapper."""
    found: list[BaseException] = []
    source = error.__cause__ or error
    for reason in getattr(source, "reasons", ()):
        value = getattr(reason, "value", None)
        if isinstance(value, BaseException):
            found.extend(_failures_inside(value) or [value])
    if not found and source is not error:
        found.append(source)
    return found


def _descriptions(error: BaseException) -> list[str]:
    return [
        f"{type(one).__module__}.{type(one).__name__}: {one}"
        for one in (error, error.__cause__, *_failures_inside(error))
        if one is not None
    ]
