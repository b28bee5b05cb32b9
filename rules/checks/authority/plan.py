"""Plans to remedy shortcomings on an authority's site, and the orders that approved them."""

from __future__ import annotations

import re

from crawler.items import BlockKind, Reason
from rules.acts.letterhead import own_requisites
from rules.authority.content import (
    is_blank,
    is_draft,
    plan_in,
)
from rules.authority.kinds import KEPT, PLAN, PROGRESS
from rules.authority.reading import order_requisites
from rules.authority.units import Unit, evidence, named
from rules.checks.answers import met, unmet, unsure
from rules.checks.authority.answers import missing
from rules.checks.authority.papers import is_of_plan, page_lines, says_something
from rules.checks.registry import NoOptions, check
from rules.dates.days import find_dates
from rules.language.wording import normal
from rules.lexicon.organizations import HEADS
from rules.model import Answer
from rules.papers.stamps import Signer, Stamp, StampKind, find_stamps
from rules.view import SiteView

_STAMPS = 900  # characters of a plan in which its stamps stand
# a day or a number to be filled in: what stands below it is the plan's; a line to be signed on is none
_BLANK = re.compile(r"\bот\s*[«\"“]?\s*_{2,}|[«\"“]\s*_{2,}\s*[»\"”]|№\s*_{2,}")
_TITLE = re.compile(r"\bплан\b", re.IGNORECASE)  # of the plan: below it days are terms of its items
_HEADS = frozenset({
    Signer.MINISTER, Signer.DEPUTY_MINISTER, Signer.HEAD_OF_ADMINISTRATION, Signer.MUNICIPAL_DEPARTMENT,
    Signer.REGIONAL_DEPARTMENT, Signer.REGIONAL_HEAD,
})  # fmt: skip
_OF_HEADS = frozenset({Signer.DIRECTOR, Signer.INTERNAL})
_BY_HEAD = re.compile(rf"\b{HEADS}\w*+(?! департамент)", re.IGNORECASE)


@check("authority-plan", NoOptions)
def authority_plan(view: SiteView, _: NoOptions) -> Answer:
    """A plan to remedy shortcomings with the requisites of the order that approved it, or the stamp of who did.

    ГОСТ Р 7.0.97-2016 lets a paper be approved by either; the norm speaks of an order, which a remark recalls.
    """
    plans = [unit for unit in named(view, PLAN) if unit.is_there and not PROGRESS.search(normal(unit.name))]
    plans = [unit for unit in plans if not is_blank(unit)]
    drafts = [unit for unit in plans if is_draft(unit)]
    plans = [unit for unit in plans if unit not in drafts]
    plans = [unit for unit in plans if unit.link is not None or not KEPT.search(normal(unit.text[:_STAMPS]))]
    for unit in plans:
        around = "\n".join((unit.name, unit.around, unit.by_content, *unit.lines[:40]))
        if requisites := _ordered(around) or _beside(unit):
            return met(evidence(view, unit, requisites), order=requisites, title=unit.name)
    for line, unit in page_lines(view):
        if is_of_plan(line) and (requisites := _ordered(line)):
            return met(evidence(view, unit, line), order=requisites, title=line[:120])
    for unit in view.authority_units:
        found = plan_in(unit) and not is_draft(unit)
        requisites = own_requisites(unit.text) or _ordered(unit.text[:3000]) if found else ""
        if requisites and not _BY_HEAD.search(requisites):
            return met(evidence(view, unit, requisites), order=requisites, title=unit.name)
    read = [unit for unit in plans if says_something(unit)]
    stamped = [(unit, stamp) for unit in plans if (stamp := _stamp_of(unit)) is not None]
    for unit, stamp in stamped:
        if stamp.signer in _HEADS:
            remark = f"План утверждён грифом («{stamp.text[:120]}»), а не приказом."
            return met(evidence(view, unit, stamp.text), remarks=(remark,), title=unit.name)
    for unit, stamp in [pair for pair in stamped if pair[1].signer not in _OF_HEADS][:1]:
        said = f"План «{unit.shown}» утверждён грифом («{stamp.text[:120]}»), реквизитов приказа нет"
        return unsure(Reason.AMBIGUOUS, said, evidence(view, unit), title=unit.name)
    if read:
        answer = missing(view, PLAN, known=True)
        if answer.reason is not None:
            return answer
        said = f"План «{read[0].shown}» размещён, но реквизитов приказа о его утверждении нет."
        if stamped:
            said = f"Планы утверждены руководителями организаций («{stamped[0][1].text[:120]}»), а не приказом органа."
        return unmet(said, evidence(view, read[0]), title=read[0].name)
    return _only_drafted(view, drafts) if drafts else missing(view, PLAN)


def _only_drafted(view: SiteView, drafts: list[Unit]) -> Answer:
    """What is said where nothing but drafts is there; one that bears an order's number may have been approved since."""
    answer = missing(view, PLAN, known=True)
    if answer.reason is not None:
        return answer
    for unit in drafts:
        if requisites := _ordered("\n".join(unit.lines[:40])):
            said = f"«{unit.shown}» назван проектом, но в нём указано «{requisites}»"
            return unsure(Reason.AMBIGUOUS, said, evidence(view, unit, requisites), title=unit.name)
    said = f"Размещён лишь проект плана («{drafts[0].shown}»)."
    return unmet(said, evidence(view, drafts[0]), title=drafts[0].name)


def _ordered(text: str) -> str:
    """Requisites of an order that is not the head's of an organization."""
    requisites = order_requisites(text)
    return "" if _BY_HEAD.search(requisites) else requisites


def _stamp_of(unit: Unit) -> Stamp | None:
    """The stamp by which somebody approved a plan, with a day; a blank one is none."""
    head = unit.text[:_STAMPS]
    for stamp in find_stamps(unit.text):
        own = _BLANK.split(_TITLE.split(head[stamp.start :], maxsplit=1)[0], maxsplit=1)[0]
        if stamp.kind is StampKind.APPROVED and find_dates(own):
            return stamp
    return None


def _beside(unit: Unit) -> str:
    """Requisites in the lines next to a link: the order is often an item of its own before or after the plan."""
    blocks = unit.page.blocks
    if unit.link is None or unit.block < 0:
        return ""
    near = blocks[max(0, unit.block - 1) : unit.block + 2]
    told = [b.text for b in near if b.kind is not BlockKind.HEADING and re.search(r"план", b.text, re.IGNORECASE)]
    return order_requisites("\n".join(told))
