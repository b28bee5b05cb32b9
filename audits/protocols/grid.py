"""Instructions written as a table: «№ | Поручение | Ответственный | Срок» → the lines of an ordinary protocol."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TEXT = re.compile(r"поручени|мероприяти|решени|содержани|наименовани|задач|действи|вопрос", re.I)
_WHO = re.compile(r"ответственн|исполнител|кому", re.I)
_TERM = re.compile(r"\bсрок", re.I)
_NUMBER = re.compile(r"^(?:№|n|п/п|номер|пункт)", re.I)
_RULER = re.compile(r"^[\s|:+-]+$")
_OWN_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\s*[.)]?$")


def without_grids(lines: Sequence[str]) -> list[str]:
    """Rows of instruction tables (cells parted by tabs or bars) as item, person and term lines; others unchanged."""
    out: list[str] = []
    columns: dict[str, int] = {}
    width, count = 0, 0
    for line in lines:
        cells = _cells(line)
        if len(cells) >= 3 and (found := _columns(cells)):
            columns, width, count = found, len(cells), 0
            continue
        if columns and _RULER.match(line) and line.strip():
            continue
        if columns and len(cells) == width:
            count += 1
            out += _row(cells, columns, count)
            continue
        if line.strip():
            columns = {}
        out.append(line)
    return out


def _cells(line: str) -> list[str]:
    bar = line.strip()
    if bar.startswith("|") and bar.endswith("|") and len(bar) > 1:
        return [cell.strip() for cell in bar[1:-1].split("|")]
    return [cell.strip() for cell in line.split("\t")] if "\t" in line else []


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Which column says what; empty unless this is the heading of a table of instructions."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        for name, pattern in (("number", _NUMBER), ("term", _TERM), ("who", _WHO), ("text", _TEXT)):
            if pattern.search(cell) and name not in found and len(cell) < 60:
                found[name] = at
                break
    return found if {"term", "text"} <= found.keys() else {}


def _row(cells: Sequence[str], columns: dict[str, int], count: int) -> list[str]:
    own = _OWN_NUMBER.match(cells[columns["number"]]) if "number" in columns else None
    lines = [f"{own[1] if own else count}. {cells[columns['text']]}"]
    if "who" in columns and cells[columns["who"]]:
        lines.append(f"Ответственные: {cells[columns['who']]}")
    if cells[columns["term"]]:
        lines.append(f"Срок: {cells[columns['term']]}")
    return lines
