"""Shorthand for the tests of extraction: invented pages in, facts out."""

from __future__ import annotations

from crawler.extract import extract_page
from crawler.items import Block, BlockKind, Link, Page

URL = "http://school.test/about/index.html"


def read(html: str, url: str = URL) -> Page:
    """Facts of a UTF-8 page with this body."""
    return extract_page(f"<!DOCTYPE html><html><body>{html}</body></html>".encode(), url=url)


def texts(page: Page, kind: BlockKind | None = None) -> list[str]:
    """Texts of the blocks, of one kind if named."""
    return [block.text for block in page.blocks if kind is None or block.kind is kind]


def block(page: Page, text: str) -> Block:
    """The only block with this text."""
    (found,) = [block for block in page.blocks if block.text == text]
    return found


def link(page: Page, label: str) -> Link:
    """The only link called so."""
    (found,) = [link for link in page.links if link.label == label]
    return found


def under(page: Page, text: str) -> str:
    """Text of the heading or tab a block stands under."""
    return page.heading_of(block(page, text).section)
