"""Dates as Russian documents write them: 7.05.2012, 21 июля 2014 года, «05» апреля 2021 г., 21.07.14."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "ма": 5, "июн": 6,
    "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12,
}  # fmt: skip
MONTH_WORD = (
    r"(?:янв(?:ар[яье]|аря)?|фев(?:рал[яье])?|март[ае]?|мар|апр(?:ел[яье])?|ма[йяе]|июн[яье]|июл[яье]|"
    r"авг(?:уст[ае]?)?|сент?(?:ябр[яье])?|окт(?:ябр[яье])?|ноя(?:бр[яье])?|дек(?:абр[яье])?)\b\.?"
)

# One pattern for both spellings; groups: day, month word, month number, year.
# It begins with a plain digit (what stands before is checked after it): the engine then skips from digit to digit.
DATE_PATTERN = (
    r"(\d(?<![\d.]\d)\d?)\s?[»\"]?\s?(?:(" + MONTH_WORD + r")\s{0,3}|[./-]\s?(\d{1,2})\s?[./-]\s?)"
    r"(\d{4}|\d{2}(?=\s?г\b|\s*(?:№|N\b)|\W|$))(?!\d)"
)
DATE = re.compile(DATE_PATTERN, re.IGNORECASE)


def month_number(word: str) -> int | None:
    """Number of the month a word (or its beginning) names, in any case; None for other words."""
    lowered = word.lower()
    if lowered.startswith("мар"):
        return 3
    return next((number for stem, number in MONTHS.items() if lowered.startswith(stem)), None)


def date_of(match: re.Match[str], first_group: int = 1) -> date | None:
    """The date a match of `DATE` means; None when there is no such day. Two-digit years are of this century."""
    day, word, number, year = (match.group(first_group + i) for i in range(4))
    month = month_number(word) if word else int(number)
    if month is None:
        return None
    full_year = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(full_year, month, int(day))
    except ValueError:
        return None


def find_dates(text: str) -> tuple[tuple[int, int, date], ...]:
    """All days named in `text` as (start, end, day), in order."""
    found = ((match.start(), match.end(), date_of(match)) for match in DATE.finditer(text))
    return tuple((start, end, day) for start, end, day in found if day is not None)
