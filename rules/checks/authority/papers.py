"""What papers and lines of an authority's section say of a plan."""

from __future__ import annotations

from rules.authority.kinds import KEPT, PLAN, PROGRESS
from rules.authority.units import Unit
from rules.language.wording import normal
from rules.view import SiteView

_LONGEST = 600  # characters of a line that tells of a plan


def says_something(unit: Unit) -> bool:
    """Whether there is a content of more than a name: a read document, or text beside links."""
    if unit.reason is not None:
        return False
    return len(unit.text.replace(unit.name, "").strip()) >= 40


def is_of_plan(line: str) -> bool:
    """Whether a line speaks of a plan that is there, and not of how it is kept or carried out."""
    said = normal(line)
    return len(line) < _LONGEST and PLAN.names(said) and not (PROGRESS.search(said) or KEPT.search(said))


def page_lines(view: SiteView) -> list[tuple[str, Unit]]:
    """Lines of the pages and sections, each with what it is of."""
    return [(line, unit) for unit in view.authority_units if unit.link is None for line in unit.lines]
