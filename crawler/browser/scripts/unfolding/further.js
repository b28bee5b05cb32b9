/* «Показать ещё». A part of `unfold.js`. */
  const further = new RegExp(rest, 'i');
  const size = () => document.body.textContent.length;
  for (let round = 0; round < 6 && !late && performance.now() < end; round += 1) {
    const more = [...document.querySelectorAll('button, a, [role=button], [onclick], span, div')]
      .filter((one) => shown(one) && brief(one) && further.test(said(one)) && may(one));
    if (!more.length) break;
    const before = size();
    more[more.length - 1].click();
    if (!(await grown(size, before))) break;
    opened += 1;
  }
