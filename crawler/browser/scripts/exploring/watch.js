/* What moves, what is on its way, what wants to leave; and how all of it is taken back. A part of `explore.js`. */
  const start = location.href, entry = navigation.currentEntry.index;
  const log = [], noisy = new WeakSet(), cameBy = new WeakMap(), observed = new WeakSet();
  let changed = now(), due = 0, pressing = false, addresses = [];
  const STYLES = ['class', 'style', 'hidden', 'open', 'aria-hidden', 'aria-expanded', 'aria-selected', 'disabled'];
  const heed = (records) => {
    for (const one of records) {
      if (log.length < 60000) log.push(one);
      if (!noisy.has(one.target)) changed = now();
    }
  };
  const watch = new MutationObserver(heed);
  const observe = () => {
    const fresh = roots().filter((root) => !observed.has(root));
    for (const root of fresh) {
      observed.add(root);
      watch.observe(root, {childList: true, subtree: true, characterData: true, characterDataOldValue: true,
        attributes: true, attributeOldValue: true, attributeFilter: STYLES});
    }
    return fresh;
  };
  const real = {timeout: window.setTimeout, open: window.open, click: HTMLAnchorElement.prototype.click,
    submit: HTMLFormElement.prototype.submit, print: window.print};
  const instead = {
    timeout(act, time, ...all) {
      if (pressing && time <= 900) due = Math.max(due, now() + Number(time) + 20);
      return real.timeout.call(window, act, time, ...all);
    },
    open(address) { if (address) addresses.push(String(new URL(address, location.href))); return null; },
    click() {
      const opens = /^_blank$/i.test(this.target) || this.hasAttribute('download');
      if ((!this.isConnected || opens) && leads(this)) addresses.push(this.href);
      else real.click.call(this);
    },
  };
  const leave = (event) => {
    if (event.destination.sameDocument || !event.cancelable) return;
    event.preventDefault();
    const from = event.sourceElement;
    if (event.formData || (from && (from.tagName === 'FORM' || from.form))) return;
    if (event.navigationType !== 'reload') addresses.push(event.destination.url);
  };
  const stand = (is) => {
    asking.stand(is);
    window.setTimeout = is ? instead.timeout : real.timeout;
    window.open = is ? instead.open : real.open;
    HTMLAnchorElement.prototype.click = is ? instead.click : real.click;
    HTMLFormElement.prototype.submit = is ? instead.submit : real.submit;
    window.print = is ? () => {} : real.print;
    if (is) navigation.addEventListener('navigate', leave);
    else navigation.removeEventListener('navigate', leave);
  };
  const moving = () => document.getAnimations().filter((one) => one.playState === 'running'
    && Number.isFinite(one.effect && one.effect.getComputedTiming().endTime)).length;
  const calm = async (mark, most = 2000) => {
    const began = now();
    for (;;) {
      await wait(30);
      const passed = now() - began;
      if (passed > most || now() > end) return;
      if (passed < 90 || now() - Math.max(changed, asking.moved()) < 90 || asking.pending() || now() < due) continue;
      if (passed < 700 && moving() > idle) continue;
      const touched = new Set(log.slice(mark).slice(-80).map((one) => one.target));
      if (![...touched].some((one) => one.nodeType === 1 && one.isConnected && waits(one))) return;
    }
  };
  const undo = (mark) => {
    heed(watch.takeRecords());
    for (let at = log.length - 1; at >= mark; at -= 1) {
      const {type, target: box, addedNodes, removedNodes, nextSibling, previousSibling} = log[at];
      const {oldValue, attributeName} = log[at];
      try {
        if (type === 'attributes') {
          if (box.tagName === 'DETAILS') continue;  // asks anew for its contents when it is shut
          if (oldValue === null) box.removeAttribute(attributeName);
          else if (box.getAttribute(attributeName) !== oldValue) box.setAttribute(attributeName, oldValue);
        } else if (type === 'characterData') box.data = oldValue;
        else {
          for (const one of addedNodes) if (one.parentNode === box) box.removeChild(one);
          const before = nextSibling && nextSibling.parentNode === box ? nextSibling
            : previousSibling && previousSibling.parentNode === box ? previousSibling.nextSibling
              : previousSibling ? null : box.firstChild;
          for (const one of removedNodes) box.insertBefore(one, before);
        }
      } catch (error) { /* what a script keeps for itself stays as it is */ }
    }
    log.length = mark;
    watch.takeRecords();
  };
