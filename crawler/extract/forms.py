"""Forms as a person meets them: <form> elements, and groups of fields with a button of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from crawler.extract import tags
from crawler.extract.drawn import is_writable
from crawler.extract.fields import fields_of, is_button, is_real_field, is_worth_asking, says_sending, sends
from crawler.extract.labels import FIELD_TAGS
from crawler.extract.openers import MAX_LABEL, promises
from crawler.extract.panels import is_hidden
from crawler.extract.quizzes import draw_answers
from crawler.extract.shell import DATA
from crawler.extract.text import clean, shorten
from crawler.extract.tree import Node, Tree, inner_text, parse
from crawler.extract.unsent import around, may_be_heard, questionnaire, strayed
from crawler.extract.urls import absolute
from crawler.extract.walk import Walk
from crawler.items import Field, FieldKind, Form

_LIMIT: Final = 60
_CONTEXT: Final = 600
_GROUP: Final = 3_000  # characters: what is larger is the page, not a group of fields
_TITLES: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend"})
_SCRIPT: Final = 200_000  # characters: longer ones are libraries
_WRITTEN: Final = 6  # forms in scripts
_FORM: Final = re.compile(r"<form\b.{0,20000}?<\\?/form\s*>", re.DOTALL | re.IGNORECASE)
_COMMENT: Final = re.compile(r"/\*.*?\*/|(?:^|(?<=[\s;{}]))//[^\n]*", re.DOTALL)
_JOINED: Final = re.compile(r"[\"'`]\s*\+[^\"'`<>]{0,80}\+\s*[\"'`]|[\"'`]\s*\+\s*[\"'`]")  # "…" + name + "…"
_SENDERS: Final = frozenset({FieldKind.SUBMIT, FieldKind.BUTTON})
_LINES: Final = frozenset(  # Enter sends a form that has one of these, and no button
    {
        FieldKind.TEXT, FieldKind.EMAIL, FieldKind.TEL, FieldKind.NUMBER, FieldKind.DATE, FieldKind.PASSWORD,
        FieldKind.SEARCH, FieldKind.CAPTCHA,
    }
)  # fmt: skip
_MODAL: Final = ("modal", "popup", "dialog", "fancybox", "remodal")
_OPENING: Final = (  # what a control says of the window it opens
    "href", "data-bs-target", "data-target", "data-src", "data-modal", "data-popup", "data-mfp-src",
    "data-remodal-target", "data-hystmodal", "data-micromodal-trigger", "aria-controls",
)  # fmt: skip
_ABOVE: Final = 8  # elements around a form that may be its window


def forms(walk: Walk, base: str) -> tuple[Form, ...]:
    """All forms of the page in document order of their kind: <form>s first, then loose groups."""
    tree = walk.tree
    owners = tree.by_tag.get("form", [])[:_LIMIT]
    inside: dict[int, list[Node]] = {id(form): [] for form in owners}
    loose: list[Node] = []
    buttons: list[Node] = []
    draw_answers(tree)
    for node in (*tree.all(*FIELD_TAGS), *filter(is_worth_asking, tree.drawn)):
        owner = _owner(node, walk)
        if owner is not None:
            if id(owner) in inside:
                inside[id(owner)].append(node)
        elif is_button(node):
            buttons.append(node)
        elif is_real_field(node):
            loose.append(node)
    # `all` groups by tag; document order is that of the tree, which these indexes restore
    found = [_form(form, _ordered(form, inside[id(form)]), walk, base) for form in owners]
    if loose:
        groups = ((group, _own(_ordered(group, members))) for group, members in _groups(loose, buttons))
        found.extend(_form(group, members, walk, base) for group, members in groups)
        found.extend(_unsent(loose, found, walk, base))
    found.extend(_framed(walk, base))
    found.extend(_written(walk, base))
    return tuple(form for form in found if form.fields)[:_LIMIT]


def _unsent(loose: list[Node], found: list[Form], walk: Walk, base: str) -> Iterator[Form]:
    """A questionnaire outside any form that no button was found for. Where a script may hear of its answers, they are
    drawn: a press may send them."""
    known = {field.name for form in found for field in form.fields}
    left = [field for field in loose if field.get("name") not in known]
    root = questionnaire(left, walk.tree)
    if root is None:
        return
    members = [field for field in left if any(parent is root for parent in field.ancestors(200))]
    form = _form(root, _ordered(root, [*members, *strayed(root, walk.tree)]), walk, base)
    if may_be_heard(root, walk.tree):
        fields = [replace(one, drawn=True) if one.kind is FieldKind.RADIO else one for one in form.fields]
        form = replace(form, fields=tuple(fields))
    yield form


def _written(walk: Walk, base: str) -> Iterator[Form]:
    """Forms that stand in the strings of the page's own scripts: a click brings them up."""
    written = 0
    for script in walk.tree.by_tag.get("script", ()):
        code = "".join([child for child in script.children if isinstance(child, str)])
        if "/form" not in code or len(code) > _SCRIPT:
            continue
        for string in _FORM.finditer(_COMMENT.sub(" ", code)):
            written += 1
            if written > _WRITTEN:
                return
            markup = _JOINED.sub("", string.group(0)).replace("\\n", " ").replace("\\", "")
            pointer = walk.tree.pointer(script)
            yield from (
                replace(form, pointer=pointer, section=-1, hidden=True, mute=False) for form in _inside(markup, base)
            )


def _framed(walk: Walk, base: str) -> Iterator[Form]:
    """Forms of frames whose page stands in an attribute."""
    for frame in walk.tree.by_tag.get("iframe", ())[:_WRITTEN]:
        if "<form" in frame.attrs.get("srcdoc", "").lower():
            section = walk.section_of(frame)
            heading = walk.blocks[section].text[:300] if 0 <= section < len(walk.blocks) else ""
            for form in _inside(frame.attrs["srcdoc"], base):
                pointer = walk.tree.pointer(frame)
                yield replace(form, pointer=pointer, section=section, heading=form.heading or heading)


def _inside(markup: str, base: str) -> tuple[Form, ...]:
    tree = parse(markup)
    try:
        inner = Walk(tree, base)
        inner.run()
        return forms(inner, base)
    finally:
        tree.release()


def _owner(node: Node, walk: Walk) -> Node | None:
    named = node.attrs.get("form")
    if named and (owner := walk.tree.ids.get(named)) is not None and owner.tag == "form":
        return owner
    for parent in node.ancestors(200):
        if parent.tag == "form":
            return parent
    return None


def _ordered(root: Node, members: list[Node]) -> list[Node]:
    if len(members) < 2 or len({(member.tag, is_button(member)) for member in members}) == 1:
        return members
    wanted = {id(member) for member in members}
    order = [node for node in root.iter() if id(node) in wanted]
    seen = {id(node) for node in order}
    return order + [member for member in members if id(member) not in seen]


def _groups(loose: list[Node], buttons: list[Node]) -> list[tuple[Node, list[Node]]]:
    """Fields outside forms, grouped by the smallest element that also holds a button."""
    with_button: dict[int, Node] = {}
    for button in buttons[:500]:
        for parent in button.ancestors(10):
            with_button.setdefault(id(parent), parent)
    groups: dict[int, tuple[Node, list[Node]]] = {}
    for field in loose[:1_000]:
        for parent in field.ancestors(8):
            if parent.tag in ("body", "html", "#document") or parent.size > _GROUP:
                break
            if id(parent) in with_button:
                members = [b for b in buttons if any(p is parent for p in b.ancestors(10))]
                groups.setdefault(id(parent), (parent, members))[1].append(field)
                break
    left = [field for field in loose[:1_000] if _is_written(field) and not _is_grouped(field, groups)]
    for field in left[:_LIMIT]:
        root = _sending(field)
        if root is not None:
            inside = [one for one in loose[:1_000] if any(parent is root for parent in one.ancestors(8))]
            groups.setdefault(id(root), (root, inside))
    pressed = [field for field in loose[:1_000] if field.tag == "button" and not _is_grouped(field, groups)]
    root = around(pressed) if pressed else None
    if root is not None and root.size <= _GROUP:  # nothing may stand there to send them
        inside = [one for one in loose[:1_000] if any(parent is root for parent in one.ancestors(12))]
        groups.setdefault(id(root), (root, inside))
    return [
        (root, members)
        for root, members in groups.values()
        if any(not is_button(m) and m.get("type").lower() != "checkbox" for m in members)
    ]


def _own(members: list[Node]) -> list[Node]:
    """Fields of a group and its buttons in document order, without buttons that open what stands above the fields: what
    sends stands below them, or says that it does."""
    first = next((at for at, one in enumerate(members) if not is_button(one)), 0)
    return [one for at, one in enumerate(members) if at >= first or says_sending(one)]


def _is_written(field: Node) -> bool:
    return field.tag == "textarea" or is_writable(field.attrs)


def _is_grouped(field: Node, groups: dict[int, tuple[Node, list[Node]]]) -> bool:
    return any(any(member is field for member in members) for _, members in groups.values())


def _sending(field: Node) -> Node | None:
    """The smallest element around a message field that also holds something to press, though no button: a styled
    `<div role="button">`."""
    for parent in field.ancestors(8):
        if parent.tag in ("body", "html", "#document") or parent.size > _GROUP:
            return None
        if any(sends(node) for node in parent.iter()):
            return parent
    return None


def _form(node: Node, members: list[Node], walk: Walk, base: str) -> Form:
    if any(member.flags & tags.DRAWN for member in members):  # what is written there, a script puts in hidden fields
        members = [member for member in members if member.flags & tags.DRAWN or not is_hidden(member)]
    fields: tuple[Field, ...] = fields_of(node, members, walk.tree)
    section, place, before = walk.standing_of(node)
    blocks = walk.blocks
    heading = (
        _heading(node)
        or _opened_by(node, walk, hidden=place.hidden)
        or (blocks[section].text if 0 <= section < len(blocks) else "")
    )
    lead = " ".join(block.text for block in blocks[max(0, before - 2) : before] if block.text != heading)
    inner = inner_text(node, _CONTEXT, skip=frozenset({"select", "option"}))
    context = clean(f"{shorten(lead, 240)} {inner}")
    action = node.get("action").strip() if node.tag == "form" else ""
    name = " ".join(node.get(key) for key in ("id", "name", "class") if node.get(key))
    method = node.get("method").strip().lower()
    return Form(
        action=absolute(base, action) if action else "",
        method=method if method in ("get", "post", "dialog") else "get",
        fields=fields,
        heading=heading[:300],
        context=shorten(context, _CONTEXT),
        name=clean(name)[:300],
        region=place.region,
        section=section,
        pointer=walk.tree.pointer(node),
        hidden=place.hidden or is_hidden(node),
        mute=_is_mute(node, fields, walk.tree),
    )


def _is_mute(form: Node, fields: tuple[Field, ...], tree: Tree) -> bool:
    """Whether nothing sends a form: no button, no field in which Enter does (HTML, 4.10.21.2), no script anywhere."""
    kinds = [field.kind for field in fields]
    if form.tag != "form" or any(kind in _SENDERS for kind in kinds) or sum(kind in _LINES for kind in kinds) == 1:
        return False
    scripts = tree.by_tag.get("script", ())
    if any(script.get("type").lower() not in DATA for script in scripts) or not any(kind in _LINES for kind in kinds):
        return False
    return not any(_acts(node) for node in tree.nodes if node.attrs)


def _acts(node: Node) -> bool:
    return any(name[:2] == "on" or value[:11].lower() == "javascript:" for name, value in node.attrs.items())


def _heading(node: Node) -> str:
    """A title inside the form, or that of the modal window around it."""
    if text := _first_title(node, 400):
        return text
    for parent in node.ancestors(_ABOVE):
        names = parent.get("class").lower()
        if any(word in names for word in _MODAL):
            return _first_title(parent, 400)
    return ""


def _opened_by(node: Node, walk: Walk, *, hidden: bool) -> str:
    """What the control is called that opens the window a form stands in: «<a href="#letter">Написать нам</a>».

    The heading such a window happens to stand below in the markup is another's. «Подробнее» calls nothing.
    """
    names: set[str] = set()
    for part in (node, *node.ancestors(_ABOVE)):
        if part.tag in ("body", "html", "#document"):
            break
        if named := part.get("id"):
            names.add(named)
        if is_hidden(part):
            hidden = True
            break
        hidden = hidden or any(word in part.get("class").lower() for word in _MODAL)
    if not names or not hidden:
        return ""
    tree = walk.tree
    for control in (
        *(one for one in tree.nodes if one.flags & tags.ANCHOR),
        *tree.by_tag.get("button", ()),
        *tree.toggles,
    ):
        if not any(control.get(name).strip().lstrip("#") in names for name in _OPENING if name in control.attrs):
            continue
        said = inner_text(control, MAX_LABEL + 1)
        if promises(said):
            return said
    return ""


def _first_title(node: Node, limit: int) -> str:
    for item in node.iter():
        limit -= 1
        if limit < 0:
            break
        if item.tag in _TITLES or (item.size < 200 and "title" in item.get("class").lower()):
            text = inner_text(item, 300)
            if text:
                return text
    return ""
