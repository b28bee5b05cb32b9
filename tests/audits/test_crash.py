"""Whatever dies, at whatever moment: resuming ends with every organization exactly once and a sound database."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from audits.store import Store, StoreError
from rules.load import load_methodology
from rules.model import Outcome, Subject
from tests import warm
from tests.audits.crashing import ROOT, python, torment
from tests.audits.test_engine import OPTIONS, organization

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds its children in /proc")

COUNT = 24
HANG = 240  # seconds: a busy machine may take one, a run that waits for ever may not
PROGRAM = """
import tests.audits.test_engine as t
from audits import engine
from audits.workers import shard
from audits.store import Store
shard.SMALLER = (4, 0)
with Store.open(sys.argv[1]) as store:
    run = store.unfinished_run()
    if run is None:
        t.audit(store, *[f"slow-{number}" for number in range(__COUNT__)], workers=2)
    else:
        engine.audit([], t.OPTIONS, store, resume=run.id, command=t.COMMAND, workers=2)
""".replace("__COUNT__", str(COUNT))


@pytest.fixture(autouse=True)
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = tmp_path / "visits"
    counts.mkdir()
    monkeypatch.setenv("NOK_SCRIPT", str(counts))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv(warm.VARIABLE, warm.ready())


def test_ten_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path) -> None:
    db = tmp_path / "nok.db"
    program = python(PROGRAM, db)
    ordeal = torment(program, program, db, kills=10, span=1.8, seed=20261120)
    assert ordeal.kills.total() >= 10
    assert ordeal.kills["coordinator"] >= 3
    pending = [left for left in ordeal.left if left >= 0]
    assert pending == sorted(pending, reverse=True), "nothing recorded was lost"
    with Store.open(db) as store:
        (run,) = store.runs()
        assert (run.state, run.judged + run.untested) == ("finished", COUNT)
        rows = Counter(row.organization.id for row in store.ledger(run.id))
        assert rows == Counter({f"slow-{number}": 1 for number in range(COUNT)})
        rules = len(load_methodology("kbr-2017").rules_for(Subject.ORGANIZATION))
        found = Counter((item.organization, item.rule) for item in store.findings(run.id))
        assert len(found) == COUNT * rules
        assert set(found.values()) == {1}
        works = [item.finding.outcome for item in store.findings(run.id) if item.rule == "official-site-works"]
        assert works.count(Outcome.PASSED) == run.judged
        assert store.integrity_check() == []


def test_a_full_disk_stops_the_run_and_loses_nothing(tmp_path: Path) -> None:
    db = tmp_path / "nok.db"
    limited = python(f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, -1))\n{PROGRAM}", db)
    ended = subprocess.run(limited, cwd=ROOT, capture_output=True, text=True, check=False, timeout=HANG)
    assert ended.returncode != 0
    assert "StoreError" in ended.stderr or "OSError" in ended.stderr, ended.stderr[-500:]
    with Store.open(db) as store:
        assert store.integrity_check() == []
        run = store.unfinished_run()
        done = COUNT - len(store.pending(run.id)) if run else 0
    assert done < COUNT, "the disk was never full"
    subprocess.run(python(PROGRAM, db), cwd=ROOT, check=True, timeout=HANG, stdout=subprocess.DEVNULL)
    with Store.open(db) as store:
        assert store.runs()[-1].judged == COUNT
        assert store.integrity_check() == []


def test_a_database_somebody_else_holds_is_named(tmp_path: Path) -> None:
    db = tmp_path / "nok.db"
    with Store.open(db, busy_seconds=0.2) as store:
        other = sqlite3.connect(db, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            with pytest.raises(StoreError, match="держит другая программа"):
                store.begin_run([organization("ok-1")], OPTIONS)
        finally:
            other.execute("ROLLBACK")
            other.close()
        assert store.runs() == []
        store.begin_run([organization("ok-1")], OPTIONS)


def test_a_database_held_for_a_moment_only_delays(tmp_path: Path) -> None:
    db = tmp_path / "nok.db"
    Store.open(db).close()
    hold = "import sqlite3, time; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE')"
    holder = subprocess.Popen(
        python(f"{hold}; print('held', flush=True); time.sleep(1)", db), stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with Store.open(db) as store:
        run = store.begin_run([organization("ok-1")], OPTIONS)
    holder.wait(5)
    assert run.state == "running"


def test_a_second_run_on_the_same_database_is_refused(tmp_path: Path) -> None:
    db = tmp_path / "nok.db"
    with (
        Store.open(db) as first,
        Store.open(db) as second,
        first.exclusive(),
        pytest.raises(StoreError, match="другой запуск"),
        second.exclusive(),
    ):
        pass
