"""One address → what the server answered, or a failure with its reason.

Follows redirects itself (every hop is checked and recorded), tries transient failures again, honours the site's
budget and the host's pace, and never raises for anything a server can do but lie about what has changed.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Protocol

import msgspec
from scrapy import Request
from scrapy.http import Response

from crawler import urls
from crawler.answers import failures, known_hosts, walls
from crawler.answers.failures import BudgetSpentError, RedirectLoopError
from crawler.answers.received import Answer
from crawler.items import Cause, Failure, Reason, Trace
from crawler.memory.last_visit import BAIT, DIFFERENT, LyingServerError, Memory
from crawler.memory.traces import is_weak, trace_of
from crawler.network import safety
from crawler.network.pace import Pace, retry_after
from crawler.network.silent_hosts import SilentHosts
from crawler.settings import CrawlBudget, CrawlOptions

logger = logging.getLogger(__name__)

MAX_HOPS = 10
_NOT_MODIFIED = 304
_IN_PLACE_OF_SITE = frozenset({Reason.PARKED_SITE, Reason.SITE_CLOSED})  # «Старый сайт отключён» is a page among others
_REDIRECTS = frozenset({300, 301, 302, 303, 307, 308})
_LONGEST_BACKOFF = 10.0  # seconds before another try, unless the server asks for more


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """Aware UTC time."""
        ...

    def seconds(self) -> float:
        """Monotonic seconds."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Let that much time pass."""
        ...


class Purse:
    """What a site's visit may still spend."""

    def __init__(self, budget: CrawlBudget, clock: Clock) -> None:
        self.budget = budget
        self.requests = 0
        self.bytes = 0
        self._clock = clock
        self._started = clock.seconds()

    @property
    def seconds(self) -> float:
        """Seconds spent so far."""
        return self._clock.seconds() - self._started

    @property
    def seconds_left(self) -> float:
        """Seconds that may still be spent; never negative."""
        return max(0.0, self.budget.seconds - self.seconds)

    @property
    def is_empty(self) -> bool:
        """Whether nothing more may be asked for."""
        return self.requests >= self.budget.requests or self.bytes >= self.budget.bytes or self.seconds_left <= 0

    def take_request(self) -> None:
        """Count one request. Raises `BudgetSpentError` when none is left."""
        if self.is_empty:
            raise BudgetSpentError("the budget of this visit is spent")
        self.requests += 1


Download = Callable[[Request], Awaitable[Response]]


class Fetcher:
    """Fetches for one site: one download slot, one purse, one cookie jar, one pace for every host."""

    def __init__(
        self,
        site: str,
        download: Download,
        options: CrawlOptions,
        purse: Purse,
        clock: Clock,
        memory: Memory | None = None,
    ) -> None:
        self.trail: list[Trace] = []  # what was asked for, in order
        self.times: dict[str, datetime] = {}  # when an address, asked for or redirected to, was answered
        self.kept: dict[str, Answer | Failure] = {}  # answers that are there already, for whoever asks next
        self.fresh = True  # whole bodies are wanted, whatever is remembered
        self._site = site
        self._download = download
        self._options = options
        self._purse = purse
        self._clock = clock
        self._memory = memory or Memory(None, options)
        self._cookies = False  # on as soon as a redirect loop shows that the site insists
        self._paces: dict[str, Pace] = {}
        self._silent = SilentHosts()
        self._living: set[str] = set()  # hosts a page of which has come: no inner page stands in place of the site

    async def fetch(
        self,
        url: str,
        *,
        maximum: int | None = None,
        allowed: Callable[[str], bool] | None = None,
        tries: int | None = None,
        again: bool = False,
    ) -> Answer | Failure:
        """Fetch a normalised address. `maximum`: bytes; `allowed`: asked for every hop, False is robots_disallowed.

        `again`: the body is wanted after all, of an address that was answered without one. Raises `LyingServerError`
        when facts were, or may have been, taken over that should not have been.
        """
        place = self._place_of(url, again)
        limit = maximum or self._options.max_body
        outcome = self.kept.pop(url, None) or self._silent.failure(url, self._clock.now())
        if outcome is None:
            outcome = await self._try(url, limit, allowed, tries, whole=again)
            if isinstance(outcome, Answer):
                self._silent.answered(outcome.url)
            else:
                self._silent.failed(outcome)
        self.trail[place] = trace_of(url, outcome, maximum or 0)
        if at := outcome.at:
            self.times[url] = self.times[outcome.url] = at
        return outcome

    def _place_of(self, url: str, again: bool) -> int:
        """Where in the trail an address stands: in the order of asking, whichever is answered first."""
        if again:
            return max(place for place, trace in enumerate(self.trail) if trace.url == url)
        self.trail.append(Trace(url))
        return len(self.trail) - 1

    def pace_of(self, url: str) -> Pace:
        """The pace of an address's host."""
        site = urls.split(url).site
        if site not in self._paces:
            self._paces[site] = Pace(width=self._options.requests_per_site)
        return self._paces[site]

    async def is_fooled(self, url: str) -> bool | None:
        """Whether the server says of an address nobody has ever read that it is unchanged since.

        None: that could not be found out for a reason of ours; an address that gives no answer tells nothing against
        the server and will be asked for again.
        """
        try:
            response = await self._request(url, self._options.max_body, {"If-None-Match": BAIT})
        except Exception as error:
            if failures.reason_of_exception(error) is not Reason.INTERNAL_ERROR:
                return False
            logger.exception("Whether %s can be believed about what has changed was not found out", urls.host(url))
            return None
        if response.status == _NOT_MODIFIED:
            return True
        self.kept[url] = self._judge(response, url, url, {})
        return False

    async def _try(
        self, url: str, maximum: int, allowed: Callable[[str], bool] | None, tries: int | None, *, whole: bool
    ) -> Answer | Failure:
        attempts = 1 + (self._options.retries if tries is None else tries - 1)
        for attempt in range(1, attempts + 1):
            outcome = await self._follow(url, maximum, allowed, whole=whole or self.fresh)
            if isinstance(outcome, Answer):
                if not outcome.truncated or attempt == attempts or self._purse.is_empty:
                    return outcome
                await self._clock.sleep(self._backoff(attempt))
                continue
            outcome = msgspec.structs.replace(outcome, attempts=attempt)
            if attempt == attempts or not failures.is_transient(outcome.reason) or self._purse.is_empty:
                return outcome
            if outcome.cause is Cause.NO_SUCH_NAME or self._is_closed(outcome.url):
                return outcome
            await self._clock.sleep(self._backoff(attempt))
        raise AssertionError("unreachable: the last attempt returns")

    def _backoff(self, attempt: int) -> float:
        """Seconds before the next attempt: doubling. What the server asks for is kept by the host's pace."""
        pause = self._options.backoff * 2.0 ** (attempt - 1)
        return min(pause, _LONGEST_BACKOFF, self._purse.seconds_left)

    def _is_closed(self, url: str) -> bool:
        """Whether the host asked to be left alone for longer than we have."""
        pace = self.pace_of(url)
        return bool(pace.trouble) and pace.closed_until >= self._clock.seconds() + self._purse.seconds_left

    async def _follow(
        self, url: str, maximum: int, allowed: Callable[[str], bool] | None, *, whole: bool
    ) -> Answer | Failure:
        hops: list[str] = []
        current = url
        try:
            while True:
                if allowed is not None and not allowed(current):
                    return self._failure(current, Reason.ROBOTS_DISALLOWED)
                if self._is_closed(current):
                    return self._closed(current)
                validators = {} if whole else self._memory.validators(current)
                response = await self._request(current, maximum, validators)
                target = _redirect_target(response, current)
                if target is None:
                    break
                hops.append(current)
                if len(hops) > MAX_HOPS or target in hops:
                    if not self._cookies and "Set-Cookie" in response.headers:
                        self._cookies = True
                        hops.clear()
                        current = url
                        continue
                    raise RedirectLoopError(f"redirects from {hops[0]} lead back to {target}")
                if known_hosts.kind_of(urls.host(target)) == "login":  # what stands there is known without asking
                    return self._failure(current, Reason.LOGIN_REQUIRED, detail=urls.host(target))
                current = target
        except Exception as error:  # whatever a server or a library does, it costs one address
            reason, cause = failures.reason_of_exception(error), failures.cause_of_exception(error)
            return self._failure(current, reason, detail=_detail(error), cause=cause)
        return self._judge(response, url, current, validators)

    def _closed(self, url: str) -> Failure:
        status = self.pace_of(url).trouble
        reason = failures.reason_of_status(status) or Reason.HTTP_429
        return self._failure(url, reason, status=status, detail="the host asked for a longer pause than there is time")

    async def _request(self, url: str, maximum: int, validators: dict[str, str]) -> Response:
        safety.check_url(url, allow_private=self._options.allow_private)
        await safety.resolve(urls.host(url))
        pace = self.pace_of(url)
        if wait := pace.begin(self._clock.seconds()):
            await self._clock.sleep(min(wait, self._purse.seconds_left))
        self._purse.take_request()
        request = Request(
            url,
            headers=validators or None,
            dont_filter=True,
            meta={
                "download_slot": self._site,
                "download_timeout": max(0.1, min(self._options.timeout, self._purse.seconds_left)),
                "download_maxsize": maximum,
                "cookiejar": self._site,
                "dont_merge_cookies": not self._cookies,
            },
        )
        began = self._clock.seconds()
        response = await self._download(request)
        self._purse.bytes += request.meta.get("received", len(response.body))
        now, asked = self._clock.seconds(), 0.0
        if "Retry-After" in response.headers:
            asked = retry_after({"retry-after": _text(response.headers["Retry-After"])}, self._clock.now())
        pace.answered(response.status, now, took=now - began, retry_after=asked)
        return response

    def _judge(self, response: Response, asked: str, url: str, validators: dict[str, str]) -> Answer | Failure:
        headers = {name.decode("latin-1").lower(): _text(values) for name, values in response.headers.items()}
        if response.status == _NOT_MODIFIED and validators:
            return self._remembered(headers, asked, url)
        wall = walls.recognise(response.status, headers, response.body, url)
        if wall is not None and not (wall.reason in _IN_PLACE_OF_SITE and urls.host(url) in self._living):
            detail = f"{wall.name}: {wall.detail}" if wall.detail else wall.name
            failure = self._failure(url, wall.reason, status=response.status, detail=detail)
            if not wall.quote:
                return failure
            sha256 = hashlib.sha256(response.body).hexdigest()
            return msgspec.structs.replace(failure, quote=wall.quote, sha256=sha256)
        if reason := failures.reason_of_status(response.status):
            return self._failure(url, reason, status=response.status, detail=headers.get("retry-after", ""))
        answer = Answer(
            url=url,
            requested_url=asked,
            status=response.status,
            headers=headers,
            body=response.body,
            at=self._clock.now(),
            certificate=response.certificate,
            truncated="dataloss" in response.flags and b"</html" not in response.body[-200:].lower(),
            sha256=hashlib.sha256(response.body).hexdigest(),
            weak="etag" not in headers and is_weak(headers),
        )
        if "html" in headers.get("content-type", ""):  # robots.txt of a parked host says nothing
            self._living.add(urls.host(url))
        if not answer.truncated and self._memory.is_lie(url, headers, answer.sha256):
            self._distrust()
        return answer

    def _remembered(self, headers: dict[str, str], asked: str, url: str) -> Answer:
        """The answer a 304 stands for: the body of the last visit, under tonight's validators where they are given."""
        before = self._memory.trace_of(url)
        assert before is not None  # its validators were sent
        known = {"content-type": before.content_type, "content-disposition": before.disposition}
        told = {"etag": before.etag, "last-modified": before.last_modified}
        kept = {name: headers.get(name) or value for name, value in told.items()}
        return Answer(
            url=url,
            requested_url=asked,
            status=before.status,
            headers={name: value for name, value in {**known, **kept}.items() if value},
            body=b"",
            at=self._clock.now(),
            sha256=before.sha256,
            unsent=True,
            weak=before.weak,
        )

    def _distrust(self) -> None:
        """From now on everything is asked for; what was taken on trust tonight must be read again."""
        trusted = self._memory.conditional
        self._memory.distrust()
        if trusted:
            raise LyingServerError(DIFFERENT)

    def _failure(
        self, url: str, reason: Reason, *, status: int = 0, detail: str = "", cause: Cause | None = None
    ) -> Failure:
        return Failure(url=url, reason=reason, status=status, detail=detail, at=self._clock.now(), cause=cause)


def failure_of(answer: Answer, reason: Reason, detail: str) -> Failure:
    """The failure an answer turns out to be."""
    return Failure(url=answer.url, reason=reason, status=answer.status, detail=detail[:200], at=answer.at)


def _redirect_target(response: Response, current: str) -> str | None:
    if response.status not in _REDIRECTS:
        return None
    location = response.headers.get("Location")
    if not location:
        return None
    return urls.join(current, location.strip())


def _text(values: Any) -> str:
    one = values[-1] if isinstance(values, list) else values
    return one.decode("utf-8", errors="replace") if isinstance(one, bytes) else str(one or "")


def _detail(error: BaseException) -> str:
    if isinstance(error, failures.NameNotFoundError | failures.NameServerError | failures.BlockedAddressError):
        return str(error)[:200]
    return failures.describe(error)
