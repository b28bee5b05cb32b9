"""The same protocol from every format; automatic numbers of a word processor; files that are no protocol."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import msgspec
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from audits.protocols import read
from audits.protocols.model import Protocol
from audits.protocols.parse import ProtocolError, parse_protocol
from audits.protocols.read import read_protocol
from crawler.documents.budget import Extract
from crawler.documents.docx import read_docx
from crawler.documents.encoding import decode
from crawler.items import Reason
from tests.audits.protocols.test_parse import TEXT

EXPECTED = parse_protocol(TEXT)


def same(found: Protocol) -> bool:
    return (found.id, found.chair, found.title, found.items, found.notes, found.control) == (
        EXPECTED.id,
        EXPECTED.chair,
        EXPECTED.title,
        EXPECTED.items,
        EXPECTED.notes,
        EXPECTED.control,
    )


@pytest.mark.parametrize(("name", "encoding"), [("p.txt", "utf-8"), ("p.md", "utf-8-sig"), ("p.txt", "cp1251")])
def test_text(tmp_path: Path, name: str, encoding: str) -> None:
    (tmp_path / name).write_bytes(TEXT.encode(encoding))
    assert decode((tmp_path / name).read_bytes()) == TEXT
    assert same(read_protocol(tmp_path / name))


def test_docx_has_no_blank_lines(tmp_path: Path) -> None:
    document = docx.Document()
    for line in TEXT.splitlines():
        if line:
            document.add_paragraph(line)
    document.save(str(tmp_path / "p.docx"))
    assert same(read_protocol(tmp_path / "p.docx"))


def test_pdf(tmp_path: Path) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab makes the PDF of this test")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    import audits.demo

    pdfmetrics.registerFont(TTFont("demo", str(Path(audits.demo.__file__).parent / "files" / "demo-sans.ttf")))
    page = canvas.Canvas(str(tmp_path / "p.pdf"))
    top = 800
    page.setFont("demo", 9)
    for line in TEXT.splitlines():
        if line:
            page.drawString(40, top, line)
            top -= 14
        if top < 60:
            page.showPage()
            page.setFont("demo", 9)
            top = 800
    page.save()
    assert same(read_protocol(tmp_path / "p.pdf"))


NUMBERING = """
<w:numbering {ns}>
  <w:abstractNum w:abstractNumId="7">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%3)"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="8">
    <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="8"/></w:num>
  <w:num w:numId="5">
    <w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>
  </w:num>
</w:numbering>
"""


def listed(document: docx.document.Document, text: str, level: int | None, list_id: int = 3) -> None:
    paragraph = document.add_paragraph(text)
    if level is not None:
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')
        )


def automatic() -> bytes:
    document = docx.Document()
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for child in parse_xml(NUMBERING.format(ns=nsdecls("w"))):
        root.append(child)
    for text, level, list_id in [
        ("ПРОТОКОЛ", None, 0),
        ("от 5 марта 2020 г. № 8", None, 0),
        ("О сайтах.", 0, 3),
        ("О планах.", 0, 3),
        ("РЕШИЛИ:", None, 0),
        ("Отделу культуры (Полев П.П.):", 0, 5),
        ("Проверить сайты.", 1, 5),
        ("Срок: 1 апреля 2020 г.", None, 0),
        ("Доложить о проверке:", 1, 5),
        ("письменно;", 2, 5),
        ("устно.", 0, 4),
        ("Срок: ежеквартально до 5 числа", None, 0),
        ("Управлению образования составить план.", 0, 5),
        ("Срок: 10.04.2020", None, 0),
    ]:
        listed(document, text, level, list_id)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_automatic_numbers_are_read_as_drawn(tmp_path: Path) -> None:
    (tmp_path / "p.docx").write_bytes(automatic())
    found = read_protocol(tmp_path / "p.docx")
    assert found.id == "2020-03-05-8"
    assert [item.number for item in found.items] == ["1", "1.1", "1.2", "2"]
    assert [str(item.dated.due) if item.dated else None for item in found.items] == [
        None, "2020-04-01", "2020-04-05", "2020-04-10",
    ]  # fmt: skip
    assert "а) письменно" in found.items[2].text


def test_numbers_are_written_only_when_asked_for() -> None:
    from crawler.documents.budget import Deadline, DocumentBudget
    from crawler.documents.docx import read_docx

    budget = DocumentBudget()
    assert "1.1. Проверить" not in read_docx(automatic(), budget, Deadline(5)).text
    assert "1.1. Проверить" in read_docx(automatic(), budget, Deadline(5), numbered=True).text


def table_of(*rows: list[str]) -> docx.document.Document:
    document = docx.Document()
    for line in ("ПРОТОКОЛ № 22", "совещания о сайтах", "от 3 марта 2026 г."):
        document.add_paragraph(line)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document


def told(protocol: Protocol) -> list[tuple[str, str, tuple[str, ...], list[str]]]:
    return [
        (item.number, item.text, item.responsible, [str(term.due) for term in item.terms]) for item in protocol.items
    ]


HEADINGS = ["№ п/п", "Поручение", "Срок исполнения", "Ответственный"]


def test_instructions_in_a_table_of_a_word_processor(tmp_path: Path) -> None:
    document = table_of(
        HEADINGS,
        ["1", "Разместить планы", "«1» апреля 2026 г.", "Министерство культуры"],
        ["2", "Представить отчёт", "до 10 апреля 2026 г., далее ежемесячно", "Управление образования"],
        ["2.1", "Проверить ссылки", "15.05.2026", "Иванов И.И."],
    )
    document.add_paragraph("Контроль за исполнением протокола возложить на министра Петрова П.П.")
    document.save(str(tmp_path / "p.docx"))
    found = read_protocol(tmp_path / "p.docx")
    assert told(found) == [
        ("1", "Разместить планы", ("Министерство культуры",), ["2026-04-01"]),
        ("2", "Представить отчёт", ("Управление образования",), ["2026-04-10"]),
        ("2.1", "Проверить ссылки", ("Иванов И.И.",), ["2026-05-15"]),
    ]
    assert found.notes == ()
    assert found.control == "министр Петров П.П."


def test_merged_cells_and_rows_across_a_table(tmp_path: Path) -> None:
    document = table_of(
        HEADINGS,
        ["Министерству культуры:", "", "", ""],
        ["1", "Разместить планы", "1 апреля 2026 г.", "Отдел сайтов"],
        ["", "", "1 мая 2026 г.", "Отдел планов"],
        ["2", "Провести опрос", "", ""],
    )
    rows = document.tables[0].rows
    rows[1].cells[0].merge(rows[1].cells[3])
    for column in (0, 1):
        rows[2].cells[column].merge(rows[3].cells[column])
    rows[3].cells[2].merge(rows[4].cells[2])
    document.save(str(tmp_path / "p.docx"))
    found = read_protocol(tmp_path / "p.docx")
    assert told(found) == [
        (
            "1",
            "Министерству культуры: Разместить планы",
            ("Министерство культуры", "Отдел сайтов", "Отдел планов"),
            ["2026-04-01", "2026-05-01"],
        ),
        ("2", "Министерству культуры: Провести опрос", ("Министерство культуры",), ["2026-05-01"]),
    ]


def test_other_tables_of_a_word_processor_are_text(tmp_path: Path) -> None:
    document = table_of(["Председательствовал", "Горный А.Б."], ["Секретарь", "Лесной В.Г."])
    document.add_paragraph("1. Отделу культуры провести опрос до 1 мая 2026 г.")
    document.save(str(tmp_path / "p.docx"))
    found = read_protocol(tmp_path / "p.docx")
    assert (found.chair, found.items[0].text) == ("Горный А.Б.", "Отделу культуры провести опрос до 1 мая 2026 г.")


@pytest.mark.parametrize("lost", ["не прочитано: номера пунктов", "прочитано знаков: 1000"])
def test_what_of_a_file_could_not_be_read_is_told(lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.docx"
    path.write_bytes(automatic())
    whole = read_protocol(path)
    assert not any("не весь" in note for note in whole.notes)

    def damaged(*args: object, **how: object) -> Extract:
        found = read_docx(*args, **how)  # type: ignore[arg-type]
        return msgspec.structs.replace(found, reason=Reason.UNREADABLE, detail=lost)

    monkeypatch.setattr(read, "read_docx", damaged)
    assert f"Файл прочитан не весь ({lost}): сверьте с ним номера и тексты пунктов." in read_protocol(path).notes


def test_a_text_that_was_cut_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "_BUDGET", msgspec.structs.replace(read._BUDGET, max_text=250))
    path = tmp_path / "p.docx"
    path.write_bytes(automatic())
    assert "прочитано знаков: 250" in read_protocol(path).notes[0]


def test_what_is_no_protocol_is_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(ProtocolError, match="Проверьте путь"):
        read_protocol(tmp_path / "none.txt")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04" + bytes(200))
    for name in ("empty.txt", "broken.docx"):
        with pytest.raises(ProtocolError):
            read_protocol(tmp_path / name)
