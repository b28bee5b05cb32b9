"""What the last night knew of an organization, read from beside the coordinator: by workers, which only read."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from urllib.request import pathname2url

import msgspec

from audits.store import pack
from audits.store.blobs import get_blob
from crawler.items import Facts

logger = logging.getLogger(__name__)

_NIGHTS = 5  # a site that was away for longer is read anew
_BUSY_SECONDS = 30.0


class LastNight(msgspec.Struct, frozen=True):
    """One organization in its last night that saw anything: the blob of its facts, and what that night adds."""

    run: int
    facts: int
    tonight: pack.Tonight

    @property
    def settled(self) -> bool:
        """Whether its verdicts hold for as long as the site is the same."""
        return self.tonight.alone and not self.tonight.dated


def last_night(conn: sqlite3.Connection, organization: str, run: str) -> LastNight | None:
    """The last believed night before `run` in which some page of the organization was read."""
    for number, facts, packed in conn.execute(
        "SELECT runs.id, audits.facts, audits.times FROM organizations "
        "JOIN audits ON audits.organization = organizations.id JOIN runs ON runs.id = audits.run "
        "WHERE organizations.code = ? AND audits.state = 1 AND audits.facts IS NOT NULL AND runs.replay_of IS NULL "
        "AND runs.state IN ('finished', 'interrupted') AND runs.id < (SELECT id FROM runs WHERE name = ?) "
        "ORDER BY runs.id DESC LIMIT ?",
        (organization, run, _NIGHTS),
    ):
        tonight = msgspec.msgpack.decode(packed, type=pack.Tonight)
        if tonight.pages:
            return LastNight(number, facts, tonight)
    return None


def facts_of(conn: sqlite3.Connection, night: LastNight) -> Facts:
    """The facts of a night as content: without times, marks and counters."""
    return pack.decode_facts(get_blob(conn, night.facts))


def open_archive(path: Path) -> Archive | None:
    """The database at a path, for reading; None where there is none: another machine's disk is out of reach."""
    try:
        return Archive(path)
    except sqlite3.Error as error:
        logger.info("Nothing is remembered: %s cannot be opened (%s)", path, error)
        return None


class Archive:
    """A database opened for reading only. Raises `sqlite3.Error` when there is none."""

    def __init__(self, path: Path) -> None:
        address = f"file:{pathname2url(str(path))}?mode=ro"
        self._conn = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)

    def recollection(self, organization: str, run: str) -> Recollection | None:
        """What is known of an organization from before a run."""
        night = last_night(self._conn, organization, run)
        return None if night is None else Recollection(self._conn, night)


class Recollection:
    """`crawler.memory.last_visit.Recollection` over a row of the database."""

    def __init__(self, conn: sqlite3.Connection, night: LastNight) -> None:
        self.revisits = night.tonight.revisits
        self.settled = night.settled
        self.tonight = night.tonight
        self._conn = conn
        self._night = night

    def read(self) -> bytes:
        """The facts, packed for transport, without times."""
        return get_blob(self._conn, self._night.facts)
