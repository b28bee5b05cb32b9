"""Compiles the walk over pages to C where there is a compiler (mypyc): the same Python, about 2.2 times as fast.

`python -m crawler.compiling` does it; nothing depends on it. See `crawler.compiled` for where the result goes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from crawler import compiled


class NotCompiledError(Exception):
    """The modules could not be compiled. The message says why and what to do; everything works without."""


def compile_modules() -> Path:
    """Build the modules unless that was done; the folder they are in. Raises `NotCompiledError`."""
    target = compiled.folder()
    if target.exists():
        return target
    try:
        from mypyc.build import mypycify
        from setuptools import Distribution
    except ImportError as error:
        raise NotCompiledError(f"{error.name} is not installed: pip install 'nok[fast]'") from error
    sources = [str(Path("crawler", "extract", f"{name}.py")) for name in compiled.HOT]
    before = Path.cwd()
    with tempfile.TemporaryDirectory(dir=_made(target.parent), prefix=".build-") as name:
        work = Path(name)
        try:
            os.chdir(compiled.PACKAGE.parent)  # mypy names modules by their path from here
            modules = mypycify(
                ["--ignore-missing-imports", "--follow-imports=silent", *sources],
                group_name="nok",
                opt_level="2",
                target_dir=str(work / "c"),
            )
            distribution = Distribution({"name": "nok", "packages": [], "ext_modules": modules})
            command = distribution.get_command_obj("build_ext")
            command.build_lib, command.build_temp = str(work / "out"), str(work / "o")
            distribution.run_command("build_ext")
        except (Exception, SystemExit) as error:  # compilers fail in their own ways; all of them mean one thing
            raise NotCompiledError(f"no C compiler, or it refused: {error}. Try: apt-get install gcc") from error
        finally:
            os.chdir(before)
        for old in target.parent.iterdir():
            if not old.name.startswith(".build-"):
                shutil.rmtree(old, ignore_errors=True)
        (work / "out").replace(target)
    return target


def _made(place: Path) -> Path:
    place.mkdir(exist_ok=True)
    return place


def main() -> int:
    """Compile and say what was done; 0 also when it could not be done, because nothing depends on it."""
    try:
        where = compile_modules()
    except NotCompiledError as error:
        print(f"pages are read by plain Python, more slowly: {error}")
        return 0
    print(f"pages are read by compiled modules: {where.relative_to(compiled.PACKAGE.parent)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
