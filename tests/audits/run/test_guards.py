"""When a night in which sites fall silent proves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from audits.model import AuditOptions, AuditResult
from audits.run.guards import fallen_silent, gone_quiet, never_heard, nobody_heard
from audits.store import Store
from crawler.items import Facts, Reason, Site
from rules.model import Judgement, Outcome
from tests.audits.samples import DAY, NIGHT, finding, organization

SILENT = Reason.TIMEOUT


def sites(answering: int, silent: int = 0) -> dict[str, Reason | None]:
    return {str(number): None if number < answering else SILENT for number in range(answering + silent)}


@pytest.mark.parametrize(
    ("before", "now", "believed"),
    [
        (sites(10), sites(0, 10), False),
        (sites(10), sites(4, 6), False),
        (sites(10), sites(5, 5), True),  # half is not most
        (sites(4), sites(0, 4), True),  # too few to say that it is not they
        (sites(5), sites(0, 5), False),
        (sites(0, 10), sites(0, 10), True),  # they have been silent for long
        (sites(6, 100), sites(5, 101), True),
        ({}, sites(0, 10), True),  # nobody was asked before
    ],
)
def test_most_of_those_that_answered_do_not_fall_silent_at_once(
    before: dict[str, Reason | None], now: dict[str, Reason | None], believed: bool
) -> None:
    assert (gone_quiet(before, now) == "") is believed


def test_only_those_that_answered_before_have_fallen_silent() -> None:
    before = {"a": None, "b": SILENT, "c": None}
    now = {"a": SILENT, "b": SILENT, "c": None, "d": SILENT}
    assert fallen_silent(before, now) == {"a": SILENT}


def nobody(answers: int, *reasons: Reason) -> dict[str, Reason | None]:
    return {str(number): reasons[number % len(reasons)] for number in range(answers)}


@pytest.mark.parametrize(
    ("before", "now", "believed"),
    [
        ({}, nobody(5, Reason.DNS_FAILURE), False),
        ({}, nobody(9, Reason.TIMEOUT, Reason.TIMEOUT, Reason.DNS_FAILURE), False),  # dead names are in every registry
        ({}, nobody(4, Reason.DNS_FAILURE), True),  # too few
        ({}, nobody(8, Reason.TIMEOUT, Reason.CONNECTION_REFUSED), True),  # a broken network breaks in one way
        ({}, nobody(8, Reason.DNS_FAILURE, Reason.HTTP_403), True),  # half of them did answer
        ({}, nobody(8, Reason.DNS_FAILURE) | {"9": None}, True),
        (nobody(8, Reason.TIMEOUT), nobody(8, Reason.DNS_FAILURE), True),  # silent for long
        (nobody(3, Reason.TIMEOUT), nobody(8, Reason.DNS_FAILURE), False),
        ({}, {}, True),
    ],
)
def test_all_silent_is_not_believed_on_the_first_night_either(
    before: dict[str, Reason | None], now: dict[str, Reason | None], believed: bool
) -> None:
    hosts = {code: f"{code}.test" for code in now}
    assert (never_heard(hosts, before, now) == "") is believed


def test_one_host_is_one_site_however_many_organizations_are_on_it() -> None:
    now = nobody(9, Reason.DNS_FAILURE)
    assert never_heard(dict.fromkeys(now, "founder.test"), {}, now) == ""
    assert nobody_heard(now), "few sites that all are silent are believed, and the doubt is told"
    assert nobody_heard(now | {"10": Reason.HTTP_5XX}) == ""


def test_a_run_over_a_part_does_not_make_the_others_unknown(tmp_path: Path) -> None:
    def spend(store: Store, seen: dict[int, Reason | None], *, partial: bool = False) -> str:
        rows = [organization(number) for number in seen]
        run = store.begin_run(rows, AuditOptions(on=DAY, partial=partial))
        for number, refusal in seen.items():
            site = Site(f"http://org-{number}.test/", refusal=refusal)
            found = Judgement("kbr-2017", DAY, (finding("a", Outcome.PASSED),))
            store.record(run.id, AuditResult(f"org-{number}", True, found, Facts(site=site), started_at=NIGHT))
        return store.finish_run(run.id).id

    with Store.open(tmp_path / "nok.db") as store:
        spend(store, {1: None, 2: None, 3: SILENT, 4: Reason.BUDGET_EXHAUSTED})
        part = spend(store, {2: SILENT}, partial=True)
        later = spend(store, {1: SILENT, 2: SILENT, 3: SILENT})
        assert store.answers(part) == {"org-2": SILENT}
        assert store.last_answers(part) == {"org-1": None, "org-2": SILENT, "org-3": SILENT}
        assert fallen_silent(store.last_answers(part), store.answers(later)) == {"org-1": SILENT}
