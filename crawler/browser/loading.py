"""What happens between asking a browser for a page and reading it: loading, settling, failing.

`Visit.load` waits for the markup, then until the network is quiet and the document no longer grows, but never
longer than its bounds: a counter that polls for ever must not cost the page.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import AbstractAsyncContextManager
from typing import Protocol
from urllib.parse import urlsplit

import msgspec
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Request, Response
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.addresses import route_of
from crawler.browser.gate import Gate
from crawler.items import Reason

MARKUP_SHARE = 0.6  # of the page's time may pass until its markup is complete
SETTLE_SECONDS = 6.0
POLLS = 4  # of a page, while it has to keep still
MAX_BLOCKED = 20
SHELL_PATIENCE = 4  # times the quiet of other pages
_CORNER = ((2, 2), (3, 3))  # of the window, where nothing opens under the mouse
SHELL_TEXT = 200  # characters: a page with less text is probably still being built

_STATE = "[document.getElementsByTagName('*').length, document.body ? document.body.innerText.length : 0]"
_SERIALIZE = """
() => {
  const roots = [];
  const walk = (node) => {
    for (const element of node.querySelectorAll('*')) {
      if (element.shadowRoot) { roots.push(element.shadowRoot); walk(element.shadowRoot); }
    }
  };
  walk(document);
  const root = document.documentElement;
  const type = document.doctype ? '<!DOCTYPE ' + document.doctype.name + '>' : '';
  if (!roots.length || !root.getHTML) return type + root.outerHTML;
  const shell = root.cloneNode(false).outerHTML.replace(/<\\/html>$/, '');
  const inner = root.getHTML({shadowRoots: roots});
  return type + shell + inner.replace(/<template shadowrootmode="open"[^>]*>/g, '<div data-shadow-root>')
    .replace(/<\\/template>/g, '</div>') + '</html>';
}
"""


class Patience(msgspec.Struct, frozen=True):
    """How long it is waited for what nothing announces: the timers and transitions of a page.

    What was asked for and has not come yet is waited for by itself. These are lengths that sites need; pages of our own
    that answer at once may be looked at with less.
    """

    quiet: float = 0.4  # seconds in which nothing was requested and nothing grew: the page has settled
    transition: float = 0.6  # seconds until a look has changed
    share: float = 1.0  # of the pauses after scrolling and presses


class PageError(Exception):
    """A page that could not be had: the reason is one of the closed list, the detail is for people."""

    def __init__(self, reason: Reason, detail: str, *, browser_gone: bool = False) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.browser_gone = browser_gone  # perhaps for another page's sake: worth a second try


class Visit:
    """One page being looked at: its tab, what came of loading it, and what was asked for on the way."""

    def __init__(self, page: Page, gate: Gate, patience: Patience) -> None:
        self.page = page
        self.patience = patience
        self._gate = gate
        self.response: Response | None = None
        self.status = 0  # of the last answer to the page itself
        self.unanswered: Reason | None = None  # why the last address the page itself was asked at gave no answer
        self.late = ""  # why the markup may be incomplete, in words
        self.asked = ""  # what was to be looked at, with the route of an application
        self.address = ""  # the last address the page itself was asked at (redirects change it)
        self.blocked: list[str] = []  # requests that we refused: "POST https://…"
        self.lost: dict[str, Reason] = {}  # addresses of scripts and stylesheets that did not arrive, and why
        self.lacks_scripts = False  # a script among them: what it would have built is not there
        self._active: set[Request] = set()
        self._last = time.monotonic()
        page.on("request", self._began)
        page.on("response", self._answered)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._failed)

    async def load(self, url: str, timeout: float) -> None:
        """Navigate and settle; `timeout` (seconds) bounds the markup, the caller bounds the whole."""
        self.asked = self.address = url
        limit = timeout * MARKUP_SHARE
        started = time.monotonic()
        self.response = await self.page.goto(url, wait_until="commit", timeout=limit * 1000)
        try:
            left = max(0.5, limit - (time.monotonic() - started))
            await self.page.wait_for_load_state("domcontentloaded", timeout=left * 1000)
        except PlaywrightTimeout:
            self.late = f"разметка получена не полностью за {limit:g} с"
            return
        await self.settle()

    async def reload(self, timeout: float) -> None:
        """The same page from its beginning, settled, within so many seconds; also where a press led elsewhere."""
        if self.page.url.partition("#")[0] == self.asked.partition("#")[0]:
            await self.page.reload(wait_until="domcontentloaded", timeout=timeout * 1000)
        else:
            await self.page.goto(self.asked, wait_until="domcontentloaded", timeout=timeout * 1000)
        await self.settle()

    async def settle(self, seconds: float = SETTLE_SECONDS) -> None:
        """Wait until nothing was requested and nothing grew for a while; a near-empty page gets longer."""
        end = time.monotonic() + seconds
        quiet = self.patience.quiet
        size, since = None, time.monotonic()
        while time.monotonic() < end:
            try:
                found = await self.page.evaluate(_STATE)
            except PlaywrightError as error:
                if not is_moving_on(error):
                    raise
                found = None  # the page is going elsewhere by script: wait for where it arrives
            now = time.monotonic()
            if found is None or found != size:
                size, since = found, now
            still = now - max(since, self._last)
            # A hidden tab, a shell that waits for a timer: little text earns a longer wait, not an endless one.
            enough = quiet if size is not None and size[1] >= SHELL_TEXT else quiet * SHELL_PATIENCE
            if not self._active and still >= enough:
                return
            await asyncio.sleep(quiet / POLLS)

    async def stir(self) -> None:
        """Move the mouse as somebody does who has come to read: scripts that were put off until then begin."""
        for place in _CORNER:
            await self.page.mouse.move(*place)

    def _began(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.address = request.url
            self.unanswered = None
        if request.resource_type not in ("eventsource", "websocket", "ping"):
            self._active.add(request)
            self._last = time.monotonic()

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status
        if reason := failure_of_status(response.status):
            self._note_lost(response.request, reason)

    def _ended(self, request: Request) -> None:
        if request in self._active:
            self._active.discard(request)
            self._last = time.monotonic()

    def _failed(self, request: Request) -> None:
        self._ended(request)
        why = self._why(request)
        self._note_lost(request, why)
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.unanswered = why
        if request.method not in ("GET", "HEAD") and len(self.blocked) < MAX_BLOCKED:
            self.blocked.append(f"{request.method} {request.url}")

    def _why(self, request: Request) -> Reason:
        """Why a file did not arrive; one that was given up halfway, since the page moved on, was not reached."""
        error = request.failure or ""
        if "ERR_ABORTED" in error:
            return Reason.NOT_REACHED
        return _named(error, request.url, self._gate) or Reason.NOT_REACHED

    def _note_lost(self, request: Request, reason: Reason) -> None:
        if request.resource_type in ("script", "stylesheet") and len(self.lost) < MAX_BLOCKED:
            self.lost.setdefault(request.url, reason)
            self.lacks_scripts = self.lacks_scripts or request.resource_type == "script"


def is_moving_on(error: PlaywrightError) -> bool:
    """Whether a script could not be run since the page was going to another address meanwhile."""
    return "context was destroyed" in str(error) or "navigat" in str(error)


def is_elsewhere(url: str, address: str) -> bool:
    """Whether a press led from a page to another: a mere anchor («#faq») is a place in it, a route is not."""
    return (url.partition("#")[0], route_of(url)) != (address.partition("#")[0], route_of(address))


async def serialized(page: Page) -> str:
    """The live document as markup, with open shadow roots unfolded in place."""
    return str(await page.evaluate(_SERIALIZE))


_BY_STATUS = {
    401: Reason.HTTP_401,
    403: Reason.HTTP_403,
    404: Reason.HTTP_404,
    410: Reason.HTTP_404,
    429: Reason.HTTP_429,
}


def failure_of_status(status: int) -> Reason | None:
    """The reason an HTTP status stands for; None for success and for no status at all."""
    if status < 400:
        return None
    return _BY_STATUS.get(status, Reason.HTTP_5XX if status >= 500 else Reason.HTTP_4XX)


_BY_ERROR = (
    ("ERR_NAME_NOT_RESOLVED", Reason.DNS_FAILURE),
    ("ERR_CONNECTION_REFUSED", Reason.CONNECTION_REFUSED),
    ("ERR_TOO_MANY_REDIRECTS", Reason.REDIRECT_LOOP),
    ("ERR_CERT", Reason.TLS_ERROR),
    ("ERR_SSL", Reason.TLS_ERROR),
    ("TIMED_OUT", Reason.TIMEOUT),
    ("Timeout", Reason.TIMEOUT),
    ("ERR_ABORTED", Reason.NOT_HTML),  # the address is a download
    ("Download is starting", Reason.NOT_HTML),
    ("ERR_INVALID", Reason.INVALID_URL),
    ("ERR_UNSAFE_PORT", Reason.INVALID_URL),
    ("ERR_EMPTY_RESPONSE", Reason.CONNECTION_RESET),
    ("ERR_CONNECTION", Reason.CONNECTION_RESET),
    ("ERR_INCOMPLETE", Reason.CONNECTION_RESET),
)


def failure_of_navigation(error: PlaywrightError, address: str, gate: Gate) -> PageError:
    """Name what Playwright reports about the page at `address`; what the gate refused is named by the gate."""
    text = str(error).split("Call log", 1)[0].strip()
    if "crashed" in text:
        return PageError(Reason.INTERNAL_ERROR, "вкладка браузера аварийно закрылась на этой странице")
    if "has been closed" in text or "Connection closed" in text:
        return PageError(Reason.INTERNAL_ERROR, "браузер аварийно завершился", browser_gone=True)
    if "ERR_SOCKS_CONNECTION_FAILED" in text and (refusal := gate.refusal_of(urlsplit(address).hostname or "")):
        return PageError(refusal.reason, refusal.detail)
    return PageError(_named(text, address, gate) or Reason.INTERNAL_ERROR, text)


def _named(error: str, address: str, gate: Gate) -> Reason | None:
    """The reason a browser's name of a network error stands for; None for one that is not known."""
    if "ERR_SOCKS_CONNECTION_FAILED" in error and (refusal := gate.refusal_of(urlsplit(address).hostname or "")):
        return refusal.reason
    return next((reason for sign, reason in _BY_ERROR if sign in error), None)


class Tabs(Protocol):
    """What opens pages: a running browser, as those see it who look at a page in it."""

    def page(
        self, url: str, *, allow_private: bool, timeout: float, user_agent: str | None, fresh: bool
    ) -> AbstractAsyncContextManager[Visit]:
        """A tab with `url` loaded and settled. `fresh` gives it cookies of its own. Raises `PageError`."""
        ...
