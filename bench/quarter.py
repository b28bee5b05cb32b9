"""A quarter in some minutes: nights over a loopback region in which sites break, recover, publish and drop things.

    python -m bench.quarter [--nights 90] [--sites 8] [--seed 7]

Every night is a real one (`spend_night`: crawl, judge, store, compare, exports, a message). What must come out is told
by the script alone, in `Oracle`, which knows nothing of the store: class of every change, progress of the protocol.
Prints differences (none expected), how the database grew, and how much an unchanged night of 100
organizations costs. Ends with 1 when anything differs or an unchanged night costs more than 50 KB.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from audits.changes.compare import Comparison
from audits.demo.model import Reply, Request
from audits.demo.server import RegionServer
from audits.model import AuditOptions
from audits.night.nightly import NightPlan, Tools, spend_night
from audits.night.notify import Sending
from audits.protocols.kept.mapping import Proof, ProofMapping
from audits.protocols.parse import parse_protocol
from audits.store import Store
from rules.model import Organization, Sector

FIRST = date(2026, 9, 1)
LIMIT = 50_000  # bytes of an unchanged night of 100 organizations
WORKS, PAGE = "official-site-works", "nok-page-published"
PROTOCOL = """ПРОТОКОЛ
от 31 августа 2026 г.
№ 1
1. Отделу образования обеспечить работу сайтов.
Срок: 10 сентября 2026 г.
2. Отделу образования обеспечить страницы о качестве.
Срок: 1 октября 2026 г.
"""
MAPPING = ProofMapping("2026-08-31-1", "выдумано", FIRST, {"1": Proof((WORKS,)), "2": Proof((PAGE,))})


class Site(StrEnum):
    """What a site is tonight."""

    FULL = "full"
    BARE = "bare"  # no page about the assessment
    GONE = "gone"  # the home page answers 404
    WALL = "wall"  # 503: nothing can be told


OUTCOMES: Mapping[Site, tuple[str, str]] = {
    Site.FULL: ("passed", "passed"),
    Site.BARE: ("passed", "failed"),
    Site.GONE: ("failed", "inapplicable"),
    Site.WALL: ("inconclusive", "inconclusive"),
}


def script(sites: int, nights: int, seed: int) -> list[list[Site]]:
    """Night by night, what each site is. Most nights nothing happens."""
    chance = random.Random(seed)
    now = [Site.BARE if number % 3 == 0 else Site.FULL for number in range(sites)]
    out = [list(now)]
    for _ in range(nights - 1):
        for number in range(sites):
            if chance.random() < 0.08:
                now[number] = chance.choices(list(Site), weights=(5, 3, 1, 2))[0]
        out.append(list(now))
    return out


class Oracle:
    """What must be told of each night, from the script alone."""

    def __init__(self) -> None:
        self._open: set[tuple[str, str]] = set()
        self._aside: set[tuple[str, str]] = set()  # the rule does not concern the organization for now
        self._mended: set[tuple[str, str]] = set()
        self._last: dict[tuple[str, str], str] = {}
        self._begun = False

    def night(self, tonight: Sequence[Site]) -> dict[str, set[tuple[str, str]]]:
        """Classes of changes from last night to this one; empty on the first night."""
        told: dict[str, set[tuple[str, str]]] = {name: set() for name in Comparison.__struct_fields__}
        for number, site in enumerate(tonight):
            for rule, outcome in zip((WORKS, PAGE), OUTCOMES[site], strict=True):
                key = (f"s{number}", rule)
                name = self._class(key, outcome)
                if name:
                    told[name].add(key)
        self._begun, begun = True, self._begun
        return told if begun else {name: set() for name in told}

    def _class(self, key: tuple[str, str], outcome: str) -> str:
        was_open = key in self._open
        if outcome == "inconclusive":
            return "not_retested" if was_open else ""
        if outcome == "failed":
            name = "persisting" if was_open else "reopened" if key in self._mended else "new"
            self._open.add(key)
            self._mended.discard(key)
            self._aside.discard(key)
        elif outcome == "passed":
            name = "fixed" if was_open else ""
            if was_open or key in self._aside:
                self._mended.add(key)
            self._open.discard(key)
            self._aside.discard(key)
        else:  # inapplicable: neither open nor mended
            name = "not_retested" if was_open else ""
            if was_open:
                self._aside.add(key)
            self._open.discard(key)
        self._last[key] = outcome
        return name

    def progress(self, rule: str) -> tuple[int, int]:
        """(met, of) by the last thing each site let us know. A page nobody can have without a site is not published."""
        known = [outcome for (_, name), outcome in self._last.items() if name == rule]
        return known.count("passed"), len(known)


class Region:
    """Loopback sites whose state can be set."""

    def __init__(self, sites: int) -> None:
        self.state = [Site.FULL] * sites
        hosts = {f"s{number}.test": self._host(number) for number in range(sites)}
        self.server = RegionServer(hosts)
        self.organizations = [
            Organization(
                id=f"s{number}",
                name=f"Школа № {number}",
                sector=Sector.EDUCATION,
                site=f"http://s{number}.test:{self.server.port}/",
            )
            for number in range(sites)
        ]
        self.options = AuditOptions(
            allow_private=True, render="never", retries=0, hosts=dict.fromkeys(hosts, "127.0.0.1")
        )

    def _host(self, number: int) -> Any:
        pages = {(full, path): _page(number, path, full) for full in (True, False) for path in ("/", "/about", "/nok")}

        def answer(request: Request) -> Reply:
            state = self.state[number]
            if state is Site.WALL:
                return Reply(b"<html><body>503</body></html>", status=503)
            path = request.target.partition("?")[0]
            if state is Site.GONE or path not in ("/", "/about", "/nok") or (path == "/nok" and state is Site.BARE):
                return Reply("<html><title>404</title><h1>Страница не найдена</h1></html>".encode(), status=404)
            return pages[state is Site.FULL, path]

        return answer


def _page(number: int, path: str, full: bool) -> Reply:
    menu = [("/", "Главная"), ("/about", "Сведения об организации")]
    menu += [("/nok", "Независимая оценка качества")] if full else []
    links = "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in menu)
    title = {"/": f"Школа № {number}", "/about": "Сведения об организации"}.get(
        path, "Независимая оценка качества условий оказания услуг"
    )
    text = f"<p>Школа № {number} вымышленного села работает с 1970 года, в ней учится {100 + number} детей.</p>" * 8
    if path == "/nok":
        text = "<p>Страница посвящена независимой оценке качества условий оказания услуг организацией.</p>" + text
    body = (
        f"<!doctype html><html lang=ru><head><title>{title}</title></head><body><header>Школа № {number}</header>"
        f"<nav><ul>{links}</ul></nav><main><h1>{title}</h1>{text}</main><footer>с. Вымышленное</footer></body></html>"
    )
    return Reply(body.encode())


@contextmanager
def region_of(sites: int) -> Iterator[Region]:
    region = Region(sites)
    try:
        yield region
    finally:
        region.server.close()


class Told(msgspec.Struct):
    """What a simulation came to."""

    differences: list[str]
    sizes: list[int]  # of the database after each night
    quiet: list[int]  # growth in nights in which nothing changed
    messages: int


def simulate(region: Region, nights: Sequence[Sequence[Site]], folder: Path) -> Told:
    """Spend the nights and hold what they tell against the oracle."""
    oracle, told = Oracle(), Told([], [], [], 0)
    clock = [datetime.combine(FIRST, datetime.min.time(), UTC)]
    sent: list[str] = []

    def now() -> datetime:
        clock[0] += timedelta(seconds=1)
        return clock[0]

    def send(url: str, title: str, body: str) -> Sending:
        sent.append(title)
        return Sending(True)

    tools = Tools(now=now, log=lambda *args, **fields: None, send=send)
    path = folder / "nok.db"
    for number, tonight in enumerate(nights):
        day = FIRST + timedelta(days=number)
        clock[0] = datetime.combine(day, datetime.min.time(), UTC)
        region.state = list(tonight)
        plan = NightPlan(region.options, day=day, workers=1, pause=0, exports=folder / "exports", urls=("json://x",))
        with Store.open(path, now=now) as store:
            if number == 0:
                store.obligations.put(parse_protocol(PROTOCOL), mapping=MAPPING)
            report = spend_night(store, lambda: region.organizations, plan, tools)
            store.checkpoint()
        assert report is not None
        _compare(told, oracle.night(tonight), oracle, report, day)
        size = path.stat().st_size
        if number and tonight == nights[number - 1]:
            told.quiet.append(size - told.sizes[-1])
        told.sizes.append(size)
        if sys.stderr.isatty():
            print(f"{day}: {size:,} bytes, differences {len(told.differences)}", file=sys.stderr)
    told.messages = len(sent)
    return told


def _compare(told: Told, expected: dict[str, set[tuple[str, str]]], oracle: Oracle, report: Any, day: date) -> None:
    if report.run is None or report.run.state != "finished":
        told.differences.append(f"{day}: запуск {report.run and report.run.state}: {report.run and report.run.note}")
    for name, keys in expected.items():
        found = {(pair.organization, pair.rule) for pair in getattr(report.changes, name) if pair.rule in (WORKS, PAGE)}
        for key in sorted(found ^ keys):
            told.differences.append(f"{day} {name}: {'лишнее' if key in found else 'нет'} {key}")
    for deadline in report.deadlines:
        rule = WORKS if deadline.item == "1" else PAGE
        met, of = oracle.progress(rule)
        found = (deadline.progress.met, deadline.progress.of) if deadline.progress else None
        if found != (met, of):
            told.differences.append(f"{day} п. {deadline.item}: {found} вместо {(met, of)}")
        if (deadline.state == "met") != (met == of):
            told.differences.append(f"{day} п. {deadline.item}: состояние {deadline.state} при {met} из {of}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nights", type=int, default=90)
    parser.add_argument("--sites", type=int, default=8)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    nights = script(given.sites, given.nights, given.seed)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name, region_of(given.sites) as region:
        told = simulate(region, nights, Path(name))
    changes = sum(
        before is not after for one, other in pairwise(nights) for before, after in zip(one, other, strict=True)
    )
    print(
        f"nights {given.nights}, sites {given.sites}, changes of state {changes}, messages {told.messages}, "
        f"{time.monotonic() - began:.0f} s"
    )
    print(f"differences from the script: {len(told.differences)}")
    for line in told.differences[:20]:
        print("  " + line)
    print(f"database: {told.sizes[0]:,} bytes after the first night, {told.sizes[-1]:,} after the last")
    with tempfile.TemporaryDirectory() as name, region_of(100) as region:
        quiet = simulate(region, [[Site.FULL] * 100] * 4, Path(name)).quiet
    worst = max(quiet)
    print(
        f"an unchanged night of 100 organizations: {', '.join(f'{size:,}' for size in quiet)} bytes (limit {LIMIT:,})"
    )
    return int(bool(told.differences) or told.messages != given.nights or worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
