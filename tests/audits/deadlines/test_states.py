"""States of obligations on chosen days: a truth table, and the day a thing changes."""

from __future__ import annotations

from datetime import date

import pytest

from audits.deadlines.states import Deadline, Measured, Progress, State, deadlines
from audits.protocols.kept.mapping import Measure, Proof, ProofMapping, load_mapping
from audits.protocols.model import Item, Protocol, Recurrence, Term, Tick
from audits.protocols.words.workdays import add_workdays, load_workdays, workdays_between

DUE = date(2018, 6, 15)
PROTOCOL = Protocol(
    id="p",
    number="1",
    on=date(2018, 4, 3),
    title="",
    chair="",
    items=(
        Item("1", "Принять к сведению"),
        Item("2.1", "Создать сайты", (Term("15 июня 2018 г.", DUE),), ("Министерство",)),
        Item("2.2", "Доложить", (Term("ежемесячно", date(2018, 7, 15), Recurrence.MONTHLY), Term("строго до выхода"))),
    ),
)
MAPPING = ProofMapping("p", "", DUE, {"2.1": Proof(("official-site-works",))})


def run(day: int, met: int, of: int = 10, month: int = 6) -> Measured:
    return Measured(f"r{month}-{day}", date(2018, month, day), Progress(met, of))


def state(on: date, *runs: Measured, ticks: tuple[Tick, ...] = (), item: str = "2.1") -> Deadline:
    found = deadlines(PROTOCOL, MAPPING, {"2.1": runs}, ticks, on)
    return next(each for each in found if each.item == item)


@pytest.mark.parametrize(
    ("on", "runs", "expected"),
    [
        (date(2018, 5, 1), (), State.UPCOMING),
        (date(2018, 5, 9), (run(8, 4, month=5),), State.PARTLY_MET),
        (date(2018, 5, 9), (run(8, 0, month=5),), State.UPCOMING),
        (date(2018, 6, 8), (run(7, 4),), State.DUE_SOON),
        (date(2018, 6, 15), (run(7, 4),), State.DUE_SOON),
        (date(2018, 6, 16), (run(7, 9),), State.OVERDUE),
        (date(2018, 6, 16), (), State.OVERDUE),
        (date(2018, 6, 16), (run(7, 10),), State.MET),
        (date(2018, 6, 16), (run(7, 10), run(9, 8)), State.REOPENED),
        (date(2018, 6, 8), (run(7, 10), run(9, 8)), State.MET),
        (date(2018, 6, 16), (run(7, 10), run(9, 8), run(10, 10)), State.MET),
        (date(2018, 6, 16), (run(7, 0, 0),), State.OVERDUE),
    ],
)
def test_states_by_rules(on: date, runs: tuple[Measured, ...], expected: State) -> None:
    assert state(on, *runs).state is expected


def test_a_deadline_says_what_proves_it_and_by_how_much_it_is_late() -> None:
    assert "r6-7" in state(date(2018, 7, 1), run(7, 10)).note
    late = state(date(2018, 6, 25), run(7, 4))
    assert "на 10 дн" in late.note
    assert "4 из 10" in late.note
    assert late.days == -10


def test_only_dated_items_are_listed() -> None:
    assert [each.item for each in deadlines(PROTOCOL, MAPPING, {}, (), DUE)] == ["2.1", "2.2"]


def test_what_no_crawl_sees_waits_for_a_person_and_is_never_called_overdue() -> None:
    tick = Tick("p", "2.2", date(2018, 7, 15), date(2018, 7, 14), "письмо № 5", "Полев")
    assert state(date(2018, 5, 1), item="2.2").state is State.UPCOMING
    assert state(date(2018, 7, 10), item="2.2").state is State.DUE_SOON
    done = state(date(2018, 7, 15), ticks=(tick,), item="2.2")
    assert (done.state, done.due) == (State.MET, date(2018, 7, 15))
    assert "письмо № 5" in done.note
    later = state(date(2018, 9, 20), ticks=(tick,), item="2.2")
    assert later.due == date(2018, 10, 15)
    assert later.missed == (date(2018, 8, 15), date(2018, 9, 15))
    assert "не отмечено сроков: 2" in later.note
    without_rules = deadlines(PROTOCOL, None, {}, (), date(2018, 7, 1))[0]
    assert without_rules.state is State.MANUAL


def test_a_past_term_of_a_recurring_item_waits_for_its_person_as_any_other() -> None:
    waiting = state(date(2018, 7, 16), item="2.2")
    assert (waiting.state, waiting.due, waiting.missed) == (State.MANUAL, date(2018, 8, 15), (date(2018, 7, 15),))
    assert waiting.note.startswith("не отмечено сроков: 1 (15.07.2018)")
    assert waiting.comes_again
    ahead = Tick("p", "2.2", date(2018, 8, 15), date(2018, 7, 16), "заранее")
    assert state(date(2018, 7, 17), ticks=(ahead,), item="2.2").state is State.MANUAL
    past = Tick("p", "2.2", date(2018, 7, 15), date(2018, 7, 16), "с опозданием")
    assert state(date(2018, 7, 17), ticks=(past, ahead), item="2.2").state is State.MET
    assert state(date(2018, 7, 17), ticks=(past,), item="2.2").state is State.UPCOMING


def test_a_recurring_item_its_rules_left_unmet_is_overdue_when_a_term_has_passed() -> None:
    mapping = ProofMapping("p", "", DUE, {"2.2": Proof(("poll-results-current",))})

    def recurring(on: date, *runs: Measured) -> Deadline:
        return next(one for one in deadlines(PROTOCOL, mapping, {"2.2": runs}, (), on) if one.item == "2.2")

    assert recurring(date(2018, 5, 7), run(6, 4, month=5)).state is State.PARTLY_MET
    late = recurring(date(2018, 7, 16), run(6, 4, month=5))
    assert (late.state, late.due, late.missed, late.comes_again) == (State.OVERDUE, date(2018, 8, 15), (), True)
    assert "просрочено на 1 дн. (срок 15.07.2018); выполнено у 4 из 10" in late.note
    assert recurring(date(2018, 7, 16), run(6, 10, month=5)).state is State.MET
    assert recurring(date(2018, 7, 16), run(6, 10, month=5), run(7, 9)).state is State.REOPENED


def test_a_part_of_a_sentence_is_shown_with_its_beginning() -> None:
    items = (
        Item("2", "Министерству:", parent=True),
        Item("2.1", "Разместить планы:", parent=True),
        Item("2.1.а", "на сайтах", (Term("x", DUE),)),
        Item("2.2", "Доложить", (Term("x", DUE),)),
    )
    found = deadlines(Protocol("p", "1", None, "", "", items), None, {}, (), DUE)
    assert [one.text for one in found] == ["Разместить планы: на сайтах", "Доложить"]


def test_a_tick_of_a_later_day_does_not_count_yet() -> None:
    tick = Tick("p", "2.2", date(2018, 7, 15), date(2018, 7, 20), "поздно")
    assert state(date(2018, 7, 15), ticks=(tick,), item="2.2").state is State.DUE_SOON


def test_the_shipped_mapping_loads_and_unknown_protocols_have_none() -> None:
    mapping = load_mapping("2017-06-02-3")
    assert mapping is not None
    assert mapping.proof("5.1").measure is Measure.JUDGED
    assert mapping.proof("3.5").rules == ()
    assert load_mapping("1999-01-01-1") is None


def test_workdays() -> None:
    calendar = load_workdays()
    assert not calendar.is_workday(date(2017, 6, 12))
    assert not calendar.is_workday(date(2017, 5, 8))
    assert calendar.is_workday(date(2017, 6, 13))
    assert add_workdays(date(2017, 6, 9), 1) == date(2017, 6, 13)
    assert add_workdays(date(2017, 6, 13), -1) == date(2017, 6, 9)
    assert workdays_between(date(2017, 6, 9), date(2017, 6, 13)) == 1
    assert workdays_between(date(2017, 6, 9), date(2017, 6, 9)) == 0


def test_what_the_audit_says_stays_beside_a_tick_that_says_the_opposite() -> None:
    tick = Tick("p", "2.1", DUE, date(2018, 6, 16), "письмо № 5")
    found = state(date(2018, 6, 20), run(7, 4), run(19, 6), ticks=(tick,))
    assert (found.state, found.note) == (
        State.MET,
        "отмечено 16.06.2018: письмо № 5; по аудиту выполнено у 6 из 10",
    )
    for agreed in (run(19, 10), run(19, 0, 0)):
        assert "по аудиту" not in state(date(2018, 6, 20), agreed, ticks=(tick,)).note
