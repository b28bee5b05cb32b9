"""Plans of improvement: one for the year after every assessed year."""

from __future__ import annotations

from crawler.items import Reason
from rules.absence import considered, dead_links
from rules.absence.misplaced import listed_elsewhere, unfiled
from rules.absence.unread import (
    addresses,
    dead_remarks,
    foreign_remarks,
    gone_remarks,
    is_dead,
    is_unfound,
    led_away,
    speechless,
    trouble,
    unopened,
    why_not,
    why_unread,
)
from rules.checks.answers import absent, met, unsure
from rules.checks.belonging import not_opened, two_years, whose_it_is
from rules.checks.registry import NoOptions, check
from rules.dates.years import YearRole, years_of_text, years_said
from rules.model import Answer
from rules.papers.called import is_denied, is_left_open
from rules.papers.collected import Paper, evidence_of, of_kind
from rules.papers.filed import FiledAs
from rules.site.captions import is_bare
from rules.view import SiteView


def covers(paper: Paper, assessed: int) -> str:
    """How a plan answers to an assessed year: "stated", "guessed" (a bare year that may be either), or "".

    "same": it is expressly for the assessed year itself, where the protocol wants the next. "other": its name is
    right, its own title is of another year, and nothing in it speaks for the name.
    """
    if assessed + 1 in paper.filed.called and is_denied(paper, assessed + 1):
        return "other"
    if assessed + 1 in paper.years and paper.filed.years_stated:
        return "stated"
    planned = {year.year for year in paper.filed.all_years if year.role is YearRole.PLAN}
    if assessed in planned and assessed + 1 not in planned:
        return "same"  # whatever results it goes by
    for year in paper.filed.all_years:
        if year.role is YearRole.PLAN and year.year == assessed + 1:
            return "stated"
        if year.role is YearRole.ASSESSMENT and year.year == assessed:
            return "stated"
    if planned:
        return "same" if assessed in paper.years else ""
    bare = {year.year for year in paper.filed.all_years if year.role is not YearRole.UPLOAD}
    return "guessed" if {assessed, assessed + 1} & (bare | set(paper.years)) else ""


def _is_undated(paper: Paper) -> bool:
    """Whether only the file's own name tells a year, its link saying nothing at all."""
    return is_bare(paper.link.label) and not years_of_text(f"{paper.link.label} {paper.caption} {paper.heading}")


@check("plans-published", NoOptions)
def plans_published(view: SiteView, _: NoOptions) -> Answer:
    """For every assessed year there is a plan for the next one; titles may name either year."""
    assessed = view.organization.assessed_years or ()
    years = {*assessed, *(year + 1 for year in assessed)}
    return considered.told(view, _published(view), FiledAs.PLAN, years=years)


def _published(view: SiteView) -> Answer:
    named = tuple(paper for paper in of_kind(view, FiledAs.PLAN) if not is_dead(paper, view))
    plans = tuple(paper for paper in named if paper.document is not None or trouble(paper, view) is None)
    published = sorted({year for paper in plans for year in paper.years})
    wanted = view.organization.assessed_years
    if wanted is None:
        if not plans:
            return unsure(Reason.YEARS_UNKNOWN)
        shown = ", ".join(map(str, published)) or "без указания года"
        remark = f"Годы оценки не указаны; размещены планы: {shown}."
        if all(is_unfound(paper, view) for paper in plans):
            return not_opened(view, plans[0], years=published)
        return met(
            *(evidence_of(view, paper) for paper in plans[:5]),
            remarks=(remark, *gone_remarks(plans, view)),
            years=published,
        )
    chosen: list[Paper] = []
    same: list[Paper] = []
    other: list[Paper] = []
    missing: list[int] = []
    guessed: list[int] = []
    covered: list[int] = []
    for year in wanted:
        paper = min(
            (p for p in plans if covers(p, year) in {"stated", "guessed"}),
            key=lambda p: (bool(p.doubted), covers(p, year) != "stated"),
            default=None,
        )
        if paper is None:
            missing.append(year + 1)
            same += [p for p in plans if covers(p, year) == "same"]
            other += [p for p in plans if covers(p, year) == "other"]
            continue
        chosen.append(paper)
        covered.append(year)
        if covers(paper, year) == "guessed":
            guessed.append(year)
    sought = [*missing, *(year - 1 for year in missing)]
    # A year that only the name of a file gives, which may mean either, is looked up inside.
    unclear = {p.link.url for p, year in zip(chosen, covered, strict=True) if year in guessed and _is_undated(p)}
    closed = unopened(view, sought, FiledAs.PLAN) if missing else unopened(view, sought, FiledAs.PLAN, only=unclear)
    if closed:
        needed = missing or [year + 1 for year in guessed]
        message = f"Файл «{closed[0].name}» не прочитан; не установлено, есть ли план на {years_said(needed)}"
        proof, asked = evidence_of(view, closed[0]), addresses(closed)
        return unsure(Reason.NOT_REACHED, message, proof, years=published, missing=needed, unread=asked)
    if not missing:
        if doubtful := next((paper for paper in chosen if paper.doubted), None):
            return whose_it_is(view, doubtful, years=published)
        if unfound := next((paper for paper in chosen if is_unfound(paper, view)), None):
            return not_opened(view, unfound, years=published)
        doubt = f"Год в названии плана может быть и годом оценки, и годом плана: {years_said(guessed)}."
        proofs = [evidence_of(view, paper) for paper in chosen]
        remarks = (*((doubt,) if guessed else ()), *gone_remarks(chosen, view))
        return met(*proofs, remarks=remarks, years=published)
    undated = tuple(paper for paper in plans if not paper.years)
    if undated:
        reason = next((r for r in (why_unread(p, view) for p in undated) if r is not None), Reason.AMBIGUOUS)
        message = f"Есть план без указания года («{undated[0].name}»); не установлено, есть ли на {years_said(missing)}"
        return unsure(reason, message, evidence_of(view, undated[0]), missing=missing, years=published)
    lost = tuple(paper for paper in named if paper not in plans and (not paper.years or set(paper.years) & set(sought)))
    if unread := lost or speechless(view, sought):
        message = f"Файл «{unread[0].name}» не прочитан; не установлено, есть ли план на {years_said(missing)}"
        reason = why_unread(unread[0], view) or Reason.UNREADABLE
        return unsure(reason, message, evidence_of(view, unread[0]), missing=missing, years=published)
    if away := led_away(view, sought, FiledAs.PLAN):
        page, link = away
        message = f"Ссылка «{link.label}» ведёт на непрочитанную страницу {link.url}; не установлено, там ли план"
        return unsure(why_not(view, link), message, view.link_evidence(page, link), missing=missing, years=published)
    if paper := unfiled(view, missing):
        message = f"Файл «{paper.name}» говорит о независимой оценке, но план ли это, не установлено"
        return unsure(Reason.AMBIGUOUS, message, evidence_of(view, paper), missing=missing, years=published)
    if elsewhere := listed_elsewhere(view, missing, FiledAs.PLAN):
        page, link = elsewhere
        message = f"На странице независимой оценки плана нет, но «{link.label}» стоит на другой странице, {page.url}"
        return unsure(Reason.AMBIGUOUS, message, view.link_evidence(page, link), missing=missing, years=published)
    if doubtful := next((paper for paper in other for year in missing if is_left_open(paper, year)), None):
        return two_years(view, doubtful, missing=missing, years=published)
    remarks = (
        *gone_remarks(plans, view),
        *dead_remarks(view, FiledAs.PLAN),
        *dead_links.of_papers(view, FiledAs.PLAN),
        *foreign_remarks(view, FiledAs.PLAN),
    )
    what = "плана" if len(missing) == 1 else "планов"
    message = f"На странице независимой оценки нет {what} на {years_said(missing)}."
    if same:
        message = f"{message[:-1]}; «{same[0].name}» — на сам год оценки, а не на следующий за ним."
    elif other:
        message = f"{message[:-1]}; «{other[0].name}» — по его тексту план на {years_said(other[0].filed.inside)}."
    return absent(
        *(evidence_of(view, paper) for paper in (same or other)[:1]),
        missing=missing,
        years=published,
        remarks=remarks,
        message=message,
    )
