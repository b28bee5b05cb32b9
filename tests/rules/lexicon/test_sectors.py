"""Sectors that headings, stamps and bodies name."""

from __future__ import annotations

import pytest

from rules.lexicon.sectors import sectors_of
from rules.model import Sector


@pytest.mark.parametrize(
    ("name", "sectors"),
    [
        ("Министерство культуры и спорта", {Sector.CULTURE, Sector.SPORT}),
        ("Физическая культура", {Sector.SPORT}),
        ("Комитет по физической культуре и спорту", {Sector.SPORT}),
        ("Согласовано Минспортом КБР", {Sector.SPORT}),
        ("Минкультуры", {Sector.CULTURE}),
        ("Минпросвещения", {Sector.EDUCATION}),
        ("Департамент просвещения", {Sector.EDUCATION}),
        ("Правовое просвещение граждан", set()),
        ("Минздрав", {Sector.HEALTH}),
        ("Независимая оценка качества", set()),
    ],
)
def test_sectors_of(name: str, sectors: set[Sector]) -> None:
    assert set(sectors_of(name)) == sectors
