"""How fast is a crawl, next to plain Scrapy following the same links on the same machine in the same run?

    python bench/throughput.py [--sites 50] [--runs 3] [--context JSON]
                               [--advisor audits.workers.advisor.make_advisor --sink …]

Makes a farm of invented sites (40 pages of about 90 KB, long menus, three encodings), serves it with nginx on
loopback, and lets each competitor read all of it in a process of its own. Prints the median of the runs: pages a
second, CPU milliseconds a page, peak memory, and the ratio. Without nginx it says so and stops: a slow server would
measure itself.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PAGES = 40
WIRE = "wire.log"  # bytes sent and received of every answer, headers included
_VOCABULARY = """
    школа учащиеся родители образование программа расписание занятие педагог развитие качество условия оказание услуга
    организация документ приказ положение отчёт результат обращение порядок приём питание безопасность здоровье проект
    конкурс мероприятие праздник библиотека лицей класс учебный год план работа совет директор заместитель информация
"""
WORDS = _VOCABULARY.split()
ENCODINGS = ("utf-8", "utf-8", "utf-8", "windows-1251")


class Figures(NamedTuple):
    """What one run of one competitor cost."""

    pages: int
    seconds: float
    cpu: float
    memory: float  # MB, peak

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds a page."""
        return 1000 * self.cpu / self.pages


def make_farm(folder: Path, sites: int, words: Sequence[str] = WORDS) -> list[str]:
    """Write the sites' pages of such words; returns their host names. Always the same for one number of sites."""
    hosts = []
    for number in range(sites):
        host = f"site{number:04}.farm.test"
        hosts.append(host)
        dice = random.Random(number)
        home = folder / host
        home.mkdir(parents=True)
        encoding = ENCODINGS[number % len(ENCODINGS)]
        titles = [sentence(dice, 3, words) for _ in range(PAGES)]
        menu = "".join(f"<li>{_anchor(page, titles)}</li>" for page in range(PAGES) for _ in range(2))
        for page in range(-1, PAGES):
            name = "index.html" if page < 0 else f"p{page}.html"
            body = _page(dice, menu, titles, words, encoding).encode(encoding)
            (home / name).write_bytes(body)
            (home / f"{name}.gz").write_bytes(gzip.compress(body, 6))
    return hosts


def sentence(dice: random.Random, words: int, among: Sequence[str] = WORDS) -> str:
    """So many words of no meaning, as a sentence without its full stop."""
    return " ".join(dice.choices(among, k=words)).capitalize()


def _anchor(page: int, titles: list[str]) -> str:
    return f'<a class="link" href="/p{page}.html" title="{titles[page]}">{titles[page]}</a>'


def _page(dice: random.Random, menu: str, titles: list[str], words: Sequence[str], encoding: str) -> str:
    blocks = []
    for _ in range(60):
        links = "".join(f'<li class="item">{_anchor(dice.randrange(PAGES), titles)}</li>' for _ in range(2))
        blocks.append(f"<h3>{sentence(dice, 4, words)}</h3><p>{sentence(dice, 50, words)}.</p><ul>{links}</ul>")
    title = sentence(dice, 4, words)
    return (
        f'<!DOCTYPE html><html lang="ru"><head><meta charset="{encoding}"><title>{title}</title></head><body>'
        f'<header><nav class="menu"><ul>{menu}</ul></nav></header><main><h1>{title}</h1>{"".join(blocks)}</main>'
        f"<footer><p>{sentence(dice, 20, words)}, +7 (866) 200-00-00, school@farm.test</p></footer></body></html>"
    )


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """nginx over the farm, one root per host; yields its port."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        raise SystemExit("Nothing was measured: nginx is not installed. Try: apt-get install nginx-light")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = folder / "nginx.conf"
    config.write_text(
        f"""
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{ log_format wire '$bytes_sent $request_length'; access_log {folder}/{WIRE} wire buffer=64k flush=1s;
  types {{ text/html html; }} sendfile on; keepalive_requests 100000; gzip on; gzip_static on;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; server_name ~^(?<site>site[0-9]+);
    root {folder}/$site.farm.test; index index.html; }} }}
"""
    )
    server = subprocess.Popen([nginx, "-c", str(config), "-p", str(folder)])
    try:
        time.sleep(0.5)
        yield port
    finally:
        server.terminate()
        server.wait(5)


def measure(command: list[str], stdin: bytes = b"") -> tuple[float, float, float, bytes]:
    """Run a process; returns wall seconds, CPU seconds, peak megabytes, stdout."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as given:
        given.write(stdin)
        given.seek(0)
        started = time.monotonic()
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # compiling at every start is no part of crawling
        child = subprocess.Popen(command, stdin=given, stdout=out, cwd=ROOT, env=env)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(f"Nothing was measured: {command[1:4]} ended with {child.returncode}")
        out.seek(0)
        return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read()


def bare_scrapy(hosts: list[str], port: int) -> Figures:
    """Plain Scrapy with its own link extractor, as its tutorial shows it."""
    seconds, cpu, memory, out = measure([sys.executable, __file__, "--bare", str(port), *hosts])
    return Figures(int(out.split()[-1]), seconds, cpu, memory)


def our_worker(hosts: list[str], port: int, options: argparse.Namespace) -> Figures:
    """Our worker, reading every page of every site, facts encoded for the way to the coordinator."""
    spec = {
        "sites": [
            {"id": host, "url": f"http://{host}:{port}/", "context": json.loads(options.context)} for host in hosts
        ],
        "advisor": options.advisor,
        "sink": options.sink or "bench.throughput.count_pages",
        "settings": {
            "allow_private": True,
            "hosts": {"*.farm.test": "127.0.0.1"},
            "exhaustive": not options.advisor,
            "render": "never",
            "concurrent_sites": options.window,
        },
    }
    command = [sys.executable, "-m", "crawler.worker"]
    if options.profile:
        program = f"import cProfile; from crawler.worker import main; cProfile.run('main()', {options.profile!r})"
        command = [sys.executable, "-c", program]
    seconds, cpu, memory, out = measure(command, json.dumps(spec).encode())
    lines = [json.loads(line) for line in out.splitlines()]
    return Figures(sum(line.get("pages", 0) for line in lines), seconds, cpu, memory)


def count_pages(site_id: str, context: dict[str, Any], site: Any, advisor: Any, snapshots: dict[str, bytes]) -> bytes:
    """A sink that encodes the facts, as a real one must, and writes only their number."""
    import msgspec

    return json.dumps({"id": site_id, "pages": len(site.pages), "bytes": len(msgspec.json.encode(site))}).encode()


def run_bare(port: int, hosts: list[str]) -> None:
    """The competitor's process."""
    from scrapy import Spider
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.linkextractors import LinkExtractor
    from scrapy.resolver import CachingThreadedResolver
    from twisted.internet import defer

    class Loopback(CachingThreadedResolver):
        def getHostByName(self, name: str, timeout: Any = ()) -> Any:  # noqa: N802
            return defer.succeed("127.0.0.1")

    class Bare(Spider):
        name = "bare"
        pages = 0
        start_urls = [f"http://{host}:{port}/" for host in hosts]  # noqa: RUF012
        extractor = LinkExtractor(allow_domains=[f"{host}:{port}" for host in hosts])

        def parse(self, response: Any) -> Any:
            type(self).pages += 1
            for link in self.extractor.extract_links(response):
                yield response.follow(link)

    process = AsyncCrawlerProcess(
        {
            "LOG_LEVEL": "ERROR",
            "TWISTED_DNS_RESOLVER": Loopback,
            "CONCURRENT_REQUESTS": 64,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
            "DOWNLOAD_DELAY": 0,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
        }
    )
    process.crawl(Bare)
    process.start()
    print(Bare.pages)


def median(runs: list[Figures]) -> Figures:
    """The median of each figure."""
    return Figures(
        runs[0].pages, *(statistics.median(getattr(run, name) for run in runs) for name in Figures._fields[1:])
    )


def main() -> int:
    """Measure and print."""
    if sys.argv[1:2] == ["--bare"]:
        run_bare(int(sys.argv[2]), sys.argv[3:])
        return 0
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sites", type=int, default=50)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--window", type=int, default=100, help="active sites at a time")
    parser.add_argument("--advisor", default="", help="dotted path; default reads everything breadth-first")
    parser.add_argument("--sink", default="")
    parser.add_argument("--context", default="{}", help="JSON given to the advisor of every site")
    parser.add_argument("--profile", default="", help="write a cProfile of our worker here")
    parser.add_argument("--only-ours", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx gives up its rights when started as root
        hosts = make_farm(folder, options.sites)
        with served(folder) as port:
            ours, bare = [], []
            for _ in range(options.runs):
                ours.append(our_worker(hosts, port, options))
                if not options.only_ours:
                    bare.append(bare_scrapy(hosts, port))
    for title, runs in (("ours", ours), ("bare Scrapy", bare)):
        if runs:
            one = median(runs)
            print(
                f"{title:12} {one.pages:6} pages {one.seconds:7.1f} s {one.rate:7.1f} pages/s "
                f"{one.cpu_ms:6.2f} CPU ms/page {one.memory:6.0f} MB"
            )
    if bare:
        faster, cheaper = median(ours).rate / median(bare).rate, median(bare).cpu_ms / median(ours).cpu_ms
        print(f"ratio        {faster:.2f}x pages/s, {cheaper:.2f}x per core")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
