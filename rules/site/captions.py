"""What a page says of a link that says nothing itself: «Скачать», a year, an icon.

The name of the document stands beside it: in the same line, in the line above a button, or in the title of its row
and column.
"""

from __future__ import annotations

import re

from crawler.items import Block, BlockKind, Link, Page, Region
from rules.site.labels import is_bare
from rules.site.per_page import blocks_below, links_by_block, once_per_page
from rules.site.pointers import table_of

_CELL = re.compile(r"/t[dh]\[(\d+)\](?!.*/t[dh]\[)")
_SIDES = " ,;:.–—-()[]|\u00a0\n"
_LONG = 400
_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


_PART = re.compile(
    r"\b(?:стр|страница|лист|часть|продолжение)\b", re.IGNORECASE
)  # «(стр. 2)» goes on with a name before it


def caption_of(page: Page, link: Link) -> str:
    """The words that name what a link leads to, besides its own; empty when there are none near it."""
    if link.block < 0 and not link.label:
        return _announced(page, link)
    if not 0 <= link.block < len(page.blocks):
        return ""
    block = page.blocks[link.block]
    if block.kind is BlockKind.ROW:
        return _of_row(page, link, block)
    if block.kind in {BlockKind.HEADING, BlockKind.TAB} or not is_bare(link.label):
        return ""
    beside = _beside(page).get(id(link), "")
    return beside if not is_bare(beside) else _above(page, link)


def _labels(page: Page, block: int) -> list[Link]:
    return links_by_block(page).get(block, [])


@once_per_page
def _beside(page: Page) -> dict[int, str]:
    """What stands beside each link in its paragraph, by the links' identity."""
    found: dict[int, str] = {}
    for index, links in links_by_block(page).items():
        if 0 <= index < len(page.blocks) and any(is_bare(link.label) for link in links):
            found |= _beside_each(page.blocks[index].text, links)
    return found


def _beside_each(text: str, links: list[Link]) -> dict[int, str]:
    """What stands in the line before a link (or, for several formats of one file, before the first of them)."""
    if not any(link.label for link in links) and (len(links) == 1 or text.rstrip().endswith(":")):
        return dict.fromkeys(map(id, links), text[:_LONG])  # one picture, or those that a line announces
    found: dict[int, str] = {}
    said, place = "", 0
    for number, link in enumerate(links):
        begin = text.find(link.label, place) if link.label else -1
        if begin < 0:
            continue
        before = [_bared(line) for line in text[place:begin].split("\n")]
        said = next((line for line in reversed(before) if not is_bare(line)), said)
        if number and _PART.search(link.label) and not is_bare(links[number - 1].label):
            said = links[number - 1].label
        place = begin + len(link.label)
        following = links[number + 1] if number + 1 < len(links) else None
        found.setdefault(id(link), said[-_LONG:] or _after(text, place, following))
    return found


def _after(text: str, place: int, following: Link | None) -> str:
    """The line that follows a link, up to the next link."""
    end = text.find(following.label, place) if following and following.label else -1
    after = text[place : end if end > 0 else None].strip(_SIDES)
    return _bared(after.partition("\n")[0])[:_LONG]


def _bared(line: str) -> str:
    """A line without what stands between it and a link; a bracket that opens inside it is closed."""
    said = line.strip(_SIDES)
    return f"{said})" if said.count("(") > said.count(")") else said


def _above(page: Page, link: Link) -> str:
    """The line above a button, if it is text and no heading: headings are known anyway."""
    for index in range(link.block - 1, max(link.block - 4, -1), -1):
        block = page.blocks[index]
        if block.region is not Region.CONTENT or block.section != page.blocks[link.block].section:
            return ""
        if block.kind in {BlockKind.HEADING, BlockKind.TAB, BlockKind.ROW}:
            return ""
        if not is_bare(block.text):
            return "" if _labels(page, index) else block.text[:_LONG]
    return ""


def _announced(page: Page, link: Link) -> str:
    """The line above pictures that lead somewhere, if it is theirs: it ends with a colon, or nothing else is there.

    Otherwise names may stand below the pictures, and each would be taken for the next one's.
    """
    if not link.section < link.after < len(page.blocks):
        return ""
    block = page.blocks[link.after]
    if block.section != link.section or block.region is not link.region or len(block.text) > _LONG:
        return ""
    if block.kind not in _LINES or is_bare(block.text) or _labels(page, link.after):
        return ""
    announces = block.text.rstrip().endswith(":")
    return _bared(block.text) if announces or blocks_below(page).get(link.section) == [link.after] else ""


def _of_row(page: Page, link: Link, block: Block) -> str:
    """The other cells of the row that are no links, and the title of the link's column."""
    labels = {one.label for one in _labels(page, link.block)}
    cells = [cell.strip() for cell in block.text.split(" | ")]
    said = [cell for cell in cells if cell and cell not in labels]
    title = _column_title(page, link, len(cells))
    return ". ".join([*([title] if title else []), *said])[:_LONG]


def _column_title(page: Page, link: Link, width: int) -> str:
    match = _CELL.search(link.pointer)
    table = page.blocks[link.block].pointer.rpartition("/tr[")[0]
    if match is None or not table:
        return ""
    first = _first_rows(page).get(table_of(page.blocks[link.block].pointer), link.block)
    if first >= link.block or _labels(page, first):
        return ""
    titles = [cell.strip() for cell in page.blocks[first].text.split(" | ")]
    place = int(match.group(1)) - 1 - max(0, width - len(titles))  # an empty corner is not told
    return titles[place] if 0 <= place < len(titles) else ""


@once_per_page
def _first_rows(page: Page) -> dict[str, int]:
    """The first row of each table, by its pointer."""
    found: dict[str, int] = {}
    for index, block in enumerate(page.blocks):
        if block.kind is BlockKind.ROW:
            found.setdefault(table_of(block.pointer), index)
    return found
