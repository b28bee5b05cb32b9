"""One file that holds all the papers of a section: acts, a list, a council's members, a plan under numbered titles.

«Все материалы собраны в одном документе»: each part is as good as a paper of its own. A report, a regulation, minutes
and an order have chapters too, and what those are called makes no paper of them.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rules.acts.letterhead import own_requisites
from rules.authority.kinds import ALL, LIST, RULES, Kind
from rules.authority.subject import mentions_nok
from rules.language.wording import normal
from rules.model import Value

_FEWEST = 3  # kinds of papers in a file that is a collection of them
_HEAD = 400  # characters of a file that say what it is
_SHORTEST = 20  # characters below a title that are more than another title
_LONGEST = 160  # characters of a title
_NUMBERED = re.compile(
    r"(?:(?:раздел|часть|глава)\s*(?:№\s*)?)?(\d{1,2}|[ivx]{1,5})[.)]?\s+(?=[а-яё«\"])", re.IGNORECASE
)
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ANNEX = re.compile(r"\W*приложени[ея]\b(?:\s*№?\s*\d{1,2}\b(?!\.\d))?[\s.:–—-]*", re.IGNORECASE)
_ANNEX_HEAD = 6  # lines of an annex: to what it is one, who set it, its title
_ANNEX_TITLE = 300  # characters
_LISTING = re.compile(r"\W*(?:перечень|список|реестр)\b")
_FINISHED = re.compile(r"[.;,:?!]\W*$")
_TASK = re.compile(r"(?:об?\s|[а-я]+(?:ить|ать|ять|сти)\b)")  # an item of an agenda or an order
_WHOLE = re.compile(r"\bотчет|\bпротокол|\bстенограмм|\bповестк|\bприсутств|\bслушали|\bконтракт|\bдоговор")


class Chapter(Value, frozen=True):
    """A part of a file: its title, without its number, and the lines below it."""

    title: str
    lines: tuple[str, ...]


def chapters_of(text: str) -> tuple[Chapter, ...]:
    """The papers a file holds under numbered titles; none where it is a single paper."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head = normal(text[:_HEAD])
    heads = _heads(lines, head) if mentions_nok(head) else []
    title = "\n".join(lines[: heads[0]]) if heads else ""
    if not heads or _WHOLE.search(normal(title)) or RULES.search(normal(title)) or own_requisites(title):
        return ()
    bounds = [*heads, len(lines)]
    parts = [Chapter(_title_of(lines[begin]), tuple(lines[begin + 1 : end])) for begin, end in pairwise(bounds)]
    filled = [part for part in parts if len("".join(part.lines)) >= _SHORTEST]
    told = {kind.said for part in filled if (kind := _kind_of(part.title, head)) is not None}
    return tuple(filled) if len(told) >= _FEWEST and len(filled) * 2 > len(parts) else ()


def annexes_of(text: str) -> tuple[Chapter, ...]:
    """The lists of organizations annexed to minutes or an order: «Приложение. Перечень учреждений, подлежащих …».

    Of the other papers that are annexed so, councils' members and regulations are known by what they say.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    starts = [at for at, line in enumerate(lines) if at and _ANNEX.match(line)] if mentions_nok(normal(text)) else []
    found = []
    for begin, end in pairwise((*starts, len(lines))):
        head = [_ANNEX.sub("", lines[begin], count=1), *lines[begin + 1 : min(end, begin + _ANNEX_HEAD)]]
        at = next((at for at, line in enumerate(head) if _opens_list(line)), None)
        if at is not None:
            found.append(Chapter(head[at], tuple(lines[begin + at + 1 : end])))
    return tuple(found)


def _opens_list(line: str) -> bool:
    said = normal(line)
    return len(line) <= _ANNEX_TITLE and _LISTING.match(said) is not None and LIST.names(said, said)


def _heads(lines: list[str], around: str) -> list[int]:
    """Lines that are titles numbered one after another from the first; none where they are items of an order.

    A list below a title has numbers of its own, the next of which may be the next title's as well: what is called
    like a paper is the title.
    """
    found: list[int] = []
    inner = 0
    for at, line in enumerate(lines):
        match = _NUMBERED.match(line) if " | " not in line else None
        if match is None:
            continue
        number = match[1].lower()
        called = len(line) <= _LONGEST and not _FINISHED.search(line) and not _TASK.match(normal(_title_of(line)))
        either = inner and number in _names_of(inner + 1)  # the next of the list, or the next title
        if number in _names_of(len(found) + 1) and called and (not either or _kind_of(line, around)):
            found.append(at)
            inner = 0
        elif number in _names_of(inner + 1):
            inner += 1
        if not found:
            return []
    return found


def _title_of(line: str) -> str:
    return _NUMBERED.sub("", line, count=1)


def _names_of(number: int) -> tuple[str, str]:
    return str(number), _ROMAN[number] if number < len(_ROMAN) else ""


def _kind_of(title: str, around: str) -> Kind | None:
    return next((kind for kind in ALL if kind.names(normal(title), around)), None)
