"""Find the page devoted to the independent assessment, and what belongs to it.

A page of its own counts, and so does a tab or an anchored section of a page. A news item about an assessment
does not, unless the site itself uses it as its page (a menu leads to it). What cannot be told apart is kept
as doubtful: it must lead neither to «есть» nor to «отсутствует».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.addresses import folder_under, page_key
from crawler.items import BlockKind, Link, Page, Region
from rules.assessment import compiled
from rules.citations import find_citations
from rules.dates import DATE
from rules.declared import OPENING, declares, sends_away
from rules.lexicon import Role, Sign
from rules.model import Candidate, Value
from rules.pages import SitePages
from rules.place import Place
from rules.roles import leads_to_file
from rules.stems import needs_of
from rules.subjects import INDEPENDENT
from rules.ways import Way, are_met
from rules.wording import normal

ROLE = "nok-page"
NEWS = "news"
DOUBT = 0.4  # a page the site's own link names after the assessment, without anything on it to confirm
_TITLE = compiled(r"(?:\d+\W+)?{of_quality}[^.:]*\W*$")
_TITLE_NEEDS = needs_of(_TITLE.pattern)
_SPELT = compiled(r"{independent}|{acronym}")  # in more than the abbreviation that is much else, too
_SHORT = compiled(r"{short}")
_VAGUE = re.compile(r"оцен|качеств")
_TOLD = re.compile(
    r"\b(?:256|392) ?-? ?фз|(?:стать\w+|ст\.) ?(?:95\.[12]|79\.1|23\.1|36\.1)|bus ?\.? ?gov|"
    r"организаци\w*[- ]оператор|отчет\w* оператор|услови\w+ (?:оказания|осуществления|предоставления)"
)
_PAPER = re.compile(r"\bотчет|\bплан\b|\bрезультат|\bитог")
_EXAM = re.compile(
    r"\b(?:гиа|егэ|огэ|впр|нико|pisa)\b|проверочн\w* работ|национальн\w* исследовани\w* качества|"
    r"итогов\w* аттестац|демонстрационн\w* экзамен"
)
_DENIAL = -1.0  # weight of a sign that speaks of another subject
_NAMES = frozenset({"title", "heading", "breadcrumb", "inbound"})  # fields that name a page
_NAMED = compiled(r"{named}")
_FULL = compiled(r"{full}")
_FULL_NEEDS = needs_of(_FULL.pattern)
_DATED = re.compile(r"^https?://[^/]+/20\d\d/|/20\d\d/\d\d?/")  # of a post or a news item, not of an archive
_POST = re.compile(r"/20\d\d/\d\d?/")
_OPENING = frozenset({BlockKind.HEADING, BlockKind.TAB})
_OLYMPIC = re.compile(r"национальн\w* олимпийск|олимпийск\w* комитет")
_INNER = re.compile(r"внутренн\w* (?:\w+ )?(?:систем\w* )?оценк|\bвсоко\b")
_QUALIFICATION = re.compile(r"независим\w* оценк\w* (?:\w+ )?квалификац\w*")
_ACTS, _OWN_LINKS = 3, 2  # more than a piece of news gives
_NOTE = 4  # lines of a piece of news
_BEGINS_WITH_DAY = re.compile(rf"\W*{DATE.pattern}", DATE.flags)
_LISTED = frozenset({BlockKind.ITEM, BlockKind.ROW})
_AT_ONCE = 100  # characters of a line before the assessment's name
_OPENED = Sign(0.5, "страница о качестве открывается словами о независимой оценке", "text")
_SENT_TO = Sign(0.5, "страница независимой оценки называет этот раздел", "text")
_SENDS = re.compile(r"\b(?:страниц|раздел|вкладк|рубрик|меню)\w*")
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]{3,60})[»\"“”]")
_IN_PASSING = Sign(0.2, "содержание называет независимую оценку полным именем", "text")
_ABOVE_LIST = Sign(0.5, "абзац-заголовок, под которым стоят документы", "text")


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


def find(view: SitePages) -> NokArea:
    """The area of the НОК page on this site; empty when nothing was recognised."""
    places: list[Place] = []
    doubtful: list[Place] = []
    news: list[Page] = []
    for page in view.pages:
        result = view.classified(ROLE, page)
        place = Place(page, -1, result.score, result.signs)
        if not result.accepted and _opens_with_it(view, place):
            opened = Place(page, -1, _OPENED.weight, (*result.signs, _OPENED))
            led_to = _is_in_navigation(view, page) or _is_declared_and_shown(view, page) or place.score >= DOUBT
            (places if led_to else doubtful).append(opened)
            continue
        if not result.accepted:
            if (
                page is not view.home
                and (
                    (_is_called_so(place) and not _is_of_something_else(view, place))
                    or (result.score >= DOUBT and _is_doubtful(view, place))
                    or _holds_papers(view, place)
                )
                and not _tells_of_another(view, page)
            ):
                if _is_note(view, page):
                    news.append(page)
                else:
                    doubtful.append(place)
            continue
        if _is_of_qualification(view, page):
            continue
        if _is_note(view, page) and not _is_in_navigation(view, page):
            news.append(page)
            continue
        if _is_posted(view, page) and not (_is_in_navigation(view, page) and _papers_on(view, page) > 1):
            told = view.classified(NEWS, page).accepted or _POST.search(page.url) is not None
            if _TITLE.match(normal(place.heading)) or not told or _is_in_navigation(view, page):
                doubtful.append(place)  # named like a page, kept among the news: neither «есть» nor «отсутствует»
            else:
                news.append(page)
        elif view.holds_nothing(page) or not _is_confirmed(view, page):
            doubtful.append(place)
        else:
            places.append(place)
    above = _above_all(view, places, doubtful)
    places, doubtful = [[place for place in found if place is not above] for found in (places, doubtful)]
    if not places:
        sections, unclear = _sections(view)
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
        rejected_news=tuple(news),
        candidates=view.candidates(ROLE),
    )


def _above_all(view: SitePages, places: list[Place], doubtful: list[Place]) -> Place | None:
    """A page of the menu that speaks of the assessment and leads to all that is called so, in a folder of its own.

    No menu leads there: «Мнение пациентов» over «Правовая основа независимой оценки», with the papers beside it. A page
    that says itself what it is about may have its pages in the menu too.
    """
    if not places:
        return None
    others = (place for place in places if not _is_named(place))
    led_to = any(_is_in_navigation(view, place.page) for place in places)
    for place in (*others, *(() if led_to else (*doubtful, *_vague(view, (*places, *doubtful))))):
        folder = folder_under(place.page.url) + "/"
        led = {page_key(link.url) for link in place.page.links}
        below = {page_key(one.page.url) for one in places if one is not place}
        labels = {normal(link.label) for link in place.page.links if page_key(link.url) in below}
        texts = (normal(block.text) for block in view.blocks_of(place.page))
        spoken = any(_SPELT.search(text) and text not in labels for text in texts)
        known = spoken and below and _is_in_navigation(view, place.page)
        if known and all(a in led and a.startswith(folder) for a in below):
            return place
    return None


def _is_declared_and_shown(view: SitePages, page: Page) -> bool:
    """Whether the home page leads to a page that says itself what it is about: a banner is enough for that."""
    home = view.home
    shown = home is not None and any(_leads(view, link, page) for link in home.links)
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
            parts = (at for at in _named_blocks(view, target) if target.blocks[at].kind in _OPENING)
            yield from (Place(target, at, _SENT_TO.weight, (_SENT_TO,)) for at in parts)


def _speaking(view: SitePages) -> list[Place]:
    """The first page that is no news and names the assessment in full: it may be the one, whatever it is called."""
    for page in view.pages:
        reading = view.reading(page)
        if page is view.home or not reading.vocabulary.may_hold_all(_FULL_NEEDS):
            continue
        if view.classified(NEWS, page).accepted:
            continue
        linked = {link.block for link in page.links}
        own = {id(block) for block in view.blocks_of(page)}
        for index, (block, said) in enumerate(zip(page.blocks, reading.normal, strict=True)):
            if id(block) not in own or index in linked or block.kind in _LISTED or _BEGINS_WITH_DAY.match(block.text):
                continue  # a document among others is named so, too
            if (found := _FULL.search(said)) and found.start() < _AT_ONCE and not sends_away(said):
                return [Place(page, -1, _IN_PASSING.weight, (_IN_PASSING,))]
    return []


def _vague(view: SitePages, known: tuple[Place, ...]) -> Iterator[Place]:
    """Other pages named after quality."""
    urls = {place.page.url for place in known}
    for page in view.pages:
        if page.url not in urls and page is not view.home and _is_named_after_quality(view, page):
            yield Place(page, -1, view.classified(ROLE, page).score)


def _is_called_so(place: Place) -> bool:
    """Whether both the site and the page itself use the assessment's own name, whatever else stands on the page.

    To say that there is no such page would then need a person to read it.
    """
    strong = [sign for sign in place.signs if sign.weight >= DOUBT]
    inbound = [sign for sign in strong if sign.field == "inbound"]
    return 0 < len(inbound) < len(strong)


def _is_of_something_else(view: SitePages, place: Place) -> bool:
    """Whether a page called so speaks of another assessment of that name alone: «НОК» of qualifications."""
    text = view.fields_of(place.page)["text"]
    denied = any(sign.weight <= _DENIAL for sign in place.signs)
    return denied and not any(map(_TOLD.search, text)) and not any(map(_FULL.search, text))


def _tells_of_another(view: SitePages, page: Page) -> bool:
    """Whether a page called «Оценка качества» tells of another: the school's own system, the Olympic committee."""
    fields = view.fields_of(page)
    said = (*fields["title"], *fields["heading"], *fields["text"])
    of_others = any(map(_INNER.search, said)) or any(map(_OLYMPIC.search, (*fields["title"], *fields["heading"])))
    return of_others and not any(_SPELT.search(one) or _TOLD.search(one) for one in said)


def _opens_with_it(view: SitePages, place: Place) -> bool:
    """Whether a page opens with the assessment's full name, as one that is named after quality or headed by it does, or
    says itself that this is what it is about, and holds more.

    «Качество»: «Независимая оценка качества условий оказания услуг, 2023 год» and what follows is its page; one whose
    name or content speaks of another subject is not, nor is news.
    """
    page = place.page
    dated = _DATED.search(page.url) is not None and not _is_in_navigation(view, page)
    if place.score <= 0 or page is view.home or dated or any(sign.weight < 0 for sign in place.signs):
        return False
    fields, reading = view.fields_of(page), view.reading(page)
    own = {id(block) for block in view.blocks_of(page)}
    said = [text for block, text in zip(page.blocks, reading.normal, strict=True) if id(block) in own]
    headed = any(_NAMED.search(name) for name in fields["heading"]) and any(map(_FULL.search, said))
    opened = _is_named_after_quality(view, page) and any(
        (found := _FULL.search(text)) and found.start() < _AT_ONCE for text in said[:OPENING]
    )
    declared = declares(said)
    holds = len(own) >= OPENING or any(True for _ in view.links_of(page))
    if not (headed or opened or declared) or not holds or view.classified(NEWS, page).accepted:
        return False
    return not _is_of_exams(" ".join(said))


def _is_in_navigation(view: SitePages, page: Page) -> bool:
    """Whether the site's navigation leads to the page; a list of the latest posts beside the text is none."""
    inbound = view.inbound.get(page_key(page.url), ())
    return any(
        source is not page and view.is_navigation(link, source) and link.region is not Region.ASIDE
        for source, link in inbound
    )


def _is_posted(view: SitePages, page: Page) -> bool:
    """Whether a page is a piece of news, by what it says or by its dated address, and nothing makes it more.

    A menu does, and so does a list of acts with what else belongs to the assessment: no news gives one.
    """
    if _DATED.search(page.url) and not _is_in_navigation(view, page):
        return True
    if not view.classified(NEWS, page).accepted or _is_destination(view, page):
        return False
    acts = sum(bool(find_citations(block.text)) for block in view.blocks_of(page))
    return acts < _ACTS or sum(view.is_own(link.url) for link in view.links_of(page)) < _OWN_LINKS


def _is_of_qualification(view: SitePages, page: Page) -> bool:
    """Whether a page called by the abbreviation says that it means the assessment of qualifications, and no other."""
    fields = view.fields_of(page)
    said = (*fields["title"], *fields["heading"], *fields["text"], *fields["links"])
    if not any(map(_QUALIFICATION.search, said)) or any(map(_TOLD.search, said)) or "bus.gov.ru" in fields["host"]:
        return False
    return not any(INDEPENDENT.search(_QUALIFICATION.sub("", one)) for one in said)


def _is_note(view: SitePages, page: Page) -> bool:
    """Whether a page is a few lines that begin with a day and lead to no file: «12 декабря 2025. Подведены итоги …»."""
    lines = [block.text for block in view.blocks_of(page) if block.kind not in _OPENING]
    files = any(leads_to_file(link.url) for link in view.links_of(page))
    return 0 < len(lines) <= _NOTE and not files and _BEGINS_WITH_DAY.match(lines[0]) is not None


def _holds_papers(view: SitePages, place: Place) -> bool:
    """Whether a page named after quality speaks of the assessment in so many words and holds several reports or plans.

    «Качество: что о нас сказали» may be the assessment's page; one of documents of all kinds is none.
    """
    if not 0 < place.score < DOUBT or any(sign.weight < 0 for sign in place.signs):
        return False
    if not _is_named_after_quality(view, place.page):
        return False
    if not any(map(_SPELT.search, view.fields_of(place.page)["text"])):
        return False
    return _papers_on(view, place.page) > 1


def _is_named_after_quality(view: SitePages, page: Page) -> bool:
    fields = view.fields_of(page)
    return any(_VAGUE.search(name) for field in ("title", "heading", "inbound") for name in fields[field])


def _papers_on(view: SitePages, page: Page) -> int:
    """How many files called reports or plans a page links to."""
    links = [link for link in view.links_of(page) if leads_to_file(link.url)]
    return len({link.url for link in links if _PAPER.search(normal(link.label))})


def _is_doubtful(view: SitePages, place: Place) -> bool:
    """Whether a page may be the assessment's though it is not told for sure.

    Either the site calls it so and the page itself (a picture, a QR code) does not say, or what stands on it says so
    and its name does not. News tell of an assessment in much the same words, and so do pages about examinations.
    """
    if any(sign.field == "inbound" for sign in place.signs):
        return True
    told = " ".join(view.fields_of(place.page)["text"])
    return not view.classified(NEWS, place.page).accepted and not _is_of_exams(told)


def _is_confirmed(view: SitePages, page: Page) -> bool:
    """Whether a page speaks of the independent assessment in more than an abbreviation or «качество».

    «НОК» are «народные и образцовые коллективы» too, «Качество услуг» may be a state task, and a school's
    «Независимая оценка качества образования» nothing but examinations; files under an abbreviation may say what it
    means and are read later.
    """
    fields = view.fields_of(page)
    names = [name for field in ("title", "heading", "breadcrumb", "inbound") for name in fields[field]]
    said = (*names, *fields["text"], *fields["links"])
    if any(map(_TOLD.search, said)) or "bus.gov.ru" in fields["host"]:
        return True
    if any(map(_SPELT.search, said)):
        return not _is_of_exams(" ".join(fields["text"]))
    if any(map(_VAGUE.search, names)):
        return any(map(_SHORT.search, said))
    return any(leads_to_file(link.url) for link in view.links_of(page))


def _is_of_exams(text: str) -> bool:
    """Whether a page's text is mostly about examinations."""
    found = len(_EXAM.findall(text))
    return found > 1 and found * 1000 > 3 * len(text)


def _rank(view: SitePages, place: Place) -> tuple[bool, bool, float, int, str]:
    on_home = view.home is not None and any(_leads(view, link, place.page) for link in view.home.links)
    return (not _is_named(place), not on_home, -place.score, place.page.depth, place.page.url)


def _is_named(place: Place) -> bool:
    """Whether its names, not only what stands on it, speak of the assessment."""
    return any(sign.weight > 0 and sign.field in _NAMES for sign in place.signs)


def _leads(view: SitePages, link: Link, page: Page) -> bool:
    return view.by_address.get(page_key(link.url)) is page


def _is_destination(view: SitePages, page: Page) -> bool:
    """Whether the site's own navigation leads to the page under a label naming the assessment."""
    role = view.lexicon.roles[ROLE]
    for source, link in view.inbound.get(page_key(page.url), ()):
        in_navigation = view.is_navigation(link, source) or link.region in {Region.ASIDE, Region.BANNER}
        label = normal(link.label)
        if in_navigation and source is not page and len(label) < 120:
            smell = view.nose.wording("", link.label)
            if role.id in smell.roles and smell.score >= 0.6:
                return True
    return False


def _sections(view: SitePages) -> tuple[list[Place], list[Place]]:
    """Tabs and sections devoted to the assessment: those with an anchor of their own, and the doubtful ones."""
    anchored: list[Place] = []
    unclear: list[Place] = []
    for page in view.pages:
        named = [index for index in _named_blocks(view, page) if not _is_sitewide(view, page, index)]
        if not named or _is_posted(view, page) or _is_of_qualification(view, page):
            continue
        for index in named:
            block = page.blocks[index]
            if block.kind is BlockKind.PARAGRAPH:
                unclear.append(Place(page, index, _ABOVE_LIST.weight, (_ABOVE_LIST,)))
                continue
            result = view.classified(ROLE, page, index)
            if not result.accepted:
                continue
            filled = sum(1 for _ in view.blocks_of(page, index)) > 1 or any(True for _ in view.links_of(page, index))
            if not filled:
                continue
            place = Place(page, index, result.score, result.signs)
            if _is_all(view, page, index) and _is_confirmed(view, page):
                anchored.append(Place(page, -1, result.score, result.signs))
            elif _is_denied(view, page) and not any(map(_SPELT.search, view.fields_of(page, index)["heading"])):
                if not _is_of_something_else(view, Place(page, -1, 0.0, view.classified(ROLE, page).signs)):
                    unclear.append(place)  # «НОК» on a page about something else of that abbreviation
            elif block.kind is BlockKind.TAB or _has_anchor(view, page):
                anchored.append(place)
            elif page is not view.home:
                unclear.append(place)
    return anchored, unclear


def _is_all(view: SitePages, page: Page, section: int) -> bool:
    """Whether a page other than the home page holds nothing but the section, and the page's own name above it."""
    inside = {id(block) for block in view.blocks_of(page, section)}
    rest = [block for block in view.blocks_of(page) if id(block) not in inside and block is not page.blocks[section]]
    return page is not view.home and len(rest) <= 1 and all(block.kind is BlockKind.HEADING for block in rest)


def _is_denied(view: SitePages, page: Page) -> bool:
    """Whether the page as a whole is about something else that is called alike."""
    return any(sign.weight <= _DENIAL for sign in view.classified(ROLE, page).signs)


def _named_blocks(view: SitePages, page: Page) -> Iterator[int]:
    """Indexes of blocks named after the assessment that may open a section: headings, tabs, paragraphs above a list."""
    reading = view.reading(page)
    said = reading.openings
    every = "\n".join(said.values())
    naming = [way for way in _naming(view.lexicon.roles[ROLE]) if way.may_be_met(every)]
    telling = reading.vocabulary.may_hold_all(_TITLE_NEEDS)  # else no paragraph can be named after it
    if not naming and not telling:
        return
    for index in range(len(page.blocks)) if telling else said:
        block = page.blocks[index]
        if block.region is not Region.CONTENT:
            continue
        if block.kind is BlockKind.PARAGRAPH:
            if len(block.text) <= 120 and _opens_list(page, index):
                yield index
        elif index in said and len(block.text) <= 200 and are_met(naming, said[index]):
            yield index


def _is_sitewide(view: SitePages, page: Page, index: int) -> bool:
    """Whether a heading or tab is on most pages; a paragraph never counts as such."""
    return view.reading(page).openings.get(index, "") in view.sitewide


def _opens_list(page: Page, index: int) -> bool:
    """Whether a plain paragraph acts as a heading: it is the assessment's name alone, and linked items follow."""
    if not _TITLE.match(normal(page.blocks[index].text)):
        return False
    linked = {link.block for link in page.links}
    return index not in linked and any(index + step in linked for step in range(1, 4))


def _naming(role: Role) -> Iterator[Way]:
    """How a heading speaks for the role by itself: only such sections are worth reading."""
    naming = (signal for signal in role.signals if signal.weight > 0 and "heading" in signal.fields)
    return (way for signal in naming for way in signal.ways.each)


def _has_anchor(view: SitePages, page: Page) -> bool:
    for _, link in view.inbound.get(page_key(page.url), ()):
        if link.url.partition("#")[2] and ROLE in view.nose.wording(link.url, link.label).roles:
            return True
    return False


def _subpages(view: SitePages, places: list[Place]) -> tuple[Page, ...]:
    """Own pages one click away from a place: shown in its frames, linked from its content, or under its address."""
    main = {place.page.url for place in places}
    found: dict[str, Page] = {}
    for place in places:
        base = folder_under(place.page.url)
        linked = (view.by_address.get(page_key(link.url)) for link in view.links_of(place.page, place.section))
        for page in (*view.framed(place.page, place.section), *linked):
            if page is not None and page is not view.home and page.url not in main:
                found.setdefault(page.url, page)
        if place.section < 0 and place.page is not view.home and "/" in base and "?" not in base:
            for page in view.pages:
                if page_key(page.url).startswith(base + "/") and page.url not in main:
                    found.setdefault(page.url, page)
    return tuple(found.values())
