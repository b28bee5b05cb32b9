"""Terms per rule, from the protocols the database knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from audits.protocols.mapping import ProofMapping, load_mapping
from audits.protocols.model import Protocol
from audits.protocols.terms import next_due
from audits.store import Store

Mappings = Callable[[str], ProofMapping | None]


def due_by_rule(store: Store, on: date) -> dict[str, date]:
    """The term of each rule, as `terms_of_rules` finds it in the stored protocols; empty when there are none."""
    stored: Callable[[], Iterable[Any]] | None = getattr(store, "protocols", None)
    if stored is None:  # a store without protocols: nothing is due
        return {}
    protocols = (one if isinstance(one, Protocol) else getattr(one, "protocol", None) for one in stored())
    return terms_of_rules([one for one in protocols if isinstance(one, Protocol)], load_mapping, on)


def terms_of_rules(protocols: Iterable[Protocol], mapping: Mappings, on: date) -> dict[str, date]:
    """The earliest term of each rule over all protocols: what a letter may hold somebody to. Pure.

    A term that has passed still binds and is given as it was; a recurring one is given by its next date.
    """
    terms: dict[str, date] = {}
    for protocol in protocols:
        proofs = mapping(protocol.id)
        for item in protocol.items:
            due = next_due(item.dated, on) if item.dated and proofs else None
            if due is None or proofs is None:
                continue
            for rule in proofs.proof(item.number).rules:
                terms[rule] = min(due, terms.get(rule, due))
    return terms
