"""Latin file names back into what Russian word patterns match: «plan-ustraneniya» → «план устранения»."""

from __future__ import annotations

import re
from urllib.parse import unquote

from crawler.addresses import FILE_ENDINGS
from rules.language.wording import parts_of

_PAIRS = (
    ("shch", "щ"), ("sch", "щ"), ("sh", "ш"), ("ch", "ч"),
    ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("tc", "ц"), ("cz", "ц"),
    ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"),
    ("yo", "е"), ("jo", "е"), ("ye", "е"), ("iy", "ий"), ("yj", "ый"),
)  # fmt: skip
_SINGLES = dict(zip("abcdefghijklmnopqrstuvwxyz'", "абцдефгхийклмнопкрстуввхызь", strict=False))
_LATIN = re.compile(r"[A-Za-z']{2,}")
_PAGES = ("asp", "aspx", "htm", "html", "php")  # how addresses of pages end that are no names of files
_ENDING = re.compile(rf"\.(?:{'|'.join(sorted({*FILE_ENDINGS, *_PAGES}))})$", re.IGNORECASE)
_UNTOUCHED = {"pdf", "doc", "docx", "xls", "xlsx", "html", "php", "index", "download", "file", "files", "card", "view"}


def to_cyrillic(text: str) -> str:
    """`text` with Latin words spelt in Russian letters, lower case; other characters unchanged."""

    def word(match: re.Match[str]) -> str:
        lowered = match.group().lower()
        if lowered in _UNTOUCHED:
            return ""
        for latin, russian in _PAIRS:
            lowered = lowered.replace(latin, russian)
        return "".join(_SINGLES.get(letter, letter) for letter in lowered)

    return _LATIN.sub(word, text)


def without_ending(name: str) -> str:
    """A file's or page's name without what tells its format: «Приказ.docx», «plan.php»."""
    return _ENDING.sub("", name)


def name_words(url: str) -> str:
    """Words of an address's last part (or of a bare file name) in Russian letters, without extension."""
    path = unquote(parts_of(url).path) if "://" in url or url.startswith("/") else unquote(url)
    name = path.rstrip("/").rsplit("/", 1)[-1]
    name = without_ending(name)
    return " ".join(to_cyrillic(re.sub(r"[_+.\-–—]+", " ", name)).split())
