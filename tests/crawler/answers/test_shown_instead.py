"""What stands in the site's own design in place of a page, and pages that only have such a thing on them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.answers.shown_instead import stands_in
from crawler.extract import extract_page
from crawler.items import Page, Reason

MENU = "".join(f"<li><a href=/r{number}/>Раздел {number}</a></li>" for number in range(8))
NOK = "Независимая оценка качества"
SIGN_IN = (
    "<form method=post action=/login><label>Логин <input name=l></label>"
    "<label>Пароль <input type=password name=p></label><button>Войти</button></form>"
)
READ = "<p>В 2023 году оценку проводило общество «Опрос», опрошены 212 родителей.</p>" * 4


def page(title: str, body: str, path: str = "/nok/") -> Page:
    html = (
        f"<html><head><title>{title} — Школа</title></head><body><header>Школа № 5</header><nav><ul>{MENU}</ul></nav>"
        f"<main><h1>{title}</h1>{body}</main><footer>ул. Лесная, 1, тел. 2-12-34</footer></body></html>"
    )
    return extract_page(
        html.encode(), url=f"http://school.test{path}", content_type="text/html", fetched_at=datetime.now(UTC), depth=1
    )


def reason(title: str, body: str, home: str = "<p>Рады видеть вас на сайте школы.</p>") -> Reason | None:
    wall = stands_in(page(title, body), page("Добро пожаловать", home, "/"))
    return wall.reason if wall is not None else None


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Авторизация", SIGN_IN),
        (NOK, SIGN_IN),
        ("Вход", "<p>Для доступа к этой странице необходимо авторизоваться.</p>" + SIGN_IN),
        (
            "Вход",
            "<p>Войдите через портал</p><a href=https://esia.gosuslugi.ru/aas/oauth2/ac>Войти через Госуслуги</a>",
        ),
        ("Вход на сайт", SIGN_IN + "<p><a href=/remind/>Забыли пароль?</a> <a href=/signup/>Регистрация</a></p>"),
        (NOK, "<p>Для просмотра войдите на сайт</p>" + SIGN_IN),
        (NOK, "<p>Материалы раздела доступны только зарегистрированным пользователям.</p>" + SIGN_IN),
        (NOK, "<p>У вас нет прав для просмотра этого раздела. <a href=/login/>Войдите на сайт</a></p>"),
        (NOK, "<p>Вы не авторизованы для просмотра этого материала.</p><p><a href=/>На главную</a></p>"),
        (
            NOK,
            "<p>Эта запись защищена паролем. Введите пароль:</p><form><input type=password name=w><button>OK</button>",
        ),
        ("Обратная связь", "<p>Обращения могут отправлять только зарегистрированные пользователи.</p>" + SIGN_IN),
        (NOK, "<p>У вас недостаточно прав доступа к разделу. Обратитесь к администратору.</p>"),
    ],
)
def test_a_sign_in_stands_in_place_of_the_page(title: str, body: str) -> None:
    assert reason(title, body) is Reason.LOGIN_REQUIRED


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (NOK, READ + SIGN_IN),  # a box beside what there is to read
        (NOK, "<p>Раздел в разработке</p><p>Скоро здесь появятся отчёты и планы школы.</p>" + SIGN_IN),
        (NOK, "<p><a href=/plan.pdf>План на 2024 год</a></p>" + SIGN_IN),
        (NOK, '<p><a href="https://bus.gov.ru/info-card/1">Карточка школы</a></p>' + SIGN_IN),
        (NOK, "<p>Раздел наполняется.</p><p>Чтобы оставить комментарий, необходимо авторизоваться.</p>"),
        (NOK, "<p>Для получения доступа к пандусу нажмите кнопку вызова.</p>"),
        ("Обратная связь", "<p>Чтобы написать обращение, войдите</p><a href=https://esia.gosuslugi.ru/>Госуслуги</a>"),
        (
            "Вопросы",  # copied from an example: the address is asked for as a password
            "<form><label>ФИО <input type=email></label><label>Email <input type=password></label>"
            "<label>Ваш вопрос <input></label><button>Отправить</button></form>",
        ),
        ("Отзывы", SIGN_IN + "<form><textarea name=t></textarea><button>Отправить</button></form>"),
        (NOK, "<p>Доступ к услугам для инвалидов обеспечен.</p>"),
        (NOK, f'<iframe src="http://other.test/nok/"></iframe>{SIGN_IN}'),
    ],
)
def test_a_page_with_a_sign_in_beside_is_that_page(title: str, body: str) -> None:
    assert reason(title, body) is None


def test_a_sign_in_that_the_home_page_has_too_belongs_to_the_site() -> None:
    assert reason(NOK, SIGN_IN, home="<p>Рады видеть вас.</p>" + SIGN_IN) is None


def test_a_refusal_in_the_sites_own_design() -> None:
    assert reason(NOK, "<p>Доступ запрещён</p>") is Reason.HTTP_403
    assert reason(NOK, "<p>Доступ запрещён посторонним.</p>" + READ) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Error establishing a database connection</p>", Reason.HTTP_5XX),
        (
            "<b>Fatal error</b>: Uncaught Error: Call to undefined function mysql_query() in /var/www/nok.php:12",
            Reason.HTTP_5XX,
        ),
        (
            "<p><b>Warning</b>: mysqli_connect(): (HY000/2002): No such file in /var/www/db.php on line 3</p>"
            "<p>Ошибка подключения к базе данных</p>",
            Reason.HTTP_5XX,
        ),
        ("<p>На сайте возникла критическая ошибка.</p>", Reason.HTTP_5XX),
        ("<p>Раздел временно недоступен. Ведутся технические работы.</p>", Reason.MAINTENANCE),
        ("<p>Технические работы</p><p>Приносим извинения за неудобства.</p>", Reason.MAINTENANCE),
        ("<p>Страница временно не работает, зайдите позже.</p>", Reason.MAINTENANCE),
        ("<p>Проводятся профилактические работы на сервере.</p>", Reason.MAINTENANCE),
    ],
)
def test_an_error_or_works_stand_in_place_of_the_page(body: str, expected: Reason) -> None:
    assert reason(NOK, body) is expected


@pytest.mark.parametrize(
    "body",
    [
        "<p>Ведутся технические работы на водопроводной сети, вода будет к вечеру.</p>",
        "<p>12 ноября в связи с ремонтными работами подача воды временно прекращена.</p>",
        "<p>Раздел в разработке</p>",
        "<p>Ошибки в отчёте оператора исправлены.</p>",
        "<p>Раздел временно недоступен для комментариев.</p>" + READ,
        "<p><b>Warning</b>: Undefined variable $x in /var/www/nok.php on line 3</p>" + READ,
        "<p>Страница временно не работает.</p><p><a href=/plan.pdf>План на 2024 год</a></p>",
        "<p>Лифт временно не работает.</p>",
    ],
)
def test_a_page_that_speaks_of_other_works_is_that_page(body: str) -> None:
    assert reason(NOK, body) is None


def test_a_notice_on_every_page_hides_none() -> None:
    notice = "<p>На сайте ведутся технические работы.</p>"
    assert reason(NOK, notice, home=notice) is None
