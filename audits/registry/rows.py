"""The text of a CSV file → its rows, also where a quotation mark was never closed or a row was cut in two.

A mark that is never closed swallows the rows after it; a line break in a cell without marks cuts a row in two. Both are
mended where the number of cells leaves no doubt, and told; where it does, the row is read as it stands and told by its
cells.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator

from audits.registry.model import Line, Remark, Severity, UnreadableError

MAX_CELL = 32_768  # what a spreadsheet's cell may hold; longer means a quotation mark was never closed
_CONTINUED = re.compile(r"^[а-яё]{2,} ")  # «имени А. С. Озёрова»
_UNCLOSED = Remark("кавычка не закрыта, поэтому строки до следующей кавычки прочитаны каждая отдельно; исправьте её")
SUSPECTED = "похоже, не закрыта кавычка и слились соседние строки. Проверьте её"
_TORN = "строка разорвана переводом строки и прочитана вместе со следующей; уберите перевод строки"


def read_rows(text: Iterable[str], delimiter: str, width: int = 0) -> Iterator[Line]:
    """Rows, numbered as an editor shows their first line. `width`: cells of a whole row; 0: unknown, nothing is mended.

    Raises `UnreadableError`.
    """
    rows = _parsed(text, delimiter, width)
    return _joined(rows, width) if width > 1 else rows


def _parsed(text: Iterable[str], delimiter: str, width: int) -> Iterator[Line]:
    csv.field_size_limit(MAX_CELL)
    lines = iter(text)
    taken: list[str] = []  # the lines of the row that is being read

    def remembered() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    reader = csv.reader(remembered(), delimiter=delimiter)
    number = 1
    while True:
        broken: csv.Error | None = None
        row: list[str] | None = None
        try:
            row = next(reader, None)
        except csv.Error as error:
            broken = error
        if row is None and broken is None:
            return
        closed = len(taken) < 2 or width < 2 or (broken is None and _is_closed(taken, delimiter))
        apart = None if closed else _line_by_line(taken, delimiter, width)
        if apart is not None:
            for offset, cells in apart:
                yield Line(number + offset, tuple(map(bare, cells)), () if offset else (_UNCLOSED,))
        elif broken is not None:
            why = f"таблица не разобрана ({broken}); вероятно, где-то не закрыта кавычка. Проверьте кавычки"
            raise UnreadableError(why) from broken
        elif row is not None:
            yield Line(number, tuple(map(bare, row)), () if closed else (Remark(SUSPECTED, Severity.ERROR),))
        number += len(taken)
        taken.clear()


def _is_closed(lines: Iterable[str], delimiter: str) -> bool:
    """Whether every quotation mark of a row is closed before a delimiter or the end: a cell of several lines is."""
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _line_by_line(lines: Iterable[str], delimiter: str, width: int) -> list[tuple[int, list[str]]] | None:
    """The lines of what was read as one row, each a row by itself; None when one of them is not a whole row."""
    found = []
    for offset, line in enumerate(lines):
        text = line.rstrip("\r\n")
        if not text.strip():
            continue
        cells = next(csv.reader([text], delimiter=delimiter), [])
        if len(cells) != width:
            cells = [_unmarked(cell) for cell in text.split(delimiter)]
        if len(cells) != width:
            return None
        found.append((offset, cells))
    return found if len(found) > 1 else None


def _unmarked(cell: str) -> str:
    """A cell that was read without heed to quotation marks, without the one that was never closed."""
    cell = cell.strip()
    return cell[1:].removesuffix('"').replace('""', '"') if cell.startswith('"') else cell


def _joined(rows: Iterable[Line], width: int) -> Iterator[Line]:
    """Rows, with those put together that are the two halves of one: their cells make one row, and so do their marks."""
    before: Line | None = None
    for line in rows:
        if before is not None and _are_halves(before.cells, line.cells, width):
            middle = f"{before.cells[-1]} {line.cells[0]}".strip()
            remark = Remark(_TORN, Severity.WARNING)
            cells = (*before.cells[:-1], middle, *line.cells[1:])
            yield Line(before.number, cells, (*before.remarks, *line.remarks, remark))
            before = None
            continue
        if before is not None:
            yield before
        before = line
    if before is not None:
        yield before


def _are_halves(first: tuple[str, ...], second: tuple[str, ...], width: int) -> bool:
    """Whether two rows are one: as many cells together, and a mark left open or a sentence going on between them."""
    if not first or not second or len(first) + len(second) - 1 != width:
        return False
    goes_on = _CONTINUED.match(second[0]) is not None and not first[-1].isdigit()
    return goes_on or (_open(first[-1]) and any(mark in second[0] for mark in '»)"'))


def _open(text: str) -> bool:
    """Whether a quotation mark or a bracket is opened in a text and not closed in it."""
    pairs = (text.count("«") - text.count("»"), text.count("(") - text.count(")"))
    return any(count > 0 for count in pairs) or text.count('"') % 2 == 1


def bare(cell: str) -> str:
    """A cell without the spaces around it, and without what keeps a number a text: ="070…" and '070…."""
    cell = cell.strip()
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        return cell[2:-1].strip()
    return cell[1:] if cell.startswith("'") and cell[1:].isdigit() else cell
