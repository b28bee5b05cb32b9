"""Spreadsheets: XLSX by openpyxl, XLS by xlrd. Every sheet is a table; its text is the rows, one a line."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from crawler.documents.budget import Deadline, DocumentBudget, Extract, UnreadableError
from crawler.documents.cleaning import clean, one_line, table
from crawler.documents.package import Package
from crawler.items import Reason, Table

MAX_COLUMNS = 100
MAX_SHEETS = 50


def cell_text(value: Any) -> str:
    """A cell as a person sees it, near enough: 2024.0 is 2024, dates are dd.mm.yyyy."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() != time():
        return value.strftime("%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return str(value)


def collect(
    kind: str, sheets: Iterable[tuple[str, Iterable[Iterable[Any]]]], budget: DocumentBudget, deadline: Deadline
) -> Extract:
    """Turn sheets (name, rows of values) into text and tables within the budget."""
    lines: list[str] = []
    tables: list[Table] = []
    cells, cut = 0, False
    for name, rows in sheets:
        kept: list[list[str]] = []
        for row in rows:
            texts = [one_line(cell_text(value)) for _, value in zip(range(MAX_COLUMNS), row, strict=False)]
            cells += len(texts)
            if cells > budget.max_cells or deadline.passed:
                cut = True
                break
            if any(texts):
                kept.append(texts)
        if found := table(kept):
            tables.append(found)
            lines += [name, *("\t".join(cell for cell in row if cell) for row in found.rows)]
        if cut:
            break
    text = clean("\n".join(lines))
    cut = cut or len(text) > budget.max_text
    reason, detail = (Reason.BUDGET_EXHAUSTED, "таблица прочитана не до конца") if cut else (None, "")
    return Extract(kind, text[: budget.max_text], tuple(tables), reason=reason, detail=detail)


def read_xlsx(body: bytes, budget: DocumentBudget, deadline: Deadline) -> Extract:
    """Read an `.xlsx` row by row; formulas give their stored values."""
    import openpyxl  # 80 ms to import: only those who meet a spreadsheet pay

    Package(body, budget)  # refuses bombs before openpyxl unpacks anything
    try:
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise UnreadableError(f"файл XLSX не читается: {type(error).__name__}: {error}") from error
    try:
        sheets = [(sheet.title, _rows(sheet)) for sheet in book.worksheets[:MAX_SHEETS]]
        return collect("xlsx", sheets, budget, deadline)
    finally:
        book.close()


def _rows(sheet: Any) -> Iterator[Iterable[Any]]:
    # The declared size of a sheet is often a lie ("A1" or a million rows): count what is there.
    sheet.reset_dimensions()
    yield from sheet.iter_rows(values_only=True)


def read_xls(body: bytes, budget: DocumentBudget, deadline: Deadline) -> Extract:
    """Read an `.xls` (BIFF)."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=body, on_demand=True, logfile=io.StringIO())
    except Exception as error:
        raise UnreadableError(f"файл XLS не читается: {type(error).__name__}: {error}") from error

    def rows(index: int) -> Iterator[list[Any]]:
        sheet = book.sheet_by_index(index)
        for number in range(sheet.nrows):
            yield [_xls_value(cell, book.datemode) for cell in sheet.row(number)]

    try:
        names = book.sheet_names()[:MAX_SHEETS]
        return collect("xls", ((name, rows(index)) for index, name in enumerate(names)), budget, deadline)
    finally:
        book.release_resources()


def _xls_value(cell: Any, datemode: int) -> Any:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, datemode)
        except (xlrd.XLDateError, OverflowError, ValueError):
            return cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return "" if cell.ctype == xlrd.XL_CELL_ERROR else cell.value
