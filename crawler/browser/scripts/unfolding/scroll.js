/* Scrolls through the page for what waits until it is scrolled to, part by part: what comes makes the page longer. */
async (share) => {
  const wait = (time) => new Promise((done) => setTimeout(done, time * share));

  // @part unfolding/rolled.js

  const whole = document.documentElement;
  for (let step = 1; step <= 20 && step * innerHeight < whole.scrollHeight; step += 1) {
    window.scrollTo(0, step * innerHeight);
    await wait(80);
  }
  window.scrollTo(0, whole.scrollHeight);
  await wait(200);
  window.scrollTo(0, 0);
  await wait(60);
  rolling.disconnect();
}
