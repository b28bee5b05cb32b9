"""What a database may forget: facts and bodies of old nights. Verdicts, quotations and the ledger stay for ever."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from audits.store.blobs import get_blob
from audits.store.deficiencies import fold, intervals_of, last_audit
from audits.store.model import STANDING
from audits.store.pictures import drop


class Forgotten(msgspec.Struct, frozen=True):
    """What was dropped: ledger rows that lost their facts, bodies, and their packed size in bytes."""

    audits: int = 0
    bodies: int = 0
    size: int = 0


class _Page(msgspec.Struct, frozen=True):
    sha256: str = ""


class _Site(msgspec.Struct, frozen=True):
    pages: tuple[_Page, ...] = ()


class _Facts(msgspec.Struct, frozen=True):
    """As little of stored facts as tells which bodies they speak of."""

    site: _Site | None = None


def forget(conn: sqlite3.Connection, before: date) -> Forgotten:
    """Drop facts and bodies last needed before that day, but for those a standing deficiency rests on.

    Kept: facts of every run from that day on, of the latest run of every organization, and of the runs in which a
    standing deficiency was found and last seen; the bodies of pages in kept facts, and those quoted as evidence of
    a standing deficiency.
    """
    protected, standing, quoted = _rests(conn)
    dropped = [
        (run, organization)
        for run, organization in conn.execute(
            "SELECT audits.run, audits.organization FROM audits JOIN runs ON runs.id = audits.run "
            "WHERE runs.day < ? AND audits.facts IS NOT NULL",
            (before.isoformat(),),
        )
        if (run, organization) not in protected
    ]
    conn.executemany("UPDATE audits SET facts = NULL, times = NULL WHERE run = ? AND organization = ?", dropped)
    bodies, size = _sweep(conn, quoted) if dropped else (0, 0)
    pictures, room = _old_pictures(conn, before, {organization for _, organization in standing})
    return Forgotten(len(dropped), bodies + pictures, size + room)


def _old_pictures(conn: sqlite3.Connection, before: date, standing: set[int]) -> tuple[int, int]:
    """Pictures of organizations without a standing deficiency go with their day; the next night takes new ones."""
    rows = conn.execute(
        "SELECT organization, url, run FROM pictures JOIN runs ON runs.id = pictures.run WHERE runs.day < ?",
        (before.isoformat(),),
    ).fetchall()
    return drop(conn, [row for row in rows if row[0] not in standing])


def _rests(conn: sqlite3.Connection) -> tuple[set[tuple[int, int]], set[tuple[int, int]], set[bytes]]:
    """(run, organization) whose facts are needed whatever their age, those of them for a standing deficiency, and
    hashes of bodies quoted."""
    latest: set[tuple[int, int]] = {
        (run, organization)
        for organization, run in conn.execute(
            "SELECT organization, max(run) FROM audits WHERE facts IS NOT NULL GROUP BY organization"
        )
    }
    standing: set[tuple[int, int]] = set()
    verdicts: set[int] = set()
    for (lane,) in conn.execute(
        "SELECT DISTINCT lane FROM runs WHERE replay_of IS NULL AND state <> 'void'"
    ).fetchall():
        for organization, _, _, intervals in intervals_of(conn, lane):
            history = fold(intervals)
            if history is None or history.state not in STANDING:
                continue
            standing |= {
                (history.since, organization),
                (last_audit(conn, lane, organization, history.failed), organization),
            }
            verdicts.add(history.failed.verdict)
    return latest | standing, standing, set(_quoted(conn, verdicts))


def _quoted(conn: sqlite3.Connection, verdicts: Iterable[int]) -> Iterator[bytes]:
    for verdict in verdicts:
        (evidence,) = conn.execute("SELECT evidence FROM verdicts WHERE id = ?", (verdict,)).fetchone()
        for number in msgspec.json.decode(evidence, type=list[int]):
            (sha256,) = conn.execute("SELECT sha256 FROM evidence WHERE id = ?", (number,)).fetchone()
            if len(sha256) == 64:
                yield bytes.fromhex(sha256)


def _sweep(conn: sqlite3.Connection, quoted: set[bytes]) -> tuple[int, int]:
    """Delete bodies nobody needs. What others are stored as differences from is needed with them."""
    facts = {row[0] for row in conn.execute("SELECT DISTINCT facts FROM audits WHERE facts IS NOT NULL")}
    hashes = set(quoted)
    for blob in facts:
        site = msgspec.msgpack.decode(get_blob(conn, blob), type=_Facts).site
        hashes |= {bytes.fromhex(page.sha256) for page in (site.pages if site else ()) if len(page.sha256) == 64}
    rows = conn.execute("SELECT id, sha256, base, length(body) FROM blobs").fetchall()
    pictured = {row[0] for row in conn.execute("SELECT blob FROM pictures")}
    kept = facts | pictured | {number for number, sha256, _, _ in rows if sha256 in hashes}
    kept |= {base for number, _, base, _ in rows if base is not None and number in kept}
    gone = [(number, length) for number, _, _, length in rows if number not in kept]
    numbers = [(number,) for number, _ in gone]
    conn.executemany("DELETE FROM anchors WHERE blob = ?", numbers)
    conn.executemany("UPDATE blobs SET base = NULL WHERE id = ?", numbers)  # they go together with their bases
    conn.executemany("DELETE FROM blobs WHERE id = ?", numbers)
    return len(gone), sum(length for _, length in gone)
