"""What a person sees in a DOCX beside its letters: struck-through words, and notes where they are referred to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crawler.documents.budget import UnreadableError
from crawler.documents.package import Package

STRUCK = "~~"  # around words struck through, as in Markdown
NOTE = "Сноска: "  # begins a line of its own after the paragraph that refers to the note
_OFF = ("0", "false", "off", "none")
_NOTES = (("footnote", "word/footnotes.xml"), ("endnote", "word/endnotes.xml"))


def mark_struck(root: Any, w: str) -> None:
    """Put marks around the text of struck-through runs."""
    for run in root.iter(w + "r"):
        properties = run.find(w + "rPr")
        if properties is None or not any(_is_on(properties.find(w + name), w) for name in ("strike", "dstrike")):
            continue
        texts = [one for one in run.iter(w + "t") if one.text and one.text.strip()]
        if texts:
            texts[0].text = STRUCK + texts[0].text
            texts[-1].text += STRUCK


def place_notes(root: Any, package: Package, w: str) -> bool:
    """Write each foot- or endnote below the paragraph that refers to it; whether all of them were found a place."""
    names, placed = package.names(), True
    for kind, name in _NOTES:
        if name not in names:
            continue
        try:
            texts = dict(_notes(package.xml(name), w, kind))
        except UnreadableError:
            return False
        for reference in [*root.iter(f"{w}{kind}Reference")]:
            paragraph = _paragraph_of(reference, w)
            text = texts.pop(reference.get(w + "id"), "")
            if text and paragraph is not None:
                run = paragraph.makeelement(w + "r", {}, None)
                run.append(run.makeelement(w + "br", {}, None))
                said = run.makeelement(w + "t", {}, None)
                said.text = f"{NOTE}{text}"
                run.append(said)
                paragraph.append(run)
        placed = placed and not texts
    return placed


def _notes(root: Any, w: str, kind: str) -> Iterator[tuple[str, str]]:
    for note in root.iter(w + kind):
        text = " ".join("".join(one.text or "" for one in note.iter(w + "t")).split())
        if note.get(w + "type") in (None, "normal") and text:
            yield note.get(w + "id"), text


def _paragraph_of(node: Any, w: str) -> Any:
    while node is not None and node.tag != w + "p":
        node = node.getparent()
    return node


def _is_on(property_: Any, w: str) -> bool:
    return property_ is not None and property_.get(w + "val", "1").lower() not in _OFF
