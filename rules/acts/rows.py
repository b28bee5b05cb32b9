"""Acts whose requisites stand in columns of a table: «Приказ | Минфин России | 22.07.2015 | 116н | О составе …»."""

from __future__ import annotations

import re

from rules.acts.citations import CITED_NAMES
from rules.dates.days import DATE

_KIND = re.compile(rf"\W*(?:федеральный\s+)?(?:конституционный\s+)?(?:{'|'.join(CITED_NAMES)})\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:№|N)?\s*(\d{1,5}(?:[-/]?[а-яёА-ЯЁ\d]{1,4}){0,3})\.?")
_DAY = re.compile(rf"(?:от\s+)?(?:{DATE.pattern})(?:\s*г(?:ода|\.)?)?\.?", DATE.flags)
_TITLE = re.compile(r"[«\"]?(?:Об?|Показател\w+|Положени\w+|Методик\w+)\b")
_FEWEST = 3  # cells: what it is, its day and its number


def in_a_line(row: str) -> str:
    """A row's cells (parted by « | ») as one would cite the act in a sentence; the row itself where it holds no act."""
    cells = [cell.strip() for cell in row.split(" | ")]
    if len(cells) < _FEWEST:
        return row
    kind = next((at for at, cell in enumerate(cells) if _KIND.match(cell) and len(cell) < 60), None)
    day = next((at for at, cell in enumerate(cells) if _DAY.fullmatch(cell)), None)
    if kind is None or day is None:
        return row
    number = next((at for at in range(kind + 1, len(cells)) if at != day and _NUMBER.fullmatch(cells[at])), None)
    if number is None:
        return row
    rest = [cell for at, cell in enumerate(cells) if at > kind and at not in {day, number}]
    title = [cell for cell in rest if _TITLE.match(cell)] or rest[1:]
    body = next((cell for cell in rest if cell not in title), "")
    is_law = "закон" in cells[kind].lower()  # which is always parliament's
    said = f"{cells[kind]} {body}" if body and not is_law else cells[kind]
    named = f" «{' '.join(title)}»" if title else ""
    return f"{said} от {cells[day].removeprefix('от ').strip()} № {_digits(cells[number])}{named}"


def _digits(cell: str) -> str:
    match = _NUMBER.fullmatch(cell)
    return match[1] if match else cell
