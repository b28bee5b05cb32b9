"""Pictures pasted into text documents that may be scans: a title page with its stamp, or the whole paper.

Where one stands, the text keeps U+FFFC, the character Unicode has for a thing in a line; `filled` puts what was
recognised there. Small pictures (emblems, icons) and drawings that are no pixels are passed over; one that cannot be
taken out of the file is there without a byte, for a stamp may have been on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from crawler.documents.budget import UnreadableError
from crawler.documents.package import Package

MARK: Final = "\ufffc"
MAX_PICTURES: Final = 50
_EMU: Final = 36_000  # English metric units in a millimetre (ECMA-376, 20.1.2.1)
_WIDTH, _HEIGHT = 60.0, 20.0  # millimetres as shown: a stamp «Согласовано» is larger, an emblem is not
_PIXELS: Final = re.compile(r"\.(?:png|jpe?g|tiff?|bmp|gif)$", re.IGNORECASE)
_LENGTH: Final = re.compile(r"(?:^|;|\s)(width|height)\s*:\s*([\d.]+)\s*(pt|mm|cm|in|px)", re.IGNORECASE)
_SIZE: Final = re.compile(r"([\d.]+)\s*(pt|mm|cm|in|px)")
_MM: Final = {"pt": 25.4 / 72, "mm": 1.0, "cm": 10.0, "in": 25.4, "px": 25.4 / 96}
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG: Final = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def mark_docx(root: Any, package: Package, part: str, w: str) -> tuple[bytes, ...]:
    """Put a mark behind every pasted picture of a DOCX part, as a run's text; the pictures in the order of marks."""
    targets = _targets(package, part)
    found: list[bytes] = []
    for drawing in [item for item in root.iter(w + "drawing", w + "pict") if not _is_fallback(item)]:
        size, name = (_drawn if drawing.tag == w + "drawing" else _vml)(drawing)
        picture = None
        if _is_large(size):
            picture = b"" if targets is None else _read(package, targets.get(name, ""))
        if picture is not None and len(found) < MAX_PICTURES:
            found.append(picture)
            text = drawing.makeelement(w + "t", {}, None)
            text.text = MARK
            drawing.addnext(text)
    return tuple(found)


def mark_odt(root: Any, package: Package) -> tuple[bytes, ...]:
    """The same for an ODT: the mark becomes the text of the picture's own element."""
    found: list[bytes] = []
    for image in list(root.iter(_DRAW + "image")):
        frame = image.getparent()
        size = tuple(_length(str(frame.get(_SVG + name) or "")) for name in ("width", "height"))
        picture = _read(package, str(image.get(_HREF) or "").removeprefix("./")) if _is_large(size) else None
        if picture is not None and len(found) < MAX_PICTURES:
            found.append(picture)
            image.text = MARK
    return tuple(found)


def filled(text: str, said: Sequence[str]) -> str:
    """The text with what was recognised in the place of each mark; marks without any go."""
    head, *rest = text.split(MARK)
    parts = [head]
    for nth, part in enumerate(rest):
        parts += ["\n", said[nth] if nth < len(said) else "", "\n", part]
    return "".join(parts)


def _drawn(drawing: Any) -> tuple[tuple[float, ...], str]:
    """Size in millimetres and relationship of a DrawingML picture, whatever the edition of its namespaces."""
    size: tuple[float, ...] = ()
    name = ""
    for item in drawing.iter():
        if not isinstance(item.tag, str):
            continue
        local = item.tag.rpartition("}")[2]
        if local == "extent" and not size:
            size = tuple(_number(item.get(side)) / _EMU for side in ("cx", "cy"))
        elif local == "blip" and not name:
            name = _related(item, "embed")
    return size, name


def _vml(picture: Any) -> tuple[tuple[float, ...], str]:
    """The same of a VML picture, as old editions of Word wrote them."""
    for data in picture.iter(_VML + "imagedata"):
        style = str(data.getparent().get("style") or "")
        sides = {match[1].lower(): float(match[2]) * _MM[match[3].lower()] for match in _lengths(style)}
        return (sides.get("width", 0.0), sides.get("height", 0.0)), _related(data, "id")
    return (), ""


def _lengths(style: str) -> Iterator[re.Match[str]]:
    return (match for match in _LENGTH.finditer(style) if match[2].count(".") < 2 and match[2] != ".")


def _related(item: Any, name: str) -> str:
    return next((str(value) for key, value in item.attrib.items() if str(key).endswith("}" + name)), "")


def _targets(package: Package, part: str) -> dict[str, str] | None:
    """Parts that a part refers to, by the names of its relationships (ECMA-376-2, 8.3); None if it does not tell."""
    folder, _, file = part.rpartition("/")
    name = f"{folder}/_rels/{file}.rels"
    if name not in package.names():
        return {}
    try:
        relations = package.xml(name)
    except UnreadableError:
        return None
    targets: dict[str, str] = {}
    for one in relations:
        if isinstance(one.tag, str) and one.get("TargetMode") != "External":
            target = str(one.get("Target") or "")
            targets[str(one.get("Id") or "")] = target[1:] if target.startswith("/") else f"{folder}/{target}"
    return targets


def _read(package: Package, name: str) -> bytes | None:
    if not _PIXELS.search(name) or name not in package.names():
        return None
    try:
        return package.read(name)
    except UnreadableError:
        return b""


def _is_large(size: tuple[float, ...]) -> bool:
    return len(size) == 2 and size[0] >= _WIDTH and size[1] >= _HEIGHT


def _is_fallback(item: Any) -> bool:
    """Whether it is the copy for old programmes of something that stands here anyway."""
    return any(above.tag == _FALLBACK for above in item.iterancestors())


def _number(value: str | None) -> float:
    return float(value) if value is not None and value.isascii() and value.isdigit() else 0.0


def _length(value: str) -> float:
    match = _SIZE.fullmatch(value.strip().lower())
    return float(match[1]) * _MM[match[2]] if match and match[1].count(".") < 2 and match[1] != "." else 0.0
