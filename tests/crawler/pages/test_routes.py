"""Pages that only an application's script opens («#!contact»): which are opened, in which order, what is taken."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any, cast

import msgspec
import pytest

from crawler.advisor import Smell
from crawler.extract import extract_page
from crawler.frontier.queue import Candidate
from crawler.items import Link, Page, Reason
from crawler.pages.routes import MOST, read_routes, routes
from crawler.settings import CrawlOptions

HOME = "http://school.test/"
AT = datetime(2026, 11, 25, tzinfo=UTC)


class Rendered(msgspec.Struct):
    html: bytes
    final_url: str = ""
    status: int = 200
    reason: Reason | None = None
    detail: str = ""
    lacks_scripts: bool = False


class Renderer:
    def __init__(self, shown: dict[str, Rendered]) -> None:
        self.shown = shown
        self.asked: list[str] = []

    async def render(self, url: str, *, allow_private: bool, timeout: float) -> Rendered:
        self.asked.append(url.partition("#")[2])
        return self.shown.get(self.asked[-1], Rendered(b"<h1>Page of its own</h1>" + url.encode()))


class Tools:
    def __init__(self, renderer: Renderer | None) -> None:
        self._renderer = renderer

    async def renderer(self) -> Renderer | None:
        return self._renderer


class Advisor:
    def smell(self, link: Link, page: Page) -> Smell:
        return Smell(0.9, ("nok-page",)) if "оценка" in link.label else Smell()


def home(*targets: str) -> Page:
    links = "".join(f"<a href='{target}'>{label}</a> " for target, _, label in (one.partition(" ") for one in targets))
    return extract_page(f"<h1>Школа</h1>{links}".encode(), url=HOME)


def read(page: Page, renderer: Renderer | None, seconds: float = 600.0) -> list[tuple[Page, Candidate]]:
    taken: list[tuple[Page, Candidate]] = []
    reading = read_routes(
        page, cast(Any, Advisor()), cast(Any, Tools(renderer)), msgspec.convert({}, CrawlOptions), lambda: seconds,
        lambda: AT, lambda page, body, candidate: taken.append((page, candidate)),
    )  # fmt: skip
    asyncio.run(reading)
    return taken


def test_routes_are_pages_of_their_own_and_the_promising_ones_come_first() -> None:
    renderer = Renderer({"!ocenka": Rendered("<h1>Независимая оценка</h1><a href='/f/o.pdf'>Отчёт</a>".encode())})
    page = home("#!news Новости", "#!ocenka Независимая оценка", "/about О школе", "#!news Ещё новости")
    taken = read(page, renderer)
    assert renderer.asked == ["!ocenka", "!news"]
    first, candidate = taken[0]
    assert (first.url, first.rendered, first.depth, first.fetched_at) == (f"{HOME}#!ocenka", True, 1, AT)
    assert [link.url for link in first.links] == [f"{HOME}f/o.pdf"]
    assert (candidate.text, candidate.found_on) == ("Независимая оценка", HOME)


def test_what_only_a_route_leads_to_is_read_too() -> None:
    inside = "<h1>О школе</h1><a href='#/poll'>Независимая оценка: опрос</a> <a href='#/a'>О школе</a>".encode()
    renderer = Renderer({"/a": Rendered(inside)})
    taken = read(home("#/a О школе", "#/b Новости"), renderer)
    assert renderer.asked == ["/a", "/poll", "/b"]
    assert [(page.url.partition("#")[2], page.depth, candidate.found_on) for page, candidate in taken] == [
        ("/a", 1, HOME),
        ("/poll", 2, f"{HOME}#/a"),
        ("/b", 1, HOME),
    ]


def test_a_route_that_shows_the_home_page_or_nothing_is_none() -> None:
    page = home("#/a Раз", "#/b Два", "#/c Три")
    links = "<a href='#/a'>Раз</a> <a href='#/b'>Два</a> <a href='#/c'>Три</a> "
    shown = {
        "/a": Rendered(f"<h1>Школа</h1>{links}".encode()),
        "/b": Rendered(b""),
        "/c": Rendered(b"<p>x</p>", reason=Reason.TIMEOUT),
    }
    assert read(page, Renderer(shown)) == []


@pytest.mark.parametrize("targets", [("#/only Раздел",), ("#one Раз", "#two Два"), ("/other#/a Раз", "/other#/b Два")])
def test_one_route_an_anchor_and_another_pages_routes_make_no_application(targets: tuple[str, ...]) -> None:
    page = home(*targets)
    assert routes(page) == ()
    assert read(page, Renderer({})) == []


def test_neither_time_nor_patience_is_endless() -> None:
    page = home(*(f"#/{number} Раздел" for number in range(MOST + 5)))
    renderer = Renderer({})
    assert len(read(page, renderer)) == len(renderer.asked) == MOST
    assert read(page, Renderer({}), seconds=1.0) == []
    assert read(page, None) == []


def test_a_shell_whose_script_did_not_come_is_told_as_one() -> None:
    shell = b"<div id=root></div><script src=/static/js/main.5f3.js></script>"
    page = home("#/a One", "#/b Two")
    shown = {"/a": Rendered(shell, lacks_scripts=True), "/b": Rendered(shell)}
    assert {one.url.partition("#")[2]: one.needs_script for one, _ in read(page, Renderer(shown))} == {
        "/a": True,
        "/b": False,
    }
