"""Prefers compiled modules of the walk over pages, where `crawler.compiling` has built them.

A build lies in a folder named by a hash of the sources it was made from: no edit is ever shadowed by what was built
before it. `NOK_COMPILED=0` keeps to the plain modules.
"""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

PACKAGE = Path(__file__).resolve().parent
HOT = (
    "tags", "text", "tree", "walk", "place", "outline", "links", "panels", "regions", "tables", "urls",
    "classes", "contacts", "drawn", "openers", "choices", "labels", "fields", "quizzes", "forms", "widgets", "boxes",
    "awaited", "shut", "shell", "seams",
)  # fmt: skip
MODULES = tuple(f"crawler.extract.{name}" for name in HOT)
_SHARED = "nok__mypyc"  # what the compiled modules have in common; each of them only opens a door to it
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX") or ".so"


def folder() -> Path:
    """Where a build of exactly these sources for exactly this Python lies, or would lie."""
    digest = hashlib.sha256(SUFFIX.encode())
    # all of the package, not only what is compiled: constants of the other modules may be built in
    for source in (*sorted((PACKAGE / "extract").glob("*.py")), PACKAGE / "items.py", PACKAGE / "addresses.py"):
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return PACKAGE / "_compiled" / digest.hexdigest()[:16]


class _Finder(MetaPathFinder):
    """Finds compiled modules by name; knows nothing of any other."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in MODULES and fullname != _SHARED:
            return None
        if self._folder is None:
            self._folder = folder()
        file = self._folder / (fullname.replace(".", "/") + SUFFIX)
        return spec_from_file_location(fullname, file) if file.exists() else None


def prefer() -> None:
    """From now on import compiled modules where there are any."""
    if os.environ.get("NOK_COMPILED", "1") != "0" and not any(isinstance(known, _Finder) for known in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
