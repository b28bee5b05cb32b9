"""What can be said of a page without knowing the others of its site: worked out once."""

from __future__ import annotations

from functools import cached_property

from crawler.items import BlockKind, Link, Page
from rules.language.vocabulary import Vocabulary
from rules.language.wording import normal, normal_all

_OPENING = frozenset({BlockKind.HEADING, BlockKind.TAB})


class PageReading:
    """One page with what follows from it alone."""

    def __init__(self, page: Page, vocabularies: Vocabularies) -> None:
        self.page = page
        self._vocabularies = vocabularies

    @cached_property
    def normal(self) -> list[str]:
        """Normalised texts of the blocks, by their index. Dear: ask `may_hold` first whether they matter."""
        return normal_all([block.text for block in self.page.blocks])

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the blocks."""
        return self._vocabularies.of(self.page)

    def may_hold(self, stems: tuple[str, ...]) -> bool:
        """False only where no normalised text of a block holds any of these pieces of words."""
        return self.vocabulary.may_hold(stems)

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
    def openings(self) -> dict[int, str]:
        """Normalised texts of the blocks that open a section, headings and tabs, by their index."""
        opening = [index for index, block in enumerate(self.page.blocks) if block.kind in _OPENING]
        said = normal_all([self.page.blocks[index].text for index in opening])
        return dict(zip(opening, said, strict=True))

    @cached_property
    def names(self) -> frozenset[str]:
        """Normalised title and headings."""
        blocks = self.page.blocks
        found = {text for index, text in self.openings.items() if blocks[index].kind is BlockKind.HEADING}
        found.add(normal(self.page.title))
        found.discard("")
        return frozenset(found)


class Vocabularies:
    """The words of pages by what was had at which address: they outlive what else is worked out about a page."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, bool], Vocabulary] = {}

    def of(self, page: Page) -> Vocabulary:
        """The words of a page."""
        key = page.url, page.sha256, page.rendered
        known = self._known.get(key) if page.sha256 else None
        if known is None:
            known = self._known[key] = Vocabulary([block.text for block in page.blocks])
        return known


class PageReadings:
    """Readings of pages by their identity. Keeps the pages."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocabularies = vocabularies
        self._pages: dict[int, PageReading] = {}

    def of(self, page: Page) -> PageReading:
        """The reading of a page, begun when first asked for."""
        known = self._pages.get(id(page))
        if known is None:
            known = self._pages[id(page)] = PageReading(page, self._vocabularies)  # which keeps the page, and so its id
        return known
