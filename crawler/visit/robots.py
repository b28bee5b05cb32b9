"""robots.txt: what a site asks robots not to read. Pure."""

from __future__ import annotations

from protego import Protego

_MAX_BYTES = 512 * 1024  # what the large search engines read of it


class Robots:
    """Rules of one host for our user agent, and the sitemaps it names."""

    def __init__(self, body: bytes = b"", *, agent: str = "nok-audit") -> None:
        text = body[:_MAX_BYTES].decode("utf-8-sig", errors="ignore")
        self._rules = Protego.parse(text) if text.strip() else None
        self._agent = agent

    def allows(self, url: str) -> bool:
        """Whether we may read an address. No rules, or rules that make no sense: yes."""
        return self._rules is None or self._rules.can_fetch(url, self._agent)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Absolute addresses of the sitemaps it names."""
        return tuple(self._rules.sitemaps) if self._rules else ()

    @property
    def delay(self) -> float:
        """Seconds it asks to leave between requests; 0 for none, at most 3: more could not be read in a night."""
        wanted = self._rules.crawl_delay(self._agent) if self._rules else None
        return min(float(wanted or 0.0), 3.0)
