"""Serve captured sites on loopback, one host name a site, as they were served: bytes as stored, no charset named."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import MimeTypes
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

# The standard library's own table, whatever this machine's says, and what servers of pages run as programs.
_TYPES = MimeTypes(filenames=())
for _end in (".php", ".asp", ".aspx", ".jsp", ".shtml", ".cgi", ".do"):
    _TYPES.add_type("text/html", _end)
for _end, _type in (
    (".js", "text/javascript"),
    (".mjs", "text/javascript"),
    (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (".xml", "application/xml"),
):
    _TYPES.add_type(_type, _end)


def find_file(root: Path, path: str) -> Path | None:
    """The file a request path names below `root`: directories by their `index.html`; None outside or missing."""
    target = (root / unquote(path).lstrip("/")).resolve()
    if not target.is_relative_to(root.resolve()):
        return None
    if target.is_dir():
        target = target / "index.html"
    return target if target.is_file() else None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    roots: Mapping[str, Path]
    change: Callable[[bytes], bytes] | None = None

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        root = self.roots.get(host)
        try:
            file = find_file(root, urlsplit(self.path).path) if root else None
        except (OSError, ValueError):  # names too long or with NUL: such a file cannot exist
            file = None
        if file is None:
            body, status, kind = "<h1>Страница не найдена</h1>".encode(), 404, "text/html; charset=utf-8"
        else:
            body, status = file.read_bytes(), 200
            kind = _TYPES.types_map[True].get(file.suffix.lower(), "application/octet-stream")
            if self.change and kind == "text/html":
                body = self.change(body)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 (names are http.server's)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: the audit's own log says what was fetched."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news; anything else is."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve(roots: Mapping[str, Path], change: Callable[[bytes], bytes] | None = None) -> Iterator[int]:
    """Serve each host name of `roots` from its folder on 127.0.0.1; yields the port. `change`: what to do to pages."""
    known = {host.lower(): root for host, root in roots.items()}
    handler = type("Handler", (_Handler,), {"roots": known, "change": staticmethod(change) if change else None})
    server = _Server(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
