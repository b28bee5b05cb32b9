"""Compiled or plain, a page gives the same facts; an old build is never taken for new text."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crawler import compiled
from crawler.compiling import NotCompiledError, compile_modules

ROOT = Path(__file__).resolve().parents[2]
READ = """
import sys, msgspec
from crawler import compiled
from crawler.extract import extract_page, tree
from bench.extract import page
from tests.crawler.test_compiled import ODD
print(not tree.__file__.endswith(".py"))
for body in (page(), *(odd.encode() for odd in ODD)):
    print(msgspec.json.encode(extract_page(body, url="http://a.test/x")).decode())
"""
ODD = (
    "<title>a</title><ul class=menu><li><a href=/1>1<li><a href=/2>2<ul><li><a href=/3>3</ul></ul><h2 role=heading>x",
    "<table border=1><tr><th>Год<th>План<tr><td>2022<td><a href='p.pdf'>план</a></table><b>Жирный</b><p>текст",
    "<div role=heading aria-level=3>A</div><div id=t class='tab-pane'><a data-toggle=tab href='#t'>Вкладка</a>x</div>",
    "<a href='x'><div><span class='accordion-title'>раз</span><p onclick=\"location='/y'\">два</p></div>",
    "<noscript><a href=/n>n</a></noscript>" + "<div>" * 3_000 + "глубоко",
    "<template><p id=a>нет</p></template><form><label>Имя <input name=n></label><textarea></textarea></form>" * 3,
    "\x00\x01<p>\ud7ff\u200b&#0;&shy;<![CDATA[x]]><script>location='/z'</script>",
)


def read_pages(switch: str) -> list[str]:
    """The facts of our own test pages as a fresh process sees them, after whether it was a compiled one."""
    done = subprocess.run(
        [sys.executable, "-c", READ],
        cwd=ROOT,
        env={**os.environ, "NOK_COMPILED": switch},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_compiled_and_plain_modules_see_the_same() -> None:
    try:
        compile_modules()
    except NotCompiledError as error:
        pytest.skip(str(error))
    with_build, without = read_pages("1"), read_pages("0")
    assert (with_build[0], without[0]) == ("True", "False")
    assert len(without) > 5
    assert with_build[1:] == without[1:]


def test_plain_modules_pass_every_test_of_extraction() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "tests/crawler/extract"],
        cwd=ROOT,
        env={**os.environ, "NOK_COMPILED": "0"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3_000:]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of its own, with nothing built in it."""
    package = tmp_path / "crawler"
    shutil.copytree(ROOT / "crawler", package, ignore=shutil.ignore_patterns("_compiled", "__pycache__"))
    monkeypatch.setattr(compiled, "PACKAGE", package)
    return package


def test_a_changed_source_has_another_build(copy: Path) -> None:
    before = compiled.folder()
    source = copy / "extract" / "contacts.py"
    source.write_text(source.read_text() + "\n# changed\n")
    assert compiled.folder() != before
    assert compiled.folder() == compiled.folder()


def test_only_the_named_modules_are_ever_looked_for(copy: Path) -> None:
    finder = compiled._Finder()
    where = compiled.folder()
    for module in ("crawler/extract/walk", "crawler/fetch"):
        file = where / (module + compiled.SUFFIX)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    spec = finder.find_spec("crawler.extract.walk")
    assert spec is not None
    assert spec.origin == str(where / ("crawler/extract/walk" + compiled.SUFFIX))
    assert finder.find_spec("crawler.extract.tree") is None  # not built: the plain one is imported
    assert finder.find_spec("crawler.network.fetch") is None


def test_without_a_compiler_it_says_so_and_leaves_nothing(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", str(copy / "no-such-compiler"))
    with pytest.raises(NotCompiledError, match="gcc"):
        compile_modules()
    assert list((copy / "_compiled").iterdir()) == []
