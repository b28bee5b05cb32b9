/* Chooses in a list of looks: «Обычная / Контрастная». Choosing submits nothing. */
(words) => {
  // @part accessibility/tools.js
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
