"""Interval folding: what a sequence of nights says of one deficiency."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from audits.store.deficiencies import Interval, fold
from audits.store.model import DeficiencyState
from rules.model import Outcome

FAILED, PASSED, UNSURE, GONE = Outcome.FAILED, Outcome.PASSED, Outcome.INCONCLUSIVE, Outcome.INAPPLICABLE
BLIND = Outcome.UNTESTED
nights = st.lists(st.sampled_from(Outcome), min_size=1, max_size=12)
applicable = st.sampled_from([outcome for outcome in Outcome if outcome is not GONE])


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


@given(nights, st.integers(0, 12), st.sampled_from([UNSURE, BLIND]))
def test_a_night_that_could_not_tell_changes_no_state(outcomes: list[Outcome], at: int, blind: Outcome) -> None:
    disturbed = [*outcomes[:at], blind, *outcomes[at:]]
    one, two = fold(intervals(outcomes)), fold(intervals(disturbed))
    assert (one and one.state) == (two and two.state)


@given(nights, st.lists(st.sampled_from([UNSURE, BLIND, GONE])))
def test_nothing_but_passing_closes(before: list[Outcome], after: list[Outcome]) -> None:
    history = fold(intervals([*before, FAILED, *after]))
    assert history is not None
    assert history.state is not DeficiencyState.FIXED


@given(nights, st.lists(st.sampled_from([UNSURE, BLIND])), st.lists(st.sampled_from([UNSURE, BLIND, PASSED])))
def test_passing_closes(before: list[Outcome], between: list[Outcome], after: list[Outcome]) -> None:
    history = fold(intervals([*before, FAILED, *between, PASSED, *after]))
    assert history is not None
    assert history.state is DeficiencyState.FIXED
    assert history.fixed == len(before) + 1 + len(between) + 1


@given(st.lists(applicable, max_size=6), st.lists(applicable, max_size=6))
def test_the_last_decided_night_decides(before: list[Outcome], after: list[Outcome]) -> None:
    outcomes = [*before, FAILED, *after]
    history = fold(intervals(outcomes))
    assert history is not None
    told = [outcome for outcome in outcomes if outcome in (FAILED, PASSED)]
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
