"""The card as a person sees it: tabs of results, proposals and plans, which no known endpoint gives.

Only a tab that was seen, with entries or with a plain word that there are none, allows to conclude absence. A page that
looks different from what `crawler.bus_gov.api` describes is *unknown*, not empty.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, Any

import msgspec

from crawler.browser.scripts import script
from crawler.bus_gov.api import DOWNLOAD, EMPTY_TAB, TABS
from crawler.bus_gov.card_panels import (
    LONGEST,
    MOST_YEARS,
    YEAR,
    Shown,
    is_loading,
    kind_of_control,
    read_panel,
)
from crawler.extract import extract_page
from crawler.items import Attachment, BlockKind, Page, Reason

if TYPE_CHECKING:
    from crawler.browser.loading import Visit
    from crawler.browser.render import Renderer

SECONDS = 60.0
CLICKS = 6
_CONTROLS = script("cards/controls.js")
_PRESS = script("cards/press.js")
_LISTS = script("cards/lists.js")
_CHOICES = script("cards/choices.js")
_CHOOSE = script("cards/choose.js")


class Tabs(msgspec.Struct, frozen=True):
    """What the page shows. `seen`: kinds of tabs whose contents are known; `reason`: why there are none at all."""

    attachments: tuple[Attachment, ...] = ()
    seen: tuple[str, ...] = ()
    empty: dict[str, str] = {}  # kind → the words in which a tab says that it holds nothing
    sha256: str = ""  # of the tabs' text, lower-case hex: the markup of such a page changes with every look
    reason: Reason | None = None
    detail: str = ""


def read_tabs(page: Page) -> Tabs:
    """Entries of the tabs of one state of the page. Pure."""
    attachments: list[Attachment] = []
    seen: set[str] = set()
    empty: dict[str, str] = {}
    for index, block in enumerate(page.blocks):
        kind = kind_of_tab(block.text) if block.kind in (BlockKind.HEADING, BlockKind.TAB) else ""
        if not kind:
            continue
        entries = _entries(page, index, kind)
        notice = next((one.text for one in page.blocks if one.section == index and EMPTY_TAB.search(one.text)), "")
        if entries or notice:
            seen.add(kind)
            attachments += entries
        if notice and not entries:
            empty[kind] = notice[:LONGEST]
    return _tabs(attachments, seen, empty)


def kind_of_tab(heading: str) -> str:
    """ "result", "proposal", "plan", or nothing."""
    text = " ".join(heading.lower().replace("ё", "е").split())
    return next((kind for kind, pattern in TABS.items() if pattern.search(text)), "")


def _entries(page: Page, section: int, kind: str) -> list[Attachment]:
    inside = {section}
    for index in range(section + 1, len(page.blocks)):
        block = page.blocks[index]
        if block.section in inside and not kind_of_tab(block.text if block.kind is BlockKind.HEADING else ""):
            inside.add(index)
    found: list[Attachment] = []
    linked = set()
    for link in page.links:
        if link.section in inside and link.label and DOWNLOAD.search(link.url):
            linked.add(link.label)
            found.append(_attachment(kind, link.label, link.url))
    for index in sorted(inside - {section}):
        text = page.blocks[index].text
        if text in linked or EMPTY_TAB.search(text) or len(text) < 4:
            continue
        if kind != "result" or YEAR.search(text):
            found.append(_attachment(kind, text, ""))
    return found


def _attachment(kind: str, text: str, url: str) -> Attachment:
    years = sorted({int(year) for year in YEAR.findall(text)})
    return Attachment(kind, years[0] if len(years) == 1 else None, text[:LONGEST], url)


def _tabs(attachments: list[Attachment], seen: set[str], empty: dict[str, str]) -> Tabs:
    unique = tuple(dict.fromkeys(attachments))
    told = "\n".join([*sorted(seen), *(f"{one.kind} {one.text} {one.url}" for one in unique)])
    return Tabs(unique, tuple(sorted(seen)), dict(sorted(empty.items())), hashlib.sha256(told.encode()).hexdigest())


async def look(renderer: Renderer, url: str, *, allow_private: bool, seconds: float = SECONDS) -> Tabs:
    """Open the page in a browser, open every tab of interest, and read it. Never raises for what a page does."""
    from crawler.browser.loading import PageError, failure_of_status

    known = Tabs()
    try:
        async with renderer.page(url, allow_private=allow_private, timeout=seconds) as visit:
            status = visit.response.status if visit.response else 0
            if reason := failure_of_status(status):
                return Tabs(reason=reason, detail=f"страница карточки: ответ {status}")
            before = await _state(visit, url)
            known = read_tabs(before)
            controls: list[Any] = await visit.page.evaluate(_CONTROLS)
            kinds = [(number, kind_of_control(str(text))) for number, text in enumerate(controls)]
            for number, kind in [one for one in kinds if one[1]][:CLICKS]:
                if kind in known.seen:
                    continue
                await visit.page.evaluate(_PRESS, ["tab", number])
                panel = read_panel(kind, before, await _states(visit, url, before))
                if panel.known:
                    opened = Tabs(panel.entries, (kind,), {kind: panel.notice} if panel.notice else {})
                else:
                    opened = _opened(read_tabs(await _state(visit, url)), known)
                known = _tabs(
                    [*known.attachments, *opened.attachments],
                    {*known.seen, *opened.seen},
                    {**opened.empty, **known.empty},
                )
    except PageError as error:
        if known.seen:  # what was read before stands; of the other tabs nothing is known
            return known
        return Tabs(reason=error.reason, detail=f"страница карточки: {error.detail}")
    if not known.seen:
        return Tabs(reason=Reason.REGISTRY_UNAVAILABLE, detail="страница карточки: знакомых вкладок на ней нет")
    return known


async def _states(visit: Visit, url: str, before: Page) -> list[Shown]:
    """The page after a press: as it comes, or for every year of its list."""
    page = await _settled(visit, url, before)
    pickers: list[Any] = await visit.page.evaluate(_LISTS)
    if not pickers:
        return [Shown("", page)]
    years: list[str] = pickers[0]["years"]
    if pickers[0]["drawn"]:
        await visit.page.evaluate(_PRESS, ["years", 0])
        await asyncio.sleep(0.2)
        years = await visit.page.evaluate(_CHOICES)
        await visit.page.evaluate(_PRESS, ["years", 0])  # closed again: each choice opens it
    states = []
    for year in years[:MOST_YEARS]:
        found: list[Any] = await visit.page.evaluate(_LISTS)  # a script may have drawn it anew
        if not found:
            break
        if found[0]["drawn"]:
            await visit.page.evaluate(_PRESS, ["years", 0])
            await asyncio.sleep(0.1)
        if await visit.page.evaluate(_CHOOSE, [0, year]):
            states.append(Shown(YEAR.findall(year)[0], await _settled(visit, url, before)))
    return states or [Shown("", page)]


async def _settled(visit: Visit, url: str, before: Page) -> Page:
    await asyncio.sleep(0.2)
    await visit.settle(3.0)
    page = await _state(visit, url)
    for _ in range(3):
        if not is_loading(before, page):
            break
        await asyncio.sleep(1.0)
        page = await _state(visit, url)
    return page


async def _state(visit: Visit, url: str) -> Page:
    from crawler.browser.loading import serialized

    html = await serialized(visit.page)
    return extract_page(html.encode("utf-8", "replace"), url=url, content_type="text/html; charset=utf-8")


def _opened(now: Tabs, known: Tabs) -> Tabs:
    fresh = tuple(one for one in now.attachments if one.kind not in known.seen)
    return msgspec.structs.replace(now, attachments=fresh)
