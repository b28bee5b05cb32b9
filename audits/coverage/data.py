"""What the registry does not know: contracts, scores, respondents, plans. A few CSV files with clear headings.

A line that begins with `#` is a comment. Numbers may have spaces between thousands and a decimal comma. A file that
is not there means: nothing is known, and its table says so.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from audits.errors import InputError
from audits.refusals import because
from rules.model import Sector


class Contract(msgspec.Struct, frozen=True):
    """An operator's contract. `amount` in roubles."""

    year: int
    sector: Sector
    operator: str
    number: str
    on: date | None
    amount: float | None


class Score(msgspec.Struct, frozen=True):
    """An organization's score of one year, 0…100. `kind`: the sort it is ranked within («дошкольное образование»)."""

    year: int
    organization: str
    kind: str
    value: float


class Respondents(msgspec.Struct, frozen=True):
    """How many people were asked; `count` None: unknown, `note` says why."""

    year: int
    sector: Sector
    count: int | None
    note: str


class Planned(msgspec.Struct, frozen=True):
    """How many organizations a sector means to assess in a year."""

    year: int
    sector: Sector
    count: int


class PlanProgress(msgspec.Struct, frozen=True):
    """Measures of plans in one month: all, done, overdue."""

    month: str  # YYYY-MM
    sector: Sector
    total: int
    done: int
    overdue: int


class Act(msgspec.Struct, frozen=True):
    """A regional act about the assessment."""

    sector: Sector
    body: str
    kind: str
    on: date | None
    number: str
    title: str


class Member(msgspec.Struct, frozen=True):
    """A member of a public council and whom they stand for."""

    sector: Sector
    council: str
    name: str
    position: str
    represents: str


class Meeting(msgspec.Struct, frozen=True):
    """A council's meeting by its minutes."""

    sector: Sector
    on: date
    number: str
    decided: str


class Proposal(msgspec.Struct, frozen=True):
    """A shortcoming the councils found, what they propose, and at how many organizations."""

    year: int
    sector: Sector
    shortcoming: str
    proposal: str
    count: int | None


class Measure(msgspec.Struct, frozen=True):
    """What a year's results had for consequences: plans approved, people praised and punished."""

    year: int
    sector: Sector
    approved_by: str
    published_at: str
    rewards: int | None
    penalties: int | None


class PublicData(msgspec.Struct, frozen=True):
    """All the files of one directory."""

    contracts: tuple[Contract, ...] = ()
    scores: tuple[Score, ...] = ()
    respondents: tuple[Respondents, ...] = ()
    planned: tuple[Planned, ...] = ()
    progress: tuple[PlanProgress, ...] = ()
    acts: tuple[Act, ...] = ()
    members: tuple[Member, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    measures: tuple[Measure, ...] = ()
    lacking: frozenset[str] = frozenset()  # files that are not there
    unused: tuple[str, ...] = ()  # tables that are there under other names: perhaps one of these, misspelt

    def nothing(self, file: str, year: int | None = None) -> str:
        """Why a table is empty: what is not there must not look like a file without rows."""
        if file in self.lacking:
            return f"Файла {file} нет."
        return f"За {year} год в {file} ничего нет." if year else f"В {file} ничего нет."


Row = dict[str, str]
Made = TypeVar("Made")

COLUMNS = {
    "operators.csv": ("year", "sector", "operator", "contract", "contract_date", "amount"),
    "scores.csv": ("year", "organization", "kind", "score"),
    "respondents.csv": ("year", "sector", "respondents", "note"),
    "planned.csv": ("year", "sector", "planned"),
    "plan_progress.csv": ("month", "sector", "total", "done", "overdue"),
    "acts.csv": ("sector", "body", "kind", "date", "number", "title"),
    "council_members.csv": ("sector", "council", "name", "position", "represents"),
    "council_meetings.csv": ("date", "sector", "number", "decided"),
    "proposals.csv": ("year", "sector", "shortcoming", "proposal", "count"),
    "measures.csv": ("year", "sector", "approved_by", "published_at", "rewards", "penalties"),
}


def load_public_data(directory: Path) -> PublicData:
    """Read the files of `directory`.

    Raises:
        InputError: there is no such directory, nothing of the kind in it, or a cell is not what its heading says; the
            message names file, line and column.
    """
    if not directory.is_dir():
        raise InputError(f"Таблицы не составлены: каталога {directory} нет.", "Образец: data/public-report.sample")
    lacking = frozenset(name for name in COLUMNS if not (directory / name).is_file())
    if len(lacking) == len(COLUMNS):
        raise InputError(
            f"Таблицы не составлены: в каталоге {directory} нет ни одного из файлов с данными.",
            f"Назовите их так: {', '.join(COLUMNS)}. Образец: data/public-report.sample",
        )
    return PublicData(
        lacking=lacking,
        unused=tuple(sorted(path.name for path in directory.glob("*.csv") if path.name not in COLUMNS)),
        contracts=tuple(_each(directory, "operators.csv", _contract)),
        scores=tuple(_each(directory, "scores.csv", _score)),
        respondents=tuple(_each(directory, "respondents.csv", _respondents)),
        planned=tuple(_each(directory, "planned.csv", _planned)),
        progress=tuple(_each(directory, "plan_progress.csv", _progress)),
        acts=tuple(_each(directory, "acts.csv", _act)),
        members=tuple(_each(directory, "council_members.csv", _member)),
        meetings=tuple(_each(directory, "council_meetings.csv", _meeting)),
        proposals=tuple(_each(directory, "proposals.csv", _proposal)),
        measures=tuple(_each(directory, "measures.csv", _measure)),
    )


def _each(directory: Path, name: str, make: Callable[[Row], Made]) -> Iterator[Made]:
    path = directory / name
    if not path.is_file():
        return
    lines = _text(path).splitlines()
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        return
    delimiter = ";" if ";" in numbered[0][1] else ","
    heads = [head.strip() for head in next(csv.reader([numbered[0][1]], delimiter=delimiter))]
    missing = [column for column in COLUMNS[name] if column not in heads]
    if missing:
        raise InputError(
            f"Таблицы не составлены: в {path} нет колонки {', '.join(missing)}.", f"Нужны: {', '.join(COLUMNS[name])}."
        )
    for number, line in numbered[1:]:
        cells = next(csv.reader([line], delimiter=delimiter))
        row = {head: cell.strip() for head, cell in zip(heads, cells, strict=False)}
        try:
            yield make({column: row.get(column, "") for column in COLUMNS[name]})
        except ValueError as error:
            raise InputError(
                f"Таблицы не составлены: {path}, строка {number}: {error}.", "Исправьте строку и повторите."
            ) from error


def _text(path: Path) -> str:
    """The file in UTF-8 or, as old spreadsheets write it, in windows-1251; a registry is read the same way."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"Таблицы не составлены: {path} не прочитан: {because(error)}.", "Проверьте файл и право на чтение."
        ) from error
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(
        f"Таблицы не составлены: {path} не прочитан: кодировка не понята.", "Сохраните файл в UTF-8 или windows-1251."
    )


def _contract(row: Row) -> Contract:
    on = _day(row["contract_date"]) if row["contract_date"] else None
    amount = _number("amount", row["amount"]) if row["amount"] else None
    return Contract(_year(row), _sector(row), row["operator"], row["contract"], on, amount)


def _score(row: Row) -> Score:
    value = _number("score", row["score"])
    if not 0 <= value <= 100:
        raise ValueError(f"score — от 0 до 100, а стоит «{row['score']}»")
    if not row["organization"]:
        raise ValueError("organization пуст: нужен код организации из реестра")
    return Score(_year(row), row["organization"], row["kind"], value)


def _respondents(row: Row) -> Respondents:
    count = int(_number("respondents", row["respondents"])) if row["respondents"] else None
    return Respondents(_year(row), _sector(row), count, row["note"])


def _planned(row: Row) -> Planned:
    return Planned(_year(row), _sector(row), int(_number("planned", row["planned"])))


def _progress(row: Row) -> PlanProgress:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", row["month"]):
        raise ValueError(f"month — вида 2026-03, а стоит «{row['month']}»")
    total, done, overdue = (int(_number(name, row[name])) for name in ("total", "done", "overdue"))
    if done + overdue > total:
        raise ValueError(f"done и overdue вместе больше, чем total: {done} + {overdue} > {total}")
    return PlanProgress(row["month"], _sector(row), total, done, overdue)


def _act(row: Row) -> Act:
    on = _day(row["date"]) if row["date"] else None
    return Act(_sector(row), row["body"], row["kind"], on, row["number"], row["title"])


def _member(row: Row) -> Member:
    return Member(_sector(row), row["council"], row["name"], row["position"], row["represents"])


def _meeting(row: Row) -> Meeting:
    return Meeting(_sector(row), _day(row["date"]), row["number"], row["decided"])


def _proposal(row: Row) -> Proposal:
    return Proposal(_year(row), _sector(row), row["shortcoming"], row["proposal"], _count(row, "count"))


def _measure(row: Row) -> Measure:
    counts = _count(row, "rewards"), _count(row, "penalties")
    return Measure(_year(row), _sector(row), row["approved_by"], row["published_at"], *counts)


def _count(row: Row, name: str) -> int | None:
    return int(_number(name, row[name])) if row[name] else None


def _year(row: Row) -> int:
    if not re.fullmatch(r"20\d\d", row["year"]):
        raise ValueError(f"year — год вида 2025, а стоит «{row['year']}»")
    return int(row["year"])


def _sector(row: Row) -> Sector:
    try:
        return Sector(row["sector"])
    except ValueError:
        raise ValueError(f"sector — одно из {', '.join(Sector)}, а стоит «{row['sector']}»") from None


def _day(text: str) -> date:
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"дата — вида 14.03.2023, а стоит «{text}»") from None


def _number(name: str, text: str) -> float:
    cleaned = re.sub(r"\s", "", text).replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?", cleaned):
        raise ValueError(f"{name} — число, а стоит «{text}»")
    return float(cleaned)
