/* While the window or a box is scrolled: what was taken away meanwhile, by the place it stood in. A part of `scroll.js`
   and `roll.js`. */
  const gone = window.__rolled = window.__rolled || new Map();
  const rolling = new MutationObserver((records) => records.forEach(({target, removedNodes}) => {
    for (const one of removedNodes) {
      if (one.nodeType !== 1 || /^(?:SCRIPT|STYLE|LINK)$/.test(one.tagName)) continue;
      if (one.textContent.trim().length < 10) continue;
      if (!gone.has(target)) gone.set(target, []);
      if (gone.get(target).length < 3000) gone.get(target).push(one);
    }
  }));
  rolling.observe(document.body, {childList: true, subtree: true});
