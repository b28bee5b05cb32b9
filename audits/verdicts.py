"""Counting findings: what a run comes to, and the exit code that tells it to a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from audits.model import ExitCode
from rules.model import Finding, Outcome, Severity

MEANINGS: dict[ExitCode, str] = {
    ExitCode.CLEAN: "audited, no deficiency",
    ExitCode.DEFICIENCIES: "audited, deficiencies found",
    ExitCode.NOTHING_AUDITED: "nothing was audited: usage, bad input, no run",
    ExitCode.UNDECIDED: "no deficiency, but something inconclusive or untested",
    ExitCode.INTERRUPTED: "interrupted (Ctrl-C, SIGTERM); what an audit had recorded is kept",
}
"""The README's table; a test keeps it current."""

SEVERITY_ORDER = tuple(Severity)
OUTCOME_ORDER = (Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.UNTESTED, Outcome.PASSED, Outcome.INAPPLICABLE)


def exit_code(findings: Iterable[Finding], *, exit_zero: bool = False) -> ExitCode:
    """What the shell is told about these findings. Nothing judged at all is no audit."""
    seen = Counter(finding.outcome for finding in findings)
    return exit_code_of(seen, exit_zero=exit_zero)


def exit_code_of(counts: Counter[Outcome], *, exit_zero: bool = False) -> ExitCode:
    """The same, from counts of findings by outcome."""
    if not counts.total():
        return ExitCode.NOTHING_AUDITED
    if exit_zero:
        return ExitCode.CLEAN
    if counts[Outcome.FAILED]:
        return ExitCode.DEFICIENCIES
    if counts[Outcome.INCONCLUSIVE] or counts[Outcome.UNTESTED]:
        return ExitCode.UNDECIDED
    return ExitCode.CLEAN


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
