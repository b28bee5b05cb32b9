"""A whole audit (facts, rules, store) of a farm of invented sites: organizations a minute, CPU a page, memory.

    python -m bench.night [--sites 100] [--repeat 1] [--workers 1 2] [--runs 1] [--latency 0.5] [--decided] [--window N]

Sites have 40 pages of about 90 KB and nothing about the assessment: the dearest case, since every rule looks
everywhere. `--decided`: instead, complete sites of the demo region under many names, which focus leaves after about
ten requests: the usual case. `--repeat`: so many names for every site. `--latency`: seconds every answer takes (a
server of our own then, instead of nginx). `--nights 2` audits the same farm again into the same database. Prints the
median of the runs, and the load of the machine before the first.
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

import msgspec

from audits.demo.model import Declared, Host, Reply, Request
from audits.demo.region import declared
from audits.demo.region import hosts as region_hosts
from audits.demo.server import serve_hosts
from audits.engine import audit
from audits.model import AuditOptions
from audits.store import Store
from bench.throughput import make_farm, served
from rules.model import Organization, Sector

ON = date(2026, 11, 20)
COMPLETE = ("shkola1", "biblioteka", "kcson", "dshi", "beryozka", "skazka", "stadion", "statsionar")


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


def night(organizations: list[Organization], db: Path, *, workers: int, options: AuditOptions) -> Night:
    """One audit in a process of its own, so that the figures are its own."""
    queue: multiprocessing.Queue[Night] = multiprocessing.get_context("spawn").Queue()
    process = multiprocessing.get_context("spawn").Process(
        target=_night, args=(queue, organizations, db, workers, options)
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
    queue: multiprocessing.Queue[Night],
    organizations: list[Organization],
    db: Path,
    workers: int,
    options: AuditOptions,
) -> None:
    began = time.monotonic()
    with Store.open(db) as store:
        run = audit(organizations, options, store, workers=workers)
        seconds = time.monotonic() - began
        rows = list(store.ledger(run.id))
        assert run.judged == len(organizations), f"{run.judged} of {len(organizations)}: {run}, {rows[0]}"
        pages = 0
        for row in rows[:20]:
            facts = store.facts(run.id, row.organization.id)
            pages += len(facts.site.pages) if facts and facts.site else 0
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    mine = own.ru_utime + own.ru_stime
    queue.put(
        Night(
            len(organizations),
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
                file = (
                    folder
                    / f"{host.partition('.')[0].partition('-')[0]}.farm.test"
                    / ((path.lstrip("/") or "index.html") + ".gz")
                )
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


@contextmanager
def farm(sites: int, repeat: int, latency: float) -> Iterator[list[Organization]]:
    """The dearest case: sites without a word on the assessment."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        hosts = [f"{host.partition('.')[0]}-{n}.farm.test" for host in make_farm(folder, sites) for n in range(repeat)]
        with slow(folder, latency) if latency else served(folder) as port:
            yield [
                Organization(host, host, sector=Sector.EDUCATION, site=f"http://{host}:{port}/", assessed_years=(2022,))
                for host in hosts
            ]


@contextmanager
def decided(sites: int, repeat: int, latency: float) -> Iterator[list[Organization]]:
    """The usual case: complete sites of the demo region, each under many names."""
    originals = [one for one in declared() if one.organization.id in COMPLETE]
    names = {f"a{number}.farm.test": originals[number % len(originals)] for number in range(sites * repeat)}
    table: dict[str, Host] = {**region_hosts(), **{name: _late(one, latency) for name, one in names.items()}}
    with serve_hosts(table) as server:
        yield [
            msgspec.structs.replace(
                one.organization, id=name, site=f"http://{name}:{server.port}/", founder_site="", bus_gov_id=""
            )
            for name, one in names.items()
        ]


def _late(one: Declared, latency: float) -> Host:
    """The organization's own host, answering after `latency` seconds."""
    host = one.hosts[one.organization.site.partition("://")[2].partition("/")[0].partition(":")[0]]
    known: dict[int, tuple[Reply, Reply]] = {}

    def answer(request: Request) -> Reply:
        reply = host(request)
        if id(reply) not in known:  # one object for one answer: the server keeps its bytes
            known[id(reply)] = (reply, msgspec.structs.replace(reply, delay=latency))
        return known[id(reply)][1]

    return answer if latency else host


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sites", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=1, help="names of each site (memory over a long night)")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--nights", type=int, default=1)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--window", type=int, default=0, help="active sites of one worker; 0: the default")
    parser.add_argument("--exhaustive", action="store_true")
    parser.add_argument("--decided", action="store_true", help="complete sites, which focus leaves early")
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    options = AuditOptions(
        on=ON,
        render="never",
        allow_private=True,
        hosts={"*": "127.0.0.1"},
        exhaustive=given.exhaustive,
        **({"concurrent_sites": given.window} if given.window else {}),
    )
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    serving = (decided if given.decided else farm)(given.sites, given.repeat, given.latency)
    with serving as organizations, tempfile.TemporaryDirectory() as name:
        for workers in given.workers:
            runs: list[list[Night]] = [[] for _ in range(given.nights)]
            for number in range(given.runs):
                db = Path(name) / f"{workers}-{number}.db"
                for which in runs:
                    which.append(night(organizations, db, workers=workers, options=options))
            for index, which in enumerate(runs):
                middle = Night._make(statistics.median(values) for values in zip(*which, strict=True))
                print(f"{workers} workers, night {index + 1}: {middle.line}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
