"""Instructions in tables as secretaries draw them: rows across, drawn signs, cells of several lines, PDF over pages."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from audits.protocols.model import Item, Protocol
from audits.protocols.parse import ProtocolError, parse_protocol
from audits.protocols.read import read_protocol
from tests.crawler.files import joined, pdf, pdf_table

HEAD = "ПРОТОКОЛ № 3\nсовещания о сайтах\nот 3 марта 2026 г.\n\n"


def told(protocol: Protocol) -> dict[str, tuple[str, tuple[str, ...], list[str]]]:
    return {one.number: (one.text, one.responsible, dates(one)) for one in protocol.items}


def dates(item: Item) -> list[str]:
    return [str(term.due) for term in item.terms]


def shown(text: str) -> dict[str, list[str]]:
    return {item.number: dates(item) for item in parse_protocol(HEAD + text).items}


@pytest.mark.parametrize(
    "heading",
    [
        "| № | Что сделать | Когда | Кто |",
        "| № | Задание | Исполнить до | Отв. |",
        "| № | Мера | Срок | Кому поручено |",
    ],
)
def test_columns_by_other_names(heading: str) -> None:
    found = parse_protocol(f"{HEAD}{heading}\n| 1 | Открыть раздел | 01.04.2026 | Отдел сайтов |\n")
    assert told(found) == {"1": ("Открыть раздел", ("Отдел сайтов",), ["2026-04-01"])}


def test_columns_that_are_none_of_instructions_make_no_items() -> None:
    with pytest.raises(ProtocolError):
        parse_protocol(f"{HEAD}| Организация | Балл | Место |\n| Школа | 80 | 1 |\n| Клуб | 70 | 2 |\n")


def test_a_term_across_the_table_holds_for_the_rows_below_it() -> None:
    found = parse_protocol(
        f"{HEAD}| № | Что сделать | Кому поручено |\n| Срок – до 1 апреля 2026 г. |\n"
        "| 1 | Открыть раздел | Отдел сайтов |\n| 2 | Составить план | Отдел планов |\n"
        "| Ежемесячно, до 5-го числа |\n| 3 | Сообщать о посещениях | Отдел сайтов |\n"
        "| Другие вопросы |\n| 4 | Обсудить доклад | Отдел сайтов |\n"
    )
    assert {number: one[2] for number, one in told(found).items()} == {
        "1": ["2026-04-01"],
        "2": ["2026-04-01"],
        "3": ["2026-03-05"],
        "4": [],
    }
    assert found.items[0].responsible == ("Отдел сайтов",)
    assert "Пункт 4: срок не указан." in found.notes


def test_a_term_of_the_row_goes_before_that_across_the_table() -> None:
    text = (
        "| № | Мероприятие | Срок | Исполнитель |\n| До 1 апреля 2026 г. |\n"
        "| 1 | Открыть раздел | | Отдел сайтов |\n| 2 | Составить план | 10.04.2026 | Отдел планов |\n"
    )
    assert shown(text) == {"1": ["2026-04-01"], "2": ["2026-04-10"]}


def test_a_list_of_those_who_answer_for_subjects_is_no_table_of_instructions() -> None:
    text = "1. Отделу сайтов ждать до 1 мая 2026 г.\n| № | Вопрос | Ответственный |\n| 1 | Сайты | Иванов И.И. |\n"
    assert list(shown(text)) == ["1"]


def test_numbered_rows_across_are_the_items_the_rows_below_belong_to() -> None:
    found = parse_protocol(
        f"{HEAD}| № | Мероприятие | Срок | Исполнитель |\n| 1. Доступность |\n"
        "| 1.1 | Открыть раздел | 1 апреля 2026 г. | Отдел сайтов |\n"
        "| 1.2 | Ждать | 2 апреля 2026 г. | Отдел планов |\n"
        "2. Опросы\n| 2.1 | Провести опрос | 3 апреля 2026 г. | Отдел опросов |\n"
    )
    assert told(found) == {
        "1": ("Доступность", (), []),
        "1.1": ("Открыть раздел", ("Отдел сайтов",), ["2026-04-01"]),
        "1.2": ("Ждать", ("Отдел планов",), ["2026-04-02"]),
        "2": ("Опросы", (), []),
        "2.1": ("Провести опрос", ("Отдел опросов",), ["2026-04-03"]),
    }


def test_an_item_below_a_table_ends_it() -> None:
    text = (
        "| № | Мероприятие | Срок |\n|---|---|---|\n| 1 | Открыть раздел | 01.04.2026 |\n\n"
        "2. Отделу планов ждать до 5 мая 2026 г.\n"
    )
    assert shown(text) == {"1": ["2026-04-01"], "2": ["2026-05-05"]}


DRAWN = """
+---+------------------+----------------+--------------+
| № | Мероприятие      | Исполнитель    | Срок         |
+===+==================+================+==============+
| 1 | Открыть раздел о | Отдел сайтов   | до 1 апреля  |
|   | независимой оцен-|                | 2026 г.      |
|   | ке               |                |              |
{inner}| 2 | Провести опрос   | Отдел опросов; | 10.04.2026   |
|   |                  | Отдел планов   |              |
+---+------------------+----------------+--------------+

Министр                      А.Б. Горный
"""


@pytest.mark.parametrize("inner", ["", "+---+------------------+----------------+--------------+\n"])
@pytest.mark.parametrize("boxes", [False, True])
def test_a_table_drawn_with_signs(inner: str, boxes: bool) -> None:
    text = DRAWN.format(inner=inner)
    if boxes:
        text = text.replace("|", "│").replace("-+", "─┼").replace("+-", "├─")
    assert told(parse_protocol(HEAD + text)) == {
        "1": ("Открыть раздел о независимой оценке", ("Отдел сайтов",), ["2026-04-01"]),
        "2": ("Провести опрос", ("Отдел опросов", "Отдел планов"), ["2026-04-10"]),
    }


def test_a_table_without_a_heading() -> None:
    rows = "| 1 | Открыть раздел | Отдел сайтов | до 1 апреля 2026 г. |\n| 2 | Ждать | Отдел планов | 10.04.2026 |\n"
    assert told(parse_protocol(HEAD + rows)) == {
        "1": ("Открыть раздел", ("Отдел сайтов",), ["2026-04-01"]),
        "2": ("Ждать", ("Отдел планов",), ["2026-04-10"]),
    }


def test_a_row_about_the_same_item_and_a_total() -> None:
    found = parse_protocol(
        f"{HEAD}| № | Мероприятие | Срок | Исполнитель | Отметка |\n|---|---|---|---|---|\n"
        "| 1 | Открыть раздел | 01.04.2026 | Отдел сайтов | |\n| | | 02.04.2026 | Отдел планов | |\n"
        "| 2 | Провести опрос | - | Отдел опросов | перенести до 5 мая 2026 г. |\n| | Итого поручений: 2 | | | |\n"
    )
    assert told(found)["1"] == ("Открыть раздел", ("Отдел сайтов", "Отдел планов"), ["2026-04-01", "2026-04-02"])
    assert "Итого" not in found.items[1].text
    assert "Отметка: перенести до 5 мая 2026 г." in found.items[1].text  # said with the item, not left out


def test_lines_of_a_cell_name_one_each(tmp_path: Path) -> None:
    document = docx.Document()
    for line in HEAD.split("\n"):
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=4)
    rows = (
        ("№", "Мероприятие", "Срок", "Исполнители"),
        ("1.", "Открыть раздел", "01.04.2026", "Отдел сайтов\nадминистрации района\nПолев П.П.\nЛесной В.Г."),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(tmp_path / "p.docx"))
    assert told(read_protocol(tmp_path / "p.docx"))["1"][1] == (
        "Отдел сайтов администрации района",
        "Полев П.П.",
        "Лесной В.Г.",
    )


def test_a_letterhead_in_cells_keeps_its_lines(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "МИНИСТЕРСТВО ПЛАНОВ\nул. Лесная, 8\n05.03.2026 № 12-44/1\nна № 7 от 01.02.2026"
    table.rows[0].cells[1].text = "Руководителям учреждений\n(по списку)"
    document.add_paragraph("О сайтах")
    document.add_paragraph("1. Открыть раздел не позднее 25 июля.")
    document.save(str(tmp_path / "p.docx"))
    found = read_protocol(tmp_path / "p.docx")
    assert (found.id, dates(found.items[0])) == ("2026-03-05-12-44/1", ["2026-07-25"])


def test_a_table_of_a_pdf_goes_on_on_the_next_page(tmp_path: Path) -> None:
    heading = ("№ п/п", "Поручение", "Ответственный", "Срок исполнения")
    first = pdf_table(
        (heading, ("1", "Открыть раздел", "Отдел сайтов", "до 1 апреля 2026 г."), ("2", "Провести", "", ""))
    )
    second = pdf_table(
        (("", "опрос посетителей", "Отдел опросов", "10 дней"), ("3", "Ждать", "Отдел планов", "05.05.2026"))
    )
    (tmp_path / "p.pdf").write_bytes(joined(pdf("ПРОТОКОЛ № 3\nот 3 марта 2026 г."), first, second))
    found = told(read_protocol(tmp_path / "p.pdf"))
    assert found["1"] == ("Открыть раздел", ("Отдел сайтов",), ["2026-04-01"])
    assert found["2"] == ("Провести опрос посетителей", ("Отдел опросов",), ["2026-03-13"])
    assert found["3"] == ("Ждать", ("Отдел планов",), ["2026-05-05"])


def test_running_heads_of_a_pdf_belong_to_no_item(tmp_path: Path) -> None:
    pages = (
        "Протокол о сайтах\n1\nПРОТОКОЛ № 3\nот 3 марта 2026 г.\n1. Отделу сайтов открыть",
        "Протокол о сайтах\n2\nраздел до 1 апреля 2026 г.\n2. Отделу планов ждать до 5 мая 2026 г.",
    )
    (tmp_path / "p.pdf").write_bytes(pdf(*pages))
    found = told(read_protocol(tmp_path / "p.pdf"))
    assert found["1"] == ("Отделу сайтов открыть раздел до 1 апреля 2026 г.", ("отдел сайтов",), ["2026-04-01"])
    assert list(found) == ["1", "2"]
