"""Which column is which: English and Russian headings, in the words people use for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from audits.registry.cells import SUBJECTS, blank, plain
from audits.registry.vocabulary import by_last_resort, by_words, changes_meaning

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
HEAD = 10  # rows among which headings are looked for

_INSIDE = re.compile(r"\(([^()]*)\)")
_ORDINAL = re.compile(r"^\s*\d{1,2}\s*[.)]\s*(?=\D)")  # «3. Наименование»


def key_of(heading: str) -> str:
    """What two spellings of one heading have in common."""
    return re.sub(r"[\W_]+", "", heading.casefold().replace("ё", "е"))


_COLUMNS = {key_of(name): column for column, names in NAMES.items() for name in (column, *names)}


def column_of(heading: str) -> str:
    """The column a heading means, by its name or by its words. Empty: none of ours, or nobody can be sure.

    What stands in brackets explains («ИНН (10 цифр)», «код (id)») unless it makes it somebody else's («телефон
    (руководителя)») or another column («сайт (e-mail)»).
    """
    heading = _ORDINAL.sub("", heading)
    if found := _named(heading) or by_words(heading):
        return found
    bare = _INSIDE.sub(" ", heading)
    found = _named(bare) or by_words(bare)
    inside: list[str] = _INSIDE.findall(heading)
    if any(changes_meaning(part) or _named(part) not in ("", found) for part in inside):
        return ""
    return found


def _named(heading: str) -> str:
    return _COLUMNS.get(key_of(heading), "")


def columns_of(headings: Sequence[str], below: Sequence[Sequence[str]] = ()) -> list[str]:
    """The column of each heading; `below`: rows under them, that a guess is held against.

    A heading known by its words gives way to one that bears the column's name, and the second such to the first. A
    row of an unknown kind is not taken: a column is the kind's only where its cells say so.
    """
    columns = [_named(_ORDINAL.sub("", heading)) for heading in headings]
    for guessed in (column_of, by_last_resort):
        for index, heading in enumerate(headings):
            guess = "" if columns[index] else guessed(heading)
            if guess and guess not in columns and (guess != "subject" or _are_kinds(row[index:] for row in below)):
                columns[index] = guess
    return columns


def _are_kinds(below: Iterable[Sequence[str]]) -> bool:
    values = [plain(row[0]).casefold() for row in below if row and not blank(row[0])]
    return bool(values) and 2 * sum(value in SUBJECTS for value in values) >= len(values)


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
