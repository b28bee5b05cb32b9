"""Lines of a section that an act on the assessment may stand in, though none was recognised.

A sentence that names one tells of the assessment; a title about something else, an order on a council's members or
its upkeep, a paper that was read and understood keep nothing open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.authority.headed import Headed
from rules.authority.kinds import MEMBERS, REGULATION
from rules.authority.units import HasUnits, Unit
from rules.authority.whole import lines
from rules.language.wording import normal
from rules.lexicon.subjects import NOK

_REFERRED = re.compile(r"\b(?:указ(?:а|у|ом|е|ы|ов|ами?)?\b|(?:закон|приказ|постановлени|распоряжени)\w*)")
_CONFIRMED = re.compile(
    r"(?:утвержд|образован|создан|принят)\w* (?:\w+ )?(?:приказом|постановлением|распоряжением)"
    r"|^\W*положени[ея] об? [^.;]{0,90}?совет\w*[^.;]{0,60}?\b(?:приказ|постановлени|распоряжени)"  # by which it is
)
_OF_PAPERS = re.compile(
    r"\bплан|соста[вио]|состоит|\bсозда(?:ть|н)\b|\bчлен|палат|контракт|договор|протокол|отпуск|смотр|\bцен|коррупц|персональн|закупк|обращени"
)
_NUMBERED = re.compile(r"№ ?\d|\d-фз")
# A sentence on the assessment that names an act tells of the assessment: «проводится по приказу министерства № 19».
_IN_PASSING = re.compile(
    r"\b(?:провод|проход|вед[еу]т|осуществля|организу|опира|вел[еи]т|предусм|предписыва|установлен|регулиру|требу|являет|введен|следует"
    r"|действу)\w*"
    r"[^.;:]{0,160}\b(?:закон|указ|постановлени|приказ|распоряжени|стать)\w*"
    r"|^\W*(?:в соответствии с|согласно|на основании|во исполнение|по)\b"
    r".{0,240}?\b(?:провод|вед[еу]т|осуществля|организу)"
)
_ACT_TITLE = re.compile(r"(?:\"\W*|\b(?:приказ|постановлени|распоряжени|указ|закон)\w* )(об? [а-я][^\"]{2,})")
_OF_QUALITY = re.compile(
    r"качеств|оценк|оценив|показател|критери|социальн\w* политик|общественн\w* совет|услови\w+ (?:оказ|предост|осущ)"
)
_BARE_ORDER = re.compile(r"\W*(?:приказ|распоряжени|постановлени)\w*(?: [а-я]+){0,3} от .{6,20} № ?[\w/-]+\W*$")


def acts_like(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    """Lines that refer to a numbered act, each with the unit it stands in."""
    read = {normal(unit.name) for unit in view.authority_units if unit.link is not None and unit.text}
    for unit, line, said in lines(view):
        if (
            unit.link is None
            and said not in read  # the paper itself was understood
            and _REFERRED.search(said)
            and _NUMBERED.search(said)
            and not (_CONFIRMED.search(said) or _OF_PAPERS.search(said) or _appoints(view, unit, line))
            and not (_IN_PASSING.search(said) or _is_of_another_matter(said))
        ):
            yield unit, line


def _is_of_another_matter(said: str) -> bool:
    """Whether a line gives an act by a title that is about something else: «Приказ № 12 «О наставничестве»»."""
    titles = _ACT_TITLE.findall(said)
    return bool(titles) and not any(_OF_QUALITY.search(title) or NOK.search(title) for title in titles)


def _appoints(view: HasUnits, unit: Unit, line: str) -> bool:
    """Whether a line stands under a council's members or its regulation: its order is theirs, «Приказ от … № 301»."""
    if view.once(_under_members).holds(unit, line):
        return True
    own = _is_council_paper(unit.name) or view.once(_under_regulation).holds(unit, line)
    return own and _BARE_ORDER.match(normal(line)) is not None


def _under_members(view: HasUnits) -> Headed:
    return Headed(view.authority_units, _is_members)


def _under_regulation(view: HasUnits) -> Headed:
    return Headed(view.authority_units, _is_regulation)


def _is_council_paper(name: str) -> bool:
    return _is_members(name) or _is_regulation(name)


def _is_regulation(name: str) -> bool:
    return REGULATION.names(normal(name), "общественный совет")


def _is_members(name: str) -> bool:
    return MEMBERS.names(normal(name), "общественный совет")
