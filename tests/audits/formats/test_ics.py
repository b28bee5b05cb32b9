"""The calendar, read back by a real parser."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from dateutil.rrule import rrulestr
from icalendar import Calendar

from audits.deadlines.states import Deadline, Progress, State
from audits.formats.ics import write_calendar
from audits.protocols.model import Recurrence

NOW = datetime(2018, 6, 1, 9, 0, tzinfo=UTC)


def deadline(**changes: object) -> Deadline:
    given: dict[str, object] = {
        "protocol": "2018-04-03-12",
        "item": "2.1",
        "due": date(2018, 6, 15),
        "recurrence": None,
        "responsible": ("Министерство культуры",),
        "state": State.UPCOMING,
        "rules": (),
        "progress": Progress(4, 10),
        "note": "выполнено у 4 из 10",
        "text": "Создать сайты; разместить, проверить",
    }
    return Deadline(**(given | changes))  # type: ignore[arg-type]


def events(*deadlines: Deadline) -> list[object]:
    calendar = Calendar.from_ical(write_calendar(deadlines, now=NOW))
    return list(calendar.walk("VEVENT"))


def test_an_item_comes_back_with_its_date_and_reminders() -> None:
    (event,) = events(deadline())
    assert event["dtstart"].dt == date(2018, 6, 15)
    assert "п. 2.1" in str(event["summary"])
    assert "Создать сайты; разместить, проверить" in str(event["description"])
    assert "4 из 10" in str(event["description"])
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [timedelta(days=-7), timedelta(days=-1)]


def test_what_is_met_does_not_remind() -> None:
    (event,) = events(deadline(state=State.MET))
    assert not event.walk("VALARM")


def test_the_same_item_keeps_its_identity_and_others_differ() -> None:
    first, again, other = events(deadline(), deadline(note="иначе"), deadline(item="2.2"))
    assert first["uid"] == again["uid"] != other["uid"]


def test_recurring_items_repeat_as_the_protocol_says() -> None:
    (event,) = events(deadline(recurrence=Recurrence.QUARTERLY, due=date(2018, 1, 5), day=5))
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=datetime(2018, 1, 5))
    assert [f"{day:%m-%d}" for day in rule[:4]] == ["01-05", "04-05", "07-05", "10-05"]


def test_the_31st_is_the_last_day_of_short_months() -> None:
    (event,) = events(deadline(recurrence=Recurrence.MONTHLY, due=date(2018, 1, 31), day=31))
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=datetime(2018, 1, 31))
    assert [f"{day:%m-%d}" for day in rule[:4]] == ["01-31", "02-28", "03-31", "04-30"]
