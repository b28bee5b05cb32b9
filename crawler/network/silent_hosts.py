"""Hosts that answered nothing in this visit: after two addresses in vain, further ones are not asked for.

A page may link to a hundred files at a host that refuses us (the state's site of institutions refuses whole networks);
each would cost three tries and their pauses, and a site's time with them. Not before anything has answered: until then
it may be the site itself that is reached only under another name or scheme.
"""

from __future__ import annotations

from datetime import datetime

from crawler import urls
from crawler.items import Failure, Reason

TRIES = 2  # addresses
_SILENCE = frozenset({Reason.CONNECTION_REFUSED, Reason.CONNECTION_RESET, Reason.TIMEOUT, Reason.DNS_FAILURE})


class SilentHosts:
    """What became of the hosts of one visit."""

    def __init__(self) -> None:
        self._answered: set[str] = set()
        self._vain: dict[str, int] = {}
        self._last: dict[str, Reason] = {}

    def answered(self, url: str) -> None:
        """A host gave an answer that could be read."""
        self._answered.add(urls.split(url).site)

    def failed(self, failure: Failure) -> None:
        """All tries of an address were in vain."""
        if failure.reason in _SILENCE:
            site = urls.split(failure.url).site
            self._vain[site] = self._vain.get(site, 0) + 1
            self._last[site] = failure.reason

    def failure(self, url: str, at: datetime) -> Failure | None:
        """Why an address need not be asked for; None where it should be."""
        site = urls.split(url).site
        if not self._answered or site in self._answered or self._vain.get(site, 0) < TRIES:
            return None
        return Failure(url=url, reason=self._last[site], detail="the host answered nothing before", at=at)
