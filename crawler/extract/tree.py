"""One parse: bytes become a light tree of `Node`s, with the indexes every extractor needs.

The parser's events make `Node`s at once (a parser target): no element proxies are ever made, so the walk costs a third
of one over lxml elements, and nesting depth has no limit. Building libxml2's own tree and reading it once costs as much
as all the events do.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, cast

from lxml import etree

from crawler.extract.classes import told_by
from crawler.extract.drawn import is_drawn
from crawler.extract.seams import is_seam
from crawler.extract.tags import (
    ANCHOR,
    BEARING,
    CLASSED,
    COMMON,
    DRAWN,
    FLAGS,
    INERT,
    INLINE,
    LEADING,
    NAMED,
    SILENT,
    TOGGLING,
    WRITABLE,
)  # fmt: skip
from crawler.extract.text import clean

if TYPE_CHECKING:
    from crawler.extract.place import Place

Attributes = dict[str, str]
_NOTHING: Final[Attributes] = {}  # the parser's own empty mapping is slow
_NOBODY: Final[list[Node | str]] = []  # children of a released node
_NAME: Final = re.compile(r"[a-z][a-z0-9:_-]{0,30}")
_HEAD: Final = frozenset(
    {"title", "meta", "link", "script", "style", "base", "noscript", "template", "object", "bgsound"}
)
_SINGLE: Final = frozenset({"html", "body", "head"})
_ORDINARY: Final = "a p b div span ul li td tr table tbody h1 h2 h3 h4"
_STEPS: Final = {tag: [f"/{tag}[{nth}]" for nth in range(64)] for tag in _ORDINARY.split()}  # of pointers
_RAISED: Final = frozenset({"sub", "sup"})  # part of what they stand at
_POINTER_LIMIT: Final = 400
_NODE_LIMIT: Final = 400_000
_PIECE: Final = 2_000  # characters
_INDEXED: Final = CLASSED | NAMED | TOGGLING | WRITABLE


class Node:
    """An element. `children` are nodes and strings in document order; sizes cover the whole subtree.

    Parents and children hold each other: `Tree.release` cuts these cycles, so that no collector has to.
    """

    __slots__ = (
        "attrs", "children", "flags", "link_size", "links", "nth", "parent", "path", "size", "standing",
        "tag",
    )  # fmt: skip

    def __init__(self, tag: str, flags: int, attrs: Attributes, parent: Node | None) -> None:
        self.tag = tag
        self.flags = flags  # of `crawler.extract.tags`
        self.attrs = attrs
        self.parent = parent
        self.children: list[Node | str] = []
        self.size = 0  # characters of text
        self.link_size = 0  # of them inside links
        self.links = 0
        self.nth = 0  # position among siblings of the same tag, from 1; 0 until it was counted
        self.path: str | None = None  # pointer, once it was asked for
        self.standing: tuple[int, Place, int] | None = None  # section, surroundings, blocks before it, as walked

    def get(self, name: str) -> str:
        """An attribute, or the empty string."""
        return self.attrs.get(name, "")

    def nodes(self) -> list[Node]:
        """Element children."""
        return [child for child in self.children if isinstance(child, Node)]

    def iter(self) -> Iterator[Node]:
        """The node and all elements below, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def ancestors(self, limit: int = 64) -> Iterator[Node]:
        """Parents, nearest first, at most `limit`."""
        node = self.parent
        while node is not None and limit:
            yield node
            node = node.parent
            limit -= 1


class Tree:
    """A parsed page."""

    __slots__ = ("by_class", "by_tag", "drawn", "ids", "nodes", "root", "toggles", "unread")

    def __init__(self) -> None:
        self.unread = False  # whether no parser made anything of what was sent
        self.root = Node("#document", 0, _NOTHING, None)
        self.nodes: list[Node] = []  # all elements in document order
        self.by_tag: dict[str, list[Node]] = {}
        self.ids: dict[str, Node] = {}
        self.toggles: list[Node] = []
        self.drawn: list[Node] = []  # fields that are no elements of forms
        self.by_class: dict[str, Node] = {}  # class attribute as written → first element that bears it

    def release(self) -> None:
        """Take the tree apart: parents and children hold each other, and no collector would free them.

        Children are let go of, not parents: the list of nodes then frees them one by one, the deepest first.
        """
        self.root.children = _NOBODY
        for node in self.nodes:
            node.children = _NOBODY
        self.nodes.clear()
        for index in (self.by_tag, self.by_class, self.ids):
            index.clear()
        self.toggles.clear()
        self.drawn.clear()

    def all(self, *tags: str) -> list[Node]:
        """All elements of these tags, grouped by tag."""
        found: list[Node] = []
        for tag in tags:
            found.extend(self.by_tag.get(tag, ()))
        return found

    def pointer(self, node: Node) -> str:
        """An XPath to the element, anchored at the nearest ancestor with an id."""
        if node.path is not None:
            return node.path
        above = node.parent
        if above is None or above.path is not None:
            path = node.path = self._step(node, above.path or "" if above is not None else "")
            return path
        chain = [node]
        while above is not None and above.path is None:
            chain.append(above)
            above = above.parent
        base = above.path or "" if above is not None else ""
        while chain:
            item = chain.pop()
            base = item.path = self._step(item, base)
        return base

    def _step(self, node: Node, base: str) -> str:
        parent = node.parent
        if parent is None:
            return ""
        if node.flags & NAMED and self.ids.get(name := node.attrs["id"]) is node and _plain(name):
            return f'//*[@id="{name}"]'
        if len(base) > _POINTER_LIMIT:
            return base
        tag = node.tag
        if tag in _SINGLE:
            return f"{base}/{tag}"
        nth = node.nth or _number(node, parent.children)
        steps = _STEPS.get(tag)
        if steps is not None and nth < len(steps):
            return base + steps[nth]
        # a binary file read as a page has "tags" of any characters
        return f"{base}/{tag}[{nth}]" if steps is not None or _NAME.fullmatch(tag) else f"{base}/*"


def _number(node: Node, siblings: list[Node | str]) -> int:
    """Number all siblings by their tags; the number of this one."""
    if len(siblings) == 1:
        node.nth = 1
        return 1
    counts: dict[str, int] = {}
    tag, nth = "", 0  # of a run of equal siblings, as most are
    for sibling in siblings:
        if isinstance(sibling, Node):
            if sibling.tag != tag:
                counts[tag] = nth
                tag = sibling.tag
                nth = counts.get(tag, 0)
            nth += 1
            sibling.nth = nth
    return node.nth


def _plain(name: str) -> bool:
    return bool(name) and len(name) < 60 and '"' not in name and name.isprintable()


class _Grower:
    """The parser target: makes the tree while the parser reads. Every call costs: there are three."""

    __slots__ = ("_beheaded", "_children", "_inert", "_left", "_node", "_over", "_quiet", "tree")

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forget the last tree, and begin another."""
        self.tree = Tree()
        self._node = self.tree.root
        self._children = self._node.children
        self._left = _NODE_LIMIT
        self._over = 0  # open elements beyond the limit: they and their texts are not kept
        self._quiet = 0  # depth inside what is never text
        self._inert = 0  # depth inside what is not on the page: nothing there is indexed
        self._beheaded = False  # the head was ended before the parser noticed

    def start(self, tag: str, given: object) -> None:
        """An element begins."""
        if not self._left or self._over:
            self._over += 1
            return
        self._left -= 1
        if self._node.tag == "head" and tag not in _HEAD:
            # a page without <body>: libxml2 leaves what came after HTML 4 (<nav>, <header>, <main>) in the head
            self.end("head")
            self._beheaded = True
        flags = FLAGS.get(tag, 0)
        attrs = _NOTHING
        if isinstance(given, dict):  # the parser's own empty mapping is none
            attrs = cast(Attributes, given)
            for name in attrs:
                flags |= BEARING.get(name, 0)
            if flags & CLASSED:
                flags |= told_by(attrs["class"])
            if flags & LEADING and "-" in tag:  # «<ui-card href=/nok>»: a link of the site's own making
                flags |= ANCHOR | INLINE
        node = Node(tag, flags, attrs, self._node)
        self._children.append(node)
        self._node = node
        self._children = node.children
        tree = self.tree
        tree.nodes.append(node)
        if not flags & COMMON:
            if flags & SILENT:
                self._quiet += 1
                if flags & INERT:
                    self._inert += 1
            if self._inert and not flags & INERT:
                return
            known = tree.by_tag.get(tag)
            if known is None:
                tree.by_tag[tag] = [node]
            else:
                known.append(node)
        if flags & _INDEXED and not self._inert:
            if flags & CLASSED:
                tree.by_class.setdefault(attrs["class"], node)
            if flags & NAMED:
                tree.ids.setdefault(attrs["id"], node)
            if flags & TOGGLING and _may_toggle(attrs):
                tree.toggles.append(node)
            if flags & (WRITABLE | TOGGLING) and is_drawn(tag, attrs):
                node.flags |= DRAWN
                tree.drawn.append(node)

    def data(self, text: str) -> None:
        """A run of text."""
        if self._over:
            return
        children = self._children
        last = children[-1] if children else None
        if last is None and self._node.flags & INLINE and _is_apart(self._node, text):
            text = f" {text}"
        # the parser hands over every character written as a number by itself; long runs are not copied over and over
        if isinstance(last, str) and len(last) < _PIECE:
            children[-1] = last + text
        else:
            children.append(text)
        if not self._quiet:
            self._node.size += len(text.strip())

    def end(self, tag: str = "") -> None:
        """The element that began last ends; it passes on to its parent how much stands in it."""
        if self._over:
            self._over -= 1
            return
        if self._beheaded and tag == "head":
            self._beheaded = False
            return
        node = self._node
        above = node.parent
        if above is None:
            return
        size = node.size
        flags = node.flags
        if flags & ANCHOR:
            # an <a> without an address heads a sub-menu on old sites: its text is menu text, yet no link
            if flags & LEADING:
                node.links = 1
            node.link_size = size
        elif flags & SILENT:
            self._quiet -= 1
            if flags & INERT:
                self._inert -= 1
        if size:
            above.size += size
            above.link_size += node.link_size
        above.links += node.links
        self._node = above
        self._children = above.children

    def close(self) -> Tree:
        """End whatever is still open."""
        self._over = 0
        while self._node.parent is not None:
            self.end()
        return self.tree


def _is_apart(node: Node, text: str) -> bool:
    """Whether a text that begins an element of a line is seen apart from the element right before."""
    above = node.parent
    while above is not None and above.flags & INLINE and len(above.children) == 1:
        node, above = above, above.parent
    if above is None or len(above.children) < 2 or node.tag in _RAISED:
        return False
    at = -2
    before = above.children[at]
    while isinstance(before, Node) and not before.children and -at < len(above.children):
        at -= 1  # icons hold nothing
        before = above.children[at]
    if not isinstance(before, Node) or before.tag in _RAISED:
        return False
    while isinstance(before, Node):
        if not before.flags & INLINE or not before.children:
            return False
        before = before.children[-1]
    return is_seam(before, text)


def parse(text: str, encoded: bytes | None = None) -> Tree:
    """Parse any text at all. BeautifulSoup takes over in the rare case that libxml2 gives up.

    `encoded`: the same text in UTF-8, where somebody has it.
    """
    data = text.encode("utf-8", "replace") if encoded is None else encoded
    if not data.strip():
        return Tree()
    # Taken away while it is used: one that failed is not used again.
    grower, parser = _IDLE.__dict__.pop("pair", None) or _pair()
    try:
        etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, AssertionError):
        grower.close().release()
        return _parse_tolerantly(text)
    tree = grower.close()
    grower.begin()
    _IDLE.pair = grower, parser
    return tree if tree.root.children else _parse_tolerantly(text)


_IDLE: Final = threading.local()  # a parser looks into its target's signature when it is made: a thread keeps its own


def _pair() -> tuple[_Grower, etree.HTMLParser]:
    grower = _Grower()
    return grower, etree.HTMLParser(target=cast(Any, grower), encoding="utf-8", huge_tree=False)


def _parse_tolerantly(text: str) -> Tree:
    # imported where it is needed, on one page in thousands: it takes a twelfth of what a worker needs to start
    from bs4 import BeautifulSoup, Tag
    from bs4.element import NavigableString, PreformattedString

    grower = _Grower()
    try:
        soup = BeautifulSoup(text, "html.parser")
    except Exception:  # html.parser asserts on some malformed declarations; a page must never stop the crawl
        tree = grower.close()
        tree.unread = True
        return tree
    opened: list[object] = [soup]
    for item in soup.descendants:
        while len(opened) > 1 and opened[-1] is not item.parent:
            grower.end(str(getattr(opened.pop(), "name", "")))
        if isinstance(item, Tag):
            attrs = {
                name: " ".join(value) if isinstance(value, list) else str(value) for name, value in item.attrs.items()
            }
            grower.start(item.name, attrs)
            opened.append(item)
        elif isinstance(item, NavigableString) and not isinstance(item, PreformattedString):
            grower.data(str(item))
    return grower.close()


def inner_text(node: Node, limit: int = 4000, skip: frozenset[str] = frozenset()) -> str:
    """Clean text of a subtree without scripts and the tags to skip; blocks and cells are kept apart by spaces."""
    parts: list[str] = []
    total = 0
    stack: list[Node | str] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            total += len(item)
            if total > limit * 2:
                break
        elif item is node or not (item.flags & SILENT or item.tag in skip):
            if not item.flags & INLINE:
                parts.append(" ")
                stack.append(" ")
            stack.extend(reversed(item.children))
    return clean("".join(parts))[:limit]


def _may_toggle(attrs: dict[str, str]) -> bool:
    if "data-toggle" in attrs or "data-bs-toggle" in attrs or "data-tab-rec-ids" in attrs:
        return True
    return attrs["role"] == "tab" or (attrs["role"] == "button" and "tab" in attrs.get("class", ""))
