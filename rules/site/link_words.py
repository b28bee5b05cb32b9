"""What the links of a site say all together: asked before the links of any single page are gone through."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

from rules.language.wording import host_of, normal, words_of_path


@lru_cache(maxsize=65536)
def link_words(label: str, url: str) -> str:
    """A link as text. Remembered: pages of a site lead to the same places."""
    return normal(f"{label} {words_of_path(url)}")


class LinkWords:
    """The distinct links of a site, (address, label) each, as text."""

    def __init__(self, links: Iterable[tuple[str, str]]) -> None:
        self._links = tuple(links)
        self._known: dict[tuple[str, ...], bool] = {}

    @cached_property
    def _words(self) -> str:
        return "\n".join([link_words(label, url) for url, label in self._links])

    @cached_property
    def _hosts(self) -> str:
        return "\n".join({host_of(url) for url, _ in self._links})

    def may_hold(self, stems: tuple[str, ...]) -> bool:
        """False only where no link of the site holds any of these pieces of words."""
        known = self._known.get(stems)
        if known is None:
            known = self._known[stems] = any(stem in self._words for stem in stems)
        return known

    def may_lead_to(self, stems: tuple[str, ...]) -> bool:
        """False only where no link of the site leads to a host that holds any of these pieces of names."""
        return any(stem in self._hosts for stem in stems)
