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
