"""How fast one host is asked: at once while it is well, slower when it groans, not at all while it asks for peace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

FIRST = 0.5  # seconds between two requests after the first sign of trouble, at least
SLOWEST = 8.0  # seconds between two requests, whatever the trouble: more could not be read in a night
BROKEN = 2.0  # the same for a host that is not overloaded but breaks on some of its pages
EASE = 0.75  # what is left of the delay after a good answer
GONE = 0.05  # seconds of delay not worth keeping
_OVERLOADED = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_CALM = 10  # good answers in a row before one more request at once is tried


class Pace:
    """The rhythm of one host. Knows no clock: it is told the time (monotonic seconds)."""

    def __init__(self, least: float = 0.0, width: int = 1) -> None:
        self.least = least  # seconds the site's robots.txt asks for
        self.delay = 0.0  # seconds of our own, while the host is in trouble
        self._widest = self._width = max(1, width)
        self._calm = 0
        self._next = 0.0  # when the next request may begin
        self.closed_until = 0.0  # the host asked not to be asked before
        self.trouble = 0  # the status it asked so with

    @property
    def width(self) -> int:
        """How many requests may be under way at once."""
        return self._width

    def begin(self, now: float) -> float:
        """Take the next turn: how many seconds to wait before it."""
        start = max(now, self._next, self.closed_until)
        self._next = start + max(self.least, self.delay)
        return start - now

    def answered(self, status: int, now: float, *, took: float, retry_after: float = 0.0) -> None:
        """Take an answer's status into account. `took`, `retry_after`: seconds."""
        if status in _OVERLOADED or status >= 500:
            most = SLOWEST if status in _OVERLOADED or retry_after else max(BROKEN, self.delay)
            self._slow_down(now, min(most, max(FIRST, took, 2 * self.delay)))
            if retry_after:
                self.closed_until, self.trouble = max(self.closed_until, now + retry_after), status
        else:
            self._recover()

    def _slow_down(self, now: float, delay: float) -> None:
        """Half as many requests a second, and half as many at once."""
        self.delay = delay
        self._width = max(1, self._width // 2)
        self._calm = 0
        self._next = max(self._next, now + self.delay)

    def _recover(self) -> None:
        self.delay = self.delay * EASE if self.delay * EASE > GONE else 0.0
        self._calm += 1
        if self._calm >= _CALM and self._width < self._widest:
            self._width, self._calm = self._width + 1, 0


def retry_after(headers: Mapping[str, str], now: datetime) -> float:
    """Seconds a Retry-After header asks to wait (a number or a date); 0 for none, or for one that makes no sense."""
    told = headers.get("retry-after", "").strip()
    if told.isdigit():
        return float(told[:9])
    try:
        return max(0.0, (parsedate_to_datetime(told) - now).total_seconds())
    except (ValueError, TypeError):
        return 0.0
