"""What stands in the plans: who agreed to them, and whether their items are specific."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.items import Document, Reason
from rules.absence.unread import is_dead, why_unread
from rules.checks.answers import inapplicable, met, unmet, unsure
from rules.checks.plans.published import covers
from rules.checks.registry import NoOptions, check
from rules.language.wording import excerpt
from rules.lexicon.sectors import sectors_of
from rules.model import Answer, Evidence, Value, Verdict
from rules.papers.collected import Paper, evidence_of, of_kind
from rules.papers.filed import FiledAs
from rules.papers.places import of_another_municipality, of_another_region
from rules.papers.stamps import (
    Signer,
    Stamp,
    StampKind,
    agreed_by_right_one,
    closing_stamp,
    find_stamps,
    refusal,
    told_of_authority,
)
from rules.plans.items import ItemRemark, review_plan
from rules.site.pointers import locate_in
from rules.view import SiteView

_BODIES = frozenset({Signer.MINISTER, Signer.DEPUTY_MINISTER, Signer.REGIONAL_BODY, Signer.MUNICIPAL_DEPARTMENT})
_RIGHT = _BODIES | {Signer.HEAD_OF_ADMINISTRATION, Signer.REGIONAL_DEPARTMENT}
_NO_PLAN = "Плана, который проверялся бы, на странице независимой оценки нет."


def newest_plans(view: SiteView) -> tuple[Paper, ...]:
    """Plans of the latest year (all undated ones when none has a year), those that were read first.

    None where no plan answers to an assessment the registry knows of: what is there is none of those required.
    """
    plans = [paper for paper in of_kind(view, FiledAs.PLAN) if not is_dead(paper, view)]
    assessed = view.organization.assessed_years
    if assessed and not any(covers(paper, year) or not paper.years for paper in plans for year in assessed):
        return ()
    latest = max((max(paper.years, default=0) for paper in plans), default=0)
    newest = [paper for paper in plans if max(paper.years, default=0) == latest]
    return tuple(sorted(newest, key=lambda paper: why_unread(paper, view) is not None))


def _quoted(plan: Paper, text: str) -> Evidence:
    document = plan.source_of(text)
    assert document is not None  # what is quoted was read
    return Evidence(document.url, excerpt(text), locate_in(document, text), document.sha256, document.fetched_at)


def _opened(view: SiteView) -> tuple[Paper, Document] | Answer:
    plans = newest_plans(view)
    if not plans:
        return inapplicable(_NO_PLAN)
    plan = plans[0]
    reason = why_unread(plan, view)
    if plan.document is None or reason is not None:
        message = f"Содержание плана «{plan.name}» прочитать не удалось"
        return unsure(
            reason or Reason.UNREADABLE, message, evidence_of(view, plan), url=plan.link.url, unread=[plan.link.url]
        )
    return plan, plan.document


@check("plans-approved", NoOptions)
def plans_approved(view: SiteView, _: NoOptions) -> Answer:
    """The newest plan bears «Согласовано» of the body in charge."""
    answers = [_approval(view, plan) for plan in newest_plans(view)]  # one plan may be there twice: signed and not
    if not answers:
        return inapplicable(_NO_PLAN)
    for verdict in (Verdict.MET, Verdict.UNSURE, Verdict.UNMET):
        if found := next((answer for answer in answers if answer.verdict is verdict), None):
            return found
    return answers[0]


def _approval(view: SiteView, plan: Paper) -> Answer:
    reason, document = why_unread(plan, view), plan.document
    if document is None or (reason is not None and not document.text):
        message = f"Содержание плана «{plan.name}» прочитать не удалось"
        return unsure(
            reason or Reason.UNREADABLE, message, evidence_of(view, plan), url=plan.link.url, unread=[plan.link.url]
        )
    stamps = find_stamps(document.text)
    right, remark = agreed_by_right_one(stamps, view.organization.ownership)
    proofs = tuple(_quoted(plan, stamp.text) for stamp in stamps) or (evidence_of(view, plan),)
    refused = refusal(document.text)
    if right and (doubt := _contradiction(view, stamps, document, refused)):
        return unsure(Reason.AMBIGUOUS, doubt, *proofs, url=document.url)
    if right:
        return met(*proofs, remarks=_sentences(remark), url=document.url)
    below = closing_stamp(document.text)
    if below is not None and any(below.start == stamp.start for stamp in stamps):
        below = None  # it is the one at the head
    if below is not None and (agreed := agreed_by_right_one((below,), view.organization.ownership))[0]:
        if doubt := _contradiction(view, (below,), document, refused):
            return unsure(Reason.AMBIGUOUS, doubt, _quoted(plan, below.text), url=document.url)
        said = _sentences("гриф «Согласовано» стоит под текстом плана", agreed[1])
        return met(_quoted(plan, below.text), remarks=said, url=document.url)
    if reason is not None or document.pages_read < document.page_count:
        message = f"План «{plan.name}» прочитан не полностью"  # the stamp may stand on the page that was not
        return unsure(reason or Reason.UNREADABLE, message, *proofs, url=document.url)
    if refused and right is False:
        return unmet(f"План «{plan.name}» не согласован: «{refused}».", _quoted(plan, refused), url=document.url)
    if document.ocr and not stamps:
        # a stamp is small, slanted, signed over: what recognition does not make out may be there all the same
        return unsure(
            Reason.AMBIGUOUS,
            f"План «{plan.name}» — скан: {remark}, насколько его удалось распознать",
            *proofs,
            url=document.url,
        )
    if right is None:
        return unsure(Reason.AMBIGUOUS, remark[:1].upper() + remark[1:], *proofs, url=document.url)
    if told := below.text if below else told_of_authority(document.text):
        message = f"Вверху плана «{plan.name}» грифа «Согласовано» нет, но ниже сказано: «{excerpt(told, width=120)}»"
        return unsure(Reason.AMBIGUOUS, message, _quoted(plan, told), url=document.url)
    return unmet(f"План «{plan.name}»: {remark}.", *proofs, url=document.url)


def _contradiction(view: SiteView, stamps: Sequence[Stamp], document: Document, refused: str) -> str:
    """Why an agreement may be none: refused as well, or of a body that has no say over the organization; else empty."""
    if refused:
        return f"Над планом стоит «{excerpt(refused, width=80)}», и гриф «Согласовано» есть тоже"
    if stranger := _of_other_sector(view, stamps):
        return f"План согласован «{stranger}», а организация другой сферы"
    return _of_elsewhere(view, stamps, document)


def _of_other_sector(view: SiteView, stamps: Sequence[Stamp]) -> str:
    """Words of the stamp of a body that, by its name, answers for other sectors alone; empty otherwise."""
    own = view.organization.sector
    agreed = [stamp for stamp in stamps if stamp.kind is StampKind.AGREED and stamp.signer in _BODIES]
    told = [(stamp.text, sectors_of(stamp.text)) for stamp in agreed]
    if own is None or any(own in sectors or not sectors for _, sectors in told):
        return ""
    return next((text for text, _ in told), "")


def _of_elsewhere(view: SiteView, stamps: Sequence[Stamp], document: Document) -> str:
    """Why those who agreed may be none of the organization's own: another region's body, another district's head."""
    agreed = [stamp for stamp in stamps if stamp.kind is StampKind.AGREED and stamp.signer in _RIGHT]
    own = view.organization
    pages = [page for page in (view.home, *view.nok.pages) if page is not None and page.url != document.url]
    if agreed and all(of_another_region(one.body, own, (page.text for page in pages)) for one in agreed):
        return f"План согласован «{agreed[0].text}»: это орган другого региона"
    if agreed and all(of_another_municipality(one, own) for one in agreed):
        return f"План согласован «{agreed[0].text}», а в реестре муниципалитет организации — {own.municipality}"
    return ""


def _sentences(*remarks: str) -> tuple[str, ...]:
    return tuple(f"{remark[:1].upper()}{remark[1:]}." for remark in remarks if remark)


class SpecificOptions(Value, frozen=True, forbid_unknown_fields=True):
    """Shares of items without remarks: from `enough` on the plan is specific, below `too_few` it is not."""

    enough: float = 0.8
    too_few: float = 0.5


def _wants(remark: ItemRemark) -> tuple[str, ...]:
    empty = f"общие слова: {', '.join(remark.said)}"
    return (*remark.lacks, empty) if remark.vague else remark.lacks


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
    said = tuple(f"«{excerpt(one.item.measure, width=90)}»: {'; '.join(_wants(one))}." for one in review.remarks[:8])
    proofs = tuple(_quoted(plan, one.item.measure) for one in review.remarks[:3])
    details = {"items": len(review.items), "specific": round(review.share * len(review.items)), "url": document.url}
    if review.share >= options.enough:
        return met(_quoted(plan, review.items[0].measure), remarks=said, **details)
    if review.possible < options.too_few:
        return unmet("", *proofs, remarks=said, **details)
    return unsure(Reason.AMBIGUOUS, "Часть пунктов плана неконкретна", *proofs, remarks=said, **details)
