"""A card's scores as one number a year: what a ministry's rating is held against. Pure.

The total is taken from the words of the card («Итоговая оценка: 87,10 балла»), else it is the mean of the five
criteria (order of the ministry of labour of 31.05.2018 № 344н); of fewer than five nothing can be said, and scores
before 2018 are on other scales.
"""

from __future__ import annotations

import re

from crawler.items import Card
from rules.authority.reading import TOTAL
from rules.dates.years import assessment_years, years_of_text
from rules.language.wording import normal

FIRST_YEAR = 2018  # since then all sectors count from 0 to 100
CRITERIA = 5
_TOTAL = re.compile(rf"{TOTAL}[^.;\d]{{0,60}}?(\d{{1,3}}(?:[.,]\d{{1,3}})?)(?![\d%]|[.,]\d| из (?!100\b))")
_POINTS = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?)\s*балл")


def totals_of(card: Card) -> dict[int, float]:
    """Year of assessment → total score, 0–100, as far as the card tells."""
    found: dict[int, float] = {}
    for score in card.scores or ():
        total = score.total
        if total is None and len(score.values) == CRITERIA and all(score.values.values()):
            total = round(sum(score.values.values()) / CRITERIA, 2)
        if total is not None:
            found[score.year] = total
    for one in card.attachments or ():
        years = assessment_years(years_of_text(one.text)) if one.kind == "result" else ()
        text = normal(one.text)
        said = _TOTAL.search(text) or _POINTS.search(text)
        if len(years) == 1 and said is not None:
            found[years[0]] = float(said.group(1).replace(",", "."))
    return {year: total for year, total in sorted(found.items()) if year >= FIRST_YEAR and 0 < total <= 100}
