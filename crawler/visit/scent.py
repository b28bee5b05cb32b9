"""What a page calls itself, over it and over its parts, as a link to it would be called: how that smells. Pure.

What stands on the home page may stand on any page of the site: it is not what this one is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from crawler.frontier.queue import FAINT
from crawler.items import BlockKind, Link, Page, Region

Smell = Callable[[Link, Page], float]  # of a link that stands on a page

_HEADINGS = 20  # of a page, by which a part of it may be called something that is looked for
_LONGEST = 200  # characters of a name


def smells(page: Page, home: Page | None, smell: Smell) -> bool:
    """Whether a page calls itself something that is looked for, whatever led there."""
    title = page.title if home is None or page.title != home.title else ""  # that of the site, on all its pages
    return _strongest(page, (title, *_headings(page)[:1]), smell) >= FAINT


def promise(page: Page, home: Page | None, smell: Smell) -> float:
    """How promising a page is by what is written over it, and over its parts where some are still to come."""
    shared = {home.title, *_headings(home)} if home is not None else set()
    own = [one for one in _headings(page)[:_HEADINGS] if one not in shared]
    names = (page.title if page.title not in shared else "", *(own if page.awaits else own[:1]))
    return _strongest(page, names, smell)


def _strongest(page: Page, names: Iterable[str], smell: Smell) -> float:
    links = (Link(page.url, name[:_LONGEST]) for name in dict.fromkeys(names) if name)
    return max((smell(link, page) for link in links), default=0.0)


def _headings(page: Page) -> list[str]:
    """What is written over the page and its parts; one beside it («Обратная связь» over a column) is on every page."""
    return [
        block.text
        for block in page.blocks
        if block.kind is BlockKind.HEADING and block.region is Region.CONTENT and not block.hidden
    ]
