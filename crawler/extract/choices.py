"""Answers that a script lets choose among: stars, scales, lists of a site's own making. A hidden field takes them."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.panels import is_hidden
from crawler.extract.tags import ANCHOR, DRAWN, LEADING
from crawler.extract.text import clean
from crawler.extract.tree import Node, inner_text

_CHOOSING: Final = re.compile(
    r"(?:^|[ _-])(?:stars?(?![a-z])|rat(?:e|ing)|scale|score|smile|choice|select|drop-?down|options?(?![a-z])|switch"
    r"|radio|ocenk|marks?(?![a-z]))",
    re.IGNORECASE,
)
# What a site's own program keeps there.
_OWN: Final = re.compile(
    r"sess|token|csrf|captcha|action|form|ajax|site|lang|url|page|hash|sign|antispam|(?:^|[_-])id$|id(?:$|_)",
    re.IGNORECASE,
)
_INMOST: Final = re.compile(r"\[([^\[\]]+)\](?:\[\])?$")  # «form[tema]», «ContactForm[subject]»
_UNCHOSEN: Final = re.compile(  # above a list of answers, and not of what may be sent with a letter
    r"\W*(?:выберите(?! (?:файл|документ|фото))|не выбран[оаы]?(?![а-яё]))", re.IGNORECASE
)
_TOOLS: Final = re.compile(r"toolbar|(?:^|[ _-])tabs?(?:$|[ _-])|editor|pagin|breadcrumb|social|share", re.IGNORECASE)
_ACTS: Final = re.compile(r"отправ|очист|сброс|отмен|назад|далее|закры|прикреп|загруз|выбрать файл", re.IGNORECASE)
_FRAMEWORKS: Final = re.compile(r"data-(?:v-|react|aos|src|role|target|toggle|bs-|original|lazy|s-)")
_MANY: Final = 15  # answers
_LABEL: Final = 60  # characters of an answer
_PASSIVE: Final = frozenset({"label", "p", "h1", "h2", "h3", "h4", "h5", "h6", "br", "input", "select", "textarea"})


class Choice:
    """What is chosen from, the answers, whether it stands before its field, whether a keyboard comes to the answers,
    and whether they are buttons with words of their own."""

    __slots__ = ("answers", "box", "leads", "reached", "told")

    def __init__(self, box: Node, answers: tuple[str, ...], *, leads: bool, reached: bool, told: bool) -> None:
        self.box = box
        self.answers = answers
        self.leads = leads
        self.reached = reached
        self.told = told


def choice_of(field: Node) -> Choice | None:
    """What a hidden field is filled from: the element right beside it, if there is something to click in it."""
    parent = field.parent
    name = field.get("name")
    part = _INMOST.search(name)
    if parent is None or _OWN.search(part.group(1) if part else name):
        return None
    beside = parent.nodes()
    at = next((index for index, node in enumerate(beside) if node is field), 0)
    for box in (*reversed(beside[max(0, at - 1) : at]), *beside[at + 1 : at + 2]):
        answers = _answers(box) if box.tag not in _PASSIVE and not is_hidden(box) else []
        if 2 <= len(answers) <= _MANY:
            texts = [inner_text(node, _LABEL) for node in answers]
            told = len(set(texts)) == len(texts)
            options = tuple(texts) if told else tuple([str(number) for number in range(1, len(texts) + 1)])
            reached = any(map(_is_reached, (box, *answers)))
            said = all(node.tag == "button" and (node.size or node.get("aria-label")) for node in answers)
            return Choice(box, options, leads=box in beside[:at], reached=reached, told=said)
    return None


def _answers(box: Node) -> list[Node]:
    """Leaves of one tag, each with a value or a click of its own, or all in a box that is called a scale or a list.

    What holds fields of its own, sends the form, or works on what is written there (tabs, tools of an editor) is none.
    """
    if any(_is_other(node) for node in box.iter()):
        return []
    leaves = [node for node in box.iter() if node is not box and not node.nodes() and node.tag not in _PASSIVE]
    short = [node for node in leaves if node.size <= _LABEL]
    if len(short) < len(leaves):
        return []
    if len(valued := _valued(short)) > 1:
        return valued
    if _CHOOSING.search(f"{box.get('class')} {box.get('role')}") and len({node.tag for node in short}) == 1:
        return short
    listed = [node for node in short if node.tag == "li"]
    return listed if _UNCHOSEN.match(inner_text(box, _LABEL)) else []


def _valued(leaves: list[Node]) -> list[Node]:
    """Those that have values of one name, each its own: what a framework writes on everything is the same on all."""
    for name in dict.fromkeys(name for node in leaves for name in node.attrs):
        if name == "onclick" or (name.startswith("data-") and not _FRAMEWORKS.match(name)):
            valued = [node for node in leaves if node.get(name)]
            same = name == "onclick" and all("this" in node.get(name) for node in valued)  # «pick(this)»: by its words
            told = {inner_text(node, _LABEL) if same else node.get(name) for node in valued}
            if len(told) == len(valued) > 1 and len({node.tag for node in valued}) == 1:
                return valued
    return []


def _is_other(node: Node) -> bool:
    if node.tag in ("input", "select", "textarea", "iframe", "form") or node.flags & DRAWN:
        return True
    if node.tag == "button" and (
        node.get("type").lower() in ("submit", "reset") or _ACTS.search(inner_text(node, _LABEL))
    ):
        return True
    leads = (
        node.flags & ANCHOR
        and node.get("href").strip()[:1] not in ("", "#")
        and not node.get("href").startswith("java")
    )
    return bool(leads) or _TOOLS.search(f"{node.get('class')} {node.get('role')}") is not None


def _is_reached(node: Node) -> bool:
    if node.tag in ("button", "select") or (node.flags & ANCHOR and node.flags & LEADING):
        return True
    return clean(node.get("tabindex")).isdigit()
