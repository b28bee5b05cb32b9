"""Scores told by cards: the name of an organization, and its total in a line below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rules.authority.reading import TOTAL, Rated, names_organization
from rules.language.wording import normal

_NUMBER = r"(\d{1,3}(?:[.,]\d{1,3})?)(?![\d%]|[.,]\d)"
_TOTAL = re.compile(  # «Место 1. Итоговый балл 80,3», «Общая оценка – 91,25 из 100»
    rf"\b{TOTAL} (?:\w+ )?"
    rf"(?:балл|оценк|показател|значени|рейтинг)\w*(?: [а-я]+){{0,2}}\W{{1,4}}{_NUMBER}"
    rf"|^\W*(?:итог\w*|балл\w*|оценка)\W{{1,4}}{_NUMBER}(?:\s*балл\w*)?(?:\s*(?:из|/)\s*100)?\W*$"
)
_ENDS = re.compile(r"\d\W*$")
_ABOVE = 9  # lines of a card: its place, five criteria, a note
_NAME = 200  # characters
_MOST = 100


def scores_of_cards(lines: Sequence[str]) -> tuple[Rated, ...]:
    """Organizations in lines of their own, each with its total below it; nothing unless there are several."""
    found: dict[str, float] = {}
    for at, line in enumerate(lines):
        total = _TOTAL.search(normal(line)) if len(line) <= _NAME else None
        if total is None:
            continue
        score = float((total[1] or total[2]).replace(",", "."))
        above = lines[max(0, at - _ABOVE) : at]
        since = next((back for back, one in enumerate(reversed(above)) if _TOTAL.search(normal(one))), len(above))
        own = above[len(above) - since :]  # of this card: down from the total of the one before
        name = next((one for one in reversed(own) if _is_name(one)), "")
        if name and 0 < score <= _MOST:
            found.setdefault(name, score)
    return tuple(Rated(name, score) for name, score in found.items()) if len(found) > 1 else ()


def _is_name(line: str) -> bool:
    """Whether a line is an organization's name, and no line of its points: «Комфортность учреждения: 87,7»."""
    numbered = "№" not in line and _ENDS.search(line) is not None
    return len(line) <= _NAME and not numbered and not line.rstrip().endswith(".") and names_organization(line)
