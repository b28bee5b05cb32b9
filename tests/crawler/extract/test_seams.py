"""Elements of a line that touch: one word, or two things that style keeps apart."""

from __future__ import annotations

import pytest

from crawler.extract import extract_page
from crawler.extract.seams import is_seam


@pytest.mark.parametrize(
    ("before", "after", "apart"),
    [
        ("школам", "Итоги", True),
        ("docx", "Приказ", True),
        ("садам", "19 КБ", True),
        ("2023", "Отчёт", True),
        ("Методика 114", "60 КБ", True),
        ("Отчёт за 2023", "1,5 Мб", True),
        ("392-ФЗ", "80 КБ", True),
        ("ФЗ", "80", False),
        ("Прик", "аз", False),
        ("20", "23", False),
        ("20", "23 год", False),
        ("М", "БОУ", False),
        ("Н", "езависимая", False),
        ("№", "5", False),
        ("оценка ", "Условий", False),
        ("", "Условий", False),
    ],
)
def test_seams(before: str, after: str, apart: bool) -> None:
    assert is_seam(before, after) is apart


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<span>docx</span><span>Методика 114</span><span>60 КБ</span>", "docx Методика 114 60 КБ"),
        ("<span>Приказ</span><i class=icon></i><b><u>Скачать</u></b>", "Приказ Скачать"),
        ("<span>Прик</span><span>аз</span> <b>№</b><b>5</b>", "Приказ №5"),
        ("<span>площадь 5 м</span><sup>2</sup>", "площадь 5 м2"),
        ("<span>Приказ</span><br><span>Минтруда</span>", "Приказ Минтруда"),
        ("слово<b>Второе</b>", "словоВторое"),  # text and element are not taken apart: nobody styles that
    ],
)
def test_labels_of_cards(html: str, label: str) -> None:
    page = extract_page(f"<p><a href='/f.docx'>{html}</a></p>".encode(), url="https://school.example/")
    assert page.links[0].text == label


def test_cards_side_by_side_are_apart_in_the_text_of_their_line() -> None:
    cards = "<a href='/1'><span>docx</span><span>Приказ</span></a><a href='/2'><span>xlsx</span><span>Итоги</span></a>"
    page = extract_page(f"<p>{cards}</p>".encode(), url="https://school.example/")
    assert page.blocks[0].text == "docx Приказ xlsx Итоги"
