/* How a page looks, in numbers.

   Weighs styles by the letters they are applied to: what most of the text looks like is how the page looks. */
() => {
  const walker = document.createTreeWalker(document.body || document.documentElement, NodeFilter.SHOW_TEXT);
  const sizes = [], pairs = {}, spacing = [], started = performance.now();
  let letters = 0, node, panel = '';
  const background = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (colour && !/^rgba\(.*, 0\)$|^transparent$/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  while ((node = walker.nextNode()) && sizes.length < 600 && performance.now() - started < 1500) {
    const text = node.data.trim(), parent = node.parentElement;
    if (!text || !parent || ['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(parent.tagName)) continue;
    const box = parent.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const style = getComputedStyle(parent);
    if (style.visibility === 'hidden' || style.display === 'none') continue;
    const zoom = parent.currentCSSZoom || 1;
    sizes.push([parseFloat(style.fontSize) * zoom, text.length]);
    spacing.push([parseFloat(style.letterSpacing) || 0, text.length]);
    const pair = style.color + '|' + background(parent);
    pairs[pair] = (pairs[pair] || 0) + text.length;
    letters += text.length;
    if (!panel && /размер шрифта|цвет сайта|цветовая схема|кернинг|межбуквенн/i.test(text)) panel = text.slice(0, 60);
  }
  const median = (list) => {
    const all = [...list].sort((a, b) => a[0] - b[0]);
    let rest = all.reduce((sum, item) => sum + item[1], 0) / 2;
    for (const [value, weight] of all) { rest -= weight; if (rest <= 0) return value; }
    return 0;
  };
  const pictures = [...document.images].filter((image) => {
    const box = image.getBoundingClientRect(), style = getComputedStyle(image);
    return box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && style.opacity !== '0';
  }).length;
  const sheets = [...document.styleSheets].filter((sheet) => !sheet.disabled && sheet.href).map((sheet) => sheet.href);
  const root = document.documentElement, body = document.body;
  const filter = [root, body].map((at) => at ? getComputedStyle(at).filter : '').find((f) => f && f !== 'none') || '';
  return {
    font: median(sizes), spacing: median(spacing), letters, pictures, sheets, filter, panel,
    pairs: Object.entries(pairs).sort((a, b) => b[1] - a[1]).slice(0, 40),
    page: background(body || root), classes: (root.className + ' ' + (body ? body.className : '')).trim(),
    url: location.href, text: (body ? body.innerText : '').slice(0, 3000),
  };
}
