"""Render a page with a real browser: a guest that looks and never touches.

What leaves the browser is GET and HEAD only (`Fetch` domain of the browser target: it sees frames, workers and
popups too), through our own gate (`crawler.gate`), which refuses private addresses. Dialogs, downloads, popups and
WebSockets are refused. Pages cost time, never the run: each has a hard limit, a crash or hang is a named failure of
that page, and the browser is started again.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec
from playwright.async_api import Browser as PlaywrightBrowser
from playwright.async_api import BrowserContext, CDPSession, Page, Playwright, Response, async_playwright
from playwright.async_api import Error as PlaywrightError

from crawler.browser import Browser, find_browser
from crawler.gate import Gate
from crawler.items import AccessibleVersion, Reason
from crawler.loading import PageFailure, failure_of_navigation, failure_of_status, load, serialized

TABS = 2
CONTEXT_PAGES = 100
CLOSE_SECONDS = 3.0
LAUNCH_SECONDS = 30.0
MAX_HTML = 10 * 1024 * 1024

# The fastest variant measured (no threaded or GPU compositing, few renderer processes), and what keeps a guest
# quiet: no popups, no background traffic, no WebRTC around the proxy, one process per tab (so that no frame escapes
# into a target of its own), a bounded script heap.
FLAGS = (
    f"--renderer-process-limit={TABS + 1}",
    "--disable-threaded-compositing",
    "--disable-gpu-compositing",
    "--disable-lcd-text",
    "--block-new-web-contents",
    "--dns-prefetch-disable",
    "--disable-background-networking",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--js-flags=--max-old-space-size=512",
    "--mute-audio",
)
# Scripts, styles, images, fonts and media are GET by nature: they need not be stopped one by one.
_PAUSED = ("Document", "XHR", "Fetch", "Ping", "Other")
_HEAVY = (
    *("png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp"),
    *("woff", "woff2", "ttf", "otf", "eot"),
    *("mp4", "webm", "mp3", "ogg", "avi", "mov", "m3u8", "wav"),
)
# Runs before any script of any frame. Dialogs would block the page; a WebSocket is no GET.
_QUIET = """
(() => {
  const none = () => null;
  window.alert = window.print = none;
  window.confirm = () => false;
  window.prompt = window.open = none;
  class Closed extends EventTarget {
    constructor(url) {
      super();
      this.url = String(url); this.readyState = 3;
      setTimeout(() => {
        for (const kind of ['error', 'close']) {
          const event = new Event(kind);
          if (typeof this['on' + kind] === 'function') this['on' + kind](event);
          this.dispatchEvent(event);
        }
      }, 0);
    }
    send() {} close() {}
  }
  window.WebSocket = Closed;
  delete window.WebTransport; delete window.RTCPeerConnection; delete window.webkitRTCPeerConnection;
})();
"""


class Rendered(msgspec.Struct, frozen=True):
    """A page as the browser had it after its scripts ran.

    `html` is the serialised live DOM in UTF-8 (empty when nothing could be had); `reason` says why the page is
    missing or, with html present, why it may be incomplete (`timeout`).
    """

    url: str
    html: bytes = b""
    final_url: str = ""
    status: int = 0
    title: str = ""
    screenshot: bytes | None = None
    reason: Reason | None = None
    detail: str = ""
    blocked: tuple[str, ...] = ()  # requests refused by us: "POST https://…", at most 20


class Renderer:
    """One browser per process. Use `open`, then `render` from any number of tasks of one event loop."""

    def __init__(self, browser: Browser, playwright: Playwright, hosts: Mapping[str, str]) -> None:
        self.browser = browser
        self.name = str(browser)
        self._playwright = playwright
        self._gates = {allowed: Gate(allow_private=allowed, hosts=hosts) for allowed in (False, True)}
        self._running: PlaywrightBrowser | None = None
        self._contexts: dict[tuple[str, bool, str], BrowserContext] = {}
        self._served = 0
        self._tabs = asyncio.Semaphore(TABS)
        self._starting = asyncio.Lock()
        self._blocked: list[str] = []
        self._tasks: set[asyncio.Future[Any]] = set()

    @classmethod
    async def open(cls, executable: str | None = None, *, hosts: Mapping[str, str] | None = None) -> Renderer | None:
        """Find and start a browser; None when there is none on this machine.

        `hosts` maps names ("school.test", "*.test") to addresses, for the demo and for tests.
        Raises `BrowserNotExecutable` when the setting names a browser that cannot be run.
        """
        playwright = await async_playwright().start()
        try:
            browser = find_browser(executable, playwright_path=playwright.chromium.executable_path)
            if browser is None:
                await playwright.stop()
                return None
            renderer = cls(browser, playwright, hosts or {})
            for gate in renderer._gates.values():
                await gate.start()
            await renderer._start()
        except BaseException:
            with contextlib.suppress(Exception):
                await playwright.stop()
            raise
        return renderer

    async def close(self) -> None:
        """Stop the browser and everything opened for it."""
        await self._stop()
        for gate in self._gates.values():
            await gate.close()
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self._playwright.stop(), CLOSE_SECONDS)

    async def __aenter__(self) -> Renderer:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    async def render(
        self,
        url: str,
        *,
        allow_private: bool = False,
        timeout: float = 25.0,
        screenshot: bool = False,
        user_agent: str | None = None,
    ) -> Rendered:
        """Load `url`, let its scripts settle and return the live DOM. Never raises for what a page does.

        `timeout` is seconds for everything the page may cost, waiting for a free tab not counted.
        """
        try:
            async with self.page(
                url, allow_private=allow_private, timeout=timeout, images=screenshot, user_agent=user_agent
            ) as (page, response, late):
                html = (await serialized(page)).encode("utf-8", "replace")
                shot = await page.screenshot(type="png", full_page=False) if screenshot else None
                title, final = await page.title(), page.url
        except PageFailure as failure:
            return Rendered(url, reason=failure.reason, detail=failure.detail, status=failure.status)
        if len(html) > MAX_HTML:
            return Rendered(url, final_url=final, reason=Reason.TOO_LARGE, detail=f"{len(html)} байт разметки")
        status = response.status if response else 0
        reason = failure_of_status(status) or (Reason.TIMEOUT if late else None)
        detail = late if reason is Reason.TIMEOUT else ""
        return Rendered(url, html, final, status, title, shot, reason, detail)

    async def try_accessible(
        self, url: str, *, allow_private: bool = False, timeout: float = 40.0, user_agent: str | None = None
    ) -> AccessibleVersion:
        """See `crawler.accessibility.try_accessible`."""
        from crawler.accessibility import try_accessible

        return await try_accessible(self, url, allow_private=allow_private, timeout=timeout, user_agent=user_agent)

    @contextlib.asynccontextmanager
    async def page(
        self,
        url: str,
        *,
        allow_private: bool,
        timeout: float,
        images: bool = False,
        user_agent: str | None = None,
        fresh: bool = False,
    ) -> AsyncIterator[tuple[Page, Response | None, str]]:
        """A guarded tab with `url` loaded and settled: (page, response, why it is incomplete or "").

        `fresh` gives it cookies of its own. Raises `PageFailure` for everything that goes wrong, also inside.
        """
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise PageFailure(Reason.INVALID_URL, "браузером открываются только адреса http и https")
        async with self._tabs:
            page: Page | None = None
            gate = self._gates[allow_private]
            try:
                async with asyncio.timeout(timeout):
                    page = await self._new_page(url, allow_private, user_agent, fresh=fresh)
                    if not images:
                        await _block_heavy(page)
                    response, late = await load(page, url, timeout)
                    yield page, response, late
            except TimeoutError as error:
                raise PageFailure(Reason.TIMEOUT, f"страница не ответила браузеру за {timeout:g} с") from error
            except PlaywrightError as error:
                raise failure_of_navigation(error, url, gate) from error
            finally:
                if page is not None:
                    await self._discard(page, fresh)

    async def _new_page(self, url: str, allow_private: bool, user_agent: str | None, *, fresh: bool) -> Page:
        async with self._starting:
            if self._running is None or not self._running.is_connected():
                await self._start()
            assert self._running is not None
            key = (urlsplit(url).netloc, allow_private, user_agent or "")
            context = None if fresh else self._contexts.get(key)
            if context is None:
                context = await self._running.new_context(
                    accept_downloads=False,
                    service_workers="block",
                    ignore_https_errors=False,
                    locale="ru-RU",
                    viewport={"width": 1280, "height": 900},
                    user_agent=user_agent,
                    proxy={"server": self._gates[allow_private].url},
                )
                await context.add_init_script(_QUIET)
                if not fresh:
                    self._contexts[key] = context
        return await context.new_page()

    async def _discard(self, page: Page, fresh: bool) -> None:
        """Close a tab; a tab that will not close takes the browser with it."""
        context = page.context
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await page.close()
                if fresh:
                    await context.close()
        except (TimeoutError, PlaywrightError):
            await self._stop()

    async def _start(self) -> None:
        self._contexts.clear()
        self._running = await self._playwright.chromium.launch(
            executable_path=self.browser.executable,
            args=list(FLAGS),
            timeout=LAUNCH_SECONDS * 1000,
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
        session = await self._running.new_browser_cdp_session()
        session.on("Fetch.requestPaused", lambda event: self._spawn(self._decide(session, event)))
        await session.send(
            "Fetch.enable", {"patterns": [{"urlPattern": "*", "resourceType": kind} for kind in _PAUSED]}
        )

    async def _stop(self) -> None:
        running, self._running = self._running, None
        self._contexts.clear()
        if running is not None:
            with contextlib.suppress(Exception):
                await asyncio.wait_for(running.close(), CLOSE_SECONDS)

    def _spawn(self, coroutine: Any) -> None:
        task = asyncio.ensure_future(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _decide(self, session: CDPSession, event: dict[str, Any]) -> None:
        method = event["request"]["method"]
        with contextlib.suppress(PlaywrightError):  # the request, or the browser, may be gone by now
            if method in ("GET", "HEAD", "OPTIONS"):
                await session.send("Fetch.continueRequest", {"requestId": event["requestId"]})
            else:
                self._blocked.append(f"{method} {event['request']['url']}")
                failed = {"requestId": event["requestId"], "errorReason": "BlockedByClient"}
                await session.send("Fetch.failRequest", failed)


async def _block_heavy(page: Page) -> None:
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    patterns = [pattern for end in _HEAVY for pattern in (f"*.{end}", f"*.{end}?*")]
    await session.send("Network.setBlockedURLs", {"urls": patterns})


async def _main(url: str) -> int:
    renderer = await Renderer.open()
    if renderer is None:
        print("Страница не построена: браузер не найден. Установите chromium.", file=sys.stderr)
        return 2
    async with renderer:
        rendered = await renderer.render(url, allow_private=True)
    if rendered.html:
        sys.stdout.buffer.write(rendered.html)
    if rendered.reason:
        print(f"{rendered.reason}: {rendered.detail}", file=sys.stderr)
    return 0 if rendered.html else 2


if __name__ == "__main__":
    sys.exit(asyncio.run(_main(sys.argv[1])))
