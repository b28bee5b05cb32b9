"""Opening the file: looked at before it is touched, refused when it is not ours or from the future."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO
from urllib.request import pathname2url

from sqlite_utils import Database

from audits.refusals import because
from audits.store import migrations
from audits.store.errors import NewerDatabase, NotOurDatabase, StoreError, explained


class Opened(NamedTuple):
    """An open database, and what it was opened for."""

    db: Database
    read_only: bool = False
    immutable: bool = False  # taken for a file at rest, which nobody changes


def open_database(path: Path, *, create: bool, busy_seconds: float) -> Opened:
    """Open, check and bring up to date; raises `StoreError`.

    Without `create`, a database that may only be read is opened for reading.
    """
    if path.is_dir():
        raise NotOurDatabase(f"База не открыта: {path} — каталог. Укажите файл: --db ПУТЬ")
    if not path.exists() and not create:
        raise StoreError(f"База {path} не найдена. Сначала выполните nok audit или укажите другую: --db ПУТЬ")
    if not create and not path.stat().st_size:  # reading must not make a database of somebody's empty file
        raise StoreError(
            f"База {path} не открыта: файл пуст. Сначала выполните nok audit или укажите другую: --db ПУТЬ"
        )
    with explained(path, f"База {path} не открыта"):
        if create:
            _make_parent(path)
        # not even tried on a closed file: SQLite would make its files beside it, ours, where the owner needs them
        if create or os.access(path, os.W_OK):
            try:
                return Opened(_for_writing(path, busy_seconds))
            except sqlite3.OperationalError:
                if create or os.access(path.resolve().parent, os.W_OK):
                    raise
        return _for_reading(path, busy_seconds)


def _for_writing(path: Path, busy_seconds: float) -> Database:
    conn = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
    try:
        _check_ours(conn, path)
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA synchronous = NORMAL")
        conn.execute("PRAGMA foreign_keys = ON")
        db = Database(conn)
        migrations.migrate(db)
    except BaseException:
        conn.close()
        raise
    return db


def _for_reading(path: Path, busy_seconds: float) -> Opened:
    """For those who may only read: beside whoever writes, or, where nobody does, as a file at rest.

    A writer's files are there while it works: its log is read, and nothing is made. When the last writer has left, all
    there is stands in the file, and SQLite may take it for immutable. A log without its index was left by a writer that
    died: the file alone would be an older state, and is refused.
    """
    real = path.resolve()
    log, index = (real.with_name(f"{real.name}-{name}") for name in ("wal", "shm"))
    immutable = not index.exists()
    if immutable and log.exists() and log.stat().st_size:
        raise StoreError(
            f"База {path} не открыта: она закрыта для записи, а в {log.name} осталось не перенесённое в неё. "
            "Пусть любую команду nok выполнит тот, кто в неё пишет"
        )
    how = "immutable=1" if immutable else "readonly_shm=1"
    conn = sqlite3.connect(
        f"file:{pathname2url(str(real))}?mode=ro&{how}", uri=True, timeout=busy_seconds, isolation_level=None
    )
    try:
        _check_ours(conn, path)
        db = Database(conn)
        if migrations.version_of(db) < migrations.VERSION:
            raise StoreError(
                f"База {path} не открыта: её вела более старая версия nok, а закрытую для записи не обновить. "
                "Пусть любую команду nok выполнит тот, кто в неё пишет"
            )
    except BaseException:
        conn.close()
        raise
    return Opened(db, True, immutable)


def is_locked(path: Path) -> bool:
    """Whether another process holds the writer's lock. Asked by taking it for a moment, which a writer waits out."""
    try:
        with path.with_name(path.name + ".lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # no lock file: nobody ever wrote; or it may not be read: nobody can tell
        return path.with_name(path.name + ".lock").exists()
    return False


def _take(lock: TextIO) -> None:
    for patience in (0.1, 0.2, 0.4, 0.0):  # somebody may only be asking: see `is_locked`
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if not patience:
                raise
            time.sleep(patience)


@contextmanager
def writer_lock(path: Path) -> Iterator[None]:
    """Hold the writer's lock beside the database; raises `StoreError` when another run holds it."""
    try:
        file = path.with_name(path.name + ".lock").open("w")
    except OSError as error:
        raise StoreError(
            f"Запуск не начат: рядом с базой {path} писать нельзя ({because(error)}). "
            "Проверьте права или укажите другую базу: --db ПУТЬ"
        ) from error
    with file as lock:
        try:
            _take(lock)
        except OSError as error:
            raise StoreError(
                f"Запуск не начат: с базой {path} уже работает другой запуск nok. "
                "Дождитесь его завершения или укажите другую базу: --db ПУТЬ"
            ) from error
        yield


def _make_parent(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"База {path} не создана: каталог {path.parent} не создаётся ({because(error)}). "
            "Проверьте права или укажите другой путь: --db ПУТЬ"
        ) from error


def _check_ours(conn: sqlite3.Connection, path: Path) -> None:
    """Look before touching: nothing is written to a file that is not a database of ours of a known version."""
    version = int(conn.execute("PRAGMA user_version").fetchone()[0])
    application = int(conn.execute("PRAGMA application_id").fetchone()[0])
    tables = int(conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if application != migrations.APPLICATION_ID and (application or tables or version):
        raise NotOurDatabase(
            f"База {path} не открыта: это база другой программы, менять её нельзя. Укажите другой файл: --db ПУТЬ"
        )
    if version > migrations.VERSION:
        raise NewerDatabase(
            f"База {path} не открыта: её создала более новая версия nok (схема {version}, известна "
            f"{migrations.VERSION}). Обновите nok или укажите другую базу: --db ПУТЬ"
        )
