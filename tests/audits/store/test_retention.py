"""What a database forgets, what it never does, and copies of it made while it is written."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from audits.model import AuditOptions
from audits.run.replay import reevaluate
from audits.store import DeficiencyState, Store, StoreError
from crawler.items import Reason
from rules.model import Outcome
from tests.audits.samples import DAY, NIGHT, organization, result

CLOCK = [NIGHT]


def now() -> datetime:
    return CLOCK[0]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "nok.db", now=now) as opened:
        yield opened


def night(store: Store, number: int, outcomes: dict[str, Outcome], *, token: str = "") -> str:
    at = NIGHT + timedelta(days=number)
    CLOCK[0] = at
    run = store.begin_run([organization(1)], AuditOptions(on=DAY + timedelta(days=number)))
    store.record(run.id, result(1, at, outcomes, token=token, snapshot=True))
    return store.finish_run(run.id).id


def bodies(store: Store) -> int:
    with sqlite3.connect(store.path) as conn:
        return int(conn.execute("SELECT count(*) FROM blobs").fetchone()[0])


def test_old_facts_go_verdicts_and_the_ledger_stay(store: Store) -> None:
    runs = [night(store, n, {"a": Outcome.PASSED}, token=f"t{n}") for n in range(6)]
    findings = [len(list(store.findings(run))) for run in runs]
    before = bodies(store)
    dropped = store.forget(DAY + timedelta(days=4))
    assert dropped.audits == 4
    assert dropped.bodies > 0
    assert bodies(store) == before - dropped.bodies
    assert [store.facts(run, "org-1") is None for run in runs] == [True] * 4 + [False] * 2
    assert [len(list(store.findings(run))) for run in runs] == findings
    assert all(next(store.ledger(run)).state == "judged" for run in runs)
    assert store.integrity_check() == []
    assert store.forget(DAY + timedelta(days=4)).audits == 0


def test_what_a_standing_deficiency_rests_on_is_kept_whatever_its_age(store: Store) -> None:
    outcomes = [{"a": Outcome.FAILED}] * 2 + [{"a": Outcome.FAILED, "b": Outcome.PASSED}] * 3
    runs = [night(store, n, given, token=f"t{n}") for n, given in enumerate(outcomes)]
    (standing,) = store.deficiencies(on=DAY)
    assert standing.state is DeficiencyState.OPEN
    store.forget(DAY + timedelta(days=30))
    assert [store.facts(run, "org-1") is not None for run in runs] == [True, False, False, False, True]
    quoted = standing.finding.evidence[0].sha256
    assert store.snapshot(quoted), "the page the deficiency was seen on"
    night(store, 40, {"a": Outcome.PASSED}, token="t40")
    store.forget(DAY + timedelta(days=60))
    assert store.facts(runs[0], "org-1") is None, "mended: nobody needs it"
    assert store.integrity_check() == []


def test_facts_forgotten_are_not_judged_as_an_empty_site(store: Store) -> None:
    runs = [night(store, n, {"a": Outcome.PASSED}, token=f"t{n}") for n in range(2)]
    store.forget(DAY + timedelta(days=1))
    replay = reevaluate(store, runs[0], "kbr-2017", DAY)
    (row,) = store.ledger(replay.id)
    assert (row.state, row.reason) == ("untested", Reason.NOT_REACHED)
    assert "сроку хранения" in row.detail


def test_a_copy_made_while_a_run_is_writing_is_whole_and_can_be_put_back(store: Store, tmp_path: Path) -> None:
    night(store, 0, {"a": Outcome.FAILED})
    CLOCK[0] = NIGHT + timedelta(days=1)
    run = store.begin_run([organization(1)], AuditOptions(on=date(2026, 11, 21)))
    copy = tmp_path / "copies" / "nok.db"
    with Store.open(store.path, create=False) as reader:
        reader.backup(copy)
    store.record(run.id, result(1, CLOCK[0], {"a": Outcome.PASSED}))
    assert [path.name for path in copy.parent.iterdir()] == ["nok.db"]
    shutil.copy(copy, tmp_path / "back.db")
    with Store.open(tmp_path / "back.db", create=False) as restored:
        assert restored.integrity_check() == []
        assert [one.state for one in restored.runs()] == ["finished", "running"]
        assert len(restored.pending(run.id)) == 1, "the copy is of that moment"
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="не записана"):
        store.backup(tmp_path / "file" / "x.db")
