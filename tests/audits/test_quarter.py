"""A few simulated nights over a loopback region, held against an oracle; bench/quarter.py does ninety."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from audits.deadlines.states import Measured, Progress, State, deadlines
from audits.protocols.kept.mapping import load_mapping
from audits.protocols.model import Item, Protocol, Recurrence, Term, Tick
from bench.quarter import Site, region_of, simulate

F, B, G, W = Site.FULL, Site.BARE, Site.GONE, Site.WALL
NIGHTS = [
    [F, B, F, B],
    [F, F, G, B],  # one publishes, one is gone
    [F, F, G, W],  # one cannot be told
    [B, B, F, B],  # one drops the page, one drops it again, one is back
    [B, B, F, B],  # nothing happens
]


def test_every_transition_equals_the_script(tmp_path: Path) -> None:
    with region_of(4) as region:
        told = simulate(region, NIGHTS, tmp_path)
    assert told.differences == []
    assert told.messages == len(NIGHTS)
    assert told.quiet[-1] <= 4096 * 4, "an unchanged night leaves a ledger row for each, no more"
    assert len(list((tmp_path / "exports").iterdir())) == len(NIGHTS)


def test_the_ministrys_protocol_on_five_days() -> None:
    """Numbers and terms of the protocol of 2 June 2017; the words are ours."""
    once = {
        "2.1": "2017-06-15", "2.2": "2017-06-15", "3.1": "2017-08-20", "3.2": "2017-08-30", "3.3": "2017-09-10",
        "3.4": "2017-11-01", "5.1": "2017-06-20", "5.3": "2017-09-20", "5.4": "2017-11-20",
    }  # fmt: skip
    items = [Item(number, "…", (Term("", date.fromisoformat(due)),)) for number, due in once.items()]
    items += [
        Item("3.5", "…", (Term("", date(2017, 7, 15), Recurrence.MONTHLY),)),
        Item("5.2", "…", (Term("", date(2017, 6, 20), Recurrence.MONTHLY),)),
    ]
    protocol = Protocol("2017-06-02-3", "3", date(2017, 6, 2), "", "", tuple(items))
    mapping = load_mapping(protocol.id)

    def run(on: str, met: int, of: int = 430) -> Measured:
        return Measured(on, date.fromisoformat(on), Progress(met, of))

    measured = {
        "2.1": [run("2017-06-05", 300), run("2017-06-14", 430), run("2017-09-01", 428)],
        "2.2": [run("2017-06-05", 0), run("2017-07-10", 412)],
        "5.1": [run("2017-06-05", 430)],
        "3.4": [run("2017-06-05", 10), run("2017-10-30", 430)],
    }
    ticks = [
        Tick(protocol.id, "3.5", date(2017, 7, 15), date(2017, 7, 14), "письмо"),
        Tick(protocol.id, "3.1", date(2017, 8, 20), date(2017, 8, 19), "отчёт"),
    ]
    told = {
        day: {each.item: (each.state, each.due) for each in deadlines(protocol, mapping, measured, ticks, day)}
        for day in map(date.fromisoformat, ("2017-06-02", "2017-06-16", "2017-07-16", "2017-09-05", "2017-11-21"))
    }

    def states(day: str) -> dict[str, State]:
        return {item: state for item, (state, _) in told[date.fromisoformat(day)].items()}

    up, soon, met, late, again, hand = (
        State.UPCOMING, State.DUE_SOON, State.MET, State.OVERDUE, State.REOPENED, State.MANUAL,
    )  # fmt: skip
    assert states("2017-06-02") == {
        "2.1": soon, "2.2": soon, "3.1": up, "3.2": up, "3.3": up, "3.4": up, "5.1": up, "5.3": up, "5.4": up,
        "3.5": up, "5.2": up,
    }  # fmt: skip
    assert states("2017-06-16") == {
        "2.1": met, "2.2": late, "3.1": up, "3.2": up, "3.3": up, "3.4": State.PARTLY_MET, "5.1": met, "5.3": up,
        "5.4": up, "3.5": up, "5.2": soon,
    }  # fmt: skip
    assert states("2017-07-16")["2.1"] is met
    assert states("2017-07-16")["2.2"] is late
    assert told[date(2017, 7, 16)]["3.5"] == (up, date(2017, 8, 15))
    assert told[date(2017, 7, 16)]["5.2"] == (hand, date(2017, 7, 20))  # nobody ticked June
    assert states("2017-09-05") == {
        "2.1": again, "2.2": late, "3.1": met, "3.2": hand, "3.3": soon, "3.4": State.PARTLY_MET, "5.1": met,
        "5.3": up, "5.4": up, "3.5": hand, "5.2": hand,
    }  # fmt: skip
    assert states("2017-11-21") == {
        "2.1": again, "2.2": late, "3.1": met, "3.2": hand, "3.3": late, "3.4": met, "5.1": met, "5.3": late,
        "5.4": late, "3.5": hand, "5.2": hand,
    }  # fmt: skip
