"""Days that counted answers are told up to: «результаты опроса по состоянию на 01.11.2026», «(обновлено 05.11.2026)».

Norm: protocol of 02.06.2017 № 3, annex 1: poll results «не реже, чем один раз в квартал». A running count is dated by
such a day instead of a period. A line that names its period as well is dated by that: «за 2025 год (обновлено …)».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.dates.days import DATE, date_of
from rules.dates.periods import LONGEST, Period, Span, find_periods
from rules.language.wording import in_one_alphabet

_DIGIT = re.compile(r"\d")
_LINE = 300  # characters of a line that is dated
_COUNTED = re.compile(
    r"результат|итог|\bсвод|\bответ|опро[сш]|анкет|голос|респондент|участи|участник|мнени", re.IGNORECASE
)
_AS_OF = re.compile(
    r"(?:состояни\w+|актуальн\w+|данны[ехм]\w*|сведени\w+)\s+на[\s:«\"]*$"
    r"|(?:обновл[её]н|обновлени|актуализ)\w*(?:\s+[а-яё]+){0,3}[\s:—–-]*[«\"]?$"
    r"|\b(?:результат|итог|свод|ответ)\w*[^.;!?\d]{0,60}[\s(]на[\s:«\"]*$",
    re.IGNORECASE,
)
_PROMISED = re.compile(r"\bбуд[уе]т|назнач|заплан|намеч|перен[ео]с|продл|ожида|планир", re.IGNORECASE)


def days_as_of(text: str) -> tuple[Period, ...]:
    """Days up to which the answers of a text are counted, each a period of its own, in order."""
    return tuple(day for day, said in _days(text) if said)


def days_beside(text: str) -> tuple[Period, ...]:
    """Days in lines about answers of which it is not said what they are: «Результаты опроса 05.11.2026»."""
    return tuple(day for day, said in _days(text) if not said)


def _days(text: str) -> Iterator[tuple[Period, bool]]:
    """Days in lines that tell of answers and of no period; whether the answers are said to be counted up to it."""
    if not _DIGIT.search(text):
        return
    for line in in_one_alphabet(text[:LONGEST]).split("\n"):
        if len(line) > _LINE or not _COUNTED.search(line) or _PROMISED.search(line) or find_periods(line):
            continue
        for match in DATE.finditer(line):
            if (day := date_of(match)) is not None:
                as_of = _AS_OF.search(line[: match.start()])
                said = f"{as_of.group().strip()} {match.group()}" if as_of else match.group()
                yield Period(Span.DAYS, day, day, said.strip()), as_of is not None
