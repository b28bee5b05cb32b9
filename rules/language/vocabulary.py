"""The words of a page, each once: whether a page may say something is asked far more often than it does.

A long page is searched for dozens of pieces of words. Its distinct words are a third to a tenth of it, and putting
only them in their normal form costs as much less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rules.language.stems import cores_of
from rules.language.wording import PART, folded

_APART = re.compile(rf"[а-я]-(?:[\s{PART}]|$)|(?<![а-я])зависим(?:ая|ой|ую)")  # «устране- нию», «не зависимая»
_BROKEN = re.compile(r"-(?<=[а-я]-)\s+(?=[а-я]{3})")  # begins with the dash: found at once in a long text


class Vocabulary:
    """The words of some texts in their normal form. Keeps neither the texts nor their order."""

    def __init__(self, texts: Sequence[str]) -> None:
        # other kinds of space may stay inside a "word": it is searched for pieces only, and plain ones are found sooner
        words = folded(PART.join(set(" ".join(texts).split(" "))))
        if _APART.search(words):  # only where words stand can be told which of them belong together
            words = f"{words} {_BROKEN.sub('', folded(PART.join(texts)))}"
        self._words = words
        self._runs: dict[str, bool] = {}  # signals of several roles look for the same
        self._known: dict[tuple[str, ...], bool] = {}

    def may_hold(self, stems: tuple[str, ...]) -> bool:
        """False only where none of these pieces of words stands in the normal form of any text."""
        known = self._known.get(stems)
        if known is None:
            cores = cores_of(stems)
            known = self._known[stems] = not cores or any(map(self._holds, cores))
        return known

    def may_hold_all(self, needs: Iterable[tuple[str, ...]]) -> bool:
        """False only where of one of these sets no piece stands in any text."""
        return all(map(self.may_hold, needs))

    def _holds(self, run: str) -> bool:
        known = self._runs.get(run)
        if known is None:
            known = self._runs[run] = run in self._words
        return known
