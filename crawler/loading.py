"""What happens between asking a browser for a page and reading it: loading, settling, failing.

`load` waits for the markup, then until the network is quiet and the document no longer grows, but never longer than
its bounds: a counter that polls for ever must not cost the page.
"""

from __future__ import annotations

import asyncio
import time
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Request, Response
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.gate import Gate
from crawler.items import Reason

MARKUP_SHARE = 0.6  # of the page's time may pass until its markup is complete
SETTLE_SECONDS = 6.0
QUIET_SECONDS = 0.5
POLL_SECONDS = 0.1
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


class PageFailure(Exception):
    """A page that could not be had: the reason is one of the closed list, the detail is for people."""

    def __init__(self, reason: Reason, detail: str, status: int = 0) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.status = status


async def load(page: Page, url: str, timeout: float) -> tuple[Response | None, str]:
    """Navigate and settle. Returns the response and, if the markup never completed, a sentence saying so."""
    active: set[Request] = set()
    last = [time.monotonic()]

    def began(request: Request) -> None:
        if request.resource_type not in ("eventsource", "websocket", "ping"):
            active.add(request)
            last[0] = time.monotonic()

    def ended(request: Request) -> None:
        active.discard(request)
        last[0] = time.monotonic()

    page.on("request", began)
    page.on("requestfinished", ended)
    page.on("requestfailed", ended)
    limit = timeout * MARKUP_SHARE
    started = time.monotonic()
    response = await page.goto(url, wait_until="commit", timeout=limit * 1000)
    late = ""
    try:
        left = max(0.5, limit - (time.monotonic() - started))
        await page.wait_for_load_state("domcontentloaded", timeout=left * 1000)
    except PlaywrightTimeout:
        late = f"разметка получена не полностью за {limit:g} с"
    await _settle(page, active, last)
    return response, late


async def _settle(page: Page, active: set[Request], last: list[float]) -> None:
    """Wait until nothing was requested and nothing grew for QUIET_SECONDS; a near-empty page gets longer."""
    end = time.monotonic() + SETTLE_SECONDS
    size, since = None, time.monotonic()
    while time.monotonic() < end:
        try:
            found = await page.evaluate(_STATE)
        except PlaywrightError as error:
            if "context was destroyed" not in str(error) and "navigat" not in str(error):
                raise
            found = None  # the page is going elsewhere by script: wait for where it arrives
        now = time.monotonic()
        if found is None or found != size:
            size, since = found, now
        quiet = not active and now - last[0] >= QUIET_SECONDS and now - since >= QUIET_SECONDS
        if quiet and size is not None and size[1] >= SHELL_TEXT:
            return
        if quiet and now - since >= QUIET_SECONDS * 4:
            return
        await asyncio.sleep(POLL_SECONDS)


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
    ("crashed", Reason.SCRIPT_REQUIRED),
    ("has been closed", Reason.SCRIPT_REQUIRED),
)


def failure_of_navigation(error: PlaywrightError, url: str, gate: Gate) -> PageFailure:
    """Name what Playwright reports; what the gate refused is named by the gate."""
    text = str(error).split("Call log", 1)[0].strip()
    if "ERR_SOCKS_CONNECTION_FAILED" in text and (refusal := gate.refusal_of(urlsplit(url).hostname or "")):
        return PageFailure(refusal.reason, refusal.detail)
    for sign, reason in _BY_ERROR:
        if sign in text:
            return PageFailure(reason, text)
    return PageFailure(Reason.INTERNAL_ERROR, text)
