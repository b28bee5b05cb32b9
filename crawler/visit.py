"""One visit to one site: from its address to a `Site` with everything that was seen.

The order of requests is decided by the frontier and the advisor only, never by the speed of the answers.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from crawler import urls
from crawler.extract_stub import extract_page
from crawler.failures import CONCLUSIVE
from crawler.fetch import Answer, Clock, Download, Fetcher, Purse
from crawler.frontier import FAINT, STRONG, Candidate, Frontier, coverage
from crawler.items import (
    Advisor,
    Document,
    Failure,
    Fetch,
    Link,
    Page,
    Reason,
    Region,
    Site,
    Step,
)
from crawler.robots import Robots
from crawler.settings import CrawlOptions

logger = logging.getLogger(__name__)

_ASK_EVERY = 10  # pages without smell between two questions to the advisor


class Visit:
    """State of one site's crawl. `run` never raises; `site` may be asked at any time, also after a cut."""

    def __init__(
        self, url: str, *, advisor: Advisor, options: CrawlOptions, download: Download, clock: Clock, tools: Tools | None = None
    ) -> None:
        self.start_url = url
        self.snapshots: dict[str, bytes] = {}
        self._advisor = advisor
        self._options = options
        self._clock = clock
        self._purse = Purse(options.budget, clock)
        self._started_at = clock.now()
        self._download = download
        self._frontier = Frontier()
        self._robots = Robots()
        self._scope = urls.Scope("")
        self._pages: list[Page] = []
        self._external: list[Page] = []
        self._documents: list[Document] = []
        self._failures: list[Failure] = []
        self._seen_links: set[tuple[str, str]] = set()
        self._stopped = "failed"
        self._refusal: Failure | None = None
        self._sitemap_read = False
        self._soft_404 = ""
        self._home_url = ""
        self._redirected_from = ""
        self._shell = False
        self._fetcher: Fetcher | None = None

    async def run(self) -> Site:
        """Crawl the site within its budget and return what was seen."""
        try:
            async with asyncio.timeout(self._options.budget.seconds + 1.0):
                await self._crawl()
        except TimeoutError:
            self._stopped = "budget"
        except Exception as error:
            logger.exception("The visit of %s ended early", self.start_url)
            self._note(Failure(url=self.start_url, reason=Reason.INTERNAL_ERROR, detail=repr(error)[:200]))
        return self.site()

    def site(self) -> Site:
        """Everything observed so far."""
        pages = (*self._pages, *self._external)
        spent = (len(pages), self._purse.requests, self._purse.bytes, self._purse.seconds)
        return Site(
            start_url=self.start_url,
            home_url=self._home_url,
            pages=pages,
            documents=tuple(self._documents),
            failures=tuple(self._failures),
            coverage=coverage(
                self._frontier,
                home_read=bool(self._pages),
                shell=self._shell,
                sitemap_read=self._sitemap_read,
                stopped=self._stopped,
                spent=spent,
            ),
            soft_404=self._soft_404,
            refusal=self._refusal.reason if self._refusal else None,
            refusal_detail=self._refusal.detail if self._refusal else "",
            redirected_from=self._redirected_from,
            started_at=self._started_at,
            finished_at=self._clock.now(),
        )

    async def _crawl(self) -> None:
        try:
            start = urls.normalise(self.start_url)
        except ValueError as error:
            self._refuse(Failure(url=self.start_url, reason=Reason.INVALID_URL, detail=str(error)))
            return
        self._fetcher = Fetcher(urls.split(start).site, self._download, self._options, self._purse, self._clock)
        answer = await self._fetcher.fetch(start)
        if isinstance(answer, Failure):
            self._refuse(answer)
            return
        self._home_url = answer.url
        self._scope = urls.scope_of(start, answer.url)
        page = self._read(answer, Candidate(answer.url, depth=0))
        if page is None:
            self._refusal = self._failures[-1]
            return
        self._pages.append(page)
        self._sitemap_read = True
        self._collect(page, Candidate(answer.url, depth=0))
        await self._walk()

    async def _walk(self) -> None:
        since_asked = _ASK_EVERY
        while True:
            best = self._frontier.best()
            if best < STRONG and (since_asked >= _ASK_EVERY or best >= FAINT) and not self._options.exhaustive:
                since_asked = 0
                if not self._advisor.open_roles(self.site()):
                    self._stopped = "decided"
                    return
            if best < 0:
                self._stopped = "exhausted"
                return
            if self._purse.is_empty:
                self._stopped = "budget"
                return
            candidate = self._frontier.pop()
            assert candidate is not None
            await self._visit(candidate)
            since_asked += 1

    async def _visit(self, candidate: Candidate) -> None:
        assert self._fetcher is not None
        answer = await self._fetcher.fetch(candidate.url)
        if isinstance(answer, Failure):
            self._frontier.settle(candidate.url, answer.reason)
            self._note(answer, candidate)
            return
        self._frontier.settle(candidate.url)
        if not self._scope.contains(answer.url):
            return
        page = self._read(answer, candidate)
        if page is not None:
            self._pages.append(page)
            self._collect(page, candidate)

    def _read(self, answer: Answer, candidate: Candidate) -> Page | None:
        try:
            page = extract_page(
                answer.body,
                url=answer.url,
                content_type=answer.content_type,
                status=answer.status,
                fetched_at=answer.at,
                requested_url=answer.requested_url if answer.requested_url != answer.url else "",
                depth=candidate.depth,
                click_path=candidate.click_path,
                headers=answer.headers,
            )
            self._advisor.observe(page)
        except Exception as error:
            logger.exception("A page could not be read: %s", answer.url)
            self._note(Failure(url=answer.url, reason=Reason.INTERNAL_ERROR, detail=repr(error)[:200]), candidate)
            return None
        return page

    def _collect(self, page: Page, candidate: Candidate) -> None:
        is_home = candidate.depth == 0
        path = (*candidate.click_path, Step(candidate.url, candidate.text)) if candidate.depth else ()
        for place, link in enumerate(page.links):
            name = (link.url, link.label)
            if name in self._seen_links:
                continue
            self._seen_links.add(name)
            try:
                url = urls.normalise(link.url)
            except ValueError:
                continue
            smell = self._advisor.smell(link, page)
            if smell.fetch is Fetch.NO or not self._scope.contains(url) or urls.extension(url):
                continue
            self._frontier.add(
                Candidate(
                    url,
                    smell.score,
                    smell.roles,
                    smell.fetch,
                    depth=candidate.depth + 1,
                    place=place if is_home else 1_000_000,
                    text=link.label,
                    found_on=page.url,
                    click_path=path,
                    essential=is_home and link.region is Region.MENU,
                )
            )

    def _note(self, failure: Failure, candidate: Candidate | None = None) -> None:
        if candidate is not None:
            failure = msgspec.structs.replace(
                failure,
                found_on=candidate.found_on,
                link_text=candidate.text,
                score=candidate.score,
                roles=candidate.roles,
            )
        self._failures.append(failure)

    def _refuse(self, failure: Failure) -> None:
        self._refusal = failure
        self._failures.append(failure)


class Tools:
    """placeholder"""
