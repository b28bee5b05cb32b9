/* Further pages of what a press brought. A part of `explore.js`.

   A window or a tab shows «‹ 1 из 4 ›» and one page at a time. An arrow beside the count is pressed until it says the
   last, and each page is kept below what the press brought; then the first stands again, whose own controls are still
   to be pressed. Steps of questions and pictures are no pages. */
  const COUNTED = /(?<!\d)(\d{1,2})\s*(?:\/|из)\s*([2-9]|[1-3]\d)(?!\d)/;
  const ONWARD = /^[^а-яёa-z\d]*(?:[›»>→▶►❯]|впер[её]д|далее|следующ[а-яё]*|next)[^а-яёa-z\d]*$/i;
  const RETURN = /^[^а-яёa-z\d]*(?:[‹«<←◀◄❮]|назад|предыдущ[а-яё]*|prev[a-z]*)[^а-яёa-z\d]*$/i;
  const PLAYED = /вопрос|шаг|фото|слайд|кадр|отзыв|картин|ответ/i;
  const SHOWN = /quiz|poll|opros|step|wizard|vote|gallery|photo|lightbox|player|calend/i;
  const TURNED = 12;  // pages of one piece
  let leafing = limit / 3;  // milliseconds for all of them: the other controls are still to be pressed
  const isCount = (one) => one.childElementCount < 4 && one.textContent.length < 40 && COUNTED.test(one.textContent)
    && !PLAYED.test(one.textContent) && shown(one);
  // the press has brought, shown or changed it: what counted before counts something else
  const isTouched = (one, from) => log.slice(from).some(({type, target, addedNodes}) => (type === 'attributes'
    ? target !== page && target.contains(one)
    : one.contains(target) || [...addedNodes].some((node) => node.contains(one))));
  const countOf = (piece, from) => {
    const box = piece.overlay || (piece.place && piece.place !== page ? up(piece.place) : piece.place);
    const all = box && box !== page ? [...box.querySelectorAll('div, p, span, b, strong, li, td, small')] : [];
    return all.filter((one) => isCount(one) && isTouched(one, from))
      .find((one, index, rest) => !rest.some((inner) => inner !== one && one.contains(inner)));
  };
  const arrowOf = (count, way) => {
    for (let at = count, step = 0; at && at !== page && step < 2; at = at.parentElement, step += 1) {
      const near = [...(at.parentElement || at).children].filter((one) => brief(one, 60))
        .flatMap((one) => [one, ...one.querySelectorAll('*')]);
      const arrow = near.find((one) => one.click && one.childElementCount === 0 && shown(one) && !one.disabled
        && way.test(tidy(one.textContent) || attribute(one, 'aria-label')) && !leads(one) && !sends(one));
      if (arrow) return arrow;
    }
    return null;
  };
  const isAsking = (piece) => asked.test(tidy(piece.box.textContent)) || piece.box.querySelector(FIELDS) !== null
    || (/[?]/.test(piece.box.textContent) && (poll.test(piece.label) || piece.box.querySelector('button') !== null))
    || [piece.overlay, piece.place].some((one) => one && SHOWN.test(attribute(one, 'class') + attribute(one, 'id')));
  // false where what it asked for is still on its way
  const turnedThrough = async (piece, from, tools) => {
    const first = isAsking(piece) ? null : countOf(piece, from), told = first && COUNTED.exec(first.textContent);
    if (!told || told[1] !== '1') return true;
    let count = first, turned = 0, number = 2;
    for (const last = Number(told[2]); number <= last; number += 1) {
      const began = now(), arrow = arrowOf(count, ONWARD);
      if (!arrow) break;
      if (number > TURNED || leafing <= 0 || began > tools.until) {
        if (wanted.test(wordsOf(piece.item))) unchosen.add(wordsOf(piece.item));
        break;
      }
      const mark = log.length, item = {one: arrow, key: '', said: '', card: null, kind: '', parent: piece, nodes: []};
      if (!(await tools.struck(arrow, mark))) return false;
      leafing -= now() - began;
      heed(watch.takeRecords());
      count = count.isConnected ? count : countOf(piece, mark);
      const is = count && COUNTED.exec(count.textContent);
      if (!is || Number(is[1]) !== number) break;
      keep(item, mark, observe());
      turned = number - 1;
    }
    for (let arrow; turned > 0 && count && (arrow = arrowOf(count, RETURN)); turned -= 1) {
      if (now() > tools.until || !(await tools.struck(arrow, log.length))) break;
      count = count.isConnected ? count : countOf(piece, 0);
    }
    return !tools.late();
  };
