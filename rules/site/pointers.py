"""Where a quotation stands: on a page, the XPath of its block, link or title; in a document, the line of its text."""

from __future__ import annotations

from crawler.items import Document, Page

_TITLE = "/html/head/title"
_ENOUGH = 60  # characters of a quotation that tell its place


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
