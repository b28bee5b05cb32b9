"""Dates and numbers of protocols, orders, decisions, lists of instructions and letters, wherever they stand."""

from __future__ import annotations

import pytest

from audits.protocols.parse import parse_protocol

ITEM = "\n\n1. Отделу сайтов ждать до 1 июня.\n"


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("РЕШЕНИЕ № 7\n\nс. Горное     3 марта 2026 г.", "2026-03-03-7"),
        ("КОМИССИЯ ПО САЙТАМ\nРЕШЕНИЕ № 5\nот «3» марта 2026 года", "2026-03-03-5"),
        ("Больница\n\n# ПРИКАЗ № 88/1\n\nот 03.03.2026, п. Горный", "2026-03-03-88/1"),
        ("РАСПОРЯЖЕНИЕ\n03.03.2026     с. Горное     № 112-р", "2026-03-03-112-р"),
        ("ПРОТОКОЛ ПОРУЧЕНИЙ № 21-п\nпо итогам совещания\n3 марта 2026 г.", "2026-03-03-21-п"),
        ("Протокол № 4 от 03.03.2026\nПоручения главы района", "2026-03-03-4"),
        ("Протокол №3\nДата: 03.03.26", "2026-03-03-3"),
        (
            "ПРОТОКОЛ № 3\nсовещания\n3 марта 2026 года, 15 часов 00 минут, малый зал управления культуры района",
            "2026-03-03-3",
        ),
        (
            "Протокол № 2\nДата проведения: 3 марта 2026 г. Место: районная библиотека, зал для читателей.",
            "2026-03-03-2",
        ),
        (
            "Протокол № 2\nзаседания совета\nДата проведения: 3 марта 2026 г. Место: районная библиотека.",
            "2026-03-03-2",
        ),
        ("Комитет\nПеречень поручений по протоколу № 6 от 03.03.2026", "2026-03-03-6"),
        ("Перечень поручений по протоколу совещания от 03.03.2026 № 6-к", "2026-03-03-6-к"),
        (
            "Министерство\nул. Лесная, 5\nИсх. № 02-14/118 от 3 марта 2026 г.\nНа № 311 от 01.02.2026",
            "2026-03-03-02-14/118",
        ),
        ("Министерство\n03.03.2026 № 01.2-15/234\nна № 12-3 от 01.02.2026", "2026-03-03-01.2-15/234"),
        ("Министерство\n03.03.2026 № 12-44\nна № ______ от ______", "2026-03-03-12-44"),
    ],
)
def test_the_papers_own_date_and_number(head: str, code: str) -> None:
    found = parse_protocol(head + ITEM)
    assert found.id == code
    assert str(found.items[0].terms[0].due) == "2026-06-01"


@pytest.mark.parametrize(
    "head",
    [
        "ПРОТОКОЛ\nсовещания во исполнение решения комиссии от 3 марта 2026 г. № 5",
        "ПРОТОКОЛ\nсовещания\nна № 12-3 от 01.02.2026",
        "ПРОТОКОЛ\nсовещания по приказу № 88/1 от 03.03.2026",
    ],
)
def test_the_date_and_number_of_another_paper_are_not_its_own(head: str) -> None:
    found = parse_protocol(head + ITEM)
    assert (found.on, found.number) == (None, "")


APPROVED = "УТВЕРЖДАЮ\nГубернатор\n________ Н.Н. Лесной\n\n3 марта 2026 г.\n{}\n\n{}\nпо итогам встречи"


def test_a_list_of_instructions_is_dated_by_its_approval() -> None:
    found = parse_protocol(APPROVED.format("№ ПР-12", "ПЕРЕЧЕНЬ ПОРУЧЕНИЙ") + ITEM)
    assert found.id == "2026-03-03-ПР-12"
    assert "Своей даты в файле нет: за неё взята дата утверждения, 03.03.2026." in found.notes


def test_a_protocol_is_not_dated_by_its_approval() -> None:
    found = parse_protocol(APPROVED.format("", "ПРОТОКОЛ № 8") + ITEM)
    assert (found.on, found.number) == (None, "8")
    assert any("датой протокола не сочтена" in note for note in found.notes)


def test_the_title_of_an_order_ends_before_its_grounds() -> None:
    head = "ПРИКАЗ\nот 3 марта 2026 г. № 5\nО сайтах\nВо исполнение письма министерства ПРИКАЗЫВАЮ:"
    assert parse_protocol(head + ITEM).title == "О сайтах"


def test_a_paper_named_on_a_line_of_an_item_ends_nothing() -> None:
    text = (
        "ПРОТОКОЛ № 8\n3 марта 2026 г.\n\n1. Отделу сайтов снять с сайта\nПриказ № 5 от 1 марта 2025 г.\nдо 1 июня.\n"
    )
    found = parse_protocol(text)
    assert found.items[0].text.endswith("Приказ № 5 от 1 марта 2025 г. до 1 июня.")
    assert [str(term.due) for term in found.items[0].terms] == ["2026-06-01"]


@pytest.mark.parametrize(
    "heading",
    [
        "Протокол № 11 от 05.05.2026 заседания Общественного совета при Министерстве культуры",
        "Протокол от 5 мая 2026 г. № 11 заседания Общественного совета при Министерстве культуры",
    ],
)
def test_date_and_number_may_stand_before_what_it_is_about(heading: str) -> None:
    protocol = parse_protocol(f"{heading}\n\nРЕШИЛИ:\n1. Отделу сайтов ждать до 1 декабря.\n")
    assert (protocol.id, protocol.title) == (
        "2026-05-05-11",
        "заседания Общественного совета при Министерстве культуры",
    )
