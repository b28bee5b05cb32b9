"""Pictures of pages as a browser drew them: evidence beside the quotations, never a condition of a verdict.

Which pages are worth one is decided above (`Advisor.wants_pictures`); here they are taken, one after another, while the
visit has time left. What goes wrong costs pictures and nothing else: it must not look like a crawl that was cut short.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from crawler.advisor import Aim
from crawler.items import Picture

logger = logging.getLogger(__name__)

SECONDS = 20.0  # for one picture, everything included


class Photographer(Protocol):
    """A browser that can take pictures; None when the page did not come as a person would see it."""

    async def photograph(self, url: str, *, pointer: str, allow_private: bool, timeout: float) -> Picture | None:
        """Open the page, bring what is pointed at into view, and take its picture."""
        ...


async def take_pictures(
    photographer: Photographer,
    aims: Sequence[Aim],
    keep: Callable[[Picture], None],
    *,
    seconds: float,
    now: Callable[[], datetime],
    allow_private: bool,
) -> None:
    """Take the pictures in their order and hand each to `keep`; those there is no time for are not taken."""
    try:
        async with asyncio.timeout(seconds):
            for aim in aims:
                picture = await photographer.photograph(
                    aim.url, pointer=aim.pointer, allow_private=allow_private, timeout=SECONDS
                )
                if picture is not None:
                    keep(msgspec.structs.replace(picture, taken_at=now()))
    except TimeoutError:
        logger.info("No time for pictures: %s", ", ".join(aim.url for aim in aims))
    except Exception:
        logger.exception("No picture could be taken: %s", ", ".join(aim.url for aim in aims))
