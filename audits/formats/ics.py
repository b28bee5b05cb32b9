"""Deadlines as a calendar (RFC 5545): one event an item, recurring ones repeat, each with reminders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from audits.deadlines.states import Deadline, State
from audits.protocols.model import Recurrence

_FREQUENCY: Mapping[Recurrence, dict[str, object]] = {
    Recurrence.MONTHLY: {"freq": "MONTHLY"},
    Recurrence.QUARTERLY: {"freq": "MONTHLY", "interval": 3},
    Recurrence.YEARLY: {"freq": "YEARLY"},
}
_REMINDERS = (timedelta(days=-7), timedelta(days=-1))


def write_calendar(deadlines: Iterable[Deadline], *, now: datetime) -> bytes:
    """A calendar of `deadlines`. Identities are stable, so that importing again updates instead of doubling.

    `now` (aware) becomes the stamp of every event.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//nok//deadlines//RU")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Сроки протоколов НОК")
    for deadline in deadlines:
        calendar.add_component(_event(deadline, now))
    return bytes(calendar.to_ical())


def _event(deadline: Deadline, now: datetime) -> Event:
    event = Event()
    term = f"/{deadline.term}" if deadline.term else ""
    identity = sha256(f"{deadline.protocol}/{deadline.item}{term}".encode()).hexdigest()[:24]
    event.add("uid", f"{identity}@nok")
    event.add("dtstamp", now)
    event.add("dtstart", deadline.due)
    event.add("summary", f"Протокол {deadline.protocol}, п. {deadline.item}: {_short(deadline.text)}")
    event.add("description", "\n".join(_description(deadline)))
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if deadline.recurrence is not None:
        event.add("rrule", _rule(deadline))
    if deadline.state is not State.MET:
        for before in _REMINDERS:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"Срок п. {deadline.item} протокола {deadline.protocol}")
            alarm.add("trigger", before)
            event.add_component(alarm)
    return event


def _rule(deadline: Deadline) -> dict[str, object]:
    """The recurrence. A day beyond the 28th means "or the last day": BYMONTHDAY with BYSETPOS says so."""
    recurrence = deadline.recurrence
    if recurrence is None:
        raise ValueError("not a recurring deadline")
    rule = dict(_FREQUENCY[recurrence])
    day = deadline.due.day if not deadline.day else deadline.day
    if day > 28:
        rule |= {"bymonthday": list(range(28, day + 1)), "bysetpos": -1}
        if recurrence is Recurrence.YEARLY:
            rule["bymonth"] = deadline.due.month
    return rule


def _description(deadline: Deadline) -> Iterable[str]:
    yield deadline.text
    if deadline.responsible:
        yield "Кому поручено: " + "; ".join(deadline.responsible)
    if deadline.progress:
        yield f"Выполнено: {deadline.progress.met} из {deadline.progress.of}"
    if deadline.note:
        yield f"Состояние: {deadline.note}"


def _short(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
