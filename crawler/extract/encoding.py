"""Which encoding a page is really in: declarations lie, bytes do not.

Strict UTF-8 first; else the Cyrillic code pages are told apart by how likely the letters are that they make of the
bytes; the declaration decides only where that is close (short pages).
"""

from __future__ import annotations

import codecs
import html
import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CYRILLIC = ("windows-1251", "koi8-r", "cp866")
_LATIN = frozenset({"utf-8", "ascii", "us-ascii", "iso-8859-1", "latin-1", "windows-1252"})  # claimed of anything
# How often letters occur in Russian, in parts of ten thousand (National Corpus of the Russian language).
_FREQUENCIES = {
    "о": 1097, "е": 845, "а": 801, "и": 735, "н": 670, "т": 626, "с": 547, "р": 473, "в": 454, "л": 440, "к": 349,
    "м": 321, "д": 298, "п": 281, "у": 262, "я": 201, "ы": 190, "ь": 174, "г": 170, "з": 165, "б": 159, "ч": 144,
    "й": 121, "х": 97, "ж": 94, "ш": 73, "ю": 64, "ц": 48, "щ": 36, "э": 32, "ф": 26, "ъ": 4, "ё": 4,
}  # fmt: skip
_CAPITAL = 0.1  # by how much a capital is taken to be less likely than a small letter: menus are often in capitals
_MARK = -4.5  # likelihood of marks that belong to Russian text
_STRANGE = -9.0  # and of anything else: frames of tables, foreign letters
_CLOSE = 0.25  # a mean difference a byte at which the declaration is believed
_NOT_RUSSIAN = -7.0  # a mean below which no encoding makes Russian of the bytes
_MARKS = "«»—–№„“”’…°§©\xa0·•"
_ALIASES = {"cp1251": "windows-1251", "win-1251": "windows-1251", "koi8r": "koi8-r", "ibm866": "cp866", "utf8": "utf-8"}
_SAMPLE = 200_000  # high bytes are looked for in this much of a page
_ENOUGH = 4_000  # of them are counted
_SHORT = 24  # high bytes that tell too little against a declaration
_MOJIBAKE = re.compile("[À-ÿ]{3}")
_CYRILLIC_WORD = re.compile("[а-яА-ЯёЁ]{3,}")
_HIGH = re.compile("[\x80-\xff]+")
_ENTITY = re.compile("&(?:#[0-9]{2,3}|[A-Za-z]{3,6});")
_CYRILLIC_LETTER = re.compile("[а-яА-ЯёЁ]")
_ASCII = bytes(range(0x80))
_LEADING = bytes(range(0xC0, 0x100))  # bytes of UTF-8 that begin a letter; those between them and ASCII go on


class Decoded(NamedTuple):
    """Text, the encoding used and the one declared (canonical names, empty when none)."""

    text: str
    encoding: str
    declared: str
    is_utf8: bool = False  # the body, byte for byte, is the text in UTF-8


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Decode a body; never fails."""
    declared = declared_encoding(body, content_type)
    for bom, name in _BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(name, "replace"), name, declared)
    if (wide := _wide(body)) is not None:
        return Decoded(body.decode(wide, "replace"), wide, declared)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        if _nearly_utf8(body, declared):
            return Decoded(body.decode("utf-8", "replace"), "utf-8", declared)
        encoding = _legacy(body, declared)
        return Decoded(body.decode(encoding, "replace"), encoding, declared)
    encoding = declared if body.isascii() and declared else "utf-8"
    return Decoded(text, encoding, declared, is_utf8=True)


def declared_encoding(body: bytes, content_type: str = "") -> str:
    """What the header says, else the first <meta> or XML declaration; canonical name, or empty."""
    head = body[:4096]
    found = _HEADER.search(content_type)
    raw = found.group(1) if found else ""
    if not raw and (match := _META.search(head) or _XML.search(head)):
        raw = match.group(1).decode("ascii")
    return canonical(raw)


def canonical(name: str) -> str:
    """A name Python reads text by, in the spelling of the web; empty for unknown ones, and for «hex» and its like."""
    name = name.strip().lower()
    name = _ALIASES.get(name, name)
    try:
        b"\x80".decode(name, "replace")
    except (LookupError, ValueError):
        return ""
    return name


def unmangle(text: str) -> str:
    """Repair a page whose windows-1251 was taken for Latin-1 («Ãîñóäàðñòâåííîå»), when the whole page is so.

    The letters may also be written as entities (`&Atilde;&icirc;`), as some editors save them.
    """
    if _CYRILLIC_WORD.search(text):
        return text
    plain = _ENTITY.sub(lambda m: _latin(html.unescape(m.group()), m.group()), text) if "&" in text else text
    if len(_MOJIBAKE.findall(plain)) < 4:
        return text
    repaired = _HIGH.sub(lambda m: m.group().encode("latin-1").decode("cp1251", "replace"), plain)
    letters = _CYRILLIC_LETTER.findall(repaired)
    lower = sum(letter.islower() for letter in letters)
    # French or German turned into Cyrillic would be letters strewn among Latin ones, not words.
    inside = sum(map(len, _CYRILLIC_WORD.findall(repaired))) / max(1, len(letters))
    return repaired if inside > (0.7 if lower * 2 > len(letters) else 0.9) else text


def _latin(char: str, written: str) -> str:
    return char if len(char) == 1 and (char in "\xa8\xb8" or "\xc0" <= char <= "\xff") else written


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the Latin markup is zero."""
    head = body[:512]
    if len(head) < 8 or head.count(0) * 12 < len(head):
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 3 * even + 2:
        return "utf-16-le"
    return "utf-16-be" if even > 3 * odd + 2 else None


def _nearly_utf8(body: bytes, declared: str) -> bool:
    """A UTF-8 page with a few broken bytes (a cut string, a foreign counter) is still UTF-8."""
    if _hardly_utf8(body):
        return False
    text = body.decode("utf-8", "replace")
    good = len(_CYRILLIC_LETTER.findall(text))
    bad = text.count("\ufffd")
    return good > 20 * bad or (declared == "utf-8" and good > 5 * bad)


def _hardly_utf8(body: bytes) -> bool:
    """Whether so many bytes cannot be UTF-8 that nobody need count what is broken: that takes long on such a page.

    Every byte that begins a letter, and has no byte of the kind that goes on, is broken; a Cyrillic one begins with D0
    or D1.
    """
    high = body.translate(None, _ASCII)
    following = len(high.translate(None, _LEADING))
    broken = len(high) - 2 * following
    return high.count(0xD0) + high.count(0xD1) <= 5 * broken


def _legacy(body: bytes, declared: str) -> str:
    sample = _high_bytes(body)
    if not sample:
        return declared or "utf-8"
    named = (declared,) if declared and declared not in _LATIN else ()
    counts = Counter(sample)
    scores = {name: _likelihood(counts, name) / len(sample) for name in dict.fromkeys((*_CYRILLIC, *named))}
    best = max(scores, key=lambda name: scores[name])
    if named and ((len(sample) < _SHORT and declared in _CYRILLIC) or scores[best] - scores[declared] < _CLOSE):
        return declared
    return best if scores[best] > _NOT_RUSSIAN else "windows-1251"


def _high_bytes(body: bytes) -> bytes:
    """The first bytes beyond ASCII, of a Russian page soon enough; they are looked for in a limited part of it."""
    soon = body[: 4 * _ENOUGH].translate(None, _ASCII)
    return (soon if len(soon) >= _ENOUGH else body[:_SAMPLE].translate(None, _ASCII))[:_ENOUGH]


def _likelihood(counts: Mapping[int, int], encoding: str) -> float:
    """Logarithm of how likely so many of each byte are as Russian text in an encoding.

    Which letters there are tells more than their case: a menu in capitals is the rule on some sites, and capitals in
    windows-1251 are small letters in KOI8-R.
    """
    weights = _weights(encoding)
    return sum(count * weights[byte - 0x80] for byte, count in counts.items())


@lru_cache(maxsize=64)  # pages may declare what they like
def _weights(encoding: str) -> tuple[float, ...]:
    return tuple(_weight(bytes((byte,)).decode(encoding, "replace")) for byte in range(0x80, 0x100))


def _weight(char: str) -> float:
    if frequency := _FREQUENCIES.get(char.lower()):
        return math.log(frequency / 10_000) - (0.0 if char.islower() else _CAPITAL)
    return _MARK if char and char in _MARKS else _STRANGE
