"""Brings in what a page shows only after a press: parts of accordions, tabs, further rows of a list.

A person sees them one after another; here all of them are put into the document, each under the words that opened it.
Nothing is pressed or chosen that belongs to a form, answers, or leads to another page.
"""

from __future__ import annotations

import time
from typing import Final, NamedTuple

from playwright.async_api import Error as PlaywrightError

from crawler.browser.exploring import Left, explore
from crawler.browser.loading import Visit, is_elsewhere, is_moving_on, serialized
from crawler.browser.scripts import script
from crawler.extract.openers import FURTHER, MARKED, NEVER, RATED

_SCROLL: Final = script("unfolding/scroll.js")
_ROLL: Final = script("unfolding/roll.js")
_UNFOLD: Final = script("unfolding/unfold.js")
# How much stands on a page. What stood in for a part may have been more elements than the part has.
_SIZE: Final = "() => [document.getElementsByTagName('*').length, document.body.textContent.length]"
_SCROLLS: Final = 8  # each part that comes makes room for further ones
_SCROLLED: Final = 2.0  # seconds until what was scrolled to has come
_ROLLED: Final = 4.0  # seconds for lists that draw only the rows that are seen
_SECONDS: Final = 12.0  # of all presses together
_CLOSING: Final = 3.0  # seconds for what comes after them
_SETTLED: Final = 2.0  # seconds until what they brought has come


class Unfolded(NamedTuple):
    """What unfolding came to: markup of the page, empty where there was nothing to unfold."""

    markup: str = ""
    left: tuple[Left, ...] = ()  # controls that could not be come back to
    unchosen: tuple[str, ...] = ()  # words of lists to choose from that were not gone through


async def unfold(visit: Visit, seconds: float = 2 * _SECONDS) -> Unfolded:
    """The page with everything unfolded, within so many seconds.

    Raises what Playwright raises, but not for a press that led elsewhere: the page before it is what there is.
    """
    started = time.monotonic()
    address = visit.page.url
    kept = ""
    try:
        came = await _scrolled(visit)
        rolled, cut = await visit.page.evaluate(_ROLL, [_ROLLED * 1000, visit.patience.share])
        untold = tuple(map(str, cut))
        end = min(time.monotonic() + _SECONDS, started + seconds - _CLOSING)
        asked = [NEVER, FURTHER, MARKED, RATED, _left(end) * 1000, visit.patience.share]
        opened, late = await visit.page.evaluate(_UNFOLD, asked)
        if is_elsewhere(visit.page.url, address):
            return Unfolded()
        if came or rolled or opened:
            kept = await serialized(visit.page)
        if late:  # what comes now belongs to a press that is over
            return Unfolded(kept, unchosen=(*untold, *(await explore(visit, 0.0)).unchosen))
        explored = await explore(visit, _left(end))
        if not (explored.brought or kept or explored.left) or is_elsewhere(visit.page.url, address):
            return Unfolded(kept, unchosen=(*untold, *explored.unchosen))
        if not explored.late:
            await visit.settle(_SETTLED)
        return Unfolded(await serialized(visit.page), explored.left, (*untold, *explored.unchosen))
    except PlaywrightError as error:
        if is_moving_on(error):
            return Unfolded(kept)
        raise


def _left(end: float) -> float:
    return max(end - time.monotonic(), 0.0)


async def _scrolled(visit: Visit) -> bool:
    """Scroll through the page, and say whether that brought anything."""
    size = before = await visit.page.evaluate(_SIZE)
    await visit.stir()
    for _ in range(_SCROLLS):
        await visit.page.evaluate(_SCROLL, visit.patience.share)
        await visit.settle(_SCROLLED)
        last, size = size, await visit.page.evaluate(_SIZE)
        if size == last:
            break
    return bool(size != before)
