"""Find the page devoted to the independent assessment, and what belongs to it.

A page of its own counts, and so does a tab or an anchored section of a page. A news item about an assessment
does not, unless the site itself uses it as its page (a menu leads to it). What cannot be told apart is kept
as doubtful: it must lead neither to «есть» nor to «отсутствует».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from crawler.addresses import folder_under, is_next_page, page_key
from crawler.items import BlockKind, Link, Page, Region
from rules.language.stems import needs_of
from rules.language.wording import normal
from rules.lexicon.paper_words import paper_words
from rules.lexicon.signals import Sign
from rules.model import Candidate, Value
from rules.nok.declared import declares, sends_away
from rules.nok.page import (
    AT_ONCE,
    BEGINS_WITH_DAY,
    DOUBT,
    FULL,
    NEWS,
    OPENING_KINDS,
    ROLE,
    SPELT,
    holds_papers,
    is_called_so,
    is_confirmed,
    is_doubtful,
    is_in_navigation,
    is_list_of_news,
    is_named,
    is_named_after_quality,
    is_note,
    is_of_another,
    is_of_something_else,
    is_posted,
    leads_to,
    opens_with_it,
    papers_on,
    tells_of_another,
)
from rules.nok.sections import TITLE, named_blocks, sections_of
from rules.site.pages import SitePages
from rules.site.place import Place

_FULL_NEEDS = needs_of(FULL.pattern)
_POST = re.compile(r"/20\d\d/\d\d?/")
_LISTED = frozenset({BlockKind.ITEM, BlockKind.ROW})
_OPENED = Sign(0.5, "страница о качестве открывается словами о независимой оценке", "text")
_SENT_TO = Sign(0.5, "страница независимой оценки называет этот раздел", "text")
_SENDS = re.compile(r"\b(?:страниц|раздел|вкладк|рубрик|меню)\w*")
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]{3,60})[»\"“”]")
_IN_PASSING = Sign(0.2, "содержание называет независимую оценку полным именем", "text")


class NokArea(Value, frozen=True):
    """The НОК page (`places[0]`, best first), pages one click away, and what was considered."""

    places: tuple[Place, ...] = ()
    subpages: tuple[Page, ...] = ()
    doubtful: tuple[Place, ...] = ()
    rejected_news: tuple[Page, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def place(self) -> Place | None:
        """The best place, or None."""
        return self.places[0] if self.places else None

    @property
    def pieces(self) -> tuple[tuple[Page, int], ...]:
        """Where its material stands: places with their section (-1: all of the page), then whole sub-pages."""
        return (*((place.page, place.section) for place in self.places), *((page, -1) for page in self.subpages))

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages of the area: places, then sub-pages; each once."""
        return tuple({page.url: page for page in (*(place.page for place in self.places), *self.subpages)}.values())


class _Standing(Enum):
    """What a page is to the assessment."""

    PLACE = auto()
    DOUBTFUL = auto()
    NEWS = auto()
    NOTHING = auto()


def find(view: SitePages) -> NokArea:
    """The area of the НОК page on this site; empty when nothing was recognised."""
    found: dict[_Standing, list[Place]] = {standing: [] for standing in _Standing}
    for page in view.pages:
        standing, place = _standing_of(view, page)
        found[standing].append(place)
    places, doubtful = found[_Standing.PLACE], found[_Standing.DOUBTFUL]
    above = _above_all(view, places, doubtful)
    places, doubtful = [[place for place in those if place is not above] for those in (places, doubtful)]
    if not places:
        sections, unclear = sections_of(view)
        places.extend(sections)
        doubtful.extend(unclear)
    if not places and not doubtful:
        doubtful += _speaking(view)
    places.sort(key=lambda place: _rank(view, place))
    if above is not None:
        places.insert(0, above)
    places += _referred(view, places)
    return NokArea(
        places=tuple(places),
        subpages=_subpages(view, places),
        doubtful=tuple(doubtful),
        rejected_news=tuple(place.page for place in found[_Standing.NEWS]),
        candidates=view.candidates(ROLE),
    )


def _standing_of(view: SitePages, page: Page) -> tuple[_Standing, Place]:
    """What one page is to the assessment, by itself."""
    result = view.classified(ROLE, page)
    place = Place(page, -1, result.score, result.signs)
    if result.accepted:
        return _standing_of_named(view, place), place
    if opens_with_it(view, place):
        opened = Place(page, -1, _OPENED.weight, (*result.signs, _OPENED))
        led_to = is_in_navigation(view, page) or _is_declared_and_shown(view, page) or place.score >= DOUBT
        return _Standing.PLACE if led_to else _Standing.DOUBTFUL, opened
    if page is view.home or not _may_be_it(view, place) or tells_of_another(view, page):
        return _Standing.NOTHING, place
    return _Standing.NEWS if is_note(view, page) else _Standing.DOUBTFUL, place


def _may_be_it(view: SitePages, place: Place) -> bool:
    """Whether a page that was not recognised may be the assessment's all the same."""
    return (
        (is_called_so(place) and not is_of_something_else(view, place))
        or (place.score >= DOUBT and is_doubtful(view, place))
        or holds_papers(view, place)
    )


def _standing_of_named(view: SitePages, place: Place) -> _Standing:
    """What a page is that its words make the assessment's: news tell of it, and an empty page only promises."""
    page = place.page
    if is_of_another(view, page):
        return _Standing.NOTHING
    if is_note(view, page) and not is_in_navigation(view, page):
        return _Standing.NEWS
    if is_posted(view, page) and not (is_in_navigation(view, page) and papers_on(view, page) > 1):
        told = view.classified(NEWS, page).accepted or _POST.search(page.url) is not None
        # named like a page, kept among the news: neither «есть» nor «отсутствует»
        named = TITLE.match(normal(place.heading)) or not told or is_in_navigation(view, page)
        return _Standing.DOUBTFUL if named else _Standing.NEWS
    confirmed = not view.holds_nothing(page) and is_confirmed(view, page)
    return _Standing.PLACE if confirmed else _Standing.DOUBTFUL


def _above_all(view: SitePages, places: list[Place], doubtful: list[Place]) -> Place | None:
    """A page of the menu that speaks of the assessment and leads to all that is called so, in a folder of its own.

    No menu leads there: «Мнение пациентов» over «Правовая основа независимой оценки», with the papers beside it. A page
    that says itself what it is about may have its pages in the menu too.
    """
    if not places:
        return None
    others = (place for place in places if not is_named(place))
    led_to = any(is_in_navigation(view, place.page) for place in places)
    for place in (*others, *(() if led_to else (*doubtful, *_vague(view, (*places, *doubtful))))):
        folder = folder_under(place.page.url) + "/"
        led = {page_key(link.url) for link in place.page.links}
        below = {page_key(one.page.url) for one in places if one is not place}
        labels = {normal(link.label) for link in place.page.links if page_key(link.url) in below}
        texts = (normal(block.text) for block in view.blocks_of(place.page))
        spoken = any(SPELT.search(text) and text not in labels for text in texts)
        known = spoken and below and is_in_navigation(view, place.page)
        if known and all(a in led and a.startswith(folder) for a in below):
            return place
    return None


def _is_declared_and_shown(view: SitePages, page: Page) -> bool:
    """Whether the home page leads to a page that says itself what it is about: a banner is enough for that."""
    home = view.home
    shown = home is not None and any(leads_to(view, link, page) for link in home.links)
    return shown and declares(normal(block.text) for block in view.blocks_of(page))


def _referred(view: SitePages, places: list[Place]) -> Iterator[Place]:
    """Parts on the assessment of pages that its page sends the reader to by name, where the menu has that name.

    «Отчёты и планы лежат на странице «Документы», под заголовком «Независимая оценка качества условий»».
    """
    known = {place.page.url for place in places}
    for page in [place.page for place in places]:
        said = [block.text for block in view.blocks_of(page) if _SENDS.search(normal(block.text))]
        named = {normal(name) for text in said for name in _QUOTED.findall(text)}
        for link in page.links if named else ():
            target = view.by_address.get(page_key(link.url))
            if target is None or normal(link.label) not in named or target.url in known or target is view.home:
                continue
            known.add(target.url)
            parts = (at for at in named_blocks(view, target) if target.blocks[at].kind in OPENING_KINDS)
            yield from (Place(target, at, _SENT_TO.weight, (_SENT_TO,)) for at in parts)


def _speaking(view: SitePages) -> list[Place]:
    """The first page that is no news and names the assessment in full: it may be the one, whatever it is called."""
    for page in view.pages:
        reading = view.reading(page)
        if page is view.home or not reading.vocabulary.may_hold_all(_FULL_NEEDS):
            continue
        if view.classified(NEWS, page).accepted or is_list_of_news(view, page):
            continue
        linked = {link.block for link in page.links}
        own = {id(block) for block in view.blocks_of(page)}
        for index, (block, said) in enumerate(zip(page.blocks, reading.normal, strict=True)):
            if id(block) not in own or index in linked or block.kind in _LISTED or BEGINS_WITH_DAY.match(block.text):
                continue  # a document among others is named so, too
            if (found := FULL.search(said)) and found.start() < AT_ONCE and not sends_away(said):
                return [Place(page, -1, _IN_PASSING.weight, (_IN_PASSING,))]
    return []


def _vague(view: SitePages, known: tuple[Place, ...]) -> Iterator[Place]:
    """Other pages named after quality."""
    urls = {place.page.url for place in known}
    for page in view.pages:
        if page.url not in urls and page is not view.home and is_named_after_quality(view, page):
            yield Place(page, -1, view.classified(ROLE, page).score)


def _rank(view: SitePages, place: Place) -> tuple[bool, bool, float, int, str]:
    on_home = view.home is not None and any(leads_to(view, link, place.page) for link in view.home.links)
    return (not is_named(place), not on_home, -place.score, place.page.depth, place.page.url)


def _named_in_text(view: SitePages, place: Place) -> Iterator[Link]:
    """Links of its text to pages that the menu has too, called plans, reports or results of the assessment.

    «Планы по устранению недостатков» is a page below, wherever else a link leads to it; «Контакты» is none.
    """
    words = paper_words()
    called = (words.plan_of_improvement, words.operators_report, words.results_of_assessment)
    inside = view.within(place.page, place.section) if place.section >= 0 else None
    for link in place.page.links:
        if link.region is not Region.CONTENT or (inside is not None and link.section not in inside):
            continue
        said = normal(link.label)
        if view.is_navigation(link, place.page) and any(one.search(said) for one in called):
            yield link


def _subpages(view: SitePages, places: list[Place]) -> tuple[Page, ...]:
    """Own pages one click away from a place: shown in its frames, linked from its content, or under its address.

    What such a page shows in its frames is a part of it. The further pages of a list lead on as its first does.
    """
    main = {place.page.url for place in places}
    found: dict[str, Page] = {}
    further = [
        Place(page, -1, place.score, place.signs)
        for place in places
        for page in view.pages
        if place.section < 0 and page.url not in main and is_next_page(page.url, place.page.url)
    ]
    for place in (*places, *further):
        base = folder_under(place.page.url)
        links = (*view.links_of(place.page, place.section), *_named_in_text(view, place))
        linked = (view.by_address.get(page_key(link.url)) for link in links)
        for page in (*view.framed(place.page, place.section), *linked):
            if page is not None and page is not view.home and page.url not in main:
                found.setdefault(page.url, page)
        if place.section < 0 and place.page is not view.home and "/" in base and "?" not in base:
            for page in view.pages:
                if page_key(page.url).startswith(base + "/") and page.url not in main:
                    found.setdefault(page.url, page)
    shown = (part for page in tuple(found.values()) for part in view.framed(page))
    for page in shown:
        if page is not view.home and page.url not in main:
            found.setdefault(page.url, page)
    return tuple(found.values())
