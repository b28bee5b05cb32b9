"""What stands beside a field: its label, the question its answers belong to, and whether programs are told of it."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract import tags
from crawler.extract.text import clean
from crawler.extract.tree import Node, Tree, inner_text
from crawler.items import FieldKind

FIELD_TAGS: Final = ("input", "select", "textarea", "button")
LABEL: Final = 300
BESIDE: Final = 200
_LOOKED_AT: Final = 600  # characters of what stands before a row of controls
_SKIP: Final = frozenset({"select", "option", "textarea", "button", "datalist"})
# «Ответ на вопрос 1»: for screen readers that have read the question out; it says itself nothing of what is asked
_REFERRING: Final = re.compile(
    r"\W*(?:(?:(?:ваш\w*|мой|текст)\s+)?ответ\w*|(?:вопрос|поле|пункт)(?:\s+для\s+ответ\w*)?(?=\W*\d)|вариант\w*(?:\s+ответ\w*)?|выбер\w+(?:\s+(?:вариант|ответ)\w*)*"
    r"|answer|question|field|select)(?:\s+(?:на|к|для|ответа|вопрос\w*|number|to|question))*\W*(?:№|n)?\W*\d*\W*",
    re.IGNORECASE,
)
_ASKED: Final = frozenset({FieldKind.SELECT, FieldKind.TEXT, FieldKind.TEXTAREA, FieldKind.NUMBER})


def is_field(node: Node) -> bool:
    """A field or button of a form, whatever it is made of."""
    return node.tag in FIELD_TAGS or bool(node.flags & tags.DRAWN)


def named_of(node: Node, tree: Tree) -> str:
    """What programs are told an element is called."""
    ids = [tree.ids[one] for one in node.get("aria-labelledby").split() if one in tree.ids]
    return " ".join([inner_text(one, LABEL) for one in ids]) or clean(node.get("aria-label"))


def label_of(node: Node, tree: Tree, labels: dict[str, Node], kind: FieldKind) -> tuple[str, bool]:
    """Text beside the field, and whether it is tied to it in a way a screen reader understands."""
    drawn = bool(node.flags & tags.DRAWN)
    name = node.attrs.get("id")
    if name and not drawn and (tied := labels.get(name)) is not None and (text := inner_text(tied, LABEL, skip=_SKIP)):
        return text, True
    for parent in node.ancestors(0 if drawn else 4):
        if parent.tag == "label":
            if text := inner_text(parent, LABEL, skip=_SKIP):
                return text, True
            break
    named = node.get("aria-labelledby").split()
    texts = [inner_text(tree.ids[item], LABEL, skip=_SKIP) for item in named if item in tree.ids]
    told = not drawn or "role" in node.attrs  # a name is told only of what has a role
    if texts := [text for text in texts if text]:
        return " ".join(texts)[:LABEL], told
    for attribute in ("aria-label", "title"):
        if text := clean(node.get(attribute))[:LABEL]:
            if kind in _ASKED and _REFERRING.fullmatch(text) and (asked := beside(node, -1)):
                return asked, told
            return text, told
    if drawn and kind in (FieldKind.RADIO, FieldKind.CHECKBOX) and (text := inner_text(node, LABEL)):
        return text, True
    if kind in (FieldKind.RADIO, FieldKind.CHECKBOX):
        return beside(node, 1) or beside(node, -1) or clean(node.get("value"))[:LABEL], False
    return beside(node, -1), False


def beside(node: Node, step: int) -> str:
    """Nearest text before (-1) or after (+1) the field: in its parent, then in the neighbouring cell or element."""
    current = node
    for _ in range(3):
        parent = current.parent
        if parent is None:
            return ""
        limit = 2 if parent.tag in ("form", "body") else 6  # only the text next to the field, directly in the form
        siblings = parent.children
        position = next((i for i, item in enumerate(siblings) if item is current), -1)
        parts: list[str] = []
        index = position + step
        while 0 <= index < len(siblings) and limit:
            item = siblings[index]
            if isinstance(item, str):
                parts.append(item)
            elif _is_seen(item) or _holds_field(item) or (_parts_words(item) and clean("".join(parts))):
                break
            else:
                parts.append(inner_text(item, LABEL, skip=_SKIP))
            index += step
            limit -= 1
        text = clean(" ".join(parts if step > 0 else reversed(parts)))
        if text:
            return text if len(text) <= BESIDE else ""  # a paragraph beside a field is not its label
        if parent.tag in ("form", "body", "table"):
            return ""
        current = parent
    return ""


def _parts_words(node: Node) -> bool:
    """A new line, a hidden field, the answers of the question before."""
    return node.tag in ("br", "input") or node.get("role") == "listbox"


def _is_seen(node: Node) -> bool:
    """A field that a person meets: a hidden one parts no words from the field after it."""
    return is_field(node) and not (node.tag == "input" and node.get("type").lower() == "hidden")


def _holds_field(node: Node) -> bool:
    return any(map(_is_seen, node.iter())) if node.children else False


def above(first: Node) -> str:
    """What stands before a row of buttons: beside them, or beside the box they stand in."""
    node = first
    for _ in range(3):
        parent = node.parent
        if parent is None:
            break
        parts: list[str] = []
        for child in parent.children:
            if child is node:
                break
            if isinstance(child, str):
                parts.append(child)
            else:
                parts.append(inner_text(child, _LOOKED_AT))
        text = clean(" ".join(parts))
        if text:
            return text
        node = parent
    return ""


def question_of(node: Node, root: Node, tree: Tree) -> str:
    """What a group of options asks: the legend, or the text before the list of options."""
    current = node
    for parent in node.ancestors(8):
        if parent.tag == "fieldset":
            legend = next((child for child in parent.nodes() if child.tag == "legend"), None)
            if legend is not None:
                return inner_text(legend, LABEL)
        if parent.get("role") in ("radiogroup", "group") and (named := named_of(parent, tree)):
            return (_REFERRING.fullmatch(named) and _before(current, parent)) or named[:LABEL]  # «Вопрос 1»
        if parent.tag != "label":
            text = _before(current, parent)
            if text:
                return text
        if parent is root:
            return ""
        current = parent
    return ""


def _before(current: Node, parent: Node) -> str:
    parts: list[str] = []
    earlier: list[str] = []  # before a hidden field: it counts where nothing stands between that field and the answers
    for child in parent.children:
        if child is current:
            break
        if isinstance(child, str):
            parts.append(child)
        elif _is_seen(child) or _holds_field(child):
            parts, earlier = [], []
        elif child.tag == "input":
            parts, earlier = [], parts if clean("".join(parts)) else earlier
        else:
            parts.append(inner_text(child, LABEL, skip=_SKIP))
    text = clean(" ".join(parts)) or clean(" ".join(earlier))
    return text if 2 < len(text) <= LABEL else ""
