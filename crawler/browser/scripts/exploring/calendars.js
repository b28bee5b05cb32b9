/* Days of a calendar that hold something. A part of `explore.js`.

   A number alone is never pressed elsewhere: it may be a page, a mark or an answer. Here a whole month of running
   numbers stands together, and a few of them differ from the rest. */
  const MONTHS = [['январ', 'января'], ['феврал', 'февраля'], ['март', 'марта'], ['апрел', 'апреля'], ['ма[йя]', 'мая'],
    ['июн', 'июня'], ['июл', 'июля'], ['август', 'августа'], ['сентябр', 'сентября'], ['октябр', 'октября'],
    ['ноябр', 'ноября'], ['декабр', 'декабря']].map(([stem, of]) => [new RegExp('(?<![а-яё])' + stem, 'i'), of]);
  // a day is chosen there, and no more than chosen
  const booking = new RegExp('запис(?:ь|аться|ывай[а-яё]*) (?:на|к)(?![а-яё])|талон|бронь|бронир|заезд|слот'
    + '|свободн[а-яё]* (?:дн|дат|врем|мест)|удобн[а-яё]* (?:дн|дат|врем|ден)'
    + '|(?<![a-z])(?:book(?:ing)?|slots?|reserv[a-z]*)(?![a-z])|datepick|daterange|flatpickr', 'i');
  // what a day may be called besides: its place in the week or beside today
  const state = new RegExp('today|current|now|select|activ|week|holi|other|out|disab|mute|past|prev|next|sat|sun|empty'
    + '|сегодня|выход', 'i');
  const textsOf = (box) => {
    const found = [], walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.parentNode.tagName !== 'OPTION') found.push(walker.currentNode);
    return found;
  };
  const cellOf = (one, box) => {
    const digits = (at) => at.textContent.replace(/\D+/g, ''), own = digits(one);
    const isCell = (at) => at.childElementCount < 4 && digits(at) === own && tidy(at.textContent).length < 7;
    while (!/^(?:TD|LI)$/.test(one.tagName) && one.parentElement !== box && isCell(one.parentElement)) {
      one = one.parentElement;
    }
    return one;
  };
  // days of the month a box shows, in their order; those of the months beside it are others
  const daysOf = (box) => {
    const days = [];
    for (const text of textsOf(box)) {
      if (!/^\s*\d{1,2}\s*$/.test(text.data)) continue;
      const number = Number(text.data);
      if (number === days.length + 1) days.push(cellOf(text.parentElement, box));
      else if (days.length >= 28) break;
      else if (number === 1) days.splice(0, days.length, cellOf(text.parentElement, box));
      else if (days.length) return [];
    }
    return days.length >= 28 && days.length <= 31 ? days : [];
  };
  const points = (one) => one.matches('button, [role=button], [onclick]') || getComputedStyle(one).cursor === 'pointer';
  const look = (cell) => {
    const all = [cell, ...cell.querySelectorAll('*')];
    const classes = (one) => attribute(one, 'class').replace(/\d+/g, '').split(/\s+/)
      .filter((name) => !state.test(name));
    const borne = (one) => one.getAttributeNames().filter((name) => !/^aria-|tabindex|^id$/.test(name));
    return [...all.flatMap((one) => [one.tagName, ...classes(one), ...borne(one)]), all.some(points)].join(' ');
  };
  // the few that differ from most; weekends are more, and stand below one another
  const marksOf = (days) => {
    const looks = days.map(look), counts = new Map();
    for (const one of looks) counts.set(one, (counts.get(one) || 0) + 1);
    const most = [...counts].sort((one, other) => other[1] - one[1])[0][0];
    const isWeekend = (told) => {
      const at = looks.flatMap((one, day) => (one === told ? [day % 7] : []));
      return at.length > 5 && new Set(at).size < 3;
    };
    const weekends = new Set([...counts.keys()].filter(isWeekend));
    const found = days.filter((cell, at) => looks[at] !== most && !weekends.has(looks[at]));
    return found.length > 12 ? [] : found.filter((cell) => !cell.disabled && attribute(cell, 'aria-disabled') !== 'true'
      && ![cell, ...cell.querySelectorAll('a')].some(leads));
  };
  // a box with what stands right before and after it, and the same of those around it
  const around = (box) => {
    const found = [], most = box.textContent.length + 600;
    for (let at = box, step = 0; at && at !== page && step < 4; at = up(at), step += 1) {
      if (at.textContent.length >= most) break;
      const {previousElementSibling: before, nextElementSibling: after} = at;
      found.push(at, before, before && before.previousElementSibling, after);
    }
    return found.filter((at) => at && at.textContent.length < most);
  };
  const toldIn = (box) => textsOf(box).map((text) => text.data).concat([...box.querySelectorAll('select')]
    .map((list) => (list.selectedOptions[0] || {text: ''}).text)).join(' ').slice(0, 900);
  // «марта 2025 года»
  const monthOf = (box) => {
    for (const at of around(box)) {
      const said = toldIn(at), year = (/(?<!\d)20\d\d(?!\d)/.exec(said) || [''])[0];
      const month = MONTHS.find(([stem]) => stem.test(said));
      if (month) return month[1] + (year && ' ' + year + ' года');
    }
    return '';
  };
  const isTimetable = (box) => around(box)
    .filter((at) => at.contains(box) || at.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING)
    .some((at) => booking.test([attribute(at, 'class'), attribute(at, 'id'), toldIn(at)].join(' ')));
  const months = () => {
    const found = new Set(), walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    for (let seen = 0; found.size < 2 && seen < 6 && walker.nextNode();) {
      if (walker.currentNode.data.trim() !== '15') continue;
      seen += 1;
      let at = walker.currentNode.parentElement;
      for (let step = 0; at && step < 6 && at.textContent.length < 900 && !daysOf(at).length; step += 1) at = up(at);
      if (at && at !== page && at.textContent.length < 900 && daysOf(at).length && shown(at)) found.add(at);
    }
    return [...found];
  };
  const grids = () => months().filter((box) => !isFixed(box) && !isTimetable(box) && !sends(box)
    && !within(box, (at) => (at.tagName === 'FORM' && !isWide(at)) || at.matches('header, footer, nav')));
  const arrow = /^[‹«<←◀◄❮⟨›»>→▶►❯⟩]+$/;
  // whether a press would only turn a calendar, for ever
  const turns = (one) => arrow.test(tidy(one.textContent))
    && months().some((box) => around(box).some((at) => at.contains(one)));
  const backward = /^(?:[‹«<←◀◄❮⟨]+|(?:назад|пред[а-яё]*\.?|prev[a-z]*)(?: месяц)?)$/i;
  const drawnBack = (one) => !tidy(one.textContent) && /prev|back|left|назад|предыд/i
    .test(['class', 'aria-label', 'title'].map((name) => attribute(one, name)).join(' '));
  const earlier = (box) => around(box).flatMap((at) => [at, ...at.querySelectorAll('*')]).find((one) => one.click
    && (backward.test(tidy(one.textContent)) || drawnBack(one))
    && within(one, (at) => at !== page && points(at)) && shown(one) && !leads(one) && !one.disabled
    && !/history|location/.test(attribute(one, 'onclick')));
  // the days that are marked, and those of the months before; each by what `strike` does
  const turnedBack = async (strike) => {
    for (const home of grids()) {
      const place = months().indexOf(home), known = new Set();
      const current = () => (home.isConnected && daysOf(home).length ? home : months()[place]);
      for (let turn = 0, pressed = 0; turn < 13 && pressed < 16 && now() < end; turn += 1) {
        const box = current(), month = box && monthOf(box);
        if (!box || known.has(month)) break;
        known.add(month);
        const marked = marksOf(daysOf(box)).map((cell) => Number(cell.textContent.replace(/\D+/g, '')));
        for (const day of marked) {
          const cell = current() && daysOf(current())[day - 1];
          if (!cell || now() > end) break;
          const one = [cell, ...cell.querySelectorAll('*')].find(points) || cell;
          if (barred(attribute(one, 'title') + ' ' + attribute(one, 'aria-label'))) continue;
          pressed += 1;
          if (!(await strike({one, said: day + ' ' + month, card: null, kind: 'day', parent: null, home}))) return;
        }
        const way = month && current() && earlier(current());
        if (!way || !(await strike({one: way, said: '', card: null, kind: 'turn', parent: null, home, current}))) break;
      }
    }
  };
