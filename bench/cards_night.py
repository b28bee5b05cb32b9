"""Cards beside sites: does the audit of sites wait for two thousand cards, and what becomes of cards a night leaves?

    python -m bench.cards_night [--cards 2000] [--sites 30] [--runs 2] [--delay 0.02] [--workers 2] [--night 60]

Everything is on loopback: a farm of invented sites of 40 pages, and a bus.gov.ru whose cards are found by number.
First the sites are audited without cards and, in turn, beside cards at the polite pace, until the last site is done.
Then the pace is scaled, 0.02 s between two requests for 2 s, so that a night of hours passes in minutes: all cards
beside the sites; and without sites, in nights that end after `--night` seconds until everybody has had a card.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import msgspec

from audits.demo.model import Reply, Request
from audits.demo.server import serve_hosts
from audits.engine import audit
from audits.model import AuditOptions
from audits.run.events import Event
from audits.store import Store
from bench.regions import slow
from bench.throughput import make_farm
from crawler.items import Reason
from rules.model import Organization, Sector

ON = date(2026, 11, 20)
BUS = "bus.test"
RULE = "bus-card-has-site"
POLITE = 2.0  # seconds between two requests at the real service


class Night(NamedTuple):
    """What a night came to. Seconds; `sites`: until the last site was recorded; `cards`: organizations with theirs."""

    sites: float
    seconds: float
    cpu: float
    cards: int
    left: int
    fresh: int  # of `cards`, those that had none before


def service(request: Request) -> Reply:
    """A bus.gov.ru on which every number is somebody."""
    parts = urlsplit(request.target)
    number = next(iter(parse_qs(parts.query).values()), ["0"])[0]
    answer: object = {}
    if parts.path.endswith("agency.json"):
        fields = {"id": int(number), "inn": "", "shortClientName": f"Организация {number}"}
        answer = {"agency": {**fields, "website": f"http://site{number}.test/", "email": f"u{number}@example.test"}}
    return Reply(json.dumps(answer, ensure_ascii=False).encode(), content_type="application/json")


def organizations(cards: int, sites: list[str]) -> list[Organization]:
    """`cards` organizations, the first of them with sites."""
    return [
        Organization(
            f"o{number}", f"Организация {number}", sector=Sector.EDUCATION, bus_gov_id=str(number),
            assessed_years=(2022,), site=sites[number] if number < len(sites) else "",
        )
        for number in range(cards)
    ]  # fmt: skip


def spend(rows: list[Organization], options: AuditOptions, db: Path, workers: int, night: float = 0.0) -> Night:
    """One night in a process of its own, so that its processor time is its own.

    `night`: seconds after which it is over; negative: it is over with the last site; 0: it lasts as long as it takes.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:
        return apart.submit(_spend, rows, options, db, workers, night).result()


def _spend(rows: list[Organization], options: AuditOptions, db: Path, workers: int, night: float) -> Night:
    began = time.monotonic()
    sites: list[float] = []

    jump = [timedelta()]

    def note(event: Event) -> None:
        if event.kind == "audited":
            sites.append(time.monotonic() - began)
            if event.done == event.total and night < 0:
                jump[0] = timedelta(days=2)  # it is morning

    until = datetime.now(UTC) + (timedelta(seconds=night) if night > 0 else timedelta(days=1)) if night else None
    with Store.open(db) as store:
        before = {id for run in store.runs() for id in _with_card(store, run.id)}
        run = audit(
            rows, options, store, workers=workers, on_event=note, until=until, now=lambda: datetime.now(UTC) + jump[0]
        )
        seconds = time.monotonic() - began
        had = _with_card(store, run.id)
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    return Night(max(sites, default=0.0), seconds, cpu, len(had), len(rows) - len(had), len(had - before))


def _with_card(store: Store, run: str) -> set[str]:
    about = [one for one in store.findings(run) if one.rule == RULE]
    without = (Reason.BUDGET_EXHAUSTED, Reason.REGISTRY_UNAVAILABLE, Reason.NOT_REACHED, Reason.CARD_UNKNOWN)
    return {one.organization for one in about if one.finding.reason not in without}


@contextmanager
def farm(sites: int) -> Iterator[list[str]]:
    """Addresses of invented sites, served while the block runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hosts = make_farm(folder, sites)
        with slow(folder, 0.0) as port:
            yield [f"http://{host}:{port}/" for host in hosts]


def beside(rows: list[Organization], options: AuditOptions, folder: Path, workers: int, runs: int) -> None:
    """The audit of sites without cards and with them, in turn; then all cards at the scaled pace."""
    off = msgspec.structs.replace(options, bus_gov_url="")
    polite = msgspec.structs.replace(options, bus_gov_delay=POLITE)
    found: dict[str, list[Night]] = {"without cards": [], "beside cards, 2 s apart": []}
    for run in range(runs):
        for name, how, night in (("without cards", off, 0.0), ("beside cards, 2 s apart", polite, -1.0)):
            found[name].append(spend(rows, how, folder / f"{name}-{run}.db", workers, night))
    for name, those in found.items():
        sites, cpu = (
            statistics.median(values) for values in zip(*((one.sites, one.cpu) for one in those), strict=True)
        )
        print(f"{name}: sites {sites:.1f} s, {cpu:.1f} s of CPU, cards {those[-1].cards} meanwhile", flush=True)
    whole = spend(rows, options, folder / "whole.db", workers)
    print(
        f"all cards, pace scaled: sites {whole.sites:.1f} s, everything {whole.seconds:.1f} s, "
        f"{whole.cpu:.1f} s of CPU, "
        f"cards {whole.cards} of {len(rows)}; at the polite pace {2 * whole.cards * POLITE / 3600:.1f} h for "
        f"{2 * whole.cards} requests, {3 * whole.cards * POLITE / 3600:.1f} h with the page of each",
        flush=True,
    )


def nights(rows: list[Organization], options: AuditOptions, folder: Path, night: float) -> None:
    """Nights that end too early, until everybody has had a card."""
    had = number = 0
    while had < len(rows) and number < 20:
        number += 1
        told = spend(rows, msgspec.structs.replace(options, on=ON + timedelta(days=number)), folder / "n.db", 1, night)
        had += told.fresh
        print(
            f"night {number}, {night:g} s: cards {told.cards}, for the first time {told.fresh}, left to the next night "
            f"{told.left}; had by now {had} of {len(rows)}",
            flush=True,
        )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cards", type=int, default=2000)
    parser.add_argument("--sites", type=int, default=30)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--delay", type=float, default=0.02)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--night", type=float, default=60.0)
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with serve_hosts({BUS: service}) as server, farm(given.sites) as sites, tempfile.TemporaryDirectory() as name:
        options = AuditOptions(
            on=ON, render="never", allow_private=True, hosts={"*": "127.0.0.1"}, bus_gov_delay=given.delay,
            bus_gov_url=f"http://{BUS}:{server.port}",
        )  # fmt: skip
        beside(organizations(given.cards, sites), options, Path(name), given.workers, given.runs)
        nights(organizations(given.cards, []), options, Path(name), given.night)
        gap = server.traffic.shortest_gap(BUS) or 0.0
        print(f"shortest pause between two requests: {1000 * gap:.1f} ms, asked for {1000 * given.delay:.1f} ms")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
