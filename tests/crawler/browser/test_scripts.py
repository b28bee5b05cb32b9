"""Every file that a browser is to run is used, can be read by itself, and finds its place in what is composed."""

from __future__ import annotations

import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import playwright
import pytest

import crawler
from crawler.browser import scripts
from crawler.browser.scripts import script

CODE = Path(crawler.__file__).parent
FOLDER = Path(scripts.__file__).parent
FILES = {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.js"))}
ASKED = {
    name
    for path in CODE.rglob("*.py")
    if "_compiled" not in path.relative_to(CODE).parts
    for name in re.findall(r'script\("([^"]+)"\)', path.read_text("utf-8"))
}
DRIVER = Path(playwright.__file__).parent / "driver" / "node"  # the browser's driver is one
NODE = str(DRIVER) if DRIVER.is_file() else shutil.which("node")


def parts(name: str) -> set[str]:
    """A file and all that are put into it."""
    return {name}.union(*map(parts, re.findall(r"@part (\S+)", FILES[name])))


def test_every_file_is_used_and_says_what_it_is() -> None:
    assert set(FILES) >= ASKED
    assert set().union(*map(parts, ASKED)) == set(FILES)
    assert [name for name, text in FILES.items() if not re.match(r"/\* [A-ZА-Я«`]", text)] == []


@pytest.mark.parametrize("name", sorted(ASKED))
def test_parts_stand_in_their_places_once(name: str) -> None:
    composed = script(name)
    assert composed.startswith("\n")
    assert "@part" not in composed
    for part in parts(name) - {name}:
        assert composed.count(script(part).removeprefix("\n")) == 1, part


@pytest.mark.skipif(NODE is None, reason="there is no node")
def test_files_and_what_they_make_up_are_written_without_mistakes(tmp_path: Path) -> None:
    """Composed, too: two parts may give one name to two things."""
    texts = FILES | {f"composed/{name}": script(name) for name in ASKED}

    def faults(name: str) -> str:
        path = (tmp_path / name).with_suffix(".mjs")  # a module's first level may wait, as a part of a function does
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[name], "utf-8")
        checked = subprocess.run([str(NODE), "--check", path], capture_output=True, text=True, check=False, timeout=60)
        return f"{name}: {checked.stderr}" if checked.returncode else ""

    with ThreadPoolExecutor(4) as pool:
        assert [fault for fault in pool.map(faults, sorted(texts)) if fault] == []
