"""Which of several cards under one ИНН is an organization's own: a head and its branches, a closed one, a namesake."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.addresses import typed, typed_words

_CLOSED = re.compile(r"ликвидир|реорганиз|прекра[тщ]|недейств|закрыт[ао]?\b", re.IGNORECASE)
_WORD = re.compile(r"[a-zа-я]{2,}|\d+")
_PORT = re.compile(r"\d{2,5}")
_BRANCH = re.compile(r"\bфилиал|структурн\w+ подразделени|обособленн\w+ подразделени", re.IGNORECASE)


def is_closed(name: str) -> bool:
    """Whether a name says that the organization is no more."""
    return _CLOSED.search(name) is not None


def is_branch(name: str) -> bool:
    """Whether an organization calls itself a part of another, which has the same ИНН and a card of its own."""
    return _BRANCH.search(name) is not None


def likeness(name: str, other: str) -> float:
    """How much two names have in common, 0…1: the words of both, of all their words."""
    first, second = _words(name), _words(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def names_site(written: str | None, site: str) -> bool:
    """Whether a field for addresses names the host of a site, with or without `www.`."""
    own = (urlsplit(site).hostname or "").removeprefix("www.")
    return bool(own) and any(typed(word).host.removeprefix("www.") == own for word in typed_words(written or ""))


def first_address(written: str) -> str:
    """The first address of a field as one that can be asked; empty where it holds none."""
    for word in typed_words(written):
        secure, host, port, rest = typed(word)
        if host:
            place = host.removeprefix("www.") + (f":{port}" if _PORT.fullmatch(port) else "")
            asked = rest.partition("#")[0]
            return f"{'https' if secure else 'http'}://{place}{'' if asked.startswith('/') else '/'}{asked}"
    return ""


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold().replace("ё", "е")))
