"""Tables of a PDF page, from the lines drawn on it.

A plan is a table, and the running text of a PDF loses its columns. The engine that reads the text knows the drawn lines
as well: pdfplumber and camelot would do the same over a second engine (pdfminer, 20 to 30 times slower) and a dozen
packages more. Tables without drawn lines are not told from text here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from crawler.documents.cleaning import one_line, table
from crawler.items import Table

MAX_OBJECTS = 6000  # drawn objects looked at on one page; a drawing has more, a table does not
MAX_STROKES = 12_000  # tables are drawn cell by cell
MAX_LINES = 800  # of these, joined
MAX_CELLS = 1500  # of one page
NEAR = 2.5  # points: lines closer than this are one line drawn twice, or the two sides of a thin bar
SHORTEST = 6.0  # points


class Rule(NamedTuple):
    """A straight line along one axis: where it lies across, and from where to where it goes."""

    at: float
    start: float
    end: float


class Grid(NamedTuple):
    """The lines of one table: columns between `xs` (rising), rows between `ys` (falling)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


def tables_of(page: Any, textpage: Any) -> list[Table]:
    """Tables of an open page, top to bottom; a merged cell has its text in the first column of every row it covers."""
    return [read for _, _, read in _placed(page, textpage)]


def woven(page: Any, textpage: Any) -> str:
    """The text of an open page with its tables where they stand, their rows as «| a | b |».

    A row across a table is «| a |». Text beside a table is left out.
    """
    placed = [one for one in _placed(page, textpage) if len(one[2].rows) > 1 or one[0] - one[1] < page.get_height() / 2]
    parts, top = [], float(page.get_height())
    for upper, lower, read in placed:
        if upper > top:  # a table inside another one
            continue
        parts.append(_text_between(page, textpage, upper, top))
        parts.extend(_barred(row) for row in read.rows)
        top = lower
    parts.append(_text_between(page, textpage, 0, top))
    return "\n".join(parts)


def _placed(page: Any, textpage: Any) -> list[tuple[float, float, Table]]:
    """Tables with their upper and lower edges, from top to bottom."""
    across, down = _rules(page)
    found: list[tuple[float, float, Table]] = []
    left = MAX_CELLS
    for grid in _grids(across, down):
        left -= (len(grid.xs) - 1) * (len(grid.ys) - 1)
        if left < 0:
            break
        if read := table(_rows(grid, textpage)):
            found.append((grid.ys[0], grid.ys[-1], read))
    return sorted(found, key=lambda item: -item[0])


def _barred(row: Sequence[str]) -> str:
    cells = [cell.replace("|", "/") for cell in row]
    return f"| {' | '.join(cells if any(cells[1:]) else cells[:1])} |"


def _text_between(page: Any, textpage: Any, bottom: float, top: float) -> str:
    """The running text of a strip of the page, as it is read."""
    try:
        return str(textpage.get_text_bounded(left=0, bottom=bottom, right=page.get_width(), top=top))
    except pdfium.PdfiumError:
        return ""


def _rules(page: Any) -> tuple[list[Rule], list[Rule]]:
    across: list[Rule] = []
    down: list[Rule] = []
    for number, drawn in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=2)):
        if number >= MAX_OBJECTS or len(across) + len(down) >= MAX_STROKES:
            return [], []  # a drawing, a map: no table worth the time
        for x0, y0, x1, y1 in _strokes(drawn):
            if abs(y0 - y1) <= 1 and abs(x0 - x1) >= SHORTEST:
                across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) <= 1 and abs(y0 - y1) >= SHORTEST:
                down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    across, down = _joined(across), _joined(down)
    return (across, down) if len(across) + len(down) <= MAX_LINES else ([], [])


def _strokes(drawn: Any) -> Iterator[tuple[float, float, float, float]]:
    """Straight pieces of a path in page coordinates."""
    count = min(raw.FPDFPath_CountSegments(drawn.raw), 400)
    a, b, c, d, e, f = drawn.get_matrix().get()
    x, y = ctypes.c_float(), ctypes.c_float()
    here = first = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(drawn.raw, index)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        there = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = there
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield (*here, *there)
        here = there
        if raw.FPDFPathSegment_GetClose(segment):
            yield (*here, *first)
            here = first


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Lines drawn in pieces, cell by cell, or twice, as whole lines."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules):
        if rows and rule.at - rows[-1][0].at <= NEAR:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    whole: list[Rule] = []
    for pieces in rows:
        at = sum(piece.at for piece in pieces) / len(pieces)
        pieces.sort(key=lambda piece: piece.start)
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start > end + NEAR:
                whole.append(Rule(at, start, end))
                start, end = piece.start, piece.end
            end = max(end, piece.end)
        whole.append(Rule(at, start, end))
    return whole


def _grids(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[Grid]:
    """Groups of lines that touch one another, where they make at least two columns."""
    rest_across, rest_down = list(across), list(down)
    while rest_across and rest_down:
        mine_across: list[Rule] = [rest_across.pop()]
        mine_down: list[Rule] = []
        fresh = list(mine_across)
        flat = True
        while fresh:
            pool = rest_down if flat else rest_across
            touching = [rule for rule in pool if any(_touch(rule, one) for one in fresh)]
            for rule in touching:
                pool.remove(rule)
            (mine_down if flat else mine_across).extend(touching)
            fresh, flat = touching, not flat
        xs = _places(rule.at for rule in mine_down)
        ys = _places(rule.at for rule in mine_across)
        if len(xs) >= 3 and len(ys) >= 2:
            yield Grid(xs, ys[::-1], tuple(mine_across), tuple(mine_down))


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.start - NEAR <= other.at <= one.end + NEAR
        and other.start - NEAR <= one.at <= other.end + NEAR
    )  # fmt: skip


def _places(values: Iterable[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return tuple(found)


def _drawn(rules: Sequence[Rule], at: float, through: float) -> bool:
    return any(abs(rule.at - at) <= NEAR and rule.start - 1 <= through <= rule.end + 1 for rule in rules)


def _rows(grid: Grid, textpage: Any) -> Iterator[list[str]]:
    xs, ys = grid.xs, grid.ys
    taken: dict[tuple[int, int], str] = {}
    for row in range(len(ys) - 1):
        cells: list[str] = []
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                cells.append(taken[row, column])
                continue
            right = column + 1
            while right < len(xs) - 1 and not _drawn(grid.down, xs[right], middle):
                right += 1
            centre = (xs[column] + xs[column + 1]) / 2
            bottom = row + 1
            while bottom < len(ys) - 1 and not _drawn(grid.across, ys[bottom], centre):
                bottom += 1
            said = _text(textpage, xs[column], ys[bottom], xs[right], ys[row])
            for place in range(row, bottom):
                taken.update({(place, other): said if other == column else "" for other in range(column, right)})
            cells.append(said)
        yield cells


def _text(textpage: Any, left: float, bottom: float, right: float, top: float) -> str:
    try:
        return one_line(str(textpage.get_text_bounded(left=left, bottom=bottom, right=right, top=top)))
    except pdfium.PdfiumError:
        return ""
