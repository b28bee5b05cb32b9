"""Find the section on the independent assessment of a body in charge, and the council's where it stands in for it.

Norm: reference note of the federal ministry of labour (2015), paragraph 3: a section of its own, or the information
stands in the section of the public council. Sections of ministries are deep: by sector, by year, by kind of paper;
pages below the section belong to it as long as their address or their label says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.addresses import folder_under, is_next_page, page_key
from crawler.items import BlockKind, Page, Region
from rules.acts.lists import Mention, find_acts
from rules.authority.kinds import MEMBERS, MINUTES, OTHER_BODY, OTHER_COUNCIL, OTHER_TASK, REGULATION, Kind, kinds_of
from rules.authority.score_traces import scores_told
from rules.authority.sectors import sectors_of
from rules.dates.days import find_dates
from rules.language.wording import normal, words_of_path
from rules.lexicon.assessment import compiled
from rules.lexicon.signals import Sign
from rules.lexicon.subjects import COUNCIL, CRITERIA, FOR_NOK, NOK
from rules.model import Candidate, Value
from rules.nok.declared import declares
from rules.site.labels import said_of
from rules.site.pages import SitePages
from rules.site.place import Place
from rules.site.roles import leads_to_file

SECTION, COUNCIL_ROLE, NEWS = "authority-section", "council", "news"
_FOLDER = compiled(r"(?:{latin}|{latin_independent}|\b{latin_rated})\W*$")  # of the section's pages
YEAR_NAME = re.compile(r"\W*(?:за |в )?20\d\d\W*+(?:г\w*+\W*+)?$")
_SPOKEN = compiled(
    r"{full}|{named} (?:провод|(?:условий|учреждени\w*|организаци\w*|поставщик\w*)\b)"
    r"|независим\w+ оценк\w+ качества в (?:\w+ )?(?:республик|област|кра[ею]|город|округ|район|сфер)"
)
_COUNCIL_FOR = compiled(
    r"совет\w*(?: \w+){0,4}? "
    + FOR_NOK
    + r"|общественн\w* совет\w*.{0,120}?(?:проводит|осуществляет|наделен|возложен|поручен)\w*.{0,60}?{named}"
)
_COUNCIL_HEAD = re.compile(r"\W*общественн\w* совет\w*\W*$")
_OTHER_MEANING = re.compile(r"национальн\w+ олимпийск|олимпийск\w+ комитет|независим\w+ оценк\w+ квалификац")
_QUALIFIED = re.compile(r"квалификац")
_QUALIFIED_PATH = re.compile(r"[kq][vu]alifi[kc]a")  # «/nezavisimaya-ocenka-kvalifikacii»
_DENIED = compiled(
    r"(?:{called}|{independent} оценк|\bоценк\w+ (?:условий|качеств))[^.]{0,90}"
    r"\b(?:не (?:вход|обсужда|касает|передан|возложен|осуществля|относ|наделен|проводит|рассматрива|участву|занима"
    r"|име\w+ отношени)|отношени\w* не име)"
    r"|\bне (?:наделен|уполномочен|осуществляет|проводит|занимается|относится|входит)[^.]{0,70}{called}"
    r"|{called}[^.]{0,60}\bсовет\w* (?:\w+ )?не вед[её]т"
)
# who may not, of whom and how often: not whether
_EXCEPTING = re.compile(
    r"\bчлен совета\b|\bчлен\w* [^.]{0,40}(?:работающ|являющ|связанн|имеющ)"
    r"|\bв отношении\b|\bчаще\b|\bреже\b|\bодного раза\b"
)
_OF_OTHER_HEAD = re.compile(r"совет\w* при (?:глав|губернатор|президент|мэр|уполномоченн|прокур|умвд|мвд)")
_EXAMS = re.compile(r"\b(?:впр|гиа|егэ|огэ|рсоко|мсоко|всоко)\b")
_CONDITIONS = re.compile(r"услови\w+ (?:осуществлени|оказани|предоставлени)|bus\.? ?gov|общественн\w* совет|оператор")
_OF_PAPER = re.compile(r"\bпротокол|заседани|\bсостав\b")  # a line that says whose members or minutes follow
_COLLECTED = re.compile(r"\bсборник|\bматериалы\b|все документы|одним файлом|\bпакет документ")
_HALF_NAMED = compiled(r"{independent}|оцен\w+|качеств")
_SPEAKING = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TAB})
_LINE = 160  # characters of a paragraph that heads what stands below it
_TOLD = 200  # characters under a heading of the home page that are more than a teaser
_FEED = 2  # pages beside one that make a feed
_CHAPTERS = 12  # clicks from one to the next of them
_DAY = 30  # characters of a line that gives a day and no more
_OPENING = 3  # lines a page begins with
_PAPERS = 2  # kinds of them that make a page the assessment's
_BY_TEXT = Sign(0.5, "текст говорит о независимой оценке, и её материалы размещены здесь", "text")
_IN_PASSING = Sign(0.5, "назван совет по независимой оценке", "text")
DEEPEST = 3  # clicks from the section that still belong to it
_WORTH = 0.3
_SEVERAL = re.compile(r"\bсовет(?:ы|ов)\b|\bкомисси|\bорган(?:ы|ов)\b")
_COUNCIL = "общественный совет"  # and what is its, where the page does not say so itself
_TOPIC = "независимая оценка качества"  # what names in the section are about without saying so


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
            return heading if mentions_nok(heading) else f"{_TOPIC} / {heading}"
        council = {place.page.url for place in self.council} | {below.url for below in self.council_subpages}
        if page.url not in council:
            return ""
        heading = self.council[0].heading
        several = _SEVERAL.search(normal(f"{page.title} {heading}")) is not None  # its own council must be named there
        return heading if several or COUNCIL.search(normal(heading)) else f"{_COUNCIL} / {heading}"


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
    councils += _councils_in_passing(view, [*own, *councils])
    own.sort(key=lambda place: _rank(view, place))
    dealing, silent = _councils(view, councils, own)
    papers, whose = _papers_of(view, dealing, silent)
    dealing += [Place(page, -1, _IN_PASSING.weight, (_IN_PASSING,)) for page in papers]
    silent = [page for page in silent if page not in papers]
    if not own and not dealing:
        doubtful += _mixed(view)
    below = _subpages(view, own)
    known = {place.page.url for place in dealing} | {page.url for page in below}
    return AuthorityArea(
        places=tuple(own),
        council=tuple(dealing),
        subpages=tuple(page for page in below if page.url not in {place.page.url for place in dealing}),
        council_subpages=tuple(page for page in _subpages(view, dealing) if page.url not in known),
        doubtful=tuple(doubtful),
        other_councils=tuple(silent),
        unclear_councils=whose if dealing else tuple(page for page in silent if _may_deal(view, page)),
        rejected_news=tuple(news),
        candidates=(*view.candidates(SECTION), *view.candidates(COUNCIL_ROLE)),
    )


def mentions_nok(text: str) -> bool:
    """Whether a text speaks of the assessment at all."""
    return NOK.search(normal(text)) is not None


def denies_nok(text: str) -> bool:
    """Whether a text says that its council has nothing to do with the assessment."""
    return _denies(normal(text))


def _denies(said: str) -> bool:
    for match in _DENIED.finditer(said):
        begin, end = said.rfind(".", 0, match.start()) + 1, said.find(".", match.end())
        if not _EXCEPTING.search(said[begin : end if end >= 0 else len(said)]):
            return True
    return False


def speaks_of_nok(text: str) -> bool:
    """Whether a text speaks of the assessment of conditions by its name, and does not deny it."""
    said = normal(text)
    return _SPOKEN.search(said) is not None and not _denies(said)


def _is_of_exams(view: SitePages, page: Page) -> bool:
    """Whether a page uses the assessment's name for examinations and a system of its own."""
    told = normal(_everything(view, page))
    return len(_EXAMS.findall(told)) > 1 and _CONDITIONS.search(told) is None


def _is_of_something_else(view: SitePages, page: Page) -> bool:
    """Whether a page called by the abbreviation says that it means another thing by it."""
    told = normal(_everything(view, page))
    return _OTHER_MEANING.search(told) is not None and _SPOKEN.search(told) is None


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
        if not any(_SPOKEN.search(said) and not _denies(said) for said in told):
            continue
        names = [
            *(block.text for block in blocks if len(block.text) < 400),
            *(one.label for one in view.links_of(page)),
        ]
        kinds = {kind.said for name in names for kind in kinds_of(normal(name), _TOPIC)}
        place = Place(page, -1, _BY_TEXT.weight, (_BY_TEXT,))
        years = {normal(link.label) for link in view.links_of(page) if YEAR_NAME.match(normal(link.label))}
        files = {link.url for link in view.links_of(page) if leads_to_file(link.url)}
        acts = len(find_acts(Mention(name) for name in names).by_id)  # those on the assessment alone are known
        pages = _led_to_from_here(view, page)  # a small site of its own, whatever its pages are called
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
            if view.home and _SPOKEN.match(normal(block.text)) and len(below) > _TOLD:
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


def _councils_in_passing(view: SitePages, places: list[Place]) -> list[Place]:
    """Councils for the assessment that a paragraph of some other page names, or a part of the home page.

    Of a page that holds the section as a part (a store of documents), another part may be the council's.
    """
    found: list[Place] = []
    whole = {place.page.url for place in places if place.section < 0}
    parts = {place.page.url for place in places if place.section >= 0}
    for page in view.pages:
        if (page.url in whole and page is not view.home) or view.classified(NEWS, page).accepted:
            continue
        for index, block in enumerate(page.blocks):
            opens = block.kind in {BlockKind.TAB, BlockKind.HEADING}
            if block.region is not Region.CONTENT or (page is view.home and not opens) or block.kind is BlockKind.ITEM:
                continue
            said = normal(block.text[:200])
            told = _COUNCIL_FOR.search(said)
            if told is None or _QUALIFIED.search(normal(f"{page.title} {block.text}")):
                continue
            if not OTHER_COUNCIL.search(said[: told.end() + 20]) and normal(block.text) not in view.sitewide:
                section = (
                    _part_of_home(page, index) if page is view.home else block.section if page.url in parts else -1
                )
                if section < 0 and page.url in parts:
                    continue
                found.append(Place(page, section, _IN_PASSING.weight, (_IN_PASSING,)))
                break
    return found


def _part_of_home(page: Page, index: int) -> int:
    """The part of the page that a council's heading opens, or the one it stands in where that is the council's, too."""
    over = page.blocks[index].section
    return over if over >= 0 and _COUNCIL_HEAD.match(normal(page.blocks[over].text)) else index


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


def _councils(view: SitePages, councils: list[Place], own: list[Place]) -> tuple[list[Place], list[Page]]:
    """Councils that deal with the assessment, by their pages, what lies below them and their papers; and the others."""
    linked = {page_key(link.url) for place in own for link in view.links_of(place.page, place.section)}
    dealing, silent = [], []
    for place in councils:
        below = (place.page, *_subpages(view, [place]))
        papers = {link.url.partition("#")[0] for page in below for link in view.links_of(page)}
        denied = denies_nok(_everything(view, place.page))
        speaks = any(mentions_nok(_everything(view, page)) for page in below) or any(
            document.url.partition("#")[0] in papers and mentions_nok(document.text[:20_000])
            for document in view.site.documents
        )
        if not denied and (speaks or page_key(place.page.url) in linked):
            dealing.append(place)
        else:
            silent.append(place.page)
    return dealing, silent


def _papers_of(view: SitePages, dealing: list[Place], silent: list[Page]) -> tuple[tuple[Page, ...], tuple[Page, ...]]:
    """Pages that give a council's members or minutes and do not say of what: of the council that deals with the
    assessment, where one menu leads to both and no page is another council's; and those of which nobody can tell whose.
    """
    own = [page for page in silent if not view.classified(NEWS, page).accepted]
    if any(not _is_called(view, page, MEMBERS, MINUTES) for page in own):
        return (), ()  # another council has a page, or a regulation without a word on the assessment
    fronts = [place.page for place in dealing if place.section < 0 and view.is_accepted(COUNCIL_ROLE, place.page)]
    beside = {key for front in fronts for key in _beside_in_menu(view, front)}
    papers = [
        page
        for page in view.pages
        if (page in own or (page_key(page.url) in beside and page not in fronts))
        and _is_called(view, page, MEMBERS, MINUTES)
        and _may_deal(view, page)
        and not _is_of_others(view, page)
    ]
    told = tuple(page for page in papers if page_key(page.url) in beside)
    return told, tuple(page for page in own if page in papers and page not in told)


def _names(view: SitePages, page: Page) -> tuple[str, ...]:
    """What a page calls itself, and what menus call it; normalised."""
    own = (block.text for block in view.blocks_of(page) if block.kind is BlockKind.HEADING)
    headings = [said for said in own if normal(said) not in view.sitewide][:1]
    led = view.inbound.get(page_key(page.url), ())
    labels = (link.label for source, link in led if view.is_navigation(link, source))
    return tuple(dict.fromkeys(map(normal, (page.title, *headings, *labels))))


def _is_called(view: SitePages, page: Page, *kinds: Kind) -> bool:
    """Whether a council's page is a paper of these kinds by its names, and no regulation."""
    told = [kind for name in _names(view, page) for kind in kinds_of(name, _COUNCIL)]
    return REGULATION not in told and any(kind in kinds for kind in told)


def _is_of_others(view: SitePages, page: Page) -> bool:
    """Whether a page names a council of another kind or a commission in its names or where it begins to tell."""
    first = (normal(block.text) for block in list(view.blocks_of(page))[:_OPENING])
    return any(
        other.search(said) is not None
        for said in (*_names(view, page), *filter(_OF_PAPER.search, first))
        for other in (OTHER_COUNCIL, OTHER_BODY, OTHER_TASK)
    )


def _beside_in_menu(view: SitePages, front: Page) -> set[str]:
    """Pages that stand beside this one in a menu: below one head of a drop-down, or in a menu the home page lacks."""
    apart = {page_key(link.url) for link in view.home.links} if view.home is not None else set()
    key = page_key(front.url)
    menu = [link for link in front.links if view.is_navigation(link, front)]
    found = {page_key(link.url) for link in menu} - apart
    run: set[str] = set()
    for link in (*menu, None):
        if link is not None and link.level > 1:
            run.add(page_key(link.url))
            continue
        found |= run if key in run else set()
        run = set()
    return found - {key}


def _may_deal(view: SitePages, page: Page) -> bool:
    """Whether a council that does not speak of the assessment may yet be the one for it: nobody else's, not denied."""
    said = normal(_everything(view, page))
    return not (_denies(said) or _OF_OTHER_HEAD.search(said) or view.classified(NEWS, page).accepted)


def _everything(view: SitePages, page: Page) -> str:
    blocks = " ".join(block.text for block in view.blocks_of(page))
    return f"{page.title} {blocks} " + " ".join(link.label for link in view.links_of(page))


def _subpages(view: SitePages, places: list[Place]) -> tuple[Page, ...]:
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
    alone = _led_to_from_here(view, page) if own else frozenset()
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


def _led_to_from_here(view: SitePages, page: Page) -> frozenset[int]:
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
    if kinds_of(normal(said), f"{_TOPIC} / {_COUNCIL}"):
        return True
    there = normal(_everything(view, target))
    speaks = NOK.search(there) is not None or CRITERIA.search(there) is not None
    scored = scores_told([block.text for block in view.blocks_of(target)], about=True) != ""
    return speaks or scored or COUNCIL.search(normal(target.title)) is not None
