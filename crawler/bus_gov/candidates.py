"""Which of several cards under one ИНН is an organization's own: a head and its branches, a closed one, a namesake."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import idna

_CLOSED = re.compile(r"ликвидир|реорганиз|прекра[тщ]|недейств|закрыт[ао]?\b", re.IGNORECASE)
_WORD = re.compile(r"[a-zа-я]{2,}|\d+")
_SCHEME = re.compile(r"^h\w{1,4}ps?\s*:?\s*[/\\]{1,3}", re.IGNORECASE)


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
    return bool(own) and any(_host(word) == own for word in re.split(r"[\s,;]+", written or ""))


def first_address(written: str) -> str:
    """The first address of a field as one that can be asked; empty where it holds none."""
    for word in re.split(r"[\s,;]+", written):
        if "." in word and "@" not in word and (host := _host(word)):
            path = _SCHEME.sub("", word).replace("\\", "/").partition("/")[2]
            port = re.search(r":\d{2,5}(?=/|$)", _SCHEME.sub("", word))
            scheme = "https" if word.lower().startswith("https") else "http"
            return f"{scheme}://{host}{port.group() if port else ''}/{path}"
    return ""


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold().replace("ё", "е")))


def _host(word: str) -> str:
    bare = _SCHEME.sub("", word.strip("\"'«»<>().")).replace("\\", "/")
    host = re.split(r"[/:?#]", bare, maxsplit=1)[0].rstrip(".").lower().removeprefix("www.")
    try:
        return idna.encode(host, uts46=True).decode() if host else ""
    except idna.IDNAError:
        return host
