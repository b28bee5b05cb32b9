"""Protocols, what people ticked off in them, and the verdict history that proves the rest."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import msgspec

from audits.protocols.kept.mapping import ProofMapping
from audits.protocols.model import Protocol, Tick
from audits.store.errors import StoreError
from rules.model import Organization, Outcome


class StoredProtocol(msgspec.Struct, frozen=True):
    """A protocol as imported; `mapping` only when one was given with it (else the one in data/ holds)."""

    protocol: Protocol
    mapping: ProofMapping | None
    source: str
    imported_at: datetime


class Audited(msgspec.Struct, frozen=True):
    """One run that counts, with the registry's row of each organization in it; `partial`: only some of the registry."""

    number: int
    name: str
    on: date
    partial: bool
    organizations: Mapping[int, Organization]


class NewVerdict(msgspec.Struct, frozen=True):
    """A verdict that began to hold with a run."""

    run: int
    organization: int
    rule: str
    outcome: Outcome


class Obligations:
    """The store's part about protocols. `transaction` is the store's own; it is told what fails with it."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        transaction: Callable[..., AbstractContextManager[None]],
        now: Callable[[], datetime],
    ) -> None:
        self._conn = conn
        self._transaction = transaction
        self._now = now

    def put(self, protocol: Protocol, *, mapping: ProofMapping | None = None) -> bool:
        """Remember a protocol; True when it was there and is replaced. Ticks stay, so does an earlier mapping."""
        with self._transaction("Протокол не записан"):
            known = self._conn.execute("SELECT 1 FROM protocols WHERE code = ?", (protocol.id,)).fetchone()
            self._conn.execute(
                "INSERT INTO protocols (code, body, mapping, source, imported_at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (code) DO UPDATE SET body = excluded.body, source = excluded.source, "
                "mapping = coalesce(excluded.mapping, mapping), imported_at = excluded.imported_at",
                (
                    protocol.id,
                    msgspec.json.encode(protocol).decode(),
                    msgspec.json.encode(mapping).decode() if mapping else None,
                    protocol.source,
                    self._now().astimezone(UTC).isoformat(),
                ),
            )
        return known is not None

    def protocols(self) -> list[StoredProtocol]:
        """All protocols, by date."""
        found = [
            StoredProtocol(
                msgspec.json.decode(body, type=Protocol),
                msgspec.json.decode(mapping, type=ProofMapping) if mapping else None,
                source,
                datetime.fromisoformat(at),
            )
            for body, mapping, source, at in self._conn.execute(
                "SELECT body, mapping, source, imported_at FROM protocols"
            )
        ]
        return sorted(found, key=lambda each: (each.protocol.on or date.min, each.protocol.id))

    def tick(self, tick: Tick) -> None:
        """Remember a person's word; a later one for the same term takes precedence."""
        with self._transaction("Отметка не записана"):
            known = self._conn.execute("SELECT 1 FROM protocols WHERE code = ?", (tick.protocol,)).fetchone()
            if known is None:
                why = f"протокола {tick.protocol} в базе нет. Какие есть: nok protocol list"
                raise StoreError(f"Отметка не записана: {why}")
            self._conn.execute(
                "INSERT INTO ticks (protocol, item, due, ticked_on, note, author, attachment, recorded_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    tick.protocol,
                    tick.item,
                    tick.due.isoformat(),
                    tick.ticked_on.isoformat(),
                    tick.note,
                    tick.by,
                    tick.attachment,
                    self._now().astimezone(UTC).isoformat(),
                ),
            )

    def remove(self, code: str) -> int:
        """Forget a protocol with all that was ticked in it; how many ticks that were."""
        with self._transaction():
            self._conn.execute("DELETE FROM protocols WHERE code = ?", (code,))
            return self._conn.execute("DELETE FROM ticks WHERE protocol = ?", (code,)).rowcount

    def untick(self, protocol: str, item: str, due: date) -> None:
        """Take back what was ticked for a term, corrections of it included."""
        with self._transaction():
            self._conn.execute(
                "DELETE FROM ticks WHERE protocol = ? AND item = ? AND due = ?", (protocol, item, due.isoformat())
            )

    def ticks(self) -> list[Tick]:
        """All ticks, the latest first: the first one found for a term is the one that holds."""
        return [
            Tick(row[0], row[1], date.fromisoformat(row[2]), date.fromisoformat(row[3]), row[4], row[5], row[6])
            for row in self._conn.execute(
                "SELECT protocol, item, due, ticked_on, note, author, attachment FROM ticks ORDER BY id DESC"
            )
        ]

    def audited(self, methodology: str) -> list[Audited]:
        """The runs that count under a methodology, oldest first, with the registry's rows each was about."""
        runs = self._conn.execute(
            "SELECT runs.id, runs.name, runs.day, coalesce(json_extract(runs.options, '$.partial'), 0) FROM runs "
            "JOIN lanes ON lanes.id = runs.lane WHERE lanes.name = ? AND runs.state IN ('finished', 'interrupted') "
            "ORDER BY runs.id",
            (methodology,),
        ).fetchall()
        rows = {
            number: msgspec.json.decode(body, type=Organization)
            for number, body in self._conn.execute("SELECT id, body FROM registry_rows")
        }
        return [
            Audited(number, name, date.fromisoformat(day), bool(partial), self._organizations(number, rows))
            for number, name, day, partial in runs
        ]

    def _organizations(self, run: int, rows: Mapping[int, Organization]) -> dict[int, Organization]:
        named = self._conn.execute("SELECT organization, registry_row FROM audits WHERE run = ?", (run,))
        return {number: rows[row] for number, row in named}

    def changes(self, methodology: str, rules: frozenset[str]) -> Iterator[NewVerdict]:
        """Every verdict of these rules when it began, in order of runs."""
        marks = ", ".join("?" * len(rules))
        for run, organization, rule, outcome in self._conn.execute(
            "SELECT findings.first_run, findings.organization, rules.name, verdicts.outcome FROM findings "
            "JOIN lanes ON lanes.id = findings.lane JOIN rules ON rules.id = findings.rule "
            "JOIN verdicts ON verdicts.id = findings.verdict "
            f"WHERE lanes.name = ? AND rules.name IN ({marks}) ORDER BY findings.first_run, findings.id",
            (methodology, *sorted(rules)),
        ):
            yield NewVerdict(run, organization, rule, Outcome(outcome))
