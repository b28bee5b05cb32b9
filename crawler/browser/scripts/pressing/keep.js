/* Keeps what a press brought, and tells whether words came, or a link.

   What the press took away stands beside what it brought again; and words of a window that asks nothing («Опрос
   завершён») stand under those of the control. A page that a window of its own would show is a link by those words. */
([most]) => {
  if (!window.__pressed) return false;  // the page was loaded anew
  const {watch, records, control, addresses, open} = window.__pressed;
  records.push(...watch.takeRecords());
  watch.disconnect();
  window.open = open;
  const text = (one) => one.textContent.replace(/\s+/g, ' ').trim();
  const said = (one) => text(one) || (one.value || one.getAttribute('aria-label') || '').trim();
  const stands = (one) => document.body.contains(one);
  const inline = /^(?:A|BUTTON|INPUT|SPAN|B|I|P|LI|UL|OL|H[1-6]|TR|TD|TBODY|TABLE|NAV)$/;
  let place = control;
  while (stands(place) && inline.test(place.tagName)) place = place.parentElement;
  const put = (part) => (place === control.parentElement || place === document.body ? place.append(part)
    : place.after(part));
  const isPart = (one) => one.nodeType === 1 && !/^(?:SCRIPT|STYLE|LINK|META|TEMPLATE|NOSCRIPT)$/.test(one.tagName)
    && text(one).length > 0;
  const long = (all) => all.map(text).join('').length > 20;
  const added = [...new Set(records.flatMap((one) => [...one.addedNodes]))].filter((one) => isPart(one) && stands(one));
  const came = added.filter((one) => !added.some((other) => other !== one && other.contains(one)));
  const told = came.map(text), here = location.href.split('#')[0];
  const link = addresses.filter((one) => URL.canParse(one, document.baseURI))
    .map((one) => new URL(one, document.baseURI))
    .find((one) => /^https?:$/.test(one.protocol) && one.href.split('#')[0] !== here);
  if (link && stands(place)) {
    const line = document.createElement('p'), way = document.createElement('a');
    way.href = link.href;
    way.textContent = said(control);
    line.append(way);
    put(line);
  }
  for (const {target, removedNodes} of records) {
    const lost = stands(target) ? [...removedNodes].filter((one) => isPart(one) && !stands(one)) : [];
    if (long(lost)) target.append(...lost.filter((one) => !told.some((words) => words.includes(text(one)))));
  }
  if (!long(came) || told.join('').length > most) return Boolean(link);
  const isWindow = (one) => one.parentElement === document.body || getComputedStyle(one).position === 'fixed'
    || one.matches('dialog, [role=dialog], [aria-modal=true]');
  const windows = came.filter(isWindow);
  if (!windows.length || !stands(place) || windows.includes(place)) return true;
  const part = document.createElement('div'), head = document.createElement('h3');
  head.textContent = said(control);
  part.append(head, ...windows.map((one) => one.cloneNode(true)));
  put(part);
  return true;
}
