"""Encoding of plain Russian text without a declaration: strict UTF-8, else what the bytes look like."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(body: bytes) -> str:
    """Decode without ever failing."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 4 and error.start > 100:  # cut in the middle of a character
            return body[: error.start].decode("utf-8")
    return body.decode(_code_page(body[:200_000]), "replace")


def _code_page(sample: bytes) -> str:
    """Lower-case letters fill E0-FF in windows-1251, C0-DF in KOI8-R, A0-AF and E0-EF in CP866."""
    high = sum(1 for byte in sample if byte >= 0xE0)
    middle = sum(1 for byte in sample if 0xC0 <= byte <= 0xDF)
    low = sum(1 for byte in sample if 0xA0 <= byte <= 0xAF)
    dos_capitals = sum(1 for byte in sample if 0x80 <= byte <= 0x9F)
    if low + dos_capitals > middle and low > high // 3:
        return "cp866"
    return "koi8-r" if middle > high else "cp1251"
