"""The acts that are known, and those a methodology wants listed: `data/acts`, read into frozen types."""

from __future__ import annotations

import datetime as dt
from functools import cache

import msgspec

from rules.acts.bodies import Body
from rules.acts.citations import Kind
from rules.model import Sector
from rules.reference import DATA, Entry, ReferenceDataError, read_data

_KINDS = {
    Kind.LAW: "Федеральный закон",
    Kind.DECREE: "Указ",
    Kind.RESOLUTION: "Постановление",
    Kind.DIRECTIVE: "Распоряжение",
    Kind.ORDER: "Приказ",
    Kind.LETTER: "Письмо",
    Kind.DECISION: "Решение",
}
_BODY_NAMES = {
    Body.PRESIDENT: "Президента РФ",
    Body.GOVERNMENT: "Правительства РФ",
    Body.MINTRUD: "Минтруда России",
    Body.MINZDRAV: "Минздрава России",
    Body.MINKULTURY: "Минкультуры России",
    Body.MINOBRNAUKI: "Минобрнауки России",
    Body.MINPROSVESHCHENIYA: "Минпросвещения России",
    Body.ROSOBRNADZOR: "Рособрнадзора",
    Body.MINFIN: "Минфина России",
    Body.MINSPORT: "Минспорта России",
}


class Act(Entry, frozen=True):
    """A legal act. `date` None: not established, the act is known by its number only."""

    id: str
    kind: Kind
    number: str
    body: Body
    source: str
    date: dt.date | None = None
    title: str = ""
    body_name: str = ""  # genitive, for messages; default by body
    words: tuple[str, ...] = ()  # stems of the title; two of them in a citation confirm it
    also_dated: tuple[dt.date, ...] = ()  # other dates reputable sources give
    ambiguous: bool = False  # the number alone names other acts too
    collisions: tuple[dt.date, ...] = ()  # dates of other acts of the same number: never a misprint of this one
    sectors: tuple[Sector, ...] = ()  # empty: every sector
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None  # the last day
    replaced_by: str = ""

    @property
    def level(self) -> int:
        """Place in the hierarchy of bodies, 1-6."""
        return self.body.level


class Position(Entry, frozen=True):
    """One position of a required list: satisfied by any of `acts`, or by any act of one of `levels`."""

    position: int
    acts: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    name: str = ""
    examples: dict[Sector, tuple[str, ...]] = msgspec.field(default_factory=dict)
    sectors: tuple[Sector, ...] = ()  # empty: every sector
    except_sectors: tuple[Sector, ...] = ()


class RequiredActs(Entry, frozen=True):
    """The acts a methodology wants on the page."""

    methodology: str
    positions: tuple[Position, ...]


class _Acts(Entry, frozen=True):
    acts: tuple[Act, ...]


@cache
def load_acts() -> dict[str, Act]:
    """Every known act by id, in the order of the files."""
    acts: dict[str, Act] = {}
    for path in sorted((DATA / "acts").glob("*.yml")):
        for act in read_data(path, _Acts).acts:
            if act.id in acts:
                raise ReferenceDataError(f"Справочник {path.name}: акт {act.id} описан дважды. Оставьте одну запись.")
            acts[act.id] = act
    unknown = [act.replaced_by for act in acts.values() if act.replaced_by and act.replaced_by not in acts]
    if unknown:
        raise ReferenceDataError(f"Справочник актов: replaced_by называет неизвестные акты {', '.join(unknown)}.")
    return acts


def in_force(act: Act, on: dt.date) -> bool:
    """Whether an act is in force on a day. One that was replaced, no day being known, ceases with its successor."""
    since = act.valid_from or act.date
    if since is not None and on < since:
        return False
    return not has_lapsed(act, on)


def has_lapsed(act: Act, on: dt.date) -> bool:
    """Whether an act is in force no more."""
    if act.valid_until is not None:
        return act.valid_until < on
    successor = load_acts().get(act.replaced_by)
    since = (successor.valid_from or successor.date) if successor is not None else None
    return since is not None and since <= on


def in_place_of(act: Act, on: dt.date) -> Act | None:
    """The act to name on a day: itself while in force, else the last of its successors that is; None for none."""
    known = load_acts()
    seen: set[str] = set()
    one: Act | None = act
    while one is not None and not in_force(one, on) and one.id not in seen:
        seen.add(one.id)
        one = known.get(one.replaced_by)
    return one if one is not None and in_force(one, on) else None


@cache
def load_required_acts(methodology: str) -> RequiredActs:
    """The required list of a methodology; raises `ReferenceDataError` when there is none or it names unknown acts."""
    required = read_data(DATA / "acts" / "required" / f"{methodology}.yml", RequiredActs)
    known = load_acts()
    for position in required.positions:
        named = (*position.acts, *(act for acts in position.examples.values() for act in acts))
        missing = [act for act in named if act not in known]
        if missing:
            raise ReferenceDataError(
                f"Перечень {methodology}, позиция {position.position}: неизвестны акты {', '.join(missing)}. "
                "Опишите их в data/acts."
            )
        if not position.acts and not (position.levels and position.name):
            raise ReferenceDataError(
                f"Перечень {methodology}, позиция {position.position}: нужны acts или levels с name."
            )
    return required


def requisites(act: Act) -> str:
    """Full requisites of an act in Russian: kind, body, date, number, title."""
    body = act.body_name or _BODY_NAMES.get(act.body, "")
    head = _KINDS[act.kind] + (f" {body}" if body and act.kind is not Kind.LAW else "")
    day = f" от {act.date:%d.%m.%Y}" if act.date else ""
    return f"{head}{day} № {act.number}" + (f" «{act.title}»" if act.title else "")
