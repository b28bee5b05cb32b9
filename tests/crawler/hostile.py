"""Sites that want to hurt whoever reads them, by name; and what a worker needs in order to be measured by them."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import resource
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import msgspec
import zstandard
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.internet.error import DNSLookupError

from crawler.advisor import Advisor
from crawler.frontier.advice import breadth_first
from crawler.items import Site
from crawler.network import safety
from tests.crawler.servers import Reply, Story, page

PUBLIC, PRIVATE = "127.0.0.1", "127.0.0.2"  # in a worker whose gate was moved by `guarded`
MEGABYTE = 1024 * 1024
_FRESH = itertools.count()
_STARTED = time.monotonic()


def _fresh() -> str:
    return f"{next(_FRESH):032x}"


def _html(body: str, *links: str) -> str:
    return page("Школа", *links, body=body)


def _packed(encoding: str, body: bytes) -> Reply:
    return Reply(body, headers={"Content-Encoding": encoding})


def _only_pages(make: Callable[[str], Reply | str]) -> Story:
    """A site without robots.txt and sitemap which answers 404 to invented addresses: its traps are all it has."""
    absent = ("/net-takoy", "/robots.txt", "/sitemap.xml")
    return lambda path: Reply(status=404) if path.startswith(absent) else make(path)


def calendar(path: str) -> Reply | str:
    """Every month has a next one and thirty days, for ever."""
    number = int(path.rpartition("=")[2] or 0) if "=" in path else 0
    days = (f"/calendar/?date=2026-{number % 12 + 1:02}-{day:02}&m={number} {day}" for day in range(1, 31))
    return page(f"События {number}", *days, f"/calendar/?month={number + 1} Следующий месяц", "/about О школе")


def sessions(path: str) -> Reply | str:
    """The same ten pages under addresses that never repeat."""
    links = (f"/p{n}.php?PHPSESSID={_fresh()}&sid={_fresh()} Раздел {n}" for n in range(10))
    return page(f"Страница {path.partition('?')[0]}", *links, body=f"Раздел {path.partition('?')[0]} сайта школы.")


def tokens(path: str) -> Reply | str:
    """A new, meaningless parameter in every link."""
    return page("Каталог", *(f"/list?t={_fresh()} Далее {n}" for n in range(20)), body=f"Список по адресу {path}.")


def deeper(path: str) -> Reply | str:
    """Every page is a folder of the one before: what a wrong relative link makes of a real site."""
    return page("Глубже", f"{path.rstrip('/')}/a Дальше", body=f"Страница {path}")


def frames(path: str) -> Reply | str:
    """A frame in a frame in a frame."""
    return f"<html><title>Рамка</title><frameset><frame src='/f{_fresh()}.html'></frameset></html>"


def refreshes(path: str) -> Reply | str:
    """Every page sends its reader on."""
    return f"<html><title>Минуту</title><meta http-equiv=refresh content='0;url=/r{_fresh()}'><p>Переход</p></html>"


def cookie_loop(path: str) -> Reply:
    """Insists on a cookie and never likes the one it gets."""
    return Reply(status=302, headers={"Location": path, "Set-Cookie": f"id={_fresh()}; path=/"})


def links(count: int) -> bytes:
    """A page with so many links."""
    return b"<html><title>Links</title><body>" + b"".join(b"<a href=/l/%d>n %d</a> " % (n, n) for n in range(count))


def nested(depth: int) -> bytes:
    """Elements inside elements, never closed."""
    return b"<html><title>Deep</title><body>" + b"<div><b><ul><li>" * (depth // 4) + b"<p>bottom</p>"


MALFORMED = (
    b"<html><title>Broken</title><body><table><form><tr><a href='/a\"><b <i x=\0 y=&#xFFFFFFFF; &#0; &bogus;>"
    b"\xff\xfe\x80<!-- never closed <p><![CDATA[ ]]><svg><math></p></table></select><option>"
    b"<script>if (a < b) '</scr' + 'ipt>';"
    b"</script><a href=/a\x00b>\xd0\xd0</a><a href=http://[::1>x</a><a href='//'>y</a><a href='http://a:99999/'>z</a>"
    b"<a href='/\xf1\xe0\xe9\xf2?\xff=1'>t</a><base href='http://%%%/'><meta http-equiv=refresh content='x;url='>"
    b"<form action='http://[bad' method=\xff><input type=\0 name=\xff><a href='/good'>good</a></div></div>"
    b"</body></html></p>"
)


def _many(name: str, count: int) -> Reply:
    lines = "".join(f"{name}{n if name == 'X-' else ''}: k{n}={'v' * 40}; path=/\r\n" for n in range(count))
    return Reply(raw=f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{lines}\r\n{_HOME}".encode())


_BIG = b"\0" * (60 * MEGABYTE)
_HOME = page("Школа", menu=("/a О школе",))
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(9))
_LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [{_ENTITIES}]><urlset><url><loc>&e8;</loc></url></urlset>'
_LEAK = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    "<urlset><url><loc>http://xxe.test/&f;</loc></url></urlset>"
)

REFUSED: dict[str, tuple[Callable[[], Story], str]] = {
    "endless-body": (lambda: {"/": Reply(fault="endless")}, "too_large"),
    "announced-200-mb": (lambda: {"/": Reply(b"<html>", headers={"Content-Length": str(200 * MEGABYTE)})}, "too_large"),
    "gzip-bomb": (lambda: {"/": _packed("gzip", gzip.compress(_BIG))}, "too_large"),
    "gzip-in-gzip-bomb": (lambda: {"/": _packed("gzip, gzip", gzip.compress(gzip.compress(_BIG)))}, "too_large"),
    "deflate-bomb": (lambda: {"/": _packed("deflate", zlib.compress(_BIG))}, "too_large"),
    "brotli-bomb": (lambda: {"/": _packed("br", brotli.compress(_BIG, quality=1))}, "too_large"),
    "zstd-bomb": (lambda: {"/": _packed("zstd", zstandard.compress(_BIG))}, "too_large"),
    "slow-drip-of-body": (lambda: {"/": Reply(fault="drip-body")}, "timeout"),
    "cookie-loop": (lambda: cookie_loop, "redirect_loop"),
    "binary-as-text": (lambda: {"/": Reply(bytes(range(256)) * 400)}, "not_html"),
    "status-nobody-knows": (lambda: {"/": Reply("?", status=799)}, "http_5xx"),
    "status-is-a-word": (lambda: {"/": Reply(raw=b"HTTP/1.1 fine OK\r\n\r\n<html>")}, "connection_reset"),
    "header-without-end": (lambda: {"/": Reply(raw=b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000)}, "connection_reset"),
    "chunks-that-lie": (
        lambda: {"/": Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<html>\r\n")},
        "connection_reset",
    ),
    "nonsense-location": (lambda: {"/": Reply(status=302, headers={"Location": "http://[::bad/"})}, "invalid_url"),
    "script-location": (lambda: {"/": Reply(status=302, headers={"Location": "javascript:alert(1)"})}, "invalid_url"),
    "broken-gzip": (lambda: {"/": _packed("gzip", b"\x1f\x8b\x08\0 this is no gzip at all")}, "unreadable"),
    "broken-brotli": (lambda: {"/": _packed("br", b"this is no brotli at all")}, "unreadable"),
    "two-lengths": (
        lambda: {"/": Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 900\r\n\r\n<html>")},
        "connection_reset",
    ),
}
"""Sites nothing can be read of: the story, and the reason it must end with."""

READ: dict[str, tuple[Callable[[], Story], int]] = {
    "calendar": (lambda: _only_pages(calendar), 80),
    "session-ids": (lambda: _only_pages(sessions), 30),
    "random-parameters": (lambda: _only_pages(tokens), 110),
    "folders-without-end": (lambda: _only_pages(deeper), 20),
    "frames-without-end": (lambda: _only_pages(frames), 40),
    "refreshes-without-end": (lambda: _only_pages(refreshes), 40),
    "unclosed-nesting": (lambda: {"/": Reply(nested(100_000))}, 10),
    "a-thousand-deep": (lambda: {"/": Reply(nested(1000))}, 10),
    "many-links": (lambda: {"/": Reply(links(100_000))}, 305),
    "robots-without-end": (lambda: {"/robots.txt": Reply(fault="endless"), "/": _HOME, "/a": page("О школе")}, 10),
    "sitemap-bomb": (
        lambda: {"/": _HOME, "/a": page("О"), "/sitemap.xml": _packed("gzip", gzip.compress(_BIG))},
        10,
    ),
    "sitemap-of-laughs": (lambda: {"/": _HOME, "/a": page("О"), "/sitemap.xml": Reply(_LAUGHS)}, 10),
    "sitemap-that-leaks": (lambda: {"/": _HOME, "/a": page("О"), "/sitemap.xml": Reply(_LEAK)}, 10),
    "sitemaps-in-a-circle": (
        lambda: (
            lambda path: (
                f"<sitemapindex><sitemap><loc>/s{_fresh()}.xml</loc></sitemap></sitemapindex>"
                if "xml" in path
                else _HOME
            )
        ),
        40,
    ),
    "malformed-html": (lambda: {"/": Reply(MALFORMED), "/good": page("Хорошая")}, 20),
    "hundreds-of-headers": (lambda: {"/": _many("X-", 400), "/a": page("О школе")}, 12),
    "hundreds-of-cookies": (lambda: {"/": _many("Set-Cookie", 300), "/a": page("О школе")}, 12),
    "headers-in-another-encoding": (
        lambda: {
            "/": Reply(raw=b"HTTP/1.1 302 \xcd\xe0\xe9\xe4\xe5\xed\xee\r\nLocation: /\xf8\xea\xee\xeb\xe0/\r\n\r\n"),
            "/%D1%88%D0%BA%D0%BE%D0%BB%D0%B0/": _HOME,
            "/a": page("О школе"),
        },
        12,
    ),
    "body-cut-off": (
        lambda: {"/": Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + _HOME.encode()[:-60])},
        10,
    ),
}
"""Sites that can be read, and the most requests they may cost."""


def guarded(context: dict[str, Any]) -> Advisor:
    """An advisor whose making moves the gate: one loopback address counts as public, all others as private.

    The name server then tells the name "rebinding" another address from the fourth question on.
    """
    safety.is_public = lambda address: address == PUBLIC  # type: ignore[assignment]
    answers = itertools.chain([PUBLIC] * 3, itertools.repeat(PRIVATE))

    def resolved(self: object, name: str, timeout: object = ()) -> object:
        return defer.succeed(next(answers)) if name == "rebinding" else defer.fail(DNSLookupError(name))

    CachingThreadedResolver.getHostByName = resolved
    return breadth_first(context)


def _peak() -> int:
    """KB at most, of this program alone: `getrusage` counts from the size of the process that started it."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")))


def weighed(
    site_id: str, context: dict[str, Any], site: Site, advisor: Advisor, snapshots: dict[str, bytes]
) -> bytes | None:
    """A sink that adds what the worker has cost so far: megabytes at the peak, seconds of processor and of clock."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cost = {
        "peak": _peak() / 1024,
        "cpu": usage.ru_utime + usage.ru_stime,
        "seconds": time.monotonic() - _STARTED,
        "files": len(os.listdir("/proc/self/fd")),
    }
    return json.dumps({"id": site_id, "site": msgspec.to_builtins(site), **cost}).encode()
