"""What a visit may use besides the network: a browser and a reader of documents, both optional.

They are loaded by dotted path when first needed. Missing or broken ones cost coverage, never the run.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from typing import Any, Protocol

from scrapy.utils.misc import load_object

from crawler.frontier.ledger import Shelf
from crawler.items import AccessibleVersion, Document, NoBrowser, Picture, Reason
from crawler.pages.turns import Turns
from crawler.settings import CrawlOptions

logger = logging.getLogger(__name__)

_CLOSE_SECONDS = 5.0


class RenderedPage(Protocol):
    """What a renderer gives back; `reason` says why `html` is empty or incomplete.

    `lacks_scripts`: a script of the page did not arrive, so what it would have built is not in `html`.
    """

    html: bytes
    final_url: str
    status: int
    reason: Reason | None
    detail: str
    lacks_scripts: bool


class PageRenderer(Protocol):
    """A running browser."""

    name: str

    async def render(self, url: str, *, allow_private: bool, timeout: float) -> RenderedPage:
        """Load an address and return its live document."""
        ...

    async def try_accessible(self, url: str, *, allow_private: bool) -> AccessibleVersion:
        """Switch the version for visually impaired people on and compare."""
        ...

    async def photograph(self, url: str, *, pointer: str, allow_private: bool, timeout: float) -> Picture | None:
        """Take a picture of a page."""
        ...

    async def close(self) -> None:
        """Stop the browser."""
        ...


class Tools:
    """One set per worker process, shared by all visits."""

    def __init__(self, options: CrawlOptions) -> None:
        self.shelf = Shelf(options.pages_in_memory)
        self.turns = Turns()
        self.visits = count()  # numbers visits in the order they begin
        self._options = options
        self._renderer: PageRenderer | None = None
        self._opening = asyncio.Lock()
        self._opened = options.render == "never"
        self._read: Callable[..., tuple[Document, ...]] | None = None
        self._loaded = False
        # One thread: the PDF library is not made for several, and the reactor must not wait for OCR.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="documents")

    @property
    def browser(self) -> str:
        """Name of the browser in use; empty if none was needed or found."""
        return self._renderer.name if self._renderer else ""

    @property
    def no_browser(self) -> NoBrowser | None:
        """Why there is none; None while there is one, or nobody has asked for it."""
        if self._options.render == "never":
            return NoBrowser.OFF
        return NoBrowser.MISSING if self._opened and self._renderer is None else None

    async def renderer(self) -> PageRenderer | None:
        """The browser, started at the first call; None when there is none or rendering is off."""
        async with self._opening:
            if not self._opened:
                try:
                    kind = load_object(self._options.renderer)
                    extra = {"hosts": self._options.hosts} if self._options.hosts else {}
                    self._renderer = await kind.open(self._options.browser or None, **extra)
                except Exception:
                    logger.exception("No browser could be started; pages that need one stay unread")
                self._opened = True
        return self._renderer

    async def read_document(self, body: bytes, **about: Any) -> tuple[Document, ...] | None:
        """Read a file outside the reactor's thread; None when there is no reader."""
        if not self._loaded:
            self._loaded = True
            try:
                self._read = load_object(self._options.documents) if self._options.documents else None
            except Exception:
                logger.exception("No document reader could be loaded; documents stay unread")
        if self._read is None:
            return None
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(self._read, body, **about))

    async def close(self) -> None:
        """Stop the browser and the thread; never raises, never waits long."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._renderer is not None:
            try:
                await asyncio.wait_for(self._renderer.close(), _CLOSE_SECONDS)
            except TimeoutError:
                logger.warning("The browser did not close in time")
            except Exception:
                logger.exception("The browser could not be closed")
