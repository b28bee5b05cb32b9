"""Interval folding: what a sequence of nights says of one deficiency."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from audits.store.deficiencies import Interval, fold
from audits.store.model import DeficiencyState
from rules.model import Outcome

FAILED, PASSED, UNSURE, GONE = Outcome.FAILED, Outcome.PASSED, Outcome.INCONCLUSIVE, Outcome.INAPPLICABLE
nights = st.lists(st.sampled_from(Outcome), min_size=1, max_size=12)


def intervals(outcomes: list[Outcome]) -> list[Interval]:
    """What the store would keep of these nights, numbered from 1."""
    found, run = [], 1
    for outcome, group in groupby(outcomes):
        length = len(list(group))
        found.append(Interval(outcome, run, run + length, verdict=run))
        run += length
    return found


@given(nights)
def test_nothing_but_failing_makes_a_deficiency(outcomes: list[Outcome]) -> None:
    assert (fold(intervals(outcomes)) is None) == (FAILED not in outcomes)


@given(nights, st.integers(0, 12), st.sampled_from([UNSURE, Outcome.UNTESTED]))
def test_a_night_that_could_not_tell_changes_no_state(outcomes: list[Outcome], at: int, blind: Outcome) -> None:
    disturbed = [*outcomes[:at], blind, *outcomes[at:]]
    one, two = fold(intervals(outcomes)), fold(intervals(disturbed))
    assert (one and one.state) == (two and two.state)


@given(nights)
def test_only_passing_closes(outcomes: list[Outcome]) -> None:
    history = fold(intervals(outcomes))
    if history is not None and history.state is DeficiencyState.FIXED:
        last_failed = max(index for index, outcome in enumerate(outcomes) if outcome is FAILED)
        assert PASSED in outcomes[last_failed:]
        assert history.fixed is not None


@given(nights)
def test_the_last_decided_night_decides(outcomes: list[Outcome]) -> None:
    history = fold(intervals(outcomes))
    told = [outcome for outcome in outcomes if outcome in (FAILED, PASSED)]
    if history is not None and GONE not in outcomes:
        is_open = history.state in (DeficiencyState.OPEN, DeficiencyState.REOPENED)
        assert is_open == (told[-1] is FAILED)
        first = told.index(FAILED)
        came_back = PASSED in told[first:] and FAILED in told[first + told[first:].index(PASSED) :]
        assert (history.state is DeficiencyState.REOPENED) == (is_open and came_back)


def test_since_is_the_start_of_the_present_stretch() -> None:
    history = fold(intervals([FAILED, UNSURE, FAILED, PASSED, FAILED, FAILED]))
    assert history is not None
    assert (history.state, history.since) == (DeficiencyState.REOPENED, 5)
    history = fold(intervals([FAILED, GONE, FAILED]))
    assert history is not None
    assert (history.state, history.since) == (DeficiencyState.OPEN, 1)


def test_set_aside_is_neither_open_nor_fixed() -> None:
    history = fold(intervals([FAILED, GONE]))
    assert history is not None
    assert history.state is DeficiencyState.INAPPLICABLE
