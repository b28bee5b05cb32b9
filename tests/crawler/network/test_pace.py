"""How fast a host is asked, told without a clock and with one that is not real."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.answers.received import Answer
from crawler.items import Failure, Reason
from crawler.network import safety
from crawler.network.fetch import Fetcher, Purse
from crawler.network.pace import BROKEN, FIRST, SLOWEST, Pace, retry_after
from crawler.settings import CrawlBudget, CrawlOptions, scrapy_settings
from tests.crawler.servers import Reply, Server, crawl, page, serving

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
URL = "http://school.test/"


class FakeClock:
    """Time passes only when somebody sleeps, or an answer takes its time."""

    def __init__(self) -> None:
        self.time = 100.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.time)

    def seconds(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


class Host:
    """Answers with statuses in turn, then 200; `begun` are the moments of its requests."""

    def __init__(self, clock: FakeClock, *answers: int | Response) -> None:
        self._clock = clock
        self._answers = list(answers)
        self.begun: list[float] = []

    async def __call__(self, request: Request) -> Response:
        self.begun.append(self._clock.time)
        told = self._answers.pop(0) if self._answers else 200
        return told if isinstance(told, Response) else Response(request.url, status=told, body=b"<html></html>")

    @property
    def gaps(self) -> list[float]:
        return [round(later - earlier, 3) for earlier, later in zip(self.begun, self.begun[1:], strict=False)]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(autouse=True)
def _known_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    async def resolve(host: str) -> str:
        return "127.0.0.1"

    monkeypatch.setattr(safety, "resolve", resolve)


def fetcher(clock: FakeClock, host: Host, seconds: float = 300.0, **options: object) -> Fetcher:
    given = CrawlOptions(budget=CrawlBudget(seconds=seconds), allow_private=True, **options)  # type: ignore[arg-type]
    return Fetcher(URL, host, given, Purse(given.budget, clock), clock)


def ask(asking: Fetcher, *urls: str) -> list[Answer | Failure]:
    """What becomes of some addresses, asked for one after another."""

    async def all_of_them() -> list[Answer | Failure]:
        return [await asking.fetch(url) for url in urls]

    return asyncio.run(all_of_them())


def busy(status: int, wait: str) -> Response:
    return Response(URL, status=status, headers={"Retry-After": wait})


def test_a_host_that_is_well_is_not_made_to_wait() -> None:
    pace = Pace()
    for moment in (1.0, 1.0, 1.1):
        assert pace.begin(moment) == 0.0
        pace.answered(200, moment, took=0.1)


def test_trouble_halves_the_rate_each_time_and_success_brings_it_back_gradually() -> None:
    pace, delays = Pace(), []
    for status in (429, 429, 503, 503, 503, 200, 200, 404):
        pace.answered(status, 0.0, took=0.1)
        delays.append(pace.delay)
    assert delays[:5] == [FIRST, 2 * FIRST, 4 * FIRST, 8 * FIRST, SLOWEST]
    assert SLOWEST > delays[5] > delays[6] > delays[7] > FIRST
    for _ in range(40):
        pace.answered(200, 0.0, took=0.1)
    assert pace.delay == 0.0


def test_a_host_that_only_breaks_on_some_pages_is_slowed_less() -> None:
    pace = Pace()
    for _ in range(8):
        pace.answered(500, 0.0, took=0.1)
    assert pace.delay == BROKEN


def test_a_slow_host_in_trouble_waits_at_least_as_long_as_it_takes_to_answer() -> None:
    pace = Pace()
    pace.answered(503, 10.0, took=3.0)
    assert pace.begin(10.0) == 3.0


def test_concurrency_is_halved_and_regained() -> None:
    pace = Pace(width=4)
    widths = []
    for _ in range(3):
        pace.answered(429, 0.0, took=0.1)
        widths.append(pace.width)
    assert widths == [2, 1, 1]
    for _ in range(10):
        pace.answered(200, 0.0, took=0.1)
    assert pace.width == 2
    for _ in range(100):
        pace.answered(200, 0.0, took=0.1)
    assert pace.width == 4


def test_what_robots_ask_for_is_kept_also_when_all_is_well() -> None:
    pace = Pace(least=2.0)
    assert [pace.begin(moment) for moment in (0.0, 0.5, 10.0)] == [0.0, 1.5, 0.0]


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120.0),
        ("Wed, 25 Nov 2026 08:01:30 GMT", 90.0),
        ("Wed, 25 Nov 2026 07:00:00 GMT", 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("", 0.0),
    ],
)
def test_retry_after_is_a_number_or_a_date(told: str, seconds: float) -> None:
    assert retry_after({"retry-after": told}, NOW) == seconds


def test_retry_after_is_waited_for_within_the_budget(clock: FakeClock) -> None:
    host = Host(clock, busy(429, "45"))
    (answer,) = ask(fetcher(clock, host), URL)
    assert isinstance(answer, Answer)
    assert host.gaps == [45.0]


def test_a_pause_longer_than_the_budget_ends_the_questions(clock: FakeClock) -> None:
    host = Host(clock, busy(503, "3600"))
    first, second = ask(fetcher(clock, host), URL, URL + "other")
    assert isinstance(first, Failure)
    assert isinstance(second, Failure)
    assert (first.reason, second.reason) == (Reason.HTTP_5XX, Reason.HTTP_5XX)
    assert len(host.begun) == 1
    assert clock.time < 110, "nobody waits for what will not come"


def test_a_pause_one_host_asks_for_is_not_kept_by_another(clock: FakeClock) -> None:
    host = Host(clock, busy(429, "3600"))
    (_, answer) = ask(fetcher(clock, host), URL, "http://poll.test/")
    assert isinstance(answer, Answer)


def test_after_trouble_requests_are_spread_and_then_speed_up_again(clock: FakeClock) -> None:
    host = Host(clock, 429, 429)
    answers = ask(fetcher(clock, host, backoff=0.0), *(f"{URL}{number}" for number in range(16)))
    assert all(isinstance(answer, Answer) for answer in answers)
    assert host.gaps[:4] == [0.5, 1.0, 1.0, 0.75]
    assert host.gaps[2:] == sorted(host.gaps[2:], reverse=True)
    assert host.gaps[-1] == 0.0


def test_no_wait_is_longer_than_the_budget(clock: FakeClock) -> None:
    host = Host(clock, *[429] * 50)
    (failure,) = ask(fetcher(clock, host, seconds=10.0, retries=30), URL)
    assert isinstance(failure, Failure)
    assert clock.time - 100.0 <= 10.0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (CrawlOptions(), ""),
        (CrawlOptions(contact="https://example.org/nok"), "(+https://example.org/nok)"),
        (CrawlOptions(user_agent="own/1", contact="x@example.org"), "own/1"),
    ],
)
def test_the_user_agent_says_who_asks_and_whom_to_ask(options: CrawlOptions, said: str) -> None:
    told = scrapy_settings(options)["USER_AGENT"]
    assert told.endswith(said)
    assert told.startswith(options.user_agent or "nok-audit/")


def test_one_connection_to_a_host_by_default() -> None:
    assert scrapy_settings(CrawlOptions())["CONCURRENT_REQUESTS_PER_DOMAIN"] == 1


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def test_a_real_server_gets_the_pause_it_asks_for(server: Server) -> None:
    asked: list[str] = []

    def story(path: str) -> Reply | str:
        asked.append(path)
        if path == "/a" and asked.count("/a") == 1:
            return Reply(status=429, headers={"Retry-After": "1"})
        known = {"/": page("Школа", menu=("/a О школе",)), "/a": page("О школе")}
        return known.get(path, Reply(status=404))

    site = crawl({"one": server.tell("busy.test", story)})["one"]
    assert [one.title for one in site.pages] == ["Школа", "О школе"]
    assert asked.count("/a") == 2
    assert site.coverage.seconds >= 1.0


def test_a_real_server_that_wants_to_be_left_alone_is(server: Server) -> None:
    menu = tuple(f"/p{number} Раздел {number}" for number in range(9))

    def story(path: str) -> Reply | str:
        if path.startswith("/p"):
            return Reply(status=503, headers={"Retry-After": "9000"})
        return page("Школа", menu=menu) if path == "/" else Reply(status=404)

    site = crawl({"one": server.tell("tired.test", story)})["one"]
    assert sum(path.startswith("/p") for path in server.paths("tired.test")) == 1
    assert not site.coverage.complete
    assert {one.reason for one in site.failures} == {Reason.HTTP_5XX}


@pytest.mark.parametrize(("options", "most"), [({}, 1), ({"requests_per_site": 3}, 3)])
def test_so_many_requests_at_once_reach_a_real_server(server: Server, options: dict[str, int], most: int) -> None:
    name = f"single-{most}.test"
    pages = {f"/p{number}": page(f"Раздел {number}") for number in range(6)}
    slow = {path: Reply(body, delay=0.1) for path, body in pages.items()}
    home = page("Школа", menu=tuple(f"{path} {path}" for path in pages))
    url = server.tell(name, {"/": home, **slow})
    site = crawl({"one": url}, contact="https://example.org/nok", timeout=20, **options)["one"]
    assert len(site.pages) == 7
    assert server.most[name] == most
    assert any("(+https://example.org/nok)" in agent for agent in server.agents)
