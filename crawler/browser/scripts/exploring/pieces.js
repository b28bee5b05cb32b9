/* What came by a press, and where it belongs. A part of `explore.js`. */
  const seen = new Set(), inert = document.implementation.createHTMLDocument('');
  const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'LINK', 'META', 'SVG', 'svg']);
  const ADDRESSED = {A: 'href', IFRAME: 'src', EMBED: 'src', OBJECT: 'data'};
  const partsOf = (one) => (one.shadowRoot ? [...one.shadowRoot.childNodes, ...one.childNodes] : [...one.childNodes]);
  // what an element tells by itself: its address, or that something is filled in there
  const mark = (one) => {
    const name = ADDRESSED[one.tagName];
    if (name && one.hasAttribute(name)) return one.tagName === 'A' ? String(one.href) : attribute(one, name);
    return /^(?:INPUT|TEXTAREA|SELECT)$/.test(one.tagName) && one.type !== 'hidden'
      ? ['field', one.type, one.name, attribute(one, 'placeholder')].join('|') : '';
  };
  const tell = (one, each) => {
    if (one.nodeType === 3) {
      const text = tidy(one.data);
      if (/[а-яёa-z]{3}|\d{4}/i.test(text)) each(text, text.length);
    } else if (one.nodeType === 1 && !SILENT.has(one.tagName)) {
      const address = mark(one);
      if (address) each(address, 30);
      if (one.tagName === 'TR') each(tidy(one.textContent), 1);  // what was listed before has its scores now
      for (const part of partsOf(one)) tell(part, each);
    }
  };
  const learn = (one) => tell(one, (text) => seen.add(text));
  const freshness = (one, known = seen) => {
    let all = 0, fresh = 0;
    tell(one, (text, weight) => { all += weight; if (!known.has(text)) fresh += weight; });
    return all ? fresh / all : 0;
  };
  // A list drawn anew is told by what was taken away for it: rows that only stand elsewhere, too («Перечень» beside a
  // plan for the same organizations), belong to it.
  const taken = new Set();
  const isAnew = (one) => freshness(one) < 0.4 && freshness(one, taken) < 0.6;
  const emptied = new Set();  // places from which something was taken away
  // a list below the new line that says of whom it is, where nothing stood before, or others did: whoever was named
  // elsewhere
  const isCaptioned = (one, kept) => /^(?:UL|OL|TABLE)$/.test(one.tagName)
    && (!emptied.has(one.parentNode) || freshness(one, taken) > 0.6)
    && kept.includes(one.previousElementSibling) && /^(?:P|H[1-6]|DIV)$/.test(one.previousElementSibling.tagName);
  const ROWS = /^(?:LI|TR|P|DIV|ARTICLE|SECTION|DETAILS|DD|DT|OPTION|UL|OL|TABLE|TBODY)$/;
  const PLAIN = /^(?:DIALOG|SLOT|MAIN|HEADER|FOOTER|NAV|ASIDE|BODY|HTML|CENTER)$/;
  // a copy without what runs; `prune` leaves out the rows that were seen before
  const copied = (one, prune) => {
    if (one.nodeType === 3) return [inert.createTextNode(one.data), !seen.has(tidy(one.data)) && says(one.data)];
    if (one.nodeType !== 1 || SILENT.has(one.tagName)) return [null, false];
    const bareForm = one.tagName === 'FORM' && (one.method === 'dialog' || !one.querySelector(FIELDS));
    const copy = one.tagName.includes('-') || PLAIN.test(one.tagName) || bareForm ? inert.createElement('div')
      : inert.importNode(one, false);
    for (const name of copy.getAttributeNames()) {
      if (/^(?:on|data-|hidden$|style$|aria-hidden$)/.test(name)) copy.removeAttribute(name);
    }
    if (!/^(?:INPUT|TEXTAREA|SELECT)$/.test(one.tagName)) copy.removeAttribute('id');
    if (one.tagName === 'DETAILS') copy.setAttribute('open', '');
    const address = mark(one);
    let fresh = (Boolean(address) && !seen.has(address)) || (one.tagName === 'TR' && !seen.has(tidy(one.textContent)));
    for (const part of partsOf(one)) {
      const [inner, is] = copied(part, prune);
      fresh = fresh || is;
      const stays = is || !prune || part.nodeType === 3 || !ROWS.test(part.tagName) || part.querySelector('th');
      if (inner && stays) copy.append(inner);
    }
    return [copy, fresh];
  };
  const outer = {TR: 'table', TD: 'table', TBODY: 'table', LI: 'ul', DT: 'dl', DD: 'dl', OPTION: 'div'};
  const pieces = [], every = [];
  // the nodes a press added that still stand, the outermost alone, in their order
  const added = (mark, hosts) => {
    const all = new Set(hosts.flatMap((root) => [...root.childNodes]));
    for (const one of log.slice(mark)) {
      for (const node of one.addedNodes) if (node.isConnected) all.add(node);
      if (one.type === 'characterData' && one.target.isConnected) all.add(one.target);
    }
    const isInner = (one) => {
      for (let at = one.parentNode || one.host; at; at = at.parentNode || at.host) if (all.has(at)) return true;
      return false;
    };
    return [...all].filter((one) => (one.nodeType === 1 || one.nodeType === 3) && !isInner(one)).sort((one, other) =>
      (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
  };
  const overlayOf = (one) => within(one, (at) => at.tagName === 'DIALOG' || attribute(at, 'role') === 'dialog'
    || attribute(at, 'aria-modal') === 'true' || getComputedStyle(at).position === 'fixed');
  const isCode = (item) => isDrawn(item.one) && !/[а-яё]/i.test(item.said);  // what a script calls a district
  const wordsOf = (item) => (isCode(item) ? '' : item.card ? item.card[1] : vague.test(item.said) ? ''
    : item.said.replace(/^[^а-яёa-z0-9«"(№]+|[\s▸►▶▷▾▼⊞+]+$/gi, '').replace(/\s*\(\d{1,3}\)$/, ''));  // «Протоколы (2)»
  // a leaf belongs to what the branch it stands on brought
  const branchOf = (one) => within(one, (at) => at.tagName === 'LI' || attribute(at, 'role') === 'treeitem');
  const stem = (one) => {
    for (let at = branchOf(one); at && up(at) && (at = branchOf(up(at)));) {
      const piece = every.find((other) => branchOf(other.item.one) === at);
      if (piece) return piece;
    }
    return null;
  };
  const FILE = /\.(?:pdf|docx?|xlsx?|rtf|od[ts]|zip|rar)(?:[?#]|$)/i;
  // the links that a press added to a menu, each in a line, and the outermost boxes that hold nothing older
  const waysAdded = (nodes) => {
    const isNew = (one) => leads(one) && !seen.has(mark(one));
    const list = inert.createElement('ul'), boxes = new Set();
    for (const node of nodes.filter((one) => one.nodeType === 1)) {
      for (const link of [node, ...node.querySelectorAll('a[href]')].filter((one) => one.tagName === 'A')) {
        if (!isNew(link) || !menuOf(link) || !says(nameOf(link))) continue;
        const line = inert.createElement('li'), way = inert.createElement('a');
        way.href = link.href;
        way.textContent = nameOf(link);
        line.append(way);
        list.append(line);
        let at = link;
        while (at !== node && [...at.parentElement.querySelectorAll('a[href]')].every(isNew)) at = at.parentElement;
        boxes.add(at);
      }
    }
    return [list, [...boxes]];
  };
  const keep = (item, mark, hosts, route) => {
    const label = wordsOf(item);
    const box = inert.createElement('div');
    let place = null, last = null, lastWrap = null;
    for (const {target, removedNodes} of log.slice(mark)) {
      if (removedNodes.length) emptied.add(target);
      for (const node of removedNodes) tell(node, (text) => taken.add(text));
    }
    if (route) addresses.push(route);
    // what another page of the application shows is read there; a menu that goes on tells its links and no more
    const came = item.way && route ? [] : added(mark, hosts);
    const [ways, boxes] = item.way && !lost ? waysAdded(came) : [box, []];
    if (boxes.length) {
      box.append(ways);
      item.nodes.push(...boxes);
    }
    for (const node of boxes.length ? [] : came) {
      const captioned = isCaptioned(node, item.nodes);
      if (!freshness(node) && !captioned) continue;
      const [copy] = copied(node, isAnew(node) && !captioned);
      if (!copy) continue;
      const parent = node.parentElement || hostOf(node) || page;
      place = place || parent;
      const wrap = copy.nodeType === 3 ? 'p' : outer[copy.tagName];
      if (wrap && last === parent && lastWrap && lastWrap.tagName.toLowerCase() === wrap) lastWrap.append(copy);
      else {
        lastWrap = wrap ? inert.createElement(wrap) : null;
        if (wrap) lastWrap.append(copy);
        box.append(lastWrap || copy);
      }
      last = parent;
      item.nodes.push(node);
    }
    for (const address of new Set(addresses)) {
      const same = address.split('#')[0] === start.split('#')[0] && address !== route;
      if (!/^https?:/.test(address) || seen.has(address) || same) continue;
      const link = inert.createElement('a'), line = inert.createElement('p');
      link.href = address;
      link.textContent = label || item.said;
      line.append(link);
      box.append(line);
      seen.add(address);
    }
    addresses = [];
    const plain = tidy(box.textContent);
    const links = [...box.querySelectorAll('a[href]')];
    const offers = links.some((one) => one.hasAttribute('download') || FILE.test(one.href));
    if (!box.childNodes.length) return null;
    if (plain.length < 40 && !offers && (refused.test(plain) || never.test(plain))
      && !(printed.test(plain) && links.length)) return null;
    const head = item.way && !place ? '' : label;  // a way on is no part of the page
    const piece = {label: head, box, item, place, children: [], overlay: place && overlayOf(place)};
    for (const node of item.nodes) { learn(node); if (node.nodeType === 1) cameBy.set(node, piece); }
    const parent = item.root ? null : item.parent || stem(item.one);
    if (parent) parent.children.push(piece);
    else pieces.push(piece);
    every.push(piece);
    return piece;
  };
  const level = (title) => Number(attribute(title, 'aria-level')) || Number(title.tagName[1]) || 2;
  // heading and contents; what the contents are headed by stands below it
  const writtenOf = new Map();  // what was written → of which piece
  const written = (piece, depth, told) => {
    const part = document.createElement('div'), titles = [...piece.box.querySelectorAll('h1, h2, h3, h4, h5, h6')];
    const first = tidy((titles[0] || part).textContent);
    const isSame = first && first.toLowerCase() === piece.label.toLowerCase()
      && tidy(piece.box.textContent).startsWith(first);
    const top = Math.min(6, ...titles.map(level)), under = isSame || !piece.label ? depth : depth + 1;
    for (const title of titles) {
      const lower = inert.createElement('h' + Math.min(6, Math.max(under, level(title) - top + under)));
      lower.append(...title.childNodes);
      title.replaceWith(lower);
    }
    if (told && isSame) piece.box.querySelector('h1, h2, h3, h4, h5, h6').remove();
    if (piece.label && !told && !isSame) {
      const head = document.createElement('h' + depth);
      head.textContent = piece.label;
      part.append(head);
    }
    part.append(...[...piece.box.childNodes].map((one) => document.importNode(one, true)));
    for (const child of piece.children) part.append(written(child, Math.min(6, depth + 1)));
    writtenOf.set(part, piece);
    return part;
  };
  const LISTS = /^(?:UL|OL|TBODY|THEAD|TABLE|TR|DL|SUMMARY|P|H[1-6]|BUTTON|A|SPAN|B|I|STRONG|EM)$/;
  const tails = new Map();
  const lay = (piece, titles) => {
    const {place, item} = piece, whole = page;
    const far = !place || piece.overlay || (!item.way && !tails.has(place) && (place === whole || !place.isConnected
      || place.textContent.length * 10 > whole.textContent.length * 6 || inside(item.one, place)));
    let at = far ? item.home || (item.card && !LISTS.test(item.card[0].tagName) ? item.card[0] : item.one) : place;
    if (!at.isConnected) at = [place, item.one].find((one) => one && one.isConnected) || whole;
    while (at.ownerSVGElement) at = at.ownerSVGElement;
    while (hostOf(at)) at = hostOf(at);
    const inner = !far && at === place && bare(at) && !LISTS.test(at.tagName);
    const tail = tails.get(at);
    let spot = at;
    while (spot !== whole && spot.parentElement && spot.tagName !== 'LI' && LISTS.test(spot.parentElement.tagName)) {
      spot = spot.parentElement;
    }
    const heads = titles.filter((one) => one === spot || spot.contains(one)
      || one.compareDocumentPosition(spot) & Node.DOCUMENT_POSITION_FOLLOWING);
    const before = heads.length ? heads[heads.length - 1] : null;
    const same = before && tidy(before.textContent) === piece.label;
    const depth = tail ? tail.depth : Math.min(6, Math.max(2, before ? level(before) + (same ? 0 : 1) : 2));
    const part = written(piece, depth, same && !tail);
    if (tail) tail.part.after(part);
    else if (inner) at.replaceChildren(part);
    else if (spot === whole || spot.tagName === 'LI') spot.append(part);
    else spot.after(part);
    tails.set(at, {part, depth, all: [...(tail ? tail.all : []), part]});
  };
  // what a tab shows that brought nothing, since it was shown at first
  const headed = ({place, showed, kind, label}) => {
    const others = pieces.find((piece) => piece.place === place && piece.item.kind === kind);
    const tail = tails.get(place);
    if (!others || !tail || !label || !place.isConnected || LISTS.test(place.tagName)) return;
    const text = tidy(place.textContent);
    if (text !== showed || text.toLowerCase().startsWith(label.toLowerCase())) return;
    const head = document.createElement('h' + tail.depth);
    head.textContent = label;
    place.prepend(head);
  };
