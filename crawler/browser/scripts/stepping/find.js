/* Whether the page asks its questions one after another. */
(words) => {

  // @part stepping/box.js

  return Boolean(box);
}
