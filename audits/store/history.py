"""How verdicts moved over the runs of one methodology: what trends and histories are drawn from.

Both are read from intervals, so they count the state *after* each run: an organization nobody audited that night keeps
its earlier verdicts, unless it is no longer in the registry.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise

import msgspec

from audits.store.population import absences
from rules.model import Outcome


class TrendPoint(msgspec.Struct, frozen=True):
    """Standing verdicts just after a run, by outcome."""

    run: str
    on: date
    outcomes: dict[Outcome, int]


class Change(msgspec.Struct, frozen=True):
    """One rule's verdict on one organization becoming another; `before` None: the rule was new to it."""

    organization: str
    rule: str
    run: str
    on: date
    before: Outcome | None
    after: Outcome | None  # None: the rule no longer concerns the organization
    message: str = ""


def read_trend(conn: sqlite3.Connection, run: int) -> list[TrendPoint]:
    """One point for each run of the run's sequence up to it, oldest first."""
    runs = conn.execute(
        "SELECT id, name, day FROM runs WHERE lane = (SELECT lane FROM runs WHERE id = ?) AND id <= ? ORDER BY id",
        (run, run),
    ).fetchall()
    moves: dict[int, Counter[Outcome]] = {}
    for outcome, first, ended, count in conn.execute(
        "SELECT verdicts.outcome, findings.first_run, findings.ended_run, count(*) FROM findings "
        "JOIN verdicts ON verdicts.id = findings.verdict WHERE findings.lane = (SELECT lane FROM runs WHERE id = ?) "
        "GROUP BY 1, 2, 3",
        (run,),
    ):
        moves.setdefault(first, Counter())[Outcome(outcome)] += count
        if ended is not None:
            moves.setdefault(ended, Counter())[Outcome(outcome)] -= count
    for number, outcome, change in _moved(conn, run):
        moves.setdefault(number, Counter())[outcome] += change
    standing: Counter[Outcome] = Counter()
    points = []
    for number, name, day in runs:
        standing.update(moves.get(number, {}))
        points.append(TrendPoint(name, date.fromisoformat(day), {outcome: standing[outcome] for outcome in Outcome}))
    return points


def _moved(conn: sqlite3.Connection, run: int) -> Iterator[tuple[int, Outcome, int]]:
    """(run, outcome, by how many) of the verdicts that left and came back with their organizations."""
    (lane,) = conn.execute("SELECT lane FROM runs WHERE id = ?", (run,)).fetchone()
    for organization, away in absences(conn, lane, run).items():
        for outcome, first, ended in conn.execute(
            "SELECT verdicts.outcome, findings.first_run, findings.ended_run FROM findings "
            "JOIN verdicts ON verdicts.id = findings.verdict WHERE findings.organization = ? AND findings.lane = ?",
            (organization, lane),
        ):
            for one in away:
                if first < one.gone and (ended is None or ended > one.gone):
                    yield one.gone, Outcome(outcome), -1
                    if one.back is not None:
                        yield one.back, Outcome(outcome), 1  # what ended with the return is taken away there, too


def read_history(conn: sqlite3.Connection, run: int) -> Iterator[Change]:
    """Every change of verdict up to a run, by organization, then rule, then time; first verdicts are no changes."""
    rows = conn.execute(
        "SELECT organizations.code, rules.name, verdicts.outcome, verdicts.message, first.name, first.day, ended.name, "
        "ended.day, findings.first_run, findings.ended_run FROM findings "
        "JOIN organizations ON organizations.id = findings.organization JOIN rules ON rules.id = findings.rule "
        "JOIN verdicts ON verdicts.id = findings.verdict JOIN runs AS first ON first.id = findings.first_run "
        "LEFT JOIN runs AS ended ON ended.id = findings.ended_run AND ended.id <= ? "
        "WHERE findings.lane = (SELECT lane FROM runs WHERE id = ?) AND findings.first_run <= ? "
        "ORDER BY findings.organization, rules.name, findings.first_run",
        (run, run, run),
    )
    for (code, rule), group in groupby(rows, key=lambda row: row[:2]):
        intervals = list(group)
        for old, new in pairwise(intervals):
            if old[9] == new[8]:
                if old[2] != new[2]:
                    yield Change(
                        code, rule, new[4], date.fromisoformat(new[5]), Outcome(old[2]), Outcome(new[2]), new[3]
                    )
            else:
                yield Change(code, rule, new[4], date.fromisoformat(new[5]), None, Outcome(new[2]), new[3])
        last = intervals[-1]
        if last[6] is not None:
            yield Change(code, rule, last[6], date.fromisoformat(last[7]), Outcome(last[2]), None)
