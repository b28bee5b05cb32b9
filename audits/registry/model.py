"""What reading a registry gives: organizations, and everything a person should know about the file."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from audits.errors import ToldError
from rules.model import Organization

QUOTED = 60  # a longer cell is not quoted where a problem is told


class Severity(StrEnum):
    """An error must be corrected; a warning says what was understood."""

    ERROR = "error"
    WARNING = "warning"


class Remark(msgspec.Struct, frozen=True):
    """A problem before its place is known."""

    message: str
    severity: Severity = Severity.WARNING


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong at one place. `line` is the row's number as the person's program shows it; 0: the whole file."""

    line: int
    column: str  # heading as written in the file; empty: the whole row
    value: str
    severity: Severity
    message: str  # Russian: what is wrong, what was done with it, what to do
    place: str = ""  # what a person finds it by where a line is not enough: a sheet, a name in open data
    code: str = ""  # of the row's organization, as it stands there

    def __str__(self) -> str:
        place = self.place or (f"строка {self.line}" if self.line else "файл")
        if self.column:
            place += f", колонка «{self.column}»"
        quoted = self.column and 0 < len(self.value) <= QUOTED and self.value not in self.message
        about = (f"организация {self.code}" if self.code else "", f"значение «{self.value}»" if quoted else "")
        return f"{place}: {self.message}" + (f" ({', '.join(filter(None, about))})" if any(about) else "")


class Line(msgspec.Struct, frozen=True):
    """A row of a table. `number`: as the person's program shows it; `remarks`: on how it came to these cells."""

    number: int
    cells: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()


class Sheet(msgspec.Struct, frozen=True):
    """Rows with headings of their own; they may be a stream that can be gone through once. `title`: of one of many."""

    rows: Iterable[Line]
    title: str = ""


class Table(msgspec.Struct, frozen=True):
    """What a file holds: one sheet, or several of the same kind."""

    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...] = ()


class UnreadableError(ToldError):
    """The file as a whole cannot be read. The message is Russian: why, and what to do."""


class RegistryReport(msgspec.Struct, frozen=True):
    """The result of loading: `rows` = len(organizations) + len(rejected), always."""

    path: str
    organizations: tuple[Organization, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: int = 0
    rejected: tuple[int, ...] = ()  # lines of rows that could not be kept

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be corrected."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was understood on a guess."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)
