"""What says "there is nothing here" with status 200, and what only speaks of something not found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.answers.soft404 import says_not_found, signature_of
from crawler.extract import extract_page
from crawler.items import Page

MENU = "".join(f"<li><a href=/r{number}/>Раздел {number}</a></li>" for number in range(20))
TEXT = "<p>" + "Школа приглашает учеников и родителей на день открытых дверей. " * 12 + "</p>"


def page(title: str, body: str, url: str = "http://school.test/net/") -> Page:
    html = f"<html><head><title>{title}</title></head><body><nav><ul>{MENU}</ul></nav><main>{body}</main></body></html>"
    return extract_page(html.encode(), url=url, content_type="text/html", status=200, fetched_at=datetime.now(UTC))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404", TEXT),
        ("Ошибка 404 — Школа № 5", "<p>Вернитесь на главную</p>"),
        ("Школа № 5", "<h1>Страница не найдена</h1>" + TEXT),
        ("Школа № 5", "<h1>Запрашиваемая вами страница не существует</h1>"),
        ("Школа № 5", "<h1>Такой страницы нет</h1>"),
        ("Школа № 5", "<h1>Такая страница отсутствует на сайте</h1>"),
        ("Школа № 5", "<h1>Страница отсутствует</h1>"),
        ("Школа № 5", "<h2>Нет такой страницы</h2>"),
        ("Элемент не найден!", TEXT),
        ("Раздел не найден", TEXT),
        ("Школа № 5", "<h1>Запись не найдена</h1>"),
        ("Школа № 5", "<h1>Страница удалена или перемещена</h1>" + TEXT),
        ("Школа № 5", "<h1>Извините, эта страница была удалена</h1>"),
        ("Page not found", TEXT),
        ("Школа", "<h1>Error 404</h1>"),
        ("Школа", "<h1>404 Not Found</h1>"),
        ("Школа", "<h1>404</h1>" + TEXT),
        ("Школа", "<h1>Упс! Кажется, мы не можем найти эту страницу.</h1>"),
    ],
)
def test_a_page_that_says_so_is_not_found(title: str, body: str) -> None:
    assert says_not_found(page(title, body))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Гимназия № 404", "<h1>Гимназия № 404</h1>" + TEXT),
        ("Кабинет 404", TEXT),
        ("Документы", "<h1>Документы</h1><p>Документы не найдены</p>" + TEXT),
        ("Опрос", "<h1>Опрос</h1><p>Если страница не найдена, сообщите об этом администратору.</p>" + TEXT),
        ("Поиск", "<h1>Поиск</h1><p>По запросу ничего не найдено</p>" + TEXT),
        ("Независимая оценка", "<h1>Независимая оценка</h1><p>Раздел в разработке</p>"),
        ("Карта сайта", "<h1>Карта сайта</h1>" + TEXT),
        ("Приказ № 404", "<h1>Приказ № 404 от 01.02.2020</h1>" + TEXT),
        ("История", "<h1>Найдена потерянная страница летописи</h1>" + TEXT),
    ],
)
def test_an_ordinary_page_is_found(title: str, body: str) -> None:
    assert not says_not_found(page(title, body))


def test_a_host_that_answers_everything_alike_is_known_by_its_answer() -> None:
    answer = "<h1>Школа № 5</h1><p>Запрошен адрес {}</p>" + TEXT
    signature = signature_of(page("Школа № 5", answer.format("/net-takoy/"), "http://school.test/net-takoy/"))
    assert signature.matches(page("Школа № 5", answer.format("/nok/"), "http://school.test/nok/"))
    assert not signature.matches(page("Школа № 5", "<h1>Независимая оценка</h1><p>Результаты за 2022 год</p>"))
    assert not signature.matches(page("Контакты", answer.format("/net-takoy/")))
