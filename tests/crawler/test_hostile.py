"""Sites that want to hurt: each ends with its own reason, in bounded time, requests and memory."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from crawler.items import Reason, Site
from tests.crawler.hostile import PRIVATE, READ, REFUSED, links
from tests.crawler.servers import Reply, Server, crawl, make_certificates, page, serving, work

MAX_BODY = 3_000_000
SINK = "tests.crawler.hostile.weighed"


class Seen(msgspec.Struct):
    """What came of one worker's visits."""

    sites: dict[str, Site]
    peak: float  # megabytes
    seconds: float
    cpu: float
    files: int


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def visit(sites: dict[str, str], **rest: Any) -> Seen:
    options = {"sink": SINK, "requests_per_site": 1, "retries": 0, "max_body": MAX_BODY}
    lines = [line for line in work(sites, **(options | rest)) if "site" in line]
    found = {line["id"]: msgspec.convert(line["site"], Site) for line in lines}
    assert found.keys() == sites.keys()
    last = lines[-1]
    return Seen(found, max(line["peak"] for line in lines), last["seconds"], last["cpu"], last["files"])


@pytest.fixture(scope="module")
def refused(server: Server) -> Seen:
    """One worker, all sites at once: what one of them does must not touch another."""
    sites = {name: server.tell(f"{name}.test", story()) for name, (story, _) in REFUSED.items()}
    return visit(sites | {"good": server.tell("good.test", {"/": page("Школа")})})


@pytest.fixture(scope="module")
def read(server: Server) -> Seen:
    sites = {name: server.tell(f"{name}.test", story()) for name, (story, _) in READ.items()}
    return visit(sites, budget={"seconds": 90, "requests": 300, "bytes": 40_000_000}, timeout=20)


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_can_be_read_and_the_reason_is_the_right_one(refused: Seen, name: str) -> None:
    site = refused.sites[name]
    assert site.refusal == REFUSED[name][1], site.refusal_detail
    assert not site.pages
    assert not site.coverage.complete


@pytest.mark.parametrize("name", READ)
def test_a_trap_costs_few_requests(read: Seen, name: str) -> None:
    site = read.sites[name]
    assert site.refusal is None, site.refusal_detail
    assert site.home is not None
    assert site.coverage.requests <= READ[name][1]
    assert site.coverage.stopped in ("exhausted", "budget")


def test_neighbours_of_hostile_sites_are_read(refused: Seen) -> None:
    assert refused.sites["good"].coverage.complete


def test_hostile_sites_cost_little_time_and_memory(refused: Seen, read: Seen) -> None:
    for seen in (refused, read):
        assert seen.cpu < 30
        assert seen.peak < 400
        assert seen.files < 100, "connections are closed"


def test_what_was_cut_off_or_not_unpacked_proves_no_absence(read: Seen) -> None:
    for name in ("body-cut-off", "sitemap-bomb"):
        assert not read.sites[name].coverage.complete, name


def test_a_broken_answer_is_asked_for_again(server: Server) -> None:
    cut = Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<html><title>Cut</title>")
    answers = iter([cut])
    whole = page("Школа", "/a О школе")
    url = server.tell("twice.test", lambda path: next(answers, whole) if path == "/" else Reply(status=404))
    site = crawl({"one": url}, requests_per_site=1)["one"]
    assert site.home is not None
    assert site.home.title == "Школа"
    assert site.coverage.complete


def test_files_of_this_machine_do_not_come_in_through_a_sitemap(server: Server, read: Seen) -> None:
    assert not any("root" in path for path in server.paths("sitemap-that-leaks.test"))


def test_a_page_of_fourteen_megabytes_and_a_million_links(server: Server) -> None:
    url = server.tell("million.test", {"/": Reply(links(500_000))})
    seen = visit(
        {"one": url, "good": server.tell("good.test", {"/": page("Школа")})}, max_body=15 * 1024 * 1024, timeout=60
    )
    assert seen.sites["one"].home is not None
    assert seen.sites["good"].coverage.complete
    assert seen.cpu < 25
    assert seen.peak < 700


def test_one_site_that_never_answers_again_costs_its_own_budget_only(server: Server) -> None:
    story = {"/": page("Школа", menu=tuple(f"/m{n} Раздел" for n in range(50)))}
    tarpit = server.tell("tarpit.test", lambda path: story.get(path, Reply(fault="hang")))
    good = server.tell("good.test", {"/": page("Школа")})
    seen = visit({"tarpit": tarpit, "good": good}, budget={"seconds": 4, "requests": 300, "bytes": 10_000_000})
    assert seen.sites["tarpit"].coverage.stopped == "budget"
    assert not seen.sites["tarpit"].coverage.complete
    assert seen.sites["good"].coverage.complete
    assert seen.seconds < 25, "its server would be silent for half a minute an answer"


class Redirected(msgspec.Struct):
    """What came of sites that lead inside; `connected`: whether anybody came there."""

    sites: dict[str, Site]
    connected: bool


@pytest.fixture(scope="module")
def redirected(server: Server) -> Redirected:
    def to(target: str) -> dict[str, Reply]:
        return {"/": Reply(status=302, headers={"Location": target.format(port=server.port)})}

    stories = {
        "to-literal": to(f"http://{PRIVATE}:{{port}}/"),
        "to-number": to("http://2130706434:{port}/"),
        "to-hex": to("http://0x7f000002:{port}/"),
        "to-ipv6": to("http://[::1]:{port}/"),
        "to-localhost": to("http://localhost:{port}/"),
        "to-name": to("http://inside.test:{port}/"),
        "to-cloud": to("http://169.254.169.254/latest/meta-data/"),
        "to-login": to("https://esia.gosuslugi.ru/login/"),
    }
    urls = {name: server.tell(f"{name}.test", story) for name, story in stories.items()}
    urls["rebinding"] = server.tell("rebinding.test", {"/": page("Школа", menu=("/a О школе",)), "/a": page("О школе")})
    with socket.create_server((PRIVATE, server.port)) as inside:
        inside.setblocking(False)
        sites = crawl(
            urls,
            allow_private=False,
            advisor="tests.crawler.hostile.guarded",
            hosts={"inside.test": PRIVATE, "rebinding.test": "rebinding", "*.test": "127.0.0.1"},
            retries=0,
        )
        try:
            inside.accept()
        except BlockingIOError:
            return Redirected(sites, connected=False)
        return Redirected(sites, connected=True)


class TestPrivateAddresses:
    """The gate holds after redirects, for names, and when a name changes its address under us."""

    @pytest.mark.parametrize(
        "name", ["to-literal", "to-number", "to-hex", "to-ipv6", "to-localhost", "to-name", "to-cloud"]
    )
    def test_a_redirect_into_a_private_network_is_refused(self, redirected: Redirected, name: str) -> None:
        site = redirected.sites[name]
        assert site.refusal is Reason.PRIVATE_ADDRESS, site.refusal_detail

    def test_a_redirect_to_a_login_of_the_state_is_one_without_going_there(self, redirected: Redirected) -> None:
        site = redirected.sites["to-login"]
        assert (site.refusal, site.refusal_detail) == (Reason.LOGIN_REQUIRED, "esia.gosuslugi.ru")

    def test_a_name_that_changes_its_address_gets_no_connection(self, redirected: Redirected) -> None:
        site = redirected.sites["rebinding"]
        assert [page.title for page in site.pages] == ["Школа"]  # read while its address was a public one
        refused = {failure.url.rpartition("/")[2]: failure.reason for failure in site.failures}
        assert refused == dict.fromkeys(("sitemap.xml", "a"), Reason.PRIVATE_ADDRESS)

    def test_nobody_ever_connected_to_what_lies_inside(self, redirected: Redirected) -> None:
        assert not redirected.connected


def test_an_authority_of_ones_own_is_trusted_when_named(tmp_path: Path) -> None:
    made = make_certificates(tmp_path, "secure.test")
    with serving(tls=made.good) as server:
        url = server.tell("secure.test", {"/": page("Школа")})
        assert crawl({"one": url})["one"].refusal is Reason.TLS_ERROR
        site = crawl({"one": url}, ca_file=str(made.authority))["one"]
    assert site.refusal is None
    assert site.certificate is not None
    assert site.certificate.problem == ""
