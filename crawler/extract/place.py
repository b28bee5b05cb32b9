"""What an element inherits from the elements around it."""

from __future__ import annotations

from collections.abc import Callable

from crawler.items import BlockKind, Region

_QUIET = frozenset({Region.MENU, Region.BREADCRUMBS})
_READ = frozenset({Region.CONTENT, Region.ASIDE})


class Place:
    """Surroundings. Shared by all children that change nothing; copied on change, never changed when shared."""

    __slots__ = (
        "_derived", "absorb", "bold", "depth", "flat", "heading", "hidden", "kind", "level", "link", "quiet", "read",
        "region", "row",
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
        self.link = False
        self._derived: dict[Callable[[Place], None], Place] = {}

    def copy(self) -> Place:
        """A changeable copy."""
        other = Place.__new__(Place)
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
        other.link = self.link
        other._derived = {}
        return other

    def changed(self, change: Callable[[Place], None]) -> Place:
        """The place that `change` makes of this one: the same object every time, for siblings to share."""
        known = self._derived.get(change)
        if known is None:
            known = self.copy()
            change(known)
            self._derived[change] = known
        return known

    def enter_region(self, region: Region) -> None:
        """Begin a region. For a copy only."""
        self.region, self.depth = region, 0
        self.quiet, self.read = region in _QUIET, region in _READ


def hide(place: Place) -> None:
    """There, but not seen at first."""
    place.hidden = True


def embolden(place: Place) -> None:
    """Inside <b> or <strong>."""
    place.bold = True


def link(place: Place) -> None:
    """Inside an <a>."""
    place.link = True


def item(place: Place) -> None:
    """Inside an <li>."""
    place.kind = BlockKind.ITEM


def nest(place: Place) -> None:
    """Inside a list."""
    place.level += 1


def caption(place: Place) -> None:
    """Inside a caption."""
    place.kind, place.flat = BlockKind.CAPTION, True


def line(place: Place) -> None:
    """Inside a row of a data table."""
    place.kind, place.flat = BlockKind.ROW, True


def data_table(place: Place) -> None:
    """Inside a table that holds data."""
    place.kind, place.row = BlockKind.PARAGRAPH, True


def layout_table(place: Place) -> None:
    """Inside a table that arranges a page."""
    place.kind, place.row = BlockKind.PARAGRAPH, False


def deepen(place: Place) -> None:
    """Inside a list of a menu."""
    place.depth += not place.absorb
    place.absorb = False


def drop(place: Place) -> None:
    """Inside a drop-down that is no list."""
    place.depth = max(place.depth, 1) + 1
    place.absorb = True
