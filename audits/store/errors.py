"""What can go wrong with the database, in words for the person who has to do something about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audits.errors import ToldError


class StoreError(ToldError):
    """The database could not be opened, read or written. The message is Russian and complete."""


class NotOurDatabase(StoreError):  # noqa: N818 — reads as a statement
    """The file is no SQLite database, or another program's."""


class NewerDatabase(StoreError):  # noqa: N818
    """The database was made by a newer version of the program."""


class UnknownRun(StoreError):  # noqa: N818
    """No such run in the database."""


@contextmanager
def explained(path: Path | str, failed: str = "") -> Iterator[None]:
    """Turn SQLite's errors into a `StoreError` saying what did not happen (`failed`), why and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, path, failed) from error


def explain(error: sqlite3.Error, path: Path | str, failed: str = "") -> StoreError:
    """The `StoreError` for an SQLite error on the database at `path`."""
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        why = "её держит другая программа (ещё один запуск nok или просмотрщик). Дождитесь её завершения и повторите"
    elif "full" in text:
        why = "на диске кончилось место. Освободите место и повторите с --resume: сделанное сохранено"
    elif "readonly" in text or "read-only" in text:
        why = "файл или каталог закрыт для записи. Проверьте права или укажите другую базу: --db ПУТЬ"
    elif "unable to open" in text:
        why = "файл не открывается. Проверьте, что каталог существует и доступен, или укажите другую базу: --db ПУТЬ"
    elif "not a database" in text:
        return NotOurDatabase(f"База {path} не открыта: это не файл SQLite. Укажите другой файл: --db ПУТЬ")
    elif "malformed" in text or "corrupt" in text:
        why = "файл повреждён. Восстановите его из резервной копии или укажите новую базу: --db ПУТЬ"
    elif "disk i/o" in text:
        why = "ошибка чтения или записи диска. Проверьте диск и свободное место, затем повторите с --resume"
    else:
        why = f"ошибка SQLite: {error}"
    return StoreError(f"{failed or f'Операция с базой {path} не выполнена'}: {why}.")
