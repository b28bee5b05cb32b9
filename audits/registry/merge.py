"""An import meets a registry: rows are matched by ИНН (ОГРН), a person's corrections survive, every difference is told.

The merge is three-way. What the source said last time is kept in a file beside the registry (`….source.csv`): a value
that differs from it was written by a person and stays; a value equal to it follows the source. A difference that cannot
be told apart so, and one where both sides changed, is a conflict: the registry's value stays, the source's is reported.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

import msgspec

from audits.registry.cells import blank, plain
from audits.registry.headings import NAMES, column_of, recognised
from audits.registry.incoming import Incoming
from audits.registry.site import absolute
from audits.registry.tables import read_table
from rules.phones import find_phones
from rules.wording import normal

COLUMNS = tuple(NAMES)
SOURCED = tuple(column for column in COLUMNS if column != "id")
Row = list[str]


class Kind(StrEnum):
    """What an import did, or did not do, to one organization."""

    ADDED = "added"
    CHANGED = "changed"
    CONFLICT = "conflict"
    GONE = "gone"


class Change(msgspec.Struct, frozen=True):
    """One line of the report. `was` stands in the registry, `says` in the source; empty `column`: the whole row."""

    kind: Kind
    id: str
    inn: str
    name: str
    column: str = ""
    was: str = ""
    says: str = ""


class RegistryTable:
    """A registry file as a table: its own headings, columns we do not know, and rows in their order."""

    def __init__(self, above: list[Row], headings: list[str], rows: list[Row]) -> None:
        self.above = above  # titles over the headings: kept as they are
        self.headings = headings
        self.columns = [column_of(heading) for heading in headings]
        self.rows = [row + [""] * (len(headings) - len(row)) for row in rows]

    @classmethod
    def empty(cls) -> RegistryTable:
        """A registry that does not exist yet."""
        return cls([], list(COLUMNS), [])

    @classmethod
    def read(cls, path: Path) -> RegistryTable:
        """The table in `path`. Raises `UnreadableError`."""
        rows = [list(row) for _, row in read_table(path).rows]
        head = next((index for index, row in enumerate(rows[:10]) if recognised(row) >= 2), 0)
        return cls(rows[:head], rows[head], rows[head + 1 :])

    def add_columns(self, wanted: Iterable[str]) -> None:
        """Append missing columns, headed in the language of the others."""
        russian = any("а" <= letter <= "я" for heading in self.headings for letter in heading.lower())
        for column in wanted:
            if column not in self.columns:
                self.columns.append(column)
                self.headings.append(NAMES[column][0] if russian else column)
                for row in self.rows:
                    row.append("")

    def value(self, row: Row, column: str) -> str:
        """A cell by column; empty when the registry has no such column."""
        return plain(row[self.columns.index(column)]) if column in self.columns else ""


class Merge:
    """One import into one registry. `lines` yields the new file's rows while the source is read, once."""

    def __init__(
        self, table: RegistryTable, before: Mapping[str, Mapping[str, str]], tell: Callable[[Change], None]
    ) -> None:
        table.add_columns(COLUMNS)
        self._table = table
        self._at = {column: table.columns.index(column) for column in COLUMNS}
        self._before = before  # what the source said last time, by `source_key`
        self._tell = tell
        self._matched: set[int] = set()
        self._ids: set[str] = set()
        self._by: dict[str, dict[str, list[int]]] = {"id": {}, "inn": {}, "ogrn": {}}
        for number, row in enumerate(table.rows):
            self._ids.add(self._cell(row, "id"))
            for column, index in self._by.items():
                if value := self._cell(row, column):
                    index.setdefault(value, []).append(number)

    def lines(self, source: Iterable[Incoming], remember: Callable[[Incoming], None]) -> Iterator[Row]:
        """Rows of the merged file: first what it had, in its order, then what is new."""
        new: Iterator[Row] = self._take(source, remember)
        if self._table.rows:  # changes may come to any row, so all of the source is read before the first is written
            added = list(new)
            yield from (*self._table.above, self._table.headings, *self._table.rows, *added)
        else:
            yield from (*self._table.above, self._table.headings)
            yield from new
        for number, row in enumerate(self._table.rows):
            if number not in self._matched and self._cell(row, "subject") in ("", "organization", "организация"):
                self._tell(self._change(Kind.GONE, row))

    def _take(self, source: Iterable[Incoming], remember: Callable[[Incoming], None]) -> Iterator[Row]:
        for one in source:
            if not one.values.get("name"):
                continue
            remember(one)
            number = self._find(one)
            if number is not None:
                self._matched.add(number)
                self._update(self._table.rows[number], one)
                continue
            row = [""] * len(self._table.headings)
            for column in COLUMNS:
                row[self._at[column]] = one.values.get(column, "")
            row[self._at["id"]] = self._free_id(one)
            self._tell(self._change(Kind.ADDED, row))
            yield row

    def _find(self, one: Incoming) -> int | None:
        """The row this is about: by its code, else by ИНН, else by ОГРН; a branch is not its parent organization."""
        values = one.values
        for column in ("id", "inn", "ogrn"):
            rows = [n for n in self._by[column].get(values.get(column, ""), ()) if n not in self._matched]
            if column != "id":
                branch = "филиал" in normal(values["name"])
                rows = [n for n in rows if ("филиал" in normal(self._cell(self._table.rows[n], "name"))) is branch]
            if rows:
                name = normal(values["name"])
                return next((n for n in rows if normal(self._cell(self._table.rows[n], "name")) == name), rows[0])
        return None

    def _update(self, row: Row, one: Incoming) -> None:
        before = self._before.get(source_key(one.values), {})
        for column in SOURCED:
            says, was = one.values.get(column, ""), self._cell(row, column)
            if not says or column == "sector_note":
                continue
            once = before.get(column)
            if same(column, was, says) or (once is not None and same(column, once, says)):
                continue
            if blank(was) or (once is not None and same(column, was, once)):
                row[self._at[column]] = says
                self._tell(self._change(Kind.CHANGED, row, column, was, says))
                if column == "sector":
                    row[self._at["sector_note"]] = one.values.get("sector_note", "")
            elif column not in one.guessed:
                self._tell(self._change(Kind.CONFLICT, row, column, was, says))

    def _free_id(self, one: Incoming) -> str:
        wanted = one.values.get("id") or one.inn or one.values.get("ogrn") or "без-кода"
        id, number = wanted, 1
        while id in self._ids:
            number += 1
            id = f"{wanted}-{number}"
        self._ids.add(id)
        return id

    def _cell(self, row: Row, column: str) -> str:
        return plain(row[self._at[column]])

    def _change(self, kind: Kind, row: Row, column: str = "", was: str = "", says: str = "") -> Change:
        return Change(kind, self._cell(row, "id"), self._cell(row, "inn"), self._cell(row, "name"), column, was, says)


def same(column: str, left: str, right: str) -> bool:
    """Whether two cells say the same: spelling of addresses, numbers, quotes and capitals aside."""
    if left == right or (blank(left) and blank(right)):
        return True
    if column in ("site", "founder_site"):
        bare = [(absolute(cell) or cell).partition("://")[2].removeprefix("www.").rstrip("/") for cell in (left, right)]
        return bool(bare[0]) and bare[0] == bare[1]
    if column == "phone":
        numbers = [{phone.digits for phone in find_phones(cell)} for cell in (left, right)]
        return bool(numbers[0]) and numbers[0] == numbers[1]
    return normal(left) == normal(right)


def source_key(values: Mapping[str, str]) -> str:
    """What a source's record is remembered by."""
    return values.get("id") or values.get("inn") or values.get("ogrn") or ""


def read_source(path: Path, wanted: Callable[[Mapping[str, str]], bool]) -> dict[str, dict[str, str]]:
    """What the source said last time of the organizations `wanted`; nothing when this is the first import."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {source_key(row): row for row in csv.DictReader(file) if wanted(row)}
