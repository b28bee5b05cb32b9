"""What the crawl asks of whoever sent it, and what it is answered: which links smell, what is open, what to keep.

The facts it speaks of are `crawler.items`. As there: frozen types, nothing of Scrapy, for rules answer in these words.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from crawler.items import Coverage, Fact, Link, Page, Picture, Site


class Fetch(StrEnum):
    """How a link should be followed, if at all."""

    PAGE = "page"
    DOCUMENT = "document"
    EXTERNAL = "external"
    NO = "no"


class Smell(Fact, frozen=True):
    """How promising a link is for what is still open: 0 nothing … 1 certain."""

    score: float = 0.0
    roles: tuple[str, ...] = ()
    fetch: Fetch = Fetch.PAGE


class Aim(Fact, frozen=True):
    """A page worth a picture; `pointer` (XPath) is what should be seen on it."""

    url: str
    pointer: str = ""


class Advisor(Protocol):
    """What the crawl is *given* from above: it scores links and says when to stop.

    One advisor serves one organization. It is made by what the shard's specification names by dotted path (`advisor`),
    so that the crawler depends on nothing above it.
    """

    def smell(self, link: Link, page: Page) -> Smell:
        """Score a link found on `page`. Must be fast: it is asked for every distinct link."""
        ...

    def observe(self, page: Page) -> None:
        """Take note of a page that was read (classification may be kept)."""
        ...

    def may_be_settled(self, coverage: Coverage, documents: int) -> bool:
        """Whether `open_roles` is worth asking, told how much was seen and the number of documents: False where
        nothing that came since its last answer can have emptied it. Bringing all pages together is dear.
        """
        ...

    def open_roles(self, site: Site) -> frozenset[str]:
        """Roles that undecided rules still look for, given what was seen so far; empty: stop now."""
        ...

    def calls_missing(self, site: Site) -> bool:
        """Whether anything would be called missing or left undecided, given what was seen."""
        ...

    def wanted(self) -> Sequence[str]:
        """Addresses of documents that the last answer of `open_roles` waits for, whatever their links smelled of."""
        ...

    def wants_snapshot(self, page: Page) -> bool:
        """Whether the raw body should be kept as evidence."""
        ...

    def wants_pictures(self, site: Site) -> Sequence[Aim]:
        """Pages whose pictures would be evidence, the most important first; asked once, when all has been read."""
        ...

    def keep_picture(self, picture: Picture) -> None:
        """Take a picture that was wanted."""
        ...
