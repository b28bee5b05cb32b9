"""Which pages belong to a section: those it shows, has below its address, or leads to by its own menu or tellingly."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.addresses import folder_under, is_next_page, page_key
from crawler.items import Page
from rules.authority.kinds import OTHER_COUNCIL, kinds_of
from rules.authority.score_traces import scores_told
from rules.authority.subject import COUNCIL_NAME, COUNCIL_ROLE, SECTION, TOPIC
from rules.language.wording import normal, words_of_path
from rules.lexicon.assessment import compiled
from rules.lexicon.subjects import COUNCIL, CRITERIA, NOK
from rules.site.labels import said_of
from rules.site.pages import SitePages
from rules.site.place import Place

_FOLDER = compiled(r"(?:{latin}|{latin_independent}|\b{latin_rated})\W*$")  # of the section's pages
YEAR_NAME = re.compile(r"\W*(?:за |в )?20\d\d\W*+(?:г\w*+\W*+)?$")
_QUALIFIED_PATH = re.compile(r"[kq][vu]alifi[kc]a")  # «/nezavisimaya-ocenka-kvalifikacii»
_CHAPTERS = 12  # clicks from one to the next of them
DEEPEST = 3  # clicks from the section that still belong to it
_WORTH = 0.3


def everything_on(view: SitePages, page: Page) -> str:
    """Title, text and labels of a page in one."""
    blocks = " ".join(block.text for block in view.blocks_of(page))
    return f"{page.title} {blocks} " + " ".join(link.label for link in view.links_of(page))


def subpages(view: SitePages, places: list[Place]) -> tuple[Page, ...]:
    """Own pages up to `DEEPEST` clicks below the places: shown in them, under their address, or linked tellingly."""
    main = {place.page.url for place in places if place.section < 0}
    found: dict[str, Page] = {}
    layer = [(place.page, place.section) for place in places]
    lists = {place.page.url for place in places}  # and the further pages of one: what they lead to stands as near
    for _ in range(DEEPEST):
        following: dict[str, Page] = {}
        for page, section in layer:
            for below in _below(view, page, section, direct=page.url in lists):
                if below.url not in main and below.url not in found:
                    following.setdefault(below.url, below)
        found |= following
        lists |= {url for url in following if any(is_next_page(url, first) for first in main)}
        layer = [(page, -1) for page in following.values()]
    return tuple(found.values())


def _below(view: SitePages, page: Page, section: int, *, direct: bool) -> list[Page]:
    base = folder_under(page.url)
    found = [shown for shown in view.framed(page, section) if shown is not view.home and shown is not page]
    own = section < 0 and (direct or _is_shown_once(view, page))
    alone = led_to_from_here(view, page) if own else frozenset()
    found += [one for one in view.pages if id(one) in alone]
    for link in view.links_of(page, section):
        target = view.by_address.get(page_key(link.url))
        if target is None or target is view.home or target is page:
            continue
        said = link.label if YEAR_NAME.match(normal(link.label)) else said_of(link, page)
        if page_key(target.url).startswith(base + "/") or _tells(view, said, link.url, target, direct=direct):
            found.append(target)
    if section < 0 and page is not view.home and "/" in base and "?" not in base:
        folder = base.rpartition("/")[0]
        under = folder if "/" in folder and _FOLDER.search(words_of_path("/" + folder.partition("/")[2])) else base
        beside = (f"{base}-", f"{base}_") if _FOLDER.search(words_of_path("/" + base.partition("/")[2])) else ()
        for one in view.pages:
            key = page_key(one.url)
            # «/nok-akty.html» stands beside «/nok.html»
            if key.startswith(under + "/") or (key.startswith(beside) and not _QUALIFIED_PATH.search(key)):
                found.append(one)
    return found


def _is_shown_once(view: SitePages, page: Page) -> bool:
    """Whether a page stands in a frame of one other: the sheets of a book («Лист1 | Баллы») open in its place.

    A menu in a frame stands on many pages, and what a home page shows is the site.
    """
    frames = ((one, frame) for one in view.pages if one is not page for frame in one.frames)
    showing = {one.url: one for one, frame in frames if view.by_address.get(page_key(frame.url)) is page}
    return len(showing) == 1 and view.home is not next(iter(showing.values()))


def _is_known(view: SitePages, page: Page) -> bool:
    """Whether a page is the section's or the council's by itself."""
    return page is not view.home and any(view.is_accepted(role, page) for role in (SECTION, COUNCIL_ROLE))


def led_to_from_here(view: SitePages, page: Page) -> frozenset[int]:
    """Pages that nothing but this one and each other lead to, as ids: whatever they are called, they belong to it.

    A section's own menu («О совете», «Кто входит», «Заседания») stands on each of its pages and nowhere else; the
    chapters of a book lead to one another («Кто проводит ›»), and only some of them are named on its first page.
    """
    if page is view.home:
        return frozenset()
    direct = _linked(view, [page], page)
    group, layer = direct, list(direct.values())
    for _ in range(_CHAPTERS):
        further = _linked(view, [one for one in layer if not _is_known(view, one)], page)
        layer = [one for key, one in further.items() if key not in group]
        group = {**further, **group}
    while True:
        inside = {*group, id(page)}
        led = {
            key: one
            for key, one in group.items()
            if all(
                id(s) in inside or (key in direct and _is_known(view, s))
                for s, _ in view.inbound.get(page_key(one.url), ())
            )
        }
        if len(led) == len(group):
            return frozenset(led)
        group = led


def _linked(view: SitePages, sources: Iterable[Page], front: Page) -> dict[int, Page]:
    """Pages that any of the sources leads to and the home page does not, by id; not the one they are reached from."""
    apart = {page_key(link.url) for link in view.home.links} if view.home is not None else set()
    keys = dict.fromkeys(page_key(link.url) for one in sources for link in one.links)
    linked = (view.by_address.get(key) for key in keys if key not in apart)
    return {id(one): one for one in linked if one is not None and one is not front and one is not view.home}


def _tells(view: SitePages, said: str, url: str, target: Page, *, direct: bool) -> bool:
    """Whether a link from the area to a page elsewhere on the site leads to more of the same."""
    if view.nose.wording(url, said).score >= _WORTH:
        return not OTHER_COUNCIL.search(normal(said))
    if not direct:
        return False
    if YEAR_NAME.match(normal(said)):
        return True
    if kinds_of(normal(said), f"{TOPIC} / {COUNCIL_NAME}"):
        return True
    there = normal(everything_on(view, target))
    speaks = NOK.search(there) is not None or CRITERIA.search(there) is not None
    scored = scores_told([block.text for block in view.blocks_of(target)], about=True) != ""
    return speaks or scored or COUNCIL.search(normal(target.title)) is not None
