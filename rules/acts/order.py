"""Whether the order of listed acts follows «иерархии органов государственной власти, их принимавших»."""

from __future__ import annotations

from collections.abc import Sequence

from rules.acts.listed import ActMention
from rules.model import Value


class OrderViolation(Value, frozen=True):
    """`later` stands below `earlier` although a higher body adopted it."""

    earlier: ActMention
    later: ActMention


def order_violations(sequence: Sequence[ActMention]) -> tuple[OrderViolation, ...]:
    """Inversions between levels among acts in page order: each act that stands below one of a lower body.

    Acts of unknown level are passed over; within a level any order is right. Of several acts above, the nearest of the
    lowest body is named.
    """
    violations: list[OrderViolation] = []
    lowest: ActMention | None = None
    for mention in sequence:
        if mention.level is None:
            continue
        if lowest is not None and lowest.level is not None and mention.level < lowest.level:
            violations.append(OrderViolation(earlier=lowest, later=mention))
        else:
            lowest = mention
    return tuple(violations)
