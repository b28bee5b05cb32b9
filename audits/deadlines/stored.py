"""Deadlines of every stored protocol on a day: the store's protocols, ticks and verdict history put together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from audits.deadlines.progress import progress_history
from audits.deadlines.states import Deadline, Measured, Undated, deadlines, due_of, undated
from audits.judging.grounds import Grounds
from audits.protocols.kept.mapping import Proof, ProofMapping, load_mapping
from audits.store import Store, StoredProtocol
from rules.load import load_methodology


def mapping_of(stored: StoredProtocol) -> ProofMapping | None:
    """The mapping given at import, else the one kept in data/protocols. Raises `MappingError`."""
    return stored.mapping or load_mapping(stored.protocol.id)


def deadlines_on(store: Store, on: date, *, methodology: str, only: str | None = None) -> list[Deadline]:
    """Every dated item of every protocol (or of the one named) and its state on the day `on`, by protocol and item.

    Raises `MappingError` and `StoreError`; where items are tied to rules, `UnknownMethodologyError`.
    """
    chosen = [each for each in store.obligations.protocols() if only in (None, each.protocol.id)]
    mappings = {each.protocol.id: mapping_of(each) for each in chosen}
    proofs = {
        (code, item): proof for code, mapping in mappings.items() if mapping for item, proof in mapping.items.items()
    }
    watched = {
        f"{each.protocol.id}\n{item}": day
        for each in chosen
        for (code, item), proof in proofs.items()
        if code == each.protocol.id and (day := due_of(each.protocol, proof.after)) is not None
    }
    by_key = {f"{code}\n{item}": proof for (code, item), proof in proofs.items()}
    measured = _measured(store, by_key, methodology, watched)
    ticks = store.obligations.ticks()
    found: list[Deadline] = []
    for each in chosen:
        code = each.protocol.id
        own = {item: measured.get(f"{code}\n{item}", []) for known, item in proofs if known == code}
        found += deadlines(each.protocol, mappings[code], own, ticks, on)
    return found


def undated_in(store: Store, *, only: str | None = None) -> list[Undated]:
    """The items of every protocol (or of the one named) that ask for something and have no date."""
    chosen = [each.protocol for each in store.obligations.protocols() if only in (None, each.protocol.id)]
    return [one for protocol in chosen for one in undated(protocol)]


def _measured(
    store: Store, proofs: Mapping[str, Proof], methodology: str, since: Mapping[str, date]
) -> dict[str, list[Measured]]:
    rules = frozenset(rule for proof in proofs.values() for rule in proof.rules)
    if not rules:
        return {}
    grounds = Grounds(load_methodology(methodology))
    audited, changes = (
        store.obligations.audited(methodology),
        store.obligations.changes(methodology, grounds.under(rules)),
    )
    return progress_history(proofs, audited, changes, grounds, since)


def unknown_rules(mapping: ProofMapping, methodology: str) -> list[str]:
    """Rules a mapping names that the methodology does not have: they would never prove anything."""
    known = {rule.id for rule in load_methodology(methodology).rules}
    return sorted({rule for proof in mapping.items.values() for rule in proof.rules} - known)
