/* Years among the choices of the drawn list that is open. */
() => {

  // @part cards/years.js

  return drawnChoices().map(toldIn).filter(isYear);
}
