"""What a link is called: its label, or, when that only says «скачать» or «открыть», the line it stands in. Pure."""

from __future__ import annotations

import re

from crawler.addresses import PAPER_ENDINGS
from crawler.items import BlockKind, Link, Page
from rules.lexicon.word_lists import link_words
from rules.site.per_page import links_by_block, once_per_page

_FORMATS = "|".join(sorted(PAPER_ENDINGS))
# «\w*+» gives nothing back: «документдокументдокумент…» could else be cut into words in countless ways.
_FILE = rf"[a-z\d_.%-]+\.(?:{_FORMATS})"
_NOTHING = rf"{_FORMATS}|\W|\d|{link_words().tells_nothing.pattern}"
_BARE = re.compile(rf"{_FILE}|(?:{_NOTHING}|{link_words().year.pattern})*", re.IGNORECASE)
_BARE_BUT_YEARS = re.compile(rf"{_FILE}|(?:{_NOTHING})*", re.IGNORECASE)
_NUMBERED = re.compile(r"№\s?\d|\d\.\d\d\.\d")  # «№ 1 | 14.04.2026 | Скачать»: a line that says which
_LONGEST = 300  # characters of a line that may be a name


def is_bare(label: str, *, years_count: bool = False) -> bool:
    """Whether a label tells nothing of what the link leads to; with `years_count` «2022 год» tells something."""
    return (_BARE_BUT_YEARS if years_count else _BARE).fullmatch(label) is not None


def line_of(page: Page, link: Link) -> str:
    """The line a link stands in: of a paragraph of several the one with its words; empty where it stands in none."""
    if not 0 <= link.block < len(page.blocks):
        return ""
    text = page.blocks[link.block].text
    return _lines(page).get(id(link), text) if "\n" in text else text


@once_per_page
def _lines(page: Page) -> dict[int, str]:
    """Lines of the links that stand in paragraphs of several, by the links' identity; of those found in the text."""
    found: dict[int, str] = {}
    for block, links in links_by_block(page).items():
        text = page.blocks[block].text if 0 <= block < len(page.blocks) else ""
        if "\n" not in text:
            continue
        place = 0  # one name may stand there twice
        for link in links:
            begin = text.find(link.text, place) if link.text else -1
            if begin >= 0:
                end = text.find("\n", begin)
                found.setdefault(id(link), text[text.rfind("\n", 0, begin) + 1 : end if end >= 0 else len(text)])
                place = begin + len(link.text)
    return found


def said_of(link: Link, page: Page) -> str:
    """The label; of a link that says nothing by itself the row, item or paragraph it stands in, or the one before."""
    label = link.label
    if len(label) > 40 or not 0 <= link.block < len(page.blocks) or not is_bare(label, years_count=True):
        return label
    for index in (link.block, link.block - 1):
        if index < 0:
            break
        block = page.blocks[index]
        if index < link.block and (block.kind is BlockKind.HEADING or block.section != page.blocks[link.block].section):
            break
        said = line_of(page, link) if index == link.block else block.text
        if len(said) <= _LONGEST and (_NUMBERED.search(said) or not is_bare(said, years_count=True)):
            return said
    return label
