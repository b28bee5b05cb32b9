/* Presses the switch of that number. What was seen before is marked, for the others to know what it brought up. */
(index) => {
  // @part accessibility/tools.js
  const element = everywhere(`[data-nok-switch="${index}"]`)[0];
  if (!element) return;
  const interactive = 'button, input, select, a, label, [role=button], [role=radio], [role=switch], [onclick]';
  // words that are no control: those beside them are («Режим для слабовидящих: А+ А++»)
  const beside = element.closest(interactive + ', area, summary') ? null
    : element.querySelector(interactive) ? element : element.parentElement || element.getRootNode();
  const near = (one) => beside && beside !== document.body && beside.contains(one);
  const before = [...everywhere(interactive).filter((one) => visible(one) && !near(one)), ...frames()];
  for (const one of before) one.setAttribute('data-nok-before', '');
  const labelled = element.control && element.control.tagName === 'SELECT' ? element.control : null;
  const list = element.matches('select') ? element : labelled || element.querySelector('select');
  if (list && list.options.length > 1) {
    list.selectedIndex = list.options.length - 1;
    for (const name of ['input', 'change']) list.dispatchEvent(new Event(name, {bubbles: true}));
    return;
  }
  const link = element.closest('a, area');
  if (link) link.setAttribute('target', '_self');  // a frame's <base> may send every link to another one
  clickOn(element);
}
