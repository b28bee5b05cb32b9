"""What stands below a protocol: appendices, each with its numbered points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from audits.protocols.paper.text import item_number

# In capitals or with one: «утвердить согласно\nприложению» and «приложение № 1 направить» go on with an item.
_APPENDIX = re.compile(r"^\s*(?:Приложение|ПРИЛОЖЕНИЕ)(?:\s*(?:№|N)?\s*(\d+))?(?!\w)")
_POINT = re.compile(r"^\s*(\d{1,2})[.)]\s*\(?\s*к\s+(?:п|пункт)", re.I)


class Appendix(msgspec.Struct, frozen=True):
    """An appendix's paragraphs from its first numbered one. `code` goes before the numbers of its points: «П2.1»."""

    name: str
    code: str
    parts: tuple[str, ...]

    @property
    def explains(self) -> bool:
        """Whether its points belong to items of the protocol."""
        return bool(points_of(self.parts))


def is_appendix(part: str) -> bool:
    """Whether a paragraph is the heading of an appendix."""
    return _APPENDIX.match(part) is not None


def points_of(parts: Sequence[str]) -> tuple[int, ...]:
    """Numbers of the points that explain items: «3. (к п. 2.2 Протокола)»."""
    return tuple(int(match[1]) for part in parts if (match := _POINT.match(part)))


def appendices(parts: Sequence[str]) -> Iterator[Appendix]:
    """The appendices that have numbered points, in order."""
    starts = [at for at, part in enumerate(parts) if is_appendix(part)]
    several = len(starts) > 1
    used: set[str] = set()
    for nth, (at, end) in enumerate(pairwise([*starts, len(parts)]), 1):
        inside = parts[at:end]
        first = next((n for n, part in enumerate(inside) if n and item_number(part) in ("1", "1.1")), None)
        if first is None:
            continue
        found = _APPENDIX.match(parts[at])
        number = (found[1] if found else None) or (str(nth) if several else "")
        name = f"Приложение № {number}" if number else "Приложение"
        code = f"П{number}" if number not in used else f"П{number}~{nth}"  # numbered twice, or only some of them
        used.add(number)
        yield Appendix(name, code, tuple(inside[first:]))
