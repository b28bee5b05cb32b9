/* What may lead to papers and is not tried. A part of `explore.js`.

   Marks may be votes, and a field with suggestions is one to fill in: the page tells of them. */
  const SENDS = /голос|отправ|ответить|проголос|оценить|сохранить|подать/i;
  const labelOf = (field) => tidy(((field.labels && field.labels[0]) || field.parentElement || field).textContent);
  const noteMarks = (within) => {
    const fields = within.flatMap((one) => (one.nodeType !== 1 ? [] : [one, ...one.querySelectorAll('input')]))
      .filter((one) => one.tagName === 'INPUT' && /^(?:radio|checkbox)$/.test(one.type) && one.isConnected);
    const groups = new Map();
    for (const one of fields) {
      const key = one.name || one.parentElement.parentElement;
      groups.set(key, [...(groups.get(key) || []), one]);
    }
    for (const group of groups.values()) {
      const last = group[group.length - 1], names = group.map(labelOf).filter((text) => text && text.length < 120);
      const box = last.closest('fieldset, form, [role=radiogroup], section') || last.parentElement.parentElement;
      const over = tidy((box.querySelector('legend') || {textContent: headOver(group[0])}).textContent);
      if (isForeignList(last) || names.some((text) => ANSWERS.test(text))) continue;
      if (asked.test(over) || ELSE.test(over)) continue;
      if (last.form && (/post/i.test(attribute(last.form, 'method')) || poll.test(over))) continue;
      const buttons = allOf(last, 'button, input[type=button], input[type=submit], [role=button]');
      const near = buttons.filter((one) => (box.contains(one) || follows(last, one)) && apart(last, one) < 200);
      if (near.some((one) => SENDS.test(nameOf(one)))) continue;
      if (!near.some((one) => SHOWS.test(nameOf(one)) && !/результат/i.test(nameOf(one)))) continue;
      if (!names.some((text) => wanted.test(text) || KINDS.test(text)) && !LISTED.test(over)) continue;
      untold(last, [over], names);
    }
  };
  const noteFields = () => {
    for (const field of page.querySelectorAll('input[list]')) {
      const names = [...((field.list || {options: []}).options)].map((one) => tidy(one.value || one.text));
      const fits = names.filter((text) => DATED.test(text) || KINDS.test(text)).length;
      if (fits < 2 || fits * 2 < names.length || isForeignList(field) || isShutFormOf(field)) continue;
      untold(field, [...(field.labels || [])].map((one) => tidy(one.textContent)), names);
    }
  };
  const isShutFormOf = (field) => field.form && (/post/i.test(attribute(field.form, 'method'))
    || field.form.querySelectorAll(FILLED).length > 1);
