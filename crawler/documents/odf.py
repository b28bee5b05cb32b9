"""OpenDocument text and spreadsheets, straight from `content.xml`.

odfpy would need a whole object tree of the file (30 times the time); the reading order is the order of the XML.
"""

from __future__ import annotations

from typing import Any

from crawler.documents.budget import Deadline, DocumentBudget, Extract
from crawler.documents.cleaning import clean, one_line, table
from crawler.documents.package import Package
from crawler.documents.pasted import mark_odt
from crawler.documents.signature import signature_mark
from crawler.items import Reason, Table

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BODY = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}body"
_SKIPPED = (_TEXT + "tracked-changes", "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation")
MAX_REPEAT = 50
MAX_NESTING = 60


def read_odf(body: bytes, budget: DocumentBudget, deadline: Deadline, *, pictured: bool = False) -> Extract:
    """Read `.odt`, `.ods` or `.odp`. `pictured`: give the pictures that may be scans, and mark where they stand."""
    package = Package(body, budget)
    root = package.xml("content.xml")
    pasted = mark_odt(root, package) if pictured else ()
    lines: list[str] = []
    tables: list[Table] = []
    for found in root.iter(_BODY):
        _blocks(found, lines, tables, 0)
    names = package.names()
    title = package.xml("meta.xml").findtext(f".//{_TITLE}") if "meta.xml" in names else ""
    mime = package.read("mimetype").decode("ascii", "replace") if "mimetype" in names else ""
    kind = "ods" if "spreadsheet" in mime else "odp" if "presentation" in mime else "odt"
    text = clean("\n".join(lines))
    cut = len(text) > budget.max_text
    return Extract(
        kind,
        text[: budget.max_text],
        tuple(tables),
        one_line(title or "", 300),
        reason=Reason.BUDGET_EXHAUSTED if cut else None,
        detail=f"прочитано знаков: {budget.max_text}" if cut else "",
        signed=signature_mark(text),
        pasted=pasted,
    )


def _blocks(node: Any, lines: list[str], tables: list[Table], depth: int) -> None:
    if depth > MAX_NESTING:
        return
    for child in node:
        if child.tag in (_TEXT + "p", _TEXT + "h"):
            lines.append(_inline(child, depth))
        elif child.tag == _TABLE + "table":
            spans: dict[int, tuple[int, str]] = {}
            rows = [_cells(row, depth, spans) for row in child.iter(_TABLE + "table-row")]
            if found := table(rows):
                tables.append(found)
                lines.extend("\t".join(cell for cell in row if cell) for row in found.rows)
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            _blocks(child, lines, tables, depth + 1)


def _cells(row: Any, depth: int, spans: dict[int, tuple[int, str]]) -> list[str]:
    """Texts of a row; `spans` (rows left and text, by column) carries cells merged downwards from row to row."""
    cells: list[str] = []
    for cell in row:
        if cell.tag not in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            continue
        lines: list[str] = []
        _blocks(cell, lines, [], depth + 1)
        said = "\n".join(lines)
        down = str(cell.get(_TABLE + "number-rows-spanned") or "1")
        left, above = spans.pop(len(cells), (0, ""))
        if down.isdigit() and int(down) > 1:
            spans[len(cells)] = (int(down) - 1, said)
        elif cell.tag == _TABLE + "covered-table-cell" and left:
            said = said or above
            if left > 1:
                spans[len(cells)] = (left - 1, above)
        repeat = str(cell.get(_TABLE + "number-columns-repeated") or "1")
        cells += [said] * min(int(repeat) if repeat.isdigit() else 1, MAX_REPEAT)
    return cells


def _inline(node: Any, depth: int) -> str:
    """Text of a paragraph; spaces, tabs and breaks are elements of their own."""
    if depth > MAX_NESTING:
        return ""
    parts = [node.text or ""]
    for child in node:
        if child.tag == _TEXT + "s":
            parts.append(" ")
        elif child.tag == _TEXT + "tab":
            parts.append("\t")
        elif child.tag == _TEXT + "line-break":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            parts.append(_inline(child, depth + 1))
        parts.append(child.tail or "")
    return "".join(parts)
