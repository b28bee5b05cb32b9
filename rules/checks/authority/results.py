"""Results of the assessment on an authority's site."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.items import Reason
from rules.authority.comparing import NOTHING, Comparison, compare_scores
from rules.authority.kinds import RESULTS
from rules.authority.scored import Scored, all_scored, unrecognised
from rules.authority.units import Unit, evidence
from rules.checks.answers import absent, met, unsure
from rules.checks.authority.answers import missing
from rules.checks.registry import check
from rules.model import Answer, Value
from rules.view import SiteView

_CYCLE = 3  # years in which every organization is assessed once (e.g. 273-ФЗ, article 95.2, part 5)


class ResultsOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`top`: how many of the best organizations are named in the details."""

    top: int = 5


class _Results(Value, frozen=True):
    """What is published, the years it is of, and what was to be: `wanted`, the last year whose results are due."""

    scored: tuple[Scored, ...]
    years: list[int]
    assessed: list[int]  # as the registry has it; empty when it has nothing
    wanted: int

    @property
    def last(self) -> Unit:
        """What gives the latest results."""
        return next(one.unit for one in self.scored if self.years[-1] in one.years)


def _published(view: SiteView) -> _Results:
    scored = all_scored(view)
    years = sorted({year for one in scored for year in one.years if year <= view.on.year})
    assessed = [year for year in view.organization.assessed_years or () if year <= view.on.year]
    finished = [year for year in assessed if year < view.on.year]  # the results of a year come when it is over
    return _Results(scored, years, assessed, max(finished or assessed, default=view.on.year - 1))


@check("authority-results", ResultsOptions)
def authority_results(view: SiteView, options: ResultsOptions) -> Answer:
    """A table or a document with scores for the last finished year (or the current one)."""
    results = _published(view)
    if (answer := _of_this_year(view, results) or _due(view, results, options.top)) is not None:
        return answer
    unclear = missing(view, RESULTS, known=bool(results.scored), years=results.years)
    if unclear.reason is not None:
        return unclear
    return _not_understood(view, results) or _undated(view, results) or _too_old(view, results) or unclear


def _of_this_year(view: SiteView, results: _Results) -> Answer | None:
    """An assessment of this year may have ended or not: whether its results are due nobody can tell."""
    years = results.years
    if not (view.on.year in results.assessed and years and results.wanted <= years[-1] < view.on.year - 1):
        return None
    message = f"Последние результаты — за {years[-1]} год; подведены ли итоги оценки {view.on.year} года, неизвестно"
    return unsure(Reason.AMBIGUOUS, message, evidence(view, results.last), years=years)


def _due(view: SiteView, results: _Results, top: int) -> Answer | None:
    """Results of the year wanted, or of a later one."""
    found = next((one for one in results.scored if any(results.wanted <= y <= view.on.year for y in one.years)), None)
    if found is None:
        return None
    best = sorted(found.values, key=lambda one: -one.score)
    told = _compared(view, results.scored)
    return met(
        evidence(view, found.unit),
        remarks=told.remarks,
        years=results.years,
        year=max(year for year in found.years if year <= view.on.year),
        organizations=len(found.values),
        best=[f"{one.name}: {one.score:g}" if one.name else f"{one.score:g}" for one in best[:top]],
        lowest=best[-1].score,
        highest=best[0].score,
        **told.details,
    )


def _compared(view: SiteView, scored: Sequence[Scored]) -> Comparison:
    """The latest published results that some card knows of as well, beside the cards."""
    for one in scored:
        for year in sorted((year for year in one.years if year <= view.on.year), reverse=True):
            comparison = compare_scores(one.values, year, view.circle)
            if comparison.details:
                return comparison
    return NOTHING


def _not_understood(view: SiteView, results: _Results) -> Answer | None:
    """A file that is called results and holds numbers like scores may be them."""
    strange = unrecognised(view, results.wanted, {id(one.unit) for one in results.scored})
    if strange is None:
        return None
    message = f"«{strange.shown}» размещён, но баллы организаций в нём не распознаны"
    return unsure(Reason.AMBIGUOUS, message, evidence(view, strange), years=results.years)


def _undated(view: SiteView, results: _Results) -> Answer | None:
    """Results of no known year may be of the one wanted; a heading over years has their scores again."""
    dated = {value for one in results.scored if one.years for value in one.values}
    undated = (one.unit for one in results.scored if not one.years and not dated.issuperset(one.values))
    if (unit := next(undated, None)) is None:
        return None
    message = f"Размещены результаты без указания года («{unit.shown}»)"
    return unsure(Reason.AMBIGUOUS, message, evidence(view, unit), years=results.years)


def _too_old(view: SiteView, results: _Results) -> Answer | None:
    """Results of earlier years alone; whether there was an assessment since, only the registry tells."""
    years, wanted = results.years, results.wanted
    if not years:
        return None
    if not results.assessed and years[-1] >= view.on.year - _CYCLE:
        message = f"Последние результаты — за {years[-1]} год; проводилась ли оценка в {wanted} году, неизвестно"
        return unsure(Reason.YEARS_UNKNOWN, message, years=years)
    said = f"Последние результаты — за {years[-1]} год, за {wanted} год их нет."
    return absent(evidence(view, results.last), message=said, years=years)
