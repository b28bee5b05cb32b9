"""The deficiency list as a workbook a civil servant can work with: a summary, then a sheet a sector."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from audits.findings.deficiency_list import SECTORS, SEVERITIES, STATES, DeficiencyRow, basis
from audits.findings.lines import shorten
from audits.formats.cells import plain, readable
from rules.model import Severity

# heading, width, how the cell is taken from a row
_COLUMNS: tuple[tuple[str, float], ...] = (
    ("Муниципалитет", 14),
    ("Организация", 22),
    ("Недостаток", 30),
    ("Уровень", 12.5),
    ("Требование и основание", 28),
    ("Что сделать", 28),
    ("Выявлен", 9.5),
    ("Срок", 9.5),
    ("Состояние", 10),
    ("Подтверждение", 24),
    ("Дней", 6),
    ("Код", 12),
    ("Правило", 28),
)
_LEVEL, _DUE, _EVIDENCE = 3, 7, 9
_PRINTED = 10  # the columns that go on paper; the rest is for work on the screen
_SEVERITY_COLOURS = {
    Severity.CRITICAL: "#F8CBCB",
    Severity.SERIOUS: "#FBE3C8",
    Severity.MODERATE: "#FFF6CC",
    Severity.MINOR: "#E8F0E4",
}
_TITLE = "Недостатки на сайтах организаций"
_QUOTE = (
    28  # characters: links are not wrapped everywhere, and a clipped quotation says nothing; the rest is in its tip
)
_MAX_URL = 2000  # Excel refuses longer links


class _Styles:
    """Cell formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_name": "Arial", "font_size": 9, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
        self.text = book.add_format(base | {"text_wrap": True})
        self.number = book.add_format(base | {"num_format": "0"})
        self.total = book.add_format(base | {"num_format": "0", "bold": True})
        self.date = book.add_format(base | {"num_format": "dd.mm.yyyy"})
        self.link = book.add_format(base | {"text_wrap": True, "font_color": "#0B57A4", "underline": 1})
        self.head = book.add_format(
            base | {"bold": True, "bg_color": "#DCE6F1", "text_wrap": True, "valign": "vcenter"}
        )
        self.title = book.add_format({"font_name": "Arial", "font_size": 14, "bold": True})
        self.note = book.add_format({"font_name": "Arial", "font_size": 9, "font_color": "#595959"})
        self.levels = {
            SEVERITIES[severity]: book.add_format({"bg_color": colour})
            for severity, colour in _SEVERITY_COLOURS.items()
        }
        self.late = book.add_format({"font_color": "#B00020", "bold": True})


def write_workbook(rows: Sequence[DeficiencyRow], *, on: date, title: str = _TITLE, today: date | None = None) -> bytes:
    """An XLSX of `rows`, judged on the day `on`; terms before `today` (otherwise: before `on`) are marked as over."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    )
    book.set_properties({"title": plain(title), "comments": "Составлено программой nok"})
    # the workbook must be the same for the same rows: its own creation time would differ on every run
    book.set_properties({"created": datetime.combine(on, time(0, 0))})
    styles = _Styles(book)
    _summary(book, styles, rows, on, title)
    for sector, name in SECTORS.items():
        chosen = [row for row in rows if row.sector is sector]
        if chosen:
            _sector_sheet(book, styles, name, chosen, on, today or on)
    book.close()
    return stream.getvalue()


def _summary(book: Workbook, styles: _Styles, rows: Sequence[DeficiencyRow], on: date, title: str) -> None:
    sheet = book.add_worksheet("Сводка")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 8, 14.5)
    sheet.set_footer(f"&L{_TITLE}, на {on:%d.%m.%Y}&RСтр. &P из &N")
    sheet.write_string(0, 0, plain(title), styles.title)
    organizations = len({row.organization for row in rows})
    sheet.write_string(
        1, 0, f"На {on:%d.%m.%Y}. Недостатков: {len(rows)}, организаций с недостатками: {organizations}.", styles.note
    )
    if not rows:
        sheet.write_string(3, 0, "Недостатков нет.", styles.note)
        return
    last = _by_sector(sheet, styles, rows, 3)
    places = Counter(row.municipality or "не указан" for row in rows)
    beside, last_place = _counted(sheet, styles, "По муниципалитетам", places, last + 2)
    first_rule, last_rule = _counted(
        sheet, styles, "По требованиям", Counter(row.title for row in rows), last_place + 2
    )
    shown = min(last_rule, first_rule + 14)
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "Недостатков",
            "categories": ["Сводка", first_rule, 0, shown, 0],
            "values": ["Сводка", first_rule, 1, shown, 1],
            "fill": {"color": "#3B6EA8"},
            "data_labels": {"value": True},
        }
    )
    chart.set_title({"name": "Чаще всего не выполняется", "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}})
    chart.set_x_axis({"num_format": "0", "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    chart.set_size({"width": 620, "height": 90 + 26 * (shown - first_rule + 1)})
    sheet.insert_chart(beside - 1, 3, chart, {"description": "Столбчатая диаграмма: число недостатков по требованиям"})


def _by_sector(sheet: Worksheet, styles: _Styles, rows: Sequence[DeficiencyRow], top: int) -> int:
    heads = ["Сфера", *(SEVERITIES[severity] for severity in Severity), "Всего", "Организаций"]
    sheet.write_row(top, 0, heads, styles.head)
    line = top
    for sector, name in SECTORS.items():
        chosen = [row for row in rows if row.sector is sector]
        if not chosen:
            continue
        line += 1
        counts = Counter(row.severity for row in chosen)
        sheet.write_string(line, 0, name, styles.text)
        for column, severity in enumerate(Severity, 1):
            sheet.write_number(line, column, counts[severity], styles.number)
        sheet.write_number(line, len(Severity) + 1, len(chosen), styles.number)
        sheet.write_number(line, len(Severity) + 2, len({row.organization for row in chosen}), styles.number)
    bar = {"type": "data_bar", "bar_color": "#9DC3E6", "bar_solid": True}
    sheet.conditional_format(top + 1, len(Severity) + 1, line, len(Severity) + 1, bar)
    line += 1
    whole = Counter(row.severity for row in rows)
    sheet.write_string(line, 0, "Всего", styles.total)
    totals = [*(whole[severity] for severity in Severity), len(rows), len({row.organization for row in rows})]
    for column, number in enumerate(totals, 1):
        sheet.write_number(line, column, number, styles.total)
    return line


def _counted(sheet: Worksheet, styles: _Styles, head: str, counts: Counter[str], top: int) -> tuple[int, int]:
    """A two-column table of counts, the largest first; gives its first and last line."""
    sheet.write_row(top, 0, [head, "Недостатков"], styles.head)
    line = top
    for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        line += 1
        sheet.write_string(line, 0, plain(name), styles.text)
        sheet.write_number(line, 1, count, styles.number)
    sheet.conditional_format(
        top + 1, 1, line, 1, {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#F4B183"}
    )
    return top + 1, line


def _sector_sheet(
    book: Workbook, styles: _Styles, name: str, rows: Sequence[DeficiencyRow], on: date, today: date
) -> None:
    sheet = book.add_worksheet(name[:31])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, len(rows), _PRINTED - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    sheet.set_header(f'&L&"Arial,Bold"&11{_TITLE}: {name.lower()}')
    sheet.set_footer(f"&L{name}, на {on:%d.%m.%Y}&RСтр. &P из &N")
    sheet.freeze_panes(1, 2)
    sheet.set_row(0, 30)
    for column, (head, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, styles.head)
    for line, row in enumerate(rows, 1):
        _write_row(sheet, styles, line, row)
    sheet.autofilter(0, 0, len(rows), len(_COLUMNS) - 1)
    for level, style in styles.levels.items():
        sheet.conditional_format(
            1, _LEVEL, len(rows), _LEVEL, {"type": "cell", "criteria": "==", "value": f'"{level}"', "format": style}
        )
    late = {
        "type": "formula",
        "criteria": f'=AND($H2<>"",$H2<DATE({today.year},{today.month},{today.day}))',
        "format": styles.late,
    }
    sheet.conditional_format(1, _DUE, len(rows), _DUE, late)


def _write_row(sheet: Worksheet, styles: _Styles, line: int, row: DeficiencyRow) -> None:
    state = STATES[row.state] + ("" if row.retested else " (не перепроверен)")
    cells: tuple[Any, ...] = (
        row.municipality,
        row.name,
        row.said,
        SEVERITIES[row.severity],
        "\n".join(filter(None, (row.demand, basis(row)))),
        row.remedy,
        row.since,
        row.due,
        state,
        None,
        row.days_open,
        row.organization,
        row.rule,
    )
    sheet.set_row(line, _height(cells))
    for column, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(line, column, datetime.combine(cell, time(0, 0)), styles.date)
        elif isinstance(cell, int):
            sheet.write_number(line, column, cell, styles.number)
        elif cell:
            sheet.write_string(line, column, plain(cell), styles.text)
        else:
            sheet.write_blank(line, column, None, styles.text)
    _write_evidence(sheet, styles, line, _EVIDENCE, row)


def _height(cells: Sequence[Any]) -> float:
    """Points a row needs: not every program fits the height of wrapped text by itself."""
    lines = (
        sum(max(-(-len(line) // max(int(width * 1.1), 1)), 1) for line in cell.split("\n"))
        for cell, (_, width) in zip(cells, _COLUMNS, strict=True)
        if isinstance(cell, str)
    )
    return 12.5 * min(max(max(lines, default=1), 1), 30) + 2


def _write_evidence(sheet: Worksheet, styles: _Styles, line: int, column: int, row: DeficiencyRow) -> None:
    """A link to what was seen; for absence, how many pages were read and where they began."""
    url = row.evidence[0].url if row.evidence else row.site
    if row.cause and row.evidence:  # a search that found nothing has an address for programs only
        url, text = "", row.evidence[0].excerpt or row.message
    elif row.evidence:
        text = row.evidence[0].excerpt or readable(url)
    elif row.pages_read:
        text = f"прочитано страниц: {len(row.pages_read)}"
    else:
        text = url
    if url.startswith(("http://", "https://")) and len(url) <= _MAX_URL:
        tip = f"{plain(text)[:120]} {url[:120]}" if text != url else url[:250]
        sheet.write_url(line, column, url, styles.link, shorten(plain(text), _QUOTE), tip=tip)
    elif text:
        sheet.write_string(line, column, plain(text), styles.text)
    else:
        sheet.write_blank(line, column, None, styles.text)
