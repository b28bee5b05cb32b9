"""Find the section on the independent assessment of a body in charge, and the council's where it stands in for it.

Norm: reference note of the federal ministry of labour (2015), paragraph 3: a section of its own, or the information
stands in the section of the public council. Sections of ministries are deep: by sector, by year, by kind of paper;
pages below the section belong to it as long as their address or their label says so.
"""

from __future__ import annotations

import re

from crawler.addresses import page_key
from crawler.items import BlockKind, Page, Region
from rules.acts.listed import Mention, find_acts
from rules.authority.councils import IN_PASSING, councils_in_passing, dealing_councils, may_deal, papers_of
from rules.authority.kinds import kinds_of
from rules.authority.reach import YEAR_NAME, everything_on, led_to_from_here, subpages
from rules.authority.subject import COUNCIL_NAME, COUNCIL_ROLE, NEWS, SECTION, SPOKEN, TOPIC, denies, mentions_nok
from rules.dates.days import find_dates
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.lexicon.sectors import sectors_of
from rules.lexicon.signals import Sign
from rules.lexicon.subjects import COUNCIL
from rules.model import Candidate, Value
from rules.nok.declared import declares
from rules.site.pages import SitePages
from rules.site.place import Place
from rules.site.roles import leads_to_file

_OTHER_MEANING = re.compile(
    r"национальн\w+ олимпийск|олимпийск\w+ комитет|независим\w+ оценк\w+ (?:квалификац|качества подготовки)"
)
_EXAMS = re.compile(r"\b(?:впр|гиа|егэ|огэ|рсоко|мсоко|всоко)\b")
_CONDITIONS = re.compile(r"услови\w+ (?:осуществлени|оказани|предоставлени)|bus\.? ?gov|общественн\w* совет|оператор")
_COLLECTED = re.compile(r"\bсборник|\bматериалы\b|все документы|одним файлом|\bпакет документ")
_HALF_NAMED = compiled(r"{independent}|оцен\w+|качеств")
_SPEAKING = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TAB})
_LINE = 160  # characters of a paragraph that heads what stands below it
_TOLD = 200  # characters under a heading of the home page that are more than a teaser
_FEED = 2  # pages beside one that make a feed
_DAY = 30  # characters of a line that gives a day and no more
_PAPERS = 2  # kinds of them that make a page the assessment's
_BY_TEXT = Sign(0.5, "текст говорит о независимой оценке, и её материалы размещены здесь", "text")
_SEVERAL = re.compile(r"\bсовет(?:ы|ов)\b|\bкомисси|\bорган(?:ы|ов)\b")
_OPENING = 3  # lines a page begins with


class AuthorityArea(Value, frozen=True):
    """The section's pages (best first), the council's pages that deal with the assessment, and what lies below."""

    places: tuple[Place, ...] = ()
    council: tuple[Place, ...] = ()
    subpages: tuple[Page, ...] = ()  # below the section
    council_subpages: tuple[Page, ...] = ()
    doubtful: tuple[Place, ...] = ()
    other_councils: tuple[Page, ...] = ()  # councils that say nothing of the assessment
    unclear_councils: tuple[Page, ...] = ()  # of them the body's own: neither do they say that it is not theirs,
    # nor, beside the council that deals with it, whose they are
    rejected_news: tuple[Page, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def place(self) -> Place | None:
        """Where a person would go for the assessment: the section, else the council's page; None for nowhere."""
        return next(iter((*self.places, *self.council)), None)

    @property
    def pieces(self) -> tuple[tuple[Page, int], ...]:
        """Pages, or sections of pages, that hold the material; each once, whole pages before their parts."""
        found: dict[tuple[str, int], tuple[Page, int]] = {}
        places = [(place.page, place.section) for place in (*self.places, *self.council)]
        for page, section in (*places, *((page, -1) for page in (*self.subpages, *self.council_subpages))):
            found.setdefault((page.url, section), (page, section))
        whole = {url for url, section in found if section < 0}
        return tuple(piece for (url, section), piece in found.items() if section < 0 or url not in whole)

    def name_over(self, page: Page) -> str:
        """What the pages of the section, or of the council's, as a whole are about; its own page names it itself."""
        own = {place.page.url for place in self.places} | {below.url for below in self.subpages}
        if page.url in own and self.places:
            heading = self.places[0].heading
            return heading if mentions_nok(heading) else f"{TOPIC} / {heading}"
        council = {place.page.url for place in self.council} | {below.url for below in self.council_subpages}
        if page.url not in council:
            return ""
        heading = self.council[0].heading
        several = _SEVERAL.search(normal(f"{page.title} {heading}")) is not None  # its own council must be named there
        return heading if several or COUNCIL.search(normal(heading)) else f"{COUNCIL_NAME} / {heading}"


def find(view: SitePages) -> AuthorityArea:
    """The area on this site; empty when nothing was recognised."""
    own: list[Place] = []
    councils: list[Place] = []
    doubtful: list[Place] = []
    news: list[Page] = []
    for page in view.pages:
        council = view.classified(COUNCIL_ROLE, page)
        section = view.classified(SECTION, page)
        if council.accepted:
            councils.append(Place(page, -1, council.score, council.signs))
        elif section.accepted and page is not view.home and not _is_of_something_else(view, page):
            place = Place(page, -1, section.score, section.signs)
            if _is_of_other_sectors(view, place) or _is_of_exams(view, page):
                doubtful.append(place)
            elif view.classified(NEWS, page).accepted and not _is_destination(view, page):
                news.append(page)
            elif view.holds_nothing(page):
                doubtful.append(place)
            else:
                own.append(place)
    if not own:
        parts, unclear = _parts(view, {place.page.url for place in councils})
        known = {place.page.url for place in (*councils, *parts)}
        own, doubtful = [*parts, *_by_text(view, known, opening=bool(parts))], doubtful + unclear
        doubtful += _on_home(view) if not own else []
    else:
        known = {place.page.url for place in (*own, *councils, *doubtful)}
        own += [place for place in _parts(view, known)[0] if place.page is not view.home]
        own += _by_text(view, known | {place.page.url for place in own}, opening=True)
    councils += councils_in_passing(view, [*own, *councils])
    own.sort(key=lambda place: _rank(view, place))
    dealing, silent = dealing_councils(view, councils, own)
    papers, whose = papers_of(view, dealing, silent)
    dealing += [Place(page, -1, IN_PASSING.weight, (IN_PASSING,)) for page in papers]
    silent = [page for page in silent if page not in papers]
    if not own and not dealing:
        doubtful += _mixed(view)
    below = subpages(view, own)
    known = {place.page.url for place in dealing} | {page.url for page in below}
    return AuthorityArea(
        places=tuple(own),
        council=tuple(dealing),
        subpages=tuple(page for page in below if page.url not in {place.page.url for place in dealing}),
        council_subpages=tuple(page for page in subpages(view, dealing) if page.url not in known),
        doubtful=tuple(doubtful),
        other_councils=tuple(silent),
        unclear_councils=whose if dealing else tuple(page for page in silent if may_deal(view, page)),
        rejected_news=tuple(news),
        candidates=(*view.candidates(SECTION), *view.candidates(COUNCIL_ROLE)),
    )


def _is_of_exams(view: SitePages, page: Page) -> bool:
    """Whether a page uses the assessment's name for examinations and a system of its own."""
    told = normal(everything_on(view, page))
    return len(_EXAMS.findall(told)) > 1 and _CONDITIONS.search(told) is None


def _is_of_something_else(view: SitePages, page: Page) -> bool:
    """Whether a page called by the name or the abbreviation says that it means another thing by it."""
    told = normal(everything_on(view, page))
    return _OTHER_MEANING.search(told) is not None and not (SPOKEN.search(told) or _CONDITIONS.search(told))


def _is_of_other_sectors(view: SitePages, place: Place) -> bool:
    """Whether a section is another ministry's by its heading: a portal of a government has one for each."""
    own, told = view.organization.sector, sectors_of(place.heading)
    return own is not None and bool(told) and own not in told


def _by_text(view: SitePages, known: set[str], *, opening: bool = False) -> list[Place]:
    """Pages that speak of the assessment and hold its papers, though nothing in their names says so.

    `opening`: only those that begin with it, since the site has a page called so: an old section beside the new.
    """
    found: list[Place] = []
    for page in view.pages:
        if page is view.home or page.url in known or view.classified(NEWS, page).accepted:
            continue
        blocks = [block for block in view.blocks_of(page) if block.region is Region.CONTENT]
        speaking = [block for block in blocks if block.kind in _SPEAKING]
        told = (normal(block.text) for block in (speaking[:_OPENING] if opening else speaking))
        if not any(SPOKEN.search(said) and not denies(said) for said in told):
            continue
        names = [
            *(block.text for block in blocks if len(block.text) < 400),
            *(one.label for one in view.links_of(page)),
        ]
        kinds = {kind.said for name in names for kind in kinds_of(normal(name), TOPIC)}
        place = Place(page, -1, _BY_TEXT.weight, (_BY_TEXT,))
        years = {normal(link.label) for link in view.links_of(page) if YEAR_NAME.match(normal(link.label))}
        files = {link.url for link in view.links_of(page) if leads_to_file(link.url)}
        acts = len(find_acts(Mention(name) for name in names).by_id)  # those on the assessment alone are known
        pages = led_to_from_here(view, page)  # a small site of its own, whatever its pages are called
        called = any(_HALF_NAMED.search(normal(name)) for name in (page.title, place.heading))
        called = called and not is_entry(view, page)
        called = called or declares(normal(block.text) for block in speaking)
        held = max(len(kinds), len(years), len(files), len(pages), acts)
        if (called or held >= _PAPERS) and not _is_of_other_sectors(view, place):
            found.append(place)
    return found


def is_entry(view: SitePages, page: Page) -> bool:
    """Whether a page is one of a feed, whatever its address: its day stands under its heading as on others of its
    folder, and no menu leads to it."""
    led = view.inbound.get(page_key(page.url), ())
    if not _is_dated(page) or any(view.is_navigation(link, source) for source, link in led):
        return False
    folder = page_key(page.url).rpartition("/")[0]
    beside = (one for one in view.pages if one is not page and page_key(one.url).rpartition("/")[0] == folder)
    return sum(map(_is_dated, beside)) >= _FEED


def _is_dated(page: Page) -> bool:
    blocks = [block for block in page.blocks if block.region is Region.CONTENT]
    heads = [at for at, block in enumerate(blocks[:-1]) if block.kind is BlockKind.HEADING][:1]
    return any(len(blocks[at + 1].text) <= _DAY and find_dates(blocks[at + 1].text) for at in heads)


def _on_home(view: SitePages) -> list[Place]:
    """A home page that is the whole site and names the assessment in a line of its own, with more below it."""
    blocks = view.home.blocks if view.home is not None else ()
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH and block.region is Region.CONTENT and len(block.text) < _LINE:
            below = " ".join(one.text for one in blocks[index + 1 : index + 5])
            if view.home and SPOKEN.match(normal(block.text)) and len(below) > _TOLD:
                return [Place(view.home, index, _BY_TEXT.weight, (_BY_TEXT,))]
    return []


def _mixed(view: SitePages) -> list[Place]:
    """Pages of documents of all kinds with some on the assessment, or that speak of it above files: a person says."""
    found = []
    for page in view.pages:
        if page is not view.home and not view.classified(NEWS, page).accepted:
            named = {link.url for link in view.links_of(page) if mentions_nok(link.label)}
            whole = any(
                mentions_nok(link.label) and _COLLECTED.search(normal(link.label)) for link in view.links_of(page)
            )
            leading = {link.block for link in page.links}
            own = {id(block) for block in view.blocks_of(page)}
            said = (b for at, b in enumerate(page.blocks) if id(b) in own and at not in leading and b.kind in _SPEAKING)
            spoken = any(mentions_nok(block.text) for block in said)
            files = {link.url for link in view.links_of(page) if leads_to_file(link.url)}
            if len(named) >= _PAPERS or whole or (spoken and len(files) >= _PAPERS):
                found.append(Place(page, -1, _BY_TEXT.weight, (_BY_TEXT,)))
    return found


def _rank(view: SitePages, place: Place) -> tuple[bool, int, float, str]:
    """Pages of the site's navigation first, then the highest in the tree, then the best recognised."""
    return (not _is_destination(view, place.page), place.page.depth, -place.score, place.page.url)


def _is_destination(view: SitePages, page: Page) -> bool:
    """Whether the site's own navigation leads to the page under a label naming the assessment."""
    return any(
        source is not page
        and (view.is_navigation(link, source) or link.region in {Region.ASIDE, Region.BANNER})
        and len(link.label) < 160
        and mentions_nok(link.label)
        for source, link in view.inbound.get(page_key(page.url), ())
    )


def _parts(view: SitePages, councils: set[str]) -> tuple[list[Place], list[Place]]:
    """Tabs and headings devoted to the assessment on pages about something wider; the thin ones are doubtful."""
    parts: list[Place] = []
    unclear: list[Place] = []
    for page in view.pages:
        if page.url in councils or _is_of_exams(view, page) or _is_of_something_else(view, page):
            continue
        for index, block in enumerate(page.blocks):
            if block.region is not Region.CONTENT or block.kind not in {BlockKind.TAB, BlockKind.HEADING}:
                continue
            if len(block.text) > 200 or not mentions_nok(block.text) or normal(block.text) in view.sitewide:
                continue
            result = view.classified(SECTION, page, index)
            if not result.accepted or view.classified(NEWS, page).accepted:
                continue
            if _is_of_other_sectors(view, Place(page, index)):
                continue
            under = sum(1 for _ in view.blocks_of(page, index)) - 1
            links = sum(1 for _ in view.links_of(page, index))
            place = Place(page, index, result.score, result.signs)
            elsewhere = page is not view.home or COUNCIL.search(normal(block.text)) is not None
            told = sum(len(one.text) for one in view.blocks_of(page, index)) > _TOLD
            if links >= 2 or ((elsewhere or told) and under + links >= 3):
                parts.append(place)
            elif under + links and page is not view.home:
                unclear.append(place)
    return parts, unclear
