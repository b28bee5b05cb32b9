"""Which addresses may be contacted without special permission, and which address stands in for a name. Pure."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping


def is_public(address: str) -> bool:
    """Whether an IP address may be contacted without special permission.

    IPv6 addresses that carry an IPv4 one (mapped, 6to4, NAT64) are judged by what they carry.
    """
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def mapped_host(host: str, hosts: Mapping[str, str]) -> str:
    """The name or address to contact for `host`: `hosts` maps "name" or "*.suffix" to another one."""
    if host in hosts:
        return hosts[host]
    parts = host.split(".")
    for start in range(1, len(parts)):
        if target := hosts.get("*." + ".".join(parts[start:])):
            return target
    return hosts.get("*", host)
