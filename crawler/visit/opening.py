"""Getting in: from the address a registry names to the answer that is the site's home page."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit, urlunsplit

import msgspec

from crawler import urls
from crawler.answers import failures, known_hosts
from crawler.answers.received import Answer
from crawler.items import Cause, Certificate, Failure, Page, Reason
from crawler.network import certificates, safety
from crawler.network.fetch import Fetcher

logger = logging.getLogger(__name__)

_UNREACHABLE = frozenset({Reason.CONNECTION_REFUSED, Reason.CONNECTION_RESET, Reason.TIMEOUT, Reason.TLS_ERROR})
_LONG_TEXT = 2000  # characters: a page that has so much to say is not only a signpost


class Opening(msgspec.Struct, frozen=True):
    """How the first request went: an answer, or the failure that refuses the whole site."""

    answer: Answer | None = None
    failure: Failure | None = None
    certificate: Certificate | None = None


async def open_home(fetcher: Fetcher, start: str, *, tries: int | None = None) -> Opening:
    """Fetch a normalised start address; where it fails in a way its twin may not, try the twin once.

    http ↔ https when nothing can be reached or the certificate is bad (verification stays on: what was wrong is
    recorded, and the plain address is read if it answers); with ↔ without www when the name does not exist.
    `tries`: of the start address itself, when not as many as the options say.
    """
    first = await fetcher.fetch(start, tries=tries)
    certificate: Certificate | None = None
    if isinstance(first, Failure) and first.reason is Reason.TLS_ERROR:
        certificate = await _examine(first.url)
        if certificate.problem:
            first = msgspec.structs.replace(first, detail=certificate.problem, cause=Cause(certificate.problem))
    twin = _twin(start, first) if isinstance(first, Failure) else ""
    if twin:
        second = await fetcher.fetch(twin, tries=1)
        if isinstance(second, Answer):
            first = second
    if isinstance(first, Failure):
        return Opening(failure=first, certificate=certificate)
    return _accepted(first, start, certificate)


def _accepted(answer: Answer, start: str, certificate: Certificate | None) -> Opening:
    """A site may move to another host; a social network or a parking company is not where it moved to."""
    kind = known_hosts.kind_of(urls.host(answer.url))
    if kind == "social":
        detail = f"social: {answer.url}"
        failure = Failure(url=start, reason=Reason.SITE_CLOSED, status=answer.status, detail=detail, cause=Cause.SOCIAL,
                          quote=f"→ {answer.url}", at=answer.at, sha256=answer.sha256)  # fmt: skip
        return Opening(failure=failure, certificate=certificate)
    return Opening(answer=answer, certificate=certificate or certificates.of_answer(answer.certificate))


def _twin(start: str, failure: Failure) -> str:
    parts = urlsplit(start)
    if failure.cause is Cause.NO_SUCH_NAME:
        host = parts.netloc.removeprefix("www.") if parts.netloc.startswith("www.") else f"www.{parts.netloc}"
        return "" if safety.literal_address(urls.host(start)) else urlunsplit(parts._replace(netloc=host))
    if failure.reason in _UNREACHABLE and parts.port is None:
        # A port that is named belongs to one scheme only.
        return urlunsplit(parts._replace(scheme="http" if parts.scheme == "https" else "https"))
    if failure.reason is Reason.HTTP_404 and parts.path != "/" and urls.scope_of(start, start).base == "/":
        return urlunsplit(parts._replace(path="/", query=""))
    return ""


async def _examine(url: str) -> Certificate:
    host = urls.host(url)
    try:
        address = await safety.resolve(host)
        return await certificates.examine(host, address, urlsplit(url).port or 443)
    except Exception as error:  # only the detail is lost
        if failures.reason_of_exception(error) is Reason.INTERNAL_ERROR:
            logger.exception("The certificate of %s was not looked at", host)
        return Certificate()


def signpost(page: Page) -> str:
    """Where a home page sends its visitor on by itself; empty if it stays, or only reloads itself."""
    if not page.refresh or len(page.text) > _LONG_TEXT:
        return ""
    try:
        target = urls.normalise(page.refresh)
    except ValueError:
        return ""
    same = urls.split(target)[1:] == urls.split(page.url)[1:]
    return "" if same else target
