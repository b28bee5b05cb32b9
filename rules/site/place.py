"""Where a thing stands on a site: places, which are pages or sections of pages."""

from __future__ import annotations

from crawler.items import BlockKind, Page, Region
from rules.lexicon.signals import Sign
from rules.model import Value


class Place(Value, frozen=True):
    """A page, or one section of a page (`section` is an index in its blocks), that plays a role."""

    page: Page
    section: int = -1
    score: float = 0.0
    signs: tuple[Sign, ...] = ()

    @property
    def heading(self) -> str:
        """What the place calls itself."""
        if self.section >= 0:
            return self.page.blocks[self.section].text
        own = next((b.text for b in self.page.blocks if b.kind is BlockKind.HEADING and b.region is Region.CONTENT), "")
        return own or self.page.title
