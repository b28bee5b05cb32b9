"""Terms inside an item's sentences: «представить отчёт в срок до 25 марта», «Ежегодно до 1 февраля представлять …».

A date in a sentence is a term only where the words around it say so: «приказ от 5 марта», «в 2016 году» are none.
"""

from __future__ import annotations

import re

from audits.protocols.counted import FROM, SHORT, WITHIN
from audits.protocols.mentions import DAY, DAYS, HALF, QUARTER, unquoted
from audits.protocols.months import MONTH
from audits.protocols.pace import ADVERBS, EACH, TIMES

_YEAR = (
    r"(?:\s*(?:19|20)\d\d(?!\d)(?:\s*г(?:ода|\.)?(?![а-я]))?|\s+\d\d\s*г\.|\s+[ст]\.\s?г\.?"
    r"|\s+(?:текущего|этого|следующего)\s+года)?"
)
_DAY_MONTH = rf"{DAYS}(?:\s+числа)?\s+{MONTH}"
_NUMERIC = r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d\d)(?!\d|\.\d)(?:\s*г(?:ода|\.)?(?![а-я]))?"
_END = rf"(?:конца|окончания)\s+(?:(?:20\d\d|текущего|этого)\s*г(?:ода|\.)|года|(?:{QUARTER}|{MONTH}){_YEAR})"
_DATE = rf"(?:{_DAY_MONTH}{_YEAR}|{_NUMERIC}|\d\d\.(?:0[1-9]|1[0-2])(?!\d|\.\d|\s*ч)|{_END})"
_BY = r"(?:в\s+срок[\s,:–—-]+)?(?:(?:не\s+(?:позднее|позже)(?:\s+чем)?(?:\s+до)?|до|к)\s+|(?<=срок[\s:–—-]))"
_HOUR = r"(?:\d{1,2}[:.-]\d\d\s*(?:час[а-я]*|ч\.?)?\s*|\d{1,2}\s*час[а-я]*\s*)?"
_AND = r"\s*(?:,\s*(?:и|а\s+также)|,|;|и|а\s+также)\s*"
_PACE = rf"(?:(?:не\s+реже,?\s+(?:чем\s+)?)?(?:{TIMES})|{EACH}|{ADVERBS})"
_PERIOD = (
    r"(?:,?\s+(?:(?:каждого|первого|второго|третьего|последнего|отч[её]тного|текущего)\s+)*(?:месяца|квартала|полугодия|года))*"
    r"(?:,?\s+следующ[а-я]+\s+за\s+отч[её]тн[а-я]+(?:\s+(?:месяцем|кварталом|годом|полугодием|периодом))?)?"
)
_DAY_OF_MONTH = rf"(?:{_BY})?{DAYS}\s+числ[ау]{_PERIOD}"
_AGAIN = (
    r"(?:[\s,;(–—-]*(?:и\s+)?(?:далее|в\s+дальнейшем|затем|впоследствии)?"
    rf"[\s,:–—-]*{_PACE}(?:[\s,–—-]*{_DAY_OF_MONTH})?)?"
)
_SINCE = rf"(?:[,\s(]+начиная\s+с\s+(?:{_DATE}|{MONTH}{_YEAR}))?"
_DATES = rf"{_BY}{_HOUR}{_DATE}(?:{_AND}(?:{_BY})?{_DATE})*"
_INLINE = re.compile(
    r"\b(?:"
    rf"(?:начиная\s+)?с\s+(?:{_DATE}|{DAY})\s+(?:по|до)\s+{_DATE}{_AGAIN}"
    rf"|{_PACE}[^.;]{{0,60}}?(?<!\d){_DAY_OF_MONTH}{_SINCE}"
    rf"|{_PACE}[\s,:(–—-]*{_DATES}{_PERIOD}"
    rf"|(?:ежегодно|каждый\s+год)[^.;]{{0,80}}?\b{_BY}{_DAY_MONTH}(?!\s*\d{{4}})(?:{_AND}(?:{_BY})?{_DAY_MONTH})*{_PERIOD}"
    rf"|{_BY}{_DAY_MONTH}(?!\s*\d{{4}})[^.;,]{{0,60}}?\s(?:ежегодно|каждый\s+год|каждого\s+года)"
    rf"|{_DATES}{_PERIOD}{_AGAIN}"
    rf"|{_BY}{DAYS}\s+числ[ау]{_PERIOD}{_AGAIN}{_SINCE}"
    rf"|{_PACE}{_SINCE}"
    rf"|во?\s+(?:{QUARTER}|{HALF}){_YEAR}"
    rf"|(?:в\s+конце|к\s+концу)\s+(?:20\d\d\s*г(?:ода|\.)|{MONTH}{_YEAR})"
    rf"|в\s+течение\s+20\d\d\s*г(?:ода|\.)"
    rf"|в\s+{MONTH}(?:\s?[–—-]\s?{MONTH})?\s+(?:20\d\d(?!\d)(?:\s*г(?:ода|\.)?(?![а-я]))?|[ст]\.\s?г\.|текущего\s+года)"
    rf"|{WITHIN}(?:\s+{FROM})?"
    rf"|{SHORT}(?:\s+{FROM})?"
    r")",
    re.I,
)

_BARE = re.compile(rf"\b(?:(?:в\s+период\s+|начиная\s+)?с\s+)?{_DAY_MONTH}{_YEAR}|\b(?:в\s+период|но)\s+(?=\s)", re.I)


def inline_terms(prose: str) -> list[str]:
    """The words of each term a text names, as `read_terms` takes them."""
    return [match[0] for match in _INLINE.finditer(unquoted(prose))]


def without_terms(prose: str) -> str:
    """The text without its terms: what is left names those it is addressed to."""
    return re.sub(r"\s+", " ", _BARE.sub(" ", _INLINE.sub(" ", unquoted(prose))))


def names_term(prose: str) -> bool:
    """Whether a text names any term."""
    return _INLINE.search(unquoted(prose)) is not None
