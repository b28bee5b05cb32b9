"""Who is in the registry: read from the ledgers, so that every list and every number is about the same organizations.

The ledger of a run over the whole registry names everybody in it. An organization it does not name is out of the
registry from that run on, until a later run audits it again. What was found before stays in the history, and is no
longer held against anybody.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest

import msgspec


class Absence(msgspec.Struct, frozen=True):
    """From which run on an organization was out of the registry, and in which it was back; None: it still is out."""

    gone: int
    back: int | None = None


def absences(
    conn: sqlite3.Connection, lane: int, until: int | None = None, organization: str | None = None
) -> dict[int, tuple[Absence, ...]]:
    """By organization (or of one): when it was out of the registry, as known after run `until`; only those that were.

    A run over a part of the registry, one that is void and one that goes on say nothing of those they do not name.
    """
    limit = until if until is not None else (1 << 62)
    whole = [row[0] for row in conn.execute(_WHOLE, (lane, limit))]
    found = {
        number: tuple(_gaps(whole, [row[0] for row in conn.execute(_NAMED, (number, lane, limit))]))
        for (number,) in conn.execute(_NOT_ALWAYS, (lane, limit, organization, organization, len(whole))).fetchall()
    }
    return {number: each for number, each in found.items() if each}


def _gaps(whole: Sequence[int], named: Sequence[int]) -> Iterator[Absence]:
    """Absences of an organization that these runs name; `whole`: the runs that name everybody. Both in order."""
    for run, after in zip_longest(named, named[1:]):
        place = bisect_right(whole, run)
        if place < len(whole) and (after is None or whole[place] < after):
            yield Absence(whole[place], after)


_COUNTS = "runs.state IN ('finished', 'interrupted') AND NOT coalesce(json_extract(runs.options, '$.partial'), 0)"
_WHOLE = f"SELECT id FROM runs WHERE lane = ? AND id <= ? AND {_COUNTS} ORDER BY id"
_NAMED = (
    "SELECT audits.run FROM audits JOIN runs ON runs.id = audits.run "
    "WHERE audits.organization = ? AND runs.lane = ? AND runs.id <= ? ORDER BY audits.run"
)
_NOT_ALWAYS = (
    "SELECT audits.organization FROM audits JOIN runs ON runs.id = audits.run "
    "JOIN organizations ON organizations.id = audits.organization "
    "WHERE runs.lane = ? AND runs.id <= ? AND (? IS NULL OR organizations.code = ?) "
    f"GROUP BY audits.organization HAVING sum({_COUNTS}) < ?"
)


def population(conn: sqlite3.Connection, run: int) -> Iterator[str]:
    """Codes of the organizations that are in the registry as of a run."""
    (lane,) = conn.execute("SELECT lane FROM runs WHERE id = ?", (run,)).fetchone()
    gone = {organization for organization, each in absences(conn, lane, run).items() if each[-1].back is None}
    for number, code in conn.execute(
        "SELECT DISTINCT organizations.id, organizations.code FROM audits "
        "JOIN runs ON runs.id = audits.run JOIN organizations ON organizations.id = audits.organization "
        "WHERE runs.lane = ? AND runs.id <= ? ORDER BY organizations.code",
        (lane, run),
    ):
        if number not in gone:
            yield code
