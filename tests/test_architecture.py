"""The map cannot drift: what it names exists, every package has its line, its floors are those of the contracts."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAP = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
PACKAGES = ("crawler", "rules", "audits")
DATA = {"catalog", "methodologies"}  # of rules, told of above its floors


def rooms(package: str) -> list[set[str]]:
    """The first column of a package's table, line by line."""
    part = MAP.split(f"\n### {package}\n", 1)[1].split("\n#", 1)[0]
    return [set(re.findall(r"`(\w+)`", row.split("|")[1])) for row in part.splitlines() if row.startswith("| `")]


def parts(folder: Path) -> set[str]:
    """Packages in a folder, and folders of data."""
    return {
        path.name
        for path in folder.iterdir()
        if path.is_dir() and not path.name.startswith(("_", ".")) and any(path.glob("*.*"))
    } | ({"catalog"} if folder.name == "rules" else set())


@pytest.mark.parametrize("package", PACKAGES)
def test_every_room_has_its_line_and_every_line_its_room(package: str) -> None:
    named = set().union(*rooms(package)) | DATA
    folder = ROOT / package
    assert parts(folder) - named == set()
    assert {
        name for name in named - DATA if not (folder / name).is_dir() and not (folder / f"{name}.py").is_file()
    } == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_the_floors_are_those_of_the_contracts(package: str) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = [one["layers"] for one in contracts if one.get("containers") == [package]]
    assert rooms(package) == [set(floor.split(" | ")) for floor in layers]


def test_every_path_it_names_exists() -> None:
    paths = set(re.findall(r"`([\w.-]+/[\w./-]*|\w+\.(?:md|toml|py))`", MAP)) | set(re.findall(r"\]\(([^)#]+)\)", MAP))
    missing = {path for path in paths if not (ROOT / path).exists() and path != "data_files.py"}
    assert missing == set()
    assert len(paths) > 30


def test_the_readme_leads_to_it() -> None:
    assert "[ARCHITECTURE.md](ARCHITECTURE.md)" in (ROOT / "README.md").read_text("utf-8")
