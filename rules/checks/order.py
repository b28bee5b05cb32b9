"""Order on the НОК page: everything but acts stands by kind or by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

import msgspec

from crawler.addresses import page_key
from crawler.items import BlockKind, Region
from rules.checks.answers import inapplicable, met, unmet
from rules.checks.registry import check
from rules.filed import FiledAs
from rules.model import Answer, Value
from rules.papers import Paper, evidence_of
from rules.publishedpolls import published
from rules.view import SiteView
from rules.years import years_of_text

_NOT_ORDERED = frozenset({FiledAs.ACT, FiledAs.LOCAL_ACT, FiledAs.OTHER, FiledAs.CERTIFICATE, FiledAs.POLL})
_GROUP = {
    FiledAs.RATING: "results",
    FiledAs.RESULTS: "results",
    FiledAs.PLAN: "plans",
    FiledAs.PLAN_PROGRESS: "plans",
    FiledAs.PROPOSAL: "proposals",
}
_NEXT_YEAR = frozenset({FiledAs.PLAN, FiledAs.PLAN_PROGRESS})


class OrderOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`at_least`: with fewer materials than this (documents, published poll results) there is nothing to order."""

    at_least: int = 3


def first_break(keys: Sequence[Hashable]) -> int | None:
    """Index of the first element whose group began earlier and was interrupted; None when groups stand together."""
    seen: set[Hashable] = set()
    for index, key in enumerate(keys):
        if key in seen and keys[index - 1] != key:
            return index
        seen.add(key)
    return None


def years_in_order(years: Sequence[int]) -> bool:
    """Whether years stand in groups that follow one another, forward or back. Zero is no year and is left out."""
    known = [year for year in years if year]
    return known in (sorted(known), sorted(known, reverse=True))


def _by_year(papers: Sequence[Paper]) -> bool:
    """By year; results of polls, which stand by quarters, may stand together below all the rest."""
    rest = [one for one in papers if one.kind is not FiledAs.POLL_RESULTS]
    return _in_years(papers) or (list(papers[: len(rest)]) == rest and _in_years(rest))


def _year_by_page(pages: Sequence[Sequence[Paper]]) -> bool:
    """Whether each of several pages holds the papers of one year, which is no other's."""
    years = [{_assessed(paper) for paper in papers} for papers in pages]
    return (
        len(pages) > 1
        and all(len(one) == 1 and 0 not in one for one in years)
        and len(set().union(*years)) == len(pages)
    )


def _assessed(paper: Paper) -> int:
    """The year of the assessment a paper belongs to, a plan being for the next one; zero when it tells none."""
    year = max(paper.years, default=0)
    return year - 1 if year and paper.kind in _NEXT_YEAR else year


def _in_years(papers: Sequence[Paper]) -> bool:
    """By the year a document names, by the assessment it belongs to (a plan is for the next year), or by headings."""
    stated = [max(paper.years, default=0) for paper in papers]
    assessed = [_assessed(paper) for paper in papers]
    headed = [max((year.year for year in years_of_text(paper.heading)), default=0) for paper in papers]
    return any(years_in_order(years) for years in (stated, assessed)) or (all(headed) and years_in_order(headed))


def _tabled(papers: Sequence[Paper]) -> bool:
    """Whether all stand in rows of several each: columns order them, by year and kind for every branch."""
    rows = Counter((paper.page.url, paper.link.block) for paper in papers if _row(paper))
    return rows.total() == len(papers) and all(count > 1 for count in rows.values())


def _row(paper: Paper) -> bool:
    blocks = paper.page.blocks
    return 0 <= paper.link.block < len(blocks) and blocks[paper.link.block].kind is BlockKind.ROW


def _listed(view: SiteView, paper: Paper) -> Paper:
    """A paper that is a page of its own, where the area's page lists it among the others; any other as it is."""
    if not paper.is_whole_page:
        return paper
    places = {id(place.page) for place in view.nok.places}
    for source, link in view.inbound.get(page_key(paper.page.url), ()):
        if id(source) in places and source is not paper.page and link.region is Region.CONTENT:
            return msgspec.structs.replace(paper, page=source, link=link, heading=source.heading_of(link.section))
    return paper


def _place(paper: Paper) -> int:
    """Where on its page a paper stands among the links; those that no link leads to come last."""
    return next((at for at, link in enumerate(paper.page.links) if link is paper.link), len(paper.page.links))


@check("nok-page-ordered", OrderOptions)
def nok_page_ordered(view: SiteView, options: OrderOptions) -> Answer:
    """Documents of one kind, or of one year, stand together on every page of the area."""
    by_page: dict[str, list[Paper]] = {}
    seen: set[tuple[str, str]] = set()
    for paper in (_listed(view, one) for one in view.papers):
        place = (paper.link.url, paper.document.member if paper.document else "")
        if paper.kind in _NOT_ORDERED or place in seen or paper.target is paper.page:
            continue  # a thing of two kinds has one place; what is written on a page is not in its list
        seen.add(place)
        by_page.setdefault(paper.page.url, []).append(paper)
    for papers in by_page.values():
        papers.sort(key=_place)
    judged = [papers for papers in by_page.values() if len(papers) >= options.at_least]
    together = [paper for papers in by_page.values() for paper in papers]
    materials = len(together) + sum(1 for _ in published(view))
    if not judged and len(together) > 1 and materials >= options.at_least:
        # a few on each sub-page, each for a year of its own, or beside poll results that stand in the page's text
        judged = list(by_page.values()) if _year_by_page(tuple(by_page.values())) else [together]
    if not judged:
        return inapplicable("Материалов на странице слишком мало, чтобы говорить об их порядке.")
    for papers in judged:
        by_kind = first_break([_GROUP.get(paper.kind, paper.kind.value) for paper in papers])
        if by_kind is not None and not _by_year(papers) and not _tabled(papers):
            one, other = papers[by_kind - 1], papers[by_kind]
            message = f"Документы не упорядочены ни по видам, ни по годам: после «{one.name}» стоит «{other.name}»."
            return unmet(message, evidence_of(view, one), evidence_of(view, other))
    first = judged[0]
    return met(evidence_of(view, first[0]), evidence_of(view, first[-1]), documents=len(first))
