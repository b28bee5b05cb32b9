"""Requirements are citable."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.load import load_methodology
from rules.requirements import RequirementsError, binding, cite, demand, demand_on, load_requirements


def test_places_of_one_source_are_joined() -> None:
    citation = cite("KBR-2.2a KBR-A1-02")
    assert citation.startswith("п. 2.2, приложение, п. 1 (протокол")
    assert cite("KBR-A1-02 KBR-A1-03").count("приложение, п. 1") == 1


def test_an_unknown_id_is_kept_not_lost() -> None:
    assert cite("XYZ-9") == "XYZ-9"
    assert demand("XYZ-9 KBR-2.1") == "У организации есть официальный сайт"
    assert demand("XYZ-9") == ""


def test_every_entry_says_something() -> None:
    assert all(each.text and each.paragraph and each.source for each in load_requirements().values())


def test_an_undeclared_source_is_named(tmp_path: Path) -> None:
    file = tmp_path / "r.yml"
    file.write_text("checked: 2026-01-01\nsources: {}\nrequirements: {A: {source: x, paragraph: p, text: t}}", "utf-8")
    with pytest.raises(RequirementsError, match="'x'"):
        load_requirements(file)


def test_a_norm_that_stands_for_anothers_must_be_there(tmp_path: Path) -> None:
    file = tmp_path / "r.yml"
    entry = "{A: {source: x, paragraph: p, text: t, binding: [B]}}"
    file.write_text(f"checked: 2026-01-01\nsources: {{x: X}}\npractice: [x]\nrequirements: {entry}", "utf-8")
    with pytest.raises(RequirementsError, match="«B»"):
        load_requirements(file)


def test_another_regions_practice_binds_nobody_here() -> None:
    assert binding("KUZ-7.2 KUZ-7.8") == ""
    assert demand_on("KUZ-7.2").startswith("Рекомендация: на сайте")
    assert binding("KBR-2.1 KUZ-7.7 XYZ-9") == "KBR-2.1 XYZ-9"
    assert binding("KUZ-D1 KBR-2.1") == "KBR-2.1"
    assert demand_on("KUZ-D1") == "У организации есть официальный сайт"


def test_a_place_named_more_exactly_is_not_repeated() -> None:
    assert cite("KBR-A1-06 KBR-PLAN-1").startswith("приложение, п. 1, планы (протокол")


def test_positions_that_follow_each_other_are_one_range() -> None:
    everything = " ".join(f"KBR-NPA-{number}" for number in range(1, 9))
    assert cite(everything).startswith("приложение, п. 1, акты, поз. 1–8 (протокол")
    assert cite("KBR-NPA-1 KBR-NPA-2 KBR-NPA-4").startswith(
        "приложение, п. 1, акты, поз. 1–2, приложение, п. 1, акты, поз. 4 (протокол"
    )
    (rule,) = [one for one in load_methodology("kbr-2017").rules if one.id == "acts-published"]
    assert rule.requirement == f"KBR-A1-04 {everything}"


def test_what_a_rule_tests_can_be_cited_in_a_letter() -> None:
    known = load_requirements()
    for rule in load_methodology("kbr-2017").rules:
        assert [id for id in rule.requirement.split() if id not in known] == [], rule.id


def test_a_note_of_what_is_usually_published_binds_nobody() -> None:
    found = load_requirements()
    notes = [id for id in found if id.startswith("MT-")]
    assert notes
    assert not [id for id in notes if binding(id)]
    assert demand_on("MT-4.2").startswith("Рекомендация: ")


def test_a_place_named_beside_another_is_named_once() -> None:
    assert cite("KBR-3.3a KBR-3.3b").startswith("п. 3.3; приложение, п. 4 (")
