"""The letter's template as shipped: `python -m audits.formats.letter_template FILE` writes it anew.

A ministry replaces the file, not this module: the template is an ordinary Word document with the fields listed in the
README. It is built by code so that its first version is reviewable.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from audits.formats.paper import a4, column_widths, long_table

# a day must stay on one line in wider letters, too: not every office has Times New Roman
_HEADS = (("№", 0.9), ("Что выявлено", 5.0), ("Требование", 4.0), ("Что сделать", 4.4), ("Выявлено, срок", 2.7))
_FIELDS = (
    ("{{ r.number }}",),
    ("{{ r.message }}", "{%p if r.where %}", "{{ r.where }}", "{%p endif %}"),
    ("{{ r.demand }}", "{%p if r.basis %}", "{{ r.basis }}", "{%p endif %}"),
    ("{{ r.remedy }}",),
    ("{{ r.since }}", "{%p if r.due %}", "срок: {{ r.due }}", "{%p endif %}"),
)


def build_template(path: Path) -> None:
    """Write the default template to `path`."""
    document = Document()
    a4(document, size=13)
    section = document.sections[0]
    section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    _page_numbers(section)

    _head(document)
    _paragraph(document, "{{ subject }}", bold=True, before=14, width=9)
    _paragraph(document, "{{ opening }}", indent=True, before=10)
    _paragraph(document, "{%p for o in organizations %}")
    _paragraph(
        document, "{{ o.name }}{% if o.site %} ({{ o.site }}){% endif %}", bold=True, keep=True, before=8, size=12
    )
    _table(document)
    _paragraph(document, "{%p endfor %}")
    _paragraph(document, "{{ request }}", indent=True, before=10)
    _paragraph(document, "{{ note }}", indent=True)
    signature = _paragraph(document, "{{ signer }}\t____________________\tИ. О. Фамилия", before=24)
    for stop, side in ((8.5, WD_TAB_ALIGNMENT.CENTER), (17.0, WD_TAB_ALIGNMENT.RIGHT)):
        signature.paragraph_format.tab_stops.add_tab_stop(Cm(stop), side)
    _paragraph(document, "Исполнитель: ____________________, тел. ____________", before=18, size=9.5)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def _head(document: DocumentObject) -> None:
    """Number and date on the left, left to the clerk; the addressee on the right."""
    table = document.add_table(rows=1, cols=2)
    column_widths(table, [8.5, 8.5])
    left, right = table.rows[0].cells
    left.paragraphs[0].add_run("____________ № ____________")
    left.add_paragraph("На № ____________ от ____________")
    right.paragraphs[0].add_run("{{ addressee }}")


def _page_numbers(section: Any) -> None:
    """In the middle above the text, from the second page on."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _paragraph(
    document: DocumentObject,
    text: str,
    *,
    bold: bool = False,
    indent: bool = False,
    keep: bool = False,
    before: float = 0,
    size: float | None = None,
    width: float | None = None,
) -> Paragraph:
    """Sizes and spaces in points, widths in centimetres."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size) if size else None
    shape = paragraph.paragraph_format
    shape.space_before, shape.keep_with_next = Pt(before), keep
    if width:
        shape.right_indent = Cm(17 - width)
    if indent:
        shape.first_line_indent = Cm(1.25)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return paragraph


def _table(document: DocumentObject) -> None:
    table = document.add_table(rows=4, cols=len(_HEADS))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, (head, width) in enumerate(_HEADS):
        table.columns[column].width = Cm(width)
        for line in table.rows:
            line.cells[column].width = Cm(width)
        _cell(table.rows[0].cells[column], head, bold=True)
        _cell(table.rows[2].cells[column], *_FIELDS[column])
    _cell(table.rows[1].cells[0], "{%tr for r in o.rows %}")
    _cell(table.rows[3].cells[0], "{%tr endfor %}")
    long_table(table)


def _cell(cell: _Cell, *texts: str, bold: bool = False) -> None:
    """A paragraph a text, those after the first a little apart."""
    for number, text in enumerate(texts):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(10), bold
        paragraph.paragraph_format.space_before = Pt(3 if number else 0)
        paragraph.paragraph_format.space_after = Pt(0)


if __name__ == "__main__":
    build_template(Path(sys.argv[1]))
