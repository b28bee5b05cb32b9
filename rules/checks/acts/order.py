"""Order of legal acts on the НОК page, or in the file that lists them: by the bodies that adopted them."""

from __future__ import annotations

from crawler.items import Document
from rules.acts.listed import ActMention, find_acts, listed
from rules.acts.order import OrderViolation, order_violations
from rules.checks.acts.listed import MAY_BE_ACTS, area_of, entries_of, mentions_of, names_list
from rules.checks.answers import inapplicable, met, unmet
from rules.checks.registry import NoOptions, check
from rules.language.wording import excerpt
from rules.model import Answer, Evidence
from rules.papers.collected import Paper
from rules.papers.filed import FiledAs
from rules.site.place import Place
from rules.site.pointers import locate, locate_in
from rules.view import SiteView

_TWO = 2  # acts that make an order
_OWN = 6  # level of the organization's acts
_OTHER_PAPERS = frozenset({FiledAs.RESULTS, FiledAs.RATING, FiledAs.PLAN, FiledAs.PLAN_PROGRESS, FiledAs.PROPOSAL})


@check("acts-ordered", NoOptions)
def acts_ordered(view: SiteView, _: NoOptions) -> Answer:
    """Acts stand in the order of the bodies that adopted them; within one level any order is right.

    The list of a page goes first; where there is none, that of the one file which lists them.
    """
    for place in area_of(view):
        acts = _listed_on(view, place)
        if len(acts) < _TWO:
            continue
        if broken := order_violations(acts):
            first = broken[0]
            proofs = (view.evidence(place.page, first.earlier.text), view.evidence(place.page, first.later.text))
            return unmet(_said(first), *proofs, violations=len(broken))
        proof = view.evidence(place.page, "; ".join(act.text for act in acts), locate(place.page, acts[0].text))
        return met(proof, acts=len(acts))
    files = [(document, acts) for document, acts in _listed_in_files(view) if len(acts) >= _TWO]
    if len(files) == 1:
        document, acts = files[0]
        if broken := order_violations(acts):
            first = broken[0]
            proofs = (_quoted(document, first.earlier.text), _quoted(document, first.later.text))
            return unmet(_said(first), *proofs, violations=len(broken))
        return met(_quoted(document, acts[0].text), _quoted(document, acts[-1].text), acts=len(acts))
    return inapplicable("На странице перечислено меньше двух нормативных актов.")


def _said(broken: OrderViolation) -> str:
    return f"«{broken.later.text}» стоит ниже акта «{broken.earlier.text}», принятого нижестоящим органом."


def _listed_on(view: SiteView, place: Place) -> tuple[ActMention, ...]:
    """The list of a page: without an order of the organization's own that stands elsewhere, among plans and reports."""
    everything = listed(find_acts(mentions_of(view, place)))
    if not order_violations(everything):
        return everything
    apart = frozenset(section for section in _with_papers(view, place) if _is_no_list(view, place, section))
    acts = listed(find_acts(mentions_of(view, place, without=apart))) if apart else ()
    return acts if len(acts) >= _TWO else everything


def _with_papers(view: SiteView, place: Place) -> frozenset[int]:
    """Sections of a page in which plans or reports stand."""
    return frozenset(
        paper.link.section
        for paper in view.papers
        if paper.page is place.page and paper.target is not paper.page and paper.kind in _OTHER_PAPERS
    )


def _is_no_list(view: SiteView, place: Place, section: int) -> bool:
    """Whether a section is not called acts, and of acts holds only the organization's own."""
    blocks = place.page.blocks
    if names_list(place.page.heading_of(section)):
        return False
    others = frozenset({-1, *(block.section for block in blocks), *(link.section for link in place.page.links)})
    here = find_acts(mentions_of(view, place, without=others - {section})).mentions
    return all(act.level == _OWN for act in here)


def _listed_in_files(view: SiteView) -> list[tuple[Document, tuple[ActMention, ...]]]:
    """What files that are called lists of acts list; a file that other pages lead to as well is one."""
    found: dict[str, tuple[Document, tuple[ActMention, ...]]] = {}
    for paper in view.papers:
        document = paper.document
        if document is None or paper.target is not None or not _is_list(paper, document):
            continue
        found.setdefault(document.sha256 or document.url, (document, listed(find_acts(entries_of(paper, document)))))
    return list(found.values())


def _is_list(paper: Paper, document: Document) -> bool:
    opening = next((line for line in document.text.split("\n") if line.strip()), "")
    called = f"{paper.caption} {paper.link.label} {document.title} {opening[:200]}"
    return paper.kind in MAY_BE_ACTS and names_list(called)


def _quoted(document: Document, text: str) -> Evidence:
    return Evidence(document.url, excerpt(text), locate_in(document, text), document.sha256, document.fetched_at)
