"""What a press on a tab of the card brings up, year by year.

A tab's contents are what stands on the page after the press and did not before: no name of an element has to be known.
Where they are shown for one year at a time, each year of the list is chosen. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crawler.bus_gov.api import DOWNLOAD, EMPTY_TAB, TABS
from crawler.items import Attachment, Block, BlockKind, Page

LONGEST = 300  # characters kept of one entry
MOST_YEARS = 12
_SHORT_NAMES = {
    "proposal": re.compile(r"предложени\w*(?: организаци\w+)?"),
    "plan": re.compile(r"план\w*(?: мероприятий)?(?: нок)?"),
    "result": re.compile(r"результат\w*(?: нок| оценк\w+)?|нок|оценк\w+(?: качества)?"),
}
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_ONLY_YEAR = re.compile(r"\W*(?:за |год:? ?)?(20\d\d)(?: год\w*| г\.?)?\W*", re.IGNORECASE)
_FAILED = re.compile(r"не удалось|ошибк|повторите попытк|недоступн", re.IGNORECASE)
_LOADING = re.compile(r"(?:идёт |идет )?(?:загрузка|загружа\w+|подождите|loading)(?: данных)?", re.IGNORECASE)
_DOTS = " .…"
_OF_ASSESSMENT = re.compile(r"год\w* (?:проведени\w+ )?(?:\w+ )?оценк", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LETTER = re.compile(r"[^\W\d_]")
_PICKED = re.compile(r"\bгод\w*", re.IGNORECASE)
_LEAST = {"proposal": 8, "plan": 4}  # letters besides «год»: less is the title of a list of years
_A_TITLE = 4  # characters: less is a mark or a number


class Shown(NamedTuple):
    """A state of the page: the year chosen in its list ("" without one)."""

    year: str
    page: Page


class Panel(NamedTuple):
    """What a tab holds. `known`: whether all of it was had; `notice`: its words where it holds nothing."""

    entries: tuple[Attachment, ...]
    known: bool
    notice: str


def kind_of_control(text: str) -> str:
    """ "result", "proposal", "plan", or nothing: what a tab is about by its name, be it a single word."""
    said = " ".join(text.lower().replace("ё", "е").split())
    named = next((kind for kind, pattern in TABS.items() if pattern.search(said)), "")
    return named or next((kind for kind, pattern in _SHORT_NAMES.items() if pattern.fullmatch(said)), "")


def is_loading(before: Page, page: Page) -> bool:
    """Whether what a press brought up is still to come."""
    return any(_LOADING.fullmatch(block.text.strip(_DOTS)) for _, block in _fresh(before, page))


def read_panel(kind: str, before: Page, states: Sequence[Shown]) -> Panel:
    """Entries of all states of a tab beside the page as it was before the press. Pure."""
    entries: list[Attachment] = []
    notice, known = "", bool(states)
    for state in states:
        fresh = list(_fresh(before, state.page))
        texts = [block.text for _, block in fresh]
        if not fresh or any(_FAILED.search(text) or _LOADING.fullmatch(text.strip(_DOTS)) for text in texts):
            known = False
            continue
        found = list(_read(kind, state, fresh))
        entries += found
        if not found:
            nothing = next((text for text in texts if _says_nothing(kind, text)), "")
            notice, known = notice or nothing, known and bool(nothing)
    return Panel(tuple(dict.fromkeys(entries)), known, "" if entries else notice[:LONGEST])


def _says_nothing(kind: str, text: str) -> bool:
    """Whether a line says in words or by noughts that there is nothing."""
    noughts = [float(one.replace(",", ".")) for one in _NUMBER.findall(YEAR.sub(" ", text))]
    return bool(EMPTY_TAB.search(text) or (kind == "result" and noughts and not any(noughts)))


def _fresh(before: Page, page: Page) -> Iterator[tuple[int, Block]]:
    """Blocks that were not there before the press, but for the names of tabs."""
    old = {block.text for block in before.blocks}
    for index, block in enumerate(page.blocks):
        if block.text not in old and block.kind is not BlockKind.TAB:
            yield index, block


def _read(kind: str, state: Shown, fresh: list[tuple[int, Block]]) -> Iterator[Attachment]:
    numbers = {index for index, _ in fresh}
    links = {link.block: link for link in state.page.links if link.block in numbers and DOWNLOAD.search(link.url)}
    year, head, lines = state.year, "", dict[str, list[str]]()
    for index, block in fresh:
        if only := _ONLY_YEAR.fullmatch(block.text):
            if block.kind is BlockKind.HEADING:
                year = only.group(1)
            continue
        if EMPTY_TAB.search(block.text) or len(block.text) < _A_TITLE or block.kind is BlockKind.HEADING:
            continue
        cells = [cell.strip() for cell in block.text.split(" | ")]
        link = links.get(index)
        if len(cells) > 1 and link is None and not head and not _NUMBER.search(block.text):
            head = block.text  # titles of columns
            continue
        if kind == "result":
            lines.setdefault(year, []).append(block.text)
            continue
        said = link.label if link is not None and link.label else max(cells, key=len)
        if len(_LETTER.findall(_PICKED.sub("", said))) < _LEAST[kind]:
            continue
        told = next((cell for cell in cells if YEAR.fullmatch(cell)), "") if _OF_ASSESSMENT.search(head) else ""
        yield _entry(kind, told or year, said, link.url if link is not None else "")
    for of, texts in lines.items():
        values = [float(one.replace(",", ".")) for text in texts for one in _NUMBER.findall(YEAR.sub(" ", text))]
        if any(values):
            yield _entry(kind, of, f"баллы: {'; '.join(texts)}", "")


def _entry(kind: str, year: str, said: str, url: str) -> Attachment:
    if year and kind == "plan":
        said = f"{said} (по итогам оценки {year} года)"
    elif year and (kind == "result" or not YEAR.search(said)):
        said = f"{year} год: {said}"
    years = sorted({int(one) for one in YEAR.findall(said)})
    return Attachment(kind, years[0] if len(years) == 1 else None, said[:LONGEST], url)
