"""Organizations → executor → results → store. The coordinator is the only writer; it never crawls itself.

Invariant: N organizations in, N ledger rows out, whatever dies on the way. What is not recorded is pending,
and what is pending can be resumed.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Executor
from datetime import datetime
from urllib.parse import urlsplit

import msgspec

from audits.judging.results import audited, crawlable, log_errors, not_audited
from audits.judging.versions import rule_versions
from audits.model import AuditOptions, AuditResult, Run, ShardSpec
from audits.run.completion import Completion
from audits.run.events import Event, OnEvent
from audits.run.guards import REPEATED, Flip, collapsed, gone_quiet, network_down, never_heard, nobody_heard, refusal
from audits.run.single import utc_now
from audits.store import Store, pack
from audits.workers.cardwork import COMMAND as CARD_COMMAND
from audits.workers.cardwork import CardWork, OnProcess
from audits.workers.shard import COMMAND, WorkerLine
from audits.workers.workforce import Stop, Workforce, dropping_waiting, stopping_on_signals
from crawler.items import Facts, Reason
from rules.load import load_methodology
from rules.model import Judgement, Organization, Outcome

WAVES = 2  # how often a site that failed in passing is visited again in the same run, after a pause
REPEAT_RETRIES = 1  # a repeat is a retry itself: a slow site must not cost its whole patience in every wave
SHARD = 200  # sites of one worker: its start costs a second of processor time

Probe = Callable[[], bool]  # whether the network is up, asked only when every single site was out of reach


def audit(
    organizations: Sequence[Organization],
    options: AuditOptions,
    store: Store,
    *,
    workers: int = 2,
    executor: Executor | None = None,
    resume: str | None = None,
    registry: str = "",
    on_event: OnEvent | None = None,
    online: Probe | None = None,
    pause: float = 0.0,
    waves: int | None = None,
    shard: int = SHARD,
    until: datetime | None = None,
    first: Collection[str] = (),
    command: Sequence[str] = COMMAND,
    card_command: Sequence[str] = CARD_COMMAND,
    now: Callable[[], datetime] = utc_now,
) -> Run:
    """Audit organizations and record them; returns the closed run: "finished", "interrupted" or "void".

    `executor`: any `concurrent.futures.Executor` (then `run_shard` must be importable where it runs); by default
    threads, each waiting for a worker process. `resume`: id of an unfinished run, whose pending organizations are
    audited as of its own day; `organizations` is ignored then. `pause`: seconds before each repeat of sites that
    failed in passing; `waves`: how many repeats (default: two, or one when there is no pause between them).
    `online`: asked when no site could be reached at all; None: there is nobody to ask. `until`: after that moment no
    organization is begun; what runs is finished, the rest is untested (`budget_exhausted`). `first`: ids of
    organizations to begin with.
    Raises `StoreError`.
    """
    with store.exclusive():
        if resume:
            run = store.resume_run(resume)
            partial = bool(run.options.get("partial"))
            options = msgspec.structs.replace(options, methodology=run.methodology, on=run.on, partial=partial)
            store.note_options(run.id, options)
        else:
            run = store.begin_run(organizations, options, registry=registry)
        shard = shard if until is None else min(shard, options.concurrent_sites)  # all of a shard is begun at once
        with stopping_on_signals() as stop, Workforce(executor, workers, command) as workforce:
            tell = on_event or (lambda event: None)
            work = _Work(run, options, store, tell, now, workforce.watch, card_command, first, online)
            work.begin()
            work.judge_unvisited()
            repeats = waves if waves is not None else (WAVES if pause > 0 else 1)
            work.visit(workforce, stop, pause=pause, waves=repeats, shard=shard, until=until)
            work.await_cards(stop, until)
            work.compare_authorities()
            return work.finish(stopped=stop.requested)


def shard_size(organizations: int, workers: int, limit: int) -> int:
    """How many organizations a shard has: at most `limit`, and so that all workers end at about the same time."""
    rounds = max(1, -(-organizations // (limit * workers)))
    return max(1, -(-organizations // (rounds * workers)))


class _Work:
    """One run while it is done. Results of sites that failed in passing are held until their last repeat."""

    def __init__(
        self,
        run: Run,
        options: AuditOptions,
        store: Store,
        tell: OnEvent,
        now: Callable[[], datetime],
        on_process: OnProcess,
        card_command: Sequence[str],
        first: Collection[str] = (),
        online: Probe | None = None,
    ) -> None:
        self._run = run
        self._online = online
        self._options = options
        self._store = store
        self._tell = tell
        self._now = now
        self._began = time.monotonic()
        pending = sorted(store.pending(run.id), key=lambda item: item.id not in first)
        self._pending = {item.id: item for item in pending}
        self._total = run.organizations
        self._first = self._total - len(self._pending)
        self._held: dict[str, AuditResult] = {}
        self._rules = rule_versions(options.methodology)
        self._offline = False
        self._unjudged: set[str] = set()
        self._rows = {row.organization.id: row for row in store.ledger(run.id)}
        everyone = [row.organization for row in self._rows.values()]
        known = self._seen_card() if self._first else ""
        self._cards = CardWork(everyone, options, on_process=on_process, command=card_command, known_inn=known)
        self._completion = Completion(run.id, options, store, self._cards, self._rows)

    def begin(self) -> None:
        """Say how much there is to do, and begin with the cards: they come one by one, beside everything else."""
        self._say(Event("queued"))
        without = self._without_card() if self._first else frozenset()
        everyone = [row.organization for row in self._rows.values()]
        wanted = [one for one in everyone if one.id in self._pending or one.id in without]
        waiting = self._waiting_for_cards()
        self._cards.begin(sorted(wanted, key=lambda one: waiting.get(one.id, self._run.started_at)))

    def _waiting_for_cards(self) -> dict[str, datetime]:
        """Organizations whose cards earlier nights had no time for, and since when: those that waited longest go first.

        Otherwise every night would end before the same last ones.
        """
        before = self._store.baseline(self._run.id)
        rules = {rule.id for rule in load_methodology(self._options.methodology).rules if rule.about == "card"}
        found = self._store.findings(before.id) if before is not None else ()
        return {
            one.organization: one.first_seen
            for one in found
            if one.rule in rules and one.finding.reason is Reason.BUDGET_EXHAUSTED
        }

    def _seen_card(self) -> str:
        """ИНН of an organization whose card an interrupted run found."""
        for id, row in self._rows.items():
            if row.state == "judged":
                facts = self._store.facts(self._run.id, id)
                if facts is not None and facts.card is not None and facts.card.found and facts.card.inn:
                    return facts.card.inn
        return ""

    def _without_card(self) -> frozenset[str]:
        """Organizations an interrupted run judged before their cards came."""
        about = {rule.id for rule in load_methodology(self._options.methodology).rules if rule.about == "card"}
        return frozenset(
            stored.organization
            for stored in self._store.findings(self._run.id)
            if stored.finding.rule in about and stored.outcome is Outcome.UNTESTED
        )

    def judge_unvisited(self) -> None:
        """Organizations without a site to visit are judged right away."""
        for organization in [item for item in self._pending.values() if not crawlable(item)]:
            now = self._now()
            self._record(audited(organization, Facts(), self._options, started_at=now, finished_at=now))

    def visit(
        self,
        workforce: Workforce,
        stop: Stop,
        *,
        pause: float,
        waves: int,
        shard: int,
        until: datetime | None = None,
    ) -> None:
        """Crawl what is pending, repeat what failed in passing, then record what was held."""
        waiting = list(self._pending.values())
        visited = len(waiting)
        options = self._options
        for wave in range(waves + 1):
            if not waiting or stop.requested or self._late(until):
                break
            if wave:
                for organization in waiting:
                    self._say(Event("retried", organization.id, wave=wave))
                stop.wait(pause if until is None else min(pause, self._left(until)))
                options = msgspec.structs.replace(options, retries=min(options.retries, REPEAT_RETRIES))
            for spec in self._shards(waiting, options, workforce.size, shard):
                workforce.submit(spec)
            with dropping_waiting(workforce, None if until is None else self._left(until)):
                for line in workforce.lines(stop):
                    self._take(line)
                    self._complete()
            waiting = [self._pending[id] for id, held in self._held.items() if refusal(held) in REPEATED]
        if stop.requested:
            return
        if self._online is not None and network_down(visited, self._held.values()) and not self._online():
            self._offline = True
            why = "сеть проверяющего не работала: недоступны и все сайты, и контрольные адреса"
            for id in list(self._held):
                self._record(not_audited(self._pending[id], self._options, Reason.AUDITOR_OFFLINE, why, at=self._now()))
        for result in list(self._held.values()):
            if result.organization in self._pending:
                self._record(result)
        reason, why = Reason.INTERNAL_ERROR, "обход не дал результата"
        if self._late(until):
            reason, why = Reason.BUDGET_EXHAUSTED, "до назначенного часа очередь не дошла"
        elif workforce.failure:
            why += f": {workforce.failure}"
        for organization in list(self._pending.values()):
            self._record(not_audited(organization, self._options, reason, why, at=self._now()))

    def _left(self, until: datetime) -> float:
        return max(0.0, (until - self._now()).total_seconds())

    def _late(self, until: datetime | None) -> bool:
        return until is not None and self._left(until) <= 0

    def _shards(
        self, organizations: list[Organization], options: AuditOptions, workers: int, limit: int
    ) -> list[ShardSpec]:
        size = shard_size(len(organizations), workers, limit)
        course = pack.digest(self._rules).hex()
        known = self._store.pictured() if options.pictures else {}
        chunks = [tuple(organizations[start : start + size]) for start in range(0, len(organizations), size)]
        return [
            ShardSpec(
                self._run.id,
                chunk,
                options,
                memory=str(self._store.path.resolve()),
                rules=course,
                pictured={one.id: known[one.id] for one in chunk if one.id in known},
            )
            for chunk in chunks
        ]

    def _take(self, line: WorkerLine) -> None:
        organization = self._pending.get(line.id)
        if organization is None:
            return
        if line.event == "started":
            self._say(Event("started", line.id))
            return
        result = line.result
        if result is None:
            if line.id not in self._held:  # an earlier visit of this run knows more than a dead worker
                result = not_audited(organization, self._options, Reason.INTERNAL_ERROR, line.detail, at=self._now())
                self._record(result)
            return
        if refusal(result) in REPEATED:
            self._held[line.id] = result
            return
        self._held.pop(line.id, None)
        self._record(result)

    def await_cards(self, stop: Stop, until: datetime | None) -> None:
        """Wait for the cards that are still to come, and judge again with each."""
        self._cards.close()
        if self._cards.left:
            self._say(Event("carded", cards=self._cards.left))
        while self._cards.pending and not stop.requested:
            self._complete(wait=0.3)
            if self._late(until):
                self._cards.give_up("до назначенного часа очередь до карточки не дошла", Reason.BUDGET_EXHAUSTED)
        if not stop.requested:  # the worker was ended by us: its silence says nothing, and --resume asks again
            self._complete()

    def _complete(self, wait: float = 0.0) -> None:
        """Judge again what was judged before its card came."""
        for id in self._cards.arrived(wait=wait):
            row = self._rows.get(id)
            if row is None or id in self._pending or id in self._unjudged or row.state == "untested":
                continue
            self._judge_again(id)
            self._say(Event("carded", id, cards=self._cards.left))

    def _judge_again(self, id: str) -> None:
        row, facts = self._rows[id], self._store.facts(self._run.id, id) or Facts()
        started = facts.site.started_at if facts.site is not None else row.started_at
        finished = facts.site.finished_at if facts.site is not None else row.started_at
        nothing = Judgement("", self._run.on, ())
        seen = AuditResult(id, True, nothing, facts, started_at=started, finished_at=finished)
        result = self._completion.of(seen)
        log_errors(result)
        self._store.record(self._run.id, result, rules=self._rules)

    def compare_authorities(self) -> None:
        """Judge the authorities again, now that the cards their ratings are held against are there."""
        for id, row in self._rows.items():
            if id in self._pending or id in self._unjudged or row.state == "untested":
                continue
            if self._completion.circle(row.organization):
                self._judge_again(id)

    def _record(self, result: AuditResult) -> None:
        result = self._completion.of(result)
        log_errors(result)
        if not result.judged:
            self._unjudged.add(result.organization)
        self._store.record(self._run.id, result, rules=self._rules)
        self._pending.pop(result.organization, None)
        outcomes = dict(Counter(finding.outcome for finding in result.judgement.findings))
        self._say(Event("audited", result.organization, outcomes, result.judged, result.reason))

    def finish(self, *, stopped: bool) -> Run:
        """Close the run, saying what it is worth."""
        state, note = "finished", ""
        if stopped:
            cards = f", карточек: {self._cards.left}" if self._cards.left else ""
            state = "interrupted"
            note = f"осталось организаций: {len(self._pending)}{cards}; продолжить: nok audit --resume"
        elif self._offline:
            state, note = "void", "сеть проверяющего не работала; проверьте её и повторите проверку"
        else:
            now = self._store.answers(self._run.id)
            if why := self._disbelief(now):
                state, note = "void", why
            elif self._online is None:
                note = nobody_heard(now)
        run = self._store.finish_run(self._run.id, state=state, note=note)
        self._say(Event("finished"))
        return run

    def _disbelief(self, now: Mapping[str, Reason | None]) -> str:
        before = self._store.baseline(self._run.id)
        answered = self._store.last_answers(before.id) if before is not None else {}
        hosts = {id: urlsplit(row.organization.site).hostname or "" for id, row in self._rows.items()}
        if self._online is None and (why := never_heard(hosts, answered, now)):
            return why
        if before is None:
            return ""
        if why := gone_quiet(answered, now):
            return why
        if before.methodology != self._run.methodology:
            return ""
        earlier = self._store.rule_versions(before.id)
        same = {rule for rule, version in self._rules.items() if earlier.get(rule) == version}
        changes = [
            Flip(rule, Outcome(was), Outcome(became), count)
            for rule, was, became, count in self._store.changes(self._run.id)
        ]
        return collapsed(changes, self._store.decided_before(self._run.id), self._total, same)

    def _say(self, event: Event) -> None:
        """Tell of something, with how far the run is."""
        done = self._total - len(self._pending)
        seconds = time.monotonic() - self._began
        rate = (done - self._first) / seconds if seconds > 0 else 0.0
        self._tell(msgspec.structs.replace(event, done=done, total=self._total, rate=rate, seconds=seconds))
