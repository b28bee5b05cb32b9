"""Finding a browser: the order, and the mistakes worth telling."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.browser.finding import Browser, BrowserNotExecutableError, find_browser


def which(*present: str) -> Callable[[str], str | None]:
    """A machine on which only these can be run."""
    known = {name: name if name.startswith("/") else f"/bin/{name}" for name in present}
    return known.get


def test_setting_wins_then_environment() -> None:
    known = which("/opt/a", "/opt/b", "chromium")
    assert find_browser("/opt/a", environ={"NOK_CHROMIUM": "/opt/b"}, which=known) == Browser("/opt/a", "setting")
    assert find_browser(environ={"NOK_CHROMIUM": "/opt/b"}, which=known) == Browser("/opt/b", "setting")


def test_wrong_setting_is_told_not_worked_around() -> None:
    with pytest.raises(BrowserNotExecutableError, match="NOK_CHROMIUM=/opt/none"):
        find_browser(environ={"NOK_CHROMIUM": "/opt/none"}, which=which("chromium"))


def test_playwrights_own_only_if_it_is_there(tmp_path: Path) -> None:
    own = tmp_path / "chrome"
    assert find_browser(environ={}, playwright_path=str(own), which=which("chromium")) == Browser(
        "/bin/chromium", "system"
    )
    own.touch(0o755)
    assert find_browser(environ={}, playwright_path=str(own), which=which("chromium")) == Browser(
        str(own), "playwright"
    )


def test_system_names_in_order_and_none() -> None:
    found = find_browser(environ={}, which=which("google-chrome", "chromium-browser"))
    assert found == Browser("/bin/chromium-browser", "system")
    assert str(found) == "chromium-browser (найден в системе)"
    assert find_browser(environ={}, which=which()) is None
