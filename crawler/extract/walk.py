"""The single walk over a page: blocks, links and where everything stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from crawler.extract import place as places
from crawler.extract.links import MAX_LABEL, Links
from crawler.extract.outline import TAB_LEVEL, Outline, State
from crawler.extract.panels import Panels, class_title, is_hidden
from crawler.extract.place import Place
from crawler.extract.regions import STRUCTURAL, is_drop, region_of
from crawler.extract.tables import is_data_table
from crawler.extract.text import clean, shorten
from crawler.extract.tree import INLINE, SILENT, Node, Tree, inner_text
from crawler.extract.urls import file_name
from crawler.items import Block, BlockKind, Link

MAX_BLOCKS = 5_000
MAX_TEXT = 8_000
MAX_IMAGES = 400
_DROPPED, _ANCHOR, _BREAK, _PICTURE, _INLINE, _AREA, _BLOCK = range(7)
_KINDS = (
    dict.fromkeys(INLINE, _INLINE)
    | {"a": _ANCHOR, "br": _BREAK, "img": _PICTURE, "area": _AREA}
    | dict.fromkeys(SILENT, _DROPPED)
    | dict.fromkeys(
        ("select", "textarea", "option", "datalist", "audio", "video", "canvas", "noframes", "object"), _DROPPED
    )
)
_EMPTY = frozenset({"iframe", "frame", "input", "embed", "button"})
_LISTS = ("ul", "ol", "menu", "dir")
_CLICKED = frozenset({"a", "span"})
_TITLED = frozenset({"div", "p", "button", "a", "span"})  # what may be the title of an accordion section
_BOLD = frozenset({"b", "strong"})
_SPOKEN = re.compile(r"\w")
_LETTER = re.compile(r"[^\W\d_]")
_CELL = "\x1f"  # stands between the cells of a row until the row is complete
_ACCORDION = 7  # an accordion title known by its class only: any heading after it ends it

_Change = Callable[[Place], None]
_Entered = tuple[Place, State | None, bool]


def _heading(level: int, kind: BlockKind = BlockKind.HEADING) -> _Change:
    def change(place: Place) -> None:
        place.kind, place.heading, place.flat = kind, level, True

    return change


_LEVELS = {level: _heading(level) for level in range(1, 7)}
_HEADINGS = {f"h{level}": change for level, change in _LEVELS.items()}
_OPENER = _heading(_ACCORDION, BlockKind.TAB)
_SHAPES: dict[str, _Change] = {
    **dict.fromkeys(("dt", "legend"), _LEVELS[6]),
    **dict.fromkeys(("figcaption", "caption"), places.caption),
    **dict.fromkeys(_LISTS, places.nest),
    "li": places.item,
}


class Walk:
    """Goes over a tree once; afterwards `blocks`, `links`, `images` and `standing_of` tell what was seen."""

    def __init__(self, tree: Tree, base: str) -> None:
        self.tree = tree
        self.blocks: list[Block] = []
        self.images: list[str] = []
        self.quiet: list[str] = []  # text of menus and breadcrumbs: told by their links, searched for contacts
        self.found = Links(tree, base)
        self.links: tuple[Link, ...] = ()
        self._host = base.split("/", 3)[2] if base.count("/") > 1 else ""
        self._panels = Panels(tree)
        self._titles = self._panels.titles
        self._outline = Outline()
        self._buffer: list[str] = []
        self._length = self._bold = self._linked = 0

    def run(self) -> None:
        """Walk the whole tree; what stands in <noscript> counts only when there is nothing else."""
        self._go(self.tree.root)
        if not self.blocks and not self.found.count:
            for node in self.tree.by_tag.get("noscript", ()):
                self._go(node)
        self.links = self.found.built()

    def _go(self, root: Node) -> None:
        stack: list[tuple[Node, Iterator[Node | str], Place, State | None, bool]] = []
        node, place, saved, flushes = root, Place(), None, True
        children = iter(root.children)
        buffer = self._buffer
        while True:
            for child in children:
                if type(child) is str:
                    if child.isspace():
                        buffer.append(child)
                    else:
                        self._text(child, place)
                    continue
                entered = self._enter(child, node, place)  # type: ignore[arg-type]
                if entered is None:
                    continue
                inside: list[Node | str] = child.children  # type: ignore[union-attr]
                if inside and (len(inside) > 1 or type(inside[0]) is not str):
                    stack.append((node, children, place, saved, flushes))
                    place, saved, flushes = entered
                    node, children = child, iter(inside)  # type: ignore[assignment]
                    break
                # most elements hold nothing but text: they are left as soon as they were entered
                inner, closing, ends = entered
                if inside:
                    self._text(inside[0], inner)  # type: ignore[arg-type]
                if ends:
                    self._flush(inner, child)  # type: ignore[arg-type]
                if closing is not None:
                    self._outline.restore(closing)
            else:
                if flushes:
                    self._flush(place, node)
                if saved is not None:
                    self._outline.restore(saved)
                if not stack:
                    return
                node, children, place, saved, flushes = stack.pop()

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

    def _enter(self, node: Node, parent: Node, place: Place) -> _Entered | None:
        tag = node.tag
        kind = _KINDS.get(tag, _BLOCK)
        if kind == _DROPPED:
            self._record(node, place)
            return None
        if id(node) in self._titles and not place.quiet:
            self._record(node, place)
            self._links_of(node, place)
            return None
        if kind == _BLOCK or (tag in _CLICKED and place.read and "class" in node.attrs and class_title(node)):
            return self._enter_block(node, parent, place)
        if kind == _ANCHOR:
            self.found.anchor(node, place, self._outline.section)
            return place.changed(places.link), None, False
        if kind == _INLINE:
            return self._enter_inline(node, place), None, False
        if kind == _BREAK:
            if not place.flat and self._buffer and self._buffer[-1] == "\n":
                self._flush(place, parent)
            else:
                self._buffer.append("\n")
        elif kind == _PICTURE:
            self._image(node, place)
        else:
            self.found.anchor(node, place, self._outline.section)
        return None

    def _enter_inline(self, node: Node, place: Place) -> Place:
        if not place.bold and node.tag in _BOLD:
            place = place.changed(places.embolden)
        attrs = node.attrs
        if attrs:
            if not place.hidden and is_hidden(node):
                place = place.changed(places.hide)
            if "data-href" in attrs or "onclick" in attrs:
                self.found.click(node, place, self._outline.section)
            if "data-cfemail" in attrs:
                self.found.protected.append(attrs["data-cfemail"])
        return place

    def _enter_block(self, node: Node, parent: Node, place: Place) -> _Entered | None:
        tag, attrs = node.tag, node.attrs
        if not place.flat:
            if self._buffer or self.found.run:
                self._flush(place, parent)
        elif self._buffer:
            self._buffer.append(_CELL if place.row and tag in ("td", "th") else " ")
        self._record(node, place)
        if attrs and ("onclick" in attrs or "data-href" in attrs):
            self.found.click(node, place, self._outline.section)
        if tag in _EMPTY and not (tag == "button" and place.read and class_title(node)):
            return None
        inner, saved = place, None
        if not place.quiet and tag in STRUCTURAL:
            region = region_of(node, place.region, self._host)
            if region is not None and region is not place.region:
                inner = place.copy()
                inner.enter_region(region)
                saved = self._outline.save()
                self._outline.restore(())
        if attrs and not inner.hidden and is_hidden(node):
            inner = inner.changed(places.hide)
        if inner.quiet:
            return self._menu_depth(node, inner, saved is not None), saved, False
        title = self._panels.title_of(node) if id(node) in self._panels.triggers else None
        if title is not None:
            saved = self._outline.save() if saved is None else saved
            inner = inner.copy()
            inner.hidden = inner.hidden or (tag == "details" and "open" not in attrs)
            self._open_panel(title, inner)
        if inner.flat:
            return inner, saved, saved is not None
        return self._shape(node, inner, saved)

    def _shape(self, node: Node, place: Place, saved: State | None) -> _Entered:
        tag = node.tag
        change = _HEADINGS.get(tag)
        if change is None and "role" in node.attrs:
            change = _LEVELS.get(_heading_role(node))
        if change is None:
            change = _SHAPES.get(tag)
        if change is None:
            if tag == "table":
                change = places.data_table if is_data_table(node) else places.layout_table
            elif tag == "tr" and place.row:
                change = places.line
            elif tag in ("td", "th"):
                if saved is None and node.parent is not None and len(node.parent.nodes()) > 1:
                    saved = self._outline.save()  # a heading in one column is none of the next column's
            elif tag in _TITLED and place.read and class_title(node):
                change = _OPENER
        return (place if change is None else place.changed(change)), saved, True

    def _flush(self, place: Place, node: Node) -> None:
        found = self.found
        if not self._length:
            self._buffer.clear()
            if found.run and not place.link:
                found.run = []
            return
        text = self._joined(place)
        heading_like = place.kind is BlockKind.PARAGRAPH and self._bold >= self._length and self._like_heading(text)
        self._buffer.clear()
        self._length = self._bold = self._linked = 0
        numbers, found.run = found.run, []
        if not _SPOKEN.search(text) or len(self.blocks) >= MAX_BLOCKS:
            if place.link:
                found.run = numbers
            return
        kind, level = place.kind, place.level if place.kind is BlockKind.ITEM else place.heading
        if heading_like:
            kind, level = BlockKind.HEADING, 6
        index, section = len(self.blocks), self._outline.section
        if kind is BlockKind.HEADING or kind is BlockKind.TAB:
            section = self._outline.parent_for(level)
            self._outline.open(level, index)
        shown = level if kind in (BlockKind.ITEM, BlockKind.HEADING) else 0
        pointer = self.tree.pointer(node)
        if len(text) > MAX_TEXT:
            text = shorten(text, MAX_TEXT)
        self.blocks.append(Block(kind, text, shown, place.region, section, pointer, place.hidden))
        if numbers:
            found.settle(numbers, index, section)

    def _joined(self, place: Place) -> str:
        text = "".join(self._buffer)
        if place.kind is BlockKind.ROW:
            return " | ".join([clean(cell) for cell in text.split(_CELL)]).strip("| ")
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
        self.blocks.append(Block(BlockKind.TAB, text, 0, inner.region, parent, self.tree.pointer(title), hidden))
        self._outline.restore(() if parent < 0 else ((TAB_LEVEL, parent),))
        self._outline.open(TAB_LEVEL, index)
        inner.kind, inner.level = BlockKind.PARAGRAPH, 0

    def _menu_depth(self, node: Node, place: Place, outermost: bool) -> Place:
        if node.tag in _LISTS:
            return place.changed(places.deepen)
        if not outermost and is_drop(node):
            return place.changed(places.drop)
        return place

    def _image(self, node: Node, place: Place) -> None:
        if place.quiet or len(self.images) >= MAX_IMAGES:
            return
        name = file_name(node.get("src") or node.get("data-src"))
        self.images.extend(item for item in (clean(node.get("alt"))[:300], clean(name)) if item)


def _heading_role(node: Node) -> int:
    if node.attrs["role"] != "heading":
        return 0
    digit = node.get("aria-level")
    return int(digit) if digit in ("1", "2", "3", "4", "5", "6") else 2
