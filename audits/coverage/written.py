"""Tables of what ministries keep themselves: acts, councils, proposals, measures. Pure."""

from __future__ import annotations

from collections import Counter

from audits.coverage.data import PublicData
from audits.findings.deficiency_list import SECTORS
from audits.formats.model import Table
from rules.model import Sector

_ORDER = {sector: rank for rank, sector in enumerate(SECTORS)}


def written_tables(data: PublicData, year: int) -> tuple[Table, ...]:
    """In the order of the public report's sections 1, 2, 5 and 6."""
    return (
        _acts(data),
        _councils(data),
        _members(data),
        _meetings(data, year),
        _proposals(data, year),
        _measures(data, year),
    )


def _note(rows: object, data: PublicData, file: str) -> str:
    return "" if rows else data.nothing(file)


def _acts(data: PublicData) -> Table:
    rows = tuple(
        (SECTORS[one.sector], one.body, one.kind, one.on, one.number, one.title)
        for one in sorted(data.acts, key=lambda one: (_ORDER[one.sector], str(one.on), one.number))
    )
    columns = ("Сфера", "Орган", "Вид", "Дата", "Номер", "Наименование")
    return Table("acts", "Нормативные правовые акты о независимой оценке", columns, rows, _note(rows, data, "acts.csv"))


def _councils(data: PublicData) -> Table:
    counted: Counter[tuple[Sector, str]] = Counter((one.sector, one.council) for one in data.members)
    rows = tuple(
        (SECTORS[sector], council, count)
        for (sector, council), count in sorted(counted.items(), key=lambda pair: (_ORDER[pair[0][0]], pair[0][1]))
    )
    columns = ("Сфера", "Совет", "Членов")
    return Table("councils", "Общественные советы", columns, rows, _note(rows, data, "council_members.csv"))


def _members(data: PublicData) -> Table:
    rows = tuple(
        (SECTORS[one.sector], one.council, one.name, one.position, one.represents)
        for one in sorted(data.members, key=lambda one: (_ORDER[one.sector], one.council, one.name))
    )
    columns = ("Сфера", "Совет", "Фамилия, имя, отчество", "Должность", "Кого представляет")
    return Table("members", "Составы общественных советов", columns, rows, _note(rows, data, "council_members.csv"))


def _meetings(data: PublicData, year: int) -> Table:
    rows = tuple(
        (one.on, one.number, SECTORS[one.sector], one.decided)
        for one in sorted(data.meetings, key=lambda one: (one.on, _ORDER[one.sector]))
        if one.on.year in (year, year + 1)  # a year's results are approved in it or early in the next
    )
    columns = ("Дата", "Протокол №", "Сфера", "Что утверждено")
    title = f"Протоколы общественных советов, {year}–{year + 1} годы"
    return Table("meetings", title, columns, rows, _note(rows, data, "council_meetings.csv"))


def _proposals(data: PublicData, year: int) -> Table:
    rows = tuple(
        (SECTORS[one.sector], one.shortcoming, one.proposal, one.count)
        for one in sorted(data.proposals, key=lambda one: (_ORDER[one.sector], -(one.count or 0), one.shortcoming))
        if one.year == year
    )
    columns = ("Сфера", "Недостаток", "Предложение совета", "Организаций")
    return Table(
        "proposals", f"Недостатки и предложения {year} года", columns, rows, _note(rows, data, "proposals.csv")
    )


def _measures(data: PublicData, year: int) -> Table:
    rows = tuple(
        (SECTORS[one.sector], one.approved_by, one.published_at, one.rewards, one.penalties)
        for one in sorted(data.measures, key=lambda one: _ORDER[one.sector])
        if one.year == year
    )
    columns = ("Сфера", "Чем утверждены планы", "Где размещены", "Поощрений", "Взысканий")
    return Table("measures", f"Меры по итогам {year} года", columns, rows, _note(rows, data, "measures.csv"))
