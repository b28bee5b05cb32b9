"""`extract_page`: the body of one HTML page → `crawler.items.Page`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import unquote, urldefrag

from crawler.extract import contacts
from crawler.extract.encoding import decode, unmangle
from crawler.extract.text import clean
from crawler.extract.tree import Tree, inner_text, parse
from crawler.extract.urls import absolute, normalized
from crawler.extract.walk import Walk
from crawler.items import Page, Step

MAX_TITLE = 500


def extract_page(
    body: bytes,
    *,
    url: str,
    content_type: str = "",
    status: int = 200,
    fetched_at: datetime | None = None,
    requested_url: str = "",
    depth: int = 0,
    click_path: tuple[Step, ...] = (),
    headers: Mapping[str, str] | None = None,
    external: bool = False,
    rendered: bool = False,
    render_reason: str = "",
) -> Page:
    """All facts of one page. Pure; never raises, whatever the bytes."""
    decoded = decode(body, content_type)
    tree = parse(unmangle(decoded.text))
    own = _own_address(url)
    base = _base(tree, own)
    walk = Walk(tree, base, own)
    walk.run()
    text = "\n".join(block.text for block in walk.blocks)
    named = {key.lower(): value for key, value in (headers or {}).items()}
    return Page(
        url=own,
        requested_url=requested_url,
        status=status,
        fetched_at=fetched_at,
        sha256=hashlib.sha256(body).hexdigest(),
        size=len(body),
        etag=clean(named.get("etag", ""))[:300],
        last_modified=clean(named.get("last-modified", ""))[:100],
        encoding=decoded.encoding,
        declared_encoding=decoded.declared,
        title=_title(tree),
        breadcrumbs=tuple(walk.crumbs),
        blocks=tuple(walk.blocks),
        links=tuple(walk.links),
        phones=_distinct(contacts.phones(text)),
        emails=_distinct(contacts.emails(text)),
        inns=_distinct(contacts.inns(text)),
        images=tuple(dict.fromkeys(walk.images)),
        rendered=rendered,
        render_reason=render_reason,
        external=external,
        depth=depth,
        click_path=click_path,
    )


def _own_address(url: str) -> str:
    try:
        return urldefrag(normalized(url) or url)[0]
    except ValueError:
        return url


def _base(tree: Tree, own: str) -> str:
    for node in tree.by_tag.get("base", ()):
        if node.get("href"):
            return absolute(own, node.get("href")) or own
    return own


def _title(tree: Tree) -> str:
    for node in tree.by_tag.get("title", ()):
        if text := inner_text(node, MAX_TITLE):
            return text
    return ""


def _distinct(items: Iterable[str], limit: int = 200) -> tuple[str, ...]:
    return tuple(list(dict.fromkeys(items))[:limit])
