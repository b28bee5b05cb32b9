"""From the links of a page to candidates of the frontier: what is asked of the advisor, once, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from crawler import urls
from crawler.addresses import is_file
from crawler.advisor import Advisor, Fetch
from crawler.answers import known_hosts
from crawler.frontier.queue import FAINT, NOWHERE, Candidate, Frontier
from crawler.items import Frame, Link, Page, Region, Step

# A page that lists the site's pages is a part of its navigation, wherever the link to it stands.
_CONTENTS = re.compile(
    r"^\W*(карта|структура|содержание|оглавление) (нашего )?(сайта|портала)\W*$|^\W*site ?map\W*$", re.IGNORECASE
)
_LEADING = frozenset({Region.MENU, Region.HEADER, Region.ASIDE})
_A_MENU = 3  # pages
_MATTER = frozenset({"poll", "feedback", "banner"})  # kinds of widgets that hold what is looked for
_MAX_PARTS = 6  # clicks from home up to which a frame counts as a part of its page


class Links:
    """The links of one site. Distinct (address, label) pairs are weighed once: menus repeat on every page."""

    def __init__(self, scope: urls.Scope, frontier: Frontier, advisor: Advisor) -> None:
        self.scope = scope
        self._frontier = frontier
        self._advisor = advisor
        self._seen: set[tuple[str, str]] = set()

    def follow(self, page: Page, parent: Candidate) -> None:
        """Offer the frontier everything a page leads to; `parent` is the link that led to the page."""
        is_home = parent.depth == 0
        path = () if is_home else (*parent.click_path, Step(page.url, parent.text))
        guides = self._guides(page) if is_home or parent.part_of_home else frozenset()
        for place, link in enumerate(page.links):
            name = (link.url, link.label)
            if name not in self._seen:
                self._seen.add(name)
                essential = link.region in guides or _CONTENTS.match(link.label) is not None
                self._offer(link, page, parent, path, place=place if is_home else NOWHERE, essential=essential)
        if is_home and (door := self._only_door(page)) is not None:
            self._offer_part(door, page, parent, path)
        for frame in page.frames:
            link = Link(url=frame.url, text=frame.title)
            self._offer_part(link, page, parent, path)
            if parent.smells and not _is_decoration(frame, page):
                self._offer_foreign(link, page, parent, path)
        if page.refresh:
            self._offer_part(Link(url=page.refresh), page, parent, path)

    def _guides(self, page: Page) -> frozenset[Region]:
        """Regions of a home page that lead into the site. Where nothing looks like a menu, anything may be one."""
        menu = {
            _address(link.url) for link in page.links if link.region is Region.MENU and self.scope.contains(link.url)
        }
        return _LEADING if len(menu - {"", page.url}) >= _A_MENU else frozenset(Region)

    def _only_door(self, page: Page) -> Link | None:
        """The one link into the site from a title page («Войти на сайт»): the site's menu stands behind it."""
        inside = [link for link in page.links if self.scope.contains(link.url) and _address(link.url) != page.url]
        pages = {_address(link.url) for link in inside if not is_file(link.url)} - {""}
        return next(link for link in inside if _address(link.url) in pages) if len(pages) == 1 else None

    def list(self, addresses: Iterable[str], sitemap: str, home: Page) -> None:
        """Offer the addresses a sitemap names."""
        listed = Candidate(sitemap, depth=1)
        for address in addresses:
            self._offer(Link(url=address), home, listed, ())

    def want(self, addresses: Iterable[str]) -> None:
        """Offer documents of the site that a judgement asks for, where no link to them was worth following."""
        for address in addresses:
            url = _address(address)
            if url and self.scope.contains(url):
                self._frontier.add(Candidate(url, FAINT, fetch=Fetch.DOCUMENT))

    def _offer_part(self, link: Link, page: Page, parent: Candidate, path: tuple[Step, ...]) -> None:
        """A frame, or the place a page sends its reader on to, is a part of the page: it is worth as much."""
        if parent.depth >= _MAX_PARTS:  # a frame in a frame in a frame: no site needs that many
            self._offer(link, page, parent, path)
            return
        essential = parent.essential or parent.depth == 0
        part = parent.depth == 0 or parent.part_of_home
        self._offer(link, page, parent, path, essential=essential, least=parent.score, roles=parent.roles, part=part)

    def _offer_foreign(self, link: Link, page: Page, parent: Candidate, path: tuple[Step, ...]) -> None:
        """What a promising page shows of another host in a frame is all that some of them have: it is read once."""
        url = _address(link.url)
        if not url or self.scope.contains(url) or is_file(url):
            return
        seen = Candidate(url, parent.score, parent.roles, Fetch.EXTERNAL, parent.depth + 1)
        more = msgspec.structs.replace(seen, text=link.label[:200], found_on=page.url, click_path=path)
        self._frontier.add(more)

    def _offer(
        self,
        link: Link,
        page: Page,
        parent: Candidate,
        path: tuple[Step, ...],
        *,
        place: int = NOWHERE,
        essential: bool = False,
        least: float = 0.0,
        roles: tuple[str, ...] = (),
        part: bool = False,
    ) -> None:
        url = _address(link.url)
        if not url:
            return
        smell = self._advisor.smell(link, page)
        inside = self.scope.contains(url)
        if smell.fetch is Fetch.NO or (smell.fetch is Fetch.PAGE and (not inside or is_file(url))):
            return
        essential = essential and inside and smell.fetch is Fetch.PAGE
        self._frontier.add(
            Candidate(
                url,
                max(smell.score, least) if inside else smell.score,
                smell.roles or (roles if inside else ()),
                smell.fetch,
                depth=parent.depth + 1,
                place=place,
                text=link.label[:200],
                found_on=page.url,
                click_path=path,
                essential=essential,
                part_of_home=part and inside,
            )
        )


def _is_decoration(frame: Frame, page: Page) -> bool:
    """A map, a film, a group's news: somebody's widget, which holds nothing of the site."""
    known = any(widget.url == frame.url and widget.kind not in _MATTER for widget in page.widgets)
    return known or known_hosts.kind_of(urls.host(frame.url)) == "social"


def _address(url: str) -> str:
    """The normalised form of a link's address; empty for what cannot be fetched."""
    if not url.startswith(("http:", "https:")):
        return ""
    try:
        return urls.normalise(url)
    except ValueError:
        return ""
