# ruff: noqa: E501 - markup stands in lines as it is served
"""Sections that stand empty, places that only load, pages without a way back: what waits for a script and what is whole."""

from __future__ import annotations

import pytest

from crawler.extract import extract_page
from crawler.items import Page

TEXT = "<p>" + "Школа приглашает родителей и учеников на праздник. " * 10 + "</p>"
MENU = "<nav><a href=/>Главная</a> <a href=/m>О нас</a> <a href=/n>Новости</a> <a href=/d>Документы</a></nav>"
OWN = "<script src=/own.js></script>"


def read(body: str, *, menu: str = MENU, script: str = OWN, depth: int = 1, rendered: bool = False, external: bool = False) -> Page:  # fmt: skip
    html = f"<!doctype html><html><body>{menu}<main><h1>О школе</h1>{TEXT}{body}</main>{script}</body></html>"
    return extract_page(html.encode(), url="http://school.test/m", depth=depth, rendered=rendered, external=external)


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Документы</h2><div id=d></div><h2>Планы</h2><div id=p></div>",
        "<section><h2>Документы</h2></section><section><h2>Планы</h2></section>",
        "<div><div><h3>Документы</h3><ul></ul></div><div><h3>Планы</h3><ul></ul></div></div>",
        "<h2>Оценка</h2><div><h3>Документы</h3><div class=list></div></div><div><h3>Планы</h3><div class=list></div></div>",
    ],
)
def test_headings_with_nothing_under_them_wait_for_a_script(body: str) -> None:
    assert read(body).awaits
    assert read(body, depth=0).awaits
    assert not read(body, rendered=True).awaits
    assert not read(body, script="").awaits


CARDS = "".join(f"<a href=/n{n}><div><h3>Новость {n}</h3></div></a>" for n in range(3))


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Документы</h2><div id=d></div>",  # one may head what a style draws
        "".join(f"<h3><a href=/n{n}>Новость {n}</a></h3>" for n in range(4)),
        CARDS,
        "<h2>Отчёт</h2><h2>о самообследовании</h2><h2>за 2025 год</h2><p>Слова отчёта.</p>",
        "<p><b>Директор</b></p><p><b>Иванов Иван Иванович</b></p><p><b>Приём по средам</b></p>",
        "".join(f"<div class=card style='background: url(/{n}.jpg)'><h3>Раздел {n}</h3></div>" for n in range(3)),
        "".join(f"<div class=card onclick=\"location.href='/{n}'\"><h3>Раздел {n}</h3></div>" for n in range(3)),
        "<div class=owl-carousel><div><h2>Добро пожаловать</h2></div><div><h2>Школа будущего</h2></div></div>",
        "<h2>Мы ВКонтакте</h2><div id=vk_groups></div><h2>Как нас найти</h2><div id=map></div>",
        "<h3>Гимн</h3><audio src=a.mp3 controls></audio><h3>Песня</h3><audio src=b.mp3 controls></audio>",
        "<h3>Снимки</h3><img src=a.png><h3>Видео</h3><iframe src=/v></iframe>",
        "<h3>Телефон</h3><span>22-22-22</span><h3>Почта</h3>school@school.test",
        "<h3>Адрес</h3><h4>улица Мира, 5</h4><h3>Телефон</h3><h4>22-22-22</h4>",
        "<h3>Планы</h3><div style='display:none'><p>План</p></div><h3>Отчёты</h3><div hidden><p>Отчёт</p></div>",
        "<h3>Состав</h3><ol><li>Иванов</li></ol><h3>План</h3><table><tr><td>Май</td></tr></table>",
    ],
)
def test_headings_over_what_is_there_wait_for_nothing(body: str) -> None:
    last = "<h2>Ещё</h2>" + TEXT
    for depth in (0, 1):
        page = read(f"{body}{last}", depth=depth)
        assert (page.needs_script, page.awaits) == (False, False)
    foot = f"{body}<footer><div><h4>Школа</h4></div><div><h4>Контакты</h4></div></footer>"
    assert not read(foot).awaits


LOADING = "<h1>Документы</h1><div>{}</div>"


@pytest.mark.parametrize(
    ("own", "needed"),
    [
        ("<p>Загрузка…</p>", True),
        ("<table><tr><td>Загрузка…</td></tr></table>", True),  # a layout
        ("<p>Загрузка…</p><p>Если ничего не появилось, включите JavaScript в настройках браузера.</p>", True),
        ("<p>Загрузка…</p><p>Наш адрес: улица Мира, 5</p>", False),
        ("<p>Loading...</p><p>Включите сценарии.</p>", True),
        ("<p>Загрузка…</p><p>Слово</p><p>Дело</p>", False),
        (f"<p>Загрузка…</p>{TEXT}", False),
        ("<p>Загрузка…</p><a href=/a.pdf>Устав</a>", False),
        ("<p>Загрузка карты…</p><iframe src=https://maps.test/1></iframe>", False),
        ("<p>Загрузка…</p><table><tr><td>Май</td></tr></table>", False),
        ("<p>Слово о школе</p>", False),
    ],
)
def test_a_page_whose_own_place_only_loads(own: str, needed: bool) -> None:
    html = f"<!doctype html><html><body>{MENU}<main>{LOADING.format(own)}</main>{OWN}</body></html>"
    assert extract_page(html.encode(), url="http://school.test/m", depth=1).needs_script is needed


def test_a_form_that_is_being_loaded_says_so_itself() -> None:
    assert read("<h2>Контакты</h2><p>Форма загружается…</p>").needs_script
    assert not read("<h2>Контакты</h2><p>Карта загружается…</p><p>Улица Мира, 5</p>").needs_script


@pytest.mark.parametrize(
    ("box", "needed"),
    [
        ("<div hx-get=/parts/form.html></div>", True),
        ("<div w3-include-html=../parts/form.html></div>", True),
        ("<div data-sheet=data/papers.csv></div>", True),
        ("<div data-list=/papers.yml>…</div>", True),
        ("<div data-part=form></div>", True),
        ("<div data-load-url=/ajax/plans></div>", True),
        ("<div data-src=/plans>Загрузка…</div>", True),
        ("<div data-api=/api/v1/docs></div>", True),
        ("<div data-src=/plans>Планы на 2025 год</div>", False),
        ("<div data-id=form></div>", False),
        ("<div hx-get=/parts/form.html><p>Напишите нам</p></div>", False),
        ("<div data-target=menu></div>", False),  # «get» is no word of it
        ("<div data-widget=news></div>", False),
        ("<div data-upload=file></div>", False),
        ("<div data-particles=snow></div>", False),
        ("<div data-lazy=true></div>", False),
        ("<div data-loaded=false></div>", False),
        ("<div data-src=/upload/1.jpg></div>", False),
        ("<div class='lazy bg' data-src=/upload/bg></div>", False),
        ("<div data-poster-src=/v/1.jpg data-vide-src=/v/1.mp4></div>", False),
        ("<div class=viewer data-src=/files/plan.pdf></div>", False),
        ("<div class=anchor data-section=about></div>", False),
        ("<div class=g-recaptcha data-sitekey=6Labc data-callback=send></div>", False),
        ("<div class=lottie data-path=/anim/school.json></div>", False),
        ("<div class=ya-share2 data-url=/news/1.html></div>", False),
        ("<div class=map data-file=/map.json></div>", False),
        ("<div data-background=/img/1.jpg></div>", False),
        ("<div data-url=https://school.test/news/1.html></div>", False),
        ("<div title=/parts/form.html></div>", False),
    ],
)
def test_a_box_that_says_where_its_contents_lie(box: str, needed: bool) -> None:
    assert read(box).awaits is needed
    assert not read(box, depth=0).awaits


WAYS = "<a href=/a>А</a> <a href=/b>Б</a>"


@pytest.mark.parametrize(
    ("menu", "script", "needed"),
    [
        ("", OWN, True),
        ("<a href=https://bus.gov.ru/>bus.gov.ru</a>", OWN, True),
        ("<a href=/>Главная</a>", OWN, True),  # what stands in the head of every page; the menu comes by a script
        (MENU, OWN, False),
        (MENU.replace("href=/", "href=http://www.school.test/"), OWN, False),
        ("", "<script>window.print()</script>", False),
        (
            "",
            "<script>(function(m){s=d.createElement('script')})(\"https://mc.yandex.ru/metrika/tag.js\")</script>",
            False,
        ),
        ("", "<script>document.write('<img src=//counter.yadro.ru/hit>')</script>", False),
        *(
            ("", f"<script src={source}></script>", False)
            for source in (
                "https://vk.com/js/api/openapi.js",
                "https://pos.gosuslugi.ru/bin/script.min.js",
                "/js/bvi.min.js",
                "https://api-maps.yandex.ru/2.1/",
                "https://www.google.com/recaptcha/api.js",
                "https://yastatic.net/share2/share.js",
                "https://code.jivo.ru/widget/1",
                "https://culturaltracking.ru/static/js/spxl.js",
            )
        ),
        ("", "", False),
    ],
)
def test_an_inner_page_that_hardly_leads_into_its_site(menu: str, script: str, needed: bool) -> None:
    assert read("", menu=menu, script=script).awaits is needed
    assert not read("", menu=menu, script=script, external=True).awaits  # a poll elsewhere has no menu


def test_components_on_a_home_page_that_hardly_leads_on() -> None:
    component = "<site-menu src=/menu.json></site-menu>"
    assert read(component, menu=WAYS, depth=0).needs_script
    assert not read(component, depth=0).needs_script
    for other in ("<ion-icon name=menu></ion-icon>", "<yandex-map center=1></yandex-map>", "<site-menu></site-menu>"):
        assert not read(other, menu=WAYS, depth=0).needs_script
        assert not read(other).needs_script


def test_a_heading_promises_a_form_only_where_something_is_to_come() -> None:
    sections = "<section><h2>Документы</h2></section><section><h2>Планы</h2></section><h2>Отправить обращение</h2>"
    assert "Отправить обращение" in read(sections).openers
    assert read(f"<h2>Отправить обращение</h2>{TEXT}").openers == ()
    assert read(sections, rendered=True).openers == ()


def test_a_version_for_the_printer_has_no_menu_to_wait_for() -> None:
    control = "<a href='#' onclick='window.print();return false'>Печать</a>"
    assert not read(control, menu="").awaits
    assert read(control, menu="", depth=0).needs_script
    assert not read("", menu="", script=f"{OWN}<script>window.print()</script>").awaits


def row(tag: str = "button", attrs: str = "", last: int = 3) -> str:
    return "".join(f"<{tag} {attrs}>{number}</{tag}>" for number in range(1, last + 1))


@pytest.mark.parametrize(
    "body",
    [
        f"<p>Приказ 1</p><div>{row()}</div>",
        f"<p>Приказ 1</p><div><span>1</span>{row().partition('</button>')[2]}<button>›</button></div>",
        "<nav class=pagination><ul>" + "".join(f"<li><a href='#'>{n}</a></li>" for n in (1, 2, 3)) + "</ul></nav>",
        f"<div>Страница {row('a', 'href=javascript:go()')}</div>",
        f"<h2>Независимая оценка качества</h2><div>{row()}</div><p>Отчёт 1</p>",
    ],
)
def test_numbers_that_turn_pages_are_worth_a_browser(body: str) -> None:
    assert read(body).awaits
    assert not read(body, depth=0).awaits
    assert not read(body, rendered=True).awaits


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{row('a', 'href=/docs?page=2')}</div>",
        f"<p>Оцените работу школы</p><div>{row(last=5)}</div>",
        f"<p>Вы довольны школой?</p><div>{row(last=5)}</div>",
        f"<div>Плохо {row(last=5)} Отлично</div>",
        f"<div class=rating>{row(last=5)}</div>",
        "<ul class=unit-rating>" + "".join(f"<li><a href='#' class=r{n}-unit>{n}</a></li>" for n in range(1, 6)) + "</ul>",
        f"<div class=slider><div class=dots>{row()}</div></div>",
        f"<div class=calendar><div>{row('a', 'href=#', 7)}</div></div>",
        "<table><tr>" + "".join(f"<td><a href='#'>{n}</a></td>" for n in range(1, 8)) + "</tr><tr><td>8</td></tr></table>",
        f"<div>{row(last=20)}</div>",
        "<p>1. Приказ о создании комиссии<sup><a href='#'>2</a></sup> и <b>её</b> состав: пять человек от родителей и школы</p>",
        "<form><button type=submit>1</button><button type=submit>2</button></form>",
        "<div><button>2</button><button>4</button></div>",
    ],
)  # fmt: skip
def test_numbers_that_are_marks_days_or_slides_are_not(body: str) -> None:
    assert not read(body).awaits


def test_numbers_in_the_head_of_a_page_turn_no_list() -> None:
    assert not read("", menu=f"{MENU}<header><div>{row('a', 'href=#')}</div></header>").awaits


SCALE = "".join(
    f"<p>Вопрос<input type=radio name=q{n} value=1>Да<input type=radio name=q{n} value=2>Нет</p>" for n in "ab"
)


@pytest.mark.parametrize(
    ("button", "needed"),
    [
        ("<button disabled>Отправить</button>", True),
        ("<input type=button onclick='vote(this.form)' value=Голосовать><input type=reset>", True),
        ("<button>Отправить</button>", False),
        ("<button type=button>Дальше</button>", False),
        ("<button type=button onclick='next()'>Дальше</button><button disabled>Назад</button><button>Отправить", False),
        ("", False),
    ],
)
def test_a_poll_whose_button_may_send_nothing_is_looked_at(button: str, needed: bool) -> None:
    assert read(f"<form action=/s>{SCALE}{button}</form>").awaits is needed
    one_question = SCALE.replace("name=qb", "name=qa")
    assert not read(f"<form action=/s>{one_question}{button}</form>").awaits


def bare(body: str, script: str = OWN, *, depth: int = 1, rendered: bool = False) -> bool:
    """Whether a page with hardly a word of its own waits for what a file's script brings."""
    html = f"<html><body>{MENU}<main><h1>Независимая оценка качества</h1>{body}</main><footer>ул. Лесная, 1</footer>{script}</body></html>"
    return extract_page(html.encode(), url="http://school.test/nok", depth=depth, rendered=rendered).awaits


@pytest.mark.parametrize(
    "body",
    [
        "<div id=app></div>",
        "<noscript>Для работы раздела включите JavaScript</noscript><div id=app></div>",
        "<p>Независимая оценка — форма общественного контроля.</p><div id=content></div>",
        "<div id=papers><noscript>Включите JavaScript</noscript></div>",
        "<ul class=js-documents></ul>",
    ],
)
def test_a_page_of_a_box_and_a_file_of_the_site_is_filled_by_it(body: str) -> None:
    assert bare(body)
    assert bare(body, "<script src=http://www.school.test/js/nok.js></script>")
    assert not bare(body, rendered=True)
    assert not bare(body, depth=0)


@pytest.mark.parametrize(
    ("body", "script"),
    [
        ("<p>Раздел в разработке</p>", OWN),  # no box
        ("<div id=app></div>", "<script src=https://mc.yandex.ru/metrika/tag.js></script>"),
        ("<div id=app></div>", "<script src=/js/jquery.min.js></script><script src=/js/bootstrap.js></script>"),
        ("<div id=app></div>", "<script src=https://lib.test/widget.js></script>"),  # somebody else's
        ("<div class=col-md-9></div><div class=col-md-3></div>", OWN),  # columns
        ("<div id=map></div><p>Мы здесь</p>", OWN),
        ("<div id=modal></div><div id=loader></div>", OWN),
        (f"{TEXT}<div id=app></div>", OWN),  # there is something to read
        ("<p><a href=/plan.pdf>План на 2024 год</a></p><div id=app></div>", OWN),
        ("<iframe src=/nok.html></iframe><div id=app></div>", OWN),
    ],
)
def test_a_page_that_has_its_own_to_show_waits_for_no_file(body: str, script: str) -> None:
    assert not bare(body, script)
