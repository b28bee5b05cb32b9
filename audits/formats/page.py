"""Tables as one page of HTML: whole in itself, without script, fit for paper. Everything foreign is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup, escape

from audits.formats.cells import plain, readable
from audits.formats.model import Cell, Table
from audits.formats.tables import as_text

_NOTHING = (None, "")
_DAY = re.compile(r"\d{2}\.\d{2}\.\d{4}|\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?")
_LONG = 600  # characters of a cell: about a quarter of a sheet
_LINE = 40  # characters a line of its own counts for, however short
_ADDRESS = re.compile(r"https?://[^\s<>\"«»]+")

_STYLE = """
:root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif; }
body { margin: 1.5rem; }
h1 { font-size: 1.4rem; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
.around { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8888; padding: .25rem .5rem; text-align: left; vertical-align: top;
  white-space: pre-line; overflow-wrap: break-word; hyphens: auto; max-width: 26rem; }
thead th { background: #8882; hyphens: none; }
a { overflow-wrap: anywhere; }
td.n { text-align: right; }
td.n, td.d { white-space: nowrap; overflow-wrap: normal; }
tr.total td { font-weight: bold; }
@media print {
  @page { size: A4 landscape; margin: 1cm; }
  :root { font-size: 7pt; color-scheme: light; }
  body { margin: 0; }
  .around { overflow: visible; }
  th, td { padding: .15rem .25rem; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  tr.long { break-inside: auto; }
  .empty { display: none; }
  a { color: inherit; }
}
"""

_HEAD = Markup(
    '<!doctype html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
    "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>На {day}.</p>\n"
)


def write_tables_page(tables: Sequence[Table], *, title: str, on: date) -> Iterator[str]:
    """The page, piece by piece."""
    yield _HEAD.format(title=plain(title), style=Markup(_STYLE), day=f"{on:%d.%m.%Y}")
    for table in tables:
        if len(tables) > 1:
            yield Markup('<h2 id="{}">{}</h2>\n').format(table.id, plain(table.title))
        if table.note:
            yield Markup("<p>{}</p>\n").format(plain(table.note))
        yield from _table(table)
    yield "</body>\n</html>\n"


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        yield "<p>Строк нет.</p>\n"
        return
    # what can be scrolled must be reachable by the keyboard, and named
    yield Markup('<div class="around" role="region" tabindex="0" aria-label="{}">\n<table>\n<thead><tr>').format(
        plain(table.title)
    )
    empty = {
        column for column in range(len(table.columns)) if not any(row[column] not in _NOTHING for row in table.rows)
    }
    for column, head in enumerate(table.columns):
        yield Markup('<th scope="col"{}>{}</th>').format(_class("empty" * (column in empty)), plain(head))
    yield "</tr></thead>\n<tbody>\n"
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        kind = "total" if table.total and number == last else "long" if _is_long(row) else ""
        yield Markup("<tr{}>").format(_class(kind))
        for column, cell in enumerate(row):
            yield _cell(cell, percent=column in table.percent, empty=column in empty)
        yield "</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _is_long(row: Sequence[Cell]) -> bool:
    """Whether a row may take much of a sheet: kept whole, it would leave the one before it empty."""
    return any(isinstance(cell, str) and len(cell) + _LINE * cell.count("\n") > _LONG for cell in row)


def _cell(cell: Cell, *, percent: bool, empty: bool) -> str:
    """`empty`: nothing stands in the whole column, which paper has no room for."""
    text = plain(as_text(cell, percent=percent))
    if isinstance(cell, int | float):
        return Markup('<td class="n">{}</td>').format(text)
    kind = "empty" if empty else "d" if isinstance(cell, date) or _DAY.fullmatch(text) else ""
    return Markup("<td{}>{}</td>").format(_class(kind), _linked(text))


def _class(name: str) -> Markup:
    return Markup(' class="{}"').format(name) if name else Markup("")


def _linked(text: str) -> Markup:
    """Text in which addresses of the web can be followed; nothing else becomes a link."""
    pieces, end = [], 0
    for found in _ADDRESS.finditer(text):
        pieces += [
            escape(text[end : found.start()]),
            Markup('<a href="{}">{}</a>').format(found[0], readable(found[0])),
        ]
        end = found.end()
    return Markup("").join([*pieces, escape(text[end:])])
