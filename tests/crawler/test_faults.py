"""Every way a site can fail, against real servers: the reason is right, and nothing else is harmed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.items import Cause, Reason, Site
from tests.crawler.servers import Reply, Server, crawl, free_port, make_certificates, page, serving

HUGE = b"<html><title>big</title>" + b"x" * 3_000_000
WALLS = {
    "ddos-guard": Reply(
        "<html><head><title>DDoS-Guard</title><script src='https://check.ddos-guard.net/check.js'></script></head></html>",
        status=403,
        headers={"Server": "ddos-guard"},
    ),
    "cloudflare": Reply(
        "<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>",
        status=503,
        headers={"Server": "cloudflare"},
    ),
    "qrator": Reply("<html><script src='/__qrator/qauth_utm.js'></script></html>", headers={"Server": "QRATOR"}),
    "servicepipe": Reply("<html><script>get_cookie_spsn();location.reload()</script></html>"),
    "incapsula": Reply('<html><iframe src="/_Incapsula_Resource?CWUDNSAI=9&xinfo=1&SWUDNSAI=31"></iframe></html>'),
    "beget": Reply("<html><script>document.cookie='beget=begetok'; location.reload();</script></html>"),
    "stub": Reply("<script>function s(){document.cookie='k=1;path=/';} s();location.reload(true)</script>"),
    "browser-check": Reply("<html><title>Проверка браузера</title><p>Подождите несколько секунд</p></html>"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture(scope="module")
def sites(server: Server) -> dict[str, str]:
    """Faulty sites and a good one, by name."""
    home = page("Школа", menu=("/a О школе",))
    stories = {
        "reset": {"/": Reply(fault="reset")},
        "close": {"/": Reply(fault="close")},
        "hang": {"/": Reply(fault="hang")},
        "drip": {"/": Reply(fault="drip")},
        **{f"status-{code}": {"/": Reply("no", status=code)} for code in (401, 403, 404, 410, 418, 429, 451, 500, 503)},
        "loop": {
            "/": Reply(status=302, headers={"Location": "/x"}),
            "/x": Reply(status=302, headers={"Location": "/"}),
        },
        "endless": lambda path: Reply(status=302, headers={"Location": path + "1"}),
        "bomb": {"/": Reply(gzip.compress(b"\0" * 40_000_000), headers={"Content-Encoding": "gzip"})},
        "huge": {"/": Reply(HUGE)},
        "pdf": {"/": Reply(b"%PDF-1.4 \0\1", headers={"Content-Type": "application/pdf"})},
        "empty": {"/": Reply(" \n ")},
        "malformed": {"/": Reply(raw=b"\x00\x01\x02 not http at all\r\n\r\n")},
        "odd-headers": {
            "/": Reply(
                raw=b"HTTP/1.1 200 OK\r\nno colon here\r\nX: \xcf\xf0\xe8\r\nContent-Length: 45\r\n\r\n"
                + b"<html><title>T</title><p>odd headers</p></html>"[:45]
            )
        },
        **{f"wall-{name}": {"/": reply} for name, reply in WALLS.items()},
        "captcha": {"/": Reply("<html><title>Введите капчу</title><div class=g-recaptcha></div></html>")},
        "login": {
            "/": Reply("<html><h1>Войти на сайт</h1><form><input name=l><input type=password name=p></form></html>")
        },
        "parked": {"/": Reply("<html><title>school.test</title><h1>Домен school.test припаркован</h1></html>")},
        "hosting": {"/": Reply("<html><title>Welcome to nginx!</title><h1>Welcome to nginx!</h1></html>")},
        "closed": {"/": Reply("<html><h1>САЙТ ЗАКРЫТ!!! НОВЫЙ САЙТ http://novaya-shkola.test/</h1></html>")},
        "robots": {
            "/robots.txt": Reply("User-agent: *\nDisallow: /", headers={"Content-Type": "text/plain"}),
            "/": home,
        },
        "robots-broken": {"/robots.txt": Reply(status=500), "/": home},
        "to-file": {"/": Reply(status=302, headers={"Location": "file:///etc/passwd"})},
        "social": {"/": Reply(status=301, headers={"Location": "https://vk.com/school"})},
        "good": {"/": home, "/a": page("О школе")},
    }
    sites = {name: server.tell(f"{name}.test", story) for name, story in stories.items()}
    sites["refused"] = f"http://refused.test:{free_port()}/"
    sites["no-such-name"] = "http://no-such-name.invalid/"
    sites["no-url"] = "ftp://files.test/"
    sites["nonsense"] = "нет"
    return sites


@pytest.fixture(scope="module")
def seen(sites: dict[str, str]) -> dict[str, Site]:
    """One worker visits every site at once; each test looks at one of them."""
    return crawl(sites, max_body=1_000_000, requests_per_site=1)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("reset", Reason.CONNECTION_RESET),
        ("close", Reason.CONNECTION_RESET),
        ("hang", Reason.TIMEOUT),
        ("drip", Reason.TIMEOUT),
        ("status-401", Reason.HTTP_401),
        ("status-403", Reason.HTTP_403),
        ("status-404", Reason.HTTP_404),
        ("status-410", Reason.HTTP_404),
        ("status-418", Reason.HTTP_4XX),
        ("status-429", Reason.HTTP_429),
        ("status-451", Reason.GEO_BLOCKED),
        ("status-500", Reason.HTTP_5XX),
        ("status-503", Reason.HTTP_5XX),
        ("loop", Reason.REDIRECT_LOOP),
        ("endless", Reason.REDIRECT_LOOP),
        ("bomb", Reason.TOO_LARGE),
        ("huge", Reason.TOO_LARGE),
        ("pdf", Reason.NOT_HTML),
        ("empty", Reason.EMPTY_PAGE),
        ("malformed", Reason.CONNECTION_RESET),
        *((f"wall-{name}", Reason.BOT_WALL) for name in WALLS),
        ("captcha", Reason.CAPTCHA),
        ("login", Reason.LOGIN_REQUIRED),
        ("parked", Reason.PARKED_SITE),
        ("hosting", Reason.PARKED_SITE),
        ("closed", Reason.SITE_CLOSED),
        ("robots", Reason.ROBOTS_DISALLOWED),
        ("to-file", Reason.INVALID_URL),
        ("refused", Reason.CONNECTION_REFUSED),
        ("no-such-name", Reason.DNS_FAILURE),
        ("no-url", Reason.INVALID_URL),
    ],
)
def test_a_site_that_cannot_be_read_is_refused_with_its_reason(
    seen: dict[str, Site], name: str, reason: Reason
) -> None:
    site = seen[name]
    assert site.refusal is reason, site
    assert not site.pages
    assert not site.coverage.complete
    assert any(failure.reason is reason for failure in site.failures)


def test_every_site_is_reported(sites: dict[str, str], seen: dict[str, Site]) -> None:
    assert seen.keys() == sites.keys()


@pytest.mark.parametrize("name", ["good", "robots-broken", "odd-headers"])
def test_a_readable_site_is_read_whatever_happens_around_it(seen: dict[str, Site], name: str) -> None:
    assert seen[name].refusal is None
    assert seen[name].home is not None


def test_where_a_closed_site_moved_to_is_kept(seen: dict[str, Site]) -> None:
    assert "novaya-shkola.test" in seen["closed"].refusal_detail


def test_a_name_that_does_not_exist_is_told_from_a_silent_name_server(seen: dict[str, Site]) -> None:
    assert seen["no-such-name"].refusal_cause is Cause.NO_SUCH_NAME


def test_a_failure_that_may_pass_is_tried_three_times(server: Server, seen: dict[str, Site]) -> None:
    assert server.paths("status-500.test").count("/") == 3
    assert seen["status-500"].failures[-1].attempts == 3
    assert server.paths("status-403.test").count("/") == 1


def test_the_agent_names_itself(server: Server, seen: dict[str, Site]) -> None:
    assert len(server.agents) == 1
    assert next(iter(server.agents)).startswith("nok-audit/")


def test_private_addresses_are_refused_also_after_a_redirect_and_in_disguise() -> None:
    with serving() as server:
        home = server.tell("open.test", {"/": page("Школа")})
        sites = {
            "name": home,
            "literal": f"http://127.0.0.1:{server.port}/",
            "decimal": f"http://2130706433:{server.port}/",
            "hex": f"http://0x7f.1:{server.port}/",
            "mapped": f"http://open.test.:{server.port}/",
            "ipv6": f"http://[::1]:{server.port}/",
            "localhost": f"http://localhost:{server.port}/",
        }
        refused = crawl(sites, allow_private=False)
        assert {name: site.refusal for name, site in refused.items()} == dict.fromkeys(sites, Reason.PRIVATE_ADDRESS)
        assert not server.seen


class TestCertificates:
    """Verification is on; what is wrong is named; the plain address is tried once."""

    @pytest.mark.parametrize("problem", ["expired", "wrong_name", "self_signed", "untrusted"])
    def test_a_bad_certificate_is_named(self, tmp_path: Path, problem: str) -> None:
        made = make_certificates(tmp_path, "secure.test")
        with serving(tls=getattr(made, problem)) as server:
            url = server.tell("secure.test", {"/": page("Школа")})
            site = crawl({"one": url}, env={"SSL_CERT_FILE": str(made.authority)})["one"]
        assert site.refusal is Reason.TLS_ERROR
        assert (site.refusal_detail, site.refusal_cause) == (problem, Cause(problem))
        assert site.certificate is not None
        assert site.certificate.problem == problem
        assert not server.seen  # nothing was sent over a connection that cannot be trusted

    def test_a_good_certificate_is_recorded(self, tmp_path: Path) -> None:
        made = make_certificates(tmp_path, "secure.test")
        with serving(tls=made.good) as server:
            url = server.tell("secure.test", {"/": page("Школа")})
            site = crawl({"one": url}, env={"SSL_CERT_FILE": str(made.authority)})["one"]
        assert site.refusal is None
        assert site.certificate is not None
        assert (site.certificate.subject, site.certificate.issuer, site.certificate.problem) == (
            "secure.test",
            "Test authority",
            "",
        )


def test_a_stub_is_kept_in_its_own_words(seen: dict[str, Site]) -> None:
    (stub,) = [failure for failure in seen["parked"].failures if failure.quote]
    assert "Домен school.test припаркован" in stub.quote
    assert len(stub.sha256) == 64
