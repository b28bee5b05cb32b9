"""A whole audit (facts, rules, store) of a farm of invented sites: organizations a minute, CPU a page, memory.

    python -m bench.night [--sites 100] [--workers 1 2] [--runs 1] [--latency 0.5] [--nights 1] [--exhaustive]

Sites have 40 pages of about 90 KB and nothing about the assessment: the dearest case, since every rule looks
everywhere. `--latency`: seconds every answer takes (a server of our own then, instead of nginx). `--nights 2` audits
the same farm again into the same database. Prints the median of the runs.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from audits.engine import audit
from audits.model import AuditOptions
from audits.store import Store
from bench.throughput import make_farm, served
from rules.model import Organization, Sector

ON = date(2026, 11, 20)


class Night(NamedTuple):
    """What one night cost. Seconds, megabytes; `worker` is the peak of the largest worker process."""

    organizations: int
    pages: int
    requests: int
    bytes: int
    seconds: float
    cpu: float
    coordinator_cpu: float
    worker: float
    coordinator: float

    @property
    def line(self) -> str:
        """The figures for people."""
        pages, count = max(1, self.pages), self.organizations
        return "  ".join(
            (
                f"{count} orgs in {self.seconds:.1f} s: {60 * count / self.seconds:.0f} orgs/min",
                f"{self.pages} pages, {self.pages / self.seconds:.0f}/s, {1000 * self.cpu / pages:.2f} CPU ms/page",
                f"{1000 * self.cpu / count:.0f} CPU ms/org (coordinator {1000 * self.coordinator_cpu / count:.0f})",
                f"{self.requests / count:.1f} requests/org, {self.bytes / count / 1024:.0f} KB/org",
                f"worker {self.worker:.0f} MB, coordinator {self.coordinator:.0f} MB",
            )
        )


def night(hosts: list[str], port: int, db: Path, *, workers: int, options: AuditOptions) -> Night:
    """One audit in a process of its own, so that the figures are its own."""
    queue: multiprocessing.Queue[Night] = multiprocessing.get_context("spawn").Queue()
    process = multiprocessing.get_context("spawn").Process(
        target=_night, args=(queue, hosts, port, db, workers, options)
    )
    process.start()
    while process.exitcode is None and queue.empty():
        time.sleep(0.1)
    if queue.empty() and process.exitcode:
        raise SystemExit("Nothing was measured: the audit failed")
    result = queue.get()
    process.join()
    return result


def _night(
    queue: multiprocessing.Queue[Night], hosts: list[str], port: int, db: Path, workers: int, options: AuditOptions
) -> None:
    organizations = [
        Organization(host, host, sector=Sector.EDUCATION, site=f"http://{host}:{port}/", assessed_years=(2022,))
        for host in hosts
    ]
    began = time.monotonic()
    with Store.open(db) as store:
        run = audit(organizations, options, store, workers=workers)
        seconds = time.monotonic() - began
        rows = list(store.ledger(run.id))
        assert run.judged == len(hosts), f"{run.judged} of {len(hosts)}: {run}, {next(iter(store.ledger(run.id)))}"
        pages = 0
        for row in rows[:20]:
            facts = store.facts(run.id, row.organization.id)
            pages += len(facts.site.pages) if facts and facts.site else 0
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    mine = own.ru_utime + own.ru_stime
    queue.put(
        Night(
            len(hosts),
            pages * len(rows) // max(1, min(20, len(rows))),
            sum(row.requests for row in rows),
            sum(row.bytes for row in rows),
            seconds,
            mine + children.ru_utime + children.ru_stime,
            mine,
            children.ru_maxrss / 1024,
            own.ru_maxrss / 1024,
        )
    )


@contextmanager
def slow(folder: Path, latency: float) -> Iterator[int]:
    """The farm from a server that takes `latency` seconds for every answer; yields its port."""
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    ports: list[int] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                path = head.split(" ", 2)[1].partition("?")[0]
                host = next(
                    line.partition(":")[2].strip() for line in head.splitlines() if line.lower().startswith("host:")
                )
                file = folder / host.partition(":")[0] / ((path.lstrip("/") or "index.html") + ".gz")
                await asyncio.sleep(latency)
                body = file.read_bytes() if file.is_file() else b""
                status, kind = ("200 OK", "Content-Encoding: gzip\r\n") if body else ("404 Not Found", "")
                writer.write(
                    f"HTTP/1.1 {status}\r\n{kind}Content-Type: text/html\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n".encode()
                    + body
                )
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(asyncio.start_server(answer, "127.0.0.1", 0, backlog=1024))
        ports.append(server.sockets[0].getsockname()[1])
        ready.set()
        loop.run_forever()

    threading.Thread(target=serve, daemon=True).start()
    ready.wait(5)
    try:
        yield ports[0]
    finally:
        loop.call_soon_threadsafe(loop.stop)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sites", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=1, help="organizations on each site (memory over a long night)")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--nights", type=int, default=1)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--window", type=int, default=0, help="active sites of one worker; 0: the default")
    parser.add_argument("--exhaustive", action="store_true")
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    options = AuditOptions(
        on=ON,
        render="never",
        allow_private=True,
        hosts={"*.farm.test": "127.0.0.1"},
        exhaustive=given.exhaustive,
        **({"concurrent_sites": given.window} if given.window else {}),
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        hosts = make_farm(folder, given.sites)
        with slow(folder, given.latency) if given.latency else served(folder) as port:
            for workers in given.workers:
                runs: list[list[Night]] = [[] for _ in range(given.nights)]
                for number in range(given.runs):
                    db = folder / f"{workers}-{number}.db"
                    for which in runs:
                        which.append(night(hosts * given.repeat, port, db, workers=workers, options=options))
                for index, which in enumerate(runs):
                    middle = Night._make(statistics.median(values) for values in zip(*which, strict=True))
                    print(f"{workers} workers, night {index + 1}: {middle.line}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
