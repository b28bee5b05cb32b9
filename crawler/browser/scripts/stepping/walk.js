/* Goes from question to question: every step's own part beside those before it, without the buttons that lead on and
   back. */
async ([words, most, share]) => {

  // @part stepping/box.js

  if (!box) return false;
  let asked = false;
  const barred = (event) => { asked = true; event.preventDefault(); event.stopImmediatePropagation(); };
  window.addEventListener('submit', barred, true);
  if (window.navigation) {
    navigation.addEventListener('navigate', (event) => {
      if (event.destination.sameDocument) return;
      asked = true;
      if (event.cancelable) event.preventDefault();
    });
  }
  // a second lock beside the tab's own, which is cut off: it also ends the walk at the first attempt
  window.fetch = () => { asked = true; return Promise.reject(new TypeError('Failed to fetch')); };
  XMLHttpRequest.prototype.send = function send() { asked = true; this.abort(); };
  navigator.sendBeacon = () => { asked = true; return false; };
  WebSocket.prototype.send = function send() { asked = true; };
  HTMLFormElement.prototype.submit = function submit() { asked = true; };
  window.open = () => { asked = true; return null; };
  const wait = (time) => new Promise((done) => window.setTimeout(done, time * share));
  const FIELDS = 'input, select, textarea, [role=radio]';
  const written = (one) => one.outerHTML || one.textContent;
  const opening = answers(box)[0], parts = [], known = new Set();
  // what stands over every question is told once
  const isField = (one) => one.nodeType === 1 && (one.matches(FIELDS) || one.querySelector(FIELDS) !== null);
  const first = new Set([...box.childNodes].filter((one) => !isField(one)).map(written));
  const take = () => {
    const part = document.createElement('div');
    const own = [...box.childNodes].filter((one) => !parts.length || !first.has(written(one)));
    part.append(...own.map((one) => one.cloneNode(true)));
    parts.push(part);
    known.add(box.innerText);
  };
  take();
  while (parts.length < most) {
    const button = onward(box).find((one) => !shut(one));
    if (!button) break;
    const before = box.innerText;
    button.click();
    for (let tried = 0; tried < 12 && box.isConnected && box.innerText === before; tried += 1) await wait(50);
    await wait(50);
    if (asked || !box.isConnected || known.has(box.innerText)) return false;
    take();
  }
  const last = parts[parts.length - 1], asks = box.querySelector(FIELDS);
  if (parts.length < 2 || parts.length >= most || (asks && onward(box).length)) return false;  // it wants an answer
  if (!asks && is('over', box.innerText) && !is('paper', box.innerText)) return false;  // it may have been sent
  await new Promise((done) => window.setTimeout(done, 400));  // what is sent by a timer
  if (asked) return false;
  if (box.contains(opening)) return true;  // the questions stand below one another, as in a conversation
  const ends = new Set(buttons(box).map(said)), names = new Set(), ids = new Set();
  parts.forEach((part, step) => {
    for (const one of part.querySelectorAll(BUTTONS)) {
      const label = tidy(one.tagName === 'INPUT' ? one.value : one.textContent);
      if (is('onward', label) || is('back', label) || (part !== last && ends.has(label))) one.remove();
    }
    const fields = [...part.querySelectorAll('[name]')], marked = [...part.querySelectorAll('[id]')];
    const again = fields.filter((one) => names.has(one.name));
    fields.forEach((one) => names.add(one.name));
    again.forEach((one) => { one.name += '-' + step; });
    for (const one of marked) {
      if (ids.has(one.id)) {
        const labels = [...part.querySelectorAll('label')].filter((label) => label.htmlFor === one.id);
        labels.forEach((label) => { label.htmlFor += '-' + step; });
        one.id += '-' + step;
      }
    }
    marked.forEach((one) => ids.add(one.id));
  });
  const whole = document.createElement(box.closest('form') ? 'div' : 'form');
  whole.append(...parts);
  box.replaceChildren(whole);
  return true;
}
