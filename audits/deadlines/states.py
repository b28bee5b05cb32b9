"""The state of every obligation on a given day. Pure: protocol, progress and ticks in, states out.

An item tied to rules is met when its rules are met by every organization they apply to, and reopens on regress. An item
no crawl can see is ticked by a person, term by term; the program never calls such an item overdue, because it did
not look: it says that a person has to answer («manual»). A tick on an item tied to rules holds, too, and its note goes
on saying what the audit has seen. A recurring item is shown by its next term, but a term of it that has passed is not
forgotten for that: unticked it waits for its person, unmet it is overdue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from audits.protocols.items.informative import is_informative
from audits.protocols.kept.mapping import Proof, ProofMapping
from audits.protocols.model import Item, Protocol, Recurrence, Term, Tick
from audits.protocols.terms.reading import next_due, occurrences, without_date
from audits.protocols.words.workdays import workdays_between

SOON_WORKDAYS = 10
_NO_AUDIT = "аудита ещё не было"


class State(StrEnum):
    UPCOMING = "upcoming"
    DUE_SOON = "due_soon"
    MET = "met"
    PARTLY_MET = "partly_met"
    OVERDUE = "overdue"
    REOPENED = "reopened"
    MANUAL = "manual"


class Progress(msgspec.Struct, frozen=True):
    """How many of the organizations concerned have met an item in one run."""

    met: int
    of: int

    @property
    def complete(self) -> bool:
        return self.of > 0 and self.met == self.of


class Measured(msgspec.Struct, frozen=True):
    """An item's progress in one run."""

    run: str
    on: date
    progress: Progress


class Deadline(msgspec.Struct, frozen=True):
    """One dated item on one day; the shape `nok deadlines --format json` prints."""

    protocol: str
    item: str
    due: date
    recurrence: Recurrence | None
    responsible: tuple[str, ...]
    state: State
    rules: tuple[str, ...]
    progress: Progress | None
    note: str
    text: str = ""
    days: int = 0  # until the term; negative: overdue by so many days
    day: int = 0  # of the month on which a recurring term falls, also where a short month moved it
    missed: tuple[date, ...] = ()  # past terms of a recurring item nobody ticked
    term: int = 0  # which of the item's dated terms this is

    @property
    def comes_again(self) -> bool:
        """Whether `due` is the term after one that is still unfulfilled."""
        return self.recurrence is not None and self.days >= 0 and self.state in (State.MANUAL, State.OVERDUE)


class Undated(msgspec.Struct, frozen=True):
    """An item that asks for something and has no date: nothing reminds of it, so a person has to know."""

    protocol: str
    item: str
    responsible: tuple[str, ...]
    text: str
    note: str


def undated(protocol: Protocol) -> list[Undated]:
    """The items of a protocol that are in no list of deadlines."""
    return [
        Undated(
            protocol=protocol.id,
            item=item.number,
            responsible=item.responsible,
            text=_words(protocol, item),
            note=without_date(item.terms, item.text),
        )
        for item in protocol.items
        if not (item.parent or item.void or item.dated or is_informative(item.text))
    ]


def due_of(protocol: Protocol, item: str) -> date | None:
    """The last day an item is first due on; None where there is no such item, or it has no date."""
    dues = [term.due for one in protocol.items if one.number == item for term in one.terms if term.due]
    return max(dues, default=None)


def deadlines(
    protocol: Protocol,
    mapping: ProofMapping | None,
    measured: Mapping[str, Sequence[Measured]],
    ticks: Iterable[Tick],
    on: date,
) -> list[Deadline]:
    """The state of each dated item of `protocol` on the day `on`; an item with several dates is there for each.

    `measured` holds, per item, its progress in the runs known, oldest first; later runs than `on` are not looked at.
    """
    by_item: dict[str, list[Tick]] = {}
    for tick in ticks:
        if tick.protocol == protocol.id and tick.ticked_on <= on:
            by_item.setdefault(tick.item, []).append(tick)
    return [
        msgspec.structs.replace(
            _deadline(protocol, item, term, mapping, measured.get(item.number, ()), by_item.get(item.number, []), on),
            term=number,
        )
        for item in protocol.items
        for number, term in enumerate(term for term in item.terms if term.due is not None)
    ]


def ticked_against(found: Iterable[Deadline]) -> list[Deadline]:
    """Those a person ticked although the audit has not seen them done."""
    return [one for one in found if one.state is State.MET and one.progress and one.progress.of > one.progress.met]


def _deadline(
    protocol: Protocol,
    item: Item,
    term: Term,
    mapping: ProofMapping | None,
    measured: Sequence[Measured],
    ticks: Sequence[Tick],
    on: date,
) -> Deadline:
    proof = mapping.proof(item.number) if mapping else Proof()
    known = [each for each in measured if each.on <= on]
    due = next_due(term, on)
    if due is None:
        raise ValueError(f"item {item.number} has no date")
    ticked = {tick.due for tick in ticks}
    passed = tuple(day for day in occurrences(term, on) if day < on) if term.recurrence else ()
    missed: tuple[date, ...] = ()
    if proof.rules and not ticks:
        watched = due_of(protocol, proof.after)
        none = f"аудита не раньше {watched:%d.%m.%Y} ещё не было: до того наблюдать нечего" if watched else _NO_AUDIT
        state, note = _state_by_rules(passed[-1] if passed else due, due, known, on, none)
    else:
        missed = tuple(day for day in passed if day not in ticked)
        state, note = _state_by_hand(due, missed, ticks, on)
        last = known[-1].progress if proof.rules and known else Progress(0, 0)
        if last.of and not last.complete:  # somebody's word against what was seen
            note = f"{note}; по аудиту {_share(known[-1])}"
    notes = [note, term.note, *(t.text for t in item.terms if t.due is None)]
    return Deadline(
        protocol=protocol.id,
        item=item.number,
        due=due,
        recurrence=term.recurrence,
        responsible=item.responsible,
        state=state,
        rules=proof.rules,
        progress=known[-1].progress if known and proof.rules else None,
        note="; ".join(part for part in notes if part),
        text=_words(protocol, item),
        days=(due - on).days,
        day=term.day or (term.due.day if term.due else 0),
        missed=missed,
    )


def _words(protocol: Protocol, item: Item) -> str:
    """What an item asks for; one that goes on with the sentence of the item above («а) на сайтах …») with that."""
    above = next((one for one in protocol.items if one.number == item.number.rpartition(".")[0]), None)
    if above is None or not item.text[:1].islower():
        return item.text
    return f"{_words(protocol, above)} {item.text}".strip()


def _state_by_rules(
    last_due: date, due: date, known: Sequence[Measured], on: date, none: str = _NO_AUDIT
) -> tuple[State, str]:
    """`last_due`: the term of a recurring item that has passed last; else `due`, the one there is. `none`: no audit."""
    last = known[-1] if known else None
    if last and last.progress.complete:
        return State.MET, f"подтверждено аудитом {last.run} от {last.on:%d.%m.%Y}"
    before = next((each for each in reversed(known[:-1]) if each.progress.complete), None)
    share = _share(last) if last else none
    if before:
        return State.REOPENED, f"было выполнено {before.on:%d.%m.%Y} (аудит {before.run}); сейчас {share}"
    if on > last_due:
        which = f" (срок {last_due:%d.%m.%Y})" if last_due != due else ""
        return State.OVERDUE, f"просрочено на {(on - last_due).days} дн.{which}; {share}"
    if workdays_between(on, due) <= SOON_WORKDAYS:
        return State.DUE_SOON, share
    if last and last.progress.met:
        return State.PARTLY_MET, share
    return State.UPCOMING, share


def _share(measured: Measured) -> str:
    return f"выполнено у {measured.progress.met} из {measured.progress.of}"


def _state_by_hand(due: date, missed: Sequence[date], ticks: Sequence[Tick], on: date) -> tuple[State, str]:
    tick = next((tick for tick in ticks if tick.due == due), None)
    by = f", {tick.by}" if tick and tick.by else ""
    ticked = f"отмечено {tick.ticked_on:%d.%m.%Y}{by}: {tick.note}" if tick else ""
    if missed:
        ahead = f"; срок {due:%d.%m.%Y}: {ticked}" if ticked else ""
        return State.MANUAL, f"{_missed_note(missed)}; отметьте исполнение: сайты этого не показывают{ahead}"
    if ticked:
        return State.MET, ticked
    if on > due:
        return State.MANUAL, "срок прошёл; отметьте исполнение: сайты этого не показывают"
    if workdays_between(on, due) <= SOON_WORKDAYS:
        return State.DUE_SOON, "исполнение отмечает человек"
    return State.UPCOMING, "исполнение отмечает человек"


def _missed_note(missed: Sequence[date]) -> str:
    shown = ", ".join(f"{day:%d.%m.%Y}" for day in missed[-3:])
    return f"не отмечено сроков: {len(missed)} ({'последние: ' if len(missed) > 3 else ''}{shown})"
