"""The exit code that tells a script what a run comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from audits.model import ExitCode
from rules.model import Finding, Outcome

MEANINGS: dict[ExitCode, str] = {
    ExitCode.CLEAN: "audited, no deficiency",
    ExitCode.DEFICIENCIES: "audited, deficiencies found",
    ExitCode.NOTHING_AUDITED: "nothing was audited: usage, bad input, no run",
    ExitCode.UNDECIDED: "no deficiency, but something inconclusive or untested",
    ExitCode.INTERRUPTED: "interrupted (Ctrl-C, SIGTERM); what an audit had recorded is kept",
}
"""The README's table; a test keeps it current."""


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
