/* Folders of a list of files. A part of `unfold.js`. */
  // folders of a list of files: each shows its own in the place of the list, and a way back
  // «Все | 2025 | 2024» hides rows of a list that stands there, and whichever is pressed last would stay alone
  const narrows = (one) => kin(one).some((other) => /^вс[её](?: год[аы])?$/i.test(said(other)));
  const inFolder = (one) => {
    const row = one.closest('tr, li, div') || one, words = one.textContent.trim();
    const told = row.textContent.length < 200 ? row.textContent + one.className + ' ' + row.className : '';
    const is = /папк|folder|📁|📂|🗀/i.test(told) || /^(\d{1,2}\. *[а-яё]|20\d\d( год)?$)/i.test(words);
    if (!is || !may(one) || !shown(one)) return false;  // looks cost more than words on a long page
    const item = one.closest('tr, li') || one;
    // what was opened and kept is not shown anew in its place; «Довольны ли вы? [1. Да] [2. Нет]» are answers
    if (pressed.has(said(one)) || one.closest('label') || gives(kin(item)[0] || item, '')) return false;
    if (narrows(one) || (item !== one && narrows(item))) return false;
    return true;
  };
  const linked = () => [...document.querySelectorAll(
    'a[href="#"], a:not([href]), [role=button], td[onclick], span, button')];
  const names = late ? [] : [...new Set(linked().filter(inFolder).map(said))].slice(0, 8), files = [];
  for (const name of names) {
    const now = linked().find((one) => said(one) === name && inFolder(one));
    if (late || !now || performance.now() > end) break;
    const upward = /^\s*[↑⬆⇧⤴←]|^[^а-яё.]*(вверх|назад|к списку|на уровень выше|\.\.)/i;
    const backs = () => linked().filter((one) => upward.test(said(one)) && shown(one)
      && !/history|location/.test(one.getAttribute('onclick') || '') && !one.closest('form'));
    const stood = new Set(backs());
    files.push(await brought(name, () => now.click(), now));
    if (linked().some((one) => said(one) === name && inFolder(one))) continue;  // the list still stands
    const back = backs().find((one) => !stood.has(one)) || backs()[0];
    if (back) { back.click(); await wait(400); }
  }
  await keep(files, () => {});
