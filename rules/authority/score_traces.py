"""Numbers beside organizations that may be their scores, however they are told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rules.authority.reading import scores_of_lines, scores_of_pairs, scores_of_rows
from rules.language.wording import normal

_TWO = 2
_LONGEST = 600  # characters of a line
_PAIR = re.compile(r"\D.{2,90}?\s[—–-]\s(?:100|\d{2}(?:[.,]\d{1,2}))(?: балл\w*)?[.;]?")  # «Роддом № 2 — 79,9»
_INLINE = re.compile(r"[А-ЯЁ«][^·;,\d]{2,60}\s(?:[—–-]\s)?\(?\d{2}[.,]\d{1,2}(?![.,]?\d)")  # «Театр 98,1 · Музей 94,0»
_OF_POINTS = re.compile(r"\bбалл|\bитог|рейтинг")
_OF_METHOD = re.compile(r"максимальн|значимост|методик|критери\w* и показател|\bвес\b|формул|показател")
_POINT = re.compile(r"\d{2}[.,]\d{1,2}|100(?:[.,]0)?")
_POINTS = re.compile(r"(?:балл\w*\W{0,3}|/ ?|; ?)(?<!\d)\d{2}[.,]\d{1,2}(?![.,]?\d)")  # «Баллы: 91,2 / 84,7 / 88,3»
_COLUMNS = re.compile(
    r"[а-яё»].*\s(?:\d{2,3}(?:[.,]\d{1,2})?\s+){3,}\d{2}[.,]\d{1,2}\s*$"
)  # a table that lost its cells


def scores_told(lines: Sequence[str], *, about: bool) -> str:
    """The first line of those that tell organizations' scores; empty for none. `about`: of a page on the assessment."""
    rows = [tuple(cell.strip() for cell in line.split(" | ")) for line in lines if " | " in line]
    if len(scores_of_rows(rows)) >= _TWO:
        return " | ".join(rows[0])
    if len(scores_of_lines(lines)) >= _TWO:
        return next(line for line in lines if any(sign.isdigit() for sign in line))
    if about and _tells_points(rows):
        return " | ".join(rows[0])
    short = [line for line in lines if len(line) <= _LONGEST and any(sign.isdigit() for sign in line)]
    for listed in (_PAIR.fullmatch, _COLUMNS.search if about else None):
        found = [line for line in short if listed(line)] if listed is not None else []
        if len(found) >= _TWO:
            return found[0]
    return next((line for line in short if _tells_scores(line, about=about)), "")


def _tells_points(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table headed as one of points has several, whatever its rows are called: «№ 1 | 88,0»."""
    head = normal(" ".join(cell for row in rows[:3] for cell in row))
    headed = _OF_POINTS.search(head) is not None and _OF_METHOD.search(head) is None
    return headed and sum(any(_POINT.fullmatch(cell) for cell in row) for row in rows) >= _TWO


def _tells_scores(line: str, *, about: bool) -> bool:
    said = normal(line)
    if about and (len(_INLINE.findall(line)) >= _TWO or len(_POINTS.findall(said)) >= _TWO):
        return True
    return len(scores_of_pairs([line], said)) >= _TWO
