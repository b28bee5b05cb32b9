"""Which address is asked for, and which of them belong to a site. Pure; how they are spelt is `extract.urls`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import msgspec

from crawler.addresses import INDEX_FILE
from crawler.extract.urls import ascii_host, normalized

_SCHEMES = frozenset({"http", "https"})
# Most addresses are tidy already: host in lower case, no port, no query, nothing to escape. Only the fragment goes.
_SEGMENT = r"[\w%~-]+(?:\.[\w%~-]+)*"
_PLAIN = re.compile(
    rf"(https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?/(?:{_SEGMENT}(?:/{_SEGMENT})*/?)?)(?:#.*)?$", re.ASCII
)
_ENTRY_SEGMENTS = frozenset({"ru", "rus", "main", "home", "index", "site", "glavnaya", "ru-ru", "web", "www", "portal"})

# Sections that only a site of its own has: an address of one is the site's, and its front is where to begin.
_OWN_SECTION = re.compile(
    r"sveden|svedeniya|osnovnye-sved|o-nas$|onas$|o-shkole|o-sade|o-uchrezhd|o-bolnic|about(?:-us|us)?$|glavn|kontakt|contact"
    r"|novost|news$|dokument|documents$|obratnaya-sv",
    re.IGNORECASE,
)
_SHALLOW = 2  # segments of an address of such a section
# Where SharePoint keeps the pages of a site: its menu leads to lists and sites beside that folder.
_LIBRARY = re.compile(r"/(?:Site)?Pages(?=/(?:default|home|index)\.aspx$)", re.IGNORECASE)


class Parts(NamedTuple):
    """An address taken apart: `site` is the host without www plus a port that is not the default one."""

    scheme: str
    site: str
    path: str
    query: str


def normalise(url: str, *, scheme: str = "http") -> str:
    """An address ready to be fetched: absolute, ASCII host, escaped path, no fragment, no session ids.

    Raises ValueError for what is no http(s) address; the message says why.
    """
    if found := _PLAIN.match(url):
        return found.group(1)
    text = url.strip().partition("#")[0]
    if "://" not in text and not text.startswith("//"):
        text = f"{scheme}://{text}"
    elif text.startswith("//"):
        text = f"{scheme}:{text}"
    parts = urlsplit(text)
    if parts.scheme.lower() not in _SCHEMES:
        raise ValueError(f"not an http(s) address: {url[:200]}")
    ascii_host(parts.hostname or "")  # says what is wrong with one that cannot be
    spelt = normalized(text)
    if not spelt:
        raise ValueError(f"the address names no host: {url[:200]}")
    return spelt


@lru_cache(maxsize=8192)
def split(url: str) -> Parts:
    """Take a normalised address apart."""
    parts = urlsplit(url)
    return Parts(parts.scheme, parts.netloc.removeprefix("www."), parts.path or "/", parts.query)


class Scope(msgspec.Struct, frozen=True):
    """What belongs to the site: one host (with or without www) and, on a portal, everything below one path."""

    site: str
    base: str = "/"

    def contains(self, url: str) -> bool:
        """Whether a normalised address lies within the site."""
        parts = split(url)
        if parts.site != self.site:
            return False
        return self.base == "/" or parts.path == self.base.rstrip("/") or parts.path.startswith(self.base)


def front_of(url: str) -> str:
    """Where a site begins that an address of one of its usual sections was given for («/sveden/common»); else itself.

    A folder of any other name may be an organization's part of somebody else's portal.
    """
    parts = split(url)
    segments = [part for part in parts.path.split("/") if part]
    section = 0 < len(segments) <= _SHALLOW and _OWN_SECTION.match(segments[0]) is not None
    return f"{parts.scheme}://{urlsplit(url).netloc}/" if section else url


def scope_of(start_url: str, final_url: str) -> Scope:
    """Scope of a site from the address we were given and the one it led to (both normalised).

    An address below a portal's root (a school's page on its founder's site) keeps the crawl below that path;
    a start at the root is the whole host, also when the root redirects to /ru/ or the like.
    """
    start, final = split(start_url), split(final_url)
    if _directory(start.path) == "/":
        return Scope(final.site, "/")
    return Scope(final.site, _directory(final.path))


def _directory(path: str) -> str:
    path = INDEX_FILE.sub("/", _LIBRARY.sub("", path))
    head, _, last = path.rpartition("/")
    if last and "." in last:  # a page among others: its own children only, if it lies deeper than the root
        stem = last.partition(".")[0]
        return f"{head}/{stem}" if head else "/"
    segments = [part for part in path.split("/") if part]
    if not segments or (len(segments) == 1 and segments[0].lower() in _ENTRY_SEGMENTS):
        return "/"
    return "/" + "/".join(segments) + "/"


def host(url: str) -> str:
    """Host name of a normalised address, without the port."""
    return urlsplit(url).hostname or ""


def join(base: str, location: bytes) -> str:
    """The normalised address a Location header means. Raises ValueError if it means none."""
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:
        text = location.decode("cp1251", errors="replace")
    return normalise(urljoin(base, text))
