"""Days counted from a date that is named: «за 5 рабочих дней до 1 июля», «в течение 3 дней после 10 мая»."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from audits.protocols.terms.counted import AHEAD, ALONE, COUNT, HAPPENING, SHORT, SINCE, WITHIN, moved
from audits.protocols.words.verbs import INFINITIVE, VERB_LIKE

_BACK = re.compile(rf"\b{AHEAD}(?:{HAPPENING})?[\s(–—-]*$", re.I)
# The event whose date follows may be named («со дня заседания 15 мая»), another date or a verb between may not stand.
_COUNTED = rf"(?:\b{WITHIN}|{SHORT}|(?:^|[:–—-]\s*){ALONE}),?\s+{SINCE}"
_ON = re.compile(rf"{_COUNTED}(?:\s+(?![^,.;]*{VERB_LIKE})[а-яё][^\d,.;]{{0,80}}|{HAPPENING})?[\s(–—-]*$", re.I)
# A count of which it is not understood what it is counted from.
_PASSED_OVER = re.compile(rf"(?P<words>\b{AHEAD}|{_COUNTED})\b(?:(?!{INFINITIVE})[^;])*$", re.I)
_BY = re.compile(r"\b(?:до|к|ко|не\s+позднее|не\s+позже)\s*$", re.I)
_OWN = re.compile(r"\b(?:до|к|ко|не\s+позднее|не\s+позже|по|от|за|и)\s*$", re.I)
_COUNT = re.compile(rf"{SHORT}|\b{COUNT}", re.I)  # «позднее» ends in what looks like one
_AND = re.compile(r"\s*(?:,|;|,?\s*и|,?\s*а\s+также)\s*", re.I)
_REACH = 200  # letters before a date in which its count can stand


class Shift(msgspec.Struct, frozen=True):
    """How far from a date the term lies: `words` hold the count."""

    words: str
    back: bool

    def of(self, day: date) -> date:
        """The day of the term. Raises ValueError or OverflowError outside the calendar."""
        return moved(day, self.words, back=self.back)


def shift_before(text: str, start: int) -> Shift | None:
    """What is counted from the date that begins at `start`, if anything is."""
    before = text[max(start - _REACH, 0) : start]
    if match := _BACK.search(before):
        return Shift(_counted(match[0]), back=True)
    if not _BY.search(before) and (match := _ON.search(before)):
        return Shift(_counted(match[0]), back=False)
    return None


def passed_over(text: str, start: int) -> str:
    """The words of a count that may belong to the date at `start`, though it is not told how; empty where none may."""
    before = text[max(start - _REACH, 0) : start]
    match = None if _OWN.search(before) else _PASSED_OVER.search(before)
    return match["words"] if match else ""


def goes_on(between: str) -> bool:
    """Whether two dates stand in one list, so that what is counted from one is counted from the other too."""
    return _AND.fullmatch(between) is not None


def _counted(words: str) -> str:
    found = _COUNT.search(words)
    return found[0] if found else ""
