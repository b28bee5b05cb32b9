"""Addresses that may be contacted, and names that stand for others."""

from __future__ import annotations

import pytest

from crawler.network.hosts import is_public, mapped_host


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "198.18.0.1", "192.0.2.1", "not an address"),
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "95.173.136.70", "2a02:6b8::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public(address: str) -> None:
    assert is_public(address)


def test_names_are_mapped_by_the_nearest_rule() -> None:
    hosts = {"*.test": "127.0.0.1", "bus.test": "127.0.0.2", "*.a.test": "127.0.0.3"}
    asked = ("school.test", "bus.test", "b.a.test", "school.ru", "test")
    assert [mapped_host(name, hosts) for name in asked] == ["127.0.0.1", "127.0.0.2", "127.0.0.3", "school.ru", "test"]
