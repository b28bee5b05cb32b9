"""When what recurs begins."""

from __future__ import annotations

from datetime import date

import pytest

from audits.protocols.parse import parse_protocol

HEAD = "ПРОТОКОЛ\nот 27 февраля 2023 г. № 4\n\nРЕШИЛИ:\n1. Отделу культуры "


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (
            "ежемесячно до 5 числа месяца, следующего за отчётным, сдавать сводку, начиная с отчёта за март 2023 года",
            "2023-04-05",
        ),
        ("ежемесячно до 5 числа сдавать сводку, начиная с апреля", "2023-04-05"),
        ("ежемесячно до 5 числа сдавать сводку, начиная с 10 апреля 2023 года", "2023-05-05"),
        ("ежеквартально до 20 числа последнего месяца квартала докладывать, первый доклад – в сентябре", "2023-09-20"),
        ("ежемесячно до 5 числа сдавать сводку, первый отчёт – в январе", "2024-01-05"),
        # said of something else
        ("ежемесячно до 5 числа сдавать сводку о поступлениях с января 2023 года", "2023-03-05"),
        ("ежемесячно до 5 числа сдавать сводку", "2023-03-05"),
    ],
)
def test_the_first_term_of_what_recurs(asked: str, due: str) -> None:
    (item,) = parse_protocol(f"{HEAD}{asked}.\n").items
    assert [term.due for term in item.terms] == [date.fromisoformat(due)]


@pytest.mark.parametrize("asked", ["первый отчёт – 31 июня", "начиная с отчёта за 31 июня 2023 года"])
def test_a_beginning_on_a_day_that_is_none_is_told(asked: str) -> None:
    protocol = parse_protocol(f"{HEAD}ежемесячно до 5 числа сдавать сводку, {asked}.\n")
    (term,) = protocol.items[0].terms
    assert term.due == date(2023, 3, 5)
    assert "начало ряда не учтено: даты «31 июня» не бывает" in term.note
    assert any("начало ряда не учтено" in note for note in protocol.notes)


def test_what_moved_the_first_term_is_told() -> None:
    (item,) = parse_protocol(f"{HEAD}ежемесячно до 5 числа сдавать сводку, первый отчёт – в июне.\n").items
    assert item.terms[0].note == "первая дата по словам «первый отчёт – в июне»"
