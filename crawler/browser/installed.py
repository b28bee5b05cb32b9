"""The browser this machine has; Playwright's own is asked for last, since only its driver knows where that is."""

from __future__ import annotations

from crawler.browser.finding import Browser, find_browser


def installed_browser() -> Browser | None:
    """The browser an audit would use; None when there is none, or no driver to use it with.

    Raises `BrowserNotExecutableError` as `find_browser` does.
    """
    return find_browser() or find_browser(playwright_path=_of_playwright())


def _of_playwright() -> str | None:
    from playwright.sync_api import Error as PlaywrightError
    from playwright.sync_api import sync_playwright

    try:
        with sync_playwright() as playwright:
            return playwright.chromium.executable_path
    except (OSError, PlaywrightError):  # a driver without its libraries starts no browser either
        return None
