"""A day or a month named without «до»: «созвать заседание 25 марта 2027 г.», «обсудить на собрании в октябре».

It is a term only where the item names no other one and the words belong to what is to be done, not to a thing spoken
of («сайты, созданные в мае»). It is always told, for a person to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from audits.protocols.model import Term
from audits.protocols.terms.mentions import Mention, Role, read_mentions, unquoted
from audits.protocols.words.months import MONTH
from audits.protocols.words.papers import CONTRACTS, LAWS, ORDERS
from audits.protocols.words.verbs import INFINITIVE, PARTICIPLE

# Where a clause begins: what stands before speaks of something else.
_CLAUSE = re.compile(r"[.;:!?]\s|[()]|,\s*|\s[–—-]\s")
_INFINITIVE = re.compile(INFINITIVE, re.I)
_PREPOSITION = re.compile(r"\b(?:от|с|со|за|по|на|к|ко|до|после|через|между|около|из|для|о|об)\s*$", re.I)
_SET = re.compile(r"\b(?:перенести|назначить|запланировать|наметить|отложить)\b", re.I)
_ON = re.compile(r"\bна\s*$", re.I)
_IN_MONTH = re.compile(rf"\bво?\s+(?={MONTH}(?!\s*(?:19|20)\d\d))", re.I)
_IN = re.compile(r"\bво?\s*$", re.I)
# Who or what something was done by then, without a comma: «организации созданного 1 мая центра».
_PARTICIPLE = re.compile(PARTICIPLE, re.I)
# A «решение» is what may be made on that day.
_CITED = re.compile(rf"\b(?:{LAWS}|{ORDERS}|письм|{CONTRACTS}|протокол)[а-яё]*\s*$", re.I)


def bare_terms(prose: str, on: date | None) -> list[Term]:
    """Such terms of an item's text."""
    if on is None:
        return []
    plain = unquoted(prose)
    return [_term(plain, one) for one in _asked(plain, on)]


def _asked(plain: str, on: date) -> Iterator[Mention]:
    for one in read_mentions(plain, on):
        if one.role is Role.END and one.day and one.day >= on and _is_when(plain, one):
            yield one


def _is_when(plain: str, one: Mention) -> bool:
    """Whether a date says when to do what the clause asks."""
    before = plain[: one.start]
    begins = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    clause = before[begins:]
    after = _CLAUSE.split(plain[one.end :], maxsplit=1)[0]
    month = _IN.search(before) and _IN_MONTH.search(plain[max(one.start - 4, 0) :])
    if not month:
        moved = _ON.search(clause) and _SET.search(clause)
        if not moved and (_PREPOSITION.search(clause) or _CITED.search(clause)):
            return False
        if _IN.search(clause) or not re.match(r"\d", plain[one.start :]):
            return False
    if verb := _INFINITIVE.search(clause):
        return not _PARTICIPLE.search(clause[verb.end() :])
    return bool(_INFINITIVE.match(after.lstrip(" г."))) and not _PARTICIPLE.search(clause)


def _term(plain: str, one: Mention) -> Term:
    begins = plain.rfind(" ", 0, one.start - 1) + 1 if _IN.search(plain[: one.start]) else one.start
    words = plain[begins : one.end].strip(" ,(")
    note = one.note or "день назван без «до», взят он"
    return Term(words, one.day, note=note, unsure=True)
