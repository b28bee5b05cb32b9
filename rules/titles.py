"""How sectors and severities are called in Russian, in every form that texts need. One table for all outputs."""

from __future__ import annotations

from typing import NamedTuple

from rules.model import Sector, Severity


class SectorTitle(NamedTuple):
    """In running text; as short as a column of a terminal wants it; as the heading of a group."""

    text: str
    short: str
    heading: str


class SeverityTitle(NamedTuple):
    """«… важность», «… недостаток», «… недостатки»."""

    feminine: str
    masculine: str
    plural: str


SECTORS: dict[Sector, SectorTitle] = {
    Sector.EDUCATION: SectorTitle("образование", "образование", "Образование"),
    Sector.HEALTH: SectorTitle("здравоохранение", "здравоохранение", "Здравоохранение"),
    Sector.CULTURE: SectorTitle("культура", "культура", "Культура"),
    Sector.SOCIAL: SectorTitle("социальное обслуживание", "соцобслуживание", "Социальное обслуживание"),
    Sector.SPORT: SectorTitle("спорт", "спорт", "Физическая культура и спорт"),
}
SEVERITIES: dict[Severity, SeverityTitle] = {
    Severity.CRITICAL: SeverityTitle("критическая", "критический", "критические"),
    Severity.SERIOUS: SeverityTitle("существенная", "существенный", "существенные"),
    Severity.MODERATE: SeverityTitle("умеренная", "умеренный", "умеренные"),
    Severity.MINOR: SeverityTitle("незначительная", "незначительный", "незначительные"),
}
