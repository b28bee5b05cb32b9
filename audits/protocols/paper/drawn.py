"""Tables drawn with signs in a plain text: «+----+», «│ 1 │ …», a cell over several lines → one row a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BORDER = re.compile(r"^\s*[+┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╟╫╢╞╪╡][-=+─━═┬┼┴╦╬╩╫╪┐┤┘╗╣╝╢╡\s]*$")
_BARS = str.maketrans("│┃║", "|||")
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?$")
_HYPHEN = re.compile(r"(?<=[а-яё])-\s(?=[а-яё])")


def undrawn(lines: Sequence[str]) -> list[str]:
    """The lines with each row of a drawn table in one; all else as it is."""
    out: list[str] = []
    row: list[list[str]] = []
    inside = False
    for line in lines:
        if _BORDER.match(line):
            out += _rows(row)
            row, inside = [], True
            continue
        bar = line.strip().translate(_BARS)
        if inside and bar.startswith("|") and bar.endswith("|") and len(bar) > 1:
            row.append([cell.strip() for cell in bar[1:-1].split("|")])
            continue
        out += _rows(row)
        row, inside = [], False
        out.append(line)
    return out + _rows(row)


def _rows(lines: Sequence[Sequence[str]]) -> list[str]:
    """Lines between two borders as rows: one row, unless more of them than one begin with a number."""
    rows: list[list[list[str]]] = []
    several = sum(bool(_NUMBER.match(cells[0])) for cells in lines) > 1
    for cells in lines:
        begins = several and _NUMBER.match(cells[0])
        if not rows or begins or len(cells) != len(rows[-1][0]):
            rows.append([])
        rows[-1].append(list(cells))
    return [f"| {' | '.join(_joined(column) for column in zip(*row, strict=True))} |" for row in rows]


def _joined(parts: Sequence[str]) -> str:
    return _HYPHEN.sub("", " ".join(part for part in parts if part))
