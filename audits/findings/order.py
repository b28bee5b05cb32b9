"""The order in which findings are shown: worst first."""

from __future__ import annotations

from collections.abc import Iterable

from rules.model import Finding, Outcome, Severity

SEVERITY_ORDER = tuple(Severity)
OUTCOME_ORDER = (Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.UNTESTED, Outcome.PASSED, Outcome.INAPPLICABLE)


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Worst first: outcome, then severity, then rule."""
    return sorted(
        findings,
        key=lambda finding: (
            OUTCOME_ORDER.index(finding.outcome),
            SEVERITY_ORDER.index(finding.severity),
            finding.rule,
        ),
    )
