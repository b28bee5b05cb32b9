"""Migrations: whole steps only, each once."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import msgspec
import pytest
from sqlite_utils import Database

from audits.protocols.model import Protocol
from audits.protocols.parse import parse_protocol
from audits.store.migrations import STEPS, migrate, version_of


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return Database(sqlite3.connect(tmp_path / "nok.db", isolation_level=None))


def test_a_new_database_takes_every_step_once(db: Database) -> None:
    assert migrate(db) == len(STEPS)
    assert version_of(db) == len(STEPS)
    assert migrate(db) == 0
    assert {"runs", "audits", "findings", "waivers"} <= set(db.table_names())
    assert {"ledger", "findings_by_run"} <= set(db.view_names())
    assert all(list(db.query(f'SELECT * FROM "{view}"')) == [] for view in db.view_names())


def test_an_older_database_takes_only_what_it_misses(db: Database) -> None:
    def first(db: Database) -> None:
        db.conn.execute("CREATE TABLE a (x)")

    def second(db: Database) -> None:
        db.conn.execute("ALTER TABLE a ADD COLUMN y")

    assert migrate(db, (first,)) == 1
    db.conn.execute("INSERT INTO a VALUES (1)")
    assert migrate(db, (first, second)) == 1
    assert list(db.query("SELECT * FROM a")) == [{"x": 1, "y": None}]


def test_a_step_that_fails_leaves_the_version_before_it(db: Database) -> None:
    def broken(db: Database) -> None:
        db.conn.execute("CREATE TABLE half (x)")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        migrate(db, (*STEPS, broken))
    assert version_of(db) == len(STEPS)
    assert "half" not in db.table_names()


def test_notes_of_stored_protocols_keep_their_words_and_learn_what_they_are_about(db: Database) -> None:
    text = "ПРОТОКОЛ № 5\nот 20 января 2026 г.\n\n1. Провести опрос.\n3. Отделу сайтов ответить (15 мая 2026 г.).\n"
    protocol = parse_protocol(text + "4. Отделу планов слова «школы» заменить словами «сады».\n")
    assert {note.kind for note in protocol.noted} == {"no-term", "loose-date", "nobody", "amends", "skipped"}
    migrate(db, STEPS[:5])
    body = msgspec.to_builtins(protocol, str_keys=True) | {"notes": list(protocol.notes)}
    db.conn.execute(
        "INSERT INTO protocols (code, body, imported_at) VALUES ('1', ?, '')", (json.dumps(body, default=str),)
    )
    migrate(db)
    stored = msgspec.json.decode(db.conn.execute("SELECT body FROM protocols").fetchone()[0], type=Protocol)
    assert stored.notes == protocol.notes
    # of two that were one sentence the first is known
    known = [note for note in protocol.noted if note.kind != "loose-date"]
    assert [(note.item, note.kind, note.subject) for note in stored.noted] == [
        (note.item, note.kind, note.subject) for note in known
    ]
