"""What a link is called: its label, or, when that only says «скачать» or «открыть», the line it stands in. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from crawler.items import BlockKind, Link, Page
from rules.wording import normal

GENERIC = re.compile(
    r"^\W*(?:скачать|документ\w*|файл\w*|открыть|посмотреть|смотреть|просмотр\w*|приложени\w*|ссылка|подробн\w*|здесь|тут"
    r"|читать|загрузить|перейти|далее|на страницу|в раздел|полностью"
    r"|[a-z\d_.%-]{1,30}[. ](?:pdf|docx?|xlsx?|odt|ods|rtf|zip|rar)"
    r"|pdf|docx?|xlsx?|скан\w*|img|image|\d[\d .,-]*|\(?\d* ?(?:кб|мб|kb|mb)\)?|\w{0,3})?"
    r"(?: (?:файл|документ|далее|здесь|полностью|\(?pdf\)?|\d[\d .,]*|кб|мб|№))*\W*$"
)
_LONGEST = 300  # characters of a line that may be a name


class _Same:
    """A page told from others by being another object: to compare all it holds would be dear."""

    __slots__ = ("page",)

    def __init__(self, page: Page) -> None:
        self.page = page

    def __hash__(self) -> int:
        return id(self.page)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.page is self.page


def line_of(page: Page, link: Link) -> str:
    """The line a link stands in: of a paragraph of several the one with its words; empty where it stands in none."""
    if not 0 <= link.block < len(page.blocks):
        return ""
    text = page.blocks[link.block].text
    return _lines(_Same(page)).get(id(link), text) if "\n" in text else text


@lru_cache(maxsize=4)  # all links of a page are asked for one after another; it keeps the page, and so their ids
def _lines(same: _Same) -> dict[int, str]:
    """Lines of the links that stand in paragraphs of several, by the links' identity; of those found in the text."""
    page = same.page
    found: dict[int, str] = {}
    places: defaultdict[int, int] = defaultdict(int)  # where to look on, by block: one name may stand there twice
    for link in page.links:
        text = page.blocks[link.block].text if 0 <= link.block < len(page.blocks) else ""
        place = text.find(link.text, places[link.block]) if link.text and "\n" in text else -1
        if place >= 0:
            end = text.find("\n", place)
            found.setdefault(id(link), text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)])
            places[link.block] = place + len(link.text)
    return found


def said_of(link: Link, page: Page) -> str:
    """The label; of a link that says nothing by itself the row, item or paragraph it stands in, or the one before."""
    label = link.label
    if len(label) > 40 or not 0 <= link.block < len(page.blocks) or not GENERIC.match(normal(label)):
        return label
    for index in (link.block, link.block - 1):
        if index < 0:
            break
        block = page.blocks[index]
        if index < link.block and (block.kind is BlockKind.HEADING or block.section != page.blocks[link.block].section):
            break
        said = line_of(page, link) if index == link.block else block.text
        if len(said) <= _LONGEST and not GENERIC.match(normal(said)):
            return said
    return label
