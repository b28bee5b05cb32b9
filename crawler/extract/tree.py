"""One parse: bytes become a light tree of `Node`s, with the indexes every extractor needs.

libxml2 pushes its events straight into `Node`s (a parser target): no element proxies are ever made, so the
walk costs a third of one over lxml elements, and nesting depth has no limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString
from lxml import etree

from crawler.extract.text import clean

SILENT = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "math", "noindex-script"})
_TOGGLING = frozenset({"data-toggle", "data-bs-toggle", "role"})
_INERT = frozenset({"template", "noscript"})
_NOTHING: Mapping[str, str] = {}  # the parser's own empty mapping is slow
_NAME = re.compile(r"[a-z][a-z0-9:_-]{0,30}")
_POINTER_LIMIT = 400
_NODE_LIMIT = 400_000


class Node:
    """An element. `children` are nodes and strings in document order; sizes cover the whole subtree."""

    # Class attributes, not slots: most elements never change these, and a page has thousands of elements.
    size = 0  # characters of text
    link_size = 0  # of them inside links
    links = 0
    nth = 0
    path: str | None = None

    def __init__(self, tag: str, attrs: Mapping[str, str], parent: Node | None) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.children: list[Node | str] = []

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

    __slots__ = ("by_class", "by_tag", "ids", "root", "toggles")

    def __init__(self) -> None:
        self.root = Node("#document", {}, None)
        self.by_tag: dict[str, list[Node]] = {}
        self.ids: dict[str, Node] = {}
        self.toggles: list[Node] = []
        self.by_class: dict[str, Node] = {}  # class attribute as written → first element that bears it

    def all(self, *tags: str) -> list[Node]:
        """All elements of these tags, grouped by tag."""
        found: list[Node] = []
        for tag in tags:
            found.extend(self.by_tag.get(tag, ()))
        return found

    def pointer(self, node: Node) -> str:
        """An XPath to the element, anchored at the nearest ancestor with an id."""
        chain: list[Node] = []
        current: Node | None = node
        while current is not None and current.path is None:
            chain.append(current)
            current = current.parent
        base = current.path if current is not None and current.path is not None else ""
        for item in reversed(chain):
            base = self._step(item, base)
            item.path = base
        return base

    def _step(self, node: Node, base: str) -> str:
        if node.parent is None:
            return ""
        name = node.attrs.get("id")
        if name and len(name) < 60 and '"' not in name and name.isprintable() and self.ids.get(name) is node:
            return f'//*[@id="{name}"]'
        if len(base) > _POINTER_LIMIT:
            return base
        if not node.nth:
            counts: dict[str, int] = {}
            for sibling in node.parent.nodes():
                counts[sibling.tag] = sibling.nth = counts.get(sibling.tag, 0) + 1
        if node.tag in ("html", "body", "head"):
            return f"{base}/{node.tag}"
        # a binary file read as a page has "tags" of any characters
        return f"{base}/{node.tag}[{node.nth}]" if _NAME.fullmatch(node.tag) else f"{base}/*"


class _Builder:
    """The parser target. It is called for every tag and text of every page: hence the local names."""

    __slots__ = ("_by_class", "_by_tag", "_current", "_ids", "_inert", "_left", "_quiet", "tree")

    def __init__(self) -> None:
        self.tree = tree = Tree()
        self._by_tag, self._by_class, self._ids = tree.by_tag, tree.by_class, tree.ids
        self._current = tree.root
        self._left = _NODE_LIMIT
        self._quiet = 0
        self._inert = 0  # depth inside what is not on the page: nothing there is indexed

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        parent = self._current
        self._current = node = Node(tag, attrs or _NOTHING, parent)
        self._left -= 1
        if self._left < 0:
            return
        parent.children.append(node)
        if tag not in _UNINDEXED:
            if tag in SILENT:
                self._quiet += 1
                self._inert += tag in _INERT
            if self._inert and tag not in _INERT:
                return
            if tag in self._by_tag:
                self._by_tag[tag].append(node)
            else:
                self._by_tag[tag] = [node]
        if attrs and not self._inert:
            self._index(node, attrs)

    def _index(self, node: Node, attrs: Mapping[str, str]) -> None:
        for name in attrs:
            if name == "class":
                self._by_class.setdefault(attrs["class"], node)
            elif name == "id":
                self._ids.setdefault(attrs["id"], node)
            elif name in _TOGGLING and (name != "role" or attrs["role"] == "tab"):
                toggles = self.tree.toggles
                if not toggles or toggles[-1] is not node:
                    toggles.append(node)

    def end(self, tag: str) -> None:
        node = self._current
        parent = node.parent
        if parent is None:
            return
        self._current = parent
        if tag == "a":
            # an <a> without an address heads a sub-menu on old sites: its text is menu text, yet no link
            node.links = 1 if "href" in node.attrs else node.links
            node.link_size = node.size
        elif tag in SILENT:
            self._quiet -= 1
            self._inert -= tag in _INERT
        if node.size:
            parent.size += node.size
            parent.link_size += node.link_size
        if node.links:
            parent.links += node.links

    def data(self, text: str) -> None:
        node = self._current
        node.children.append(text)
        if self._quiet == 0 and not text.isspace():
            node.size += len(text.strip())

    @property
    def current(self) -> str:
        """Tag of the open element."""
        return self._current.tag

    def close(self) -> Tree:
        while self._current.parent is not None:
            self.end(self._current.tag)
        return self.tree


_UNINDEXED = frozenset({"span", "br", "p", "b", "strong", "i", "em", "font", "li", "tr", "td", "u", "a", "img", "div"})


def parse(text: str) -> Tree:
    """Parse any text at all. BeautifulSoup takes over in the rare case that libxml2 gives up."""
    builder = _Builder()
    data = text.encode("utf-8", "replace")
    try:
        parser = etree.HTMLParser(target=cast(Any, builder), encoding="utf-8", huge_tree=False)
        tree: object = etree.fromstring(data, parser) if data.strip() else builder.close()
    except (etree.LxmlError, ValueError, AssertionError):
        return _parse_tolerantly(text)
    if not isinstance(tree, Tree):  # pragma: no cover - lxml hands back what close() returned
        return builder.close()
    if not tree.root.children and text.strip():
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
            builder.end(builder.current)
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
