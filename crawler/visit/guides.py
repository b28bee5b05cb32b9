"""robots.txt and sitemaps: what a site tells robots about itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

from crawler import urls
from crawler.answers.received import Answer
from crawler.items import Failure, Reason
from crawler.network.fetch import Fetcher
from crawler.visit.robots import Robots
from crawler.visit.sitemap import parse_sitemap

MAX_SITEMAPS = 20  # files of one site
_MAX_ROBOTS = 600_000  # bytes
_BATCH = 500  # addresses taken in before the other sites get a turn
_ABSENT = frozenset({Reason.HTTP_404, Reason.SOFT_404, Reason.HTTP_4XX})


class Guides:
    """Robots rules by host, and the sitemaps of the site itself."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.sitemap_asked = False
        self.sitemap_read = False  # wholly, or there is none
        self.silent: set[str] = set()  # hosts that did not answer even for robots.txt
        self._fetcher = fetcher
        self._robots: dict[str, Robots] = {}

    async def learn(self, url: str) -> None:
        """Read robots.txt of an address's host, once. A host that has none, or does not answer, forbids nothing."""
        site = urls.split(url).site
        if site in self._robots:
            return
        self._robots[site] = Robots()
        answer = await self._fetcher.fetch(_root(url) + "/robots.txt", tries=1, maximum=_MAX_ROBOTS)
        if isinstance(answer, Answer):
            self._robots[site] = robots = Robots(answer.body)
            self._fetcher.pace_of(url).least = robots.delay
        elif answer.reason is Reason.TIMEOUT:
            self.silent.add(site)

    def known(self) -> frozenset[str]:
        """Hosts that were asked for their rules."""
        return frozenset(self._robots)

    def forget(self, hosts: frozenset[str]) -> None:
        """Ask these hosts again when they are needed."""
        self._robots = {site: robots for site, robots in self._robots.items() if site not in hosts}

    def is_silent(self, url: str) -> bool:
        """Whether an address's host let our first question time out."""
        return urls.split(url).site in self.silent

    def allow(self, url: str) -> bool:
        """Whether we may read a normalised address; hosts we have not asked forbid nothing."""
        robots = self._robots.get(urls.split(url).site)
        return robots is None or robots.allows(url)

    async def read_sitemaps(
        self, home_url: str, take: Callable[[tuple[str, ...], str], None], note: Callable[[Failure], None]
    ) -> None:
        """Read the sitemaps robots.txt names, else /sitemap.xml; `take` gets addresses and their sitemap."""
        self.sitemap_asked = True
        site = urls.split(home_url).site
        queue = list(self._robots.get(site, Robots()).sitemaps) or [_root(home_url) + "/sitemap.xml"]
        seen: set[str] = set()
        complete = True
        while queue and len(seen) < MAX_SITEMAPS:
            try:
                url = urls.normalise(queue.pop(0))
            except ValueError:
                continue
            if url in seen or urls.split(url).site != site:
                continue
            seen.add(url)
            nested, whole = await self._read_one(url, take, note)
            queue.extend(nested)
            complete = complete and whole
        self.sitemap_read = complete and not queue

    async def _read_one(
        self, url: str, take: Callable[[tuple[str, ...], str], None], note: Callable[[Failure], None]
    ) -> tuple[tuple[str, ...], bool]:
        """Take in one file; returns the sitemaps it names in turn, and whether nothing of it is missing."""
        answer = await self._fetcher.fetch(url, allowed=self.allow)
        if isinstance(answer, Failure):
            if answer.reason in _ABSENT:
                return (), True
            note(msgspec.structs.replace(answer, kind="sitemap"))
            return (), False
        found = parse_sitemap(answer.body)
        if found is None:
            return (), True
        for start in range(0, len(found.pages), _BATCH):
            take(found.pages[start : start + _BATCH], url)
            await asyncio.sleep(0)
        return found.nested, not found.cut


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
