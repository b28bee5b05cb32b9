"""Sentences before items that hold for those below: «Руководителям школ в срок до 20 февраля необходимо:».

Letters name whom they ask, and often by when, only there. A term is taken where it belongs to what is asked, not to
what led to it («организациям, открытым до 1 марта, …»); each is told once, with the items it was taken for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from audits.protocols.model import Term
from audits.protocols.notes import Note
from audits.protocols.paper.fields import is_field
from audits.protocols.paper.numbering import Numbered
from audits.protocols.paper.text import section_of
from audits.protocols.people.bodies import read_addressees, read_asked
from audits.protocols.people.nominative import begins_with_body
from audits.protocols.terms.inline import clauses, without_terms
from audits.protocols.terms.mentions import unquoted
from audits.protocols.terms.reading import UNDATED, is_closing, read_terms
from audits.protocols.words.asking import ASKS, BEGS, GIVES, MUST
from audits.protocols.words.papers import HEADINGS, PARTS
from audits.protocols.words.verbs import ASIDE, INFINITIVE

_SENTENCE = re.compile(r"(?<=[а-яё»)\d])[.!]\s+(?=[А-ЯЁ])")
_ABBREVIATED = re.compile(r"\b(?:г|гг|ул|им|д|пл|стр|[А-ЯЁ])$")
_FOLLOWING = re.compile(
    rf"^[\s,)–—-]*(?:{MUST}\s+)?(?:{INFINITIVE}\s+)?(?:следующ[а-яё]+(?:\s+[а-яё]+){{0,2}})?\s*:?$", re.I
)
_BEFORE_IT = re.compile(rf"^[\s–—-]*(?:{BEGS}|{MUST}|{GIVES})\b", re.I)
_ASIDE = re.compile(rf"[,(](?=[^,(]*{ASIDE})[^,(]*$", re.I)  # the last clause speaks of something else
_ADDRESSED = re.compile(r"^(?P<who>[^.:]{10,250}?)\s*(?:\(по\s+списку[^)]*\))?\s*$", re.I)
_HEADING = re.compile(rf"^\W*(?:{HEADINGS}|перечень)\b", re.I)
_MARK = re.compile(rf"^\W*(?:{PARTS}|выступил[аи]?|отметил[аи]?)\b", re.I)
_NONE = re.compile(rf"{UNDATED}|\bпо\s+мере\b", re.I)


class Lead(msgspec.Struct, frozen=True):
    """Whom a sentence asks and by when, and of which items (by number)."""

    bodies: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    items: tuple[str, ...] = ()
    left: tuple[str, ...] = ()  # words of terms that belong to something else, as far as can be told


class Introduced(msgspec.Struct, frozen=True):
    """The items without the sentences that introduce others, and what those say."""

    items: list[Numbered]
    leads: tuple[Lead, ...]

    def of(self, number: str) -> Lead:
        """What was said before an item."""
        return next((lead for lead in self.leads if number in lead.items), Lead())


def introduced(found: Sequence[Numbered], header: Sequence[str], on: date | None) -> Introduced:
    """What stands before the first item and between items, for those that follow."""
    groups: list[tuple[Lead, list[str]]] = [(_of_header(header, on), [])]
    items = []
    for one, after in zip(found, [*found[1:], None], strict=True):
        groups[-1][1].append(one.number)
        lead = _between(one, after, on)
        if lead is not None:
            before = groups[-1][0]
            groups.append((lead if lead.bodies else msgspec.structs.replace(lead, bodies=before.bodies), []))
            one = Numbered(one.number, one.texts[:-1])
        items.append(one)
    leads = tuple(
        msgspec.structs.replace(lead, items=tuple(each for each in numbers if _block(each) == _block(numbers[0])))
        for lead, numbers in groups
        if lead.bodies or lead.terms or lead.left
    )
    return Introduced(items, leads)


def takes_lead(text: str) -> bool:
    """Whether an item may have the term said before it: not one that is done always or at once."""
    return _NONE.search(text) is None


def told(leads: Sequence[Lead], given: Mapping[str, tuple[Term, ...]]) -> list[Note]:
    """What to say about terms taken from such sentences; `given`: those of each item that took them."""
    notes = []
    for lead in leads:
        notes += [Note(f"Перед перечнем назван срок «{words}», ни одному из пунктов он не дан.") for words in lead.left]
        numbers = [number for number in lead.items if number in given]
        if numbers:
            which = f"пункту {numbers[0]}" if len(numbers) == 1 else f"пунктам {', '.join(numbers)}"
            words = ", ".join(dict.fromkeys(term.text for term in lead.terms))
            notes.append(Note(f"Срок «{words}» назван перед перечнем: он дан {which}."))
    return notes


def _block(number: str) -> str:
    """Which list an item is of («II.1»): what is said before one does not belong to the next."""
    found = re.match(r"[IVX]+\.", number)
    return found[0] if found else ""


def _between(one: Numbered, after: Numbered | None, on: date | None) -> Lead | None:
    """What a paragraph at an item's end says of the next ones; None where it is the item's own."""
    if after is None or len(one.texts) < 2 or after.number.startswith(f"{one.number}."):
        return None
    last = one.texts[-1]
    if not last.rstrip().endswith(":") or is_field(last):
        return None
    return _read(last, on)


def _of_header(header: Sequence[str], on: date | None) -> Lead:
    if any(_HEADING.match(part) for part in header):  # what was said at a meeting stands above, too
        last = (section_of(header[-1]) or header[-1]) if header else ""
        return (last.rstrip().endswith(":") and not _MARK.match(last) and _read(last, on)) or Lead()
    header = [section_of(part) or part for part in header]  # «I. Отделу культуры:»
    for part in reversed(header[-3:]):
        if lead := _read(part, on):
            return lead if lead.bodies else msgspec.structs.replace(lead, bodies=_addressed(header))
    return Lead(_addressed(header))


def _addressed(header: Sequence[str]) -> tuple[str, ...]:
    """To whom a letter goes: «Директорам школ (по списку)» in its head. Other papers have no such line."""
    for part in header:
        found = _ADDRESSED.match(part)
        if found and part[:1].isupper() and begins_with_body(part) and not ASKS.search(part):
            return read_addressees(found["who"]).bodies
    return ()


def _read(paragraph: str, on: date | None) -> Lead | None:
    """The last sentence of a paragraph that asks somebody for what follows."""
    for sentence in reversed(_sentences(paragraph)):
        asks = list(ASKS.finditer(sentence))
        ends = sentence.rstrip().endswith(":")
        if not (asks or (ends and begins_with_body(without_terms(sentence).strip()))):
            continue
        bodies = _asked(sentence, asks)
        terms, left = _terms(sentence, on) if ends else ((), ())
        if bodies or terms or ends:
            return Lead(bodies, terms, left=left)
    return None


def _sentences(paragraph: str) -> list[str]:
    parts, start = [], 0
    for match in _SENTENCE.finditer(paragraph):
        if not _ABBREVIATED.search(paragraph[: match.start()]):
            parts.append(paragraph[start : match.start()])
            start = match.end()
    return [*parts, paragraph[start:]]


def _asked(sentence: str, asks: Sequence[re.Match[str]]) -> tuple[str, ...]:
    for match in asks:
        after = without_terms(sentence[match.end() :]).strip(" ,:")
        if match["begs"] and (bodies := read_asked(after)):
            return bodies
        if match["gives"] and begins_with_body(after) and (bodies := read_addressees(after).bodies):
            return bodies
    must = next((match.start() for match in asks if match["must"]), len(sentence))
    plain = without_terms(sentence[:must]).strip()
    if begins_with_body(plain):
        return read_addressees(plain).bodies
    for match in asks:
        if match["must"]:
            before = without_terms(sentence[: match.start()]).strip(" ,")
            for word in re.finditer(r"(?:^|[\s,])(?=[А-ЯЁа-яё]+(?:ям|ам|ым|им|ому|ему|[уюе])\b)", before):
                rest = before[word.end() :]
                if begins_with_body(rest) and "," not in rest and (bodies := read_addressees(rest).bodies):
                    return bodies
    return ()


def _terms(sentence: str, on: date | None) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The terms that belong to what the sentence asks for, and the words of others that are still to come."""
    plain = unquoted(sentence)
    found: list[Term] = []
    left: list[str] = []
    unclear = False
    for clause in clauses(sentence):
        start, end = clause.spans[0][0], clause.spans[-1][1]
        before, after = plain[:start], plain[end:]
        near = (
            not before.strip(" ,–—(")
            or _FOLLOWING.match(after)
            or _BEFORE_IT.match(after)
            or re.search(rf"{ASKS.pattern}[\s,–—-]*$", before, re.I)
        )
        named = read_terms(clause.words, signed=on)
        read = [term for term in named if not (term.due and on and term.due < on)]
        usable = all(term.due and not is_closing(term) for term in read)
        if read and near and usable and not _ASIDE.search(before):
            found += read
        elif read:
            left.append(clause.words)
            unclear = unclear or not _ASIDE.search(before)
        elif near and named and not _ASIDE.search(before):
            left.append(clause.words)  # before the day of the paper itself
    if unclear or len({term.text for term in found}) > 1:  # which of them is whose is not told
        return (), (*left, *(term.text for term in found))
    return tuple(found), tuple(left)
