/* Chooses a year in the list of that number; whether there is such a choice. */
([number, year]) => {

  // @part cards/years.js

  const list = document.querySelector(`[data-nok-years="${number}"]`);
  if (list && list.tagName === 'SELECT') {
    const option = [...list.options].find((one) => one.text.trim() === year);
    if (option) { list.value = option.value; option.selected = true; }
    for (const name of ['input', 'change']) list.dispatchEvent(new Event(name, { bubbles: true }));
    return !!option;
  }
  const option = drawnChoices().find((element) => toldIn(element) === year);
  option?.click();
  return !!option;
}
