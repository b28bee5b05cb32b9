"""Is it they or is it us? Hosts that always answer tell whether our own network works."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

TIMEOUT = 5.0


def reachable(address: str, timeout: float = TIMEOUT) -> bool:
    """Whether a connection to `address` (URL, host or host:port; https by default) can be opened. Nothing is sent."""
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        port = parts.port or (80 if parts.scheme == "http" else 443)
        with socket.create_connection((parts.hostname or "", port), timeout=timeout):
            return True
    except (OSError, ValueError, UnicodeError):
        return False


def online(canaries: Sequence[str], timeout: float = TIMEOUT) -> bool:
    """Whether any canary answers. Without canaries nobody can tell, and sites are believed."""
    return not canaries or any(reachable(address, timeout) for address in canaries)
