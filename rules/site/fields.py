"""The texts of a page or section by the names signals use; what is dear to make is made when a signal asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

Texts = tuple[str, ...]


class Fields(Mapping[str, Texts]):
    """Normalised texts by field name. Immutable as seen from outside.

    `hints` tell of fields that are made `later` whether any of some pieces of words may stand in them: a field that
    holds nothing anybody looks for is never made.
    """

    def __init__(
        self,
        ready: dict[str, Texts],
        later: Mapping[str, Callable[[], Texts]],
        hints: Mapping[str, Callable[[Texts], bool]] | None = None,
    ) -> None:
        self._ready = ready
        self._later = later
        self._hints = hints or {}

    def __getitem__(self, name: str) -> Texts:
        found = self._ready.get(name)
        if found is None:
            found = self._ready[name] = self._later[name]()
        return found

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys((*self._ready, *self._later))

    def __len__(self) -> int:
        return len(set(self._ready) | set(self._later))

    def is_dear(self, name: str) -> bool:
        """Whether a field has not been made so far and takes some work."""
        return name in self._later and name not in self._ready

    def hint(self, name: str) -> Callable[[Texts], bool] | None:
        """What tells whether any of some pieces of words may stand in a field that was not made; None: nothing."""
        return None if name in self._ready else self._hints.get(name)

    def may_hold(self, name: str, needs: tuple[Texts, ...]) -> bool:
        """Whether a field holds of each of these sets of pieces of words any."""
        hint = self._hints.get(name)
        if hint is None:
            texts = self._ready.get(name, ())
        elif all(map(hint, needs)):
            texts = self[name]
        else:
            return False
        for stems in needs:
            if not _hold(texts, stems):
                return False
        return bool(texts)


def _hold(texts: Texts, stems: Texts) -> bool:
    for text in texts:
        for stem in stems:
            if stem in text:
                return True
    return False
