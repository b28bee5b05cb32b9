"""Terms per rule, from the protocols the database knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from audits.deadlines.stored import mapping_of
from audits.protocols.kept.mapping import ProofMapping
from audits.protocols.model import Protocol
from audits.protocols.terms.reading import next_due
from audits.store import Store


def due_by_rule(store: Store, on: date) -> dict[str, date]:
    """The term of each rule, as `terms_of_rules` finds it in the stored protocols; empty when there are none."""
    return terms_of_rules(((one.protocol, mapping_of(one)) for one in store.obligations.protocols()), on)


def terms_of_rules(protocols: Iterable[tuple[Protocol, ProofMapping | None]], on: date) -> dict[str, date]:
    """The earliest term of each rule over all protocols: what a letter may hold somebody to. Pure.

    A term that has passed still binds and is given as it was; a recurring one is given by its next date.
    """
    terms: dict[str, date] = {}
    for protocol, proofs in protocols:
        for item in protocol.items:
            dues = [due for term in item.terms if (due := next_due(term, on))]
            if not dues or proofs is None:
                continue
            for rule in proofs.proof(item.number).rules:
                terms[rule] = min(*dues, terms.get(rule, dues[0]))
    return terms
