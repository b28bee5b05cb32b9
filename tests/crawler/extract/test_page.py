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
