"""Blanks inside an address of a site cell: which close up without doubt, and which leave it open what was meant.

A word cut off an address leaves another address, of somebody else: whoever is behind it must not be audited under the
organization's name, so what may be a part of an address is never dropped.
"""

from __future__ import annotations

import re

import msgspec

from crawler.addresses import SCHEME_APART, SCHEME_TYPED

_ZONES = "ru|su|com|org|net|info|pro|edu|gov|test|рф|рус|дети|москва|онлайн|сайт|орг"
_UNENDED = "".join(rf"(?<!\.{zone})" for zone in _ZONES.split("|"))  # what stands before is no address by itself
_CLOSED = (
    SCHEME_APART,
    (r"\bwww\s*[.,]\s*(?=\w)", "www."),  # "www. school.ru"
    (r"(?<=\w)\s+\.(?=\w)", "."),  # "school .ru"
    (rf"(?<=[\w-])\.\s+(?=(?:{_ZONES})(?:[/?]|:\d|[\s,;]|$))", "."),  # "school. ru"
    (rf"(?<=[a-z0-9]){_UNENDED}\.\s+(?=(?!www\.)[a-z0-9][a-z0-9-]*\.[a-z])", "."),  # "school1. edu.ru"
    (r"(?<=[a-zа-яё])\s+(?=/\w)", ""),  # "portal.ru /school1"
    (r"(?<=\.[a-z]{2}/)\s+(?=[a-z0-9][\w-]*(?:\.(?:html?|php|aspx?))?/?(?:[\s,;]|$))", ""),  # "portal.ru/ school1"
)
_OWN_START = re.compile(rf"(?:{SCHEME_TYPED.pattern}|^www\.)", re.IGNORECASE)
_PIECE = re.compile(r"^[\w.-]*\w[\w.-]*$")
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?i)^[\W_]*(?:(?:официальн\w*|интернет|наш\w*|адрес\w*|сайт\w*|ссылк\w*|url|site|web|или|и)?[\W_]*)$"
)


class Word(msgspec.Struct, frozen=True):
    """A word of a cell as written; `apart`: whether a comma or a semicolon parts it from the one before."""

    text: str
    apart: bool = False


def closed_up(text: str) -> str:
    """The cell without the blanks that can only be slips: beside a dot, a slash, after `www.` and `http://`."""
    for pattern, instead in _CLOSED:
        text = re.sub(pattern, instead, text, flags=re.IGNORECASE)
    return text


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a cell; a comma without a blank after it is taken for a slip of the pen, not for a list's."""
    found = re.finditer(r"(?P<gap>[\s,;]*)(?P<word>[^\s,;]+)", text)
    return tuple(Word(one["word"], ";" in one["gap"] or bool(re.search(r",\s|\s,", one["gap"]))) for one in found)


def is_part_before(word: Word, address: Word, before: Word | None) -> bool:
    """Whether the word before an address may be its beginning, cut off: «школа 3.рф», «http://my site.ru»."""
    text = word.text
    if address.apart or not _PIECE.match(SCHEME_TYPED.sub("", text).rstrip("/\\")) or _ABOUT.match(text):
        return False
    if SCHEME_TYPED.match(text):
        return True
    if _OWN_START.match(address.text):
        return False
    label = address.text.partition(".")[0]
    if text.strip(".-").isdigit():  # of an address, or the number of a school whose name stands before
        return before is None or word.apart or bool(_LATIN.search(before.text)) == bool(_LATIN.search(label))
    return label.strip("-").isdigit() or _alike(text, label)


def is_part_after(word: Word, address: Word) -> bool:
    """Whether the word after an address may be its end: «school.kbr ru», «uo.ru/our schools»."""
    if word.apart or not re.match(r"^[\w./?=&%-]+$", word.text) or _ABOUT.match(word.text) or word.text == "-":
        return False
    path = SCHEME_TYPED.sub("", address.text).partition("/")[2]
    if word.text.isdigit():
        return bool(path)
    if _RUSSIAN.search(word.text):
        return bool(_RUSSIAN.search(path.rpartition("/")[2])) and not word.text.endswith(".")
    return bool(_LATIN.search(address.text)) and bool(_LATIN.search(word.text))


def speaks_of_itself(word: Word) -> bool:
    """Whether a word only says that an address follows: «Официальный», «сайт:»."""
    return _ABOUT.match(word.text) is not None


def _alike(first: str, second: str) -> bool:
    """Whether two pieces are of one alphabet: a Russian word before a Latin name is no part of it."""
    return bool(_LATIN.search(first)) == bool(_LATIN.search(second)) and bool(_RUSSIAN.search(first)) == bool(
        _RUSSIAN.search(second)
    )
