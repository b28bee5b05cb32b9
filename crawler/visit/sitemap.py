"""Sitemaps: XML, index of sitemaps, plain text, gzip. Pure and bounded."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import NamedTuple

from lxml import etree

MAX_UNPACKED = 20 * 1024 * 1024


class Sitemap(NamedTuple):
    """Addresses in the order they stand. `nested` are further sitemaps; `cut` says that a limit left some out."""

    pages: tuple[str, ...] = ()
    nested: tuple[str, ...] = ()
    cut: bool = False


def parse_sitemap(body: bytes, *, limit: int = 20_000) -> Sitemap | None:
    """Read a sitemap; None when the body is none (an HTML page, an error text)."""
    unpacked = _unpack(body)
    if unpacked is None:
        return None
    data, cut = unpacked
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"<"):
        return _plain(data, limit, cut)
    if b"<urlset" not in start and b"<sitemapindex" not in start and b":urlset" not in start:
        return None
    return _xml(data, limit, cut)


def _xml(data: bytes, limit: int, cut: bool) -> Sitemap:
    pages: list[str] = []
    nested: list[str] = []
    # recover: a truncated or slightly broken file still names its first addresses; no entities, no network.
    events = etree.iterparse(
        io.BytesIO(data), events=("end",), recover=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    try:
        for _, element in events:
            if not isinstance(element.tag, str) or etree.QName(element).localname != "loc":
                continue
            parent = element.getparent()
            inside = etree.QName(parent).localname if parent is not None and isinstance(parent.tag, str) else ""
            address = (element.text or "").strip()
            if address and inside in ("url", "sitemap"):
                (pages if inside == "url" else nested).append(address)
            if len(pages) + len(nested) >= limit:
                cut = True
                break
    except etree.XMLSyntaxError:
        cut = True
    return Sitemap(tuple(pages), tuple(nested), cut)


def _plain(data: bytes, limit: int, cut: bool) -> Sitemap | None:
    lines = [line.strip() for line in data.decode("utf-8", errors="ignore").splitlines() if line.strip()]
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines[:20]):
        return None
    found = [line for line in lines if line.startswith(("http://", "https://"))]
    return Sitemap(tuple(found[:limit]), (), cut or len(found) > limit)


def _unpack(body: bytes) -> tuple[bytes, bool] | None:
    if not body.startswith(b"\x1f\x8b"):
        return body[:MAX_UNPACKED], len(body) > MAX_UNPACKED
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            data = packed.read(MAX_UNPACKED + 1)
    except (OSError, EOFError, zlib.error):
        return None
    return data[:MAX_UNPACKED], len(data) > MAX_UNPACKED
