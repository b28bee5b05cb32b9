"""The worker for cards: `python -m crawler.bus_gov.worker`. JSON lines in, JSON lines out, talk on stderr.

First line: `CardSettings`. Then one `CardJob` a line, as they come up; the end of the input is the end of the work.
Every job is answered by `{"event": "card", "id": …, "card": {…}}`. Cards are looked up one after another, beside the
site audit and never in its way: at two seconds a request two thousand cards take a good part of a night.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import signal
import ssl
import sys
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from typing import IO, Any

import msgspec
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings

from crawler import settings as defaults
from crawler.browser.render import Renderer
from crawler.bus_gov import api as api
from crawler.bus_gov.candidates import first_address, is_branch, is_closed, likeness, names_site
from crawler.bus_gov.card_page import Tabs, look
from crawler.bus_gov.guest import Guest, Pace, Reply, UnavailableError
from crawler.items import Card, Reason
from crawler.network.authorities import trust
from crawler.network.fetch import Clock
from crawler.settings import CrawlOptions, scrapy_settings
from crawler.spiders.organization import SystemClock

logger = logging.getLogger(__name__)

CANDIDATES = 3  # cards of one search looked at: branches share the ИНН of their head
_UNASKED = "карточка не запрашивалась: перед нею"
SILENCES = 3  # network failures in a row after which the service is taken for unreachable
REFUSALS = 20  # cards in a row the service answered without a usable answer
_GONE = (400, 404, 410)
_NO_DATA = 200  # answered, and the answer holds no card
_LIKE = 0.5  # words two names share, of all their words: enough to open no other card


class CardSettings(msgspec.Struct, frozen=True):
    """How cards are looked up. `render`: "auto", or "never" for no browser."""

    base_url: str
    pace: Pace = Pace()
    allow_private: bool = False
    hosts: dict[str, str] = {}
    user_agent: str = ""
    contact: str = ""
    render: str = "auto"
    ca_file: str = ""  # PEM file of authorities trusted besides the system's
    known_inn: str = ""  # of somebody whose card was found before: what the search is proven with


class CardJob(msgspec.Struct, frozen=True):
    """One card to look up, by number or by ИНН. `scores`, `page`: whether these parts are wanted.

    `name`, `site`: the organization's own, by which one of several cards under its ИНН is chosen.
    """

    id: str
    inn: str = ""
    agency_id: str = ""
    name: str = ""
    site: str = ""
    scores: bool = True
    page: bool = True


class CardLine(msgspec.Struct, frozen=True):
    """One answer."""

    id: str
    card: Card
    event: str = "card"


class Desk:
    """Looks cards up. `card` never raises; a service that is away is asked no more (`closed` says why)."""

    def __init__(self, settings: CardSettings, guest: Guest, clock: Clock, renderer: Renderer | None) -> None:
        self.closed = ""
        self.proven = False  # a search of this process found somebody: an empty answer means what it says
        self._base = settings.base_url.rstrip("/")
        self._settings = settings
        self._guest = guest
        self._clock = clock
        self._renderer = renderer
        self._silences = 0
        self._refusals = 0
        self._known_inn = settings.known_inn

    async def card(self, job: CardJob) -> Card:
        """The card of one job. `found` False without a reason: the service says that there is none."""
        if self.closed:
            return self._unavailable(job, self.closed)
        try:
            return await self._look_up(job)
        except api.ChangedAnswerError as error:
            self._note(None)
            return self._unavailable(job, f"ответ изменился — {error}")
        except UnavailableError as error:
            self._note(error)
            return self._unavailable(job, error.detail)
        except Exception as error:  # a bug, or an answer nobody thought of, costs one card, not the others
            logger.exception("Looking up the card of %s failed", job.id)
            return self._unavailable(job, f"внутренняя ошибка: {error!r}"[:200], Reason.INTERNAL_ERROR)

    def use(self, renderer: Renderer | None) -> None:
        """Look at tabs with this browser; None: there is none."""
        self._renderer = renderer

    async def prove_search(self) -> bool:
        """Whether the search finds a card that is there; asked before "not found" is believed."""
        if not self.proven and self._known_inn and not self.closed:
            try:
                reply = await self._guest.get(api.search_url(self._base, self._known_inn))
                self.proven = bool(api.parse_search(reply.body))
            except (UnavailableError, api.ChangedAnswerError) as error:
                logger.warning("The search could not be proven: %s", error)
        return self.proven

    async def _look_up(self, job: CardJob) -> Card:
        reply, fields, misled = await self._by_number(job)
        if fields is None:
            reply, fields = await self._by_inn(job)
            if fields is None:
                return Card(
                    url=reply.url, found=False, fetched_at=reply.at, sha256=_sha256(reply.body),
                    detail=_joined(f"поиск по ИНН {job.inn} карточки не нашёл", misled),
                )  # fmt: skip
            if fields.agency_id == job.agency_id:  # the service had not known its own card for a moment
                misled = ""
        self._silences = self._refusals = 0
        self._known_inn = fields.inn or self._known_inn
        card = Card(
            url=api.page_url(self._base, fields.agency_id), agency_id=fields.agency_id, found=True, name=fields.name,
            inn=fields.inn, website=fields.website, email=fields.email, phone=fields.phone, branch=fields.branch,
            fetched_at=reply.at, sha256=_sha256(reply.body), misnumbered=misled,
        )  # fmt: skip
        if job.inn and card.inn and card.inn != job.inn:
            detail = f"под номером {card.agency_id} — {_described(fields)}, а искали ИНН {job.inn}"
            return msgspec.structs.replace(card, reason=Reason.AMBIGUOUS, detail=detail)
        if (
            job.site
            and card.website
            and not names_site(card.website, job.site)
            and (named := first_address(card.website))
        ):
            card = msgspec.structs.replace(card, website_leads=await self._guest.leads_to(named))
        card = await self._with_scores(card) if job.scores else card
        return await self._with_tabs(card) if job.page else card

    async def _by_number(self, job: CardJob) -> tuple[Reply, api.AgencyFields | None, str]:
        """The card under the number the registry knows; else None, and where that number leads: the ИНН may know more.

        Raises `UnavailableError`, also where there is no ИНН to go on with.
        """
        nobody = Reply("", b"", self._clock.now())
        if not job.agency_id:
            if not job.inn:
                raise UnavailableError(Reason.CARD_UNKNOWN, "неизвестны ни ИНН, ни номер карточки")
            return nobody, None, ""
        try:
            reply, fields = await self._fields(job.agency_id)
        except UnavailableError as error:
            if not _is_nobody(error) or not job.inn:
                raise
            return nobody, None, f"под номером {job.agency_id} карточки нет"
        other = bool(job.inn and fields.inn and fields.inn != job.inn)
        if other and await self._search(job.inn):
            return nobody, None, f"под номером {job.agency_id} — {_described(fields)}"
        return reply, fields, ""

    async def _by_inn(self, job: CardJob) -> tuple[Reply, api.AgencyFields | None]:
        """The card of an ИНН; of several the one with the organization's site or, failing that, most like its name."""
        url = api.search_url(self._base, job.inn)
        reply = await self._guest.get(url)
        found = api.parse_search(reply.body)
        if not found:
            return reply, None
        self.proven = True
        liked = sorted(found, key=lambda one: (is_closed(one.name), -likeness(job.name, one.name)))[:CANDIDATES]
        had: list[tuple[Reply, api.AgencyFields]] = []
        empty: list[tuple[api.Found, UnavailableError]] = []
        for at, one in enumerate(liked):
            try:
                answer, fields = await self._fields(one.agency_id)
            except UnavailableError as error:
                if not _is_nobody(error):
                    raise
                empty.append((one, error))  # a card without data is one of several that is not it
                continue
            own = fields.inn == job.inn and not fields.branch and not is_branch(job.name)
            if own and (names_site(fields.website, job.site) or _stands_out(job.name, liked, at)):
                return answer, fields
            had.append((answer, fields))
        if not had:
            raise empty[0][1]
        if is_branch(job.name) and sum(fields.branch for _, fields in had) > 1:  # their cards bear their head's name
            raise UnavailableError(Reason.AMBIGUOUS, "под этим ИНН несколько филиалов; укажите номер карточки")
        best = max(had, key=lambda pair: _suits(job, pair[1]))  # the first of equals
        for one, why in empty:
            if likeness(job.name, one.name) > likeness(job.name, best[1].name):
                raise why  # the organization's own card is the one without data
        return best

    async def _search(self, inn: str) -> bool:
        return bool(api.parse_search((await self._guest.get(api.search_url(self._base, inn))).body))

    async def _fields(self, agency_id: str) -> tuple[Reply, api.AgencyFields]:
        reply = await self._guest.get(api.card_url(self._base, agency_id))
        fields = api.parse_card(reply.body)
        if fields is None:
            raise UnavailableError(Reason.REGISTRY_UNAVAILABLE, f"карточка {agency_id} без данных", _NO_DATA)
        return reply, fields

    async def _with_scores(self, card: Card) -> Card:
        try:
            reply = await self._guest.get(api.scores_url(self._base, card.agency_id))
            scores = api.parse_scores(reply.body, card.agency_id)
            return msgspec.structs.replace(card, scores=scores, scores_sha256=_sha256(reply.body))
        except (UnavailableError, api.ChangedAnswerError) as error:
            return msgspec.structs.replace(card, detail=_joined(card.detail, f"баллы не получены: {error}"))

    async def _with_tabs(self, card: Card) -> Card:
        if self._renderer is None:
            return msgspec.structs.replace(card, tabs_reason=Reason.SCRIPT_REQUIRED)
        await self._guest.pause()
        try:
            seen: Tabs = await look(self._renderer, card.url, allow_private=self._settings.allow_private)
        finally:
            self._guest.leave()
        if seen.reason is not None:
            reason = Reason.REGISTRY_UNAVAILABLE
            return msgspec.structs.replace(card, tabs_reason=reason, detail=_joined(card.detail, seen.detail))
        return msgspec.structs.replace(
            card, attachments=seen.attachments, tabs=seen.seen, tabs_empty=seen.empty, tabs_sha256=seen.sha256
        )  # fmt: skip

    def _note(self, error: UnavailableError | None) -> None:
        """Count failures in a row; close when the service is plainly away."""
        silent = error is not None and error.is_network
        self._silences = self._silences + 1 if silent else 0
        self._refusals = 0 if silent else self._refusals + 1
        if self._silences >= SILENCES:
            self.closed = f"{_UNASKED} {SILENCES} обращения подряд остались без ответа: {error}"
        elif self._refusals >= REFUSALS:
            self.closed = f"{_UNASKED} {REFUSALS} карточек подряд не получены: {error or 'ответы изменились'}"

    def _unavailable(self, job: CardJob, detail: str, reason: Reason = Reason.REGISTRY_UNAVAILABLE) -> Card:
        url = api.page_url(self._base, job.agency_id) if job.agency_id else self._base
        return Card(url=url, agency_id=job.agency_id, reason=reason, detail=detail[:300])


class BusGovSpider(Spider):
    """Hosts the desk inside a Scrapy engine, for its downloader, resolver and limits."""

    name = "bus_gov"

    def __init__(
        self, settings_: CardSettings, jobs: IO[bytes], answer: Callable[[CardLine], None], **rest: Any
    ) -> None:
        super().__init__(**rest)
        self._settings = settings_
        self._jobs = jobs
        self._answer = answer

    async def start(self) -> AsyncIterator[Any]:
        """Answer every job; yields nothing."""
        options = self._settings
        clock = SystemClock()
        guest = Guest(self._download, clock, options.pace, allow_private=options.allow_private)
        renderer: Renderer | None = None
        desk: Desk | None = None
        held: list[tuple[CardJob, Card]] = []
        opened = options.render == "never"
        try:
            async for job in _lines(self._jobs):
                if desk is None:
                    desk = Desk(options, guest, clock, None)
                if job.page and not opened and not desk.closed:
                    opened = True
                    renderer = await Renderer.open(hosts=options.hosts, tabs=1)
                    desk.use(renderer)
                card = await desk.card(job)
                if not card.found and card.reason is None and not desk.proven:
                    held.append((job, card))  # told once the search has shown that it finds anybody
                    continue
                self._answer(CardLine(job.id, card))
            proven = bool(held) and desk is not None and await desk.prove_search()
            for job, card in held:
                self._answer(CardLine(job.id, card if proven else doubted(card)))
        finally:
            if renderer is not None:
                await renderer.close()
        return
        yield  # an async generator that yields nothing

    async def _download(self, request: Request) -> Response:
        engine = self.crawler.engine
        assert engine is not None
        return await engine.download_async(request)


def doubted(card: Card) -> Card:
    """Nobody at all was found in this run: perhaps the search has changed, so it accuses nobody."""
    detail = f"{card.detail}, но работу самого поиска подтвердить не удалось"
    return msgspec.structs.replace(card, reason=Reason.REGISTRY_UNAVAILABLE, detail=detail)


async def _lines(source: IO[bytes]) -> AsyncIterator[CardJob]:
    """Jobs as they are written, without holding up the reactor."""
    loop = asyncio.get_running_loop()
    waiting: asyncio.Queue[bytes] = asyncio.Queue()

    def read() -> None:
        for line in source:
            loop.call_soon_threadsafe(waiting.put_nowait, line)
        loop.call_soon_threadsafe(waiting.put_nowait, b"")

    threading.Thread(target=read, daemon=True).start()
    while line := await waiting.get():
        if line.strip():
            yield msgspec.json.decode(line, type=CardJob)


def _is_nobody(error: UnavailableError) -> bool:
    """Whether the service answered that there is nothing under a number."""
    return error.status in _GONE or error.status == _NO_DATA


def _stands_out(name: str, liked: Sequence[api.Found], at: int) -> bool:
    """Whether a line of the search's answer is the only one, or is called like the organization as no later one is."""
    if len(liked) == 1:
        return True
    own = likeness(name, liked[at].name)
    rest = (likeness(name, one.name) for index, one in enumerate(liked) if index != at)
    return own >= _LIKE and own > max(rest) and not is_closed(liked[at].name)


def _suits(job: CardJob, fields: api.AgencyFields) -> tuple[bool, bool, bool, bool, float]:
    own, head = fields.inn == job.inn, fields.branch == is_branch(job.name)
    alike = likeness(job.name, fields.name)
    return own, head, names_site(fields.website, job.site), not is_closed(fields.name), alike


def _described(fields: api.AgencyFields) -> str:
    return f"карточка «{fields.name}» (ИНН {fields.inn})"


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _joined(*details: str) -> str:
    return "; ".join(filter(None, details))[:300]


def run(settings: CardSettings, jobs: IO[bytes], out: IO[bytes]) -> None:
    """Answer jobs until the input ends. Starts (and uses up) the process's reactor."""

    def answer(line: CardLine) -> None:
        try:
            out.write(msgspec.json.encode(line) + b"\n")
            out.flush()
        except BrokenPipeError:  # nobody will read the rest
            os._exit(1)

    if settings.ca_file:
        try:
            trust(settings.ca_file)
        except (OSError, ssl.SSLError) as error:
            logger.error("Certificates under %s stay untrusted: %s", settings.ca_file, error)
    options = CrawlOptions(
        allow_private=settings.allow_private, hosts=settings.hosts, user_agent=settings.user_agent,
        contact=settings.contact, concurrent_sites=1, requests_per_site=1, timeout=settings.pace.timeout,
    )  # fmt: skip
    scrapy = Settings()
    scrapy.setmodule(defaults, priority="project")
    scrapy.setdict(scrapy_settings(options), priority="cmdline")
    process = AsyncCrawlerProcess(scrapy)
    process.crawl(BusGovSpider, settings_=settings, jobs=jobs, answer=answer)
    process.start(install_signal_handlers=False)


def main() -> int:
    """Entry point of `python -m crawler.bus_gov.worker`."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda signum, frame: os._exit(128 + signum))
    try:
        settings = msgspec.json.decode(sys.stdin.buffer.readline(), type=CardSettings)
    except msgspec.DecodeError as error:
        print(
            f"No card was looked up: the first line is no settings ({error}). See crawler/bus_gov/worker.py.",
            file=sys.stderr,
        )
        return 2
    with open(sys.stdout.fileno(), "wb", closefd=False) as out:  # whole lines, as in crawler.worker
        run(settings, sys.stdin.buffer, out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
