"""Everything the overview pages count, grown organization by organization: no page needs all findings at once."""

from __future__ import annotations

from collections import Counter

import msgspec

from audits.report.model import Case, Counts, Item, Row
from audits.store import LedgerRow
from crawler.items import Reason
from rules.model import Outcome, Sector, Severity


class Tally(msgspec.Struct):
    """Counts and lists of one report."""

    total: Counts = msgspec.field(default_factory=Counts)
    rows: list[Row] = msgspec.field(default_factory=list)
    by_rule: dict[str, Counts] = msgspec.field(default_factory=dict)
    by_sector: dict[Sector | None, Counts] = msgspec.field(default_factory=dict)
    by_place: dict[str, Counts] = msgspec.field(default_factory=dict)
    rule_sector: dict[tuple[str, Sector | None], Counts] = msgspec.field(default_factory=dict)
    place_sector: dict[tuple[str, Sector | None], Counts] = msgspec.field(default_factory=dict)
    failing: dict[str, list[Case]] = msgspec.field(default_factory=dict)
    doubtful: dict[str, list[Case]] = msgspec.field(default_factory=dict)
    reasons: dict[Reason, Counter[str]] = msgspec.field(default_factory=dict)  # rule → how many
    affected: dict[Reason, dict[str, Row]] = msgspec.field(default_factory=dict)  # by page: whom a reason kept from us
    not_judged: list[tuple[Row, str]] = msgspec.field(default_factory=list)

    def add(
        self, ledger: LedgerRow, page: str, items: list[Item], severities: list[Severity], reasons: list[Reason | None]
    ) -> Row:
        """Count one organization in; gives its row."""
        one = ledger.organization
        outcomes = Counter(item.outcome for item in items)
        critical = sum(
            item.outcome is Outcome.FAILED and severity is Severity.CRITICAL
            for item, severity in zip(items, severities, strict=True)
        )
        row = Row(
            one,
            page,
            ledger.state,
            ledger.reason,
            outcomes[Outcome.FAILED],
            critical,
            outcomes[Outcome.INCONCLUSIVE] + outcomes[Outcome.UNTESTED],
            outcomes[Outcome.PASSED],
            sum(bool(item.waiver) for item in items),
        )
        self.rows.append(row)
        place = one.municipality
        for counts in (
            self.total,
            self.by_sector.setdefault(one.sector, Counts()),
            self.by_place.setdefault(place, Counts()),
            self.place_sector.setdefault((place, one.sector), Counts()),
        ):
            counts.organizations += 1
            counts.judged += ledger.state == "judged"
            counts.deficient += row.failed > 0
            counts.excused += 0 < row.failed == row.waived
            counts.waived += row.waived
            counts.outcomes.update(outcomes)
        if ledger.state != "judged":
            self.not_judged.append((row, ledger.detail))
        for item, reason in zip(items, reasons, strict=True):
            self._item(row, item, reason)
        return row

    def _item(self, row: Row, item: Item, reason: Reason | None) -> None:
        for counts in (
            self.by_rule.setdefault(item.rule, Counts()),
            self.rule_sector.setdefault((item.rule, row.organization.sector), Counts()),
        ):
            counts.organizations += 1
            counts.outcomes[item.outcome] += 1
            counts.waived += bool(item.waiver)
        if item.outcome is Outcome.FAILED:
            case = Case(row, item.message, item.severity, since=item.since, waived=bool(item.waiver))
            self.failing.setdefault(item.rule, []).append(case)
        elif item.outcome in (Outcome.INCONCLUSIVE, Outcome.UNTESTED):
            self.doubtful.setdefault(item.rule, []).append(Case(row, item.message, reason=item.reason))
            why = reason or Reason.INTERNAL_ERROR
            self.reasons.setdefault(why, Counter())[item.rule] += 1
            self.affected.setdefault(why, {})[row.page] = row
