"""XLSX and DOCX as LibreOffice opens them: every page is made, and holds what was written.

Skipped, saying so, where `soffice` is not installed; `.ci/office` installs it where it may.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from audits.coverage import PublicData, public_tables
from audits.formats.letters import write_bundle, write_index, write_letters
from audits.formats.tables import write_tables_document, write_tables_workbook
from audits.formats.xlsx import write_workbook
from rules.model import Evidence, Organization, Sector
from tests.audits.formats.test_xlsx import row

ON = date(2026, 11, 20)
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed: .ci/office installs it"),
]

Printed = Callable[[str, bytes], list[str]]


@pytest.fixture
def printed(tmp_path: Path) -> Printed:
    """Opens a file in LibreOffice, prints it, gives the text of its pages."""

    def convert(name: str, body: bytes) -> list[str]:
        (tmp_path / name).write_bytes(body)
        home = f"-env:UserInstallation=file://{tmp_path}/home"
        command = [SOFFICE or "", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=110, check=False)
        made = (tmp_path / name).with_suffix(".pdf")
        assert made.is_file(), done.stdout + done.stderr
        document = pypdfium2.PdfDocument(made)
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]

    return convert


ROWS = [
    row(
        organization=f"sh-{number}",
        name=f"Школа № {number}",
        message="=1+1 не выполнено",
        evidence=(Evidence(url="https://sh1.example/", excerpt="цитата"),),
    )
    for number in (1, 2, 3)
]


def test_the_deficiency_list(printed: Printed) -> None:
    pages = printed("list.xlsx", write_workbook(ROWS, on=ON))
    text = " ".join(pages)
    for expected in ("Недостатков: 3", "Школа № 2", "=1+1 не выполнено", "Создать страницу."):
        assert expected in text
    assert "#NAME" not in text
    assert "Err:" not in text


def test_letters_each_on_its_page(printed: Printed) -> None:
    pages = printed("letters.docx", write_bundle(write_letters(ROWS, on=ON), on=ON))
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert f"Школа № {number}" in page
        assert "выявлен 1 недостаток" in page


def test_the_index_of_letters(printed: Printed) -> None:
    (page,) = printed("index.docx", write_index(write_letters(ROWS, on=ON), on=ON))
    assert "Организаций Недостатков" in page
    assert "Школа № 3" in page


def test_the_public_report(printed: Printed) -> None:
    schools = [Organization("a", "Школа А", sector=Sector.EDUCATION, assessed_years=(2023,))]
    tables = public_tables(schools, {}, PublicData(), 2023)
    sheets = " ".join(printed("tables.xlsx", write_tables_workbook(tables, title="Отчёт", on=ON)))
    pages = " ".join(printed("tables.docx", write_tables_document(tables, title="Отчёт")))
    for text in (sheets, pages):
        assert "Охват независимой оценкой в 2023 году" in text
        assert "неизвестны" in text
        assert "100,0" in text.replace("100.0", "100,0")
        assert "Реестр размещения" in text
