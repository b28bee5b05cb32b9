"""Where the text of a paper begins: below the lines that say whose and what it is."""

from __future__ import annotations

import pytest

from rules.acts.letterhead import below_letterhead

NAMED = ("Об операторе", "1. Определить оператором ООО «Дом».")


@pytest.mark.parametrize("kind", ["ПРИКАЗ", "П Р И К А З", "Распоряжение", "ФЕДЕРАЛЬНЫЙ ЗАКОН", "РЕШЕНИЕ"])
def test_what_stands_over_the_kind_of_a_paper_is_its_letterhead(kind: str) -> None:
    assert below_letterhead(("МИНИСТЕРСТВО КУЛЬТУРЫ ПООЗЕРЬЯ", "г. Липовый Бор", kind, *NAMED)) == NAMED


@pytest.mark.parametrize(
    "lines",
    [
        ("Оператор", "ООО «Дом»"),
        ("Приказ министерства от 05.05.2025 № 4", *NAMED),  # it cites one
        (*(f"строка {number}" for number in range(9)), "ПРИКАЗ", *NAMED),  # far below
    ],
)
def test_a_text_that_is_no_paper_is_left_whole(lines: tuple[str, ...]) -> None:
    assert below_letterhead(lines) == lines
