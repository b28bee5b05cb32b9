"""What a browser runs to find the switch of the version for visually impaired people, to press it and use what opens.

Nothing is submitted and no button of a form is pressed, but of one that only closes its own dialog.
"""

from __future__ import annotations

# Looks into components, too: what they show stands in (open) roots of their own.
_TOOLS = """
  const everywhere = (selector, root = document) => {
    const found = [...root.querySelectorAll(selector)];
    for (const host of root.querySelectorAll('*')) {
      if (host.shadowRoot) found.push(...everywhere(selector, host.shadowRoot));
    }
    return found;
  };
  // a panel may stand in a frame of the same site that a press brings up
  const frames = () => everywhere('iframe').filter((frame) => visible(frame) && frame.clientHeight > 1);
  const framed = (selector) => frames().filter((frame) => !frame.hasAttribute('data-nok-before')).flatMap((frame) => {
    try { return frame.contentDocument ? everywhere(selector, frame.contentDocument) : []; } catch (e) { return []; }
  });
  // drawings have no click() of their own
  const clickOn = (one) => (one.click ? one.click()
    : one.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})));
  const visible = (one) => one.getClientRects().length > 0 && (!one.checkVisibility || one.checkVisibility());
"""


def _with_tools(script: str) -> str:
    return script.replace("=> {\n", "=> {" + _TOOLS, 1)


LEADS = "() => document.links.length > 1"  # few words, but a menu: a page all the same

# Marks candidates with an attribute and describes them: index, text, href, how they were recognised.
FIND = _with_tools("""
(words) => {
  // the value of a list's item is a number
  const plain = (text) => String(text || '').toLowerCase().replace(/ё/g, 'е').replace(/\\s+/g, ' ').trim();
  const found = [];
  const clickable = (element) => {
    const controls = 'a[href], button, summary, [onclick], [role=button], area, label';
    // «[ <a>версия для слабовидящих</a> ]»; a phone beside the words, or what sends a form, is no switch
    const inside = [...element.querySelectorAll(controls)].filter((one) => !(one.form && one.type === 'submit')
      && !/^(?:tel|mailto):/i.test(one.getAttribute('href') || ''));
    return element.closest(controls) || (inside.length === 1 ? inside[0] : element);
  };
  const add = (element, rank, by, said) => {
    const target = clickable(element);
    if (!target || target === document.body || target === document.documentElement) return;
    const label = [target.innerText, target.alt, target.title, target.getAttribute('aria-label'),
      ...[...target.querySelectorAll('img')].flatMap((image) => [image.alt, image.title])]
      .map((text) => (text || '').replace(/\\s+/g, ' ').trim()).filter(Boolean);
    const text = String(said && target === element ? said : label[0] || target.value || '');
    if (text.length > 120 || words.never.some((word) => plain(text).split(' ').includes(word))) return;
    const submits = target.form && (target.type === 'submit' || target.type === 'image');
    if (submits || ['INPUT', 'SELECT', 'FORM'].includes(target.tagName) && target.type !== 'button') return;
    if (found.some((other) => other.target === target)) return;
    const box = target.getBoundingClientRect();
    const href = target.href ? String(target.href.baseVal || target.href) : '';
    found.push({target, rank: rank + (box.width && box.height ? 0 : 50), by, text, href});
  };
  const all = everywhere(
    'a, button, summary, [onclick], [role=button], area, label, span, div, img, p, li, td, b, strong, i, svg, '
    + 'input[type=button]');
  const wordings = [...words.texts.map((word) => [word, 'text']), ...words.back.map((word) => [word, 'back'])];
  wordings.forEach(([word, by], rank) => {
    for (const element of all) {
      const own = element.tagName === 'IMG' ? [element.alt, element.title]
        : [element.title, element.getAttribute('aria-label'),
           element.value,
           element.children.length < 4 && plain(element.textContent).length < 200 ? element.textContent : ''];
      const says = (text) => plain(text).includes(word) && plain(text).length < word.length + 40;
      // «Вид для слабовидящих: <a>крупно</a> | <a>обычный</a>»: the words before the controls, without theirs
      const first = element.firstChild && element.querySelector('a, button, [onclick], [role=button]')
        ? String(element.firstChild.data || '').trim() : '';
      if (own.some(says)) add(element, rank, by);
      else if (first.endsWith(':') && says(first)) add(element, rank, by, first.slice(0, -1));
    }
  });
  // the sign before the words says nothing of its own: «Аа Доступность»
  const only = (text) => plain(text).replace(/[^a-zа-я0-9+]/g, '').replace(/^(?:aa|аа)(?=[a-zа-я]{4})/, '');
  for (const element of all) {
    const own = [element.textContent, element.title, element.getAttribute('aria-label')].filter(Boolean);
    const short = own.filter((text) => text.trim().length < 30);
    const exact = short.some((text) => words.exact.some((word) => only(text) === only(word)));
    const sign = short.some((text) => words.signs.some((one) => text.includes(one)));
    const pressed = element.closest('a[href], button, [onclick], [role=button], label');
    if ((exact || sign) && pressed) add(element, 60, 'sign');
  }
  words.selectors.forEach((selector, rank) => {
    try { everywhere(selector).forEach((element) => add(element, 20 + rank, 'widget')); } catch (e) {}
  });
  for (const link of everywhere('a[href], area[href]')) {
    const href = String(link.href.baseVal || link.href).toLowerCase();
    if (words.links.some((part) => href.includes(part))) add(link, 15, 'link');
  }
  found.sort((a, b) => a.rank - b.rank);
  return found.slice(0, words.limit).map((item, index) => {
    item.target.setAttribute('data-nok-switch', index);
    // words beside a form of choices («Для слабовидящих: [размер] [цвет] Показать»): the form is not sent
    const bare = !item.target.closest('a[href], button, summary, [onclick], [role=button], area, label');
    const form = bare && item.target.parentElement && (item.target.closest('form')
      || item.target.parentElement.querySelector('form'));
    const by = form && form.querySelector('select, input[type=radio], input[type=checkbox]') ? 'form' : item.by;
    return {index, text: item.text, href: item.href, by};
  });
}
""")
PRESS = _with_tools("""
(index) => {
  const element = everywhere(`[data-nok-switch="${index}"]`)[0];
  if (!element) return;
  const interactive = 'button, input, select, a, label, [role=button], [role=radio], [role=switch], [onclick]';
  // words that are no control: those beside them are («Режим для слабовидящих: А+ А++»)
  const beside = element.closest(interactive + ', area, summary') ? null
    : element.querySelector(interactive) ? element : element.parentElement || element.getRootNode();
  const near = (one) => beside && beside !== document.body && beside.contains(one);
  const before = [...everywhere(interactive).filter((one) => visible(one) && !near(one)), ...frames()];
  for (const one of before) one.setAttribute('data-nok-before', '');
  const labelled = element.control && element.control.tagName === 'SELECT' ? element.control : null;
  const list = element.matches('select') ? element : labelled || element.querySelector('select');
  if (list && list.options.length > 1) {
    list.selectedIndex = list.options.length - 1;
    for (const name of ['input', 'change']) list.dispatchEvent(new Event(name, {bubbles: true}));
    return;
  }
  const link = element.closest('a, area');
  if (link) link.setAttribute('target', '_self');  // a frame's <base> may send every link to another one
  clickOn(element);
}
""")
# Uses one of the controls that a press brought up: chooses, ticks, moves or presses it, and then what applies it.
# Nothing is sent: buttons of forms stay alone.
USE_OPENED = _with_tools("""
(number) => {
  const text = (one) => (one.tagName === 'SELECT' ? '' : one.innerText || one.value);
  const said = (one) => String(text(one) || one.title || one.getAttribute('aria-label') || '').trim();
  const sends = (one) => one.type === 'submit' && one.form && one.form.method !== 'dialog';
  const leads = (one) => one.tagName === 'A' && /^(?!#|javascript:)./.test(one.getAttribute('href') || '');
  const undoes = /закры|отмен|сброс|обычн|стандарт|верн|по умолчанию|выкл|^[x×✕✖]$/i;
  const applies = /^(применить|сохранить|готово|ок|ok|включить|установить|показать)/i;
  const controls = 'button, input, select, a, label, [role=button], [role=radio], [role=switch], [onclick]';
  const opened = [...everywhere(controls), ...framed(controls)].filter((one) => !one.hasAttribute('data-nok-before')
    && visible(one) && !sends(one) && !leads(one) && !undoes.test(said(one))
    && (one.tagName !== 'LABEL' || (one.control && !visible(one.control))));
  const applying = opened.filter((one) => applies.test(said(one)));
  const chosen = opened.filter((one) => !applying.includes(one));
  if (number >= Math.max(chosen.length, applying.length ? 1 : 0)) return false;
  const one = chosen[chosen.length - 1 - number];  // the last are the largest and the strongest
  const told = (element) => {
    for (const name of ['input', 'change']) element.dispatchEvent(new Event(name, {bubbles: true}));
  };
  if (one && one.tagName === 'SELECT') {
    const last = [...one.options].reverse().find((option) => !undoes.test(option.text));
    one.value = last ? last.value : '';
    told(one);
  }
  else if (one && one.type === 'range') { one.value = one.max || 100; told(one); }
  else if (one) clickOn(one);
  if (applying.length) clickOn(applying[0]);
  return true;
}
""")
# A form that lets choose how the page looks and has to be sent: «Шрифт: обычный / крупный. Запомнить». Of a page that
# is still the same (`opened`) only one that the press brought up: a shop lets choose sizes and colours, too.
APPLIED_BY_FORM = _with_tools("""
(opened) => {
  const looks = /шрифт|букв|цвет|контраст|фон(?![а-яё])|интервал|картин|изображени|размер/i;
  const fields = 'select, input[type=radio], input[type=checkbox], input[type=range]';
  const broughtUp = (form) => [...form.querySelectorAll(fields)].some(
    (one) => visible(one) && !one.hasAttribute('data-nok-before'));
  return everywhere('form').some((form) => visible(form) && !/^dialog$/i.test(form.getAttribute('method') || '')
    && (!opened || broughtUp(form))
    && form.querySelector(fields)
    && form.querySelector('[type=submit], button:not([type])') && looks.test(form.innerText)
    && !form.querySelector('textarea, input[type=email], input[type=tel]'));
}
""")
PRESS_IN_PANEL = _with_tools("""
(panel) => {
  const shown = (element) => { const box = element.getBoundingClientRect(); return box.width && box.height; };
  const submits = (element) => element.form && element.type === 'submit';
  for (const selector of panel.selectors) {
    try {
      const all = [...everywhere(selector)].filter((element) => shown(element) && !submits(element));
      if (all.length) { clickOn(all[all.length - 1]); return true; }
    } catch (e) {}
  }
  const plain = (element) => (element.innerText || element.title || '').toLowerCase().replace(/ё/g, 'е').trim();
  const all = [...everywhere('a, button, [onclick], [role=button], span, div, li')];
  for (const word of panel.texts) {
    const named = all.filter((element) => {
      const text = plain(element);
      return (text === word || (word.length > 3 && text.startsWith(word) && text.length < 40)) && shown(element)
        && !submits(element);
    });
    // a box around the controls begins with the words of the first of them: what is pressed is the control
    const inmost = named.find((element) => !named.some((other) => other !== element && element.contains(other)));
    if (inmost) { clickOn(inmost); return true; }
  }
  // «Размер шрифта: А А А»: the last and biggest letter.
  const letters = [...everywhere('a, button, span, div, li')]
    .filter((element) => /^[aа]$/.test(plain(element)) && !element.children.length && shown(element));
  if (letters.length >= 2) {
    const size = (element) => parseFloat(getComputedStyle(element).fontSize);
    letters.sort((a, b) => size(a) - size(b));
    clickOn(letters[letters.length - 1]);
    return true;
  }
  return false;
}
""")
# A panel that needs no switch: «Размер шрифта: А А А» in the page itself. The letters stand together, the last biggest.
PRESS_LETTERS = _with_tools("""
() => {
  const shown = (element) => { const box = element.getBoundingClientRect(); return box.width && box.height; };
  const said = (element) => (element.textContent || '').trim().toLowerCase();
  const letters = [...everywhere('a, button, [onclick], [role=button], span, label, li')]
    .filter((element) => /^[aа]\\+*$/.test(said(element)) && !element.children.length && shown(element)
      && !element.closest('form'));
  const beside = (one, other) => one.parentElement === other.parentElement
    || one.parentElement.parentElement === other.parentElement.parentElement;
  const together = letters.filter((one) => letters.some((other) => other !== one && beside(one, other)));
  if (!together.length) return false;
  const size = (element) => parseFloat(getComputedStyle(element).fontSize) + said(element).length;
  together.sort((a, b) => size(a) - size(b));
  clickOn(together[together.length - 1]);
  return true;
}
""")


# A list of looks to choose from: «Обычная / Контрастная». Choosing submits nothing.
CHOOSE = _with_tools("""
(words) => {
  const plain = (text) => (text || '').toLowerCase().replace(/ё/g, 'е');
  for (const list of everywhere('select')) {
    if (list.form && list.form.querySelector('[type=submit], textarea, [type=text], [type=email]')) continue;
    const option = [...list.options].find((one) => words.some((word) => plain(one.text).includes(word)));
    if (!option || option.selected) continue;
    list.value = option.value;
    for (const name of ['input', 'change']) list.dispatchEvent(new Event(name, {bubbles: true}));
    return option.text.trim().slice(0, 80);
  }
  return '';
}
""")
