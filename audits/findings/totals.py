"""What a run comes to, counted once and shown anywhere. Pure: rows of the ledger and findings in, numbers out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from audits.store.model import LedgerRow, StoredFinding, Waiver
from crawler.items import Reason
from rules.model import Organization, Outcome, Severity

NOWHERE = "муниципалитет не указан"


class Place(msgspec.Struct):
    """A municipality: its organizations, those judged, those with deficiencies, and how many deficiencies.

    `waived`: how many of them are under a waiver.
    """

    organizations: int = 0
    judged: int = 0
    deficient: int = 0
    deficiencies: int = 0
    waived: int = 0


class Worst(NamedTuple):
    """An organization by how many deficiencies it has, and how many of them are critical or under a waiver."""

    organization: Organization
    deficiencies: int
    critical: int
    waived: int = 0


class Totals(msgspec.Struct):
    """All counts of one run. Every organization of the ledger and every finding is in exactly one of each kind."""

    organizations: int = 0
    judged: int = 0
    untested: int = 0
    pending: int = 0
    clean: int = 0  # judged, and nothing failed, inconclusive or untested
    deficient: int = 0  # judged, and something failed
    excused: int = 0  # of the deficient: those all of whose deficiencies are under a waiver
    waived: int = 0  # failed findings under a waiver: counted as failed, not held against anybody
    waived_by_rule: Counter[str] = msgspec.field(default_factory=Counter)
    outcomes: Counter[Outcome] = msgspec.field(default_factory=Counter)
    by_rule: dict[str, Counter[Outcome]] = msgspec.field(default_factory=dict)
    by_place: dict[str, Place] = msgspec.field(default_factory=dict)
    worst: list[Worst] = msgspec.field(default_factory=list)
    undecided: Counter[Reason] = msgspec.field(default_factory=Counter)  # findings
    not_judged: Counter[Reason] = msgspec.field(default_factory=Counter)  # organizations
    concerned: Counter[Reason] = msgspec.field(default_factory=Counter)  # organizations: not judged, or not on all

    @property
    def held(self) -> Counter[Outcome]:
        """Outcomes without waived deficiencies: what the exit code tells of."""
        return self.outcomes - Counter({Outcome.FAILED: self.waived}) + Counter({Outcome.PASSED: self.waived})


def active_waivers(waivers: Iterable[Waiver], on: date) -> frozenset[tuple[str, str]]:
    """Organization and rule of the waivers that hold on a day; of several for one, the latest given counts."""
    latest = {(waiver.organization, waiver.rule): waiver for waiver in waivers}
    return frozenset(key for key, waiver in latest.items() if waiver.until >= on)


def totals(
    ledger: Iterable[LedgerRow],
    findings: Iterable[StoredFinding],
    waived: frozenset[tuple[str, str]] = frozenset(),
) -> Totals:
    """Counts of a run; `waived`: organization and rule of what is not held against anybody. The worst come first."""
    counted = Totals()
    rows: Mapping[str, LedgerRow] = {row.organization.id: row for row in ledger}
    per: dict[str, Counter[Outcome]] = {id: Counter() for id in rows}
    critical: Counter[str] = Counter()
    excused: Counter[str] = Counter()
    concerned: set[tuple[str, Reason]] = set()
    for stored in findings:
        finding = stored.finding
        counted.outcomes[finding.outcome] += 1
        counted.by_rule.setdefault(finding.rule, Counter())[finding.outcome] += 1
        per.setdefault(stored.organization, Counter())[finding.outcome] += 1
        if finding.outcome is Outcome.FAILED and finding.severity is Severity.CRITICAL:
            critical[stored.organization] += 1
        if finding.outcome is Outcome.FAILED and (stored.organization, finding.rule) in waived:
            counted.waived += 1
            counted.waived_by_rule[finding.rule] += 1
            excused[stored.organization] += 1
        if finding.reason and finding.outcome is Outcome.INCONCLUSIVE:
            counted.undecided[finding.reason] += 1
        if finding.reason:
            concerned.add((stored.organization, finding.reason))
    concerned |= {(id, row.reason or Reason.INTERNAL_ERROR) for id, row in rows.items() if row.state == "untested"}
    counted.concerned.update(reason for _, reason in concerned)
    for id, row in rows.items():
        _count_organization(counted, row, per[id], critical[id], excused[id])
    counted.worst.sort(key=lambda one: (one.waived - one.deficiencies, -one.critical, one.organization.id))
    return counted


def _count_organization(
    counted: Totals, row: LedgerRow, outcomes: Counter[Outcome], critical: int, waived: int
) -> None:
    place = counted.by_place.setdefault(row.organization.municipality or NOWHERE, Place())
    failed = outcomes[Outcome.FAILED]
    counted.organizations += 1
    place.organizations += 1
    if row.state == "judged":
        counted.judged += 1
        place.judged += 1
        counted.clean += not (failed or outcomes[Outcome.INCONCLUSIVE] or outcomes[Outcome.UNTESTED])
    elif row.state == "untested":
        counted.untested += 1
        counted.not_judged[row.reason or Reason.INTERNAL_ERROR] += 1
    else:
        counted.pending += 1
    if failed:
        counted.deficient += 1
        place.deficient += 1
        place.deficiencies += failed
        place.waived += waived
        counted.excused += failed == waived
        counted.worst.append(Worst(row.organization, failed, critical, waived))
