"""Counting: every cell of the table, and what undecided does to precision and recall."""

from __future__ import annotations

import pytest

from audits.accuracy.families import OTHER, family_of
from audits.accuracy.report import as_builtins, disagreements, table
from audits.accuracy.score import RuleScore, Verdict, compare, score, score_groups, total
from rules.model import Finding, Outcome

P, F, I = Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE  # noqa: E741


@pytest.mark.parametrize(
    ("expected", "actual", "cell"),
    [
        (F, F, "true_failed"),
        (P, F, "false_failed"),
        (P, P, "true_passed"),
        (F, P, "false_passed"),
        (F, I, "undecided_failed"),
        (P, I, "undecided_passed"),
        (F, Outcome.INAPPLICABLE, "undecided_failed"),
        (P, Outcome.UNTESTED, "undecided_passed"),
    ],
)
def test_every_cell(expected: Outcome, actual: Outcome, cell: str) -> None:
    (counted,) = score([Verdict("s", "r", expected, actual)])
    assert getattr(counted, cell) == 1
    assert counted.total == 1


def test_undecided_lowers_recall_but_not_precision() -> None:
    counted = RuleScore("r", true_failed=3, undecided_failed=1, true_passed=2, false_passed=2)
    assert counted.precision_failed == 1.0
    assert counted.recall_failed == 3 / 6
    assert counted.precision_passed == 0.5
    assert counted.recall_passed == 1.0


def test_nothing_to_share_is_none() -> None:
    assert RuleScore("r").precision_failed is None


def test_a_missing_finding_is_not_forgotten() -> None:
    (verdict,) = compare("s", {"r": F}, [Finding(rule="other", outcome=P)])
    assert verdict.actual is Outcome.UNTESTED
    assert not verdict.agrees


def test_report_names_each_disagreement_and_the_total() -> None:
    verdicts = [Verdict("s1", "r1", F, F), Verdict("s2", "r1", P, F, message="нет"), Verdict("s2", "r2", P, P)]
    text = table(score(verdicts))
    assert "0.500" in text
    assert text.count("\n| ") == 3
    assert "s2: r1: ожидалось passed, получено failed — нет" in disagreements(verdicts)
    assert total(score(verdicts), "all").total == 3
    assert as_builtins(verdicts)["all"]["false_failed"] == 1


@pytest.mark.parametrize(
    ("cms", "family"),
    [
        ("1C-Bitrix", "1C-Bitrix"),
        ("uCoz (saved) + static", "uCoz"),
        ("custom PHP, windows-1251", "own PHP"),
        ("Kohana PHP", "PHP frameworks"),
        ("Laravel + Vue SPA", "pages built by scripts"),
        ("static, jQuery load", "pages built by scripts"),
        ("static HTML", "static pages"),
        ("", OTHER),
    ],
)
def test_families(cms: str, family: str) -> None:
    assert family_of(cms) == family


def test_groups_of_sites_are_counted_apart() -> None:
    verdicts = [Verdict("s1", "r1", F, F), Verdict("s2", "r1", P, F), Verdict("s3", "r2", P, P)]
    groups = {"s1": "Joomla", "s2": "Joomla", "s3": "Bitrix"}
    counted = score_groups(verdicts, groups)
    assert [(one.rule, one.true_failed, one.false_failed, one.true_passed) for one in counted] == [
        ("Bitrix", 0, 0, 1),
        ("Joomla", 1, 1, 0),
    ]
    assert table(counted, "cms").startswith("| cms ")
    assert [group["rule"] for group in as_builtins(verdicts, groups)["groups"]] == ["Bitrix", "Joomla"]
    assert "groups" not in as_builtins(verdicts)
