"""Answers that were counted are results of a poll under any title; what others count is none."""

from __future__ import annotations

import pytest

from rules.tallies import tallies
from tests.rules.drawn import drawn, verdicts

TABLE = (
    "<h3>Подсчёт</h3><p>Первый квартал 2026 года: получено 64 анкеты.</p>"
    "<table><tr><th>Вопрос</th><th>Да</th><th>Нет</th></tr>"
    "<tr><td>Устраивают стенды</td><td>60</td><td>4</td></tr>"
    "<tr><td>Посоветую друзьям</td><td>63</td><td>1</td></tr></table>"
)
SENTENCES = (
    "<p>Что говорят гости<br>На сайте ответили 46 посетителей. Из них сорок четыре (95,7 %) считают, что на стендах "
    "всё понятно; сорок один (89,1 %) доволен удобством залов.</p>"
)
CHOICES = "<p>Откликнулись 44 родителя: «да, удобно» — 41, «нет» — 3.</p>"


@pytest.mark.parametrize("content", [TABLE, SENTENCES, CHOICES])
def test_counted_answers_are_results(content: str) -> None:
    assert verdicts(content)["poll-results-published"].outcome == "passed"


@pytest.mark.parametrize(
    "content",
    [
        "<p>Получено 64 анкеты.</p>",
        "<p>Оператор опросил 120 человек: довольны 97 %, рекомендуют 95 %.</p>",
        "<h3>Питание</h3><p>Ответили 40 родителей: довольны 35 (87 %), недовольны 5 (13 %).</p>",
        "<p>В школе 412 учеников, 30 учителей, 12 кружков.</p>",
        "<table><tr><th>Класс</th><th>Мальчиков</th><th>Девочек</th></tr><tr><td>Первый</td><td>12</td><td>14</td></tr>"
        "<tr><td>Второй</td><td>10</td><td>11</td></tr></table>",
    ],
)
def test_other_counts_are_none(content: str) -> None:
    assert verdicts(content)["poll-results-published"].outcome != "passed"


def test_each_count_ends_where_the_next_begins() -> None:
    told = (
        "Ответили 46 гостей: довольны 44 (96 %), посоветуют 45 (98 %).",
        "Год 2025. Ответили 173 гостя: довольны 165 (95 %), посоветуют 170 (98 %).",
    )
    page = drawn("/nok", "".join(f"<p>{line}</p>" for line in told))
    assert tuple(one.line for one in tallies(page, range(len(page.blocks)))) == told


def test_the_year_that_opens_a_count_is_its_period() -> None:
    counted = "довольны 44 (96 %), посоветуют 45 (98 %)"
    page = (
        f"<p>III квартал 2026 года. Ответили 46 гостей: {counted}.</p><p>2025 год: ответили 46 гостей: {counted}.</p>"
    )
    assert verdicts(page)["poll-results-current"].outcome == "passed"
