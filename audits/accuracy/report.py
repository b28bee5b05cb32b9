"""Write accuracy as a Markdown table that also reads well in a terminal, or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from audits.accuracy.score import RuleScore, Verdict, score, score_groups, total

_HEAD = ("rule", "TF", "FF", "TP", "FP", "?", "P(failed)", "R(failed)", "P(passed)", "R(passed)")
_LEGEND = (
    "TF/FF: верные/ложные «failed»; TP/FP: верные/ложные «passed»; ?: не решено. "
    "P: точность, R: полнота (нерешённое снижает полноту)."
)


def table(scores: Sequence[RuleScore], first: str = _HEAD[0]) -> str:
    """A Markdown table, one row a rule (`first` says what else a row may be) and a last row for all."""
    rows = [(first, *_HEAD[1:]), *(_row(each) for each in (*scores, total(scores, "all")))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join([*lines, "", _LEGEND])


def disagreements(verdicts: Iterable[Verdict]) -> str:
    """Every verdict that is not the expected one, a line each."""
    lines = [
        f"{each.site}: {each.rule}: ожидалось {each.expected.value}, получено {each.actual.value}"
        + (f" ({each.reason})" if each.reason else "")
        + (f" — {each.message}" if each.message else "")
        for each in verdicts
        if not each.agrees
    ]
    return "\n".join(lines) if lines else "Расхождений нет."


def as_builtins(verdicts: Sequence[Verdict], groups: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The same for machines: scores with their shares, of groups of sites too if asked for, and all verdicts."""
    scores = score(verdicts)
    grouped = {"groups": [_shares(each) for each in score_groups(verdicts, groups)]} if groups is not None else {}
    return {
        "rules": [_shares(each) for each in scores],
        **grouped,
        "all": _shares(total(scores, "all")),
        "verdicts": [msgspec.to_builtins(each) | {"agrees": each.agrees} for each in verdicts],
    }


def _shares(each: RuleScore) -> dict[str, Any]:
    return msgspec.structs.asdict(each) | {
        "precision_failed": each.precision_failed,
        "recall_failed": each.recall_failed,
        "precision_passed": each.precision_passed,
        "recall_passed": each.recall_passed,
        "inconclusive": each.undecided,
    }


def _row(each: RuleScore) -> tuple[str, ...]:
    counts = (each.true_failed, each.false_failed, each.true_passed, each.false_passed, each.undecided)
    shares = (each.precision_failed, each.recall_failed, each.precision_passed, each.recall_passed)
    return (each.rule, *(str(count) for count in counts), *("—" if s is None else f"{s:.3f}" for s in shares))
