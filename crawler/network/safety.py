"""What we refuse to connect to: anything that is not a public address, unless private targets are allowed.

The check is made where the connection's address comes from, the resolver, so it also holds after redirects and
against names that change their address (the checked address is the one that is used). IPv4 only, like Scrapy's
own resolver.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.internet.error import DNSLookupError
from twisted.python.failure import Failure

from crawler.answers.failures import BlockedAddressError, NameNotFoundError, NameServerError
from crawler.network.hosts import is_public, mapped_host

if TYPE_CHECKING:
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

# Answers of getaddrinfo that mean "there is no such name", as opposed to "could not ask".
_NOT_FOUND = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


@lru_cache(maxsize=4_096)  # asked three times before every request
def literal_address(host: str) -> str | None:
    """The IP address a host *is*, in any spelling the C library accepts (2130706433, 0x7f.1, 0177.1); else None."""
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        pass
    last = host.rstrip(".").rpartition(".")[2]
    if not last or not (last[0].isdigit() or last.lower().startswith("0x")):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def check_url(url: str, *, allow_private: bool) -> None:
    """Raise `BlockedAddressError` for an address that names a non-public IP itself; names are checked when resolved."""
    host = urlsplit(url).hostname or ""
    literal = literal_address(host)
    if literal and not allow_private and not is_public(literal):
        raise BlockedAddressError(f"{host} is {literal}, which is not a public address")
    if not allow_private and (host == "localhost" or host.endswith(".localhost")):
        raise BlockedAddressError(f"{host} is this machine")


class PublicOnlyResolver(CachingThreadedResolver):
    """Scrapy's caching resolver, with a table of fixed hosts and a refusal of non-public addresses."""

    allow_private = False
    hosts: Mapping[str, str] = MappingProxyType({})

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: ReactorBase) -> PublicOnlyResolver:
        """Read `NOK_ALLOW_PRIVATE` and `NOK_HOSTS` beside Scrapy's own DNS settings."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_private = crawler.settings.getbool("NOK_ALLOW_PRIVATE")
        resolver.hosts = {name.lower(): address for name, address in crawler.settings.getdict("NOK_HOSTS").items()}
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        """Resolve one name; the Deferred fails with BlockedAddressError or DNSLookupError."""
        target = mapped_host(name.lower(), self.hosts)
        fixed = literal_address(target)
        found = defer.succeed(fixed) if fixed else super().getHostByName(target, timeout)
        return found.addCallback(self._check, name)

    def _check(self, address: str, name: str) -> str:
        if self.allow_private or is_public(address):
            return address
        raise BlockedAddressError(f"{name} has the address {address}, which is not public")

    def _fail(self, name: str, err: str) -> Failure:
        return Failure(DNSLookupError(f"{name}: {err}"))  # type: ignore[no-untyped-call]


async def resolve(host: str) -> str:
    """Address of a host through the reactor's resolver.

    Raises `BlockedAddressError`, `NameNotFoundError` (the name does not exist) or `NameServerError` (nobody could say).
    Asked before the request: Twisted's connector swallows why a look-up failed.
    """
    from twisted.internet import reactor

    literal = literal_address(host)
    resolver: PublicOnlyResolver = reactor.resolver
    try:
        return await resolver.getHostByName(literal or host).asFuture(_running_loop())
    except DNSLookupError as error:
        text = str(error)
        if any(f"[Errno {code}]" in text for code in _NOT_FOUND) or len(host) > 253 or "label" in text:
            raise NameNotFoundError(f"nxdomain: the name {host} does not exist") from error
        raise NameServerError(f"temporary: the name {host} could not be looked up ({text})") from error


def _running_loop() -> Any:
    import asyncio

    return asyncio.get_running_loop()
