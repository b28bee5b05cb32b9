"""The acts a rule wants listed, position by position, as people read them: from the same data that judges."""

from __future__ import annotations

from rules.acts.known import Position, load_acts, load_required_acts, requisites
from rules.catalog_model import Rule
from rules.model import Sector, Value


class Obligatory(Value, frozen=True):
    """One position: any of `acts`, or, where there are none, any act as `name` says, such as those in `examples`."""

    position: int
    name: str
    acts: tuple[str, ...]
    sectors: tuple[Sector, ...]  # whom it concerns
    examples: dict[Sector, tuple[str, ...]]


def obligatory_acts(rule: Rule) -> tuple[Obligatory, ...]:
    """The positions of the list a rule judges by; none for a rule that wants no acts. Raises `ReferenceDataError`."""
    required: str = getattr(rule.options, "required", "")
    return tuple(_written(one) for one in load_required_acts(required).positions) if required else ()


def _written(position: Position) -> Obligatory:
    return Obligatory(
        position=position.position,
        name=" ".join(position.name.split()),
        acts=_requisites(position.acts),
        sectors=tuple(sector for sector in position.sectors or tuple(Sector) if sector not in position.except_sectors),
        examples={sector: _requisites(acts) for sector, acts in position.examples.items()},
    )


def _requisites(acts: tuple[str, ...]) -> tuple[str, ...]:
    known = load_acts()
    return tuple(requisites(known[act]) for act in acts)
