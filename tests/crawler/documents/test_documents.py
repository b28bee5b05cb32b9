"""Reading documents: every format gives its text, every misfortune its reason."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from crawler.documents import DocumentBudget, read_document
from crawler.documents import doc as doc_module
from crawler.documents import ocr as ocr_module
from crawler.documents.budget import UnreadableError
from crawler.documents.encoding import decode
from crawler.documents.pdf import PdfPages
from crawler.documents.signature import signature_mark
from crawler.documents.sniff import sniff
from crawler.items import Document, Reason, Table
from tests.crawler import files
from tests.crawler.worddoc import doc

URL = "https://school.test/doc/%D0%BF%D0%BB%D0%B0%D0%BD.doc"
ROWS = (("Мероприятие", "Срок"), ("Установить пандус", "01.09.2031"))


def one(body: bytes, **options: object) -> Document:
    (document,) = read_document(body, url=URL, **options)  # type: ignore[arg-type]
    return document


def test_pdf_text_pages_title_and_stamp() -> None:
    found = one(files.pdf(files.PLAN, "Вторая страница. " * 10 + files.STAMP, title="План 2031"))
    assert found.format == "pdf"
    assert (found.page_count, found.pages_read, found.reason) == (2, 2, None)
    assert "устранению недостатков библиотеки «Родник»" in " ".join(found.text.split())
    assert found.title == "План 2031"
    assert found.signed.endswith("Действителен: с 01.02.2031 до 01.02.2032")
    assert found.file_name == "план.doc"


PLAN_ROWS = (
    ("Недостатки", "Мероприятия", "Срок", "Ответственный"),
    ("Открытость", "", "", ""),
    ("Нет режима работы", "Вывесить режим работы на двери", "01.03.2031", "Кленов П.П., завхоз"),
    ("Мало сведений", "Завести на сайте раздел", "01.04.2031", "Липова О.О., методист"),
    ("", "Снять 5 фотографий", "01.05.2031", ""),
)


def test_pdf_table_by_its_lines() -> None:
    spans = (((0, 1), (3, 1)), ((0, 3), (0, 4)), ((3, 3), (3, 4)))  # a title over all columns, cells over two rows
    (table,) = one(files.pdf_table(PLAN_ROWS, *spans)).tables
    assert table.rows[:4] == PLAN_ROWS[:4]
    assert table.rows[4] == ("Мало сведений", "Снять 5 фотографий", "01.05.2031", "Липова О.О., методист")


def test_pdf_table_over_two_pages() -> None:
    rows = (PLAN_ROWS[0], *((f"Недостаток {n}", f"Поставить {n} скамей", "01.03.2031", "завхоз") for n in range(60)))
    tables = one(files.pdf_table(rows)).tables
    assert len(tables) > 1
    assert [row for table in tables for row in table.rows] == list(rows)


def test_a_drawing_of_thousands_of_lines_is_no_table() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(50, 800, "Map of the village, streets and houses")
    for n in range(3000):
        canvas.line(10 + n * 7 % 500, 10 + n * 13 % 700, 40 + n * 7 % 500, 10 + n * 13 % 700)
        canvas.line(10 + n * 11 % 500, 10 + n * 3 % 700, 10 + n * 11 % 500, 40 + n * 3 % 700)
    canvas.save()
    assert one(out.getvalue()).tables == ()


def test_pdf_without_lines_has_no_tables() -> None:
    assert one(files.pdf(files.PLAN * 3)).tables == ()


def test_docx_cells_merged_downwards_hold_for_every_row() -> None:
    made = docx.Document()
    grid = made.add_table(3, 3)
    for row, texts in enumerate((("Мероприятие", "Срок", "Кто"), ("Скамья", "Май", "Завхоз"), ("Лампа", "", "Завхоз"))):
        for column, text in enumerate(texts):
            grid.cell(row, column).text = text
    grid.cell(1, 1).merge(grid.cell(2, 1))
    out = io.BytesIO()
    made.save(out)
    (table,) = one(out.getvalue()).tables
    assert table.rows[2] == ("Лампа", "Май", "Завхоз")


def test_docx_numbers_that_word_draws_are_read() -> None:
    made = docx.Document()
    for text in ("Поставить скамью", "Купить лампу"):
        made.add_paragraph(text, style="List Number")
    out = io.BytesIO()
    made.save(out)
    assert one(out.getvalue()).text.split("\n") == ["1. Поставить скамью", "2. Купить лампу"]


def test_odt_cells_merged_downwards_hold_for_every_row() -> None:
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    spanned = cell.format(' table:number-rows-spanned="2"', "Май")
    rows = (cell.format("", "Скамья") + spanned, cell.format("", "Лампа") + "<table:covered-table-cell/>")
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    (table,) = one(files.odt(f"<table:table>{body}</table:table>")).tables
    assert table.rows == (("Скамья", "Май"), ("Лампа", "Май"))


def test_pdf_page_budget_is_reported() -> None:
    found = one(files.pdf(*[f"Страница номер {n}. " * 10 for n in range(5)]), budget=DocumentBudget(max_pages=2))
    assert (found.page_count, found.pages_read, found.reason) == (5, 2, Reason.BUDGET_EXHAUSTED)
    assert "номер 1" in found.text


def test_pdf_with_password() -> None:
    found = one(files.pdf(files.PLAN, password="тайна"))
    assert (found.text, found.reason) == ("", Reason.UNREADABLE)
    assert "паролем" in found.detail


@pytest.mark.parametrize("cut", [20, 200, 2000])
def test_truncated_pdf_gives_a_reason_or_its_text(cut: int) -> None:
    found = one(files.pdf(files.PLAN * 9)[:-cut])
    assert found.reason is Reason.UNREADABLE or "План" in found.text


def test_scan_is_recognised_or_says_why_not(monkeypatch: pytest.MonkeyPatch) -> None:
    body = files.scan(files.picture("План мероприятий по устранению\nнедостатков на 2031 год"), pages=3)
    never = one(body, ocr="never")
    assert (never.text, never.reason, never.page_count) == ("", Reason.NO_OCR, 3)
    if ocr_module.tesseract():
        found = one(body)
        assert "устранению" in found.text
        assert (found.ocr, found.pages_read, found.reason) == (True, 2, Reason.BUDGET_EXHAUSTED)
    monkeypatch.setattr(ocr_module, "tesseract", lambda: None)
    without = one(body)
    assert (without.text, without.reason) == ("", Reason.NO_OCR)
    assert "tesseract" in without.detail


@pytest.mark.parametrize(
    ("does", "reason", "said"),
    [
        ("exit 1", Reason.UNREADABLE, "сбой при распознавании страниц: 2"),
        ("exec sleep 5", Reason.BUDGET_EXHAUSTED, "на распознавание не хватило времени"),
        ("exit 0", Reason.NO_OCR, "текст не распознан"),
    ],
)
def test_a_tool_that_fails_is_no_page_without_letters(
    does: str, reason: Reason, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "tesseract"
    tool.write_text(f"#!/bin/sh\ncat > /dev/null\n{does}\n")
    tool.chmod(0o755)
    monkeypatch.setattr(ocr_module, "tesseract", lambda: (str(tool), "3"))
    monkeypatch.setattr(ocr_module, "PAGE_SECONDS", 0.5)
    scan = one(files.scan(files.picture("План"), pages=2))
    assert (scan.text, scan.reason, scan.ocr) == ("", reason, False)
    assert said in scan.detail
    assert one(files.picture("План")).reason is reason
    assert one(files.word_with_pictures(files.picture("План"))).reason is reason


def test_what_some_pages_lack_is_told_by_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | Reason] = ["План мероприятий по устранению недостатков", Reason.UNREADABLE]
    monkeypatch.setattr(ocr_module, "tesseract", lambda: ("tesseract", "3"))
    monkeypatch.setattr(ocr_module, "recognize", lambda picture, seconds: seen.pop(0))
    found = one(files.scan(files.picture("План"), pages=2))
    assert (found.ocr, found.pages_read, found.reason) == (True, 1, Reason.UNREADABLE)
    assert found.detail == "распознано страниц скана: 1 из 2; сбой при распознавании страниц: 1"


def test_a_damaged_page_is_no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    body = damaged(files.pdf(files.PLAN, files.PLAN))
    found = one(body)
    assert (found.page_count, found.pages_read, found.reason) == (2, 1, Reason.UNREADABLE)
    assert found.detail == "повреждённых страниц: 1 из 2"
    assert "Родник" in found.text
    monkeypatch.setattr(ocr_module, "tesseract", lambda: ("tesseract", "3"))
    monkeypatch.setattr(ocr_module, "recognize", lambda picture, seconds: PASTED)
    scan = one(damaged(files.scan(files.picture("План"), pages=2)))
    assert (scan.text, scan.reason, scan.page_count, scan.pages_read) == (PASTED, Reason.UNREADABLE, 2, 1)
    assert scan.detail == "распознано страниц скана: 1 из 1; повреждённых страниц: 1 из 2"


def damaged(pdf: bytes) -> bytes:
    """The same file whose second page is nowhere to be found."""
    found = re.search(rb"/Kids\s*\[\s*\d+ 0 R\s+(\d+)", pdf)
    assert found
    return pdf[: found.start(1)] + b"0" * len(found[1]) + pdf[found.end(1) :]


def test_scan_that_stands_on_its_head_is_turned() -> None:
    if (ocr_module.tesseract() or ("", ""))[1] != "1":
        pytest.skip("tesseract с языками rus и osd не установлен")
    lines = "Управление культуры согласовало план мероприятий\nпо устранению недостатков библиотеки на год"
    assert "согласовало план мероприятий" in one(files.picture("\n".join([lines] * 3), turned=True)).text


def test_scanned_first_page_of_a_text_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Approvals are often scanned and put before the text: «Согласовано» must not be lost unseen."""
    approval = files.picture("СОГЛАСОВАНО\nНачальник управления культуры")
    body = files.joined(files.scan(approval), files.pdf(files.PLAN))
    never = one(body, ocr="never")
    assert (never.reason, never.page_count, never.pages_read) == (Reason.NO_OCR, 2, 1)
    assert "Родник" in never.text
    if not ocr_module.tesseract():
        pytest.skip("tesseract с языком rus не установлен")
    found = one(body)
    assert (found.reason, found.pages_read, found.ocr) == (None, 2, True)
    assert found.text.startswith("СОГЛАСОВАНО")
    assert "Родник" in found.text


def test_a_blank_page_is_no_scan() -> None:
    """Before the text it may have lost what stood on it; after the text it is paper."""
    text = files.pdf(files.PLAN, "Вторая страница. " * 10)
    first = one(files.joined(files.pdf(""), text), ocr="never")
    assert (first.reason, first.page_count, first.pages_read) == (None, 3, 2)
    last = one(files.joined(text, files.pdf("")), ocr="never")
    assert (last.reason, last.page_count, last.pages_read) == (None, 3, 3)
    assert one(files.pdf("", ""), ocr="never").reason is Reason.NO_OCR


def test_a_page_that_cannot_be_drawn_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(*_: object) -> bytes:
        raise UnreadableError("страница PDF не нарисована")

    monkeypatch.setattr(PdfPages, "picture_of", torn)
    found = one(files.pdf(files.PLAN, ""), ocr="never")
    assert (found.reason, found.page_count, found.pages_read) == (Reason.NO_OCR, 2, 1)
    assert "Родник" in found.text


def test_short_text_is_no_scan() -> None:
    assert one(files.pdf("Пусто"), ocr="never").reason is None


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_picture_published_as_a_document(kind: str) -> None:
    body = files.picture("Приказ о назначении\nответственного лица", kind)
    assert one(body, ocr="never").reason is Reason.NO_OCR
    if not ocr_module.tesseract():
        pytest.skip("tesseract с языком rus не установлен")
    found = one(body)
    assert (found.format, found.ocr, found.reason) == ("image", True, None)
    assert "Приказ о назначении" in found.text


@pytest.mark.parametrize(("noted", "pages"), [("3", 3), ("", 0), ("три", 0)])
def test_docx_that_notes_its_pages_is_read_to_the_last(noted: str, pages: int) -> None:
    """A text read whole must not be taken for one with a page missing."""
    told = files.with_part(files.word(files.PLAN), "docProps/app.xml", ("<Pages>1</Pages>", f"<Pages>{noted}</Pages>"))
    found = one(told)
    assert (found.page_count, found.pages_read, found.reason) == (pages, pages, None)


PASTED = "СОГЛАСОВАНО\nНачальник управления культуры\nКленов И. И."


def test_scan_pasted_into_word_is_recognised_or_says_why_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many a plan is a Word file with photographs of its pages."""
    body = files.word_with_pictures(files.picture("План мероприятий по устранению\nнедостатков на 2031 год"))
    never = one(body, ocr="never")
    assert (never.format, never.text, never.reason) == ("docx", "", Reason.NO_OCR)
    if ocr_module.tesseract():
        found = one(body)
        assert "устранению" in found.text
        assert (found.ocr, found.reason) == (True, None)
    monkeypatch.setattr(ocr_module, "tesseract", lambda: None)
    assert one(body).reason is Reason.NO_OCR


def test_scanned_title_pasted_over_a_text_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """«Согласовано» may stand on the picture alone: a text without it is not all there is."""
    body = files.word_with_pictures(files.picture(PASTED), files.PLAN, *["Установить пандус до 01.09.2031."] * 20)
    never = one(body, ocr="never")
    assert never.reason is Reason.NO_OCR
    assert never.text.startswith(files.PLAN)
    if ocr_module.tesseract():
        found = one(body)
        assert (found.ocr, found.reason) == (True, None)
        assert found.text.startswith("СОГЛАСОВАНО")
        assert files.PLAN in found.text
    monkeypatch.setattr(ocr_module, "recognize", lambda picture, seconds: PASTED)
    monkeypatch.setattr(ocr_module, "tesseract", lambda: ("tesseract", "3"))
    told = one(body)
    assert (told.reason, told.ocr) == (None, True)
    assert told.text.startswith(PASTED)


def test_illustrations_and_emblems_leave_a_text_whole() -> None:
    photo, lines = files.picture("Фото"), ["Установить пандус до 01.09.2031."] * 20
    assert one(files.word_with_pictures(files.PLAN, *lines, photo), ocr="never").reason is None
    assert one(files.word_with_pictures(photo, files.PLAN, *lines, width_mm=25), ocr="never").reason is None


def test_picture_in_vml_and_in_a_table_is_noticed() -> None:
    body = files.word_with_pictures(files.picture(PASTED), files.PLAN)
    old = (
        '<w:tbl><w:tr><w:tc><w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<v:shape style="width:400pt;height:150pt"><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r></w:p>'
        "</w:tc></w:tr></w:tbl>"
    )
    with_old = files.with_part(body, "word/document.xml", ("<w:body>", "<w:body>" + old))
    found = one(with_old, ocr="never")
    assert found.detail.startswith("изображений с возможным текстом: 2")
    assert not any("\ufffc" in cell for table in found.tables for row in table.rows for cell in row)


def test_picture_pasted_into_an_odt_is_noticed() -> None:
    frame = (
        '<text:p><draw:frame svg:width="16cm" svg:height="5cm"><draw:image xlink:href="Pictures/a.png"/>'
        "</draw:frame></text:p><text:p>План</text:p>"
    )
    found = one(files.odt(frame, a=files.picture(PASTED)), ocr="never")
    assert (found.text, found.reason) == ("План", Reason.NO_OCR)
    assert one(files.odt(frame), ocr="never").reason is None  # the picture itself is not there


def test_docx_in_reading_order_with_table_header_and_title() -> None:
    found = one(files.word(files.PLAN, files.STAMP, rows=ROWS, header="Согласовано", title="План"))
    assert found.format == "docx"
    assert found.text.split("\n")[:2] == ["Согласовано", files.PLAN]
    assert found.text.endswith("Мероприятие Срок\nУстановить пандус 01.09.2031\nКонец")
    assert found.tables == (Table(ROWS),)
    assert found.title == "План"
    assert "Кленов" in found.signed


def listed_with_a_header() -> bytes:
    """A DOCX with everything that may be lost beside its text: a header with a stamp, numbers that Word draws."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Согласовано"
    made.sections[0].footer.paragraphs[0].text = "Исполнитель: Кленов"
    made.add_paragraph("Установить пандус", style="List Number")
    made.add_picture(io.BytesIO(files.picture(PASTED)), width=docx.shared.Mm(160))
    made.add_paragraph(files.PLAN)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("word/header1.xml", "не прочитано: верхний колонтитул"),
        ("word/footer1.xml", "не прочитано: нижний колонтитул"),
        ("word/numbering.xml", "не прочитано: номера пунктов"),
        ("word/styles.xml", "не прочитано: номера пунктов"),
        ("word/media/image1.png", "изображений с возможным текстом: 1, распознано: 0"),
        ("word/_rels/document.xml.rels", "изображений с возможным текстом: 1, распознано: 0"),
    ],
)
def test_docx_without_a_part_of_it_is_not_read_whole(part: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stood there may be what is sought: nothing is missing from such a paper."""
    monkeypatch.setattr(ocr_module, "tesseract", lambda: ("/bin/false", "3"))
    whole = one(listed_with_a_header(), ocr="never")
    assert "1. Установить пандус" in whole.text
    found = one(files.torn(listed_with_a_header(), part))
    assert (found.reason, said in found.detail) == (Reason.UNREADABLE, True)
    assert files.PLAN in found.text
    assert not found.pages_read or "изображений" in said


def test_docx_with_two_parts_lost_tells_of_both() -> None:
    body = files.word(files.PLAN, header="Согласовано")
    found = one(files.torn(files.torn(body, "word/header1.xml"), "word/styles.xml"))
    assert found.detail == "не прочитано: верхний колонтитул, номера пунктов"
    assert one(files.torn(body, "docProps/core.xml")).reason is None


def test_docx_text_box_is_read_once_and_deleted_text_is_not() -> None:
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice Requires='wps'>"
        "<w:txbxContent><w:p><w:r><w:t>Согласовано</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>Согласовано</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
        "<w:p><w:del><w:r><w:delText>Черновик</w:delText><w:t>Черновик</w:t></w:r></w:del></w:p>"
    )
    found = one(files.with_part(files.word(files.PLAN), "word/document.xml", ("<w:body>", "<w:body>" + box)))
    assert found.text.count("Согласовано") == 1
    assert "Черновик" not in found.text


def test_docx_nested_tables_keep_rows_apart() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>внутри</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    body = files.with_part(files.word("Текст", rows=ROWS), "word/document.xml", ("<w:tc>", "<w:tc>" + inner))
    found = one(body)
    assert found.tables[0].rows == (("внутри Мероприятие", "Срок"), ROWS[1])


def test_xlsx_rows_numbers_and_dates() -> None:
    import datetime

    found = one(files.sheet((("Критерий", "Балл"), ("Открытость", 87.0), ("Дата", datetime.date(2031, 2, 1))), "Итоги"))
    assert found.format == "xlsx"
    assert found.tables == (Table((("Критерий", "Балл"), ("Открытость", "87"), ("Дата", "01.02.2031"))),)
    assert found.text.startswith("Итоги\nКритерий Балл\nОткрытость 87")


def test_xlsx_budget_is_reported() -> None:
    found = one(files.sheet(tuple((n, n) for n in range(100))), budget=DocumentBudget(max_cells=20))
    assert found.reason is Reason.BUDGET_EXHAUSTED
    assert len(found.tables[0].rows) == 10


def test_xls() -> None:
    found = one(files.XLS)
    assert (found.format, found.tables) == ("xls", (Table((("Открытость", "91.5"),)),))


def test_odt_with_table() -> None:
    content = (
        "<text:h>Отчёт</text:h><text:p>Первая<text:s/>строка<text:line-break/>вторая</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Да</text:p></table:table-cell>"
        "<table:table-cell table:number-columns-repeated='2'><text:p>Нет</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    found = one(files.odt(content))
    assert (found.format, found.text) == ("odt", "Отчёт\nПервая строка\nвторая\nДа Нет Нет")
    assert found.tables == (Table((("Да", "Нет", "Нет"),)),)


def test_rtf_under_the_name_of_a_doc_without_its_pictures() -> None:
    found = one(files.rtf(files.PLAN))
    assert (found.format, found.text) == ("rtf", files.PLAN)


def test_html_under_the_name_of_a_doc() -> None:
    head = "<html><head><title>Отчёт</title><style>p{}</style></head>"
    body = f"{head}<body><p>{files.PLAN}</p><table><tr><td>Срок<td>Май</table>"
    found = one(body.encode("cp1251"))
    assert (found.format, found.title, found.tables) == ("html", "Отчёт", (Table((("Срок", "Май"),)),))
    assert found.text.startswith(files.PLAN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "cp866", "utf-16"])
def test_plain_text_in_any_encoding(encoding: str) -> None:
    text = "Перечень мероприятий по улучшению качества работы библиотеки"
    assert decode(text.encode(encoding)) == text
    assert one(text.encode(encoding)).text == text


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le") + b"\0" * 488


def test_doc_is_given_to_the_tool_that_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tool = tmp_path / "catdoc"
    tool.write_text('#!/bin/sh\ncat <<"END"\n' + files.PLAN + "\nEND\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = one(OLE)
    assert (found.format, found.text, found.reason) == ("doc", files.PLAN, None)


def test_doc_without_a_tool_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = one(OLE)
    assert (found.text, found.reason) == ("", Reason.UNREADABLE)
    assert found.detail == "файл DOC не прочитан: antiword не установлен, catdoc не установлен"
    partly = one(OLE + files.PLAN.encode("utf-16-le"))
    assert (partly.text, partly.reason) == (files.PLAN, Reason.UNREADABLE)


def test_word97_needs_no_tool(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    rows = "Срок\x07Кто\rи чем\x07\x1cМай\x07Завхоз\x07\x1c"
    link = '\x13 HYPERLINK "http://a.test" \x14сайт\x15'
    found = one(doc(f"{files.PLAN}\rСм. {link}\r{rows}Конец\r", narrow="No 5\r"))
    assert (found.format, found.reason) == ("doc", None)
    assert found.text.split("\n")[:2] == [files.PLAN, "См. сайт"]
    assert found.text.endswith("Май Завхоз\nКонец\nNo 5")
    assert found.tables[0].rows[-1] == ("Май", "Завхоз")


def test_boxes_of_word97_stand_where_they_are_drawn() -> None:
    found = one(doc(f"\x08\r{files.PLAN}\r", boxes="СОГЛАСОВАНО\rначальник управления\r\r", heads="Библиотека\r"))
    assert found.text.split("\n") == ["Библиотека", "СОГЛАСОВАНО", "начальник управления", files.PLAN]
    assert found.reason is None


def test_a_picture_above_the_title_of_word97_is_not_read() -> None:
    assert one(doc(f"\x01\r{files.PLAN}\r")).reason is Reason.NO_OCR
    assert one(doc(f"{files.PLAN * 9}\r\x01\r")).reason is None


def test_locked_and_broken_word97(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    whole = doc(f"{files.PLAN}\r")
    for body in (doc(f"{files.PLAN}\r", flags=0x0100), whole[:2600], whole[:512] + b"\0" * 512 + whole[1024:]):
        assert one(body).reason is Reason.UNREADABLE


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("exec /bin/sleep 30", "antiword не закончил за 0.3 с, catdoc не установлен"),
        ("kill -9 $$", "antiword завершился аварийно, catdoc не установлен"),
        ("exit 1", "antiword файл не открыл, catdoc не установлен"),
        ("exit 0", "catdoc не установлен"),
    ],
)
def test_a_tool_that_fails_costs_its_time_only_and_says_how(
    does: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tool = tmp_path / "antiword"
    tool.write_text(f"#!/bin/sh\n{does}\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(doc_module, "TOOL_SECONDS", 0.3)
    found = one(OLE)
    assert (found.reason, found.detail) == (Reason.UNREADABLE, f"файл DOC не прочитан: {said}")
    partly = one(OLE + files.PLAN.encode("utf-16-le"))
    assert (partly.text, partly.detail) == (files.PLAN, f"текст взят без разбора разметки: {said}")


def test_what_a_tool_printed_before_it_died_is_not_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tool = tmp_path / "antiword"
    tool.write_text(f"#!/bin/sh\necho '{files.PLAN}'\nkill -9 $$\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = one(OLE)
    assert (found.text, found.reason) == (files.PLAN, Reason.UNREADABLE)
    assert found.detail == "прочитано не всё: antiword завершился аварийно"
    other = tmp_path / "catdoc"
    other.write_text(f"#!/bin/sh\necho '{files.PLAN} Всё.'\n")
    other.chmod(0o755)
    assert (one(OLE).text, one(OLE).reason) == (f"{files.PLAN} Всё.", None)


def test_archive_gives_its_members() -> None:
    inner = files.packed({"приказ.rtf": files.rtf("Приказ о назначении")})
    body = files.packed({"план.docx": files.word(files.PLAN), "ещё/прочее.zip": inner, "Thumbs.db": b"\0"})
    plan, order = read_document(body, url="https://school.test/all.zip")
    assert (plan.member, plan.format, plan.file_name) == ("план.docx", "docx", "план.docx")
    assert (order.member, order.text) == ("ещё/прочее.zip/приказ.rtf", "Приказ о назначении")


def test_archive_names_written_by_windows() -> None:
    body = files.packed({"AAAA.txt": "Привет, мир".encode()})
    found = one(body.replace(b"AAAA", "план".encode("cp866")))
    assert found.member == "план.txt"


def test_archive_members_and_depth_are_bounded() -> None:
    many = files.packed({f"{n}.txt": f"Текст номер {n}".encode() for n in range(9)})
    found = read_document(many, url=URL, budget=DocumentBudget(max_members=3))
    assert [document.reason for document in found] == [None, None, None, Reason.BUDGET_EXHAUSTED]
    deep = b"text"
    for _ in range(4):
        deep = files.packed({"a.zip": deep})
    assert one(deep).detail == "архив вложен слишком глубоко"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (files.packed({"bomb.txt": b"0" * 40_000_000}), "бомбу"),
        (files.packed({"[Content_Types].xml": b"", "word/document.xml": b" " * 40_000_000}), "бомбу"),
        (files.packed({"[Content_Types].xml": b"", "xl/workbook.xml": b" " * 40_000_000}), "бомбу"),
        (b"Rar!\x1a\x07\x00" + b"\0" * 50, "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + b"\0" * 50, "7z"),
        (b"", "пуст"),
        (b"\0\1\2\3" * 50, "не распознан"),
        (b"%PDF-1.4 garbage", "повреждён"),
        (b"PK\x03\x04 garbage", "повреждён"),
        (files.packed({"[Content_Types].xml": b"", "word/document.xml": b"<a"}), ""),
        (b"{\\rtf1 " + b"{" * 5000, ""),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, word: str) -> None:
    found = one(body)
    assert (found.text, found.reason) == ("", Reason.UNREADABLE)
    assert word in found.detail


def test_xml_entities_are_not_expanded() -> None:
    bomb = (
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'ха'>"
        + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 50}'>" for n in range(8))
        + "<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    )
    body = (
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
        "<w:p><w:r><w:t>Текст &i;&f;</w:t></w:r></w:p></w:body></w:document>"
    )
    found = one(files.packed({"[Content_Types].xml": b"", "word/document.xml": (bomb + body).encode()}))
    assert "root" not in found.text
    assert len(found.text) < 100


def test_too_large_is_not_opened() -> None:
    found = one(files.pdf(files.PLAN), budget=DocumentBudget(max_bytes=100))
    assert (found.reason, found.format, found.text) == (Reason.TOO_LARGE, "pdf", "")


@pytest.mark.parametrize(
    ("body", "kind"),
    [(files.pdf("а"), "pdf"), (files.word("а"), "docx"), (files.sheet((("а",),)), "xlsx"), (files.rtf("а"), "rtf")],
)
def test_format_is_told_by_the_bytes(body: bytes, kind: str) -> None:
    assert sniff(body) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Подписано электронной подписью\nВладелец: Орлов", "Подписано электронной подписью Владелец: Орлов"),
        ("Документ подписан ЭЦП", "Документ подписан ЭЦП"),
        ("Подписан протокол о намерениях", ""),
        ("", ""),
    ],
)
def test_signature_mark(text: str, expected: str) -> None:
    assert signature_mark(text) == expected


def test_person_can_read_a_file(tmp_path: Path) -> None:
    import sys

    path = tmp_path / "план.docx"
    path.write_bytes(files.word(files.PLAN))
    command = [sys.executable, "-m", "crawler.documents.reader", str(path)]
    assert files.PLAN in subprocess.run(command, capture_output=True, check=True, text=True).stdout
