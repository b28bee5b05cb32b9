"""A page may say itself what it is about, whatever it is called; one that sends the reader elsewhere says nothing."""

from __future__ import annotations

import pytest

from rules.declared import OPENING, declares
from rules.wording import normal


@pytest.mark.parametrize(
    "line",
    [
        "В этом разделе — независимая оценка качества условий оказания услуг.",
        "Раздел о независимой оценке качества условий оказания услуг.",
        "Наша страница посвящена независимой оценке качества условий.",
        "Здесь всё про независимую оценку качества условий.",
        "То, что вы читаете, называется независимой оценкой качества условий. Ниже всё, что с ней связано.",
        "Независимая оценка качества условий оказания услуг: здесь отчёты и планы.",
    ],
)
def test_a_page_says_what_it_is_about(line: str) -> None:
    assert declares([normal(line)])


@pytest.mark.parametrize(
    "line",
    [
        "Независимая оценка качества условий проводится раз в три года.",
        "Раздел о кружках и студиях.",
        "Здесь независимой оценки качества условий нет.",
        "Здесь мы материалы независимой оценки качества условий не публикуем.",
        "Всё о независимой оценке качества условий размещено на сайте министерства.",
        "Раздел о независимой оценке качества условий переехал.",
        "Страница о независимой оценке качества условий находится на другом портале.",
        "Независимая оценка качества условий. Здесь её не размещаем, смотрите на сайте учредителя.",
        "Здесь записывают в кружки. Независимая оценка качества условий проходит осенью.",
    ],
)
def test_a_sentence_that_sends_elsewhere_or_speaks_of_something_else_declares_nothing(line: str) -> None:
    assert not declares([normal(line)])


def test_a_page_says_so_where_it_begins() -> None:
    said = normal("Раздел о независимой оценке качества условий оказания услуг.")
    assert declares([*["кружки"] * (OPENING - 1), said])
    assert not declares([*["кружки"] * OPENING, said])


def test_another_sentence_of_the_page_may_still_declare() -> None:
    lines = ("Здесь независимой оценки качества условий нет.", "Ниже – прошлая независимая оценка качества условий.")
    assert declares(map(normal, lines))
