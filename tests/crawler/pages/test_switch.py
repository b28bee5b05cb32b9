"""When a home page is tried for a version for visually impaired people, and what is told of the trial."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import msgspec
import pytest

from crawler import urls
from crawler.advisor import Smell
from crawler.extract import extract_page
from crawler.items import AccessibleVersion, Link, Page, Reason
from crawler.pages.switch import switch_on
from crawler.settings import CrawlOptions

HOME = "http://school.test/"
FOUND = AccessibleVersion(tried=True, effect=True, control="Аа", url=HOME)


class Renderer:
    def __init__(self, answer: AccessibleVersion) -> None:
        self.answer = answer
        self.later = AccessibleVersion(reason=Reason.TIMEOUT)  # of any page but the home page
        self.asked: list[str] = []

    async def try_accessible(self, url: str, *, allow_private: bool) -> AccessibleVersion:
        self.asked.append(url)
        return self.answer if url == HOME else self.later


class Tools:
    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    async def renderer(self) -> Renderer:
        return self._renderer


class Advisor:
    def smell(self, link: Link, page: Page) -> Smell:
        return Smell(0.9, ("accessible-version",)) if "слабовидящих" in link.label else Smell()


def tried(markup: str, answer: AccessibleVersion, *, search: bool) -> tuple[list[str], list[AccessibleVersion]]:
    """Addresses the browser was asked for, and what was told, in order."""
    home = extract_page(f"<h1>Школа</h1>{markup}".encode(), url=HOME)
    renderer, told = Renderer(answer), list[AccessibleVersion]()
    options = msgspec.convert({}, CrawlOptions)
    trial = switch_on(
        home, urls.scope_of(HOME, HOME), cast(Any, Advisor()), cast(Any, Tools(renderer)), options, lambda: 60.0,
        told.append, search=search,
    )  # fmt: skip
    asyncio.run(trial)
    return renderer.asked, told


def test_what_a_page_offers_is_tried_in_any_case() -> None:
    asked, told = tried("<a href=/v>Для слабовидящих</a>", FOUND, search=False)
    assert asked == [HOME]
    assert told == [AccessibleVersion(reason=Reason.BUDGET_EXHAUSTED), FOUND]


def test_a_page_that_offers_nothing_is_searched_once() -> None:
    assert tried("<p>О школе</p>", FOUND, search=False) == ([], [])
    assert tried("<p>О школе</p>", FOUND, search=True) == ([HOME], [FOUND])


@pytest.mark.parametrize("answer", [AccessibleVersion(), AccessibleVersion(url=HOME, reason=Reason.TIMEOUT)])
def test_a_search_that_finds_nothing_leaves_the_question_as_it_was(answer: AccessibleVersion) -> None:
    assert tried("<p>О школе</p>", answer, search=True) == ([HOME], [])


NONE = AccessibleVersion(reason=Reason.AMBIGUOUS)


def test_the_page_behind_a_cover_is_tried_after_it() -> None:
    cover = "<a href=/main>Войти на сайт</a> <a href=/plan.pdf>План</a> <a href=https://vk.com/school>ВК</a>"
    assert tried(cover, NONE, search=True) == ([HOME, f"{HOME}main"], [])
    assert tried(cover, FOUND, search=True) == ([HOME], [FOUND])
    assert tried(cover + "<a href=/news>Новости</a>", NONE, search=True)[0] == [HOME]  # four links are a menu
    assert tried("<a href=/a>А</a><a href=/b>Б</a><a href=/v>В</a>", NONE, search=True)[0][1:] == [
        f"{HOME}a",
        f"{HOME}b",
    ]


def test_a_page_behind_a_cover_that_fails_says_nothing_of_what_the_cover_offers() -> None:
    asked, told = tried("<a href=/v>Для слабовидящих</a>", NONE, search=True)
    assert asked == [HOME, f"{HOME}v"]
    assert told == [AccessibleVersion(reason=Reason.BUDGET_EXHAUSTED), NONE]
