"""Organizations → executor → results → store. The coordinator is the only writer; it never crawls itself.

Invariant: N organizations in, N ledger rows out, whatever dies on the way. What is not recorded is pending,
and what is pending can be resumed.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Executor
from datetime import UTC, date, datetime

import msgspec

from audits.cardwork import COMMAND as CARD_COMMAND
from audits.cardwork import CardWork, OnProcess
from audits.circles import circle_of
from audits.events import Event, OnEvent
from audits.guards import REPEATED, Change, collapsed, network_down, refusal
from audits.judge import audited, crawlable, not_audited, rule_versions
from audits.model import AuditOptions, AuditResult, Run, ShardSpec
from audits.shard import COMMAND, Line, run_shard
from audits.store import Store, pack
from audits.workforce import Stop, Workforce, dropping_waiting, stopping_on_signals
from crawler.items import Card, Facts, Reason
from rules.load import load_methodology
from rules.model import Judgement, Organization, Outcome, Subject, Subordinate

WAVES = 2  # how often a site that failed in passing is visited again in the same run, after a pause
REPEAT_RETRIES = 1  # a repeat is a retry itself: a slow site must not cost its whole patience in every wave
SHARD = 200  # sites of one worker: its start costs a second of processor time

Probe = Callable[[], bool]  # whether the network is up, asked only when every single site was out of reach


def _now() -> datetime:
    return datetime.now(UTC)


def _online() -> bool:
    return True  # nobody told us whom to ask: sites are believed


def check(
    organization: Organization,
    options: AuditOptions,
    *,
    command: Sequence[str] = COMMAND,
    card_command: Sequence[str] = CARD_COMMAND,
    now: Callable[[], datetime] = _now,
) -> AuditResult:
    """Audit one organization now, without a database."""
    cards = CardWork((organization,), options, command=card_command)
    cards.begin((organization,))
    try:
        result = _check_site(organization, options, command, now)
        return _with_card(result, organization, options, cards)
    finally:
        cards.give_up("")


def _with_card(result: AuditResult, organization: Organization, options: AuditOptions, cards: CardWork) -> AuditResult:
    """Judge again when the card, and the cards the site links to, have come."""
    if not result.judged:
        return result
    cards.linked(organization, result.facts.site)
    cards.close()
    while cards.pending:
        cards.arrived(wait=0.3)
    card, linked = cards.card(organization.id), cards.linked(organization, result.facts.site)
    if card is None and not linked:
        return result
    facts = msgspec.structs.replace(result.facts, card=card, linked_cards=linked)
    again = audited(organization, facts, options, started_at=result.started_at, finished_at=result.finished_at)
    return msgspec.structs.replace(again, snapshots=result.snapshots, pictures=result.pictures)


def _check_site(
    organization: Organization, options: AuditOptions, command: Sequence[str], now: Callable[[], datetime]
) -> AuditResult:
    if not crawlable(organization):
        return audited(organization, Facts(), options, started_at=now(), finished_at=now())
    spec = ShardSpec(run="check", organizations=(organization,), options=options)
    with Workforce(None, 1, command) as workforce:
        answer = run_shard(msgspec.to_builtins(spec), on_process=workforce.watch, command=command)
    line = msgspec.json.decode(answer["lines"][-1], type=Line)
    result = line.whole()
    return result or not_audited(organization, options, Reason.INTERNAL_ERROR, line.detail, at=now())


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
    online: Probe = _online,
    pause: float = 0.0,
    waves: int | None = None,
    shard: int = SHARD,
    until: datetime | None = None,
    first: Collection[str] = (),
    command: Sequence[str] = COMMAND,
    card_command: Sequence[str] = CARD_COMMAND,
    now: Callable[[], datetime] = _now,
) -> Run:
    """Audit organizations and record them; returns the closed run: "finished", "interrupted" or "void".

    `executor`: any `concurrent.futures.Executor` (then `run_shard` must be importable where it runs); by default
    threads, each waiting for a worker process. `resume`: id of an unfinished run, whose pending organizations are
    audited as of its own day; `organizations` is ignored then. `pause`: seconds before each repeat of sites that
    failed in passing; `waves`: how many repeats (default: two, or one when there is no pause between them).
    `online`: asked when no site could be reached at all. `until`: after that moment no organization is begun; what
    runs is finished, the rest is untested (`budget_exhausted`). `first`: ids of organizations to begin with.
    Raises `StoreError`.
    """
    with store.exclusive():
        if resume:
            run = store.resume_run(resume)
            options = msgspec.structs.replace(options, methodology=run.methodology, on=run.on)
        else:
            run = store.begin_run(organizations, options, registry=registry)
        work = _Work(run, options, store, on_event or (lambda event: None), now, first)
        shard = shard if until is None else min(shard, options.concurrent_sites)  # all of a shard is begun at once
        with stopping_on_signals() as stop, Workforce(executor, workers, command) as workforce:
            work.begin(workforce.watch, card_command)
            work.judge_unvisited()
            repeats = waves if waves is not None else (WAVES if pause > 0 else 1)
            work.visit(workforce, stop, pause=pause, waves=repeats, shard=shard, online=online, until=until)
            work.await_cards(stop, until)
            work.compare_authorities()
            return work.finish(stopped=stop.requested)


class _Work:
    """One run while it is done. Results of sites that failed in passing are held until their last repeat."""

    def __init__(
        self,
        run: Run,
        options: AuditOptions,
        store: Store,
        tell: OnEvent,
        now: Callable[[], datetime],
        first: Collection[str] = (),
    ) -> None:
        self._run = run
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
        self._earlier: dict[str, Card | None] = {}  # cards an interrupted sitting of this run had already

    def begin(self, on_process: OnProcess, card_command: Sequence[str]) -> None:
        """Say how much there is to do, and begin with the cards: they come one by one, beside everything else."""
        self._say("queued")
        self._rows = {row.organization.id: row for row in self._store.ledger(self._run.id)}
        everyone = [row.organization for row in self._rows.values()]
        self._cards = CardWork(everyone, self._options, on_process=on_process, command=card_command)
        without = self._without_card() if self._first else frozenset()
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
        online: Probe,
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
                    self._say("retried", organization.id, wave=wave)
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
        if network_down(visited, self._held.values()) and not online():
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
        size = min(limit, max(1, -(-len(organizations) // workers)))
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

    def _take(self, line: Line) -> None:
        organization = self._pending.get(line.id)
        if organization is None:
            return
        if line.event == "started":
            self._say("started", line.id)
            return
        result = line.whole()
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
            self._say("carded")
        while self._cards.pending and not stop.requested:
            self._complete(wait=0.3)
            if self._late(until):
                self._cards.give_up("до назначенного часа очередь до карточки не дошла", Reason.BUDGET_EXHAUSTED)
        self._complete()

    def _complete(self, wait: float = 0.0) -> None:
        """Judge again what was judged before its card came."""
        for id in self._cards.arrived(wait=wait):
            row = self._rows.get(id)
            if row is None or id in self._pending or id in self._unjudged or row.state == "untested":
                continue
            self._judge_again(id)
            self._say("carded", id)

    def _judge_again(self, id: str) -> None:
        row, facts = self._rows[id], self._store.facts(self._run.id, id) or Facts()
        started = facts.site.started_at if facts.site is not None else row.started_at
        finished = facts.site.finished_at if facts.site is not None else row.started_at
        nothing = Judgement("", self._run.on, ())
        seen = AuditResult(id, True, nothing, facts, started_at=started, finished_at=finished)
        self._store.record(self._run.id, self._with_card(seen), rules=self._rules)

    def _with_card(self, result: AuditResult) -> AuditResult:
        """A result judged again with what is known of its card, or of an authority's organizations; else as it is."""
        organization = self._rows[result.organization].organization
        if result.linked is not None:
            self._cards.note_links(organization, result.linked)
        card = self._cards.card(organization.id) if result.judged else None
        linked = self._cards.linked(organization, result.facts.site) if result.judged else ()
        circle = self._circle(organization) if result.judged else ()
        if card is None and not linked and not circle:
            return self._standing(result)
        result = self._store.whole(self._run.id, result)
        facts = msgspec.structs.replace(result.facts, card=card or result.facts.card, linked_cards=linked)
        again = audited(
            organization,
            facts,
            self._options,
            started_at=result.started_at,
            finished_at=result.finished_at,
            circle=circle,
        )
        return msgspec.structs.replace(
            again, snapshots=result.snapshots, pictures=result.pictures, linked=result.linked
        )

    def _standing(self, result: AuditResult) -> AuditResult:
        """A result whose verdicts are the last night's, with them; any other as it is."""
        if result.unchanged is None or not result.unchanged.seen:
            return result
        standing = self._store.standing_verdicts(self._run.id, result)
        if standing is not None:
            return standing
        whole, organization = self._store.whole(self._run.id, result), self._rows[result.organization].organization
        started, finished = result.started_at, result.finished_at
        again = audited(organization, whole.facts, self._options, started_at=started, finished_at=finished)
        return msgspec.structs.replace(again, pictures=result.pictures, linked=result.linked)

    def _circle(self, organization: Organization) -> tuple[Subordinate, ...]:
        """Whom an authority answers for; nobody in a run that knows only a part of the registry."""
        if organization.subject is not Subject.AUTHORITY or self._options.partial:
            return ()
        return circle_of(organization, [row.organization for row in self._rows.values()], self._card_of)

    def _card_of(self, id: str) -> Card | None:
        """An organization's card: of this sitting, or of the one that was interrupted."""
        card = self._cards.card(id)
        if card is None and self._rows[id].state == "judged":
            if id not in self._earlier:
                facts = self._store.facts(self._run.id, id)
                self._earlier[id] = facts.card if facts is not None else None
            card = self._earlier[id]
        return card

    def compare_authorities(self) -> None:
        """Judge the authorities again, now that the cards their ratings are held against are there."""
        for id, row in self._rows.items():
            if (
                id in self._pending
                or id in self._unjudged
                or row.state == "untested"
                or not self._circle(row.organization)
            ):
                continue
            self._judge_again(id)

    def _record(self, result: AuditResult) -> None:
        result = self._with_card(result)
        if not result.judged:
            self._unjudged.add(result.organization)
        self._store.record(self._run.id, result, rules=self._rules)
        self._pending.pop(result.organization, None)
        outcomes = Counter(finding.outcome for finding in result.judgement.findings)
        self._say("audited", result.organization, dict(outcomes), judged=result.judged, reason=result.reason)

    def finish(self, *, stopped: bool) -> Run:
        """Close the run, saying what it is worth."""
        state, note = "finished", ""
        if stopped:
            left = len(self._pending)
            state, note = (
                "interrupted",
                f"запуск прерван, не проверено организаций: {left}, не получено карточек: {self._cards.left}; "
                "продолжить: nok audit --resume",
            )
        elif self._offline:
            state, note = "void", "сеть проверяющего не работала; проверьте её и повторите nok audit"
        elif why := self._disbelief():
            state, note = "void", why
        run = self._store.finish_run(self._run.id, state=state, note=note)
        self._say("finished")
        return run

    def _disbelief(self) -> str:
        before = self._store.baseline(self._run.id)
        if before is None or before.methodology != self._run.methodology:
            return ""
        earlier = self._store.rule_versions(before.id)
        same = {rule for rule, version in self._rules.items() if earlier.get(rule) == version}
        changes = [
            Change(rule, Outcome(was), Outcome(became), count)
            for rule, was, became, count in self._store.changes(self._run.id)
        ]
        return collapsed(changes, self._store.decided_before(self._run.id), self._total, same)

    def _say(
        self,
        kind: str,
        organization: str = "",
        outcomes: dict[Outcome, int] | None = None,
        *,
        judged: bool = True,
        reason: Reason | None = None,
        wave: int = 0,
    ) -> None:
        done = self._total - len(self._pending)
        seconds = time.monotonic() - self._began
        rate = (done - self._first) / seconds if seconds > 0 else 0.0
        cards = self._cards.left if kind == "carded" else 0
        self._tell(
            Event(kind, organization, outcomes or {}, judged, reason, done, self._total, rate, seconds, cards, wave)
        )


def reevaluate(
    store: Store,
    run_id: str,
    methodology: str,
    on: date,
    *,
    on_event: OnEvent | None = None,
    now: Callable[[], datetime] = _now,
) -> Run:
    """Judge a run's stored facts again; no network. The new run is marked as a replay of the old one.

    What the old run could not look at stays untested, for the same reason. Raises `StoreError`.
    """
    options = AuditOptions(methodology=methodology, on=on)
    tell = on_event or (lambda event: None)
    versions = rule_versions(methodology)
    with store.exclusive():
        rows = list(store.ledger(run_id))
        everyone = [row.organization for row in rows]
        replay = store.begin_run(everyone, options, replay_of=run_id)
        whole = not store.run(run_id).options.get("partial")
        cards: dict[str, Card] = {}
        rows.sort(key=lambda row: row.organization.subject is Subject.AUTHORITY)  # held against the cards of the others
        for number, row in enumerate(rows, start=1):
            stored = store.facts(run_id, row.organization.id)
            facts = stored or Facts()
            if row.state == "judged" and stored is None and crawlable(row.organization):
                why = "сведения этого запуска уже удалены по сроку хранения"
                result = not_audited(row.organization, options, Reason.NOT_REACHED, why, at=row.started_at)
            elif row.state == "judged":
                finished = facts.site.finished_at if facts.site is not None else row.started_at
                if facts.card is not None:
                    cards[row.organization.id] = facts.card
                circle = circle_of(row.organization, everyone, cards.get) if whole else ()
                result = audited(
                    row.organization, facts, options, started_at=row.started_at, finished_at=finished, circle=circle
                )
            else:
                reason = row.reason or Reason.NOT_REACHED
                why = row.detail or "в исходном запуске организация не проверена"
                result = not_audited(row.organization, options, reason, why, at=row.started_at)
            store.record(replay.id, result, rules=versions)
            tell(Event("audited", row.organization.id, done=number, total=len(rows), judged=result.judged))
        return store.finish_run(replay.id, note=f"повторная оценка сведений запуска {run_id}")
