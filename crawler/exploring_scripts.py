r"""What a browser runs to press the controls of a page one after another and to keep what each of them brought.

No mechanism is guessed: whatever looks like a control is pressed, and what changes is compared with what was seen
before. In the end the page is put back as it stood, with what came beside it.
"""

from __future__ import annotations

from typing import Final

from crawler.asking_scripts import ASKING

# Small things all the others use. `\b` and `\w` know no Cyrillic letters.
_TOOLS: Final = r"""
  const now = () => performance.now();
  const later = window.setTimeout.bind(window);
  const wait = (time) => new Promise((done) => later(done, time));
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
"""

# What may be pressed: what a visitor takes for a control in the page's own place.
_CONTROLS: Final = r"""
  const never = new RegExp(words.never, 'i'), refused = new RegExp(words.refused, 'i');
  const vague = new RegExp(words.vague, 'i'), asked = new RegExp(words.asks, 'i');
  const marked = new RegExp(words.marks, 'i');
  const appeals = new RegExp(words.appeals, 'i'), wanted = new RegExp(words.wanted, 'i');
  const acts = new RegExp(words.acts, 'i');
  const EXPLICIT = 'button, input[type=button], summary, a, [role=button], [role=tab], [role=treeitem], [role=link],'
    + '[role=option], [onclick]';
  const ALIEN = 'header, footer, nav, label, select, svg, iframe, video, audio, canvas, script, style, template, th,'
    + '[role=navigation], [role=banner], [role=contentinfo], [role=search], [role=slider], [role=radiogroup],'
    + '[role=menu], [role=menubar], [role=alert], [role=status], [contenteditable=true], object, embed, noscript';
  const foreign = new Set(words.foreign.split(' ')), own = new Set(['tab', 'tabs', 'accordion', 'collapse', 'tree']);
  const named = (one) => (attribute(one, 'class') + ' ' + attribute(one, 'id'))
    .replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z0-9]+/);
  const isForeign = (one) => {
    if (!one.hasAttribute('class') && !one.hasAttribute('id')) return false;
    const names = named(one);
    return names.some((name) => foreign.has(name)) && !names.some((name) => own.has(name)) && !one.querySelector('h1');
  };
  // a real address: another page, or a route by which the application shows one
  const leads = (one) => {
    const link = within(one, (at) => at.tagName === 'A' && at.hasAttribute('href'));
    if (!link) return false;
    const href = attribute(link, 'href').trim();
    if (/^javascript:/i.test(href)) return /history|print\(|submit|reload/i.test(href);
    if (/^#?$/.test(href)) return false;
    const [address, place] = String(link.href).split('#');
    return address !== location.href.split('#')[0] || place === undefined || /^[/!]./.test(place);
  };
  const FIELDS = 'textarea, select, input:not([type=hidden]):not([type=submit]):not([type=button])';
  // the whole page may stand in one
  const isWide = (form) => (form.querySelector('h1') !== null || form.querySelectorAll('a[href]').length > 8)
    && form.textContent.length * 2 > page.textContent.length;
  const sends = (one) => {
    if (/^(?:submit|image|reset)$/.test(one.type || '') && one.form && one.hasAttribute('type')) return true;
    const form = one.form || within(one, (at) => at.tagName === 'FORM');
    if (form && !isWide(form)) return true;
    if (form && one.tagName === 'BUTTON' && one.type === 'submit') return true;
    const written = (box) => [...(box.matches(FIELDS) ? [box] : []), ...box.querySelectorAll(FIELDS)];
    let row = one.parentElement && one.parentElement.childElementCount === 1 ? one.parentElement : one;
    for (let at = row, step = 0; step < 3 && (at = at.previousElementSibling); step += 1) {
      const fields = written(at);
      if (fields.length > 1 || fields.some((field) => field.type !== 'text' && field.tagName !== 'SELECT')) return true;
    }
    for (let at = one.parentElement, step = 0; at && step < 3 && brief(at, 600); step += 1) {
      const fields = written(at);
      if (fields.length > 1 || fields.some((field) => field.tagName === 'TEXTAREA')) return true;
      at = at.parentElement;
    }
    return false;
  };
  const kin = (one) => {
    const row = one.parentElement && one.parentElement.tagName === 'LI' ? one.parentElement : one;
    const all = row.parentElement && row.parentElement.childElementCount < 60 ? [...row.parentElement.children]
      : [row.previousElementSibling, row, row.nextElementSibling].filter(Boolean);
    return all.filter((other) => other.tagName === row.tagName);
  };
  // answers to a question, marks to give, days
  const gives = (one, said) => {
    let told = '';
    const group = kin(one);
    for (let at = one, step = 0; at && step < 4 && brief(at, 300); step += 1) {
      if (marked.test([attribute(at, 'class'), attribute(at, 'id'), attribute(at, 'role')].join(' '))) return true;
      const first = group.includes(at) ? group[0] : at;
      for (let before = first.previousSibling; before && !/[а-яё]/i.test(told); before = before.previousSibling) {
        told = before.textContent.trim().slice(-200) + ' ' + told;
      }
      at = at.parentElement;
    }
    return !vague.test(said) && !/[?]\s*$/.test(said) && asked.test(told.trim()) && (group.length > 1 || /[?]\s*$/.test(
      told.trim()));
  };
  // the words of a control; of a row or a branch, its own without what is below it
  const nameOf = (one) => {
    if (one.tagName === 'INPUT') return tidy(one.value);
    if (one.textContent.length <= 400) {
      // «<h3>Итоги</h3><i>Открыть</i>» is no single word
      const all = tidy([...one.childNodes].map((part) => part.textContent).join(' '));
      if (all.length <= 90 && one.tagName !== 'TR' && !one.querySelector('ul, ol, [role=group]')) {
        return all || tidy(attribute(one, 'aria-label') || attribute(one, 'title'));
      }
    } else if (!/^(?:TR|LI|SUMMARY)$/.test(one.tagName) && attribute(one, 'role') !== 'treeitem') return '';
    const title = one.querySelector(HEADINGS);
    if (title && tidy(title.textContent)) return tidy(title.textContent).slice(0, 120);
    for (const cell of one.tagName === 'TR' ? one.cells : one.childNodes) {
      const text = tidy(cell.textContent);
      if (/[а-яёa-z]{3}/i.test(text)) return text.slice(0, 120);
    }
    return tidy(one.textContent).slice(0, 90);
  };
  const SIGN = /^\s*[[(]?\s*[-+–▸►▶▷▾▼▽▿⊞⌄∨>»…]+\s*[\])]?\s*$/;
  const says = (text) => /[а-яё]{3}|[a-z]{4}|НОК|(?<!\d)20[0-3]\d(?!\d)/i.test(text);
  // what stands over it in its card or row, for «Подробнее» and «+»
  const cardOf = (one) => {
    const own = tidy(one.textContent);
    for (let at = up(one), step = 0; at && at !== page && step < 5; at = up(at), step += 1) {
      if (at.tagName === 'FORM' || !brief(at, 1500)) return null;
      const row = at.tagName === 'TR' || at.tagName === 'LI';
      const told = [...at.querySelectorAll(TITLES)].find((title) => !title.contains(one) && !one.contains(title)
        && says(title.textContent) && tidy(title.textContent).length < 200);
      if (told) return [at, tidy(told.textContent)];
      const others = [...at.childNodes].filter((part) => part !== one && !part.contains(one)
        && part.textContent.length < 600).map((part) => tidy(part.textContent))
        .filter((text) => says(text) && text !== own && !vague.test(text));
      if (others.length && others[0].length < 120 && (row || at.childElementCount < 7)) return [at, others[0]];
    }
    return null;
  };
  const target = (one) => ['aria-controls', 'data-target', 'data-bs-target', 'data-for', 'data-tab', 'href']
    .map((name) => attribute(one, name).replace(/^#/, '')).map((name) => name && document.getElementById(name))
    .find(Boolean);
  const isAlike = (one, other) => one.tagName === other.tagName && named(one)[0] === named(other)[0];
  // what it opens stands there already
  const isFull = (one, targets) => {
    if (one.tagName === 'SUMMARY' && one.parentElement) {
      const rest = [...one.parentElement.children].filter((part) => part !== one);
      const loose = [...one.parentElement.childNodes].filter((part) => part.nodeType === 3);
      return loose.some((part) => part.data.trim().length > 20) || rest.some((part) => part.matches(drawn)
        || part.querySelector(drawn) || (!waits(part) && part.textContent.trim().length > 20));
    }
    const box = target(one);
    if (box) return !bare(box) && !box.contains(one) && targets.get(box) === 1;
    const next = one.nextElementSibling;
    return Boolean(next) && /^(?:DIV|SECTION|UL|OL|DD)$/.test(next.tagName) && !bare(next) && !isAlike(one, next)
      && !(one.previousElementSibling && one.previousElementSibling.tagName === one.tagName)
      && !vague.test(nameOf(one)) && !next.querySelector(EXPLICIT);
  };
  const isFixed = (one) => within(one, (at) => getComputedStyle(at).position === 'fixed') !== null;
  const isShut = (one) => within(one, (at) => (at.tagName === 'DETAILS' && !at.open && at !== one.parentElement)
    || attribute(at, 'role') === 'tabpanel' || named(at).some((name) => /^(?:collapse|accordion|pane)$/.test(name)));
  const isTab = (one) => attribute(one, 'role') === 'tab'
    || (/#[^/!]./.test(attribute(one, 'href')) && kin(one).length > 1);
  const onlyShows = (one) => isTab(one) || one.tagName === 'SUMMARY' || attribute(one, 'role') === 'treeitem';
  // what a press would load is stopped and its address kept
  const loads = /^[^а-яё]*скачать[^а-яё]*(?:файл|документ)?[^а-яё]*$/i;
  const barred = (text) => refused.test(text) || (never.test(text) && !loads.test(text));
  const done = new WeakSet();
  const may = (one, brought) => {
    if (!one.click || one.disabled || attribute(one, 'aria-disabled') === 'true' || done.has(one)) return false;
    if (one.tagName === 'A' && !one.hasAttribute('href') && !one.hasAttribute('onclick')
      && getComputedStyle(one).cursor !== 'pointer' && !one.hasAttribute('role')) return false;
    if (leads(one) || /history|print\(|submit/i.test(attribute(one, 'onclick'))) return false;
    const said = nameOf(one), more = attribute(one, 'aria-label') + ' ' + attribute(one, 'title');
    if (!said || said.length > 120 || barred(said) || refused.test(more)) return false;
    const told = vague.test(said) ? (cardOf(one) || [one, said])[1] : said;
    if (barred(told) || (acts.test(said) && !onlyShows(one))) return false;
    if (appeals.test(told) && !wanted.test(told) && !isTab(one)) return false;
    if (!says(said) && !(SIGN.test(said) && cardOf(one))) return false;
    if (sends(one) || gives(one, said)) return false;
    return (shown(one) || isShut(one) !== null) && (brought || !isFixed(one));
  };
  let looked = 0;
  const collect = (from, found, pointed) => {
    for (const one of from.children) {
      if ((looked += 1) > 12000) return;
      if (one.matches(ALIEN) || isForeign(one) || (one.tagName === 'A' && leads(one))) continue;
      if (one.tagName === 'FORM' && !isWide(one)) continue;
      const points = getComputedStyle(one).cursor === 'pointer';
      if (one.matches(EXPLICIT)) found.push(one);
      else if (points && (!pointed || /^(?:LI|TR|DT)$/.test(one.tagName))
        && !one.querySelector(/^(?:TR|LI)$/.test(one.tagName) ? 'button, summary' : EXPLICIT)) found.push(one);
      if (one.shadowRoot) collect(one.shadowRoot, found, points);
      if (one.tagName !== 'BUTTON' && one.tagName !== 'A') collect(one, found, points);
    }
  };
  const kindOf = (one) => [one.tagName, named(one)[0], attribute(one, 'role'), (up(one) || one).tagName,
    named(up(one) || one)[0]].join('|');
  const scan = () => {
    looked = 0;
    const all = [], counts = new Map(), targets = new Map(), titles = [...document.querySelectorAll(HEADINGS)];
    collect(page, all, false);
    for (const one of all) {
      const box = target(one);
      if (box) targets.set(box, (targets.get(box) || 0) + 1);
    }
    const items = [], until = now() + 500;
    for (const one of all) {
      if (items.length > 300 || now() > until) break;
      const brought = within(one, (at) => cameBy.has(at));
      if (!may(one, Boolean(brought)) || isFull(one, targets)) continue;
      const said = nameOf(one), card = says(said) && !vague.test(said) ? null : cardOf(one);
      const letters = said.replace(/[^а-яёa-z0-9]+/gi, ' ').trim().toLowerCase();
      const base = [one.tagName, letters, card ? card[1] : ''].join('|');
      const times = (counts.get(base) || 0) + 1;
      counts.set(base, times);
      const parent = brought ? cameBy.get(brought) : null;
      items.push({one, key: base + '|' + times, said, card, kind: kindOf(one), parent});
    }
    return items;
  };
"""

# What moves, what is on its way, what wants to leave; and how all of it is taken back.
_WATCH: Final = r"""
  const start = location.href, entry = navigation.currentEntry.index;
  const log = [], noisy = new WeakSet(), cameBy = new WeakMap(), observed = new WeakSet();
  let changed = now(), due = 0, pressing = false, addresses = [];
  const STYLES = ['class', 'style', 'hidden', 'open', 'aria-hidden', 'aria-expanded', 'aria-selected', 'disabled'];
  const heed = (records) => {
    for (const one of records) {
      if (log.length < 60000) log.push(one);
      if (!noisy.has(one.target)) changed = now();
    }
  };
  const watch = new MutationObserver(heed);
  const observe = () => {
    const fresh = roots().filter((root) => !observed.has(root));
    for (const root of fresh) {
      observed.add(root);
      watch.observe(root, {childList: true, subtree: true, characterData: true, characterDataOldValue: true,
        attributes: true, attributeOldValue: true, attributeFilter: STYLES});
    }
    return fresh;
  };
  const real = {timeout: window.setTimeout, open: window.open, click: HTMLAnchorElement.prototype.click,
    submit: HTMLFormElement.prototype.submit};
  const instead = {
    timeout(act, time, ...all) {
      if (pressing && time <= 900) due = Math.max(due, now() + Number(time) + 20);
      return real.timeout.call(window, act, time, ...all);
    },
    open(address) { if (address) addresses.push(String(new URL(address, location.href))); return null; },
    click() {
      const opens = /^_blank$/i.test(this.target) || this.hasAttribute('download');
      if ((!this.isConnected || opens) && leads(this)) addresses.push(this.href);
      else real.click.call(this);
    },
  };
  const leave = (event) => {
    if (event.destination.sameDocument || !event.cancelable) return;
    event.preventDefault();
    const from = event.sourceElement;
    if (event.formData || (from && (from.tagName === 'FORM' || from.form))) return;
    if (event.navigationType !== 'reload') addresses.push(event.destination.url);
  };
  const stand = (is) => {
    asking.stand(is);
    window.setTimeout = is ? instead.timeout : real.timeout;
    window.open = is ? instead.open : real.open;
    HTMLAnchorElement.prototype.click = is ? instead.click : real.click;
    HTMLFormElement.prototype.submit = is ? instead.submit : real.submit;
    if (is) navigation.addEventListener('navigate', leave);
    else navigation.removeEventListener('navigate', leave);
  };
  const moving = () => document.getAnimations().filter((one) => one.playState === 'running'
    && Number.isFinite(one.effect && one.effect.getComputedTiming().endTime)).length;
  const calm = async (mark, most = 2000) => {
    const began = now();
    for (;;) {
      await wait(30);
      const passed = now() - began;
      if (passed > most || now() > end) return;
      if (passed < 90 || now() - Math.max(changed, asking.moved()) < 90 || asking.pending() || now() < due) continue;
      if (passed < 700 && moving() > idle) continue;
      const touched = new Set(log.slice(mark).slice(-80).map((one) => one.target));
      if (![...touched].some((one) => one.nodeType === 1 && one.isConnected && waits(one))) return;
    }
  };
  const undo = (mark) => {
    heed(watch.takeRecords());
    for (let at = log.length - 1; at >= mark; at -= 1) {
      const {type, target: box, addedNodes, removedNodes, nextSibling, previousSibling} = log[at];
      const {oldValue, attributeName} = log[at];
      try {
        if (type === 'attributes') {
          if (box.tagName === 'DETAILS') continue;  // asks anew for its contents when it is shut
          if (oldValue === null) box.removeAttribute(attributeName);
          else if (box.getAttribute(attributeName) !== oldValue) box.setAttribute(attributeName, oldValue);
        } else if (type === 'characterData') box.data = oldValue;
        else {
          for (const one of addedNodes) if (one.parentNode === box) box.removeChild(one);
          const before = nextSibling && nextSibling.parentNode === box ? nextSibling
            : previousSibling && previousSibling.parentNode === box ? previousSibling.nextSibling
              : previousSibling ? null : box.firstChild;
          for (const one of removedNodes) box.insertBefore(one, before);
        }
      } catch (error) { /* what a script keeps for itself stays as it is */ }
    }
    log.length = mark;
    watch.takeRecords();
  };
"""

# What came by a press, and where it belongs.
_PIECES: Final = r"""
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
  const freshness = (one) => {
    let all = 0, fresh = 0;
    tell(one, (text, weight) => { all += weight; if (!seen.has(text)) fresh += weight; });
    return all ? fresh / all : 0;
  };
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
  const wordsOf = (item) => (item.card ? item.card[1] : vague.test(item.said) ? ''
    : item.said.replace(/^[^а-яёa-z0-9«"(№]+|[\s▸►▶▷▾▼⊞+]+$/gi, ''));
  // a leaf belongs to what the branch it stands on brought
  const branchOf = (one) => within(one, (at) => at.tagName === 'LI' || attribute(at, 'role') === 'treeitem');
  const stem = (one) => {
    for (let at = branchOf(one); at && up(at) && (at = branchOf(up(at)));) {
      const piece = every.find((other) => branchOf(other.item.one) === at);
      if (piece) return piece;
    }
    return null;
  };
  const keep = (item, mark, hosts) => {
    const label = wordsOf(item);
    const box = inert.createElement('div');
    let place = null, last = null, lastWrap = null;
    for (const node of added(mark, hosts)) {
      const share = freshness(node);
      if (!share) continue;
      const [copy] = copied(node, share < 0.4);
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
      if (!/^https?:/.test(address) || seen.has(address) || address.split('#')[0] === start.split('#')[0]) continue;
      const link = inert.createElement('a'), line = inert.createElement('p');
      link.href = address;
      link.textContent = label || item.said;
      line.append(link);
      box.append(line);
      seen.add(address);
    }
    addresses = [];
    const plain = tidy(box.textContent);
    if (!box.childNodes.length || (plain.length < 40 && (refused.test(plain) || never.test(plain)))) return null;
    const piece = {label, box, item, place, children: [], overlay: place && overlayOf(place)};
    for (const node of item.nodes) { learn(node); if (node.nodeType === 1) cameBy.set(node, piece); }
    const parent = item.parent || stem(item.one);
    if (parent) parent.children.push(piece);
    else pieces.push(piece);
    every.push(piece);
    return piece;
  };
  const level = (title) => Number(attribute(title, 'aria-level')) || Number(title.tagName[1]) || 2;
  // heading and contents; what the contents are headed by stands below it
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
    return part;
  };
  const LISTS = /^(?:UL|OL|TBODY|THEAD|TABLE|TR|DL|SUMMARY|P|H[1-6]|BUTTON|A|SPAN|B|I|STRONG|EM)$/;
  const tails = new Map();
  const lay = (piece, titles) => {
    const {place, item} = piece, whole = page;
    const far = !place || piece.overlay || place === whole || !place.isConnected
      || place.textContent.length * 10 > whole.textContent.length * 6 || inside(item.one, place);
    let at = far ? (item.card && !LISTS.test(item.card[0].tagName) ? item.card[0] : item.one) : place;
    if (!at.isConnected) at = [place, item.one].find((one) => one && one.isConnected) || whole;
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
    tails.set(at, {part, depth});
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
"""

# One after another, and back where the next one is not to be found any more.
_ROUNDS: Final = r"""
  const found = scan();
  if (!found.length) return [0, false];
  const open = new Set(document.querySelectorAll('dialog[open]'));
  let idle = 0, presses = 0, overlay = null, late = false;
  learn(page);
  observe();
  await wait(120);
  for (const one of log) if (one.type !== 'attributes' || one.attributeName !== 'open') noisy.add(one.target);
  log.length = 0;
  idle = moving();
  const known = new Set(found.map((item) => item.key)), missed = new Map(), won = new Set(), idlers = [];
  let queue = found;
  const told = (item) => Number(wanted.test(item.said + (item.card ? item.card[1] : '')));
  const rank = (list) => (list.length > words.most ? [...list].sort((one, other) => told(other) - told(one)) : list);
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
    const closes = (one) => /^(?:закрыть|close|[×✕✖xх])$/i.test(tidy(one.textContent) || attribute(one, 'aria-label'))
      || /(?:^|[-_ ])(?:close|dismiss)/i.test(attribute(one, 'class'));
    const closer = [...overlay.querySelectorAll('button, a, [role=button], [class*=close], [data-dismiss]')]
      .find((one) => one.click && !leads(one) && closes(one));
    if (closer) closer.click();
    overlay = null;
    await wait(120);
  };
  const upward = /^\s*[↑⬆⇧⤴←]|^[^а-яё.]*(?:вверх|назад|вернуться|к списку|ко? всем|на уровень выше|\.\.)/i;
  const back = async (item) => {
    if (navigation.currentEntry.index > entry) {
      history.back();
      await calm(log.length, 1000);
      if (!gone(item)) return true;
    }
    const way = [...document.querySelectorAll('button, a, [role=button], [onclick], span')].find((one) => one.click
      && upward.test(tidy(one.textContent).slice(0, 60)) && one.textContent.length < 60 && !leads(one) && shown(one)
      && within(one, (at) => cameBy.has(at)) && !/history|location/.test(attribute(one, 'onclick')));
    if (way) {
      way.click();
      await calm(log.length, 1000);
      if (!gone(item)) return true;
    }
    undo(0);
    return !gone(item);
  };
  stand(true);
  try {
    for (let fresh = []; now() < end && presses < words.most;) {
      if (!queue.length) {
        fresh = scan().filter((item) => !known.has(item.key));
        if (!fresh.length) break;
        fresh.forEach((item) => known.add(item.key));
        queue = rank(fresh);
      }
      const item = (queue = rank(queue)).shift();
      if (done.has(item.one) || (missed.get(item.kind) || 0) >= 4 && !won.has(item.kind)) continue;
      if (overlay && !inside(item.one, overlay)) await shut();
      if (gone(item) && !(await back(item))) continue;
      if (!may(item.one, Boolean(item.parent))) continue;
      done.add(item.one);
      presses += 1;
      const from = log.length, one = item.one;
      item.nodes = [];
      addresses = [];
      due = 0;
      changed = now();
      pressing = true;
      asking.begin();
      try {
        one.dispatchEvent(new MouseEvent('mousedown', {bubbles: true, cancelable: true, button: 0}));
        one.dispatchEvent(new MouseEvent('mouseup', {bubbles: true, cancelable: true, button: 0}));
        one.click();
      } catch (error) { /* a script of the page */ }
      await wait(0);
      pressing = false;
      await calm(from);
      if (asking.owed()) {
        late = !(await asking.arrived(end));
        if (late) break;
        await calm(from, 600);
      }
      heed(watch.takeRecords());
      const piece = keep(item, from, observe());
      const moved = log.slice(from).some((record) => record.addedNodes.length);
      if (piece) {
        won.add(item.kind);
        overlay = piece.overlay || overlay;
      } else {
        const node = added(from, []).find((one) => one.parentElement);
        if (node) {
          const place = node.parentElement;
          idlers.push({place, showed: tidy(place.textContent), kind: item.kind, label: wordsOf(item)});
        }
        missed.set(item.kind, (missed.get(item.kind) || 0) + (moved ? 0.5 : 1));
      }
      if (moved && now() < end) {
        const further = scan().filter((next) => !known.has(next.key) && !done.has(next.one));
        further.forEach((next) => known.add(next.key));
        queue = [...further.filter((next) => next.parent), ...queue, ...further.filter((next) => !next.parent)];
      }
    }
    await shut();
  } catch (error) { /* what came until then is kept */
  } finally {
    stand(false);
    watch.disconnect();
    heed(watch.takeRecords());
  }
  if (location.href !== start) history.replaceState(history.state, '', start);
  if (!pieces.length && !log.some((one) => one.removedNodes.length)) return [0, late];
  undo(0);
  const titles = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  pieces.forEach((piece) => lay(piece, titles));
  idlers.forEach(headed);
  return [pieces.length, late];
"""

_START: Final = r"""
async ([words, limit]) => {
  const page = document.getElementsByTagName('body')[0];  // a form may be called so
  if (!window.navigation || !page || limit < 300) return [0, false];
  const end = performance.now() + limit;
"""

EXPLORE: Final = _START + ASKING + _TOOLS + _CONTROLS + _WATCH + _PIECES + _ROUNDS + "}"
