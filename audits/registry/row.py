"""One row of the registry → an organization, and what there is to say of its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from audits.registry import cells
from audits.registry.model import Line, Problem, Remark, Severity
from audits.registry.rows import SUSPECTED
from audits.registry.site import SiteCell, read_site
from rules.model import Organization, Sector, Subject

Value = TypeVar("Value")

UNNAMED = {
    Subject.ORGANIZATION: (
        "адрес сайта не указан: проверка заключит, что официального сайта у организации нет, это критический "
        "недостаток, о нём пишется в письме. Впишите адрес; если сайта и правда нет, впишите «нет»"
    ),
    Subject.AUTHORITY: "адрес сайта не указан: проверить у органа власти будет нечего. Впишите адрес",
}
"""What an empty site cell leads to, by subject. «Нет» says the same on purpose, and is not doubted."""


_SECTOR = "правила, зависящие от неё, могут остаться неопределёнными"


class Row:
    """One row while it is read: remembers what there is to say, with the place."""

    def __init__(
        self, line: Line, headings: Sequence[str], columns: Sequence[str], on: date | None = None, place: str = ""
    ) -> None:
        row = line.cells
        self.line = line.number
        self._place = place
        self._on = on
        self.problems: list[Problem] = []
        for remark in line.remarks:
            self.problems.append(Problem(self.line, "", "", remark.severity, remark.message, place))
        self._headings = {
            column: heading for heading, column in zip(reversed(headings), reversed(columns), strict=True)
        }
        cells_by_column = zip(reversed(columns[: len(row)]), reversed(row[: len(columns)]), strict=True)
        self._cells = dict(cells_by_column)
        extra = [cell for cell in row[len(columns) :] if cell]
        if extra:
            surplus = ", ".join(f"«{cell}»" for cell in extra)
            message = f"в строке больше ячеек, чем заголовков; лишнее не прочитано: {surplus}. Проверьте разделители"
            self.problems.append(Problem(self.line, "", extra[0], Severity.ERROR, message, place))
        self._spoilt = {column for column, cell in self._cells.items() if column and cells.is_error(cell)}
        for column in sorted(self._spoilt, key=columns.index):
            why = f"вместо значения ошибка таблицы {self._cells[column]}; оно считается не указанным. Впишите значение"
            self.say(column, Remark(why, Severity.ERROR))
        if not line.remarks and _swallows_rows(self._cells.get("name", "")):
            self.say("name", Remark(f"в наименовании перевод строки: {SUSPECTED}", Severity.ERROR))

    def cell(self, column: str) -> str:
        """The cell's text; empty when the column or the cell is absent, or where a spreadsheet shows an error."""
        return "" if column in self._spoilt else self._cells.get(column, "")

    def _asks(self, column: str) -> bool:
        """Whether a column is there and its cell is not spoilt, which was told."""
        return column in self._headings and column not in self._spoilt

    def say(self, column: str, *remarks: Remark) -> None:
        """Report remarks on a cell."""
        for remark in remarks:
            heading = self._headings.get(column, column)
            value = self._cells.get(column, "")
            code = "" if column == "id" else self._cells.get("id", "")
            self.problems.append(Problem(self.line, heading, value, remark.severity, remark.message, self._place, code))

    def _read(self, column: str, read: Callable[[str], tuple[Value, Sequence[Remark]]], so: str = "") -> Value:
        """A cell's value; what there is to say of it is said. `so`: what becomes of a value that is not understood."""
        value, remarks = read(self.cell(column))
        self.say(column, *(Remark(f"{one.message}; {so}", one.severity) if so else one for one in remarks))
        return value

    def organization(self) -> Organization | None:
        """The organization of this row, or None when it cannot be told who it is or which rules concern it."""
        code = self._read("id", cells.read_code)
        name = cells.plain(self.cell("name"))
        for column in (column for column, value in (("id", code), ("name", name)) if not value):
            self.say(column, Remark("не заполнено обязательное поле; строка не взята. Заполните его", Severity.ERROR))
        told = self._read("subject", partial(cells.read_choice, choices=cells.SUBJECTS), "строка не взята")
        subject = told or Subject.ORGANIZATION
        sector = self._sector(subject)
        known = partial(cells.read_choice, choices=cells.OWNERSHIPS)
        ownership = self._read("ownership", known, "принадлежность считается неизвестной")
        inn = self._read("inn", cells.read_inn)
        email = self._read("email", cells.read_email)
        phone = self._read("phone", cells.read_phone)
        years = self._read("assessed_years", partial(cells.read_years, on=self._on))
        site = self._site("site", UNNAMED[subject])
        founder = self._site("founder_site")
        number = self._read("bus_gov_id", cells.read_bus_gov_id)
        if not name or not code or (told is None and not cells.blank(self.cell("subject"))):
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

    def _sector(self, subject: Subject) -> Sector | None:
        so = f"сфера считается неизвестной, {_SECTOR}"
        sector = self._read("sector", partial(cells.read_choice, choices=cells.SECTORS), so)
        if cells.blank(self.cell("sector")) and subject is Subject.ORGANIZATION and self._asks("sector"):
            self.say("sector", Remark(f"сфера не указана; {_SECTOR}. Укажите сферу"))
        return sector

    def _site(self, column: str, unnamed: str = "") -> SiteCell:
        site = read_site(self.cell(column))
        self.say(column, *site.remarks)
        if unnamed and not self.cell(column) and self._asks(column):
            self.say(column, Remark(unnamed))
        return site


def _swallows_rows(name: str) -> bool:
    """Whether a line of a name after its first looks like a row of the table."""
    return re.search(r"\n.*[;,\t]", name) is not None
