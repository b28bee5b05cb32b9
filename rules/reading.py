"""What can be said of a page without knowing the others of its site: worked out once."""

from __future__ import annotations

from functools import cached_property

from crawler.items import BlockKind, Link, Page
from rules.wording import normal, normal_all


class PageReading:
    """One page with what follows from it alone."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def normal(self) -> list[str]:
        """Normalised texts of the blocks, by their index."""
        return normal_all([block.text for block in self.page.blocks])

    @cached_property
    def texts(self) -> frozenset[str]:
        """Texts of the blocks."""
        return frozenset([block.text for block in self.page.blocks])

    @cached_property
    def urls(self) -> frozenset[str]:
        """Where its links lead."""
        return frozenset([link.url for link in self.page.links])

    @cached_property
    def links(self) -> dict[tuple[str, str], Link]:
        """The first of its links by (address, label)."""
        found: dict[tuple[str, str], Link] = {}
        for link in self.page.links:
            found.setdefault((link.url, link.text or link.alt or link.title), link)
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """Normalised title and headings."""
        blocks = self.page.blocks
        found = {text for text, block in zip(self.normal, blocks, strict=True) if block.kind is BlockKind.HEADING}
        found.add(normal(self.page.title))
        found.discard("")
        return frozenset(found)


class PageReadings:
    """Readings of pages by their identity. Keeps the pages."""

    def __init__(self) -> None:
        self._pages: dict[int, PageReading] = {}

    def of(self, page: Page) -> PageReading:
        """The reading of a page, begun when first asked for."""
        known = self._pages.get(id(page))
        if known is None:
            known = self._pages[id(page)] = PageReading(page)  # which keeps the page, and so its id
        return known
