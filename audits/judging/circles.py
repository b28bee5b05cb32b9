"""Whom an authority answers for: the registry's organizations of its sector, with what their cards say. Pure.

Its published lists and ratings are held against them (`rules.authority.comparing`). A run over a part of the registry
knows too little of the rest, so nothing is compared then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from crawler.items import Card
from rules.authority.card_totals import totals_of
from rules.model import Organization, Ownership, Subject, Subordinate

CardOf = Callable[[str], Card | None]


def answers_for(authority: Organization, other: Organization) -> bool:
    """Whether an organization is one of those this authority answers for, as far as the registry tells."""
    if other.subject is Subject.AUTHORITY or authority.sector is None or other.sector is not authority.sector:
        return False
    return authority.ownership is not Ownership.MUNICIPAL or other.municipality == authority.municipality


def circle_of(
    authority: Organization, everyone: Iterable[Organization], card_of: CardOf = lambda _: None
) -> tuple[Subordinate, ...]:
    """The organizations of an authority, in the registry's order; of nobody else is anything known."""
    if authority.subject is not Subject.AUTHORITY:
        return ()
    return tuple(_subordinate(one, card_of(one.id)) for one in everyone if answers_for(authority, one))


def _subordinate(one: Organization, card: Card | None) -> Subordinate:
    totals = totals_of(card) if card is not None and card.found else {}
    return Subordinate(one.id, one.name, one.inn, one.assessed_years, totals)
