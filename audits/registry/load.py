"""Registry file → organizations and problems. Good rows are kept, nothing is dropped silently."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from audits.registry import cells
from audits.registry.headings import (
    HEAD,
    NAMES,
    REQUIRED,
    column_of,
    columns_of,
    find_headings,
    is_numbering,
    recognised,
    title,
)
from audits.registry.incoming import incoming_of
from audits.registry.model import Problem, RegistryReport, Remark, Severity, Table, UnreadableError
from audits.registry.opendata import Institution, OpenDataError, is_open_data, reading_open_data
from audits.registry.site import read_site
from audits.registry.tables import open_table
from rules.authority.names import words_of
from rules.model import Organization, Subject


def load_registry(path: Path | str, on: date | None = None) -> RegistryReport:
    """Read a registry (CONTRACT: "Registry file"). Never raises for what is wrong with the file: it is reported.

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
            rows = iter(table.rows)
            first = list(islice(rows, HEAD))
            at, taken, headings = find_headings([row for _, row in first])
            for line, _ in first[:at]:
                self._tell(_whole("строка над заголовками пропущена", Severity.WARNING, line))
            columns = columns_of(headings, [row for _, row in first[at + taken :]])
            rest = chain(first[at + taken :], rows)
            missing = [title(name) for name in REQUIRED if name not in columns]
            if missing:
                known = ", ".join(title(name) for name in NAMES)
                what = f"нет обязательных колонок {', '.join(missing)}"
                if recognised(headings) < 2:
                    missing = [title(name) for name in REQUIRED if name not in map(column_of, headings)]
                    what = f"строка заголовков не найдена: нет обязательных колонок {', '.join(missing)}"
                why = f"реестр не прочитан: {what}. Известные колонки: {known}"
                self._tell(_whole(why, line=first[at][0]))
                self.rejected += [line for line, _ in rest]
                self.rows += len(self.rejected)
                return
            for problem in _heading_problems(first[at][0], headings, columns):
                self._tell(problem)
            yield from self._organizations(rest, headings, columns)

    def _organizations(
        self, rows: Iterable[tuple[int, tuple[str, ...]]], headings: tuple[str, ...], columns: list[str]
    ) -> Iterator[Organization]:
        seen: dict[str, int] = {}
        sites: dict[tuple[str, str], int] = {}
        bearers: dict[str, tuple[int, str]] = {}
        cards: dict[str, int] = {}
        numbered = False
        for line, row in rows:
            if not self.rows and not numbered and is_numbering(row):
                numbered = True
                self._tell(_whole("строка с номерами колонок пропущена", Severity.WARNING, line))
                continue
            self.rows += 1
            reader = Row(line, headings, columns, row, self._on)
            organization = reader.organization()
            if organization is not None and organization.id in seen:
                first = seen[organization.id]
                why = f"код повторяется, он уже стоит {self._at} {first}; строка не взята. Дайте другой код"
                reader.say("id", Remark(why, Severity.ERROR))
                organization = None
            if organization is not None and (twin := _own_site(organization)) is not None:
                first = sites.setdefault(twin, line)
                if first != line:
                    reader.say("inn", Remark(f"{_TWICE} {self._at} {first}. {_TWICE_WHY}", Severity.WARNING))
            if organization is not None and organization.inn:
                first, name = bearers.setdefault(organization.inn, (line, organization.name))
                if first != line and not words_of(name) & words_of(organization.name):
                    said = f"тот же ИНН, что {self._at} {first} («{name}»): похоже, чужой. {_WHOSE_WHY}"
                    reader.say("inn", Remark(said, Severity.WARNING))
            if organization is not None and organization.bus_gov_id:
                first = cards.setdefault(organization.bus_gov_id, line)
                if first != line:
                    said = f"тот же номер карточки bus.gov.ru, что {self._at} {first}. {_WHOSE_CARD}"
                    reader.say("bus_gov_id", Remark(said, Severity.WARNING))
            for problem in reader.problems:
                self._tell(problem)
            if organization is None:
                self.rejected.append(line)
                continue
            seen[organization.id] = line
            yield organization
        if not self.rows:
            self._tell(_whole("в реестре нет ни одной организации: есть только заголовки. Добавьте строки"))


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
        yield Table(chain([(0, tuple(NAMES))], _institutions(data, tell)), tuple(data.remarks))


def _institutions(data: Iterable[Institution], tell: _Named) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows; what was doubtful before a value became a cell is told here, since the cell no longer shows it."""
    for line, one in enumerate(data, start=1):
        entry = incoming_of(one)
        tell.name(line, entry.called)
        for doubt in entry.doubts if entry.values["name"] else ():  # a nameless row is told of as such
            tell(Problem(line, "", "", doubt.severity, doubt.message))
        yield line, tuple(entry.values.get(column, "") for column in NAMES)


_TWICE = "тот же ИНН и тот же сайт, что"
_WHOSE_WHY = "По ИНН ищется карточка на bus.gov.ru; проверьте, чей он"
_WHOSE_CARD = "Карточка принадлежит одной организации; проверьте, чей это номер"
_TWICE_WHY = "Если это одна организация, уберите одну из строк: иначе её недостатки посчитают и напишут о них дважды"


def _own_site(organization: Organization) -> tuple[str, str] | None:
    """What two rows about one organization have in common; None where either is unknown."""
    parts = urlsplit(organization.site)
    if not organization.inn or not parts.hostname:
        return None
    return organization.inn, f"{parts.hostname.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _whole(message: str, severity: Severity = Severity.ERROR, line: int = 0) -> Problem:
    return Problem(line=line, column="", value="", severity=severity, message=message)


def _heading_problems(line: int, headings: tuple[str, ...], columns: list[str]) -> list[Problem]:
    problems = []
    for index, (heading, column) in enumerate(zip(headings, columns, strict=True)):
        if not column and heading:
            message = "колонка не используется; если это опечатка в заголовке, исправьте её"
            if (like := column_of(heading)) and like in columns:
                message = f"колонка не используется: {title(like)} берётся из колонки «{headings[columns.index(like)]}»"
            problems.append(Problem(line, heading, heading, Severity.WARNING, message))
        elif column and column in columns[:index]:
            message = f"колонка {title(column)} повторяется; читается первая. Уберите лишнюю"
            problems.append(Problem(line, heading, heading, Severity.ERROR, message))
    said = []
    if absent := [title(name) for name in ("sector", "site") if name not in columns]:
        what = "нет колонки" if len(absent) == 1 else "нет колонок"
        said.append(f"{what} {', '.join(absent)}: эти сведения считаются неизвестными")
    if "subject" not in columns:
        said.append(f"нет колонки {title('subject')}: все строки считаются организациями, не органами власти")
    if said:
        problems.append(Problem(line, "", "", Severity.WARNING, "; ".join(said)))
    return problems


class Row:
    """One row while it is read: remembers what there is to say, with the place."""

    def __init__(
        self, line: int, headings: tuple[str, ...], columns: list[str], row: tuple[str, ...], on: date | None = None
    ) -> None:
        self.line = line
        self._on = on
        self.problems: list[Problem] = []
        self._headings = {
            column: heading for heading, column in zip(reversed(headings), reversed(columns), strict=True)
        }
        cells_by_column = zip(reversed(columns[: len(row)]), reversed(row[: len(columns)]), strict=True)
        self._cells = dict(cells_by_column)
        extra = [cell for cell in row[len(columns) :] if cell]
        if extra:
            surplus = ", ".join(f"«{cell}»" for cell in extra)
            message = f"в строке больше ячеек, чем заголовков; лишнее не прочитано: {surplus}. Проверьте разделители"
            self.problems.append(Problem(line, "", extra[0], Severity.ERROR, message))

    def cell(self, column: str) -> str:
        """The cell's text; empty when the column or the cell is absent."""
        return self._cells.get(column, "")

    def say(self, column: str, *remarks: Remark) -> None:
        """Report remarks on a cell."""
        for remark in remarks:
            heading = self._headings.get(column, column)
            self.problems.append(Problem(self.line, heading, self.cell(column), remark.severity, remark.message))

    def organization(self) -> Organization | None:
        """The organization of this row, or None when it cannot be told who it is or which rules concern it."""
        name = cells.plain(self.cell("name"))
        code = cells.plain(self.cell("id"))
        for column, value in (("id", code), ("name", name)):
            if not value:
                self.say(
                    column, Remark("не заполнено обязательное поле; строка не взята. Заполните его", Severity.ERROR)
                )
        if re.search(r"\n.*[;,\t]", self.cell("name")):
            why = (
                "в наименовании есть перевод строки: похоже, не закрыта кавычка и слились соседние строки. Проверьте её"
            )
            self.say("name", Remark(why, Severity.ERROR))
        subject, subject_remarks = cells.read_choice(self.cell("subject"), cells.SUBJECTS)
        sector, sector_remarks = cells.read_choice(self.cell("sector"), cells.SECTORS)
        ownership, ownership_remarks = cells.read_choice(self.cell("ownership"), cells.OWNERSHIPS)
        for column, remarks, so in (
            ("subject", subject_remarks, "строка не взята"),
            ("sector", sector_remarks, "сфера считается неизвестной, правила, зависящие от неё, будут неопределёнными"),
        ):
            self.say(column, *(Remark(f"{remark.message}; {so}", remark.severity) for remark in remarks))
        self.say("ownership", *(Remark(f"{remark.message}; принадлежность считается неизвестной", remark.severity)
                                for remark in ownership_remarks))  # fmt: skip
        subject = subject or Subject.ORGANIZATION
        if sector is None and not sector_remarks and subject is Subject.ORGANIZATION and "sector" in self._headings:
            self.say(
                "sector", Remark("сфера не указана; правила, зависящие от неё, будут неопределёнными. Укажите сферу")
            )
        inn, remarks = cells.read_inn(self.cell("inn"))
        self.say("inn", *remarks)
        email, remarks = cells.read_email(self.cell("email"))
        self.say("email", *remarks)
        phone, remarks = cells.read_phone(self.cell("phone"))
        self.say("phone", *remarks)
        years, remarks = cells.read_years(self.cell("assessed_years"), self._on)
        self.say("assessed_years", *remarks)
        site = read_site(self.cell("site"))
        self.say("site", *site.remarks)
        founder = read_site(self.cell("founder_site"))
        self.say("founder_site", *founder.remarks)
        number, remarks = cells.read_bus_gov_id(self.cell("bus_gov_id"))
        self.say("bus_gov_id", *remarks)
        if not name or not code or subject_remarks:
            return None
        return Organization(
            id=code,
            name=name,
            subject=subject,
            sector=sector,
            ownership=ownership,
            municipality=cells.plain(self.cell("municipality")),
            inn=inn,
            email=email,
            phone=phone,
            site=site.url,
            founder_site=founder.url,
            bus_gov_id=number,
            assessed_years=years,
            site_note=site.note,
        )
