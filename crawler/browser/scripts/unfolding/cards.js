/* Cards of words that an arrow turns. A part of `unfold.js`. */
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
