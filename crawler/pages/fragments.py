"""Parts of a page that its own scripts bring from files of their own: `$("header").load("head.html")`.

A browser puts them together, unless the library the scripts are written with did not come: it is often kept on a
foreign host, which a network may not let through. The names of the files stand in the site's own scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin

import msgspec

from crawler import urls
from crawler.items import Frame, Page

MAX_SCRIPTS = 8
MAX_SCRIPT = 100_000  # bytes: what a site's own hand writes is short
MAX_FRAGMENTS = 8
_SHELL_LINKS = 4
_SHELL_TEXT = 200
_SOURCE = re.compile(rb"<script\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_BROUGHT = re.compile(
    r"(?:\.load|\.get|\bfetch|[\"']GET[\"']\s*,|\burl\s*:)\s*\(?\s*[\"'`]([^\"'`\s<>]{1,200}?\.(?:html?|shtml|php|inc))(?:[?#\s][^\"'`]*)?[\"'`]",
    re.IGNORECASE,
)


def has_parts_elsewhere(page: Page) -> bool:
    """Whether a page that needs its scripts says something of its own: an application's empty shell has no parts."""
    return page.needs_script and (len(page.links) >= _SHELL_LINKS or len(page.text) >= _SHELL_TEXT)


def scripts_of(body: bytes, base: str) -> tuple[str, ...]:
    """Addresses of the scripts a page names that are kept on its own host, in their order."""
    found: dict[str, None] = {}
    for match in _SOURCE.finditer(body):
        address = _joined(base, match.group(1).decode("utf-8", "replace"))
        if address and urls.host(address) == urls.host(base):
            found[address] = None
    return tuple(found)[:MAX_SCRIPTS]


def fragments_in(code: str, base: str) -> tuple[str, ...]:
    """Addresses of pages on the same host that a script asks for by name; `base` is the page it runs on."""
    found: dict[str, None] = {}
    for match in _BROUGHT.finditer(code):
        address = _joined(base, match.group(1))
        if address and urls.host(address) == urls.host(base) and address != base:
            found[address] = None
    return tuple(found)


def with_fragments(page: Page, fragments: Iterable[str]) -> Page:
    """The page with what its scripts bring as its frames; unchanged when there is nothing of the kind."""
    known = {frame.url for frame in page.frames}
    brought = tuple(Frame(url) for url in fragments if url not in known)
    if not brought:
        return page
    return msgspec.structs.replace(page, frames=(*page.frames, *brought), needs_script=False, assembled=True)


def _joined(base: str, address: str) -> str:
    try:
        return urls.normalise(urljoin(base, address))
    except ValueError:
        return ""
