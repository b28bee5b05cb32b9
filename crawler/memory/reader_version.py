"""Which facts bodies are turned into: an identity of all that reads them."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from crawler.settings import CrawlOptions

_READERS = ("lxml", "pypdfium2", "python-docx", "openpyxl", "xlrd", "striprtf", "beautifulsoup4")  # what parses for us
_CODE = (".py", ".js")  # what a browser runs is as much of a reader as what runs here
_DATA = ("accessibility.yml", "known_hosts.yml", "widgets.yml", "hosts/social.yml")  # what the crawler reads of data/


def _code(root: Path) -> list[Path]:
    sources = sorted(path for path in root.rglob("*") if path.suffix in _CODE)
    return [path for path in sources if "_compiled" not in path.relative_to(root).parts]  # translated from the others


@cache
def _code_version() -> str:
    """Hash of everything that turns bytes into facts: code, data and the versions of what parses for us."""
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.blake2b(digest_size=8)
    for path in (*_code(root), *(root.parent / "data" / name for name in _DATA)):
        digest.update(path.name.encode() + path.read_bytes())
    for package in _READERS:
        try:
            digest.update(f"{package} {version(package)}".encode())
        except PackageNotFoundError:
            continue
    return digest.hexdigest()


def reader_version(options: CrawlOptions) -> str:
    """Which facts bodies are turned into under these options; facts of another version are not taken over."""
    told = f"{_code_version()} {options.documents} {options.max_body} {options.max_document}"
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
