/* Branches of a tree. A part of `unfold.js`. */
  // «▸ О министерстве»: branches of a tree bring what is below them into the place they stand in
  const branches = new Set(), pressed = new Set();
  for (let round = 0; round < 3; round += 1) {
    const all = [...document.querySelectorAll('button, a, span, [role=button], [role=treeitem]')].filter((one) =>
      brief(one) && /^\s*[▸►▶▷⊞+]/.test(one.textContent) && /^[▸►▶▷⊞+]\s*[а-яё]/i.test(said(one))
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
