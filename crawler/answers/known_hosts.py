"""Hosts that say why a visit ended there: social networks (rules ask for them too), domain parking, sign-in pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from crawler.data_files import DataFileError, read_yaml

_DATA = Path(__file__).resolve().parents[2] / "data"
_FILE = _DATA / "known_hosts.yml"
_SOCIAL = _DATA / "hosts" / "social.yml"
_KINDS = frozenset({"parking", "login"})


class KnownHostsError(DataFileError):
    """A file of known hosts cannot be used; the message names it and says what to mend, in Russian: people edit it."""


@cache
def _table() -> dict[str, str]:
    loaded = read_yaml(_FILE)
    lists = isinstance(loaded, dict) and set(loaded) == _KINDS and all(isinstance(one, list) for one in loaded.values())
    if not lists:
        kinds = " и ".join(sorted(_KINDS))
        why = f"в нём должны быть списки {kinds}, и только они"
        raise KnownHostsError(f"Файл {_FILE} не прочитан: {why}. Исправьте его.")
    named = {str(host).lower(): kind for kind, hosts in loaded.items() for host in hosts}
    return named | dict.fromkeys(_social(), "social")


def _social() -> list[str]:
    try:
        return [str(one["host"]).lower() for one in read_yaml(_SOCIAL)["hosts"]]
    except (TypeError, KeyError) as error:
        why = "в нём должен быть список hosts, у каждой записи — host"
        raise KnownHostsError(f"Файл {_SOCIAL} не прочитан: {why}. Исправьте его.") from error


def kind_of(host: str) -> str:
    """What a host is known as: "social", "parking", "login", or "" for an ordinary one."""
    labels = host.lower().split(".")
    table = _table()
    for start in range(len(labels) - 1):
        if found := table.get(".".join(labels[start:])):
            return found
    return ""
