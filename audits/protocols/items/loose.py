"""Dates of an item's text that are none of its terms: said to a person, never left out in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from audits.protocols.model import Term
from audits.protocols.paper.fields import Kind, Piece, prose_of
from audits.protocols.terms.inline import Clause, clauses
from audits.protocols.terms.mentions import Mention, Role, ends_of, lone_starts, read_mentions, unquoted
from audits.protocols.terms.reading import STEPS, read_terms
from audits.protocols.words.months import MONTH, add_months

# A month with its year, however it is put: «перечень май 2026», «первого апреля 2026 г.».
_MONTH = re.compile(rf"\b(?:\d{{1,2}}\s+)?{MONTH}\s+(?:20\d\d|\d\d\s*г\.)", re.I)
_PAPER = re.compile(r"\b(?:от|за)\s*$|\b(?:итогам|итоги|результатам|состоянию\s+на)\s*$", re.I)


def loose_dates(parts: Sequence[Piece], terms: Sequence[Term], on: date | None) -> list[str]:
    """The words of each such date, once. The date of a paper («приказ от …») and a report's period are none."""
    found = list(_left(prose_of(parts), terms, on))
    for part in parts:
        if part.kind is Kind.WHO:
            found += [words for _, _, words in _dates(unquoted(part.text), on)]
    return list(dict.fromkeys(found))


def _left(prose: str, terms: Sequence[Term], on: date | None) -> Iterator[str]:
    plain = unquoted(prose)
    taken = [one for one in clauses(prose) if _is_kept(one, terms, on)]
    for start, end, words in _dates(plain, on):
        if not any(first < end and start < last for one in taken for first, last in one.spans):
            yield words
    for one in taken:
        yield from unread(one.words, read_terms(one.words, signed=on), on)


def _is_kept(clause: Clause, terms: Sequence[Term], on: date | None) -> bool:
    """Whether the item has the terms of a clause: a day long past is no term, nor what gives way to a «Срок: …»."""
    known = {term.due for term in terms if term.due}
    return all(term in terms or term.due in known for term in read_terms(clause.words, signed=on))


def _dates(plain: str, on: date | None) -> Iterator[tuple[int, int, str]]:
    mentions = read_mentions(plain, on)
    found = [(one.start, one.end) for one in mentions if one.role is not Role.CITED]
    cited = [(one.start, one.end) for one in mentions if one.role is Role.CITED]
    for match in _MONTH.finditer(plain):
        known = any(start < match.end() and match.start() < end for start, end in (*found, *cited))
        if not known and not _PAPER.search(plain[: match.start()]):
            found.append(match.span())
    for start, end in sorted(dict.fromkeys(found)):
        yield start, end, plain[start:end].strip(" ,(")


def unread(text: str, terms: Sequence[Term], signed: date | None) -> list[str]:
    """Dates by which something is due in `text` that none of its `terms` stands for; those in doubt are said anyway."""
    plain = unquoted(text)
    if any(term.due is None for term in terms):
        return []
    mentions = read_mentions(plain, signed)
    left = [one for one in ends_of(mentions, plain) if not any(_stands_for(term, one) for term in terms)]
    left += [
        one
        for one in lone_starts(mentions, plain)
        if not any(_stands_for(term, one) or _begins(term, one, plain) for term in terms)
    ]
    return [plain[one.start : one.end].strip(" ,(") for one in left]


def _stands_for(term: Term, one: Mention) -> bool:
    """Whether a term falls on a day named; a repeating one, or one whose year is not written, in any year."""
    if term.due is None or one.day is None:
        return False
    if term.recurrence or not one.year_given:
        return (term.due.month, term.day or term.due.day) == (one.day.month, one.day.day)
    return term.due == one.day


def _begins(term: Term, start: Mention, text: str) -> bool:
    """Whether a repeating term is counted from a day: it falls for the first time within a period of it."""
    if (
        not (term.due and term.recurrence and start.begins)
        or text[start.start : start.end].strip(" .") not in term.text
    ):
        return False
    return start.begins <= term.due <= add_months(start.begins, STEPS[term.recurrence])
