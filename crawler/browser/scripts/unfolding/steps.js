/* What all steps through a list have in common. A part of `unfold.js`. */
  const known = new Set([...document.querySelectorAll('a[href]')].map((link) => link.href));
  // What a step brings that was not there before: the box it came into, and its contents under the step's name; and
  // what stood in the box until then.
  const waits = (one) => document.body.contains(one) && one.textContent.trim().length < 40;  // «Загрузка…»
  const told = new Set();  // where words alone may be news, too
  const flat = (text) => text.replace(/\s+/g, ' ').trim();
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
