"""Every fault of bus.gov.ru has a reason, and none becomes a deficiency; `deploy/bus-gov.md` is made of them."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.bus_gov.guest import Guest, Pace
from crawler.bus_gov.worker import CardJob, CardSettings, Desk, doubted
from crawler.items import Card, Coverage, Facts, Page, Reason, Site
from rules.evaluate import evaluate
from rules.load import load_methodology
from rules.model import Organization, Outcome
from tests.crawler.bus_faults import GOOD, INN, SCENARIOS, Scenario, given, then

DOC = Path(__file__).parents[2] / "deploy" / "bus-gov.md"
KBR = load_methodology("kbr-2017")
RULES = ("bus-card-has-site", "bus-card-has-email", "bus-scores-published")
SAD = Organization("sad", "Детский сад", site="http://sad.test/", inn=INN, bus_gov_id="7", assessed_years=(2022,))
SITE = Site("http://sad.test/", "http://sad.test/", (Page("http://sad.test/", title="Сад"),), coverage=Coverage(True))


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.moment = 0.0

    def now(self) -> datetime:
        return datetime(2026, 11, 20, tzinfo=UTC)

    def seconds(self) -> float:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.moment += seconds


def look_up(scenario: Scenario) -> tuple[Card, Clock]:
    """The card as the desk gives it when the service behaves so. Nothing leaves the process."""
    asked: Counter[str] = Counter()

    async def download(request: Request) -> Response:
        part = "search" if "SearchAgency" in request.url else "card" if "agency.json" in request.url else "scores"
        asked[part] += 1
        return (scenario.answer if part == scenario.part else GOOD[part])(request, asked[part] - 1)

    async def ask() -> Card:
        job = CardJob("sad", inn=INN, agency_id="7" if scenario.by == "number" else "", page=False)
        card = await desk.card(job)
        proven = card.found or card.reason is not None or desk.proven or await desk.prove_search()
        return card if proven else doubted(card)

    clock = Clock()
    guest = Guest(download, clock, Pace(), allow_private=True, sleep=clock.sleep)
    desk = Desk(CardSettings("http://bus.test", allow_private=True), guest, clock, None)
    return asyncio.run(ask()), clock


def verdicts(card: Card) -> dict[str, tuple[Outcome, Reason | None]]:
    findings = evaluate(KBR, SAD, Facts(site=SITE, card=card), date(2026, 11, 20)).findings
    return {one.rule: (one.outcome, one.reason) for one in findings if one.rule in RULES}


@pytest.fixture(autouse=True)
def names_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    async def resolve(host: str) -> str:
        return "127.0.0.1"

    monkeypatch.setattr("crawler.bus_gov.guest.safety.resolve", resolve)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[one.name for one in SCENARIOS])
def test_every_fault_has_its_reason(scenario: Scenario) -> None:
    card, _ = look_up(scenario)
    assert card.reason is scenario.reason, card
    assert scenario.says in card.detail
    told = verdicts(card)
    if scenario.reason is not None:
        assert set(told.values()) == {(Outcome.INCONCLUSIVE, scenario.reason)}
    failed = {rule for rule, (outcome, _) in told.items() if outcome is Outcome.FAILED}
    assert failed == ({"bus-card-has-site", "bus-card-has-email"} if scenario.name == "поля пусты" else set())


@pytest.mark.parametrize(("asked", "waited"), [("Fri, 20 Nov 2026 00:00:45 GMT", 45.0), ("soon", 2.0), ("9000", 120.0)])
def test_a_wait_may_be_written_in_many_ways(asked: str, waited: float) -> None:
    throttled = then(given(b"", 429, Retry_After=asked), GOOD["card"])
    card, clock = look_up(Scenario("", "card", throttled, None))
    assert card.found
    assert waited <= clock.moment < waited + 8.0


def test_a_wait_that_is_asked_for_is_kept_and_has_an_end() -> None:
    by_name = {one.name: one for one in SCENARIOS}
    assert 30.0 <= look_up(by_name["429 с Retry-After, потом ответ"])[1].moment < 40.0
    assert look_up(by_name["429 всё время"])[1].moment < 20.0


SAID = {Outcome.PASSED: "выполнено", Outcome.FAILED: "недостаток", Outcome.INCONCLUSIVE: "не установлено"}


def table() -> str:
    """The scenarios with what came of them, in Markdown."""
    lines = [
        "| что делает служба | что записано о карточке | сайт | почта | баллы |",
        "| --- | --- | --- | --- | --- |",
    ]
    for scenario in SCENARIOS:
        card, _ = look_up(scenario)
        told = verdicts(card)
        state = f"`{card.reason.value}`: {card.detail}" if card.reason else f"получена; {card.detail}".rstrip("; ")
        lines.append(f"| {scenario.name} | {state} | {' | '.join(SAID[told[rule][0]] for rule in RULES)} |")
    return "\n".join(lines) + "\n"


def test_the_table_for_people_is_current() -> None:
    text = DOC.read_text("utf-8")
    before, _, rest = text.partition("| что делает служба")
    after = rest.partition("\n\n")[2]
    made = f"{before}{table()}\n{after}"
    if os.environ.get("NOK_ACCEPT"):
        DOC.write_text(made, "utf-8")
    assert DOC.read_text("utf-8") == made
