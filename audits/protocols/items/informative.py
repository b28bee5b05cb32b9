"""Items of a protocol that ask for nothing: light, since whoever tells of deadlines asks it."""

from __future__ import annotations

import re

_INFORMATIVE = re.compile(
    r"^\s*(?:принять\s+к\s+сведению|отметить|заслушать|одобрить|согласиться"
    r"|(?:информацию|доклад|отч[её]т)\b.*\bпринять\s+к\s+сведению)\b",
    re.I,
)


def is_informative(prose: str) -> bool:
    """Whether an item asks for nothing: «Принять к сведению …»."""
    return _INFORMATIVE.match(prose) is not None
