"""When the browser is asked for a page, and what is made of what it brings."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import msgspec
import pytest

from crawler.answers.received import Answer
from crawler.browser.render import Rendered
from crawler.frontier.queue import Candidate
from crawler.items import AccessibleVersion, Failure, Page, Reason
from crawler.memory.last_visit import Memory
from crawler.pages.reading import Reader, is_document
from crawler.pages.tools import PageRenderer, Tools
from crawler.settings import CrawlOptions

HOME = "http://school.test/"
WORDS = "<p>" + "Новости учреждения за неделю. " * 20 + "</p>"
BARE = f"<header></header>{WORDS}<a href=/a>а</a><a href=/b>б</a><a href=/c>в</a><script src=/head.js></script>"
FULL = BARE.replace("<header>", "<header><a href=/nok>НОК</a>")


class Guest:
    """A browser that brings what it is given."""

    name = "guest"

    def __init__(self, rendered: Rendered) -> None:
        self.rendered = rendered

    async def render(self, url: str, *, allow_private: bool, timeout: float) -> Rendered:
        return self.rendered

    async def try_accessible(self, url: str, *, allow_private: bool) -> AccessibleVersion:
        raise AssertionError("not asked for")

    async def close(self) -> None:
        return


class Bench(Tools):
    """Tools with that browser."""

    def __init__(self, guest: Guest) -> None:
        super().__init__(CrawlOptions())
        self.guest = guest

    async def renderer(self) -> PageRenderer | None:
        return self.guest


def read_home(rendered: Rendered, body: str = BARE) -> Page:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    answer = Answer(HOME, HOME, 200, {"content-type": "text/html; charset=utf-8"}, body.encode(), at)
    options = CrawlOptions()
    reader = Reader(options, Bench(Guest(rendered)), Memory(None, options))
    read = asyncio.run(reader.read(answer, Candidate(HOME, depth=0)))
    assert not isinstance(read, Failure)
    return read[0]


def test_a_head_the_browser_filled_is_read() -> None:
    page = read_home(Rendered(HOME, FULL.encode(), HOME, 200))
    assert "http://school.test/nok" in [link.url for link in page.links]
    assert page.rendered
    assert not page.needs_script


def test_a_head_that_stays_empty_for_want_of_a_script_is_not_an_empty_head() -> None:
    torn = Rendered(HOME, BARE.encode(), HOME, 200, lacks_scripts=True)
    assert read_home(torn).needs_script
    assert not read_home(msgspec.structs.replace(torn, lacks_scripts=False)).needs_script
    torn_elsewhere = msgspec.structs.replace(torn, html=FULL.encode())
    assert not read_home(torn_elsewhere).needs_script


BANNERS = f"<nav><a href=/a>а</a><a href=/b>б</a><a href=/c>в</a></nav>{WORDS}<script>show('https://bus.gov.ru/info-card/1')</script>"


def test_a_service_that_only_a_script_of_the_home_page_names_is_looked_for_in_the_browser() -> None:
    shown = BANNERS.replace("</nav>", "</nav><a href=https://bus.gov.ru/info-card/1>Оценить</a>")
    page = read_home(Rendered(HOME, shown.encode(), HOME, 200), BANNERS)
    assert page.rendered
    assert "https://bus.gov.ru/info-card/1" in [link.url for link in page.links]


def test_a_whole_page_is_kept_when_the_browser_brings_less() -> None:
    page = read_home(Rendered(HOME, BANNERS.encode(), HOME, 200, reason=Reason.TIMEOUT), BANNERS)
    assert not page.rendered
    assert not page.needs_script


PROMISING = f"<nav><a href=/a>а</a><a href=/b>б</a><a href=/c>в</a></nav>{WORDS}<a href='#'>Задать вопрос</a>"
BROUGHT = "<form><input name=e><textarea name=q></textarea><button>Отправить</button></form>"


def test_a_form_that_a_press_brought_up_is_read() -> None:
    page = read_home(Rendered(HOME, (PROMISING + BROUGHT).encode(), HOME, 200), PROMISING)
    assert (page.rendered, page.render_reason, len(page.forms)) == (True, "opened_by_press", 1)


def test_a_page_is_kept_as_it_came_where_a_press_brought_up_nothing() -> None:
    page = read_home(Rendered(HOME, (PROMISING + "<p>Чат</p>").encode(), HOME, 200), PROMISING)
    assert (page.rendered, page.needs_script) == (False, False)
    assert not read_home(Rendered(HOME, reason=Reason.TIMEOUT), PROMISING).needs_script


def test_a_page_with_something_to_fill_in_and_what_stands_on_every_page_cost_no_press() -> None:
    asked: list[str] = []

    class Counting(Guest):
        async def render(self, url: str, *, allow_private: bool, timeout: float) -> Rendered:
            asked.append(url)
            return await super().render(url, allow_private=allow_private, timeout=timeout)

    at = datetime(2026, 11, 20, tzinfo=UTC)
    options = CrawlOptions()
    reader = Reader(options, Bench(Counting(Rendered(HOME, PROMISING.encode(), HOME, 200))), Memory(None, options))

    def read(path: str, body: str) -> None:
        url = HOME + path
        answer = Answer(url, url, 200, {"content-type": "text/html; charset=utf-8"}, body.encode(), at)
        asyncio.run(reader.read(answer, Candidate(url, depth=0)))

    read("filled", PROMISING + BROUGHT)
    assert asked == []
    read("one", PROMISING)
    read("two", PROMISING)
    assert asked == [HOME + "one"]
    read("three", PROMISING.replace("Задать вопрос", "Пройти опрос"))
    assert asked == [HOME + "one", HOME + "three"]


EMPTY = f"<nav><a href=/a>а</a><a href=/b>б</a><a href=/c>в</a><a href=/d>г</a></nav>{WORDS}<div id=app></div>"
EMPTY += "<script src=/js/app.js></script>"
PARTS = f"<nav><a href=/a>а</a><a href=/b>б</a><a href=/c>в</a><a href=/d>г</a></nav><main>{WORDS}"
PARTS += "<section><h2>Планы</h2></section><section><h2>Отчёты</h2></section></main><script src=/own.js></script>"


def read_about(body: str, *, built: bool, score: float = 0.0) -> Page:
    url = HOME + "about"
    live = Rendered(url, f"<h1>О нас</h1>{WORDS}".encode(), url, 200)
    options = CrawlOptions()
    reader = Reader(options, Bench(Guest(live)), Memory(None, options))
    reader.home_is_built = built
    at = datetime(2026, 11, 20, tzinfo=UTC)
    answer = Answer(url, url, 200, {"content-type": "text/html; charset=utf-8"}, body.encode(), at)
    got = asyncio.run(reader.read(answer, Candidate(url, depth=1, score=score)))
    assert not isinstance(got, Failure)
    return got[0]


def read_bytes(body: bytes, content_type: str = "text/html", *, truncated: bool = False) -> Page | Failure:
    url, options = HOME + "about", CrawlOptions(render="never")
    at = datetime(2026, 11, 20, tzinfo=UTC)
    answer = Answer(url, url, 200, {"content-type": content_type}, body, at, truncated=truncated)
    got = asyncio.run(Reader(options, Tools(options), Memory(None, options)).read(answer, Candidate(url, depth=1)))
    return got if isinstance(got, Failure) else got[0]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16_is_a_page(encoding: str) -> None:
    read = read_bytes(FULL.encode(encoding), "text/html; charset=utf-16")
    assert isinstance(read, Page)
    assert read.text == read_about(FULL, built=False).text
    packed = read_bytes(b"PK\x03\x04\x14\x00\x00\x00\x08\x00" * 60)
    assert isinstance(packed, Failure)
    assert packed.reason is Reason.NOT_HTML


def test_a_scrap_of_a_page_that_broke_off_is_none() -> None:
    scrap = read_bytes(b"<html><body>abc", truncated=True)
    assert isinstance(scrap, Failure)
    assert scrap.reason is Reason.CONNECTION_RESET
    assert isinstance(read_bytes(b"<html><body>abc"), Page)  # all there is
    assert isinstance(read_bytes(FULL.encode(), truncated=True), Page)  # what it shows is true


def test_pages_of_a_site_that_a_script_builds_are_built_though_nothing_smells() -> None:
    assert read_about(EMPTY, built=True).rendered
    assert not read_about(EMPTY, built=False).rendered
    assert not read_about(FULL, built=True).rendered


def test_a_page_that_only_awaits_parts_is_worth_a_browser_where_it_smells() -> None:
    assert read_about(PARTS, built=False, score=1.0).rendered
    assert not read_about(PARTS, built=True).rendered
    promising = PARTS.replace("<section>", "<h2>Отправить обращение</h2><section>", 1)
    assert read_about(promising, built=False).rendered  # a heading promises a form
    filled = promising.replace("</section>", f"{WORDS}</section>")
    assert not read_about(filled, built=False).rendered


def read_waiting(*, smells: bool, depth: int = 1, body: str = PARTS) -> tuple[Page, list[str]]:
    """A page that waits for parts and to which no telling link led, and what its own name was asked for."""
    url, asked = HOME + "p/17", list[str]()

    def told(page: Page) -> bool:
        asked.append(page.url)
        return smells

    live = Rendered(url, f"<h1>О нас</h1>{WORDS}".encode(), url, 200)
    options = CrawlOptions()
    reader = Reader(options, Bench(Guest(live)), Memory(None, options), told)
    at = datetime(2026, 11, 20, tzinfo=UTC)
    answer = Answer(url, url, 200, {"content-type": "text/html; charset=utf-8"}, body.encode(), at)
    got = asyncio.run(reader.read(answer, Candidate(url, depth=depth)))
    assert not isinstance(got, Failure)
    return got[0], asked


def test_a_page_that_waits_is_rendered_where_it_calls_itself_what_is_looked_for() -> None:
    assert read_waiting(smells=True)[0].rendered
    assert not read_waiting(smells=False)[0].rendered


def test_a_page_that_is_whole_is_not_asked_what_it_calls_itself() -> None:
    page, asked = read_waiting(smells=True, body=FULL)
    assert (page.rendered, asked) == (False, [])


@pytest.mark.parametrize(
    ("path", "kind", "body", "expected"),
    [
        ("/perechen.csv", "text/csv; charset=windows-1251", b"1;2", True),
        ("/akty.txt", "text/plain", b"256", True),
        ("/plan.rtf", "text/rtf", b" {\\rtf1", True),
        ("/plan.doc", "text/plain", b"<html><body>", False),
        ("/style.css", "text/css", b"a{}", False),
        ("/nok", "text/plain", b"256", False),
        ("/data.json", "application/json", b"{}", True),
    ],
)
def test_files_are_told_whatever_servers_call_them(path: str, kind: str, body: bytes, expected: bool) -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    url = f"http://school.test{path}"
    assert is_document(Answer(url, url, 200, {"content-type": kind}, body, at)) is expected
