"""Pictures of pages: few per organization, each once, and never more than a deficiency's beginning and the latest.

A picture is a body like any other: stored under its hash among the blobs. What is kept of one page is its latest
picture and, while a deficiency of the organization stands, the first that was taken since it began.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from audits.model import Pictured, Shot
from audits.store import pack
from audits.store.blobs import insert_whole
from audits.store.model import StoredPicture

MOST = 8  # pictures of one organization, whatever happens to its addresses


def put_pictures(conn: sqlite3.Connection, run: int, organization: int, shots: Sequence[Shot]) -> None:
    """Add pictures of a run and drop those they replace."""
    for shot in shots:
        picture = shot.picture
        blob = _put(conn, picture.body)
        conn.execute(
            "INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(organization, picture.url, run, shot.position, pack.seconds_of(picture.taken_at)),
                *(shot.content, shot.basis, picture.width, picture.height, len(picture.body), blob),
            ),
        )
    if shots:
        _trim(conn, organization)


def _put(conn: sqlite3.Connection, body: bytes) -> int:
    key = hashlib.sha256(body).digest()
    known = conn.execute("SELECT id FROM blobs WHERE sha256 = ?", (key,)).fetchone()
    return int(known[0]) if known else insert_whole(conn, key, body)


def _trim(conn: sqlite3.Connection, organization: int) -> None:
    (since,) = conn.execute(
        "SELECT min(findings.first_run) FROM findings JOIN verdicts ON verdicts.id = findings.verdict "
        "WHERE findings.organization = ? AND findings.ended_run IS NULL AND verdicts.outcome = 'failed'",
        (organization,),
    ).fetchone()
    rows = conn.execute(
        "SELECT url, run, run = max(run) OVER (PARTITION BY url), "
        "run = min(CASE WHEN run >= ? THEN run END) OVER (PARTITION BY url) FROM pictures WHERE organization = ? "
        "ORDER BY 3 DESC, run DESC, position",
        (since, organization),
    ).fetchall()
    wanted = [(url, run) for url, run, latest, first in rows if latest or first][:MOST]
    gone = [(organization, url, run) for url, run, _, _ in rows if (url, run) not in wanted]
    drop(conn, gone)


def drop(conn: sqlite3.Connection, gone: Sequence[tuple[int, str, int]]) -> tuple[int, int]:
    """Delete pictures (organization, url, run), and the bodies no other picture shows; their number and packed size."""
    one = "organization = ? AND url = ? AND run = ?"
    blobs = {conn.execute(f"SELECT blob FROM pictures WHERE {one}", key).fetchone()[0] for key in gone}
    conn.executemany(f"DELETE FROM pictures WHERE {one}", gone)
    unused = conn.execute(
        "SELECT id, length(body) FROM blobs WHERE id IN (SELECT value FROM json_each(?)) "
        "AND id NOT IN (SELECT blob FROM pictures)",
        (json.dumps(sorted(blobs)),),
    ).fetchall()
    conn.executemany("DELETE FROM blobs WHERE id = ?", [(blob,) for blob, _ in unused])
    return len(unused), sum(length for _, length in unused)


def read_pictured(conn: sqlite3.Connection) -> dict[str, tuple[Pictured, ...]]:
    """By organization: what the latest picture of each page shows."""
    found: dict[str, list[Pictured]] = {}
    for code, url, content, basis, day, _ in conn.execute(
        "SELECT organizations.code, pictures.url, content, basis, runs.day, max(pictures.run) FROM pictures "
        "JOIN organizations ON organizations.id = pictures.organization JOIN runs ON runs.id = pictures.run "
        "GROUP BY pictures.organization, pictures.url"
    ).fetchall():
        found.setdefault(code, []).append(Pictured(url, content, basis, date.fromisoformat(day)))
    return {code: tuple(pages) for code, pages in found.items()}


def read_pictures(conn: sqlite3.Connection, run: int, organization: str | None = None) -> Iterator[StoredPicture]:
    """The latest picture of every page as of a run, by organization and importance."""
    condition = "" if organization is None else "AND organizations.code = ?"
    for code, url, name, taken, position, width, height, size, sha256, _ in conn.execute(
        "SELECT organizations.code, url, runs.name, taken, position, width, height, size, blobs.sha256, "
        "max(pictures.run) FROM pictures JOIN runs ON runs.id = pictures.run "
        "JOIN blobs ON blobs.id = pictures.blob JOIN organizations ON organizations.id = pictures.organization "
        f"WHERE pictures.run <= ? {condition} "
        "GROUP BY pictures.organization, url ORDER BY pictures.organization, position, url",
        (run, *([organization] if organization is not None else [])),
    ).fetchall():
        moment = pack.moment_of(taken)
        yield StoredPicture(code, url, name, moment, position, width, height, size, sha256.hex())
