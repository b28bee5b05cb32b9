"""Necessary pieces of a pattern: a text that holds none of them cannot match, and looking for a piece is cheap.

A long page is searched for dozens of patterns, and nearly none occurs in it. Plain search for a few letters is ten
times as fast as a regular expression that begins with an alternation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import takewhile
from typing import Any

SHORTEST = 2  # one letter stands in every text


_REWRITTEN = re.compile(r"[^\w.]+|_")


@cache
def cores_of(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Of each stem the longest run that is written in one way only: without spaces, dashes and quotes.

    Empty where one of them has no such run worth looking for.
    """
    cores = tuple(max(_REWRITTEN.split(stem), key=len) for stem in stems)
    return cores if min(map(len, cores), default=0) >= SHORTEST else ()


def stems_of(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Pieces of which at least one stands in every text `pattern` matches; empty when nothing can be said."""
    return next(iter(needs_of(pattern.pattern, pattern.flags)), ())


def needs_of(pattern: str, flags: int = 0) -> tuple[tuple[str, ...], ...]:
    """Sets of pieces: of each at least one stands in every text `pattern` matches. The most telling comes first."""
    if flags & re.IGNORECASE:
        return ()
    # The parser is the standard library's own but has no public name since 3.11; without it all is merely slower.
    parser: Any = getattr(re, "_parser", None)
    if parser is None:
        return ()
    found = sorted(_every(parser.parse(pattern, flags)), key=_worth, reverse=True)
    return tuple(dict.fromkeys(map(_shortest, found)))


def _shortest(found: frozenset[str]) -> tuple[str, ...]:
    """Pieces without those that hold another one."""
    shortest = [stem for stem in found if not any(other != stem and other in stem for other in found)]
    return tuple(sorted(shortest, key=lambda stem: (len(stem), stem)))


def _required(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The best set of required pieces of a sequence: the one whose shortest piece is longest; empty for none."""
    return max(_every(items), key=_worth, default=frozenset())


def _every(items: Iterable[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    """Every set of required pieces of a sequence, in its order."""
    run = ""
    for code, value in (*items, (None, None)):
        name = str(code)
        if name == "LITERAL":
            run += chr(value)
            continue
        if name == "AT":
            continue  # a position: what stands before and after it is adjacent
        yield from filter(None, (_long(run), _any_of(value[1], run) if name == "BRANCH" else _inside(name, value)))
        run = ""


def _any_of(branches: Iterable[Iterable[tuple[Any, Any]]], run: str) -> frozenset[str]:
    """What a choice requires; each of its ways goes on with what stands right before it, «н» in «н(?:езависим|ок)»."""
    found = [max(_required(branch), _long(run + _beginning(branch)), key=_worth) for branch in branches]
    return frozenset().union(*found) if all(found) else frozenset()


def _beginning(items: Iterable[tuple[Any, Any]]) -> str:
    literals = takewhile(lambda item: str(item[0]) == "LITERAL", items)
    return "".join([chr(value) for _, value in literals])


def _inside(name: str, value: Any) -> frozenset[str]:
    if name == "SUBPATTERN":
        _, added, _, items = value
        return frozenset() if added & re.IGNORECASE else _required(items)
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"} and value[0] > 0:
        return _required(value[2])
    return frozenset()


def _long(run: str) -> frozenset[str]:
    return frozenset({run}) if len(run) >= SHORTEST else frozenset()


def _worth(stems: frozenset[str]) -> tuple[int, int]:
    return (min(map(len, stems), default=0), -len(stems))
