/* Presses the controls of a page one after another and keeps what each of them brought.

   No mechanism is guessed: whatever looks like a control is pressed, and what changes is compared with what was seen
   before. One after another, and back where the next one is not to be found any more. In the end the page is put back
   as it stood, with what came beside it. */
async ([words, limit, inRoute, chain, depth, share]) => {
  const page = document.getElementsByTagName('body')[0];  // a form may be called so
  if (!window.navigation || !page) return [0, false, [], '', []];
  const end = performance.now() + limit, half = performance.now() + limit / 2;

  // @part asking.js

  // @part exploring/tools.js

  // @part exploring/controls.js

  // @part exploring/calendars.js

  // @part exploring/watch.js

  // @part exploring/pieces.js

  // @part exploring/lists.js

  // @part exploring/choices.js

  // @part exploring/marks.js

  // @part exploring/pages.js

  const heads = chain.length ? [] : roots().flatMap((root) => [...root.querySelectorAll('select')])
    .filter((list) => opens(list));
  if (!chain.length) {
    noteMarks([page]);
    noteFields();
  }
  if (limit < 300) heads.forEach((list) => untold(list));
  const found = limit < 300 ? [] : scan(), days = limit < 300 ? 0 : grids().length;
  if (limit < 300 || (!found.length && !days && !heads.length)) {
    undrawn().forEach((drawing) => untold(drawing, [], []));
    return [0, chain.length > 0, [], '', [...unchosen]];
  }
  const open = new Set(document.querySelectorAll('dialog[open]'));
  let idle = 0, presses = 0, overlay = null, late = false;
  let undone = false;  // the page stands as it stood, but what its script keeps for itself does not
  learn(page);
  observe();
  await wait(120);
  for (const one of log) if (one.type !== 'attributes' || one.attributeName !== 'open') noisy.add(one.target);
  log.length = 0;
  idle = moving();
  const known = new Set(found.map((item) => item.key)), missed = new Map(), won = new Set(), idlers = [], left = [], overdue = [];
  let queue = found;
  const told = (item) => Number(wanted.test(item.said + (item.card ? item.card[1] : '')));
  // what may put the page to be printed in the place of the whole page is the last
  const last = (list) => [false, true].flatMap((is) => list.filter((one) => printed.test(one.said) === is));
  const rank = (list) => last(list.length > words.most ? [...list].sort((one, other) => told(other) - told(one))
    : list);
  const gone = (item) => {
    if (item.one.isConnected && (shown(item.one) || isShut(item.one))) return false;
    const again = scan().find((other) => other.key === item.key);
    if (again) item.one = again.one;
    return !again;
  };
  const shut = async () => {
    for (const one of document.querySelectorAll('dialog[open]')) if (!open.has(one)) one.close();
    if (!overlay || !overlay.isConnected || overlay.tagName === 'DIALOG') { overlay = null; return; }
    document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', keyCode: 27, bubbles: true}));
    const shuts = /^(?:закрыть|close|[×✕✖xх]|закрыть [×✕✖xх])$/i;
    const closes = (one) => shuts.test(tidy(one.textContent) || attribute(one, 'aria-label'))
      || /(?:^|[-_ ])(?:close|dismiss)/i.test(attribute(one, 'class'));
    const closer = [...overlay.querySelectorAll('button, a, [role=button], [class*=close], [data-dismiss]')]
      .find((one) => one.click && !leads(one) && closes(one));
    if (closer) closer.click();
    overlay = null;
    await wait(120);
  };
  const upward = /^\s*[↑⬆⇧⤴←]|^[^а-яё.]*(?:вверх|назад|вернуться|к списку|ко? всем|на уровень выше|\.\.)/i;
  const upwards = () => [...document.querySelectorAll('button, a, [role=button], [onclick], span, div, li, td')]
    .filter((one) => one.click && one.childElementCount < 4 && one.textContent.length < 60
      && upward.test(tidy(one.textContent)) && !leads(one) && !/history|location/.test(attribute(one, 'onclick'))
      && (one.matches(EXPLICIT) || getComputedStyle(one).cursor === 'pointer'));
  const stood = new Set(upwards());  // they lead elsewhere
  const back = async (item) => {
    if (navigation.currentEntry.index > entry) {
      history.back();
      await calm(log.length, 1000);
      if (!gone(item)) return true;
    }
    for (let step = 0; step < 4 && now() < end; step += 1) {  // out of one folder after another
      const way = upwards().find((one) => shown(one) && !stood.has(one));
      if (!way) break;
      way.click();
      await calm(log.length, 1000);
      if (!gone(item)) return true;
    }
    undo(0);
    undone = true;
    return !gone(item);
  };
  const press = (one) => {
    one.dispatchEvent(new MouseEvent('mousedown', {bubbles: true, cancelable: true, button: 0}));
    one.dispatchEvent(new MouseEvent('mouseup', {bubbles: true, cancelable: true, button: 0}));
    if (one.click) one.click();
    else one.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, button: 0}));
  };
  // whether all a press asked for has come
  const struck = async (one, from, act = () => press(one)) => {
    addresses = [];
    due = 0;
    changed = now();
    pressing = true;
    asking.begin();
    try {
      act();
    } catch (error) { /* a script of the page */ }
    await wait(0);
    pressing = false;
    await calm(from);
    if (asking.owed()) {
      late = !(await asking.arrived(end));
      if (late) return false;
      await calm(from, 600);
    }
    return true;
  };
  const dated = async (item) => {
    if (overlay) await shut();
    const from = log.length, is = await struck(item.one, from);
    heed(watch.takeRecords());
    item.nodes = [];
    // a month turned to is no news, but what stands below it may be
    const box = item.current && item.current();
    if (box) around(box).filter((at) => at.textContent.length < box.textContent.length + 60).forEach(learn);
    const piece = is ? keep(item, from, observe()) : null;
    overlay = (piece && piece.overlay) || overlay;
    return is;
  };
  // The page was loaded anew for one control: what stood before it is pressed again, and only what it brings is new.
  const reached = async () => {
    let item = null;
    for (const key of chain) {
      item = scan().find((one) => one.key === key);
      if (!item || key === chain[chain.length - 1]) break;
      const from = log.length;
      if (!(await struck(item.one, from))) return false;
      item.nodes = [];
      heed(watch.takeRecords());
      overlay = (keep(item, from, observe()) || {}).overlay || overlay;
      pieces.length = 0;
    }
    if (!item) return false;
    learn(page);
    scan().forEach((one) => known.add(one.key));
    item.root = true;
    queue = [item];
    return true;
  };
  // a drawn list that each choice shuts
  const isDropping = (one) => within(one, (at) => at === page || at.hasAttribute('aria-haspopup')
    || attribute(at, 'role') === 'combobox'
    || named(at).some((name) => /^(?:select|dropdown|listbox)/.test(name))) !== page;
  const dropped = async ({opener, one}) => Boolean(opener && opener.isConnected && one.isConnected)
    && await struck(opener, log.length) && shown(one);
  const tools = {struck, press, told, until: end, inner: false, late: () => late, spent: () => presses >= words.most,
    overlay: (piece) => { overlay = piece.overlay || overlay; }, get queue() { return queue; },
    set queue(items) { queue = items; }};
  // false where what it asked for is still on its way
  const tried = async (item) => {
    if (done.has(item.one)) return true;
    if ((missed.get(item.kind) || 0) >= 4 && !won.has(item.kind)) {
      if (isDrawn(item.one)) done.add(item.one);  // it only looks so: a chart
      return true;
    }
    if (overlay && !inside(item.one, overlay)) await shut();
    if (gone(item) && !(await dropped(item)) && (tools.inner || !(await back(item)))) {
      if (!tools.inner) left.push(item);
      return true;
    }
    if (!may(item.one, item.parent)) return true;
    done.add(item.one);
    presses += 1;
    const from = log.length, before = location.href;
    if (!(await struck(item.one, from))) return false;
    item.nodes = [];
    heed(watch.takeRecords());
    const route = routeFrom(before), piece = keep(item, from, observe(), route);
    const moved = log.slice(from).some((record) => record.addedNodes.length) && !(item.way && route);
    if (piece) {
      won.add(item.kind);
      overlay = piece.overlay || overlay;
      noteMarks(item.nodes);
      if (!(await goneThrough(item.nodes.flatMap(listsIn), piece, tools))) return false;
      if (!(await turnedThrough(piece, from, tools))) return false;
    } else {
      // it may have shown what another one is to show, or be about to show its own
      if (undone && (moved || told(item))) left.push(item);
      else if (now() > end && told(item)) overdue.push(item);
      const node = added(from, []).find((one) => one.parentElement);
      if (node) {
        const place = node.parentElement;
        idlers.push({place, showed: tidy(place.textContent), kind: item.kind, label: wordsOf(item)});
      }
      missed.set(item.kind, (missed.get(item.kind) || 0) + (moved ? 0.5 : 1));
    }
    const drops = !moved && log.length > from && isDropping(item.one);
    if ((moved || drops) && now() < end) {
      const further = scan().filter((next) => !known.has(next.key) && !done.has(next.one));
      for (const next of further) {
        known.add(next.key);
        next.opener = drops ? item.one : null;
      }
      queue = [...further.filter((next) => next.parent), ...queue, ...further.filter((next) => !next.parent)];
    }
    if (item.way && route && navigation.currentEntry.index > entry) {
      history.back();
      await calm(log.length, 1000);
    }
    return true;
  };
  tools.tried = tried;
  stand(true);
  try {
    if (chain.length && !(await reached())) {
      late = true;
      queue = [];
    }
    tools.until = now() + (end - now()) * 0.7;
    if (heads.length && !(await goneThrough(heads, null, tools))) queue = [];
    tools.until = end;
    for (let fresh = []; !late && now() < (days ? half : end) && presses < words.most;) {
      if (!queue.length && chain.length) break;
      if (!queue.length) {
        fresh = scan().filter((item) => !known.has(item.key));
        if (!fresh.length) break;
        fresh.forEach((item) => known.add(item.key));
        queue = rank(fresh);
      }
      if (!(await tried((queue = rank(queue)).shift()))) break;
    }
    // what the time did not suffice for was seen shut
    if (!chain.length && presses < words.most) overdue.push(...queue.filter((item) => told(item) && !done.has(item.one)));
    if (!late && !chain.length) await turnedBack(dated);
    await shut();
    undrawn().forEach((drawing) => untold(drawing, [], []));
  } catch (error) {  // what came until then is kept, and a fault of ours is no fault of the page
  } finally {
    stand(false);
    watch.disconnect();
    heed(watch.takeRecords());
  }
  if (location.href !== start) history.replaceState(history.state, '', start);
  left.push(...overdue);
  const chainOf = (item) => (item.root ? chain : [...(item.parent ? chainOf(item.parent.item) : []), item.key]);
  const unreached = left.map((item) => [chainOf(item), wordsOf(item) || item.said, told(item) > 0,
    Math.min(6, depth + chainOf(item).length - chain.length)]);
  const html = chain.length ? pieces.map((one) => written(one, depth).outerHTML).join('') : '';
  if (chain.length) return [pieces.length, late, unreached, html, [...unchosen]];
  if (!pieces.length && !overdue.length && !log.some((one) => one.removedNodes.length)) {
    return [0, late, unreached, '', [...unchosen]];
  }
  undo(0);
  const titles = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  pieces.forEach((piece) => lay(piece, titles));
  // for whoever presses next: what has been opened, where copies stand that answer no press, and what is to be pressed
  // on a fresh page for what stands in one
  const copyOf = (one) => within(one, (at) => writtenOf.has(at));
  window.__explored = {words: new Set(every.map((piece) => piece.item.said)), parts: [...tails.values()].flatMap(
    (tail) => tail.all), chainAt: (one) => (copyOf(one) ? chainOf(writtenOf.get(copyOf(one)).item) : [])};
  idlers.forEach(headed);
  left.forEach((item, number) => {
    let first = item;
    while (first.parent) first = first.parent.item;
    const isOver = (one) => one.compareDocumentPosition(first.one) & Node.DOCUMENT_POSITION_FOLLOWING;
    const over = titles.filter(isOver).pop();
    unreached[number][3] = Math.min(6, (over ? level(over) : 1) + unreached[number][0].length);
    const mark = document.createElement('div');
    mark.setAttribute('data-nok-left', number);
    let spot = item.one.isConnected ? item.one.ownerSVGElement || item.one : page;
    while (hostOf(spot)) spot = hostOf(spot);
    while (spot !== page && LISTS.test(spot.tagName) && spot.parentElement) spot = spot.parentElement;
    // with its title, what comes late must stand over nothing that has none: others have brought that
    if (overdue.includes(item)) page.append(mark);
    else if (spot === page || spot.tagName === 'LI' || spot.tagName === 'TD') spot.append(mark);
    else spot.after(mark);
  });
  return [pieces.length, late, unreached, '', [...unchosen]];
}