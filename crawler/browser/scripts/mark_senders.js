/* Marks buttons of polls that can send nothing.

   `getEventListeners` is what the browser's own console knows; names are looked up as a handler in an attribute would.
   What only the document hears may be anything: a counter of clicks, or the one who sends. */
(() => {
  const delayed = 'script[data-src], script[type*=lazy i], script[type*=rocket i], script[type$="-text/javascript"]';
  if (document.querySelector(delayed)) return;  // scripts that come with the first touch
  const pressing = ['click', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'touchstart', 'touchend'];
  const filling = [...pressing, 'input', 'change', 'keydown', 'keyup', 'keypress', 'focus', 'focusin', 'blur',
    'focusout', 'scroll', 'mousemove', 'message'];
  const hears = (one, types, own) => Object.entries(getEventListeners(one)).some(([type, all]) => types.includes(type)
    && all.some((each) => each.listener !== own));
  const around = (one) => {
    const all = [];
    for (let at = one; at; at = at.parentNode || at.host) all.push(at);
    return all;
  };
  const timed = [...document.scripts].some((one) => /set(?:Timeout|Interval)/.test(one.text));
  const wide = (one) => [document, document.documentElement, document.body].includes(one);
  const missing = (one) => {
    const call = /^\s*(?:javascript:)?\s*(?:return\s+)?(?:window\.)?([a-z_$][\w$]*(?:\.[a-z_$][\w$]*)*)\s*\(/i.exec(
      one.getAttribute('onclick') || '');
    const spoken = /^(?:this|event|if|for|while|switch|with|function|typeof|void)(?:\.|$)/;  // of the language itself
    const counter = /^(?:ym|ga|gtag|_?ya[cC]ounter\w*|fbq)(?:\.|$)/;
    if (!call || spoken.test(call[1]) || counter.test(call[1])) return '';
    const parts = call[1].split('.');
    if ([one, one.form, document].some((scope) => parts[0] in scope)) return '';
    try {
      for (let at = 1; at <= parts.length; at += 1) {
        if (new Function(`return typeof ${parts.slice(0, at).join('.')}`)() === 'undefined') return call[1];
      }
    } catch (error) { return ''; }
    return '';
  };
  for (const form of document.forms) {
    const fields = [...HTMLFormElement.prototype.__lookupGetter__('elements').call(form)];
    const sending = fields.filter((one) => ['submit', 'button', 'image'].includes(one.type));
    if (new Set(fields.filter((one) => one.type === 'radio').map((one) => one.name)).size < 2) continue;
    // no key sends a form whose first button to send it is disabled: who hears of a sending never hears of one
    const barred = (sending.find((one) => one.type !== 'button') || {}).disabled;
    for (const one of sending) {
      const name = one.type === 'button' && !one.disabled ? missing(one) : '';
      if (!name && (!one.disabled || timed)) continue;
      const types = name ? pressing : barred ? filling : [...filling, 'submit'];
      const own = name ? one.onclick : null;
      const heard = [...new Set((name ? [one] : [...fields, form]).flatMap(around))];
      const near = heard.filter((at) => !wide(at)).some((at) => hears(at, types, own));
      const far = [window, ...heard.filter(wide)].some((at) => hears(at, types, own));
      if (name && !near) one.setAttribute('data-nok-calls', name);
      if (!near && !far) one.setAttribute('data-nok-deaf', '');
    }
  }
})()
