"""Pictures that are the pages of one paper: «План (стр. 1), (стр. 2)», or IMG_0231.jpg and IMG_0232.jpg under one line.

A photograph holds one page: the stamp stands on the first, items of the plan on the next. Only pages that were all
received are put together; one that was not stays a paper of its own, which nobody could read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from msgspec import structs

from crawler.addresses import ending_of, page_key
from crawler.items import Document
from rules.language.wording import normal
from rules.model import Value
from rules.site.labels import is_bare

_NUMBER = r"(?P<{}>\d{{1,2}})"
_SHEET = r"(?:стр(?:аница)?|лист|часть|фото|снимок|с|л)"
_PAGE = re.compile(
    rf"\W*(?:\b{_SHEET}\W{{0,3}}{_NUMBER.format('after')}|\b{_NUMBER.format('before')}(?:-?[йя])?\W{{0,2}}{_SHEET})\W*$"
    rf"|^\W*{_NUMBER.format('alone')}\W*$",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"(?P<stem>.*?)(?P<number>\d{1,8})\W*$", re.DOTALL)
_YEAR = re.compile(r"(?:19|20)\d\d|(?:19|20)\d{6}")  # «plan_2023.jpg» and «plan_2024.jpg» are two plans; also a date


class Sheet(Value, frozen=True):
    """A picture among the papers of a page, by what tells which page of which paper it is."""

    document: Document
    label: str
    caption: str
    place: tuple[str, int, int]  # the page it is linked from, the heading and, if it stands alone, the line above it


def goes_on(sheet: Sheet, before: Sheet) -> bool:
    """Whether a picture is the page that follows another."""
    if sheet.place != before.place or not all(map(_is_sheet, (sheet, before))):
        return False
    name, number = _told(sheet.label)
    first, ahead = _told(before.label)
    if number:
        called = _name(name, sheet.caption)
        return number == (ahead or 1) + 1 and called in {"", _name(first, before.caption)}
    return _name(name, sheet.caption) == _name(first, before.caption) and not ahead and _counts_on(sheet, before)


def bound(sheets: Iterable[Document]) -> Document:
    """The pages of a paper as one document, at the address of the first."""
    pages = list(sheets)
    lacking = next((page for page in pages if page.reason is not None), pages[0])
    return structs.replace(
        pages[0],
        text="\n".join(page.text for page in pages if page.text),
        tables=tuple(table for page in pages for table in page.tables),
        page_count=sum(page.page_count for page in pages),
        pages_read=sum(page.pages_read for page in pages),
        ocr=any(page.ocr for page in pages),
        signed=next((page.signed for page in pages if page.signed), ""),
        reason=lacking.reason,
        detail=lacking.detail,
    )


def _is_sheet(sheet: Sheet) -> bool:
    return sheet.document.format == "image" and not sheet.document.member


def _told(label: str) -> tuple[str, int]:
    """What a label names, and which page of it; 0 where it tells none."""
    found = _PAGE.search(label)
    if found is None:
        return label, 0
    return label[: found.start()], int(found["after"] or found["before"] or found["alone"])


def _name(label: str, caption: str) -> str:
    return normal(_told(caption)[0] if is_bare(label) else label).strip(" ,;:.–—-(")


def _counts_on(sheet: Sheet, before: Sheet) -> bool:
    """Whether the names of two files are alike but for a number that is the next: of a camera, or of a page."""
    urls = sheet.document.url, before.document.url
    names = [unquote(page_key(url).rpartition(".")[0] if ending_of(url) else page_key(url)) for url in urls]
    one, other = (_COUNTER.fullmatch(name) for name in names)
    if one is None or other is None or one["stem"] != other["stem"] or _YEAR.fullmatch(one["number"]):
        return False
    return int(one["number"]) == int(other["number"]) + 1
