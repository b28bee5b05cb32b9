"""Operators' reports on the НОК page: one for every assessed year, none for others."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from crawler.items import Reason
from rules.absence import considered
from rules.absence.unread import addresses, foreign_remarks, is_dead, trouble, unopened, why_unread
from rules.checks.answers import absent, inapplicable, met, unmet, unsure
from rules.checks.registry import NoOptions, check
from rules.checks.sought import (
    Named,
    Sought,
    first_doubt,
    not_read,
    of_all_years,
    of_running_year,
    of_unknown_years,
    over,
    remarks_on_absence,
)
from rules.dates.years import YearRole, years_said
from rules.language.translit import name_words
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.model import Answer
from rules.papers.authors import own_note
from rules.papers.collected import Paper, evidence_of, of_kind
from rules.papers.filed import FiledAs
from rules.papers.whose import other_organization
from rules.view import SiteView

_REPORT = compiled(r"отчет|оператор|сбор\w* и обобщ|(?:результат|итог)\w*.{0,40}?(?:оценк|{abbreviated})")
_NOTE = re.compile(r"\bзаписк|\bсправк")
REPORTS = (FiledAs.RESULTS, FiledAs.RATING)


def _is_called_report(paper: Paper) -> bool:
    """Whether its names call it a report, or an operator's: «Итоги 2023» may be a table of scores, a note one's own."""
    own = [normal(name) for name in (paper.link.label, paper.caption, name_words(paper.link.url))]
    if any(map(_NOTE.search, own)):
        return False
    return any(map(_REPORT.search, (*own, normal(paper.heading))))


def _years(papers: tuple[Paper, ...]) -> tuple[int, ...]:
    return tuple(sorted({year for paper in papers for year in paper.years}))


@check("results-published", NoOptions)
def results_published(view: SiteView, _: NoOptions) -> Answer:
    """A report for every year the registry says the organization was assessed in."""
    return considered.told(view, _published(view), *REPORTS, years=view.organization.assessed_years or ())


_NAMED = Named("отчёт", "отчёта", "результаты", "за")


def _published(view: SiteView) -> Answer:
    every = of_kind(view, *REPORTS)
    named = tuple(
        paper for paper in every if paper.kind is FiledAs.RESULTS and not (is_dead(paper, view) or _own_note(paper))
    )
    reports = tuple(paper for paper in named if trouble(paper, view) is None)
    unread = tuple(paper for paper in named if trouble(paper, view) is not None)
    sought = Sought(_NAMED, REPORTS, reports, unread)
    wanted = view.organization.assessed_years
    if wanted is None:
        return of_unknown_years(view, sought)
    missing = tuple(year for year in wanted if year not in sought.published)
    if not missing:
        return _of_all_years(view, sought, wanted)
    ratings = tuple(paper for paper in every if paper.kind is FiledAs.RATING and not _only_scores(paper))
    due = over(view, missing)
    asked = due or missing
    sought = msgspec.structs.replace(sought, missing=asked, years=asked, unread=(*unread, *ratings))
    return first_doubt(view, sought) or (_absent(view, sought, every) if due else of_running_year(view, sought))


def _of_all_years(view: SiteView, sought: Sought, wanted: Sequence[int]) -> Answer:
    """A file that nothing calls a report is opened first: «Итоги 2023» may be a table of scores."""
    own_first = sorted(sought.found, key=lambda paper: bool(paper.doubted))
    chosen = tuple(next(p for p in own_first if year in p.years) for year in wanted)
    if vague := unopened(view, wanted, *REPORTS, only={p.link.url for p in chosen if not _is_called_report(p)}):
        return not_read(view, sought, vague)
    return of_all_years(view, sought, chosen)


def _absent(view: SiteView, sought: Sought, every: Sequence[Paper]) -> Answer:
    scores = sorted({year for paper in every if _only_scores(paper) for year in paper.years} & set(sought.missing))
    message = f"На странице независимой оценки нет отчёта организации-оператора за {years_said(sought.missing)}."
    if scores:
        message = f"{message[:-1]}: за {years_said(scores)} размещены только баллы (рейтинг)."
    notes = tuple(
        f"«{paper.name}» — записка самой организации, а не отчёт оператора: «{said}»."
        for paper in every
        if (said := _own_note(paper)) and (not paper.years or set(paper.years) & set(sought.missing))
    )
    return absent(remarks=(*notes, *remarks_on_absence(view, sought)), message=message, **sought.details)


def _certain(paper: Paper) -> bool:
    """Whether the year is stated as that of the assessment, or the name and the inside of the file agree on it."""
    bare = [year.year for year in paper.filed.all_years if year.role is not YearRole.UPLOAD]
    return paper.filed.years_stated or (len(bare) > 1 and len(set(bare)) == 1 and paper.document is not None)


def _own_note(paper: Paper) -> str:
    """The words in which a note on the results says that the organization itself wrote it."""
    return own_note(f"{paper.link.label} {paper.caption}", paper.document) if paper.kind is FiledAs.RESULTS else ""


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
