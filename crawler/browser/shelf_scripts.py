"""Shelves that an arrow turns, told to the browser: a part of `crawler.browser.unfolding_scripts`.

Of several banners or papers a few stand in the page at a time, and a script puts others in their place. What only
slides past stands there already: a first press that brings no other link is the last.
"""

from __future__ import annotations

from typing import Final

SHELVES: Final = r"""
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
  const isBusy = (arrow) => [arrow.parentElement, arrow.previousElementSibling].some((one) => one && isYearly(one))
    || [arrow, arrow.parentElement, arrow.parentElement && arrow.parentElement.parentElement]
    .some((one) => one && (busy.test(one.className + ' ' + one.id) || pagesOf(one).length > 1
      || (one.textContent.length < 600 && one.querySelector('input:not([type=hidden]), select, textarea'))));
  const timed = Math.min(end, performance.now() + 5000), shelves = new Set();
  for (const arrow of late ? [] : everyRoot(document).flatMap(arrowIn)) {
    const shelf = !isBusy(arrow) && arrow.isConnected ? shelfOf(arrow) : null;
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
    let place = shelf.host || shelf;
    while (place !== document.body && place.parentElement
      && /^(?:UL|OL|LI|TR|TD|TBODY|TABLE|P|SPAN|A)$/.test(place.tagName)) place = place.parentElement;
    const beside = document.createElement('div');
    if (!shelf.host) beside.className = shelf.className;
    for (const one of all.values()) beside.appendChild(document.createElement('p')).append(one);
    if (place === document.body) place.append(beside);
    else place.after(beside);
    own.push(beside);
    [...all.keys()].forEach((href) => known.add(href));
  }
"""
