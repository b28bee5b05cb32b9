from __future__ import annotations

import re

from crawler.items import Reason
from rules.docs import manual, sheets
from rules.load import load_methodology
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
