"""Plans of improvement: one for the year after every assessed year."""

from __future__ import annotations

from crawler.items import Reason
from rules.checks.answers import absent, met, unsure
from rules.checks.registry import NoOptions, check
from rules.filed import FiledAs
from rules.model import Answer
from rules.papers import Paper, evidence_of, of_kind, why_unread
from rules.view import SiteView
from rules.years import YearRole


def covers(paper: Paper, assessed: int) -> str:
    """How a plan answers to an assessed year: "stated", "guessed" (a bare year that may be either), or ""."""
    if assessed + 1 in paper.years and paper.filed.years_stated:
        return "stated"
    for year in paper.filed.all_years:
        if year.role is YearRole.PLAN and year.year == assessed + 1:
            return "stated"
        if year.role is YearRole.ASSESSMENT and year.year == assessed:
            return "stated"
    bare = {year.year for year in paper.filed.all_years if year.role is not YearRole.UPLOAD}
    return "guessed" if {assessed, assessed + 1} & (bare | set(paper.years)) else ""


@check("plans-published", NoOptions)
def plans_published(view: SiteView, _: NoOptions) -> Answer:
    """For every assessed year there is a plan for the next one; titles may name either year."""
    plans = of_kind(view, FiledAs.PLAN)
    published = sorted({year for paper in plans for year in paper.years})
    wanted = view.organization.assessed_years
    if wanted is None:
        if not plans:
            return unsure(Reason.YEARS_UNKNOWN)
        shown = ", ".join(map(str, published)) or "без указания года"
        remark = f"Годы оценки в реестре не указаны; размещены планы: {shown}."
        return met(*(evidence_of(view, paper) for paper in plans[:5]), remarks=(remark,), years=published)
    chosen: list[Paper] = []
    missing: list[int] = []
    guessed: list[int] = []
    for year in wanted:
        paper = min(
            (p for p in plans if covers(p, year)), key=lambda p: covers(p, year) != "stated", default=None
        )  # fmt: skip
        if paper is None:
            missing.append(year + 1)
            continue
        chosen.append(paper)
        if covers(paper, year) == "guessed":
            guessed.append(year)
    if not missing:
        remarks = (f"Год плана указан неоднозначно (оценка {_list(guessed)}).",) if guessed else ()
        return met(*(evidence_of(view, paper) for paper in chosen), remarks=remarks, years=published)
    undated = tuple(paper for paper in plans if not paper.years)
    if undated:
        reason = next((r for r in (why_unread(p, view) for p in undated) if r is not None), Reason.AMBIGUOUS)
        message = f"Есть план без указания года («{undated[0].name}»); не установлено, есть ли на {_list(missing)}"
        return unsure(reason, message, evidence_of(view, undated[0]), missing=missing, years=published)
    return absent(missing=missing, years=published)


def _list(years: list[int]) -> str:
    return ", ".join(map(str, years))
