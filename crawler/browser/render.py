"""Render a page with a real browser: a guest that looks and never touches.

What leaves the browser is GET and HEAD only (`crawler.browser.chrome`), through our own gate (`crawler.browser.gate`),
which refuses private addresses whoever asks for them. Dialogs, downloads, popups and WebSockets are refused. Pages cost
time, never the run: each has a hard limit, a crash or hang is a named failure of that page, and the browser is started
again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import AsyncIterator, Mapping
from urllib.parse import urlsplit

import msgspec
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Playwright, async_playwright

from crawler.answers import walls
from crawler.browser import accessibility
from crawler.browser.chrome import CLOSE_SECONDS, FAST_FLAGS, PICTURE_FLAGS, Chrome
from crawler.browser.exploring import Left
from crawler.browser.finding import Browser, BrowserNotExecutableError, find_browser
from crawler.browser.gate import Gate
from crawler.browser.loading import PageError, Patience, Visit, failure_of_navigation, failure_of_status, serialized
from crawler.browser.portrait import picture_of
from crawler.browser.pressing import press
from crawler.browser.reopening import reopened, unpassed, unreached
from crawler.browser.sending import mark_senders
from crawler.browser.stepping import walk
from crawler.browser.unfolding import unfold
from crawler.items import AccessibleVersion, Picture, Reason

log = logging.getLogger(__name__)

TABS = 3
MAX_HTML = 10 * 1024 * 1024
_PATIENT = Patience()


class Rendered(msgspec.Struct, frozen=True):
    """A page as the browser had it after its scripts ran.

    `html` is the serialised live DOM, always UTF-8 whatever its <meta> says (empty when nothing could be had);
    `reason` says why the page is missing or, with html present, that it is an error page (`http_…`) or may be
    incomplete (`timeout`).
    """

    url: str
    html: bytes = b""
    final_url: str = ""
    status: int = 0
    title: str = ""
    reason: Reason | None = None
    detail: str = ""
    blocked: tuple[str, ...] = ()  # requests refused by us: "POST https://…", at most 20
    lacks_scripts: bool = False  # a script of the page did not arrive


class Renderer:
    """One per process. Use `open`, then `render` from any number of tasks of one event loop."""

    def __init__(
        self, browser: Browser, playwright: Playwright, hosts: Mapping[str, str], tabs: int, patience: Patience
    ) -> None:
        self.browser = browser
        self.patience = patience  # of pages that are opened from now on
        self.name = str(browser)
        self._playwright = playwright
        self._gates = {allowed: Gate(allow_private=allowed, hosts=hosts) for allowed in (False, True)}
        limit = f"--renderer-process-limit={tabs + 1}"
        self._chrome = Chrome(playwright, browser.executable, (*FAST_FLAGS, limit))
        self._camera = Chrome(playwright, browser.executable, (*PICTURE_FLAGS, limit))
        self._tabs = asyncio.Semaphore(tabs)

    @classmethod
    async def open(
        cls,
        executable: str | None = None,
        *,
        hosts: Mapping[str, str] | None = None,
        tabs: int = TABS,
        patience: Patience = _PATIENT,
    ) -> Renderer | None:
        """Find and start a browser; None when there is none on this machine.

        `hosts` maps names ("school.test", "*.test") to addresses, for the demo and for tests; `tabs` is how many
        pages are looked at side by side (about 150 MB each). A browser that is there but cannot be used is logged
        and counts as none: the audit goes on, what needs a browser ends inconclusive.
        """
        try:
            playwright = await async_playwright().start()
        except Exception as error:  # its driver may lack a system library (libatomic1)
            log.warning("Страницы не будут строиться браузером: Playwright не запустился: %s", error)
            return None
        renderer: Renderer | None = None
        try:
            browser = find_browser(executable, playwright_path=playwright.chromium.executable_path)
            if browser is not None:
                renderer = cls(browser, playwright, hosts or {}, tabs, patience)
                for gate in renderer._gates.values():
                    await gate.start()
                await renderer._chrome.start()
                return renderer
        except (BrowserNotExecutableError, PlaywrightError, OSError) as error:
            log.warning("Страницы не будут строиться браузером: %s", str(error).split("Call log", 1)[0].strip())
        if renderer is not None:
            await renderer.close()
        else:
            await playwright.stop()
        return None

    async def close(self) -> None:
        """Stop the browser and everything opened for it."""
        await self._chrome.stop()
        await self._camera.stop()
        for gate in self._gates.values():
            await gate.close()
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self._playwright.stop(), CLOSE_SECONDS)

    async def __aenter__(self) -> Renderer:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    @property
    def pid(self) -> int:
        """Process id of the browser, 0 while it is down."""
        return self._chrome.pid

    async def render(
        self,
        url: str,
        *,
        allow_private: bool = False,
        timeout: float = 25.0,
        user_agent: str | None = None,
    ) -> Rendered:
        """Load `url`, let its scripts settle and return the live DOM. Never raises for what a page does.

        `timeout` is seconds for everything the page may cost, waiting for a free tab not counted.
        """
        for attempt in (1, 2):
            try:
                return await self._render(url, allow_private, timeout, user_agent)
            except PageError as failure:
                # The browser may have died of the page in another tab: only a second death is this page's own.
                if not failure.browser_gone or attempt == 2:
                    return Rendered(url, reason=failure.reason, detail=failure.detail)
        raise AssertionError("unreachable")

    async def _render(self, url: str, allow_private: bool, timeout: float, user_agent: str | None) -> Rendered:
        started = asyncio.get_running_loop().time()
        async with self.page(url, allow_private=allow_private, timeout=timeout, user_agent=user_agent) as visit:
            page = visit.page
            with contextlib.suppress(PlaywrightError):  # what is not marked is taken to work
                await mark_senders(visit)
            markup, title, final = await serialized(page), await page.title(), page.url
            lacks = visit.lacks_scripts
            left = timeout - (asyncio.get_running_loop().time() - started) - CLOSE_SECONDS
            html = (await _opened(visit, markup, left)).encode("utf-8", "replace")
        status = visit.response.status if visit.response else 0
        if len(html) > MAX_HTML:
            detail = f"разметка страницы больше {MAX_HTML // 2**20} МиБ"
            return Rendered(url, final_url=final, status=status, reason=Reason.TOO_LARGE, detail=detail)
        reason = failure_of_status(status) or (Reason.TIMEOUT if visit.late else None)
        return Rendered(url, html, final, status, title, reason, visit.late, tuple(visit.blocked), lacks)

    async def photograph(
        self,
        url: str,
        *,
        pointer: str = "",
        allow_private: bool = False,
        timeout: float = 20.0,
        user_agent: str | None = None,
    ) -> Picture | None:
        """A picture of the page as a person sees it, by a second browser that is started when first needed.

        `pointer` (XPath) is brought into view. None for whatever is not that page: an error, another host, a wall, or
        a picture that would not become small enough. Never raises for what a page does.
        """
        try:
            async with self.page(
                url, allow_private=allow_private, timeout=timeout, pictures=True, user_agent=user_agent
            ) as visit:
                status = visit.response.status if visit.response else 0
                moved = urlsplit(visit.page.url).hostname != urlsplit(url).hostname
                if visit.late or moved or failure_of_status(status):
                    return None
                html = (await serialized(visit.page)).encode("utf-8", "replace")
                if walls.recognise(status or 200, {}, html, visit.page.url):
                    return None
                return await picture_of(visit.page, url, pointer)
        except PageError as failure:
            log.info("No picture of %s: %s", url, failure)
            return None

    async def try_accessible(
        self, url: str, *, allow_private: bool = False, timeout: float = 40.0, user_agent: str | None = None
    ) -> AccessibleVersion:
        """See `crawler.browser.accessibility.try_accessible`."""
        return await accessibility.try_accessible(
            self, url, allow_private=allow_private, timeout=timeout, user_agent=user_agent
        )

    @contextlib.asynccontextmanager
    async def page(
        self,
        url: str,
        *,
        allow_private: bool,
        timeout: float,
        pictures: bool = False,
        user_agent: str | None = None,
        fresh: bool = False,
    ) -> AsyncIterator[Visit]:
        """A guarded tab with `url` loaded and settled.

        `fresh` gives it cookies of its own. Raises `PageError` for everything that goes wrong, also inside.
        """
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise PageError(Reason.INVALID_URL, "браузером открываются только адреса http и https")
        gate = self._gates[allow_private]
        chrome = self._camera if pictures else self._chrome
        async with self._tabs:
            page: Page | None = None
            visit: Visit | None = None
            try:
                async with asyncio.timeout(timeout):
                    page = await chrome.tab(url, proxy=gate.url, user_agent=user_agent, pictures=pictures, fresh=fresh)
                    visit = Visit(page, gate, self.patience)
                    await visit.load(url, timeout)
                    yield visit
            except TimeoutError as error:
                raise PageError(Reason.TIMEOUT, f"страница не ответила браузеру за {timeout:g} с") from error
            except PlaywrightError as error:
                raise failure_of_navigation(error, visit.address if visit else url, gate) from error
            finally:
                if page is not None:
                    await chrome.discard(page, fresh=fresh)


_MARGIN = 0.5  # seconds


async def _opened(visit: Visit, markup: str, seconds: float) -> str:
    """The page with what presses bring, within the time that is left; what was read before is kept whatever they do."""
    left: tuple[Left, ...] = ()  # of which nothing is known yet
    unchosen: tuple[str, ...] = ()
    try:
        async with asyncio.timeout(max(seconds, 0.0)):
            began = time.monotonic()
            unfolded = await unfold(visit, seconds)
            markup, left, unchosen = unfolded.markup or markup, unfolded.left, unfolded.unchosen
            markup = await press(visit) or markup
            if left:
                markup = await reopened(visit, markup, left, seconds - (time.monotonic() - began) - _MARGIN)
                left = ()
            else:
                markup = await walk(visit) or markup
    except (TimeoutError, PlaywrightError) as error:
        log.info("Presses on %s came to nothing: %s", visit.address, error)
    return unpassed(unreached(markup, left) if left else markup, unchosen)


async def _main(url: str) -> int:
    renderer = await Renderer.open()
    if renderer is None:
        print(
            "Страница не построена: браузер не найден. Установите chromium или задайте NOK_CHROMIUM.", file=sys.stderr
        )
        return 2
    async with renderer:
        rendered = await renderer.render(url, allow_private=True)
    sys.stdout.buffer.write(rendered.html)
    if rendered.reason:
        print(f"{rendered.reason}: {rendered.detail}", file=sys.stderr)
    return 0 if rendered.html else 2


if __name__ == "__main__":
    sys.exit(asyncio.run(_main(sys.argv[1])))
