"""Deficiencies: failed findings followed over runs. Derived from intervals, so they cannot disagree with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

import msgspec

from audits.store.model import Deficiency, DeficiencyState, Waiver
from audits.store.population import Absence, absences
from audits.store.read import read_verdict
from audits.text.localtime import local_day
from rules.model import Outcome


class Interval(msgspec.Struct, frozen=True):
    """One verdict's stretch of runs: from `first` to before `ended`; None: still standing.

    Without an outcome: the organization was out of the registry, and whatever was open was closed with that.
    """

    outcome: Outcome | None
    first: int
    ended: int | None = None
    verdict: int = 0


class History(msgspec.Struct, frozen=True):
    """What a sequence of intervals says of one deficiency."""

    state: DeficiencyState
    since: int  # run in which the present stretch of failing began
    failed: Interval  # the last failed interval
    fixed: int | None = None  # run that found it mended
    retested: bool = True


def fold(intervals: Sequence[Interval]) -> History | None:
    """Follow one rule of one organization through time; None when it never failed.

    Only `passed` closes: a night that could not tell leaves the state as it was. `inapplicable` closes nothing
    either: it sets the deficiency aside until the rule concerns the organization again. So does leaving the registry.
    """
    state: DeficiencyState | None = None
    since, fixed, failed = 0, None, None
    retested = True
    for interval in intervals:
        if interval.outcome is None:
            state = DeficiencyState.REMOVED if state is not None and state is not DeficiencyState.FIXED else state
            continue
        retested = interval.outcome not in (Outcome.INCONCLUSIVE, Outcome.UNTESTED)
        if interval.outcome is Outcome.FAILED:
            if state is None:
                state, since = DeficiencyState.OPEN, interval.first
            elif state is DeficiencyState.FIXED:
                state, since = DeficiencyState.REOPENED, interval.first
            elif state in (DeficiencyState.INAPPLICABLE, DeficiencyState.REMOVED):
                state = DeficiencyState.REOPENED if fixed is not None else DeficiencyState.OPEN
            failed = interval
        elif state is None or failed is None:
            continue
        elif interval.outcome is Outcome.PASSED:
            if state is not DeficiencyState.FIXED:
                fixed = interval.first
            state = DeficiencyState.FIXED
        elif interval.outcome is Outcome.INAPPLICABLE and state is not DeficiencyState.FIXED:
            state = DeficiencyState.INAPPLICABLE
        elif state is DeficiencyState.REMOVED:  # back in the registry, and nobody could tell: as it was before
            state = DeficiencyState.REOPENED if fixed is not None else DeficiencyState.OPEN
    if state is None or failed is None:
        return None
    return History(state, since, failed, fixed if state is DeficiencyState.FIXED else None, retested)


def intervals_of(
    conn: sqlite3.Connection, lane: int, until: int | None = None, organization: str | None = None
) -> Iterator[tuple[int, str, str, list[Interval]]]:
    """By organization and rule: (organization id, code, rule, intervals in order), as known after run `until`.

    An organization's absences from the registry are intervals without an outcome.
    """
    away = absences(conn, lane, until, organization)
    limit = until if until is not None else (1 << 62)
    rows: Iterable[tuple[Any, ...]] = conn.execute(
        "SELECT findings.organization, organizations.code, rules.name, verdicts.outcome, findings.first_run, "
        "findings.ended_run, findings.verdict FROM findings "
        "JOIN organizations ON organizations.id = findings.organization JOIN rules ON rules.id = findings.rule "
        "JOIN verdicts ON verdicts.id = findings.verdict WHERE findings.lane = ? AND findings.first_run <= ? "
        f"{'' if organization is None else 'AND organizations.code = ? '}"
        "ORDER BY organizations.code, rules.name, findings.first_run",
        (lane, limit) if organization is None else (lane, limit, organization),
    ).fetchall()
    for (number, code, rule), group in groupby(rows, key=lambda row: row[:3]):
        intervals = [Interval(Outcome(row[3]), row[4], _known(row[5], until), row[6]) for row in group]
        yield number, code, rule, interrupted(intervals, away.get(number, ()))


def _known(ended: int | None, until: int | None) -> int | None:
    """When an interval ended, as far as is known after a run."""
    return None if ended is None or (until is not None and ended > until) else ended


def interrupted(intervals: Sequence[Interval], away: Sequence[Absence]) -> list[Interval]:
    """The intervals in order, cut where the organization was out of the registry."""
    pieces = list(intervals)
    for absence in away:
        pieces = [piece for each in pieces for piece in _cut(each, absence)]
    return pieces


def _cut(interval: Interval, absence: Absence) -> Iterator[Interval]:
    if interval.first >= absence.gone or (interval.ended is not None and interval.ended <= absence.gone):
        yield interval
        return
    yield msgspec.structs.replace(interval, ended=absence.gone)
    yield Interval(None, absence.gone, absence.back)
    if absence.back is not None and (interval.ended is None or interval.ended > absence.back):
        yield msgspec.structs.replace(interval, first=absence.back)


def once_failed(conn: sqlite3.Connection, run: int) -> dict[tuple[str, str], DeficiencyState]:
    """State of every deficiency just after a run."""
    (lane,) = conn.execute("SELECT lane FROM runs WHERE id = ?", (run,)).fetchone()
    histories = ((code, rule, fold(intervals)) for _, code, rule, intervals in intervals_of(conn, lane, run))
    return {(code, rule): history.state for code, rule, history in histories if history is not None}


def read_deficiencies(
    conn: sqlite3.Connection, methodology: str, on: date, organization: str | None = None, until: int | None = None
) -> Iterator[Deficiency]:
    """Every deficiency of a methodology's sequence of runs (or one organization's), by organization and rule.

    `until`: as known after that run; by default after the latest.
    """
    row = conn.execute("SELECT id FROM lanes WHERE name = ?", (methodology,)).fetchone()
    if row is None:
        return
    started: dict[int, tuple[str, datetime]] = {}
    days: dict[int, date] = {}
    for one, name, at, day in conn.execute("SELECT id, name, started_at, day FROM runs"):
        started[one], days[one] = (name, datetime.fromisoformat(at)), date.fromisoformat(day)
    # of several the latest given, as everywhere: it may have ended an earlier one before its time
    waived = {(waiver.organization, waiver.rule): waiver for waiver in read_waivers(conn)}
    for number, code, rule, intervals in intervals_of(conn, row[0], until, organization):
        history = fold(intervals)
        if history is None:
            continue
        last = last_audit(conn, row[0], number, history.failed, until)
        waiver = waived.get((code, rule))
        waiver = waiver if waiver and waiver.until >= on else None
        standing = history.state in (DeficiencyState.OPEN, DeficiencyState.REOPENED)
        finding, evidence = read_verdict(conn, rule, history.failed.verdict)
        yield Deficiency(
            organization=code,
            rule=rule,
            state=DeficiencyState.WAIVED if waiver and standing else history.state,
            finding=msgspec.structs.replace(finding, evidence=evidence),
            first_seen=started[history.since][1],
            last_seen=started[last][1],
            first_seen_run=started[history.since][0],
            last_seen_run=started[last][0],
            found=day_of(days[history.since], started[history.since][1]),
            confirmed=days[last],
            checked=local_day(started[last][1]),
            retested=history.retested,
            fixed_at=started[history.fixed][1] if history.fixed is not None else None,
            fixed_on=day_of(days[history.fixed], started[history.fixed][1]) if history.fixed is not None else None,
            waiver=waiver if standing else None,
        )


def day_of(judged: date, started: datetime) -> date:
    """The day a run found something: the one it judged for, but none on which nobody had looked yet."""
    return max(judged, local_day(started))


def last_audit(
    conn: sqlite3.Connection, lane: int, organization: int, interval: Interval, until: int | None = None
) -> int:
    """The last run (up to `until`) that saw this interval: quiet nights leave no trace but the ledger's row."""
    end = interval.ended if interval.ended is not None else 1 << 62
    row = conn.execute(
        "SELECT max(audits.run) FROM audits JOIN runs ON runs.id = audits.run WHERE audits.organization = ? "
        "AND audits.state <> 0 AND runs.lane = ? AND audits.run >= ? AND audits.run < ?",
        (organization, lane, interval.first, end if until is None else min(end, until + 1)),
    ).fetchone()
    return int(row[0]) if row and row[0] is not None else interval.first


def read_waivers(conn: sqlite3.Connection) -> list[Waiver]:
    """All exceptions, oldest first."""
    return [
        Waiver(row[0], row[1], row[2], row[3], date.fromisoformat(row[4]), datetime.fromisoformat(row[5]))
        for row in conn.execute("SELECT organization, rule, reason, author, until, granted_at FROM waivers ORDER BY id")
    ]
