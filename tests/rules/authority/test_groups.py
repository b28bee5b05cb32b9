"""Headings as high as what they head: which of them name a group, and which only head nothing."""

from __future__ import annotations

import pytest

from crawler.items import Page
from rules.authority.units import _heading_nothing
from tests.rules.authority.ministry import BASE
from tests.rules.markup import document, read

FILE = "<p><a href=/f/{0}.pdf>{0}</a></p>"


def over(html: str) -> dict[str, list[str]]:
    """Titles of a group over each heading of a page, the nearest first."""
    shown: Page = read(document(f"<h1>Независимая оценка качества</h1><p>О ней.</p>{html}"), f"{BASE}/nok")
    return {one.text: _heading_nothing(shown, one) for one in shown.blocks if one.kind == "heading"}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # a group, and all that follows it
        (
            f"<h2>Общественный совет</h2><h2>Состав</h2>{FILE.format(1)}<h2>Положение</h2>{FILE.format(2)}",
            {"Общественный совет": [], "Состав": ["Общественный совет"], "Положение": ["Общественный совет"]},
        ),
        # until the next group
        (
            f"<h2>Совет</h2><h2>Состав</h2>{FILE.format(1)}<h2>Оценка</h2><h2>Отчёт</h2>{FILE.format(2)}",
            {"Состав": ["Совет"], "Оценка": ["Совет"], "Отчёт": ["Оценка"]},
        ),
        # one above another
        (
            f"<h2>Оценка</h2><h2>Музеи</h2><h2>Отчёт</h2>{FILE.format(1)}",
            {"Отчёт": ["Музеи", "Оценка"]},
        ),
        # what has something under it names itself alone
        (
            f"<h2>Состав</h2>{FILE.format(1)}<h2>Положение</h2>{FILE.format(2)}",
            {"Состав": [], "Положение": []},
        ),
        # a higher heading that is bare has what is below it
        (f"<h2>Совет</h2><h3>Состав</h3>{FILE.format(1)}<h3>Положение</h3>{FILE.format(2)}", {"Положение": []}),
        # years, and papers that are not there, stand beside one another
        (
            f"<h2>2024 год</h2><h2>2025 год</h2>{FILE.format(1)}<h2>2026 год</h2>{FILE.format(2)}",
            {"2025 год": [], "2026 год": []},
        ),
        (
            f"<h2>Протоколы заседаний общественного совета</h2><h2>Планы по результатам независимой оценки</h2>"
            f"{FILE.format(1)}",
            {"Планы по результатам независимой оценки": []},
        ),
        (
            f"<h2>Итоги независимой оценки 2024 года</h2><h2>Итоги независимой оценки 2025 года</h2>{FILE.format(1)}",
            {"Итоги независимой оценки 2025 года": []},
        ),
        # years of a group
        (
            f"<h2>Итоги независимой оценки</h2><h2>2025 год</h2>{FILE.format(1)}",
            {"2025 год": ["Итоги независимой оценки"]},
        ),
    ],
)
def test_only_bare_headings_of_the_same_height_name_a_group(html: str, expected: dict[str, list[str]]) -> None:
    found = over(html)
    assert {name: found[name] for name in expected} == expected
