"""A long enumeration inside a message, laid out as a numbered list: eight acts between commas are read by nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_LONG = 120  # characters of an enumeration that still reads well in a sentence


class Listed(NamedTuple):
    """What comes before the items, and they; none where the message enumerates nothing long."""

    lead: str
    items: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([self.lead, *numbered(self.items)])


def listed(message: str, details: Mapping[str, Any]) -> Listed:
    """The message with the list that its details give taken out of it."""
    for value in details.values():
        if not isinstance(value, list | tuple) or len(value) < 2 or not all(isinstance(one, str) for one in value):
            continue
        joined = ", ".join(value)  # as messages of rules join them
        lead, found, rest = message.partition(joined)
        if found and len(joined) > _LONG and rest in ("", "."):
            return Listed(lead.rstrip(), tuple(value))
    return Listed(message)


def numbered(items: tuple[str, ...]) -> Iterator[str]:
    """The items as lines of a list, each with its number and its sign at the end."""
    for number, item in enumerate(items, 1):
        yield f"{number}) {item.rstrip(' .;')}{'.' if number == len(items) else ';'}"
