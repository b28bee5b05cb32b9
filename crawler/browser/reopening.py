"""Controls that were gone once another had been pressed: the page is loaded anew for each of them.

A store of folders that only its script leaves, a wizard whose steps lead one way, an application without addresses:
what such a page keeps for itself no undoing of its markup sets back. What still was not come to is told by the page
(`data-nok-sealed`): nothing may be called missing for its sake.
"""

from __future__ import annotations

import html
import logging
import re
import time
from collections.abc import Sequence
from typing import Final

from playwright.async_api import Error as PlaywrightError

from crawler.browser.exploring import Left, explore
from crawler.browser.loading import Visit

log = logging.getLogger(__name__)

_LOADS: Final = 10  # of a page, besides its first
_ENOUGH: Final = 1.5  # seconds that a further one takes at least
_PRESSES: Final = 4.0  # seconds for what one control brings
_BODY: Final = re.compile(r"<body(?=[\s>])", re.IGNORECASE)
_MARK: Final = re.compile(r'<div data-nok-left="\d+"></div>')
_SEALED: Final = 10  # words of controls that are told


async def reopened(visit: Visit, markup: str, left: Sequence[Left], seconds: float) -> str:
    """The markup with what each of these controls brings at the place of its mark, within so many seconds."""
    end = time.monotonic() + seconds
    waiting = sorted(enumerate(left), key=lambda one: not one[1].wanted)
    sealed: list[str] = []
    unchosen: list[str] = []
    loads = 0
    while waiting:
        number, control = waiting.pop(0)
        most = end - time.monotonic()
        if loads >= _LOADS or most < _ENOUGH:
            sealed += [control.words] if control.wanted else []
            continue
        loads += 1
        try:
            await visit.reload(most)
            explored = await explore(visit, min(end - time.monotonic(), _PRESSES), control)
        except PlaywrightError as error:
            log.info("«%s» on %s was not come to again: %s", control.words, visit.address, error)
            sealed += [control.words] if control.wanted else []
            continue
        if explored.late and control.wanted:
            sealed.append(control.words)
        unchosen += explored.unchosen
        mark = f'<div data-nok-left="{number}"></div>'
        markup = markup.replace(mark, explored.html + mark, 1)
        waiting = [(number, further) for further in explored.left] + waiting
    return unpassed(_told(markup, sealed), unchosen)


def unreached(markup: str, left: Sequence[Left]) -> str:
    """The markup where nothing could be done about what was left: the page tells of it."""
    return _told(markup, [control.words for control in left if control.wanted])


def unpassed(markup: str, unchosen: Sequence[str]) -> str:
    """The markup where lists to choose from were not gone through: the page tells of them (`data-nok-unchosen`)."""
    return _said(markup, "data-nok-unchosen", unchosen)


def _told(markup: str, sealed: Sequence[str]) -> str:
    return _said(_MARK.sub("", markup), "data-nok-sealed", sealed)


def _said(markup: str, name: str, told: Sequence[str]) -> str:
    if not told:
        return markup
    words = html.escape(" | ".join(dict.fromkeys(told[:_SEALED])), quote=True)
    return _BODY.sub(lambda _: f'<body {name}="{words}"', markup, count=1)
