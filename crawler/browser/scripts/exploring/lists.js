/* What a list to choose from is, and what is one that leads to papers. A part of `explore.js`.

   Answers, parts of a letter and filters of other things are no such lists: they stand among other things to fill in,
   below a question, or are called otherwise. `opens` is asked of the first of a chain, `goesOn` of the others. */
  const DATED = /(?<!\d)20\d\d(?!\d)/;
  const KINDS = new RegExp(words.papers, 'i'), LISTED = new RegExp(words.listed, 'i');
  const ELSE = new RegExp(words.otherwise, 'i'), SHOWS = new RegExp(words.shows, 'i');
  const SPHERES = /образован|культур|здравоохран|медицин|социальн|спорт/i;
  const ANSWERS = /^[^а-яё]*(?:да|нет|не знаю|затрудняюсь.*|(?:не)?удовлетвор.*|отлично|хорошо|плохо)[^а-яё]*$/i;
  const NONE = /^[^а-яёa-z\d]*$|^\s*[-–—].*[-–—.…]\s*$|^[^а-яё]*(?:выб(?:ер|рать)|укаж|не выбран|сделайте выбор)/i;
  const ALL = /^[^а-яё]*(?:вс[её]|люб(?:ой|ая|ые))(?![а-яё])/i;
  const FILLED = 'textarea, input:not([type=hidden]):not([type=button]):not([type=submit]):not([type=search])';
  const LONG = 20, DEEP = 3, CHOICES = 60;
  const follows = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  const realOf = (list) => [...list.options].filter((one) => !one.disabled && !one.hidden
    && one.style.display !== 'none' && !NONE.test(one.text) && !(one.value === '' && one.hasAttribute('value')));
  const saidOver = (list) => [...(list.labels || []), list.parentElement].filter(Boolean)
    .flatMap((box) => [...box.childNodes]).filter((part) => !part.contains(list) && !(part.nodeType === 1
      && part.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_PRECEDING))
    .filter((part) => !/^(?:SCRIPT|STYLE|SELECT)$/.test(part.nodeName))
    .map((part) => tidy(part.textContent).slice(-200)).filter(Boolean);
  // what stands right before it, in its place or before that
  const nearest = (list) => {
    for (let at = list, step = 0; at && at !== page && step < 3; at = at.parentElement, step += 1) {
      for (let before = at.previousSibling; before; before = before.previousSibling) {
        if (/^(?:SCRIPT|STYLE|SELECT)$/.test(before.nodeName)) continue;
        const text = tidy(before.textContent);
        if (says(text)) return text.length < 160 ? text : text.slice(-160);
      }
    }
    return '';
  };
  // all that calls it something
  const calledOf = (list) => [...[...(list.labels || [])].flatMap((label) => [...label.childNodes])
    .filter((part) => !part.contains(list)).map((part) => tidy(part.textContent)),
    nearest(list), attribute(list, 'aria-label'), attribute(list, 'title'),
    ...[...list.options].filter((one) => NONE.test(one.text) || one.value === '').map((one) => tidy(one.text))]
    .filter(Boolean);
  const allOf = (one, selector) => [...one.getRootNode().querySelectorAll(selector)];
  // how much stands between them, but for what may be chosen there
  const apart = (one, other) => {
    const range = document.createRange();
    range.setStartAfter(one);
    range.setEndBefore(other);
    const lists = allOf(one, 'select, script, style').filter((each) => follows(one, each) && follows(each, other));
    return tidy(range.toString()).length - lists.reduce((sum, each) => sum + tidy(each.textContent).length, 0);
  };
  const isAmong = (one, other) => !allOf(one, FILLED).some((each) => follows(one, each) && follows(each, other));
  const isShutForm = (list) => list.form && !isWide(list.form)
    && (/post/i.test(attribute(list.form, 'method')) || list.form.querySelector(FILLED));
  const searches = (field) => /поиск|найти|слов|назван|фильтр|search|filter/i
    .test(['placeholder', 'name', 'id', 'aria-label', 'class'].map((name) => attribute(field, name)).join(' '));
  // in a tab beside the one that is open, or in a part that is shut; a twin for small screens is neither
  const isTucked = (list) => {
    let part = list.parentElement;
    while (part && part.parentElement && !part.parentElement.getClientRects().length) part = part.parentElement;
    if (!part || !/^(?:DIV|SECTION|ARTICLE|MAIN|DD|P)$/.test(part.tagName) || part.closest('dialog, details')) {
      return false;
    }
    const before = part.previousElementSibling;
    const beside = [...part.parentElement.children].filter((one) => one !== part && one.tagName === part.tagName
      && one.className.split(' ')[0] === part.className.split(' ')[0] && shown(one));
    return (part.className !== '' && beside.length === 1) || Boolean(before && before.tagName === 'BUTTON');
  };
  const isForeignList = (list) => within(list, (at) => at !== page && (alienNames(at).length
    || at.matches('header, footer, nav, [role=banner], [role=contentinfo], [role=navigation]'))) !== null;
  const isOther = (list) => {
    const called = calledOf(list), real = realOf(list);
    return saidOver(list).some((text) => asked.test(text) || /[?]\s*$/.test(text))
      || called.some((text) => asked.test(text) || ELSE.test(text))
      || real.filter((one) => ELSE.test(one.text) || ANSWERS.test(one.text)).length * 2 >= Math.max(real.length, 1);
  };
  const isFree = (list) => {
    if (list.multiple || list.disabled || isShutForm(list) || isForeignList(list)) return false;
    const change = attribute(list, 'onchange');
    if (/submit/i.test(change)) return false;
    // the ways it leads are links of the page
    return !(/location|open\(/.test(change) && realOf(list).every((one) => /[/?.]/.test(one.value)));
  };
  const goesOn = (list) => isFree(list) && shown(list) && realOf(list).length > 0 && !isOther(list);
  const BUTTONS = 'button, input[type=button], [role=button], [onclick], a[href="#"], a:not([href])';
  const sendsForm = (one) => /^(?:submit|image|reset)$/.test(one.type || '') && Boolean(one.form);
  // «Показать» beside the last list
  const showers = (list, most = 120) => allOf(list, BUTTONS).filter((one) => one.click && follows(list, one)
    && !leads(one) && SHOWS.test(nameOf(one)) && apart(list, one) < most && isAmong(list, one));
  const showerOf = (list) => showers(list, 40).find((one) => shown(one) && !one.disabled && !sendsForm(one)
    && !/history|print\(|submit/i.test(attribute(one, 'onclick'))) || null;
  const besideOf = (list) => allOf(list, 'select').find((one) => follows(list, one)) || null;
  const opens = (list, brought = false) => {
    const real = realOf(list), most = (fits) => real.filter((one) => fits.test(one.text)).length;
    if (!isFree(list) || !(shown(list) || (!brought && isTucked(list))) || isOther(list)) return false;
    for (let at = list.parentElement, step = 0; at && step < 3 && brief(at, 1500); at = at.parentElement, step += 1) {
      const fields = [...at.querySelectorAll(FILLED)].filter((field) => shown(field) || !shown(list));
      if (fields.some((field) => !searches(field))) return false;
    }
    const papers = most(KINDS) > 1 && most(KINDS) * 2 > real.length;
    if (most(DATED) > 1 || papers) return real.length < 14;
    if (!real.length || !(calledOf(list).some((text) => LISTED.test(text)) || most(SPHERES) > 1 || most(DATED))) {
      return false;
    }
    const next = besideOf(list);
    return (next && apart(list, next) < 60 && isAmong(list, next)) || showers(list).length > 0
      || (!list.form && NONE.test((list.selectedOptions[0] || {text: ''}).text));
  };
  const headOver = (one) => tidy(([...document.querySelectorAll(HEADINGS)].filter((title) => follows(title, one)).pop()
    || {textContent: document.title}).textContent);
  // what is told of a list that was not gone through; empty where nothing there is looked for
  const toldOf = (one, called, names) => {
    const said = tidy((called.find((text) => says(text)) || headOver(one)).replace(/[\s:]+$/, '')).slice(0, 60);
    if (![...called, ...names, headOver(one), document.title].some((text) => wanted.test(text))) return '';
    const isYear = (text) => !/[а-яё]{3}/i.test(text.replace(/год[а-яё]*/gi, ''));
    const among = names.filter((text) => wanted.test(text) && !isYear(text)).slice(0, 4);
    return (said + (among.length ? ': ' + among.join(', ') : '')).slice(0, 160);
  };
