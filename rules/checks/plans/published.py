"""Plans of improvement: one for the year after every assessed year."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rules.absence import considered
from rules.absence.unread import is_dead, trouble, unopened
from rules.checks.answers import absent
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
from rules.dates.years import YearRole, years_of_text, years_said
from rules.model import Answer, Value
from rules.papers.called import is_denied
from rules.papers.collected import Paper, evidence_of, of_kind
from rules.papers.filed import FiledAs
from rules.site.labels import is_bare
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


_NAMED = Named("план", "плана", "планы", "на")


class _Chosen(Value, frozen=True):
    """The plan taken for an assessed year, and how it answers to it: `covers`. None: there is none."""

    year: int
    paper: Paper | None
    how: str = ""


def _published(view: SiteView) -> Answer:
    named = tuple(paper for paper in of_kind(view, FiledAs.PLAN) if not is_dead(paper, view))
    plans = tuple(paper for paper in named if paper.document is not None or trouble(paper, view) is None)
    unread = tuple(paper for paper in named if paper not in plans)
    sought = Sought(_NAMED, (FiledAs.PLAN,), plans, unread)
    wanted = view.organization.assessed_years
    if wanted is None:
        return of_unknown_years(view, sought)
    chosen = [_chosen(plans, year) for year in wanted]
    lacking = [one.year for one in chosen if one.paper is None]
    if not lacking:
        return _of_all_years(view, sought, chosen)
    due = over(view, lacking)
    asked = due or lacking
    missing = tuple(year + 1 for year in asked)
    sought = msgspec.structs.replace(sought, missing=missing, years=(*missing, *asked))
    return first_doubt(view, sought) or (_absent(view, sought, asked) if due else of_running_year(view, sought))


def _chosen(plans: tuple[Paper, ...], year: int) -> _Chosen:
    """The best of the plans for an assessed year."""
    told = ((covers(paper, year), paper) for paper in plans)
    fits = [(how, paper) for how, paper in told if how in {"stated", "guessed"}]
    how, paper = min(fits, key=lambda one: (bool(one[1].doubted), one[0] != "stated"), default=("", None))
    return _Chosen(year, paper, how)


def _of_all_years(view: SiteView, sought: Sought, chosen: Sequence[_Chosen]) -> Answer:
    """A year that only the name of a file gives, which may mean either, is looked up inside."""
    papers = tuple(one.paper for one in chosen if one.paper is not None)
    guessed = tuple(one.year for one in chosen if one.how == "guessed")
    unclear = {one.paper.link.url for one in chosen if one.paper and one.how == "guessed" and _is_undated(one.paper)}
    if closed := unopened(view, (), FiledAs.PLAN, only=unclear):
        needed = msgspec.structs.replace(sought, missing=tuple(year + 1 for year in guessed))
        return not_read(view, needed, closed)
    doubt = f"Год в названии плана может быть и годом оценки, и годом плана: {years_said(guessed)}."
    return of_all_years(view, sought, papers, *((doubt,) if guessed else ()))


def _absent(view: SiteView, sought: Sought, lacking: Sequence[int]) -> Answer:
    same = [paper for year in lacking for paper in sought.found if covers(paper, year) == "same"]
    other = [paper for year in lacking for paper in sought.found if covers(paper, year) == "other"]
    what = "плана" if len(sought.missing) == 1 else "планов"
    message = f"На странице независимой оценки нет {what} на {years_said(sought.missing)}."
    if same:
        message = f"{message[:-1]}; «{same[0].name}» — на сам год оценки, а не на следующий за ним."
    elif other:
        message = f"{message[:-1]}; «{other[0].name}» — по его тексту план на {years_said(other[0].filed.inside)}."
    proofs = (evidence_of(view, paper) for paper in (same or other)[:1])
    return absent(*proofs, remarks=remarks_on_absence(view, sought), message=message, **sought.details)
