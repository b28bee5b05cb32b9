"""One small HTTP server for the whole region: it answers by the Host header, faults included.

Pages are made beforehand, so the server is fast enough for load tests. It never leaves loopback.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from itertools import pairwise

import msgspec

from audits.demo.model import CLOSED, PORT, Host, Reply, Request

NOT_FOUND = Reply(
    "<html><head><title>404</title></head><body><h1>Страница не найдена</h1></body></html>".encode(), status=404
)
NO_SUCH_HOST = Reply(b"<html><body>unknown host</body></html>", status=421)


class Traffic(msgspec.Struct):
    """What reached the server: for tests of politeness and for proof that nothing is ever submitted."""

    requests: Counter[str] = msgspec.field(default_factory=Counter)  # by host
    submissions: Counter[str] = msgspec.field(default_factory=Counter)  # anything but GET and HEAD, by host
    times: dict[str, list[float]] = msgspec.field(default_factory=dict)  # loop time of requests, by host

    def shortest_gap(self, host: str) -> float | None:
        """Seconds between the two closest requests to a host; None when there were fewer than two."""
        times = self.times.get(host, [])
        return min((b - a for a, b in pairwise(times)), default=None)


class RegionServer:
    """Serves `hosts` on 127.0.0.1 from a thread of its own until `close`."""

    def __init__(self, hosts: Mapping[str, Host], port: int = 0) -> None:
        self.traffic = Traffic()
        self._hosts = dict(hosts)
        self._loop = asyncio.new_event_loop()
        self._listening = socket.create_server(("127.0.0.1", port), backlog=512)
        self.port: int = self._listening.getsockname()[1]
        self._refusing = socket.socket()  # bound, never listening: connections to it are refused
        self._refusing.bind(("127.0.0.1", 0))
        self.closed_port: int = self._refusing.getsockname()[1]
        self._tokens = ((PORT.encode(), str(self.port).encode()), (CLOSED.encode(), str(self.closed_port).encode()))
        self._wire: dict[tuple[int, str], bytes] = {}
        self._kept: list[Reply] = []
        self._thread = threading.Thread(target=self._run, name="demo-region", daemon=True)
        self._started = threading.Event()
        self._thread.start()
        self._started.wait(timeout=10)

    def close(self) -> None:
        """Stop serving and free the ports."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._refusing.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            self._loop.create_server(lambda: _Connection(self), sock=self._listening)
        )
        self._loop.call_soon(self._started.set)
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def reply(self, host: str, request: Request) -> Reply:
        """What `host` answers; every request is counted."""
        self.traffic.requests[host] += 1
        self.traffic.times.setdefault(host, []).append(self._loop.time())
        if request.method not in ("GET", "HEAD"):
            self.traffic.submissions[host] += 1
        answer = self._hosts.get(host)
        return answer(request) if answer else NO_SUCH_HOST

    def wire(self, reply: Reply, method: str, known: str) -> bytes:
        """The bytes of an answer, made once per reply object. `known` is If-None-Match."""
        if known and reply.status == 200 and reply.etag in known:
            return f'HTTP/1.1 304 Not Modified\r\nETag: "{reply.etag}"\r\nContent-Length: 0\r\n\r\n'.encode()
        key = (id(reply), "HEAD" if method == "HEAD" else "")
        if key not in self._wire:
            self._kept.append(reply)  # ids stay unique while the object lives
            self._wire[key] = self._encode(reply, body=method != "HEAD")
        return self._wire[key]

    def _encode(self, reply: Reply, *, body: bool) -> bytes:
        data = self._fill(reply.data)
        head = [f"HTTP/1.1 {reply.status} {_phrase(reply.status)}", f"Content-Length: {len(data)}"]
        if reply.content_type:
            head.append(f"Content-Type: {reply.content_type}")
        if reply.status == 200:
            head.append(f'ETag: "{reply.etag}"')
        head += [f"{name}: {value}" for name, value in reply.headers]
        return self._fill("\r\n".join([*head, "", ""]).encode()) + (data if body else b"")

    def _fill(self, data: bytes) -> bytes:
        for token, value in self._tokens:
            if token in data:
                data = data.replace(token, value)
        return data


class _Connection(asyncio.Protocol):
    """One keep-alive connection: requests are answered in order."""

    def __init__(self, server: RegionServer) -> None:
        self._server = server
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, rest = self._buffer.partition(b"\r\n\r\n")
            line, headers = _parse(head)
            length = int(headers.get("content-length", "0") or "0")
            if len(rest) < length:
                return
            self._buffer = rest[length:]
            self._answer(line, headers)

    def _answer(self, line: list[str], headers: dict[str, str]) -> None:
        transport = self._transport
        if transport is None or transport.is_closing():
            return
        method, target = (line[0], line[1]) if len(line) >= 2 else ("GET", "/")
        host = headers.get("host", "").rsplit(":", 1)[0].lower()
        reply = self._server.reply(host, Request(target, headers.get("cookie", ""), method))
        if reply.cut:
            transport.abort()
            return
        data = self._server.wire(reply, method, headers.get("if-none-match", ""))
        if reply.delay:
            asyncio.get_running_loop().call_later(reply.delay, _send, transport, data)
        else:
            transport.write(data)
        if headers.get("connection", "").lower() == "close" and not reply.delay:
            transport.close()


def _send(transport: asyncio.Transport, data: bytes) -> None:
    if not transport.is_closing():
        transport.write(data)


def _parse(head: bytes) -> tuple[list[str], dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return first.split(" "), headers


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


@contextlib.contextmanager
def serve_hosts(hosts: Mapping[str, Host], port: int = 0) -> Iterator[RegionServer]:
    """Serve these hosts on loopback while the block runs."""
    server = RegionServer(hosts, port)
    try:
        yield server
    finally:
        server.close()
