"""One item of a protocol: whom it instructs, what to do and by when, from its paragraphs."""

from __future__ import annotations

import re
from datetime import date

from audits.protocols.bodies import named_bodies, persons_in, read_addressees
from audits.protocols.fields import Kind, Piece, pieces
from audits.protocols.inline import inline_terms, without_terms
from audits.protocols.mentions import Role, read_mentions, unquoted
from audits.protocols.model import Item, Term
from audits.protocols.terms import doubt, read_terms

_EVENT_TERM = re.compile(r"\bстрого\s+(?:до|после)\s+[^.;]+", re.I)
_INFORMATIVE = re.compile(
    r"^\s*(?:принять\s+к\s+сведению|отметить|заслушать|одобрить|согласиться"
    r"|(?:информацию|доклад|отч[её]т)\b.*\bпринять\s+к\s+сведению)\b",
    re.I,
)
_REFERENCE = re.compile(r"\(\s*(?:п|пункт|пп|пункты)\.?\s*(\d+)(?:\s*[-–,и]\s*(\d+))?\s+приложения", re.I)


def read_item(
    number: str,
    texts: list[str],
    parent: bool,
    on: date | None,
    inherited: tuple[str, ...],
    notes: list[str],
    *,
    covered: bool,
) -> Item:
    """Read an item. `inherited`: the bodies of the item above; `covered`: that one has a term; `parent`: it has parts.

    What was not understood is added to `notes`.
    """
    parts = [piece for text in texts for piece in pieces(text)]
    prose = _prose(parts)
    addressees = read_addressees(without_terms(prose))
    terms: list[Term] = []
    who = list(addressees.bodies)
    for part in parts:
        if part.kind is Kind.TERM:
            terms.extend(read_terms(part.text, signed=on))
        elif part.kind is Kind.WHO:
            who.extend(named_bodies(part.text) or persons_in(part.text))
    informative = is_informative(prose)
    named = [] if informative else _named(prose, on)
    if terms:
        notes.extend(_passed_over(number, terms, named))
    else:
        # A parent that only says how often («Ежемесячно:») leaves it to its sub-items.
        terms.extend(term for term in named if term.due or not parent)
    notes.extend(f"Пункт {number}: {words}" for term in terms if (words := doubt(term)))
    events = [
        Term(text=match[0].strip(), note="привязан к событию, не к дате") for match in _EVENT_TERM.finditer(prose)
    ]
    if events and not terms and not informative:
        notes.append(f"Пункт {number}: срок «{events[0].text}» привязан к событию, даты нет.")
    terms += events
    if not parent and not informative and not terms and not covered:
        notes.append(f"Пункт {number}: срок не указан{_other_dates(prose, on)}.")
    if not parent and not informative and not (who or inherited):
        notes.append(f"Пункт {number}: не указано, кому поручено.")
    return Item(
        number=number,
        text=prose.strip(),
        terms=tuple(terms),
        responsible=tuple(dict.fromkeys(who)) or inherited,
        persons=persons_in(prose) if addressees.bodies else (),
        parent=parent,
        references=tuple(int(n) for match in _REFERENCE.finditer(prose) for n in match.groups() if n),
    )


def is_informative(prose: str) -> bool:
    """Whether an item asks for nothing: «Принять к сведению …»."""
    return _INFORMATIVE.match(prose) is not None


def _named(prose: str, on: date | None) -> list[Term]:
    """Terms in sentences. A single day before the protocol is none: «сайты, созданные до 1 января 2020 года»."""
    found = [term for words in inline_terms(prose) for term in read_terms(words, signed=on)]
    return [term for term in found if not (term.due and on and term.due < on and term.recurrence is None)]


def _other_dates(prose: str, on: date | None) -> str:
    """Dates of an item without a term, for a person to look at."""
    plain = unquoted(prose)
    dates = [plain[one.start : one.end].strip() for one in read_mentions(plain, on) if one.role is not Role.CITED]
    return f"; дата в тексте ({', '.join(dates)}) сроком не сочтена" if dates else ""


def _prose(parts: list[Piece]) -> str:
    return " ".join(part.text for part in parts if part.kind is Kind.PROSE)


def _passed_over(number: str, terms: list[Term], named: list[Term]) -> list[str]:
    """A «Срок: …» holds; another date in the sentences is said, not followed."""
    known = {term.due for term in terms}
    return [
        f"Пункт {number}: в тексте назван ещё срок «{term.text}»; взят тот, что в поле «Срок»."
        for term in named
        if term.due is not None and term.due not in known
    ]
