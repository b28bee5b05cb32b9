"""Years that scores are of, by what is told nearest to them."""

from __future__ import annotations

import pytest

from rules.authority.scored_years import years_scored
from rules.authority.units import Unit
from tests.rules.authority.ministry import section


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("итоговые показатели за 2025 год", (2025,)),
        ("итоговых значений 2025 года", (2025,)),
        ("баллы 2025 года", (2025,)),
        ("опросили в 2025 году", (2025,)),
        ("баллы 2025 года появятся зимой", ()),
        ("рейтинг районов за 2025 год размещён в разделе «Отчёты»", ()),
        ("доклад о бюджете 2025 года", ()),
        ("значение музея", ()),
    ],
)
def test_words_that_tell_what_a_year_is_of(line: str, years: tuple[int, ...]) -> None:
    assert years_scored(Unit(section(), "Показатели", lines=(line,))) == years
