/* What a year is among the choices of a list, and where lists and their choices stand. A part of what finds lists of
   years and of what chooses one. */
  const isYear = (text) => /^\D{0,12}20\d\d\D{0,8}$/.test(text);
  const toldIn = (element) => (element.innerText || '').trim();
  const drawnChoices = () => [...document.querySelectorAll('[role=option],.mat-option,.dropdown-item,[role=listbox] li')]
    .filter((element) => element.offsetParent);
