"""The engine: N organizations in, N ledger rows out, whatever happens on the way."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from audits import engine
from audits.model import AuditOptions, Budget, Run, ShardSpec
from audits.run.events import Event
from audits.run.replay import reevaluate
from audits.run.single import check
from audits.store import Store, StoreError
from audits.workers import shard
from crawler.items import Reason
from rules.model import Organization, Outcome, Sector
from tests import warm
from tests.audits.samples import DAY

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (*warm.COMMAND, "tests.audits.scripted_worker")
OPTIONS = AuditOptions(on=DAY)


@pytest.fixture(autouse=True)
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the scripted worker counts visits."""
    counts = tmp_path / "visits"
    counts.mkdir()
    monkeypatch.setenv("NOK_SCRIPT", str(counts))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv(warm.VARIABLE, warm.ready())
    return counts


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "nok.db") as opened:
        yield opened


def organization(host: str, **changes: Any) -> Organization:
    site = f"http://{host}.test/" if host else ""
    return Organization(**({"id": host or "none", "name": host, "sector": Sector.EDUCATION, "site": site} | changes))


def audit(store: Store, *hosts: str, **options: Any) -> Run:
    return engine.audit([organization(host) for host in hosts], OPTIONS, store, **({"command": COMMAND} | options))


def states(store: Store, run: Run) -> dict[str, tuple[str, Reason | None]]:
    return {row.organization.id: (row.state, row.reason) for row in store.ledger(run.id)}


def outcome(store: Store, run: Run, code: str, rule: str = "official-site-works") -> tuple[Outcome, Reason | None]:
    (found,) = [item.finding for item in store.findings(run.id, code) if item.rule == rule]
    return found.outcome, found.reason


def test_every_organization_ends_in_one_row(store: Store) -> None:
    events: list[Event] = []
    none, social = organization(""), organization("vk", site="https://vk.com/school")
    run = engine.audit(
        [none, social, organization("ok-1"), organization("babble-2")],
        OPTIONS, store, command=COMMAND, on_event=events.append,
    )  # fmt: skip
    assert run.state == "finished"
    assert (run.organizations, run.judged, run.untested) == (4, 4, 0)
    assert outcome(store, run, "none")[0] is Outcome.FAILED
    assert outcome(store, run, "vk")[0] is Outcome.FAILED
    assert outcome(store, run, "ok-1")[0] is Outcome.PASSED
    assert Counter(event.kind for event in events) == {"queued": 1, "started": 2, "audited": 4, "finished": 1}
    assert events[-1].done == events[-1].total == 4
    assert store.facts(run.id, "ok-1").site.pages[0].title == "Школа"  # type: ignore[union-attr]
    assert all(item.rule_version for item in store.findings(run.id))
    assert len({item.rule for item in store.findings(run.id)}) * 4 == len(list(store.findings(run.id)))


def test_only_what_failed_in_passing_is_repeated(store: Store, script: Path) -> None:
    run = audit(store, "ok-1", "timeout-1-a", "timeout-2-b", "timeout-9-c", pause=0.01)
    visited = {path.name.split(".")[0]: path.stat().st_size for path in script.iterdir()}
    assert visited == {"ok-1": 1, "timeout-1-a": 2, "timeout-2-b": 3, "timeout-9-c": 3}
    assert outcome(store, run, "timeout-2-b")[0] is Outcome.PASSED
    assert outcome(store, run, "timeout-9-c") == (Outcome.INCONCLUSIVE, Reason.TIMEOUT)
    assert run.judged == 4


def test_without_a_pause_one_repeat_is_enough(store: Store, script: Path) -> None:
    audit(store, "timeout-9-c")
    assert (script / "timeout-9-c.test").stat().st_size == 2


def test_a_dying_worker_costs_only_the_site_that_kills_it(store: Store, script: Path) -> None:
    hosts = [f"ok-{number}" for number in range(4)] + ["die-1"] + [f"ok-{number}" for number in range(4, 9)]
    run = audit(store, *hosts, workers=1)
    found = states(store, run)
    assert found.pop("die-1") == ("untested", Reason.INTERNAL_ERROR)
    assert set(found.values()) == {("judged", None)}
    row = next(row for row in store.ledger(run.id) if row.organization.id == "die-1")
    assert "код 3" in row.detail
    assert "память кончилась" in row.detail
    assert (script / "die-1.test").stat().st_size == 3
    assert outcome(store, run, "die-1") == (Outcome.UNTESTED, Reason.INTERNAL_ERROR)


def test_a_worker_that_says_nothing_is_ended(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard, "GRACE", 2.0)
    monkeypatch.setattr(shard, "SMALLER", ())
    options = msgspec.structs.replace(OPTIONS, budget=Budget(seconds=0.0))
    run = engine.audit([organization("hang-1")], options, store, command=COMMAND)
    (row,) = store.ledger(run.id)
    assert (row.state, row.reason) == ("untested", Reason.INTERNAL_ERROR)
    assert "молчал" in row.detail


def test_a_site_the_worker_forgets_is_untested(store: Store) -> None:
    run = audit(store, "ok-1", "mute-1")
    assert states(store, run) == {"ok-1": ("judged", None), "mute-1": ("untested", Reason.INTERNAL_ERROR)}


def test_a_night_without_network_is_void_and_blames_nobody(store: Store) -> None:
    first = audit(store, "ok-1", "ok-2")
    down = engine.audit(
        [organization("ok-1", site="http://dns-1.test/"), organization("ok-2", site="http://timeout-9-x.test/")],
        OPTIONS, store, command=COMMAND, online=lambda: False,
    )  # fmt: skip
    assert down.state == "void"
    assert "сеть" in down.note
    assert set(states(store, down).values()) == {("untested", Reason.AUDITOR_OFFLINE)}
    assert store.latest_run() == first
    assert all(item.retested for item in store.deficiencies(on=DAY)), "the void night left no trace"


def test_a_first_night_in_which_nobody_answers_blames_nobody(store: Store) -> None:
    hosts = [f"dns-{number}" for number in range(5)]
    run = audit(store, *hosts)
    assert run.state == "void"
    assert "не ответил ни один из 5 сайтов (доменное имя не существует — 5)" in run.note
    assert store.latest_run() is None
    asked = audit(store, *hosts, online=lambda: True)
    assert (asked.state, asked.note) == ("finished", ""), "canaries answered: it is they"


def test_dead_sites_are_dead_when_the_network_is_up(store: Store) -> None:
    run = audit(store, "dns-1", "dns-2")
    assert run.state == "finished"
    assert "ни один сайт не ответил" in run.note
    assert outcome(store, run, "dns-1")[0] is Outcome.FAILED


def test_a_collapse_is_never_the_new_normal(store: Store) -> None:
    good = [organization(f"ok-{number}") for number in range(20)]
    bad = [organization(f"ok-{number}", site="") for number in range(20)]
    first = engine.audit(good, OPTIONS, store, command=COMMAND)
    second = engine.audit(bad, OPTIONS, store, command=COMMAND)
    assert (first.state, second.state) == ("finished", "void")
    assert "за одну ночь" in second.note
    third = engine.audit(good, OPTIONS, store, command=COMMAND)
    assert third.state == "finished"
    assert store.baseline(third.id) == first
    assert store.integrity_check() == []


def test_any_executor_will_do(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with ProcessPoolExecutor(1, initializer=_use_script) as executor:
        run = audit(store, "ok-1", "ok-2", executor=executor)
    assert run.judged == 2


def _use_script() -> None:
    shard.run_shard.__kwdefaults__["command"] = COMMAND


def test_a_shard_that_fails_as_a_whole_leaves_its_organizations_untested(store: Store) -> None:
    class Broken(ProcessPoolExecutor):
        def submit(self, *args: Any, **kwargs: Any) -> Future[Any]:  # type: ignore[override]
            future: Future[Any] = Future()
            future.set_exception(ConnectionError("узел пропал"))
            return future

    run = audit(store, "ok-1", executor=Broken(1))
    (row,) = store.ledger(run.id)
    assert (row.state, row.reason) == ("untested", Reason.INTERNAL_ERROR)
    assert "узел пропал" in row.detail


@pytest.mark.parametrize(
    ("organizations", "workers", "size"),
    [(0, 2, 1), (1, 2, 1), (3, 2, 2), (400, 2, 200), (401, 2, 101), (600, 2, 150), (2000, 2, 200), (500, 1, 167)],
)
def test_no_worker_is_left_alone_with_a_last_shard(organizations: int, workers: int, size: int) -> None:
    """Three equal shards on two workers would take as long as four."""
    assert engine.shard_size(organizations, workers, limit=200) == size


def test_a_shard_is_json_in_and_json_out() -> None:
    spec = msgspec.to_builtins(ShardSpec("r", (organization("ok-1"), organization("mute-1")), OPTIONS))
    answer = msgspec.json.decode(msgspec.json.encode(shard.run_shard(spec, command=COMMAND)))
    lines = [msgspec.json.decode(line, type=shard.WorkerLine) for line in answer["lines"]]
    ended = {line.id: line.event for line in lines if line.event != "started"}
    assert ended == {"ok-1": "audited", "mute-1": "lost"}


def test_one_site_without_a_database() -> None:
    found = check(organization("ok-1"), OPTIONS, command=COMMAND)
    assert found.judged
    assert found.facts.site is not None
    assert check(organization(""), OPTIONS, command=COMMAND).judged
    lost = check(organization("mute-1"), OPTIONS, command=COMMAND)
    assert (lost.judged, lost.reason) == (False, Reason.INTERNAL_ERROR)


def test_a_rule_that_breaks_makes_one_organization_untested(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError("деление на ноль")

    monkeypatch.setattr("audits.judging.results.evaluate", broken)
    found = check(organization(""), OPTIONS)
    assert (found.judged, found.reason) == (False, Reason.INTERNAL_ERROR)
    assert "деление на ноль" in found.detail


def test_stored_facts_are_judged_again_without_a_network(store: Store) -> None:
    run = audit(store, "ok-1", "mute-1", "")
    replay = reevaluate(store, run.id, "kbr-2017", DAY)
    assert replay.replay_of == run.id
    assert (replay.organizations, replay.judged, replay.untested) == (3, 2, 1)
    for code in ("ok-1", "none", "mute-1"):
        before = [item.finding for item in store.findings(run.id, code)]
        assert [item.finding for item in store.findings(replay.id, code)] == before
    assert store.facts(replay.id, "ok-1") == store.facts(run.id, "ok-1")
    assert store.latest_run() == run


def test_sigterm_saves_what_is_done_and_ends_the_workers(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    def stop(event: Event) -> None:
        if event.kind == "audited":
            os.kill(os.getpid(), signal.SIGTERM)

    run = audit(store, "ok-1", "hang-1", workers=1, on_event=stop)
    assert run.state == "interrupted"
    assert states(store, run) == {"ok-1": ("judged", None), "hang-1": ("pending", None)}
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert not _children(), "no worker outlives its run"
    assert not caplog.records, "workers that we ended are no trouble worth a word"


def _children() -> list[str]:
    listed = subprocess.run(["ps", "-o", "pid,args", "--ppid", str(os.getpid())], capture_output=True, text=True)
    return [line for line in listed.stdout.splitlines() if "scripted_worker" in line and "<defunct>" not in line]


def test_an_interrupted_run_goes_on_as_of_its_own_day(store: Store) -> None:
    def stop(event: Event) -> None:
        if event.kind == "audited":
            os.kill(os.getpid(), signal.SIGINT)

    run = audit(store, "ok-1", "slow-2", "slow-3", workers=1, on_event=stop)
    assert len(store.pending(run.id)) == 2
    later = msgspec.structs.replace(OPTIONS, on=DAY.replace(day=25))
    resumed = engine.audit([], later, store, resume=run.id, command=COMMAND)
    assert (resumed.id, resumed.state, resumed.judged, resumed.on) == (run.id, "finished", 3, DAY)
    with pytest.raises(StoreError, match="уже завершён"):
        engine.audit([], OPTIONS, store, resume=run.id, command=COMMAND)


COORDINATOR = """
import sys
sys.path[:0] = [{root!r}]
from datetime import UTC, datetime, timedelta
from pathlib import Path
import tests.audits.test_engine as t
from audits.store import Store
with Store.open(sys.argv[1]) as store:
    t.audit(store, *[f"slow-{{number}}" for number in range(30)], workers=2)
"""


def test_kill_9_loses_nothing_that_was_recorded(tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    code = COORDINATOR.format(root=str(ROOT))
    process = subprocess.Popen([sys.executable, "-c", code, str(path)])
    deadline = time.monotonic() + 30
    while _recorded(path) < 3:
        assert process.poll() is None, "the run ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.kill()
    process.wait()
    with Store.open(path) as store:
        assert store.integrity_check() == []
        run = store.unfinished_run()
        assert run is not None
        done = run.judged
        assert 3 <= done < 30
        assert len(store.pending(run.id)) == 30 - done
        resumed = engine.audit([], OPTIONS, store, resume=run.id, command=COMMAND, workers=2)
        assert (resumed.state, resumed.judged, resumed.untested) == ("finished", 30, 0)
        assert len(list(store.ledger(run.id))) == 30


LEASHED = """
import subprocess, sys, time
from audits.workers.leash import tie
child = subprocess.Popen([sys.executable, "-c", "import os, sys, time\\n"
    "from audits.workers.leash import tie\\n"
    "tie(int(sys.argv[1]))\\n" "print(os.getpid(), flush=True)\\n" "time.sleep(60)",
    str(__import__("os").getpid())])
time.sleep(60)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's leash is Linux's")
def test_a_worker_does_not_outlive_a_killed_coordinator() -> None:
    parent = subprocess.Popen([sys.executable, "-c", LEASHED], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 5
    while _alive(child):
        assert time.monotonic() < deadline, "the worker goes on alone"
        time.sleep(0.02)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def _recorded(path: Path) -> int:
    try:
        conn = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return int(conn.execute("SELECT count(*) FROM audits WHERE state <> 0").fetchone()[0])
        finally:
            conn.close()
    except sqlite3.Error:
        return 0


def test_a_database_that_fails_in_the_middle_leaves_a_run_to_resume(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = Store.record
    calls = []

    def fail_second(self: Store, *args: Any, **kwargs: Any) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise StoreError("на диске кончилось место")
        recorded(self, *args, **kwargs)

    monkeypatch.setattr(Store, "record", fail_second)
    with pytest.raises(StoreError, match="кончилось место"):
        audit(store, "ok-1", "ok-2", "hang-3", workers=1)
    assert not _children()
    run = store.unfinished_run()
    assert run is not None
    assert {item.id for item in store.pending(run.id)} == {"ok-2", "hang-3"}


def test_the_real_worker_on_a_closed_port() -> None:
    options = msgspec.structs.replace(OPTIONS, allow_private=True, render="never", timeout=2.0, retries=0)
    found = check(organization("closed", site="http://127.0.0.1:9/"), options)
    assert found.judged
    assert found.facts.site is not None
    assert found.facts.site.refusal is Reason.CONNECTION_REFUSED
    works = next(item for item in found.judgement.findings if item.rule == "official-site-works")
    assert (works.outcome, works.reason) == (Outcome.INCONCLUSIVE, Reason.CONNECTION_REFUSED)


def test_a_run_may_be_started_from_another_thread(tmp_path: Path) -> None:
    runs: list[Run] = []

    def work() -> None:
        with Store.open(tmp_path / "thread.db") as store:
            runs.append(audit(store, "ok-1"))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(30)
    assert runs[0].state == "finished"


def test_at_the_appointed_hour_nothing_new_is_begun_and_the_rest_is_untested(store: Store, script: Path) -> None:
    hosts = [f"slow-{number}" for number in range(6)]
    until = datetime.now(UTC) + timedelta(seconds=0.9)
    run = engine.audit(
        [organization(host) for host in hosts],
        OPTIONS, store, workers=1, shard=1, command=COMMAND, until=until, first={"slow-4"},
    )  # fmt: skip
    found = states(store, run)
    left = [host for host, state in found.items() if state == ("untested", Reason.BUDGET_EXHAUSTED)]
    assert run.state == "finished"
    assert found["slow-4"] == ("judged", None), "what waited longest goes first"
    assert 0 < len(left) < len(hosts)
    assert len(list(script.iterdir())) == len(hosts) - len(left), "what had begun was finished"


def test_after_the_hour_nothing_is_visited(store: Store, script: Path) -> None:
    run = audit(store, "ok-1", "ok-2", until=datetime.now(UTC) - timedelta(seconds=1))
    assert set(states(store, run).values()) == {("untested", Reason.BUDGET_EXHAUSTED)}
    assert not list(script.iterdir())
