"""Since when a verdict holds: nights that could not tell in between change nothing.

A finding is stored as intervals of one and the same verdict; a night on which the site was down ends one. What stands
again on the next night has not come anew: a failed finding is as old as the deficiency it is, a passed one as what was
passed before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

import msgspec

from audits.store.deficiencies import Interval, fold
from audits.store.model import StoredFinding
from rules.model import Outcome

_UNTOLD = frozenset({Outcome.INCONCLUSIVE, Outcome.UNTESTED})


def held_since(intervals: Sequence[Interval]) -> int:
    """The run since which the last of one rule's intervals, in order, holds."""
    last = intervals[-1]
    since = last.first
    if last.outcome is Outcome.FAILED:
        history = fold(intervals)
        return history.since if history is not None else since
    for before in reversed(intervals[:-1] if last.outcome is Outcome.PASSED else ()):
        if before.outcome is Outcome.PASSED:
            since = before.first
        elif before.outcome not in _UNTOLD:
            break
    return since


def dated(
    findings: Iterator[StoredFinding], conn: sqlite3.Connection, run: int, organization: str | None
) -> Iterator[StoredFinding]:
    """Findings as of a run, each with the run since which it holds."""
    since = dict(_since(conn, run, organization))
    for one in findings:
        name, started = since.get((one.organization, one.rule), (one.first_seen_run, one.first_seen))
        if started < one.first_seen:
            one = msgspec.structs.replace(one, first_seen=started, first_seen_run=name)
        yield one


def _since(
    conn: sqlite3.Connection, run: int, organization: str | None
) -> Iterator[tuple[tuple[str, str], tuple[str, datetime]]]:
    """Of every rule with more than one verdict up to a run: the run since which the last one holds, and its start."""
    runs = {number: (name, datetime.fromisoformat(at)) for number, name, at in conn.execute(
        "SELECT id, name, started_at FROM runs"
    )}  # fmt: skip
    only = "" if organization is None else "AND organizations.code = :code "
    rows = conn.execute(
        "SELECT organizations.code, rules.name, verdicts.outcome, findings.first_run FROM findings "
        "JOIN organizations ON organizations.id = findings.organization JOIN rules ON rules.id = findings.rule "
        "JOIN verdicts ON verdicts.id = findings.verdict JOIN runs ON runs.id = :run AND runs.lane = findings.lane "
        f"WHERE findings.first_run <= :run {only}"
        "AND EXISTS (SELECT 1 FROM findings AS other WHERE other.lane = findings.lane "
        "AND other.organization = findings.organization AND other.rule = findings.rule AND other.id <> findings.id) "
        "ORDER BY organizations.code, rules.name, findings.first_run",
        {"run": run, "code": organization},
    ).fetchall()
    for key, group in groupby(rows, key=lambda row: (row[0], row[1])):
        yield key, runs[held_since([Interval(Outcome(row[2]), row[3]) for row in group])]
