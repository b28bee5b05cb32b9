"""The spider: a rolling window of site visits inside one Scrapy engine."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import UTC, datetime
from typing import Any, Self

import msgspec
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.advisor import Advisor
from crawler.frontier.advice import BreadthFirst, breadth_first
from crawler.items import Reason, Site
from crawler.memory.last_visit import Memory, Recollection
from crawler.pages.tools import Tools
from crawler.settings import CrawlBudget, CrawlOptions
from crawler.visit.course import Visit

logger = logging.getLogger(__name__)


class Job(msgspec.Struct, frozen=True):
    """One site to visit. `context` is passed through to the advisor, the memory and the sink, unread.

    `course` identifies all that steers the visit besides the site itself.
    """

    id: str
    url: str
    context: dict[str, Any] = {}
    course: str = ""


def nothing_remembered(context: dict[str, Any]) -> Recollection | None:
    """What a spider remembers that was given no memory: every visit is its first."""
    return None


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        """Aware UTC time."""
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Let that much time pass."""
        await asyncio.sleep(seconds)


class OrganizationSpider(Spider):
    """Visits sites; each is one asyncio task, at most `concurrent_sites` at a time.

    `scrapy crawl organization -a url=… [-a seconds=…] [-a requests=…] [-a exhaustive=1] [-s NOK_ALLOW_PRIVATE=1]`.
    From Python: `jobs`, `options`, `advisor`, `memory`, and `on_start`/`on_site`, called as visits begin and end.
    """

    name = "organization"

    def __init__(
        self,
        url: str = "",
        *,
        jobs: Iterable[Job] = (),
        options: CrawlOptions | None = None,
        advisor: Callable[[dict[str, Any]], Advisor] = breadth_first,
        memory: Callable[[dict[str, Any]], Recollection | None] = nothing_remembered,
        on_start: Callable[[Job], None] | None = None,
        on_site: Callable[[Job, Site, Advisor, dict[str, bytes]], None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._jobs = list(jobs) or ([Job(id=url, url=url)] if url else [])
        self._options = options or CrawlOptions()
        self._make_advisor = advisor
        self._recall = memory
        self._on_start = on_start
        self._on_site = on_site
        self._clock = SystemClock()

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        *args: Any,
        seconds: str = "300",
        requests: str = "300",
        exhaustive: str = "",
        **kwargs: Any,
    ) -> Self:
        """Make the spider; without `options` they are put together from Scrapy's settings and the arguments."""
        settings = crawler.settings
        if kwargs.get("options") is None:
            kwargs["options"] = CrawlOptions(
                budget=CrawlBudget(seconds=float(seconds), requests=int(requests)),
                allow_private=settings.getbool("NOK_ALLOW_PRIVATE"),
                hosts=settings.getdict("NOK_HOSTS"),
                delay=settings.getfloat("DOWNLOAD_DELAY"),
                timeout=settings.getfloat("DOWNLOAD_TIMEOUT"),
                exhaustive=exhaustive in ("1", "true", "yes"),
            )
        return super().from_crawler(crawler, *args, **kwargs)

    async def start(self) -> AsyncIterator[Any]:
        """Visit every site, yielding facts as built-in types when nobody else takes them."""
        self._tools = Tools(self._options)
        try:
            async for item in self._visit_all():
                yield item
        finally:
            await self._tools.close()

    async def _visit_all(self) -> AsyncIterator[Any]:
        window = asyncio.Semaphore(self._options.concurrent_sites)
        finished: asyncio.Queue[list[Any]] = asyncio.Queue()

        async def visit(job: Job) -> None:
            try:
                finished.put_nowait(await self._visit(job))
            finally:
                window.release()

        running: set[asyncio.Task[None]] = set()
        for job in self._jobs:
            await window.acquire()
            task = asyncio.create_task(visit(job))
            running.add(task)
            task.add_done_callback(running.discard)
            while not finished.empty():
                for item in finished.get_nowait():
                    yield item
        while running or not finished.empty():
            if running and finished.empty():
                await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            while not finished.empty():
                for item in finished.get_nowait():
                    yield item

    async def _visit(self, job: Job) -> list[Any]:
        if self._on_start:
            self._on_start(job)
        advisor = self._advisor_for(job)
        visit = Visit(
            job.url,
            advisor=advisor or BreadthFirst(),
            options=self._options,
            download=self._download,
            clock=self._clock,
            tools=self._tools,
            memory=self._memory_of(job),
        )
        site = await visit.run() if advisor else visit.refused(Reason.INTERNAL_ERROR, "the advisor could not be made")
        visit.close()
        if self._on_site:
            self._on_site(job, site, advisor or BreadthFirst(), visit.ledger.snapshots)
            return []
        return list(as_items(site))

    def _advisor_for(self, job: Job) -> Advisor | None:
        try:
            return self._make_advisor(job.context)
        except Exception:
            logger.exception("No advisor could be made for site %s", job.id)
            return None

    def _memory_of(self, job: Job) -> Memory:
        """What is remembered of a site. What cannot be remembered is read anew."""
        try:
            return Memory(self._recall(job.context), self._options, job.course)
        except Exception:
            logger.exception("The last visit of site %s could not be recalled; it is read anew", job.id)
            return Memory(None, self._options, job.course)

    async def _download(self, request: Request) -> Response:
        engine = self.crawler.engine
        assert engine is not None
        return await engine.download_async(request)


def as_items(site: Site) -> Iterable[dict[str, Any]]:
    """A site as flat items for Scrapy's feeds: every fact, then the summary. `type` names the kind."""
    for kind, facts in (("page", site.pages), ("document", site.documents), ("failure", site.failures)):
        for fact in facts:
            yield {"type": kind, **msgspec.to_builtins(fact)}
    summary = msgspec.structs.replace(site, pages=(), documents=(), failures=())
    yield {"type": "site", **msgspec.to_builtins(summary)}
