"""Which column is which: English and Russian headings, tolerant of case, spaces and punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("код", "идентификатор", "код организации"),
    "name": ("наименование", "название", "наименование организации", "полное наименование"),
    "subject": ("вид", "вид субъекта"),
    "sector": ("сфера", "отрасль", "сфера деятельности"),
    "ownership": ("принадлежность", "форма собственности"),
    "municipality": ("муниципалитет", "муниципальное образование", "район"),
    "inn": ("инн",),
    "email": ("e-mail", "почта", "электронная почта", "адрес электронной почты", "эл. почта"),
    "phone": ("телефон", "телефоны", "номер телефона"),
    "site": ("сайт", "адрес сайта", "официальный сайт", "url", "website"),
    "founder_site": ("сайт учредителя", "адрес сайта учредителя"),
    "bus_gov_id": ("код bus.gov.ru", "номер bus.gov.ru", "карточка bus.gov.ru", "номер карточки", "bus.gov.ru"),
    "assessed_years": ("годы оценки", "годы нок", "годы"),
    "ogrn": ("огрн",),
    "sector_note": ("пояснение к сфере", "откуда сфера"),
}
REQUIRED = ("id", "name")
KEPT = ("ogrn", "sector_note")  # known, not judged by: they serve an import and its reader


def _key(heading: str) -> str:
    return re.sub(r"[\W_]+", "", heading.casefold().replace("ё", "е"))


_COLUMNS = {_key(name): column for column, names in NAMES.items() for name in (column, *names)}


def column_of(heading: str) -> str:
    """The column a heading means; "код (id)" and "id (код)" are understood too. Empty: none of ours."""
    found = _COLUMNS.get(_key(heading))
    if found is None:
        parts = {_COLUMNS.get(_key(part), "") for part in re.split(r"[()/]", heading)} - {""}
        found = parts.pop() if len(parts) == 1 else ""
    return found


def recognised(row: Sequence[str]) -> int:
    """How many cells of a row are headings of ours."""
    return len({column_of(cell) for cell in row} - {""})


def title(column: str) -> str:
    """The column's two names, for messages."""
    return f"{column} ({NAMES[column][0]})"


def find_headings(first: Sequence[Sequence[str]]) -> tuple[int, int, tuple[str, ...]]:
    """Where the headings stand among the first rows of a table: (row, rows they take, their texts).

    Merged cells make headings of two rows: «Контакты» over «сайт» and «почта», beside «ИНН» that takes both.
    """
    at = next((index for index, row in enumerate(first) if recognised(row) >= 2), 0)
    for upper in (at, at - 1):
        if 0 <= upper < len(first) - 1:
            joined = _joined(first[upper], first[upper + 1])
            if joined and recognised(joined) > recognised(first[at]):
                return upper, 2, joined
    return at, 1, tuple(first[at])


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Two rows of headings as one; nothing when the lower one is no continuation of the upper one."""
    width = max(len(upper), len(lower))
    pairs = [(_at(upper, index), _at(lower, index)) for index in range(width)]
    if any(column_of(above) and below and not column_of(below) for above, below in pairs):
        return ()
    return tuple(below if column_of(below) or (not column_of(above) and below) else above for above, below in pairs)


def _at(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""


def is_numbering(row: Sequence[str]) -> bool:
    """Whether a row only numbers the columns, as tables of official papers do."""
    numbers = [cell for cell in row if cell]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]
