"""What sends, votes, buys, chooses or belongs to something else is left alone; what only shows is not."""

from __future__ import annotations

import pytest

from tests.crawler.browsing import Browsing
from tests.crawler.explored import COUNCIL, FILLER, PLAN, SENT, VOTES, act, explored, headed, put
from tests.crawler.loopback import loopback

pytestmark = pytest.mark.browser

BOX = "<p>Слова</p><div id=box>Не выбрано</div>"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>Оцените качество услуг</p><div>{VOTES}</div>",
        f"<p>Довольны ли вы работой музея?</p><div>{VOTES}</div>",
        f"<div class=poll><p>Опрос</p>{VOTES}</div>",
        f'<p>Дайте нам знать</p><label class=p onclick="{SENT}">Доволен</label>',
        f'<div class=calendar><span class=p onclick="{SENT}">Ноябрь 2026</span>{act("Событие дня")}</div>',
        f'<div class="swiper-container">{act("Слайд про музей")}</div>',
        f'<div class=owl-dots><span role=button onclick="{SENT}">Вторая картинка</span></div>',
        f"<p>Билет</p>{act('Добавить в корзину')}{act('Купить билет')}",
        f"<div class=cookie-notice>Мы храним файлы{act('Настроить хранение')}</div>",
        f'<div style="position:fixed;bottom:0">{act("Консультант на связи")}</div>',
        f"<div class=bvi-panel>{act('Крупные буквы')}</div>",
        f"<div>{act('Увеличить шрифт')}{act('Контраст')}</div>",
        f'<div><a href="#" onclick="{SENT}">Рус</a> '
        f'<a href="#" onclick="{SENT}">Каб</a> <a href="#" onclick="{SENT}">EN</a></div>',
        f"<div class=video-player>{act('Смотреть запись')}</div>",
        f'<button onclick="{SENT}" aria-label="Play video">Концерт в музее</button>',
        f"<div><input name=a><input name=b>{act('Показать результаты')}</div>",
        f"<div><input name=q placeholder='Ваше имя'><select><option>5<option>4</select>{act('Дальше')}</div>",
        f"<div><input type=search name=a><textarea></textarea>{act('Показать результаты')}</div>",
        f"<form method=post><input name=search><select><option>5</select></form>{act('Показать результаты')}",
        f"<div><p><input type=checkbox> Согласие</p>{act('Продолжить работу')}</div>",
        f'<form><button type=button onclick="{SENT}">Результаты</button></form>',
        f"<a href=/plans.html>Планы</a><nav>{act('Документы')}</nav><footer>{act('Планы')}</footer>",
        f'<a href=/plans.html>Планы</a><ul class=main-menu><li class=p onclick="{SENT}">Документы</li></ul>',
        f"<header>{act('Найти')}{act('Версия для слабовидящих')}{act('Войти')}{act('Заказать звонок')}</header>",
        f"<p>Скажите, насколько Вы довольны работой клуба.</p><div>{VOTES}</div>",
        f"<p>Насколько удобно в читальном зале</p><div>{VOTES}</div>",
        f"<p>Встречи</p><div>{act('12.05.2026')} {act('14.05.2026')}</div>",
        f'<button disabled onclick="{SENT}">Результаты</button>',
        f"<div hidden>{act('Результаты')}</div>",
        f'<table><tr><th class=p onclick="{SENT}">Наименование</th></tr><tr><td>Музей</td></tr></table>',
        f"{act('Записаться на приём')}{act('Подписаться на рассылку')}",
        f"{act('Свернуть всё')}{act('Сбросить')}",
        f'<select onchange="{SENT}"><option>Музей<option>Дом культуры</select>',
        f'<div class=likes><span class=p onclick="{SENT}">Мне нравится это</span></div>',
        "<form action=/sent><input type=hidden name=a><button>Показать результаты</button></form>",
        '<a href="/away">Планы</a><a href="#/away/plans">Маршрут</a>',
    ],
)
def test_what_sends_chooses_or_belongs_to_something_else_is_left_alone(browsing: Browsing, body: str) -> None:
    assert "Устав" in explored(browsing, f"{body}<p>Устав</p>")


@pytest.mark.parametrize("box", ["form", "div"])
def test_rows_below_what_only_sifts_them_are_opened(browsing: Browsing, box: str) -> None:
    sifting = (
        f"<{box}><input name=q placeholder='слова из названия'><select><option>все годы<option>2025</select>"
        f"<select><option>все виды<option>Приказ</select><button type=submit>Найти</button></{box}>"
    )
    rows = "".join(
        f'<div><small>{day}</small><div class=p onclick="this.nextElementSibling.innerHTML = `{text}`">{title}</div>'
        f"<div></div></div>"
        for day, title, text in (("02.03.2026", "План на 2026 год", PLAN), ("11.04.2026", "Состав совета", COUNCIL))
    )
    found = headed(explored(browsing, f"<p>Реестр</p>{sifting}<div>{rows}</div>"))
    assert "20 января" in found["План на 2026 год"]
    assert "Иванова" in found["Состав совета"]


DOES = (
    "Сказать спасибо", "Рекомендую", "Не рекомендую", "Поддерживаю", "Против", "Разрешить все", "Отклонить",
    "Соглашаюсь", "Забронировать", "Взять талон", "Отменить запись", "Вступить в группу", "Пойду", "Отмена",
    "Больше не показывать", "Ознакомлена с документом", "Продлить книгу", "Открепиться", "Снять с публикации",
    "Всё понравилось", "Подписаться", "Выйти", "Удалить", "Перевести", "Мне есть 18 лет",
)  # fmt: skip


def test_what_is_called_by_what_it_does_is_not_pressed(browsing: Browsing) -> None:
    parts = (
        f"<section><p>Слова</p><p>{said}</p><b class=c{at}>{act(said)}</b></section>" for at, said in enumerate(DOES)
    )
    assert "Устав" in explored(browsing, f"<p>Устав</p>{''.join(parts)}")


@pytest.mark.parametrize(
    "said", ["Показать план", "Просмотреть", "Узнать больше", "Противодействие коррупции", "Память", "Сеть организаций"]
)
def test_what_only_shows_is_pressed_though_it_is_called_by_that(browsing: Browsing, said: str) -> None:
    press = f'<div><h3>Состав совета</h3><button onclick="{put("box", COUNCIL)}">{said}</button></div>'
    assert "Иванова" in explored(browsing, press.replace("<a href=/council.pdf>", "<a href='/council.pdf'>") + BOX)


def test_a_form_that_answers_into_a_frame_is_not_sent(browsing: Browsing) -> None:
    body = (
        "<form id=f action=/sent target=to><input type=hidden name=a></form><iframe name=to></iframe><p>Устав</p>"
        "<p>Слова</p><button id=b>Состав совета</button><script>b.addEventListener('click', () => f.submit())</script>"
    )
    assert "Устав" in explored(browsing, body)


def test_a_page_without_a_title_that_stands_in_one_form_is_read(browsing: Browsing) -> None:
    """As ASP.NET makes them: its links send the form."""
    links = "".join(f"<li><a href=/p{at}>Страница {at}</a></li>" for at in range(9))
    page = (
        f"<!doctype html><title>Школа</title><body><form action=/sent method=post id=aspnetForm>"
        f"<input type=hidden name=__VIEWSTATE value=1><ul>{links}</ul><main>{FILLER}{FILLER}<p>Слова</p>"
        f'<a href="javascript:show()">Состав совета</a><a href="javascript:aspnetForm.submit()">Приказы отдела</a>'
        f"<p id=box>Не выбрано</p></main></form><script>const show = () => {{ {put('box', COUNCIL)} }}</script>"
    )
    with loopback({"/": page, "/sent": "1"}) as site:
        html = browsing.render(site.url + "/").html.decode()
        assert site.methods == {"GET"}
    assert "Иванова" in html.partition("<script>")[0]


def test_a_page_that_stands_in_a_form_as_a_whole_is_no_form_to_keep_away_from(browsing: Browsing) -> None:
    body = (
        f'<form action=/sent><input type=hidden name=state><h1>Совет</h1>{FILLER}{FILLER}<a href="javascript:show()">'
        f"Состав совета</a><p id=box>Не выбрано</p><button>Показать результаты</button></form>"
        f"<script>const show = () => {{ {put('box', COUNCIL)} }}</script>"
    )
    assert "Иванова" in explored(browsing, body)


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{act('Обратная связь')}{act('Вопрос директору')}{act('Отзывы и предложения')}</div>",
        f"<div>{act('Записаться')}{act('Вопрос врачу')}{act('Вызвать на дом')}</div>",
    ],
)
def test_a_row_of_buttons_that_do_something_is_no_row_of_tabs(browsing: Browsing, body: str) -> None:
    assert "Устав" in explored(browsing, f"{body}<textarea></textarea><input type=radio><p>Устав</p>")


def test_a_page_in_a_form_that_asks_nothing_is_read(browsing: Browsing) -> None:
    """As SharePoint makes them: with a lower title and few links."""
    page = (
        f"<!doctype html><title>Школа</title><form onsubmit='return false'><h2>Совет</h2>{FILLER}<div>"
        "<a href='#' onclick='return show()'>⊞</a> Протоколы <span>(2)</span></div><div id=box hidden>Загрузка…</div>"
        f"</form><script>const show = () => {{ box.hidden = false; {put('box', COUNCIL)}; return false }}</script>"
    )
    with loopback({"/": page}) as site:
        html = browsing.render(site.url + "/").html.decode()
        assert site.methods == {"GET"}
    assert "Иванова" in html.partition("<script>")[0]
