"""Results an authority publishes: units that hold scores of organizations, each with the years it is of."""

from __future__ import annotations

import re

from rules.authority.content import is_of_exams, is_rated_otherwise, results_in
from rules.authority.kinds import RESULTS
from rules.authority.reading import Rated, scores_of_lines, scores_of_rows
from rules.authority.score_cards import scores_of_cards
from rules.authority.scored_years import LIKE_SCORES, years_scored
from rules.authority.subject import mentions_nok
from rules.authority.units import HasUnits, Unit, named
from rules.dates.years import assessment_years, years_of_text
from rules.model import Value

_LETTERS = re.compile(r"[а-яё]{2}", re.IGNORECASE)
_FIRST = 3  # lines of a text that say what its points are for


class Scored(Value, frozen=True):
    """A unit with the scores it gives; `years` is empty when nothing tells which they are of."""

    years: tuple[int, ...]
    unit: Unit
    values: tuple[Rated, ...]

    @property
    def latest(self) -> int:
        """The last of its years, 0 for none."""
        return max(self.years, default=0)


def all_scored(view: HasUnits) -> tuple[Scored, ...]:
    """What gives scores of organizations, the latest first: by its name, else by what it holds, else one by one."""
    by_name = [
        Scored(years_scored(unit), unit, values) for unit in named(view, RESULTS) if (values := _of_results(unit))
    ]
    known = {id(one.unit) for one in by_name}
    by_content = [
        Scored(years_scored(unit), unit, values)
        for unit in view.authority_units
        if id(unit) not in known and (values := results_in(unit, view))
    ]
    found = by_name + by_content or _one_by_one(view)
    return tuple(sorted(found, key=lambda one: -one.latest))


def _dated(unit: Unit, values: tuple[Rated, ...]) -> Scored:
    return Scored(years_scored(unit), unit, values)


def _of_results(unit: Unit) -> tuple[Rated, ...]:
    """Scores of a unit that is called results, unless it rates by something else."""
    values = _scores(unit)
    head = f"{unit.name} {' '.join(unit.lines[:_FIRST])} {' '.join(unit.rows[0]) if unit.rows else ''}"
    if len(values) == 1 and not _LETTERS.search(values[0].name):
        return ()  # «Средний показатель по отрасли – 86,4 балла» is nobody's
    return () if values and (is_of_exams(head) or is_rated_otherwise(unit)) else values


def unrecognised(view: HasUnits, wanted: int, known: set[int]) -> Unit | None:
    """A file called results of the wanted year, or of none, that holds numbers like scores and was not understood."""
    for unit in named(view, RESULTS):
        years = years_scored(unit)
        if unit.link is not None and unit.document is not None and unit.reason is None and id(unit) not in known:
            late = not years or max(years) >= wanted
            if late and not _scores(unit) and len(LIKE_SCORES.findall(unit.text)) > 1:
                return unit
    return None


def _one_by_one(view: HasUnits) -> list[Scored]:
    """Results told on a page for each organization: its only score, in a line that speaks of the assessment."""
    by_year: dict[tuple[int, ...], list[tuple[Unit, Rated]]] = {}
    for unit in view.authority_units:
        if unit.link is not None or unit.block >= 0:
            continue
        for line in unit.lines:
            scores = scores_of_lines((line,)) if mentions_nok(line) else ()
            if len(scores) == 1:
                named_one = Rated(unit.name, scores[0].score)
                by_year.setdefault(assessment_years(years_of_text(line)), []).append((unit, named_one))
    return [
        Scored(years, told[0][0], tuple(one for _, one in told)) for years, told in by_year.items() if len(told) > 1
    ]


def _scores(unit: Unit) -> tuple[Rated, ...]:
    if unit.reason is not None:
        return ()
    return scores_of_rows(unit.rows) or scores_of_lines(unit.lines) or scores_of_cards(unit.lines)
