"""Rows of a table that are about the table: headings once more, numbers of columns, sections, totals, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audits.registry.cells import SECTORS, plain
from audits.registry.headings import key_of

_TOTAL = re.compile(r"(?i)^(?:итого|всего|общий итог|total)\b")
_NAMED = re.compile(r"[«»\"„“”№]")  # what names of institutions have and titles of sections do not
_PART = re.compile(
    r"(?i)^(?:под)?раздел\b|^(?:глава|часть|блок|группа)\b|(?:^|\s)(?:организации|учреждения|органы|больницы|школы|район|округ)\b"
)
_NUMBER_OF_PART = re.compile(r"(?i)^(?:\d{1,2}|[ivxlc]+|[іхv]+)[.)]*$")
_FEW = 3  # headings: in a narrower table a row of one cell is a row with the rest left out


def why_aside(row: Sequence[str], headings: Sequence[str], columns: Sequence[str]) -> str:
    """Why a row is about no organization, to be told; empty when it is to be read as one."""
    filled = {index: cell for index, cell in enumerate(row) if cell}
    if not filled:
        return ""
    if _repeats(filled, headings):
        return "заголовки повторяются, строка пропущена"
    if is_numbering(row):
        return "строка с номерами колонок пропущена"
    first_at, first = next(iter(filled.items()))
    first = plain(first)
    at = {name: columns.index(name) for name in ("id", "name")}
    code, name = (plain(filled.get(index, "")) for index in at.values())
    if _TOTAL.match(first) and (not code or not name or first_at == at["id"]):
        return f"строка итогов пропущена: «{first}»"
    if len(headings) < _FEW:
        return ""
    if len(filled) == 1 and _is_text(first, first_at, at):
        return (
            f"в строке только «{first}»: похоже на раздел, примечание или подпись, строка пропущена. "
            "Если это организация, впишите её код и наименование"
        )
    if len(filled) == 2 and code and _NUMBER_OF_PART.match(code) and _is_part(name):
        return f"строка раздела пропущена: «{code} {name}»"
    return ""


def is_numbering(row: Sequence[str]) -> bool:
    """Whether a row only numbers the columns, as tables of official papers do."""
    numbers = [cell for cell in row if cell]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _repeats(filled: dict[int, str], headings: Sequence[str]) -> bool:
    if len(filled) < 2 or max(filled) >= len(headings):
        return False
    return all(key_of(cell) and key_of(cell) == key_of(headings[index]) for index, cell in filled.items())


def _is_text(text: str, index: int, at: dict[str, int]) -> bool:
    """Whether the only text of a row is no code and no name of an organization."""
    if index == at["id"]:
        return not _NAMED.search(text) and (" " in text or re.fullmatch(r"[А-Яа-яЁё-]+", text) is not None)
    return index != at["name"] or _is_part(text)


def _is_part(text: str) -> bool:
    return not _NAMED.search(text) and (text.casefold() in SECTORS or _PART.search(text) is not None)
