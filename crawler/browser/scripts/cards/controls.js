/* Names of what may be a tab of the card. Each is given its number. */
() => {
  const CONTROLS = '[role=tab],.tab,.tabs a,.nav-tabs a,.mat-tab-label,li[heading],button,a[href="#"],a:not([href])';
  const found = [];
  document.querySelectorAll(CONTROLS).forEach((element) => {
    const text = (element.innerText || '').replace(/\s+/g, ' ').trim();
    if (text && text.length < 120 && found.length < 300 && element.offsetParent) {
      element.setAttribute('data-nok-tab', found.length);
      found.push(text);
    }
  });
  return found;
}
