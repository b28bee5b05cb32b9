/* Small things all the other parts of `explore.js` use. `\b` and `\w` know no Cyrillic letters. */
  const now = () => performance.now();
  const later = window.setTimeout.bind(window);
  const wait = (time) => new Promise((done) => later(done, time * share));
  const tidy = (text) => (text || '').replace(/\s+/g, ' ').trim();
  // a link has a `host` as well, which is another's name
  const hostOf = (one) => (one.getRootNode() instanceof ShadowRoot ? one.getRootNode().host : null);
  const up = (one) => one.parentElement || hostOf(one);
  const within = (one, fits) => {
    for (let at = one; at; at = up(at)) if (fits(at)) return at;
    return null;
  };
  const inside = (one, box) => Boolean(box) && within(one, (at) => at === box) !== null;
  const attribute = (one, name) => one.getAttribute(name) || '';
  // the text of much costs much
  const brief = (one, most) => one.childElementCount < 40 && one.textContent.length < most;
  const shown = (one) => one.getClientRects().length > 0;
  const roots = () => {
    const all = [document];
    for (let at = 0; at < all.length; at += 1) {
      for (const one of all[at].querySelectorAll('*')) if (one.shadowRoot) all.push(one.shadowRoot);
    }
    return all;
  };
  const waiting = /^.{0,40}(?:загрузк|загружа|подожди|loading|^[.…]+$).{0,40}$/i;
  const waits = (box) => box.textContent.length < 120 && waiting.test(tidy(box.textContent));
  const drawn = 'a[href], img, iframe, object, embed, input, select, textarea, video, canvas';
  const bare = (box) => waits(box) || (!tidy(box.textContent) && !box.querySelector(drawn));
  const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role=heading]';
  const TITLES = HEADINGS + ', [class*=title], [class*=heading], legend, caption, strong, b';
