"""Data tables give rows; tables that only lay out an old page do not."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.tree import Node, inner_text

_LONG_CELL: Final = 1_500
_TABLE_CLASSES: Final = frozenset({"table", "wikitable", "table-bordered", "table-striped", "tablepress", "dataTable"})
_SHORT: Final = 10  # characters of a number
_STRUCTURE: Final = frozenset({"table", "form", "h1", "h2", "h3", "iframe", "nav", "header", "footer"})


_CELLS: Final = 3  # of a line that is a row
_NUMBERS: Final = 2  # among them
_A_CELL: Final = 300  # characters
_NUMBER: Final = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?\s?%?")


def is_line_of_cells(node: Node) -> bool:
    """A row drawn as one line: «<div><span>Школа № 1</span><span>98,7</span><span>91</span></div>», and no words
    between the cells."""
    children = node.children
    if len(children) < _CELLS:
        return False
    cells = []
    for child in children:
        if isinstance(child, str):
            if not child.isspace():
                return False
        elif child.tag != "span" or child.size > _A_CELL:
            return False
        else:
            cells.append(child)
    if len(cells) < _CELLS or not cells[0].size:
        return False
    numbers = sum([cell.size < _SHORT and _NUMBER.fullmatch(inner_text(cell, _SHORT)) is not None for cell in cells])
    return numbers >= _NUMBERS and numbers * 2 >= len(cells)


def rows(table: Node) -> list[Node]:
    """Rows of this table, not of tables inside it."""
    found: list[Node] = []
    for child in table.nodes():
        if child.tag == "tr":
            found.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            found.extend(row for row in child.nodes() if row.tag == "tr")
    return found


def is_data_table(table: Node) -> bool:
    """At least two rows of at least two short cells, no page structure inside."""
    lines = rows(table)
    if not lines:
        return False
    cells = [[cell for cell in line.nodes() if cell.tag in ("td", "th")] for line in lines]
    widths = [len(line) for line in cells]
    if max(widths) < 2 or (len(lines) < 2 and not any(cell.tag == "th" for line in cells for cell in line)):
        return False
    longest = max(cell.size for line in cells for cell in line)
    marked = bool(_TABLE_CLASSES & set(table.get("class").split())) or table.get("border") not in ("", "0")
    marked = marked or any(cell.tag == "th" for cell in cells[0])
    if longest > (_LONG_CELL * 3 if marked else _LONG_CELL):
        return False
    # a page laid out with a table has its structure within the first levels of its cells
    inside = [child for line in cells for cell in line for child in cell.children if type(child) is Node]
    while inside:
        node = inside.pop()
        if node.tag in _STRUCTURE:
            return False
        inside.extend([child for child in node.children if type(child) is Node])
    return marked or sum(width >= 2 for width in widths) * 2 > len(widths)
