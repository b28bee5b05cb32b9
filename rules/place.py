"""Where a thing stands on a site: addresses as keys of pages, and places, which are pages or sections of pages."""

from __future__ import annotations

from functools import lru_cache

from crawler.items import BlockKind, Page, Region, route_of
from rules.lexicon import Sign
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


def same_address(left: str, right: str) -> bool:
    """Whether two addresses name one page: scheme, `www.`, fragment and a closing slash aside."""
    return address(left) == address(right)


@lru_cache(maxsize=65536)
def address(url: str) -> str:
    """The key of a page: host and path with query, without scheme, `www.`, index file, closing slash, fragment.

    A fragment stays where an application's script opens a page by it («#/contacts»).
    """
    bare, route = url.partition("#")[0], route_of(url)
    bare = bare.partition("://")[2] or bare
    bare = bare.removeprefix("www.")
    for index in ("/index.html", "/index.php", "/index.htm", "/default.aspx"):
        bare = bare.removesuffix(index)
    return bare.rstrip("/") + (f"#{route}" if route else "")
