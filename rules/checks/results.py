"""Operators' reports on the НОК page: one for every assessed year, none for others."""

from __future__ import annotations

from crawler.items import Reason
from rules.checks.answers import absent, inapplicable, met, unmet, unsure
from rules.checks.registry import NoOptions, check
from rules.filed import FiledAs
from rules.model import Answer
from rules.papers import Paper, evidence_of, of_kind, why_unread
from rules.view import SiteView
from rules.years import YearRole

REPORTS = (FiledAs.RESULTS, FiledAs.RATING)


def _years(papers: tuple[Paper, ...]) -> tuple[int, ...]:
    return tuple(sorted({year for paper in papers for year in paper.years}))


def _rating_remark(papers: tuple[Paper, ...]) -> tuple[str, ...]:
    if papers and all(paper.kind is FiledAs.RATING for paper in papers):
        return ("Размещён рейтинг, а не отчёт организации-оператора.",)
    return ()


@check("results-published", NoOptions)
def results_published(view: SiteView, _: NoOptions) -> Answer:
    """A report for every year the registry says the organization was assessed in."""
    every = of_kind(view, *REPORTS)
    reports = tuple(paper for paper in every if not _only_scores(paper))
    published = _years(reports)
    wanted = view.organization.assessed_years
    if wanted is None:
        if not reports:
            return unsure(Reason.YEARS_UNKNOWN)
        shown = ", ".join(map(str, published)) or "без указания года"
        remark = f"Годы оценки в реестре не указаны; размещены результаты: {shown}."
        proof = tuple(evidence_of(view, paper) for paper in reports[:5])
        return met(*proof, remarks=(remark, *_rating_remark(reports)), years=list(published))
    missing = [year for year in wanted if year not in published]
    if not missing:
        chosen = tuple(next(p for p in reports if year in p.years) for year in wanted)
        proof = tuple(evidence_of(view, paper) for paper in chosen)
        return met(*proof, remarks=_rating_remark(chosen), years=list(published))
    undated = tuple(paper for paper in reports if not paper.years)
    if undated:
        reason = next((r for r in (why_unread(p, view) for p in undated) if r is not None), Reason.AMBIGUOUS)
        message = (
            f"Есть результаты без указания года («{undated[0].name}»); не установлено, есть ли за {_list(missing)}"
        )
        return unsure(reason, message, evidence_of(view, undated[0]), missing=missing, years=list(published))
    scores = sorted({year for paper in every if _only_scores(paper) for year in paper.years} & set(missing))
    message = (
        f"Нет отчёта организации-оператора за {_list(missing)}: за {_list(scores)} размещены только баллы (рейтинг)."
    )
    return absent(missing=missing, years=list(published), message=message if scores else "")


def _certain(paper: Paper) -> bool:
    """Whether the year is stated as that of the assessment, or the name and the inside of the file agree on it."""
    bare = [year.year for year in paper.filed.all_years if year.role is not YearRole.UPLOAD]
    return paper.filed.years_stated or (len(bare) > 1 and len(set(bare)) == 1 and paper.document is not None)


def _only_scores(paper: Paper) -> bool:
    """A rating or a table of scores that was read: it is no report. Unread, a file named so may yet be one."""
    return paper.kind is FiledAs.RATING and paper.document is not None and bool(paper.document.text)


def _list(years: list[int]) -> str:
    return ", ".join(map(str, years))


@check("results-only-assessed", NoOptions)
def results_only_assessed(view: SiteView, _: NoOptions) -> Answer:
    """No report for a year without assessment."""
    reports = of_kind(view, *REPORTS)
    if not reports:
        return inapplicable("Результаты независимой оценки на странице не размещены.")
    wanted = view.organization.assessed_years
    if wanted is None:
        return unsure(Reason.YEARS_UNKNOWN, years=list(_years(reports)))
    stray = [paper for paper in reports if paper.years and _certain(paper) and not set(paper.years) & set(wanted)]
    if stray:
        odd = sorted({year for paper in stray for year in paper.years})
        return unmet("", *(evidence_of(view, paper) for paper in stray[:5]), years=odd, extra=odd)
    return met(*(evidence_of(view, paper) for paper in reports[:3]), years=list(_years(reports)))
