/* Lists of years that are seen: an ordinary one, or one a script draws, which shows its years once it is opened. Each is
   given its number. */
() => {

  // @part cards/years.js

  const DRAWN = '[role=combobox],[aria-haspopup=listbox],.mat-select-trigger,.dropdown-toggle';
  const found = [];
  const mark = (element) => { element.setAttribute('data-nok-years', found.length); return element.offsetParent; };
  document.querySelectorAll('select').forEach((element) => {
    const years = [...element.options].map((one) => one.text.trim()).filter(isYear);
    if (years.length && mark(element)) found.push({ years, drawn: false });
  });
  document.querySelectorAll(DRAWN).forEach((element) => {
    if (element.tagName !== 'SELECT' && isYear(toldIn(element)) && mark(element)) {
      found.push({ years: [], drawn: true });
    }
  });
  return found;
}
