"""Killing a run again and again until it is done; shared by the test and by `bench/crash.py`."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from audits.store import Store, StoreError

ROOT = Path(__file__).resolve().parents[2]


class Ordeal(msgspec.Struct):
    """What a run went through."""

    kills: Counter[str] = msgspec.field(default_factory=Counter)  # "coordinator", "worker"
    starts: int = 0
    left: list[int] = msgspec.field(default_factory=list)  # organizations still pending after each start


def torment(begin: Sequence[str], resume: Sequence[str], db: Path, *, kills: int, span: float, seed: int) -> Ordeal:
    """Start a run and go on with it, killing it `kills` times at moments up to `span` seconds after its start.

    Every third blow hits a worker only, which the coordinator must survive. After each death the database must be
    sound. The last start is left alone and must end well.
    """
    dice, ordeal = random.Random(seed), Ordeal()
    while True:
        resumable = _resumable(db)
        if resumable is None:
            return ordeal
        ordeal.starts += 1
        process = subprocess.Popen(
            [*(resume if resumable else begin)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while ordeal.kills.total() < kills:
            try:
                process.wait(dice.uniform(0.0, span))
                break
            except subprocess.TimeoutExpired:
                pass
            if dice.random() < 1 / 3:
                if children := _children(process.pid):
                    _kill(dice.choice(children))
                    ordeal.kills["worker"] += 1
            else:
                _kill(process.pid)
                ordeal.kills["coordinator"] += 1
                break
        assert process.wait(120) <= 0, "ended by itself, and badly"
        ordeal.left.append(_check(db))


def _resumable(db: Path) -> bool | None:
    """Whether there is a run to go on with; None when it is finished."""
    if not db.exists() or db.stat().st_size == 0:
        return False
    with Store.open(db) as store:
        runs = store.runs()
        if runs and runs[-1].state == "finished":
            return None
        return store.unfinished_run() is not None


def _check(db: Path) -> int:
    """The database is sound after a death; returns how many organizations are pending, -1 where no run was begun."""
    if not db.exists():
        return -1
    deadline = time.monotonic() + 10
    while True:
        try:
            with Store.open(db) as store:
                assert store.integrity_check() == []
                run = store.unfinished_run()
                if run is None:
                    return 0 if store.runs() else -1  # killed between opening the database and beginning the run
                return len(store.pending(run.id))
        except StoreError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split() if entry.name.isdigit() else []
        except OSError:
            continue
        if fields and fields[1] == str(pid) and fields[0] != "Z":
            found.append(int(entry.name))
    return sorted(found)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def python(code: str, *arguments: object) -> list[str]:
    """A command that runs this code with the repository on its path."""
    return [sys.executable, "-c", f"import sys; sys.path[:0] = [{str(ROOT)!r}]\n{code}", *map(str, arguments)]
