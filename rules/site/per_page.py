"""What is asked of a page for each of its links or sections, worked out once for all: there may be thousands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from crawler.items import Link, Page

T = TypeVar("T")
_KEPT = 2  # pages: the links of one page are asked about one after another


class _Same:
    """A page told from others by being another object: to compare all it holds would be dear."""

    __slots__ = ("page",)

    def __init__(self, page: Page) -> None:
        self.page = page

    def __hash__(self) -> int:
        return id(self.page)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.page is self.page


def once_per_page(work_out: Callable[[Page], T]) -> Callable[[Page], T]:
    """`work_out`, remembered for the last pages it was asked of; it keeps them, and so the ids of their links."""
    remembered = lru_cache(maxsize=_KEPT)(lambda same: work_out(same.page))
    return lambda page: remembered(_Same(page))


@once_per_page
def blocks_below(page: Page) -> dict[int, list[int]]:
    """Indexes of the blocks right under each heading or tab, by its index; a section opens before what is in it."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for index, block in enumerate(page.blocks):
        if block.section < index:
            found[block.section].append(index)
    return dict(found)


@once_per_page
def links_by_block(page: Page) -> dict[int, list[Link]]:
    """Links in page order, by the index of the block they stand in; -1 for those in none."""
    found: defaultdict[int, list[Link]] = defaultdict(list)
    for link in page.links:
        found[link.block].append(link)
    return dict(found)
