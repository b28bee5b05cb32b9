/* Presses the strongest that a panel of settings offers: by the markup of known modules, by words, or by letters. */
(panel) => {
  // @part accessibility/tools.js
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
