"""The single walk over a page: blocks, links and where everything stands."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract import place as places
from crawler.extract import tags
from crawler.extract.links import MAX_LABEL, Links
from crawler.extract.outline import TAB_LEVEL, Outline, State
from crawler.extract.panels import Panels, class_title, is_hidden
from crawler.extract.place import Place
from crawler.extract.regions import is_drop, region_of
from crawler.extract.tables import is_data_table, is_line_of_cells
from crawler.extract.text import clean, shorten
from crawler.extract.tree import Node, Tree, inner_text
from crawler.extract.urls import file_name
from crawler.items import Block, BlockKind, Link, Region

MAX_BLOCKS: Final = 5_000
MAX_TEXT: Final = 8_000
MAX_IMAGES: Final = 400
_MAX_DRAWINGS: Final = 60
_SPOKEN: Final = re.compile(r"\w")
_LETTER: Final = re.compile(r"[^\W\d_]")
# A list that sends its reader on as soon as something is chosen.
_LEADING: Final = re.compile(r"location|\bopen\(|\.href\b")
_CELL: Final = "\x1f"  # stands between the cells of a row until the row is complete
_LINE: Final = "\u2028"  # stands for a <br>: breaks in the source are nothing but space
_PARAGRAPH: Final = BlockKind.PARAGRAPH
_HEADING: Final = BlockKind.HEADING
_ITEM: Final = BlockKind.ITEM
_ROW: Final = BlockKind.ROW
_TAB: Final = BlockKind.TAB

_SHAPES: Final[dict[str, int]] = {
    **{f"h{level}": level for level in range(1, 7)},
    **dict.fromkeys(("dt", "legend"), 6),
    **dict.fromkeys(("figcaption", "caption"), places.CAPTION),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), places.NEST),
    "li": places.ITEM,
}
_LINES: Final = ("div", "p")  # may be rows without a table


class _Frame:
    """An element whose children are being walked."""

    __slots__ = ("at", "ends", "node", "place", "saved")

    def __init__(self, node: Node, place: Place, saved: State | None, ends: bool) -> None:
        self.node = node
        self.place = place  # for what stands inside
        self.saved = saved  # the outline to come back to
        self.ends = ends  # whether its end ends a block
        self.at = 0  # index of the next child


class Walk:
    """Goes over a tree once; afterwards `blocks`, `links`, `images` and `standing_of` tell what was seen."""

    def __init__(self, tree: Tree, base: str) -> None:
        self.tree = tree
        self.blocks: list[Block] = []
        self.images: list[str] = []
        self.quiet: list[str] = []  # text of menus and breadcrumbs: told by their links, searched for contacts
        self.found = Links(tree, base)
        self.links: tuple[Link, ...] = ()
        self.host = base.split("/", 3)[2] if base.count("/") > 1 else ""
        self._panels = Panels(tree)
        self._outline = Outline()
        self._buffer: list[str] = []
        self._length = self._bold = self._linked = 0
        self._inner = Place()
        self._saved: State | None = None
        self._ends = False
        self._line: Node | None = None  # the row whose <span>s are cells

    def run(self) -> None:
        """Walk the whole tree; what stands in <noscript> counts only when there is nothing else."""
        self._go(self.tree.root)
        if not self.blocks and not self.found.count:
            for node in self.tree.by_tag.get("noscript", ()):
                self._go(node)
        self._choices()
        self.links = self.found.built()

    def _choices(self) -> None:
        """Links that are no anchors of the page's text: of a list that leads on when one is chosen, of a drawing."""
        for select in self.tree.by_tag.get("select", ()):
            if "onchange" in select.attrs and _LEADING.search(select.attrs["onchange"]):
                section, place, _ = self.standing_of(select)
                place = place.copy()
                place.region = Region.MENU
                for option in select.iter():
                    if option.tag == "option":
                        self.found.choice(option, place, section)
        for drawing in self.tree.by_tag.get("svg", ())[:_MAX_DRAWINGS]:
            for node in drawing.iter():
                if node.tag == "a":
                    section, place, _ = self.standing_of(drawing)
                    self.found.choice(node, place, section)

    def _go(self, root: Node) -> None:
        stack: list[_Frame] = []
        frame = _Frame(root, Place(), None, True)
        while True:
            children = frame.node.children
            place = frame.place
            descended = False
            while frame.at < len(children):
                child = children[frame.at]
                frame.at += 1
                if isinstance(child, str):
                    if child.isspace():
                        self._buffer.append(child)
                    else:
                        self._text(child, place)
                    continue
                if not self._enter(child, frame.node, place):
                    continue
                inner, saved, ends = self._inner, self._saved, self._ends
                inside = child.children
                if len(inside) == 1:
                    # most elements hold nothing but text: they are left as soon as they were entered
                    only = inside[0]
                    if isinstance(only, str):
                        self._text(only, inner)
                        inside = []
                if inside:
                    stack.append(frame)
                    frame = _Frame(child, inner, saved, ends)
                    descended = True
                    break
                if ends:
                    self._flush(inner, child)
                if saved is not None:
                    self._outline.restore(saved)
            if descended:
                continue
            if frame.ends:
                self._flush(place, frame.node)
            if frame.saved is not None:
                self._outline.restore(frame.saved)
            if not stack:
                return
            frame = stack.pop()

    def standing_of(self, node: Node) -> tuple[int, Place, int]:
        """Section, surroundings and number of blocks before an element (or its nearest recorded ancestor)."""
        if node.standing is not None:
            return node.standing
        for parent in node.ancestors(40):
            if parent.standing is not None:
                return parent.standing
        return -1, Place(), 0

    def section_of(self, node: Node) -> int:
        """Index of the heading or tab an element stands under."""
        return self.standing_of(node)[0]

    def _text(self, text: str, place: Place) -> None:
        size = len(text.strip())
        if not size or not place.quiet:
            self._buffer.append(text)
        else:
            self.quiet.append(text)
            return
        self._length += size
        if place.bold:
            self._bold += size
        if place.link:
            self._linked += size

    def _record(self, node: Node, place: Place) -> None:
        node.standing = (self._outline.section, place, len(self.blocks))

    def _enter(self, node: Node, parent: Node, place: Place) -> bool:
        """Come to an element. Whether to go inside; then `_inner`, `_saved` and `_ends` say how (see `_Frame`)."""
        flags = node.flags
        if flags & tags.DROPPED:
            self._record(node, place)
            return False
        if flags & tags.PANEL_TITLE and not place.quiet:
            self._record(node, place)
            self._links_of(node, place)
            return False
        if not flags & tags.IN_LINE or (
            flags & tags.CLICKED and place.read and flags & tags.OPENING and class_title(node)
        ):
            return self._enter_block(node, parent, place)
        self._saved, self._ends = None, False
        if flags & tags.ANCHOR:
            self.found.anchor(node, place, self._outline.section)
            self._inner = place.changed(places.ANCHORED)
            return True
        if flags & tags.INLINE:
            if place.cells and parent is self._line:
                self._buffer.append(_CELL)
            self._inner = self._enter_inline(node, place) if flags & tags.MARKED else place
            return True
        if flags & tags.BREAK:
            if not place.flat and self._buffer and self._buffer[-1] == _LINE:
                self._flush(place, parent)
            else:
                self._buffer.append(_LINE)
        elif flags & tags.PICTURE:
            self._image(node, place)
        else:
            self.found.anchor(node, place, self._outline.section)
        return False

    def _enter_inline(self, node: Node, place: Place) -> Place:
        flags = node.flags
        if flags & tags.BOLD and not place.bold:
            place = place.changed(places.EMBOLDEN)
        if flags & tags.HIDING and not place.hidden and is_hidden(node):
            place = place.changed(places.HIDE)
        if flags & tags.ACTIVE:
            self.found.click(node, place, self._outline.section)
        if flags & tags.PROTECTED:
            self.found.protected.append(node.attrs["data-cfemail"])
        return place

    def _enter_block(self, node: Node, parent: Node, place: Place) -> bool:
        flags, attrs = node.flags, node.attrs
        if not place.flat:
            if self._buffer or self.found.run:
                self._flush(place, parent)
        elif self._buffer:
            self._buffer.append(_CELL if place.row and flags & tags.CELL else " ")
        self._record(node, place)
        if flags & tags.EMPTY:
            self.found.press(node, place, self._outline.section)
        elif flags & tags.ACTIVE:
            self.found.click(node, place, self._outline.section)
        if flags & tags.EMPTY and not (flags & tags.TITLED and place.read and class_title(node)):
            return False
        inner = place
        saved: State | None = None
        if flags & tags.STRUCTURAL and not place.quiet:
            region = region_of(node, place.region, self.host)
            if region is not None and region is not place.region:
                inner = place.copy()
                inner.enter_region(region)
                saved = self._outline.save()
                self._outline.restore(())
        if flags & tags.HIDING and not inner.hidden and is_hidden(node):
            inner = inner.changed(places.HIDE)
        if inner.quiet:
            return self._go_inside(self._menu_depth(node, inner, saved is not None), saved, False)
        title = self._panels.title_of(node) if flags & tags.PANEL else None
        if title is not None:
            saved = self._outline.save() if saved is None else saved
            inner = inner.copy()
            inner.hidden = inner.hidden or (node.tag == "details" and "open" not in attrs)
            self._open_panel(title, inner)
        if inner.flat:
            return self._go_inside(inner, saved, saved is not None)
        return self._shape(node, inner, saved)

    def _go_inside(self, place: Place, saved: State | None, ends: bool) -> bool:
        self._inner, self._saved, self._ends = place, saved, ends
        return True

    def _shape(self, node: Node, place: Place, saved: State | None) -> bool:
        flags = node.flags
        change = _SHAPES[node.tag] if flags & tags.SHAPED else 0
        if flags & tags.ROLED and not 0 < change <= 6:
            change = _heading_role(node) or change
        if not change:
            if flags & tags.TABLE:
                change = places.DATA_TABLE if is_data_table(node) else places.LAYOUT_TABLE
            elif flags & tags.ROW and place.row:
                change = places.LINE
            elif flags & tags.CELL:
                if saved is None and node.parent is not None and len(node.parent.nodes()) > 1:
                    saved = self._outline.save()  # a heading in one column is none of the next column's
            elif flags & tags.TITLED and place.read and class_title(node):
                change = places.OPENER
            elif node.tag in _LINES and place.kind is _PARAGRAPH and is_line_of_cells(node):
                change, self._line = places.CELLS, node
        return self._go_inside(place.changed(change) if change else place, saved, True)

    def _flush(self, place: Place, node: Node) -> None:
        found = self.found
        if not self._length:
            self._buffer.clear()
            if found.run and not place.link:
                found.pass_by(len(self.blocks) - 1)
            return
        text = self._joined(place)
        heading_like = place.kind is _PARAGRAPH and self._bold >= self._length and self._like_heading(text)
        inside = self._linked >= self._length and not found.run  # all of it stands in an <a> that leads nowhere
        self._buffer.clear()
        self._length = self._bold = self._linked = 0
        numbers, found.run = found.run, []
        if not (text[:1].isalnum() or _SPOKEN.search(text)) or len(self.blocks) >= MAX_BLOCKS:
            if place.link:
                found.run = numbers
            return
        kind, level = place.kind, place.level if place.kind is _ITEM else place.heading
        if heading_like:
            kind, level = _HEADING, 6
            text = text.replace("\n", " ")
        index, section = len(self.blocks), self._outline.section
        if kind is _HEADING or kind is _TAB:
            section = self._outline.parent_for(level)
            self._outline.open(level, index)
        shown = level if kind in (_ITEM, _HEADING) else 0
        pointer = self.tree.pointer(node)
        if inside and kind is _PARAGRAPH:
            pointer += "//a[1]"
        if len(text) > MAX_TEXT:
            text = shorten(text, MAX_TEXT)
        self.blocks.append(Block(kind, text, shown, place.region, section, pointer, place.hidden))
        if numbers:
            found.settle(numbers, index, section)

    def _joined(self, place: Place) -> str:
        text = "".join(self._buffer)
        if place.kind is _ROW:
            return " | ".join([clean(cell) for cell in text.split(_CELL)]).strip("| ")
        if place.kind is _PARAGRAPH and _LINE in text:
            return "\n".join([line for line in map(clean, text.split(_LINE)) if line])
        return clean(text)

    def _like_heading(self, text: str) -> bool:
        return (
            3 <= len(text) <= 160
            and self._linked * 2 < len(text)
            and text[-1] not in ".;,"
            and "@" not in text
            and bool(_LETTER.search(text))
        )

    def _links_of(self, title: Node, place: Place) -> None:
        """Links inside a tab's title that lead elsewhere: the title itself is told with its panel."""
        for item in title.iter():
            if item.tag == "a" and "href" in item.attrs:
                self.found.anchor(item, place, self._outline.section)
        self.found.run = []

    def _open_panel(self, title: Node, inner: Place) -> None:
        text = inner_text(title, MAX_LABEL)
        if not text or len(self.blocks) >= MAX_BLOCKS:
            return
        known = title.standing
        parent, hidden = (known[0], known[1].hidden) if known else (self._outline.section, False)
        index = len(self.blocks)
        self.blocks.append(Block(_TAB, text, 0, inner.region, parent, self.tree.pointer(title), hidden))
        self._outline.restore(() if parent < 0 else ((TAB_LEVEL, parent),))
        self._outline.open(TAB_LEVEL, index)
        inner.kind, inner.level = _PARAGRAPH, 0

    def _menu_depth(self, node: Node, place: Place, outermost: bool) -> Place:
        if node.flags & tags.LIST:
            return place if _is_wrapped(node) else place.changed(places.DEEPEN)
        if not outermost and is_drop(node):
            return place.changed(places.DROP)
        return place

    def _image(self, node: Node, place: Place) -> None:
        if place.quiet or len(self.images) >= MAX_IMAGES:
            return
        name = file_name(node.get("src") or node.get("data-src"))
        self.images.extend(item for item in (clean(node.get("alt"))[:300], clean(name)) if item)


def _is_wrapped(node: Node) -> bool:
    """Whether a list is all that another list holds, without an item between: the two are one level."""
    parent = node.parent
    return parent is not None and bool(parent.flags & tags.LIST) and len(parent.nodes()) == 1


def _heading_role(node: Node) -> int:
    if node.attrs["role"] != "heading":
        return 0
    digit = node.get("aria-level")
    return int(digit) if digit in ("1", "2", "3", "4", "5", "6") else 2
