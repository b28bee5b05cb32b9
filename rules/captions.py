"""What a page says of a link that says nothing itself: «Скачать», a year, an icon.

The name of the document stands beside it: in the same line, in the line above a button, or in the title of its row
and column.
"""

from __future__ import annotations

import re

from crawler.items import PAPER_ENDINGS, Block, BlockKind, Link, Page, Region

_FORMATS = "|".join(sorted(PAPER_ENDINGS))
_BARE = re.compile(
    rf"[a-z\d_.%-]+\.(?:{_FORMATS})|(?:{_FORMATS}|"
    r"\W|\d|скачать|загрузить|открыть|смотреть|посмотреть|просмотр\w*|читать|прочитать|подробнее|ознакомиться|перейти|"
    r"файл\w*|документ\w*|архив\w*|материал\w*|здесь|тут|ссылк\w*|скан\w*|копи[яию]|приложени\w*|"
    r"формат\w*|размер\w*|[кмk][бb]\b|год\w*|г\b|за|на|в|с|по|для|скачивания|view|download|open|more)*",
    re.IGNORECASE,
)
_CELL = re.compile(r"/t[dh]\[(\d+)\](?!.*/t[dh]\[)")
_SIDES = " ,;:.–—-()[]|\u00a0\n"
_LONG = 400


def is_bare(label: str) -> bool:
    """Whether a label tells nothing of what the link leads to."""
    return _BARE.fullmatch(label) is not None


def caption_of(page: Page, link: Link) -> str:
    """The words that name what a link leads to, besides its own; empty when there are none near it."""
    if not 0 <= link.block < len(page.blocks):
        return ""
    block = page.blocks[link.block]
    if block.kind is BlockKind.ROW:
        return _of_row(page, link, block)
    if block.kind in {BlockKind.HEADING, BlockKind.TAB} or not is_bare(link.label):
        return ""
    beside = _beside(page, link, block)
    return beside if not is_bare(beside) else _above(page, link)


def _labels(page: Page, block: int) -> list[Link]:
    return [link for link in page.links if link.block == block]


def _beside(page: Page, link: Link, block: Block) -> str:
    """What stands in the line before the link (or, for several formats of one file, before the first of them)."""
    said, place = "", 0
    links = _labels(page, link.block)
    if len(links) == 1 and not link.label:
        return block.text[:_LONG]
    for number, one in enumerate(links):
        found = block.text.find(one.label, place) if one.label else -1
        if found < 0:
            continue
        before = [line.strip(_SIDES) for line in block.text[place:found].split("\n")]
        said = next((line for line in reversed(before) if not is_bare(line)), said)
        place = found + len(one.label)
        if one is link:
            if said:
                return said[-_LONG:]
            following = links[number + 1] if number + 1 < len(links) else None
            end = block.text.find(following.label, place) if following and following.label else -1
            after = block.text[place : end if end > 0 else None].strip(_SIDES)
            return after.partition("\n")[0].strip(_SIDES)[:_LONG]
    return ""


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
    for index, block in enumerate(page.blocks[: link.block]):
        if block.kind is BlockKind.ROW and _table(block.pointer) == _table(page.blocks[link.block].pointer):
            titles = [cell.strip() for cell in block.text.split(" | ")]
            place = int(match.group(1)) - 1 - max(0, width - len(titles))  # an empty corner is not told
            return titles[place] if 0 <= place < len(titles) and not _labels(page, index) else ""
    return ""


def _table(pointer: str) -> str:
    """The pointer of a row's table: head and body are one table."""
    return re.sub(r"/(?:thead|tbody|tfoot)\[\d+\]$", "", pointer.rpartition("/tr[")[0])
