"""One real browser for all browser tests of the session, on an event loop in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from crawler.browser.loading import Patience
from crawler.browser.render import Rendered, Renderer

T = TypeVar("T")

# Pages of tests answer at once: what a site may need is waited for only where that is what is tested (`waiting`).
QUICK = Patience(quiet=0.12, transition=0.1, share=0.3)


class Browsing:
    """Runs coroutines against a shared `Renderer`, so that tests stay plain functions."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        opened = self.run(Renderer.open(hosts={"*.test": "127.0.0.1"}, patience=QUICK))
        self.renderer: Renderer | None = opened

    def run(self, coroutine: Coroutine[Any, Any, T], seconds: float = 90) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(seconds)

    def render(self, url: str, **options: Any) -> Rendered:
        assert self.renderer is not None
        return self.run(self.renderer.render(url, **{"allow_private": True, "timeout": 20.0, **options}))

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Pages opened meanwhile are waited for as sites are."""
        assert self.renderer is not None
        self.renderer.patience = Patience()
        try:
            yield
        finally:
            self.renderer.patience = QUICK

    def close(self) -> None:
        if self.renderer is not None:
            self.run(self.renderer.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()
