"""A copy of the database while it is being written, by SQLite's own backup interface."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from audits.refusals import because
from audits.store.errors import StoreError

PAGES = 2_000  # copied at a time: a writer waits no longer than that takes


def copy_to(conn: sqlite3.Connection, target: Path) -> None:
    """Write a whole, checked copy to `target`, which appears at once or not at all.

    Raises `StoreError`, and `sqlite3.Error` for what is wrong with the database itself.
    """
    failed = f"Копия {target} не записана"
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(b"")  # SQLite would not say why it cannot be written
        with closing(sqlite3.connect(partial)) as copy:
            conn.backup(copy, pages=PAGES, sleep=0.05)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
            broken = [row[0] for row in copy.execute("PRAGMA quick_check") if row[0] != "ok"]
        if broken:
            raise StoreError(f"{failed}: проверка нашла ошибки: {broken[0]}. Запустите nok doctor.")
        partial.replace(target)
    except OSError as error:
        why = f"{because(error)}. Проверьте каталог, право на запись и свободное место"
        raise StoreError(f"{failed}: {why}.") from error
    except sqlite3.Error as error:
        if "full" in str(error).lower():
            raise StoreError(f"{failed}: на диске кончилось место. Освободите место и повторите.") from error
        raise
    finally:
        with suppress(OSError):
            partial.unlink()
