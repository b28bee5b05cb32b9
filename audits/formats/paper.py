"""Word documents as offices print them: A4, a serif, tables that go on well over the end of a page."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Times New Roman"


def a4(document: Any, *, landscape: bool = False, margin: float = 1.5, size: float = 11.0) -> None:
    """Set the page and the letters. `margin` in centimetres, `size` in points."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    short, long = Cm(21), Cm(29.7)
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(margin)
    font(document.styles["Normal"], size)
    for level, points in ((1, size + 3), (2, size + 1)):
        style = document.styles[f"Heading {level}"]
        font(style, points)
        style.font.bold, style.font.color.rgb = True, RGBColor(0, 0, 0)
        style.paragraph_format.keep_with_next = True


def font(style: Any, size: float) -> None:
    """One typeface for every alphabet of a style."""
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), FONT)
    for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(kind), None)  # a theme's face would win over the one that is named


def long_table(table: Any) -> None:
    """The first row repeats on every page, and no row is torn in two."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        for name in ("w:tblHeader", "w:cantSplit")[number > 0 :]:
            mark = OxmlElement(name)
            mark.set(qn("w:val"), "true")
            properties.append(mark)


def column_widths(table: Any, centimetres: list[float]) -> None:
    """Widths for both readers: LibreOffice goes by the grid, Word by the cells."""
    table.autofit = False
    cells, count = table._cells, len(centimetres)
    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)
    for number, cell in enumerate(cells):
        cell.width = Cm(centimetres[number % count])
