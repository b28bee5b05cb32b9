"""The one door through which the browser reaches the network: a SOCKS5 proxy of our own on loopback.

A browser resolves names by itself, so a check made before a page is opened says nothing about its redirects,
subresources, scripts and workers, nor about names that answer differently a second later (DNS rebinding).
Here every connection is resolved once, checked, and made to the very address that was checked. It relays bytes
and never looks at them: TLS stays between browser and site.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Mapping

import msgspec

from crawler.items import Reason
from crawler.network.hosts import is_public, mapped_host

CONNECT_SECONDS = 6.0
IDLE_SECONDS = 60.0
CONNECTION_BYTES = 40 * 1024 * 1024
CHUNK = 64 * 1024
REMEMBERED = 2000

_OK, _FAILED, _NOT_ALLOWED, _UNREACHABLE, _REFUSED = 0, 1, 2, 4, 5
_REPLIES = {
    Reason.PRIVATE_ADDRESS: _NOT_ALLOWED,
    Reason.DNS_FAILURE: _UNREACHABLE,
    Reason.CONNECTION_REFUSED: _REFUSED,
}


class Refusal(msgspec.Struct, frozen=True):
    """Why a connection was not made; `host` and `port` as the browser asked for them."""

    host: str
    port: int
    reason: Reason
    detail: str


class GateError(Exception):
    """A connection that is not made, with its refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail)
        self.refusal = refusal


class Gate:
    """A running proxy. `allow_private` lets loopback and private networks through."""

    def __init__(self, *, allow_private: bool, hosts: Mapping[str, str] | None = None) -> None:
        self.allow_private = allow_private
        self.hosts = dict(hosts or {})
        self.port = 0
        self.exempt: set[tuple[str, int]] = set()  # (host, port) let through although private
        self.refusals: dict[str, Refusal] = {}
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def start(self) -> None:
        """Listen on a free loopback port, which is then `self.port`."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=CHUNK)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stop listening and cut what is open."""
        if self._server is not None:
            self._server.close()
        for writer in list(self._open):
            writer.close()

    @property
    def url(self) -> str:
        """The address a browser is told."""
        return f"socks5://127.0.0.1:{self.port}"

    def refusal_of(self, host: str) -> Refusal | None:
        """The last refusal for this host, if its last connection was refused."""
        return self.refusals.get(host.lower().strip("[]"))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            host, port = await asyncio.wait_for(_read_request(reader, writer), CONNECT_SECONDS)
            try:
                up_reader, up_writer = await self._connect(host, port)
            except GateError as error:
                self._remember(error.refusal)
                writer.write(_reply(_REPLIES.get(error.refusal.reason, _FAILED)))
                await writer.drain()
                return
            self.refusals.pop(host, None)
            writer.write(_reply(_OK))
            self._open.add(up_writer)
            try:
                await _relay_both(reader, writer, up_reader, up_writer)
            finally:
                self._open.discard(up_writer)
                up_writer.close()
        except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError):
            pass  # the browser went away, or spoke something that is no SOCKS5
        finally:
            self._open.discard(writer)
            writer.close()

    def _remember(self, refusal: Refusal) -> None:
        if len(self.refusals) >= REMEMBERED:
            self.refusals.clear()
        self.refusals[refusal.host] = refusal

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        def refused(reason: Reason, detail: str) -> GateError:
            return GateError(Refusal(host, port, reason, detail))

        target = mapped_host(host, self.hosts)
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                found = await asyncio.get_running_loop().getaddrinfo(target, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise refused(Reason.DNS_FAILURE, f"имя {host} не найдено: {error}") from error
        except TimeoutError as error:
            raise refused(Reason.DNS_FAILURE, f"имя {host} не найдено за {CONNECT_SECONDS:g} с") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        # One private answer among public ones is an attack or a mistake: nothing is contacted then.
        if not (self.allow_private or (host, port) in self.exempt) and (
            bad := [a for a in addresses if not is_public(a)]
        ):
            raise refused(Reason.PRIVATE_ADDRESS, f"{host} ведёт на внутренний адрес {bad[0]}")
        last: GateError | None = None
        for address in addresses[:3]:
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    return await asyncio.open_connection(address, port, limit=CHUNK)
            except ConnectionRefusedError:
                last = refused(Reason.CONNECTION_REFUSED, f"{host}:{port}: соединение отклонено")
            except TimeoutError:
                last = refused(Reason.TIMEOUT, f"{host}:{port}: нет соединения за {CONNECT_SECONDS:g} с")
            except OSError as error:
                last = refused(Reason.CONNECTION_RESET, f"{host}:{port}: {error}")
        raise last or refused(Reason.DNS_FAILURE, f"у имени {host} нет адресов")


async def _read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
    """Speak the SOCKS5 greeting (RFC 1928, no authentication) and return what is asked for."""
    version, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    if version != 5:
        raise ValueError("not SOCKS5")
    writer.write(b"\x05\x00")
    await writer.drain()
    version, command, _, kind = await reader.readexactly(4)
    if kind == 1:
        host = socket.inet_ntop(socket.AF_INET, await reader.readexactly(4))
    elif kind == 4:
        host = socket.inet_ntop(socket.AF_INET6, await reader.readexactly(16))
    else:
        (length,) = await reader.readexactly(1)
        host = (await reader.readexactly(length)).decode("ascii").lower()
    (port,) = struct.unpack("!H", await reader.readexactly(2))
    if version != 5 or command != 1:
        raise ValueError("only CONNECT is served")
    return host, port


def _reply(code: int) -> bytes:
    return bytes((5, code, 0, 1, 0, 0, 0, 0, 0, 0))


async def _relay_both(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    up_reader: asyncio.StreamReader,
    up_writer: asyncio.StreamWriter,
) -> None:
    ways = {asyncio.ensure_future(_relay(reader, up_writer)), asyncio.ensure_future(_relay(up_reader, writer))}
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)


async def _relay(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    passed = 0
    while chunk := await asyncio.wait_for(source.read(CHUNK), IDLE_SECONDS):
        passed += len(chunk)
        if passed > CONNECTION_BYTES:  # an endless answer costs its connection, not our memory
            return
        sink.write(chunk)
        await sink.drain()
