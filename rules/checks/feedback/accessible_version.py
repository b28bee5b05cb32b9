"""The version for visually impaired people: offered and having an effect, not merely a picture of glasses."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

from crawler.addresses import page_key
from crawler.items import Link, Page, Reason, Region, Widget
from rules.checks.answers import absent, met, unmet, unsure
from rules.checks.registry import NoOptions, check
from rules.language.wording import normal, parts_of, words_of_path
from rules.lexicon.word_lists import accessible_words
from rules.model import Answer, Evidence
from rules.site.pages import UNWORDED
from rules.view import SiteView

_FRAME = frozenset({Region.MENU, Region.HEADER, Region.FOOTER, Region.BANNER})
_BY_WORDS = frozenset({"accessible-link", "own-panel"})  # also recognised by words, which a text may merely mention
_SIZE = re.compile(r"[AaАа][+−–-]{0,2}")  # one of «А А А», sizes to choose from
_SIZES = 3
_LINE = 60  # characters of one that offers the version
_BETWEEN = re.compile(r"[|/•·]")  # controls in a row
_A_NOTICE = 300  # characters
_SPLASH = 3  # links of a home page that is a cover only


@check("accessible-version", NoOptions)
def accessible_version(view: SiteView, _: NoOptions) -> Answer:
    """Tried in a browser and something changed; or an own special page that was read; never a mere label."""
    home = view.home
    if home is None:
        return unsure(Reason.NOT_REACHED)
    tried = view.site.accessible
    if tried.tried:
        switch = view.evidence(_bearer(view, home, tried.control), tried.control or UNWORDED)
        named = f"Переключатель «{tried.control}»" if tried.control else "Переключатель версии для слабовидящих"
        # what was seen afterwards is no quotation: it is told beside it
        after: dict[str, Any] = {"how": tried.how, "url": tried.url}
        if tried.effect:
            if tried.changes:
                after["changes"] = "; ".join(tried.changes)
            return met(switch, **after)
        if tried.reason is not None:
            untried = "" if tried.reason is Reason.AMBIGUOUS else ", но его действие не проверено"
            message = "; ".join((f"{named} есть{untried}", *tried.changes))
            return unsure(tried.reason, message, switch, control=tried.control, **after)
        dead = next((change for change in tried.changes if "ссылк" in change), "")  # it leads to nothing
        return unmet(
            f"{named} есть, но {dead or 'при включении на странице ничего не меняется'}.",
            switch,
            **after,
        )
    special = _special_page(view, home)
    if special is not None:
        page, link = special
        return met(view.link_evidence(home, link), view.evidence(page, page.title or page.url), how="page")
    offered = _offered(view)
    if offered:
        late = Reason.BUDGET_EXHAUSTED if view.site.coverage.stopped == "budget" else Reason.AMBIGUOUS
        reason = tried.reason or (late if view.site.browser else Reason.SCRIPT_REQUIRED)
        return unsure(reason, "Версия для слабовидящих предлагается, но её действие не проверено", *offered)
    inside = _inside(view, home)
    if inside is not None:
        message = "На главной странице переключателя нет, на внутренних он есть; его действие не проверено"
        return unsure(Reason.AMBIGUOUS, message, inside)
    return absent()


def _bearer(view: SiteView, home: Page, control: str) -> Page:
    """The page that says what the switch does: it may stand in a frame of the home page or behind a cover."""
    if not control or _says(home, control):
        return home
    return next((page for page in (*view.home_parts, *view.pages) if _says(page, control)), home)


def _says(page: Page, control: str) -> bool:
    shown = (page.text, *(link.label for link in page.links), *(widget.text for widget in page.widgets))
    return any(control in text for text in shown)


def _is_advice(widget: Widget, page: Page) -> bool:
    """Words that only tell which keys enlarge letters in any browser, themselves or right below."""
    if widget.name not in _BY_WORDS:
        return False
    below = next((after.text for block, after in pairwise(page.blocks) if block.text == widget.text), "")
    return any(accessible_words().advice.search(normal(text[:300])) for text in (widget.text, below))


def _is_control(link: Link) -> bool:
    return _names_control(link.text, link.alt, link.title, link.image)


@lru_cache(maxsize=65536)
def _names_control(text: str, alt: str, title: str, image: str) -> bool:
    """Whether what a link shows is the switch. Remembered: menus repeat on every page."""
    words = accessible_words()
    return bool(words.control.search(normal(f"{text} {alt} {title}")) or words.address.search(words_of_path(image)))


def _offered(view: SiteView) -> tuple[Evidence, ...]:
    for page in view.home_parts:
        for widget in page.widgets:
            if widget.kind == "accessibility" and not _is_advice(widget, page):
                return (view.widget_evidence(page, widget),)
        for link in page.links:
            if _is_control(link):
                return (view.link_evidence(page, link),)
        for at, block in enumerate(page.blocks):
            said = block.text if len(block.text) <= _LINE else _lead(block.text)
            if not said or len(said) > _LINE or not accessible_words().control.search(normal(said)):
                continue
            after = block.text[len(said) :]
            below = f"{after} {page.blocks[at + 1].text if at + 1 < len(page.blocks) else ''}"
            if not accessible_words().advice.search(normal(below[:300])):  # «Слабовидящим» over «нажмите Ctrl и +»
                return (view.evidence(page, block.text, block.pointer),)
        sizes = [link for link in page.links if _SIZE.fullmatch(link.text)]
        if len(sizes) >= _SIZES:
            return (view.link_evidence(page, sizes[0]),)
    return ()


def _lead(line: str) -> str:
    """What a line of controls is for: «Вид для слабовидящих: крупно на белом | крупно на чёрном | обычный»."""
    lead, colon, controls = line.partition(":")
    return lead if colon and _BETWEEN.search(controls[:_LINE]) else ""


def _inside(view: SiteView, home: Page) -> Evidence | None:
    """A switch in the frame of other pages: a title page may have been made without the site's header.

    Behind a title page with hardly a link («Войти на сайт») words alone are enough: nobody has tried them there.
    """
    splash = len(home.links) <= _SPLASH
    for page in view.pages:
        if page is home or page in view.home_parts:
            continue
        for link in page.links:
            if link.region in _FRAME and _is_control(link):
                return view.link_evidence(page, link)
        for widget in page.widgets:
            if (
                widget.kind == "accessibility"
                and not _is_advice(widget, page)
                and (splash or widget.name not in _BY_WORDS)
            ):
                return view.widget_evidence(page, widget)
    return None


def _adapted(page: Page) -> bool:
    """Whether a page offers what only the adapted version has: the way back, sizes and colours."""
    texts = (*(block.text for block in page.blocks), *(link.label for link in page.links))
    return any(len(text) <= 80 and accessible_words().panel.search(normal(text)) for text in texts)


def _is_promise(view: SiteView, page: Page) -> bool:
    """Whether a page says hardly more than that the version is still being made."""
    said = normal(". ".join(block.text for block in view.blocks_of(page)))
    return len(said) <= _A_NOTICE and accessible_words().promised.search(said) is not None


def _special_page(view: SiteView, home: Page) -> tuple[Page, Link] | None:
    """A page of its own for visually impaired people: linked as such, read, and not the home page again."""
    for link in home.links:
        if not _is_control(link):
            continue
        page = view.by_address.get(page_key(link.url))
        if page is None or page is home or page.sha256 == home.sha256 or not page.blocks or _is_promise(view, page):
            continue
        if accessible_words().page.search(parts_of(page.url).path) or (_adapted(page) and not _adapted(home)):
            return page, link
    return None
