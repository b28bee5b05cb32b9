/* The ways through lists to choose from. A part of `explore.js`.

   «Год», «Сфера → Год → Документ», with a plain «Показать» at the end or without: every way is gone, and what each
   shows stands under the words of its choices. What is not gone through is told. */
  const unchosen = new Set();  // words of what was not gone through
  let choices = 0;
  const listsIn = (one) => (one.nodeType !== 1 ? [] : one.tagName === 'SELECT' ? [one]
    : [...one.querySelectorAll('select')]);
  const untold = (list, called = calledOf(list), names = [...list.options].map((one) => tidy(one.text))) => {
    const told = toldOf(list, called, names);
    if (told) unchosen.add(told);
  };
  const pick = (list, index) => {
    list.selectedIndex = index;
    for (const name of ['input', 'change']) list.dispatchEvent(new Event(name, {bubbles: true}));
  };
  const placeOf = (list) => ({one: list, root: list.getRootNode(), at: allOf(list, 'select').indexOf(list)});
  // the same list where it was drawn anew
  const again = (place) => {
    const {one, root, at} = place;
    if (one.isConnected) return one;
    const all = [...root.querySelectorAll('select')];
    const same = ['id', 'name'].flatMap((name) => all.filter((each) => attribute(one, name)
      && attribute(each, name) === attribute(one, name)));
    place.one = same[0] || all[at] || one;
    return place.one.isConnected ? place.one : null;
  };
  // filled, shown or put there by a choice of the list
  const isWoken = (next, list, from) => log.slice(from).some(({type, target, addedNodes}) => (type === 'childList'
    ? next.contains(target) || [...addedNodes].some((one) => one.contains(next))
    : type === 'attributes' && target.contains(next) && !target.contains(list)));
  const isBeside = (list, next) => apart(list, next) < 40 && isAmong(list, next);
  const nextOf = (list, from) => {
    const after = allOf(list, 'select').filter((one) => follows(list, one) && goesOn(one));
    return after.find((one) => isWoken(one, list, from)) || after.slice(0, 1).find((one) => isBeside(list, one))
      || null;
  };
  const detach = (piece) => {
    for (const all of [pieces, every, ...every.map((one) => one.children)]) {
      if (all.includes(piece)) all.splice(all.indexOf(piece), 1);
    }
  };
  const empty = (item) => {
    const bare = {label: wordsOf(item), box: inert.createElement('div'), item, place: null, children: [],
      overlay: null};
    (item.parent ? item.parent.children : pieces).push(bare);
    every.push(bare);
    return bare;
  };
  // cards that look like those of another year are no news, but what they open may be
  const alike = (item, from) => {
    item.nodes = added(from, []).filter((one) => one.nodeType === 1 && !within(one, (at) => at.tagName === 'SELECT'));
    if (!item.nodes.length) return null;
    const piece = empty(item);
    for (const node of item.nodes) cameBy.set(node, piece);
    return piece;
  };
  // where what further choices bring stands: what this one brought besides the next list, or nothing but its words
  const branch = (item, from, next) => {
    learn(next);
    const kept = keep(item, from, observe());
    if (kept) {
      kept.box.querySelectorAll('select, button').forEach((one) => one.remove());
      if (kept.box.querySelector('a[href], table, li') || tidy(kept.box.textContent).length > 60) return kept;
      detach(kept);
    }
    return empty(item);
  };
  const settled = (piece) => {
    if (!piece.children.length && !piece.box.childNodes.length) detach(piece);
    else if (!piece.place) piece.place = (piece.children.find((one) => one.place) || {place: null}).place;
  };
  // controls that a choice brought are pressed while they stand
  const pressedIn = async (piece, tools, reset) => {
    const {queue: outer, inner} = tools, fresh = piece.item.nodes.some((one) => one.nodeType === 1)
      ? scan().filter((item) => item.parent === piece && !done.has(item.one)) : [];
    let whole = true;
    tools.queue = fresh;
    tools.inner = true;
    while (tools.queue.length) {
      const item = tools.queue.shift();
      if (now() > tools.until || tools.spent()) { whole = false; break; }
      const stands = item.one.isConnected && (shown(item.one) || isShut(item.one));
      if (!stands && !(await reset(item))) { whole = whole && !tools.told(item); continue; }
      if (!(await tools.tried(item))) { whole = false; break; }
    }
    tools.queue = outer;
    tools.inner = inner;
    return whole;
  };
  // tells whether all of it was gone through
  const through = async (list, parent, path, tools) => {
    const place = placeOf(list), first = list.selectedIndex, inner = path.length > 0;
    const chained = inner || showers(list).length > 0 || (besideOf(list) && isBeside(list, besideOf(list)));
    const real = realOf(list), initial = real.find((one) => one.index === first);
    const texts = [...real].sort((one, other) => Number(ALL.test(one.text)) - Number(ALL.test(other.text))
      || (chained ? 0 : Number(one === initial) - Number(other === initial))).map((one) => tidy(one.text));
    let whole = real.length <= LONG, idle = 0, won = false, deeper = chained, drawn = 0;
    for (const text of texts.slice(0, LONG)) {
      const one = again(place);
      const option = one && realOf(one).find((each) => tidy(each.text) === text);
      if (initial && text === tidy(initial.text) && !deeper) continue;  // it stands there
      if (!option || choices >= CHOICES || now() > tools.until) { whole = false; break; }
      choices += 1;
      const from = log.length, item = {one, key: '', said: text, card: null, kind: 'OPTION', parent, nodes: []};
      if (!(await tools.struck(one, from, () => pick(one, option.index)))) return false;
      heed(watch.takeRecords());
      const still = again(place), next = still && nextOf(still, from);
      if (next && path.length + 1 < DEEP) {
        deeper = true;
        const piece = branch(item, from, next);
        whole = (await through(next, piece, [...path, still], tools)) && whole;
        won = won || piece.children.length > 0 || piece.box.childNodes.length > 0;
        settled(piece);
        if (tools.late()) return false;
        continue;
      }
      if (next) whole = false;
      const show = async (mark) => {
        const button = again(place) && showerOf(place.one);
        return !button || tools.struck(button, mark, () => tools.press(button));
      };
      if (!(await show(log.length))) return false;
      heed(watch.takeRecords());
      const piece = keep(item, from, observe()) || alike(item, from);
      drawn += Number(log.length > from);
      idle += log.length > from ? 0 : 1;
      if (piece) {
        won = won || piece.box.childNodes.length > 0;
        tools.overlay(piece);
        noteMarks(item.nodes);
        const reset = async (each) => {
          const at = again(place), same = at && realOf(at).find((other) => tidy(other.text) === text);
          if (!same || !(await tools.struck(at, log.length, () => pick(at, same.index)))) return false;
          if (!(await show(log.length))) return false;
          heed(watch.takeRecords());
          const found = scan().find((other) => other.key === each.key);
          if (found) each.one = found.one;
          return Boolean(found);
        };
        whole = (await pressedIn(piece, tools, reset)) && whole;
        won = won || piece.children.length > 0;
        deeper = deeper || piece.children.length > 0;  // what the first one opens has to stand under its words as well
        settled(piece);
        if (tools.late()) return false;
      }
      if (idle > 3 && !won) break;
    }
    // only a press that sends a form would show anything, and nothing is shown yet
    if (!inner && !won && !drawn && showers(list).some(sendsForm) && isAwaiting(list)) whole = false;
    const last = again(place);
    if (last && last.selectedIndex !== first) {
      pick(last, first);
      await calm(log.length, 600);
    }
    return whole;
  };
  const isAwaiting = (list) => !allOf(list, 'a[href], table, li').some((one) => follows(list, one) && shown(one)
    && !one.closest('footer, nav, aside, select'));
  const goneThrough = async (lists, parent, tools) => {
    const known = new Set();
    for (const list of lists) {
      if (known.has(list) || !list.isConnected || !opens(list, Boolean(parent))) continue;
      if (realOf(list).length > LONG) {  // of hundreds of organizations, say
        untold(list);
        continue;
      }
      const mark = log.length, told = [calledOf(list), realOf(list).map((one) => tidy(one.text))];
      const whole = await through(list, parent, [], tools);
      if (!whole) untold(list, ...told);
      if (tools.late()) return false;
      // the lists that it filled are gone through with it
      for (const one of list.isConnected ? allOf(list, 'select') : []) {
        if (follows(list, one) && (isWoken(one, list, mark) || isBeside(list, one))) known.add(one);
      }
    }
    return true;
  };
