"""Known hosts of polls, forms and shorteners, as `data/hosts/*.yml` lists them."""

from __future__ import annotations

from functools import lru_cache

from rules.lexicon import KnownHost
from rules.wording import host_of, parts_of


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
