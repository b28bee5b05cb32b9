"""Russian wording as it stands on real pages: normalisation and memoised matching.

Sites write one phrase in a dozen ways: «ё» or «е», three kinds of dashes and quotes, words broken by soft
hyphens, non-breaking spaces, capitals. Patterns of the catalogue are therefore written once, in lower case,
and are matched against `normal(text)` only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

# Chained `replace` is several times faster than `translate` on long Russian texts, and most of these are rare.
_REPLACED = (
    ("ё", "е"),
    ("\u00ad", ""),
    ("\u200b", ""),
    ("\ufeff", ""),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\n", " "),
    ("–", "-"),
    ("—", "-"),
    ("‑", "-"),
    ("−", "-"),
    ("‐", "-"),
    ("«", '"'),
    ("»", '"'),
    ("„", '"'),
    ("“", '"'),
    ("”", '"'),
    ("’", "'"),
    ("_", " "),
    ("не зависимая", "независимая"),  # «Не зависимая оценка»: written apart more often than any other mistake
    ("не зависимой", "независимой"),
    ("не зависимую", "независимую"),
)
_BROKEN_WORD = re.compile(r"(?<=[а-я])- (?=[а-я]{3,})")
_SPACED = re.compile(r"(?<![\w.])(?:[А-ЯЁа-яё] ){2,}[А-ЯЁа-яё](?![\w.])")
_CAMEL = re.compile(r"[-_+.,/%]+")
# «Hезависимая» with a Latin H. The pattern begins with the rarer letter: a long text is searched for it quickly.
_MIXED = re.compile("[aceopxyABCEHKMOPTXkhmtb](?:(?=[а-яА-Я])|(?<=[а-яА-Я].))")
_MIXED_WORD = re.compile(r"(?<!\w)\w*(?:[а-яА-Я][a-zA-Z]|[a-zA-Z][а-яА-Я])\w*")
_LOOKALIKES = str.maketrans("aceopxykhmtbABCEHKMOPTXY", "асеорхукнмтвАВСЕНКМОРТХУ")
_LONG = 400  # longer texts are page bodies: normalised once by the view, never worth a cache entry
_LONGEST_WORD = 60  # characters; no Russian word has more
_OVERLONG = re.compile(rf"(\w{{{_LONGEST_WORD}}})(?=\w)")


def _plain(text: str) -> str:
    """In lower case, with one kind of dash, quote and space."""
    found = text.lower()
    for written, plain in _REPLACED:
        found = found.replace(written, plain)
    return found


def lowered(text: str) -> str:
    """`text` in lower case, «ё» as «е», white space collapsed: its dashes, quotes and alphabets as they are."""
    return " ".join(text.lower().replace("ё", "е").split())


def folded(text: str) -> str:
    """`text` letter by letter as in its normal form, but for what depends on more: spaces and broken words."""
    return in_one_alphabet(_plain(text))


def _normal(text: str) -> str:
    even = " ".join(_plain(text).split())
    mended = in_one_alphabet(_BROKEN_WORD.sub("", even) if "- " in even and " - " not in even else even)
    return with_short_words(mended)


def with_short_words(text: str) -> str:
    """`text` with a space wherever letters and digits have run on for 60 characters.

    Patterns try every beginning of a word with every end of it: a page of «отчетотчетотчет…» would keep them busy for
    minutes. The text's spaces must be plain ones.
    """
    return _OVERLONG.sub(r"\1 ", text) if _has_long_run(text) else text


def _has_long_run(text: str) -> bool:
    """Whether more than `_LONGEST_WORD` characters stand without a space; it looks at every sixtieth at most."""
    begin, last = 0, len(text) - _LONGEST_WORD
    while begin < last:
        space = text.rfind(" ", begin, begin + _LONGEST_WORD + 1)
        if space < 0:
            return True
        begin = space + 1
    return False


_normal_short = lru_cache(maxsize=65536)(_normal)


def in_one_alphabet(text: str) -> str:
    """`text`, letter for letter, with Latin letters inside Russian words replaced by those they look like."""
    return _MIXED_WORD.sub(_in_one_alphabet, text) if _MIXED.search(text) else text


def _in_one_alphabet(word: re.Match[str]) -> str:
    """A Russian word with its Latin look-alikes replaced; any other word as it is."""
    written = word.group()
    whole = written.translate(_LOOKALIKES)
    return written if whole.isascii() or re.search("[a-zA-Z]", whole) else whole


def unspaced(text: str) -> str:
    """`text` with words that are written letter by letter, as titles of papers are, put together: «П Л А Н»."""
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), text)


def normal(text: str) -> str:
    """`text` in lower case, «ё» as «е», one kind of dash, quote and space; soft hyphens removed."""
    return _normal_short(text) if len(text) <= _LONG else _normal(text)


# A character no page uses, neither a letter nor a space nor anything `normal` replaces: it parts texts that are
# normalised together, which is several times faster than one by one.
PART = "\u2e3a"


def normal_all(texts: Sequence[str]) -> list[str]:
    """`normal` of each text, several times faster than one by one."""
    written = PART.join(texts).replace("\n", " ")  # broken lines are nothing uneven
    uneven = "_" in written or "  " in written or f" {PART}" in written or f"{PART} " in written
    if (
        uneven
        or written[:1] == " "
        or written[-1:] == " "
        or not written.isprintable()  # spaces of other kinds, and what is removed altogether
        or written.count(PART) != len(texts) - 1
        or _has_long_run(written.replace(PART, " "))
    ):
        return [normal(text) for text in texts]
    whole = folded(written)
    found = whole.split(PART)
    if "- " in whole:
        return [normal(text) if "- " in one else one for one, text in zip(found, texts, strict=True)]
    return found


def parts_of(url: str) -> SplitResult:
    """An address taken apart; one that no browser would follow either has no parts at all."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


@lru_cache(maxsize=65536)
def words_of_path(url: str) -> str:
    """Path, query and fragment of an address as normalised words: percent-decoded, separators as spaces."""
    parts = parts_of(url)
    raw = unquote(f"{parts.path} {parts.query} {parts.fragment}")
    return normal(_CAMEL.sub(" ", raw))


@lru_cache(maxsize=65536)
def file_name_of(url: str) -> str:
    """Last segment of the path, percent-decoded and normalised, separators as spaces; empty for folders."""
    return normal(_CAMEL.sub(" ", unquote(parts_of(url).path.rsplit("/", 1)[-1])))


@lru_cache(maxsize=65536)
def host_of(url: str) -> str:
    """Host in lower case without `www.`; empty for addresses that have none."""
    host = (parts_of(url).hostname or "").lower().rstrip(".")
    return host.removeprefix("www.")


def storage_of(url: str) -> str:
    """Host and first folder of an address: where a site keeps its files; of one that lies in no folder the host."""
    folder, inside, _ = parts_of(url).path.strip("/").partition("/")
    return f"{host_of(url)}/{folder if inside else ''}"


def excerpt(text: str, match: re.Match[str] | None = None, width: int = 240) -> str:
    """At most `width` characters of `text`, around `match` when given (positions of equal-length texts only)."""
    text = text.replace("\n", " ")
    if len(text) <= width:
        return text
    start = max(0, match.start() - width // 3) if match else 0
    piece = text[start : start + width].strip()
    return ("…" if start else "") + piece + ("…" if start + width < len(text) else "")
