"""The store: what goes in comes out, a quiet night costs little, foreign files are left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from audits.model import AuditOptions, AuditResult
from audits.store import (
    DeficiencyState,
    NewerDatabase,
    NotOurDatabase,
    Store,
    StoreError,
    UnknownRun,
    Waiver,
)
from audits.store.migrations import VERSION
from crawler.items import Card, Facts, Reason, Site
from rules.model import Judgement, Outcome
from tests.audits.samples import DAY, NIGHT, facts, finding, organization, result
from tests.audits.stored import asked

OPTIONS = AuditOptions(on=DAY)
PASSED, FAILED, UNSURE = Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE


class Clock:
    def __init__(self) -> None:
        self.moment = NIGHT

    def __call__(self) -> datetime:
        return self.moment

    def next_night(self) -> datetime:
        self.moment += timedelta(days=1)
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with Store.open(tmp_path / "nok.db", now=clock) as opened:
        yield opened


def night(store: Store, clock: Clock, *results: AuditResult, state: str = "finished") -> str:
    """One whole run over the organizations of `results`."""
    run = store.begin_run([organization(int(item.organization[4:])) for item in results], OPTIONS)
    for item in results:
        store.record(run.id, item, rules={"rule-00": "v1"})
    store.finish_run(run.id, state=state)
    clock.next_night()
    return run.id


def outcomes(store: Store, run: str) -> dict[tuple[str, str], Outcome]:
    return {(item.organization, item.rule): item.outcome for item in store.findings(run)}


def test_everything_recorded_is_read_back(store: Store, clock: Clock) -> None:
    original = result(1, snapshot=True)
    run = night(store, clock, original)
    assert store.facts(run, "org-1") == original.facts
    assert [item.finding for item in store.findings(run)] == list(original.judgement.findings)
    first = next(store.findings(run))
    assert (first.rule_version, first.first_seen, first.on) == ("v1", NIGHT, DAY)
    (row,) = store.ledger(run)
    assert (row.state, row.requests, row.seconds, row.organization) == ("judged", 14, 30.0, organization(1))
    sha256 = next(iter(original.snapshots))
    assert store.snapshot(sha256).startswith(b"<html>")  # type: ignore[union-attr]
    assert store.snapshot("00" * 32) is None
    assert store.integrity_check() == []


def test_quiet_nights_add_no_finding_and_keep_first_seen(store: Store, clock: Clock) -> None:
    night(store, clock, result(1, clock.moment))
    second = clock.moment
    run = night(store, clock, result(1, second))
    assert asked(store, "SELECT count(*) FROM findings") == [(28,)]
    assert asked(store, "SELECT count(*) FROM blobs") == [(1,)]
    seen = next(store.findings(run))
    assert seen.first_seen == NIGHT
    assert seen.finding.evidence[0].fetched_at == second, "the time is this night's, not the first one's"
    assert store.facts(run, "org-1") == facts(1, second)


def test_a_page_whose_bytes_change_keeps_its_verdict_and_shows_tonights_hash(store: Store, clock: Clock) -> None:
    first = night(store, clock, result(1, clock.moment, token="a"))
    second = night(store, clock, result(1, clock.moment, token="b"))
    one, two = next(store.findings(first)), next(store.findings(second))
    assert one.finding.evidence[0].sha256 != two.finding.evidence[0].sha256
    assert two.first_seen_run == first
    facts_sizes = [row[0] for row in asked(store, "SELECT length(body) FROM blobs ORDER BY id")]
    assert len(facts_sizes) == 2
    assert facts_sizes[1] < facts_sizes[0] / 2, "the second night is stored as a difference"
    assert store.facts(second, "org-1").site.pages[3].sha256 == facts(1, NIGHT, token="b").site.pages[3].sha256  # type: ignore[union-attr]


def test_an_unchanged_night_costs_at_most_500_bytes_an_organization(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "nok.db"
    sizes = []
    with Store.open(path, now=clock) as store:
        for _ in range(3):
            night(store, clock, *(result(number, clock.moment, snapshot=True) for number in range(100)))
            store.checkpoint()
            sizes.append(path.stat().st_size)
    growth = [(later - sooner) / 100 for sooner, later in pairwise(sizes)]
    assert max(growth) <= 500, f"bytes per organization and night: {growth}"


def test_findings_of_every_run_stay_as_they_were(store: Store, clock: Clock) -> None:
    nights = [{"a": PASSED, "b": FAILED}, {"a": FAILED}, {"a": FAILED, "b": FAILED, "c": UNSURE}]
    runs = [night(store, clock, result(1, clock.moment, chosen)) for chosen in nights]
    for run, chosen in zip(runs, nights, strict=True):
        assert outcomes(store, run) == {("org-1", rule): outcome for rule, outcome in chosen.items()}
        assert list(store.findings(run, "org-2")) == []


def test_untested_organizations_stand_in_the_ledger(store: Store, clock: Clock) -> None:
    run = store.begin_run([organization(1), organization(2)], OPTIONS)
    assert [item.id for item in store.pending(run.id)] == ["org-1", "org-2"]
    untested = AuditResult(
        "org-1",
        judged=False,
        judgement=Judgement("kbr-2017", DAY, (finding("a", Outcome.UNTESTED, reason=Reason.INTERNAL_ERROR),)),
        reason=Reason.INTERNAL_ERROR,
        detail="процесс обхода прервался",
    )
    store.record(run.id, untested)
    assert [item.id for item in store.pending(run.id)] == ["org-2"]
    store.record(run.id, result(2))
    closed = store.finish_run(run.id)
    assert (closed.organizations, closed.judged, closed.untested) == (2, 1, 1)
    row = next(store.ledger(run.id))
    assert (row.state, row.reason, row.detail) == ("untested", Reason.INTERNAL_ERROR, "процесс обхода прервался")
    assert store.facts(run.id, "org-1") is None


def test_recording_twice_replaces(store: Store) -> None:
    run = store.begin_run([organization(1)], OPTIONS)
    store.record(run.id, result(1, outcomes={"a": PASSED, "b": PASSED}))
    store.record(run.id, result(1, outcomes={"a": FAILED}))
    assert outcomes(store, run.id) == {("org-1", "a"): FAILED}


def test_a_result_of_an_unplanned_organization_is_refused(store: Store) -> None:
    run = store.begin_run([organization(1)], OPTIONS)
    with pytest.raises(StoreError, match="org-7"):
        store.record(run.id, result(7))


def test_a_void_night_leaves_the_sequence_untouched(store: Store, clock: Clock) -> None:
    first = night(store, clock, result(1, clock.moment, {"a": FAILED, "b": PASSED}))
    void = night(store, clock, result(1, clock.moment, {"a": PASSED, "c": FAILED}), state="void")
    third = night(store, clock, result(1, clock.moment, {"a": FAILED, "b": PASSED}))
    assert outcomes(store, void) == {("org-1", "a"): PASSED, ("org-1", "c"): FAILED}
    assert {item.first_seen_run for item in store.findings(third)} == {first}
    assert store.baseline(third).id == first  # type: ignore[union-attr]
    assert store.integrity_check() == []


def test_a_replay_is_no_night_of_the_sequence(store: Store, clock: Clock) -> None:
    first = night(store, clock, result(1, clock.moment, {"a": FAILED}))
    replay = store.begin_run([organization(1)], OPTIONS, replay_of=first)
    store.record(replay.id, result(1, outcomes={"a": PASSED}))
    store.finish_run(replay.id)
    assert store.latest_run(replays=True).id == replay.id  # type: ignore[union-attr]
    third = night(store, clock, result(1, clock.moment, {"a": FAILED}))
    assert store.latest_run(replays=True).id == third, "a replay of an older run is not the latest"  # type: ignore[union-attr]
    assert store.run(replay.id).replay_of == first
    assert outcomes(store, replay.id) == {("org-1", "a"): PASSED}
    assert next(store.findings(third)).first_seen_run == first
    assert store.baseline(third).id == first  # type: ignore[union-attr]
    assert store.baseline(replay.id).id == first  # type: ignore[union-attr]
    assert store.latest_run().id == third  # type: ignore[union-attr]


def test_deficiencies_follow_the_nights(store: Store, clock: Clock) -> None:
    for chosen in (FAILED, UNSURE, FAILED, PASSED, FAILED):
        night(store, clock, result(1, clock.moment, {"a": chosen, "b": PASSED, "c": FAILED}))
    a, c = store.deficiencies(on=DAY)
    assert (a.rule, a.state, a.first_seen) == ("a", DeficiencyState.REOPENED, NIGHT + timedelta(days=4))
    assert (c.state, c.first_seen, c.last_seen) == (DeficiencyState.OPEN, NIGHT, NIGHT + timedelta(days=4))
    store.waive(Waiver("org-1", "c", "сайт переносят", "Иванова", until=date(2026, 12, 1)))
    assert store.deficiencies(on=date(2026, 12, 1))[1].state is DeficiencyState.WAIVED
    assert store.deficiencies(on=date(2026, 12, 2))[1].state is DeficiencyState.OPEN


def test_a_finding_is_as_old_as_its_deficiency_over_nights_that_could_not_tell(store: Store, clock: Clock) -> None:
    first = night(store, clock, result(1, clock.moment, {"a": FAILED, "b": PASSED}))
    down = night(store, clock, result(1, clock.moment, {"a": UNSURE, "b": UNSURE}))
    again = night(store, clock, result(1, clock.moment, {"a": FAILED, "b": PASSED}))
    seen = {run: {one.rule: one.first_seen_run for one in store.findings(run)} for run in (first, down, again)}
    assert seen == {first: {"a": first, "b": first}, down: {"a": down, "b": down}, again: {"a": first, "b": first}}
    assert next(store.findings(again, "org-1")).first_seen == store.deficiencies(on=DAY)[0].first_seen == NIGHT


def test_a_finding_that_was_otherwise_in_between_is_new(store: Store, clock: Clock) -> None:
    night(store, clock, result(1, clock.moment, {"a": FAILED, "b": PASSED}))
    night(store, clock, result(1, clock.moment, {"a": PASSED, "b": FAILED}))
    last = night(store, clock, result(1, clock.moment, {"a": FAILED, "b": PASSED}))
    later = night(store, clock, result(1, clock.moment, {"a": PASSED, "b": FAILED}))
    assert {one.first_seen_run for one in store.findings(last)} == {last}
    assert {one.first_seen_run for one in store.findings(later)} == {later}


def test_an_inconclusive_night_closes_nothing(store: Store, clock: Clock) -> None:
    for chosen in (FAILED, UNSURE):
        night(store, clock, result(1, clock.moment, {"a": chosen}))
    (only,) = store.deficiencies(on=DAY)
    assert (only.state, only.retested, only.last_seen) == (DeficiencyState.OPEN, False, NIGHT)


def test_a_changed_registry_row_is_a_new_version(store: Store, clock: Clock) -> None:
    hashes = []
    for name in ("Школа", "Гимназия", "Школа"):
        run = store.begin_run([organization(1, name=name)], OPTIONS)
        store.record(run.id, result(1))
        hashes.append(next(store.findings(run.id)).registry_hash)
        store.finish_run(run.id)
    assert hashes[0] == hashes[2] != hashes[1]
    (known,) = store.organizations()
    assert known.organization.name == "Школа"


def test_resume_is_refused_when_it_would_disturb_the_sequence(store: Store, clock: Clock) -> None:
    broken = store.begin_run([organization(1), organization(2)], OPTIONS)
    store.record(broken.id, result(1))
    assert store.unfinished_run() is not None
    assert store.resume_run(broken.id).state == "running"
    night(store, clock, result(1, clock.moment))
    assert store.run(broken.id).state == "interrupted", "a later run ends a dead one"
    with pytest.raises(StoreError, match="после него был запуск"):
        store.resume_run(broken.id)


def test_card_only_facts(store: Store, clock: Clock) -> None:
    seen = Facts(
        site=Site(start_url="http://org-1.test/", refusal=Reason.TIMEOUT), card=Card(found=True, fetched_at=NIGHT)
    )
    run = night(store, clock, msgspec.structs.replace(result(1), facts=seen))
    assert store.facts(run, "org-1") == seen


def test_a_newer_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "nok.db"
    Store.open(path).close()
    with sqlite3.connect(path) as conn:
        conn.execute(f"PRAGMA user_version = {VERSION + 1}")
    conn.close()
    before = path.read_bytes()
    with pytest.raises(NewerDatabase, match="более новая версия"):
        Store.open(path)
    assert path.read_bytes() == before


def test_files_that_are_not_ours_are_refused_and_not_touched(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("не база" * 300, encoding="utf-8")
    with pytest.raises(NotOurDatabase, match="не файл SQLite"):
        Store.open(text)
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as conn:
        conn.execute("CREATE TABLE t (x)")
    conn.close()
    before = foreign.read_bytes()
    with pytest.raises(NotOurDatabase, match="другой программы"):
        Store.open(foreign)
    assert foreign.read_bytes() == before
    with pytest.raises(NotOurDatabase, match="каталог"):
        Store.open(tmp_path)
    with pytest.raises(StoreError, match="не найдена"):
        Store.open(tmp_path / "absent.db", create=False)
    with pytest.raises(StoreError, match="не создан"):
        Store.open(text / "deeper" / "nok.db")


def test_a_locked_database_is_a_clear_message(tmp_path: Path) -> None:
    path = tmp_path / "nok.db"
    with Store.open(path, busy_seconds=0.05) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="держит другая программа"):
            store.begin_run([organization(1)], OPTIONS)
        other.execute("ROLLBACK")
        other.close()
        store.begin_run([organization(1)], OPTIONS)


def test_a_full_disk_is_a_clear_message_and_loses_nothing_recorded(tmp_path: Path) -> None:
    with Store.open(tmp_path / "nok.db") as store:
        run = store.begin_run([organization(1), organization(2)], OPTIONS)
        store.record(run.id, result(1))
        pages = store._conn.execute("PRAGMA page_count").fetchone()[0]
        store._conn.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="кончилось место"):
            store.record(run.id, result(2))
        assert [item.id for item in store.pending(run.id)] == ["org-2"]
        store._conn.execute("PRAGMA max_page_count = 1000000")
        store.record(run.id, result(2))
        assert store.pending(run.id) == []


def test_two_writers_exclude_each_other(tmp_path: Path) -> None:
    with (
        Store.open(tmp_path / "nok.db") as one,
        Store.open(tmp_path / "nok.db") as two,
        one.exclusive(),
        pytest.raises(StoreError, match="уже работает другой запуск"),
        two.exclusive(),
    ):
        pass


def test_an_unknown_run_is_named(store: Store) -> None:
    with pytest.raises(UnknownRun, match="2020-01-01"):
        store.run("2020-01-01")
    with pytest.raises(UnknownRun, match="ни одного"):
        next(store.findings())
