"""What do the rules cost while a site is read? Visits of the farm without a network, by who is asked what.

    python -m bench.advice [--sites 5] [--rounds 3]

The farm is that of `bench.throughput`: 40 pages of about 90 KB and nothing about the assessment, so that every page is
read. Prints the median over the rounds, CPU milliseconds a page: the advisor's answers (links weighed, pages noted,
what is still open), and the sink (the last judgement, facts packed for the way).
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from audits.model import AuditOptions
from audits.workers.advisor import Context, RuleAdvisor
from audits.workers.shard import write_result
from bench.throughput import make_farm
from crawler.network import safety
from crawler.pages.tools import Tools
from crawler.settings import CrawlOptions
from crawler.visit.course import Visit
from rules.model import Organization, Sector

ASKED = ("smell", "observe", "may_be_settled", "open_roles", "wants_snapshot")


class Meter:
    """CPU seconds and calls by name."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()

    def measured(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The call, measured."""

        def run(*given: Any, **named: Any) -> Any:
            began = time.thread_time()
            try:
                return call(*given, **named)
            finally:
                self.seconds[name] += time.thread_time() - began
                self.calls[name] += 1

        return run


class Clock:
    """A night that stands still, but for what a visit takes."""

    def now(self) -> datetime:
        """The same moment for ever."""
        return datetime(2026, 11, 20, tzinfo=UTC)

    def seconds(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()


async def anywhere(host: str) -> None:
    """No name is looked up."""


async def visited(folder: Path, hosts: list[str]) -> tuple[int, Meter]:
    """Visit all sites one after the other; returns pages read and what was measured."""
    meter, pages = Meter(), 0
    audit = AuditOptions(on=date(2026, 11, 20), render="never", allow_private=True)
    options = CrawlOptions(allow_private=True, render="never")
    tools = Tools(options)

    async def download(request: Request) -> Response:
        parts = urlsplit(request.url)
        file = folder / str(parts.hostname) / (parts.path.lstrip("/") or "index.html")
        body = file.read_bytes() if file.is_file() else b"<html><body>not found</body></html>"
        kind = {"Content-Type": "text/html"}
        return HtmlResponse(request.url, 200 if file.is_file() else 404, kind, body, request=request)

    sink = meter.measured("sink", write_result)
    for host in hosts:
        organization = Organization(host, host, sector=Sector.EDUCATION, site=f"http://{host}/", assessed_years=(2022,))
        context = Context(organization, audit)
        advisor = RuleAdvisor(context)
        for name in ASKED:
            setattr(advisor, name, meter.measured(name, getattr(advisor, name)))
        visit = Visit(
            f"http://{host}/", advisor=advisor, options=options, download=download, clock=Clock(), tools=tools
        )
        site = await visit.run()
        visit.close()
        sink(host, msgspec.to_builtins(context), site, advisor, visit.ledger.snapshots)
        pages += len(site.pages)
    await tools.close()
    return pages, meter


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sites", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    safety.resolve = anywhere
    with tempfile.TemporaryDirectory() as name:
        hosts = make_farm(Path(name), given.sites)
        rounds = [asyncio.run(visited(Path(name), hosts)) for _ in range(given.rounds)]
    total = 0.0
    for what in (*ASKED, "sink"):
        cost = statistics.median(1000 * meter.seconds[what] / max(1, pages) for pages, meter in rounds)
        total += cost
        print(f"{what:15} {cost:6.3f} ms/page  {rounds[0][1].calls[what] / given.sites:6.1f} calls/site")
    print(f"{'all':15} {total:6.3f} ms/page of {rounds[0][0]} pages")


if __name__ == "__main__":
    main()
