"""Opening the file: looked at before it is touched, refused when it is not ours or from the future."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from audits import migrations
from audits.refusals import because
from audits.store.errors import NewerDatabase, NotOurDatabase, StoreError, explained


def open_database(path: Path, *, create: bool, busy_seconds: float) -> Database:
    """Open, check and bring up to date; raises `StoreError`."""
    if path.is_dir():
        raise NotOurDatabase(f"База не открыта: {path} — каталог. Укажите файл: --db ПУТЬ")
    if not path.exists() and not create:
        raise StoreError(f"База {path} не найдена. Сначала выполните nok audit или укажите другую: --db ПУТЬ")
    with explained(path):
        if create:
            _make_parent(path)
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


@contextmanager
def writer_lock(path: Path) -> Iterator[None]:
    """Hold the writer's lock beside the database; raises `StoreError` when another run holds it."""
    with path.with_name(path.name + ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
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
