"""One organization audited now, without a database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import msgspec

from audits.judging.results import audited, crawlable, log_errors, not_audited
from audits.model import AuditOptions, AuditResult, ShardSpec
from audits.run.completion import completed
from audits.store import pack
from audits.workers.cardwork import COMMAND as CARD_COMMAND
from audits.workers.cardwork import CardWork
from audits.workers.shard import COMMAND, WorkerLine, run_shard
from audits.workers.workforce import Workforce
from crawler.items import Facts, Reason
from rules.model import Organization


def utc_now() -> datetime:
    """Aware UTC time."""
    return datetime.now(UTC)


def check(
    organization: Organization,
    options: AuditOptions,
    *,
    command: Sequence[str] = COMMAND,
    card_command: Sequence[str] = CARD_COMMAND,
    now: Callable[[], datetime] = utc_now,
) -> AuditResult:
    """Audit one organization now, without a database."""
    cards = CardWork((organization,), options, command=card_command)
    cards.begin((organization,))
    try:
        result = _check_site(organization, options, command, now)
        if not result.judged:
            return result
        _await(cards, organization, result)
        card, linked = cards.card(organization.id), cards.linked(organization, result.facts.site)
        if card is not None or linked:
            result = completed(result, organization, options, card=card, linked=linked)
        log_errors(result)
        return result
    finally:
        cards.give_up("")


def _await(cards: CardWork, organization: Organization, result: AuditResult) -> None:
    """Wait until the card, and the cards the site links to, have come or were given up."""
    cards.linked(organization, result.facts.site)
    cards.close()
    while cards.pending:
        cards.arrived(wait=0.3)


def _check_site(
    organization: Organization, options: AuditOptions, command: Sequence[str], now: Callable[[], datetime]
) -> AuditResult:
    if not crawlable(organization):
        return audited(organization, Facts(), options, started_at=now(), finished_at=now())
    spec = ShardSpec(run="check", organizations=(organization,), options=options)
    with Workforce(None, 1, command) as workforce:
        answer = run_shard(msgspec.to_builtins(spec), on_process=workforce.watch, command=command)
    line = msgspec.json.decode(answer["lines"][-1], type=WorkerLine)
    if line.result is None:
        return not_audited(organization, options, Reason.INTERNAL_ERROR, line.detail, at=now())
    return pack.opened(line.result)
