"""The worker's protocol: what goes in, what comes out, and what happens when parts break."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from crawler.items import Page, Reason, Site
from tests.crawler.servers import ROOT, Reply, Server, crawl, page, serving, work

ADVISOR = "tests.crawler.advisors.make"
SINK = "tests.crawler.advisors.sink"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture(scope="module")
def lines(server: Server) -> list[dict[str, Any]]:
    """One job whose sites break different parts."""
    story = {"/": page("Школа", "/nok НОК"), "/nok": page("НОК, снимок")}
    names = ("plain", "advisor", "sink", "silent")
    return work(
        {name: server.tell(f"{name}.test", story) for name in names},
        contexts={name: {"fail": name, "words": {"нок": 0.9}, "keep": ["всё"]} for name in names},
        advisor=ADVISOR,
        sink=SINK,
    )


def of(lines: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [line for line in lines if line["id"] == name]


def test_a_site_starts_and_ends_with_a_line(server: Server, lines: list[dict[str, Any]]) -> None:
    started, ended = of(lines, "plain")
    assert started == {"event": "started", "id": "plain"}
    assert ended["pages"] == [server.url("plain.test"), server.url("plain.test", "/nok")]


def test_the_context_comes_back_unread_and_snapshots_are_those_wanted(lines: list[dict[str, Any]]) -> None:
    ended = of(lines, "plain")[1]
    assert ended["context"] == {"fail": "plain", "words": {"нок": 0.9}, "keep": ["всё"]}
    assert len(ended["snapshots"]) == 1


def test_an_advisor_that_cannot_be_made_costs_its_site_only(lines: list[dict[str, Any]]) -> None:
    assert of(lines, "advisor")[1]["pages"] == []


def test_a_sink_that_breaks_is_told(lines: list[dict[str, Any]]) -> None:
    assert of(lines, "sink")[1]["event"] == "failed"


def test_a_sink_may_keep_silent(lines: list[dict[str, Any]]) -> None:
    assert of(lines, "silent") == [{"event": "started", "id": "silent"}]


def test_a_job_that_is_none_is_refused_with_a_reason() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "crawler.worker"], input=b"{]", capture_output=True, cwd=ROOT, timeout=30, check=False
    )
    assert done.returncode == 2
    assert b"stdin is no valid job" in done.stderr
    assert done.stdout == b""


def test_a_worker_loads_no_library_of_browsers_before_it_needs_one() -> None:
    told = "import sys, crawler.worker, crawler.spiders.organization; print('playwright' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, cwd=ROOT, timeout=30, check=True)
    assert done.stdout.strip() == b"False"


def test_two_hundred_sites_pass_through_a_small_window(server: Server) -> None:
    story = {"/": page("Школа", "/a", "/b"), "/a": page("А"), "/b": page("Б")}
    sites = {str(number): server.tell(f"tiny{number}.test", story) for number in range(200)}
    lines = work(sites, concurrent_sites=10)
    active = most = 0
    for line in lines:
        active += 1 if "event" in line else -1
        most = max(most, active)
    assert most <= 10
    assert sorted(line["id"] for line in lines if "site" in line) == sorted(sites)
    assert all(len(line["site"]["pages"]) == 3 for line in lines if "site" in line)


def test_pages_kept_packed_are_the_same_pages(server: Server) -> None:
    story = {"/": page("Школа", *(f"/{n}" for n in range(12))), **{f"/{n}": page(f"Стр {n}") for n in range(12)}}
    url = server.tell("packed.test", story)
    packed, loose = (crawl({"one": url}, pages_in_memory=limit)["one"] for limit in (2, 400))
    timeless = [[msgspec.structs.replace(one, fetched_at=None) for one in site.pages] for site in (packed, loose)]
    assert timeless[0] == timeless[1]
    assert len(timeless[0]) == 13
    assert all(isinstance(one, Page) for one in timeless[0])


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_at_once_and_finished_sites_are_out(server: Server, signum: int) -> None:
    quick = server.tell("quick.test", {"/": page("Школа")})
    slow = server.tell("slow.test", {"/": Reply(fault="hang")})
    spec = {
        "sites": [{"id": "quick", "url": quick}, {"id": "slow", "url": slow}],
        "settings": {"allow_private": True, "hosts": {"*.test": "127.0.0.1"}, "render": "never"},
    }
    with subprocess.Popen(
        [sys.executable, "-m", "crawler.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(json.dumps(spec).encode())
        worker.stdin.close()
        while "site" not in json.loads(worker.stdout.readline()):
            pass
        asked = time.monotonic()
        os.kill(worker.pid, signum)
        assert worker.wait(5) == 128 + signum
        assert time.monotonic() - asked < 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how much a pipe holds")
def test_a_line_is_whole_though_the_worker_was_stopped_while_writing(server: Server) -> None:
    wide = "".join(f"<p>Новость {number} о жизни школы.</p>" for number in range(3000))
    spec = {
        "sites": [{"id": "wide", "url": server.tell("wide.test", {"/": page("Школа", body=wide)})}],
        "settings": {"allow_private": True, "hosts": {"*.test": "127.0.0.1"}, "render": "never"},
    }
    with subprocess.Popen(
        [sys.executable, "-m", "crawler.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(json.dumps(spec).encode())
        worker.stdin.close()
        held, since = 0, time.monotonic()
        while held < 50_000 and time.monotonic() - since < 30:  # until it waits for somebody to read
            time.sleep(0.05)
            held = struct.unpack("i", fcntl.ioctl(worker.stdout, termios.FIONREAD, b"\0" * 4))[0]
        os.kill(worker.pid, signal.SIGSTOP)
        os.kill(worker.pid, signal.SIGCONT)
        time.sleep(0.1)
        told = [json.loads(line) for line in worker.stdout]
        assert worker.wait(10) == 0
    assert len(told[-1]["site"]["pages"][0]["blocks"]) >= 3000


def test_the_spider_runs_on_its_own(server: Server, tmp_path: Any) -> None:
    url = server.tell("alone.test", {"/": page("Школа", "/a", "/gone"), "/a": page("А")})
    out = tmp_path / "facts.jsonl"
    settings = ["-s", "NOK_ALLOW_PRIVATE=1", "-s", 'NOK_HOSTS={"*.test": "127.0.0.1"}']
    command = [sys.executable, "-m", "scrapy", "crawl", "organization", "-a", f"url={url}", "-O", str(out), *settings]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    items = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [item["type"] for item in items] == ["page", "page", "failure", "site"]
    summary = msgspec.convert({key: value for key, value in items[-1].items() if key != "type"}, Site)
    assert summary.coverage.complete
    assert items[2]["reason"] == Reason.HTTP_404
