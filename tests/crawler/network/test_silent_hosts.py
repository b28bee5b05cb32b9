"""A host that answers nothing is asked twice, not a hundred times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from crawler.items import Failure, Reason
from crawler.network.silent_hosts import SilentHosts
from tests.crawler.servers import Server, crawl, free_port, page, serving

ADVISOR = "tests.crawler.advisors.make"
AT = datetime(2026, 11, 25, tzinfo=UTC)
DEAD, OTHER = "http://dead.test/", "http://other.test/"


def failed(url: str, reason: Reason = Reason.CONNECTION_REFUSED) -> Failure:
    return Failure(url=url, reason=reason, at=AT)


def test_two_addresses_in_vain_are_enough_once_anything_has_answered() -> None:
    hosts = SilentHosts()
    hosts.failed(failed(DEAD + "1"))
    hosts.failed(failed(DEAD + "2"))
    assert hosts.failure(DEAD + "3", AT) is None  # it may be the site itself, under another scheme
    hosts.answered(OTHER)
    known = hosts.failure(DEAD + "3", AT)
    assert known is not None
    assert (known.url, known.reason) == (DEAD + "3", Reason.CONNECTION_REFUSED)
    assert hosts.failure(OTHER + "3", AT) is None


@pytest.mark.parametrize("reason", [Reason.HTTP_404, Reason.HTTP_5XX, Reason.BUDGET_EXHAUSTED, Reason.CAPTCHA])
def test_what_is_no_silence_is_not_counted(reason: Reason) -> None:
    hosts = SilentHosts()
    hosts.answered(OTHER)
    for number in range(3):
        hosts.failed(failed(f"{DEAD}{number}", reason))
    assert hosts.failure(DEAD, AT) is None


def test_a_host_that_answered_is_asked_again() -> None:
    hosts = SilentHosts()
    hosts.answered(DEAD)
    for number in range(3):
        hosts.failed(failed(f"{DEAD}{number}", Reason.TIMEOUT))
    assert hosts.failure(DEAD, AT) is None


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def test_a_hundred_links_to_a_host_that_refuses_cost_two(server: Server) -> None:
    dead = f"http://poll.dead.test:{free_port()}"
    links = [f"{dead}/nok{number} НОК {number}" for number in range(30)]
    url = server.tell("many.test", {"/": page("Школа", *links, menu=("/a О школе",)), "/a": page("О школе")})
    site = crawl({"one": url}, advisor=ADVISOR, contexts={"one": {"words": {"нок": 0.9}}})["one"]
    refused = [one for one in site.failures if one.reason is Reason.CONNECTION_REFUSED]
    assert len(refused) == 30
    assert {one.detail for one in refused[2:]} == {"the host answered nothing before"}
    assert site.coverage.requests <= 12
