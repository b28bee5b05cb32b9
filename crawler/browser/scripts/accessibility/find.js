/* Marks what may be the switch with an attribute and describes it: index, text, href, how it was recognised. */
(words) => {
  // @part accessibility/tools.js
  // the value of a list's item is a number
  const plain = (text) => String(text || '').toLowerCase().replace(/ё/g, 'е').replace(/\s+/g, ' ').trim();
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
      .map((text) => (text || '').replace(/\s+/g, ' ').trim()).filter(Boolean);
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
