/* Whether the page asks its questions one after another. Where such a poll stands in a copy that answers no press: what
   has to be pressed on a fresh page for it, and the copy gives its place to a mark. */
(words) => {

  // @part stepping/box.js

  if (!found || !window.__explored) return [Boolean(found), []];
  const chain = window.__explored.chainAt(found);
  if (chain.length) {
    const mark = document.createElement('div');
    mark.setAttribute('data-nok-steps', '');
    found.replaceWith(mark);
  }
  return [true, chain];
}
