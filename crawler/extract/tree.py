"""One parse: bytes become a light tree of `Node`s, with the indexes every extractor needs.

libxml2's events are recorded (a parser target) and made into `Node`s in one loop: no element proxies are ever made,
so the walk costs a third of one over lxml elements, and nesting depth has no limit. Building libxml2's own tree and
reading it once costs as much as all the events do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

import msgspec
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString
from lxml import etree

from crawler.extract.text import clean

if TYPE_CHECKING:
    from crawler.extract.place import Place

SILENT = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "math", "noindex-script"})
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
        attrs = node.attrs
        if "id" in attrs and self.ids.get(name := attrs["id"]) is node and _plain(name):
            return f'//*[@id="{name}"]'
        if len(base) > _POINTER_LIMIT:
            return base
        tag = node.tag
        if tag in _SINGLE:
            return f"{base}/{tag}"
        nth = node.nth or _number(node, parent.children)
        # a binary file read as a page has "tags" of any characters
        return f"{base}/{tag}[{nth}]" if tag in _ORDINARY or _NAME.fullmatch(tag) else f"{base}/*"


def _number(node: Node, siblings: list[Node | str]) -> int:
    """Number all siblings by their tags; the number of this one."""
    if len(siblings) == 1:
        node.nth = 1
        return 1
    counts: dict[str, int] = {}
    for sibling in siblings:
        if type(sibling) is Node:
            kind = sibling.tag
            if kind in counts:
                counts[kind] += 1
            else:
                counts[kind] = 1
            sibling.nth = counts[kind]
    return node.nth


def _plain(name: str) -> bool:
    return bool(name) and len(name) < 60 and '"' not in name and name.isprintable()


_Event = tuple[str, Mapping[str, str]] | str | None  # an element begins, a text, an element ends


class _Recorder:
    """The parser target: it only writes down what happens, because every call from the parser costs."""

    __slots__ = ("data", "end", "events", "start")

    def __init__(self) -> None:
        self.events: list[_Event] = []
        add = self.events.append
        self.start: Callable[[str, Mapping[str, str]], None] = lambda tag, attrs: add((tag, attrs))
        self.end: Callable[[str], None] = lambda _: add(None)
        self.data: Callable[[str], None] = add

    def close(self) -> list[_Event]:
        return self.events


def _grown(events: list[_Event]) -> Tree:
    """The tree that a parser's events describe: one loop over local names, for it runs thousands of times a page."""
    tree = Tree()
    by_tag, by_class, ids, toggles, nodes = tree.by_tag, tree.by_class, tree.ids, tree.toggles, tree.nodes
    node = tree.root
    children = node.children
    left = _NODE_LIMIT
    over = 0  # open elements beyond the limit: they and their texts are not kept
    quiet = 0
    inert = 0  # depth inside what is not on the page: nothing there is indexed
    for event in events:
        if type(event) is tuple:
            if not left or over:
                over += 1
                continue
            left -= 1
            tag, attrs = event
            parent = node
            node = Node(tag, attrs or _NOTHING, parent, [])
            children.append(node)
            children = node.children
            nodes.append(node)
            if tag not in _UNINDEXED:
                if tag in SILENT:
                    quiet += 1
                    inert += tag in _INERT
                if inert and tag not in _INERT:
                    continue
                if tag in by_tag:
                    by_tag[tag].append(node)
                else:
                    by_tag[tag] = [node]
            if attrs and not inert:
                if "class" in attrs:
                    by_class.setdefault(attrs["class"], node)
                if "id" in attrs:
                    ids.setdefault(attrs["id"], node)
                if "data-toggle" in attrs or "data-bs-toggle" in attrs or ("role" in attrs and attrs["role"] == "tab"):
                    toggles.append(node)
        elif event is not None:
            if over:
                continue
            children.append(event)  # type: ignore[arg-type]
            if not quiet and (size := len(event.strip())):  # type: ignore[union-attr]
                node.size += size
        elif over:
            over -= 1
        elif (above := node.parent) is not None:
            size = node.size
            tag = node.tag
            if tag == "a":
                # an <a> without an address heads a sub-menu on old sites: its text is menu text, yet no link
                if "href" in node.attrs:
                    node.links = 1
                node.link_size = size
            elif tag in SILENT:
                quiet -= 1
                inert -= tag in _INERT
            if size:
                above.size += size
                if node.link_size:
                    above.link_size += node.link_size
            if node.links:
                above.links += node.links
            node = above
            children = node.children
    if node.parent is None and not over:
        return tree
    opened = over + sum(1 for _ in node.ancestors(_NODE_LIMIT))
    tree.release()
    return _grown([*events, *[None] * opened])


_UNINDEXED = frozenset({"span", "br", "p", "b", "strong", "i", "em", "font", "li", "tr", "td", "u", "a", "img", "div"})


def parse(text: str) -> Tree:
    """Parse any text at all. BeautifulSoup takes over in the rare case that libxml2 gives up."""
    recorder = _Recorder()
    data = text.encode("utf-8", "replace")
    try:
        if data.strip():
            etree.fromstring(data, etree.HTMLParser(target=cast(Any, recorder), encoding="utf-8", huge_tree=False))
    except (etree.LxmlError, ValueError, AssertionError):
        return _parse_tolerantly(text)
    if not recorder.events and text.strip():
        return _parse_tolerantly(text)
    return _grown(recorder.events)


def _parse_tolerantly(text: str) -> Tree:
    recorder = _Recorder()
    try:
        soup = BeautifulSoup(text, "html.parser")
    except Exception:  # html.parser asserts on some malformed declarations; a page must never stop the crawl
        return _grown([])
    opened: list[object] = [soup]
    for item in soup.descendants:
        while len(opened) > 1 and opened[-1] is not item.parent:
            recorder.end("")
            opened.pop()
        if isinstance(item, Tag):
            attrs = {
                name: " ".join(value) if isinstance(value, list) else str(value) for name, value in item.attrs.items()
            }
            recorder.start(item.name, attrs)
            opened.append(item)
        elif isinstance(item, NavigableString) and not isinstance(item, PreformattedString):
            recorder.data(str(item))
    return _grown(recorder.events)


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
