"""DOCX: paragraphs, tables, text boxes, notes, headers and footers, in reading order.

Read straight from its XML: python-docx takes three times as long, does not see text boxes (where «Согласовано»
stands on many plans) and stops at damaged parts that do not matter (bench/documents.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from crawler.documents.budget import Deadline, DocumentBudget, Extract, UnreadableError
from crawler.documents.cleaning import CELL_BREAK, clean, one_line, table
from crawler.documents.marked import mark_struck, place_notes
from crawler.documents.numbering import Numbering
from crawler.documents.package import Package
from crawler.documents.pasted import mark_docx
from crawler.documents.signature import signature_mark
from crawler.items import Reason, Table

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_PAGES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages"
_SIDE = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml$")
# What a person misses where a part of the file cannot be read: a stamp often stands in a header.
_TOLD_IN = (
    ("word/header", "верхний колонтитул"),
    ("word/footer", "нижний колонтитул"),
    ("word/numbering", "номера пунктов"),
    ("word/styles", "номера пунктов"),
    ("word/", "сноски"),
)
MAX_NESTING = 60


def read_docx(
    body: bytes,
    budget: DocumentBudget,
    deadline: Deadline,
    *,
    numbered: bool = False,
    pictured: bool = False,
    barred: bool = False,
    marked: bool = False,
) -> Extract:
    """Read the document; page count is what the writing programme noted, 0 when it did not.

    A part beside the text that cannot be read leaves the rest with a reason: what is not there may have stood in it.
    `numbered`: write the automatic numbers of list paragraphs before them, as they are drawn. `pictured`: give the
    pictures that may be scans, and mark in the text where they stand. `barred`: write rows of tables as «| a | b |»,
    what cells merged downwards say in every row, the lines of a cell parted by `CELL_BREAK`; a table of one column is
    text. `marked`: put `~~` around words struck through, and notes on lines of their own where they are referred to.
    """
    package = Package(body, budget)
    names = package.names()
    main = next((name for name in names if re.fullmatch(r"word/document\d*\.xml", name)), None)
    if main is None:
        raise UnreadableError("в файле DOCX нет текста документа")
    lines: list[str] = []
    tables: list[Table] = []
    pasted: tuple[bytes, ...] = ()
    sides = sorted(name for name in names if _SIDE.match(name))
    heads = [name for name in sides if "header" in name]
    placed = False
    lost: list[str] = []
    for name in [*heads, main, *(name for name in sides if name not in heads)]:
        try:
            root = package.xml(name)
            if numbered and name == main:
                lost += _number_paragraphs(root, package)
            if marked and name == main:
                mark_struck(root, _prefix(root))
                placed = place_notes(root, package, _prefix(root))
            if placed and "notes" in name:
                continue
            if pictured and name == main:
                pasted = mark_docx(root, package, main, _prefix(root))
            _read_part(root, lines, tables, barred=barred)
        except UnreadableError:
            if name == main:
                raise
            lost.append(name)
    text = clean("\n".join(lines))
    cut = len(text) > budget.max_text
    pages = _property(package, "docProps/app.xml", _PAGES)
    page_count = int(pages) if pages.isascii() and pages.isdigit() else 0
    why = [f"прочитано знаков: {budget.max_text}"] if cut else []
    if lost:
        why.append(f"не прочитано: {', '.join(dict.fromkeys(map(_told_in, lost)))}")
    return Extract(
        "docx",
        text[: budget.max_text],
        tuple(tables),
        one_line(_property(package, "docProps/core.xml", _TITLE), 300),
        page_count,
        0 if why else page_count,
        reason=Reason.UNREADABLE if lost else Reason.BUDGET_EXHAUSTED if cut else None,
        detail="; ".join(why),
        signed=signature_mark(text),
        pasted=pasted,
    )


def _told_in(name: str) -> str:
    return next(told for start, told in _TOLD_IN if name.startswith(start))


def _number_paragraphs(root: Any, package: Package) -> list[str]:
    """Put each automatic number into the tree as a run of text, so that everything after sees what a person sees.

    Gives the names of parts that should tell of numbers and cannot be read.
    """
    w = _prefix(root)
    numbering = Numbering(package, w)
    for paragraph in root.iter(w + "p"):
        label = numbering.label(paragraph)
        if label:
            run = paragraph.makeelement(w + "r", {}, None)
            text = run.makeelement(w + "t", {}, None)
            text.text = label
            run.append(text)
            paragraph.insert(0, run)
    return numbering.unread


def _property(package: Package, name: str, tag: str) -> str:
    if name not in package.names():
        return ""
    try:
        return str(package.xml(name).findtext(f".//{tag}") or "")
    except UnreadableError:
        return ""


def _read_part(root: Any, lines: list[str], tables: list[Table], *, barred: bool) -> None:
    _blocks(root, _prefix(root), lines, tables, 0, barred=barred)


def _prefix(root: Any) -> str:
    return _STRICT if str(root.tag).startswith(_STRICT) else _W


def _blocks(node: Any, w: str, lines: list[str], tables: list[Table], depth: int, *, barred: bool = False) -> None:
    """Walk block content: paragraphs become lines, tables become both lines and rows."""
    if depth > MAX_NESTING:
        return
    for child in node:
        if child.tag == w + "p":
            lines.append(_paragraph(child, w))
            for box in _boxes(child, w):
                _blocks(box, w, lines, tables, depth + 1, barred=barred)
        elif child.tag == w + "tbl":
            cells = [[cell for cell in row.iter(w + "tc") if _row_of(cell, w) is row] for row in _rows(child, w)]
            rows = [[_cell(cell, w, depth) for cell in row] for row in cells]
            said = list(_merged_down(cells, rows, w))
            if barred:
                framed = max(map(len, said), default=0) < 2
                lines.extend(row[0] if framed and row else _barred(row) for row in said)
            else:
                lines.extend("\t".join(one_line(cell) for cell in row) for row in rows)
            if found := table(said):
                tables.append(found)
        elif isinstance(child.tag, str):
            _blocks(child, w, lines, tables, depth + 1, barred=barred)


def _barred(row: list[str]) -> str:
    lines = ([" ".join(line.split()) for line in cell.split("\n") if line.strip()] for cell in row)
    return f"| {' | '.join(f' {CELL_BREAK} '.join(cell).replace('|', '/') for cell in lines)} |"


def _merged_down(cells: list[list[Any]], rows: list[list[str]], w: str) -> Iterator[list[str]]:
    """The rows with the text of cells merged downwards said in every row they cover: one term may serve five items."""
    above: dict[int, str] = {}
    for row, texts in zip(cells, rows, strict=True):
        column, said, below = 0, [], {}
        for cell, text in zip(row, texts, strict=True):
            merge, span = cell.find(f"{w}tcPr/{w}vMerge"), cell.find(f"{w}tcPr/{w}gridSpan")
            if merge is not None and merge.get(w + "val") != "restart":
                text = text.strip() or above.get(column, "")
            if merge is not None:
                below[column] = text
            said.append(text)
            width = span.get(w + "val", "1") if span is not None else "1"
            column += int(width) if width.isdigit() else 1
        above = below
        yield said


def _rows(tbl: Any, w: str) -> Iterator[Any]:
    for row in tbl.iter(w + "tr"):
        owner = row.getparent()
        while owner is not None and owner.tag != w + "tbl":
            owner = owner.getparent()
        if owner is tbl:
            yield row


def _row_of(cell: Any, w: str) -> Any:
    owner = cell.getparent()
    while owner is not None and owner.tag != w + "tr":
        owner = owner.getparent()
    return owner


def _cell(cell: Any, w: str, depth: int) -> str:
    lines: list[str] = []
    _blocks(cell, w, lines, [], depth + 1)
    return "\n".join(lines)


def _paragraph(paragraph: Any, w: str) -> str:
    """Text of a paragraph without what its text boxes say and without deleted text."""
    parts: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == w + "t":
            parts.append(child.text or "")
        elif child.tag in (w + "tab", w + "ptab"):
            parts.append("\t")
        elif child.tag in (w + "br", w + "cr"):
            parts.append("\n")
        elif child.tag == w + "noBreakHyphen":
            parts.append("-")
        elif child.tag not in (w + "txbxContent", w + "del", w + "moveFrom", w + "pPr", w + "rPr", _FALLBACK):
            stack.append(iter(child))
    return "".join(parts)


def _boxes(paragraph: Any, w: str) -> Iterator[Any]:
    """Text boxes of a paragraph; the fallback copy for old programmes is skipped."""
    for box in paragraph.iter(w + "txbxContent"):
        up = box.getparent()
        while up is not None and up is not paragraph and up.tag not in (_FALLBACK, w + "txbxContent"):
            up = up.getparent()
        if up is paragraph:
            yield box
