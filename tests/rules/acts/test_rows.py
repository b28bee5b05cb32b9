"""Rows of tables that give an act's requisites in columns."""

from __future__ import annotations

import pytest

from rules.acts.citations import find_citations
from rules.acts.rows import in_a_line


@pytest.mark.parametrize(
    ("row", "number", "day"),
    [
        ("2 | Федеральный закон | Гос. Дума | 21.07.2014 | 256-ФЗ | О внесении изменений", "256-ФЗ", "2014-07-21"),
        ("Приказ | Минфин РФ | 22.07.2015 | № 116н | О составе информации", "116н", "2015-07-22"),
        ("7 | Распоряжение | Правительство КБР | 29.01.2015 | 31-рп", "31-рп", "2015-01-29"),
        ("Указ | от 7 мая 2012 г. | 597 | О мероприятиях", "597", "2012-05-07"),
    ],
)
def test_columns_make_a_citation(row: str, number: str, day: str) -> None:
    (cited,) = find_citations(in_a_line(row))
    assert (cited.number, str(cited.date)) == (number, day)


@pytest.mark.parametrize(
    "row",
    [
        "№ | Недостаток | Мероприятие | Срок",
        "1 | Приобрести кнопку | 15.03.2021 | Завхоз",
        "Приказ от 22.07.2015 № 116н | скачать",
        "Организация | 86,5 | 90,9",
        "",
    ],
)
def test_other_rows_stay_as_they_are(row: str) -> None:
    assert in_a_line(row) == row
