"""What the identity of the readers is made of: whatever turns bytes into facts, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import crawler
from crawler.memory import reader_version

CODE = Path(crawler.__file__).parent


def test_it_hashes_every_data_file_the_crawler_reads_and_no_other() -> None:
    """Sentences for letters lie in data/, too: a comma there must not make a region's sites be received anew."""
    sources = [path.read_text("utf-8") for path in CODE.rglob("*.py") if path.name != "reader_version.py"]
    named = {name for text in sources for name in re.findall(r'"([a-z_]+\.yml)"', text)}
    assert {Path(name).name for name in reader_version._DATA} == named
    assert all((CODE.parent / "data" / name).is_file() for name in reader_version._DATA)


def test_it_hashes_all_code_and_what_a_browser_runs_is_code(tmp_path: Path) -> None:
    """A changed script brings other facts: those of the night before must not be taken over."""
    names = ("a.py", "browser/scripts/unfold.js", "browser/README.md", "_compiled/a.py")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert reader_version._code(tmp_path) == [tmp_path / "a.py", tmp_path / "browser/scripts/unfold.js"]
    scripts = set(CODE.rglob("*.js"))
    assert scripts
    assert scripts <= set(reader_version._code(CODE))
