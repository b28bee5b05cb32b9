/* Tells of a form that lets choose how the page looks and has to be sent: «Шрифт: обычный / крупный. Запомнить». Of a
   page that is the same (`opened`) only one that the press brought up: a shop lets choose sizes and colours, too. */
(opened) => {
  // @part accessibility/tools.js
  const looks = /шрифт|букв|цвет|контраст|фон(?![а-яё])|интервал|картин|изображени|размер/i;
  const fields = 'select, input[type=radio], input[type=checkbox], input[type=range]';
  const broughtUp = (form) => [...form.querySelectorAll(fields)].some(
    (one) => visible(one) && !one.hasAttribute('data-nok-before'));
  return everywhere('form').some((form) => visible(form) && !/^dialog$/i.test(form.getAttribute('method') || '')
    && (!opened || broughtUp(form))
    && form.querySelector(fields)
    && form.querySelector('[type=submit], button:not([type])') && looks.test(form.innerText)
    && !form.querySelector('textarea, input[type=email], input[type=tel]'));
}
