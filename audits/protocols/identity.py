"""Which stored protocol a file is, and under which code a new one is kept.

The code is made of date and number, which do not tell two protocols apart where one of them is missing or two bodies
number alike. Then the body, the subject and the items decide: nothing stored is replaced by a different protocol.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from audits.protocols.model import Protocol

_WORD = re.compile(r"[а-яёa-z-]{4,}", re.I)
# Months and words about terms: a term that was moved leaves the protocol what it is.
_OF_TERMS = re.compile(
    r"^(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр|срок|далее|ежемес|ежекварт|ежегод|года?$)"
)
_ALIKE = 0.5  # words in common of all words
_REVISED = 0.2  # enough where number, date and subject agree: a new edition
_COPIED = 0.8  # needed where the subjects differ: the same text read anew


def same_protocol(one: Protocol, other: Protocol) -> bool:
    """Whether two files are the same protocol, perhaps in another edition."""
    if (one.number, one.on) != (other.number, other.on) or _differ(one.issuer, other.issuer):
        return False
    items = _common(_said(one), _said(other))
    if _differ(one.title, other.title):
        return items >= _COPIED
    return items >= (_REVISED if one.number and one.on else _ALIKE)


def known_as(protocol: Protocol, stored: Iterable[Protocol]) -> Protocol | None:
    """The stored protocol this one is an edition of, if any."""
    return next((each for each in stored if same_protocol(protocol, each)), None)


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


def _differ(one: str, other: str) -> bool:
    """Whether two headings are about different things; one that is missing says nothing."""
    return bool(one and other) and _common(_words(one), _words(other)) < _ALIKE


def _said(protocol: Protocol) -> frozenset[str]:
    return _words(" ".join(item.text for item in protocol.items))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.lower().replace("ё", "е")) if not _OF_TERMS.match(word))


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    together = one | other
    return len(one & other) / len(together) if together else 1.0
