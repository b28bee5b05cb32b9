/* What may be pressed, and whether something came. A part of `unfold.js`. */
  const end = performance.now() + limit, most = 16;
  const wait = (time) => new Promise((done) => setTimeout(done, time * share));
  const said = (one) => (one.innerText || one.textContent || one.getAttribute('aria-label') || '')
    .replace(/\s+/g, ' ').trim();
  const boxes = new Set(['DIV', 'SECTION', 'UL', 'OL', 'TBODY', 'TABLE', 'ARTICLE', 'P', 'DD', 'MAIN']);
  const isBox = (one) => one && boxes.has(one.tagName);
  const empty = (one) => isBox(one) && !one.textContent.trim()
    && !one.querySelector('a, img, iframe, object, embed, input, select, textarea, video, canvas, svg');
  const other = new RegExp(never + '|голос|отправ', 'i');
  const leads = (one) => {
    const link = one.closest('a[href]');
    return link && !/^(#(?![/!]).*|#!?|javascript:.*)?$/i.test(link.getAttribute('href').trim());
  };
  const clicked = (one) => ['BUTTON', 'SUMMARY'].includes(one.tagName) || one.hasAttribute('onclick')
    || ['button', 'tab'].includes(one.getAttribute('role')) || getComputedStyle(one).cursor === 'pointer';
  // the text of everything costs too much on a long page: what is pressed is short, and what is drawn has no click()
  const shown = (one) => one.getClientRects().length > 0;
  const brief = (one) => one.click && one.textContent.length < 400;
  // fields in the rows before it, whether they are a <form> or not: it sends them
  const sends = (one) => {
    const fields = [];
    let row = one.parentElement && one.parentElement.childElementCount === 1 ? one.parentElement : one;
    for (let step = 0; step < 3 && (row = row.previousElementSibling); step += 1) {
      if (row.matches('textarea, input')) fields.push(row);
      fields.push(...row.querySelectorAll('textarea, input'));
    }
    const written = fields.filter((field) => ['textarea', 'text', 'email', 'tel'].includes(field.type));
    return written.length > 1 || written.some((field) => field.type !== 'text');
  };
  const may = (one) => {
    if (!brief(one) || !clicked(one) || one.disabled || one.form || leads(one) || sends(one)) return false;
    const text = said(one);
    return text.length > 1 && text.length < 90 && !other.test(text) && !one.closest('form, header, footer, nav');
  };
  const named = (one) => ['aria-controls', 'data-target', 'data-bs-target', 'data-for', 'data-tab', 'href']
    .map((name) => (one.getAttribute(name) || '').replace(/^#/, ''))
    .map((name) => name && document.getElementById(name)).find(Boolean);
  const kin = (one) => [...(one.parentElement && one.parentElement.childElementCount < 100  // a row, no table of all
    ? one.parentElement.children : [])]
    .filter((other) => other.tagName === one.tagName && other.className.split(' ')[0] === one.className.split(' ')[0]);
  const after = (list) => {
    const last = list[list.length - 1].nextElementSibling;
    return last || list[0].parentElement.nextElementSibling;
  };
  const boxOf = (one) => {
    if (one.tagName === 'SUMMARY') {
      const details = one.parentElement;
      return details.textContent.trim() === one.textContent.trim() ? details : null;
    }
    const own = named(one);
    if (own) return empty(own) ? own : null;
    const outer = one.parentElement && one.parentElement.childElementCount === 1 ? one.parentElement : one;
    if (empty(outer.nextElementSibling)) return outer.nextElementSibling;
    if (empty(one.previousElementSibling) && one.previousElementSibling.id) return one.previousElementSibling;
    const row = one.parentElement && one.parentElement.tagName === 'LI' ? one.parentElement : one;
    const group = kin(row);
    const marked = group.every((item) => /tab|acc|toggle|year|god|switch/i.test(
      [item.className, item.getAttribute('role'), ...item.getAttributeNames()].join(' ')));
    const box = group.length > 1 && group.length <= most ? after(group) : null;
    if (box && !marked && !empty(box)) return null;
    return isBox(box) && !box.contains(one) && !box.querySelector('form textarea') ? box : null;
  };
  const grown = async (read, before) => {
    for (let tried = 0; tried < 8 && read() === before; tried += 1) await wait(100);
    const loading = () => /^.{0,40}(?:загрузк|загружа|подожди|loading).{0,40}$/i
      .test(String(read()).replace(/<[^>]*>/g, '').trim());
    for (let tried = 0; tried < 20 && loading(); tried += 1) await wait(150);
    for (let last = ''; last !== read() && performance.now() < end;) { last = read(); await wait(150); }
    return read() !== before;
  };
  const elements = () => document.getElementsByTagName('*').length;
  let opened = 0, late = false;  // late: an answer to a press is still on its way
