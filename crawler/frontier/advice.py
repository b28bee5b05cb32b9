"""The advisor used when nobody gave one: breadth-first, everything within the site, never done early."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crawler.advisor import Aim, Fetch, Smell
from crawler.items import Coverage, Link, Page, Picture, Site

_PAGE = Smell(score=0.0, fetch=Fetch.PAGE)


class BreadthFirst:
    """No link is better than another; only the budget and the end of the site stop it."""

    def smell(self, link: Link, page: Page) -> Smell:
        """Every link is a page without promise."""
        return _PAGE

    def observe(self, page: Page) -> None:
        """Nothing is kept."""

    def may_be_settled(self, coverage: Coverage, documents: int) -> bool:
        """Always worth asking."""
        return True

    def open_roles(self, site: Site) -> frozenset[str]:
        """Always something: the crawl goes on."""
        return frozenset({"any"})

    def calls_missing(self, site: Site) -> bool:
        """Nothing is looked for."""
        return False

    def wanted(self) -> Sequence[str]:
        """No document is wanted."""
        return ()

    def wants_snapshot(self, page: Page) -> bool:
        """No evidence is wanted."""
        return False

    def wants_pictures(self, site: Site) -> Sequence[Aim]:
        """No evidence is wanted."""
        return ()

    def keep_picture(self, picture: Picture) -> None:
        """None was wanted."""


def breadth_first(context: dict[str, Any]) -> BreadthFirst:
    """Make the default advisor; the context is not looked at."""
    return BreadthFirst()
