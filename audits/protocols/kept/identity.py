"""Which stored protocol a file is, and under which code a new one is kept.

The code is made of date and number, which do not tell two protocols apart where one of them is missing or two bodies
number alike. Then the body, the subject, the chair, those it instructs and the items decide. Whatever is in doubt is
another protocol: nothing stored is replaced by it, and a person can still say that it is the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from audits.protocols.items.item import amends
from audits.protocols.model import Item, Protocol
from audits.protocols.words.months import MONTH

_WORD = re.compile(r"[а-яёa-z-]{4,}", re.I)
# Months and words about terms: a term that was moved leaves the protocol what it is.
_OF_TERMS = re.compile(rf"^(?:{MONTH}|срок|далее|ежемес|ежекварт|ежегод|года?$)")
_STEM = 6  # letters in which the cases of a word agree
_REWORDED = 0.5  # words two items must have in common to be one item in two editions
_COPIED = 0.7  # where number and date do not vouch for it
_REVISED = 0.2  # items shared, of the shorter protocol's, where number and date agree


def same_protocol(one: Protocol, other: Protocol) -> bool:
    """Whether two files are the same protocol, perhaps in another edition or with fewer items."""
    if (one.number, one.on) != (other.number, other.on) or _amending(one) != _amending(other):
        return False
    headings = ((one.issuer, other.issuer), (one.title, other.title), (one.chair, other.chair))
    if any(_contradict(_stems(here), _stems(there)) for here, there in headings):
        return False
    if one.number and one.on:
        return _shared(one, other, _REWORDED) >= _REVISED
    if _stems(one.title) != _stems(other.title) or not _asked(one, other):
        return _shared(one, other, 1.0) == 1.0
    return _shared(one, other, _COPIED) > 0.5


def known_as(protocol: Protocol, stored: Iterable[Protocol]) -> Protocol | None:
    """The stored protocol this one is an edition of, if any: the one most like it."""
    alike = [each for each in stored if same_protocol(protocol, each)]
    return max(alike, key=lambda each: _shared(protocol, each, _REWORDED), default=None)


def with_code(protocol: Protocol, stored: Sequence[Protocol]) -> Protocol:
    """The protocol under the code it is stored under, or under a free one: «2026-01-20», else «2026-01-20~2»."""
    known = known_as(protocol, stored)
    if known is not None:
        return renamed(protocol, known.id)
    taken = {each.id for each in stored}
    if protocol.id not in taken:
        return protocol
    free = next(count for count in range(2, len(taken) + 3) if f"{protocol.id}~{count}" not in taken)
    return renamed(protocol, f"{protocol.id}~{free}")


def renamed(protocol: Protocol, code: str) -> Protocol:
    """The same protocol under another code."""
    return msgspec.structs.replace(protocol, id=code)


def same_item(one: Item, other: Item, *, alike: float = _REWORDED) -> bool:
    """Whether two items ask for the same: by their words, whatever terms they have."""
    here, there = _words(one.text), _words(other.text)
    if not (here or there):
        return (one.responsible, one.terms) == (other.responsible, other.terms)
    return len(here & there) >= alike * len(here | there)


def same_words(one: Item, other: Item) -> bool:
    """Whether two items say the same in the same words, whatever terms they name."""
    return _words(one.text) == _words(other.text)


def _shared(one: Protocol, other: Protocol, alike: float) -> float:
    """How many of the items of the shorter of two protocols the other one has, too."""
    fewer, more = sorted((one.items, other.items), key=len)
    told = [item for item in fewer if item.text]
    shared = sum(any(same_item(item, each, alike=alike) for each in more) for item in told)
    return shared / len(told) if told else 0.0


def _asked(one: Protocol, other: Protocol) -> bool:
    """Whether the two instruct any one body in common; one that instructs nobody says nothing."""
    here, there = ({name.lower() for item in each.items for name in item.responsible} for each in (one, other))
    return not (here and there) or bool(here & there)


def _amending(protocol: Protocol) -> bool:
    """Whether a protocol says how another text is to be changed, so that its items are not those of that text."""
    changing = sum(amends(item.text) for item in protocol.items)
    return amends(protocol.title) or 2 * changing > len(protocol.items)


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each of two headings says something the other does not; one that says less contradicts nothing."""
    return bool(one - other and other - one)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM].rstrip("аеиоуыьюяй") for word in _words(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.lower().replace("ё", "е")) if not _OF_TERMS.match(word))
