"""Polls that a script asks one question after another: all of it is read, and nothing can be sent meanwhile.

«Далее» is pressed without an answer being chosen, in a tab that is cut off from the network for good first. What
tries to reach the network, wants an answer or comes back to where it was is left as it stood.
"""

from __future__ import annotations

import contextlib
from typing import Final

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request

from crawler.browser.exploring import Left, explore
from crawler.browser.loading import Visit, serialized
from crawler.browser.scripts import script
from crawler.extract.openers import ONWARD, SENDS

_MOST: Final = 40  # steps
_RELOAD: Final = 6.0  # seconds until the page is there anew
_PRESSES: Final = 4.0  # seconds for what brings the poll again
_MARK: Final = '<div data-nok-steps=""></div>'
_OFFLINE: Final = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
_WORDS: Final = {
    "onward": ONWARD,
    "back": r"^[^а-яё]*(?:назад|предыдущ[а-яё]+(?: (?:вопрос|шаг))?|вернуться)[^а-яё]*$",
    "sends": SENDS,
    "over": r"спасибо|благодар|до свидания|(?:принят|отправлен|записан|сохран[её]н|учт[её]н|заверш[её]н|заполнен"
    r"|пройден|окончен|получен)[аоы]?(?![а-яё])",
    "paper": r"(?:рас|на)печатай|принесите|отдайте|передайте|опустите|перепишите|позвоните",
}
_FIND: Final = script("stepping/find.js")
_WALK: Final = script("stepping/walk.js")


async def walk(visit: Visit) -> str:
    """Markup of the page with all questions of such a poll beside one another; empty where there is none to be had.

    A poll that stands in a copy of what a press brought is brought again on the page loaded anew. The tab is of no use
    afterwards: it reaches nothing any more. Raises what Playwright raises.
    """
    page = visit.page
    found, chain = await page.evaluate(_FIND, _WORDS)
    if not found:
        return ""
    if not chain:
        return await serialized(page) if await _walked(visit) else ""
    markup = await serialized(page)
    await visit.reload(_RELOAD)
    explored = await explore(visit, _PRESSES, Left(tuple(map(str, chain)), "", True))
    if explored.late or not explored.html:
        return ""
    return markup.replace(_MARK, steps, 1) if (steps := await _walked(visit)) else ""


async def _walked(visit: Visit) -> str:
    """Markup of the questions, which stand in the page as well; empty where they were not to be had."""
    page = visit.page
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.setBlockedURLs", {"urls": ["*"]})
    await session.send("Network.emulateNetworkConditions", _OFFLINE)
    page.on("request", note)
    try:
        steps = await page.evaluate(_WALK, [_WORDS, _MOST, visit.patience.share])
    finally:
        with contextlib.suppress(PlaywrightError):
            page.remove_listener("request", note)
    return "" if asked else str(steps)
