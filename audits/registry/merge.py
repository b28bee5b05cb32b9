"""An import meets a registry: rows are matched by ИНН (ОГРН), a person's corrections survive, every difference is told.

The merge is three-way. What the source said last time is kept in a file beside the registry (`….source.csv`): a value
that differs from it was written by a person and stays; a value equal to it follows the source. A difference that cannot
be told apart so, and one where both sides changed, is a conflict: the registry's value stays, the source's is reported.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import TypeAlias

import msgspec

from audits.registry.cells import blank, plain
from audits.registry.headings import HEAD, NAMES, columns_of, find_headings, key_of
from audits.registry.incoming import Incoming
from audits.registry.site import absolute
from audits.registry.spool import Keys, Spool
from audits.registry.tables import open_table
from rules.language.phones import find_phones
from rules.language.wording import normal

COLUMNS = tuple(NAMES)
SOURCED = tuple(column for column in COLUMNS if column != "id")
Row: TypeAlias = list[str]


class ChangeKind(StrEnum):
    """What an import did, or did not do, to one organization."""

    ADDED = "added"
    CHANGED = "changed"
    CONFLICT = "conflict"
    GONE = "gone"


class Change(msgspec.Struct, frozen=True):
    """One line of the report. `was` stands in the registry, `says` in the source; empty `column`: the whole row."""

    kind: ChangeKind
    id: str
    inn: str
    name: str
    column: str = ""
    was: str = ""
    says: str = ""


class RegistryTable:
    """A registry file as a table: its own headings, columns we do not know, and rows in their order, on disk."""

    def __init__(
        self,
        rows: Spool[Row],
        headings: Iterable[str] = COLUMNS,
        columns: Iterable[str] = COLUMNS,
        above: Iterable[Row] = (),
    ) -> None:
        self.above = list(above)  # titles over the headings: kept as they are
        self.headings = list(headings)
        self.columns = list(columns)
        self.rows = rows

    @classmethod
    @contextmanager
    def open(cls, path: Path | None) -> Iterator[RegistryTable]:
        """The table in `path`; None: a registry that does not exist yet. Raises `UnreadableError`."""
        with Spool(Row) as spool:
            if path is None:
                yield cls(spool)
                return
            with open_table(path) as table:
                headings: Row = []
                columns: list[str] = []
                above: list[Row] = []
                sheets = []
                for sheet in table.sheets:
                    lines = (list(line.cells) for line in sheet.rows)
                    first = list(islice(lines, HEAD))
                    at, taken, found = find_headings(first)
                    above += first[:at]
                    below = first[at + taken :]
                    sheets.append((_places(headings, columns, found, columns_of(found, below)), chain(below, lines)))
                for order, rows in sheets:
                    for row in rows:
                        spool.append(_placed(row, order, len(headings)))
            yield cls(spool, headings, columns, above)

    def add_columns(self, wanted: Iterable[str]) -> None:
        """Append missing columns, headed in the language of the others."""
        russian = any("а" <= letter <= "я" for heading in self.headings for letter in heading.lower())
        missing = [column for column in wanted if column not in self.columns]
        self.columns += missing
        self.headings += [NAMES[column][0] if russian else column for column in missing]

    def row(self, number: int) -> Row:
        """A row with a cell under every heading."""
        row = self.rows[number]
        return row + [""] * (len(self.headings) - len(row))


def _places(headings: Row, columns: list[str], found: Sequence[str], own: Sequence[str]) -> list[int]:
    """Where the cells of one sheet stand in the table; headings that another sheet did not have are added to it."""
    order: list[int] = []
    for heading, column in zip(found, own, strict=True):
        alike = (
            index
            for index in range(len(headings))
            if index not in order
            and (columns[index] == column if column else key_of(headings[index]) == key_of(heading))
        )
        index = next(alike, len(headings))
        if index == len(headings):
            headings.append(heading)
            columns.append(column)
        order.append(index)
    return order


def _placed(row: Row, order: Sequence[int], width: int) -> Row:
    placed = [""] * width
    for index, cell in zip(order, row, strict=False):
        placed[index] = cell
    return placed + row[len(order) :]


class Merge:
    """One import into one registry. `lines` yields the new file's rows while the source is read, once."""

    def __init__(self, table: RegistryTable, before: SourceMemory, tell: Callable[[Change], None]) -> None:
        table.add_columns(COLUMNS)
        self._table = table
        self._at = {column: table.columns.index(column) for column in COLUMNS}
        self._before = before  # what the source said last time
        self._tell = tell
        self._size = len(table.rows)  # rows the registry had; what is added comes after them
        self._matched = bytearray(self._size)
        self._ids: set[str] = set()
        self._by = {"id": Keys(), "inn": Keys(), "ogrn": Keys()}
        for number in range(self._size):
            row = table.row(number)
            self._ids.add(self._cell(row, "id"))
            for column, keys in self._by.items():
                keys.add(self._cell(row, column), number)

    def lines(self, source: Iterable[Incoming], remember: Callable[[Incoming], None]) -> Iterator[Row]:
        """Rows of the merged file: first what it had, in its order, then what is new."""
        new: Iterable[Row] = self._take(source, remember)
        if self._size:  # changes may come to any row, so all of the source is read before the first is written
            for row in new:
                self._table.rows.append(row)
            new = ()
        yield from (*self._table.above, self._table.headings)
        yield from map(self._table.row, range(len(self._table.rows)))
        yield from new
        for number in range(self._size):
            row = self._table.row(number)
            if not self._matched[number] and self._cell(row, "subject") in ("", "organization", "организация"):
                self._tell(self._change(ChangeKind.GONE, row))

    def _take(self, source: Iterable[Incoming], remember: Callable[[Incoming], None]) -> Iterator[Row]:
        for one in source:
            if not one.values.get("name"):
                continue
            remember(one)
            found = self._find(one) if self._size else None
            if found is not None:
                self._update(*found, one)
                continue
            row = [""] * len(self._table.headings)
            for column in COLUMNS:
                row[self._at[column]] = one.values.get(column, "")
            row[self._at["id"]] = self._free_id(one)
            self._tell(self._change(ChangeKind.ADDED, row))
            yield row

    def _find(self, one: Incoming) -> tuple[int, Row] | None:
        """The row this is about: by its code, else by ИНН, else by ОГРН; a branch is not its parent organization."""
        name = normal(one.values["name"])
        for column, keys in self._by.items():
            value = one.values.get(column, "")
            numbers = [number for number in keys.find(value) if not self._matched[number]]
            rows = [(number, row) for number in numbers if self._cell(row := self._table.row(number), column) == value]
            if column != "id":
                branch = "филиал" in name
                rows = [pair for pair in rows if ("филиал" in normal(self._cell(pair[1], "name"))) is branch]
            if rows:
                found = next((pair for pair in rows if normal(self._cell(pair[1], "name")) == name), rows[0])
                self._matched[found[0]] = True
                return found
        return None

    def _update(self, number: int, row: Row, one: Incoming) -> None:
        before: Mapping[str, str] | None = None
        changed = False
        for column in SOURCED:
            says, was = one.values.get(column, ""), self._cell(row, column)
            if not says or column == "sector_note" or same(column, was, says):
                continue
            if before is None:
                before = self._before.of(one.values)
            once = before.get(column)
            if once is not None and same(column, once, says):
                continue
            if blank(was) or (once is not None and same(column, was, once)):
                changed = True
                row[self._at[column]] = says
                self._tell(self._change(ChangeKind.CHANGED, row, column, was, says))
                if column == "sector":
                    row[self._at["sector_note"]] = one.values.get("sector_note", "")
            elif column not in one.guessed:
                self._tell(self._change(ChangeKind.CONFLICT, row, column, was, says))
        if changed:
            self._table.rows[number] = row

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

    def _change(self, kind: ChangeKind, row: Row, column: str = "", was: str = "", says: str = "") -> Change:
        return Change(kind, self._cell(row, "id"), self._cell(row, "inn"), self._cell(row, "name"), column, was, says)


class SourceMemory:
    """What the source said last time, on disk: kept beside the registry between imports, asked for row by row."""

    def __init__(self, rows: Spool[dict[str, str]]) -> None:
        self._rows = rows
        self._keys = Keys()

    @classmethod
    @contextmanager
    def open(cls, path: Path | None) -> Iterator[SourceMemory]:
        """The memory in `path`; empty when this is the first import."""
        with Spool(dict[str, str]) as spool:
            memory = cls(spool)
            if path is not None and path.is_file():
                with path.open(encoding="utf-8", newline="") as file:
                    for row in csv.DictReader(file):
                        memory._keys.add(source_key(row), spool.append(row))
            yield memory

    def of(self, values: Mapping[str, str]) -> Mapping[str, str]:
        """What it said of the organization with these values; nothing when it did not know it."""
        key = source_key(values)
        found = (self._rows[number] for number in self._keys.find(key))
        return next((row for row in found if source_key(row) == key), {})


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
