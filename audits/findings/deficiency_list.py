"""Deficiencies as rows people work with: who, what is missing, why it is required, what to do, since when.

Pure: stored deficiencies, registry rows and rules in, sorted and filtered rows out. Every list, letter and sheet is
made from these rows, so that they never disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from audits.store.model import Deficiency, DeficiencyState
from audits.text.listing import listed
from audits.text.russian import natural
from rules import titles
from rules.catalog_model import Methodology
from rules.model import Evidence, Organization, Ownership, Sector, Severity, Subject
from rules.remedies import cause_of, duty_of, remedy_of
from rules.requirements import binding, cite, demand_on

SECTORS: Mapping[Sector | None, str] = {
    **{sector: title.heading for sector, title in titles.SECTORS.items()},
    None: "Сфера не указана",
}
SEVERITIES: Mapping[Severity, str] = {severity: title.masculine for severity, title in titles.SEVERITIES.items()}
STATES: Mapping[DeficiencyState, str] = {
    DeficiencyState.OPEN: "открыт",
    DeficiencyState.REOPENED: "возник снова",
    DeficiencyState.WAIVED: "исключение",
    DeficiencyState.FIXED: "снят",
    DeficiencyState.INAPPLICABLE: "не применяется",
    DeficiencyState.REMOVED: "исключена из реестра",
}
UNBOUND = "практика независимой оценки, обязательной нормы методика не называет"
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


class DeficiencyRow(msgspec.Struct, frozen=True):
    """One deficiency of one organization."""

    organization: str
    name: str
    sector: Sector | None
    municipality: str
    site: str
    rule: str
    title: str
    severity: Severity
    state: DeficiencyState
    message: str
    requirement: str  # ids
    demand: str  # what the norm demands, in words
    citation: str  # where it stands
    remedy: str
    since: date
    days_open: int
    retested: bool
    confirmed: date | None = None  # the day the last run that found it judged
    checked: date | None = None  # the day that run looked
    whole_site: bool = True  # False: the rule is about the home page alone
    due: date | None = None
    evidence: tuple[Evidence, ...] = ()
    pages_read: tuple[str, ...] = ()
    waived_until: date | None = None
    waiver_reason: str = ""
    subject: Subject = Subject.ORGANIZATION
    ownership: Ownership | None = None
    about: str = "content"  # what the rule looks at: the site itself, its content, the card at bus.gov.ru
    cause: str = ""  # what it has in common with other deficiencies of the organization (`by_cause`)
    duty: Subject = Subject.ORGANIZATION  # who has to put it right
    binds: bool = True  # False: no norm that binds here demands it
    laid_out: str = ""  # the message with what it enumerates as a list

    @property
    def said(self) -> str:
        """The message for a person."""
        return self.laid_out or self.message


class Selection(msgspec.Struct, frozen=True):
    """Which rows are wanted; empty means all. `new_since`: found on that day or later."""

    sectors: frozenset[Sector] = frozenset()
    municipalities: frozenset[str] = frozenset()
    severities: frozenset[Severity] = frozenset()
    rules: frozenset[str] = frozenset()
    new_since: date | None = None
    open_longer_than: int | None = None  # days
    states: frozenset[DeficiencyState] = frozenset({DeficiencyState.OPEN, DeficiencyState.REOPENED})

    def wants(self, row: DeficiencyRow) -> bool:
        """Whether a row is selected."""
        return (
            row.state in self.states
            and (not self.sectors or row.sector in self.sectors)
            and (not self.municipalities or row.municipality in self.municipalities)
            and (not self.severities or row.severity in self.severities)
            and (not self.rules or row.rule in self.rules)
            and (self.new_since is None or row.since >= self.new_since)
            and (self.open_longer_than is None or row.days_open > self.open_longer_than)
        )


def deficiency_rows(
    deficiencies: Iterable[Deficiency],
    organizations: Mapping[str, Organization],
    methodology: Methodology,
    on: date,
    *,
    selection: Selection = Selection(),  # noqa: B008 (frozen)
    due: Mapping[str, date] | None = None,
) -> list[DeficiencyRow]:
    """Rows sorted by municipality, organization, severity. `due` gives the term per rule, from protocols."""
    rows = (
        _row(each, organizations.get(each.organization) or Organization(each.organization), methodology, on, due or {})
        for each in deficiencies
    )
    return sorted(
        (row for row in rows if selection.wants(row)),
        key=lambda row: (natural(row.municipality), *named(row), _RANK[row.severity], row.rule),
    )


def basis(row: DeficiencyRow) -> str:
    """What a demand rests on, as a sentence of its own."""
    if not row.citation:
        return ""
    if row.citation == UNBOUND:
        return f"{UNBOUND[0].upper()}{UNBOUND[1:]}."
    return f"Основание: {row.citation.rstrip('.')}."


def named(row: DeficiencyRow) -> tuple[object, ...]:
    """Orders rows by organization as a person would: № 2 before № 10; organizations of one name stay apart."""
    return natural(row.name), row.name, natural(row.organization), row.organization


def _row(
    deficiency: Deficiency,
    organization: Organization,
    methodology: Methodology,
    on: date,
    due: Mapping[str, date],
) -> DeficiencyRow:
    rule, finding = methodology.rule(deficiency.rule), deficiency.finding
    since = deficiency.since
    return DeficiencyRow(
        organization=organization.id,
        name=organization.name or organization.id,
        sector=organization.sector,
        municipality=organization.municipality,
        site=organization.site,
        rule=deficiency.rule,
        title=rule.title if rule else deficiency.rule,
        severity=finding.severity,
        state=deficiency.state,
        message=finding.message,
        laid_out=str(listed(finding.message, finding.details)),
        requirement=finding.requirement,
        demand=demand_on(finding.requirement),
        citation=cite(binding(finding.requirement)) or (UNBOUND if finding.requirement else ""),
        remedy=remedy_of(rule, finding.details),
        since=since,
        days_open=max((on - since).days, 0),
        retested=deficiency.retested,
        confirmed=deficiency.confirmed,
        checked=deficiency.checked or deficiency.confirmed,
        whole_site=rule is None or rule.coverage != "home",
        due=due.get(deficiency.rule),
        evidence=finding.evidence,
        pages_read=finding.pages_read,
        waived_until=deficiency.waiver.until if deficiency.waiver else None,
        waiver_reason=deficiency.waiver.reason if deficiency.waiver else "",
        subject=organization.subject,
        ownership=organization.ownership,
        about=rule.about if rule else "content",
        cause=cause_of(finding.details),
        duty=duty_of(rule, finding.details),
        binds=bool(binding(finding.requirement)),
    )


def by_cause(rows: Iterable[DeficiencyRow]) -> list[DeficiencyRow]:
    """The rows with one for each cause, in the order they came: five rules that miss one card are one deficiency.

    For lists and letters, which people act on; what programs read has a line for every rule.
    """
    groups: dict[tuple[object, ...], list[DeficiencyRow]] = {}
    for row in rows:
        key = (row.organization, row.state, row.cause) if row.cause else (row.organization, row.state, "", row.rule)
        groups.setdefault(key, []).append(row)
    return [group[0] if len(group) == 1 else _together(group) for group in groups.values()]


def _together(rows: Sequence[DeficiencyRow]) -> DeficiencyRow:
    first = min(rows, key=lambda row: (_RANK[row.severity], row.rule))
    requirement = " ".join(dict.fromkeys(id for row in rows for id in row.requirement.split()))
    demands = list(dict.fromkeys(row.demand for row in rows if row.demand))
    return msgspec.structs.replace(
        first,
        requirement=requirement,
        demand="; ".join([*demands[:1], *(f"{one[0].lower()}{one[1:]}" for one in demands[1:])]),
        citation=cite(binding(requirement)) or first.citation,
        since=min(row.since for row in rows),
        days_open=max(row.days_open for row in rows),
        retested=all(row.retested for row in rows),
        due=min((row.due for row in rows if row.due), default=None),
        binds=any(row.binds for row in rows),
    )
