"""One region for all tests of the demo, and a way to ask it as a browser without DNS would."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator, Mapping

import msgspec
import pytest

from audits.demo.region import DemoRegion, serve_region


class Answer(msgspec.Struct, frozen=True):
    status: int
    headers: Mapping[str, str]
    body: bytes


Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def region() -> Iterator[DemoRegion]:
    with serve_region() as served:
        yield served


@pytest.fixture(scope="session")
def ask(region: DemoRegion) -> Ask:
    def get(host: str, target: str = "/", *, timeout: float = 5, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", region.port, timeout=timeout)
        try:
            connection.request("GET", target, headers={"Host": f"{host}:{region.port}", **headers})
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    return get
