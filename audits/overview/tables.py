"""The overview of authorities as tables for a sheet or a page: sectors with the total, then each authority."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from audits.formats.model import Cell, Table
from audits.overview.counts import CONTENTS, AuthorityRow, SectorRow
from audits.overview.lines import SAID, SECTIONS, TITLES

TITLE = "Разделы о независимой оценке на сайтах органов власти"
_COUNTED: tuple[tuple[str, Callable[[SectorRow], int]], ...] = (
    ("органов власти", lambda row: row.authorities),
    ("свой раздел", lambda row: row.own),
    ("в разделе общественного совета", lambda row: row.council),
    ("раздела нет", lambda row: row.none),
    ("не установлено", lambda row: row.unknown),
)
_LISTS: tuple[tuple[str, Callable[[SectorRow], int]], ...] = (
    ("организаций в размещённых перечнях", lambda row: row.listed),
    ("организаций в реестре", lambda row: row.registry),
)


def overview_tables(sectors: Sequence[SectorRow], authorities: Iterable[AuthorityRow]) -> list[Table]:
    """Both tables; `sectors` ends with the total. Sectors are few and what is counted is much: it goes down."""
    rows: list[tuple[Cell, ...]] = [(name, *map(count, sectors)) for name, count in _COUNTED]
    rows += [(f"размещено: {TITLES[key]}", *(row.contents[key] for row in sectors)) for key in CONTENTS]
    rows += [(name, *map(count, sectors)) for name, count in _LISTS]
    each = (
        "орган власти",
        "сфера",
        "раздел",
        *SAID.values(),
        "оператор, контракт",
        "организаций в перечне",
        "в реестре",
    )
    return [
        Table("sectors", "По сферам", ("что", *(row.sector for row in sectors)), tuple(rows)),
        Table(
            "authorities",
            "По органам власти",
            (*each, "адрес раздела", "код"),
            tuple(map(_authority, authorities)),
            printed=len(each),
        ),
    ]


def _authority(row: AuthorityRow) -> tuple[Cell, ...]:
    who = (row.name or row.id, row.sector, SECTIONS[row.section])
    answers = (_named(row, answer) for answer in SAID)
    operator = ", ".join(filter(None, (row.operator_name, row.contract))) if row.contents["operator"] == "yes" else ""
    return *who, *answers, operator or None, row.listed, row.registry, row.url or None, row.id


def _named(row: AuthorityRow, answer: str) -> str | None:
    return "\n".join(TITLES[key] for key in CONTENTS if row.contents[key] == answer) or None
