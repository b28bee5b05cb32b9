/* Looks into components, too: what they show stands in (open) roots of their own. A part of all the others. */
  const everywhere = (selector, root = document) => {
    const found = [...root.querySelectorAll(selector)];
    for (const host of root.querySelectorAll('*')) {
      if (host.shadowRoot) found.push(...everywhere(selector, host.shadowRoot));
    }
    return found;
  };
  // a panel may stand in a frame of the same site that a press brings up
  const frames = () => everywhere('iframe').filter((frame) => visible(frame) && frame.clientHeight > 1);
  const framed = (selector) => frames().filter((frame) => !frame.hasAttribute('data-nok-before')).flatMap((frame) => {
    try { return frame.contentDocument ? everywhere(selector, frame.contentDocument) : []; } catch (e) { return []; }
  });
  // drawings have no click() of their own
  const clickOn = (one) => (one.click ? one.click()
    : one.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})));
  const visible = (one) => one.getClientRects().length > 0 && (!one.checkVisibility || one.checkVisibility());
