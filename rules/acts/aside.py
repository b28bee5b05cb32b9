"""Acts of the right level that do not belong to the list: another region's ministry's, or about something else.

Norm: protocol of 02.06.2017 № 3, annex 1, item 1, positions 7 and 8: documents «министерства КБР» and «организации».
Which, the protocol leaves open, so that any does whose region or subject is not plainly another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from rules.acts.bodies import regions_in
from rules.acts.known import Act, RequiredActs
from rules.acts.listed import ActMention, FoundActs
from rules.acts.required import satisfying
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.model import Sector

_MINISTRY, _OWN = 4, 6  # levels: a region's ministry, the organization itself
_ASIDE = re.compile(
    r"\b(?:(?:за|от)числени\w+|(?:об|график\w*|предоставлени\w+) отпуск|приеме (?:на работу|в (?:\d+|перв\w+) класс)"
    r"|премировани|награждени|увольнени|каникул|(?:единого|основного) государственного экзамена|егэ\b|огэ\b"
    r"|итоговой аттестац|олимпиад|отопительн|пожарн|антитеррор|школьн\w+ форм|паводк)"
)
_ON_ASSESSMENT = compiled(r"{mentioned}|{of_quality}|{abbreviated}|ответственн|рабоч\w+ групп")


def of_another_subject(found: FoundActs, required: RequiredActs, sector: Sector | None) -> ActMention | None:
    """An act of those by which alone a position is filled, where the titles of all of them are of other subjects."""
    filled = _filled(found, required, sector, _MINISTRY, _OWN)
    return next((acts[0] for acts in filled if all(_is_aside(one) for one in acts)), None)


def of_another_region(
    found: FoundActs,
    required: RequiredActs,
    sector: Sector | None,
    acts: Mapping[str, Act],
    is_strange: Callable[[str], bool],
) -> ActMention | None:
    """An act of another region's ministry, where only such fill the position: of no region the list's own acts are of.

    `is_strange`: whether a text names a region that the organization's site does not.
    """
    own = frozenset[str]().union(
        *(regions_in(acts[act].body_name) for position in required.positions for act in position.acts)
    )
    for filling in _filled(found, required, sector, _MINISTRY):
        if all(not own & regions_in(one.text) and is_strange(one.text) for one in filling):
            return filling[0]
    return None


def _filled(
    found: FoundActs, required: RequiredActs, sector: Sector | None, *levels: int
) -> Iterator[tuple[ActMention, ...]]:
    """What fills each position that any act of one of these levels does."""
    for position in required.positions:
        wanted = not position.acts and not set(levels).isdisjoint(position.levels)
        if wanted and (filling := satisfying(found, position, sector)):
            yield filling


def _is_aside(mention: ActMention) -> bool:
    title = normal(mention.citation.title) if mention.citation is not None else ""
    return bool(_ASIDE.search(title)) and not _ON_ASSESSMENT.search(title)
