"""What stands behind a press: forms and polls that a script brings up when somebody asks for them.

Only what promises a form and leads nowhere by itself is pressed, one after another, until there is something to fill
in; a button that would send a form that is already there never is. What is written there is nobody's business here.
"""

from __future__ import annotations

from typing import Final

from playwright.async_api import Error as PlaywrightError

from crawler.extract.openers import APPEAL, POLL, START
from crawler.items import FieldKind, Form, Page
from crawler.loading import Visit, serialized

_MAX_PRESSES: Final = 4
_SETTLE: Final = 2.0  # seconds
_WRITTEN: Final = frozenset({FieldKind.TEXTAREA, FieldKind.RADIO, FieldKind.SELECT})
# Presses the next control that was not pressed yet, and tells whether there was one.
_PRESS: Final = """
([appeal, poll, start]) => {
  const said = (one) => (one.innerText || one.getAttribute('aria-label') || '').trim();
  const is = (words, text) => new RegExp(words, 'i').test(text);
  const title = document.title + ' ' + [...document.querySelectorAll('h1, h2')].map(said).join(' ');
  const written = document.querySelector('textarea, [contenteditable=true], [role=textbox]');
  const chosen = document.querySelector('input[type=radio], [role=radio]');
  const wanted = (text) => text.length > 2 && text.length <= 60 && (
    (!written && is(appeal, text)) || (!chosen && (is(poll, text) || (is(start, text) && is(poll, title)))));
  const leads = (one) => one.closest('a[href]') && !/^(#[\\w-]*|javascript:.*)?$/i.test(
    one.closest('a[href]').getAttribute('href').trim());
  const sends = (one) => {
    const form = one.form || one.closest('form');
    return form && [...form.elements].some((field) => !['hidden', 'submit', 'button'].includes(field.type));
  };
  window.__pressed = window.__pressed || new WeakSet();
  const controls = [...document.querySelectorAll(
    'button, a, [role=button], [onclick], [class*=btn], [class*=button], [data-modal], [data-popup], [data-form]')];
  const next = controls.find((one) => !window.__pressed.has(one) && one.getClientRects().length
    && wanted(said(one)) && !leads(one) && !sends(one) && !one.disabled);
  if (next) { window.__pressed.add(next); next.click(); }
  return Boolean(next);
}
"""
_FIELDS: Final = (
    "document.querySelectorAll('textarea, select, input[type=radio], [contenteditable=true], [role=textbox],"
    " [role=radio], iframe').length"
)


def promised(page: Page) -> tuple[str, ...]:
    """Labels of what a press might bring up on a page that does not show it."""
    if page.rendered or any(map(_is_filled_in, page.forms)):
        return ()
    return page.openers


def _is_filled_in(form: Form) -> bool:
    return any(field.kind in _WRITTEN for field in form.fields)


async def press(visit: Visit) -> str:
    """Markup of the page after a press brought up something to fill in; empty where none did.

    Raises what Playwright raises, but not for a press that leads to another page: it brought up nothing.
    """
    page = visit.page
    address = page.url
    before = await page.evaluate(_FIELDS)
    for _ in range(_MAX_PRESSES):
        try:
            if not await page.evaluate(_PRESS, [APPEAL, POLL, START]):
                return ""
            await visit.settle(_SETTLE)
            if page.url.rstrip("#") != address.rstrip("#"):
                return ""
            if await page.evaluate(_FIELDS) > before:
                return await serialized(page)
        except PlaywrightError as error:
            if "context was destroyed" in str(error) or "navigat" in str(error):
                return ""
            raise
    return ""
