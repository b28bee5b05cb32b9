"""What the visits of a worker share: it is closed whatever happens, and what happened is told as what it was."""

from __future__ import annotations

import asyncio
import logging

import pytest

from crawler.items import NoBrowser
from crawler.pages import tools as tools_module
from crawler.pages.tools import Tools
from crawler.settings import CrawlOptions


class Browser:
    """A browser that does not close as it should."""

    name = "test"

    def __init__(self, error: Exception | None) -> None:
        self._error = error

    async def close(self) -> None:
        if self._error is not None:
            raise self._error
        await asyncio.sleep(60)


@pytest.mark.parametrize(
    ("error", "level", "said"),
    [
        (None, logging.WARNING, "The browser did not close in time"),
        (RuntimeError("ours"), logging.ERROR, "The browser could not be closed"),
    ],
)
def test_a_browser_that_fails_to_close_is_not_called_late(
    error: Exception | None, level: int, said: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tools_module, "_CLOSE_SECONDS", 0.01)
    shared = Tools(CrawlOptions())
    monkeypatch.setattr(shared, "_renderer", Browser(error))
    asyncio.run(shared.close())
    assert [(record.levelno, record.message) for record in caplog.records if record.name == "crawler.pages.tools"] == [
        (level, said)
    ]


class Nowhere:
    """Of a machine without a browser."""

    @classmethod
    async def open(cls, executable: str | None, **_: object) -> None:
        return None


def test_why_there_is_no_browser_is_known_once_one_was_asked_for() -> None:
    async def asked(options: CrawlOptions) -> tuple[NoBrowser | None, NoBrowser | None]:
        shared = Tools(options)
        before = shared.no_browser
        await shared.renderer()
        return before, shared.no_browser

    nowhere = f"{__name__}.Nowhere"
    assert asyncio.run(asked(CrawlOptions(renderer=nowhere))) == (None, NoBrowser.MISSING)
    assert asyncio.run(asked(CrawlOptions(renderer=nowhere, render="never"))) == (NoBrowser.OFF, NoBrowser.OFF)
