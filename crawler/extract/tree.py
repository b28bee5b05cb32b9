"""One parse: bytes become a light tree of `Node`s, with the indexes every extractor needs.

libxml2 pushes its events straight into `Node`s (a parser target): no element proxies are ever made, so the
walk costs a third of one over lxml elements, and nesting depth has no limit. Building libxml2's own tree and going
over it once costs more than these callbacks do, which was measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

import msgspec
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString
from lxml import etree

from crawler.extract.text import clean

if TYPE_CHECKING:
    from crawler.extract.place import Place

SILENT = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "math", "noindex-script"})
_TOGGLING = frozenset({"data-toggle", "data-bs-toggle", "role"})
_INERT = frozenset({"template", "noscript"})
_NOTHING: Mapping[str, str] = {}  # the parser's own empty mapping is slow
_NOBODY: list[Any] = []  # children of a released node
_NAME = re.compile(r"[a-z][a-z0-9:_-]{0,30}")
_SINGLE = frozenset({"html", "body", "head"})
_ORDINARY = frozenset({"a", "p", "b", "div", "span", "ul", "li", "td", "tr", "table", "tbody", "h1", "h2", "h3", "h4"})
_POINTER_LIMIT = 400
_NODE_LIMIT = 400_000


class Node(msgspec.Struct, eq=False, gc=False):
    """An element. `children` are nodes and strings in document order; sizes cover the whole subtree.

    A msgspec struct, because a page has thousands of elements and this is by far the cheapest object to make. The
    collector does not look at nodes: `Tree.release` cuts their cycles.
    """

    tag: str
    attrs: Mapping[str, str]
    parent: Node | None
    children: list[Node | str]
    size: int = 0  # characters of text
    link_size: int = 0  # of them inside links
    links: int = 0
    nth: int = 0  # position among siblings of the same tag, from 1; 0 until it was counted
    path: str | None = None  # pointer, once it was asked for
    standing: tuple[int, Place, int] | None = None  # section, surroundings, blocks before it, as the walk saw them

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

    __slots__ = ("by_class", "by_tag", "ids", "nodes", "root", "toggles")

    def __init__(self) -> None:
        self.root = Node("#document", _NOTHING, None, [])
        self.nodes: list[Node] = []  # all elements in document order
        self.by_tag: dict[str, list[Node]] = {}
        self.ids: dict[str, Node] = {}
        self.toggles: list[Node] = []
        self.by_class: dict[str, Node] = {}  # class attribute as written → first element that bears it

    def release(self) -> None:
        """Take the tree apart: parents and children hold each other, and no collector would free them."""
        self.root.children = _NOBODY
        for node in self.nodes:
            node.parent = None
            node.children = _NOBODY

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
        chain = [node]
        above = node.parent
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
        attrs = node.attrs
        if "id" in attrs and self.ids.get(name := attrs["id"]) is node and _plain(name):
            return f'//*[@id="{name}"]'
        if len(base) > _POINTER_LIMIT:
            return base
        tag = node.tag
        nth = node.nth
        if not nth:
            siblings = parent.children
            nth = node.nth = 1
            if len(siblings) > 1:
                counts: dict[str, int] = {}
                for sibling in siblings:
                    if type(sibling) is Node:
                        kind = sibling.tag
                        counts[kind] = sibling.nth = counts.get(kind, 0) + 1
                nth = node.nth
        if tag in _SINGLE:
            return f"{base}/{tag}"
        # a binary file read as a page has "tags" of any characters
        return f"{base}/{tag}[{nth}]" if tag in _ORDINARY or _NAME.fullmatch(tag) else f"{base}/*"


def _plain(name: str) -> bool:
    return bool(name) and len(name) < 60 and '"' not in name and name.isprintable()


class _Builder:
    """The parser target: `start`, `end` and `data` are called for every tag and text of every page.

    They are closures over local variables, which is a third faster than methods and their attributes.
    """

    __slots__ = ("close", "current", "data", "end", "start", "tree")

    def __init__(self) -> None:  # noqa: C901 - one state, four events
        self.tree = tree = Tree()
        by_tag, by_class, ids, toggles, nodes = tree.by_tag, tree.by_class, tree.ids, tree.toggles, tree.nodes
        current = tree.root
        left = _NODE_LIMIT
        over = 0  # open elements beyond the limit: they and their texts are not kept
        quiet = 0
        inert = 0  # depth inside what is not on the page: nothing there is indexed

        def start(tag: str, attrs: Mapping[str, str]) -> None:
            nonlocal current, left, over, quiet, inert
            if not left:
                over += 1
                return
            left -= 1
            parent = current
            current = node = Node(tag, attrs or _NOTHING, parent, [])
            parent.children.append(node)
            nodes.append(node)
            if tag not in _UNINDEXED:
                if tag in SILENT:
                    quiet += 1
                    inert += tag in _INERT
                if inert and tag not in _INERT:
                    return
                if tag in by_tag:
                    by_tag[tag].append(node)
                else:
                    by_tag[tag] = [node]
            if attrs and not inert:
                for name in attrs:
                    if name == "class":
                        by_class.setdefault(attrs["class"], node)
                    elif name == "id":
                        ids.setdefault(attrs["id"], node)
                    elif name in _TOGGLING and (name != "role" or attrs["role"] == "tab"):
                        if not toggles or toggles[-1] is not node:
                            toggles.append(node)

        def end(tag: str) -> None:
            nonlocal current, over, quiet, inert
            if over:
                over -= 1
                return
            node = current
            parent = node.parent
            if parent is None:
                return
            current = parent
            size = node.size
            if tag == "a":
                # an <a> without an address heads a sub-menu on old sites: its text is menu text, yet no link
                if "href" in node.attrs:
                    node.links = 1
                node.link_size = size
            elif tag in SILENT:
                quiet -= 1
                inert -= tag in _INERT
            if size:
                parent.size += size
                if node.link_size:
                    parent.link_size += node.link_size
            if node.links:
                parent.links += node.links

        def data(text: str) -> None:
            if over:
                return
            current.children.append(text)
            if not quiet and (size := len(text.strip())):
                current.size += size

        def close() -> Tree:
            nonlocal over
            over = 0
            while current.parent is not None:
                end(current.tag)
            return tree

        self.start, self.end, self.data, self.close = start, end, data, close
        self.current = lambda: current.tag  # tag of the open element


_UNINDEXED = frozenset({"span", "br", "p", "b", "strong", "i", "em", "font", "li", "tr", "td", "u", "a", "img", "div"})


def parse(text: str) -> Tree:
    """Parse any text at all. BeautifulSoup takes over in the rare case that libxml2 gives up."""
    builder = _Builder()
    data = text.encode("utf-8", "replace")
    try:
        parser = etree.HTMLParser(target=cast(Any, builder), encoding="utf-8", huge_tree=False)
        tree: object = etree.fromstring(data, parser) if data.strip() else builder.close()
    except (etree.LxmlError, ValueError, AssertionError):
        builder.tree.release()
        return _parse_tolerantly(text)
    if not isinstance(tree, Tree):  # pragma: no cover - lxml hands back what close() returned
        return builder.close()
    if not tree.root.children and text.strip():
        tree.release()
        return _parse_tolerantly(text)
    return tree


def _parse_tolerantly(text: str) -> Tree:
    builder = _Builder()
    try:
        soup = BeautifulSoup(text, "html.parser")
    except Exception:  # html.parser asserts on some malformed declarations; a page must never stop the crawl
        return builder.close()
    opened: list[object] = [soup]
    for item in soup.descendants:
        while len(opened) > 1 and opened[-1] is not item.parent:
            builder.end(builder.current())
            opened.pop()
        if isinstance(item, Tag):
            attrs = {
                name: " ".join(value) if isinstance(value, list) else str(value) for name, value in item.attrs.items()
            }
            builder.start(item.name, attrs)
            opened.append(item)
        elif isinstance(item, NavigableString) and not isinstance(item, PreformattedString):
            builder.data(str(item))
    return builder.close()


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
        elif item is node or (item.tag not in SILENT and item.tag not in skip):
            if item.tag not in INLINE:
                parts.append(" ")
                stack.append(" ")
            stack.extend(reversed(item.children))
    return clean("".join(parts))[:limit]


INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "noindex",
        "o",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
