/* Uses one of the controls that a press brought up: chooses, ticks, moves or presses it, and then what applies it.
   Nothing is sent: buttons of forms stay alone. */
(number) => {
  // @part accessibility/tools.js
  const text = (one) => (one.tagName === 'SELECT' ? '' : one.innerText || one.value);
  const said = (one) => String(text(one) || one.title || one.getAttribute('aria-label') || '').trim();
  const sends = (one) => one.type === 'submit' && one.form && one.form.method !== 'dialog';
  const leads = (one) => one.tagName === 'A' && /^(?!#|javascript:)./.test(one.getAttribute('href') || '');
  const undoes = /закры|отмен|сброс|обычн|стандарт|верн|по умолчанию|выкл|^[x×✕✖]$/i;
  const applies = /^(применить|сохранить|готово|ок|ok|включить|установить|показать)/i;
  const controls = 'button, input, select, a, label, [role=button], [role=radio], [role=switch], [onclick]';
  const opened = [...everywhere(controls), ...framed(controls)].filter((one) => !one.hasAttribute('data-nok-before')
    && visible(one) && !sends(one) && !leads(one) && !undoes.test(said(one))
    && (one.tagName !== 'LABEL' || (one.control && !visible(one.control))));
  const applying = opened.filter((one) => applies.test(said(one)));
  const chosen = opened.filter((one) => !applying.includes(one));
  if (number >= Math.max(chosen.length, applying.length ? 1 : 0)) return false;
  const one = chosen[chosen.length - 1 - number];  // the last are the largest and the strongest
  const told = (element) => {
    for (const name of ['input', 'change']) element.dispatchEvent(new Event(name, {bubbles: true}));
  };
  if (one && one.tagName === 'SELECT') {
    const last = [...one.options].reverse().find((option) => !undoes.test(option.text));
    one.value = last ? last.value : '';
    told(one);
  }
  else if (one && one.type === 'range') { one.value = one.max || 100; told(one); }
  else if (one) clickOn(one);
  if (applying.length) clickOn(applying[0]);
  return true;
}
