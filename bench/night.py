"""A whole audit (facts, rules, store) of a farm of invented sites: organizations a minute, CPU a page, memory.

    python -m bench.night [--sites 100] [--repeat 1] [--workers 1 2] [--runs 1] [--latency 0.5]
                          [--ordinary | --decided | --large] [--window N] [--nights 2] [--churn 0.05] [--exhaustive]

Sites have 40 pages of about 90 KB and nothing about the assessment: the dearest case, since every rule looks
everywhere; `--ordinary`: the same in the words of articles. `--decided`: instead, complete sites of the demo region
under many names, which focus leaves after about ten requests: the usual case; `--large`: these, too, with 40 pages of
about 90 KB. `--repeat`: so many names for every site. `--latency`: seconds every answer takes (a server of our own
then, instead of nginx). `--nights 2` audits the same region again, a day later, into the same database, prints what
the last night cost beside the first (processor, bodies, and all bytes on the wire with their headers), and compares
its verdicts with those of a fresh audit. `--churn 0.05`: so many of the pages change before every later night. Prints
the median of the runs, and the load of the machine before the first.
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import os
import random
import resource
import statistics
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from audits.engine import audit
from audits.model import AuditOptions
from audits.store import Store
from bench.regions import Region, decided, farm, large, ordinary
from bench.throughput import WIRE
from rules.model import Finding, Organization

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


def night(organizations: list[Organization], db: Path, *, workers: int, options: AuditOptions) -> Night:
    """One audit in a process of its own, so that the figures are its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:
        return apart.submit(_night, organizations, db, workers, options).result()


def _night(organizations: list[Organization], db: Path, workers: int, options: AuditOptions) -> Night:
    began = time.monotonic()
    with Store.open(db) as store:
        run = audit(organizations, options, store, workers=workers)
        seconds = time.monotonic() - began
        own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        rows = list(store.ledger(run.id))
        assert run.judged == len(organizations), f"{run.judged} of {len(organizations)}: {run}, {rows[0]}"
        pages = sum(_pages(store, run.id, row.organization.id) for row in rows)
    mine = own.ru_utime + own.ru_stime
    return Night(
        len(organizations),
        pages,
        sum(row.requests for row in rows),
        sum(row.bytes for row in rows),
        seconds,
        mine + children.ru_utime + children.ru_stime,
        mine,
        children.ru_maxrss / 1024,
        own.ru_maxrss / 1024,
    )


def _pages(store: Store, run: int, organization: str) -> int:
    facts = store.facts(run, organization)
    return len(facts.site.pages) if facts and facts.site else 0


def verdicts(db: Path) -> dict[tuple[str, str], Any]:
    """Every finding of the latest run with its evidence, but for the times of looking."""
    with Store.open(db) as store:
        run = store.latest_run()
        assert run is not None
        return {(one.organization, one.rule): _timeless(one.finding) for one in store.findings(run.id)}


def _timeless(finding: Finding) -> Any:
    evidence = tuple(msgspec.structs.replace(item, fetched_at=None) for item in finding.evidence)
    return msgspec.to_builtins(msgspec.structs.replace(finding, evidence=evidence))


def wire(folder: Path | None) -> int:
    """Bytes on the wire since the server began, both ways; 0 where nobody counts."""
    if folder is None:
        return 0
    time.sleep(1.5)  # the log is written once a second
    log = folder / WIRE
    return sum(sum(map(int, line.split())) for line in log.read_text().splitlines()) if log.exists() else 0


def change(folder: Path, hosts: list[str], share: float, night: int) -> None:
    """Change that share of all pages, as an editor would: a sentence more."""
    dice = random.Random(night)
    for host in hosts:
        for page in sorted((folder / host).glob("*.html")):
            if dice.random() < share:
                body = page.read_bytes().replace(b"</h1>", f"</h1><p>No. {night}</p>".encode(), 1)
                page.write_bytes(body)
                page.with_name(page.name + ".gz").write_bytes(gzip.compress(body, 6))


def measure(region: Region, folder: Path, options: AuditOptions, given: argparse.Namespace, *, workers: int) -> None:
    """Some nights with so many workers, several times over; print medians, and the last night beside the first."""
    runs: list[list[Night]] = [[] for _ in range(given.nights)]
    wires: list[list[int]] = [[] for _ in range(given.nights)]
    for number in range(given.runs):
        db = folder / f"{workers}-{number}.db"
        for index in range(given.nights):
            if index and given.churn and region.folder:
                change(region.folder, list(region.hosts), given.churn, index)
            before = wire(region.folder)
            how = msgspec.structs.replace(options, on=ON + timedelta(days=index))
            runs[index].append(night(region.organizations, db, workers=workers, options=how))
            wires[index].append(wire(region.folder) - before)
    for index, which in enumerate(runs):
        middle = Night._make(statistics.median(values) for values in zip(*which, strict=True))
        print(f"{workers} workers, night {index + 1}: {middle.line}", flush=True)
    if given.nights < 2:
        return
    fresh_db = folder / f"{workers}-fresh.db"
    fresh = night(region.organizations, fresh_db, workers=workers, options=how)
    ours, theirs = verdicts(db), verdicts(fresh_db)
    differ = sum(ours.get(key) != told for key, told in theirs.items()) + len(ours.keys() - theirs.keys())
    print(f"{workers} workers, fresh audit of the last night: {fresh.line}")
    print(f"  last night : first night = {_share(runs, 'cpu')} of processor time, {_share(runs, 'bytes')} of bodies, "
          f"{_part(wires[-1], wires[0])} of bytes on the wire")  # fmt: skip
    print(f"  verdicts that differ from the fresh audit's: {differ} of {len(theirs)}", flush=True)


def _share(runs: list[list[Night]], name: str) -> str:
    return _part([getattr(one, name) for one in runs[-1]], [getattr(one, name) for one in runs[0]])


def _part(last: list[Any], first: list[Any]) -> str:
    whole = statistics.median(first)
    return f"{statistics.median(last) / whole:.1%}" if whole else "?"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sites", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=1, help="names of each site (memory over a long night)")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--nights", type=int, default=1)
    parser.add_argument("--churn", type=float, default=0.0, help="share of pages that change between nights")
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--window", type=int, default=0, help="active sites of one worker; 0: the default")
    parser.add_argument("--exhaustive", action="store_true")
    parser.add_argument("--decided", action="store_true", help="complete sites, which focus leaves early")
    parser.add_argument("--large", action="store_true", help="complete sites of 40 pages of about 90 KB")
    parser.add_argument("--ordinary", action="store_true", help="the farm in the words of articles")
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
    make = large if given.large else decided if given.decided else ordinary if given.ordinary else farm
    serving = make(given.sites, given.repeat, given.latency)
    with serving as region, tempfile.TemporaryDirectory() as name:
        for workers in given.workers:
            measure(region, Path(name), options, given, workers=workers)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
