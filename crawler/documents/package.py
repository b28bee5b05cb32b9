"""ZIP containers (DOCX, XLSX, ODT, plain archives) opened without trusting them.

`zipfile` never yields more than a member declares, so the declared sizes, checked before anything is unpacked,
bound what unpacking can cost. XML is parsed with entities and network off.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from crawler.documents.budget import DocumentBudget, UnreadableError

# What `zipfile` raises for torn, encrypted, oddly packed and misnamed members: it has no common base for them.
_BROKEN = (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError, RuntimeError, KeyError)
RATIO_FROM = 1024 * 1024


class Package:
    """An open container. Raises `UnreadableError` for damaged, encrypted or bomb-like ones."""

    def __init__(self, body: bytes, budget: DocumentBudget) -> None:
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(body))
        except _BROKEN as error:
            raise UnreadableError(f"архив повреждён: {error}") from error
        self.members = [info for info in self.archive.infolist() if not info.is_dir()]
        unpacked = sum(info.file_size for info in self.members)
        if unpacked > budget.max_unpacked or (unpacked > RATIO_FROM and unpacked > budget.max_ratio * len(body)):
            raise UnreadableError(f"архив раскрывается в {unpacked} байт из {len(body)}: похоже на архивную бомбу")

    def names(self) -> list[str]:
        """Names of the members, as stored."""
        return [info.filename for info in self.members]

    def read(self, name: str | zipfile.ZipInfo) -> bytes:
        """One member; `UnreadableError` when it is damaged, encrypted or not there."""
        try:
            return self.archive.read(name)
        except Exception as error:  # hostile bytes: what zlib, lzma and zipfile raise has no common base
            raise UnreadableError(f"часть архива не читается: {error}") from error

    def xml(self, name: str) -> Any:
        """The parsed root element of a member."""
        return parse_xml(self.read(name))


def parse_xml(body: bytes) -> Any:
    """Parse hostile XML: no entities, no DTD loading, no network, libxml2's depth and size limits on."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"разметка документа повреждена: {error}") from error
    if root is None:
        raise UnreadableError("разметка документа пуста")
    return root
