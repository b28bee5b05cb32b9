"""What a page and its parts are called, and whether that smells of something that is looked for."""

from __future__ import annotations

import msgspec
import pytest

from crawler.extract import extract_page
from crawler.frontier.queue import FAINT
from crawler.items import Link, Page
from crawler.visit import scent


def of_words(link: Link, page: Page) -> float:
    return 0.9 if "нок" in link.text.lower() else 0.0


@pytest.mark.parametrize(
    ("title", "body", "smells"),
    [
        ("Страница", "<main><h1>НОК</h1><p>Слова</p></main>", True),
        ("НОК", "<main><p>Слова</p></main>", True),
        ("Страница", "<main><h1>Новости</h1><h2>НОК</h2></main>", False),
        ("Страница", "<aside><h3>НОК</h3></aside><main><h1>Новости</h1></main>", False),  # stands on every page
        ("Страница", "<footer><h3>НОК</h3></footer>", False),
        ("НОК: сайт школы", "<main><h1>Новости</h1></main>", False),  # and so is the home page called
    ],
)
def test_what_a_page_calls_itself(title: str, body: str, smells: bool) -> None:
    def read(path: str, title: str, body: str) -> Page:
        html = f"<title>{title}</title><header><nav><a href=/>Главная</a></nav></header>{body}"
        return extract_page(html.encode(), url=f"http://school.test{path}")

    home = read("/", "НОК: сайт школы", "<main><h1>Школа</h1></main>")
    assert scent.smells(read("/p/17", title, body), home, of_words) is smells


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("<main><h1>Советы</h1><h2>НОК</h2></main>", True),
        ("<main><h1>Советы</h1><h2>Опека</h2></main>", False),
        ("<main><h1>Советы</h1></main><footer><h3>НОК</h3></footer>", False),
        ("<main><h1>Советы</h1><h3>НОК в цифрах</h3></main>", False),  # the home page has it, so any page may
    ],
)
def test_what_a_part_of_a_page_is_called(body: str, named: bool) -> None:
    def read(path: str, body: str) -> Page:
        return extract_page(f"<title>Страница</title>{body}".encode(), url=f"http://school.test{path}")

    home, page = read("/", "<main><h1>Школа</h1><h3>НОК в цифрах</h3></main>"), read("/p/18", body)
    # of a page that is whole only its own name counts
    assert scent.promise(page, home, of_words) < FAINT
    assert (scent.promise(msgspec.structs.replace(page, awaits=True), home, of_words) >= FAINT) is named


def test_before_the_home_page_is_known_a_title_is_the_pages_own() -> None:
    page = extract_page("<title>НОК</title><main><p>Слова</p></main>".encode(), url="http://school.test/p/19")
    assert scent.smells(page, None, of_words)
    assert scent.promise(page, None, of_words) >= FAINT
