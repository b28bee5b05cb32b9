"""Pages of an application that only its script opens («#/contacts», «#!news»), read one by one in the browser.

A route has no body of its own to fetch: the server answers every one with the application. So each is opened in a tab,
as a visitor would who follows a link to it, and what the page then shows is taken as a page of the site.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from crawler.extract import extract_page
from crawler.frontier import Candidate
from crawler.items import Advisor, Link, Page, route_of
from crawler.settings import CrawlOptions
from crawler.tools import Tools

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
    """Open the routes the home page leads to, those first that smell of an open question; `take` is given each page.

    A route that shows what the home page shows is the home page; one that does not open is left unread.
    """
    known = routes(home)
    renderer = await tools.renderer() if known else None
    if renderer is None:
        return
    order = sorted(known, key=lambda link: -advisor.smell(link, home).score)[:MOST]
    for link in order:
        if seconds_left() < _SECONDS:
            return
        rendered = await renderer.render(link.url, allow_private=options.allow_private, timeout=_SECONDS)
        if not rendered.html or rendered.reason is not None:
            continue
        page = extract_page(
            rendered.html,
            url=link.url,
            content_type="text/html; charset=utf-8",
            status=rendered.status or 200,
            fetched_at=now(),
            depth=1,
            rendered=True,
            render_reason="route",
        )
        if page.text != home.text:
            candidate = Candidate(link.url, depth=1, text=link.label, found_on=home.url)
            unbuilt = page.needs_script and rendered.lacks_scripts  # a shell whose script did not come proves nothing
            take(msgspec.structs.replace(page, needs_script=unbuilt), rendered.html, candidate)
