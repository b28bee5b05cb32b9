/* Uses a panel that needs no switch: «Размер шрифта: А А А» in the page itself. The letters stand together, the last
   biggest. */
() => {
  // @part accessibility/tools.js
  const shown = (element) => { const box = element.getBoundingClientRect(); return box.width && box.height; };
  const said = (element) => (element.textContent || '').trim().toLowerCase();
  const letters = [...everywhere('a, button, [onclick], [role=button], span, label, li')]
    .filter((element) => /^[aа]\+*$/.test(said(element)) && !element.children.length && shown(element)
      && !element.closest('form'));
  const beside = (one, other) => one.parentElement === other.parentElement
    || one.parentElement.parentElement === other.parentElement.parentElement;
  const together = letters.filter((one) => letters.some((other) => other !== one && beside(one, other)));
  if (!together.length) return false;
  const size = (element) => parseFloat(getComputedStyle(element).fontSize) + said(element).length;
  together.sort((a, b) => size(a) - size(b));
  clickOn(together[together.length - 1]);
  return true;
}
