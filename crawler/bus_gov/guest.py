"""A polite guest of bus.gov.ru: one request at a time, a pause between two, and a plain word for what went wrong."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from email.utils import parsedate_to_datetime

import msgspec
from scrapy import Request
from scrapy.http import Response

from crawler import urls
from crawler.answers import failures, walls
from crawler.bus_gov.api import CHALLENGE, HEADERS, SESSION_COOKIE
from crawler.items import Reason
from crawler.network import safety
from crawler.network.fetch import Clock

logger = logging.getLogger(__name__)

MAX_BODY = 8 * 1024 * 1024
MAX_HOPS = 4
NETWORK = frozenset(
    {Reason.DNS_FAILURE, Reason.TIMEOUT, Reason.CONNECTION_REFUSED, Reason.CONNECTION_RESET, Reason.TLS_ERROR,
     Reason.PRIVATE_ADDRESS}
)  # fmt: skip

Download = Callable[[Request], Awaitable[Response]]
Sleep = Callable[[float], Awaitable[None]]


class Pace(msgspec.Struct, frozen=True):
    """How a guest behaves. Seconds."""

    delay: float = 2.0  # between the end of one request and the beginning of the next
    timeout: float = 20.0
    longest_wait: float = 120.0  # what a Retry-After may ask for
    retries: int = 1  # of a request that failed in passing


class Reply(msgspec.Struct, frozen=True):
    """An answer with a body of its own."""

    url: str
    body: bytes
    at: datetime


class UnavailableError(Exception):
    """A request that had no usable answer. `reason` says why; `detail` is Russian; `status` 0: none came."""

    def __init__(self, reason: Reason, detail: str, status: int = 0) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.status = status

    @property
    def is_network(self) -> bool:
        """Whether nobody answered at all."""
        return self.reason in NETWORK and not self.status


class Guest:
    """The only one who asks the service. `turn` is shared with the browser, which is a guest too."""

    def __init__(
        self,
        download: Download,
        clock: Clock,
        pace: Pace,
        *,
        allow_private: bool = False,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.requests = 0
        self._download = download
        self._clock = clock
        self._pace = pace
        self._allow_private = allow_private
        self._sleep = sleep
        self._ended: float | None = None  # when the last request was over
        self._cookies: dict[str | bytes, str | bytes | bool | float | int] = {}

    async def pause(self) -> None:
        """Wait until the next request may begin, and count it."""
        if self._ended is not None:
            left = self._pace.delay - (self._clock.seconds() - self._ended)
            if left > 0:
                await self._sleep(left)
        self.requests += 1

    def leave(self) -> None:
        """A request is over: the pause begins."""
        self._ended = self._clock.seconds()

    async def get(self, url: str) -> Reply:
        """Fetch a JSON address. Raises `UnavailableError`."""
        challenged = False
        attempt = 0
        while True:
            response = await self._once(url)
            if not challenged and self._is_challenge(response):
                challenged = True
                continue
            wait = self._wait(response)
            if wait is not None and attempt < self._pace.retries:
                attempt += 1
                await self._sleep(wait)
                continue
            return self._judged(response, url)

    async def leads_to(self, url: str) -> str:
        """Where an address that a card names leads in the end; empty where nobody answers. The service is not asked, so
        that no pause is kept: it is one request to another host."""
        try:
            for _ in range(MAX_HOPS):
                safety.check_url(url, allow_private=self._allow_private)
                await safety.resolve(urls.host(url))
                meta = {"download_slot": "named", "download_timeout": self._pace.timeout, "download_maxsize": MAX_BODY}
                response = await self._download(Request(url, dont_filter=True, meta=meta))
                location = response.headers.get("Location")
                if not 300 <= response.status < 400 or not location:
                    return url if response.status < 400 else ""
                url = urls.join(url, location.strip())
        except Exception as error:  # whatever is wrong with that address, the card itself was read
            logger.info("Where %s leads could not be told: %r", url, error)
        return ""

    async def _once(self, url: str) -> Response:
        """One request with its redirects, again when it failed in passing."""
        for attempt in range(self._pace.retries + 1):
            try:
                return await self._followed(url)
            except Exception as error:  # the one table of failures names it
                reason = failures.reason_of_exception(error)
                if attempt < self._pace.retries and reason is Reason.CONNECTION_RESET:
                    continue
                detail = _WORDS.get(reason) or f"запрос не удался: {failures.describe(error)}"
                raise UnavailableError(reason, detail) from error
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def _followed(self, url: str) -> Response:
        for _ in range(MAX_HOPS):
            response = await self._asked(url)
            location = response.headers.get("Location")
            if not 300 <= response.status < 400 or not location:
                return response
            url = urls.join(url, location.strip())
        raise failures.RedirectLoopError(f"too many redirects from {url}")

    async def _asked(self, url: str) -> Response:
        safety.check_url(url, allow_private=self._allow_private)
        await safety.resolve(urls.host(url))  # a name that does not exist costs nobody anything, and needs no pause
        await self.pause()
        request = Request(
            url,
            dont_filter=True,
            headers=HEADERS,
            cookies=dict(self._cookies),
            meta={
                "download_slot": "bus-gov",
                "download_timeout": self._pace.timeout,
                "download_maxsize": MAX_BODY,
                "cookiejar": "bus-gov",
            },
        )
        try:
            return await self._download(request)
        finally:
            self.leave()

    def _is_challenge(self, response: Response) -> bool:
        """Whether this is the waiting page that wants its cookie back; the cookie is taken."""
        if found := CHALLENGE.search(response.body[:20_000]):
            self._cookies[found.group(1).decode()] = found.group(2).decode("latin-1")
            return True
        given = b"; ".join(response.headers.getlist("Set-Cookie")).decode("latin-1").lower()
        return SESSION_COOKIE in given and response.body.lstrip()[:1] not in (b"{", b"[")

    def _wait(self, response: Response) -> float | None:
        """Seconds to wait before trying again; None: trying again is no use."""
        if response.status not in (429, 502, 503, 504):
            return None
        asked = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
        return min(max(self._seconds(asked), self._pace.delay), self._pace.longest_wait)

    def _seconds(self, asked: str) -> float:
        """A Retry-After: seconds, or the moment until which to wait; 0 for anything else."""
        if asked.isdecimal():
            return float(asked)
        try:
            return (parsedate_to_datetime(asked) - self._clock.now()).total_seconds()
        except (TypeError, ValueError):
            return 0.0

    def _judged(self, response: Response, url: str) -> Reply:
        headers = {name.decode("latin-1").lower(): _last(values) for name, values in response.headers.items()}
        wall = walls.recognise(response.status, headers, response.body, url)
        if wall is not None:
            raise UnavailableError(wall.reason, f"защита от роботов: {wall.name}", response.status)
        if reason := failures.reason_of_status(response.status):
            raise UnavailableError(reason, f"ответ {response.status}", response.status)
        return Reply(url, response.body, self._clock.now())


_WORDS = {
    Reason.DNS_FAILURE: "имя сервера не найдено",
    Reason.TIMEOUT: "сервер не ответил вовремя",
    Reason.CONNECTION_REFUSED: "сервер отказал в соединении",
    Reason.CONNECTION_RESET: "сервер оборвал соединение",
    Reason.TLS_ERROR: "не установлено защищённое соединение",
    Reason.TOO_LARGE: "ответ слишком велик",
    Reason.PRIVATE_ADDRESS: "адрес во внутренней сети не разрешён",
    Reason.REDIRECT_LOOP: "сервер перенаправляет по кругу",
}


def _last(values: object) -> str:
    one = values[-1] if isinstance(values, list) and values else values
    return one.decode("utf-8", errors="replace") if isinstance(one, bytes) else str(one or "")
