"""Heads, menus and feet that a page's scripts keep in files of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crawler.items import Site
from crawler.pages.fragments import fragments_in, scripts_of
from tests.crawler.servers import Server, crawl, serving
from tests.crawler.visit.test_visits import ADVISOR

BASE = "http://school.test/"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.mark.parametrize(
    "code",
    [
        '$(".menu").load("menu.html")',
        "$('#x').load('/menu.html #inner', done)",
        "fetch(`menu.html`).then(put)",
        '$.get("menu.html", function (html) {})',
        'xhr.open("GET", "menu.html", true)',
        "$.ajax({url: 'menu.html?v=2', success: put})",
    ],
)
def test_ways_to_bring_a_file(code: str) -> None:
    assert fragments_in(code, BASE) == (BASE + "menu.html",)


@pytest.mark.parametrize(
    "code",
    [
        '$.getJSON("/api/news")',
        'fetch("https://other.test/menu.html")',
        'location.href = "menu.html"',
        'image.load("a.png")',
        '$("a").attr("href", "menu.html")',
    ],
)
def test_what_brings_none(code: str) -> None:
    assert fragments_in(code, BASE) == ()


def test_scripts_of_the_site_itself() -> None:
    body = b"<script src=/a.js></script><script src='https://cdn.test/b.js'></script><script src=js/c.js?v=1></script>"
    assert scripts_of(body, BASE + "new/") == (BASE + "a.js", BASE + "new/js/c.js?v=1")


WORDS = "<p>" + "Новости школы за неделю. " * 12 + "</p>"
HOME = f"<title>Школа</title><header></header>{WORDS}<script src='/js/parts.js'></script>"
PARTS = 'jQuery("header").load("head.html");'
HEAD = "<nav><a href=/nok>НОК</a> <a href=/team>Учителя</a> <a href=/lost>Столовая</a></nav>"
STORY = {
    "/": HOME,
    "/js/parts.js": PARTS,
    "/head.html": HEAD,
    "/nok": "<title>НОК</title><h1>НОК</h1><p>Независимая оценка",
    "/team": "<title>Учителя</title><h1>Учителя</h1><p>Наши учителя",
    "/lost": "<title>Столовая</title><h1>Столовая</h1><p>Меню",
}


def visit(server: Server, name: str, story: dict[str, str]) -> Site:
    url = server.tell(f"{name}.test", story)
    context = {"words": {"нок": 0.9}, "until": ""}
    return crawl({"one": url}, advisor=ADVISOR, contexts={"one": context}, requests_per_site=1, render="never")["one"]


def test_without_a_browser_the_site_is_read_by_its_parts(server: Server) -> None:
    site = visit(server, "parts", STORY)
    assert {"НОК", "Учителя", "Столовая"} <= {page.title for page in site.pages}
    assert not site.pages[0].needs_script
    assert site.coverage.navigation_read


def test_a_head_that_cannot_be_had_leaves_the_page_unbuilt(server: Server) -> None:
    story = {path: text for path, text in STORY.items() if path != "/head.html"}
    site = visit(server, "headless", story)
    assert site.pages[0].needs_script
    assert not site.coverage.navigation_read


def test_a_page_whose_scripts_name_no_part_stays_unbuilt(server: Server) -> None:
    site = visit(server, "unnamed", {**STORY, "/js/parts.js": "build()"})
    assert site.pages[0].needs_script
    assert not site.coverage.navigation_read
