"""Documents say what the truth rests on, in formats other programs read, with the same bytes every time."""

from __future__ import annotations

import io

import docx
import openpyxl
import pypdfium2

from audits.demo import papers
from audits.demo.people import row
from audits.demo.writers import FILES, pdf
from audits.demo.writers import docx as write_docx
from rules.model import Ownership, Sector

STATE = row(3, "bolnitsa-x", "ГБУЗ «Больница»", Sector.HEALTH, ownership=Ownership.STATE)
MUNICIPAL = row(4, "klub-x", "МКУК «Клуб»", Sector.CULTURE)


def _docx_text(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def _pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r", "")


def test_pdf_has_a_cyrillic_text_layer() -> None:
    text = " ".join(_pdf_text(papers.report(STATE, 2023).data).split())
    assert "Организация-оператор: ООО «Центр социологических измерений «Барс»" in text
    assert "в 2023 году" in text


def test_pdf_is_seen_as_well_as_read() -> None:
    page = pypdfium2.PdfDocument(pdf([["ЖЖЖЖЖЖЖЖЖЖ"]]))[0]
    assert min(bytes(page.render(scale=1).buffer)) < 100


def test_state_plan_is_agreed_by_the_minister_and_municipal_by_the_head() -> None:
    assert "СОГЛАСОВАНО\nМинистр здравоохранения" in _docx_text(papers.plan(STATE, 2024).data)
    assert "СОГЛАСОВАНО\nГлава местной администрации" in _docx_text(papers.plan(MUNICIPAL, 2024).data)


def test_concrete_items_have_terms_and_people_and_vague_ones_do_not() -> None:
    concrete = docx.Document(io.BytesIO(papers.plan(STATE, 2024).data)).tables[0]
    vague = docx.Document(io.BytesIO(papers.plan(STATE, 2024, vague=True).data)).tables[0]
    assert concrete.cell(1, 3).text == "до 15.05.2024"
    assert vague.cell(1, 2).text == "постоянно"


def test_scan_has_no_text_layer() -> None:
    document = pypdfium2.PdfDocument(papers.scanned_report().data)
    assert document[0].get_textpage().count_chars() == 0


def test_workbook_is_a_table_of_scores() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(papers.ratings(2022).data)).active
    assert sheet is not None
    assert sheet["G2"].value == "87,10"


def test_same_words_give_same_bytes() -> None:
    assert write_docx(["а"]) == write_docx(["а"])
    assert papers.report(STATE, 2023).data == papers.report(STATE, 2023).data


def test_shipped_files_are_small() -> None:
    assert sum(path.stat().st_size for path in FILES.iterdir()) < 200_000
