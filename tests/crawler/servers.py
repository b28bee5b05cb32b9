"""Real web servers on loopback whose pages are stories and whose faults have names.

One server answers for any number of invented hosts, told apart by the Host header; the crawler is given a table of
hosts that all lead to 127.0.0.1.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import os
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.items import Site
from tests import warm

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Reply:
    """An answer. `fault`: "reset" (RST), "close" (no answer), "hang" (silence), "drip" (a byte now and then),
    "drip-body" (the same after proper headers), "endless" (a body that never ends)."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""
    delay: float = 0.0  # seconds before it is sent
    raw: bytes = b""  # sent as it is, instead of everything above

    def encoded(self) -> bytes:
        """The bytes on the wire."""
        if self.raw:
            return self.raw
        body = self.body.encode() if isinstance(self.body, str) else self.body
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **self.headers}
        lines = [f"HTTP/1.1 {self.status} X", *(f"{name}: {value}" for name, value in headers.items() if value)]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


Habit = Callable[[Reply, Mapping[str, str]], Reply]
Story = Mapping[str, "Reply | str"] | Callable[[str], "Reply | str"]


def page(title: str, *links: str, body: str = "", menu: tuple[str, ...] = ()) -> str:
    """A small page with a menu and content links; a link is an address or "address text"."""

    def anchor(link: str) -> str:
        address, _, text = link.partition(" ")
        return f'<li><a href="{address}">{text or address}</a></li>'

    return (
        f"<!DOCTYPE html><html lang=ru><head><title>{title}</title></head><body>"
        f"<nav><ul>{''.join(map(anchor, menu))}</ul></nav><main><h1>{title}</h1>"
        f"<p>{body or 'Обычный текст страницы «' + title + '», которого хватает для чтения.'}</p>"
        f"<ul>{''.join(map(anchor, links))}</ul></main></body></html>"
    )


class Server:
    """Serves stories by host until it is closed; `seen` lists (host, path with query) in order of arrival."""

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        self.stories: dict[str, Story] = {}
        self.seen: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.habits: dict[str, Habit] = {}  # of a host: what becomes of an answer when the request's headers are seen
        self.most: dict[str, int] = {}  # requests to a host that were under way at once, at the most
        self._under_way: Counter[str] = Counter()
        self.conditional: list[tuple[str, str]] = []  # (host, path) asked for only if changed
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait(5)

    def url(self, host: str, path: str = "/") -> str:
        """Address of a path on one of our hosts."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def tell(self, host: str, story: Story) -> str:
        """Serve a story under a host; returns the address of its home page."""
        self.stories[host] = story
        return self.url(host)

    def paths(self, host: str) -> list[str]:
        """What was asked of a host, in order."""
        return [path for asked, path in self.seen if asked == host]

    def close(self) -> None:
        """Stop serving."""
        self._loop.call_soon_threadsafe(self._stop)
        self._thread.join(5)

    def _stop(self) -> None:
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.call_later(0.05, self._loop.stop)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls, backlog=512)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        with contextlib.suppress(Exception):
            self._loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                path = head.split(" ", 2)[1]
                fields = (line.partition(":") for line in head.splitlines()[1:] if ":" in line)
                headers = {name.lower(): value.strip() for name, _, value in fields}
                host = headers.get("host", "").partition(":")[0]
                self.seen.append((host, path))
                self.agents.add(headers.get("user-agent", ""))
                if "if-none-match" in headers or "if-modified-since" in headers:
                    self.conditional.append((host, path))
                reply = self._reply(host, path, headers)
                self._under_way[host] += 1
                self.most[host] = max(self.most.get(host, 0), self._under_way[host])
                try:
                    await asyncio.sleep(reply.delay)
                    if not await _send(reply, writer):
                        break
                finally:
                    self._under_way[host] -= 1
        writer.close()

    def _reply(self, host: str, path: str, headers: Mapping[str, str]) -> Reply:
        story = self.stories.get(host, {})
        missing = Reply(page("Нет такой страницы"), status=404)
        told = story(path) if callable(story) else story.get(path, missing)
        reply = told if isinstance(told, Reply) else Reply(told)
        habit = self.habits.get(host)
        return habit(reply, headers) if habit else reply


async def _send(reply: Reply, writer: asyncio.StreamWriter) -> bool:
    """Send a reply or act out its fault; False when the connection is over."""
    if reply.fault == "reset":
        sock = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
        return False
    if reply.fault == "close":
        return False
    if reply.fault == "hang":
        await asyncio.sleep(30)
        return False
    if reply.fault == "endless":
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>endless</title>")
        while True:
            writer.write(b"<p>and so on " * 5000)
            await writer.drain()
    data = reply.encoded()
    if reply.fault == "drip-body":
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        data = b"<html><title>drip</title>" + b"<p>more" * 100
    if reply.fault.startswith("drip"):
        for byte in data[:200]:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.2)
        return False
    writer.write(data)
    await writer.drain()
    return not reply.raw


@contextlib.contextmanager
def serving(*, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server for the length of a `with` block."""
    server = Server(tls=tls)
    try:
        yield server
    finally:
        server.close()


def free_port() -> int:
    """A port nobody listens on (for "refused")."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Certificates:
    """Server contexts for TLS stories, and the file of the authority that signed the good ones."""

    authority: Path
    good: ssl.SSLContext
    expired: ssl.SSLContext
    wrong_name: ssl.SSLContext
    self_signed: ssl.SSLContext
    untrusted: ssl.SSLContext


def make_certificates(directory: Path, host: str) -> Certificates:
    """An authority of our own and certificates for `host`: a good one and four bad ones."""
    ours, other = _authority("Test authority"), _authority("Unknown authority")
    authority = directory / "authority.pem"
    authority.write_bytes(ours[0].public_bytes(serialization.Encoding.PEM))
    return Certificates(
        authority=authority,
        good=_context(directory, _issue(host, ours)),
        expired=_context(directory, _issue(host, ours, expired=True)),
        wrong_name=_context(directory, _issue("another.test", ours)),
        self_signed=_context(directory, _issue(host, None)),
        untrusted=_context(directory, _issue(host, other)),
    )


_Pair = tuple[x509.Certificate, ec.EllipticCurvePrivateKey]


def _authority(name: str) -> _Pair:
    return _build(name, None, is_authority=True)


def _issue(host: str, issuer: _Pair | None, *, expired: bool = False) -> _Pair:
    return _build(host, issuer, expired=expired)


def _build(name: str, issuer: _Pair | None, *, is_authority: bool = False, expired: bool = False) -> _Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = dt.datetime.now(dt.UTC)
    start, end = (-400, -30) if expired else (-400, 400)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today + dt.timedelta(days=start))
        .not_valid_after(today + dt.timedelta(days=end))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    )
    if not is_authority:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    return builder.sign(issuer[1] if issuer else key, hashes.SHA256()), key


def _context(directory: Path, pair: _Pair) -> ssl.SSLContext:
    with tempfile.NamedTemporaryFile(dir=directory, suffix=".pem", delete=False) as file:
        file.write(
            pair[1].private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        file.write(pair[0].public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file.name)
    return context


def work(
    sites: Mapping[str, str],
    *,
    contexts: Mapping[str, Any] | None = None,
    env: Mapping[str, str] | None = None,
    **rest: Any,
) -> list[dict[str, Any]]:
    """Run the worker on sites (id → address); its lines. `rest`: settings, and `advisor`, `memory`, `sink`."""
    spec = {
        "sites": [
            {"id": name, "url": url, "context": (contexts or {}).get(name, {}), "course": "always the same"}
            for name, url in sites.items()
        ],
        "advisor": rest.pop("advisor", ""),
        "memory": rest.pop("memory", ""),
        "sink": rest.pop("sink", ""),
        "settings": {
            "allow_private": True,
            "hosts": {"*.test": "127.0.0.1"},
            "timeout": 1.5,
            "backoff": 0.05,
            "render": "never",
            **rest,
        },
    }
    done = subprocess.run(
        [*(warm.COMMAND if env is None else (sys.executable, "-m")), "crawler.worker"],
        input=json.dumps(spec).encode(),
        capture_output=True,
        cwd=ROOT,
        timeout=100,
        check=False,
        env={**os.environ, warm.VARIABLE: warm.ready(), **(env or {})},
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def crawl(sites: Mapping[str, str], **rest: Any) -> dict[str, Site]:
    """Run the worker on sites (id → address) and return what it saw, by id."""
    lines = work(sites, **rest)
    return {line["id"]: msgspec.convert(line["site"], Site) for line in lines if "site" in line}
