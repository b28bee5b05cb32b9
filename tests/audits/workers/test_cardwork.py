"""Cards beside the site audit: nobody waits, verdicts are completed in place, history stays whole."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from audits import engine
from audits.judging.results import audited
from audits.judging.versions import rule_versions
from audits.model import AuditOptions, Run
from audits.run.events import Event
from audits.run.single import check
from audits.store import Store, pack
from audits.store.model import DeficiencyState
from audits.workers.cardwork import RESTARTS, CardWork
from crawler.items import Card, Facts, Link, Page, Reason, Site
from rules.model import Organization, Outcome, Sector
from tests import warm
from tests.audits.samples import DAY
from tests.audits.stored import asked

HERE = Path(__file__)
ROOT = HERE.resolve().parents[3]
COMMAND = (*warm.COMMAND, "tests.audits.scripted_worker")
CARDS = (sys.executable, str(HERE.parents[1] / "scripted_cards.py"))
OPTIONS = AuditOptions(on=DAY, bus_gov_url="http://bus.test")
RULE = "bus-card-has-site"
DAY_BREAK = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "visits").mkdir()
    cards = tmp_path / "cards.json"
    cards.write_text("{}", "utf-8")
    monkeypatch.setenv("NOK_SCRIPT", str(tmp_path / "visits"))
    monkeypatch.setenv("NOK_CARDS", str(cards))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv(warm.VARIABLE, warm.ready())
    return cards


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "nok.db") as opened:
        yield opened


def school(name: str, **changes: Any) -> Organization:
    site = f"http://{name}.test/"
    known = {
        "id": name,
        "name": name,
        "sector": Sector.EDUCATION,
        "site": site,
        "inn": "0700000001",
        "assessed_years": (),
    }
    return Organization(**known | changes)  # type: ignore[arg-type]


def card(name: str, website: str | None = None) -> dict[str, Any]:
    site = f"http://{name}.test" if website is None else website
    return {"url": "http://bus.test/info-card/7", "agency_id": "7", "found": True, "inn": "0700000001",
            "website": site, "email": f"{name}@example.test"}  # fmt: skip


def tell(script: Path, **told: Any) -> None:
    script.write_text(json.dumps(told), "utf-8")


def audit(store: Store, *organizations: Organization, **rest: Any) -> Run:
    given = {"command": COMMAND, "card_command": CARDS} | rest
    return engine.audit(organizations, given.pop("options", OPTIONS), store, **given)


def outcome(store: Store, run: Run, name: str, rule: str = RULE) -> tuple[Outcome, Reason | None]:
    (found,) = [item.finding for item in store.findings(run.id, name) if item.rule == rule]
    return found.outcome, found.reason


def test_sites_do_not_wait_for_cards_and_verdicts_are_completed(store: Store, script: Path) -> None:
    names = [f"ok-{number}" for number in range(40)]
    done = script.with_name("sites-done")
    tell(script, wait_for=str(done), **{name: card(name) for name in names})
    events: list[Event] = []

    def note(event: Event) -> None:
        events.append(event)
        if event.kind == "audited" and event.done == event.total:
            done.touch()  # only now does the first card come

    run = audit(store, *map(school, names), on_event=note)
    kinds = [
        event.kind for event in events if event.kind == "audited" or (event.kind == "carded" and event.organization)
    ]
    assert kinds == ["audited"] * 40 + ["carded"] * 40
    assert (run.state, run.judged) == ("finished", 40)
    assert len(list(store.ledger(run.id))) == 40
    assert {outcome(store, run, name) for name in names} == {(Outcome.PASSED, None)}
    facts = store.facts(run.id, "ok-3")
    assert facts is not None
    assert facts.card is not None
    assert facts.site is not None
    assert facts.card.website == "http://ok-3.test"


def test_a_card_that_comes_late_leaves_no_trace_in_the_history(store: Store, script: Path) -> None:
    tell(script, delay=0.3, **{"ok-1": card("ok-1", "")})
    audit(store, school("ok-1"))
    before = asked(store, "SELECT count(*) FROM findings")
    for night in (1, 2):
        run = audit(store, school("ok-1"), options=msgspec.structs.replace(OPTIONS, on=DAY + timedelta(days=night)))
    assert asked(store, "SELECT count(*) FROM findings") == before
    assert outcome(store, run, "ok-1") == (Outcome.FAILED, None)
    assert not store.changes(run.id)
    assert not store.integrity_check()


def test_a_field_that_vanishes_again_is_reopened_with_its_history(store: Store, script: Path) -> None:
    def night(number: int, said: dict[str, Any]) -> DeficiencyState | None:
        tell(script, **{"ok-1": said})
        on: date = DAY + timedelta(days=number)
        audit(store, school("ok-1"), options=msgspec.structs.replace(OPTIONS, on=on))
        found = [one for one in store.deficiencies(on=on) if one.rule == RULE]
        return found[0].state if found else None

    away = {"reason": "registry_unavailable"}
    assert night(0, card("ok-1")) is None
    assert night(1, card("ok-1", "")) is DeficiencyState.OPEN
    assert night(2, away) is DeficiencyState.OPEN
    assert night(3, card("ok-1")) is DeficiencyState.FIXED
    assert night(4, away) is DeficiencyState.FIXED
    assert night(5, card("ok-1", "-")) is DeficiencyState.REOPENED


def test_a_worker_that_dies_is_started_anew(store: Store, script: Path) -> None:
    names = [f"ok-{number}" for number in range(5)]
    tell(script, die_after=2, **{name: card(name) for name in names})
    run = audit(store, *map(school, names))
    assert {outcome(store, run, name) for name in names} == {(Outcome.PASSED, None)}


def test_a_worker_that_dies_again_and_again_makes_the_rest_unavailable(store: Store, script: Path) -> None:
    names = [f"ok-{number}" for number in range(9)]
    tell(script, die_after=2, **{name: card(name) for name in names})
    run = audit(store, *map(school, names))
    found = [outcome(store, run, name) for name in names]
    assert found.count((Outcome.PASSED, None)) == 2 * (1 + RESTARTS)
    assert found.count((Outcome.INCONCLUSIVE, Reason.REGISTRY_UNAVAILABLE)) == 9 - 2 * (1 + RESTARTS)
    assert run.state == "finished"


def test_a_card_that_kills_the_worker_costs_only_itself(script: Path) -> None:
    names = [f"ok-{number}" for number in range(4)]
    tell(script, die_of="ok-1", **{name: card(name) for name in names})
    work = CardWork(list(map(school, names)), OPTIONS, command=CARDS)
    work.begin(map(school, names))
    work.close()
    try:
        while work.pending:
            work.arrived(wait=5)
        found = {name: known.found for name in names if (known := work.card(name)) is not None}
    finally:
        work.give_up("")
    assert found == {"ok-0": True, "ok-1": False, "ok-2": True, "ok-3": True}


def test_sites_that_fail_and_sites_that_are_not_there_get_their_cards_too(store: Store, script: Path) -> None:
    none = school("none", site="")
    tell(script, **{"timeout-9-a": card("timeout-9-a"), "none": card("none", "")})
    run = audit(store, school("timeout-9-a"), none, school("die-1"))
    assert outcome(store, run, "timeout-9-a") == (Outcome.PASSED, None)
    assert outcome(store, run, "none") == (Outcome.FAILED, None)
    assert outcome(store, run, "die-1") == (Outcome.UNTESTED, Reason.INTERNAL_ERROR)


def test_without_a_number_nothing_is_asked(store: Store) -> None:
    nobody = (sys.executable, "-c", "raise SystemExit('asked')")
    run = audit(store, school("ok-1", inn=""), card_command=nobody)
    assert outcome(store, run, "ok-1") == (Outcome.UNTESTED, Reason.CARD_UNKNOWN)
    off = msgspec.structs.replace(OPTIONS, bus_gov_url="")
    run = audit(store, school("ok-1"), card_command=nobody, options=off)
    assert outcome(store, run, "ok-1") == (Outcome.UNTESTED, Reason.NOT_REACHED)


def test_one_site_is_checked_with_its_card(script: Path) -> None:
    tell(script, **{"ok-1": card("ok-1", "другой.рф")})
    result = check(school("ok-1"), OPTIONS, command=COMMAND, card_command=CARDS)
    (found,) = [one for one in result.judgement.findings if one.rule == RULE]
    assert found.outcome is Outcome.FAILED
    assert "другой.рф" in found.message
    assert result.facts.card is not None


def test_a_link_to_somebody_elses_card_is_told_by_name(script: Path) -> None:
    links = tuple(Link(f"https://bus.gov.ru/info-card/{number}", "Оценить") for number in (11, 12, 7))
    site = Site("http://a.test/", pages=(Page("http://a.test/", links=links),))
    tell(script, **{"№12": {"found": True, "name": "Чужая", "inn": "0700000055"}})
    mine, neighbour = school("a", bus_gov_id="7"), school("b", bus_gov_id="11")
    work = CardWork([mine, neighbour], OPTIONS, command=CARDS)
    work.begin([mine])
    try:
        assert [one.name for one in work.linked(mine, site)] == ["b"]
        told: set[str] = set()
        while work.pending:
            told |= set(work.arrived(wait=5))
        assert told == {"a"}
        assert [one.name for one in work.linked(mine, None)] == ["b", "Чужая"]
    finally:
        work.give_up("")


def test_what_the_hour_leaves_undone_says_so(store: Store, script: Path) -> None:
    tell(script, delay=1.0, **{"ok-1": card("ok-1")})
    moment = datetime.now(UTC) + timedelta(seconds=-5)
    run = audit(store, school("ok-1", site=""), until=moment)
    assert outcome(store, run, "ok-1") == (Outcome.INCONCLUSIVE, Reason.BUDGET_EXHAUSTED)


def test_cards_a_night_had_no_time_for_go_first_the_next_night(store: Store, script: Path) -> None:
    names = ["a", "b", "c", "d", "e"]
    schools = [school(name, site="") for name in names]
    nights = []
    for night in range(4):
        tell(script, hang_after=2, **{name: card(name) for name in names})
        clock = [DAY_BREAK + timedelta(days=night)]
        told: list[str] = []

        def note(event: Event, told: list[str] = told, clock: list[datetime] = clock) -> None:
            if event.kind == "carded" and event.organization:
                told.append(event.organization)
                if len(told) == 2:
                    clock[0] += timedelta(hours=9)  # the night is over

        options = msgspec.structs.replace(OPTIONS, on=DAY + timedelta(days=night))
        until = clock[0] + timedelta(hours=8)
        audit(store, *schools, options=options, on_event=note, now=lambda c=clock: c[0], until=until)
        nights.append(told[:2])
    assert nights == [["a", "b"], ["c", "d"], ["e", "a"], ["b", "c"]]


def test_linked_cards_survive_the_store() -> None:
    other = Card(agency_id="9", found=True, name="Школа № 9")
    facts = Facts(site=Site("http://a.test/"), card=Card(found=True), linked_cards=(other,))
    assert pack.decode_facts(pack.encode_facts(pack.strip(facts))).linked_cards == (other,)


def test_a_resumed_run_fetches_the_cards_it_was_stopped_before(store: Store, script: Path) -> None:
    tell(script, **{"ok-1": card("ok-1"), "ok-2": card("ok-2")})
    one, two = school("ok-1"), school("ok-2")
    run = store.begin_run([one, two], OPTIONS)
    without = audited(one, Facts(), OPTIONS, started_at=None, finished_at=None)
    store.record(run.id, without, rules=rule_versions("kbr-2017"))
    assert outcome(store, run, "ok-1") == (Outcome.UNTESTED, Reason.NOT_REACHED)
    store.finish_run(run.id, state="interrupted")
    run = audit(store, resume=run.id)
    assert [outcome(store, run, name)[0] for name in ("ok-1", "ok-2")] == [Outcome.PASSED, Outcome.PASSED]


def test_a_resumed_run_proves_the_search_with_a_card_it_has_seen(store: Store, script: Path) -> None:
    tell(script, **{"ok-1": card("ok-1"), "ok-2": {"found": False, "detail": "asked"}})
    one, two = school("ok-1"), school("ok-2", inn="0700000055")
    run = store.begin_run([one, two], OPTIONS)
    seen = msgspec.convert(card("ok-1"), Card)
    with_card = audited(one, Facts(card=seen), OPTIONS, started_at=None, finished_at=None)
    store.record(run.id, with_card, rules=rule_versions("kbr-2017"))
    store.finish_run(run.id, state="interrupted")
    audit(store, resume=run.id)
    assert json.loads(script.with_name("settings.json").read_text("utf-8"))["known_inn"] == "0700000001"
