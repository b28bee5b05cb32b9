"""The store's face: opens the file safely, keeps transactions, says plainly what went wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from audits.model import AuditOptions, AuditResult, Pictured, Run
from audits.store import pack, read, since, write
from audits.store.backup import copy_to
from audits.store.blobs import find_blob, get_blob
from audits.store.deficiencies import once_failed, read_deficiencies, read_waivers
from audits.store.errors import StoreError, UnknownRun, explain, explained
from audits.store.history import Change, TrendPoint, read_history, read_trend
from audits.store.model import (
    Deficiency,
    DeficiencyState,
    LedgerRow,
    StoredFinding,
    StoredOrganization,
    StoredPicture,
    Waiver,
)
from audits.store.nights import Nights
from audits.store.obligations import Obligations
from audits.store.opening import Opened, is_locked, open_database, writer_lock
from audits.store.pictures import read_pictured, read_pictures
from audits.store.population import population
from audits.store.recollection import LastNight, facts_of, last_night
from audits.store.retention import Forgotten, forget
from audits.store.silence import answers, last_answers
from crawler.items import Facts, Reason
from rules.model import Organization

BUSY_SECONDS = 30.0
WASTE = 0.25  # share of empty pages from which the file is worth writing anew


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """One SQLite file. Use as a context manager; one writing run at a time (see `exclusive`)."""

    def __init__(self, opened: Opened, path: Path, now: Callable[[], datetime]) -> None:
        self.path = path
        self.read_only = opened.read_only
        self.immutable = opened.immutable
        self._db = opened.db
        self._conn: sqlite3.Connection = opened.db.conn
        self._now = now

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        now: Callable[[], datetime] = _now,
        create: bool = True,
        busy_seconds: float = BUSY_SECONDS,
    ) -> Store:
        """Open the database, bringing an older one up to date; with `create`, begin a new one.

        Without `create`, one that may only be read is opened for that (`read_only`); writing then raises `StoreError`.
        Raises `NotOurDatabase`, `NewerDatabase` (both before anything is written) or `StoreError`.
        """
        path = Path(path)
        return cls(open_database(path, create=create, busy_seconds=busy_seconds), path, now)

    @property
    def obligations(self) -> Obligations:
        """Protocols, ticks, and the history that proves what needs no ticking."""
        return Obligations(self._conn, self._transaction, self._now)

    @property
    def nights(self) -> Nights:
        """How far each night has come and who has been told."""
        return Nights(self._conn, self._transaction, self._now)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):  # whatever part of the store was read: told as any other of its errors
            raise explain(error, self.path) from error

    def close(self) -> None:
        """Close the file."""
        self._conn.close()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the writer's lock, which the kernel frees however the process ends.

        Raises `StoreError` when another run is writing to this database.
        """
        with writer_lock(self.path):
            yield

    def is_written(self) -> bool:
        """Whether some process holds the writer's lock now."""
        return is_locked(self.path)

    @contextmanager
    def _transaction(self, failed: str = "") -> Iterator[None]:
        """`failed`: what has not happened where it cannot be written."""
        with explained(self.path, f"{failed} в базу {self.path}" if failed else ""):
            self._conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._conn.execute("COMMIT")
            except BaseException:
                if self._conn.in_transaction:
                    self._conn.execute("ROLLBACK")
                raise

    # --- writing ---------------------------------------------------------------------------------------------------

    def begin_run(
        self,
        organizations: Iterable[Organization],
        options: AuditOptions,
        *,
        registry: str = "",
        replay_of: str = "",
    ) -> Run:
        """Open a run and its ledger: every organization is pending until recorded.

        A replay (facts of `replay_of` judged again) gets a lane of its own: it is no night of the sequence.
        """
        started = self._now()
        with self._transaction():
            conn = self._conn
            name = _free_name(conn, options.on)
            conn.execute("UPDATE runs SET state = 'interrupted' WHERE state = 'running'")
            source = self._number(replay_of) if replay_of else None
            lane = write.identify(conn, "lanes", "name", f"{name} (replay)" if source else options.methodology)
            cursor = conn.execute(
                "INSERT INTO runs (name, lane, methodology, day, started_at, state, replay_of, options, registry) "
                "VALUES (?, ?, ?, ?, ?, 'running', ?, ?, ?)",
                (
                    name,
                    lane,
                    options.methodology,
                    options.on.isoformat(),
                    started.astimezone(UTC).isoformat(),
                    source,
                    msgspec.json.encode(options).decode(),
                    registry,
                ),
            )
            write.plan(conn, int(cursor.lastrowid or 0), list(organizations))
        return self.run(name)

    def resume_run(self, run_id: str) -> Run:
        """Go on with an unfinished run. Refused when a later run of its methodology exists, or when it is over."""
        number = self._number(run_id)
        run = self.run(run_id)
        if run.state not in ("running", "interrupted"):
            raise StoreError(f"Запуск {run_id} не продолжен: он уже завершён ({run.state}). Начните новый: nok audit")
        later = self._conn.execute(
            "SELECT name FROM runs WHERE id > ? AND lane = (SELECT lane FROM runs WHERE id = ?)", (number, number)
        ).fetchone()
        if later is not None:
            raise StoreError(
                f"Запуск {run_id} не продолжен: после него был запуск {later[0]}. Начните новый: nok audit"
            )
        with self._transaction():
            self._conn.execute("UPDATE runs SET state = 'running', finished_at = NULL WHERE id = ?", (number,))
        return self.run(run_id)

    def note_options(self, run_id: str, options: AuditOptions) -> None:
        """Write down how a run goes on: the next time it is resumed, this holds."""
        number = self._number(run_id)
        with self._transaction():
            self._conn.execute(
                "UPDATE runs SET options = ? WHERE id = ?", (msgspec.json.encode(options).decode(), number)
            )

    def record(self, run_id: str, result: AuditResult, *, rules: Mapping[str, str] | None = None) -> None:
        """Write one organization's result, in one transaction. `rules`: version hash of each rule that judged.

        Recording an organization again in the same run replaces what was recorded.
        """
        with self._transaction():
            conn = self._conn
            number = self._number(run_id)
            row = conn.execute(
                "SELECT runs.lane, organizations.id FROM audits JOIN runs ON runs.id = audits.run "
                "JOIN organizations ON organizations.id = audits.organization WHERE runs.id = ? AND code = ?",
                (number, result.organization),
            ).fetchone()
            if row is None:
                raise StoreError(
                    f"Результат не записан: организации «{result.organization}» нет в запуске {run_id}. "
                    "Это ошибка программы, сообщите разработчикам"
                )
            rule_set = write.put_rule_set(conn, rules) if rules else None
            blob = None
            if result.unchanged is not None:
                night = self._night_before(run_id, result.organization)
                blob = night.facts if night.tonight.alone else None
                result = result if blob is not None else self.whole(run_id, result)
            write.put_audit(
                conn, run=number, lane=row[0], organization=row[1], rules=rule_set, result=result, blob=blob
            )

    def whole(self, run_id: str, result: AuditResult) -> AuditResult:
        """A result that stands for facts, with them; any other as it is.

        Its judgement is empty if the last night's verdicts stood for it: it wants judging anew then.
        """
        if result.unchanged is None:
            return pack.opened(result)
        with explained(self.path):
            before = facts_of(self._conn, self._night_before(run_id, result.organization))
        facts = pack.as_seen(
            Facts(site=before.site),
            msgspec.msgpack.decode(result.unchanged.tonight, type=pack.Tonight),
            started=pack.seconds_of(result.started_at) or 0,
            requests=result.unchanged.requests,
            size=result.unchanged.size,
        )
        return msgspec.structs.replace(result, facts=facts, unchanged=None)

    def standing_verdicts(self, run_id: str, result: AuditResult) -> AuditResult | None:
        """A result with the last night's verdicts, their evidence seen tonight; None where that cannot be said of all.

        For results with `unchanged.seen`.
        """
        assert result.unchanged is not None
        seen = result.unchanged.seen
        night = self._night_before(run_id, result.organization)
        findings = []
        with explained(self.path):
            stored = list(read.read_findings(self._conn, night.run, result.organization))
        for one in stored:
            if any(item.fetched_at is not None and item.sha256 not in seen for item in one.finding.evidence):
                return None
            evidence = tuple(
                item
                if item.fetched_at is None
                else msgspec.structs.replace(item, fetched_at=pack.moment_of(seen[item.sha256]))
                for item in one.finding.evidence
            )
            findings.append(msgspec.structs.replace(one.finding, evidence=evidence))
        if not night.settled or not findings:
            return None
        judgement = msgspec.structs.replace(result.judgement, findings=tuple(findings), dated=False)
        return msgspec.structs.replace(result, judgement=judgement)

    def _night_before(self, run_id: str, organization: str) -> LastNight:
        night = last_night(self._conn, organization, run_id)
        if night is None:
            raise StoreError(
                f"Результат не записан: сведений прошлой ночи об организации «{organization}» нет, а сайт назван "
                "неизменным. Это ошибка программы, сообщите разработчикам"
            )
        return night

    def finish_run(self, run_id: str, *, state: str = "finished", note: str = "") -> Run:
        """Close a run as "finished", "interrupted" or "void"; a void run's verdicts leave the sequence."""
        number = self._number(run_id)
        with self._transaction():
            if state == "void":
                lane, replay = self._conn.execute("SELECT lane, replay_of FROM runs WHERE id = ?", (number,)).fetchone()
                if replay is None:
                    write.set_aside(self._conn, number, lane, run_id)
            write.close_run(self._conn, number, state=state, note=note, now=self._now())
        return self.run(run_id)

    def waive(self, waiver: Waiver) -> None:
        """Remember an exception; a later one for the same organization and rule takes precedence."""
        with self._transaction("Исключение не записано"):
            self._conn.execute(
                "INSERT INTO waivers (organization, rule, reason, author, until, granted_at) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    waiver.organization,
                    waiver.rule,
                    waiver.reason,
                    waiver.author,
                    waiver.until.isoformat(),
                    (waiver.granted_at or self._now()).astimezone(UTC).isoformat(),
                ),
            )

    def forget(self, before: date) -> Forgotten:
        """Drop facts and page bodies of nights before that day, but for what a standing deficiency rests on."""
        with self._transaction():
            dropped = forget(self._conn, before)
        with explained(self.path):
            free, pages = (
                int(self._conn.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("freelist_count", "page_count")
            )
            if free > WASTE * pages:
                self._conn.execute("VACUUM")
        return dropped

    def backup(self, target: Path) -> None:
        """A whole, consistent copy, also while a run is writing; appears at once or not at all.

        Raises `StoreError`.
        """
        with explained(self.path, f"Копия {target} не записана: база {self.path} не прочитана"):
            copy_to(self._conn, target)

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file, if it may be written."""
        if self.read_only:
            return
        with explained(self.path):
            self._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # --- reading ---------------------------------------------------------------------------------------------------

    def runs(self) -> list[Run]:
        """All runs, oldest first."""
        with explained(self.path):
            return list(read.read_runs(self._conn))

    def run(self, run_id: str) -> Run:
        """One run; raises `UnknownRun`."""
        number = self._number(run_id)
        with explained(self.path):
            return next(read.read_runs(self._conn, "WHERE runs.id = ?", (number,)))

    def latest_run(self, *, replays: bool = False) -> Run | None:
        """The latest run that counts, finished or interrupted.

        With `replays`, its own latest replay instead, if there is one by the same methodology: facts of tonight
        judged by today's rules. One by another methodology answers a question of its own.
        A replay of an older run never counts as the latest.
        """
        counted = [run for run in self.runs() if run.state in ("finished", "interrupted")]
        real = [run for run in counted if not run.replay_of]
        if not real:
            return None
        last = real[-1]
        again = [
            run
            for run in counted
            if replays and run.replay_of == last.id and run.state == "finished" and run.methodology == last.methodology
        ]
        return (again or real)[-1]

    def unfinished_run(self, methodology: str | None = None) -> Run | None:
        """The latest real run if it can be resumed."""
        runs = [run for run in self.runs() if not run.replay_of and methodology in (None, run.methodology)]
        return runs[-1] if runs and runs[-1].state in ("running", "interrupted") else None

    def baseline(self, run_id: str) -> Run | None:
        """What a run is compared with: a replay with its source, else the last finished run before it."""
        run = self.run(run_id)
        if run.replay_of:
            return self.run(run.replay_of)
        runs = self.runs()
        before = runs[: [other.id for other in runs].index(run_id)]
        same = [other for other in before if other.state == "finished" and not other.replay_of]
        preferred = [other for other in same if other.methodology == run.methodology]
        return preferred[-1] if preferred else same[-1] if same else None

    def pending(self, run_id: str) -> list[Organization]:
        """Organizations of the run that are not recorded yet."""
        return [row.organization for row in self.ledger(run_id, state="pending")]

    def ledger(self, run_id: str, *, state: str | None = None, standing: bool = False) -> Iterator[LedgerRow]:
        """The run's organizations, one row each.

        With `standing`: everybody who is in the registry as of the run, by the latest audit of each.
        """
        number = self._number(run_id)
        with explained(self.path):
            yield from read.read_ledger(self._conn, number, state, standing=standing)

    def findings(
        self, run_id: str | None = None, organization: str | None = None, *, standing: bool = False
    ) -> Iterator[StoredFinding]:
        """Every finding of a run (default: the latest), also inapplicable and untested; `standing` as in `ledger`."""
        number = self._number(run_id if run_id is not None else self._latest_id())
        with explained(self.path):
            (source,) = self._conn.execute("SELECT replay_of FROM runs WHERE id = ?", (number,)).fetchone()
            found = read.read_findings(self._conn, number, organization, standing=standing)
            found = since.dated(found, self._conn, number, organization)
            if source:
                earlier = since.dated(
                    read.read_findings(self._conn, source, organization), self._conn, source, organization
                )
                found = read.first_seen_in(found, earlier)
            yield from found

    def facts(self, run_id: str, organization: str) -> Facts | None:
        """Facts of one organization as seen in that run; None when it has none."""
        number = self._number(run_id)
        with explained(self.path):
            return read.read_facts(self._conn, number, organization)

    def organizations(self) -> list[StoredOrganization]:
        """Every organization ever audited."""
        with explained(self.path):
            return list(read.read_organizations(self._conn))

    def snapshot(self, sha256: str) -> bytes | None:
        """The raw body with this hash, if it was kept."""
        with explained(self.path):
            blob = find_blob(self._conn, sha256)
            return None if blob is None else get_blob(self._conn, blob)

    def pictures(self, run_id: str, organization: str | None = None) -> list[StoredPicture]:
        """The latest picture of every page as of a run, by organization and importance."""
        number = self._number(run_id)
        with explained(self.path):
            return list(read_pictures(self._conn, number, organization))

    def pictured(self) -> dict[str, tuple[Pictured, ...]]:
        """By organization: what the latest picture of each page shows, so that it is not taken again."""
        with explained(self.path):
            return read_pictured(self._conn)

    def waivers(self) -> list[Waiver]:
        """All exceptions, oldest first."""
        with explained(self.path):
            return read_waivers(self._conn)

    def deficiencies(
        self,
        *,
        on: date,
        methodology: str | None = None,
        organization: str | None = None,
        run: str | None = None,
    ) -> list[Deficiency]:
        """Every deficiency ever seen under the methodology (default: the latest run's), with its state on a day.

        `run`: as known after that run (for a replay: after the run it judges again); by default after the latest.
        """
        if methodology is None:
            latest = self.latest_run()
            if latest is None:
                return []
            methodology = latest.methodology
        with explained(self.path):
            return list(read_deficiencies(self._conn, methodology, on, organization, self._place(run)))

    def population(self, run_id: str) -> frozenset[str]:
        """Codes of the organizations that are in the registry as of a run."""
        number = self._number(run_id)
        with explained(self.path):
            return frozenset(population(self._conn, number))

    def _place(self, run_id: str | None) -> int | None:
        """Where a run stands in its sequence; a replay stands where its source does."""
        if run_id is None:
            return None
        source = self.run(run_id).replay_of
        return self._number(source or run_id)

    def standing(self, run_id: str) -> dict[tuple[str, str], DeficiencyState]:
        """State of every deficiency (organization, rule) just after a run: what `compare` needs of the past."""
        number = self._number(run_id)
        with explained(self.path):
            return once_failed(self._conn, number)

    def trend(self, run_id: str) -> list[TrendPoint]:
        """Standing verdicts after each run of the run's sequence, up to it."""
        number = self._number(run_id)
        with explained(self.path):
            return read_trend(self._conn, number)

    def history(self, run_id: str) -> Iterator[Change]:
        """Every change of verdict up to a run, by organization."""
        number = self._number(run_id)
        with explained(self.path):
            yield from read_history(self._conn, number)

    def changes(self, run_id: str) -> list[tuple[str, str, str, int]]:
        """(rule, outcome before, outcome now, count) of the verdicts that changed in a run."""
        number = self._number(run_id)
        with explained(self.path):
            return read.read_changes(self._conn, number)

    def answers(self, run_id: str) -> dict[str, Reason | None]:
        """By organization whose site was visited in a run: why nothing of it could be read; None when it answered."""
        number = self._number(run_id)
        with explained(self.path):
            return answers(self._conn, number)

    def last_answers(self, run_id: str) -> dict[str, Reason | None]:
        """The same by each organization's latest visit as of a run, which itself may have been over a part only."""
        number = self._number(run_id)
        with explained(self.path):
            return last_answers(self._conn, number)

    def decided_before(self, run_id: str) -> dict[str, int]:
        """By rule: how many verdicts on the run's organizations were passed or failed before it."""
        number = self._number(run_id)
        with explained(self.path):
            return read.read_decided_before(self._conn, number)

    def rule_versions(self, run_id: str) -> dict[str, str]:
        """Version hash of every rule that judged in a run."""
        number = self._number(run_id)
        with explained(self.path):
            return read.read_rule_versions(self._conn, number)

    def integrity_check(self) -> list[str]:
        """Problems of the file and of its references; empty when all is well."""
        with explained(self.path):
            problems = [row[0] for row in self._conn.execute("PRAGMA integrity_check") if row[0] != "ok"]
            problems += [f"foreign key: {row}" for row in self._conn.execute("PRAGMA foreign_key_check")]
        return problems

    def _latest_id(self) -> str:
        run = self.latest_run(replays=False)
        if run is None:
            raise UnknownRun(f"В базе {self.path} ещё нет ни одного завершённого запуска. Выполните nok audit")
        return run.id

    def _number(self, run_id: str) -> int:
        with explained(self.path):
            row = self._conn.execute("SELECT id FROM runs WHERE name = ?", (run_id,)).fetchone()
        if row is None:
            raise UnknownRun(f"Запуска {run_id} в базе {self.path} нет. Список запусков: nok runs")
        return int(row[0])


def _free_name(conn: sqlite3.Connection, on: date) -> str:
    """`2026-11-20`, then `2026-11-20-2`, …: short enough to be typed."""
    taken: set[Any] = {row[0] for row in conn.execute("SELECT name FROM runs WHERE name LIKE ?", (f"{on}%",))}
    name, number = on.isoformat(), 1
    while name in taken:
        number += 1
        name = f"{on.isoformat()}-{number}"
    return name
