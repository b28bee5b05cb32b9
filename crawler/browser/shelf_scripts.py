"""Shelves and cards that an arrow turns, told to the browser: a part of `crawler.browser.unfolding_scripts`.

Of several banners or papers a few stand in the page at a time, and a script puts others in their place; of several
people one. What only slides past stands there already: a first press that brings no other link, no other words is the
last.
"""

from __future__ import annotations

from typing import Final

_ARROWS: Final = r"""
  const everyRoot = (root) => [root, ...[...root.querySelectorAll('*')].filter((one) => one.shadowRoot)
    .flatMap((one) => everyRoot(one.shadowRoot))];
  const isAhead = (one) => /^[^а-яёa-z\d]*[›»>→▶►❯][^а-яёa-z\d]*$/i.test(said(one))
    || /^[^а-яёa-z\d]*(?:следующ|впер[её]д|next).{0,40}$/i.test(one.getAttribute('aria-label') || '');
  const linksOf = (box) => [...box.querySelectorAll('a[href]')].filter((one) => /^https?:$/.test(one.protocol)
    && one.href.split('#')[0] !== location.href.split('#')[0] && !/\.(?:jpe?g|png|gif|webp|svg)$/i.test(one.pathname));
  const busy = /calend|datepick|month|week|quiz|poll|opros|step|wizard|gallery|photo|lightbox|pagin|player|vote/i;
  // what the arrow turns: round about it, right before or behind it, or the whole part of an element of the site's own
  const shelfOf = (arrow) => {
    const root = arrow.getRootNode();
    for (let at = arrow, step = 0; at && at !== document.body && step < 3; at = at.parentElement, step += 1) {
      const near = [at, at.previousElementSibling, at.nextElementSibling];
      const shelf = near.find((one) => one && one !== arrow && linksOf(one).length && linksOf(one).length < 13);
      if (shelf) return root !== document && shelf.parentNode === root ? root : shelf;
    }
    return root !== document && linksOf(root).length ? root : null;
  };
  const isShelf = (shelf) => shelf && !shelf.querySelector('input, select, textarea, td')
    && shelf.textContent.length < 1500;
  const arrowIn = (root) => [...root.querySelectorAll('button, a, [role=button], [onclick], span, div')]
    .filter((one) => one.click && one.childElementCount < 4 && one.textContent.length < 40 && isAhead(one)
      && clicked(one) && shown(one) && !one.disabled && !one.form && !leads(one) && !one.querySelector('button')
      && !one.closest('form, header, nav, [class*=menu]')
      && !/location|history|open\(/.test(one.getAttribute('onclick') || ''));
  // a list whose pages are counted beside it has been turned
  const counters = turned().flatMap((row) => beside(row));
  const isBusy = (arrow) => counters.some((one) => one === arrow || one.contains(arrow) || arrow.contains(one))
    || [arrow.parentElement, arrow.previousElementSibling].some((one) => one && isYearly(one))
    || [arrow, arrow.parentElement, arrow.parentElement && arrow.parentElement.parentElement]
    .some((one) => one && (busy.test(one.className + ' ' + one.id) || pagesOf(one).length > 1
      || (one.textContent.length < 600 && one.querySelector('input:not([type=hidden]), select, textarea'))));
"""
_CARDS: Final = r"""
  // one card at a time, of words: «Иванова А. А., председатель»
  const cardWith = (ahead) => {
    for (let at = ahead.parentElement, step = 0; at && at !== document.body && step < 3; step += 1) {
      const others = [...at.querySelectorAll('a[href], button')].map(tidied).join('').length;
      const words = tidied(at).length - others;
      if ([...at.querySelectorAll('*')].filter((one) => /^\d{1,2}$/.test(tidied(one))).length > 6) return null;  // days
      if (words > 1500 || at.querySelector('input, textarea, select, td, video')) return null;
      if (words > 25) return at;
      at = at.parentElement;
    }
    return null;
  };
  // the outermost places in which a press changed something
  const changes = async (card, act) => {
    const all = new Set();
    const watch = new MutationObserver((records) => records.forEach(({type, target}) =>
      all.add(type === 'characterData' ? target.parentElement : target)));
    watch.observe(card, {childList: true, characterData: true, subtree: true});
    asking.begin();
    act();
    for (let tried = 0; tried < 5 && !all.size; tried += 1) await wait(80);
    if (asking.owed()) late = !(await asking.arrived(end));
    await wait(60);
    watch.disconnect();
    const there = [...all].filter((one) => one && one.isConnected);
    return there.filter((one) => !there.some((outer) => outer !== one && outer.contains(one)));
  };
  const worded = (...parts) => {
    const box = document.createElement('div');
    for (const part of parts) {
      const line = box.appendChild(document.createElement('div'));
      line.append(...part.cloneNode(true).childNodes);
    }
    box.querySelectorAll('button, script').forEach((one) => one.remove());
    box.querySelectorAll('[id]').forEach((one) => one.removeAttribute('id'));
    return box;
  };
  const linesOf = (box) => {
    const every = document.createTreeWalker(box, NodeFilter.SHOW_TEXT), lines = [];
    while (every.nextNode()) lines.push(flat(every.currentNode.data));
    return lines.filter((line) => line.length > 5);
  };
  const placeBelow = (at) => {
    while (at !== document.body && at.parentElement
      && /^(?:UL|OL|LI|TR|TD|TBODY|TABLE|P|SPAN|A)$/.test(at.tagName)) at = at.parentElement;
    return at;
  };
  const turning = Math.min(end, performance.now() + 5000), cards = [], through = new Set();
  const allAhead = late ? [] : everyRoot(document).flatMap(arrowIn);
  for (const arrow of allAhead) {
    const card = arrow.isConnected && !isBusy(arrow) ? cardWith(arrow) : null;
    if (cards.length > 2 || performance.now() > turning || late) break;
    if (!card || [...cards, ...own].some((one) => one.contains(card) || card.contains(one))) continue;
    cards.push(card);
    const all = new Map(), began = worded(card), stands = tidied(card);
    for (let turn = 0, ahead = arrow; turn < 12 && !late && performance.now() < turning; turn += 1) {
      ahead = ahead.isConnected ? ahead : arrowIn(card)[0];
      if (!ahead) break;
      const parts = await changes(card, () => ahead.click()), came = worded(...parts);
      if (late || tidied(came).length < 10 || all.has(tidied(came))
        || linesOf(came).every((line) => stood.includes(line))) break;
      all.set(tidied(came), came);
    }
    if (!all.size || !card.isConnected) continue;
    through.add(arrow);
    opened += all.size;
    const place = placeBelow(card), beside = document.createElement('div');
    beside.append(...(tidied(card) === stands ? [] : [began]), ...all.values());
    place.after(beside);
    own.push(beside);
    beside.querySelectorAll('a[href]').forEach((one) => known.add(one.href));
  }
"""
_SHELVES: Final = r"""
  const timed = Math.min(end, performance.now() + 5000), shelves = new Set();
  for (const arrow of allAhead) {
    const shelf = !isBusy(arrow) && !through.has(arrow) && arrow.isConnected ? shelfOf(arrow) : null;
    if (shelves.size > 3 || performance.now() > timed || late) break;
    if (!isShelf(shelf) || shelves.has(shelf)) continue;
    shelves.add(shelf);
    const all = new Map(), put = (one) => { if (!all.has(one.href)) all.set(one.href, one.cloneNode(true)); };
    const isFresh = (one) => !all.has(one.href) && !known.has(one.href);
    linksOf(shelf).forEach(put);
    let came = 0;
    for (let turn = 0, ahead = arrow; turn < 12 && performance.now() < timed; turn += 1) {
      if (!ahead.isConnected) ahead = arrowIn(shelf.isConnected ? shelf : shelf.host || document)[0];
      if (!ahead) break;
      asking.begin();
      ahead.click();
      for (let tried = 0; tried < 5 && !linksOf(shelf).some(isFresh); tried += 1) await wait(80);
      if (asking.owed()) { late = !(await asking.arrived(end)); await wait(100); }
      const fresh = linksOf(shelf).filter(isFresh);
      if (late || !fresh.length) break;
      came += fresh.length;
      linksOf(shelf).forEach(put);
    }
    if (!came) continue;
    opened += came;
    const place = placeBelow(shelf.host || shelf), beside = document.createElement('div');
    if (!shelf.host) beside.className = shelf.className;
    for (const one of all.values()) beside.appendChild(document.createElement('p')).append(one);
    if (place === document.body) place.append(beside);
    else place.after(beside);
    own.push(beside);
    [...all.keys()].forEach((href) => known.add(href));
  }
"""

SHELVES: Final = _ARROWS + _CARDS + _SHELVES
