from __future__ import annotations

import re

from crawler.items import Reason
from rules.acts.known import load_acts, load_required_acts, requisites
from rules.docs import acts_said, manual, sheets
from rules.load import load_methodology
from rules.model import Sector
from rules.obligatory import obligatory_acts
from rules.reasons import SITE_GONE, WORDS, owner

KBR = load_methodology("kbr-2017")


def test_the_manual_names_nothing_by_the_programs_own_names() -> None:
    text = manual(KBR)
    assert "нет планов на годы: …\n" in text
    assert not re.findall(r"\{\w+\}", text)


def test_every_rule_and_reason_is_in_the_manual() -> None:
    text = manual(KBR)
    for one in sheets(KBR):
        assert f"`{one.id}`" in text
        assert one.remedy in text
    for reason in Reason:
        assert f"| `{reason}` |" in text


def test_every_reason_has_words_and_an_owner() -> None:
    assert set(WORDS) == set(Reason)
    assert {owner(reason) for reason in SITE_GONE} == {"site"}
    assert owner(Reason.BOT_WALL) == "wall"
    assert owner(Reason.NO_OCR) == "auditor"


def test_the_manual_lists_the_obligatory_acts_by_sector() -> None:
    rule = KBR.rule("acts-published")
    assert rule is not None
    listed, positions = obligatory_acts(rule), load_required_acts("kbr-2017").positions
    assert [one.position for one in listed] == [one.position for one in positions]
    text, known = manual(KBR), load_acts()
    for position in positions:
        for act in (*position.acts, *(act for acts in position.examples.values() for act in acts)):
            assert requisites(known[act]) in text
        assert position.acts or " ".join(position.name.split()) in text
    partial = next(one for one in listed if one.position == 3)
    assert Sector.SPORT not in partial.sectors
    assert "(только образование, здравоохранение, культура, социальное обслуживание)" in text
    assert sum(is_position for is_position, _ in acts_said(listed)) == len(positions)


def test_other_rules_want_no_acts() -> None:
    assert not [rule.id for rule in KBR.rules if rule.id != "acts-published" and obligatory_acts(rule)]
