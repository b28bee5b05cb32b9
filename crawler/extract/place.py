"""What an element inherits from the elements around it."""

from __future__ import annotations

from crawler.items import BlockKind, Region


class Place:
    """Surroundings. Shared by all children that change nothing; copied on change, never changed when shared."""

    __slots__ = ("absorb", "bold", "depth", "flat", "heading", "hidden", "kind", "level", "link", "region", "row")

    def __init__(self) -> None:
        self.region = Region.CONTENT
        self.kind = BlockKind.PARAGRAPH
        self.level = 0  # nesting of lists
        self.depth = 0  # nesting inside a menu
        self.absorb = False  # a drop-down <div> was counted: the list in it does not count again
        self.heading = 0
        self.hidden = False
        self.bold = False
        self.flat = False  # inside a heading or a table row: nothing breaks the block
        self.row = False  # inside a data table
        self.link = False

    def copy(self) -> Place:
        """A changeable copy."""
        other = Place.__new__(Place)
        other.region = self.region
        other.kind = self.kind
        other.level = self.level
        other.depth = self.depth
        other.absorb = self.absorb
        other.heading = self.heading
        other.hidden = self.hidden
        other.bold = self.bold
        other.flat = self.flat
        other.row = self.row
        other.link = self.link
        return other
