"""Pages of an application that only its script opens («#/contacts», «#!news»), read one by one in the browser.

A route has no body of its own to fetch: the server answers every one with the application. So each is opened in a tab,
as a visitor would who follows a link to it, and what the page then shows is taken as a page of the site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from crawler.addresses import route_of
from crawler.advisor import Advisor
from crawler.extract import extract_page
from crawler.frontier.queue import Candidate
from crawler.items import Link, Page
from crawler.pages.tools import Tools
from crawler.settings import CrawlOptions

MOST = 20  # routes of one site: each costs as much as a hundred fetches
FEWEST = 2  # one may be a mere anchor
_SECONDS = 20.0  # for one of them


def routes(page: Page) -> tuple[Link, ...]:
    """Links to routes of the page's own application, each once, in order; none where there are too few to be one."""
    own = page.url.partition("#")[0]
    found: dict[str, Link] = {}
    for link in page.links:
        if route_of(link.url) and link.url.partition("#")[0] == own:
            found.setdefault(link.url, link)
    return tuple(found.values()) if len(found) >= FEWEST else ()


async def read_routes(
    home: Page,
    advisor: Advisor,
    tools: Tools,
    options: CrawlOptions,
    seconds_left: Callable[[], float],
    now: Callable[[], datetime],
    take: Callable[[Page, bytes, Candidate], None],
) -> None:
    """Open the routes the home page and those it leads to name, those first that smell most; `take` is given each page.

    A route that shows what the home page shows is the home page; one that does not open is left unread.
    """
    known = routes(home)
    renderer = await tools.renderer() if known else None
    if renderer is None:
        return
    own = home.url.partition("#")[0]
    met: dict[str, _Met] = {}
    _meet(met, known, home, advisor)
    for _ in range(MOST):
        left = [one for one in met.values() if not one.opened]
        if not left or seconds_left() < _SECONDS:
            return
        best = max(left, key=lambda one: one.score)  # of equal ones the first that was met
        met[best.link.url] = msgspec.structs.replace(best, opened=True)
        rendered = await renderer.render(best.link.url, allow_private=options.allow_private, timeout=_SECONDS)
        if not rendered.html or rendered.reason is not None:
            continue
        page = extract_page(
            rendered.html,
            url=best.link.url,
            content_type="text/html; charset=utf-8",
            status=rendered.status or 200,
            fetched_at=now(),
            depth=best.depth,
            rendered=True,
            render_reason="route",
        )
        if page.text != home.text:
            candidate = Candidate(best.link.url, depth=best.depth, text=best.link.label, found_on=best.source)
            unbuilt = page.needs_script and rendered.lacks_scripts  # a shell whose script did not come proves nothing
            page = msgspec.structs.replace(page, needs_script=unbuilt)
            take(page, rendered.html, candidate)
            inside = (link for link in page.links if link.url.partition("#")[0] == own and route_of(link.url))
            _meet(met, inside, page, advisor)


class _Met(msgspec.Struct, frozen=True):
    """A route that some page names."""

    link: Link
    source: str
    depth: int
    score: float
    opened: bool = False


def _meet(met: dict[str, _Met], links: Iterable[Link], page: Page, advisor: Advisor) -> None:
    for link in links:
        if link.url not in met:
            met[link.url] = _Met(link, page.url, page.depth + 1, advisor.smell(link, page).score)
