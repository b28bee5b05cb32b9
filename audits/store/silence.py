"""Which sites answered in a run and which did not, read from the stored facts without unpacking the pages."""

from __future__ import annotations

import sqlite3

import msgspec

from audits.store.blobs import get_blob
from crawler.items import Owner, Reason
from rules.reasons import owner


class _Site(msgspec.Struct, frozen=True):
    refusal: Reason | None = None


class _Facts(msgspec.Struct, frozen=True):
    site: _Site | None = None


def answers(conn: sqlite3.Connection, run: int) -> dict[str, Reason | None]:
    """By organization whose site was visited: why nothing of it could be read; None when it answered.

    Without those where it was the auditor who had no time.
    """
    return _read(conn, f"{_SEEN} WHERE audits.state = 1 AND audits.facts IS NOT NULL AND audits.run = ?", run)


def last_answers(conn: sqlite3.Connection, run: int) -> dict[str, Reason | None]:
    """The same of every organization ever visited in the run's sequence, as of that run: its latest visit counts.

    A run may be over a part of the registry: it says nothing of the sites it did not visit.
    """
    return _read(conn, f"{_SEEN} {_LATEST}", run)


_SEEN = (
    "SELECT organizations.code, audits.facts FROM audits JOIN organizations ON organizations.id = audits.organization"
)
_LATEST = (
    "JOIN (SELECT audits.organization, max(audits.run) AS run FROM audits JOIN runs ON runs.id = audits.run "
    "JOIN runs AS named ON named.id = ? AND named.lane = runs.lane AND named.id >= runs.id "
    "WHERE audits.state = 1 AND audits.facts IS NOT NULL GROUP BY audits.organization) AS latest "
    "ON latest.organization = audits.organization AND latest.run = audits.run"
)


def _read(conn: sqlite3.Connection, select: str, run: int) -> dict[str, Reason | None]:
    found: dict[str, Reason | None] = {}
    for code, blob in conn.execute(f"{select} ORDER BY organizations.code", (run,)).fetchall():
        site = msgspec.msgpack.decode(get_blob(conn, blob), type=_Facts).site
        if site is not None and (site.refusal is None or owner(site.refusal) is not Owner.AUDITOR):
            found[code] = site.refusal
    return found
