"""Which encoding a page is really in: declarations lie, bytes do not.

Strict UTF-8 first; else the Cyrillic code pages are told apart by where their lower-case letters lie;
the declaration decides only when the counts are close (short pages, pages in capitals).
"""

from __future__ import annotations

import codecs
import html
import re
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
_LOWER = {
    "windows-1251": bytes(range(0xE0, 0x100)),
    "koi8-r": bytes(range(0xC0, 0xE0)),
    "cp866": bytes(range(0xA0, 0xB0)) + bytes(range(0xE0, 0xF0)),
}
_UPPER = {
    "windows-1251": bytes(range(0xC0, 0xE0)),
    "koi8-r": bytes(range(0xE0, 0x100)),
    "cp866": bytes(range(0x80, 0xA0)),
}
_ALIASES = {"cp1251": "windows-1251", "win-1251": "windows-1251", "koi8r": "koi8-r", "ibm866": "cp866", "utf8": "utf-8"}
_SAMPLE = 200_000  # high bytes are counted in this much of a page
_MOJIBAKE = re.compile("[À-ÿ]{3}")
_CYRILLIC_WORD = re.compile("[а-яА-ЯёЁ]{3,}")
_HIGH = re.compile("[\x80-\xff]+")
_ENTITY = re.compile("&(?:#[0-9]{2,3}|[A-Za-z]{3,6});")
_CYRILLIC_LETTER = re.compile("[а-яА-ЯёЁ]")


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
    except UnicodeDecodeError as error:
        if _nearly_utf8(body, error, declared):
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
    """A name Python knows, in the spelling of the web; empty for unknown ones."""
    name = name.strip().lower()
    name = _ALIASES.get(name, name)
    try:
        codecs.lookup(name)
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
    inside = sum(map(len, _CYRILLIC_WORD.findall(repaired)))
    return repaired if lower * 2 > len(letters) and inside * 10 > len(letters) * 7 else text


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


def _nearly_utf8(body: bytes, error: UnicodeDecodeError, declared: str) -> bool:
    """A UTF-8 page with a few broken bytes (a cut string, a foreign counter) is still UTF-8."""
    text = body.decode("utf-8", "replace")
    good = len(_CYRILLIC_LETTER.findall(text))
    bad = text.count("\ufffd")
    return good > 20 * bad or (declared == "utf-8" and good > 5 * bad)


def _legacy(body: bytes, declared: str) -> str:
    sample = body[:_SAMPLE].translate(None, bytes(range(0x80)))
    if not sample:
        return declared or "utf-8"
    scores: dict[str, int] = {}
    for name in _CYRILLIC:
        lower = len(sample) - len(sample.translate(None, _LOWER[name]))
        upper = len(sample) - len(sample.translate(None, _UPPER[name]))
        # Text is mostly lower case: capitals count a little for it, and against it when they prevail.
        scores[name] = 10 * lower + (2 * upper if upper <= lower else -2 * upper)
    best = max(scores, key=lambda name: scores[name])
    if declared in scores:
        short = len(sample) < 24
        if short or scores[best] - scores[declared] < 0.25 * max(scores[best], 1):
            return declared
    elif declared and declared not in ("utf-8", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "latin-1"):
        letters = _CYRILLIC_LETTER.findall(body[:_SAMPLE].decode(declared, "replace"))
        if len(letters) * 10 > len(sample) * 9 and sum(c.islower() for c in letters) * 2 > len(letters):
            return declared  # x-mac-cyrillic, iso-8859-5 and their like, where the bytes bear it out
    return best if scores[best] > 0 else "windows-1251"
