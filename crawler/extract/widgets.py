"""Frames, and known components recognised by their traces. Comments never count: the parser drops them."""

from __future__ import annotations

from typing import Final

from crawler.extract.scripts import named_in
from crawler.extract.signatures import Signature, Signatures
from crawler.extract.tags import HINTED
from crawler.extract.text import clean, clean_label
from crawler.extract.tree import Node, inner_text
from crawler.extract.urls import absolute
from crawler.extract.walk import Walk
from crawler.items import Form, Frame, Link, Region, Widget

_FRAMES: Final = ("iframe", "frame", "embed", "object")
_SOURCES: Final = ("src", "data-src", "data-lazy-src", "data")
_LIMIT: Final = 200
_CRUMBS: Final = Region.BREADCRUMBS
_SCRIPT_LIMIT: Final = 200_000


def frames(walk: Walk, base: str) -> tuple[Frame, ...]:
    """Embedded pages with absolute addresses."""
    found: list[Frame] = []
    for node in walk.tree.all(*_FRAMES):
        named = (node.get(name).strip() for name in _SOURCES)
        source = next((one for one in named if one and not one.startswith("about:")), "")  # a lazy frame waits blank
        url = absolute(base, source) if source and not source.startswith("#") else ""
        if url and len(found) < _LIMIT:
            title = clean(node.get("title") or node.get("aria-label") or node.get("name"))[:300]
            found.append(Frame(url, title, walk.section_of(node), walk.tree.pointer(node)))
    return tuple(found)


class _Finds:
    """Widgets found so far: one per signature and instance, what is learnt later completes it."""

    def __init__(self, walk: Walk, signatures: Signatures) -> None:
        self._walk = walk
        self._signatures = signatures
        self.found: dict[tuple[str, str], Widget] = {}

    def add(
        self, signature: Signature, node: Node | None, *, url: str = "", text: str = "", detail: str | None = None
    ) -> None:
        if detail is None:
            detail = self._signatures.detail_in(signature, url)
        pointer = self._walk.tree.pointer(node) if node is not None else ""
        section = self._walk.section_of(node) if node is not None else -1
        self.put(Widget(signature.kind, signature.name, url, detail, text[:600], pointer, section))

    def put(self, new: Widget) -> None:
        key = (new.name, new.detail)
        if not new.detail:
            key = next((known for known in self.found if known[0] == new.name), key)
        elif key not in self.found and (new.name, "") in self.found:
            self.found = {key if known == (new.name, "") else known: w for known, w in self.found.items()}
        old = self.found.get(key)
        if old is None:
            if len(self.found) < _LIMIT:
                self.found[key] = new
            return
        self.found[key] = Widget(
            old.kind, old.name, old.url or new.url, old.detail or new.detail, old.text or new.text,
            old.pointer or new.pointer, old.section if old.section >= 0 else new.section,
        )  # fmt: skip


def widgets(
    walk: Walk, base: str, known_frames: tuple[Frame, ...], forms: tuple[Form, ...], signatures: Signatures
) -> tuple[Widget, ...]:
    """Known components of the page, in the order of their traces: markup, scripts, frames, links, forms, texts."""
    finds = _Finds(walk, signatures)
    tree = walk.tree
    for trace, named in (("class", tree.by_class), ("id", tree.ids)):
        known = signatures.telling(trace, named)
        for name, node in named.items() if known else ():
            for signature in known.get(name, ()):
                finds.add(signature, node, text=_own_text(node))
    for script in tree.by_tag.get("script", ()):
        _script(finds, script, base, signatures)
    for style in tree.by_tag.get("link", ()):
        for signature in signatures.matching("script", style.get("href")[:1000]):
            finds.add(signature, style, url=absolute(base, style.get("href")))
    for frame in known_frames:
        for signature in signatures.matching("frame", frame.url):
            finds.put(_framed(finds, signature, frame, signatures))
    known = signatures.telling("link", [link.url for link in walk.links])
    for link in walk.links if known else ():
        for signature in known.get(link.url, ()):
            finds.put(_linked(signature, link, signatures))
    for form in forms:
        for signature in _of_form(form, signatures):
            finds.put(Widget(signature.kind, signature.name, form.action, "", form.heading, form.pointer, form.section))
    _texts(finds, walk, signatures)
    return tuple(finds.found.values())


def _named(node: Node) -> str:
    return node.get("aria-label") or node.get("title")


def _own_text(node: Node) -> str:
    return inner_text(node, 600) if node.size < 3_000 else ""


def _script(finds: _Finds, node: Node, base: str, signatures: Signatures) -> None:
    source = node.get("src") or node.get("data-src")
    if source:
        for signature in signatures.matching("script", source[:1000]):
            finds.add(signature, node, url=absolute(base, source))
    code = "".join([child for child in node.children if isinstance(child, str)])[:_SCRIPT_LIMIT]
    for signature, detail in named_in(code, signatures) if code else ():
        finds.add(signature, node, detail=detail)


def _framed(finds: _Finds, signature: Signature, frame: Frame, signatures: Signatures) -> Widget:
    return Widget(
        signature.kind, signature.name, frame.url, signatures.detail_in(signature, frame.url), frame.title,
        frame.pointer, frame.section,
    )  # fmt: skip


def _linked(signature: Signature, link: Link, signatures: Signatures) -> Widget:
    detail = signatures.detail_in(signature, link.url)
    return Widget(signature.kind, signature.name, link.url, detail, link.label, link.pointer, link.section)


def _of_form(form: Form, signatures: Signatures) -> dict[Signature, None]:
    found: dict[Signature, None] = {}
    if form.action:
        path = "/" + form.action.split("//", 1)[-1].partition("/")[2]
        found.update(dict.fromkeys(signatures.matching("action", path)))
    for field in form.fields:
        if field.name:
            found.update(dict.fromkeys(signatures.matching("field", field.name[:200])))
    return found


def _texts(finds: _Finds, walk: Walk, signatures: Signatures) -> None:
    told = [block for block in walk.blocks if len(block.text) <= 200 and block.region is not _CRUMBS]
    known = signatures.telling("text", [block.text for block in told])
    for block in told if known else ():
        for signature in known.get(block.text, ()):
            finds.put(Widget(signature.kind, signature.name, "", "", block.text, block.pointer, block.section))
    for button in walk.tree.all("button", "input", "label")[:500]:
        label = inner_text(button, 200) or _caption(button)
        for signature in signatures.matching("text", label) if label else ():
            finds.add(signature, button, text=label)
    pictured: dict[str, Node | None] = dict.fromkeys(text for text in walk.images if len(text) <= 200)
    # a picture or a mere sign («👁», «Аа») is named by an attribute
    pictured |= {clean_label(_named(node))[:200]: node for node in walk.tree.nodes if node.flags & HINTED}
    for label, matched in signatures.telling("text", pictured).items():
        for signature in matched:
            finds.add(signature, pictured[label], text=label)
    links = walk.links
    labels = {link.text for link in links} | {link.alt for link in links} | {link.title for link in links}
    known = signatures.telling("text", [label for label in labels if label and len(label) <= 200])
    for link in walk.links if known else ():
        for label in (link.text, link.alt, link.title):
            for signature in known.get(label, ()):
                finds.put(Widget(signature.kind, signature.name, link.url, "", label, link.pointer, link.section))


def _caption(button: Node) -> str:
    """What a button without words is called: for those who hear it read, by its hint or by its picture."""
    named = [button.get(name) for name in ("value", "aria-label", "title")]
    pictured = (node.get("alt") or node.get("title") for node in button.iter() if node.tag == "img")
    return clean(next(filter(None, (*named, *pictured)), ""))[:200]
