"""What stands behind a press: forms and polls that a script brings up when somebody asks for them.

Only what promises a form and leads nowhere by itself is pressed, one after another, until there is something to fill
in; a button that would send a form that is already there never is. What is written there is nobody's business here.
"""

from __future__ import annotations

from typing import Final

from playwright.async_api import Error as PlaywrightError

from crawler.browser.loading import Visit, is_elsewhere, is_moving_on, serialized
from crawler.extract.openers import APPEAL, NEVER, POLL, SENDING, START, TOLD

_MAX_PRESSES: Final = 4
_SETTLE: Final = 2.0  # seconds
_WORDS: Final = 1_500  # characters of a notice: what is longer is another page, or a chat
# Presses the next control that was not pressed yet, and tells whether there was one. What a press brought comes first:
# «Опрос» may have shown «Пройти опрос».
_PRESS: Final = """
([appeal, poll, start, never, sending, told]) => {
  const everywhere = (selector, root = document) => [...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].filter((one) => one.shadowRoot)
      .flatMap((one) => everywhere(selector, one.shadowRoot))];
  const worded = (one) => (one.tagName === 'INPUT' && one.type === 'button' ? one.value : one.innerText);
  const said = (one) => (worded(one) || one.getAttribute('aria-label') || '').trim();
  const is = (words, text) => new RegExp(words, 'i').test(text);
  const title = document.title + ' ' + [...document.querySelectorAll('h1, h2')].map(said).join(' ');
  const written = [
    ...everywhere('textarea:not([name*=captcha]), [contenteditable=true], [role=textbox]')].some(
    (one) => one.matches('textarea, [role]') || !one.textContent.trim());  // a text may be left open by an editor
  const chosen = everywhere('input[type=radio], [role=radio]').length > 0;
  const wanted = (text) => text.length > 2 && text.length <= 60 && !is(never, text) && (
    (!written && is(appeal, text))
    || (!chosen && ((is(poll, text) && !is(told, text)) || (is(start, text) && is(poll, title)))));
  const leads = (one) => one.closest('a[href]') && !/^(#(?![/!]).*|#!?|javascript:.*)?$/i.test(
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
  const state = window.__pressed = window.__pressed || {done: new WeakSet(), known: new WeakSet()};
  const controls = [...everywhere(
    'button, a, input[type=button], [role=button], [onclick], [class*=btn], [class*=button], [data-modal],'
    + '[data-popup], [data-form]')]
    .filter((one) => one.click);  // a drawing has none
  const explored = window.__explored || {words: new Set(), parts: []};
  const isOpened = (one) => explored.words.has(said(one).replace(/\\s+/g, ' '))
    || explored.parts.some((part) => part.contains(one));
  // «Оценить» opens a questionnaire, unless stars stand beside it: then it gives a mark
  const marks = (one) => /^[^а-яё]*(?:оценить|оцените)[^а-яё]*$/i.test(said(one)) && everywhere(
    '[class*=star], [class*=rating], [class*=vote], [class*=golos], [class*=ocen]').some((star) => star !== one
    && !star.contains(one) && star.getClientRects().length);
  const left = controls.filter((one) => !state.done.has(one) && one.getClientRects().length
    && wanted(said(one)) && !leads(one) && !sends(one) && !marks(one) && !one.disabled && !isOpened(one));
  const next = left.find((one) => !state.known.has(one)) || left[0];
  controls.forEach((one) => state.known.add(one));
  if (!next) return false;
  state.done.add(next);
  state.records = [];
  state.watch = new MutationObserver((all) => state.records.push(...all));
  state.watch.observe(document.documentElement, {childList: true, subtree: true});
  state.control = next;
  state.addresses = [];
  state.open = state.open || window.open;
  window.open = (address) => { if (address) state.addresses.push(address); return null; };
  next.click();
  return true;
}
"""
# What the press took away stands beside what it brought again; and words of a window that asks nothing («Опрос
# завершён») stand under those of the control. A page that a window of its own would show is a link by those words.
# Tells whether words came, or a link.
_KEEP: Final = """
([most]) => {
  if (!window.__pressed) return false;  // the page was loaded anew
  const {watch, records, control, addresses, open} = window.__pressed;
  records.push(...watch.takeRecords());
  watch.disconnect();
  window.open = open;
  const text = (one) => one.textContent.replace(/\\s+/g, ' ').trim();
  const said = (one) => text(one) || (one.value || one.getAttribute('aria-label') || '').trim();
  const stands = (one) => document.body.contains(one);
  const inline = /^(?:A|BUTTON|INPUT|SPAN|B|I|P|LI|UL|OL|H[1-6]|TR|TD|TBODY|TABLE|NAV)$/;
  let place = control;
  while (stands(place) && inline.test(place.tagName)) place = place.parentElement;
  const put = (part) => (place === control.parentElement || place === document.body ? place.append(part)
    : place.after(part));
  const isPart = (one) => one.nodeType === 1 && !/^(?:SCRIPT|STYLE|LINK|META|TEMPLATE|NOSCRIPT)$/.test(one.tagName)
    && text(one).length > 0;
  const long = (all) => all.map(text).join('').length > 20;
  const added = [...new Set(records.flatMap((one) => [...one.addedNodes]))].filter((one) => isPart(one) && stands(one));
  const came = added.filter((one) => !added.some((other) => other !== one && other.contains(one)));
  const told = came.map(text), here = location.href.split('#')[0];
  const link = addresses.filter((one) => URL.canParse(one, document.baseURI))
    .map((one) => new URL(one, document.baseURI))
    .find((one) => /^https?:$/.test(one.protocol) && one.href.split('#')[0] !== here);
  if (link && stands(place)) {
    const line = document.createElement('p'), way = document.createElement('a');
    way.href = link.href;
    way.textContent = said(control);
    line.append(way);
    put(line);
  }
  for (const {target, removedNodes} of records) {
    const lost = stands(target) ? [...removedNodes].filter((one) => isPart(one) && !stands(one)) : [];
    if (long(lost)) target.append(...lost.filter((one) => !told.some((words) => words.includes(text(one)))));
  }
  if (!long(came) || told.join('').length > most) return Boolean(link);
  const isWindow = (one) => one.parentElement === document.body || getComputedStyle(one).position === 'fixed'
    || one.matches('dialog, [role=dialog], [aria-modal=true]');
  const windows = came.filter(isWindow);
  if (!windows.length || !stands(place) || windows.includes(place)) return true;
  const part = document.createElement('div'), head = document.createElement('h3');
  head.textContent = said(control);
  part.append(head, ...windows.map((one) => one.cloneNode(true)));
  put(part);
  return true;
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


async def press(visit: Visit) -> str:
    """Markup of the page after a press brought up something to fill in, or else a frame or words; empty where none did.

    Raises what Playwright raises, but not for a press that leads to another page: it brought up nothing.
    """
    page = visit.page
    address = page.url
    fields, frames = await page.evaluate(_FIELDS)
    brought = ""
    for _ in range(_MAX_PRESSES):
        try:
            if not await page.evaluate(_PRESS, [APPEAL, POLL, START, NEVER, SENDING, TOLD]):
                return brought
            await visit.settle(_SETTLE)
            if is_elsewhere(page.url, address):
                return brought
            now = await page.evaluate(_FIELDS)
            told = await page.evaluate(_KEEP, [_WORDS if now[0] <= fields else 0])
            if now[0] > fields:
                return await serialized(page)
            if told or now[1] > frames:
                brought = await serialized(page)
        except PlaywrightError as error:
            if is_moving_on(error):
                return brought
            raise
    return brought
