"""First bytes by which a file is known, for those who must not load the readers of documents to ask."""

from __future__ import annotations

import re

_PICTURE = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|II\*\0|MM\0\*|RIFF.{4}WEBP"
    rb"|BM.{4}\0{4}.{4}[\x0c\x28\x34\x38\x40\x6c\x7c]\0{3}",  # «BM» alone begins many a word
    re.DOTALL,
)


def is_picture(body: bytes) -> bool:
    """Whether a file is a picture of points: a photograph or a scan, though it may be an emblem too."""
    return _PICTURE.match(body) is not None
