/* Goes from question to question: every step's own part beside those before it, without the buttons that lead on and
   back; the markup of all of them, nothing where they were not to be had. */
async ([words, most, share]) => {

  // @part stepping/box.js

  if (!found) return '';
  let box = found;
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
  navigator.sendBeacon = () => { asked = true; return ''; };
  WebSocket.prototype.send = function send() { asked = true; };
  HTMLFormElement.prototype.submit = function submit() { asked = true; };
  window.open = () => { asked = true; return null; };
  const wait = (time) => new Promise((done) => window.setTimeout(done, time * share));
  const FIELDS = 'input, select, textarea, [role=radio]';
  const written = (one) => one.outerHTML || one.textContent;
  const opening = answers(box)[0], parts = [], known = new Set();
  // what is asked first, without the number of the step: a script may write the next question into the same elements
  const bare = (text) => tidy(text.replace(/\d+/g, ''));
  const pressed = new Set(buttons(box).map((one) => bare(said(one))));
  const begun = box.innerText.split('\n').map(bare).filter((line) => /[а-яёa-z]/i.test(line) && !pressed.has(line));
  const isBelow = () => box.contains(opening) && begun.every((line) => bare(box.innerText).includes(line));
  // what stands over every question is told once
  const isField = (one) => one.nodeType === 1 && (one.matches(FIELDS) || one.querySelector(FIELDS) !== null);
  const around = [];  // a script may draw the form anew as well, in what stands around it
  for (let at = box; at && at !== document.body && around.length < 3; at = at.parentElement) around.push(at);
  const constant = around.flatMap((at) => [...at.childNodes]).filter((one) => !isField(one));
  const first = new Set(constant.map(written));
  const isOwn = (one) => !first.has(written(one));
  const take = () => {
    const part = document.createElement('div');
    part.append(...[...box.childNodes].filter((one) => !parts.length || isOwn(one)).map((one) => one.cloneNode(true)));
    for (const form of part.querySelectorAll('form')) {
      const plain = document.createElement('div');
      plain.append(...form.childNodes);
      form.replaceWith(plain);
    }
    parts.push(part);
    known.add(box.innerText);
  };
  // the form that was drawn in the place of the one before
  const renewed = async () => {
    const place = around.find((at) => at.isConnected);
    for (let tried = 0; place && tried < 12 && !place.querySelector(FIELDS); tried += 1) await wait(50);
    return place && place.querySelector(FIELDS) && place.textContent.length < 4000 ? place : null;
  };
  take();
  while (parts.length < most) {
    const button = onward(box).find((one) => !shut(one));
    if (!button) break;
    const before = box.innerText;
    button.click();
    for (let tried = 0; tried < 12 && box.isConnected && box.innerText === before; tried += 1) await wait(50);
    await wait(50);
    if (!box.isConnected) box = await renewed();
    if (asked || !box || known.has(box.innerText)) return '';
    take();
  }
  const last = parts[parts.length - 1], asks = box.querySelector(FIELDS);
  if (parts.length < 2 || parts.length >= most || (asks && onward(box).length)) return '';  // it wants an answer
  if (!asks && is('over', box.innerText) && !is('paper', box.innerText)) return '';  // it may have been sent
  await new Promise((done) => window.setTimeout(done, 400));  // what is sent by a timer
  if (asked) return '';
  if (isBelow()) return box.outerHTML;  // the questions stand below one another, as in a conversation
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
  if (box === found) {
    box.replaceChildren(whole);
    return box.outerHTML;
  }
  const own = [...box.childNodes].filter(isOwn);
  if (!own.length) return '';
  const isLost = (one) => !one.isConnected && !found.contains(one) && !box.textContent.includes(one.textContent);
  own[0].before(...constant.filter(isLost), whole);
  own.forEach((one) => one.remove());
  return whole.outerHTML;
}
