"""Fields of a form: kind, label, options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from crawler.extract import tags
from crawler.extract.choices import choice_of
from crawler.extract.drawn import is_writable, kind_of
from crawler.extract.labels import BESIDE, FIELD_TAGS, LABEL, beside, label_of, named_of, question_of
from crawler.extract.openers import ONWARD
from crawler.extract.panels import is_hidden
from crawler.extract.text import clean
from crawler.extract.tree import Node, Tree, inner_text
from crawler.items import Field, FieldKind

_LIMIT: Final = 300
_TYPES: Final = {kind.value: kind for kind in FieldKind} | {
    "image": FieldKind.SUBMIT,
    "reset": FieldKind.BUTTON,
    "datetime-local": FieldKind.DATE,
    "month": FieldKind.DATE,
    "week": FieldKind.DATE,
    "time": FieldKind.DATE,
    "range": FieldKind.NUMBER,
    "phone": FieldKind.TEL,
}
_CAPTCHA: Final = re.compile(
    r"captcha|keystring|capcha|kcaptcha|seccode|security_?code|проверочн|код с (?:картинк|изображ)|защитный код",
    re.IGNORECASE,
)
_CAPTCHA_LABEL: Final = re.compile(
    r"(?:символы|текст|цифры|код|слово|буквы) (?:с|на) (?:картинк|изображ|рисунк)"
    r"|проверочный код|защитный код|введите код|я не робот|captcha|капч",
    re.IGNORECASE,
)
_EMAIL: Final = re.compile(r"e-?mail|(?:^|[_\[-])mail|почт", re.IGNORECASE)
_PHONE: Final = re.compile(r"phone|(?:^|[_\[-])tel(?:$|[_\]-])|телефон", re.IGNORECASE)
_SEARCH: Final = re.compile(r"^(?:q|s|search\w*|query|searchword|search_block_form|ys_text|find)$", re.IGNORECASE)
_PRESSED: Final = ("btn", "button", "submit", "send", "otprav")
_SENDING: Final = re.compile(r"отправ|голосов|проголос|подать|ответить|оставить|send|submit|написать", re.IGNORECASE)
_LEFT_EMPTY: Final = re.compile(
    r"(?:не заполня\w*|остав\w+ (?:(?:это|данное|поле) )*пуст\w*)(?![^.]{0,40}\bесли\b)"
    r"|(?:leave|keep) (?:this |the )?(?:field )?(?:blank|empty)",
    re.IGNORECASE,
)
_FIRST: Final = ("1",)  # of answers that have no words of their own
_STEP: Final = 30  # characters of a control that leads to the next part
_MOST: Final = 10  # the highest of marks
_WHOLE: Final = re.compile(r"[0-9]{1,6}")  # «²» is a digit, too, and no number
_HINTS: Final = ("placeholder", "aria-placeholder", "data-placeholder")
_ONWARD: Final = re.compile(ONWARD, re.IGNORECASE)
_TRAPPING: Final = frozenset({FieldKind.TEXT, FieldKind.EMAIL, FieldKind.TEL, FieldKind.TEXTAREA})
_SERVICES: Final = frozenset({"g-recaptcha", "smart-captcha", "h-captcha", "cf-turnstile"})


def is_button(node: Node) -> bool:
    """A button or an input that acts as one, and is no answer."""
    if node.flags & tags.DRAWN:
        return False
    return node.tag == "button" or (node.tag == "input" and node.get("type").lower() in ("submit", "image", "button"))


def sends(node: Node) -> bool:
    """Whether an element that is no button acts as one that sends a form, by what a click does, its look or role, and
    its words."""
    if node.tag not in ("a", "div", "span") or not 2 < node.size < 40 or not node.attrs:
        return False
    names = node.get("class").lower()
    acts = any(word in names for word in _PRESSED) or node.get("role").lower() == "button"
    acts = acts or "onclick" in node.attrs or node.get("href").startswith("javascript:")
    return acts and _SENDING.search(inner_text(node, 60)) is not None


def says_sending(button: Node) -> bool:
    """Whether a button is called by sending something."""
    return _SENDING.search(f"{inner_text(button, 60)} {button.get('value')}") is not None


def is_real_field(node: Node) -> bool:
    """Something a person fills in."""
    return node.tag in ("select", "textarea") or node.get("type").lower() not in ("hidden", "reset")


def is_worth_asking(node: Node) -> bool:
    """Whether a drawn field is one: not a text some editor left open, nor what only stands around a real field."""
    told = node.get("role") or any(hint in node.attrs for hint in _HINTS)
    if node.size and not told:
        return False  # a field is empty when the page comes
    short = node.size < BESIDE or node.get("role") == "combobox"
    inside = (item for item in node.iter() if item is not node and item.tag in FIELD_TAGS)
    return short and not any(is_real_field(item) and not is_button(item) for item in inside)


def fields_of(root: Node, members: list[Node], tree: Tree) -> tuple[Field, ...]:
    """Fields in document order; radio buttons and checkboxes of one name become one field."""
    labels = _labels(tree)
    found: list[Field] = []
    groups: dict[tuple[FieldKind, str], int] = {}
    for node in members[:_LIMIT]:
        field = _field(node, tree, labels)
        if field.kind is FieldKind.HIDDEN and (drawn := _drawn(node, field, tree)):
            found.append(drawn)
            continue
        if field.kind in (FieldKind.RADIO, FieldKind.CHECKBOX) and field.name:
            key = (field.kind, field.name)
            if key in groups:
                old = found[groups[key]]
                found[groups[key]] = _merged(old, field)
                continue
            groups[key] = len(found)
            field = _choice(field, question_of(node, root, tree))
        elif field.kind is FieldKind.RADIO:
            field = _choice(field, question_of(node, root, tree))
        found.append(field)
    found.extend(_clickables(root, found))
    if not any(field.kind in (FieldKind.SUBMIT, FieldKind.BUTTON) for field in found):
        found.extend(_senders_of(root, tree))
    return tuple(found)


def _senders_of(form: Node, tree: Tree) -> Iterator[Field]:
    """What stands outside a form and sends it by its name: «onclick="letter.requestSubmit()"»."""
    names = "|".join([re.escape(name) for name in (form.get("id"), form.get("name")) if name])
    if form.tag != "form" or not names:
        return
    by_name = re.compile(rf"(?<![\w$])(?:{names})[\"'\])\s]*\.\s*(?:requestSubmit|submit)\s*\(")
    for node in tree.nodes:
        if node.attrs and by_name.search(node.get("onclick") or node.get("href")):
            value = inner_text(node, 60) or clean(node.get("value"))[:60]
            yield Field(FieldKind.BUTTON, value=value, off_keyboard=not is_button(node) and _is_bare(node))
            return


def _is_bare(node: Node) -> bool:
    """Whether the Tab key passes by an element that is no button: it is no link and says nothing of keys."""
    return _is_off_keyboard(node) or ((node.tag != "a" or "href" not in node.attrs) and not node.get("tabindex"))


def _drawn(node: Node, field: Field, tree: Tree) -> Field | None:
    """A hidden field as what a person meets: answers to choose from."""
    choice = choice_of(node)
    if choice is None:
        return None
    box = choice.box
    named = named_of(box, tree) if box.get("role") else ""
    label = named or beside(box if choice.leads else node, -1) or inner_text(box, LABEL)
    return Field(
        FieldKind.RADIO, field.name, label, options=choice.answers, labelled=bool(named) or choice.told,
        off_keyboard=not choice.reached, drawn=True,
    )  # fmt: skip


def _labels(tree: Tree) -> dict[str, Node]:
    return {node.get("for"): node for node in reversed(tree.by_tag.get("label", ())) if node.get("for")}


def _field(node: Node, tree: Tree, labels: dict[str, Node]) -> Field:
    kind = _kind(node)
    name = _name(node, kind, tree)
    hint = next((node.attrs[key] for key in _HINTS if key in node.attrs), "")
    placeholder = clean(hint)[:LABEL]
    value = ""
    options: tuple[str, ...] = ()
    if kind in (FieldKind.SUBMIT, FieldKind.BUTTON):
        value = clean(inner_text(node, 200) or node.get("value") or node.get("alt") or node.get("title"))[:200]
    elif kind is FieldKind.HIDDEN:
        value = clean(node.get("value"))[:100]
    elif kind is FieldKind.SELECT:
        texts = (inner_text(item, 200) for item in _options(node, tree))
        options = tuple([text for text in texts if text][:200])
    elif kind is FieldKind.NUMBER:
        options = _marks(node)
    label, labelled = ("", False)
    if kind not in (FieldKind.SUBMIT, FieldKind.BUTTON, FieldKind.HIDDEN):
        label, labelled = label_of(node, tree, labels, kind)
        kind = _refined(kind, name, label or placeholder, node)
    required = "required" in node.attrs or node.get("aria-required") == "true" or "*" in label
    off_keyboard = _is_off_keyboard(node)
    if kind in _TRAPPING and _is_trap(node, label or placeholder, off_keyboard=off_keyboard):
        kind = FieldKind.HIDDEN
    disabled = is_disabled(node)
    drawn = bool(node.flags & tags.DRAWN) or _is_ticked_by_mouse(node)
    calls, deaf = node.get("data-nok-calls")[:100], "data-nok-deaf" in node.attrs  # by `crawler.browser.sending`
    return Field(
        kind, name, label, placeholder, options, required, labelled, value, off_keyboard, disabled, drawn, calls, deaf
    )


def _marks(node: Node) -> tuple[str, ...]:
    """The marks a slider or a number between bounds lets give."""
    low, high = (node.get(f"aria-value{end}") or node.get(end) for end in ("min", "max"))
    sliding = node.get("type").lower() == "range" or node.get("role") == "slider"
    if sliding and not (low and high):
        low, high = low or "0", high or "100"
    if not all(_WHOLE.fullmatch(end) for end in (low, high)) or not int(low) < int(high) <= (100 if sliding else _MOST):
        return ()
    return tuple([str(mark) for mark in range(int(low), int(high) + 1)]) if int(high) <= _MOST else (low, high)


def _options(node: Node, tree: Tree) -> Iterator[Node]:
    """Elements to choose from: options of a list, or what a script draws in their place."""
    own = [item for item in node.iter() if item.tag == "option" or item.get("role") == "option"]
    yield from own
    if not node.flags & tags.DRAWN:
        return
    listed = tree.ids.get(node.get("aria-controls") or node.get("aria-owns")) or (None if own else _list_after(node))
    if listed is not None:
        yield from (item for item in listed.iter() if item.get("role") == "option")


def _list_after(node: Node) -> Node | None:
    """The list that stands right after what opens it, though nothing ties them."""
    beside = node.parent.nodes() if node.parent is not None else []
    at = next((index for index, one in enumerate(beside) if one is node), len(beside))
    following = beside[at + 1] if at + 1 < len(beside) else None
    return following if following is not None and following.get("role") == "listbox" else None


def is_disabled(node: Node) -> bool:
    """Whether a field cannot be used as the page stands."""
    if "disabled" in node.attrs or node.get("aria-disabled") == "true":
        return True
    return any(parent.tag == "fieldset" and "disabled" in parent.attrs for parent in node.ancestors(12))


def _name(node: Node, kind: FieldKind, tree: Tree) -> str:
    """What ties the parts of one question together: drawn ones stand in a group."""
    name = clean(node.get("name") or node.get("data-name") or node.get("id"))[:200]
    if kind is FieldKind.RADIO and node.flags & tags.DRAWN:
        for parent in node.ancestors(8):
            if parent.get("role") == "radiogroup" or node.tag == "button":
                return parent.get("id")[:200] or tree.pointer(parent)
    return name


def _is_off_keyboard(node: Node) -> bool:
    if (
        node.flags & tags.DRAWN
        and node.tag != "button"
        and not (node.get("tabindex").strip() or is_writable(node.attrs))
    ):
        return True
    return node.get("tabindex").strip().startswith("-") or _is_ticked_by_mouse(node)


def _is_ticked_by_mouse(node: Node) -> bool:
    """A box that is not shown itself and has to be ticked all the same: by a click on the words around it."""
    if node.get("type").lower() != "checkbox" or "required" not in node.attrs or not is_hidden(node):
        return False
    around = next((parent for parent in node.ancestors(4) if parent.tag == "label"), None)
    if around is None or not around.size or is_hidden(around):
        return False
    return not any("tabindex" in item.attrs for item in around.iter())  # what is drawn in its place may be reached


def _is_trap(node: Node, said: str, *, off_keyboard: bool) -> bool:
    """A field for robots: a person neither sees what it asks nor comes to it, or is told to leave it empty."""
    if off_keyboard and (not said or any(map(_is_put_away, node.ancestors(3)))):
        return True
    return _LEFT_EMPTY.search(said) is not None


def _is_put_away(node: Node) -> bool:
    return is_hidden(node) or node.get("aria-hidden") == "true"


def _kind(node: Node) -> FieldKind:
    if node.flags & tags.DRAWN:
        return FieldKind.RADIO if node.tag == "button" else kind_of(node.attrs)
    if node.tag == "select":
        return FieldKind.SELECT
    if node.tag == "textarea":
        return FieldKind.TEXTAREA
    kind = node.get("type").strip().lower()
    if node.tag == "button":
        return FieldKind.BUTTON if kind in ("button", "reset") else FieldKind.SUBMIT
    return _TYPES.get(kind, FieldKind.TEXT)


def _refined(kind: FieldKind, name: str, label: str, node: Node) -> FieldKind:
    if kind not in (FieldKind.TEXT, FieldKind.NUMBER, FieldKind.TEXTAREA):
        return kind
    if _CAPTCHA.search(f"{name} {node.get('class')}") or _CAPTCHA_LABEL.search(label):
        return FieldKind.CAPTCHA if "g-recaptcha-response" not in name or kind is FieldKind.TEXTAREA else kind
    if kind is FieldKind.TEXT:
        if _SEARCH.match(name):
            return FieldKind.SEARCH
        if _EMAIL.search(name) or _EMAIL.search(label):
            return FieldKind.EMAIL
        if _PHONE.search(name) or _PHONE.search(label):
            return FieldKind.TEL
    return kind


def _choice(field: Field, question: str) -> Field:
    option = field.label
    label = question if question and question != option else ""
    options = (option,) if option else ()
    single = field.kind is FieldKind.CHECKBOX
    return Field(
        field.kind, field.name, label or (option if single else ""), field.placeholder, options, field.required,
        field.labelled, field.value, field.off_keyboard, field.disabled, field.drawn,
    )  # fmt: skip


def _merged(old: Field, new: Field) -> Field:
    same = bool(new.label) and not new.label.isdigit() and (new.label == old.label or new.label in old.options[:1])
    if old.kind is FieldKind.RADIO and same and _is_told_alike(old):
        # a table tells of every answer what is asked, and what is answered over the column only
        known = old.options if old.label else _FIRST
        options = (*known, str(len(known) + 1))
        return Field(
            old.kind, old.name, old.label or new.label, old.placeholder, options, old.required or new.required,
            old.labelled and new.labelled, old.value, old.off_keyboard and new.off_keyboard,
            old.disabled and new.disabled, old.drawn,
        )  # fmt: skip
    options = old.options if not new.label or new.label in old.options else (*old.options, new.label)
    label = "" if old.label in old.options[:1] and old.label else old.label
    return Field(
        old.kind, old.name, label, old.placeholder, options, old.required or new.required,
        old.labelled and new.labelled, old.value, old.off_keyboard and new.off_keyboard,
        old.disabled and new.disabled, old.drawn,
    )  # fmt: skip


def _is_told_alike(field: Field) -> bool:
    """Whether answers so far differ only in their number, or there is one; the first may keep its word («★», 2, 3)."""
    return field.options[1:] == tuple(map(str, range(2, len(field.options) + 1)))


def _clickables(root: Node, found: list[Field]) -> list[Field]:
    """Captcha services and buttons that are no <button>."""
    extra: list[Field] = []
    has_button = any(field.kind in (FieldKind.SUBMIT, FieldKind.BUTTON) for field in found)
    for node in root.iter():
        if not node.attrs:
            continue
        names = node.get("class")
        extra.extend(Field(FieldKind.CAPTCHA, word) for word in names.split() if word in _SERVICES)
        if not has_button and sends(node):
            extra.append(Field(FieldKind.BUTTON, value=inner_text(node, 60), off_keyboard=_is_bare(node)))
            has_button = True
    if has_button:
        extra.extend(_steps(root))
    return extra


def _is_within(node: Node, root: Node) -> bool:
    """Whether a word is only that of a button, a link or a label around it."""
    for parent in node.ancestors(8):
        if parent is root:
            break
        if (
            parent.tag in ("button", "label")
            or parent.get("tabindex")
            or (parent.tag == "a" and "href" in parent.attrs)
        ):
            return True
    return False


def _steps(root: Node) -> Iterator[Field]:
    """«Далее» on what is no button: without it nobody comes to the rest of the form."""
    for node in root.iter():
        if node.tag not in ("div", "span", "a") or not 0 < node.size < _STEP or node.nodes() or "href" in node.attrs:
            continue
        if not node.get("tabindex") and _ONWARD.search(said := inner_text(node, _STEP)) and not _is_within(node, root):
            yield Field(FieldKind.BUTTON, value=said, off_keyboard=True)
