/* Arrows that turn a shelf or a card. A part of `unfold.js`.

   Of several banners or papers a few stand in the page at a time, and a script puts others in their place; of several
   people one. What only slides past stands there already: a first press that brings no other link, no other words is
   the last. */
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
