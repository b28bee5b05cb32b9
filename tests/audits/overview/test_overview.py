"""The overview of authorities: counted by sector, never judged."""

from __future__ import annotations

from typing import Any

from audits.overview.counts import (
    AUTHORITY_KEYS,
    CONTENTS,
    SECTION,
    SECTOR_KEYS,
    authority_rows,
    record,
    sector_rows,
)
from audits.overview.lines import overview_lines
from audits.overview.tables import overview_tables
from audits.text.lines import Grid, Line
from rules.load import load_methodology
from rules.model import Finding, Organization, Outcome, Ownership, Sector, Subject

PASSED, FAILED, UNSURE = Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE
LIST = CONTENTS["organizations_list"]


def body(id: str, sector: Sector | None, **rest: Any) -> Organization:
    return Organization(id, name=f"Орган {id}", subject=Subject.AUTHORITY, sector=sector, **rest)


def told(section: Outcome, within: str = "section", sectors: tuple[str, ...] = (), **found: Any) -> dict[str, Finding]:
    details = {"within": within, "url": "http://m.test/nok", "sectors": list(sectors)}
    findings = {SECTION: Finding(SECTION, section, details=details)}
    if found:
        findings[LIST] = Finding(LIST, PASSED, details=found)
    return findings


REGISTRY = (
    body("m1", Sector.CULTURE),
    body("m2", Sector.CULTURE, ownership=Ownership.MUNICIPAL, municipality="Озёрный район"),
    body("m3", Sector.SPORT),
    body("m4", None),
    Organization("o1", sector=Sector.CULTURE, municipality="Озёрный район"),
    Organization("o2", sector=Sector.CULTURE, municipality="город Прилесный"),
    Organization("o3", sector=Sector.HEALTH),
)
FINDINGS = {
    "m1": told(PASSED, count=7, compared={"matched": 2}),
    "m2": told(PASSED, "council"),
    "m3": told(FAILED),
    "m4": told(PASSED, sectors=("education", "sport")),
}
ROWS = authority_rows(REGISTRY, FINDINGS)


def test_sections_are_counted_by_sector_and_in_all() -> None:
    counted = {row.sector: (row.authorities, row.own, row.council, row.none, row.unknown) for row in sector_rows(ROWS)}
    assert counted == {
        "культура": (2, 1, 1, 0, 0),
        "образование": (1, 1, 0, 0, 0),
        "спорт": (2, 1, 0, 1, 0),
        "всего": (5, 3, 1, 1, 0),
    }


def test_a_published_list_stands_beside_the_registry() -> None:
    rows = {row.id: (row.listed, row.registry) for row in ROWS}
    assert rows["m1"] == (7, 2)
    assert rows["m2"] == (None, 1)  # a municipal department answers for its municipality


def test_what_was_not_seen_is_unknown_and_not_missing() -> None:
    (row,) = authority_rows((body("m9", Sector.SPORT),), {"m9": {SECTION: Finding(SECTION, UNSURE)}})
    assert row.section == "unknown"
    assert set(row.contents.values()) == {"unknown"}
    assert authority_rows((body("m9", Sector.SPORT),), {})[0].section == "unknown"


def test_records_have_the_columns_that_are_promised() -> None:
    assert tuple(record(ROWS[0])) == AUTHORITY_KEYS
    assert tuple(record(sector_rows(ROWS)[0])) == SECTOR_KEYS


def test_every_material_is_a_rule_of_the_methodology() -> None:
    known = {rule.id for rule in load_methodology("kbr-2017").rules_for(Subject.AUTHORITY)}
    assert {SECTION, *CONTENTS.values()} == known


def test_people_read_it() -> None:
    told = list(overview_lines(sector_rows(ROWS), ROWS))
    sections, _, listed = (one for one in told if isinstance(one, Grid))
    lines = [one.text for one in told if isinstance(one, Line)]
    assert any(row[:4] == ("культура", "2", "1", "1") for row in sections.rows)
    assert listed.columns == ("сфера", ">в перечнях", ">в реестре")
    assert "Орган m3 (спорт): нет" in lines
    assert "организаций в перечне — 7, из них узнаны в реестре — 2, в реестре этой сферы — 2" in lines


def test_no_authorities_no_table() -> None:
    assert sector_rows(authority_rows(REGISTRY[4:], {})) == ()


def test_a_sheet_counts_downwards_and_names_what_each_has() -> None:
    sectors, each = overview_tables(sector_rows(ROWS), ROWS)
    assert sectors.columns[0] == "что"
    assert sectors.columns[-1] == "всего"
    assert [row[0] for row in sectors.rows][:2] == ["органов власти", "свой раздел"]
    assert len(sectors.rows) == 5 + len(CONTENTS) + 2
    assert len(each.rows) == len(ROWS)
    assert all(len(row) == len(each.columns) for row in each.rows)
    assert each.columns[: each.printed][-1] == "в реестре"
