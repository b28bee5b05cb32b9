"""What belongs to the council that assesses, and what to another one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.items import Page, Reason
from rules.authority.content import (
    is_another,
    is_anothers_paper,
    is_councils,
    is_of_another,
    own_lines,
)
from rules.authority.kinds import OTHER_COUNCIL, Kind
from rules.authority.subject import mentions_nok
from rules.authority.units import Unit
from rules.checks.answers import unsure
from rules.language.wording import normal
from rules.lexicon.subjects import COUNCIL
from rules.model import Answer
from rules.view import SiteView

_GENERAL = re.compile(r"общественн\w* совет\w*[^.;]{0,60}\(общий\)|общий общественн\w* совет")
REGULATION_CHARS = 6000  # characters of a regulation in which it may say what is not the council's


def _is_anothers(unit: Unit) -> bool:
    """Whether a section is another council's by its name, or a unit by the heading right above it."""
    nearest = unit.around.rpartition(" / ")[2]
    if is_anothers_paper(unit):
        return True
    return (unit.link is None and unit.block >= 0 and is_another(unit.name)) or is_another(nearest)


def of_council(units: Iterable[Unit]) -> list[Unit]:
    """Those of the units that belong to no other council."""
    return [
        unit
        for unit in units
        if not OTHER_COUNCIL.search(normal(f"{unit.name} {unit.around}"))
        and not _is_anothers(unit)
        and not (unit.link is not None and _is_general(unit.name))
    ]


def _is_general(line: str) -> bool:
    """Whether a line calls its council the general one, beside that for the assessment."""
    said = normal(line)
    return _GENERAL.search(said) is not None and not mentions_nok(line)


def of_unclear(view: SiteView, page: Page, what: str, said: str) -> Answer:
    """A paper of the body's council, of which nothing says whether the assessment is its task."""
    message = f"Размещён {what} общественного совета ({page.url}); занят ли он независимой оценкой, там не сказано"
    return unsure(Reason.AMBIGUOUS, message, view.evidence(page, said))


def lines_on(view: SiteView, kind: Kind) -> list[tuple[Unit, str]]:
    """Single lines of the section that speak of such a thing under no heading of their own."""
    return [
        (unit, line)
        for unit in of_council(view.authority_units)
        if unit.link is None
        for line in own_lines(unit, view)
        if not is_of_others(line)
        and kind.names(normal(line), normal(f"{unit.around} / {unit.name}") if is_councils(unit) else "")
    ]


def is_of_others(line: str) -> bool:
    """Whether a line speaks of another council alone."""
    said = normal(line)
    another = OTHER_COUNCIL.search(said) is not None and COUNCIL.search(said) is None
    return another or is_of_another(said) or _is_general(line)
