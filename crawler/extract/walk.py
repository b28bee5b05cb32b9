"""The single walk over a page: blocks, links and where everything stands."""

from __future__ import annotations

import re

from crawler.extract.outline import TAB_LEVEL, Outline
from crawler.extract.panels import Panels, class_title, is_hidden
from crawler.extract.regions import is_drop, region_of
from crawler.extract.tables import is_data_table
from crawler.extract.text import clean, shorten
from crawler.extract.tree import INLINE, SILENT, Node, Tree, inner_text
from crawler.extract.urls import absolute, file_name
from crawler.items import Block, BlockKind, Link, Region

MAX_BLOCKS = 5_000
MAX_LINKS = 5_000
MAX_TEXT = 8_000
MAX_LABEL = 500
_QUIET = frozenset({Region.MENU, Region.BREADCRUMBS})
_DROPPED = SILENT | frozenset(
    {"select", "textarea", "option", "datalist", "audio", "video", "canvas", "noframes", "object"}
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BOLD = frozenset({"b", "strong"})
_GO = re.compile(
    r"""(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\(|window\.open\(|open\()\s*["']([^"']+)["']"""
)
_SCOPES = frozenset({"aside", "header", "footer", "nav"})
_LETTER = re.compile(r"[^\W\d_]")


class Place:
    """What is inherited from the elements around: shared by children, copied on change."""

    __slots__ = (
        "absorb",
        "bold",
        "depth",
        "flat",
        "heading",
        "hidden",
        "kind",
        "level",
        "link",
        "node",
        "region",
        "row",
    )

    def __init__(self) -> None:
        self.region = Region.CONTENT
        self.kind = BlockKind.PARAGRAPH
        self.level = 0  # nesting of lists
        self.depth = 0  # nesting inside a menu
        self.absorb = False  # a drop-down div was counted: the list in it does not count again
        self.heading = 0
        self.hidden = False
        self.bold = False
        self.flat = False  # inside a heading or a table row: nothing breaks the block
        self.row = False
        self.link = False
        self.node: Node | None = None

    def copy(self) -> Place:
        """A changeable copy."""
        other = Place.__new__(Place)
        for name in Place.__slots__:
            setattr(other, name, getattr(self, name))
        return other


class Walk:
    """Goes over a tree once. After `run`: `blocks`, `links`, `crumbs`, `images` and `places` (node id → place)."""

    def __init__(self, tree: Tree, base: str, page_url: str) -> None:
        self.tree = tree
        self.base = base
        self.page_url = page_url
        self.panels = Panels(tree)
        self.outline = Outline()
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.crumbs: list[str] = []
        self.images: list[str] = []
        self.sections: dict[int, tuple[int, Place, int]] = {}  # node id → section, place, blocks so far
        self.addresses: list[str] = []  # targets of mailto: and tel: links
        self._buffer: list[str] = []
        self._run_links: list[int] = []
        self._bold = 0
        self._linked = 0
        self._length = 0

    def run(self) -> None:
        """Walk the whole tree, without recursion."""
        place = Place()
        root = self.tree.root
        stack: list[tuple[Node, int, Place, object]] = [(root, 0, place, None)]
        while stack:
            node, position, place, saved = stack.pop()
            children = node.children
            count = len(children)
            descended = False
            while position < count:
                child = children[position]
                position += 1
                if isinstance(child, str):
                    if place.region not in _QUIET:
                        self._text(child, place)
                    continue
                entered = self._enter(child, place)
                if entered is None:
                    continue
                stack.append((node, position, place, saved))
                stack.append((child, 0, entered[0], entered[1]))
                descended = True
                break
            if not descended:
                self._leave(node, place, saved)
        self._flush(Place())

    def _text(self, text: str, place: Place) -> None:
        self._buffer.append(text)
        size = len(text.strip())
        self._length += size
        if place.bold:
            self._bold += size
        if place.link:
            self._linked += size

    def _enter(self, node: Node, place: Place) -> tuple[Place, object] | None:
        tag = node.tag
        if tag in _DROPPED:
            self.sections[id(node)] = (self.outline.section, place, len(self.blocks))
            return None
        attrs = node.attrs
        panels = self.panels
        if panels.titles and id(node) in panels.titles and place.region not in _QUIET:
            self._remember_title(node, place)
            return None
        if tag == "a":
            inside = place.copy()
            inside.link = True
            self._link(node, place)
            return inside, None
        if tag == "br":
            if not place.flat and self._buffer and self._buffer[-1] == "\n":
                self._flush(place)
            else:
                self._buffer.append("\n")
            return None
        if tag == "img":
            self._image(node, place)
            return None
        if tag in INLINE:
            if tag in _BOLD and not place.bold:
                place = place.copy()
                place.bold = True
            if attrs and is_hidden(node) and not place.hidden:
                place = place.copy()
                place.hidden = True
            if attrs and ("data-href" in attrs or "onclick" in attrs):
                self._click(node, place)
            return place, None
        return self._enter_block(node, place)

    def _enter_block(self, node: Node, place: Place) -> tuple[Place, object] | None:
        tag, attrs = node.tag, node.attrs
        saved: object = None
        if not place.flat:
            self._flush(place)
        elif self._buffer:
            self._buffer.append(" | " if place.row and tag in ("td", "th") else " ")
        if tag in ("form", "iframe", "frame", "input", "button", "embed", "fieldset"):
            self.sections[id(node)] = (self.outline.section, place, len(self.blocks))
            if tag in ("iframe", "frame", "input", "embed"):
                return None
            if tag == "button":
                if "onclick" in attrs or "data-href" in attrs:
                    self._click(node, place)
                return None
        inner = place.copy()
        inner.node = node
        region = region_of(node, place.region)
        if region is not None and region is not place.region:
            inner.region = region
            saved = self.outline.save()
            if region is not Region.CONTENT or place.region is not Region.CONTENT:
                self.outline.restore(())
            if region in _QUIET:
                inner.depth = 0
        if attrs:
            if not inner.hidden and is_hidden(node):
                inner.hidden = True
            title = self.panels.title_of(node)
            if title is not None and inner.region not in _QUIET:
                saved = self.outline.save() if saved is None else saved
                self._open_panel(title, node, inner)
            if "onclick" in attrs or "data-href" in attrs:
                self._click(node, inner)
        elif tag == "details":
            title = self.panels.title_of(node)
            if title is not None:
                saved = self.outline.save()
                self._open_panel(title, node, inner)
        if inner.region in _QUIET:
            self._menu_depth(node, inner)
            return inner, saved
        return self._shape(node, inner, saved)

    def _shape(self, node: Node, inner: Place, saved: object) -> tuple[Place, object]:
        tag = node.tag
        if inner.flat:
            return inner, saved
        level = _HEADINGS.get(tag, 0)
        if not level and node.attrs.get("role") == "heading":
            digit = node.get("aria-level")
            level = int(digit) if digit in ("1", "2", "3", "4", "5", "6") else 2
        if level:
            inner.kind, inner.heading, inner.flat = BlockKind.HEADING, level, True
        elif tag in ("dt", "legend"):
            inner.kind, inner.heading, inner.flat = BlockKind.HEADING, 6, True
        elif tag in ("figcaption", "caption"):
            inner.kind, inner.flat = BlockKind.CAPTION, True
        elif tag == "li":
            inner.kind = BlockKind.ITEM
        elif tag in _LISTS:
            inner.level += 1
        elif tag == "table":
            inner.kind = BlockKind.PARAGRAPH
            inner.row = is_data_table(node)
        elif tag == "tr":
            if inner.row:
                inner.kind, inner.flat = BlockKind.ROW, True
        elif tag in ("td", "th"):
            if saved is None and node.parent is not None and len(node.parent.nodes()) > 1:
                saved = self.outline.save()
        elif tag == "div" and node.attrs and class_title(node):
            inner.kind, inner.heading, inner.flat = BlockKind.TAB, 7, True
        return inner, saved

    def _leave(self, node: Node, place: Place, saved: object) -> None:
        if node.tag in INLINE:
            return
        if place.node is node and not (place.flat and place.kind is BlockKind.ROW and node.tag != "tr"):
            if not place.flat or node.tag in _HEADINGS or place.heading or node.tag in ("tr", "figcaption", "caption"):
                self._flush(place)
        if saved is not None:
            self._flush(place)
            self.outline.restore(saved)  # type: ignore[arg-type]

    def _flush(self, place: Place) -> None:
        if not self._buffer:
            self._run_links.clear()
            return
        text = clean("".join(self._buffer))
        length, bold, linked, links = self._length, self._bold, self._linked, self._run_links
        self._buffer, self._run_links = [], []
        self._length = self._bold = self._linked = 0
        if not text or len(self.blocks) >= MAX_BLOCKS:
            return
        kind, level = place.kind, place.level if place.kind is BlockKind.ITEM else 0
        if kind is BlockKind.HEADING or kind is BlockKind.TAB:
            level = place.heading
        elif kind is BlockKind.PARAGRAPH and bold >= length and _like_heading(text, linked):
            kind, level = BlockKind.HEADING, 6
        index = len(self.blocks)
        section = self.outline.section
        if level and kind is not BlockKind.ITEM:
            section = self.outline.parent_for(level)
            self.outline.open(level, index)
        pointer = self.tree.pointer(place.node) if place.node is not None else ""
        shown = level if kind in (BlockKind.ITEM, BlockKind.HEADING) else 0
        self.blocks.append(Block(kind, shorten(text, MAX_TEXT), shown, place.region, section, pointer, place.hidden))
        for number in links:
            link = self.links[number]
            self.links[number] = _standing(link, index, self.outline.section)

    def _remember_title(self, node: Node, place: Place) -> None:
        self.sections[id(node)] = (self.outline.section, place, len(self.blocks))
        for item in node.iter():
            if item.tag == "a" and not item.get("href").startswith("#"):
                self._link(item, place)

    def _open_panel(self, title: Node, panel: Node, inner: Place) -> None:
        known = self.sections.get(id(title))
        text = inner_text(title, MAX_LABEL)
        if not text or len(self.blocks) >= MAX_BLOCKS:
            return
        parent, hidden = (known[0], known[1].hidden) if known else (self.outline.section, False)
        index = len(self.blocks)
        self.blocks.append(Block(BlockKind.TAB, text, 0, inner.region, parent, self.tree.pointer(title), hidden))
        if parent >= 0:
            self.outline.open(TAB_LEVEL, parent)
        self.outline.open(TAB_LEVEL, index)
        inner.kind, inner.level = BlockKind.PARAGRAPH, 0

    def _menu_depth(self, node: Node, inner: Place) -> None:
        if node.tag in _LISTS:
            if inner.absorb:
                inner.absorb = False
            else:
                inner.depth += 1
        elif inner.depth and is_drop(node):
            inner.depth += 1
            inner.absorb = True

    def _link(self, node: Node, place: Place) -> None:
        href = node.get("href")
        start = href[:11].lower().lstrip()
        if start.startswith(("mailto:", "tel:")):
            self.addresses.append(href)
            return
        if start.startswith("javascript:") or not href.strip() or href.strip() == "#":
            if "onclick" in node.attrs or "data-href" in node.attrs or start.startswith("javascript:"):
                self._click(node, place)
            elif place.region is Region.BREADCRUMBS:
                self._crumb(inner_text(node, MAX_LABEL))
            return
        if (
            start.startswith("#")
            and self.tree.ids.get(href.strip()[1:]) is None
            and "toggle" not in "".join(node.attrs)
        ):
            return
        self._add(node, href, place)

    def _click(self, node: Node, place: Place) -> None:
        found = _GO.search(node.get("onclick")) or _GO.search(node.get("href"))
        target = found.group(1) if found else node.get("data-href")
        if target and not target.startswith("#"):
            self._add(node, target, place)

    def _add(self, node: Node, href: str, place: Place) -> None:
        if len(self.links) >= MAX_LINKS:
            return
        url = absolute(self.base, href)
        if not url:
            return
        attrs = node.attrs
        text = inner_text(node, MAX_LABEL) if node.size else ""
        alt = image = ""
        if len(node.children) and (not text or any(not isinstance(c, str) for c in node.children)):
            alt, image = _picture(node)
        title = " ".join(dict.fromkeys(clean(attrs[key]) for key in ("title", "aria-label") if key in attrs))[
            :MAX_LABEL
        ]
        menu = place.region is Region.MENU
        self.links.append(
            Link(
                url,
                text,
                alt or clean(attrs.get("alt", ""))[:MAX_LABEL],
                title,
                image,
                place.region,
                max(1, place.depth) if menu else 0,
                -1,
                -1 if menu else self.outline.section,
                self.tree.pointer(node),
                place.hidden or (bool(attrs.get("style")) and is_hidden(node)),
                "nofollow" in attrs.get("rel", ""),
            )
        )
        if place.region is Region.BREADCRUMBS:
            self._crumb(text)
        elif not menu:
            self._run_links.append(len(self.links) - 1)

    def _crumb(self, text: str) -> None:
        if text and len(self.crumbs) < 20:
            self.crumbs.append(text)

    def _image(self, node: Node, place: Place) -> None:
        if place.region in _QUIET or len(self.images) >= 400:
            return
        alt = clean(node.get("alt"))[:300]
        name = clean(file_name(node.get("src") or node.get("data-src")))
        self.images.extend(item for item in (alt, name) if item)


def _standing(link: Link, block: int, section: int) -> Link:
    return Link(
        link.url, link.text, link.alt, link.title, link.image, link.region, link.level, block,
        link.section if link.section == block else section if section != block else link.section,
        link.pointer, link.hidden, link.nofollow,
    )  # fmt: skip


def _picture(node: Node) -> tuple[str, str]:
    alts: list[str] = []
    name = ""
    for item in node.iter():
        if item.tag == "img":
            alt = clean(item.get("alt") or item.get("title"))
            if alt and alt not in alts:
                alts.append(alt)
            name = name or clean(file_name(item.get("src") or item.get("data-src") or item.get("data-original")))
    return " ".join(alts)[:MAX_LABEL], name


def _like_heading(text: str, linked: int) -> bool:
    return (
        3 <= len(text) <= 160
        and linked * 2 < len(text)
        and text[-1] not in ".;,"
        and "@" not in text
        and bool(_LETTER.search(text))
    )
