"""Operators' reports on the НОК page: one for every assessed year, none for others."""

from __future__ import annotations

from typing import Any

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
from rules.checks.answers import absent, inapplicable, met, unmet, unsure
from rules.checks.belonging import not_opened, two_years, whose_it_is
from rules.checks.registry import NoOptions, check
from rules.dates.years import YearRole, years_said
from rules.language.translit import name_words
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.model import Answer
from rules.papers.called import is_left_open
from rules.papers.collected import Paper, evidence_of, of_kind
from rules.papers.filed import FiledAs
from rules.papers.whose import other_organization
from rules.view import SiteView

_REPORT = compiled(r"отчет|оператор|сбор\w* и обобщ|(?:результат|итог)\w*.{0,40}?(?:оценк|{abbreviated})")
REPORTS = (FiledAs.RESULTS, FiledAs.RATING)


def _is_called_report(paper: Paper) -> bool:
    """Whether its names call it a report, or an operator's: «Итоги 2023» may be a table of scores."""
    names = (paper.link.label, paper.caption, paper.heading, name_words(paper.link.url))
    return any(_REPORT.search(normal(name)) for name in names)


def _years(papers: tuple[Paper, ...]) -> tuple[int, ...]:
    return tuple(sorted({year for paper in papers for year in paper.years}))


@check("results-published", NoOptions)
def results_published(view: SiteView, _: NoOptions) -> Answer:
    """A report for every year the registry says the organization was assessed in."""
    return considered.told(view, _published(view), *REPORTS, years=view.organization.assessed_years or ())


def _published(view: SiteView) -> Answer:
    every = of_kind(view, *REPORTS)
    named = tuple(paper for paper in every if paper.kind is FiledAs.RESULTS and not is_dead(paper, view))
    reports = tuple(paper for paper in named if trouble(paper, view) is None)
    unread = tuple(paper for paper in named if trouble(paper, view) is not None)
    published = _years(reports)
    wanted = view.organization.assessed_years
    if wanted is None:
        if not reports:
            return _not_read(view, unread, []) if unread else unsure(Reason.YEARS_UNKNOWN)
        shown = ", ".join(map(str, published)) or "без указания года"
        remark = f"Годы оценки не указаны; размещены результаты: {shown}."
        proof = tuple(evidence_of(view, paper) for paper in reports[:5])
        if all(is_unfound(paper, view) for paper in reports):
            return not_opened(view, reports[0], years=list(published))
        return met(*proof, remarks=(remark, *gone_remarks(reports, view)), years=list(published))
    missing = [year for year in wanted if year not in published]
    if not missing:
        own_first = sorted(reports, key=lambda paper: bool(paper.doubted))
        chosen = tuple(next(p for p in own_first if year in p.years) for year in wanted)
        if vague := unopened(view, wanted, *REPORTS, only={p.link.url for p in chosen if not _is_called_report(p)}):
            return _not_read(view, vague, [])
        proof = tuple(evidence_of(view, paper) for paper in chosen)
        if doubtful := next((paper for paper in chosen if paper.doubted), None):
            return whose_it_is(view, doubtful, years=list(published))
        if unfound := next((paper for paper in chosen if is_unfound(paper, view)), None):
            return not_opened(view, unfound, years=list(published))
        return met(*proof, remarks=gone_remarks(chosen, view), years=list(published))
    if closed := unopened(view, missing, *REPORTS):
        return _not_read(view, closed, missing)
    if undated := tuple(paper for paper in reports if not paper.years):
        reason = next((r for r in (why_unread(p, view) for p in undated) if r is not None), Reason.AMBIGUOUS)
        message = (
            f"Есть результаты без указания года («{undated[0].name}»); не установлено, есть ли за {years_said(missing)}"
        )
        return unsure(reason, message, evidence_of(view, undated[0]), missing=missing, years=list(published))
    ratings = tuple(paper for paper in every if paper.kind is FiledAs.RATING and not _only_scores(paper))
    maybe = tuple(paper for paper in (*unread, *ratings) if not paper.years or set(paper.years) & set(missing))
    if maybe := maybe or speechless(view, missing):
        return _not_read(view, maybe, missing)
    if away := led_away(view, missing, FiledAs.RESULTS):
        page, link = away
        said = f"Ссылка «{link.label}» ведёт на непрочитанную страницу {link.url}; не установлено, там ли отчёт"
        return unsure(why_not(view, link), said, view.link_evidence(page, link), missing=missing, years=list(published))
    details: dict[str, Any] = {"missing": missing, "years": list(published)}
    if doubtful := next((paper for paper in reports for year in missing if is_left_open(paper, year)), None):
        return two_years(view, doubtful, **details)
    if paper := unfiled(view, missing):
        said = f"Файл «{paper.name}» говорит о независимой оценке, но отчёт ли это, не установлено"
        return unsure(Reason.AMBIGUOUS, said, evidence_of(view, paper), **details)
    if elsewhere := listed_elsewhere(view, missing, *REPORTS):
        page, link = elsewhere
        said = (
            f"На странице независимой оценки отчёта нет, но «{link.label}» стоит на другой странице сайта, {page.url}"
        )
        return unsure(Reason.AMBIGUOUS, said, view.link_evidence(page, link), **details)
    scores = sorted({year for paper in every if _only_scores(paper) for year in paper.years} & set(missing))
    message = f"На странице независимой оценки нет отчёта организации-оператора за {years_said(missing)}."
    if scores:
        message = f"{message[:-1]}: за {years_said(scores)} размещены только баллы (рейтинг)."
    remarks = (
        *gone_remarks(reports, view),
        *dead_remarks(view, *REPORTS),
        *dead_links.of_papers(view, *REPORTS),
        *foreign_remarks(view, *REPORTS),
    )
    return absent(missing=missing, years=list(published), message=message, remarks=remarks)


def _not_read(view: SiteView, papers: tuple[Paper, ...], missing: list[int]) -> Answer:
    """Nothing may be called missing, nor a report, while a file that nobody could read may be it."""
    paper = papers[0]
    rest = f"; не установлено, есть ли отчёт за {years_said(missing)}" if missing else ""
    reason = why_unread(paper, view) or Reason.UNREADABLE
    message = f"Файл «{paper.name}» не прочитан{rest}"
    asked = addresses(papers) if reason is Reason.NOT_REACHED else []
    return unsure(reason, message, evidence_of(view, paper), missing=missing, unread=asked)


def _certain(paper: Paper) -> bool:
    """Whether the year is stated as that of the assessment, or the name and the inside of the file agree on it."""
    bare = [year.year for year in paper.filed.all_years if year.role is not YearRole.UPLOAD]
    return paper.filed.years_stated or (len(bare) > 1 and len(set(bare)) == 1 and paper.document is not None)


def _only_scores(paper: Paper) -> bool:
    """A rating or a table of scores that was read: it is no report. Unread, a file named so may yet be one."""
    return paper.kind is FiledAs.RATING and paper.document is not None and bool(paper.document.text)


def _is_shown_as_own(view: SiteView, paper: Paper) -> bool:
    """Whether a report is another organization's by its inside alone: the page gives it out for its own."""
    if paper.kind not in REPORTS or not paper.foreign or not paper.years or min(paper.years) > view.on.year:
        return False
    return not other_organization(view.organization.name, f"{paper.heading} {paper.link.label} {paper.caption}")


@check("results-only-assessed", NoOptions)
def results_only_assessed(view: SiteView, _: NoOptions) -> Answer:
    """No report for a year without assessment."""
    reports = tuple(paper for paper in of_kind(view, *REPORTS) if not is_dead(paper, view))
    if not reports:
        return inapplicable("Результаты независимой оценки на странице не размещены.")
    wanted = view.organization.assessed_years
    if wanted is None:
        return unsure(Reason.YEARS_UNKNOWN, years=list(_years(reports)))
    dated = [paper for paper in reports if paper.years and min(paper.years) <= view.on.year]  # later ones lie ahead
    dated += [paper for paper in view.papers if _is_shown_as_own(view, paper)]
    stray = [paper for paper in dated if _certain(paper) and not set(paper.years) & set(wanted)]
    if stray:
        odd = sorted({year for paper in stray for year in paper.years})
        proof = (evidence_of(view, paper) for paper in stray[:5])
        return unmet("", *proof, remarks=foreign_remarks(view, *REPORTS), years=odd, extra=odd)
    perhaps = [paper for paper in dated if paper.document is None and not set(paper.years) & set(wanted)]
    if closed := [paper for paper in perhaps if why_unread(paper, view) is Reason.NOT_REACHED]:
        message = f"Файл «{closed[0].name}» не прочитан; не установлено, за какой он год"
        return unsure(Reason.NOT_REACHED, message, evidence_of(view, closed[0]), unread=addresses(closed))
    return met(*(evidence_of(view, paper) for paper in reports[:3]), years=list(_years(reports)))
