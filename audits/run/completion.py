"""Verdicts completed: what was judged from a site alone is judged again with all that is known besides.

That is its card at bus.gov.ru, the cards it links to, for an authority the organizations it answers for; and of a site
that has not changed, the verdicts of the last night.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from audits.judging.circles import circle_of
from audits.judging.results import audited
from audits.model import AuditOptions, AuditResult
from audits.store import LedgerRow, Store
from audits.workers.cardwork import CardWork
from crawler.items import Card
from rules.model import Organization, Subject, Subordinate


def completed(
    result: AuditResult,
    organization: Organization,
    options: AuditOptions,
    *,
    card: Card | None = None,
    linked: tuple[Card, ...] = (),
    circle: tuple[Subordinate, ...] = (),
) -> AuditResult:
    """A whole result judged again with what is given."""
    facts = msgspec.structs.replace(result.facts, card=card or result.facts.card, linked_cards=linked)
    again = audited(
        organization,
        facts,
        options,
        started_at=result.started_at,
        finished_at=result.finished_at,
        circle=circle,
    )
    return msgspec.structs.replace(again, snapshots=result.snapshots, pictures=result.pictures, linked=result.linked)


class Completion:
    """Completes the results of one run."""

    def __init__(
        self, run: str, options: AuditOptions, store: Store, cards: CardWork, rows: Mapping[str, LedgerRow]
    ) -> None:
        self._run = run
        self._options = options
        self._store = store
        self._cards = cards
        self._rows = rows
        self._earlier: dict[str, Card | None] = {}  # cards an interrupted sitting of this run had already

    def of(self, result: AuditResult) -> AuditResult:
        """A result with everything known by now; as it is when there is nothing to add."""
        organization = self._rows[result.organization].organization
        if not result.judged:
            return result
        if result.linked is not None:
            self._cards.note_links(organization, result.linked)
        card, linked = self._cards.card(organization.id), self._cards.linked(organization, result.facts.site)
        circle = self.circle(organization)
        if card is None and not linked and not circle:
            return self._standing(result)
        whole = self._store.whole(self._run, result)
        return completed(whole, organization, self._options, card=card, linked=linked, circle=circle)

    def circle(self, organization: Organization) -> tuple[Subordinate, ...]:
        """Whom an authority answers for; nobody in a run that knows only a part of the registry."""
        if organization.subject is not Subject.AUTHORITY or self._options.partial:
            return ()
        return circle_of(organization, [row.organization for row in self._rows.values()], self._card_of)

    def _standing(self, result: AuditResult) -> AuditResult:
        """A result whose verdicts are the last night's, with them; any other as it is."""
        if result.unchanged is None or not result.unchanged.seen:
            return result
        standing = self._store.standing_verdicts(self._run, result)
        if standing is not None:
            return standing
        whole = self._store.whole(self._run, result)
        return completed(whole, self._rows[result.organization].organization, self._options)

    def _card_of(self, id: str) -> Card | None:
        """An organization's card: of this sitting, or of the one that was interrupted."""
        card = self._cards.card(id)
        if card is None and self._rows[id].state == "judged":
            if id not in self._earlier:
                facts = self._store.facts(self._run, id)
                self._earlier[id] = facts.card if facts is not None else None
            card = self._earlier[id]
        return card
