"""A tiny site on loopback for tests: paths → (status, headers, body), and a record of what was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = str | bytes | tuple[int, Mapping[str, str], str | bytes] | Callable[["Loopback", str], str]


class Loopback:
    """Serves `pages`; `asked` lists (method, path) in order; `cookies` the Cookie header of every request."""

    def __init__(self, pages: Mapping[str, Answer], delays: Mapping[str, float] | None = None) -> None:
        self.pages = dict(pages)
        self.delays = dict(delays or {})
        self.asked: list[tuple[str, str]] = []
        outer = self

        class Site(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args: object) -> None:
                pass

            def answer(self) -> None:
                outer.asked.append((self.command, self.path))
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                path = self.path if self.path in outer.pages else self.path.split("?")[0]
                time.sleep(outer.delays.get(path, 0))
                page = outer.pages.get(path, (404, {}, "нет"))
                if callable(page):
                    page = page(outer, self.headers.get("Cookie") or "")
                status, headers, body = page if isinstance(page, tuple) else (200, {}, page)
                data = body.encode() if isinstance(body, str) else body
                self.send_response(status)
                if "Content-Type" not in headers:
                    kind = "text/javascript" if path.endswith(".js") else "text/html"
                    self.send_header("Content-Type", f"{kind}; charset=utf-8")
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(data)

            do_GET = do_POST = do_HEAD = do_PUT = do_OPTIONS = do_DELETE = answer  # noqa: N815

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """A browser that hangs up is no error."""

        self._server = Server(("127.0.0.1", 0), Site)
        self.port: int = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    def asked_for(self, path: str) -> int:
        """How often this path was requested, by any method."""
        return sum(1 for _, asked in self.asked if asked == path)

    @property
    def methods(self) -> set[str]:
        """Methods of all requests so far."""
        return {method for method, _ in self.asked}

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def loopback(pages: Mapping[str, Answer], delays: Mapping[str, float] | None = None) -> Iterator[Loopback]:
    """A running site."""
    site = Loopback(pages, delays)
    site.start()
    try:
        yield site
    finally:
        site.stop()
