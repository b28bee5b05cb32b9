/* Pages of a list. A part of `unfold.js`. */
  // «1 2 3»: the pages of a list that a script turns. The numbers may be drawn anew with each of them.
  const pagesOf = (row) => [...row.children].map((one) => one.querySelector('button, a') || one)
    .filter((one) => /^\d{1,2}$/.test(said(one)) && brief(one) && clicked(one) && !leads(one) && !one.form);
  const marked = new RegExp(marks, 'i'), asked = new RegExp(asks, 'i');
  // a mark somebody gives («Оцените: 1 2 3 4 5»), a day of a calendar
  const gives = (row, inside = said(row)) => {
    let words = inside;
    for (let one = row, step = 0; one && step < 4 && one.textContent.length < 300; step += 1) {
      if (marked.test([one.className, one.id, one.getAttribute('role')].join(' '))) return true;
      for (let before = one.previousSibling; before && !/[а-яё]/i.test(words); before = before.previousSibling) {
        words = before.textContent.trim().slice(-200) + ' ' + words;
      }
      one = one.parentElement;
    }
    return asked.test(words);
  };
  // the first week of a month: its days go on below
  const isWeek = (row) => [...(row.nextElementSibling || row.lastElementChild).children].map(said)
    .find((text) => /\d/.test(text)) === String(pagesOf(row).length + 1);
  const rowsOf = () => [...document.querySelectorAll('div, ul, ol, nav, p, span, td')]
    .filter((row) => row.childElementCount > 1 && row.childElementCount < 14 && row.textContent.length < 80
      && !row.closest('form, header, footer') && [...row.children].map(said).find((text) => /\d/.test(text)) === '1'
      && pagesOf(row).some((one) => said(one) === '2' && shown(one))
      && !own.some((one) => one.contains(row)) && !isWeek(row) && !gives(row));
  for (let at = 0; at < 2 && !late && at < rowsOf().length; at += 1) {
    const first = rowsOf()[at], parts = [];
    let row = first;
    const turn = (number) => {
      if (!document.body.contains(row)) row = (first.id && document.getElementById(first.id)) || rowsOf()[at];
      const page = row && pagesOf(row).find((one) => said(one) === String(number));
      if (page) page.click();
      return Boolean(page);
    };
    for (let number = 2, is = true; is && number < 9 && performance.now() < end; number += 1) {
      const part = await brought('', () => { is = turn(number); }, row);
      if (!part) break;  // another row that turns the same list, or no list
      parts.push(part);
    }
    await keep(parts, () => turn(1));
  }
  // «‹ 1 из 3 ›»: the same by an arrow, and beside it how many there are. What slides past is there already.
  const counted = /(?:^|[^\d])(\d{1,2})\s*(?:\/|из)\s*([2-9]|1\d)(?!\d)/;
  const arrows = {next: /^[^а-яёa-z\d]*(?:[›»>→▶►❯]|впер[её]д|далее|следующ[а-яё]*|next)[^а-яёa-z\d]*$/i,
    back: /^[^а-яёa-z\d]*(?:[‹«<←◀◄❮]|назад|предыдущ[а-яё]*|prev[a-z]*)[^а-яёa-z\d]*$/i};
  const beside = (one) => [one, one.previousElementSibling, one.nextElementSibling]
    .filter((each) => each && brief(each))
    .flatMap((each) => [each, ...each.querySelectorAll('button, a, [role=button], [onclick], span')]);
  const arrow = (one, way) => beside(one).find((each) =>
    arrows[way].test(said(each)) && clicked(each) && !leads(each) && !each.form && !each.disabled);
  const slides = /slid|swip|carous|gallery|slick|owl|photo|banner|quiz|poll|step|calend/i;
  // what slides may as well be drawn one at a time; pictures and answers are no pages
  const alone = /gallery|photo|banner|quiz|poll|step|calend/i;
  const fits = (one) => one.textContent.length < 60 && counted.test(one.textContent)
    && !/вопрос|шаг|фото|слайд|кадр|отзыв/i.test(one.textContent);
  const turned = () => [...document.querySelectorAll('div, nav, p, td, li, span, b')]
    .filter((one) => fits(one) && shown(one) && !one.closest('form, header, footer')
      && ![one, one.parentElement, one.parentElement.parentElement].some((each) => each && alone.test(each.className)))
    .filter((one, at, all) => !all.some((inner) => inner !== one && one.contains(inner) && arrow(inner, 'next')))
    .filter((one) => arrow(one, 'next') || arrow(one, 'back'));
  for (let at = 0; at < 2 && !late && at < turned().length; at += 1) {
    const first = turned()[at], pages = Number(counted.exec(first.textContent)[2]), parts = [];
    if (counted.exec(first.textContent)[1] !== '1') continue;
    const row = () => (document.body.contains(first) ? first : turned()[at]);
    for (let number = 2; number <= Math.min(pages, 9) && performance.now() < end; number += 1) {
      const now = row(), next = now && arrow(now, 'next');
      const part = next && await brought('', () => next.click(), now, true);
      if (!part) break;
      parts.push(part);
    }
    const back = () => parts.every(() => {
      const one = row();
      const previous = one && arrow(one, 'back');
      if (previous) previous.click();
      return Boolean(previous);
    });
    await keep(parts, back);
  }
