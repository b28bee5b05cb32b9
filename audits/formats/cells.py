"""Foreign text on its way into a spreadsheet: never a formula, never a control character, never too long."""

from __future__ import annotations

import re
from urllib.parse import unquote

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
CELL_LIMIT = 32_000  # Excel takes 32,767 characters


def neutral(text: str) -> str:
    """The text as a spreadsheet may show it: an apostrophe before what a program could take for a formula."""
    text = _CONTROL.sub("", text)[:CELL_LIMIT]
    return "'" + text if text.startswith(_FORMULA) else text


def plain(text: str) -> str:
    """The same for cells whose type is written as text, where nothing is ever evaluated: only control characters go."""
    return _CONTROL.sub("", text)[:CELL_LIMIT]


def readable(url: str) -> str:
    """An address as a person would write it: «/независимая-оценка» rather than sixty per cent signs."""
    shown = unquote(url)
    return url if re.search(r"[\s\ufffd]", shown) else plain(shown)
