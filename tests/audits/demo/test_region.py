"""The region is what it says: enough organizations, of all kinds, with valid rows and a truth for every rule."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from audits.demo import ON, TRUTH, organizations, write_registry
from audits.demo.region import declared
from audits.demo.truth import AUTHORITY_NEEDS, NEEDS
from rules.model import Outcome, Ownership, Sector, Subject

ROWS = organizations()


def test_has_at_least_45_organizations_and_two_ministries_of_five_municipalities() -> None:
    kinds = Counter(row.subject for row in ROWS)
    assert kinds[Subject.ORGANIZATION] >= 45
    assert kinds[Subject.AUTHORITY] >= 2
    assert len({row.municipality for row in ROWS}) >= 5


def test_every_sector_and_ownership_is_there() -> None:
    owned = {(row.sector, row.ownership) for row in ROWS}
    assert {sector for sector, _ in owned} == set(Sector)
    assert {ownership for _, ownership in owned} == set(Ownership)


def test_years_are_known_unknown_and_never() -> None:
    years = {row.assessed_years for row in ROWS if row.subject is Subject.ORGANIZATION}
    assert None in years
    assert () in years
    assert any(known and len(known) > 1 for known in years)


def test_ids_and_inns_are_unique_and_inns_valid() -> None:
    assert len({row.id for row in ROWS}) == len(ROWS)
    assert len({row.inn for row in ROWS}) == len(ROWS)
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    for row in ROWS:
        digits = [int(digit) for digit in row.inn]
        assert sum(d * w for d, w in zip(digits, weights, strict=False)) % 11 % 10 == digits[9], row.id


def test_mail_uses_a_reserved_domain() -> None:
    assert all(re.fullmatch(r"[a-z0-9-]+@mail\.example", row.email) for row in ROWS)


def test_truth_covers_every_rule_of_the_contract() -> None:
    for row in ROWS:
        expected = NEEDS if row.subject is Subject.ORGANIZATION else AUTHORITY_NEEDS
        assert {rule for organization, rule in TRUTH if organization == row.id} == set(expected), row.id


def test_every_rule_is_somewhere_passed_and_somewhere_failed() -> None:
    seen = {(rule, expected.outcome) for (_, rule), expected in TRUTH.items()}
    for rule in [*NEEDS, *AUTHORITY_NEEDS]:
        assert (rule, Outcome.PASSED) in seen, rule
        assert (rule, Outcome.FAILED) in seen, rule


def test_a_reason_is_given_exactly_when_it_could_not_be_told() -> None:
    for key, expected in TRUTH.items():
        assert (expected.reason is not None) == (expected.outcome is Outcome.INCONCLUSIVE), key


def test_nothing_is_said_of_years_never_assessed() -> None:
    never = [row.id for row in ROWS if row.assessed_years == () and row.subject is Subject.ORGANIZATION]
    assert never
    assert {TRUTH[id, "results-published"].outcome for id in never} == {Outcome.INAPPLICABLE}


def test_registry_file_has_a_row_each_with_the_odd_cells(tmp_path: Path) -> None:
    path = tmp_path / "registry.csv"
    write_registry(path, 8001)
    rows = list(csv.DictReader(path.open(encoding="utf-8"), delimiter=";"))
    assert [row["id"] for row in rows] == [row.id for row in ROWS]
    cells = {row["id"]: row["site"] for row in rows}
    assert cells["shkola1"] == "http://shkola1.demo.test:8001/"
    assert cells["bez-sayta"] == ""
    assert cells["net-sayta"] == "нет"
    assert cells["vkontakte"].startswith("https://vk.com/")
    assert {row["assessed_years"] for row in rows} >= {"", "-", "2019 2022"}


def test_no_row_keeps_a_placeholder() -> None:
    assert not any("@@" in row.site + row.founder_site for row in ROWS)


def test_technologies_are_many() -> None:
    assert len({site.technology for site in declared()}) >= 15


def test_the_day_is_fixed() -> None:
    assert ON.isoformat() == "2026-11-20"
