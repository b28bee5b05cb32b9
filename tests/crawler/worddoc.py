"""Binary Word files made by code for tests: the least that is one ([MS-DOC], [MS-CFB])."""

from __future__ import annotations

import struct

_SECTOR = 512
_TEXT = 2048  # where the text begins in the main stream
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def doc(main: str, *, narrow: str = "", heads: str = "", boxes: str = "", flags: int = 0) -> bytes:
    """A Word 97 file: `\r` ends a paragraph, `\x07` a cell, `\x1c` a row. `narrow` goes on, a byte a character."""
    text, places, ends = b"", [], []
    for said in (main, narrow, heads, boxes):
        at, thin = _TEXT + len(text), said is narrow
        if said:
            places.append((len(said), 2 * at | 0x40000000 if thin else at))
        for sign in said:
            text += sign.replace("\x1c", "\x07").encode("cp1252" if thin else "utf-16-le")
            if sign in "\r\x07\x1c":
                ends.append((_TEXT + len(text), sign == "\x1c"))
    text += b"\0" * (-len(text) % _SECTOR)
    starts = [sum(length for length, _ in places[:number]) for number in range(len(places) + 1)]
    plc = struct.pack(f"<{len(starts)}I", *starts) + b"".join(struct.pack("<HIH", 0, at, 0) for _, at in places)
    pieces = b"\x02" + struct.pack("<I", len(plc)) + plc
    index = struct.pack("<III", _TEXT, ends[-1][0], (_TEXT + len(text)) // _SECTOR)
    block = bytearray(_TEXT)
    struct.pack_into("<HH6xH", block, 0, 0xA5EC, 0xC1, 0x0200 | flags)
    struct.pack_into("<H28xH", block, 32, 14, 22)
    struct.pack_into("<7i", block, 76, len(main + narrow), 0, len(heads), 0, 0, 0, len(boxes))
    struct.pack_into("<H", block, 152, 93)
    struct.pack_into("<II", block, 154 + 8 * 33, 0, len(pieces))
    struct.pack_into("<II", block, 154 + 8 * 13, len(pieces), len(index))
    return _container({"WordDocument": bytes(block) + text + _properties(ends), "1Table": pieces + index})


def _properties(ends: list[tuple[int, bool]]) -> bytes:
    """A page that tells of every paragraph whether it is the end of a row."""
    page = bytearray(_SECTOR)
    struct.pack_into(f"<{len(ends) + 1}I", page, 0, _TEXT, *(end for end, _ in ends))
    row = _SECTOR - 12
    page[row : row + 10] = b"\0\x04" + struct.pack("<HHBHB", 0, 0x2416, 1, 0x2417, 1)
    for number, (_, is_row) in enumerate(ends):
        page[4 * (len(ends) + 1) + 13 * number] = row // 2 if is_row else 0
    page[-1] = len(ends)
    return bytes(page)


def _container(streams: dict[str, bytes]) -> bytes:
    """The streams in a compound file; each is long enough to have sectors of its own."""
    fat = [_FAT, _END]
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    body = b""
    for number, (name, data) in enumerate(streams.items(), start=1):
        data = data.ljust(4096, b"\0") + b"\0" * (-max(len(data), 4096) % _SECTOR)
        first, count = len(fat), len(data) // _SECTOR
        fat += [*range(first + 1, first + count), _END]
        entries.append(_entry(name, 2, first, len(data), right=number + 1 if number < len(streams) else _FREE))
        body += data
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    head = bytearray(_SECTOR)
    struct.pack_into("<8s16xHHHHH", head, 0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 44, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    head[80:] = b"\xff" * (_SECTOR - 80)
    return bytes(head) + table + directory + body


def _entry(name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE) -> bytes:
    raw = name.encode("utf-16-le")
    links = struct.pack("<III", _FREE, right, child)
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1) + links
    return head.ljust(116, b"\0") + struct.pack("<III", start, size, 0)
