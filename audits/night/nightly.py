"""A night from beginning to end: audit, exports, notification, retention; each stage once, whatever kills it.

How far a night has come is in the database. A night that was killed goes on with the stage it was in: the audit is
resumed, exports are written anew, and nobody who was told is told again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

import msgspec

from audits import engine
from audits.changes.attribution import compare_runs, left_registry
from audits.changes.compare import Comparison
from audits.changes.titles import Told, told_of
from audits.deadlines.stored import deadlines_on
from audits.errors import ToldError
from audits.model import AuditOptions, Run
from audits.night import notify
from audits.night.before import run_before, runs_since
from audits.night.exports import write_exports
from audits.night.log import Log
from audits.night.papers import Papers, letters_in
from audits.night.report import NightReport, body_of, title_of
from audits.run import canary
from audits.run.events import Event
from audits.run.guards import SILENCE, fallen_silent, nobody_heard
from audits.run.resumed import as_begun
from audits.store import STANDING, Night, Sent, Stage, Store, Waiver
from audits.text.russian import size
from audits.text.wording import reason_text
from audits.workers.shard import COMMAND
from crawler.items import Reason
from rules.load import load_methodology
from rules.model import Organization

OVER = (Stage.FINISHED, Stage.ABANDONED)
CONTINUED = timedelta(hours=20)  # an unfinished night younger than this goes on, an older one is given up
SEND_TRIES = 3
STAGES: dict[Stage, str] = {
    Stage.STARTED: "проверка",
    Stage.AUDITED: "выгрузки",
    Stage.EXPORTED: "уведомление",
    Stage.NOTIFIED: "завершение",
    Stage.FINISHED: "завершена",
    Stage.ABANDONED: "оставлена",
}
"""What a night goes on with, by what is behind it."""
_ENDS = {"finished": "проверка завершена", "interrupted": "проверка прервана", "void": "проверка не засчитана"}


class NightInterruptedError(ToldError):
    """The night was stopped by a signal; the message says how to go on."""


class NightPlan(msgspec.Struct, frozen=True):
    """How a night is spent. `day` None: today, or the unfinished night; `until`: local time of day."""

    options: AuditOptions
    insisted: frozenset[str] = frozenset()  # which of them hold for a run that goes on, too: see `as_begun`
    registry: str = ""
    day: date | None = None
    again: bool = False
    workers: int = 2
    until: clock_time | None = None
    canaries: tuple[str, ...] = ()
    canary_tries: int = 3
    canary_wait: float = 60.0  # seconds between tries
    pause: float = 120.0  # seconds before each repeat of sites that failed in passing
    exports: Path = Path("data/exports")
    papers: Papers = Papers()
    keep_days: int = 180
    urls: tuple[str, ...] = ()
    send_wait: float = 20.0  # seconds between tries to send


class Tools(msgspec.Struct, frozen=True):
    """What a night touches the world with; tests and simulations bring their own."""

    now: Callable[[], datetime]
    log: Log
    send: notify.Send = notify.send
    online: Callable[[Sequence[str]], bool] = canary.online
    sleep: Callable[[float], None] = time.sleep
    on_event: Callable[[Event], None] = lambda event: None
    command: Sequence[str] = COMMAND


def spend_night(
    store: Store, organizations: Callable[[], Sequence[Organization]], plan: NightPlan, tools: Tools
) -> NightReport | None:
    """Spend (or go on with) a night; None when it was over already.

    Raises `NightInterruptedError`, `InputError`, `StoreError` and whatever `organizations` raises; the night can then
    be gone on with.
    """
    night = _tonight(store, plan, tools)
    if night.stage is Stage.FINISHED:
        tools.log("already", f"Ночь {night.day:%d.%m.%Y} уже завершена. Повторить: nok nightly --again", day=night.day)
        return None
    plan = msgspec.structs.replace(plan, options=msgspec.structs.replace(plan.options, on=night.day))
    if night.stage is Stage.STARTED:
        run, note = _audit(store, organizations, plan, tools, night)
        store.nights.reach(night.day, Stage.AUDITED, run=run.id if run else "", note=note)
        night = _reread(store, night)
    report = report_on(store, night, plan)
    if night.stage is Stage.AUDITED:
        end = tools.now() + timedelta(seconds=plan.papers.seconds)
        write_exports(
            store,
            report,
            lambda told: f"{title_of(told)}\n\n{_message(store, told)}",
            plan.exports / night.day.isoformat(),
            papers=plan.papers,
            late=lambda: tools.now() >= end,
            say=lambda text: tools.log("papers", text),
        )
        store.nights.reach(night.day, Stage.EXPORTED)
        tools.log("exported", f"Выгрузки записаны: {report.exports}", folder=report.exports)
    report = msgspec.structs.replace(report, letters=letters_in(plan.exports / night.day.isoformat()))
    if _tell_everybody(store, report, plan, tools):
        store.nights.reach(night.day, Stage.NOTIFIED)
    _forget(store, plan, tools, night.day)
    if _reread(store, night).stage is Stage.NOTIFIED:
        store.nights.reach(night.day, Stage.FINISHED)
        tools.log("finished", f"Ночь {night.day:%d.%m.%Y} завершена.", day=night.day)
    return report


def day_of_night(store: Store, now: datetime) -> date:
    """The day of the night that a start at `now` (aware) spends: the unfinished night's, maybe yesterday, or today."""
    last = max(store.nights.all(), key=lambda night: night.started_at, default=None)
    if last is not None and last.stage not in OVER and now - last.started_at < CONTINUED:
        return last.day
    return now.astimezone().date()


def _tonight(store: Store, plan: NightPlan, tools: Tools) -> Night:
    """The night to spend, begun where it was not."""
    day = plan.day or day_of_night(store, tools.now())
    night = store.nights.of(day)
    if night is not None and night.stage not in OVER:
        tools.log(
            "continued", f"Ночь {day:%d.%m.%Y} продолжена, этап: {STAGES[night.stage]}.", day=day, stage=night.stage
        )
        return night
    if night is not None and night.stage is Stage.FINISHED and not plan.again:
        return night
    night = store.nights.begin(day)
    tools.log("started", f"Ночь {day:%d.%m.%Y} начата.", day=day)
    return night


def _reread(store: Store, night: Night) -> Night:
    found = store.nights.of(night.day)
    assert found is not None
    return found


def _audit(
    store: Store, organizations: Callable[[], Sequence[Organization]], plan: NightPlan, tools: Tools, night: Night
) -> tuple[Run | None, str]:
    """The night's run, begun, resumed or found finished; None and why when our own network is down."""
    earlier = _run_of(store, night, plan.options.methodology)
    if earlier is not None and earlier.state in ("finished", "void"):
        return earlier, ""
    if not _network(plan, tools):
        why = "сеть проверяющего не работает: ни один контрольный адрес не отвечает"
        tools.log("offline", f"Ночь не состоится: {why}.")
        return None, why
    before = store.latest_run()
    resume = earlier.id if earlier else None
    chosen = store.pending(earlier.id) if earlier else organizations()
    tools.log("audit", f"Проверка: организаций — {len(chosen)}.", organizations=len(chosen), resumed=resume)
    options = as_begun(earlier, plan.options, plan.insisted) if earlier else plan.options
    run = engine.audit(
        chosen,
        options,
        store,
        workers=plan.workers,
        resume=resume,
        registry=plan.registry,
        on_event=lambda event: _event(event, tools),
        online=(lambda: tools.online(plan.canaries)) if plan.canaries else None,
        pause=plan.pause,
        until=_end(plan, night),
        first=left_over(store, before),
        command=tools.command,
        now=tools.now,
    )
    tools.log("audited", f"Проверено {run.judged} из {run.organizations}; {run.note or _ENDS[run.state]}.", run=run.id)
    if run.state == "interrupted":
        raise NightInterruptedError(
            f"Ночь {night.day:%d.%m.%Y} прервана на проверке, сделанное сохранено. Продолжить: nok nightly"
        )
    return run, ""


def _event(event: Event, tools: Tools) -> None:
    if event.kind in ("audited", "retried"):
        told = {"organization": event.organization, "judged": event.judged, "reason": event.reason}
        tools.log(event.kind, **told, wave=event.wave)
    tools.on_event(event)


def _run_of(store: Store, night: Night, methodology: str) -> Run | None:
    """The run this night has begun already, if any: the night may have been killed before it could note it."""
    own = [
        run
        for run in store.runs()
        if run.started_at >= night.started_at
        and run.on == night.day
        and run.methodology == methodology
        and not run.replay_of
        and not run.options.get("partial")
    ]
    return own[-1] if own else None


def _network(plan: NightPlan, tools: Tools) -> bool:
    for attempt in range(max(plan.canary_tries, 1)):
        if attempt:
            left = plan.canary_tries - attempt
            said = f"Контрольные адреса не отвечают; повтор через {plan.canary_wait:.0f} с, попыток осталось: {left}."
            tools.log("waiting", said, canaries=list(plan.canaries), left=left)
            tools.sleep(plan.canary_wait)
        if tools.online(plan.canaries):
            return True
    return False


def _end(plan: NightPlan, night: Night) -> datetime | None:
    """The moment after which nothing new is begun: the first such time of day after the night began."""
    if plan.until is None:
        return None
    began = night.started_at.astimezone()
    end = began.replace(hour=plan.until.hour, minute=plan.until.minute, second=0, microsecond=0)
    return end if end > began else end + timedelta(days=1)


def left_over(store: Store, before: Run | None) -> frozenset[str]:
    """Organizations the last night had no time for: tonight they go first."""
    if before is None:
        return frozenset()
    rows = store.ledger(before.id, state="untested")
    return frozenset(row.organization.id for row in rows if row.reason is Reason.BUDGET_EXHAUSTED)


def report_on(store: Store, night: Night, plan: NightPlan) -> NightReport:
    """What there is to tell of a night whose audit is over; the same whenever it is asked."""
    methodology = plan.options.methodology
    run = store.run(night.run) if night.run else None
    runs = store.runs()
    before = run_before(store.nights.all(), runs, night.day, run) if run else store.latest_run()
    since = before.on if before else night.day
    changes, left = Comparison(), frozenset[str]()
    counts = run is not None and run.state != "void"
    now = store.answers(run.id) if run is not None and counts else {}
    fallen: dict[str, Reason] = {}
    if run is not None and counts and before is not None:
        changes, left = compare_runs(store, run, before), left_registry(store, run, before)
        fallen = fallen_silent(store.last_answers(before.id), now)
    deficiencies = store.deficiencies(on=night.day, methodology=methodology)
    standing = [one for one in deficiencies if one.state in STANDING]
    return NightReport(
        day=night.day,
        run=run,
        baseline=before.id if before else "",
        since=runs_since(runs, before, run) if run else frozenset(),
        changes=changes,
        deadlines=tuple(deadlines_on(store, night.day, methodology=methodology)),
        deadlines_before=tuple(deadlines_on(store, since, methodology=methodology)),
        expired=expired_between(store.waivers(), since, night.day),
        open_deficiencies=len(standing),
        unconfirmed=sum(run is not None and one.last_seen_run != run.id for one in standing),
        left=tuple(sorted(left)),
        silent=_named(fallen, silent=True),
        closed=_named(fallen, silent=False),
        mute=sum(why in SILENCE for why in now.values()),
        unheard=not plan.canaries and bool(nobody_heard(now)),
        shut=sum(why is not None and why not in SILENCE for why in now.values()),
        exports=str(plan.exports / night.day.isoformat()),
        note=night.note,
    )


def _named(fallen: Mapping[str, Reason], *, silent: bool) -> tuple[tuple[str, str], ...]:
    """Codes and reasons of those that did not answer, or of those that did and yet could not be read."""
    return tuple((code, reason_text(why)) for code, why in sorted(fallen.items()) if (why in SILENCE) is silent)


def expired_between(waivers: Sequence[Waiver], since: date, on: date) -> tuple[Waiver, ...]:
    """Exceptions that held on the day `since` and hold no longer on the day `on`, nor were renewed.

    Of several for one deficiency the latest given counts: it may have ended an earlier one before its time.
    """
    latest = {(one.organization, one.rule): one for one in waivers}
    return tuple(one for one in latest.values() if since <= one.until < on)


def _message(store: Store, report: NightReport) -> str:
    known = {one.organization.id: one.organization for one in store.organizations()}
    run = report.run if report.run is not None and not report.void else store.latest_run()
    told = told_of(store, run, load_methodology(run.methodology)) if run is not None else Told()
    return body_of(report, known, told)


def _tell_everybody(store: Store, report: NightReport, plan: NightPlan, tools: Tools) -> bool:
    """Send to every address that was not told yet; whether all of them are settled.

    The intent is written down before sending. If the night is killed in between nobody knows whether the message
    arrived: it is not sent again, since twice is worse than a line in the log.
    """
    title, body = title_of(report), _message(store, report)
    told = {} if (night := store.nights.of(report.day)) is None else night.notified
    settled = True
    for number, url in enumerate(plan.urls, 1):
        address = notify.address_of(url)
        named = f"{address} (№ {number} из {len(plan.urls)})" if len(plan.urls) > 1 else address
        if told.get(address) is Sent.TRYING:
            tools.log("unknown", f"Неизвестно, дошло ли уведомление на {named}: ночь прервалась при отправке.")
        if told.get(address) in (Sent.TRYING, Sent.SENT):
            continue
        settled = _tell(store, report.day, url, named, title, body, plan, tools) and settled
    if not plan.urls:
        tools.log("silent", "Уведомление не отправлено: адресов нет (NOK_NOTIFY_URLS или [notify] urls-file).")
    return settled


def _tell(store: Store, day: date, url: str, named: str, title: str, body: str, plan: NightPlan, tools: Tools) -> bool:
    """`named`: what the address is called where people read: which of those given it is, since it is a secret."""
    address, why = notify.address_of(url), ""
    for attempt in range(SEND_TRIES):
        if attempt:
            tools.sleep(plan.send_wait)
        store.nights.told(day, address, Sent.TRYING)
        sending = tools.send(url, title, body)
        if sending.accepted:
            store.nights.told(day, address, Sent.SENT)
            tools.log("notified", f"Уведомление отправлено: {named}.", address=address)
            return True
        why = sending.why
        store.nights.told(day, address, Sent.FAILED)
    said = f"Уведомление на {named} не отправлено{why and f': {why}'}. Проверьте адрес; повторить: nok nightly"
    tools.log("unsent", said, address=address, why=why)
    return False


def _forget(store: Store, plan: NightPlan, tools: Tools, day: date) -> None:
    if plan.keep_days <= 0:
        return
    dropped = store.forget(day - timedelta(days=plan.keep_days))
    if dropped.audits:
        tools.log(
            "forgotten",
            f"Удалены сведения старше {plan.keep_days} дн.: проверок — {dropped.audits}, "
            f"страниц — {dropped.bodies}, {size(dropped.size)}. Выводы сохранены.",
            audits=dropped.audits,
            bodies=dropped.bodies,
            bytes=dropped.size,
        )
