"""Sections: which heading or tab a thing stands under."""

from __future__ import annotations

from typing import Final

State = tuple[tuple[int, int], ...]  # open sections, as saved and restored

TAB_LEVEL: Final = 0  # below every heading level: no heading inside a panel can close its tab


class Outline:
    """The open headings, outermost first, as (level, block index)."""

    __slots__ = ("_open", "section")

    def __init__(self) -> None:
        self._open: State = ()
        self.section = -1  # index of the innermost open heading or tab; -1 for none

    def parent_for(self, level: int) -> int:
        """Close what a heading of this level ends, and say under what it stands itself."""
        opened = self._open
        while opened and opened[-1][0] >= level > TAB_LEVEL:
            opened = opened[:-1]
        self.restore(opened)
        return self.section

    def open(self, level: int, index: int) -> None:
        """Begin a section."""
        self._open = (*self._open[-40:], (level, index))
        self.section = index

    def save(self) -> State:
        """State to come back to."""
        return self._open

    def restore(self, state: State) -> None:
        """Come back to a saved state (the end of a column, a panel, a region)."""
        self._open = state
        self.section = state[-1][1] if state else -1
