"""The workbook, opened again: sheets, types, links, and nothing foreign that acts."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from audits.findings.deficiency_list import DeficiencyRow
from audits.formats.cells import neutral
from audits.formats.xlsx import write_workbook
from audits.store.model import DeficiencyState
from rules.model import Evidence, Sector, Severity

ON = date(2026, 11, 20)


def row(**changes: object) -> DeficiencyRow:
    given: dict[str, object] = {
        "organization": "sh-1",
        "name": "Школа № 1",
        "sector": Sector.EDUCATION,
        "municipality": "Лесной район",
        "site": "https://sh1.example/",
        "rule": "nok-page-published",
        "title": "Страница независимой оценки",
        "severity": Severity.CRITICAL,
        "state": DeficiencyState.OPEN,
        "message": "Страницы нет.",
        "requirement": "KBR-2.2a",
        "demand": "Страница создана",
        "citation": "п. 2.2",
        "remedy": "Создать страницу.",
        "since": date(2026, 11, 1),
        "days_open": 19,
        "retested": True,
        "due": date(2026, 11, 10),
    }
    return DeficiencyRow(**(given | changes))  # type: ignore[arg-type]


def opened(*rows: DeficiencyRow):  # type: ignore[no-untyped-def]
    return load_workbook(io.BytesIO(write_workbook(rows, on=ON)))


def test_a_summary_then_a_sheet_a_sector() -> None:
    book = opened(row(), row(organization="lib", sector=Sector.CULTURE), row(organization="x", sector=None))
    assert book.sheetnames == ["Сводка", "Образование", "Культура", "Сфера не указана"]
    assert "Недостатков: 3, организаций с недостатками: 3" in book["Сводка"]["A2"].value
    assert len(book["Сводка"]._charts) == 1
    total = next(line for line in book["Сводка"].iter_rows(values_only=True) if line[0] == "Всего")
    assert total[:7] == ("Всего", 3, 0, 0, 0, 3, 3)


def test_cells_have_their_types_and_the_sheet_its_tools() -> None:
    sheet = opened(row())["Образование"]
    values = [cell.value for cell in sheet[2]]
    assert values[:5] == [
        "Лесной район",
        "Школа № 1",
        "Страницы нет.",
        "критический",
        "Страница создана\nОснование: п. 2.2.",
    ]
    assert values[6] == datetime(2026, 11, 1)
    assert values[7] == datetime(2026, 11, 10)
    assert values[10] == 19
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:M2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"


def test_evidence_is_a_link() -> None:
    evidence = (Evidence(url="https://sh1.example/nok", excerpt="Независимая оценка"),)
    cell = opened(row(evidence=evidence))["Образование"]["J2"]
    assert (cell.value, cell.hyperlink.target) == ("Независимая оценка", "https://sh1.example/nok")
    absent = opened(row(pages_read=("a", "b")))["Образование"]["J2"]
    assert (absent.value, absent.hyperlink.target) == ("прочитано страниц: 2", "https://sh1.example/")


def test_a_long_quotation_is_cut_where_it_can_be_seen_and_whole_in_its_tip() -> None:
    evidence = (Evidence(url="https://sh1.example/nok", excerpt="Независимая оценка качества условий оказания услуг"),)
    cell = opened(row(evidence=evidence))["Образование"]["J2"]
    assert cell.value == "Независимая оценка…"
    assert "условий оказания услуг https://sh1.example/nok" in cell.hyperlink.tooltip


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx"])
def test_foreign_text_is_never_a_formula(text: str) -> None:
    sheet = opened(row(name=text, message=text, evidence=(Evidence(url="javascript:alert(1)", excerpt=text),)))[
        "Образование"
    ]
    for cell in sheet[2]:
        assert cell.data_type != "f"
        assert cell.hyperlink is None
    assert neutral(text) == "'" + text


def test_control_characters_do_not_break_the_file() -> None:
    assert opened(row(name="a\x00\x1b[31mb\u202e"))["Образование"]["B2"].value == "a[31mb"


def test_nothing_to_list_says_so() -> None:
    assert opened()["Сводка"]["A4"].value == "Недостатков нет."


def test_the_same_rows_give_the_same_file() -> None:
    def parts(data: bytes) -> dict[str, bytes]:
        archive = zipfile.ZipFile(io.BytesIO(data))
        return {name: archive.read(name) for name in archive.namelist()}

    assert parts(write_workbook([row()], on=ON)) == parts(write_workbook([row()], on=ON))
