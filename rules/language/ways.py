"""A pattern taken apart into the ways it may be met, each with the pieces of words a text must hold for it.

Whether a text holds `план… устранени|отчет… независим` is asked of long texts far more often than it is true of any.
Told apart, most ways end with a plain search for a few letters, and those that are left begin with letters of their
own, which regular expressions find much faster than a choice of several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from rules.language.stems import needs_of, stems_of

_REFERS = re.compile(r"\\[1-9]|\(\?[P(]")  # to groups, which stand in another way perhaps


class Way:
    """One way to meet a pattern. Of each of `needs` at least one piece stands in every text it matches."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.needs = needs_of(pattern, flags)
        self._written = pattern, flags

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """What the text must match. Most ways are never come so far."""
        return re.compile(*self._written)

    def may_be_met(self, text: str) -> bool:
        """False only where the text cannot match."""
        for stems in self.needs:
            for stem in stems:
                if stem in text:
                    break
            else:
                return False
        return True

    def is_met(self, text: str) -> bool:
        """Whether the text matches."""
        return self.may_be_met(text) and self.regex.search(text) is not None


class Ways:
    """All ways to meet a pattern: a text that matches it matches one of them, and the other way round."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        written = pattern.pattern
        whole = pattern.flags & re.VERBOSE or _REFERS.search(written)
        parts = [written] if whole else _alternatives(written)
        self.each = tuple([Way(part, pattern.flags) for part in parts])
        self.stems = stems_of(pattern)  # of all: a short text mostly holds none of them

    def may_be_met(self, text: str) -> bool:
        """False only where the text cannot match."""
        return not self.stems or any(map(text.__contains__, self.stems))

    def are_met(self, text: str) -> bool:
        """Whether the text matches."""
        return self.may_be_met(text) and are_met(self.each, text)


@cache
def ways_of(pattern: re.Pattern[str]) -> Ways:
    """The ways to meet a pattern."""
    return Ways(pattern)


def are_met(ways: Iterable[Way], text: str) -> bool:
    """Whether the text matches in any of these ways."""
    for way in ways:  # noqa: SIM110 - a generator for each of many short texts costs more than all the rest
        if way.is_met(text):
            return True
    return False


def _alternatives(pattern: str) -> Iterator[str]:
    """What `|` parts at the top of a pattern, also within brackets around all of it."""
    parts = _parted(pattern)
    if len(parts) > 1:
        for part in parts:
            yield from _alternatives(part)
    elif pattern.startswith("(?:") and _closing(pattern) == len(pattern) - 1:
        yield from _alternatives(pattern[3:-1])
    else:
        yield pattern


def _parted(pattern: str) -> list[str]:
    cuts = [at for at, depth in _signs(pattern) if pattern[at] == "|" and depth == 0]
    return [pattern[begin + 1 : end] for begin, end in zip([-1, *cuts], [*cuts, len(pattern)], strict=True)]


def _closing(pattern: str) -> int:
    """Where the bracket closes that the pattern begins with."""
    return next((at for at, depth in _signs(pattern) if pattern[at] == ")" and depth == 0), -1)


def _signs(pattern: str) -> Iterator[tuple[int, int]]:
    """Each `(`, `|` and `)` that means something, with the number of brackets around it."""
    at = depth = 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            at = pattern.index("]", at + (3 if pattern[at + 1] == "^" else 2))
            while _is_escaped(pattern, at):
                at = pattern.index("]", at + 1)
        elif sign in "(|)":
            depth -= sign == ")"
            yield at, depth
            depth += sign == "("
        at += 1


def _is_escaped(pattern: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before."""
    return (at - len(pattern[:at].rstrip("\\"))) % 2 == 1
