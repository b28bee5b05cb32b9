"""ZIP archives of documents: members are documents of their own. Archives of other kinds are named, not opened."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator

from crawler.documents.budget import Deadline, DocumentBudget, UnreadableError
from crawler.documents.package import Package

_JUNK = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


class Member:
    """A file inside an archive: decoded path and bytes, or why there are none."""

    def __init__(self, path: str, body: bytes = b"", error: UnreadableError | None = None) -> None:
        self.path = path
        self.body = body
        self.error = error


def members(body: bytes, budget: DocumentBudget, deadline: Deadline) -> Iterator[Member]:
    """Yield members in stored order. Raises `UnreadableError` for damaged archives and bombs."""
    package = Package(body, budget)
    for info in package.members:
        path = member_path(info)
        if any(path.lower().startswith(junk) or path.lower().endswith(junk) for junk in _JUNK):
            continue
        if info.flag_bits & 0x1:
            yield Member(path, error=UnreadableError("файл в архиве защищён паролем"))
            continue
        if info.file_size > budget.max_bytes:
            yield Member(path, error=UnreadableError(f"файл в архиве слишком велик: {info.file_size} байт"))
            continue
        try:
            yield Member(path, package.read(info))
        except UnreadableError as error:
            yield Member(path, error=error)
        if deadline.passed:
            return


def member_path(info: zipfile.ZipInfo) -> str:
    """The path with Russian letters: Windows writes CP866 and says nothing; zipfile then assumes CP437."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            stored = name.encode("cp437")
            name = stored.decode("cp866")
            name = stored.decode("utf-8")  # rarely right by chance, so it wins when it decodes
    return name.replace("\\", "/").lstrip("/")
