"""Which sectors words name: a body that answers for several, the heading of its section, its stamp."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rules.language.wording import normal
from rules.model import Sector

_BODY = r"(?:министерств|департамент|комитет|управлен|отдел)"
_WORDS = {
    Sector.EDUCATION: re.compile(rf"образован|\bшкол|дошкольн|\bминобр|\bминпрос|{_BODY}\w* просвещен"),
    Sector.HEALTH: re.compile(r"здравоохранен|медицинск|охран\w* здоровья|\bминздрав"),
    Sector.CULTURE: re.compile(
        r"(?<!физической )(?<!физическая )(?<!физическую )(?<!физкультура и )\bкультур\w*|библиотек|музе[йя]|\bминкульт"
    ),
    Sector.SOCIAL: re.compile(r"социальн\w* (?:обслуживан|защит|услуг|сфер\w* обслуж)"),
    Sector.SPORT: re.compile(r"\bспорт|\bминспорт|физическ\w* культур|физкультур"),
}


def sectors_of(name: str) -> tuple[Sector, ...]:
    """Sectors that a heading, a link or the name of a body names."""
    said = normal(name)
    return tuple(sector for sector, words in _WORDS.items() if words.search(said))


def sectors_named(names: Iterable[str]) -> tuple[Sector, ...]:
    """Sectors named by the headings, pages and links of the authority's section, in a fixed order."""
    found = {sector for name in names for sector in sectors_of(name)}
    return tuple(sector for sector in Sector if sector in found)
