"""Is it they or is it us? Hosts that always answer tell whether our own network works."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

SECONDS = 5.0


def answers(address: str, seconds: float = SECONDS) -> bool:
    """Whether a connection to `host`, `host:port` or a URL can be made. Nothing is sent."""
    parts = urlsplit(address if "://" in address else f"//{address}")
    try:
        port = parts.port or (80 if parts.scheme == "http" else 443)
        with socket.create_connection((parts.hostname or "", port), timeout=seconds):
            return True
    except (OSError, ValueError, UnicodeError):
        return False


def any_answers(addresses: Sequence[str], seconds: float = SECONDS) -> bool:
    """Whether one of them answers; True when there is nobody to ask."""
    return not addresses or any(answers(address, seconds) for address in addresses)
