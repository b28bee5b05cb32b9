"""Comparison: every change of a verdict has one author."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.changes.compare import Comparison, Pair, compare
from audits.store import DeficiencyState, StoredFinding
from rules.model import Outcome
from tests.audits.samples import DAY, NIGHT, finding

FAILED, PASSED, UNSURE = Outcome.FAILED, Outcome.PASSED, Outcome.INCONCLUSIVE
GONE, UNTESTED = Outcome.INAPPLICABLE, Outcome.UNTESTED


def stored(
    outcome: Outcome, rule: str = "r", *, version: str = "1", row: str = "a", organization: str = "org-1"
) -> StoredFinding:
    return StoredFinding(
        "run",
        organization,
        finding(rule, outcome),
        "kbr-2017",
        DAY,
        NIGHT,
        "run",
        rule_version=version,
        registry_hash=row,
    )


def classes(result: Comparison) -> dict[str, list[Pair]]:
    return {name: list(getattr(result, name)) for name in result.__struct_fields__ if getattr(result, name)}


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (PASSED, FAILED, "new"),
        (UNSURE, FAILED, "new"),
        (FAILED, PASSED, "fixed"),
        (FAILED, FAILED, "persisting"),
        (FAILED, UNSURE, "not_retested"),
        (FAILED, UNTESTED, "not_retested"),
        (FAILED, GONE, "not_retested"),
        (PASSED, PASSED, None),
        (PASSED, UNSURE, None),
    ],
)
def test_what_two_verdicts_mean(before: Outcome, now: Outcome, expected: str | None) -> None:
    result = classes(compare([stored(now)], [stored(before)]))
    assert result == ({expected: [Pair("org-1", "r")]} if expected else {})


def test_a_changed_rule_is_never_the_organizations_doing() -> None:
    assert classes(compare([stored(FAILED, version="2")], [stored(PASSED)])) == {"rule_changed": [Pair("org-1", "r")]}
    assert classes(compare([stored(PASSED, version="2")], [stored(FAILED)])) == {"rule_changed": [Pair("org-1", "r")]}
    assert classes(compare([stored(FAILED, version="2")], [stored(FAILED)])) == {"persisting": [Pair("org-1", "r")]}


def test_a_rule_that_is_new_to_an_audited_organization_is_a_changed_rule() -> None:
    result = compare([stored(PASSED), stored(FAILED, "s")], [stored(PASSED)])
    assert classes(result) == {"rule_changed": [Pair("org-1", "s")]}
    assert classes(compare([stored(FAILED, "s")], [])) == {"new": [Pair("org-1", "s")]}


def test_a_rule_that_is_gone_is_a_changed_rule() -> None:
    result = compare([stored(PASSED)], [stored(PASSED), stored(FAILED, "s")])
    assert classes(result) == {"rule_changed": [Pair("org-1", "s")]}


def test_a_changed_registry_row_is_never_the_sites_doing() -> None:
    assert classes(compare([stored(FAILED, row="b")], [stored(PASSED)])) == {"registry_changed": [Pair("org-1", "r")]}


def test_an_organization_not_audited_now_is_not_retested() -> None:
    assert classes(compare([], [stored(FAILED)])) == {"not_retested": [Pair("org-1", "r")]}


def test_the_past_beyond_the_baseline() -> None:
    fixed = {("org-1", "r"): DeficiencyState.FIXED}
    open_ = {("org-1", "r"): DeficiencyState.OPEN}
    assert classes(compare([stored(FAILED)], [stored(PASSED)], fixed)) == {"reopened": [Pair("org-1", "r")]}
    assert classes(compare([stored(FAILED)], [stored(UNSURE)], open_)) == {"persisting": [Pair("org-1", "r")]}
    assert classes(compare([stored(PASSED)], [stored(UNSURE)], open_)) == {"fixed": [Pair("org-1", "r")]}
    assert classes(compare([stored(UNSURE)], [stored(UNSURE)], open_)) == {"not_retested": [Pair("org-1", "r")]}


@pytest.mark.parametrize(
    ("now", "waiting", "expected"),
    [
        (FAILED, False, "persisting"),
        (PASSED, False, "fixed"),
        (UNSURE, False, "not_retested"),
        (GONE, True, "not_retested"),
        (GONE, False, None),  # the rule no longer concerns the organization: nothing to re-test
    ],
)
def test_what_could_not_be_asked_before_is_no_other_deficiency(
    now: Outcome, waiting: bool, expected: str | None
) -> None:
    key = ("org-1", "r")
    aside = {key: DeficiencyState.INAPPLICABLE}
    result = compare([stored(now)], [stored(GONE)], aside, waiting=[key] if waiting else [])
    assert classes(result) == ({expected: [Pair(*key)]} if expected else {})


def test_what_the_registry_brings_back_is_the_registrys() -> None:
    aside = {("org-1", "r"): DeficiencyState.INAPPLICABLE}
    for now in (FAILED, PASSED):
        result = compare([stored(now, row="b")], [stored(GONE)], aside)
        assert classes(result) == {"registry_changed": [Pair("org-1", "r")]}


findings = st.dictionaries(
    st.tuples(st.sampled_from(["org-1", "org-2"]), st.sampled_from("abc")),
    st.tuples(st.sampled_from(Outcome), st.sampled_from("12"), st.sampled_from("xy")),
).map(lambda found: [stored(o, rule, version=v, row=r, organization=org) for (org, rule), (o, v, r) in found.items()])


@given(findings, findings)
def test_every_deficiency_is_in_exactly_one_class(current: list[StoredFinding], baseline: list[StoredFinding]) -> None:
    result = compare(current, baseline)
    told = [pair for pairs in classes(result).values() for pair in pairs]
    failed = {Pair(item.organization, item.rule) for item in (*current, *baseline) if item.outcome is FAILED}
    assert len(told) == len(set(told))
    assert set(told) == failed
