"""Verdicts completed by cards: what was judged from a site alone is judged again with what bus.gov.ru says of it."""

from __future__ import annotations

import msgspec

from audits.cardwork import CardWork
from audits.judge import audited
from audits.model import AuditOptions, AuditResult
from rules.model import Organization


def completed(result: AuditResult, organization: Organization, options: AuditOptions, cards: CardWork) -> AuditResult:
    """The result judged again with the cards known by now; as it is when there are none, or it was not judged."""
    if not result.judged:
        return result
    card, linked = cards.card(organization.id), cards.linked(organization, result.facts.site)
    if card is None and not linked:
        return result
    facts = msgspec.structs.replace(result.facts, card=card or result.facts.card, linked_cards=linked)
    again = audited(organization, facts, options, started_at=result.started_at, finished_at=result.finished_at)
    return msgspec.structs.replace(again, snapshots=result.snapshots)
