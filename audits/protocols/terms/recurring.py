"""Which of several dates an adverb makes repeat: «до 1 апреля и до 1 октября ежегодно» is two yearly terms.

An adverb behind a list is said of all of it. A date that bears a year of its own while those at the adverb bear none
(«до 1 мая 2026 г., до 1 октября ежегодно») comes once. Where it is not told, every date repeats and the note says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import msgspec

from audits.protocols.model import Recurrence
from audits.protocols.terms.mentions import Mention
from audits.protocols.terms.pace import Pace
from audits.protocols.words.months import add_months

_APART = re.compile(r"[,;–—(]")
_AND = re.compile(r"\bи\b|\bа\s+также\b", re.I)
_YEAR = 12
_UNSURE = "повторение «{}» отнесено к каждому из названных дней"


class Repeat(msgspec.Struct, frozen=True):
    """How one of the dates repeats, if it does, and what a person has to check of it."""

    kind: Recurrence | None = None
    note: str = ""


ONCE = Repeat()


def repeats(text: str, ends: Sequence[Mention], pace: Pace) -> list[Repeat]:
    """What repeats of two or more dates, by place."""
    if not pace.months and pace.of_year and not any(one.own_year for one in ends):
        return [Repeat(Recurrence.YEARLY)] * len(ends)  # «трижды в год: до 1 марта, 1 июня и 1 октября»
    if not pace.months:
        return [Repeat(None, f"повторение «{pace.text}» не ведётся")] * len(ends)
    after = next((at for at, one in enumerate(ends) if one.start > pace.start), len(ends))
    if after == len(ends):
        return _closed(text, ends, pace)
    before = list(ends[:after])
    gap = text[ends[after - 1].end : pace.start] if before else ""
    if before and not _APART.search(gap) and _APART.search(text[pace.end : ends[after].start]):
        # «до 1 марта ежегодно, до 1 сентября 2026 г.»
        closed = _closed(text, before, pace) if len(before) > 1 else [Repeat(Recurrence.YEARLY)]
        return [*closed, *(ONCE if one.own_year else Repeat(Recurrence.YEARLY) for one in ends[after:])]
    if pace.months != _YEAR and any(one.year_given for one in ends):
        note = f"названы отдельные дни, повторение «{pace.text}» не ведётся"
        return [Repeat(None, note)] * len(ends)
    bare = not any(one.own_year for one in ends[after:])
    return [ONCE if one.own_year and bare and at < after else Repeat(Recurrence.YEARLY) for at, one in enumerate(ends)]


def _closed(text: str, ends: Sequence[Mention], pace: Pace) -> list[Repeat]:
    """Of dates an adverb follows."""
    last = ends[-1]
    own = [at for at, one in enumerate(ends[:-1]) if one.own_year]
    first = own[-1] + 1 if own and not last.own_year else 0
    within = 1 if pace.months == 1 else _YEAR
    while first < len(ends) - 1 and not _is_within(ends[first].day, last.day, within):
        first += 1
    group = ends[first:]
    if len(group) == 1:
        kinds = [Repeat(_single(pace))]
    elif pace.months == 1:
        kinds = [Repeat(Recurrence.MONTHLY)] * len(group)
    elif pace.months == 3:
        kinds = _quarterly(group, pace)
    else:
        joined = all(one.end > two.start or _AND.search(text[one.end : two.start]) for one, two in pairwise(group))
        doubted = sum(one.own_year for one in group) > 1 and not joined
        kinds = [Repeat(Recurrence.YEARLY, _UNSURE.format(pace.text) if doubted else "")] * len(group)
    return [ONCE] * first + kinds


def _quarterly(group: Sequence[Mention], pace: Pace) -> list[Repeat]:
    """Four days of a year are four yearly terms; fewer on one step are the beginning of a series."""
    if len(group) >= 4:
        return [Repeat(Recurrence.YEARLY)] * len(group)
    days = [one.day for one in group if one.day]
    if all(day == add_months(days[0], 3 * at) for at, day in enumerate(days)):
        return [ONCE] * (len(group) - 1) + [Repeat(Recurrence.QUARTERLY)]
    if _is_within(days[0], days[-1], 3):
        return [Repeat(Recurrence.QUARTERLY)] * len(group)
    return [Repeat(Recurrence.YEARLY, _UNSURE.format(pace.text) + " как ежегодное")] * len(group)


def _is_within(day: date | None, last: date | None, months: int) -> bool:
    return day is not None and last is not None and abs((last - day).days) < (add_months(last, months) - last).days


def _single(pace: Pace) -> Recurrence:
    return {1: Recurrence.MONTHLY, 3: Recurrence.QUARTERLY}.get(pace.months, Recurrence.YEARLY)
