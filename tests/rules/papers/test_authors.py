"""Who wrote a paper on the results: the organization's own people, or an operator."""

from __future__ import annotations

import pytest

from crawler.items import Document
from rules.papers.authors import own_note


def of(text: str, named: str = "Анализ результатов оценки") -> str:
    return own_note(named, Document("https://s.test/f.pdf", text=text))


@pytest.mark.parametrize(
    "said",
    [
        "Справка составлена заместителем директора Б. Б. Шогеновой.",
        "Подготовила методист центра А. А. Карданова",
        "Заведующая библиотекой А. Карданова составила её для совета.",
    ],
)
def test_a_note_says_that_ones_own_people_wrote_it(said: str) -> None:
    assert of(f"Аналитическая справка по итогам независимой оценки 2023 года\n\nОценка 91 балл. {said}") == said


@pytest.mark.parametrize(
    "text",
    [
        "Аналитическая справка по итогам независимой оценки. Подготовлена директором ООО «Опрос-Юг» А. А. Карданов.",
        "Анализ результатов. Организация-оператор: АНО «Мнение». Составлен методистом.",
        "Отчёт по итогам независимой оценки. Составлен заместителем директора.",
        "Аналитическая справка. Подготовлена директором по исследованиям А. А. Кардановым.",
        "Аналитическая справка по итогам независимой оценки. Опрошены директор, методист и воспитатели.",
        "Аналитическая справка по итогам независимой оценки 2023 года. 91 балл.",
        "",
    ],
)
def test_any_other_is_left_for_a_report(text: str) -> None:
    assert of(text) == ""


def test_a_file_that_nobody_read_and_one_called_a_report_are_no_notes() -> None:
    assert own_note("Анализ результатов", None) == ""
    assert of("Справка. Составлена методистом.", "Отчёт об оценке за 2023 год") == ""
