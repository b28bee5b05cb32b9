"""«Срок: к 15 июля 2017 г., далее – ежемесячно» → a first date and how it repeats."""

from __future__ import annotations

import re
from datetime import date, timedelta

from audits.protocols.model import Recurrence, Term
from audits.workdays import add_workdays

MONTHS = {
    "январ": 1,
    "феврал": 2,
    "март": 3,
    "апрел": 4,
    "ма": 5,
    "июн": 6,
    "июл": 7,
    "август": 8,
    "сентябр": 9,
    "октябр": 10,
    "ноябр": 11,
    "декабр": 12,
}
_MONTH = r"(январ|феврал|март|апрел|ма(?=[йяе]\b)|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*"
_YEAR = r"(?:\s+(\d{4})\s*(?:г(?:ода?|\.)?)?)?"
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:-?го)?\s+{_MONTH}{_YEAR}", re.I)
_NUMERIC = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b")
_MONTH_ONLY = re.compile(rf"\b{_MONTH}\s+(\d{{4}})", re.I)
_QUARTER = re.compile(r"\b(I{1,3}|IV|[1-4])(?:-?й|-?го)?\s*(?:квартал\w*|кв\.)\s*(\d{4})?", re.I)
_HALF = re.compile(r"\b(I{1,2}|[12])(?:-?е|-?го)?\s*полугоди\w*\s*(\d{4})?", re.I)
_END_OF_YEAR = re.compile(r"\bдо\s+конца\s+(\d{4})?\s*(?:года|г\.)", re.I)
_DAY_OF_MONTH = re.compile(r"\b(\d{1,2})(?:-?го)?\s+числа", re.I)
_WITHIN = re.compile(r"\bв\s+течение\s+(\d{1,3})\s+(рабочих\s+|календарных\s+)?(дн|суток|недел|месяц)\w*", re.I)
_TWO_WEEKS = re.compile(r"\bв\s+(двух|трёх|трех|одно)?-?\s*(недельный|месячный)\s+срок", re.I)
_RECURRENCE = (
    (
        Recurrence.MONTHLY,
        re.compile(r"\bежемесячн\w+|\bкажд(?:ый|ого)\s+месяца?\b|\b(?:1|один)\s+раз\s+в\s+месяц\b", re.I),
    ),
    (
        Recurrence.QUARTERLY,
        re.compile(
            r"\bежеквартальн\w+|\bкажд(?:ый|ого)\s+квартала?\b|\b(?:1|один)\s+раз\s+в\s+квартал\b|\bпоквартально\b",
            re.I,
        ),
    ),
    (Recurrence.YEARLY, re.compile(r"\bежегодн\w+|\bкажд(?:ый|ого)\s+года?\b|\b(?:1|один)\s+раз\s+в\s+год\b", re.I)),
)
_ALWAYS = re.compile(r"\bпостоянно\b|\bна\s+постоянной\s+основе\b|\bв\s+течение\s+года\b", re.I)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_QUARTER_ENDS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


def read_term(text: str, *, signed: date | None) -> Term:
    """Read one term. `signed` is the protocol's date: missing years and «в течение N дней» count from it.

    A term without any recognisable date keeps its words and no `due`.
    """
    text = text.strip(" .;")
    recurrence = next((kind for kind, pattern in _RECURRENCE if pattern.search(text)), None)
    due, note = _date(text, signed)
    if due is None and recurrence is not None:
        due, note = _first_of_series(text, recurrence, signed)
    if due is None and not note and _ALWAYS.search(text):
        note = "исполняется постоянно, даты нет"
    return Term(text=text, due=due, recurrence=recurrence, note=note)


def next_due(term: Term, on: date) -> date | None:
    """The date this term is due at or after `on`; a single or not yet begun term gives its (first) date."""
    if term.due is None or term.recurrence is None or on <= term.due:
        return term.due
    return next(due for due in occurrences(term, add_months(on, 24)) if due >= on)


def occurrences(term: Term, until: date) -> list[date]:
    """All dates of a term up to and including `until`. The 31st falls on a short month's last day."""
    if term.due is None:
        return []
    step = {None: 0, Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.YEARLY: 12}[term.recurrence]
    dates, index = [], 0
    while (due := add_months(term.due, step * index)) <= until:
        dates.append(due)
        if not step:
            break
        index += 1
    return dates


def add_months(start: date, months: int) -> date:
    """`start` moved by months, clipped to the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    month += 1
    for day in range(start.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, min(start.day, 28))


def _date(text: str, signed: date | None) -> tuple[date | None, str]:
    if match := _DAY_MONTH.search(text):
        year = int(match[3]) if match[3] else None
        return _dated(int(match[1]), MONTHS[match[2].lower()], year, signed)
    if match := _NUMERIC.search(text):
        year = int(match[3])
        return _dated(int(match[1]), int(match[2]), year + 2000 if year < 100 else year, signed)
    if match := _END_OF_YEAR.search(text):
        return _dated(31, 12, int(match[1]) if match[1] else None, signed)
    if match := _QUARTER.search(text):
        quarter = _ROMAN.get(match[1].upper()) or int(match[1])
        month, day = _QUARTER_ENDS[quarter]
        return _dated(day, month, int(match[2]) if match[2] else None, signed)
    if match := _HALF.search(text):
        half = _ROMAN.get(match[1].upper()) or int(match[1])
        return _dated(*((30, 6) if half == 1 else (31, 12)), int(match[2]) if match[2] else None, signed)
    if match := _MONTH_ONLY.search(text):
        first = date(int(match[2]), MONTHS[match[1].lower()], 1)
        return add_months(first, 1) - timedelta(days=1), "указан только месяц: взят его последний день"
    return _within(text, signed)


def _within(text: str, signed: date | None) -> tuple[date | None, str]:
    if signed is None:
        return None, ""
    if match := _WITHIN.search(text):
        count, working, unit = int(match[1]), (match[2] or "").startswith("рабоч"), match[3].lower()
        if unit.startswith("месяц"):
            return add_months(signed, count), "отсчитано от даты протокола"
        if unit.startswith("недел"):
            return signed + timedelta(weeks=count), "отсчитано от даты протокола"
        due = add_workdays(signed, count) if working else signed + timedelta(days=count)
        return due, "отсчитано от даты протокола"
    if match := _TWO_WEEKS.search(text):
        count = {"двух": 2, "трёх": 3, "трех": 3}.get((match[1] or "").lower(), 1)
        due = signed + timedelta(weeks=count) if match[2].startswith("недел") else add_months(signed, count)
        return due, "отсчитано от даты протокола"
    return None, ""


def _first_of_series(text: str, recurrence: Recurrence, signed: date | None) -> tuple[date | None, str]:
    """«ежеквартально до 5 числа»: the first such day after the protocol was signed."""
    match = _DAY_OF_MONTH.search(text)
    if signed is None:
        return None, ""
    if not match:
        return None, "периодичность указана без даты"
    day = int(match[1])
    if not 1 <= day <= 31:
        return None, f"«{day} число» не бывает"
    # A quarterly or yearly report is due in the month after its period ended.
    months = {Recurrence.MONTHLY: range(1, 13), Recurrence.QUARTERLY: (1, 4, 7, 10), Recurrence.YEARLY: (1,)}[
        recurrence
    ]
    first = date(signed.year, signed.month, 1)
    for offset in range(25):
        month = add_months(first, offset)
        due = add_months(date(month.year, 1, day), month.month - 1)
        if month.month in months and due > signed:
            return due, "первая дата отсчитана от даты протокола"
    return None, ""


def _dated(day: int, month: int, year: int | None, signed: date | None) -> tuple[date | None, str]:
    note = ""
    try:
        if year is None:
            if signed is None:
                return None, "год не указан"
            year = signed.year if date(signed.year, month, day) >= signed else signed.year + 1
            note = f"год не указан, взят {year}"
        return date(year, month, day), note
    except ValueError:
        return None, f"даты {day}.{month} не бывает"
