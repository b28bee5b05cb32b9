"""Letters, opened again: every deficiency with its remedy, right forms, foreign text as text."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from audits.formats.letters import LetterError, write_index, write_letters
from audits.formats.russian import counted, long_date
from rules.model import Evidence
from tests.audits.formats.test_xlsx import row

ON = date(2026, 11, 20)


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for line in table.rows for cell in line.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_letter_names_each_deficiency_its_norm_remedy_and_term() -> None:
    rows = [row(due=date(2026, 12, 1)), row(rule="poll-published", message="Опроса нет.", remedy="Разместить опрос.")]
    (letter,) = write_letters(rows, on=ON)
    text = text_of(letter.content)
    for expected in ("Страницы нет.", "Создать страницу.", "Опроса нет.", "Разместить опрос.", "п. 2.2", "01.12.2026"):
        assert expected in text
    assert "выявлено: 2 недостатка" in text
    assert "до 1 декабря 2026 г." in text or "в установленный срок" in text
    assert "{{" not in text
    assert "{%" not in text
    assert (letter.organizations, letter.deficiencies) == (1, 2)


def test_one_letter_a_municipality_groups_organizations() -> None:
    rows = [row(), row(organization="sh-2", name="Школа № 2"), row(organization="sh-3", municipality="Речной район")]
    letters = write_letters(rows, on=ON, by="municipality")
    assert [(letter.addressee, letter.organizations) for letter in letters] == [
        ("Лесной район", 2),
        ("Речной район", 1),
    ]
    assert len(Document(io.BytesIO(letters[0].content)).tables) == 2
    assert len({letter.file_name for letter in letters}) == 2


def test_evidence_and_absence_are_said() -> None:
    seen = row(evidence=(Evidence(url="https://sh1.example/nok"),))
    assert "https://sh1.example/nok" in text_of(write_letters([seen], on=ON)[0].content)
    absent = row(pages_read=("a", "b", "c"))
    assert "Прочитано страниц сайта: 3" in text_of(write_letters([absent], on=ON)[0].content)


def test_foreign_text_stays_text() -> None:
    hostile = row(name="<w:p>&«{{ 7*7 }}»\x00", message="{% for x in y %}</w:t>")
    text = text_of(write_letters([hostile], on=ON)[0].content)
    assert "<w:p>&«{{ 7*7 }}»" in text
    assert "{% for x in y %}</w:t>" in text


def test_the_index_lists_every_letter() -> None:
    letters = write_letters([row(), row(organization="b", name="Библиотека")], on=ON)
    text = text_of(write_index(letters, on=ON))
    assert all(letter.file_name in text and letter.addressee in text for letter in letters)


def test_a_bad_template_is_said(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match="шаблон"):
        write_letters([row()], on=ON, template=tmp_path / "none.docx")
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"not a document")
    with pytest.raises(LetterError):
        write_letters([row()], on=ON, template=broken)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 недостатков"),
        (1, "1 недостаток"),
        (3, "3 недостатка"),
        (5, "5 недостатков"),
        (11, "11 недостатков"),
        (21, "21 недостаток"),
        (112, "112 недостатков"),
    ],
)
def test_numbers_agree_with_nouns(count: int, said: str) -> None:
    assert counted(count, "недостаток", "недостатка", "недостатков") == said


def test_dates_in_words() -> None:
    assert long_date(date(2017, 6, 15)) == "15 июня 2017 г."
