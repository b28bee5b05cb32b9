"""Periods results are given for: «III квартал 2019», «по итогам 2019 года», «с 1 по 16 октября 2019».

Norm: protocol of 02.06.2017 № 3, annex 1: poll results «не реже, чем один раз в квартал, а также по итогам года».
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache

from rules.dates.days import DATE, MONTH_WORD, date_of, month_number
from rules.dates.years import YEAR
from rules.language.wording import in_one_alphabet
from rules.model import Value


class Span(StrEnum):
    """How long a period is."""

    DAYS = "days"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    MONTHS = "months"
    YEAR = "year"


class Period(Value, frozen=True):
    """From `first` to `last`, both included."""

    span: Span
    first: date
    last: date
    text: str = ""

    @property
    def quarters(self) -> tuple[tuple[int, int], ...]:
        """(year, quarter) of every quarter the period ends in or wholly covers."""
        covered = {(self.last.year, (self.last.month + 2) // 3)}
        for year in range(self.first.year, self.last.year + 1):
            for quarter in range(1, 5):
                begin, end = _months(year, 3 * quarter - 2, 3 * quarter)
                if self.first <= begin and end <= self.last:
                    covered.add((year, quarter))
        return tuple(sorted(covered))


LONGEST = 6000
_YEAR = rf"(?P<{{}}>{YEAR})(?!\d)"
_ORDINALS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4,
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4,
}  # fmt: skip
_ORDINAL = r"(?P<{}>IV|I{{1,3}}|[1-4](?:\s?-\s?(?:й|ый|ой|ий|е|ое|го))?|перв\w+|втор\w+|трет\w+|четв[её]рт\w+)"
_QUARTER = re.compile(
    rf"(?:\b{_ORDINAL.format('from')}\s?[-–—,и]\s?)?\b{_ORDINAL.format('n')}\s?(?:квартал\w*|кв\b\.?)[\s.,:—-]*(?:за\s+)?{_YEAR.format('y')}",
    re.IGNORECASE,
)
_YEAR_THEN_QUARTER = re.compile(
    rf"\b{_YEAR.format('y')}\s*(?:г(?:ода?|\.)?)?[\s.,:—-]*(?:за\s+)?{_ORDINAL.format('n')}\s?(?:квартал\w*|кв\b\.?)(?!\s*(?:за\s+)?{YEAR})",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(
    rf"\W*+(?:(?:по\s+)?итог\w+\s+(?:за\s+)?год\w*|год\w*|за\s+год)?[\s.,:—-]*{_YEAR.format('y')}\s*(?:г(?:ода?|\.)?)?\W*",
    re.IGNORECASE,
)
_HALF = re.compile(
    rf"(?:\b{_ORDINAL.format('from')}\s?[-–—,и]\s?)?\b{_ORDINAL.format('n')}\s+полугоди\w+\s+{_YEAR.format('y')}",
    re.IGNORECASE,
)
_N_MONTHS = re.compile(
    rf"\b(?P<n>3|6|9|12|три|шесть|девять|двенадцать)\s+месяц\w*\s+{_YEAR.format('y')}", re.IGNORECASE
)
_N_QUARTERS = re.compile(rf"\b(?P<n>два|три|четыре)\s+квартала\s+{_YEAR.format('y')}", re.IGNORECASE)
_YEARLY = re.compile(
    rf"(?:по\s+итогам|итоги?|за(?:\s+весь)?|(?:весь|целый)|годов\w++[^.;]{{0,60}}?за|результат\w*+[^.;\d]{{0,80}}?\bв)\s+{_YEAR.format('y')}\s*(?:-\s?(?:й|го)\s*)?"
    rf"(?:календарн\w+\s+)?(?:г\b\.?|год\w*)",
    re.IGNORECASE,
)
_OUTCOME_OF = re.compile(
    rf"\b(?:итог|результат)\w*[^.;\d]{{0,80}}?[:,(–—-]\s*{_YEAR.format('y')}\s*(?:г\b\.?|год\w*)(?!\s*[,:–—-]?\s*(?:[IV]+|[1-4])\s)",
    re.IGNORECASE,
)
_YEAR_IN_ALL = re.compile(
    rf"\b{_YEAR.format('y')}\s*(?:г\b\.?|год\w*)\s*[(,:–—-]?\s*"
    r"(?:итог\w*|всего|в\s+целом|целиком|полностью|за\s+(?:весь\s+)?год|опрошен\w*|ответил\w*"
    r"|\d[\d \u00a0]{0,6}\s(?:анкет|респондент|ответ|голос|опрош)|(?<=\()\d[\d \u00a0]{0,6}\sчел)",
    re.IGNORECASE,
)
_YEAR_LEADS = re.compile(  # «2024 год: анкету прошли …», «Год 2025. Ответили …» at the beginning of a line
    rf"(?:^\W*|[(;|]\s*)(?:год\s+{_YEAR.format('y')}|{_YEAR.format('z')}\s*(?:г\.|год\w*))"
    r"\s*(?:[:.,)–—]|целиком|полностью|в целом)",
    re.IGNORECASE | re.MULTILINE,
)
_FROM_TO = re.compile(
    rf"\b[сc]\s+(?P<d1>\d{{1,2}})\s*(?P<m1>{MONTH_WORD})?\s*(?:{_YEAR.format('y1')}\s*(?:г(?:ода|\.)?)?)?\s*(?:по|до|[-–—])\s*"
    rf"(?P<d2>\d{{1,2}})\s+(?P<m2>{MONTH_WORD})\s*(?:{_YEAR.format('y2')})?",
    re.IGNORECASE,
)
_NUMERIC_FROM_TO = re.compile(
    r"(?:\b[сc]\s*)?(\d{1,2}\.\d{1,2}\.\d{4})\s*(?:г\w*\.?)?\s*(?:по|до|[-–—])\s*(\d{1,2}\.\d{1,2}\.\d{4})"
)
_MONTHS_RANGE = re.compile(
    rf"(?:\b(?P<m1>{MONTH_WORD})\s*(?:[-–—]|по|и|,\s*(?:{MONTH_WORD}(?:\s*,\s*|\s+и\s+))*)\s*)?\b(?P<m2>{MONTH_WORD})\s+"
    rf"{_YEAR.format('y')}",
    re.IGNORECASE,
)
_MONTHS = re.compile(rf"\b{MONTH_WORD}", re.IGNORECASE)
_TWO = 2
_AFTER_MONTH = re.compile(rf"\b{MONTH_WORD}\s*$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_YEAR_CELL = re.compile(
    rf"(?:^|(?<=\| ))\s*{_YEAR.format('y')}(?:\s?г\.?|\s?год\w*)?\s*(?=$|\|)", re.IGNORECASE | re.MULTILINE
)
_PARTS_OF_YEAR = frozenset({Span.MONTH, Span.QUARTER, Span.HALF, Span.MONTHS})
_COUNTS = {"3": 3, "6": 6, "9": 9, "12": 12, "два": 2, "три": 3, "четыре": 4, "шесть": 6, "девять": 9, "двенадцать": 12}


def find_periods(text: str, *, default_year: int | None = None) -> tuple[Period, ...]:
    """Periods named in the first `LONGEST` characters of `text`, in order.

    `default_year` is used for days without a year («с 1 по 16 октября»).
    """
    return _periods(in_one_alphabet(text[:LONGEST]), default_year) if _DIGIT.search(text) else ()


@lru_cache(maxsize=1024)  # several rules ask for the periods of the same results
def _periods(text: str, default_year: int | None) -> tuple[Period, ...]:
    found: list[tuple[int, int, Period]] = []

    def add(match: re.Match[str], span: Span, first: date | None, last: date | None) -> None:
        overlaps = any(start < match.end() and match.start() < end for start, end, _ in found)
        if first is not None and last is not None and first <= last and not overlaps:
            found.append((match.start(), match.end(), Period(span, first, last, match.group().strip())))

    for match in _QUARTER.finditer(text):
        first, last = _from_to(match)
        add(match, Span.QUARTER if first == last else Span.MONTHS, *_months(int(match["y"]), 3 * first - 2, 3 * last))
    for match in _YEAR_THEN_QUARTER.finditer(text):
        quarter = _ordinal(match.group("n"))
        add(match, Span.QUARTER, *_months(int(match.group("y")), 3 * quarter - 2, 3 * quarter))
    for match in _HALF.finditer(text):
        first, last = _from_to(match)
        if last <= 2:
            add(match, Span.HALF if first == last else Span.YEAR, *_months(int(match["y"]), 6 * first - 5, 6 * last))
    for match in _N_MONTHS.finditer(text):
        count = _COUNTS[match.group("n").lower()]
        add(match, Span.YEAR if count == 12 else Span.MONTHS, *_months(int(match.group("y")), 1, count))
    for match in _N_QUARTERS.finditer(text):
        count = _COUNTS[match.group("n").lower()]
        add(match, Span.YEAR if count == 4 else Span.MONTHS, *_months(int(match.group("y")), 1, 3 * count))
    for match in _NUMERIC_FROM_TO.finditer(text):
        days = [date_of(m) if (m := DATE.fullmatch(group)) else None for group in match.groups()]
        add(match, Span.DAYS, days[0], days[1])
    for match in _FROM_TO.finditer(text):
        following = re.search(YEAR, text[match.end() : match.end() + 12])
        year_text = match.group("y2") or match.group("y1") or (following.group() if following else "")
        last_year = int(year_text) if year_text else default_year
        if last_year is None:
            continue
        last_month = month_number(match.group("m2")) or 0
        first_month = month_number(match.group("m1") or match.group("m2")) or 0
        first_year = int(match.group("y1")) if match.group("y1") else last_year - (first_month > last_month)
        add(
            match,
            Span.DAYS,
            _day(first_year, first_month, match.group("d1")),
            _day(last_year, last_month, match.group("d2")),
        )
    for yearly in (_YEARLY, _YEAR_IN_ALL, _OUTCOME_OF):
        for match in yearly.finditer(text):
            if yearly is _YEAR_IN_ALL and _AFTER_MONTH.search(text[: match.start()]):
                continue  # «Январь, февраль, март 2026 года. Ответили 58 человек»
            add(match, Span.YEAR, *_months(int(match.group("y")), 1, 12))
    for match in _YEAR_LEADS.finditer(text):
        add(match, Span.YEAR, *_months(int(match.group("y") or match.group("z")), 1, 12))
    if alone := _YEAR_ALONE.fullmatch(text):  # a heading or a label that is a year and nothing else
        add(alone, Span.YEAR, *_months(int(alone.group("y")), 1, 12))
    for match in _MONTHS_RANGE.finditer(text):
        if re.search(r"\d\s*[»\"]?\s*$", text[: match.start()]):
            continue  # the month of a day: «16 октября 2019»
        last_month = month_number(match.group("m2")) or 0
        first_month = month_number(match.group("m1")) or 0 if match.group("m1") else last_month
        listed = len(_MONTHS.findall(match.group()))
        length = (last_month - first_month) % 12 + 1
        if listed > _TWO and listed != length:
            first_month, length = last_month, 1  # «Январь, март, май 2026 года»: not what lies between
        span = Span.MONTH if length == 1 else Span.MONTHS
        year = int(match.group("y"))
        begin, _ = _months(year - (first_month > last_month), first_month, first_month)
        add(match, span, begin, _months(year, last_month, last_month)[1])
    for match in _YEAR_CELL.finditer(text) if " | " in text else ():
        if _heads_a_column(text, match, found):
            add(match, Span.YEAR, *_months(int(match["y"]), 1, 12))
    return tuple(period for _, _, period in sorted(found, key=lambda item: item[0]))


def _heads_a_column(text: str, year: re.Match[str], found: Iterable[tuple[int, int, Period]]) -> bool:
    """Whether a year alone in a cell stands beside parts of other years: «Показатель | 2025 год | I кв. 2026».

    Beside a part of its own it may only date that: «2025 год | IV кв. 2025 | 64».
    """
    begin = text.rfind("\n", 0, year.start()) + 1
    end = text.find("\n", year.end())
    row = [one for start, _, one in found if begin <= start < (end if end >= 0 else len(text))]
    parts = {one.last.year for one in row if one.span in _PARTS_OF_YEAR}
    return bool(parts) and int(year["y"]) not in parts


def _from_to(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last of the parts of a year that are named, in whichever order: «за IV и III кварталы»."""
    last = _ordinal(match["n"])
    first = _ordinal(match["from"]) if match["from"] else last
    return min(first, last), max(first, last)


def _ordinal(text: str) -> int:
    lowered = re.sub(r"\s?-\s?\w+$", "", text.lower()).replace("ё", "е")
    return next(
        number for stem, number in sorted(_ORDINALS.items(), key=lambda i: -len(i[0])) if lowered.startswith(stem)
    )


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _day(year: int, month: int, day: str) -> date | None:
    try:
        return date(year, month, int(day))
    except ValueError:
        return None
