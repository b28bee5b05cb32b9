"""Answers that a script lets choose among: stars, scales, lists of a site's own making. A hidden field takes them."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.panels import is_hidden
from crawler.extract.tags import ANCHOR, LEADING
from crawler.extract.text import clean
from crawler.extract.tree import Node, inner_text

_CHOOSING: Final = re.compile(
    r"star|rat(?:e|ing)|scale|score|smile|choice|select|drop|option|switch|radio|ocenk|mark", re.IGNORECASE
)
# What a site's own program keeps there.
_OWN: Final = re.compile(
    r"sess|token|csrf|captcha|action|form|ajax|site|lang|url|page|hash|sign|antispam|(?:^|[_-])id$|id(?:$|_)",
    re.IGNORECASE,
)
_MANY: Final = 15  # answers
_LABEL: Final = 60  # characters of an answer
_PASSIVE: Final = frozenset({"label", "p", "h1", "h2", "h3", "h4", "h5", "h6", "br", "input", "select", "textarea"})


class Choice:
    """What is chosen from, the answers, and whether a keyboard comes to them."""

    __slots__ = ("answers", "box", "reached")

    def __init__(self, box: Node, answers: tuple[str, ...], reached: bool) -> None:
        self.box = box
        self.answers = answers
        self.reached = reached


def choice_of(field: Node) -> Choice | None:
    """What a hidden field is filled from: the element right beside it, if there is something to click in it."""
    parent = field.parent
    if parent is None or _OWN.search(field.get("name")):
        return None
    beside = parent.nodes()
    at = next((index for index, node in enumerate(beside) if node is field), 0)
    for box in (*reversed(beside[max(0, at - 1) : at]), *beside[at + 1 : at + 2]):
        answers = _answers(box) if box.tag not in _PASSIVE and not is_hidden(box) else []
        if 2 <= len(answers) <= _MANY:
            texts = [inner_text(node, _LABEL) for node in answers]
            told = len(set(texts)) == len(texts)
            options = tuple(texts) if told else tuple([str(number) for number in range(1, len(texts) + 1)])
            return Choice(box, options, any(map(_is_reached, (box, *answers))))
    return None


def _answers(box: Node) -> list[Node]:
    """Leaves of one tag, each with a value or a click of its own, or all in a box that is called a scale or a list."""
    leaves = [node for node in box.iter() if node is not box and not node.nodes() and node.tag not in _PASSIVE]
    short = [node for node in leaves if node.size <= _LABEL]
    if len(short) < len(leaves):
        return []
    valued = [node for node in short if any(name == "onclick" or name.startswith("data-") for name in node.attrs)]
    if len(valued) > 1:
        return valued
    named = _CHOOSING.search(f"{box.get('class')} {box.get('role')}") is not None
    tags = {node.tag for node in short}
    return short if named and len(tags) == 1 else []


def _is_reached(node: Node) -> bool:
    if node.tag in ("button", "select") or (node.flags & ANCHOR and node.flags & LEADING):
        return True
    return clean(node.get("tabindex")).isdigit()
