/* Goes through lists that keep in the page only the rows that are seen.

   «Прокручивайте список»: a box scrolls, or the window, and each row is drawn when it comes into view and taken away
   when it has left it. What a box merely cuts off stands there already: where nothing moves, nothing is rolled through.
   Answers whether rows came, and what stands over boxes that were not rolled through to their end. */
async ([limit, share]) => {

  // @part unfolding/rolled.js

  const end = performance.now() + limit;
  const wait = (time) => new Promise((done) => setTimeout(done, time * share));
  // what a scroll brings is drawn with the next frame, or asked for
  const frames = () => Promise.race([wait(300), new Promise((done) => requestAnimationFrame(() =>
    requestAnimationFrame(done)))]);
  const flat = (one) => one.textContent.replace(/\s+/g, ' ').trim();
  // of a table its rows; of boxes within boxes the one in which the rows stand side by side
  const rowsIn = (box) => {
    let at = box;
    for (let next = at; next; at = next || at) {
      const most = at.textContent.length * 0.9;
      next = [...at.children].find((one) => one.childElementCount && one.textContent.length >= most);
    }
    const bodies = at.tagName === 'TABLE' ? [...at.tBodies] : [];
    return [...(bodies.length ? bodies[bodies.length - 1] : at).children].filter((one) => flat(one).length > 3);
  };
  const build = (rows, at) => {
    const kinds = {TR: 'table', LI: 'ul'}, box = document.createElement(kinds[rows[0].tagName] || 'div');
    const table = box.tagName === 'TABLE' && (at.closest('table') || at.querySelector('table'));
    if (table && table.tHead) box.append(table.tHead.cloneNode(true));
    box.append(...rows);
    return box;
  };
  const put = (rows, at) => {
    const part = build(rows, at);
    while (/^(?:UL|OL|LI|TR|TD|TBODY|TABLE|P|SPAN|A)$/.test(at.parentElement.tagName)) at = at.parentElement;
    at.after(part);
  };
  const scrolls = (one) => one.scrollHeight > one.clientHeight * 1.2 && one.clientHeight > 60
    && /auto|scroll|overlay/.test(getComputedStyle(one).overflowY)
    && !one.closest('header, footer, nav, form, dialog, [class*=menu]');
  // rows of a list are alike and short; whole parts of a page change for other reasons
  const isList = (rows) => rows.length > 1 && rows.every((one) => one.tagName === rows[0].tagName
    && one.textContent.length < 600);
  const boxes = [...document.querySelectorAll('body *')].filter((one) => scrolls(one)).slice(0, 6);
  const unfinished = [];
  let came = 0;
  for (const box of boxes.filter((one) => !boxes.some((outer) => outer !== one && outer.contains(one)))) {
    const all = new Map(), began = flat(box).length;
    let moved = false, finished = false;
    const watch = new MutationObserver(() => { moved = true; });
    watch.observe(box, {childList: true, characterData: true, subtree: true});
    const take = () => {
      const rows = rowsIn(box);
      for (const one of isList(rows) ? rows : []) if (!all.has(flat(one))) all.set(flat(one), one.cloneNode(true));
    };
    take();
    for (let step = 1, last = 0; performance.now() < end; step += 1) {
      const before = box.scrollTop;
      box.scrollTop = before + box.clientHeight * 0.8;
      await frames();
      if (box.scrollTop <= before) {
        // at its end, unless it asks for more there
        if (last !== before) await wait(moved ? 400 : 200);
        finished = last === before || box.scrollTop + box.clientHeight >= box.scrollHeight - 2;
        take();
        if (finished) break;
        last = before;
        continue;
      }
      await wait(40);
      if (step > 2 && !moved) { finished = true; break; }
      take();
    }
    const whole = all.size;
    box.scrollTop = 0;
    await wait(120);
    watch.disconnect();
    const now = flat(box), lost = [...all].filter(([said]) => !now.includes(said)).map(([, row]) => row);
    if (!finished && moved) {
      const over = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
        .filter((one) => one.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
      unfinished.push(over ? flat(over).slice(0, 120) : document.title);
    }
    came += Number(moved && now.length > began);  // what it asked for stays
    if (!moved || !lost.length || whole < 3) continue;
    came += lost.length;
    put(lost, box);
  }
  rolling.disconnect();
  // rows that left the page while it was scrolled, and did not come back
  const stands = flat(document.body);
  for (const [place, nodes] of window.__rolled || []) {
    const rows = new Map(nodes.filter((one) => !one.isConnected && !stands.includes(flat(one)))
      .map((one) => [flat(one), one.cloneNode(true)]));
    if (rows.size < 3 || !place.isConnected || place === document.body) continue;
    came += rows.size;
    put([...rows.values()], place);
  }
  window.__rolled = null;
  return [came, unfinished];
}
