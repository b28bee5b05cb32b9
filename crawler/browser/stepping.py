"""Polls that a script asks one question after another: all of it is read, and nothing can be sent meanwhile.

«Далее» is pressed without an answer being chosen, in a tab that is cut off from the network for good first. What
tries to reach the network, wants an answer or comes back to where it was is left as it stood.
"""

from __future__ import annotations

import contextlib
from typing import Final

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request

from crawler.browser.loading import Visit, serialized

_MOST: Final = 40  # steps
_OFFLINE: Final = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
_WORDS: Final = {
    "onward": r"^[^а-яё]*(?:далее|дальше|впер[её]д|продолжить|следующ[а-яё]+(?: (?:вопрос|шаг))?"
    r"|к следующ[а-яё]+ [а-яё]+)[^а-яё]*$",
    "back": r"^[^а-яё]*(?:назад|предыдущ[а-яё]+(?: (?:вопрос|шаг))?|вернуться)[^а-яё]*$",
    "sends": r"отправ|голос|заверш|готово|закончить|сохран|ответить|подтверд|подать|передать",
    "over": r"спасибо|благодар|до свидания|(?:принят|отправлен|записан|сохран[её]н|учт[её]н|заверш[её]н|заполнен"
    r"|пройден|окончен|получен)[аоы]?(?![а-яё])",
    "paper": r"(?:рас|на)печатай|принесите|отдайте|передайте|опустите|перепишите|позвоните",
}
# The box of the question that is shown, and its button; nothing where the answers of other steps stand there hidden.
_BOX: Final = r"""
  const is = (name, text) => new RegExp(words[name], 'i').test(text);
  const tidy = (text) => (text || '').replace(/\s+/g, ' ').trim();
  const shown = (one) => one.getClientRects().length > 0;
  const said = (one) => tidy(one.tagName === 'INPUT' ? one.value : one.innerText || one.getAttribute('aria-label'));
  const BUTTONS = 'button, input[type=button], input[type=submit], [role=button]';
  const buttons = (box) => [...box.querySelectorAll(BUTTONS)].filter(shown);
  const shut = (one) => one.disabled || one.getAttribute('aria-disabled') === 'true';
  const onward = (box) => buttons(box).filter((one) => is('onward', said(one)) && one.click
    && (!one.form || one.type === 'button'));
  const answers = (box) => [...box.querySelectorAll('input[type=radio], [role=radio]')];
  const seen = (one) => shown(one) || [...(one.labels || [])].some(shown);
  const boxOf = (button) => {
    let at = button.parentElement;
    while (at && at !== document.body && !answers(at).length) at = at.parentElement;
    const fits = at && at !== document.body && at.textContent.length < 4000 && answers(at).every(seen)
      && onward(at).length === 1 && !buttons(at).some((one) => is('sends', said(one)));
    return fits ? at : null;
  };
  const box = onward(document).filter((one) => !shut(one)).map(boxOf).find(Boolean);
"""
_FIND: Final = "(words) => {" + _BOX + "return Boolean(box); }"
# Every step's own part beside those before it, without the buttons that lead on and back.
_WALK: Final = (
    r"""
async ([words, most, share]) => {
"""
    + _BOX
    + r"""
  if (!box) return false;
  let asked = false;
  const barred = (event) => { asked = true; event.preventDefault(); event.stopImmediatePropagation(); };
  window.addEventListener('submit', barred, true);
  if (window.navigation) {
    navigation.addEventListener('navigate', (event) => {
      if (event.destination.sameDocument) return;
      asked = true;
      if (event.cancelable) event.preventDefault();
    });
  }
  window.fetch = () => { asked = true; return Promise.reject(new TypeError('Failed to fetch')); };
  XMLHttpRequest.prototype.send = function send() { asked = true; this.abort(); };
  navigator.sendBeacon = () => { asked = true; return false; };
  WebSocket.prototype.send = function send() { asked = true; };
  HTMLFormElement.prototype.submit = function submit() { asked = true; };
  window.open = () => { asked = true; return null; };
  const wait = (time) => new Promise((done) => window.setTimeout(done, time * share));
  const FIELDS = 'input, select, textarea, [role=radio]';
  const written = (one) => one.outerHTML || one.textContent;
  const opening = answers(box)[0], parts = [], known = new Set();
  // what stands over every question is told once
  const isField = (one) => one.nodeType === 1 && (one.matches(FIELDS) || one.querySelector(FIELDS) !== null);
  const first = new Set([...box.childNodes].filter((one) => !isField(one)).map(written));
  const take = () => {
    const part = document.createElement('div');
    const own = [...box.childNodes].filter((one) => !parts.length || !first.has(written(one)));
    part.append(...own.map((one) => one.cloneNode(true)));
    parts.push(part);
    known.add(box.innerText);
  };
  take();
  while (parts.length < most) {
    const button = onward(box).find((one) => !shut(one));
    if (!button) break;
    const before = box.innerText;
    button.click();
    for (let tried = 0; tried < 12 && box.isConnected && box.innerText === before; tried += 1) await wait(50);
    await wait(50);
    if (asked || !box.isConnected || known.has(box.innerText)) return false;
    take();
  }
  const last = parts[parts.length - 1], asks = box.querySelector(FIELDS);
  if (parts.length < 2 || parts.length >= most || (asks && onward(box).length)) return false;  // it wants an answer
  if (!asks && is('over', box.innerText) && !is('paper', box.innerText)) return false;  // it may have been sent
  await new Promise((done) => window.setTimeout(done, 400));  // what is sent by a timer
  if (asked) return false;
  if (box.contains(opening)) return true;  // the questions stand below one another, as in a conversation
  const ends = new Set(buttons(box).map(said)), names = new Set(), ids = new Set();
  parts.forEach((part, step) => {
    for (const one of part.querySelectorAll(BUTTONS)) {
      const label = tidy(one.tagName === 'INPUT' ? one.value : one.textContent);
      if (is('onward', label) || is('back', label) || (part !== last && ends.has(label))) one.remove();
    }
    const fields = [...part.querySelectorAll('[name]')], marked = [...part.querySelectorAll('[id]')];
    const again = fields.filter((one) => names.has(one.name));
    fields.forEach((one) => names.add(one.name));
    again.forEach((one) => { one.name += '-' + step; });
    for (const one of marked) {
      if (ids.has(one.id)) {
        const labels = [...part.querySelectorAll('label')].filter((label) => label.htmlFor === one.id);
        labels.forEach((label) => { label.htmlFor += '-' + step; });
        one.id += '-' + step;
      }
    }
    marked.forEach((one) => ids.add(one.id));
  });
  const whole = document.createElement(box.closest('form') ? 'div' : 'form');
  whole.append(...parts);
  box.replaceChildren(whole);
  return true;
}
"""
)


async def walk(visit: Visit) -> str:
    """Markup of the page with all questions of such a poll beside one another; empty where there is none to be had.

    The tab is of no use afterwards: it reaches nothing any more. Raises what Playwright raises.
    """
    page = visit.page
    if not await page.evaluate(_FIND, _WORDS):
        return ""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.setBlockedURLs", {"urls": ["*"]})
    await session.send("Network.emulateNetworkConditions", _OFFLINE)
    page.on("request", note)
    try:
        whole = await page.evaluate(_WALK, [_WORDS, _MOST, visit.patience.share])
    finally:
        with contextlib.suppress(PlaywrightError):
            page.remove_listener("request", note)
    return await serialized(page) if whole and not asked else ""
