"""The overview of authorities for people: lines and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audits.overview.counts import CONTENTS, AuthorityRow, SectorRow
from audits.text.lines import BLANK, Grid, Line

TITLES = {
    "acts": "нормативные правовые акты",
    "organizations_list": "перечень организаций периода",
    "council_regulation": "положение об общественном совете",
    "council_members": "состав общественного совета",
    "council_minutes": "протоколы заседаний совета",
    "results": "результаты за последний год",
    "proposals": "предложения по улучшению",
    "operator": "оператор и контракт с ним",
    "bus_link": "ссылка на bus.gov.ru",
    "plan_approved": "план, утверждённый приказом",
}
SECTIONS = {"own": "свой раздел", "council": "в разделе совета", "none": "нет", "unknown": "не установлено"}
SAID = {"yes": "есть", "no": "нет", "unknown": "не установлено"}


def overview_lines(sectors: Sequence[SectorRow], authorities: Sequence[AuthorityRow]) -> Iterator[Line | Grid]:
    """Sections by sector, what they hold, then each authority. `sectors` ends with the total."""
    yield Line("Разделы о независимой оценке на сайтах органов власти", "bold")
    yield _grid(
        ("сфера", ">органов", ">свой", ">у совета", ">нет", ">неизвестно"),
        ((row.sector, row.authorities, row.own, row.council, row.none, row.unknown) for row in sectors),
    )
    yield BLANK
    yield Line("Что в них размещено: у скольких органов", "bold")
    yield _grid(("~размещено", ">органов", "~по сферам"), (_material(key, sectors) for key in CONTENTS))
    yield BLANK
    yield Line("Организаций в размещённых перечнях и в реестре", "bold")
    yield _grid(("сфера", ">в перечнях", ">в реестре"), ((row.sector, row.listed, row.registry) for row in sectors))
    for one in authorities:
        yield BLANK
        yield from _authority(one)


def _grid(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Grid:
    return Grid(columns, tuple(tuple(map(str, row)) for row in rows))


def _material(key: str, sectors: Sequence[SectorRow]) -> tuple[str, str, str]:
    *parts, total = sectors
    by_sector = ", ".join(f"{row.sector} {row.contents[key]}" for row in parts if row.contents[key])
    return TITLES[key], f"{total.contents[key]} из {total.authorities}", by_sector


def _authority(one: AuthorityRow) -> Iterator[Line]:
    yield Line(f"{one.name or one.id} ({one.sector}): {SECTIONS[one.section]}", "bold")
    if one.url:
        yield Line(one.url, "", 2)
    for answer, said in SAID.items():
        named = [TITLES[key] for key in CONTENTS if one.contents[key] == answer]
        if named and (one.section != "none" or answer != "no"):
            yield Line(f"{said}: {', '.join(named)}", "", 2)
    if one.operator_name and one.contents["operator"] == "yes":
        yield Line(f"оператор: {one.operator_name}, {one.contract}", "", 2)
    if one.listed is not None:
        known = "" if one.matched is None else f", из них узнаны в реестре — {one.matched}"
        yield Line(f"организаций в перечне — {one.listed}{known}, в реестре этой сферы — {one.registry}", "", 2)
