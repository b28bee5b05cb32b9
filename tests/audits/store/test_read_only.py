"""A database that may only be read: by people of another department, from a copy, on a disk that is closed."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from audits.model import ExitCode
from audits.protocols.model import Protocol, Tick
from audits.store import Store, Waiver
from audits.store.errors import StoreError
from tests.audits.stored import fill

ROOT = Path(__file__).parents[3]
READING = ["runs", "show s1", "explain s1 nok-page-published", "compare", "deadlines", "export findings",
           "export deficiencies", "export organizations", "export runs", "waive --list"]  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "closed" / "nok.db"
    path.parent.mkdir()
    fill(path, nights=2)
    yield path
    path.parent.chmod(0o755)


def close(path: Path) -> None:
    for one in path.parent.iterdir():
        one.chmod(0o444)
    path.parent.chmod(0o555)


def _obey_permissions() -> None:
    """Root too: without CAP_DAC_OVERRIDE a file closed for writing is closed."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def nok(args: str, db: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "audits.cli", *args.split(), "--db", str(db)],
        cwd=db.parents[1],
        env={**os.environ, "PYTHONPATH": str(ROOT), "NOK_CONFIG": "", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        preexec_fn=_obey_permissions,
    )


def test_reading_commands_read_and_writing_ones_say_why_not(db: Path) -> None:
    close(db)
    before = {one.name: one.stat().st_mtime_ns for one in db.parent.iterdir()}
    for command in READING:
        done = nok(command, db)
        assert done.returncode == ExitCode.CLEAN, (command, done.stderr)
        assert done.stdout
    assert nok("report -o report", db).returncode == ExitCode.CLEAN
    assert nok("backup copy.db", db).returncode == ExitCode.CLEAN
    for command in ("waive s1 nok-page-published --reason x --until 2099-01-01 --by x", "evaluate"):
        done = nok(command, db)
        assert done.returncode == ExitCode.NOTHING_AUDITED, command
        assert "прав" in done.stderr, done.stderr
        assert "внутренн" not in done.stderr
    assert {one.name: one.stat().st_mtime_ns for one in db.parent.iterdir()} == before


def test_a_reader_leaves_nothing_beside_a_base_that_others_write(db: Path) -> None:
    db.chmod(0o444)  # the directory is open, as a shared one is: files made in it would be the reader's
    for command in ("runs", "export findings", "report -o report"):
        assert nok(command, db).returncode == ExitCode.CLEAN
        assert [one.name for one in db.parent.iterdir()] == ["nok.db"]


def test_what_a_writer_has_not_folded_in_yet_is_read_or_the_base_refused(db: Path) -> None:
    with closing(sqlite3.connect(db)) as writer:  # a night in progress
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        writer.execute("UPDATE runs SET note = 'из журнала'")
        writer.commit()
        copied = db.parent.with_name("copied") / "nok.db"
        copied.parent.mkdir()
        for name in ("nok.db", "nok.db-wal"):
            shutil.copy(db.with_name(name), copied.with_name(name))
        close(db)
        assert db.with_name("nok.db-shm").exists()
        seen = json.loads(nok("runs --format json", db).stdout)
        assert {one["note"] for one in seen} == {"из журнала"}
    close(copied)
    refused = nok("runs", copied)
    copied.parent.chmod(0o755)
    assert refused.returncode == ExitCode.NOTHING_AUDITED
    assert "nok.db-wal" in refused.stderr


def test_the_log_of_a_writer_that_was_killed_is_read_where_its_index_is_left(db: Path) -> None:
    code = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(\"UPDATE runs SET note = 'до конца'\"); "
        "c.commit(); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(db)], check=False).returncode == 9
    assert db.with_name("nok.db-wal").stat().st_size
    close(db)
    assert {one["note"] for one in json.loads(nok("runs --format json", db).stdout)} == {"до конца"}


def test_the_browser_view_of_a_closed_base(db: Path) -> None:
    close(db)
    serving = subprocess.Popen(
        [sys.executable, "-m", "audits.cli", "serve", "--port", "0", "--db", str(db)],
        cwd=db.parents[1],
        env={**os.environ, "PYTHONPATH": str(ROOT), "NOK_CONFIG": ""},
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_obey_permissions,
    )
    with serving:
        assert serving.stderr is not None
        try:
            said = serving.stderr.readline()
            address = said.split(": ", 1)[1].split(" ")[0]
            with urllib.request.urlopen(f"{address}nok/runs.json?_shape=array", timeout=60) as answer:
                assert len(json.load(answer)) == 2
        finally:
            serving.terminate()


def test_what_is_not_written_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nok.db"
    fill(path, nights=1)
    with Store.open(path) as store:
        protocol = Protocol("p", "1", date(2026, 11, 2), "", "", ())
        store.obligations.put(protocol)
        store._conn.execute("PRAGMA query_only = 1")
        refused = {
            "Исключение": lambda: store.waive(Waiver("s1", "acts-published", "р", "я", date(2027, 1, 1))),
            "Отметка": lambda: store.obligations.tick(Tick("p", "1", date(2026, 12, 1), date(2026, 11, 9), "письмо")),
            "Протокол": lambda: store.obligations.put(protocol),
        }
        for what, act in refused.items():
            with pytest.raises(StoreError, match=rf"^{what} не записан[оа]? в базу .*nok\.db: файл или каталог закрыт"):
                act()
