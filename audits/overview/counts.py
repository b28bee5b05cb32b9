"""The region's authorities counted as the federal ministry counts them. Pure: registry rows and findings in.

Source: reference note of the federal ministry of labour (2015), paragraph 3: in how many bodies a section on the
independent assessment exists, by sector, and what such sections usually hold. Nothing is judged here: counts only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from audits.judging.circles import answers_for
from audits.text.wording import SECTORS
from rules.model import Finding, Organization, Outcome, Sector, Subject

SECTION = "authority-nok-section-published"
CONTENTS: Mapping[str, str] = {
    "acts": "authority-acts-published",
    "organizations_list": "authority-organizations-listed",
    "council_regulation": "authority-council-regulation-published",
    "council_members": "authority-council-members-published",
    "council_minutes": "authority-council-minutes-published",
    "results": "authority-results-published",
    "proposals": "authority-proposals-published",
    "operator": "authority-operator-named",
    "bus_link": "authority-bus-link-published",
    "plan_approved": "authority-plan-approved-published",
}
"""What a section holds: the name of the column, and the rule that tells."""

UNKNOWN = "не указана"
_ANSWERS = {
    Outcome.PASSED: "yes",
    Outcome.FAILED: "no",
    Outcome.INAPPLICABLE: "no",  # there is no section it could stand in, or no site
    Outcome.INCONCLUSIVE: "unknown",
    Outcome.UNTESTED: "unknown",
}


class AuthorityRow(msgspec.Struct, frozen=True):
    """One body in charge: where its section is and what it holds (column of `CONTENTS` → "yes", "no", "unknown")."""

    id: str
    name: str
    sector: str
    municipality: str
    section: str  # "own", "council", "none", "unknown"
    url: str
    contents: dict[str, str]
    listed: int | None  # organizations in the published list
    matched: int | None  # of those, recognised in the registry; None: not compared
    registry: int  # organizations of its sector (and municipality) in the registry: to compare with
    operator_name: str = ""
    contract: str = ""
    minutes_latest: str = ""


class SectorRow(msgspec.Struct, frozen=True):
    """One sector, or all: how many authorities, with which sections, and how many sections hold what."""

    sector: str
    authorities: int
    own: int
    council: int
    none: int
    unknown: int
    contents: dict[str, int]
    listed: int
    registry: int


def authority_rows(
    organizations: Iterable[Organization], findings: Mapping[str, Mapping[str, Finding]]
) -> tuple[AuthorityRow, ...]:
    """One row per authority and sector, ordered by sector and id. `findings`: organization id → rule id → finding.

    The sector is the registry's; where it names none, those that the section itself names.
    """
    every = tuple(organizations)
    rows = []
    for one in every:
        if one.subject is not Subject.AUTHORITY:
            continue
        told = findings.get(one.id, {})
        section = told.get(SECTION)
        named = tuple(Sector(name) for name in (section.details.get("sectors", ()) if section else ()))
        sectors: tuple[Sector | None, ...] = (one.sector,) if one.sector else named or (None,)
        rows += [_row(one, sector, told, every) for sector in sectors]
    return tuple(sorted(rows, key=lambda row: (row.sector == UNKNOWN, row.sector, row.id)))


def sector_rows(rows: Iterable[AuthorityRow]) -> tuple[SectorRow, ...]:
    """One row per sector, then the total; a ministry of several sectors counts in each, in the total once a sector."""
    every = tuple(rows)
    names = sorted({row.sector for row in every}, key=lambda name: (name == UNKNOWN, name))
    parts = [_sum(name, [row for row in every if row.sector == name]) for name in names]
    return (*parts, _sum("всего", every)) if parts else ()


def record(row: AuthorityRow | SectorRow) -> dict[str, Any]:
    """A row for machines, flat."""
    told = msgspec.to_builtins(row)
    return {key: told[key] for key in told if key != "contents"} | {key: row.contents[key] for key in CONTENTS}


AUTHORITY_KEYS = (*(name for name in AuthorityRow.__struct_fields__ if name != "contents"), *CONTENTS)
SECTOR_KEYS = (*(name for name in SectorRow.__struct_fields__ if name != "contents"), *CONTENTS)


def _row(
    one: Organization, sector: Sector | None, told: Mapping[str, Finding], every: tuple[Organization, ...]
) -> AuthorityRow:
    section = told.get(SECTION)
    listed = _detail(told.get(CONTENTS["organizations_list"]), "count")
    return AuthorityRow(
        id=one.id,
        name=one.name,
        sector=SECTORS[sector] if sector else UNKNOWN,
        municipality=one.municipality,
        section=_section(section),
        url=str(_detail(section, "url") or ""),
        contents={key: _answer(told.get(rule)) for key, rule in CONTENTS.items()},
        listed=listed if isinstance(listed, int) else None,
        matched=(_detail(told.get(CONTENTS["organizations_list"]), "compared") or {}).get("matched"),
        registry=sum(answers_for(msgspec.structs.replace(one, sector=sector), other) for other in every),
        operator_name=str(_detail(told.get(CONTENTS["operator"]), "operator") or ""),
        contract=str(_detail(told.get(CONTENTS["operator"]), "contract") or ""),
        minutes_latest=str(_detail(told.get(CONTENTS["council_minutes"]), "latest") or ""),
    )


def _section(finding: Finding | None) -> str:
    answer = _answer(finding)
    if answer != "yes":
        return {"no": "none"}.get(answer, answer)
    return "council" if _detail(finding, "within") == "council" else "own"


def _answer(finding: Finding | None) -> str:
    return _ANSWERS[finding.outcome] if finding is not None else "unknown"


def _detail(finding: Finding | None, key: str) -> Any:
    return finding.details.get(key) if finding is not None else None


def _sum(name: str, rows: Iterable[AuthorityRow]) -> SectorRow:
    some = tuple(rows)
    kinds = [row.section for row in some]
    # several authorities of a sector share its organizations: the largest circle is the sector's
    registry = {
        sector: max(row.registry for row in some if row.sector == sector) for sector in {r.sector for r in some}
    }
    return SectorRow(
        sector=name,
        authorities=len(some),
        own=kinds.count("own"),
        council=kinds.count("council"),
        none=kinds.count("none"),
        unknown=kinds.count("unknown"),
        contents={key: sum(row.contents[key] == "yes" for row in some) for key in CONTENTS},
        listed=sum(row.listed or 0 for row in some),
        registry=sum(registry.values()),
    )
