"""Fixtures of the crawler's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.crawler.browsing import Browsing


@pytest.fixture(scope="session")
def browsing() -> Iterator[Browsing]:
    """A shared browser; tests that need one are skipped, saying so, on a machine without any."""
    found = Browsing()
    if found.renderer is None:
        found.close()
        pytest.skip("браузер не найден или не запускается: проверьте chromium, Playwright и NOK_CHROMIUM")
    yield found
    found.close()


@pytest.fixture
def patient(browsing: Browsing) -> Iterator[Browsing]:
    """The shared browser for tests of what comes late: it waits as long as it does for a site."""
    with browsing.waiting():
        yield browsing
