"""Which lines of a page stand under headings of some kind: worked out once for all parts of all pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from rules.authority.units import Unit


class Headed:
    """The lines under those headings of pages and sections whose names are `chosen`."""

    def __init__(self, units: Iterable[Unit], chosen: Callable[[str], bool]) -> None:
        self._pages: list[object] = []  # kept, and so their ids
        self._last: defaultdict[int, dict[str, int]] = defaultdict(dict)  # by page: line → the last such heading
        for part in units:
            if part.link is None and part.block >= 0 and chosen(part.name):
                self._pages.append(part.page)
                last = self._last[id(part.page)]
                for line in part.lines:
                    last[line] = max(part.block, last.get(line, -1))

    def holds(self, unit: Unit, line: str) -> bool:
        """Whether a line of a page or section stands under such a heading within it or below."""
        last = self._last.get(id(unit.page)) if unit.link is None else None
        return last is not None and last.get(line, -1) > unit.block
