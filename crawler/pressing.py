"""What stands behind a press: forms and polls that a script brings up when somebody asks for them.

Only what promises a form and leads nowhere by itself is pressed, one after another, until there is something to fill
in; a button that would send a form that is already there never is. What is written there is nobody's business here.
"""

from __future__ import annotations

from typing import Final

from playwright.async_api import Error as PlaywrightError

from crawler.extract.openers import APPEAL, NEVER, POLL, SENDING, START
from crawler.items import FieldKind, Form, Page
from crawler.loading import Visit, is_elsewhere, is_moving_on, serialized

_MAX_PRESSES: Final = 4
_SETTLE: Final = 2.0  # seconds
_WRITTEN: Final = frozenset({FieldKind.TEXTAREA, FieldKind.RADIO, FieldKind.SELECT})
# Presses the next control that was not pressed yet, and tells whether there was one.
_PRESS: Final = """
([appeal, poll, start, never, sending]) => {
  const everywhere = (selector, root = document) => [...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].filter((one) => one.shadowRoot)
      .flatMap((one) => everywhere(selector, one.shadowRoot))];
  const said = (one) => (one.innerText || one.getAttribute('aria-label') || '').trim();
  const is = (words, text) => new RegExp(words, 'i').test(text);
  const title = document.title + ' ' + [...document.querySelectorAll('h1, h2')].map(said).join(' ');
  const written = [
    ...everywhere('textarea:not([name*=captcha]), [contenteditable=true], [role=textbox]')].some(
    (one) => one.matches('textarea, [role]') || !one.textContent.trim());  // a text may be left open by an editor
  const chosen = everywhere('input[type=radio], [role=radio]').length > 0;
  const wanted = (text) => text.length > 2 && text.length <= 60 && !is(never, text) && (
    (!written && is(appeal, text)) || (!chosen && (is(poll, text) || (is(start, text) && is(poll, title)))));
  const leads = (one) => one.closest('a[href]') && !/^(#[\\w-]*|javascript:.*)?$/i.test(
    one.closest('a[href]').getAttribute('href').trim());
  const asks = (box) => [...box.querySelectorAll('input, select, textarea')].some(  // a field may be called "elements"
    (field) => !['hidden', 'submit', 'button', 'image', 'reset'].includes(field.type));
  const sends = (one) => {
    const form = one.form || one.closest('form');
    if (form) return asks(form);
    let box = one.parentElement;
    for (let step = 0; is(sending, said(one)) && box && box !== document.body && step < 3; step += 1) {
      if (asks(box)) return true;
      box = box.parentElement;
    }
    return false;
  };
  window.__pressed = window.__pressed || new WeakSet();
  const controls = [...everywhere(
    'button, a, [role=button], [onclick], [class*=btn], [class*=button], [data-modal], [data-popup], [data-form]')]
    .filter((one) => one.click);  // a drawing has none
  const next = controls.find((one) => !window.__pressed.has(one) && one.getClientRects().length
    && wanted(said(one)) && !leads(one) && !sends(one) && !one.disabled);
  if (next) { window.__pressed.add(next); next.click(); }
  return Boolean(next);
}
"""
# What is filled in, and frames: one may hold the form, or be a chat that comes by itself in the meantime.
_FIELDS: Final = """
() => {
  const count = (selector, root) => [...root.querySelectorAll('*')].filter((one) => one.shadowRoot)
    .reduce((sum, one) => sum + count(selector, one.shadowRoot), root.querySelectorAll(selector).length);
  return ['textarea, select, input[type=radio], [contenteditable=true], [role=textbox], [role=radio]', 'iframe']
    .map((selector) => count(selector, document));
}
"""


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
    fields, frames = await page.evaluate(_FIELDS)
    framed = ""
    for _ in range(_MAX_PRESSES):
        try:
            if not await page.evaluate(_PRESS, [APPEAL, POLL, START, NEVER, SENDING]):
                return framed
            await visit.settle(_SETTLE)
            if is_elsewhere(page.url, address):
                return framed
            now = await page.evaluate(_FIELDS)
            if now[0] > fields:
                return await serialized(page)
            if now[1] > frames:
                framed = await serialized(page)
        except PlaywrightError as error:
            if is_moving_on(error):
                return framed
            raise
    return framed
