"""A fault of ours is told in the log and decides nothing; what a server does is no fault of ours."""

from __future__ import annotations

import asyncio
import logging
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from crawler.items import Certificate, Failure, Reason
from crawler.network import certificates, safety
from crawler.network.fetch import Fetcher, Purse
from crawler.settings import CrawlBudget, CrawlOptions
from crawler.visit.opening import open_home
from crawler.visit.short_way import Revisit
from tests.crawler.network.test_pace import FakeClock

URL = "https://school.test/"


@pytest.fixture(autouse=True)
def _known_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    async def resolve(host: str) -> str:
        return "127.0.0.1"

    monkeypatch.setattr(safety, "resolve", resolve)


def fetcher(answer: Response | Exception) -> Fetcher:
    async def download(request: Request) -> Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    clock, options = FakeClock(), CrawlOptions(budget=CrawlBudget(), allow_private=True)
    return Fetcher(URL, download, options, Purse(options.budget, clock), clock)


@pytest.mark.parametrize(
    ("answer", "fooled"),
    [
        (Response(URL, status=304), True),
        (Response(URL, status=404), False),
        (DownloadTimeoutError("too slow"), False),
        (ZeroDivisionError("ours"), None),
    ],
)
def test_whether_a_server_can_be_believed(
    answer: Response | Exception, fooled: bool | None, caplog: pytest.LogCaptureFixture
) -> None:
    assert asyncio.run(fetcher(answer).is_fooled(URL)) is fooled
    logged = [record.levelno for record in caplog.records if record.name == "crawler.network.fetch"]
    assert logged == ([logging.ERROR] if fooled is None else [])


@pytest.mark.parametrize(("status", "trusted"), [(404, True), (304, False), (None, False)])
def test_what_has_not_changed_is_believed_only_after_it_was_tested(status: int | None, trusted: bool) -> None:
    fetching = fetcher(ZeroDivisionError("ours") if status is None else Response(URL, status=status))
    memory = SimpleNamespace(conditional=True, sample="")
    memory.distrust = lambda: setattr(memory, "conditional", False)
    guides = SimpleNamespace(known=frozenset, allow=lambda url: True)
    purse = SimpleNamespace(is_empty=False)
    asyncio.run(Revisit(memory, fetching, guides, purse).test(URL))  # type: ignore[arg-type]
    assert memory.conditional is trusted


class Refusing:
    """A fetcher to whom every certificate is bad."""

    async def fetch(self, url: str, *, tries: int | None = None) -> Failure:
        return Failure(url=url, reason=Reason.TLS_ERROR)


@pytest.mark.parametrize(("error", "lines"), [(ValueError("no DER"), 0), (KeyError("ours"), 1)])
def test_a_certificate_nobody_could_read_is_no_detail(
    error: Exception, lines: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def examine(host: str, address: str, port: int) -> Certificate:
        raise error

    monkeypatch.setattr(certificates, "examine", examine)
    opening = asyncio.run(open_home(Refusing(), URL))  # type: ignore[arg-type]
    assert opening.certificate == Certificate()
    assert len([record for record in caplog.records if record.name == "crawler.visit.opening"]) == lines
