"""Lines of an answer for a person: text, style and indentation, with no terminal in sight."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """One paragraph; `indent` columns in, wrapped by whoever prints it. `mark` stands before its first line."""

    text: str = ""
    style: str = ""
    indent: int = 0
    mark: str = ""
    mark_style: str = ""


class Grid(NamedTuple):
    """Rows under named columns; a column written `>name` holds numbers, `~name` may be wrapped, others never break."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


BLANK = Line()
