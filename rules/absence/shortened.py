"""Shortened links that nobody followed: where they lead is not known, so nothing behind them may be called absent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crawler.addresses import page_key
from crawler.items import Link, Page
from rules.addresses.known import known_host
from rules.view import SiteView


def unfollowed(view: SiteView, links: Iterable[tuple[Page, Link]]) -> Iterator[tuple[Page, Link]]:
    """Those of `links` that go by way of a shortener which nobody followed."""
    shorteners = view.lexicon.hosts.get("shorteners", ())
    for page, link in links:
        if known_host(shorteners, link.url) is not None and page_key(link.url) not in view.external:
            yield page, link
