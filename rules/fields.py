"""The texts of a page or section by the names signals use; what is dear to make is made when a signal asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

Texts = tuple[str, ...]


class Fields(Mapping[str, Texts]):
    """Normalised texts by field name. Immutable as seen from outside."""

    def __init__(self, ready: dict[str, Texts], later: dict[str, Callable[[], Texts]]) -> None:
        self._ready = ready
        self._later = later
        self._stems: dict[str, bool] = {}

    def __getitem__(self, name: str) -> Texts:
        found = self._ready.get(name)
        if found is None:
            found = self._ready[name] = self._later[name]()
        return found

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys((*self._ready, *self._later))

    def __len__(self) -> int:
        return len(set(self._ready) | set(self._later))

    def says(self, stem: str) -> bool:
        """Whether the running text holds a piece of a word: asked by many signals, looked for once."""
        known = self._stems.get(stem)
        if known is None:
            known = self._stems[stem] = any(stem in text for text in self["text"])
        return known
