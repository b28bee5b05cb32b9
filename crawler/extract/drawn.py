"""Fields that are no elements of forms: what scripts make of a `<div>` that is written in, or has a field's role.

Roles are those of WAI-ARIA 1.2 that stand for something a person fills in.
"""

from __future__ import annotations

from typing import Final

from crawler.items import FieldKind

ROLES: Final = {
    "textbox": FieldKind.TEXT,
    "searchbox": FieldKind.SEARCH,
    "radio": FieldKind.RADIO,
    "checkbox": FieldKind.CHECKBOX,
    "switch": FieldKind.CHECKBOX,
    "combobox": FieldKind.SELECT,
    "slider": FieldKind.NUMBER,
    "spinbutton": FieldKind.NUMBER,
}
_NATIVE: Final = frozenset({"input", "select", "textarea", "button", "body", "html"})
_WRITABLE: Final = frozenset({"", "true", "plaintext-only"})


def is_drawn(tag: str, attrs: dict[str, str]) -> bool:
    """Whether an element with these attributes is such a field."""
    return tag not in _NATIVE and (attrs.get("role", "") in ROLES or is_writable(attrs))


def is_writable(attrs: dict[str, str]) -> bool:
    """Whether a person can write in an element that is no field of a form."""
    return attrs.get("contenteditable", "false").strip().lower() in _WRITABLE


def kind_of(attrs: dict[str, str]) -> FieldKind:
    """What kind of field a drawn one is."""
    kind = ROLES.get(attrs.get("role", ""), FieldKind.TEXT)
    return FieldKind.TEXTAREA if kind is FieldKind.TEXT and attrs.get("aria-multiline") == "true" else kind
