"""One address → what the server answered, or a failure with its reason.

Follows redirects itself (every hop is checked and recorded), tries transient failures again, honours the site's
budget, and never raises for anything a server can do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Protocol

import msgspec
from scrapy import Request
from scrapy.http import Response

from crawler import failures, safety, urls, walls
from crawler.failures import BudgetSpentError, RedirectLoopError
from crawler.items import Failure, Reason
from crawler.settings import CrawlBudget, CrawlOptions

MAX_HOPS = 10
_REDIRECTS = frozenset({300, 301, 302, 303, 307, 308})
_LONGEST_WAIT = 10.0  # seconds a Retry-After may cost


class Answer(msgspec.Struct, frozen=True):
    """What a server sent for one address, after redirects. `headers` have lower-case names."""

    url: str
    requested_url: str
    status: int
    headers: dict[str, str]
    body: bytes
    at: datetime
    hops: tuple[str, ...] = ()
    certificate: Any = None  # twisted.internet.ssl.Certificate of an https answer
    truncated: bool = False  # the connection broke before the announced end, also when tried again

    @property
    def content_type(self) -> str:
        """Value of the Content-Type header, empty if there is none."""
        return self.headers.get("content-type", "")


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """Aware UTC time."""
        ...

    def seconds(self) -> float:
        """Monotonic seconds."""
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
    """Fetches for one site: one download slot, one purse, one cookie jar."""

    def __init__(self, site: str, download: Download, options: CrawlOptions, purse: Purse, clock: Clock) -> None:
        self._site = site
        self._download = download
        self._options = options
        self._purse = purse
        self._clock = clock
        self._cookies = False  # on as soon as a redirect loop shows that the site insists
        self.delay = 0.0  # seconds robots.txt asks to leave between requests
        self._turn = asyncio.Lock()

    async def fetch(
        self,
        url: str,
        *,
        maximum: int | None = None,
        allowed: Callable[[str], bool] | None = None,
        tries: int | None = None,
    ) -> Answer | Failure:
        """Fetch a normalised address. `maximum`: bytes; `allowed`: asked for every hop, False is robots_disallowed."""
        attempts = 1 + (self._options.retries if tries is None else tries - 1)
        for attempt in range(1, attempts + 1):
            outcome = await self._follow(url, maximum or self._options.max_body, allowed)
            if isinstance(outcome, Answer):
                if not outcome.truncated or attempt == attempts or self._purse.is_empty:
                    return outcome
                await asyncio.sleep(self._backoff(attempt))
                continue
            outcome = msgspec.structs.replace(outcome, attempts=attempt)
            if attempt == attempts or not failures.is_transient(outcome.reason) or self._purse.is_empty:
                return outcome
            if outcome.detail.startswith("nxdomain"):
                return outcome
            await asyncio.sleep(self._pause(attempt, outcome))
        raise AssertionError("unreachable: the last attempt returns")

    def _pause(self, attempt: int, failure: Failure) -> float:
        """Seconds before the next attempt: doubling, or what the server asks for, within reason."""
        asked = float(failure.detail) if failure.reason is Reason.HTTP_429 and failure.detail.isdigit() else 0.0
        return max(self._backoff(attempt), min(asked, _LONGEST_WAIT, self._purse.seconds_left))

    def _backoff(self, attempt: int) -> float:
        pause = self._options.backoff * 2.0 ** (attempt - 1)
        return min(pause, _LONGEST_WAIT, self._purse.seconds_left)

    async def _follow(self, url: str, maximum: int, allowed: Callable[[str], bool] | None) -> Answer | Failure:
        hops: list[str] = []
        current = url
        try:
            while True:
                if allowed is not None and not allowed(current):
                    return self._failure(current, Reason.ROBOTS_DISALLOWED)
                response = await self._request(current, maximum)
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
                current = target
        except Exception as error:  # whatever a server or a library does, it costs one address
            return self._failure(current, failures.reason_of_exception(error), detail=_detail(error))
        return self._judge(response, url, current, tuple(hops))

    async def _request(self, url: str, maximum: int) -> Response:
        safety.check_url(url, allow_private=self._options.allow_private)
        await safety.resolve(urls.host(url))
        if self.delay:
            async with self._turn:
                await asyncio.sleep(min(self.delay, self._purse.seconds_left))
        self._purse.take_request()
        request = Request(
            url,
            dont_filter=True,
            meta={
                "download_slot": self._site,
                "download_timeout": max(0.1, min(self._options.timeout, self._purse.seconds_left)),
                "download_maxsize": maximum,
                "cookiejar": self._site,
                "dont_merge_cookies": not self._cookies,
            },
        )
        response = await self._download(request)
        self._purse.bytes += request.meta.get("received", len(response.body))
        return response

    def _judge(self, response: Response, asked: str, url: str, hops: tuple[str, ...]) -> Answer | Failure:
        headers = {name.decode("latin-1").lower(): _text(values) for name, values in response.headers.items()}
        if wall := walls.recognise(response.status, headers, response.body, url):
            detail = f"{wall.name}: {wall.detail}" if wall.detail else wall.name
            return self._failure(url, wall.reason, status=response.status, detail=detail)
        if reason := failures.reason_of_status(response.status):
            return self._failure(url, reason, status=response.status, detail=headers.get("retry-after", ""))
        return Answer(
            url=url,
            requested_url=asked,
            status=response.status,
            headers=headers,
            body=response.body,
            at=self._clock.now(),
            hops=hops,
            certificate=response.certificate,
            truncated="dataloss" in response.flags and b"</html" not in response.body[-200:].lower(),
        )

    def _failure(self, url: str, reason: Reason, *, status: int = 0, detail: str = "") -> Failure:
        return Failure(url=url, reason=reason, status=status, detail=detail, at=self._clock.now())


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
