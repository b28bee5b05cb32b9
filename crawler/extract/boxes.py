"""Containers with nothing in them: what a script may fill, and what stands empty for another reason."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.tree import Node, Tree

Boxes = list[tuple[str, Node]]  # containers with a name of their own and nothing in them
CONTAINERS: Final = ("div", "ul", "main", "section", "tbody", "article")
DRAWS: Final = re.compile(r"createElement|innerHTML|appendChild|insertAdjacent|\.append\(|\.html\(")
A_WORD: Final = 80  # characters of a text that stands in for what comes
EMPTY_TEXT: Final = 200  # … of a page or part that says hardly anything
A_MENU: Final = 3  # links
_GLANCE: Final = 2_000  # characters of a script that tell what it does with the page
OVERLAY: Final = re.compile(
    r"message|modal|overlay|mask|loader|notif|toast|top|scroll|counter|widget|vk_|banner|popup", re.IGNORECASE
)
DECORATION: Final = re.compile(
    r"clear|ico|spinner|load|captcha|line|sep|divid|border|deco|dots?\b|arrow|shadow|overlay|backdrop|space|share|like"
    r"|count|badge|result|response|output|error|alert|status|msg|tooltip|hint",
    re.IGNORECASE,
)
NO_FORM: Final = re.compile(
    r"map|kart|slid|carousel|comment|chart|galler|calendar|weather|pogod|(?:^|[_-])ads?(?:[_-]|\d|$)|advert|reklam|rtb"
    r"|metri|share|player|video|phot|foto|lottie|animat",
    re.IGNORECASE,
)


def boxes_of(tree: Tree) -> Boxes:
    """Containers with a name of their own and nothing in them."""
    return [
        (name, node)
        for name, node in tree.ids.items()
        if node.tag in CONTAINERS and holds_nothing(node) and not OVERLAY.search(name)
    ]


def holds_nothing(node: Node) -> bool:
    """Neither a word nor an element."""
    return node.size == 0 and not node.nodes()


def is_to_be_filled(box: Node) -> bool:
    """Whether an empty box of a form is there for contents: it has a name, and not one of an ornament."""
    names = f"{box.get('class')} {box.get('id')}".strip()
    return box.tag == "fieldset" or (bool(names) and not DECORATION.search(names))


def is_left_bare(box: Node) -> bool:
    """A box with a name of its own in which nothing stands but what is said to those without scripts; no ornament, no
    place for a map or a notice."""
    if box.size or any(node.tag != "noscript" for node in box.nodes()) or not is_to_be_filled(box):
        return False
    names = f"{box.get('class')} {box.get('id')}"
    return not (NO_FORM.search(names) or OVERLAY.search(names))


def is_left_open(box: Node) -> bool:
    """A box with nothing in it that is there for contents: no line, no place for a map or somebody's widget."""
    if box.tag not in CONTAINERS or not holds_nothing(box):
        return False
    names = f"{box.get('class')} {box.get('id')}"
    other = any(words.search(names) for words in (DECORATION, NO_FORM, OVERLAY))
    return not other and "clear" not in box.get("style")


def is_named(code: str, name: str) -> bool:
    """Whether a script names an element by its id."""
    return f'"{name}"' in code or f"'{name}'" in code or f"#{name}" in code


def code_of(script: Node, limit: int = _GLANCE) -> str:
    """How a script of the page itself begins; empty for a file's."""
    return "".join([child for child in script.children if isinstance(child, str)])[:limit]
