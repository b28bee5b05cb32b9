"""Nights: how far each has come and who has been told, so that a killed one goes on and tells nobody twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from enum import StrEnum

import msgspec


class Stage(StrEnum):
    """What of a night is behind it; a night goes on with the stage after this one."""

    STARTED = "started"
    AUDITED = "audited"
    EXPORTED = "exported"
    NOTIFIED = "notified"
    FINISHED = "finished"
    ABANDONED = "abandoned"  # was never finished, and another night has begun


class Sent(StrEnum):
    """What became of a message to one address. `TRYING` left behind by a killed night: nobody knows."""

    TRYING = "trying"
    SENT = "sent"
    FAILED = "failed"


class Night(msgspec.Struct, frozen=True):
    """One night. `notified`: address (a hash of it) → what became of the message."""

    day: date
    stage: Stage
    run: str
    started_at: datetime
    finished_at: datetime | None = None
    notified: dict[str, Sent] = {}
    note: str = ""


class Nights:
    """The store's part about nights. `transaction` is the store's own."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        transaction: Callable[[], AbstractContextManager[None]],
        now: Callable[[], datetime],
    ) -> None:
        self._conn = conn
        self._transaction = transaction
        self._now = now

    def all(self) -> list[Night]:
        """All nights, oldest first."""
        return [
            Night(
                date.fromisoformat(row[0]),
                Stage(row[1]),
                row[2],
                datetime.fromisoformat(row[3]),
                datetime.fromisoformat(row[4]) if row[4] else None,
                msgspec.json.decode(row[5], type=dict[str, Sent]),
                row[6],
            )
            for row in self._conn.execute(
                "SELECT day, state, run, started_at, finished_at, notified, note FROM nights ORDER BY day"
            )
        ]

    def of(self, day: date) -> Night | None:
        """The night of a day."""
        return next((night for night in self.all() if night.day == day), None)

    def begin(self, day: date) -> Night:
        """Open (or open anew) the night of a day; other unfinished nights are given up.

        One that left nothing behind for people loses its run: the next has to tell what that found.
        """
        with self._transaction():
            self._conn.execute(
                "UPDATE nights SET run = CASE WHEN state IN (?, ?) THEN '' ELSE run END, state = ? "
                "WHERE state NOT IN (?, ?)",
                (Stage.STARTED, Stage.AUDITED, Stage.ABANDONED, Stage.FINISHED, Stage.ABANDONED),
            )
            self._conn.execute("DELETE FROM nights WHERE day = ?", (day.isoformat(),))
            self._conn.execute(
                "INSERT INTO nights (day, state, started_at) VALUES (?, ?, ?)",
                (day.isoformat(), Stage.STARTED, self._now().astimezone(UTC).isoformat()),
            )
        night = self.of(day)
        assert night is not None
        return night

    def reach(self, day: date, stage: Stage, *, run: str | None = None, note: str | None = None) -> None:
        """Remember how far a night has come."""
        finished = self._now().astimezone(UTC).isoformat() if stage is Stage.FINISHED else None
        with self._transaction():
            self._conn.execute(
                "UPDATE nights SET state = ?, run = coalesce(?, run), note = coalesce(?, note), finished_at = ? "
                "WHERE day = ?",
                (stage, run, note, finished, day.isoformat()),
            )

    def told(self, day: date, address: str, sent: Sent) -> None:
        """Remember what became of the message to one address."""
        with self._transaction():
            self._conn.execute(
                "UPDATE nights SET notified = json_set(notified, '$.' || json_quote(?), ?) WHERE day = ?",
                (address, sent, day.isoformat()),
            )
