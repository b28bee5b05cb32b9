"""Tabs and accordions: which title opens which panel."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from crawler.extract.openers import may_be_pressed
from crawler.extract.tags import CONCEALED, OPENING, PANEL, PANEL_TITLE, VEILED
from crawler.extract.tree import Node, Tree, inner_text

_TOGGLES: Final = frozenset({"tab", "pill", "collapse", "list"})
_CONTENT: Final = frozenset({"p", "ul", "ol", "table", "form", "iframe"})
_TABS: Final = re.compile(r"(?:^|[ _-])(?:tabs?|nav-tabs|nav-pills|pills|tablist)(?:$|[ _-])")
_MENU_TOGGLE: Final = re.compile(r"navbar-?toggle|hamburger|burger|menu-toggle|toggle-menu|nav-toggle")
_RECORDS: Final = re.compile(r"\d+(?:, ?\d+)*")

_BOXES: Final = frozenset({"div", "section", "ul", "ol", "dl", "table"})  # what a button right above it opens
_PARTS: Final = frozenset({"li", "div", "section", "article"})  # what a button at its beginning opens
_PRESSED: Final = frozenset({"button", "input", "select", "textarea"})
_LONGEST: Final = 150  # characters of such a button
_LEAST: Final = 30  # characters of a box that a button opens: fewer may be «Загрузка…»
_WORD: Final = re.compile(r"[а-яёa-z]{3}|20\d\d", re.IGNORECASE)

_LATE: Final = frozenset({"html", "body"})  # hidden until loaded, then shown


class Panels:
    """Panels by node identity → the node of their title. Panels and titles are flagged as such, too."""

    __slots__ = ("_tree", "triggers")

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.triggers: dict[int, Node] = {}
        for node in tree.toggles:
            self._by_attributes(node)
        for node in tree.by_tag.get("summary", ()):
            if node.parent is not None and node.parent.tag == "details":
                self._tie(node, node.parent)
        for tag in ("label", "ul"):
            for node in tree.by_tag.get(tag, ()):
                (self._by_radio if tag == "label" else self._by_position)(node)
        self._by_names(tree.by_tag.get("button", ()))
        self._by_neighbours(tree.by_tag.get("button", ()))
        self._by_beginnings(tree.by_tag.get("button", ()))

    def title_of(self, node: Node) -> Node | None:
        """The title of the section this element is the panel of."""
        return self.triggers.get(id(node))

    def _tie(self, title: Node, panel: Node) -> None:
        if id(panel) not in self.triggers and panel is not title and inner_text(title, 300):
            self.triggers[id(panel)] = title
            title.flags |= PANEL_TITLE
            panel.flags |= PANEL

    def _by_attributes(self, node: Node) -> None:
        attrs = node.attrs
        if _tabbed(attrs.get("class", "")):
            self._by_records(node)
        kind = attrs.get("data-bs-toggle", attrs.get("data-toggle", "tab" if attrs.get("role") == "tab" else ""))
        if kind not in _TOGGLES or _MENU_TOGGLE.search(attrs.get("class", "").lower()):
            return
        for name in ("data-bs-target", "data-target", "href", "aria-controls", "data-tab"):
            target = attrs.get(name, "")
            if name in ("aria-controls", "data-tab") or target.startswith("#"):
                panel = self._tree.ids.get(target.lstrip("#"))
                if panel is not None:
                    self._tie(node, panel)
                    return

    def _by_records(self, node: Node) -> None:
        """Tabs of a page of records (Tilda): «data-tab-rec-ids="700,701"» opens «rec700» and «rec701»."""
        for name, value in node.attrs.items():
            if name[:5] == "data-" and _RECORDS.fullmatch(value):
                for number in value.split(","):
                    panel = self._tree.ids.get(f"rec{number.strip()}")
                    if panel is not None:
                        self._tie(node, panel)

    def _by_radio(self, node: Node) -> None:
        """Tabs without scripts: radio buttons and labels, then panels in the same order, or contentN for tabN."""
        name = node.get("for")
        control = self._tree.ids.get(name) if name else None
        if control is None or control.tag != "input" or control.get("type") not in ("radio", "checkbox"):
            return
        digits = re.search(r"\d+$", name)
        if digits and (match := re.match(r"tabs?[_-]?\d+$|tab", name)):
            for word in ("content", "tab-content", "panel", "tabcontent", "content-"):
                panel = self._tree.ids.get(f"{word}{digits.group()}") or self._tree.ids.get(f"{word}-{digits.group()}")
                if panel is not None and match:
                    self._tie(node, panel)
                    return

    def _by_position(self, node: Node) -> None:
        """`<ul class=tabs><li>…` and as many panels beside it, or links "#id" inside."""
        names = node.attrs.get("class")
        if not names or not _tabbed(names):
            return
        items = [item for item in node.nodes() if item.tag == "li"]
        if any(a.tag == "a" and a.get("href")[:1] not in ("", "#") for item in items for a in item.iter()):
            return  # tabs that are pages of their own
        tied = False
        for item in items:
            for link in item.iter():
                target = link.get("href") if link.tag == "a" else link.get("data-tab")
                if target and (panel := self._tree.ids.get(target.lstrip("#"))) is not None:
                    self._tie(link, panel)
                    tied = True
                    break
        if tied or len(items) < 2 or node.parent is None:
            return
        beside = [n for n in node.parent.nodes() if n is not node and n.tag not in ("script", "style", "input")]
        for group in (beside, *(n.nodes() for n in beside)):
            if len(group) == len(items) and len({n.tag for n in group}) == 1:
                for item, panel in zip(items, group, strict=True):
                    self._tie(item, panel)
                return

    def _by_names(self, buttons: Iterable[Node]) -> None:
        """Buttons of one row that name a box each, of boxes that stand together, by an attribute called anyhow.

        «<button data-p="plans">Планы</button>» beside others of the kind, and «<div id="plans">» beside others.
        """
        rows: dict[tuple[int, int], list[tuple[Node, Node]]] = {}
        for button in buttons:
            if button.parent is None or button.flags & PANEL_TITLE or not _opens_by_script(button):
                continue
            panel = self._named_by(button)
            if panel is not None and panel.parent is not None:
                rows.setdefault((id(button.parent), id(panel.parent)), []).append((button, panel))
        for pairs in rows.values():
            told = [inner_text(title, _LONGEST + 1) for title, _ in pairs]
            apart = len({id(panel) for _, panel in pairs}) == len(pairs) > 1
            if apart and len(set(told)) == len(told) and all(map(_is_title, told)):
                for title, panel in pairs:
                    self._tie(title, panel)

    def _named_by(self, button: Node) -> Node | None:
        """The box that an attribute of a button names, unless the button stands in it."""
        for name, value in button.attrs.items():
            if name[:5] == "data-" or name == "aria-controls":
                panel = self._tree.ids.get(value.lstrip("#")) if value else None
                if panel is None or panel.tag not in _BOXES or (panel.size < _LEAST and not panel.links):
                    continue  # what is empty a script fills
                if all(one is not panel for one in button.ancestors()):
                    return panel
        return None

    def _by_neighbours(self, buttons: Iterable[Node]) -> None:
        """Buttons that stand right before a box each, in one row or in parts that are alike: an accordion.

        Nothing but the place says so; at least two of them that are called differently do. «Купить» over each card is
        no title.
        """
        groups: dict[int, list[tuple[Node, Node]]] = {}
        for button in buttons:
            parent = button.parent
            if parent is None or button.flags & PANEL_TITLE or not _opens_by_script(button):
                continue
            pairs = _pairs(parent)
            if pairs and pairs[0][0] is button:
                one = len(pairs) == 1 and parent.parent is not None
                groups.setdefault(id(parent.parent if one else parent), []).extend(pairs)
        for pairs in groups.values():
            told = [inner_text(title, _LONGEST + 1) for title, _ in pairs]
            if len(set(told)) == len(told) > 1 and all(map(_is_title, told)):
                for title, panel in pairs:
                    self._tie(title, panel)

    def _by_beginnings(self, buttons: Iterable[Node]) -> None:
        """Parts that are alike and begin with a button each, called differently, above words of any kind: «<li><button>
        2025 год</button><p>…</p><table>…». The part is what the button opens."""
        groups: dict[int, list[tuple[Node, Node]]] = {}
        for button in buttons:
            part = button.parent
            if part is None or part.parent is None or part.tag not in _PARTS or button.flags & PANEL_TITLE:
                continue
            if part.size - button.size >= _LEAST and _begins(button, part) and _opens_by_script(button):
                groups.setdefault(id(part.parent), []).append((button, part))
        for pairs in groups.values():
            told = [inner_text(title, _LONGEST + 1) for title, _ in pairs]
            titled = all(_is_title(one) and may_be_pressed(one) for one in told)
            if len(set(told)) == len(told) > 1 and titled and len({part.tag for _, part in pairs}) == 1:
                for title, part in pairs:
                    self._tie(title, part)


def _begins(button: Node, part: Node) -> bool:
    """Whether a button is the first thing in a part, and the only one there is to press."""
    first = next((one for one in part.children if not (isinstance(one, str) and one.isspace())), None)
    return first is button and sum(node.tag in _PRESSED for node in part.iter()) == 1


def _pairs(parent: Node) -> list[tuple[Node, Node]]:
    """Buttons and the boxes below them, where an element holds nothing else."""
    parts = [node for node in parent.nodes() if node.tag not in ("script", "style")]
    titles, boxes = parts[::2], parts[1::2]
    whole = len(titles) == len(boxes) and not any(isinstance(one, str) and one.strip() for one in parent.children)
    if not whole or any(one.tag != "button" for one in titles) or any(one.tag not in _BOXES for one in boxes):
        return []
    return list(zip(titles, boxes, strict=True))


def _opens_by_script(button: Node) -> bool:
    """Whether a press on a button does nothing by itself: in a form it would send it."""
    kind = button.get("type").lower()
    return kind == "button" or (kind == "" and all(one.tag != "form" for one in button.ancestors()))


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST and _WORD.search(text) is not None


def class_title(node: Node) -> bool:
    """Whether class names call this element the title of an accordion section, told by what follows it."""
    if not node.flags & OPENING or not 2 <= node.size <= 250:
        return False
    if any(inner.tag in _CONTENT for inner in node.iter() if inner is not node):
        return False  # a whole small accordion, not the title of a section of it
    return node.tag != "a" or node.get("href")[:1] in ("", "#") or node.get("href").startswith("javascript:")


@lru_cache(maxsize=16_384)
def _tabbed(names: str) -> bool:
    return bool(_TABS.search(names.lower()))


def is_hidden(node: Node) -> bool:
    """Whether the element is there but not seen at first: a modal, an inactive panel, display:none."""
    flags = node.flags
    if flags & VEILED:
        return _put_away(node)
    return bool(flags & CONCEALED) and node.tag not in _LATE


def _put_away(node: Node) -> bool:
    attrs = node.attrs
    if node.tag in _LATE:
        return False
    if "hidden" in attrs:
        return attrs["hidden"] != "until-found"
    style = attrs.get("style")
    if style and "none" in style and "display:none" in style.replace(" ", "").lower():
        return True
    if node.flags & CONCEALED:
        return True
    return attrs.get("aria-hidden") == "true" and node.size > 60
