"""File names of pages: stable, safe on every file system, never two for one name or one for two."""

from __future__ import annotations

import re
from hashlib import sha256

_SAFE = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|index)(\..*)?")  # Windows' devices: file shares are often its


def page_name(id: str) -> str:
    """The file name (without ending) of the page about `id`.

    Ids are free text. One that could not be a file name, or could meet another on a file system that ignores case,
    is given its hash.
    """
    if _SAFE.fullmatch(id) and not _RESERVED.fullmatch(id) and not id.endswith("."):
        return id
    readable = re.sub(r"[^a-z0-9_-]+", "-", id.lower()).strip("-")[:40]
    return f"{readable or 'x'}-{sha256(id.encode()).hexdigest()[:10]}"
