"""Regions for benchmarks: many sites on loopback, and the organizations they belong to.

`farm`: 40 pages of about 90 KB and not a word on the assessment, the dearest case, since every rule looks
everywhere; `ordinary`: the same in the words of articles. `decided`: complete sites of the demo region under many
names, which focus leaves after about ten requests. `large`: the same, but with pages and number of pages of the farm.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from audits.demo.model import Declared, Host, Reply, Request
from audits.demo.region import declared
from audits.demo.region import hosts as region_hosts
from audits.demo.server import serve_hosts
from bench.throughput import PAGES, WORDS, make_farm, sentence, served
from rules.model import Organization, Sector

COMPLETE = ("shkola1", "biblioteka", "kcson", "dshi", "beryozka", "skazka", "stadion", "statsionar")
SIZE = 90_000  # bytes of a page of a large site
_NEWS = """
    ученики родители класс праздник выставка концерт поездка музей победители конкурс команда соревнования турнир
    волонтёры ветераны память город село посёлок река весна осень каникулы субботник спектакль оркестр ансамбль танец
    рисунок поделка книга писатель поэт чтение встреча гость педагог воспитатель тренер врач медсестра волейбол футбол
    шахматы экскурсия поход лагерь дружба семья мама ёлка утренник линейка звонок выпускники награда диплом грамота
"""
NEWS = _NEWS.split()  # words of articles: none is of the assessment, as on most pages of a real site


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


class Region(NamedTuple):
    """What is audited. `folder` holds the pages of a farm, by the names in `hosts`; None for sites that are code."""

    organizations: list[Organization]
    folder: Path | None = None
    hosts: tuple[str, ...] = ()


@contextmanager
def farm(sites: int, repeat: int, latency: float, words: Sequence[str] = WORDS) -> Iterator[Region]:
    """Sites without a word on the assessment: all of each must be read. In the dearest case of words like its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        hosts = make_farm(folder, sites, words)
        names = [f"{host.partition('.')[0]}-{n}.farm.test" for host in hosts for n in range(repeat)]
        with slow(folder, latency) if latency else served(folder) as port:
            organizations = [
                Organization(host, host, sector=Sector.EDUCATION, site=f"http://{host}:{port}/", assessed_years=(2022,))
                for host in names
            ]
            yield Region(organizations, folder, tuple(hosts))


@contextmanager
def ordinary(sites: int, repeat: int, latency: float) -> Iterator[Region]:
    """The farm in the words of articles, as most pages of a real site are."""
    with farm(sites, repeat, latency, NEWS) as region:
        yield region


@contextmanager
def decided(sites: int, repeat: int, latency: float) -> Iterator[Region]:
    """The usual case: complete sites of the demo region, each under many names."""
    with _complete(sites, repeat, latency, enlarged=False) as region:
        yield region


@contextmanager
def large(sites: int, repeat: int, latency: float) -> Iterator[Region]:
    """The usual case at its full size: complete sites of the demo region, grown to 40 pages of about 90 KB."""
    with _complete(sites, repeat, latency, enlarged=True) as region:
        yield region


@contextmanager
def _complete(sites: int, repeat: int, latency: float, *, enlarged: bool) -> Iterator[Region]:
    originals = [one for one in declared() if one.organization.id in COMPLETE]
    own = {one.organization.id: _Grown(_own_host(one)) if enlarged else _own_host(one) for one in originals}
    names = {f"a{number}.farm.test": originals[number % len(originals)] for number in range(sites * repeat)}
    late = {name: _late(own[one.organization.id], latency) for name, one in names.items()}
    with serve_hosts({**region_hosts(), **late}) as server:
        yield Region(
            [
                msgspec.structs.replace(
                    one.organization, id=name, site=f"http://{name}:{server.port}/", founder_site="", bus_gov_id=""
                )
                for name, one in names.items()
            ]
        )


def _own_host(one: Declared) -> Host:
    return one.hosts[one.organization.site.partition("://")[2].partition("/")[0].partition(":")[0]]


def _late(host: Host, latency: float) -> Host:
    """The host, answering after `latency` seconds."""
    known: dict[int, tuple[Reply, Reply]] = {}

    def answer(request: Request) -> Reply:
        reply = host(request)
        if id(reply) not in known:  # one object for one answer: the server keeps its bytes
            known[id(reply)] = (reply, msgspec.structs.replace(reply, delay=latency))
        return known[id(reply)][1]

    return answer if latency else host


class _Grown:
    """A host whose pages have the size of real ones, with articles beside them until there are `PAGES`."""

    _BODY_END = b"</body>"

    def __init__(self, host: Host) -> None:
        self._host = host
        self._grown: dict[int, tuple[Reply, Reply]] = {}
        self._articles: dict[str, Reply] = {}

    def __call__(self, request: Request) -> Reply:
        reply = self._host(request)
        if reply.status == 404 and request.target in _articles():
            return self._articles.setdefault(request.target, Reply(_article(request.target)))
        if id(reply) not in self._grown:  # the reply is kept, and so its id stays its own
            self._grown[id(reply)] = (reply, self._larger(reply))
        return self._grown[id(reply)][1]

    def _larger(self, reply: Reply) -> Reply:
        data = reply.data
        if reply.status != 200 or "html" not in reply.content_type or self._BODY_END not in data:
            return reply
        encoding = "windows-1251" if b"windows-1251" in data[:2_000] + reply.content_type.encode() else "utf-8"
        more = _filling(random.Random(len(data)), SIZE - len(data), encoding)
        body, end, rest = data.rpartition(self._BODY_END)
        return msgspec.structs.replace(reply, body=body + more + end + rest)


@cache
def _articles() -> tuple[str, ...]:
    return tuple(f"/stati/{number}/" for number in range(PAGES - 10))


def _article(target: str) -> bytes:
    dice, title = random.Random(target), _title(target)
    named = f"<title>{title}</title></head><body><h1>{title}</h1>"
    head = f'<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8">{named}'
    return head.encode() + _filling(dice, SIZE - len(head), "utf-8") + b"</body></html>"


def _filling(dice: random.Random, size: int, encoding: str) -> bytes:
    """A list of all articles, and articles' texts with links between them, of about `size` bytes."""
    items = {target: f'<li><a href="{target}">{_title(target)}</a></li>' for target in _articles()}
    parts = [f"<aside><ul>{''.join(items.values())}</ul></aside><section>".encode(encoding)]
    while size > sum(map(len, parts)):
        links = "".join(dice.choices(list(items.values()), k=2))
        parts.append(
            f"<h3>{sentence(dice, 4, NEWS)}</h3><p>{sentence(dice, 50, NEWS)}.</p><ul>{links}</ul>".encode(encoding)
        )
    return b"".join([*parts, b"</section>"])


def _title(target: str) -> str:
    return sentence(random.Random(target), 4, NEWS)
