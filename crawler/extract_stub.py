"""Stand-in until the real extraction is merged; deleted then."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from lxml import html

from crawler.items import Link, Page, Region, Step


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
    **_: Any,
) -> Page:
    """Links and title only."""
    tree = html.fromstring(body or b"<html></html>")
    links = tuple(
        Link(
            url=urljoin(url, a.get("href", "")),
            text=" ".join(a.text_content().split()),
            region=Region.MENU if next(a.iterancestors("nav"), None) is not None else Region.CONTENT,
        )
        for a in tree.iter("a")
        if a.get("href")
    )
    title = next((" ".join(t.text_content().split()) for t in tree.iter("title")), "")
    return Page(
        url=url, requested_url=requested_url, status=status, fetched_at=fetched_at, links=links, title=title,
        sha256=hashlib.sha256(body).hexdigest(), size=len(body), depth=depth, click_path=click_path, external=external,
    )  # fmt: skip
