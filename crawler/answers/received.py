"""What a server sent: the word that fetching, remembering and reading share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec


class Answer(msgspec.Struct, frozen=True):
    """What a server sent for one address, after redirects. `headers` have lower-case names."""

    url: str
    requested_url: str
    status: int
    headers: dict[str, str]
    body: bytes
    at: datetime
    certificate: Any = None  # twisted.internet.ssl.Certificate of an https answer
    truncated: bool = False  # the connection broke before the announced end, also when tried again
    sha256: str = ""  # of the body; of the remembered one when it was not sent again
    unsent: bool = False  # 304: the body is the one we remember, and `body` is empty
    weak: bool = False  # there is no ETag, and Last-Modified does not tell versions apart

    @property
    def content_type(self) -> str:
        """Value of the Content-Type header, empty if there is none."""
        return self.headers.get("content-type", "")
