"""Where a quotation stands: on a page, the XPath of its block, link or title; in a document, the line of its text."""

from __future__ import annotations

import re

from crawler.items import Document, Page

_TITLE = "/html/head/title"
_PART_OF_TABLE = re.compile(r"/(?:thead|tbody|tfoot)\[\d+\]$")
_ENOUGH = 60  # characters of a quotation that tell its place


def table_of(pointer: str) -> str:
    """The pointer of the table a row stands in: head and body are one table."""
    return _PART_OF_TABLE.sub("", pointer.rpartition("/tr[")[0])


def locate(page: Page, text: str) -> str:
    """XPath of the first block, link or title of `page` that holds the beginning of `text`; empty when none does."""
    words = " ".join(text.split())[:_ENOUGH].rstrip("…").strip()
    if not words:
        return ""
    for block in page.blocks:
        if words in block.text or ("\n" in block.text and words in block.text.replace("\n", " ")):
            return block.pointer
    for link in page.links:
        if words in link.label or (link.label and words.startswith(f"{link.label} →")):
            return link.pointer
    return _TITLE if page.title and page.title.startswith(words) else ""


def locate_in(document: Document, text: str) -> str:
    """The line of a document's text where `text` begins, in words; empty when it stands in no line."""
    words = " ".join(text.split())[:_ENOUGH].rstrip("…").strip()
    if not words:
        return ""
    for number, line in enumerate(document.text.split("\n"), 1):
        if words in " ".join(line.split()):
            return f"строка {number} текста документа"
    return ""
