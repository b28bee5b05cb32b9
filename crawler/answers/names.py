"""The name a file is offered under. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote


def file_name(headers: Mapping[str, str]) -> str:
    """The name in Content-Disposition (RFC 6266; the extended form wins); empty when there is none."""
    plain = ""
    for part in headers.get("content-disposition", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name.lower() == "filename*":
            return unquote(value.rpartition("''")[2].strip('"'))
        if name.lower() == "filename":
            plain = unquote(value.strip('"'))
    return plain
