"""What stands behind a press: forms and polls that a script brings up when somebody asks for them.

Only what promises a form and leads nowhere by itself is pressed, one after another, until there is something to fill
in; a button that would send a form that is already there never is. What is written there is nobody's business here.
"""

from __future__ import annotations

from typing import Final

from playwright.async_api import Error as PlaywrightError

from crawler.browser.loading import Visit, is_elsewhere, is_moving_on, serialized
from crawler.browser.scripts import script
from crawler.extract.openers import APPEAL, NEVER, POLL, SENDING, START, TOLD

_MAX_PRESSES: Final = 4
_SETTLE: Final = 2.0  # seconds
_WORDS: Final = 1_500  # characters of a notice: what is longer is another page, or a chat
_PRESS: Final = script("pressing/press.js")
_KEEP: Final = script("pressing/keep.js")
# What is filled in, and frames: one may hold the form, or be a chat that comes by itself in the meantime.
_FIELDS: Final = """
() => {
  const count = (selector, root) => [...root.querySelectorAll('*')].filter((one) => one.shadowRoot)
    .reduce((sum, one) => sum + count(selector, one.shadowRoot), root.querySelectorAll(selector).length);
  return ['textarea, select, input[type=radio], [contenteditable=true], [role=textbox], [role=radio]', 'iframe']
    .map((selector) => count(selector, document));
}
"""


async def press(visit: Visit) -> str:
    """Markup of the page after a press brought up something to fill in, or else a frame or words; empty where none did.

    Raises what Playwright raises, but not for a press that leads to another page: it brought up nothing.
    """
    page = visit.page
    address = page.url
    fields, frames = await page.evaluate(_FIELDS)
    brought = ""
    for _ in range(_MAX_PRESSES):
        try:
            if not await page.evaluate(_PRESS, [APPEAL, POLL, START, NEVER, SENDING, TOLD]):
                return brought
            await visit.settle(_SETTLE)
            if is_elsewhere(page.url, address):
                return brought
            now = await page.evaluate(_FIELDS)
            told = await page.evaluate(_KEEP, [_WORDS if now[0] <= fields else 0])
            if now[0] > fields:
                return await serialized(page)
            if told or now[1] > frames:
                brought = await serialized(page)
        except PlaywrightError as error:
            if is_moving_on(error):
                return brought
            raise
    return brought
