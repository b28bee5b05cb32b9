/* Accordions and tabs whose box is empty or shared. A part of `unfold.js`. */
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
  for (const [box, all] of found) {
    const told = all.filter(([label]) => label);
    if (!told.length) continue;
    opened += told.length;
    if (box.tagName === 'DETAILS') continue;
    const distinct = all.filter(([, html], at) => html && !all.slice(0, at).some(([, before]) => before === html)
      || all[at][0] && !all.slice(at + 1).some(([, later]) => later === html));
    const parts = distinct.filter(([label, html]) => label || !told.some(([, shown]) => shown === html));
    const head = (label) => (label ? '<h3>' + label.replace(/</g, '&lt;') + '</h3>' : '');
    const before = parts.slice(0, -1).map(([label, html]) => head(label) + html).join('');
    const [label, html] = parts[parts.length - 1] || ['', ''];
    // what came last stays as its script knows it: a poll goes on from question to question
    if (html && html === box.innerHTML) box.insertAdjacentHTML('afterbegin', before + head(label));
    else box.innerHTML = before + head(label) + html;
  }
