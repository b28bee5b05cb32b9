"""What a browser runs to scroll through a page and to unfold the parts of it that are known by how they look.

Each phase stands by itself; they share what is said at the beginning, and one end of time.
"""

from __future__ import annotations

from typing import Final

from crawler.browser.asking_scripts import ASKING
from crawler.browser.rolling_scripts import WATCH_ROLLING
from crawler.browser.shelf_scripts import SHELVES
from crawler.browser.sliding_scripts import SLIDERS

# What waits until it is scrolled to, part by part: what comes makes the page longer.
SCROLL: Final = (
    """
async (share) => {
  const wait = (time) => new Promise((done) => setTimeout(done, time * share));
"""
    + WATCH_ROLLING
    + """
  const whole = document.documentElement;
  for (let step = 1; step <= 20 && step * innerHeight < whole.scrollHeight; step += 1) {
    window.scrollTo(0, step * innerHeight);
    await wait(80);
  }
  window.scrollTo(0, whole.scrollHeight);
  await wait(200);
  window.scrollTo(0, 0);
  await wait(60);
  rolling.disconnect();
}
"""
)
# How much stands on a page. What stood in for a part may have been more elements than the part has.
SIZE: Final = "() => [document.getElementsByTagName('*').length, document.body.textContent.length]"
# What may be pressed, and whether something came.
_TOOLS: Final = """
  const end = performance.now() + limit, most = 16;
  const wait = (time) => new Promise((done) => setTimeout(done, time * share));
  const said = (one) => (one.innerText || one.textContent || one.getAttribute('aria-label') || '')
    .replace(/\\s+/g, ' ').trim();
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
"""
# Branches of a tree.
_BRANCHES: Final = """
  // «▸ О министерстве»: branches of a tree bring what is below them into the place they stand in
  const branches = new Set(), pressed = new Set();
  for (let round = 0; round < 3; round += 1) {
    const all = [...document.querySelectorAll('button, a, span, [role=button], [role=treeitem]')].filter((one) =>
      brief(one) && /^\\s*[▸►▶▷⊞+]/.test(one.textContent) && /^[▸►▶▷⊞+]\\s*[а-яё]/i.test(said(one))
      && clicked(one) && shown(one) && !one.disabled && !one.form
      && !leads(one) && !sends(one) && !one.closest('form, header, footer, label') && !other.test(said(one)));
    // the innermost alone: a press on the words of a button is one on the button, and a second shuts it
    const shut = all.filter((one) => !branches.has(one)
      && ![...branches, ...all].some((inner) => inner !== one && one.contains(inner)));
    for (const one of shut.slice(0, 24)) {
      if (performance.now() > end) break;
      branches.add(one);
      pressed.add(said(one));
      const before = elements();
      one.click();
      for (let tried = 0; tried < 6 && elements() === before; tried += 1) await wait(50);
      opened += elements() > before ? 1 : 0;
    }
    if (!shut.length || performance.now() > end) break;
  }
"""
# Accordions and tabs whose box is empty or shared.
_BOXES: Final = """
  const found = new Map();
  const controls = [...document.querySelectorAll(
    'button, summary, a, [role=button], [role=tab], [onclick], [data-tab], li, h2, h3, h4, h5, dt, div, span')]
    .filter(may).map((one) => [one, boxOf(one)])
    .filter(([one, box]) => box && (shown(one) || (one.tagName === 'BUTTON' && empty(box))));  // in a tab that is shut
  const single = controls.filter(([one]) => !controls.some(([inner]) => inner !== one && one.contains(inner)));
  for (const [one, box] of single.slice(0, most)) {
    if (performance.now() > end) break;
    const before = box.innerHTML;
    if (!found.has(box)) found.set(box, empty(box) ? [] : [['', before]]);
    pressed.add(said(one));
    asking.begin();
    one.click();
    const came = await grown(() => box.innerHTML, before);
    if (asking.owed()) {
      late = !(await asking.arrived(end)) && single.some(([each, shared]) => each !== one && shared === box);
      if (late) break;
    }
    if (!came && !(await grown(() => box.innerHTML, before))) continue;
    found.get(box).push([said(one), box.innerHTML]);
    // what it was brought from stands here now
    for (const name of ['url', 'link', 'src', 'load', 'remote', 'ajax', 'page']) one.removeAttribute('data-' + name);
  }
  for (const [box, parts] of found) {
    const told = parts.filter(([label]) => label);
    if (!told.length) continue;
    opened += told.length;
    if (box.tagName === 'DETAILS') continue;
    const distinct = parts.filter(([, html], at) => html && !parts.slice(0, at).some(([, before]) => before === html)
      || parts[at][0] && !parts.slice(at + 1).some(([, later]) => later === html));
    box.innerHTML = distinct.filter(([label, html]) => label || !told.some(([, shown]) => shown === html))
      .map(([label, html]) => (label ? '<h3>' + label.replace(/</g, '&lt;') + '</h3>' : '') + html).join('');
  }
"""
# What all steps through a list have in common.
_STEPS: Final = """
  const known = new Set([...document.querySelectorAll('a[href]')].map((link) => link.href));
  // What a step brings that was not there before: the box it came into, and its contents under the step's name; and
  // what stood in the box until then.
  const waits = (one) => document.body.contains(one) && one.textContent.trim().length < 40;  // «Загрузка…»
  const told = new Set();  // where words alone may be news, too
  const flat = (text) => text.replace(/\\s+/g, ' ').trim();
  // slides that lie in a row are no news; what a script holds stands nowhere
  const stood = (() => {
    const every = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
    while (every.nextNode()) if (!/^(?:SCRIPT|STYLE)$/.test(every.currentNode.parentNode.nodeName)) {
      texts.push(every.currentNode.data);
    }
    return flat(texts.join(''));
  })();
  const brought = async (label, act, control, words = false) => {
    const touched = new Set(), records = [];
    const watch = new MutationObserver((all) => all.forEach((one) => { touched.add(one.target); records.push(one); }));
    watch.observe(document.body, {childList: true, subtree: true});
    asking.begin();
    act();
    const freshIn = (one) => [...one.querySelectorAll('a[href]')].filter((link) => !known.has(link.href));
    const gone = (one) => records.filter((each) => each.target === one).flatMap((each) => [...each.removedNodes]);
    const isNew = (one) => words && one.textContent.trim().length > 20 && !told.has(one.textContent)
      && !stood.includes(flat(one.textContent)) && !gone(one).some((each) => each.textContent === one.textContent);
    const filled = () => [...touched].filter((one) => one.nodeType === 1 && document.body.contains(one)
      && (freshIn(one).length || isNew(one)));
    for (let tried = 0; tried < 20 && !filled().length; tried += 1) {
      if (tried > 7 && !touched.size || tried > 2 && touched.size && ![...touched].some(waits)) break;
      await wait(100);
    }
    if (asking.owed()) late = !(await asking.arrived(end));
    await wait(200);
    watch.disconnect();
    if (late) return null;
    const boxes = filled();
    const box = boxes.find((one) => !one.contains(control)) || boxes[0];  // what covers the page is put into <body>
    if (!box) return null;
    const fresh = freshIn(box);
    fresh.forEach((link) => known.add(link.href));
    told.add(box.textContent);
    const html = box.contains(control) ? fresh.map((link) => '<p>' + link.outerHTML + '</p>').join('') : box.innerHTML;
    const before = gone(box).map((one) => one.outerHTML || '').join('');
    return {box, html: (label ? '<h3>' + label.replace(/</g, '&lt;') + '</h3>' : '') + html, gone: before};
  };
  // What the steps brought, beside the box: what is drawn into it later does not wipe it away.
  const own = [];
  const keep = async (parts, back) => {
    const kept = parts.filter(Boolean);
    asking.begin();
    const returned = !late && back();
    await wait(200);
    if (asking.owed()) await asking.arrived(end);
    if (!kept.length) return;
    const box = kept[kept.length - 1].box;
    for (let tried = 0; tried < 15 && returned && (tried < 4 || waits(box)); tried += 1) await wait(100);
    if (!document.body.contains(box)) return;
    const rows = ['TBODY', 'UL', 'OL'].includes(box.tagName);
    const beside = document.createElement(rows ? box.tagName : 'div');
    const pages = [returned ? '' : kept[0].gone, ...kept.map((one) => one.html)].filter(Boolean);
    beside.innerHTML = rows ? pages.join('') : pages.map((html) => '<div>' + html + '</div>').join('');
    if (box === document.body) box.append(beside);
    else box.after(beside);
    own.push(beside);
    opened += kept.length;
  };
"""
# Pages of a list.
_PAGES: Final = """
  // «1 2 3»: the pages of a list that a script turns. The numbers may be drawn anew with each of them.
  const pagesOf = (row) => [...row.children].map((one) => one.querySelector('button, a') || one)
    .filter((one) => /^\\d{1,2}$/.test(said(one)) && brief(one) && clicked(one) && !leads(one) && !one.form);
  const marked = new RegExp(marks, 'i'), asked = new RegExp(asks, 'i');
  // a mark somebody gives («Оцените: 1 2 3 4 5»), a day of a calendar
  const gives = (row, inside = said(row)) => {
    let words = inside;
    for (let one = row, step = 0; one && step < 4 && one.textContent.length < 300; step += 1) {
      if (marked.test([one.className, one.id, one.getAttribute('role')].join(' '))) return true;
      for (let before = one.previousSibling; before && !/[а-яё]/i.test(words); before = before.previousSibling) {
        words = before.textContent.trim().slice(-200) + ' ' + words;
      }
      one = one.parentElement;
    }
    return asked.test(words);
  };
  // the first week of a month: its days go on below
  const isWeek = (row) => [...(row.nextElementSibling || row.lastElementChild).children].map(said)
    .find((text) => /\\d/.test(text)) === String(pagesOf(row).length + 1);
  const rowsOf = () => [...document.querySelectorAll('div, ul, ol, nav, p, span, td')]
    .filter((row) => row.childElementCount > 1 && row.childElementCount < 14 && row.textContent.length < 80
      && !row.closest('form, header, footer') && [...row.children].map(said).find((text) => /\\d/.test(text)) === '1'
      && pagesOf(row).some((one) => said(one) === '2' && shown(one))
      && !own.some((one) => one.contains(row)) && !isWeek(row) && !gives(row));
  for (let at = 0; at < 2 && !late && at < rowsOf().length; at += 1) {
    const first = rowsOf()[at], parts = [];
    let row = first;
    const turn = (number) => {
      if (!document.body.contains(row)) row = (first.id && document.getElementById(first.id)) || rowsOf()[at];
      const page = row && pagesOf(row).find((one) => said(one) === String(number));
      if (page) page.click();
      return Boolean(page);
    };
    for (let number = 2, is = true; is && number < 9 && performance.now() < end; number += 1) {
      const part = await brought('', () => { is = turn(number); }, row);
      if (!part) break;  // another row that turns the same list, or no list
      parts.push(part);
    }
    await keep(parts, () => turn(1));
  }
  // «‹ 1 из 3 ›»: the same by an arrow, and beside it how many there are. What slides past is there already.
  const counted = /(?:^|[^\\d])(\\d{1,2})\\s*(?:\\/|из)\\s*([2-9]|1\\d)(?!\\d)/;
  const arrows = {next: /^[^а-яёa-z\\d]*(?:[›»>→▶►❯]|впер[её]д|далее|следующ[а-яё]*|next)[^а-яёa-z\\d]*$/i,
    back: /^[^а-яёa-z\\d]*(?:[‹«<←◀◄❮]|назад|предыдущ[а-яё]*|prev[a-z]*)[^а-яёa-z\\d]*$/i};
  const beside = (one) => [one, one.previousElementSibling, one.nextElementSibling]
    .filter((each) => each && brief(each))
    .flatMap((each) => [each, ...each.querySelectorAll('button, a, [role=button], [onclick], span')]);
  const arrow = (one, way) => beside(one).find((each) =>
    arrows[way].test(said(each)) && clicked(each) && !leads(each) && !each.form && !each.disabled);
  const slides = /slid|swip|carous|gallery|slick|owl|photo|banner|quiz|poll|step|calend/i;
  // what slides may as well be drawn one at a time; pictures and answers are no pages
  const alone = /gallery|photo|banner|quiz|poll|step|calend/i;
  const fits = (one) => one.textContent.length < 60 && counted.test(one.textContent)
    && !/вопрос|шаг|фото|слайд|кадр|отзыв/i.test(one.textContent);
  const turned = () => [...document.querySelectorAll('div, nav, p, td, li, span, b')]
    .filter((one) => fits(one) && shown(one) && !one.closest('form, header, footer')
      && ![one, one.parentElement, one.parentElement.parentElement].some((each) => each && alone.test(each.className)))
    .filter((one, at, all) => !all.some((inner) => inner !== one && one.contains(inner) && arrow(inner, 'next')))
    .filter((one) => arrow(one, 'next') || arrow(one, 'back'));
  for (let at = 0; at < 2 && !late && at < turned().length; at += 1) {
    const first = turned()[at], pages = Number(counted.exec(first.textContent)[2]), parts = [];
    if (counted.exec(first.textContent)[1] !== '1') continue;
    const row = () => (document.body.contains(first) ? first : turned()[at]);
    for (let number = 2; number <= Math.min(pages, 9) && performance.now() < end; number += 1) {
      const now = row(), next = now && arrow(now, 'next');
      const part = next && await brought('', () => next.click(), now, true);
      if (!part) break;
      parts.push(part);
    }
    const back = () => parts.every(() => {
      const one = row();
      const previous = one && arrow(one, 'back');
      if (previous) previous.click();
      return Boolean(previous);
    });
    await keep(parts, back);
  }
"""
# Folders of a list of files.
_FOLDERS: Final = """
  // folders of a list of files: each shows its own in the place of the list, and a way back
  const inFolder = (one) => {
    const row = one.closest('tr, li, div') || one, words = one.textContent.trim();
    const told = row.textContent.length < 200 ? row.textContent + one.className + ' ' + row.className : '';
    const is = /папк|folder|📁|📂|🗀/i.test(told) || /^(\\d{1,2}\\. *[а-яё]|20\\d\\d( год)?$)/i.test(words);
    if (!is || !may(one) || !shown(one)) return false;  // looks cost more than words on a long page
    const item = one.closest('tr, li') || one;
    // what was opened and kept is not shown anew in its place; «Довольны ли вы? [1. Да] [2. Нет]» are answers
    if (pressed.has(said(one)) || one.closest('label') || gives(kin(item)[0] || item, '')) return false;
    return true;
  };
  const linked = () => [...document.querySelectorAll(
    'a[href="#"], a:not([href]), [role=button], td[onclick], span, button')];
  const names = late ? [] : [...new Set(linked().filter(inFolder).map(said))].slice(0, 8), files = [];
  for (const name of names) {
    const now = linked().find((one) => said(one) === name && inFolder(one));
    if (late || !now || performance.now() > end) break;
    const upward = /^\\s*[↑⬆⇧⤴←]|^[^а-яё.]*(вверх|назад|к списку|на уровень выше|\\.\\.)/i;
    const backs = () => linked().filter((one) => upward.test(said(one)) && shown(one)
      && !/history|location/.test(one.getAttribute('onclick') || '') && !one.closest('form'));
    const stood = new Set(backs());
    files.push(await brought(name, () => now.click(), now));
    if (linked().some((one) => said(one) === name && inFolder(one))) continue;  // the list still stands
    const back = backs().find((one) => !stood.has(one)) || backs()[0];
    if (back) { back.click(); await wait(400); }
  }
  await keep(files, () => {});
"""
# «Показать ещё».
_FURTHER: Final = """
  const further = new RegExp(rest, 'i');
  const size = () => document.body.textContent.length;
  for (let round = 0; round < 6 && !late && performance.now() < end; round += 1) {
    const more = [...document.querySelectorAll('button, a, [role=button], [onclick], span, div')]
      .filter((one) => shown(one) && brief(one) && further.test(said(one)) && may(one));
    if (!more.length) break;
    const before = size();
    more[more.length - 1].click();
    if (!(await grown(size, before))) break;
    opened += 1;
  }
"""
_START: Final = """
async ([never, rest, marks, asks, limit, share]) => {
"""
_END: Final = """
  } finally { asking.stand(false); }
  return [opened, late];
}"""

UNFOLD: Final = (
    _START
    + ASKING
    + _TOOLS
    + "  asking.stand(true);\n  try {\n"
    + _BRANCHES
    + _BOXES
    + _STEPS
    + _PAGES
    + SLIDERS
    + SHELVES
    + _FOLDERS
    + _FURTHER
    + _END
)
