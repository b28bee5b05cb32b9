"""Walls are known for what they are, and ordinary pages on the same subjects are none."""

from __future__ import annotations

import random

import pytest

from bench.rewritings import REWRITINGS
from crawler.answers.soft404 import says_not_found
from crawler.answers.wall_marks import ONWARD
from crawler.answers.walls import recognise
from crawler.extract import extract_page
from crawler.items import Reason
from tests.crawler.seen_walls import ORDINARY, WALLS

URL = "http://school.test/"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
@pytest.mark.parametrize("name", WALLS)
def test_a_wall_gets_its_reason(name: str, encoding: str) -> None:
    seen = WALLS[name]
    wall = recognise(seen.status, {"server": seen.server}, seen.body.encode(encoding), URL)
    assert wall is not None
    assert wall.reason is seen.reason, wall


@pytest.mark.parametrize("name", ORDINARY)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_an_ordinary_page_on_the_subject_is_none(name: str, encoding: str) -> None:
    assert recognise(200, {"server": "ddos-guard"}, ORDINARY[name].encode(encoding), URL) is None


@pytest.mark.parametrize(
    "rewriting", ["spaced", "in_entities", "shouted", "capital_tags", "bold_headings", "font_soup"]
)
@pytest.mark.parametrize("name", WALLS)
def test_a_wall_rewritten_is_the_same_wall(name: str, rewriting: str) -> None:
    seen = WALLS[name]
    body = REWRITINGS[rewriting](seen.body, random.Random(1))
    wall = recognise(seen.status, {"server": seen.server}, body.encode(), URL)
    assert wall is not None
    assert wall.reason is seen.reason, wall


def test_what_stands_in_place_of_a_site_is_quoted_as_it_is_written() -> None:
    body = "<html><body><p>Домен SHKOLA3.RU продаётся</p></body></html>".encode()
    wall = recognise(200, {}, body, URL)
    assert wall is not None
    assert wall.quote == "Домен SHKOLA3.RU продаётся"


@pytest.mark.parametrize(
    "said",
    [
        "Такой страницы нет",
        "Такой страницы на сайте не существует",
        "Страница отсутствует",
        "Страница удалена",
        "Эта страница была удалена",
        "Запрошенная вами страница не найдена",
        "Нет такой страницы",
        "Мы не смогли найти эту страницу",
        "Ошибка 404",
        "Page not found",
    ],
)
def test_a_page_that_is_not_there_says_so_to_everybody(said: str) -> None:
    body = (
        f"<html><head><title>Школа</title></head><body><h1>{said}</h1><a href=/>На главную</a></body></html>".encode()
    )
    wall = recognise(200, {}, body, "http://school.test/")
    assert wall is not None
    assert wall.reason is Reason.SOFT_404
    assert says_not_found(extract_page(body, url="http://school.test/a/"))


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("location = '/main/'", "/main/"),
        ('window.location.href = "/main/"', "/main/"),
        ("document.location='/main/';", "/main/"),
        ("location.replace('/main/')", "/main/"),
        ('top.location.assign( "/main/" )', "/main/"),
        ("if (location.href == '/main/') go()", ""),
    ],
)
def test_a_script_goes_elsewhere_to_the_extractor_and_to_the_walls(code: str, target: str) -> None:
    body = f"<html><body><script>{code}</script></body></html>"
    found = ONWARD.search(body)
    assert (next(filter(None, found.groups())) if found else "") == target
    refresh = extract_page(body.encode(), url="http://school.test/").refresh
    assert refresh == (f"http://school.test{target}" if target else "")
