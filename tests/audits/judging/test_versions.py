"""A rule's version changes with everything that can change its verdict."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from audits.judging.versions import judging_version

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The files that judge, where a test may edit them."""
    for name in ("rules", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.db*"))
    (tmp_path / "crawler").mkdir()
    for name in ("items.py", "addresses.py"):
        shutil.copy(ROOT / "crawler" / name, tmp_path / "crawler" / name)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "rules/catalog/roles/news.yml",  # asked for by checks, named in no rule's file
        "rules/catalog/roles/plan.yml",
        "rules/checks/page/published.py",
        "data/hosts/polls.yml",
        "data/acts/required/kbr-2017.yml",
        "crawler/items.py",
        "crawler/addresses.py",
    ],
)
def test_editing_what_judges_changes_every_version(tree: Path, name: str) -> None:
    before = judging_version(tree)
    path = tree / name
    path.write_text(path.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    assert judging_version(tree) != before


def test_editing_what_does_not_judge_changes_none(tree: Path) -> None:
    before = judging_version(tree)
    (tree / "data" / "registry.sample.csv").write_text("id\n", encoding="utf-8")
    assert judging_version(tree) == before


def test_files_of_one_name_in_two_folders_are_told_apart(tree: Path) -> None:
    before = judging_version(tree)
    (tree / "rules" / "authority").rename(tree / "rules" / "authority_of_another_name")
    assert judging_version(tree) != before
