"""Count verdicts against expectations: per rule, precision and recall of «failed» and of «passed»."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from rules.model import Finding, Outcome


class Verdict(msgspec.Struct, frozen=True):
    """One expectation held against one finding."""

    site: str
    rule: str
    expected: Outcome
    actual: Outcome
    reason: str = ""
    message: str = ""

    @property
    def agrees(self) -> bool:
        return self.expected is self.actual


class RuleScore(msgspec.Struct, frozen=True):
    """Counts for one rule, or for one group of sites, named in its place.

    «failed» is the positive class: a deficiency is what the program is for.

    An undecided verdict counts against recall of both classes, never against precision.
    """

    rule: str
    true_failed: int = 0
    false_failed: int = 0
    true_passed: int = 0
    false_passed: int = 0
    undecided_failed: int = 0  # should have been failed
    undecided_passed: int = 0  # should have been passed

    @property
    def total(self) -> int:
        return (
            self.true_failed
            + self.false_failed
            + self.true_passed
            + self.false_passed
            + self.undecided_failed
            + self.undecided_passed
        )

    @property
    def undecided(self) -> int:
        return self.undecided_failed + self.undecided_passed

    @property
    def precision_failed(self) -> float | None:
        return _share(self.true_failed, self.true_failed + self.false_failed)

    @property
    def recall_failed(self) -> float | None:
        return _share(self.true_failed, self.true_failed + self.false_passed + self.undecided_failed)

    @property
    def precision_passed(self) -> float | None:
        return _share(self.true_passed, self.true_passed + self.false_passed)

    @property
    def recall_passed(self) -> float | None:
        return _share(self.true_passed, self.true_passed + self.false_failed + self.undecided_passed)


def compare(site: str, expected: Mapping[str, Outcome], findings: Iterable[Finding]) -> list[Verdict]:
    """Hold a site's findings against what was expected of it. A missing finding counts as untested."""
    by_rule = {finding.rule: finding for finding in findings}
    verdicts = []
    for rule, outcome in expected.items():
        finding = by_rule.get(rule)
        if finding is None:
            verdicts.append(Verdict(site, rule, outcome, Outcome.UNTESTED, message="нет такого правила"))
        else:
            verdicts.append(Verdict(site, rule, outcome, finding.outcome, finding.reason or "", finding.message))
    return verdicts


def score(verdicts: Iterable[Verdict]) -> list[RuleScore]:
    """Counts per rule, in the order rules first appear."""
    return _counted((verdict.rule, verdict) for verdict in verdicts)


def score_groups(verdicts: Iterable[Verdict], groups: Mapping[str, str]) -> list[RuleScore]:
    """Counts per group of sites, by name; `groups` is site → group and must know every site."""
    return sorted(_counted((groups[verdict.site], verdict) for verdict in verdicts), key=lambda one: one.rule)


def _counted(named: Iterable[tuple[str, Verdict]]) -> list[RuleScore]:
    counts: dict[str, Counter[str]] = {}
    for name, verdict in named:
        counts.setdefault(name, Counter())[_cell(verdict)] += 1
    return [RuleScore(rule=name, **cells) for name, cells in counts.items()]


def total(scores: Iterable[RuleScore], name: str) -> RuleScore:
    """All rules together, under `name`."""
    cells: Counter[str] = Counter()
    for each in scores:
        cells.update({field: value for field, value in msgspec.structs.asdict(each).items() if field != "rule"})
    return RuleScore(rule=name, **cells)


def _cell(verdict: Verdict) -> str:
    expected = "failed" if verdict.expected is Outcome.FAILED else "passed"
    if verdict.actual not in (Outcome.FAILED, Outcome.PASSED):
        return f"undecided_{expected}"
    return f"{'true' if verdict.agrees else 'false'}_{verdict.actual.value}"


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
