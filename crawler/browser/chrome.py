"""One running Chromium: how it is started, what is kept from leaving it, how it is stopped.

`Chrome` gives guarded tabs and survives the death of its process: the next tab starts another one.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser as PlaywrightBrowser
from playwright.async_api import BrowserContext, CDPSession, Page, Playwright
from playwright.async_api import Error as PlaywrightError

from crawler.browser.scripts import script

CLOSE_SECONDS = 3.0
LAUNCH_SECONDS = 30.0
MAX_CONTEXTS = 16

# What keeps a guest quiet: no popups, no background traffic, no WebRTC around the proxy, a bounded script heap.
# Frames stay in the process and target of their page, and a page in its own while there are no more tabs than
# processes: a hung tab holds up nobody else.
QUIET_FLAGS = (
    "--block-new-web-contents",
    "--dns-prefetch-disable",
    "--disable-background-networking",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--js-flags=--max-old-space-size=512",
    "--mute-audio",
)
# Without threaded compositing a page costs a third less, but no frame is ever drawn then: requestAnimationFrame,
# IntersectionObserver, the end of a dialog and of a transition never come, and pages that wait for them stay unbuilt.
FAST_FLAGS = ("--disable-gpu-compositing", "--disable-lcd-text")
PICTURE_FLAGS = ("--disable-gpu-compositing",)

# Scripts, styles, images, fonts and media are GET by nature: they need not be stopped one by one.
_PAUSED = ("Document", "XHR", "Fetch", "Ping", "Other")
# A preflight (OPTIONS) asks for a GET only: the others are failed before they get that far.
_LET_OUT = ("GET", "HEAD", "OPTIONS")
_HEAVY = (
    *("png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp"),
    *("woff", "woff2", "ttf", "otf", "eot"),
    *("mp4", "webm", "mp3", "ogg", "avi", "mov", "m3u8", "wav"),
)
_QUIET_SCRIPT = script("quiet.js")


class Chrome:
    """A browser process and its contexts (one per site, reused so that caches and connections are)."""

    def __init__(self, playwright: Playwright, executable: str, flags: tuple[str, ...]) -> None:
        self.pid = 0  # of the browser process, while it runs
        self._playwright = playwright
        self._executable = executable
        self._flags = (*QUIET_FLAGS, *flags)
        self._running: PlaywrightBrowser | None = None
        self._contexts: dict[tuple[str, str, str], BrowserContext] = {}
        self._busy: dict[BrowserContext, int] = {}
        self._starting = asyncio.Lock()
        self._tasks: set[asyncio.Future[None]] = set()

    async def start(self) -> None:
        """Start the process, unless it runs."""
        async with self._starting:
            if self._running is not None and self._running.is_connected():
                return
            self._contexts.clear()
            self._busy.clear()
            self._running = await self._playwright.chromium.launch(
                executable_path=self._executable,
                args=list(self._flags),
                timeout=LAUNCH_SECONDS * 1000,
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
            # Of the browser target, not of a page: this one sees frames, workers and popups from their first byte.
            session = await self._running.new_browser_cdp_session()
            with contextlib.suppress(PlaywrightError):  # only wanted should it have to be killed
                processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
                self.pid = next((int(process["id"]) for process in processes if process["type"] == "browser"), 0)
            session.on("Fetch.requestPaused", lambda event: self._spawn(_decide(session, event)))
            patterns = [{"urlPattern": "*", "resourceType": kind} for kind in _PAUSED]
            await session.send("Fetch.enable", {"patterns": patterns})

    async def stop(self) -> None:
        """Stop the process, by force if it does not listen."""
        running, self._running = self._running, None
        pid, self.pid = self.pid, 0
        if running is None or not running.is_connected():
            return
        try:
            await asyncio.wait_for(running.close(), CLOSE_SECONDS)
        except (TimeoutError, PlaywrightError):
            if pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    async def tab(self, url: str, *, proxy: str, user_agent: str | None, pictures: bool, fresh: bool) -> Page:
        """An empty guarded tab for `url`; `fresh` gives it cookies and a cache of its own."""
        await self.start()
        key = (urlsplit(url).netloc, proxy, user_agent or "")
        context = None if fresh else self._contexts.get(key)
        if context is None:
            context = await self._new_context(proxy, user_agent)
            if not fresh:
                self._contexts[key] = context
        self._busy[context] = self._busy.get(context, 0) + 1
        await self._retire()
        page = await context.new_page()
        if not pictures:
            await _block_heavy(page)
        return page

    async def discard(self, page: Page, *, fresh: bool) -> None:
        """Close a tab; a tab that will not close takes the browser with it."""
        context = page.context
        self._busy[context] = self._busy.get(context, 1) - 1
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await page.close()
                if fresh:
                    self._busy.pop(context, None)
                    await context.close()
        except (TimeoutError, PlaywrightError):
            await self.stop()

    async def _new_context(self, proxy: str, user_agent: str | None) -> BrowserContext:
        if self._running is None:
            raise PlaywrightError("Browser has been closed")
        context = await self._running.new_context(
            accept_downloads=False,
            service_workers="block",
            locale="ru-RU",
            viewport={"width": 1280, "height": 900},
            user_agent=user_agent,
            proxy={"server": proxy},
        )
        await context.add_init_script(_QUIET_SCRIPT)
        return context

    async def _retire(self) -> None:
        """Close the oldest idle contexts beyond MAX_CONTEXTS."""
        for key in list(self._contexts)[: max(0, len(self._contexts) - MAX_CONTEXTS)]:
            context = self._contexts.get(key)  # closing waits, and the browser may be started anew meanwhile
            if context is not None and not self._busy.get(context):
                self._contexts.pop(key)
                self._busy.pop(context, None)
                with contextlib.suppress(PlaywrightError):
                    await context.close()

    def _spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _decide(session: CDPSession, event: dict[str, Any]) -> None:
    with contextlib.suppress(PlaywrightError):  # the request, or the browser, may be gone by now
        if event["request"]["method"] in _LET_OUT:
            await session.send("Fetch.continueRequest", {"requestId": event["requestId"]})
        else:
            failed = {"requestId": event["requestId"], "errorReason": "BlockedByClient"}
            await session.send("Fetch.failRequest", failed)


async def _block_heavy(page: Page) -> None:
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    patterns = [pattern for end in _HEAVY for pattern in (f"*.{end}", f"*.{end}?*")]
    with contextlib.suppress(PlaywrightError):  # a saving, not a guard: a browser that has it no more still serves
        await session.send("Network.setBlockedURLs", {"urls": patterns})
