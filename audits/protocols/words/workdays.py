"""The production calendar: which days are worked. Data: `data/calendars/ru.yml` (holidays and moved days by year).

The list of public holidays is that of Article 112 of the Labour Code; moved days come from yearly government
resolutions and stand in the data file. A year without data has the statutory holidays only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec

from audits.data_faults import fault_of
from audits.errors import ToldError
from crawler.data_files import YAMLError, read_yaml

_FILE = Path(__file__).resolve().parents[3] / "data" / "calendars" / "ru.yml"


class CalendarError(ToldError):
    """The calendar file could not be read; the message names it."""


class _Year(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    days_off: tuple[date, ...] = ()  # week days that are not worked
    worked: tuple[date, ...] = ()  # Saturdays and Sundays that are


class Workdays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Holidays of every year as "MM-DD", and what single years change."""

    source: str
    checked: date
    holidays: tuple[str, ...]
    years: Mapping[str, _Year] = {}

    def is_workday(self, day: date) -> bool:
        year = self.years.get(str(day.year), _Year())
        if day in year.worked:
            return True
        return day.weekday() < 5 and day not in year.days_off and f"{day:%m-%d}" not in self.holidays


@cache
def load_workdays(path: Path = _FILE) -> Workdays:
    """Read the calendar.

    Raises:
        CalendarError: the file is missing or does not have the expected shape.
    """
    try:
        return msgspec.convert(read_yaml(path), Workdays)
    except (OSError, UnicodeDecodeError, YAMLError, msgspec.ValidationError) as error:
        raise CalendarError(
            f"Производственный календарь {path} не прочитан: {fault_of(error)}. Исправьте файл."
        ) from error


def add_workdays(start: date, count: int) -> date:
    """The day `count` working days after `start`; before it where `count` is negative."""
    calendar, day = load_workdays(), start
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= calendar.is_workday(day)
    return day


def last_workday(day: date) -> date:
    """The day itself where it is worked, else the last working day before it."""
    return day if load_workdays().is_workday(day) else add_workdays(day, -1)


def workdays_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and including `end`; 0 if `end` is not later."""
    calendar = load_workdays()
    return sum(calendar.is_workday(start + timedelta(days=offset)) for offset in range(1, (end - start).days + 1))
