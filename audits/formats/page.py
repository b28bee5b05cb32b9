"""Tables as one page of HTML: whole in itself, without script, fit for paper. Everything foreign is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup, escape

from audits.formats.cells import plain, readable
from audits.formats.model import Cell, Table
from audits.formats.tables import as_text

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
td.n { text-align: right; white-space: nowrap; overflow-wrap: normal; }
tr.total td { font-weight: bold; }
@media print {
  @page { size: A4 landscape; margin: 1cm; }
  :root { font-size: 7pt; color-scheme: light; }
  body { margin: 0; }
  .around { overflow: visible; }
  th, td { padding: .15rem .25rem; }
  td { overflow-wrap: anywhere; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
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
    yield from (Markup('<th scope="col">{}</th>').format(plain(head)) for head in table.columns)
    yield "</tr></thead>\n<tbody>\n"
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        yield '<tr class="total">' if table.total and number == last else "<tr>"
        yield from (_cell(cell, percent=column in table.percent) for column, cell in enumerate(row))
        yield "</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _cell(cell: Cell, *, percent: bool) -> str:
    text = plain(as_text(cell, percent=percent))
    if isinstance(cell, int | float):
        return Markup('<td class="n">{}</td>').format(text)
    return Markup("<td>{}</td>").format(_linked(text))


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
