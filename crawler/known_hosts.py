"""Loader of `data/known_hosts.yml`: social networks, domain parking, sign-in pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from crawler.data_files import read_yaml

_FILE = Path(__file__).resolve().parent.parent / "data" / "known_hosts.yml"
_KINDS = frozenset({"social", "parking", "login"})


class KnownHostsError(Exception):
    """The file of known hosts cannot be used; the message names it and says what to mend."""


@cache
def _table() -> dict[str, str]:
    loaded = read_yaml(_FILE)
    if not isinstance(loaded, dict) or set(loaded) != _KINDS:
        raise KnownHostsError(f"{_FILE.name} was not loaded: it must have exactly the keys {', '.join(sorted(_KINDS))}")
    return {str(host).lower(): kind for kind, hosts in loaded.items() for host in hosts}


def kind_of(host: str) -> str:
    """What a host is known as: "social", "parking", "login", or "" for an ordinary one."""
    labels = host.lower().split(".")
    table = _table()
    for start in range(len(labels) - 1):
        if found := table.get(".".join(labels[start:])):
            return found
    return ""
