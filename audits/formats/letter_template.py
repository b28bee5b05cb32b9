"""The letter's template as shipped: `python -m audits.formats.letter_template FILE` writes it anew.

A ministry replaces the file, not this module: the template is an ordinary Word document with the fields listed in the
README. It is built by code so that its first version is reviewable.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell

_HEADS = (("№", 0.9), ("Недостаток", 5.0), ("Требование", 4.1), ("Что сделать", 4.9), ("Выявлен, срок", 2.6))
_FIELDS = (
    "{{ r.number }}",
    "{{ r.message }}{% if r.where %}\n{{ r.where }}{% endif %}",
    "{{ r.demand }}\n{{ r.citation }}",
    "{{ r.remedy }}",
    "{{ r.since }}{% if r.due %}\nсрок: {{ r.due }}{% endif %}",
)


def build_template(path: Path) -> None:
    """Write the default template to `path`."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.2), Cm(1.3)
    section.top_margin = section.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(4)

    _paragraph(document, "{{ addressee }}", align=WD_ALIGN_PARAGRAPH.RIGHT)
    _paragraph(document, "от ____________ № ____________")
    _paragraph(document, "{{ subject }}", bold=True)
    _paragraph(document, "{{ opening }}", indent=True)
    _paragraph(document, "{%p for o in organizations %}")
    _paragraph(document, "{{ o.name }}{% if o.site %} ({{ o.site }}){% endif %}", bold=True, keep=True)
    _table(document)
    _paragraph(document, "{%p endfor %}")
    _paragraph(document, "{{ request }}", indent=True)
    _paragraph(document, "{{ note }}", indent=True)
    _paragraph(document, "")
    _paragraph(document, "{{ signer }}\t____________________")
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def _paragraph(
    document: DocumentObject,
    text: str,
    *,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: bool = False,
    keep: bool = False,
) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold = bold
    if align is not None:
        paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = Cm(1.25)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.keep_with_next = keep


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
        _cell(table.rows[2].cells[column], _FIELDS[column])
    _cell(table.rows[1].cells[0], "{%tr for r in o.rows %}")
    _cell(table.rows[3].cells[0], "{%tr endfor %}")
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for line in table.rows:
        whole = OxmlElement("w:cantSplit")
        whole.set(qn("w:val"), "true")
        line._tr.get_or_add_trPr().append(whole)


def _cell(cell: _Cell, text: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(9.5), bold
    paragraph.paragraph_format.space_after = Pt(0)


if __name__ == "__main__":
    build_template(Path(sys.argv[1]))
