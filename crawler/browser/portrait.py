"""One picture of a page that is open in a tab: what is looked at in view, small, as WebP."""

from __future__ import annotations

import base64

from playwright.async_api import Page

from crawler.items import Picture

LARGEST = 64 * 1024  # bytes of one picture
QUALITIES = (45, 25, 10)  # of WebP: the first that is small enough is taken
SCALE = 0.75  # of the 1280 x 900 window: small print stays readable

# What is pointed at goes to a third of the window, unless it is on the first screen already. Nothing is marked: the
# picture shows the page, not us. Animations and carets would make two pictures of one page differ.
_SHOW = """
(pointer) => {
  const style = document.createElement('style');
  style.textContent = '*, *::before, *::after { animation: none !important; transition: none !important; '
    + 'scroll-behavior: auto !important; caret-color: transparent !important }';
  document.documentElement.append(style);
  let found = null;
  try {
    found = pointer && document.evaluate(pointer, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null)
      .singleNodeValue;
  } catch (error) { found = null; }
  const element = found && (found.nodeType === 1 ? found : found.parentElement);
  const box = element && element.getBoundingClientRect();
  const seen = box && (box.width || box.height) && box.bottom > innerHeight;
  window.scrollTo(0, seen ? box.top + scrollY - innerHeight / 3 : 0);
  return [scrollX, scrollY, innerWidth, innerHeight];
}
"""


async def picture_of(page: Page, url: str, pointer: str = "") -> Picture | None:
    """The screen around `pointer` (XPath; empty: the first screen); None when it stays larger than LARGEST."""
    left, top, width, height = await page.evaluate(_SHOW, pointer)
    session = await page.context.new_cdp_session(page)
    clip = {"x": left, "y": top, "width": width, "height": height, "scale": SCALE}
    for quality in QUALITIES:
        asked = {"format": "webp", "quality": quality, "clip": clip}
        body = base64.b64decode((await session.send("Page.captureScreenshot", asked))["data"])
        if len(body) <= LARGEST:
            return Picture(url, body, round(width * SCALE), round(height * SCALE))
    return None
