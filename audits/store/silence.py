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
    found: dict[str, Reason | None] = {}
    for code, blob in conn.execute(
        "SELECT organizations.code, audits.facts FROM audits "
        "JOIN organizations ON organizations.id = audits.organization WHERE audits.run = ? AND audits.state = 1 "
        "AND audits.facts IS NOT NULL ORDER BY organizations.code",
        (run,),
    ).fetchall():
        site = msgspec.msgpack.decode(get_blob(conn, blob), type=_Facts).site
        if site is not None and (site.refusal is None or owner(site.refusal) is not Owner.AUDITOR):
            found[code] = site.refusal
    return found
