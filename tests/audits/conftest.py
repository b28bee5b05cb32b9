"""What several tests of this package need."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audits.cli import main
from tests.audits.stored import fill

Nok = Callable[..., Result]


@pytest.fixture
def nok(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nok:
    """Run a command line in an empty directory."""
    monkeypatch.chdir(tmp_path)
    for name in ("NOK_DB", "NOK_CONFIG", "NOK_REGISTRY", "NOK_METHODOLOGY", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return lambda *args: CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A database of two nights."""
    path = tmp_path / "nok.db"
    fill(path, nights=2)
    return path
