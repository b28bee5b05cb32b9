"""Questions whose answers are ticked in no form, with no button beside them: nothing of HTML's own sends them.

What was meant to send them may stand elsewhere (tables break forms apart), or be a script that hears of every answer.
"""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.fields import is_button, is_real_field, says_sending, sends
from crawler.extract.labels import FIELD_TAGS, question_of
from crawler.extract.shell import DATA
from crawler.extract.tree import Node, Tree

_QUESTIONS: Final = 3  # with a mark, that make an inquiry: a panel of settings asks none
_DEEP: Final = 12
_PAGE: Final = ("body", "html", "#document")
_CODE: Final = 200_000  # characters: longer ones are libraries
_HEARS: Final = re.compile(
    r"radio|checked|[\"']change[\"']|\.change\(|onchange|submit|fetch\(|XMLHttp|ajax|sendBeacon", re.IGNORECASE
)
_OF_THE_LOOK: Final = re.compile(  # files that have to do with how a page looks, or count its visitors
    r"(?:^|[/._-])(?:jquery|bootstrap|popper|modernizr|html5shiv|respond|swiper|slick|owl|fancybox|lightbox|wow|aos|slider"
    r"|carousel|menu|nav|scroll|bvi|vi|special|slab\w*|uhpv|lidrekon|vision|blind|contrast|access\w*|counter|metrika|watch|tag"
    r"|analytics|map|maps|cookies?)(?![a-z])[\w.-]*\.js(?:\?|$)",
    re.IGNORECASE,
)


def questionnaire(loose: list[Node], tree: Tree) -> Node | None:
    """The smallest element around such questions among the fields outside forms; None where too few are asked."""
    first: dict[str, Node] = {}
    for field in loose:
        if field.get("type").lower() == "radio" and field.get("name"):
            first.setdefault(field.get("name"), field)
    root = around(list(first.values())) if len(first) >= _QUESTIONS else None
    if root is None:
        return None
    asked = {question for field in first.values() if "?" in (question := question_of(field, root, tree))}
    return root if len(asked) >= _QUESTIONS else None


def around(nodes: list[Node]) -> Node | None:
    """The smallest element that holds all of them, and is not the whole page."""
    common = list(nodes[0].ancestors(_DEEP))
    for node in nodes[1:]:
        above = {id(parent) for parent in node.ancestors(_DEEP)}
        common = [parent for parent in common if id(parent) in above]
    return None if not common or common[0].tag in _PAGE else common[0]


def strayed(root: Node, tree: Tree) -> list[Node]:
    """Buttons that may be meant to send what is ticked: those beside it, and what says so and has no form to send."""
    buttons = [node for node in tree.all(*FIELD_TAGS) if is_button(node)]
    return [one for one in buttons if _is_inside(one, root) or (says_sending(one) and not _sends_else(one))]


def may_be_heard(root: Node, tree: Tree) -> bool:
    """Whether a script may hear of the answers: one that speaks of such things, or a file nobody knows."""
    if any(_acts(node) for node in (root, *root.ancestors(200), *root.iter())) or any(map(sends, tree.nodes)):
        return True
    scripts = [one for one in tree.by_tag.get("script", ()) if one.get("type").lower() not in DATA]
    return any(_may_hear(script) for script in scripts)


def _may_hear(script: Node) -> bool:
    if source := script.get("src"):
        return _OF_THE_LOOK.search(source) is None
    code = "".join([child for child in script.children if isinstance(child, str)])
    return len(code) > _CODE or _HEARS.search(code) is not None


def _acts(node: Node) -> bool:
    return any(name[:2] == "on" for name in node.attrs)


def _is_inside(node: Node, root: Node) -> bool:
    return any(parent is root for parent in node.ancestors(200))


def _sends_else(button: Node) -> bool:
    """Whether a button belongs to a form with something of its own to fill in."""
    form = next((parent for parent in button.ancestors(200) if parent.tag == "form"), None)
    inside = (node for node in form.iter() if node.tag in FIELD_TAGS) if form is not None else ()
    return any(is_real_field(node) and not is_button(node) for node in inside)
