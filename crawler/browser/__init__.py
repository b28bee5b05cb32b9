"""The browser: starting one, what may leave it, drawing a page, pressing its controls, and reading what came."""
