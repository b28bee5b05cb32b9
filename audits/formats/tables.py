"""Tables as a workbook, a document, CSV or plain objects."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from textwrap import wrap
from typing import Any

import xlsxwriter
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from audits.errors import InputError
from audits.formats.cells import neutral, plain
from audits.formats.model import Cell, Table
from audits.formats.paper import a4, column_widths, long_table
from audits.formats.write import csv_lines

_SHEET_ROWS = 1_048_570  # Excel takes six more, for title, note and headings
_ON_PAPER = 24  # the same where what is printed has to be read
_TALL = 30  # lines: Excel makes no row much higher
_WIDE = 60  # characters a column of text may take in a sheet
_DOCUMENT_ROWS = 400  # a longer list is work for a sheet, not for paper


def as_text(cell: Cell, *, percent: bool = False) -> str:
    """As a person writes it: decimal comma, spaces between thousands, a dash for nothing."""
    if cell is None:
        return "—"
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, float):
        shown = f"{cell:,.1f}" if percent or round(cell, 1) == cell else f"{cell:,.2f}"
        return shown.replace(",", " ").replace(".", ",")
    if isinstance(cell, int):
        return f"{cell:,}".replace(",", " ") if abs(cell) >= 10_000 else str(cell)
    return cell


def tables_record(tables: Sequence[Table]) -> dict[str, Any]:
    """Tables by id as plain objects, cells in their types."""
    return {
        table.id: {
            "title": table.title,
            "note": table.note,
            "columns": list(table.columns),
            "rows": [[cell.isoformat() if isinstance(cell, date) else cell for cell in row] for row in table.rows],
        }
        for table in tables
    }


def table_csv(table: Table, *, delimiter: str) -> Iterator[str]:
    """One table. Headings may repeat («Доля, %»), so columns go by position."""
    columns = tuple(str(number) for number in range(len(table.columns)))
    heads = dict(zip(columns, table.columns, strict=True))
    rows: Iterator[Mapping[str, Any]] = (
        {key: neutral(as_text(cell)) if cell is not None else "" for key, cell in zip(columns, row, strict=True)}
        for row in (tuple(heads.values()), *table.rows)
    )
    lines = csv_lines(rows, columns, disarm=False, delimiter=delimiter)
    first = next(lines, "")
    yield first.split("\r\n", 1)[1]  # the line of positions
    yield from lines


def write_tables_workbook(tables: Sequence[Table], *, title: str, on: date, contents: bool = True) -> bytes:
    """An XLSX: contents with links, then a sheet a table, each ready to be printed.

    Raises InputError for more rows than a sheet takes: none may be lost silently.
    """
    for table in tables:
        if len(table.rows) > _SHEET_ROWS:
            raise InputError(
                f"Книга не записана: в таблице «{table.title}» строк — {len(table.rows)}, лист вмещает {_SHEET_ROWS}.",
                "Возьмите --format csv.",
            )
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    )
    book.set_properties(
        {"title": plain(title), "comments": "Составлено программой nok", "created": datetime.combine(on, time(0, 0))}
    )
    base = {"font_name": "Arial", "font_size": 9, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    styles = {
        "text": book.add_format(base | {"text_wrap": True}),
        "int": book.add_format(base | {"num_format": "0"}),
        "long": book.add_format(base | {"num_format": "#,##0"}),
        "float": book.add_format(base | {"num_format": "#,##0.0#"}),
        "date": book.add_format(base | {"num_format": "dd.mm.yyyy", "align": "left"}),
        "head": book.add_format(base | {"bold": True, "bg_color": "#DCE6F1", "text_wrap": True, "valign": "vcenter"}),
        "title": book.add_format({"font_name": "Arial", "font_size": 13, "bold": True}),
        "note": book.add_format({"font_name": "Arial", "font_size": 9, "font_color": "#595959"}),
        "link": book.add_format({"font_name": "Arial", "font_size": 10, "font_color": "#0B57A4", "underline": 1}),
    }
    if contents:
        _contents(book.add_worksheet("Содержание"), tables, title, styles)
    for number, table in enumerate(tables):
        _sheet(book.add_worksheet(f"{number + 1}" if contents else plain(table.title)[:31]), table, styles, on)
    book.close()
    return stream.getvalue()


def _contents(first: Any, tables: Sequence[Table], title: str, styles: Mapping[str, Any]) -> None:
    first.hide_gridlines(2)
    first.set_landscape()
    first.set_paper(9)
    first.fit_to_pages(1, 0)
    first.set_column(0, 0, 90)
    first.write_string(0, 0, plain(title), styles["title"])
    for number, table in enumerate(tables):
        name = f"{number + 1}"
        first.write_url(number + 2, 0, f"internal:'{name}'!A1", styles["link"], f"{name}. {plain(table.title)}"[:250])


def _sheet(sheet: Any, table: Table, styles: Mapping[str, Any], on: date) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    if table.printed:
        sheet.print_area(0, 0, 3 + len(table.rows), table.printed - 1)
    sheet.freeze_panes(4, 0)
    sheet.set_footer(f"&L{plain(table.title)[:80]}, на {on:%d.%m.%Y}&RСтр. &P из &N")
    sheet.write_string(0, 0, plain(table.title), styles["title"])
    sheet.write_string(1, 0, plain(table.note), styles["note"])
    widest = _ON_PAPER if table.printed else _WIDE
    lines = 1
    for column, head in enumerate(table.columns):
        longest = max((len(as_text(row[column])) for row in table.rows), default=0)
        width = min(max(longest * 0.95, len(head) * 0.4, _word(head) * 1.1 + 2, 7), widest)
        lines = max(lines, len(wrap(head, int((width - 1) / 1.1), break_long_words=False)))  # bold letters are wider
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, plain(head), styles["head"])
    sheet.set_row(3, 13 * lines + 2)
    for line, row in enumerate(table.rows, 4):
        for column, cell in enumerate(row):
            _write(sheet, line, column, cell, styles)
        if table.printed:
            sheet.set_row(line, _height(row[: table.printed]))
    body = len(table.rows) - table.total
    if body > 0:
        sheet.autofilter(3, 0, 3 + body, len(table.columns) - 1)
    for column in table.percent:
        bar = {"type": "data_bar", "bar_color": "#9DC3E6", "bar_solid": True, "min_type": "num", "min_value": 0}
        sheet.conditional_format(4, column, 3 + max(body, 1), column, bar | {"max_type": "num", "max_value": 100})


def _height(cells: Sequence[Cell]) -> float:
    """Points a row needs: not every program fits the height of wrapped text by itself."""
    texts = (as_text(cell).split("\n") for cell in cells)
    lines = max(sum(-(-len(line) // int(_ON_PAPER * 1.2)) or 1 for line in text) for text in texts)
    return 12.5 * min(lines, _TALL) + 2


def _word(text: str) -> int:
    """Length of the longest word: what a column must hold without breaking it."""
    return max(map(len, text.split()), default=0)


def _write(sheet: Any, line: int, column: int, cell: Cell, styles: Mapping[str, Any]) -> None:
    if cell is None:
        sheet.write_string(line, column, "—", styles["text"])
    elif isinstance(cell, date):
        sheet.write_datetime(line, column, datetime.combine(cell, time(0, 0)), styles["date"])
    elif isinstance(cell, float):
        sheet.write_number(line, column, cell, styles["float"])
    elif isinstance(cell, int):
        # a year is a name, not a quantity: nothing between its thousands
        sheet.write_number(line, column, cell, styles["int" if abs(cell) < 10_000 else "long"])
    else:
        sheet.write_string(line, column, plain(cell), styles["text"])


def write_tables_document(tables: Sequence[Table], *, title: str) -> bytes:
    """A DOCX: a heading, the table and its note, one after another, on A4 landscape."""
    document = Document()
    a4(document, landscape=True)
    document.add_heading(plain(title), level=1)
    for number, table in enumerate(tables, 1):
        document.add_heading(f"{number}. {plain(table.title)}", level=2)
        if table.note:
            document.add_paragraph(plain(table.note)).paragraph_format.keep_with_next = bool(table.rows)
        if table.rows:
            _document_table(document, table)
        if len(table.rows) > _DOCUMENT_ROWS:
            document.add_paragraph(
                f"Показано строк: {_DOCUMENT_ROWS} из {len(table.rows)}; все — в выгрузке --format xlsx."
            )
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _widths(rows: Sequence[Sequence[Cell]], page: float = 26.5) -> list[float]:
    """Centimetres that share a page: no word is broken while there is room, long texts get what is left."""
    columns = [[as_text(cell) for cell in column] for column in zip(*rows, strict=True)]
    needed = [max(_word(column[0]) * 0.215, *(_word(cell) * 0.185 for cell in column)) + 0.5 for column in columns]
    wanted = [max(min(max(map(len, column)) * 0.16, 9.0), least) for column, least in zip(columns, needed, strict=True)]
    if sum(needed) >= page:
        return [width * page / sum(needed) for width in needed]
    spare, asked = page - sum(needed), sum(wanted) - sum(needed) or 1.0
    share = min(spare / asked, 1.0)
    return [least + (want - least) * share for least, want in zip(needed, wanted, strict=True)]


def _document_table(document: Any, table: Table) -> None:
    rows = [table.columns, *table.rows[:_DOCUMENT_ROWS]]
    made = document.add_table(rows=len(rows), cols=len(table.columns))
    made.style = "Table Grid"
    cells = made._cells  # asked for once: every `row.cells` counts the whole table anew
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            place = cells[line * len(table.columns) + column]
            paragraph = place.paragraphs[0]
            run = paragraph.add_run(plain(as_text(cell, percent=column in table.percent)))
            run.font.size = Pt(8.5)
            run.bold = line == 0 or (table.total and line == len(rows) - 1)
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = line == 0  # a heading alone at the end of a page tells nothing
            if line and isinstance(cell, int | float):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    column_widths(made, _widths(rows))
    long_table(made)
