/* Presses the next control that was not pressed yet, and tells whether there was one. What a press brought comes first:
   «Опрос» may have shown «Пройти опрос». */
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
  // «<div class=panel-title>Онлайн-опрос</div>»: what only a script and the pointer tell from a title. Looks cost more
  // than words, and all of it less than an answer that somebody would give.
  const points = (one) => getComputedStyle(one).cursor === 'pointer';
  const ANSWERS = 'label, select, summary, [role=radiogroup], [contenteditable=true], [class*=vote], [class*=golos],'
    + '[class*=answer], [class*=option], [class*=rating], [class*=star]';
  const plain = everywhere('div, span, p, li, td, dt, h2, h3, h4, h5, h6, b, strong').filter((one) =>
    one.childElementCount < 4 && one.textContent.length < 120 && wanted(one.textContent.replace(/\s+/g, ' ').trim())
      && !one.closest(ANSWERS) && points(one) && !(one.parentElement && points(one.parentElement))
      && !controls.some((other) => other.contains(one) || one.contains(other)));
  controls.push(...plain);
  const explored = window.__explored || {words: new Set(), parts: []};
  const isOpened = (one) => explored.words.has(said(one).replace(/\s+/g, ' '))
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
