"""Which sectors a ministry's section names: one ministry may answer for several."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rules.language.wording import normal
from rules.model import Sector

_WORDS = {
    Sector.EDUCATION: re.compile(r"образован|\bшкол|дошкольн"),
    Sector.HEALTH: re.compile(r"здравоохранен|медицинск|охран\w* здоровья"),
    Sector.CULTURE: re.compile(r"(?<!физической )(?<!физкультура и )\bкультур\w*|библиотек|музе[йя]"),
    Sector.SOCIAL: re.compile(r"социальн\w* (?:обслуживан|защит|услуг|сфер\w* обслуж)"),
    Sector.SPORT: re.compile(r"\bспорт|физическ\w* культур|физкультур"),
}


def sectors_of(name: str) -> tuple[Sector, ...]:
    """Sectors that a heading or a link names."""
    said = normal(name)
    return tuple(sector for sector, words in _WORDS.items() if words.search(said))


def sectors_named(names: Iterable[str]) -> tuple[Sector, ...]:
    """Sectors named by the headings, pages and links of the authority's section, in a fixed order."""
    found = {sector for name in names for sector in sectors_of(name)}
    return tuple(sector for sector in Sector if sector in found)
