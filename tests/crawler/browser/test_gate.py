"""The door of the browser: which addresses may be contacted."""

from __future__ import annotations

import asyncio
import struct
from typing import Any

import pytest

from crawler.browser.gate import Gate
from crawler.items import Reason
from tests.crawler.loopback import loopback


async def _ask(gate: Gate, host: str, port: int) -> int:
    await gate.start()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", gate.port)
        writer.write(b"\x05\x01\x00")
        assert await reader.readexactly(2) == b"\x05\x00"
        writer.write(b"\x05\x01\x00\x03" + bytes([len(host)]) + host.encode() + struct.pack("!H", port))
        answer = await reader.readexactly(10)
        if answer[1] == 0:
            writer.write(b"GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            assert b"200 OK" in await reader.read(100)
        writer.close()
        return answer[1]
    finally:
        await gate.close()


def test_private_is_refused_with_its_reason_and_never_contacted() -> None:
    with loopback({"/x": "тайна"}) as site:
        gate = Gate(allow_private=False, hosts={"school.test": "127.0.0.1"})
        assert asyncio.run(_ask(gate, "school.test", site.port)) == 2
        assert site.asked == []
    refusal = gate.refusal_of("School.test")
    assert refusal is not None
    assert refusal.reason is Reason.PRIVATE_ADDRESS
    assert "127.0.0.1" in refusal.detail


def test_allowed_is_relayed() -> None:
    with loopback({"/x": "да"}) as site:
        gate = Gate(allow_private=True, hosts={"school.test": "127.0.0.1"})
        assert asyncio.run(_ask(gate, "school.test", site.port)) == 0
        assert site.asked == [("GET", "/x")]


def test_unknown_name_is_named() -> None:
    gate = Gate(allow_private=True)
    assert asyncio.run(_ask(gate, "no-such-name.invalid", 80)) == 4
    refusal = gate.refusal_of("no-such-name.invalid")
    assert refusal is not None
    assert refusal.reason is Reason.DNS_FAILURE


def test_a_name_that_changes_its_address_is_checked_at_every_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public at first, inside a moment later; and both at once."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"], ["127.0.0.1", "127.0.0.2"]])
    known = asyncio.BaseEventLoop.getaddrinfo

    async def resolved(loop: asyncio.BaseEventLoop, host: str, port: int, **rest: Any) -> Any:
        if host != "rebinding.test":
            return await known(loop, host, port, **rest)
        return [(2, 1, 6, "", (address, port)) for address in next(answers)]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", resolved)
    monkeypatch.setattr("crawler.browser.gate.is_public", lambda address: address == "127.0.0.1")
    gate = Gate(allow_private=False)
    with loopback({"/x": "да"}) as site:
        assert [asyncio.run(_ask(gate, "rebinding.test", site.port)) for _ in range(3)] == [0, 2, 2]
        assert site.asked == [("GET", "/x")]
