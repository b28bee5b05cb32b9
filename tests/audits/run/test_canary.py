"""The canary tells a dead site from a dead network."""

from __future__ import annotations

import socket

from audits.run.canary import online, reachable


def test_an_open_port_is_reachable_and_a_closed_one_is_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert reachable(f"127.0.0.1:{port}")
        assert reachable(f"http://127.0.0.1:{port}/path")
        assert online([f"127.0.0.1:{_closed()}", f"127.0.0.1:{port}"])
    assert not online([f"127.0.0.1:{port}"])


def test_without_canaries_sites_are_believed() -> None:
    assert online([])


def _closed() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
