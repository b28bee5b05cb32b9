"""Which protocol and which term a person's tick is for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from audits.errors import InputError
from audits.protocols.model import Tick
from audits.protocols.terms.reading import occurrences
from audits.store import StoredProtocol


def protocol_with(protocols: Sequence[StoredProtocol], item: str, code: str | None) -> StoredProtocol:
    """The protocol that has a dated item of this number. Raises InputError when none or several have."""
    if code is not None and code not in {each.protocol.id for each in protocols}:
        known = ", ".join(each.protocol.id for each in protocols) or "ни одного"
        raise InputError(f"Отметка не записана: протокола «{code}» в базе нет.", f"Есть: {known}.")
    holding = [
        each
        for each in protocols
        if code in (None, each.protocol.id) and any(one.number == item and one.dated for one in each.protocol.items)
    ]
    if len(holding) == 1:
        return holding[0]
    if holding:
        raise InputError(
            f"Отметка не записана: пункт {item} есть в нескольких протоколах.",
            "Укажите --protocol: " + ", ".join(each.protocol.id for each in holding) + ".",
        )
    dated = [one.number for each in protocols for one in each.protocol.items if one.dated]
    raise InputError(
        f"Отметка не записана: пункта {item} со сроком нет.",
        f"Пункты со сроком: {', '.join(dict.fromkeys(dated))}." if dated else "Сначала: nok protocol import ФАЙЛ",
    )


def terms_to_tick(stored: StoredProtocol, item: str, ticks: Iterable[Tick], on: date) -> list[date]:
    """All terms of an item before `on` that nobody ticked. Raises InputError where there are none."""
    done = _ticked(stored, item, ticks)
    past = [day for day in _terms(stored, item, on) if day < on and day not in done]
    if not past:
        raise InputError(
            f"Отметка не записана: у пункта {item} нет прошедших сроков без отметки.",
            "Отметить срок, который ещё не наступил: без --all-past.",
        )
    return past


def _terms(stored: StoredProtocol, item: str, until: date) -> list[date]:
    dated = [one for each in stored.protocol.items if each.number == item for one in each.terms if one.due]
    return sorted({day for one in dated for day in occurrences(one, until)})


def _ticked(stored: StoredProtocol, item: str, ticks: Iterable[Tick]) -> set[date]:
    return {tick.due for tick in ticks if tick.protocol == stored.protocol.id and tick.item == item}


def term_to_tick(stored: StoredProtocol, item: str, ticks: Iterable[Tick], on: date, due: date | None) -> date:
    """Which term a tick is for: the one named, else the earliest not ticked, up to the next after `on`.

    Raises InputError when the item has no such term, all of them up to the next are ticked, or several have passed.
    """
    dated = [one for each in stored.protocol.items if each.number == item for one in each.terms if one.due]
    latest = max([on, *(one.due for one in dated if one.due)])
    horizon = latest.replace(year=latest.year + 2, day=1)
    terms = _terms(stored, item, max(horizon, due or horizon))
    if due is not None:
        if due not in terms:
            near = sorted(terms, key=lambda day: abs((day - due).days))[:3]
            raise InputError(
                f"Отметка не записана: у пункта {item} нет срока {due:%d.%m.%Y}.",
                "Ближайшие: " + ", ".join(day.isoformat() for day in sorted(near)) + ".",
            )
        return due
    done = _ticked(stored, item, ticks)
    ahead = [day for day in terms if day >= on][:1]
    past = [day for day in terms if day < on and day not in done]
    if len(past) > 1:
        raise InputError(
            f"Отметка не записана: у пункта {item} не отмечено сроков: {len(past)}; не ясно, за какой эта.",
            "Укажите --due: " + ", ".join(day.isoformat() for day in past[:12]) + ". Все сразу: --all-past.",
        )
    left = [*past, *(day for day in ahead if day not in done)]
    if not left:
        which = f"срок {max(done):%d.%m.%Y}" if len(done) == 1 else f"сроки по {max(done):%d.%m.%Y} включительно"
        raise InputError(
            f"Отметка не записана: у пункта {item} уже {'отмечен' if len(done) == 1 else 'отмечены'} {which}.",
            "Отметить другой срок или исправить отметку: --due ГГГГ-ММ-ДД.",
        )
    return left[0]


def tick_to_undo(ticks: Iterable[Tick], item: str, code: str | None, due: date | None) -> Tick:
    """The tick to take back, of several for a term the one that holds. Raises InputError for none or several terms."""
    by_term: dict[tuple[str, date], Tick] = {}
    for tick in ticks:
        if tick.item == item and code in (None, tick.protocol) and due in (None, tick.due):
            by_term.setdefault((tick.protocol, tick.due), tick)
    found = sorted(by_term.values(), key=lambda tick: (tick.protocol, tick.due))
    if not found:
        which = f" за {due:%d.%m.%Y}" if due else ""
        raise InputError(f"Отметка не снята: у пункта {item} отметки{which} нет.", "Какие есть: nok deadlines")
    if len({tick.protocol for tick in found}) > 1:
        codes = ", ".join(dict.fromkeys(tick.protocol for tick in found))
        raise InputError(
            f"Отметка не снята: пункт {item} отмечен в нескольких протоколах.", f"Укажите --protocol: {codes}."
        )
    if len(found) > 1:
        days = ", ".join(tick.due.isoformat() for tick in found[:12])
        raise InputError(
            f"Отметка не снята: у пункта {item} отмечено сроков: {len(found)}; не ясно, за какой снять.",
            f"Укажите --due: {days}.",
        )
    return found[0]
