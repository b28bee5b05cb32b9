"""What is shipped: the wheel holds every data file, the lock pins every hash and names no host."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_SHIPPED = {".pyc"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in a wheel built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(folder)], cwd=ROOT, check=True, capture_output=True, timeout=100)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_file_the_program_reads(wheel: set[str]) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "crawler", "rules", "audits", "data"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    wanted = {name for name in tracked if name and Path(name).suffix not in NOT_SHIPPED and (ROOT / name).exists()}
    if not wanted:
        pytest.skip("not a git checkout")
    assert not wanted - wheel
    assert any(name.startswith("rules/catalog/") and name.endswith(".yml") for name in wheel)
    assert "data/known_hosts.yml" in wheel
    assert "crawler/browser/scripts/unfolding/unfold.js" in wheel


def test_the_wheel_holds_nothing_produced(wheel: set[str]) -> None:
    assert not [name for name in wheel if re.search(r"nok\.db|snapshots/|__pycache__|^tests/", name)]


def test_the_lock_is_pinned_hashed_and_names_no_host() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text
    entries = re.split(r"\n(?=\S)", text.strip())
    for entry in entries:
        assert re.match(r"(#|[a-z0-9._-]+(\[.*?\])?==\S+)", entry), entry
        assert entry.startswith("#") or "--hash=sha256:" in entry, entry


def test_the_lock_knows_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    locked = set(re.findall(r"^([a-z0-9._-]+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    names = {re.split(r"[\[<>=!~; ]", one)[0].lower().replace("_", "-") for one in asked}
    assert not names - locked
