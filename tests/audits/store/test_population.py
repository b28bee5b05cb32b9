"""Who is in the registry: one answer for lists, letters, the night's message, comparison and the report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from audits.changes.attribution import compare_runs, left_registry
from audits.changes.compare import Comparison, Pair
from audits.model import AuditOptions, AuditResult, Run
from audits.report import write_report
from audits.store import DeficiencyState, Store
from rules.load import load_methodology
from rules.model import Judgement, Outcome
from tests.audits.conftest import Nok
from tests.audits.samples import DAY, NIGHT, finding, organization

FAILED, PASSED, UNSURE = Outcome.FAILED, Outcome.PASSED, Outcome.INCONCLUSIVE
RULE = "nok-page-published"
OPEN, REOPENED, FIXED, REMOVED = (
    DeficiencyState.OPEN, DeficiencyState.REOPENED, DeficiencyState.FIXED, DeficiencyState.REMOVED,
)  # fmt: skip


class Nights:
    """A database and its nights: who was audited in each, and with which outcome."""

    def __init__(self, path: Path) -> None:
        self.moment = NIGHT
        self.store = Store.open(path, now=lambda: self.moment)

    def spend(self, outcomes: dict[int, Outcome], *, partial: bool = False, state: str = "finished") -> Run:
        self.moment += timedelta(days=1)
        day = self.moment.date()
        rows = [organization(number) for number in outcomes]
        run = self.store.begin_run(rows, AuditOptions(on=day, partial=partial))
        for number, outcome in outcomes.items():
            found = Judgement("kbr-2017", day, (finding(RULE, outcome),))
            self.store.record(run.id, AuditResult(f"org-{number}", True, found, started_at=self.moment))
        return self.store.finish_run(run.id, state=state)

    def states(self, run: Run | None = None) -> dict[str, DeficiencyState]:
        found = self.store.deficiencies(on=DAY, methodology="kbr-2017", run=run.id if run else None)
        return {one.organization: one.state for one in found}


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    made = Nights(tmp_path / "nok.db")
    yield made
    made.store.close()


def pairs(*numbers: int) -> tuple[Pair, ...]:
    return tuple(Pair(f"org-{number}", RULE) for number in numbers)


def test_what_was_found_at_an_organization_that_left_is_closed_and_told_once(nights: Nights) -> None:
    first = nights.spend({1: FAILED, 2: FAILED})
    second, third = nights.spend({1: FAILED}), nights.spend({1: FAILED})
    store = nights.store
    assert nights.states() == {"org-1": OPEN, "org-2": REMOVED}
    assert nights.states(first) == {"org-1": OPEN, "org-2": OPEN}, "as known after the first night"
    assert store.standing(second.id)["org-2", RULE] is REMOVED
    assert store.population(first.id) == {"org-1", "org-2"}
    assert store.population(second.id) == {"org-1"}
    assert compare_runs(store, second, first) == Comparison(persisting=pairs(1), registry_changed=pairs(2))
    assert left_registry(store, second, first) == {"org-2"}
    assert compare_runs(store, third, second) == Comparison(persisting=pairs(1))
    assert left_registry(store, third, second) == frozenset()


@pytest.mark.parametrize(("partial", "state"), [(True, "finished"), (False, "void")])
def test_a_part_of_the_registry_and_a_void_night_remove_nobody(nights: Nights, partial: bool, state: str) -> None:
    first = nights.spend({1: FAILED, 2: FAILED})
    second = nights.spend({1: FAILED}, partial=partial, state=state)
    assert nights.states() == {"org-1": OPEN, "org-2": OPEN}
    assert compare_runs(nights.store, second, first).registry_changed == ()
    assert nights.spend({1: FAILED, 2: FAILED}).organizations == 2
    assert nights.states() == {"org-1": OPEN, "org-2": OPEN}


def test_one_added_by_a_run_over_a_part_is_in_the_registry(nights: Nights) -> None:
    nights.spend({1: PASSED})
    part = nights.spend({2: FAILED}, partial=True)
    assert nights.store.population(part.id) == {"org-1", "org-2"}
    assert nights.states() == {"org-2": OPEN}


@pytest.mark.parametrize(
    ("before", "back", "state", "told"),
    [
        ([FAILED], FAILED, OPEN, "registry_changed"),
        ([FAILED], UNSURE, OPEN, ""),
        ([FAILED], PASSED, FIXED, ""),
        ([FAILED, PASSED, FAILED], FAILED, REOPENED, "registry_changed"),
        ([FAILED, PASSED], FAILED, REOPENED, "reopened"),
        ([PASSED], FAILED, OPEN, "new"),
    ],
)
def test_one_that_comes_back_is_taken_up_where_it_left(
    nights: Nights, before: Sequence[Outcome], back: Outcome, state: DeficiencyState, told: str
) -> None:
    for outcome in before:
        nights.spend({1: PASSED, 2: outcome})
    away = nights.spend({1: PASSED})
    current = nights.spend({1: PASSED, 2: back})
    assert nights.states() == {"org-2": state}
    comparison = compare_runs(nights.store, current, away)
    assert comparison == (Comparison(**{told: pairs(2)}) if told else Comparison())


def test_trends_count_who_is_in_the_registry(nights: Nights) -> None:
    nights.spend({1: FAILED, 2: FAILED, 3: PASSED})
    nights.spend({1: FAILED})
    nights.spend({1: PASSED, 2: FAILED})
    last = nights.spend({1: PASSED, 2: PASSED, 3: PASSED})
    counted = [(point.outcomes[FAILED], point.outcomes[PASSED]) for point in nights.store.trend(last.id)]
    assert counted == [(2, 1), (1, 0), (1, 1), (0, 3)]


def test_every_output_tells_the_same_number(nights: Nights, tmp_path: Path) -> None:
    nights.spend({1: FAILED, 2: FAILED, 3: FAILED})
    run = nights.spend({1: FAILED, 3: UNSURE})
    write_report(nights.store, run, load_methodology("kbr-2017"), tmp_path / "report")
    index = (tmp_path / "report/index.html").read_text("utf-8")
    tile = re.search(r"<dt>Недостатков</dt><dd>(\d+)</dd>", index)
    row = re.search(rf'<th scope="row">{run.id}</th><td class="num">(\d+)</td>', index)
    assert tile
    assert row
    assert tile.group(1) == row.group(1) == "1"
    assert "Открытых недостатков — 2: подтверждены в этом запуске — 1" in index
    assert "перепроверить не удалось — 1" in index
    assert sum(state is OPEN for state in nights.states().values()) == 2


def test_commands_name_the_one_that_left(nok: Nok, tmp_path: Path) -> None:
    made = Nights(tmp_path / "nok.db")
    first = made.spend({1: FAILED, 2: FAILED})
    made.spend({1: FAILED})
    made.store.close()
    shown = nok("show", "org-2", "--db", "nok.db")
    assert shown.exit_code == 2
    assert f"--run {first.id}" in shown.stderr
    assert "Исключены из реестра" in nok("compare", "--db", "nok.db").stdout
    listed = [json.loads(line) for line in nok("export", "deficiencies", "--db", "nok.db").stdout.splitlines()]
    assert {one["organization"]: one["state"] for one in listed} == {"org-1": "open", "org-2": "removed"}
    assert date.fromisoformat(first.id) == first.on
