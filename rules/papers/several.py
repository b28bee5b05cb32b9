"""Of which years the reports, and the plans, are that stand one after the other in one file or on one page.

A report speaks of those before it: what counts begins like a report, tells what a report tells, and is about its year
more than about any other.
"""

from __future__ import annotations

import re
from collections import Counter

from msgspec import structs

from crawler.items import Document
from rules.dates.years import SENTENCE_END, YEAR, YearRole, years_of_text
from rules.papers.filed import FiledAs
from rules.papers.written import is_written

_READ = 500_000  # characters of a file
_TITLE = 350  # characters from the first word of a report or plan on that are its title
_BEGINS = re.compile(r"\b(?:(?:Аналитическ|Итогов|Сводн|Краткий)\w*+\s+отч[её]т|Отч[её]т|ОТЧ[ЕЁ]Т)(?:ы|Ы)?\b")
_PLAN = re.compile(r"\b(?:План|ПЛАН)(?:ы|Ы)?\b")
_SENTENCE_END = re.compile(SENTENCE_END)
_YEAR = re.compile(rf"(?<!\d)(?<!\d\.)({YEAR})(?!\d)")  # not those of days: acts are of many years


def reported_years(document: Document) -> tuple[int, ...]:
    """Years of the reports a text consists of; empty where it is one, or where they cannot be told apart."""
    text = document.text[:_READ]
    heads = [(match.start(), year) for match in _BEGINS.finditer(text) if (year := _year_of(text, match.start()))]
    starts = [head for at, head in enumerate(heads) if not at or head[1] != heads[at - 1][1]]
    if len({year for _, year in starts}) < 2:
        return ()
    ends = [*(start for start, _ in starts[1:]), len(text)]
    parts = ((year, text[start:end]) for (start, year), end in zip(starts, ends, strict=True))
    return tuple(sorted({year for year, part in parts if _is_report(document, part, year)}))


def planned_years(document: Document) -> frozenset[int]:
    """Years for which any plan of a text is by its title."""
    text = document.text[:_READ]
    titles = (years_of_text(_title(text, match.start())) for match in _PLAN.finditer(text))
    return frozenset(year.year for years in titles for year in years if year.role is YearRole.PLAN)


def _title(text: str, start: int) -> str:
    title = text[start : start + _TITLE]
    end = _SENTENCE_END.search(title)
    return title[: end.start()] if end else title


def _year_of(text: str, start: int) -> int:
    """The only year a report's title names as that of the assessment, or names at all; 0 for none or several."""
    years = years_of_text(_title(text, start))
    assessed = {year.year for year in years if year.role is YearRole.ASSESSMENT}
    told = assessed or {year.year for year in years if year.role is YearRole.MENTIONED}
    return told.pop() if len(told) == 1 else 0


def _is_report(document: Document, part: str, year: int) -> bool:
    told = Counter(map(int, _YEAR.findall(part)))
    others = max((times for one, times in told.items() if one != year), default=0)
    if told[year] <= others:
        return False
    return is_written(FiledAs.RESULTS, structs.replace(document, title=part[:_TITLE], text=part, tables=()))
