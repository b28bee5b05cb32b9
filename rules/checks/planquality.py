"""What stands in the plans: who agreed to them, and whether their items are specific."""

from __future__ import annotations

from crawler.items import BlockKind, Document, Page, Reason, Region, Table
from rules.checks.answers import met, unmet, unsure
from rules.checks.registry import NoOptions, check
from rules.filed import FiledAs
from rules.model import Answer, Evidence, Value
from rules.papers import Paper, evidence_of, of_kind, why_unread
from rules.plans import review_plan
from rules.pointers import locate_in
from rules.stamps import agreed_by_right_one, find_stamps
from rules.view import SiteView
from rules.wording import excerpt


def newest_plan(view: SiteView) -> Paper | None:
    """The plan of the latest year; among undated ones, the first on the page."""
    plans = of_kind(view, FiledAs.PLAN)
    return max(plans, key=lambda paper: max(paper.years, default=0), default=None)


def _quoted(document: Document, text: str) -> Evidence:
    return Evidence(document.url, excerpt(text), locate_in(document, text), document.sha256, document.fetched_at)


def _opened(view: SiteView) -> tuple[Paper, Document] | Answer:
    plan = newest_plan(view)
    if plan is None:
        return unsure(Reason.NOT_REACHED, "План не найден")
    reason = why_unread(plan, view)
    document = plan.document if plan.target is None else _of_page(plan.target)
    if document is None or reason is not None:
        message = f"Содержание плана «{plan.name}» прочитать не удалось"
        return unsure(reason or Reason.UNREADABLE, message, evidence_of(view, plan), url=plan.link.url)
    return plan, document


def _of_page(page: Page) -> Document:
    """A document shown as a page of the site: its lines, and the rows of its tables."""
    blocks = [block for block in page.blocks if block.region is Region.CONTENT]
    rows = tuple(tuple(block.text.split(" | ")) for block in blocks if block.kind is BlockKind.ROW)
    return Document(
        page.url,
        format="html",
        fetched_at=page.fetched_at,
        sha256=page.sha256,
        title=page.title,
        text="\n".join(block.text for block in blocks),
        tables=(Table(rows),) if rows else (),
    )


@check("plans-approved", NoOptions)
def plans_approved(view: SiteView, _: NoOptions) -> Answer:
    """The newest plan bears «Согласовано» of the body in charge."""
    opened = _opened(view)
    if isinstance(opened, Answer):
        return opened
    plan, document = opened
    stamps = find_stamps(document.text)
    right, remark = agreed_by_right_one(stamps, view.organization.ownership)
    proofs = tuple(_quoted(document, stamp.text) for stamp in stamps) or (evidence_of(view, plan),)
    remarks = (f"{remark[:1].upper()}{remark[1:]}.",) if remark else ()
    if right is None:
        return unsure(Reason.AMBIGUOUS, remark.capitalize(), *proofs, url=document.url)
    if right:
        return met(*proofs, remarks=remarks, url=document.url)
    if document.pages_read < document.page_count:
        return unsure(Reason.NO_OCR, f"План «{plan.name}» прочитан не полностью", *proofs, url=document.url)
    return unmet(f"В плане «{plan.name}» {remark}.", *proofs, url=document.url)


class SpecificOptions(Value, frozen=True, forbid_unknown_fields=True):
    """Shares of items without remarks: from `enough` on the plan is specific, below `too_few` it is not."""

    enough: float = 0.8
    too_few: float = 0.5


@check("plans-specific", SpecificOptions)
def plans_specific(view: SiteView, options: SpecificOptions) -> Answer:
    """Items of the newest plan name a term, a person and something measurable, without empty phrases."""
    opened = _opened(view)
    if isinstance(opened, Answer):
        return opened
    plan, document = opened
    review = review_plan(document)
    if not review.items:
        message = f"Пункты плана «{plan.name}» не удалось выделить"
        return unsure(Reason.AMBIGUOUS, message, evidence_of(view, plan), url=document.url)
    said = tuple(
        f"«{excerpt(one.item.measure, width=90)}»: {', '.join((*one.lacks, *one.vague))}." for one in review.remarks[:8]
    )
    proofs = tuple(_quoted(document, one.item.measure) for one in review.remarks[:3])
    details = {"items": len(review.items), "specific": round(review.share * len(review.items)), "url": document.url}
    if review.share >= options.enough:
        return met(_quoted(document, review.items[0].measure), remarks=said, **details)
    if review.share < options.too_few:
        return unmet("", *proofs, remarks=said, **details)
    return unsure(Reason.AMBIGUOUS, "Часть пунктов плана неконкретна", *proofs, remarks=said, **details)
