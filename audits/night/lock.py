"""One night at a time: a lock file that names its holder and that the kernel frees however the holder ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from audits.errors import ToldError


class AlreadyRunningError(ToldError):
    """Another process holds the lock; the message names it."""


@contextmanager
def only_one(path: Path, *, now: datetime) -> Iterator[None]:
    """Hold the lock at `path` while the block runs. Raises `AlreadyRunningError`."""
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.seek(0)
            holder = lock.read().strip() or "номер процесса неизвестен"
            raise AlreadyRunningError(f"Ночь не начата: уже идёт другая ({holder}). Дождитесь её конца.") from error
        lock.seek(0)
        lock.truncate()
        lock.write(f"процесс {os.getpid()}, с {now:%d.%m.%Y %H:%M}")
        lock.flush()
        yield
        lock.seek(0)
        lock.truncate()
