"""A table as every format writes it."""

from __future__ import annotations

from datetime import date

import msgspec

Cell = str | int | float | date | None


class Table(msgspec.Struct, frozen=True):
    """Rows under headings. `note` says where the numbers come from and what they leave out."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    total: bool = False  # the last row sums up the others
    printed: int = 0  # how many columns, from the left, go on paper; 0: all
    percent: frozenset[int] = frozenset()  # columns that hold shares, 0…100
