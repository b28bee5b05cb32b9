"""Lists to choose a year or a period from, told to the browser: a part of `crawler.browser.exploring_scripts`.

Those that stand in the page at first are another's (`crawler.browser.unfolding_scripts`); these came by a press.
"""

from __future__ import annotations

from typing import Final

# What each choice shows stands under its words in what the press brought. Answers and parts of a letter are no such
# lists: they stand among other things to fill in, or below a question.
CHOICES: Final = r"""
  const DATED = /(?<!\d)20[0-3]\d(?!\d)/;
  const KINDS = new RegExp(words.papers, 'i');
  const FILLED = 'textarea, input:not([type=hidden]):not([type=button]):not([type=submit]):not([type=search])';
  const saidOver = (list) => [...(list.labels || []), list.parentElement].filter(Boolean)
    .flatMap((box) => [...box.childNodes]).filter((part) => !part.contains(list) && !(part.nodeType === 1
      && part.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_PRECEDING))
    .map((part) => tidy(part.textContent).slice(-200)).filter(Boolean);
  const choosesView = (list) => {
    const options = [...list.options], most = (fits) => options.filter((one) => fits.test(one.text)).length;
    if (list.multiple || list.disabled || options.length > 13 || !shown(list)) return false;
    if (most(DATED) < 2 && (most(KINDS) < 2 || most(KINDS) * 2 <= options.length)) return false;
    if (/submit/i.test(attribute(list, 'onchange'))) return false;
    if (list.form && !isWide(list.form) && list.form.querySelector(FILLED)) return false;
    for (let at = list.parentElement, step = 0; at && step < 3 && brief(at, 1500); at = at.parentElement, step += 1) {
      if (at.querySelector(FILLED)) return false;
    }
    return !saidOver(list).some((text) => asked.test(text) || /[?]\s*$/.test(text));
  };
  const listsIn = (one) => (one.nodeType !== 1 ? [] : one.tagName === 'SELECT' ? [one]
    : [...one.querySelectorAll('select')]);
  const pick = (list, index) => {
    list.selectedIndex = index;
    for (const name of ['input', 'change']) list.dispatchEvent(new Event(name, {bubbles: true}));
  };
  // tells whether all that was asked for has come
  const chosen = async (piece, struck) => {
    for (const list of piece.item.nodes.flatMap(listsIn).filter(choosesView).slice(0, 2)) {
      const first = list.selectedIndex;
      for (const {index, text} of [...list.options].filter((one) => one.index !== first)) {
        if (now() > end || !list.isConnected) break;
        const from = log.length;
        if (!(await struck(list, from, () => pick(list, index)))) return false;
        heed(watch.takeRecords());
        const said = tidy(text);
        keep({one: list, said, card: null, kind: 'OPTION', parent: piece, nodes: []}, from, observe());
      }
      if (!list.isConnected) continue;
      pick(list, first);
      await calm(log.length, 600);
    }
    return true;
  };
"""
