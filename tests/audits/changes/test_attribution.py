"""Who changed a verdict: told by judging the earlier night's facts by the later night's row and rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest

from audits.changes.attribution import compare_runs
from audits.changes.compare import Comparison
from audits.judging.results import audited
from audits.judging.versions import rule_versions
from audits.model import AuditOptions, Run
from audits.run.replay import reevaluate
from audits.store import Store
from crawler.items import Coverage, Facts
from rules.model import Organization, Outcome
from tests.audits.samples import NIGHT
from tests.rules.drawn import area
from tests.rules.sites import organization, site

METHODOLOGY = "kbr-2017"
FIRST, SECOND = date(2026, 11, 1), date(2026, 11, 2)
SCHOOL = organization(assessed_years=None)
WHOLE = Facts(site=area('<p><a href="/f/o2023.pdf">Отчёт организации-оператора за 2023 год</a></p>'))
BARE = Facts(site=site())
EMPTIED = Facts(site=area("<p>Отчётов пока нет.</p>"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "nok.db") as opened:
        yield opened


def night(store: Store, row: Organization, facts: Facts, on: date, versions: dict[str, str] | None = None) -> Run:
    options = AuditOptions(methodology=METHODOLOGY, on=on)
    run = store.begin_run([row], options)
    result = audited(row, facts, options, started_at=NIGHT, finished_at=NIGHT)
    store.record(run.id, result, rules=versions or rule_versions(METHODOLOGY))
    return store.finish_run(run.id)


def told(comparison: Comparison, rule: str) -> str:
    names = comparison.__struct_fields__
    return next((n for n in names if any(pair.rule == rule for pair in getattr(comparison, n))), "")


def outcome_of(store: Store, run: Run, rule: str) -> Outcome:
    return next(one.outcome for one in store.findings(run.id) if one.rule == rule)


@pytest.mark.parametrize(
    "change", [{"municipality": "Другой район"}, {"email": "new@school.example"}, {"name": "Школа"}]
)
def test_a_loss_beside_a_change_of_the_row_is_the_sites(store: Store, change: dict[str, str]) -> None:
    before = night(store, SCHOOL, WHOLE, FIRST)
    current = night(store, msgspec.structs.replace(SCHOOL, **change), BARE, SECOND)
    assert told(compare_runs(store, current, before), "nok-page-published") == "new"


def test_what_the_row_alone_brings_is_the_registrys(store: Store) -> None:
    before = night(store, msgspec.structs.replace(SCHOOL, assessed_years=(2023,)), WHOLE, FIRST)
    current = night(store, msgspec.structs.replace(SCHOOL, assessed_years=(2017, 2023)), WHOLE, SECOND)
    assert told(compare_runs(store, current, before), "results-published") == "registry_changed"


HASTY = msgspec.structs.replace(  # the visit ended when everything was decided
    WHOLE, site=msgspec.structs.replace(WHOLE.site, coverage=Coverage(stopped="decided", home_read=True, pages=2))
)


def test_a_year_the_earlier_visit_was_not_asked_about_is_the_registrys(store: Store) -> None:
    before = night(store, msgspec.structs.replace(SCHOOL, assessed_years=(2023,)), HASTY, FIRST)
    current = night(store, msgspec.structs.replace(SCHOOL, assessed_years=(2017, 2023)), WHOLE, SECOND)
    assert outcome_of(store, before, "results-published") is Outcome.PASSED
    assert outcome_of(store, current, "results-published") is Outcome.FAILED
    assert told(compare_runs(store, current, before), "results-published") == "registry_changed"


def test_a_loss_beside_such_a_year_is_the_sites(store: Store) -> None:
    before = night(store, msgspec.structs.replace(SCHOOL, assessed_years=(2023,)), HASTY, FIRST)
    current = night(store, msgspec.structs.replace(SCHOOL, assessed_years=(2017, 2023)), EMPTIED, SECOND)
    assert outcome_of(store, current, "results-published") is Outcome.FAILED
    assert told(compare_runs(store, current, before), "results-published") == "new"


def test_another_site_in_the_registry_is_another_question(store: Store) -> None:
    moved = msgspec.structs.replace(SCHOOL, site="http://other.example/")
    host = urlsplit(SCHOOL.site).netloc.encode()
    elsewhere = msgspec.json.decode(msgspec.json.encode(BARE).replace(host, b"other.example"), type=Facts)
    before = night(store, SCHOOL, WHOLE, FIRST)
    current = night(store, moved, elsewhere, SECOND)
    assert told(compare_runs(store, current, before), "nok-page-published") == "registry_changed"


def test_the_same_site_written_otherwise_is_the_same(store: Store) -> None:
    before = night(store, SCHOOL, WHOLE, FIRST)
    current = night(store, msgspec.structs.replace(SCHOOL, site=SCHOOL.site + "index.php"), BARE, SECOND)
    assert told(compare_runs(store, current, before), "nok-page-published") == "new"


def test_a_loss_beside_a_change_of_the_rules_is_the_sites(store: Store) -> None:
    earlier = dict.fromkeys(rule_versions(METHODOLOGY), "older")
    before = night(store, SCHOOL, WHOLE, FIRST, earlier)
    current = night(store, SCHOOL, BARE, SECOND)
    assert told(compare_runs(store, current, before), "nok-page-published") == "new"


def test_rules_that_are_no_longer_at_hand_tell_nothing(store: Store) -> None:
    before = night(store, SCHOOL, WHOLE, FIRST)
    current = night(store, SCHOOL, BARE, SECOND, dict.fromkeys(rule_versions(METHODOLOGY), "of another day"))
    assert told(compare_runs(store, current, before), "nok-page-published") == "rule_changed"


ASSESSED = msgspec.structs.replace(SCHOOL, assessed_years=(2023,))


def test_what_could_not_be_seen_while_its_page_was_away_is_as_old_as_it_was(store: Store) -> None:
    nights = [
        night(store, ASSESSED, facts, date(2026, 11, day))
        for day, facts in enumerate((EMPTIED, BARE, BARE, EMPTIED, BARE, WHOLE), start=1)
    ]
    outcomes = [outcome_of(store, one, "results-published") for one in nights]
    away = Outcome.INAPPLICABLE
    assert outcomes == [Outcome.FAILED, away, away, Outcome.FAILED, away, Outcome.PASSED]
    changes = [compare_runs(store, now, before) for before, now in pairwise(nights)]
    assert [told(one, "results-published") for one in changes] == [
        "not_retested", "not_retested", "persisting", "not_retested", "fixed",
    ]  # fmt: skip
    assert [told(one, "nok-page-published") for one in changes] == ["new", "persisting", "fixed", "reopened", "fixed"]


def test_what_no_longer_concerns_the_organization_is_not_waited_for(store: Store) -> None:
    never = msgspec.structs.replace(SCHOOL, assessed_years=())
    first, second, third = (
        night(store, row, EMPTIED, date(2026, 11, day)) for day, row in enumerate((ASSESSED, never, never), start=1)
    )
    assert told(compare_runs(store, second, first), "results-published") == "registry_changed"
    assert told(compare_runs(store, third, second), "results-published") == ""


def test_a_replay_keeps_the_days_of_what_it_confirms(store: Store) -> None:
    first = night(store, SCHOOL, BARE, FIRST)
    replay = reevaluate(store, first.id, METHODOLOGY, FIRST)
    seen = {one.rule: (one.first_seen, one.first_seen_run) for one in store.findings(first.id)}
    assert {one.rule: (one.first_seen, one.first_seen_run) for one in store.findings(replay.id)} == seen
