"""The text of a binary Word file (Word 97-2003), from its piece table: whole, in order, with the rows of its tables.

[MS-DOC]: the main stream begins with a block (FIB) that tells which other stream holds the tables; one of them, the
piece table, tells where the characters stand and whether as two bytes or one. xlrd opens the container: its OLE
reader serves any file of that kind, and we have it for XLS.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from typing import Any

import msgspec
from xlrd.compdoc import CompDoc, CompDocError

from crawler.documents.cleaning import one_line, table
from crawler.items import Table

_WORD97 = 0xC1  # the oldest version of the block that is laid out so
_LOCKED, _WHICH = 0x0100, 0x0200
_STORIES = 3 * 4  # in the block of lengths: text, notes, heads, (macros), remarks, end notes, boxes
_PARAGRAPHS, _PIECES = 13, 33  # pairs of offset and length
_PAGE = 512
_IN_TABLE, _ROW_END = 0x2416, 0x2417
_ELSEWHERE = frozenset({0x6645, 0x6646})  # where in the stream of data they stand that have no room on the page
_LONG = frozenset({0xD606, 0xD608})  # their length takes two bytes
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_MOST_PIECES = 200_000
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_CELL, _ROW = "\x07", "\x1c"  # Word has one sign for the end of a cell and of a row, and none that is \x1c
_PARTED = re.compile("[\x07\r]")
_DRAWN = "\x08"
_PICTURED = re.compile("[\x01\x08]")
_SIGNS = {0x1E: "-", 0x1F: "", 0x0B: "\n", 0x0C: "\n", 0x0E: "\n", 0x0D: "\n", 0xA0: " "}
_SIGNS |= dict.fromkeys((0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x08, 0x13, 0x14, 0x15), "")


class Word97(msgspec.Struct, frozen=True):
    """What such a file says; `pictured`: how many letters stand above the first picture, -1 without any."""

    text: str
    tables: tuple[Table, ...] = ()
    pictured: int = -1


def read_word97(body: bytes) -> Word97 | None:
    """The text of the file; None for an older Word, a locked or a damaged file."""
    try:
        return _read(body)
    except (CompDocError, struct.error, IndexError, ValueError, AssertionError, MemoryError, OverflowError):
        return None


def _read(body: bytes) -> Word97 | None:
    container = CompDoc(body, logfile=io.StringIO(), ignore_workbook_corruption=True)
    main = _stream(container, "WordDocument")
    if len(main) < 32 or _u16(main, 0) != 0xA5EC or _u16(main, 2) < _WORD97 or _u16(main, 10) & _LOCKED:
        return None
    tables = _stream(container, "1Table" if _u16(main, 10) & _WHICH else "0Table")
    words = 34 + 2 * _u16(main, 32)
    longs = words + 2
    pairs = longs + 4 * _u16(main, words) + 2
    lengths = struct.unpack_from("<8i", main, longs + _STORIES)
    ends = _ends(main, _part(main, tables, pairs, _PARAGRAPHS), _stream(container, "Data"))
    said = "".join(_characters(main, _part(main, tables, pairs, _PIECES), ends))
    body_text, boxes = said[: lengths[0]], said[sum(lengths[:6]) : sum(lengths[:7])]
    heads, notes = said[sum(lengths[:2]) : sum(lengths[:3])], said[lengths[0] : sum(lengths[:2])]
    return _told(body_text, boxes, heads, notes)


def _told(main: str, boxes: str, heads: str, notes: str) -> Word97:
    """Boxes stand where the first thing is drawn, as a stamp above a title; what else is drawn may be a picture."""
    main = _fields_shown(main)
    drawn = main.find(_DRAWN)
    framed = boxes.count("\r\r") or int(bool(boxes.strip()))
    if drawn >= 0 and boxes.strip():
        seen = f"{main[:drawn]}\r{_fields_shown(boxes)}\r{main[drawn:].replace(_DRAWN, '', framed)}"
    else:
        seen = f"{main}\r{_fields_shown(boxes)}"
    picture = _PICTURED.search(seen)
    above = sum(map(str.isalpha, seen[: picture.start()])) if picture else -1
    whole = "\r".join(part for part in (_fields_shown(heads), seen, _fields_shown(notes)) if part.strip())
    lines, tables = _laid_out(whole)
    return Word97("\n".join(lines), tuple(tables), above)


def _fields_shown(text: str) -> str:
    """The text with what its fields show in the place of their codes: fields stand inside one another."""
    before = None
    while before != text:
        before, text = text, _FIELD_CODE.sub(lambda match: match[1] or "", text)
    return text


def _laid_out(text: str) -> tuple[list[str], list[Table]]:
    """Lines, rows of tables among them with their cells parted by tabs, and the tables."""
    lines: list[str] = []
    tables: list[Table] = []
    for paragraph in text.split("\r"):
        *rows, last = paragraph.split(_ROW)
        cells = [[cell.translate(_SIGNS) for cell in row.removesuffix(_CELL).split(_CELL)] for row in rows]
        lines += ["\t".join(map(one_line, row)) for row in cells]
        if found := table(cells):
            tables.append(found)
        lines.append(last.replace(_CELL * 2, "\n").replace(_CELL, "\t").translate(_SIGNS))
    return lines, tables


def _stream(container: Any, name: str) -> bytes:
    return bytes(container.get_named_stream(name) or b"")


def _part(main: bytes, tables: bytes, pairs: int, number: int) -> bytes:
    offset, length = struct.unpack_from("<II", main, pairs + 8 * number)
    return tables[offset : offset + length]


def _u16(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", data, at)[0])


class _Ends(msgspec.Struct, frozen=True):
    """Where in the main stream paragraphs end that stand in a table, and those that are the end of a row."""

    inside: frozenset[int]
    rows: frozenset[int]


def _ends(main: bytes, index: bytes, data: bytes) -> _Ends:
    """From the pages of paragraph properties the index leads to."""
    count = max(0, (len(index) - 4) // 8)
    inside: set[int] = set()
    rows: set[int] = set()
    for (number,) in struct.iter_unpack("<I", index[4 * (count + 1) : 4 * (count + 1) + 4 * count]):
        start = (number & 0x3FFFFF) * _PAGE
        page = main[start : start + _PAGE]
        if len(page) < _PAGE:
            continue
        runs = page[_PAGE - 1]
        for run in range(runs):
            (end,) = struct.unpack_from("<I", page, 4 * (run + 1))
            told = _properties(page, 2 * page[4 * (runs + 1) + 13 * run], data)
            if _IN_TABLE in told:
                inside.add(end)
            if _ROW_END in told:
                rows.add(end)
    return _Ends(frozenset(inside), frozenset(rows))


def _properties(page: bytes, at: int, data: bytes) -> set[int]:
    """Properties of a paragraph that are set, by number; `at` 0: it has none of its own. Many stand in `data`."""
    if not at:
        return set()
    size, start = (2 * page[at] - 1, at + 1) if page[at] else (2 * page[at + 1], at + 2)
    told = dict(_set(page[start + 2 : start + size]))  # behind the number of its style
    for name in _ELSEWHERE & told.keys():
        (offset,) = struct.unpack("<I", told[name])
        if offset + 2 <= len(data):
            told |= dict(_set(data[offset + 2 : offset + 2 + _u16(data, offset)]))
    return {name for name, value in told.items() if any(value)}


def _set(found: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 3 <= len(found):
        name = _u16(found, at)
        length = 1 + _u16(found, at + 2) if name in _LONG else _SIZES.get(name >> 13, 1 + found[at + 2])
        yield name, found[at + 2 : at + 2 + length]
        at += 2 + length


def _characters(main: bytes, pieces: bytes, ends: _Ends) -> Iterator[str]:
    """The text piece by piece, with a sign of its own for the end of a row and for a new line within a cell."""
    at = 0
    while pieces[at] == 1:  # properties that pieces refer to
        at += 3 + _u16(pieces, at + 1)
    (length,) = struct.unpack_from("<I", pieces, at + 1)
    found = pieces[at + 5 : at + 5 + length]
    count = min((len(found) - 4) // 12, _MOST_PIECES)
    for number in range(count):
        first, last = struct.unpack_from("<II", found, 4 * number)
        (where,) = struct.unpack_from("<I", found, 4 * (count + 1) + 8 * number + 2)
        width, start = (1, (where & 0x3FFFFFFF) // 2) if where & 0x40000000 else (2, where)
        raw = main[start : start + width * (last - first)]
        text = raw.decode("cp1252" if width == 1 else "utf-16-le", "replace")
        yield _PARTED.sub(lambda sign, start=start, width=width: _sign(sign, start, width, ends), text)  # type: ignore[misc]


def _sign(sign: re.Match[str], start: int, width: int, ends: _Ends) -> str:
    end = start + width * (sign.start() + 1)
    if sign[0] == _CELL:
        return _ROW if end in ends.rows else _CELL
    return "\n" if end in ends.inside else "\r"
