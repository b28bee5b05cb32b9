/* The box of the question that is shown, and its button; nothing where the answers of other steps stand there hidden. A
   part of `walk.js`, and of what looks for such a poll. */
  const is = (name, text) => new RegExp(words[name], 'i').test(text);
  const tidy = (text) => (text || '').replace(/\s+/g, ' ').trim();
  const shown = (one) => one.getClientRects().length > 0;
  const said = (one) => tidy(one.tagName === 'INPUT' ? one.value : one.innerText || one.getAttribute('aria-label'));
  const BUTTONS = 'button, input[type=button], input[type=submit], [role=button]';
  const buttons = (box) => [...box.querySelectorAll(BUTTONS)].filter(shown);
  const shut = (one) => one.disabled || one.getAttribute('aria-disabled') === 'true';
  const onward = (box) => buttons(box).filter((one) => is('onward', said(one)) && one.click
    && (!one.form || one.type === 'button'));
  const answers = (box) => [...box.querySelectorAll('input[type=radio], [role=radio]')];
  const seen = (one) => shown(one) || [...(one.labels || [])].some(shown);
  const boxOf = (button) => {
    let at = button.parentElement;
    while (at && at !== document.body && !answers(at).length) at = at.parentElement;
    const fits = at && at !== document.body && at.textContent.length < 4000 && answers(at).every(seen)
      && onward(at).length === 1 && !buttons(at).some((one) => is('sends', said(one)));
    return fits ? at : null;
  };
  const found = onward(document).filter((one) => !shut(one)).map(boxOf).find(Boolean);
