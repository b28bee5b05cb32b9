"""Links in document order: anchors, areas, and things that lead somewhere when clicked."""

from __future__ import annotations

import re
from typing import Final

from crawler.addresses import DOCUMENT_ENDINGS
from crawler.extract import tags
from crawler.extract.fields import is_button, is_real_field
from crawler.extract.labels import FIELD_TAGS
from crawler.extract.openers import promises
from crawler.extract.panels import is_hidden
from crawler.extract.place import Place
from crawler.extract.text import clean, clean_label
from crawler.extract.tree import Node, Tree, inner_text
from crawler.extract.urls import absolute, file_name, origin, placed
from crawler.items import Link, Region

MAX_LINKS: Final = 5_000
MAX_LABEL: Final = 500
_LONG: Final = 2_000  # characters of a label worth reading
_GO: Final = re.compile(
    r"""(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\(|window\.open\(|\bopen\()\s*["']([^"']+)["']"""
)
# «go('/nok/files/sostav.rtf')»: whatever the site's own function is called, a page or a file is to be opened;
# but what is posted, liked or deleted is no page.
_CALL: Final = re.compile(
    r"""(?<![\w$.])(?:(?!post|ajax|send|vote|golos|like|delete|remove|logout)[\w$.])+\(\s*(?:this\s*,\s*)?"""
    rf"""["']([^"'<>\s]+\.(?:html?|php|aspx?|{"|".join(sorted(DOCUMENT_ENDINGS))}))["']""",
    re.IGNORECASE,
)
# An unclosed <a> swallows what follows it: a list, table or another link inside is never its label.
_NOT_LABEL: Final = frozenset({"a", "ul", "ol", "table", "select", "form"})
_NAMING: Final = ("title", "aria-label")
# What makes an element open something by script; a menu's own toggles open nothing that is not on the page.
_OPENING: Final = (
    "data-url", "data-src", "data-remote", "data-ajax", "data-action", "data-form", "data-modal", "data-popup",
    "data-fancybox", "data-remodal-target", "data-hystmodal", "data-micromodal-trigger", "data-toggle",
    "data-bs-toggle", "data-event",
)  # fmt: skip
# Attributes a site's own script takes an address from.
_ADDRESSED: Final = (
    "data-url", "data-link", "data-src", "data-load", "data-remote", "data-ajax", "data-page", "data-downloadurl",
)  # fmt: skip
_ADDRESS: Final = re.compile(r"(?:https?:)?//\w|/[\w?]|[\w./-]+\.(?:html?|php|aspx?)(?:[?#]|$)", re.IGNORECASE)
# pictures too stand in attributes of buttons, but to be drawn
_FILE: Final = re.compile(rf"^[\w./:%~-]+\.(?:{'|'.join(sorted(DOCUMENT_ENDINGS))})$", re.IGNORECASE)
_TOGGLING: Final = frozenset({"dropdown", "collapse", "tab", "pill", "tooltip", "popover", "offcanvas", "button"})
_IDLE: Final = re.compile(r"^(?:void\b.*|return (?:false|true)|false|true|[;\s]*)[;\s]*$|\b(?:print|history|submit)\b")
_ASKING: Final = re.compile(r"обращени|вопрос|написать|напишите|опрос|анкет|жалоб|оцени", re.IGNORECASE)
_SHORT: Final = 60  # characters of the label of something that opens by script
_PROMISES: Final = 60  # controls that promise a form
_ROUTE: Final = ("/", "!")  # «#/contacts»: a page of an application, opened by its script
_AUTHORITY: Final = ("/", "\\")  # after a first slash: a host follows
_BLOCK: Final = 7  # position of `Link.block`
_SECTION: Final = 8
_AFTER: Final = 12
_MENU: Final = Region.MENU
_BREADCRUMBS: Final = Region.BREADCRUMBS


class Links:
    """Collects the links of one page. `crumbs`, `addresses` and `protected` are what anchors tell besides."""

    def __init__(self, tree: Tree, base: str) -> None:
        self.crumbs: list[str] = []
        self.addresses: list[str] = []  # targets of mailto: and tel:
        self.protected: list[str] = []  # e-mail addresses as Cloudflare hides them
        self.openers: dict[str, bool] = {}  # labels of what promises a form and leads nowhere → whether in the content
        self.run: list[int] = []  # links of the block that is being read
        self.count = 0
        self._rows: list[Link | list[object]] = []
        self._tree = tree
        self._base = base
        self._origin = origin(base)

    def built(self) -> tuple[Link, ...]:
        """The links of the page in its order; before this they are rows that may still be told their place."""
        return tuple([Link(*row) if isinstance(row, list) else row for row in self._rows])  # type: ignore[arg-type]

    def settle(self, numbers: list[int], block: int, section: int) -> None:
        """The block in which these links stand is complete."""
        for number in numbers:
            row = self._rows[number]
            assert isinstance(row, list)
            row[_BLOCK] = block
            row[_SECTION] = section

    def pass_by(self, block: int) -> None:
        """The links that wait for the words of their block have none: `block` is the last one before them."""
        for number in self.run:
            row = self._rows[number]
            assert isinstance(row, list)
            row[_AFTER] = block
        self.run = []

    def anchor(self, node: Node, place: Place, section: int) -> None:
        """Take note of an <a> or <area>."""
        attrs, flags = node.attrs, node.flags
        href = attrs["href"] if flags & tags.LEADING else ""
        if flags & tags.PROTECTED:
            self.protected.append(attrs["data-cfemail"])
        start = href[:1]
        if start == "/" and href[1:2] not in _AUTHORITY:
            self._add(node, placed(self._origin, href), place, section)
            return
        if start == "?" or href[:4] == "http":
            self._add(node, absolute(self._base, href), place, section)
            return
        bare = href.strip()
        start = bare[:11].lower()
        if start.startswith(("mailto:", "tel:")):
            self.addresses.append(bare)
        elif not bare or bare == "#" or start.startswith("javascript:"):
            if self.click(node, place, section):
                return
            if place.region is _BREADCRUMBS:
                self._crumb(inner_text(node, MAX_LABEL))
            else:
                self._promise(node, place)
        elif "data-slide" in attrs or "data-bs-slide" in attrs:
            return  # arrows of a carousel
        elif bare[0] != "#" or bare[1:] in self._tree.ids or bare[1:2] in _ROUTE or self._named(bare[1:]):
            self._add(node, absolute(self._base, bare), place, section)
        else:  # «#popup:pismo»: what is no place in the page is a script's to open
            self._promise(node, place)

    def click(self, node: Node, place: Place, section: int) -> bool:
        """Take note of an element that a script or `data-href` makes lead somewhere; whether it does."""
        attrs = node.attrs
        code = attrs.get("onclick", "")
        found = _GO.search(code) or _GO.search(attrs.get("href", "")) or _CALL.search(code)
        target = found.group(1) if found else attrs.get("data-href", "")
        if not target or target.startswith("#"):
            opens = self._opener(node, place, section)
            if told := _told(node):  # a page, or only what a script makes one of: both are told
                self._add(node, absolute(self._base, told), place, section)
            return opens or bool(told)
        self._add(node, absolute(self._base, target), place, section)
        return True

    def press(self, node: Node, place: Place, section: int) -> None:
        """Take note of a button, or of what is `tags.EMPTY` besides: where its script leads, or its form that asks
        nothing («<form action=…><button>Пройти опрос»)."""
        attrs = node.attrs
        if node.tag == "button" or node.flags & tags.ACTIVE:
            count = self.count
            if self.click(node, place, section) or self.count > count:
                return
        if is_button(node) and (action := _door(node)):
            self._add(node, absolute(self._base, action), place, section, clean_label(attrs.get("value", "")))

    def choice(self, node: Node, place: Place, section: int) -> None:
        """Take note of an <option> that leads somewhere, or an <a> of a drawing."""
        attrs = node.attrs
        target = attrs.get("value") or attrs.get("href") or attrs.get("xlink:href", "")
        if _ADDRESS.match(target) or _FILE.match(target):
            self._add(node, absolute(self._base, target), place, section)

    def _opener(self, node: Node, place: Place, section: int) -> bool:
        """Take note of a short-labelled element that runs a script: what it opens may be seen only by clicking."""
        attrs = node.attrs
        if node.size > _SHORT or not (node.size or "title" in attrs or "aria-label" in attrs):
            return False
        href = attrs.get("href", "").strip()
        code = attrs.get("onclick", "").strip() or (href[11:] if href[:11].lower() == "javascript:" else "")
        if not code or _IDLE.search(code):
            name = next((one for one in _OPENING if one in attrs), "")
            if name and attrs[name] in _TOGGLING:
                return False
            if name:
                code = f"{name}={attrs[name]}"
            elif "disabled" in attrs or "aria-expanded" in attrs:
                return False
            elif node.tag == "button" and not _is_of_form(node):
                self._promise(node, place)
                if not _ASKING.search(inner_text(node, _SHORT)):
                    return False
                code = "button"  # outside a form only a script can make it do anything
            else:
                return False
        self._promise(node, place)
        self._add(node, f"javascript:{clean(code)[:100]}", place, section)
        return True

    def _promise(self, node: Node, place: Place) -> None:
        """Take note of a control that promises a form, if this one does."""
        if node.size <= _SHORT and len(self.openers) < _PROMISES:
            label = inner_text(node, _SHORT + 1) or clean(node.attrs.get("aria-label", ""))
            if promises(label):
                self.openers[label] = self.openers.get(label, False) or place.region is Region.CONTENT

    def _named(self, name: str) -> bool:
        return any(node.get("name") == name for node in self._tree.by_tag.get("a", ()))

    def _add(self, node: Node, url: str, place: Place, section: int, called: str = "") -> None:
        if not url or self.count >= MAX_LINKS:
            return
        attrs, flags = node.attrs, node.flags
        children = node.children
        alt = image = title = ""
        if len(children) == 1 and type(written := children[0]) is str:
            text = clean_label(written if len(written) <= _LONG else written[:_LONG])
            if len(text) > MAX_LABEL:
                text = text[:MAX_LABEL]
        else:
            text = inner_text(node, MAX_LABEL, _NOT_LABEL) if node.size else called
            alt, image = _picture(node)
        if flags & tags.HINTED:
            names = (clean_label(attrs[key]) for key in _NAMING if key in attrs)
            title = " ".join(dict.fromkeys(names))[:MAX_LABEL]
        if flags & tags.PICTURED and not alt:
            alt = clean(attrs["alt"])[:MAX_LABEL]
        region = place.region
        hidden = place.hidden or is_hidden(node)
        nofollow = bool(flags & tags.RELATED) and "nofollow" in attrs["rel"]
        pointer = self._tree.pointer(node)
        if region is _MENU:  # of no block and no section: it is complete
            level = place.depth or 1
            self._rows.append(Link(url, text, alt, title, image, region, level, -1, -1, pointer, hidden, nofollow))
        else:
            self._rows.append([url, text, alt, title, image, region, 0, -1, section, pointer, hidden, nofollow, -1])
            if region is _BREADCRUMBS:
                self._crumb(text)
            else:
                self.run.append(self.count)
        self.count += 1

    def _crumb(self, text: str) -> None:
        if text and len(self.crumbs) < 20:
            self.crumbs.append(text)


def _is_of_form(button: Node) -> bool:
    return "form" in button.attrs or any(parent.tag == "form" for parent in button.ancestors(40))


def _told(node: Node) -> str:
    """The address an attribute gives for a script to open, on things that are there to be pressed."""
    attrs = node.attrs
    if node.tag not in ("a", "button") and "onclick" not in attrs:
        return ""  # what a lazy picture or a frame shows is no link
    told = next((attrs[name] for name in _ADDRESSED if _ADDRESS.match(attrs.get(name, ""))), "")
    if not told and node.tag in ("a", "button"):  # whatever the attribute is called, a file is to be opened
        told = next((value for name, value in attrs.items() if name[:5] == "data-" and _FILE.search(value)), "")
    return told


def _door(button: Node) -> str:
    """Where a form leads that has nothing but buttons and is not posted; empty for any other."""
    form = next((parent for parent in button.ancestors(20) if parent.tag == "form"), None)
    if form is None or form.get("method").strip().lower() not in ("", "get"):
        return ""
    action = (button.get("formaction") or form.get("action")).strip()
    asked = (node for node in form.iter() if node.tag in FIELD_TAGS and not is_button(node))
    return "" if not action or any(is_real_field(node) for node in asked) else action


def _picture(node: Node) -> tuple[str, str]:
    alts: list[str] = []
    name = ""
    for item in node.iter():
        if item.tag == "img":
            alt = clean(item.get("alt") or item.get("title"))
            if alt and alt not in alts:
                alts.append(alt)
            name = name or clean(file_name(item.get("src") or item.get("data-src") or item.get("data-original")))
    return " ".join(alts)[:MAX_LABEL], name
