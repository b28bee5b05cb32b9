# ruff: noqa: E501 - markup stands in lines as it is served
from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from crawler.extract import extract_page
from crawler.items import Step

from .pages import read


def test_what_is_known_of_the_answer() -> None:
    body = "<html lang=ru-RU><title> Школа\n № 1 </title><meta name=Description content='О школе'><p>да".encode()
    at = datetime(2026, 3, 1, tzinfo=UTC)
    page = extract_page(
        body,
        url="http://Школа.рф/Путь#top",
        status=404,
        fetched_at=at,
        requested_url="http://x.test/",
        depth=2,
        click_path=(Step("http://x.test/"),),
        headers={"ETag": '"5"', "last-modified": "Sun"},
        external=True,
        rendered=True,
        render_reason="shell",
    )
    assert page.url == "http://xn--80atdl2c.xn--p1ai/%D0%9F%D1%83%D1%82%D1%8C"
    assert (page.title, page.language, page.description) == ("Школа № 1", "ru-RU", "О школе")
    assert (page.status, page.fetched_at, page.requested_url, page.depth) == (404, at, "http://x.test/", 2)
    assert (page.etag, page.last_modified, page.size) == ('"5"', "Sun", len(body))
    assert page.sha256 == hashlib.sha256(body).hexdigest()
    assert (page.external, page.rendered, page.render_reason, len(page.click_path)) == (True, True, "shell", 1)


@pytest.mark.parametrize(
    "html",
    [
        "<meta http-equiv=Refresh content='0; url=/new/'>",
        "<meta http-equiv=refresh content=\"5;URL='/new/'\">",
        "<script>window.location.href = '/new/';</script>",
        '<script>location.replace("/new/")</script>',
    ],
)
def test_pages_that_only_lead_elsewhere(html: str) -> None:
    assert read(html).refresh == "http://school.test/new/"


@pytest.mark.parametrize(
    "html",
    [
        "<meta http-equiv=refresh content=600>",
        "<script>function go(){location.href='/new/'}</script><p>текст</p>",
        "<script>location.href='/new/'</script>" + "<p>Обычная страница с текстом.</p>" * 30,
    ],
)
def test_pages_that_stay(html: str) -> None:
    assert read(html).refresh == ""


def test_canonical_and_pictures() -> None:
    page = read(
        "<link rel=canonical href=/c><p><img src='/i/kodeks.jpg' alt='Кодекс этики'><img src='data:image/png;base64,x'></p>"
    )
    assert (page.canonical, page.images) == ("http://school.test/c", ("Кодекс этики", "kodeks.jpg"))


@pytest.mark.parametrize(
    "html",
    [
        "<div id=root></div><script src=/static/js/main.5f3.js></script>",
        "<app-root></app-root><script src=/runtime.js type=module></script>",
        "<div id=__nuxt></div><script src=/_nuxt/a.js></script>",
        "<h1>Услуга</h1><div id=service-text></div><script src=/service.js></script>",
        "<noscript>Включите JavaScript</noscript><main></main><script src=/x.js></script>",
        "<div id=app></div><p>" + "<a href=/n>Новость недели</a> " * 20 + "</p><script src=/js/app.3f.js></script>",
        "<nav id=menu></nav><p>" + "Новости учреждения за неделю. " * 20 + "</p><script src=/menu.js></script>",
    ],
)
def test_pages_that_scripts_build(html: str) -> None:
    assert read(html).needs_script


def test_an_empty_menu_of_the_home_page_is_a_scripts_unless_another_leads_on() -> None:
    news = (
        "<p>" + "".join(f"<a href=/n{number}>Новость</a> " for number in range(9)) + "</p><script src=/x.js></script>"
    )
    menu = "<ul class=menu><li><a href=/a>О нас</a><li><a href=/b>Приём</a><li><a href=/c>Контакты</a></ul>"
    empty = "<p>Школа</p><nav class=top></nav>"
    assert read(empty + news).needs_script
    assert not read(menu + empty + news).needs_script
    assert not extract_page((empty + news).encode(), url="http://school.test/news", depth=1).needs_script


@pytest.mark.parametrize(
    "html",
    [
        "<p>Короткая страница</p>",
        "<h1>Версия для печати</h1><p>Приказ</p><script src=/jquery.js></script><script>1</script><script>2</script>",
        "<nav><a href=/a>а</a><a href=/b>б</a><a href=/c>в</a></nav><p>"
        + "Текст. " * 60
        + "</p><script src=/app.js></script>",
        "<frameset><frame src=menu.htm></frameset><script>1</script>",
    ],
)
def test_pages_that_need_no_script(html: str) -> None:
    assert not read(html).needs_script


DRAWN = (
    "<nav><a href=/>Главная</a> <a href=/m>О нас</a> <a href=/n>Новости</a> <a href=/d>Документы</a></nav><h1>Оценка</h1>"
    '<div id="list"></div><script>var r=document.getElementById("list");r.appendChild(document.createElement("ul"))</script>'
)


def test_a_page_whose_list_its_own_script_draws_is_nothing_without_it() -> None:
    assert extract_page(DRAWN.encode(), url="http://m.test/nok", depth=1).needs_script
    said = DRAWN.replace("<div id", f"<p>{'Слово о деле. ' * 20}</p><div id")
    assert not extract_page(said.encode(), url="http://m.test/nok", depth=1).needs_script
    other = DRAWN.replace('"list");', '"other");')
    assert not extract_page(other.encode(), url="http://m.test/nok", depth=1).needs_script


HEADLESS = (
    "<header id=top> </header><p><a href=/a>а</a> <a href=/b>б</a> <a href=/c>в</a></p>{}<script src=/x.js></script>"
)
TEXT = "<p>" + "Новости учреждения за неделю. " * 20 + "</p>"


BOX = (
    "<p>" + "Школа приглашает родителей и учеников на праздник. " * 10 + "<a href=/a>А</a> <a href=/b>Б</a></p>"
    "<details><summary>Опрос</summary><div id=quiz></div></details><h2>Ещё</h2><p>Слова</p>"
)


@pytest.mark.parametrize(
    ("code", "needed"),
    [
        ("var b=document.getElementById('quiz');b.innerHTML='<form>…</form>'", True),
        ("document.querySelector('#quiz').append(form)", True),
        ("console.log('quiz')", False),  # it draws nothing
        ("document.body.append(counter)", False),  # it draws elsewhere
    ],
)
def test_a_titled_box_with_nothing_in_it_is_left_to_its_script(code: str, needed: bool) -> None:
    assert read(f"{BOX}<script>{code}</script>").needs_script is needed
    assert not read(f"{BOX.replace('<div id=quiz>', '<p>Закрыт</p><div id=quiz>')}<script>{code}</script>").needs_script


def test_a_head_or_foot_that_a_script_fills_is_the_way_into_the_site() -> None:
    html = HEADLESS.format(TEXT)
    assert read(html).needs_script
    assert read(html.replace("header", "footer")).needs_script
    inner = extract_page(html.encode(), url="http://school.test/news", depth=1)
    assert not inner.needs_script  # the home page's menu is known by then
    assert not read(html.replace("<script", "<b").replace("</script", "</b")).needs_script
    assert not read(html.replace("> </header", "><img src=/logo.png></header")).needs_script


def test_a_frameset_page_tells_its_frames() -> None:
    page = extract_page(
        b"<html><frameset cols=20,80><frame src=menu.htm name=menu><frame src=main.htm></frameset></html>",
        url="http://old.test/x/",
    )
    assert [frame.url for frame in page.frames] == ["http://old.test/x/menu.htm", "http://old.test/x/main.htm"]


def test_a_hash_that_is_known_is_not_made_again() -> None:
    assert extract_page(b"<p>x", url="http://a.test/").sha256 == hashlib.sha256(b"<p>x").hexdigest()
    assert extract_page(b"<p>x", url="http://a.test/", sha256="ab").sha256 == "ab"


def test_a_page_of_mistaken_letters_is_repaired_though_its_bytes_are_sound() -> None:
    text = "Государственное бюджетное учреждение культуры, районная библиотека"
    mistaken = text.encode("cp1251").decode("latin-1").encode()
    page = extract_page(b"<meta charset=utf-8><h1>" + mistaken + b"</h1>", url="http://a.test/")
    assert (page.encoding, page.blocks[0].text) == ("utf-8", text)


@pytest.mark.parametrize("tag", ["nav", "header", "main", "section", "article", "div", "p"])
def test_a_page_without_a_body_tag_is_read_whole(tag: str) -> None:
    """HTML 5 lets <html>, <head> and <body> be left out; libxml2 knows no <nav> and keeps it in the head."""
    page = read(
        f"<!doctype html><meta charset=utf-8><title>Школа</title><{tag}><a href=/nok>НОК</a></{tag}><h1>Мы</h1>"
    )
    assert [(item.url, item.text) for item in page.links] == [("http://school.test/nok", "НОК")]
    assert page.title == "Школа"
    assert page.blocks[-1].text == "Мы"


def test_what_belongs_into_the_head_stays_there() -> None:
    page = read("<head><title>Школа</title><noscript><img src=c.gif></noscript><script>x()</script><meta name=a></head>"
                "<body><nav><a href=/nok>НОК</a></nav></body>")  # fmt: skip
    assert [item.pointer for item in page.links] == ["/html/body/nav[1]/a[1]"]


FILLED = "<li ng-repeat='one in list'><a href='{{one.link}}'>{{one.name}}</a></li>"


def test_a_pattern_nobody_filled_needs_its_script() -> None:
    text = "<p>Школа открыта в 1978 году, в ней учатся дети со всего района.</p>" * 8
    links = "".join(f"<a href=/{n}>Раздел {n}</a>" for n in range(5))
    assert read(f"<ul>{FILLED}</ul>{links}{text}<script src=/js/angular.min.js></script>").needs_script
    assert not read(f"<ul>{FILLED}</ul>{links}{text}<script src=/js/menu.js></script>").needs_script
    assert not read(f"{links}{text}<script src=/js/angular.min.js></script>").needs_script


ALONG = "<p>" + "Школа приглашает родителей и учеников на праздник. " * 10 + "</p>"
LED = "<nav><a href=/>Главная</a> <a href=/m>О нас</a> <a href=/n>Новости</a> <a href=/d>Документы</a></nav>"


def needs(body: str, *, rendered: bool = False, depth: int = 1) -> bool:
    """Whether a page below the home page, with a menu, is nothing without its script."""
    html = f"<!doctype html><html><body>{LED}{body}</body></html>".encode()
    page = extract_page(html, url="http://school.test/write", depth=depth, rendered=rendered)
    return page.needs_script or page.awaits


TO_FILL = "<h1>Напишите нам</h1><p>Ответит директор.</p><div id={name}></div>" + ALONG + "<script>{code}</script>"


@pytest.mark.parametrize(
    "code",
    [
        "document.getElementById('ask').innerHTML = '<textarea name=t></textarea>'",
        "var f = document.createElement('form'); document.querySelector('#ask').append(f)",
        "build('ask', [{type: 'textarea', label: 'Вопрос'}])",
        'build("ask", [{type: "radio", label: "Довольны ли вы?"}])',
    ],
)
def test_a_box_under_a_few_words_that_a_script_fills_with_a_form(code: str) -> None:
    page = TO_FILL.format(name="ask", code=code)
    assert needs(page)
    assert not needs(page, rendered=True)  # a browser left it empty
    assert not read(LED + page).needs_script  # the home page is more than its form
    assert not needs(page.replace("<div id=ask></div>", "<div id=ask><p>Звоните</p></div>"))
    assert not needs(page.replace("Ответит директор.", "Ответит директор или его заместитель. " * 20))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("map", "ymaps.ready(function () { new ymaps.Map('map', {controls: []}) })"),
        ("slider", "$('#slider').slick({dots: true, accessibility: true})"),
        ("vk_comments", "VK.Widgets.Comments('vk_comments', {limit: 10})"),
        ("cookie", "var b = document.createElement('button'); document.getElementById('cookie').append(b)"),
        ("weather", "fetch('/w').then(r => { document.getElementById('weather').innerHTML = r })"),
        ("popup", "document.getElementById('popup').innerHTML = '<form><input name=e></form>'"),
        ("map", "new ymaps.Map('map')</script><script>head.innerHTML = '<form><input name=q></form>'"),
        ("map", "new ymaps.Map('map')</script><script>news.innerHTML = '<form><input type=email></form>'"),
        ("map", "new ymaps.Map('map')</script><script type=text/template><form><textarea></textarea></form>"),
    ],
)
def test_a_box_that_a_script_fills_with_something_else_keeps_no_form_back(name: str, code: str) -> None:
    assert not needs(TO_FILL.format(name=name, code=code))


@pytest.mark.parametrize(
    "words",
    [
        "Анкета загружается…",
        "Загрузка...",
        "Идёт загрузка, подождите",
        "Loading…",
        "Пожалуйста, подождите: загрузка формы",
        "Опрос загружается. Подождите, пожалуйста.",
    ],
)
def test_a_heading_over_words_that_something_is_being_loaded(words: str) -> None:
    script, foot = "<script src=/q.js></script>", f"<footer>{ALONG}</footer>"
    assert needs(f"<h1>Анкета</h1><div class=q>{words}</div>{foot}{script}")
    assert needs(f"<h1>Анкета</h1><p>Ответьте на вопросы.</p><div class=q>{words}</div>{foot}{script}")
    assert needs(f"<h1>Анкета</h1><div class=q>{words}</div>{script}", rendered=True)  # it never came
    assert not needs(f"<h1>Анкета</h1><div class=q>{words}</div>{foot}")  # nobody will bring it
    # wherever they stand in a box of their own
    assert needs(f"<h1>Анкета</h1>{ALONG}<div class=q>{words}</div>{script}")
    papers = "<p><a href=/a.pdf>Анкета для родителей</a></p>"
    assert needs(f"<h1>Анкета</h1>{papers}<div class=q>{words}</div>{script}")


@pytest.mark.parametrize(
    "page",
    [
        f"<div id=preloader><p>Загрузка...</p></div><h1>Новости</h1>{ALONG}",
        f"<header><h2>Школа № 5</h2></header><div class=preloader>Загрузка…</div><main><h1>Новости</h1>{ALONG}</main>",
        f"<h1>Новости</h1>{ALONG}<div class=preloader>Загрузка…</div>",
        "<h1>Школа</h1><p>Загрузка автобуса строительными материалами прошла у школы в субботу.</p>",
        "<h1>Погрузка</h1><p>Погрузка книг прошла весело.</p>",
        "<h1>Нагрузка</h1><p>Учебная нагрузка</p>",
        "<h1>Приём</h1><p>Загрузите заявление.</p>",
    ],
)
def test_a_curtain_over_the_page_and_other_loads_are_nothing_to_wait_for(page: str) -> None:
    assert not needs(f"{page}<script>hide('.preloader')</script>")


EMPTY_FORM = "<h1>Опрос</h1>{}" + ALONG + "<script src=/q.js></script>"


@pytest.mark.parametrize(
    "form",
    [
        "<form id=f><div id=questions></div><button>Отправить</button></form>",
        "<form id=f><p>Ответьте, пожалуйста.</p><fieldset></fieldset></form>",
        "<form id=f><ol class=q></ol><input type=submit value=Ответить></form>",
        "<form id=f><div id=step><noscript>Включите скрипты</noscript></div><button type=button>Дальше</button></form>",
    ],
)
def test_a_form_that_asks_nothing_around_an_empty_box_is_left_to_its_script(form: str) -> None:
    assert needs(EMPTY_FORM.format(form))
    assert not needs(EMPTY_FORM.format(form), rendered=True)
    assert not needs(EMPTY_FORM.format(form).replace("<script src=/q.js></script>", ""))


@pytest.mark.parametrize(
    "form",
    [
        "<form action=https://poll.test/1><button>Пройти опрос</button></form>",
        "<form action=/find><input name=q><div class=hint></div><button>Найти</button></form>",
        "<form method=post><input type=hidden name=__VIEWSTATE><p>Новости</p><div class=clear></div></form>",
        "<form id=aspnetForm>" + "<p>Новости школы</p>" * 70 + "<div class=clear></div></form>",
        "<form><p>Голосование окончено</p></form>",
        "<form id=f><div id=step>Звоните нам<noscript>Включите скрипты</noscript></div></form>",
        "<form><label>Ваш вопрос <textarea name=t></textarea></label><div class=g-recaptcha></div></form>",
        "<div class=form><div id=ad></div></div>",
    ],
)
def test_a_form_with_a_field_or_without_an_empty_box_is_whole(form: str) -> None:
    assert not needs(EMPTY_FORM.format(form))


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Оценка</h1><button type=button aria-expanded=false>Планы</button><div hidden></div>",
        "<h1>Оценка</h1><doc-list src=/acts.json></doc-list>",
        "<h1>Напишите нам</h1><template id=t><form><textarea name=q></textarea></form></template><div id=here></div>",
    ],
)
def test_what_comes_only_by_a_press_or_a_script_of_its_own(body: str) -> None:
    assert needs(body + ALONG + "<script src=/own.js></script>")
    assert not needs(body + ALONG + "<script src=/own.js></script>", rendered=True)


@pytest.mark.parametrize(
    "body",
    [
        "<button type=button aria-expanded=false>Планы</button><div hidden><p>План на 2026 год</p></div>",
        "<button type=button aria-expanded=false>Меню</button><p>Текст.</p>",
        "<yandex-map></yandex-map><doc-list><p>Приказ № 5</p></doc-list><x-icon></x-icon>",
        "<template><p>Карточка новости</p></template>",
    ],
)
def test_what_is_folded_or_named_unusually_is_whole(body: str) -> None:
    assert not needs(f"<h1>Оценка</h1>{body}{ALONG}<script src=/own.js></script>")


def test_a_home_page_without_a_way_into_its_site_is_left_to_its_script() -> None:
    def home(body: str, script: str = "<script src=/menu.js></script>") -> bool:
        html = f"<!doctype html><html><body>{script}<h1>Дом творчества</h1>{ALONG}{body}</body></html>".encode()
        return extract_page(html, url="http://school.test/", depth=0).needs_script

    assert home("<a href=https://bus.gov.ru/agency/1>Мы на bus.gov.ru</a>")
    assert not home("<a href=/nok.html>Независимая оценка</a>", "<script src=/own.js></script>")
    assert home("<a href=/nok.html>Независимая оценка</a>")  # the rest of the menu is written by a file called so
    ways = "".join(f"<a href=/{n}.html>Раздел {n}</a>" for n in range(4))
    assert not home(ways)
    assert not home("<a href=https://bus.gov.ru/agency/1>Мы на bus.gov.ru</a>", "<script>var a = 1</script>")
