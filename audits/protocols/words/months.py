"""Months as Russian writes them, and counting in them."""

from __future__ import annotations

from datetime import date, timedelta

_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")

SHORT_MONTH = r"(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)\."
OF_DAY = r"(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)я|(?:март|август)а|мая)"  # «5 марта»
MONTH = (  # a month in any case, or shortened («апр.»); a source for patterns, without groups
    r"(?:(?:январ|феврал|март|апрел|ма(?=[йяею]\b)|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*"
    rf"|{SHORT_MONTH})"
)


def month_of(word: str) -> int:
    """The number of a month named as `MONTH` matches it."""
    return next(number for number, stem in enumerate(_STEMS, 1) if word.lower().startswith(stem))


def add_months(start: date, months: int, *, day: int = 0) -> date:
    """`start` moved by months, to `day` of the month (else its own), clipped to the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = end_of_month(date(year, month + 1, 1))
    return last.replace(day=min(day or start.day, last.day))


def end_of_month(day: date) -> date:
    """The last day of the month `day` lies in."""
    if day.month == 12:
        return day.replace(day=31)
    return day.replace(month=day.month + 1, day=1) - timedelta(days=1)
