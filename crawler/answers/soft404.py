"""Pages that say "not found" with status 200, and the invented address that shows how a host does it. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

import msgspec

from crawler.items import BlockKind, Page

# What a page says of itself where it is none: enough to take a whole site's answer for one.
PAGE_MISSING = (
    r"страниц\w*\s(\S+\s){0,4}не\s(найден|существует|обнаружен)",
    r"не\s(найден\w*|существует)\s(\S+\s){0,3}страниц",
    r"(ошибка|error)\s404",
    r"такой\sстраницы\s(на\s(этом\s)?сайте\s)?(нет|не)\b",
    r"\bнет\sтакой\sстраницы",
    r"\bстраница\s(\S+\s){0,2}отсутствует",
    r"не\s(можем|смогли|удалось)\sнайти\s(\S+\s){0,2}страницу",
    r"\b404\b.{0,20}(not found|не найден|ошибка|error)",
    r"^\W*404\W*$",
    r"page\snot\sfound",
    r"страниц\w+\s(\S+\s)?(удал[её]н|была удалена)",
)
_NOT_FOUND = re.compile(
    "|".join(
        (
            *PAGE_MISSING,
            r"(документ|раздел|материал|файл|ресурс|адрес)\w*\s(\S+\s){0,4}не\s(найден|существует|обнаружен)",
            r"не\s(найден\w*|существует)\s(\S+\s){0,3}(документ|раздел|материал)",
            r"\b(элемент|запись|публикация|новость)\sне\sнайден[ао]?\b",
            r"материал\s(\S+\s)?(удал[её]н|была удалена)",
        )
    ),
    re.IGNORECASE,
)
_SIMILAR = 0.9
_SHORT = 300  # characters of all there is on a page that may be nothing but an error


def probe_path(host: str) -> str:
    """A path that no site has, always the same for one host (a changing one would make every run different)."""
    return f"/net-takoy-stranicy-{hashlib.sha256(host.encode()).hexdigest()[:12]}/"


def probe_url(home_url: str) -> str:
    """The invented address on the host of a home page."""
    parts = urlsplit(home_url)
    return f"{parts.scheme}://{parts.netloc}{probe_path(parts.hostname or '')}"


class Signature(msgspec.Struct, frozen=True):
    """What a host answers to an invented address with status 200."""

    sha256: str
    title: str
    words: frozenset[str]

    def matches(self, page: Page) -> bool:
        """Whether a page is the same answer, give or take the address it repeats."""
        if page.sha256 == self.sha256:
            return True
        if page.title != self.title:
            return False
        words = _words(page)
        return words == self.words or len(words & self.words) / max(1, len(words | self.words)) >= _SIMILAR


def signature_of(page: Page) -> Signature:
    """The signature of the answer to the probe."""
    return Signature(page.sha256, page.title, _words(page))


def says_not_found(page: Page) -> bool:
    """Whether a page's title, first headings or only text say that there is nothing at its address."""
    if _NOT_FOUND.search(page.title):
        return True
    if any(_NOT_FOUND.search(heading) for heading in islice(_headings(page), 2)):
        return True
    return _is_short(page) and bool(_NOT_FOUND.search(page.text))


def _headings(page: Page) -> Iterator[str]:
    return (block.text for block in page.blocks if block.kind is BlockKind.HEADING)


def _is_short(page: Page) -> bool:
    """Whether a page says hardly anything. Most say much: their text is not put together to find that out."""
    length = 0
    for block in page.blocks:
        length += len(block.text) + 1
        if length > _SHORT + 1:
            return False
    return True


def _words(page: Page) -> frozenset[str]:
    """Words of a page without those of its own address, which error pages like to repeat."""
    path = urlsplit(page.requested_url or page.url).path
    return frozenset(word for word in page.text.split() if path == "/" or path.strip("/") not in word)
