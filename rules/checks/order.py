"""Order on the НОК page: everything but acts stands by kind or by year."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rules.checks.answers import inapplicable, met, unmet
from rules.checks.registry import check
from rules.filed import FiledAs
from rules.model import Answer, Value
from rules.papers import Paper, evidence_of
from rules.view import SiteView

_NOT_ORDERED = frozenset({FiledAs.ACT, FiledAs.LOCAL_ACT, FiledAs.OTHER, FiledAs.CERTIFICATE, FiledAs.POLL})
_GROUP = {
    FiledAs.RATING: "results",
    FiledAs.RESULTS: "results",
    FiledAs.PLAN: "plans",
    FiledAs.PLAN_PROGRESS: "plans",
    FiledAs.PROPOSAL: "proposals",
}


class OrderOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`at_least`: with fewer documents than this there is nothing to order."""

    at_least: int = 3


def first_break(keys: Sequence[Hashable]) -> int | None:
    """Index of the first element whose group began earlier and was interrupted; None when groups stand together."""
    seen: set[Hashable] = set()
    for index, key in enumerate(keys):
        if key in seen and keys[index - 1] != key:
            return index
        seen.add(key)
    return None


@check("nok-page-ordered", OrderOptions)
def nok_page_ordered(view: SiteView, options: OrderOptions) -> Answer:
    """Documents of one kind, or of one year, stand together on every page of the area."""
    by_page: dict[str, list[Paper]] = {}
    for paper in view.papers:
        if paper.kind not in _NOT_ORDERED:
            by_page.setdefault(paper.page.url, []).append(paper)
    judged = [papers for papers in by_page.values() if len(papers) >= options.at_least]
    if not judged:
        return inapplicable("Документов на странице слишком мало, чтобы говорить об их порядке.")
    for papers in judged:
        by_kind = first_break([_GROUP.get(paper.kind, paper.kind.value) for paper in papers])
        by_year = first_break([paper.years[:1] for paper in papers])
        if by_kind is not None and by_year is not None:
            one, other = papers[by_kind - 1], papers[by_kind]
            message = f"Документы не упорядочены ни по видам, ни по годам: после «{one.name}» стоит «{other.name}»."
            return unmet(message, evidence_of(view, one), evidence_of(view, other))
    first = judged[0]
    return met(evidence_of(view, first[0]), evidence_of(view, first[-1]), documents=len(first))
