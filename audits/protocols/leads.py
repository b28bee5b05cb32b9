"""Words above a list of items that hold for each of them: «Директорам школ в срок до 1 марта необходимо:»."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from audits.protocols.bodies import read_addressees
from audits.protocols.inline import inline_terms, without_terms
from audits.protocols.model import Term
from audits.protocols.nominative import begins_with_body
from audits.protocols.terms import read_terms

_ASKS = re.compile(
    r"\b(?:поруча(?:ю|ем|ет)|поручить|предлага(?:ю|ем|ет)|рекоменду(?:ю|ем|ет)|рекомендовать|прошу|просим|просит|обязать"
    r"|обязыва(?:ю|ем|ет)|приказываю|необходимо|надлежит|следует|требуется|должн[ыао]?)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[а-яё\d»)])[.!?;]\s+(?=[А-ЯЁ])")
_WORD = re.compile(r"\b[А-ЯЁа-яё]")
_LONGEST = 600  # letters


class Lead(msgspec.Struct, frozen=True):
    """Whom the words above a list ask, and by when, for what does not say so itself."""

    bodies: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()


def lead_in(paragraph: str) -> tuple[str, str]:
    """A paragraph parted into what belongs to the item before and the sentence that leads to the next items, if any."""
    ends = [match.end() for match in _SENTENCE.finditer(paragraph)]
    start = ends[-1] if ends else 0
    sentence = paragraph[start:].strip()
    if not sentence.endswith(":") or len(sentence) > _LONGEST or not _ASKS.search(sentence):
        return paragraph, ""
    return paragraph[:start].strip(), sentence


def read_lead(sentence: str, on: date | None) -> Lead:
    """Read a sentence that leads to items; more terms than one are none that all of these have."""
    asks = [*_ASKS.finditer(sentence)]
    if not asks:
        return Lead()
    before, after = sentence[: asks[0].start()], sentence[asks[0].end() :]
    bodies = read_addressees(without_terms(after.strip(" ,:"))).bodies if begins_with_body(after.strip()) else ()
    if not bodies:
        at = next((one.start() for one in _WORD.finditer(before) if begins_with_body(before[one.start() :])), None)
        bodies = read_addressees(without_terms(before[at:]).strip(" ,")).bodies if at is not None else ()
    found = [term for words in inline_terms(sentence) for term in read_terms(words, signed=on)]
    kept = [term for term in found if term.due and not (on and term.due < on)]
    return Lead(bodies, tuple(kept) if len(kept) == 1 == len(found) else ())
