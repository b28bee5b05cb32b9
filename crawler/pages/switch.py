"""Whether a home page offers a version for visually impaired people, and what comes of switching it on."""

from __future__ import annotations

from collections.abc import Callable

from crawler import urls
from crawler.addresses import is_file
from crawler.advisor import Advisor
from crawler.items import AccessibleVersion, Page, Reason
from crawler.pages.tools import Tools
from crawler.settings import CrawlOptions

_ROLE = "accessible-version"
_MAX_FRAMES = 4
_COVER = 3  # links
_BEHIND = 2  # pages
_SECONDS = 5  # what a trial takes at least


async def switch_on(
    home: Page,
    scope: urls.Scope,
    advisor: Advisor,
    tools: Tools,
    options: CrawlOptions,
    seconds_left: Callable[[], float],
    tell: Callable[[AccessibleVersion], None],
    *,
    search: bool = False,
) -> None:
    """Try it in the browser, if anything is offered and there is one; `tell` is given what is known so far each time.

    `search`: look for a switch even where the page offers none in its source, since scripts may put one there.
    Told first that time ran out: this stays if there is none, or the visit is cut during the trial.
    """
    offered = any(widget.kind == "accessibility" for widget in home.widgets) or any(
        _ROLE in advisor.smell(link, home).roles for link in home.links
    )
    # A frameset shows nothing of its own: the switch stands in one of its frames.
    framed = [] if home.links else [one.url for one in home.frames if scope.contains(one.url)]
    # A cover with hardly a link («Войти на сайт»): the switch stands on the page behind it.
    ways = home.links if len(home.links) <= _COVER else ()
    behind = [link.url for link in ways if scope.contains(link.url) and not is_file(link.url)]
    renderer = await tools.renderer() if offered or framed or search else None
    if renderer is None:
        return
    if offered or framed:
        tell(AccessibleVersion(reason=Reason.BUDGET_EXHAUSTED))
    for url in framed[:_MAX_FRAMES] or dict.fromkeys([home.url, *behind[:_BEHIND]]):
        if seconds_left() < _SECONDS:
            return
        found = await renderer.try_accessible(url, allow_private=options.allow_private)
        # a page that shows no switch and then fails to load offers none, and one behind it says nothing of this one
        if found.tried or framed or (offered and url == home.url):
            tell(found)
        if found.tried:
            return
