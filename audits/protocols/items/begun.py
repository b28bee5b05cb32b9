"""When what recurs begins: «ежемесячно до 5 числа, начиная с отчёта за март», «… первый доклад – в сентябре»."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from audits.protocols.model import Term
from audits.protocols.terms.reading import SERIES_NOTE, next_due
from audits.protocols.words.months import MONTH, add_months, month_of

_BEGUN = re.compile(
    r"\b(?:начиная\s+с|перв[а-я]+\s+(?:доклад|отч[её]т|раз|справк|информаци|сведени|представлени|заседани)[а-я]*)"
    rf"(?P<between>[^.;\d]{{0,40}}?)(?P<day>\d{{1,2}}\s+)?(?P<month>{MONTH})(?:\s+(?P<year>20\d\d))?",
    re.I,
)
_FOR = re.compile(r"\bза\s*$", re.I)  # «с отчёта за март»: of that month, due in the next
_NEXT = re.compile(r"следующ[а-я]+\s+за\s+(?:отч[её]тн|истекш)", re.I)


def begun(terms: list[Term], text: str, on: date | None) -> list[Term]:
    """The terms of an item, recurring ones from the month in which its text lets them begin."""
    return [_begun(term, text, on) for term in terms] if on is not None else terms


def _begun(term: Term, text: str, on: date) -> Term:
    match = _BEGUN.search(text)
    if match is None or term.due is None or term.recurrence is None or SERIES_NOTE not in term.note:
        return term
    month = month_of(match["month"])
    year = int(match["year"]) if match["year"] else on.year + (month < on.month)
    try:
        first = date(year, month, int(match["day"] or 1))
    except ValueError:
        wrong = f"начало ряда не учтено: даты «{match['day'].strip()} {match['month']}» не бывает"
        return msgspec.structs.replace(term, note=f"{term.note}; {wrong}", unsure=True)
    if _FOR.search(match["between"]) and _NEXT.search(term.text):
        first = add_months(first, 1)
    due = next_due(term, first)
    if due is None or due <= term.due:
        return term
    said = " ".join(match[0].split())
    return msgspec.structs.replace(term, due=due, note=f"первая дата по словам «{said}»")
