"""Find a browser on this machine, without starting it.

The order is: what we are told (`NOK_CHROMIUM` or the setting of that name), what Playwright downloaded for
itself, what the system has. A machine without a browser is a normal machine: rules that need one then end
inconclusive, they never fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

SETTING = "NOK_CHROMIUM"
SYSTEM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


class Browser(msgspec.Struct, frozen=True):
    """An executable and where we know it from ("setting", "playwright", "system")."""

    executable: str
    source: str

    def __str__(self) -> str:
        """A description for people."""
        origin = {
            "setting": f"задан настройкой {SETTING}",
            "playwright": "установлен Playwright",
            "system": "найден в системе",
        }[self.source]
        return f"{Path(self.executable).name} ({origin})"


class BrowserNotExecutableError(Exception):
    """The setting names a browser that cannot be run: a mistake to be told about, not to be worked around."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"Браузер не запущен: {SETTING}={path} — такого исполняемого файла нет. "
            f"Укажите верный путь или уберите {SETTING}, чтобы браузер был найден сам."
        )
        self.path = path


def find_browser(
    setting: str | None = None,
    *,
    environ: Mapping[str, str] = os.environ,
    playwright_path: str | None = None,
    which: Callable[[str], str | None] = shutil.which,
) -> Browser | None:
    """Return the browser to use, or None when there is none.

    `setting` overrides the environment; `playwright_path` is what Playwright would start itself
    (`playwright.chromium.executable_path`), which exists only after `playwright install`.
    Raises `BrowserNotExecutableError` when a path is set that is no executable.
    """
    told = setting or environ.get(SETTING, "")
    if told:
        found = which(told)
        if found is None:
            raise BrowserNotExecutableError(told)
        return Browser(found, "setting")
    if playwright_path and os.access(playwright_path, os.X_OK):
        return Browser(playwright_path, "playwright")
    for name in SYSTEM_NAMES:
        if found := which(name):
            return Browser(found, "system")
    return None
