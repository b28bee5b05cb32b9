"""Registry file → organizations and problems. Good rows are kept, nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from pathlib import Path

import msgspec

from audits.registry.asides import why_aside
from audits.registry.headings import HEAD, NAMES, REQUIRED, column_of, columns_of, find_headings, recognised, title
from audits.registry.incoming import incoming_of
from audits.registry.model import Line, Problem, RegistryReport, Severity, Sheet, Table, UnreadableError
from audits.registry.opendata import Institution, OpenDataError, is_open_data, reading_open_data
from audits.registry.row import Row
from audits.registry.tables import open_table
from audits.registry.twins import Met
from rules.model import Organization


def load_registry(path: Path | str, on: date | None = None) -> RegistryReport:
    """Read a registry (README: "Auditing your own registry"). What is wrong with the file is reported, never raised.

    `on`: the day that years of assessment are held against.
    """
    path = Path(path)
    problems: list[Problem] = []
    reading = Reading(path, problems.append, on)
    try:
        kept = tuple(reading)
    except (UnreadableError, OpenDataError) as error:
        return RegistryReport(str(path), problems=(_whole(f"реестр не прочитан: {error}"),))
    return RegistryReport(str(path), kept, tuple(problems), reading.rows, tuple(reading.rejected))


class Reading:
    """Organizations of a file, one by one, and what there is to say of each row while it is read.

    Iterating raises `UnreadableError` or `OpenDataError`. Afterwards `rows` = organizations + len(rejected).
    """

    def __init__(self, path: Path, tell: Callable[[Problem], None], on: date | None = None) -> None:
        self.rows = 0
        self.rejected: list[int] = []  # lines of rows that could not be kept
        self._path = path
        self._tell = tell
        self._on = on
        self._at = "в строке"

    def __iter__(self) -> Iterator[Organization]:
        if is_open_data(self._path):
            named = _Named(self._tell)
            self._tell, self._at = named, "в записи №"
            opened = _open_data(self._path, named)
        else:
            opened = open_table(self._path)
        with opened as table:
            for remark in table.remarks:
                self._tell(_whole(remark, Severity.WARNING))
            met = Met()
            for sheet in table.sheets:
                yield from self._organizations(sheet, met)
            for shared in met.shared() if not is_open_data(self._path) else ():
                self._tell(_whole(shared.message, shared.severity))
        if not self.rows:
            self._tell(_whole("в реестре нет ни одной организации: есть только заголовки. Добавьте строки"))

    def _organizations(self, sheet: Sheet, met: Met) -> Iterator[Organization]:
        rows = iter(sheet.rows)
        first = list(islice(rows, HEAD))
        at, taken, headings = find_headings([line.cells for line in first])
        for line in first[:at]:
            self._say(sheet, line, "строка над заголовками пропущена")
        rest = chain(first[at + taken :], rows)
        columns = columns_of(headings, [line.cells for line in first[at + taken :]])
        missing = [title(name) for name in REQUIRED if name not in columns]
        if missing:
            known = ", ".join(title(name) for name in NAMES)
            what = f"нет обязательных колонок {', '.join(missing)}"
            if recognised(headings) < 2:
                missing = [title(name) for name in REQUIRED if name not in map(column_of, headings)]
                what = f"строка заголовков не найдена: нет обязательных колонок {', '.join(missing)}"
            why = f"реестр не прочитан: {what}. Известные колонки: {known}"
            self._say(sheet, first[at], why, Severity.ERROR)
            self.rejected += [line.number for line in rest]
            self.rows += len(self.rejected)
            return
        for problem in _heading_problems(first[at].number, headings, columns, _place(sheet, first[at])):
            self._tell(problem)
        for line in rest:
            if why := why_aside(line.cells, headings, columns):
                self._say(sheet, line, why)
                continue
            self.rows += 1
            reader = Row(line, headings, columns, self._on, _place(sheet, line))
            organization = reader.organization()
            if organization is not None and (told := met.repeated_code(organization.id)) is not None:
                reader.say("id", told)
                organization = None
            if organization is not None:
                where = f"{self._at} {line.number}"
                for column, doubt in met.add(
                    organization, f"на листе «{sheet.title}» {where}" if sheet.title else where
                ):
                    reader.say(column, doubt)
            for problem in reader.problems:
                self._tell(problem)
            if organization is None:
                self.rejected.append(line.number)
                continue
            yield organization

    def _say(self, sheet: Sheet, line: Line, message: str, severity: Severity = Severity.WARNING) -> None:
        self._tell(Problem(line.number, "", "", severity, message, _place(sheet, line)))


def _place(sheet: Sheet, line: Line) -> str:
    """Where a line stands, in words; empty when its number is enough."""
    return f"лист «{sheet.title}», строка {line.number}" if sheet.title else ""


_AHEAD = 64  # institutions remembered: the first few are read before the first is told of


class _Named:
    """Tells of open data, which have no lines: by the institution's place and name, and of each doubt once.

    A doubt that arose before a value became a cell is told with the institution; where the cell still shows it, the row
    would tell it again.
    """

    def __init__(self, tell: Callable[[Problem], None]) -> None:
        self._tell = tell
        self._places: dict[int, str] = {}
        self._told: set[tuple[int, str]] = set()

    def name(self, line: int, called: str) -> None:
        """Tell of this institution by its name."""
        self._places[line] = f"запись № {line} («{called}»)"
        if len(self._places) > _AHEAD:
            del self._places[next(iter(self._places))]
            self._told = {one for one in self._told if one[0] in self._places}

    def __call__(self, problem: Problem) -> None:
        told = (problem.line, problem.message)
        if told not in self._told:
            self._told.add(told)
            self._tell(msgspec.structs.replace(problem, place=self._places.get(problem.line, "")))


@contextmanager
def _open_data(path: Path, tell: _Named) -> Iterator[Table]:
    """Open data as the table an import would write; a "line" is an institution's number in order."""
    with reading_open_data(path) as data:
        rows = chain([Line(0, tuple(NAMES))], _institutions(data, tell))
        yield Table((Sheet(rows),), tuple(data.remarks))


def _institutions(data: Iterable[Institution], tell: _Named) -> Iterator[Line]:
    """Rows; what was doubtful before a value became a cell is told here, since the cell no longer shows it."""
    for line, one in enumerate(data, start=1):
        entry = incoming_of(one)
        tell.name(line, entry.called)
        for doubt in entry.doubts if entry.values["name"] else ():  # a nameless row is told of as such
            tell(Problem(line, "", "", doubt.severity, doubt.message))
        yield Line(line, tuple(entry.values.get(column, "") for column in NAMES))


def _whole(message: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(line=0, column="", value="", severity=severity, message=message)


def _heading_problems(line: int, headings: Sequence[str], columns: Sequence[str], place: str) -> list[Problem]:
    problems = []
    for index, (heading, column) in enumerate(zip(headings, columns, strict=True)):
        if not column and heading:
            message = "колонка не используется; если это опечатка в заголовке, исправьте её"
            if (like := column_of(heading)) and like in columns:
                message = f"колонка не используется: {title(like)} берётся из колонки «{headings[columns.index(like)]}»"
            problems.append(Problem(line, heading, heading, Severity.WARNING, message, place))
        elif column and column in columns[:index]:
            message = f"колонка {title(column)} повторяется; читается первая. Уберите лишнюю"
            problems.append(Problem(line, heading, heading, Severity.ERROR, message, place))
    said = []
    if absent := [title(name) for name in ("sector", "site") if name not in columns]:
        what = "нет колонки" if len(absent) == 1 else "нет колонок"
        said.append(f"{what} {', '.join(absent)}: эти сведения считаются неизвестными")
    if "site" not in columns:
        said.append("без адресов сайтов проверка заключит, что официального сайта нет ни у одной организации")
    if "subject" not in columns:
        said.append(f"нет колонки {title('subject')}: все строки считаются организациями, не органами власти")
    if said:
        problems.append(Problem(line, "", "", Severity.WARNING, "; ".join(said), place))
    return problems
