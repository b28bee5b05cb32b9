"""A second night takes over what has not changed, and comes to the verdicts a fresh audit would come to."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from audits import engine
from audits.demo import ON, serve_region
from audits.demo.command import demo_options
from audits.demo.region import DemoRegion
from audits.model import AuditOptions, AuditResult, Run, Unchanged
from audits.store import Store, StoreError
from audits.workers.recall import course_of, recall
from rules.model import Judgement, Organization, Outcome, Sector
from tests.audits.samples import DAY
from tests.crawler import habits
from tests.crawler.servers import Server, page, serving

OPTIONS = AuditOptions(on=DAY, render="never", allow_private=True, hosts={"*.test": "127.0.0.1"}, retries=0)
STORY = {
    "/": page("Школа № 1", "/nok Независимая оценка качества", menu=("/about О школе", "/contacts Контакты")),
    "/nok": page("Независимая оценка качества условий оказания услуг"),
    "/about": page("О школе"),
    "/contacts": page("Контакты", body="Телефон: 8 (866) 240-00-00"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture(scope="module")
def region() -> Iterator[DemoRegion]:
    with serve_region(0) as one:
        yield one


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "nok.db") as opened:
        yield opened


def school(server: Server, name: str, story: Any = STORY) -> Organization:
    site = server.tell(f"{name}.test", story)
    server.habits[f"{name}.test"] = habits.honest
    return Organization(name, "Школа № 1", sector=Sector.EDUCATION, site=site, assessed_years=(2022,))


def night(store: Store, *schools: Organization, on: date = DAY, **changes: Any) -> Run:
    return engine.audit(schools, msgspec.structs.replace(OPTIONS, on=on, **changes), store, workers=1)


def findings(store: Store, run: Run) -> dict[tuple[str, str], Any]:
    """Every finding with its evidence, but for the times."""
    return {(one.organization, one.rule): timeless(one.finding) for one in store.findings(run.id)}


def timeless(finding: Any) -> Any:
    evidence = tuple(msgspec.structs.replace(item, fetched_at=None) for item in finding.evidence)
    return msgspec.structs.replace(finding, evidence=evidence)


def test_a_quiet_second_night_keeps_facts_and_verdicts_and_looks_at_everything(
    server: Server, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = school(server, "quiet")
    first = night(store, one)
    monkeypatch.setattr(engine, "audited", lambda *args, **more: pytest.fail("nothing is judged again"))
    second = night(store, one, on=DAY + timedelta(days=1))
    (before,), (after,) = store.ledger(first.id), store.ledger(second.id)
    assert after.facts == before.facts, "stored once"
    assert after.bytes < before.bytes
    assert after.state == "judged"
    assert findings(store, second) == findings(store, first)
    site = store.facts(second.id, "quiet").site  # type: ignore[union-attr]
    assert site is not None
    assert site.trail.revisits == 1
    assert all(one.revalidated for one in site.pages)
    for stored in store.findings(second.id):
        assert stored.first_seen_run == first.id
        begun = second.started_at.replace(microsecond=0)  # times of looking are kept to the second
        assert all(item.fetched_at and item.fetched_at >= begun for item in stored.finding.evidence)


def test_the_demo_region_has_a_fresh_audits_verdicts_on_every_night(region: DemoRegion, tmp_path: Path) -> None:
    """Sites of every engine and fault, judged for a day on which results of polls have aged."""
    chosen = region.organizations[::4]
    options = msgspec.structs.replace(demo_options(region), render="never", bus_gov_url="")
    later = msgspec.structs.replace(options, on=ON + timedelta(days=200))
    with Store.open(tmp_path / "ours.db") as ours, Store.open(tmp_path / "fresh.db") as theirs:
        first = engine.audit(chosen, msgspec.structs.replace(options, on=ON), ours, workers=1)
        second = engine.audit(chosen, later, ours, workers=1)
        fresh = engine.audit(chosen, later, theirs, workers=1)
        assert findings(ours, second) == findings(theirs, fresh)
        assert findings(ours, second) != findings(ours, first), "on this day some verdicts are others"
        taken = [ours.facts(second.id, one.id) for one in chosen]
        again = [one for one in taken if one and one.site and one.site.pages and one.site.pages[0].revalidated]
        assert len(again) > len(chosen) / 2
        assert sum(row.bytes for row in ours.ledger(second.id)) < sum(row.bytes for row in theirs.ledger(fresh.id)) / 2


def test_what_changed_is_judged_anew(server: Server, store: Store) -> None:
    one = school(server, "changing")
    night(store, one)
    school(server, "changing", {**STORY, "/": page("Школа № 1", menu=("/about О школе",)), "/nok": page("Пусто")})
    second = night(store, one)
    assert findings(store, second)["changing", "nok-page-published"].outcome is Outcome.FAILED


def test_a_changed_registry_row_is_judged_anew(server: Server, store: Store) -> None:
    one = school(server, "moved")
    night(store, one)
    other = msgspec.structs.replace(one, assessed_years=())
    second = night(store, other)
    told = findings(store, second)
    assert told["moved", "results-published"].outcome is Outcome.INAPPLICABLE
    site = store.facts(second.id, "moved").site  # type: ignore[union-attr]
    assert site is not None
    assert all(one.revalidated for one in site.pages), "the pages are the same"


def test_changed_rules_judge_anew(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one = school(server, "ruled")
    first = night(store, one)
    monkeypatch.setattr(engine, "rule_versions", lambda methodology: {"nok-page-published": "new"})
    judged: list[str] = []
    store_standing = Store.standing_verdicts

    def standing(self: Store, run_id: str, result: AuditResult) -> AuditResult | None:
        judged.append(result.organization)
        return store_standing(self, run_id, result)

    monkeypatch.setattr(Store, "standing_verdicts", standing)
    second = night(store, one)
    assert not judged
    assert findings(store, second) == findings(store, first)


def test_verdicts_whose_evidence_was_not_seen_tonight_do_not_stand(server: Server, store: Store) -> None:
    one = school(server, "unseen")
    night(store, one)
    run = store.begin_run([one], OPTIONS)
    unchanged = Unchanged(b"\x90", 1, 1, seen={"0" * 64: 1})
    judgement = Judgement("kbr-2017", DAY, ())
    assert store.standing_verdicts(run.id, AuditResult("unseen", True, judgement, unchanged=unchanged)) is None


def test_an_unchanged_site_without_a_night_before_is_refused(server: Server, store: Store) -> None:
    one = school(server, "nobody")
    run = store.begin_run([one], OPTIONS)
    told = engine.not_audited(one, OPTIONS, engine.Reason.TIMEOUT, "", at=None)
    with pytest.raises(StoreError, match="прошлой ночи"):
        store.record(run.id, msgspec.structs.replace(told, unchanged=Unchanged(b"\x90", 1, 1)))


def test_a_night_the_site_was_away_does_not_make_it_forgotten(server: Server, store: Store) -> None:
    one = school(server, "away")
    first = night(store, one)
    server.tell("away.test", lambda path: server.stories["empty"][path])  # type: ignore[index]
    server.stories["empty"] = dict.fromkeys(("/", "/robots.txt"), "")
    assert not store.facts(night(store, one).id, "away").site.pages  # type: ignore[union-attr]
    school(server, "away")
    third = night(store, one)
    assert findings(store, third) == findings(store, first)
    again = store.facts(third.id, "away").site.pages  # type: ignore[union-attr]
    assert again
    assert all(one.revalidated for one in again)


@pytest.mark.parametrize("state", ["void", "running"])
def test_nights_that_do_not_count_are_not_remembered(server: Server, store: Store, state: str) -> None:
    one = school(server, f"uncounted-{state}")
    run = night(store, one)
    if state == "void":
        store.finish_run(run.id, state="void")
    context = {
        "organization": msgspec.to_builtins(one),
        "memory": str(store.path),
        "run": run.id if state == "running" else store.begin_run([one], OPTIONS).id,
    }
    assert recall(context) is None


def test_a_database_out_of_reach_means_reading_anew(server: Server, tmp_path: Path) -> None:
    one = school(server, "far")
    told = {"organization": msgspec.to_builtins(one), "run": "2026-11-20"}
    assert recall({**told, "memory": str(tmp_path / "elsewhere.db")}) is None
    assert recall({**told, "memory": ""}) is None


def test_the_course_is_what_steers_a_visit_but_not_the_day() -> None:
    one = Organization("a", "Школа", site="http://a.test/")
    course = course_of(one, OPTIONS, "rules")
    assert course == course_of(one, msgspec.structs.replace(OPTIONS, on=date(2030, 1, 1), retries=9), "rules")
    assert course != course_of(one, OPTIONS, "other rules")
    assert course != course_of(msgspec.structs.replace(one, sector=Sector.SPORT), OPTIONS, "rules")
    for change in ({"render": "auto"}, {"exhaustive": True}, {"methodology": "other"}, {"contact": "x"}):
        assert course != course_of(one, msgspec.structs.replace(OPTIONS, **change), "rules")


CARDS = (sys.executable, str(Path(__file__).with_name("scripted_cards.py")))


def test_cards_come_and_go_over_unchanged_sites(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a card, with another one, without any: the same verdicts as a fresh audit's."""
    story = {**STORY, "/about": page("О школе", "https://bus.gov.ru/info-card/777 Карточка")}
    one = msgspec.structs.replace(school(server, "carded", story), inn="0711037537", bus_gov_id="1")
    two = school(server, "linking", story)  # no number of its own: only the card it links to is asked for
    script = tmp_path / "cards.json"
    monkeypatch.setenv("NOK_CARDS", str(script))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    options = msgspec.structs.replace(OPTIONS, bus_gov_url="http://bus.test")

    def spend(store: Store, **changes: Any) -> dict[tuple[str, str], Any]:
        how = msgspec.structs.replace(options, **changes)
        return findings(store, engine.audit([one, two], how, store, workers=1, card_command=CARDS))

    known = {"agency_id": "1", "found": True, "name": "Школа № 1", "website": "carded.test", "email": "a@b.ru"}
    nights: list[tuple[dict[str, Any], dict[str, Any]]] = [
        ({"carded": known}, {}),
        ({"carded": known, "№777": {"agency_id": "777", "found": False}}, {}),
        ({"carded": {**known, "email": ""}}, {}),
        ({}, {"bus_gov_url": ""}),
        ({}, {"bus_gov_url": ""}),
    ]
    with Store.open(tmp_path / "ours.db") as ours:
        for number, (cards, changes) in enumerate(nights):
            script.write_text(json.dumps(cards))
            told = spend(ours, **changes)
            with Store.open(tmp_path / f"fresh{number}.db") as theirs:
                assert told == spend(theirs, **changes), number
            assert {organization for organization, _ in told} == {"carded", "linking"}
