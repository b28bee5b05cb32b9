"""Hosts known for what they carry, as `data/hosts/*.yml` lists them: polls, forms, files, social networks, …"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from rules.language.wording import host_of, parts_of
from rules.lexicon.signals import KnownHost
from rules.reference import DATA, Entry, ReferenceDataError, read_data

FOLDER = DATA / "hosts"


class _Host(Entry, frozen=True):
    host: str
    kind: str
    path: str = ""
    note: str = ""


class _File(Entry, frozen=True):
    source: str
    checked: str
    hosts: tuple[_Host, ...]


@cache
def load_hosts(path: Path) -> tuple[KnownHost, ...]:
    """One file of known hosts. Raises `ReferenceDataError`."""
    try:
        return tuple(
            KnownHost(one.host, one.kind, re.compile(one.path) if one.path else None, one.note)
            for one in read_data(path, _File).hosts
        )
    except re.error as error:
        problem = f"негодное регулярное выражение «{error.pattern!s}» ({error})"
        raise ReferenceDataError(f"Справочник {path.name} не прочитан: {problem}. Исправьте файл {path}.") from error


@lru_cache(maxsize=16384)
def known_host(hosts: tuple[KnownHost, ...], url: str) -> KnownHost | None:
    """The first entry that fits the address; an entry for a host also fits its subdomains."""
    host = host_of(url)
    if not host:
        return None
    parts = parts_of(url)
    rest = parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    for known in hosts:
        fits = host == known.host or host.endswith("." + known.host)
        if fits and (known.path is None or known.path.search(rest)):
            return known
    return None


@lru_cache(maxsize=16384)
def is_listed(url: str, name: str) -> bool:
    """Whether an address fits an entry of `data/hosts/<name>.yml`."""
    return known_host(load_hosts(FOLDER / f"{name}.yml"), url) is not None


_OFFERS_POLLS = frozenset({"nok", "form"})  # the rest of the list are known polls on other things


def is_poll_service(url: str) -> bool:
    """Whether an address is of a service that holds polls: of the assessment itself, or of whoever builds one there."""
    known = known_host(load_hosts(FOLDER / "polls.yml"), url)
    return known is not None and known.kind in _OFFERS_POLLS
