"""Whole pages and papers of an authority's section, and their lines: parts of pages would say the same again."""

from __future__ import annotations

from collections.abc import Iterator

from rules.authority.units import HasUnits, Unit
from rules.language.wording import normal

READ = 400  # lines of a text
LINE = 600  # characters of a line


def texts(view: HasUnits) -> Iterator[Unit]:
    """Those whose content is known."""
    return (unit for unit in view.authority_units if unit.reason is None and (unit.link is not None or unit.block < 0))


def lines(view: HasUnits) -> Iterator[tuple[Unit, str, str]]:
    """Lines of the area, each with its normalised text."""
    for unit in texts(view):
        for line in unit.lines[:READ]:
            if len(line) <= LINE:
                yield unit, line, normal(line)
