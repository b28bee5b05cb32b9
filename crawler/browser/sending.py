"""Can answers of a poll be sent at all? What its button calls may not be there, or nothing may ever let it be pressed.

Nothing is filled in and nothing is pressed: the browser is asked who listens, and what a name stands for.
"""

from __future__ import annotations

import contextlib
from typing import Final

from playwright.async_api import Error as PlaywrightError

from crawler.browser.loading import Visit
from crawler.browser.scripts import script
from crawler.items import Reason

# Forms with several questions whose every button is disabled, or calls something instead of sending.
_IN_DOUBT: Final = """
() => [...document.forms].some((form) => {
  const fields = [...HTMLFormElement.prototype.__lookupGetter__('elements').call(form)];
  const asked = new Set(fields.filter((one) => one.type === 'radio').map((one) => one.name));
  const sending = fields.filter((one) => ['submit', 'button', 'image'].includes(one.type));
  return asked.size > 1 && sending.length && sending.every((one) => one.disabled || one.type === 'button');
})
"""
# Marks those buttons, with what only the browser's own console knows.
_MARK: Final = script("mark_senders.js")


async def mark_senders(visit: Visit) -> None:
    """Mark buttons that can send nothing (`data-nok-calls`: what one calls in vain, `data-nok-deaf`: nobody listens).

    Nothing is marked where a script did not arrive for another reason than that it does not exist.
    """
    if any(reason is not Reason.HTTP_404 for reason in visit.lost.values()):
        return
    if not await visit.page.evaluate(_IN_DOUBT):
        return
    session = await visit.page.context.new_cdp_session(visit.page)
    try:
        await session.send("Runtime.evaluate", {"expression": _MARK, "includeCommandLineAPI": True})
    finally:
        with contextlib.suppress(PlaywrightError):
            await session.detach()
