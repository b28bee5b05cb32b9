/* What may be pressed: what a visitor takes for a control in the page's own place. A part of `explore.js`. */
  const never = new RegExp(words.never, 'i'), refused = new RegExp(words.refused, 'i');
  const vague = new RegExp(words.vague, 'i'), asked = new RegExp(words.asks, 'i');
  const marked = new RegExp(words.marks, 'i'), offers = new RegExp(words.offers, 'i');
  const appeals = new RegExp(words.appeals, 'i'), wanted = new RegExp(words.wanted, 'i');
  const poll = new RegExp(words.poll, 'i'), begins = new RegExp(words.start, 'i');
  const nouns = new RegExp(words.nouns, 'i');
  const acts = new RegExp(words.acts, 'i');
  const EXPLICIT = 'button, input[type=button], summary, a, [role=button], [role=tab], [role=treeitem], [role=link],'
    + '[role=option], [onclick]';
  const ALIEN = 'header, footer, nav, label, select, svg, iframe, video, audio, canvas, script, style, template, th,'
    + '[role=navigation], [role=banner], [role=contentinfo], [role=search], [role=slider], [role=radiogroup],'
    + '[role=menu], [role=menubar], [role=alert], [role=status], [contenteditable=true], object, embed, noscript';
  const foreign = new Set(words.foreign.split(' ')), own = new Set(['tab', 'tabs', 'accordion', 'collapse', 'tree']);
  const NAVIGATION = 'header, nav, aside, [role=navigation], [role=banner], [role=menubar], [role=menu]';
  const FIELDS = 'textarea, select, input:not([type=hidden]):not([type=submit]):not([type=button])';
  const ROUTE = /^(?:\/|!.)/;
  const named = (one) => (attribute(one, 'class') + ' ' + attribute(one, 'id'))
    .replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z0-9]+/);
  const alienNames = (one) => {
    if (!one.hasAttribute('class') && !one.hasAttribute('id')) return [];
    const names = named(one);
    const alien = names.filter((name) => foreign.has(name) && !(lost && /^(?:menu|navbar)$/.test(name)));
    return !names.some((name) => own.has(name)) && !one.querySelector('h1') ? alien : [];
  };
  // a real address: another page, or a route by which the application shows one
  const leads = (one) => {
    const link = within(one, (at) => at.tagName === 'A' && at.hasAttribute('href'));
    if (!link) return false;
    const href = attribute(link, 'href').trim();
    if (/^javascript:/i.test(href)) return /history|print\(|submit|reload/i.test(href);
    if (/^#?$/.test(href)) return false;
    const [address, place] = String(link.href).split('#');
    return address !== location.href.split('#')[0] || place === undefined || ROUTE.test(place);
  };
  const leadsInside = (root) => [...root.querySelectorAll('a[href]')].some((one) => leads(one)
    && one.host === location.host && one.pathname + one.hash !== '/' && one.href !== location.href
    && !/\.(?:pdf|docx?|xlsx?|rtf|odt|zip|rar|jpe?g|png)$/i.test(one.pathname));
  // a menu of buttons alone: «Новости | Независимая оценка», none of which has an address
  const isOfButtons = (menu) => menu.querySelectorAll('button, [role=button]').length > 1
    && ![...menu.querySelectorAll('a[href]')].some(leads) && !menu.querySelector(FIELDS);
  const everywhere = (which) => roots().flatMap((root) => [...root.querySelectorAll(which)]);
  // no link of the page, or of its menus, leads into its own site: then what stands in its head is the way there,
  // whatever it is made of
  const lost = !inRoute && (!roots().some(leadsInside)
    || (everywhere('nav, [role=navigation], [role=menubar]').some(isOfButtons)
      && !everywhere(NAVIGATION + ', [class*=menu], [class*=navbar], [id*=menu]').some(leadsInside)));
  const menuOf = (one) => within(one, (at) => at.matches(NAVIGATION)
    || named(at).some((name) => /^(?:menu|navbar)$/.test(name)));
  // «Главная | Услуги | Открытость ▾»: what shows more links among those of a menu, where they are not there yet
  const isUnfolding = (one) => {
    if (inRoute || leads(one) || one.getAttribute('aria-expanded') === 'true') return false;
    const menu = menuOf(one), row = one.closest('li') || one;
    if (!menu || !row.parentElement || /^(?:dialog|listbox)$/.test(attribute(one, 'aria-haspopup'))) return false;
    const ways = (box) => [box, ...box.querySelectorAll('a[href]')].some((at) => at.tagName === 'A' && leads(at));
    if ([target(one), row, one.nextElementSibling].some((at) => at && at !== one && at.tagName !== 'A' && ways(at))) {
      return false;
    }
    if (one.hasAttribute('aria-expanded') || /^(?:true|menu)$/.test(attribute(one, 'aria-haspopup'))) return ways(menu);
    return [...row.parentElement.children].filter(ways).length > 1;
  };
  // «Акты | Перечень | Совет» as a `nav` in the text: it shows parts of the page, and leads nowhere
  const isRow = (one) => one.tagName === 'NAV' && isOfButtons(one) && !one.closest('header, footer, aside');
  const isWay = (one) => (lost && menuOf(one) !== null) || isUnfolding(one);
  // the page of an application that stands at another address now; empty where it is still the same
  const routeFrom = (before) => {
    const [path, place] = location.href.split('#'), other = new URL(before).pathname !== location.pathname;
    return location.href !== before && (other || (ROUTE.test(place || '') && path === before.split('#')[0]))
      ? location.href : '';
  };
  // the whole page may stand in one
  const isWide = (form) => (form.querySelector('h1') !== null || !form.querySelector(FIELDS)
    || form.querySelectorAll('a[href]').length > 8)
    && form.textContent.length * 2 > page.textContent.length;
  // words to look for and lists to choose from, and nothing else: it sifts what stands below, and is no answer
  const sifts = (box) => {
    const fields = [...box.querySelectorAll(FIELDS)];
    const looks = (field) => /^(?:text|search)$/.test(field.type) && searches(field);
    return !/post/i.test(attribute(box, 'method')) && fields.some(looks)
      && fields.every((field) => field.tagName === 'SELECT' || looks(field));
  };
  const sends = (one) => {
    if (/^(?:submit|image|reset)$/.test(one.type || '') && one.form && one.hasAttribute('type')) return true;
    const form = one.form || within(one, (at) => at.tagName === 'FORM');
    if (form && !isWide(form)) return true;
    if (form && one.tagName === 'BUTTON' && one.type === 'submit') return true;
    // fields that an earlier press brought are no others' to send: the poll that the tab or card beside it shows
    const pieceAt = (at) => cameBy.get(within(at, (each) => cameBy.has(each)));
    const own = new Set([undefined]);
    for (let piece = pieceAt(one); piece; piece = piece.item.parent) own.add(piece);
    const written = (box) => [...(box.matches(FIELDS) ? [box] : []), ...box.querySelectorAll(FIELDS)]
      .filter((field) => own.has(pieceAt(field)) && !sifts(field.form || up(field) || field));
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
  const starters = new WeakSet();  // controls of what is called a poll that only start it
  // answers to a question, marks to give, days
  const gives = (one, said) => {
    let told = '';
    const group = kin(one);
    for (let at = one, step = 0; at && step < 4 && brief(at, 300); step += 1) {
      const called = [attribute(at, 'class'), attribute(at, 'id'), attribute(at, 'role')].join(' ');
      if (!starters.has(one) && marked.test(called)) return true;
      const first = group.includes(at) ? group[0] : at;
      for (let before = first.previousSibling; before && !/[а-яё]/i.test(told); before = before.previousSibling) {
        told = before.textContent.trim().slice(-200) + ' ' + told;
      }
      at = at.parentElement;
    }
    if (attribute(one, 'role') === 'tab' || vague.test(said) || /[?]\s*$/.test(said)) return false;
    // «Что показать?» over names of papers begins a conversation
    if (offers.test(tidy(told)) && group.some((other) => wanted.test(nameOf(other)))) return false;
    return asked.test(told.trim()) && (group.length > 1 || /[?]\s*$/.test(told.trim()));
  };
  const isDrawn = (one) => one instanceof SVGElement;
  // a district of a map may be called by an attribute, or for its script alone
  const drawnName = (one) => (isDrawn(one) ? tidy([...one.attributes].filter(({name}) => /^(?:data-|name$)/.test(name))
    .map(({value}) => value).find((value) => /[а-яё]{3}/i.test(value) && value.length < 60) || one.id) : '');
  // the words of a control; of a row or a branch, its own without what is below it
  const nameOf = (one) => {
    if (one.tagName === 'INPUT') return tidy(one.value);
    if (one.textContent.length <= 400) {
      // «<h3>Итоги</h3><i>Открыть</i>» is no single word
      const all = tidy([...one.childNodes].map((part) => part.textContent).join(' '));
      if (all.length <= 90 && one.tagName !== 'TR' && !one.querySelector('ul, ol, [role=group]')) {
        return all || tidy(attribute(one, 'aria-label') || attribute(one, 'title')) || drawnName(one);
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
  const says = (text) => /[а-яё]{3}|[a-z]{4}|НОК|(?<!\d)20\d\d(?!\d)/i.test(text);
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
  // «Акты | Планы | Опрос»: one of several that look alike, others of which show something else
  const isInRow = (one) => {
    if (!nouns.test(nameOf(one))) return false;
    const shows = (said) => says(said) && !acts.test(said) && (!appeals.test(said) || wanted.test(said));
    return kin(one).filter((other) => other !== one && isAlike(one, other) && shows(nameOf(other))).length > 1;
  };
  const isTab = (one) => attribute(one, 'role') === 'tab'
    || (/#[^/!]./.test(attribute(one, 'href')) && kin(one).length > 1) || isInRow(one);
  const onlyShows = (one) => isTab(one) || one.tagName === 'SUMMARY' || attribute(one, 'role') === 'treeitem';
  // what a press would load is stopped and its address kept
  const loads = /^[^а-яё]*скачать[^а-яё]*(?:файл|документ)?[^а-яё]*$/i;
  const menus = /^[^а-яё]*(?:(?:главное|основное|вс[её]|открыть|показать) )?меню(?: сайта)?[^а-яё]*$/i;
  const printed = new RegExp(words.printed, 'i');
  const barred = (text) => (refused.test(text) || (never.test(text) && !loads.test(text))) && !printed.test(text);
  const done = new WeakSet();
  // «Пройти опрос» in a tab: whoever opens forms would have to open the tab anew
  const startsPoll = (said, piece) => poll.test(said) || (begins.test(said) && poll.test(piece.label));
  const may = (one, brought) => {
    if (!(one.click || isDrawn(one)) || done.has(one)) return false;
    if (one.disabled || attribute(one, 'aria-disabled') === 'true') return false;
    if (one.tagName === 'A' && !one.hasAttribute('href') && !one.hasAttribute('onclick')
      && getComputedStyle(one).cursor !== 'pointer' && !one.hasAttribute('role')) return false;
    if (leads(one) || /history|print\(|submit/i.test(attribute(one, 'onclick'))) return false;
    const said = nameOf(one), more = attribute(one, 'aria-label') + ' ' + attribute(one, 'title');
    if (isWay(one) && menus.test(said)) return shown(one);
    if (!said || said.length > 120 || barred(said) || (refused.test(more) && !printed.test(more))) return false;
    const told = vague.test(said) ? (cardOf(one) || [one, said])[1] : said;
    const starts = brought && startsPoll(said, brought);
    if (barred(told) || (acts.test(said) && !onlyShows(one) && !starts)) return false;
    // «Подробнее» in a tile «Отзывы» shows no more than it says
    if (appeals.test(said) && !wanted.test(told) && !isTab(one) && !starts && !isWay(one)) return false;
    if (!says(said) && !(SIGN.test(said) && cardOf(one))) return false;
    if (sends(one) || gives(one, said)) return false;
    return (shown(one) || isShut(one) !== null) && (brought || isWay(one) || !isFixed(one));
  };
  // what is called a poll may still have to be started: «Пройти опрос», and no answers beside it
  const startersIn = (box) => (box.querySelector('input, textarea, select, [role=radio]') ? []
    : [box, ...box.querySelectorAll('button, [role=button]')].filter((one) => one.matches('button, [role=button]')
      && /^(?:начать|пройти|принять участие|заполнить|открыть)/i.test(nameOf(one)) && poll.test(nameOf(one))));
  // what moves by itself shows pictures, or has arrows; others call so what is opened by its title
  const MOVED = 'img, picture, video, [class*=arrow], [class*=prev], [class*=next], [class*=dots]';
  // what may be pressed of a drawing: the districts of a map, parts of a scheme. An icon is smaller
  const SHAPES = 'path, polygon, rect, circle, ellipse, g, text, use';
  const drawings = new Set();
  const shapesOf = (drawing) => {
    const {width, height} = drawing.getBoundingClientRect();
    if (width < 120 || height < 80 || getComputedStyle(drawing).cursor === 'pointer') return [];
    const all = [...drawing.querySelectorAll(SHAPES)];
    const pressed = all.length > 800 ? [] : all.filter((one) => !one.closest('a, defs, symbol, clipPath, mask')
      && (one.hasAttribute('onclick') || attribute(one, 'role') === 'button'
        || getComputedStyle(one).cursor === 'pointer'));
    const whole = pressed.filter((one) => !pressed.some((outer) => outer !== one && outer.contains(one)));
    if (whole.length < 2) return [];
    drawings.add(drawing);
    return whole;
  };
  let looked = 0;
  const unfolding = (menu) => [...menu.querySelectorAll(EXPLICIT)].filter(isUnfolding);
  const collect = (from, found, pointed) => {
    for (const one of from.children) {
      if ((looked += 1) > 12000) return;
      if (one.tagName === 'svg' && !pointed) found.push(...shapesOf(one));
      const alien = alienNames(one), inMenu = one.matches(NAVIGATION);
      if (one.matches(ALIEN) && !(lost && inMenu) && !isRow(one)) {
        if (inMenu) found.push(...unfolding(one));
        continue;
      }
      if (alien.length && alien.every((name) => /^maps?$/.test(name)) && !one.querySelector('canvas, iframe, img')) {
        one.querySelectorAll('svg').forEach((drawing) => found.push(...shapesOf(drawing)));
      }
      if (alien.length && !(alien.every((name) => name === 'slider') && !one.querySelector(MOVED))) {
        if (alien.every((name) => /^(?:poll|opros|quiz)$/.test(name))) {
          for (const start of startersIn(one)) { starters.add(start); found.push(start); }
        }
        if (alien.every((name) => /^(?:menu|navbar)$/.test(name))) found.push(...unfolding(one));
        continue;
      }
      if (one.tagName === 'A' && leads(one)) continue;
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
  // drawings of which something may be pressed and was not: too many, or nothing to call them by
  const undrawn = () => [...drawings].filter((drawing) => drawing.isConnected
    && shapesOf(drawing).some((one) => !done.has(one)));
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
      const parent = brought ? cameBy.get(brought) : null;
      if (!may(one, parent) || isFull(one, targets) || turns(one)) continue;
      const said = nameOf(one), card = says(said) && !vague.test(said) ? null : cardOf(one);
      const letters = said.replace(/[^а-яёa-z0-9]+/gi, ' ').trim().toLowerCase();
      const base = [one.tagName, letters, card ? card[1] : ''].join('|');
      const times = (counts.get(base) || 0) + 1;
      counts.set(base, times);
      items.push({one, key: base + '|' + times, said, card, kind: kindOf(one), parent, way: isWay(one)});
    }
    return items;
  };
