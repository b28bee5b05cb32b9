"""Content-addressed, compressed bodies: each is stored once, and as a difference when it is nearly an older one."""

from __future__ import annotations

import hashlib
import sqlite3

from audits.store.pack import compress, decompress

WORTHWHILE = 0.5  # a difference larger than this share of the older body's packed size starts a new base


def put_blob(conn: sqlite3.Connection, body: bytes, organization: int, name: str, sha256: bytes | None = None) -> int:
    """Store `body` (uncompressed) for an organization under the anchor `name`; returns the blob's id.

    A page with a new token in it every night costs a few dozen bytes a night this way, not a page a night.
    Differences are always against a whole body, never against another difference: reading stays two steps.
    `sha256` is the key to store under, when it is not the body's own (a body hashed before it was decoded).
    """
    key = sha256 or hashlib.sha256(body).digest()
    known = conn.execute("SELECT id FROM blobs WHERE sha256 = ?", (key,)).fetchone()
    if known is not None:
        return int(known[0])
    anchor = conn.execute(
        "SELECT blobs.id, blobs.body FROM anchors JOIN blobs ON blobs.id = anchors.blob "
        "WHERE anchors.organization = ? AND anchors.name = ?",
        (organization, name),
    ).fetchone()
    if anchor is not None:
        packed = compress(body, decompress(anchor[1]))
        if len(packed) <= WORTHWHILE * len(anchor[1]):
            return _insert(conn, key, anchor[0], packed)
    blob = _insert(conn, key, None, compress(body))
    conn.execute("INSERT OR REPLACE INTO anchors VALUES (?, ?, ?)", (organization, name, blob))
    return blob


def put_packed(conn: sqlite3.Connection, packed: bytes, sha256: bytes, organization: int, name: str) -> int:
    """As `put_blob` of a body that comes compressed: it is unpacked only where a difference may be made of it."""
    known = conn.execute("SELECT id FROM blobs WHERE sha256 = ?", (sha256,)).fetchone()
    if known is not None:
        return int(known[0])
    find = "SELECT 1 FROM anchors WHERE organization = ? AND name = ?"
    if conn.execute(find, (organization, name)).fetchone() is not None:
        return put_blob(conn, decompress(packed), organization, name, sha256)
    blob = _insert(conn, sha256, None, packed)
    conn.execute("INSERT INTO anchors VALUES (?, ?, ?)", (organization, name, blob))
    return blob


def insert_whole(conn: sqlite3.Connection, key: bytes, body: bytes) -> int:
    """Store a body that has no likeness to any other, under a hash that is not there yet; returns the blob's id."""
    return _insert(conn, key, None, compress(body))


def _insert(conn: sqlite3.Connection, key: bytes, base: int | None, packed: bytes) -> int:
    cursor = conn.execute("INSERT INTO blobs (sha256, base, body) VALUES (?, ?, ?)", (key, base, packed))
    return int(cursor.lastrowid or 0)


def get_blob(conn: sqlite3.Connection, blob: int) -> bytes:
    """The uncompressed body with this id."""
    base, body = conn.execute("SELECT base, body FROM blobs WHERE id = ?", (blob,)).fetchone()
    return decompress(body, get_blob(conn, base) if base is not None else None)


def find_blob(conn: sqlite3.Connection, sha256: str) -> int | None:
    """The id of the blob with this hash, if there is one."""
    row = conn.execute("SELECT id FROM blobs WHERE sha256 = ?", (bytes.fromhex(sha256),)).fetchone()
    return None if row is None else int(row[0])
