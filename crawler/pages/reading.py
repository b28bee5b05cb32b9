"""From an answer to a page: what kind of body it is, whether it is a real page, and whether it needs a browser."""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

from crawler.addresses import INDEX_FILE, is_file, is_paper, page_key
from crawler.answers import soft404, walls
from crawler.answers.magic import is_picture
from crawler.answers.received import Answer
from crawler.answers.shown_instead import stands_in
from crawler.answers.soft404 import Signature
from crawler.extract import extract_page
from crawler.extract.encoding import decode
from crawler.frontier.queue import FAINT, Candidate
from crawler.items import Failure, FieldKind, Form, Page, Reason
from crawler.memory.last_visit import Memory
from crawler.network.fetch import failure_of
from crawler.pages.tools import Tools
from crawler.settings import CrawlOptions

logger = logging.getLogger(__name__)

_HTML_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "")
_MAX_RENDERS = 25  # pages of one site: a render costs as much as a hundred fetches
_RENDER_SECONDS = 25.0
_SCRAP = 80  # characters of a page that broke off, too few to tell anything
LOOKED = "second_look"  # why a page was rendered: something was not found on it
_WRITTEN = frozenset({FieldKind.TEXTAREA, FieldKind.RADIO, FieldKind.SELECT})
SHELL = "script_shell"  # why a page was rendered: there was nothing in it, or something was to come


class Reader:
    """Reads the answers of one site."""

    def __init__(
        self, options: CrawlOptions, tools: Tools, memory: Memory, smells: Callable[[Page], bool] | None = None
    ) -> None:
        self.signature: Signature | None = None
        self.home: Page | None = None  # what it has, every page of the site may have
        self.doors: dict[str, Reason] = {}  # pages that show a sign-in or a notice and were asked for as such
        self.home_is_shell = False  # empty without a browser, or cut off: no menu to speak of
        self.home_is_built = False  # was empty, until a browser had built it: so will be other pages without any smell
        self._options = options
        self._tools = tools
        self._memory = memory
        self._smells = smells or (lambda page: False)  # by what a page calls itself; a link may have said less
        self._renders = 0
        self._pressed: set[str] = set()

    async def read(
        self, answer: Answer, candidate: Candidate, *, external: bool = False, probe: bool = False
    ) -> tuple[Page, bytes] | Failure:
        """The page an answer is, with the body it was read from (the browser's, if one was used), or why it is none.

        `probe`: the answer to an invented address, read only for what it looks like.

        Raises whatever extraction raises: the caller makes it the failure of one page.
        """
        body = answer.body
        page = self._remembered(answer, candidate, external=external)
        if page is None:
            if failure := _no_page(answer):
                return failure
            page = self._extract(answer, body, candidate, external=external)
        if answer.truncated and _is_scrap(page):
            return failure_of(answer, Reason.CONNECTION_RESET, "the connection broke soon after the body began")
        if probe:
            return page, body
        promising = self._is_worth_pressing(page)
        waiting = page.needs_script or page.awaits
        smells = candidate.score >= FAINT or (waiting and candidate.depth > 0 and not external and self._smells(page))
        worthy = promising or smells or (page.needs_script and self.home_is_built)
        if waiting and self._is_worth_rendering(candidate, promising=worthy):
            self._pressed.update(page.openers)
            page, body = await self._render(answer, page, candidate, external=external)
        elif candidate.depth == 0 and _hides_a_service(page) and self._is_worth_rendering(candidate):
            live = await self._render(answer, page, candidate, external=external)
            page, body = live if not live[0].needs_script else (page, body)  # the page as it came is whole by itself
        elif promising and self._is_worth_rendering(candidate, promising=True):
            self._pressed.update(page.openers)
            live = await self._render(answer, page, candidate, external=external, why="opened_by_press")
            page, body = live if len(live[0].forms) > len(page.forms) else (page, body)
        if page.awaits and candidate.depth and smells:  # what is looked for may come there
            page = msgspec.structs.replace(page, needs_script=True)
        if candidate.depth and not external and not page.needs_script and self._is_soft_404(page):
            return failure_of(answer, Reason.SOFT_404, page.title[:200])
        if candidate.depth and not external and not page.needs_script and (wall := stands_in(page, self.home)):
            if candidate.smells:
                return failure_of(answer, wall.reason, f"{wall.name}: {wall.detail}")
            self.doors[page_key(answer.url)] = wall.reason  # «Войти» of a menu: it is what it is called
        return page, body

    async def look(self, answer: Answer, page: Page, candidate: Candidate) -> tuple[Page, bytes] | None:
        """A page that was read without the browser, as the browser shows it; None where it shows nothing whole."""
        if self._renders >= _MAX_RENDERS:
            return None
        live, body = await self._render(answer, page, candidate, external=False, why=LOOKED)
        return (live, body) if live.rendered and not live.needs_script else None

    def _remembered(self, answer: Answer, candidate: Candidate, *, external: bool) -> Page | None:
        """What extraction would make of the same body: only what the visit brings to a page is tonight's."""
        page = self._memory.page(answer)
        if page is None:
            return None
        return msgspec.structs.replace(
            page,
            status=answer.status,
            requested_url=answer.requested_url if answer.requested_url != answer.url else "",
            depth=candidate.depth,
            click_path=candidate.click_path,
            external=external,
        )

    def _extract(
        self,
        answer: Answer,
        body: bytes,
        candidate: Candidate,
        *,
        external: bool,
        rendered: bool = False,
        why: str = "",
    ) -> Page:
        return extract_page(
            body,
            url=answer.url,
            content_type="text/html; charset=utf-8" if rendered else answer.content_type,
            status=answer.status,
            fetched_at=answer.at,
            requested_url=answer.requested_url if answer.requested_url != answer.url else "",
            depth=candidate.depth,
            click_path=candidate.click_path,
            headers=answer.headers,
            external=external,
            rendered=rendered,
            render_reason=why,
            sha256=answer.sha256 if body is answer.body else "",
        )

    def _is_worth_rendering(self, candidate: Candidate, *, promising: bool = False) -> bool:
        if self._options.render == "never" or self._renders >= _MAX_RENDERS:
            return False
        return candidate.depth == 0 or candidate.score >= FAINT or self.home_is_shell or promising

    def _is_worth_pressing(self, page: Page) -> bool:
        """Whether a press may bring up a form; what stands on every page is tried once."""
        return not self._pressed.issuperset(_promised(page))

    async def _render(
        self, answer: Answer, page: Page, candidate: Candidate, *, external: bool, why: str = SHELL
    ) -> tuple[Page, bytes]:
        """Ask the browser; the page stays as it is (and says that it needs a script) when that brings nothing."""
        renderer = await self._tools.renderer()
        if renderer is None:
            return page, answer.body
        self._renders += 1
        rendered = await renderer.render(answer.url, allow_private=self._options.allow_private, timeout=_RENDER_SECONDS)
        if not rendered.html or walls.recognise(rendered.status or 200, {}, rendered.html, rendered.final_url):
            logger.info("Rendering brought nothing: %s (%s %s)", answer.url, rendered.reason, rendered.detail)
            return page, answer.body
        if why == LOOKED and not page.needs_script and _place(rendered.final_url) != _place(answer.url):
            return page, answer.body  # to the frameset, the front page, a new domain: another page
        live = self._extract(answer, rendered.html, candidate, external=external, rendered=True, why=why)
        unbuilt = rendered.reason is not None or (live.needs_script and rendered.lacks_scripts)
        return msgspec.structs.replace(live, needs_script=unbuilt), rendered.html

    def _is_soft_404(self, page: Page) -> bool:
        return soft404.says_not_found(page) or (self.signature is not None and self.signature.matches(page))


def _place(url: str) -> tuple[str, str]:
    """Host and path of a page, however they are written."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), INDEX_FILE.sub("/", parts.path).rstrip("/")


def _promised(page: Page) -> tuple[str, ...]:
    """Labels of what a press might bring up on a page that does not show it."""
    if page.rendered or any(map(_is_filled_in, page.forms)):
        return ()
    return page.openers


def _is_filled_in(form: Form) -> bool:
    return any(field.kind in _WRITTEN for field in form.fields)


def _hides_a_service(page: Page) -> bool:
    """Whether only a script of the page names a banner or a poll: what it builds may be a link to it."""
    shown = {widget.name for widget in page.widgets if widget.url}
    return any(
        widget.kind in ("banner", "poll") and not (widget.url or widget.text) and widget.name not in shown
        for widget in page.widgets
    )


def _no_page(answer: Answer) -> Failure | None:
    """Why a body cannot be read as a page, if so."""
    if not answer.body.strip() and answer.truncated:
        return failure_of(answer, Reason.CONNECTION_RESET, "the connection broke before the body began")
    if not answer.body.strip():
        return failure_of(answer, Reason.EMPTY_PAGE, "the body is empty")
    return None if is_html(answer) else failure_of(answer, Reason.NOT_HTML, answer.content_type)


def _is_scrap(page: Page) -> bool:
    """Whether what came of a page before the connection broke shows nothing: «abc» of a hundred thousand bytes."""
    return len(page.text) < _SCRAP and not (page.links or page.forms or page.frames)


def is_html(answer: Answer) -> bool:
    """Whether a body is to be read as a page. Servers that call a page something else are not taken at their word."""
    declared = answer.content_type.partition(";")[0].strip().lower()
    head = answer.body[:2048]
    if b"\x00" in head:  # UTF-16, or no text at all
        head = decode(head, answer.content_type).text.encode()
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    looks = start.startswith((b"<!doctype html", b"<head", b"<body")) or b"<html" in start or b"<title" in start
    if declared in ("text/plain", "application/xml", "text/xml"):
        return looks
    return looks or (declared in _HTML_TYPES and b"\x00" not in start and not start.startswith(b"%pdf"))


def is_document(answer: Answer) -> bool:
    """Whether an answer to a page's address is really a file for the document reader."""
    declared = answer.content_type.partition(";")[0].strip().lower()
    if answer.body[:4] in (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0") or answer.body[:5] == b"{\\rtf":
        return True
    if is_picture(answer.body):  # what a link calls a plan may be a photograph of one
        return True
    named = is_file(answer.url) if declared.startswith("application/") else is_paper(answer.url)
    return named and declared.startswith(("application/", "text/")) and not is_html(answer)
