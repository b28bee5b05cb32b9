"""Which required acts a page lacks, which of those it lists are in force no more, and which are of other sectors.

Norm: protocol of 02.06.2017 № 3, annex 1, «Нормативные правовые акты».
"""

from __future__ import annotations

import re
from datetime import date

from rules.acts.known import Act, Position, RequiredActs, has_lapsed, in_force, in_place_of, load_acts, requisites
from rules.acts.listed import ActMention, FoundActs
from rules.language.wording import normal
from rules.lexicon.sectors import sectors_of
from rules.model import Sector, Value

_TITLE = re.compile(r"[«\"“„]|\sоб?\s")  # what follows the body: «О порядке …»


class MissingAct(Value, frozen=True):
    """A required position that nothing on the page satisfies. `text` has the full requisites, in Russian."""

    position: int
    text: str
    acts: tuple[str, ...] = ()


def missing_acts(found: FoundActs, required: RequiredActs, sector: Sector | None, on: date) -> tuple[MissingAct, ...]:
    """Required positions that nothing found satisfies, for the sector (None: unknown, positions of all sectors).

    Nobody need publish an act that is not in force on the day, `on`: a position of only such acts is not required.
    """
    return tuple(
        _missing(position, sector, on)
        for position in required.positions
        if _concerns(position, sector) and _is_in_force(position, on) and not satisfying(found, position, sector)
    )


def _concerns(position: Position, sector: Sector | None) -> bool:
    if sector is None:
        return not position.sectors
    return sector not in position.except_sectors and (not position.sectors or sector in position.sectors)


def _is_in_force(position: Position, on: date) -> bool:
    known = load_acts()
    return not position.acts or any(in_force(known[act], on) for act in position.acts)


def _missing(position: Position, sector: Sector | None, on: date) -> MissingAct:
    known = load_acts()
    if position.acts:
        acts = tuple(act for act in position.acts if in_force(known[act], on))
        names = " или ".join(requisites(known[act]) for act in acts)
        return MissingAct(position=position.position, text=names, acts=acts)
    current = (in_place_of(known[act], on) for act in (position.examples.get(sector, ()) if sector else ()))
    examples = tuple(dict.fromkeys(act.id for act in current if act is not None))
    name = position.name[:1].upper() + position.name[1:]
    suffix = f", например: {'; '.join(requisites(known[act]) for act in examples)}" if examples else ""
    return MissingAct(position=position.position, text=name + suffix, acts=examples)


def satisfying(found: FoundActs, position: Position, sector: Sector | None = None) -> tuple[ActMention, ...]:
    """Mentions that satisfy a position."""
    if position.acts:
        return tuple(m for m in found.mentions if m.act is not None and m.act.id in position.acts)
    return tuple(
        m
        for m in found.mentions
        if m.level in position.levels
        and (m.act is None or not m.act.sectors or sector is None or sector in m.act.sectors)
    )


def of_other_sectors(found: FoundActs, required: RequiredActs, sector: Sector | None) -> tuple[ActMention, ...]:
    """Acts of ministries of other sectors where all that stand in a position for the sector's own are such.

    The ministry of labour and social protection coordinates the assessment in all sectors; acts that name no sector
    are of none.
    """
    for position in required.positions if sector is not None else ():
        filling = satisfying(found, position, sector)
        if 4 in position.levels and filling and all(_is_of_another(one, sector) for one in filling):
            return filling
    return ()


def _is_of_another(mention: ActMention, sector: Sector | None) -> bool:
    body = _TITLE.split(mention.text, maxsplit=1)[0]
    told = sectors_of(body)
    coordinates = Sector.SOCIAL in told or "труд" in normal(body)
    return bool(told) and sector not in told and not coordinates


def lapsed_remarks(found: FoundActs, on: date) -> tuple[str, ...]:
    """Of the known acts found those in force no more: worth telling, but the list is not the worse for history."""
    acts = (mentions[0].act for mentions in found.by_id.values())
    return tuple(_lapsed(act, on) for act in acts if act is not None and has_lapsed(act, on))


def _lapsed(act: Act, on: date) -> str:
    told = f"Акт утратил силу {act.valid_until:%d.%m.%Y}" if act.valid_until else "Акт заменён другим"
    successor = in_place_of(act, on)
    instead = f"; действует {requisites(successor)}" if successor is not None else ""
    return f"{told}: {requisites(act)}{instead}."
