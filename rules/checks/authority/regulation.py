"""The regulation of the public council that assesses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.items import BlockKind, Region
from rules.authority.content import (
    is_repealed,
    regulation_in,
)
from rules.authority.council_traces import rules_told
from rules.authority.kinds import REGULATION, kinds_of
from rules.authority.subject import denies_nok, mentions_nok
from rules.authority.units import Unit, evidence, named
from rules.checks.answers import met, unmet
from rules.checks.authority.answers import missing
from rules.checks.authority.council import REGULATION_CHARS, of_council
from rules.checks.registry import NoOptions, check
from rules.language.wording import normal
from rules.lexicon.subjects import COUNCIL
from rules.model import Answer
from rules.view import SiteView

_BARE = re.compile(r"\W*положени[ея]\W*(?:docx?|pdf)?\W*$")
_ASSESSES = re.compile(
    r"\b(?:учрежден|организаци|школ|больниц|центр)\w* (?:\w+ )?оценива"
    # «работники оцениваемых учреждений» may not sit in it
    r"|(?<!работники )(?<!работников )(?<!сотрудники )(?<!сотрудников )\bоценива\w+ (?:учрежден|организаци)"
)
_COUNCILS = "общественный совет"  # above what stands on its page
_STUB = 300  # characters: a text so short says nothing of what it leaves out


@check("authority-regulation", NoOptions)
def authority_regulation(view: SiteView, _: NoOptions) -> Answer:
    """A regulation of the council, and the independent assessment is among what it says."""
    silent: list[Unit] = []
    for unit in of_council(named(view, REGULATION)):
        if is_repealed(unit) or denies_nok(unit.text[:REGULATION_CHARS]):
            continue
        if unit.reason is None and unit.text.strip() and mentions_nok(f"{unit.name}\n{unit.text}"):
            return met(evidence(view, unit), title=unit.name)
        if unit.link is not None and unit.is_there and mentions_nok(unit.name):
            return met(evidence(view, unit), title=unit.name)
        way = " ".join(step.text for step in unit.page.click_path)
        if unit.reason is None and unit.link is not None and len(unit.text) <= _STUB:
            if mentions_nok(f"{unit.around} {way}"):
                return met(evidence(view, unit), title=unit.name)
        elif unit.reason is None and len(unit.text) > _STUB:
            if _ASSESSES.search(normal(unit.text)):
                remark = "Независимая оценка в положении полным именем не названа."
                return met(evidence(view, unit), remarks=(remark,), title=unit.name)
            silent.append(unit)
    for unit in of_council(view.authority_units):  # «Положение» under a heading that does not name the council
        text = normal(unit.text)
        if _BARE.match(normal(unit.name)) and unit.reason is None and COUNCIL.search(text) and mentions_nok(text):
            return met(evidence(view, unit), title=unit.name)
    mute = [unit for unit in silent if not mentions_nok(_to_the_next_paper(unit))]
    for unit in view.authority_units:
        if (line := regulation_in(unit)) and not (_stands_in(unit, line, mute) or _leads_to(line, silent)):
            return met(evidence(view, unit, line), title=line[:120])
    known = {id(unit) for unit in silent}
    for unit, line in rules_told(view):
        if id(unit) in known or _stands_in(unit, line, mute):
            continue
        return met(
            evidence(view, unit, line), remarks=("Положением порядок работы совета не назван.",), title=unit.name
        )
    answer = missing(view, REGULATION, known=bool(silent))
    if silent and answer.reason is None:
        said = f"Положение «{silent[0].shown}» размещено, но полномочий по независимой оценке в нём нет."
        return unmet(said, evidence(view, silent[0]), title=silent[0].name)
    return answer


def _to_the_next_paper(unit: Unit) -> str:
    """All that follows a section's heading up to one of another kind: chapters may be as high as what they are of."""
    if unit.link is not None or unit.block < 0:
        return unit.text
    told: list[str] = []
    for block in unit.page.blocks[unit.block + 1 :]:
        opens = block.kind in {BlockKind.HEADING, BlockKind.TAB}
        if opens and any(kind is not REGULATION for kind in kinds_of(normal(block.text), _COUNCILS)):
            break
        told += [block.text] if block.region is Region.CONTENT else []
    return "\n".join(told)


def _leads_to(line: str, papers: Iterable[Unit]) -> bool:
    """Whether a line is no more than the name of one of these files: what the file says is known."""
    return any(one.link is not None and normal(line) == normal(one.link.label) for one in papers)


def _stands_in(unit: Unit, line: str, sections: Iterable[Unit]) -> bool:
    """Whether a page's line is the heading of one of these sections of it, or stands under it."""
    own = [one for one in sections if one.link is None and unit.link is None and one.page is unit.page]
    return any(line == one.name or line in one.lines for one in own)
