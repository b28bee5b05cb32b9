"""From an answer to a page, and the further ways to what a page says: parts, routes, the browser, pictures."""
