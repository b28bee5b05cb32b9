"""What an element inherits from the elements around it."""

from __future__ import annotations

from typing import Final

from crawler.items import BlockKind, Region

_QUIET = frozenset({Region.MENU, Region.BREADCRUMBS})
_READ = frozenset({Region.CONTENT, Region.ASIDE})

# What an element can change for those inside it. 1 to 6 are headings of that level.
OPENER: Final = 7  # an accordion title known by its class only: any heading after it ends it
HIDE: Final = 8  # there, but not seen at first
EMBOLDEN: Final = 9  # inside <b> or <strong>
ANCHORED: Final = 10  # inside an <a>
ITEM: Final = 11  # inside an <li>
NEST: Final = 12  # inside a list
CAPTION: Final = 13
LINE: Final = 14  # inside a row of a data table
DATA_TABLE: Final = 15
LAYOUT_TABLE: Final = 16  # inside a table that arranges a page
DEEPEN: Final = 17  # inside a list of a menu
DROP: Final = 18  # inside a drop-down of a menu that is no list
CELLS: Final = 19  # inside a row whose cells are the <span>s of one line
_CHANGES: Final = 20


class Place:
    """Surroundings. Shared by all children that change nothing; copied on change, never changed when shared."""

    __slots__ = (
        "_derived", "absorb", "bold", "cells", "depth", "flat", "heading", "hidden", "kind", "level", "link", "quiet",
        "read", "region", "row",
    )  # fmt: skip

    def __init__(self) -> None:
        self.region = Region.CONTENT
        self.quiet = False  # a menu or breadcrumbs: links tell its text, not blocks
        self.read = True  # the page's own text, or text beside it
        self.kind = BlockKind.PARAGRAPH
        self.level = 0  # nesting of lists
        self.depth = 0  # nesting inside a menu
        self.absorb = False  # a drop-down <div> was counted: the list in it does not count again
        self.heading = 0
        self.hidden = False
        self.bold = False
        self.flat = False  # inside a heading or a table row: nothing breaks the block
        self.row = False  # inside a data table
        self.cells = False  # … or in a row that is none of a table: each <span> is a cell
        self.link = False
        self._derived: list[Place | None] = [None] * _CHANGES

    def copy(self) -> Place:
        """A changeable copy."""
        other = Place()
        other.region = self.region
        other.quiet = self.quiet
        other.read = self.read
        other.kind = self.kind
        other.level = self.level
        other.depth = self.depth
        other.absorb = self.absorb
        other.heading = self.heading
        other.hidden = self.hidden
        other.bold = self.bold
        other.flat = self.flat
        other.row = self.row
        other.cells = self.cells
        other.link = self.link
        return other

    def changed(self, change: int) -> Place:
        """The place that `change` makes of this one: the same object every time, for siblings to share."""
        known = self._derived[change]
        if known is None:
            known = self._derived[change] = self.copy()
            known._apply(change)
        return known

    def enter_region(self, region: Region) -> None:
        """Begin a region. For a copy only."""
        self.region, self.depth = region, 0
        self.quiet, self.read = region in _QUIET, region in _READ

    def _apply(self, change: int) -> None:
        if change <= OPENER:
            self.kind = BlockKind.TAB if change == OPENER else BlockKind.HEADING
            self.heading, self.flat = change, True
        elif change == HIDE:
            self.hidden = True
        elif change == EMBOLDEN:
            self.bold = True
        elif change == ANCHORED:
            self.link = True
        elif change == ITEM:
            self.kind = BlockKind.ITEM
        elif change == NEST:
            self.level += 1
        elif change == CAPTION:
            self.kind, self.flat = BlockKind.CAPTION, True
        elif change in (LINE, CELLS):
            self.kind, self.flat, self.cells = BlockKind.ROW, True, change == CELLS
        elif change in (DATA_TABLE, LAYOUT_TABLE):
            self.kind, self.row = BlockKind.PARAGRAPH, change == DATA_TABLE
        elif change == DEEPEN:
            self.depth += not self.absorb
            self.absorb = False
        else:
            self.depth = max(self.depth, 1) + 1
            self.absorb = True
