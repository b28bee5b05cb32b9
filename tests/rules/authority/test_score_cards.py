"""Scores by cards: an organization in a line, its total below it."""

from __future__ import annotations

import pytest

from rules.authority.score_cards import scores_of_cards
from tests.rules.authority.test_layouts import judged

CRITERIA = ("Открытость информации: 91,2", "Комфортность учреждения: 87,7", "Доступность для инвалидов: 60,1")


def scored(*lines: str) -> list[tuple[str, float]]:
    return [(one.name, one.score) for one in scores_of_cards(lines)]


@pytest.mark.parametrize(
    ("total", "points"),
    [
        ("Место 1. Итоговый балл 80,3", 80.3),
        ("Общая оценка – 91,25 из 100", 91.25),
        ("Интегральный показатель качества: 77,9", 77.9),
        ("Балл: 88,4", 88.4),
        ("Итого: 96 баллов", 96.0),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_each_card_has_a_name_and_a_total(total: str, points: float, first: bool) -> None:
    told = (total, *CRITERIA) if first else (*CRITERIA, total)
    found = scored("Школа № 1", *told, "МБУК «Музей соли»", *told)
    assert found == [("Школа № 1", points), ("МБУК «Музей соли»", points)]


@pytest.mark.parametrize(
    "lines",
    [
        ("Школа № 1", "Итоговый балл 80,3"),  # one is no rating
        ("Школа № 1", "Итоговый балл 80,3", "Итоговый балл 81,3"),
        ("Школа № 1", "Доля довольных: 80%", "Музей соли", "Доля довольных: 81%"),
        ("Школа № 1", "Общая площадь 803", "Музей соли", "Общая площадь 911"),
        ("Школа № 1", "Итоговый балл 1803", "Музей соли", "Итоговый балл 1911"),
        ("Ершова Нина", "Итоговый балл 80,3", "Лосев Олег", "Итоговый балл 81,3"),
        ("Школы открыты с восьми.", "Итоговый балл 80,3", "Музей закрыт по средам.", "Итоговый балл 81,3"),
    ],
)
def test_other_numbers_below_names_are_no_scores(lines: tuple[str, ...]) -> None:
    assert scored(*lines) == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Результаты независимой оценки за 2025 год", "passed"),
        ("Баллы 2025 года", "passed"),
        ("Итоги смотра-конкурса «Лучший музей» за 2025 год", "inconclusive"),
    ],
)
def test_cards_under_a_heading_of_results_are_results(head: str, expected: str) -> None:
    cards = "".join(
        f"<div><h3>{name}</h3><p>Итоговый балл <b>{score}</b></p><p>{CRITERIA[0]}</p></div>"
        for name, score in (("Музей соли", "80,3"), ("Театр теней", "78,24"))
    )
    pages = {"/nok/": ("Независимая оценка качества", f"<h2>{head}</h2>{cards}")}
    assert judged(pages)["results-published"].outcome.value == expected
