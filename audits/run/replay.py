"""A run's stored facts judged again: no network, no crawler."""

from __future__ import annotations

from datetime import date

from audits.judging.circles import circle_of
from audits.judging.results import audited, crawlable, log_errors, not_audited
from audits.judging.versions import rule_versions
from audits.model import AuditOptions, Run
from audits.run.events import Event, OnEvent
from audits.store import Store
from crawler.items import Card, Facts, Reason
from rules.model import Subject


def reevaluate(
    store: Store,
    run_id: str,
    methodology: str,
    on: date,
    *,
    on_event: OnEvent | None = None,
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
            log_errors(result)
            store.record(replay.id, result, rules=versions)
            tell(Event("audited", row.organization.id, done=number, total=len(rows), judged=result.judged))
        return store.finish_run(replay.id, note=f"повторная оценка сведений запуска {run_id}")
