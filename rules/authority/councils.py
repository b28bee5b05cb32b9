"""Councils of a body in charge: which deal with the independent assessment, and which of their pages are whose."""

from __future__ import annotations

import re

from crawler.addresses import page_key
from crawler.items import BlockKind, Page, Region
from rules.authority.kinds import MEMBERS, MINUTES, OTHER_BODY, OTHER_COUNCIL, OTHER_TASK, REGULATION, Kind, kinds_of
from rules.authority.reach import everything_on, subpages
from rules.authority.subject import COUNCIL_NAME, COUNCIL_ROLE, NEWS, denies, denies_nok, mentions_nok
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.lexicon.signals import Sign
from rules.lexicon.subjects import FOR_NOK
from rules.site.pages import SitePages
from rules.site.place import Place

_COUNCIL_FOR = compiled(
    r"совет\w*(?: \w+){0,4}? "
    + FOR_NOK
    + r"|общественн\w* совет\w*.{0,120}?(?:проводит|осуществляет|наделен|возложен|поручен)\w*.{0,60}?{named}"
)
_COUNCIL_HEAD = re.compile(r"\W*общественн\w* совет\w*\W*$")
_QUALIFIED = re.compile(r"квалификац")
_OF_OTHER_HEAD = re.compile(r"совет\w* при (?:глав|губернатор|президент|мэр|уполномоченн|прокур|умвд|мвд)")
_OF_PAPER = re.compile(r"\bпротокол|заседани|\bсостав\b")  # a line that says whose members or minutes follow
# of the only council there is: a page of another one says whose it is
_OF_THE_COUNCIL = re.compile(r"\W*(?:документы|материалы) (?:нашего )?(?:общественного )?совета\W*$")
_OPENING = 3  # lines a page begins with
IN_PASSING = Sign(0.5, "назван совет по независимой оценке", "text")


def councils_in_passing(view: SitePages, places: list[Place]) -> list[Place]:
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
                found.append(Place(page, section, IN_PASSING.weight, (IN_PASSING,)))
                break
    return found


def _part_of_home(page: Page, index: int) -> int:
    """The part of the page that a council's heading opens, or the one it stands in where that is the council's, too."""
    over = page.blocks[index].section
    return over if over >= 0 and _COUNCIL_HEAD.match(normal(page.blocks[over].text)) else index


def dealing_councils(view: SitePages, councils: list[Place], own: list[Place]) -> tuple[list[Place], list[Page]]:
    """Councils that deal with the assessment, by their pages, what lies below them and their papers; and the others."""
    linked = {page_key(link.url) for place in own for link in view.links_of(place.page, place.section)}
    dealing, silent = [], []
    for place in councils:
        below = (place.page, *subpages(view, [place]))
        papers = {link.url.partition("#")[0] for page in below for link in view.links_of(page)}
        denied = denies_nok(everything_on(view, place.page))
        speaks = any(mentions_nok(everything_on(view, page)) for page in below) or any(
            document.url.partition("#")[0] in papers and mentions_nok(document.text[:20_000])
            for document in view.site.documents
        )
        if not denied and (speaks or page_key(place.page.url) in linked):
            dealing.append(place)
        else:
            silent.append(place.page)
    return dealing, silent


def papers_of(view: SitePages, dealing: list[Place], silent: list[Page]) -> tuple[tuple[Page, ...], tuple[Page, ...]]:
    """Pages that give a council's members or minutes and do not say of what: of the council that deals with the
    assessment, where one menu leads to both and no page is another council's; and those of which nobody can tell whose.
    """
    own = [page for page in silent if not view.classified(NEWS, page).accepted]
    if any(not _is_called(view, page, MEMBERS, MINUTES) for page in own):
        return (), ()  # another council has a page, or a regulation without a word on the assessment
    fronts = [place.page for place in dealing if place.section < 0 and view.is_accepted(COUNCIL_ROLE, place.page)]
    beside = {key for front in fronts for key in _beside_in_menu(view, front)}
    beside |= {page_key(page.url) for page in view.pages if fronts and _is_of_the_council(view, page)}
    papers = [
        page
        for page in view.pages
        if (page in own or (page_key(page.url) in beside and page not in fronts))
        and (_is_called(view, page, MEMBERS, MINUTES) or _is_of_the_council(view, page))
        and may_deal(view, page)
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
    told = [kind for name in _names(view, page) for kind in kinds_of(name, COUNCIL_NAME)]
    return REGULATION not in told and any(kind in kinds for kind in told)


def _is_of_the_council(view: SitePages, page: Page) -> bool:
    """Whether a page is called the council's papers, and no council is named: «Документы совета»."""
    return page is not view.home and any(_OF_THE_COUNCIL.match(name) for name in _names(view, page))


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


def may_deal(view: SitePages, page: Page) -> bool:
    """Whether a council that does not speak of the assessment may yet be the one for it: nobody else's, not denied."""
    said = normal(everything_on(view, page))
    return not (denies(said) or _OF_OTHER_HEAD.search(said) or view.classified(NEWS, page).accepted)
