"""«По итогам полугодия – до 15 июля, по итогам года – до 15 января»: what is due after each of several periods.

One such clause may be said of this period alone («отчёт по итогам года до 15 января»); a list of them is a rule for
every year.
"""

from __future__ import annotations

import re
from datetime import date

from audits.protocols.model import Recurrence, Term
from audits.protocols.terms.dates import DAY
from audits.protocols.terms.mentions import ends_of, read_mentions
from audits.protocols.words.months import MONTH

_WHICH = r"(?:(?:отч[её]тного|[IVX1-4]+-?(?:го)?|перв[а-я]+|втор[а-я]+|треть[а-я]+|четв[её]рт[а-я]+|календарного)\s+)?"
_PERIOD = rf"(?:{_WHICH}(?:квартала|полугодия|года)|(?:9|девяти)\s+месяцев)"
_NEXT = r"(?:\s+следующего\s+года)?"
_BY = rf"(?:не\s+(?:позднее|позже)|до|к)\s+{DAY}\s+{MONTH}(?![а-я]|\s*\d){_NEXT}"
_AFTER_ONE = rf"по\s+(?:итогам|окончании|результатам)\s+{_PERIOD}[\s,:–—-]+{_BY}"
AFTER_EACH = rf"{_AFTER_ONE}(?:\s*[,;]\s*(?:и\s+|а\s+)?{_AFTER_ONE}|\s+и\s+{_AFTER_ONE}){{1,3}}"
"""A list of such clauses, as a pattern without groups."""
_LIST = re.compile(AFTER_EACH, re.I)
_ONE = re.compile(_AFTER_ONE, re.I)


def after_each(text: str, signed: date | None) -> tuple[Term, ...]:
    """A term of every year for each period of a list; nothing where the text is no such list, or a day is not read."""
    if _LIST.fullmatch(text.strip()) is None:
        return ()
    terms = []
    for clause in _ONE.finditer(text):
        ends = ends_of(read_mentions(clause[0], signed), clause[0])
        if len(ends) != 1 or ends[0].day is None:
            return ()
        terms.append(Term(clause[0], ends[0].day, Recurrence.YEARLY, ends[0].note, unsure=ends[0].unsure))
    return tuple(sorted(terms, key=lambda term: term.due or date.max))
