"""An authority's papers beside its organizations: registry and cards reach the judge, in a run and in a replay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from audits import engine
from audits.demo.layout import host
from audits.demo.model import Reply, Request
from audits.demo.server import serve_hosts
from audits.judging.circles import circle_of
from audits.model import AuditOptions, Budget, Run
from audits.run.replay import reevaluate
from audits.store import Store
from crawler.items import Card, Score
from rules.model import Finding, Organization, Outcome, Ownership, Sector, Subject
from tests.audits.test_authority_crawl import HOST, ministry

BUS = "bus.test"
CRITERIA = ("opennessValue", "comfortValue", "timeoutValue", "goodwillValue", "contentmentValue")
SCORES = {"1": 89.5, "2": 40.0}  # the ministry's table says 89,5 and 88,5


def library(number: int, **rest: object) -> Organization:
    known = {"id": str(number), "name": f"МБУК «Библиотека № {number}»", "sector": Sector.CULTURE,
             "bus_gov_id": str(number), "assessed_years": (2025,)}  # fmt: skip
    return Organization(**known | rest)  # type: ignore[arg-type]


def service(request: Request) -> Reply:
    parts = urlsplit(request.target)
    number = next(iter(parse_qs(parts.query).values()))[0]
    if parts.path.endswith("agency.json"):
        fields = {"id": int(number), "inn": "", "shortClientName": "Библиотека", "website": "", "email": ""}
        answer: object = {"agency": fields}
    else:
        details = dict.fromkeys(CRITERIA, SCORES[number]) if number in SCORES else {}
        scopes = [{"ratingDetailsDto": [details]}]
        answer = {number: {"ratingYear": 2025, "scopeWithRatingsDtos": scopes}} if details else {}
    return Reply(json.dumps(answer).encode(), content_type="application/json")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "nok.db") as opened:
        yield opened


def audit(store: Store, *, partial: bool = False) -> Run:
    with serve_hosts({HOST: host(ministry()), BUS: service}) as server:
        site = f"http://{HOST}:{server.port}/"
        body = Organization("m", "Минкультуры", subject=Subject.AUTHORITY, sector=Sector.CULTURE, site=site)
        options = AuditOptions(
            on=date(2026, 11, 20), render="never", allow_private=True, budget=Budget(seconds=60, requests=200),
            hosts={HOST: "127.0.0.1", BUS: "127.0.0.1"}, bus_gov_url=f"http://{BUS}:{server.port}", bus_gov_delay=0.0,
            partial=partial,
        )  # fmt: skip
        rows = [body, *map(library, range(1, 13)), library(13, name="Театр кукол")]
        return engine.audit(rows, options, store)


def told(store: Store, run: Run) -> dict[str, Finding]:
    return {one.rule.removeprefix("authority-"): one.finding for one in store.findings(run.id, "m")}


def test_differences_with_registry_and_cards_are_told(store: Store) -> None:
    run = audit(store)
    first = told(store, run)
    listed, results = first["organizations-listed"], first["results-published"]
    assert (listed.outcome, results.outcome) == (Outcome.PASSED, Outcome.PASSED)
    assert listed.details["compared"]["matched"] == 12
    assert listed.details["compared"]["missing"] == ["Театр кукол"]
    assert results.details["compared"] == {
        "year": 2025, "cards": 2, "matched": 2, "agree": 1, "differ": ["МБУК «Библиотека № 2» — 88,5, на карточке 40"],
    }  # fmt: skip
    again = told(store, reevaluate(store, run.id, "kbr-2017", date(2026, 11, 20)))
    assert {rule: (one.outcome, one.remarks, one.details) for rule, one in again.items()} == {
        rule: (one.outcome, one.remarks, one.details) for rule, one in first.items()
    }


def test_a_part_of_the_registry_is_nothing_to_compare_with(store: Store) -> None:
    run = audit(store, partial=True)
    assert "compared" not in told(store, run)["organizations-listed"].details
    replay = reevaluate(store, run.id, "kbr-2017", date(2026, 11, 20))
    assert "compared" not in told(store, replay)["organizations-listed"].details


def test_a_circle_is_one_sector_and_a_municipal_bodys_its_municipality() -> None:
    here, there = library(1, municipality="А"), library(2, municipality="Б")
    others = (here, there, library(3, sector=Sector.SPORT))
    body = Organization("m", subject=Subject.AUTHORITY, sector=Sector.CULTURE)
    card = Card(found=True, scores=(Score(2025, total=70.0),))
    assert [one.id for one in circle_of(body, others)] == ["1", "2"]
    municipal = msgspec.structs.replace(body, ownership=Ownership.MUNICIPAL, municipality="Б")
    assert [(one.id, one.totals) for one in circle_of(municipal, others, lambda _: card)] == [("2", {2025: 70.0})]
    assert circle_of(here, others) == ()
