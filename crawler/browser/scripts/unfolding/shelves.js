/* Shelves of links that an arrow turns. A part of `unfold.js`. */
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
