"""Text of documents as facts: NFC, no control characters, white space collapsed, lines kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from crawler.items import Table

CELL_BREAK = "¶"  # parts the lines of one cell in a row written as «| Иванов И.И. ¶ Петров П.П. | … |»
_SPACE = re.compile(r"[^\S\n]+")
_BLANK = re.compile(r"\n\s*\n\s*")
# PDFium marks a hyphen at the end of a line as U+FFFE or U+0002.
_HYPHEN = re.compile(r"(?<=[а-яё])(?:\xad|\ufffe|\u0002)\n?(?=[а-яё])", re.IGNORECASE)
_CONTROL = {code: None for code in (*range(32), *range(127, 160), 0xFEFF, 0xFFFE, 0xAD) if code not in (9, 10)}
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u2028\u2029\ufeff\ufffe]")
_BREAKS = {ord("\r"): "\n", 0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n", 0x07: "\t"}


def clean(text: str, limit: int | None = None) -> str:
    """Normalise running text; lines stay lines, empty ones go."""
    text = text.replace("\r\n", "\n")
    if _ODD.search(text):  # `translate` is the dearest step, and most text does not need it
        text = _HYPHEN.sub("", text).translate(_BREAKS).translate(_CONTROL)
    text = _BLANK.sub("\n", _SPACE.sub(" ", unicodedata.normalize("NFC", text)))
    text = "\n".join(line.strip() for line in text.split("\n")).strip()
    return text if limit is None else text[:limit]


def one_line(text: str, limit: int = 2000) -> str:
    """Normalise a cell, a title, a name: one line."""
    return " ".join(clean(text).split())[:limit]


def table(rows: Iterable[Iterable[str]]) -> Table | None:
    """A table without empty rows; None when nothing is left."""
    kept = tuple(tuple(one_line(cell) for cell in row) for row in rows)
    kept = tuple(row for row in kept if any(row))
    return Table(kept) if kept else None


def bounded(tables: tuple[Table, ...], limit: int) -> tuple[Table, ...]:
    """The first tables whose cells fit into `limit` characters together."""
    kept: list[Table] = []
    for found in tables:
        limit -= sum(len(cell) + 1 for row in found.rows for cell in row)
        if limit < 0:
            break
        kept.append(found)
    return tuple(kept)
