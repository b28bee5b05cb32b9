/* Unfolds the parts of a page that are known by how they look.

   Each phase stands by itself; they share what is said at the beginning, and one end of time. */
async ([never, rest, marks, asks, limit, share]) => {

  // @part asking.js

  // @part unfolding/tools.js
  asking.stand(true);
  try {

  // @part unfolding/branches.js

  // @part unfolding/boxes.js

  // @part unfolding/steps.js

  // @part unfolding/pages.js

  // @part unfolding/sliders.js

  // @part unfolding/arrows.js

  // @part unfolding/cards.js

  // @part unfolding/shelves.js

  // @part unfolding/folders.js

  // @part unfolding/further.js

  } finally { asking.stand(false); }
  return [opened, late];
}