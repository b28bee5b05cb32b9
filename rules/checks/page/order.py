"""Order on the НОК page: everything but acts stands by kind or by year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from textwrap import shorten

import msgspec

from crawler.addresses import page_key
from crawler.items import Block, BlockKind, Link, Page, Region
from rules.acts.citations import begins_as_act, find_citations
from rules.checks.answers import inapplicable, met, unmet
from rules.checks.registry import check
from rules.dates.periods import find_periods
from rules.dates.years import years_of_text
from rules.language.wording import normal
from rules.model import Answer, Evidence, Value
from rules.papers.collected import Paper, evidence_of
from rules.papers.filed import FiledAs
from rules.polls.published import published
from rules.view import SiteView

_NOT_ORDERED = frozenset({FiledAs.ACT, FiledAs.LOCAL_ACT, FiledAs.OTHER, FiledAs.CERTIFICATE, FiledAs.POLL})
_OTHER = FiledAs.OTHER
_GROUP = {
    FiledAs.RATING: "results",
    FiledAs.RESULTS: "results",
    FiledAs.PLAN: "plans",
    FiledAs.PLAN_PROGRESS: "plans",
    FiledAs.PROPOSAL: "proposals",
}
_OF_ACTS = re.compile(r"норматив|правов|\bнпа\b|\bакты?\b")
_ACTS = 2  # between two materials of one kind, that part them
_NAME = 90  # characters of a line in a message
_STEP = {FiledAs.RESULTS: 0, FiledAs.RATING: 0, FiledAs.PLAN: 1, FiledAs.PLAN_PROGRESS: 2}  # of an assessment
_NEXT_YEAR = frozenset({FiledAs.PLAN, FiledAs.PLAN_PROGRESS})


class OrderOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`at_least`: with fewer materials than this (documents, published poll results) there is nothing to order."""

    at_least: int = 2


def first_break(keys: Sequence[Hashable]) -> int | None:
    """Index of the first element whose group began earlier and was interrupted; None when groups stand together.

    An empty key is of no group: it only interrupts.
    """
    seen: set[Hashable] = set()
    for index, key in enumerate(keys):
        if key in seen and keys[index - 1] != key:
            return index
        if key:
            seen.add(key)
    return None


def years_in_order(years: Sequence[int]) -> bool:
    """Whether years stand in groups that follow one another, forward or back. Zero is no year and is left out."""
    known = [year for year in years if year]
    return known in (sorted(known), sorted(known, reverse=True))


class _Item(Value, frozen=True):
    """One of a page's materials: a document, or poll results that stand there or behind a link. `at`: its place."""

    page: Page
    at: float
    kind: FiledAs
    years: tuple[int, ...]
    heading: str
    name: str
    evidence: Evidence
    row: int = -1  # the row of a table it stands in
    headed: bool = False  # a heading over what is written on the page

    @property
    def assessed(self) -> int:
        """The year of the assessment it belongs to, a plan being for the next one; zero when it tells none."""
        year = max(self.years, default=0)
        return year - 1 if year and self.kind in _NEXT_YEAR else year


def _by_year(items: Sequence[_Item]) -> bool:
    """By year; results of polls, which stand by quarters, may stand together below all the rest."""
    rest = [one for one in items if one.kind is not FiledAs.POLL_RESULTS]
    return _in_years(items) or (list(items[: len(rest)]) == rest and _in_years(rest))


def _year_by_page(pages: Sequence[Sequence[_Item]]) -> bool:
    """Whether each of several pages holds the papers of one year, which is no other's."""
    years = [{one.assessed for one in items} for items in pages]
    alone = all(len(one) == 1 and 0 not in one for one in years)
    return len(pages) > 1 and alone and len(set().union(*years)) == len(pages)


def _in_years(items: Sequence[_Item]) -> bool:
    """By the year a document names, by the assessment it belongs to (a plan is for the next year), or by headings."""
    stated = [max(one.years, default=0) for one in items]
    assessed = [one.assessed for one in items] if _alike_in_each_year(items) else []
    headed = [max((year.year for year in years_of_text(one.heading)), default=0) for one in items]
    told = (years for years in (stated, assessed) if len(set(years) - {0}) > 1)  # one year for all orders nothing
    return any(map(years_in_order, told)) or (all(headed) and years_in_order(headed))


def _alike_in_each_year(items: Sequence[_Item]) -> bool:
    """Whether the papers of an assessment follow one another as they came about (the report, the plan, what was done),
    the other way round, or alike in several years: else that some belong to the same one is chance."""
    groups = [
        [_STEP[one.kind] for one in items if one.assessed == year and one.kind in _STEP]
        for year in {one.assessed for one in items} - {0}
    ]
    several = [steps for steps in groups if len(steps) > 1]
    ways = (all(steps == sorted(steps, reverse=back) for steps in several) for back in (False, True))
    return any(ways) or (len(several) > 1 and all(steps == several[0] for steps in several))


def _tabled(items: Sequence[_Item]) -> bool:
    """Whether all stand in rows of several each: columns order them, by year and kind for every branch."""
    rows = Counter((one.page.url, one.row) for one in items if one.row >= 0)
    return rows.total() == len(items) and all(count > 1 for count in rows.values())


def _row(page: Page, link: Link) -> int:
    return link.block if 0 <= link.block < len(page.blocks) and page.blocks[link.block].kind is BlockKind.ROW else -1


def _listed(view: SiteView, paper: Paper) -> Paper:
    """A paper that is a page of its own, where the area's page lists it among the others; any other as it is."""
    if not paper.is_whole_page:
        return paper
    places = {id(place.page) for place in view.nok.places}
    for source, link in view.inbound.get(page_key(paper.page.url), ()):
        if id(source) in places and source is not paper.page and link.region is Region.CONTENT:
            return msgspec.structs.replace(paper, page=source, link=link, heading=source.heading_of(link.section))
    return paper


def _papers(view: SiteView) -> Iterator[_Item]:
    """The documents of the area, each once; dated ones of other matters among them."""
    seen: set[tuple[str, str]] = set()
    for paper in (_listed(view, one) for one in view.papers):
        place = (paper.link.url, paper.document.member if paper.document else "")
        among_acts = begins_as_act(paper.name) and _OF_ACTS.search(normal(paper.heading))
        if (paper.kind in _NOT_ORDERED and not _is_stray(paper)) or among_acts:
            continue  # «Приказ об утверждении плана» among the acts is one of them
        page, link = paper.page, paper.link
        if paper.target is page:  # written on the page itself: its place is that of its heading
            head = next((at for at, one in enumerate(page.blocks) if _is_headed(one, paper)), None)
            if head is not None and (page.url, link.pointer) not in seen:
                seen.add((page.url, link.pointer))
                at = _before_links(page, head)
                yield _Item(page, at, paper.kind, paper.years, paper.heading, paper.name, evidence_of(view, paper))
            continue
        if place in seen:
            continue  # a thing of two kinds has one place
        seen.add(place)
        at = next((at for at, one in enumerate(page.links) if one is link), len(page.links))  # else without a link
        proof = evidence_of(view, paper)
        yield _Item(page, at, paper.kind, paper.years, paper.heading, paper.name, proof, _row(page, link))


def _is_stray(paper: Paper) -> bool:
    """Whether a paper is known to be about another matter and dated: it parts the materials it stands among."""
    return paper.kind is _OTHER and bool(paper.filed.otherwise and paper.years)


def _is_headed(block: Block, paper: Paper) -> bool:
    return block.kind is BlockKind.HEADING and block.pointer == paper.link.pointer


def _before_links(page: Page, block: int) -> float:
    """The place among links of what stands in a block without one."""
    return next((at for at, link in enumerate(page.links) if link.block > block), len(page.links)) - 0.5


def _poll_results(view: SiteView) -> Iterator[_Item]:
    """Counted answers that are no document: a line of the page, or the page that a link leads to."""
    pages = {page.url: page for page in view.nok.pages}
    for found in published(view):
        page = pages.get(found.evidence.url)
        if page is None or not found.placed:
            continue
        pointer = found.evidence.pointer
        years = tuple(sorted({period.last.year for text in found.texts[:1] for period in find_periods(text)}))
        linked = next((at for at, link in enumerate(page.links) if link.pointer == pointer), None)
        block = next((index for index, one in enumerate(page.blocks) if one.pointer == pointer), None)
        if linked is not None:
            link = page.links[linked]
            heading, at, row = page.heading_of(link.section), float(linked), _row(page, link)
        elif block is not None:
            heading, at, row = page.heading_of(page.blocks[block].section), _before_links(page, block), -1
        else:
            continue
        name = shorten(found.texts[0], _NAME, placeholder="…")
        headed = linked is None and block is not None and page.blocks[block].kind is BlockKind.HEADING
        yield _Item(page, at, FiledAs.POLL_RESULTS, years, heading, name, found.evidence, row, headed)


def _parted_by_acts(items: Sequence[_Item]) -> int | None:
    """Index of the first material that legal acts stand between and one before it of its kind; None for none."""
    for index in range(1, len(items)):
        one, other = items[index - 1], items[index]
        if _group(one) != _group(other) or not _group(one) or one.page is not other.page:
            continue
        first, last = (_block_of(item) for item in (one, other))
        between = one.page.blocks[first + 1 : last] if 0 <= first < last else ()
        if sum(bool(begins_as_act(block.text) and find_citations(block.text)) for block in between) >= _ACTS:
            return index
    return None


def _group(item: _Item) -> str:
    """What a material is put together with; empty for a paper of another matter."""
    return "" if item.kind is _OTHER else _GROUP.get(item.kind, item.kind.value)


def _block_of(item: _Item) -> int:
    at = int(item.at)
    return item.page.links[at].block if 0 <= at < len(item.page.links) else -1


@check("nok-page-ordered", OrderOptions)
def nok_page_ordered(view: SiteView, options: OrderOptions) -> Answer:
    """Materials of one kind, or of one year, stand together on every page of the area."""
    by_page: dict[str, list[_Item]] = {}
    listed = tuple(_papers(view))
    papers = tuple(one for one in listed if one.kind is not _OTHER)
    # results that are told under headings have a place among papers, and are none to be put in order by themselves
    polled = (one for one in _poll_results(view) if papers or not one.headed)
    for item in sorted((*listed, *polled), key=lambda one: one.at):
        by_page.setdefault(item.page.url, []).append(item)
    by_page = {url: items for url, items in by_page.items() if any(one.kind is not _OTHER for one in items)}
    judged = [items for items in by_page.values() if sum(map(bool, map(_group, items))) >= options.at_least]
    materials = len(papers) + sum(1 for _ in published(view))
    if not judged and len(papers) > 1 and materials >= options.at_least:
        # a few on each sub-page, each for a year of its own, or beside poll results that stand in the page's text
        pages = tuple(by_page.values())
        judged = list(pages) if _year_by_page(pages) else [[one for items in pages for one in items]]
    if not judged:
        return inapplicable("Материалов на странице слишком мало, чтобы говорить об их порядке.")
    for items in judged:
        by_kind = first_break([_group(one) for one in items])
        if by_kind is None:
            by_kind = _parted_by_acts(items)
        if by_kind is not None and not _by_year(items) and not _tabled(items):
            one, other = items[by_kind - 1], items[by_kind]
            message = f"Материалы не упорядочены ни по видам, ни по годам: после «{one.name}» стоит «{other.name}»."
            return unmet(message, one.evidence, other.evidence)
    first = [one for one in judged[0] if _group(one)]
    return met(first[0].evidence, first[-1].evidence, documents=len(first))
