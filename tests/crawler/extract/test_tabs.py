# ruff: noqa: E501 - markup stands in lines as it is served
from __future__ import annotations

import pytest

from crawler.items import BlockKind

from .pages import block, link, read, texts, under

BOOTSTRAP = """
<h2>Независимая оценка</h2>
<ul class="nav nav-tabs"><li class="active"><a href="#a" {toggle}>2022 год</a></li><li><a href="#b" {toggle}>2023 год</a></li></ul>
<div class="tab-content"><div class="tab-pane active" id="a"><p>отчёт первый</p></div>
<div class="tab-pane" id="b"><h4>Итоги</h4><p>отчёт второй <a href="/r.pdf">файл</a></p></div></div><p>после</p>
"""


@pytest.mark.parametrize("toggle", ["data-toggle=tab", "data-bs-toggle=pill", "role=tab", ""])
def test_content_comes_under_its_own_tab(toggle: str) -> None:
    page = read(BOOTSTRAP.format(toggle=toggle))
    assert texts(page, BlockKind.TAB) == ["2022 год", "2023 год"]
    assert under(page, "отчёт первый") == "2022 год"
    assert under(page, "Итоги") == "2023 год"
    assert under(page, "2023 год") == "Независимая оценка"
    assert block(page, "отчёт второй файл").hidden
    assert not block(page, "отчёт первый").hidden
    assert page.heading_of(link(page, "файл").section) == "Итоги"
    assert under(page, "после") == "Независимая оценка"


def test_a_tab_found_by_target_or_controls() -> None:
    page = read(
        "<button data-bs-toggle=tab data-bs-target='#one'>Планы</button><button role=tab aria-controls=two>Отчёты</button>"
        "<div id=two><p>второе</p></div><div id=one><p>первое</p></div>"
    )
    assert under(page, "первое") == "Планы"
    assert under(page, "второе") == "Отчёты"


def test_details_and_summary() -> None:
    page = read("<details><summary>Анкета</summary><p>вопрос</p></details><p>дальше</p>")
    assert under(page, "вопрос") == "Анкета"
    assert block(page, "вопрос").hidden
    assert block(page, "дальше").section == -1


def test_an_accordion_by_identifiers() -> None:
    page = read(
        "<div class=accordion><h2><button data-bs-toggle=collapse data-bs-target='#c1'>Приказы</button></h2>"
        "<div id=c1 class='accordion-collapse collapse'><div class=accordion-body>Приказ № 1</div></div></div>"
    )
    assert (under(page, "Приказ № 1"), block(page, "Приказ № 1").hidden) == ("Приказы", True)


def test_a_spoiler_known_by_its_class_only() -> None:
    page = read(
        "<div class=spoiler><div class=spoiler-title>Результаты опроса</div><div class=spoiler-body><p>87 %</p></div></div>"
        "<div class=spoiler><div class=spoiler-title>Планы</div><div class=spoiler-body><p>пандус</p></div></div>"
    )
    assert texts(page, BlockKind.TAB) == ["Результаты опроса", "Планы"]
    assert (under(page, "87 %"), under(page, "пандус")) == ("Результаты опроса", "Планы")


def test_tabs_by_position() -> None:
    page = read(
        "<div><ul class=tabs__caption><li>Школа</li></ul></div>"
        "<div><ul class='tabs'><li>Нормы</li><li>Отзывы</li></ul><div class=box><p>закон</p></div><div class=box><p>спасибо</p></div></div>"
    )
    assert (under(page, "закон"), under(page, "спасибо")) == ("Нормы", "Отзывы")


def test_a_menu_button_is_no_tab() -> None:
    page = read(
        "<nav><button class=navbar-toggler data-toggle=collapse data-target='#m'>Меню</button><div id=m class='collapse "
        "navbar-collapse'><ul><li><a href=/a>Новости</a></ul></div></nav><p>текст</p>"
    )
    assert texts(page, BlockKind.TAB) == []
    assert not link(page, "Новости").hidden


@pytest.mark.parametrize(
    "title",
    [
        "<button class=accordion>Планы</button>",
        "<p class=accordion-title>Планы</p>",
        "<a href='#' class=spoiler-title>Планы</a>",
        "<span class=faq-question>Планы</span>",
    ],
)
def test_accordion_titles_of_any_element(title: str) -> None:
    page = read(f"<h2>Документы</h2>{title}<div class=panel><p>ремонт</p></div>")
    assert texts(page) == ["Документы", "Планы", "ремонт"]
    assert (under(page, "ремонт"), under(page, "Планы")) == ("Планы", "Документы")


def test_tabs_that_are_pages_of_their_own_stay_links() -> None:
    page = read("<div><ul class=tabs><li><a href=/a>А</a><li><a href=/b>Б</a></ul><p>раз</p><p>два</p></div>")
    assert texts(page, BlockKind.TAB) == []
    assert [item.text for item in page.links] == ["А", "Б"]


def test_a_button_that_is_no_title_is_no_text() -> None:
    assert texts(read("<button class=btn>Отправить</button><p>да</p>")) == ["да"]


@pytest.mark.parametrize(
    "tabs",
    [
        "<div class=t395__tab data-tab-rec-ids=7>2022 год</div><div class=t395__tab data-tab-rec-ids='8, 9'>2023 год</div>",
        "<p role=button class='my tab' data-rec=7>2022 год</p><p role=button class='my tab' data-rec='8,9'>2023 год</p>",
    ],
)
def test_tabs_of_records_name_their_records_by_number(tabs: str) -> None:
    records = (
        "<div id=rec7><p>отчёт первый</p></div><div id=rec8><p>отчёт второй</p></div><div id=rec9><p>план</p></div>"
    )
    page = read(f"<h1>Независимая оценка</h1>{tabs}{records}<div id=rec10><p>после</p></div>")
    assert under(page, "отчёт первый") == "2022 год"
    assert under(page, "отчёт второй") == under(page, "план") == "2023 год"


def test_numbers_of_something_else_make_no_tabs() -> None:
    page = read("<h1>Афиша</h1><div class=tab data-tab-rec-ids=5>Май</div><p id=rec7>спектакль</p>")
    assert under(page, "спектакль") == "Афиша"


ALIKE = "<div class=box><button>Положение</button><div>Принято в марте</div></div>"


@pytest.mark.parametrize(
    "markup",
    [
        f"{ALIKE}<div class=box><button type=button>Состав</button><ul><li>Лосева Н. П.</li></ul></div>",
        "<button>Положение</button><div>Принято в марте</div><button>Состав</button><ul><li>Лосева Н. П.</li></ul>",
    ],
)
def test_buttons_right_above_boxes_are_an_accordion(markup: str) -> None:
    page = read(f"<h1>Совет</h1><section>{markup}</section><p>после</p>")
    assert texts(page, BlockKind.TAB) == ["Положение", "Состав"]
    assert (under(page, "Принято в марте"), under(page, "Лосева Н. П.")) == ("Положение", "Состав")
    assert under(page, "после") == "Совет"


@pytest.mark.parametrize(
    "markup",
    [
        ALIKE,  # one alone may do anything
        "<div><button>В корзину</button><div>Кружка</div></div><div><button>В корзину</button><div>Блокнот</div></div>",
        "<button>Назад</button><div>снимок</div><button>Вперёд</button>",
        "<button>Первая</button><button>Вторая</button><div>одно на двоих</div><div>другое</div>",
        f"<form>{ALIKE}<div class=box><button>Отправить</button><div>Ответим в срок</div></div></form>",
        "<div><button>+</button><div>крупнее</div></div><div><button>−</button><div>мельче</div></div>",
    ],
)
def test_other_buttons_beside_boxes_are_no_titles(markup: str) -> None:
    assert texts(read(f"<h1>Совет</h1><section>{markup}</section>"), BlockKind.TAB) == []


LAW, HEAD = "Принято на собрании в марте, листов три", "Лосева Н. П., председатель, врач в отставке"
BOXES = f"<div id=one class=on><p>{LAW}</p></div><div id=two><p>{HEAD}</p></div>"


@pytest.mark.parametrize("name", ["data-p", "data-show", "data-block-id", "aria-controls"])
@pytest.mark.parametrize("mark", ["", "#"])
def test_buttons_of_a_row_that_name_a_box_each_are_tabs(name: str, mark: str) -> None:
    row = f"<div><button {name}='{mark}one'>Положение</button><button {name}='{mark}two'>Анкета</button></div>"
    page = read(f"<h1>Совет</h1>{row}{BOXES}<p>после</p>")
    assert texts(page, BlockKind.TAB) == ["Положение", "Анкета"]
    assert (under(page, LAW), under(page, HEAD)) == ("Положение", "Анкета")
    assert under(page, "после") == "Совет"
    assert [one.url for one in page.links] == []  # what it opens was read


@pytest.mark.parametrize(
    "markup",
    [
        f"<div><button data-p=one>Положение</button></div>{BOXES}",  # one alone may do anything
        f"<div><button data-p=one>Назад</button><button data-p=one>Вперёд</button></div>{BOXES}",
        f"<div><button data-p=one>В корзину</button><button data-p=two>В корзину</button></div>{BOXES}",
        f"<div><button data-p=1>Положение</button><button data-p=2>Состав</button></div>{BOXES}",
        f"<div><button data-p=one>Положение</button><button data-p=two>Анкета</button></div>"
        f"<div id=one>{LAW}</div><div id=two>Загрузка…</div>",
        "<div id=one><button data-p=one>Свернуть</button><button data-p=two>Развернуть</button>снимок зала после ремонта, 2024 год</div>"
        "<div id=two>снимок сцены после ремонта, 2024 год</div>",
    ],
)
def test_buttons_that_name_no_box_of_their_own_are_no_tabs(markup: str) -> None:
    assert texts(read(f"<h1>Совет</h1>{markup}"), BlockKind.TAB) == []


def test_parts_that_begin_with_a_button_are_what_it_opens() -> None:
    parts = "".join(
        f"<li><button>{year} год</button><p>итоги {year} для всех школ и садов</p><table border=1><tr><th>Где<th>Балл<tr><td>сад<td>{year % 100}"
        "</table></li>"
        for year in (2024, 2025)
    )
    page = read(f"<h2>Хроника</h2><ul>{parts}</ul><p>после всего</p>")
    assert texts(page, BlockKind.TAB) == ["2024 год", "2025 год"]
    assert [under(page, one) for one in ("итоги 2024 для всех школ и садов", "сад | 25", "после всего")] == [
        "2024 год",
        "2025 год",
        "Хроника",
    ]


@pytest.mark.parametrize(
    "part",
    [
        "<div><button>Подробнее</button><p>Слова о школе номер {0}, где учат всему</p></div>",
        "<div><button>Скачать план {0}</button><p>Слова о школе номер {0}, где учат всему</p></div>",
        "<div><button>План {0}</button><p>Коротко</p></div>",
        "<div>Школа <button>План {0}</button><p>Слова о школе номер {0}, где учат всему</p></div>",
        "<div><button>План {0}</button><p>Слова о школе номер {0}, где учат всему <button>Ещё</button></p></div>",
        "<form><div><button>План {0}</button><p>Слова о школе номер {0}, где учат всему</p></div></form>",
    ],
)
def test_other_buttons_open_no_part(part: str) -> None:
    assert texts(read(part.format(1) + part.format(2)), BlockKind.TAB) == []
