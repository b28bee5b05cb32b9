"""Instructions written as a table: «№ | Поручение | Ответственный | Срок» → the lines of an ordinary protocol."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from audits.protocols.inline import without_terms

_TEXT = re.compile(r"поручени|мероприяти|решени|содержани|наименовани|задач|действи|вопрос", re.I)
_WHO = re.compile(r"ответственн|исполнител|кому", re.I)
_TERM = re.compile(r"\bсрок", re.I)
_NUMBER = re.compile(r"^[*_\s]*(?:№|n\b|п/п|номер|пункт)", re.I)
_RULER = re.compile(r"^[\s|:+-]+$")
_OWN_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\s*[.)]?$")
_ITEM = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})*)\s*[.)]\s*(?=\D)")
_DECIDED = re.compile(r"^\W*(?:решили|постановили)\b", re.I)
_ACROSS = 200  # letters a row across a table has at most; more is text after it
_AFTER = re.compile(r"^\W*(?:приложение\b|контроль\s+за\s)", re.I)


class _Grid(msgspec.Struct):
    """A table being read: its columns by what they say, and the number of its last row."""

    columns: Mapping[str, int]
    width: int
    prefix: str = ""  # the item the table stands under: its rows are «3.1», «3.2»
    below: bool | None = None  # whether it does: told by its first row, which else goes on with the numbers
    offset: int = 0  # rows of tables before it, where the numbers begin anew
    count: int = 0
    own: str = ""
    number: str = ""
    section: str = ""  # a row across the table: «Министерству культуры:»


def without_grids(lines: Sequence[str]) -> list[str]:
    """Rows of instruction tables (cells parted by tabs or bars) as item, person and term lines; others as text."""
    out: list[str] = []
    waiting: list[str] = []  # between rows: a row across the table, or what follows it
    grid: _Grid | None = None
    above = ""  # number of the last item in running text
    for line in lines:
        cells = _cells(line)
        if len(cells) >= 3 and (columns := _columns(cells)):
            items = [found[1] for part in waiting if (found := _ITEM.match(part))]
            above = items[-1] if items else above
            goes_on = grid if grid and not items else None
            out += waiting
            waiting = []
            grid = _Grid(columns, len(cells), prefix=above)
            if goes_on:
                grid.offset, grid.below = goes_on.offset + goes_on.count, goes_on.below
            continue
        if grid and "-" in line and _RULER.match(line):
            continue
        if grid and len(cells) == grid.width:
            filled = [cell for cell in cells if cell]
            across = " ".join(part.strip() for part in waiting if part.strip())
            if len(filled) > 1 and len(across) <= _ACROSS and not any(_ITEM.match(part) for part in waiting):
                grid.section = across or grid.section
                waiting = []
                out += _row(cells, grid)
                continue
            line = " ".join(filled)
        elif len(cells) > 1:
            line = " ".join(cells)
        if grid and _AFTER.match(line):
            out += waiting
            grid, waiting = None, []
        if grid:
            waiting.append(line)
            continue
        if _DECIDED.match(line) or _AFTER.match(line):
            above = ""
        elif found := _ITEM.match(line):
            above = found[1]
        out.append(line)
    return out + waiting


def _cells(line: str) -> list[str]:
    bar = line.strip()
    if bar.startswith("|") and bar.endswith("|") and len(bar) > 1:
        return [cell.strip() for cell in bar[1:-1].split("|")]
    if bar.count(" | ") > 1:
        return [cell.strip() for cell in bar.split("|")]
    return [cell.strip() for cell in line.split("\t")] if "\t" in line else []


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Which column says what; empty unless this is the heading of a table of instructions."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        for name, pattern in (("number", _NUMBER), ("term", _TERM), ("who", _WHO), ("text", _TEXT)):
            if pattern.search(cell) and name not in found and len(cell) < 60:
                found[name] = at
                break
    if "who" not in found and _WHO.search(cells[found.get("term", 0)]):
        found["who"] = found.get("term", 0)  # «Ответственный, срок» in one column
    return found if {"term", "text"} <= found.keys() else {}


def _row(cells: Sequence[str], grid: _Grid) -> Iterator[str]:
    columns = grid.columns
    own = _OWN_NUMBER.match(cells[columns["number"]].strip("*_ ")) if "number" in columns else None
    if own is None or own[1] != grid.own:  # else a row about the same item: merged cells, another person and term
        grid.own = own[1] if own else ""
        grid.count += "." not in grid.own
        grid.number = _numbered(grid)
        section = f"{grid.section.rstrip(': ')}: " if grid.section else ""
        yield f"{grid.number}. {section}{cells[columns['text']]}"
    who = cells[columns["who"]] if "who" in columns else ""
    if "who" in columns and columns["who"] == columns["term"]:
        who = without_terms(who).strip(" ,;–—-")
    if who:
        yield f"Ответственные: {who}"
    if cells[columns["term"]]:
        yield f"Срок: {cells[columns['term']]}"


def _numbered(grid: _Grid) -> str:
    """The number of a row in the protocol: its own, unless that begins anew below other items."""
    first, _, rest = (grid.own or str(grid.count)).partition(".")
    anew = grid.offset and int(first) == grid.count
    number = f"{int(first) + grid.offset if anew else first}" + (f".{rest}" if rest else "")
    if grid.below is None:
        grid.below = bool(grid.prefix) and not (grid.prefix.isdigit() and int(first) > int(grid.prefix))
    return f"{grid.prefix}.{number}" if grid.below else number
