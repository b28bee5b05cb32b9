/* Sliders and arrows that lead from year to year. A part of `unfold.js`.

   «‹ 2025 год ›» or a slider over a row of papers: one year stands in the page at a time. Other sliders choose a size,
   a volume or a price, or are answers. A month beside the year is a calendar's. */
  const aside = new RegExp('шрифт|громк|(?<![а-яё])цен[аыу](?![а-яё])|стоимост|сумм|руб|₽|возраст|размер|масштаб'
    + '|яркост|контраст|volume|font|zoom|price', 'i');
  const month = new RegExp('январ|феврал|март|апрел|(?<![а-яё])ма[йя](?![а-яё])|июн|июл|август|сентябр|октябр|ноябр'
    + '|декабр|\\d\\.\\d\\d\\.', 'i');
  const period = /(?<!\d)20\d\d(?!\d)/;
  const tidied = (one) => one.textContent.replace(/\s+/g, ' ').trim();
  const roundAbout = (one) => [one, one.parentElement, one.parentElement && one.parentElement.parentElement]
    .filter((at) => at && at !== document.body && at.tagName !== 'MAIN');
  const wordsAt = (one) => [one.getAttribute('aria-label'), one.getAttribute('aria-valuetext'), one.title, one.name,
    ...[...(one.labels || [])].map(said)].filter(Boolean).join(' ');
  const played = /calend|datepick|month|week|quiz|poll|opros|step|wizard|gallery|photo|lightbox|player|vote/i;
  const alien = (one) => one.closest('header, footer, nav, dialog') || gives(one, wordsAt(one))
    || roundAbout(one).some((at) => played.test(at.className + ' ' + at.id));
  const others = 'textarea, select, input:not([type=hidden]):not([type=range]):not([type=button])';
  const stepsOf = (one) => Math.round(((Number(one.max) || 0) - (Number(one.min) || 0)) / (Number(one.step) || 1));
  const sliders = () => [...document.querySelectorAll('input[type=range]')].filter((one) => shown(one) && !one.disabled
    && !own.some((box) => box.contains(one)) && stepsOf(one) > 0 && stepsOf(one) < 13 && !aside.test(wordsAt(one))
    && !alien(one) && (!one.form || !one.form.querySelector(others))
    && !roundAbout(one).some((at) => at.querySelector(others) || at.querySelectorAll('[type=range]').length > 1));
  const valueOf = (one) => Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.bind(one);
  const slide = (one, value) => {
    valueOf(one)(String(value));  // past what a framework has put in its place
    for (const name of ['input', 'change']) one.dispatchEvent(new Event(name, {bubbles: true}));
  };
  // what the mark it stands at is called
  const markOf = (one) => {
    const marks = one.list ? [...one.list.options] : [], mark = marks.find((each) => each.value === one.value);
    const told = (mark && mark.label) || one.getAttribute('aria-valuetext') || one.value;
    return period.test(told) || /[а-яё]{3}/i.test(told) ? told : '';
  };
  const bared = (part) => {
    if (!part) return part;
    const box = document.createElement('div');
    box.innerHTML = part.html;
    for (const one of box.querySelectorAll('input[type=range], output, button, datalist')) one.remove();
    return {...part, html: box.innerHTML};
  };
  const headedBy = (part, label) => {
    if (!part || !label || new DOMParser().parseFromString(part.html, 'text/html').body.textContent.trim()
      .toLowerCase().startsWith(label.toLowerCase())) return part;
    const head = document.createElement('h3');
    head.textContent = label;
    return {...part, html: head.outerHTML + part.html};
  };
  const sliding = Math.min(end, performance.now() + 6000);
  for (let at = 0; at < 2 && !late && at < sliders().length; at += 1) {
    const parts = [], began = sliders()[at], first = Number(began.value), step = Number(began.step) || 1;
    const least = Number(began.min) || 0, count = stepsOf(began);
    let now = began;
    for (let turn = 0; turn <= count && !late && performance.now() < sliding; turn += 1) {
      now = now.isConnected ? now : sliders()[at];
      if (!now) break;
      if (least + turn * step === first) continue;
      const part = bared(await brought('', () => slide(now, least + turn * step), now, true));
      now = now.isConnected ? now : sliders()[at];
      parts.push(headedBy(part, now ? markOf(now) : ''));
    }
    await keep(parts, () => { if (now) slide(now, first); return Boolean(now); });
  }
  // «‹ 2025 год ›», where nothing tells how many there are; at the first or the last an arrow may be off
  const hasArrow = (one, way) => beside(one).some((each) => arrows[way].test(said(each)) && clicked(each));
  const turnsYears = (one) => !one.getElementsByTagName('*')[9]  // the text of what holds the whole page costs much
    && one.textContent.length < 60 && period.test(one.textContent)
    && !month.test(one.textContent) && !counted.test(one.textContent);
  const isYearly = (one) => turnsYears(one) && hasArrow(one, 'next') && hasArrow(one, 'back');
  const turnedYears = () => [...document.querySelectorAll('div, p, td, li, span, b, strong, h2, h3, h4')]
    .filter((one) => isYearly(one) && shown(one) && !one.closest('form') && !alien(one)
      && !own.some((box) => box.contains(one)) && !roundAbout(one).some((each) => slides.test(each.className)))
    .filter((one, index, all) => !all.some((inner) => inner !== one && one.contains(inner)));
  const yearAt = (one) => (one ? tidied(one).replace(/^[^а-яёa-z\d]+|[^а-яёa-z\d]+$/gi, '') : '');
  for (let at = 0; at < 2 && !late && at < turnedYears().length; at += 1) {
    const first = turnedYears()[at], row = () => (first.isConnected ? first : turnedYears()[at]);
    for (const [way, opposite] of [['back', 'next'], ['next', 'back']]) {
      const parts = [];
      let steps = 0;
      for (let go; steps < 8 && !late && performance.now() < sliding; steps += 1) {
        const one = row(), stood = yearAt(one);
        if (!one || !(go = arrow(one, way))) break;
        const part = bared(await brought('', () => go.click(), one, true)), now = yearAt(row());
        if (!now || now === stood) break;
        parts.push(headedBy(part, now));
      }
      for (let one; steps > 0 && (one = row()) && (one = arrow(one, opposite)); steps -= 1) {  // each has to come
        asking.begin();
        one.click();
        await wait(60);
        if (asking.owed() && !(await asking.arrived(end))) break;
      }
      await keep(parts, () => steps === 0);
    }
  }
