"""Moments as days of the place where the program runs: what was seen after midnight there was not seen yesterday."""

from __future__ import annotations

from datetime import date, datetime


def local_day(moment: date | datetime) -> date:
    """The day of a moment by this machine's clock, which `--on` means too; a day stays what it is."""
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone() if moment.tzinfo else moment).date()
