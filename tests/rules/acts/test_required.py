"""Required acts that are missing, lapsed, or of another sector."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from rules.acts.known import Position, load_required_acts
from rules.acts.required import lapsed_remarks, missing_acts, of_other_sectors
from rules.model import Sector
from tests.rules.acts.written import ON, PROTOCOL_LIST, found


@pytest.mark.parametrize("index", range(8))
def test_each_position_is_missed(index: int) -> None:
    rest = PROTOCOL_LIST[:index] + PROTOCOL_LIST[index + 1 :]
    missing = missing_acts(found(*rest), load_required_acts("kbr-2017"), Sector.EDUCATION, ON)
    assert [m.position for m in missing] == [index + 1]
    assert missing[0].text


def test_missing_names_full_requisites() -> None:
    missing = missing_acts(found(), load_required_acts("kbr-2017"), Sector.CULTURE, ON)
    assert missing[0].text.startswith("Указ Президента РФ от 07.05.2012 № 597 «О мероприятиях")
    assert missing[3].text == "Распоряжение Правительства КБР от 29.01.2015 № 31-рп"
    assert "Приказ Минкультуры России от 20.02.2015 № 277" in missing[2].text


def test_an_act_that_lost_force_is_neither_required_nor_given_as_an_example() -> None:
    required = load_required_acts("kbr-2017")
    health = {on: missing_acts(found(), required, Sector.HEALTH, on)[2] for on in (date(2025, 8, 31), ON)}
    assert [one.acts for one in health.values()] == [("order-787n", "order-956n"), ("order-787n", "order-118n")]
    asks = structs.replace(
        required, positions=(Position(1, ("order-956n",)), Position(2, ("order-956n", "order-118n")))
    )
    assert [(one.position, one.acts) for one in missing_acts(found(), asks, None, ON)] == [(2, ("order-118n",))]
    assert [one.position for one in missing_acts(found(), asks, None, date(2025, 8, 31))] == [1, 2]


def test_an_act_named_although_it_lost_force_is_told_with_what_is_in_force() -> None:
    named = found("Приказ Минздрава России от 30.12.2014 № 956н", "Приказ Минкультуры России от 25.02.2015 № 288")
    lapsed, replaced = lapsed_remarks(named, ON)
    assert lapsed.startswith("Акт утратил силу 31.08.2025: Приказ Минздрава России от 30.12.2014 № 956н")
    assert "; действует Приказ Минздрава России от 13.03.2025 № 118н" in lapsed
    assert replaced.startswith("Акт заменён другим: Приказ Минкультуры России от 25.02.2015 № 288")
    assert "; действует Приказ Минкультуры России от 27.04.2018 № 599" in replaced
    assert not lapsed_remarks(named, date(2015, 9, 1))


def test_sport_has_no_federal_departmental_act() -> None:
    positions = [m.position for m in missing_acts(found(), load_required_acts("kbr-2017"), Sector.SPORT, ON)]
    assert positions == [1, 2, 4, 5, 6, 7, 8]


def test_act_of_another_sector_does_not_fill_position_3() -> None:
    texts = (*PROTOCOL_LIST[:2], "Приказ Минкультуры России от 20.02.2015 № 277", *PROTOCOL_LIST[3:])
    assert [m.position for m in missing_acts(found(*texts), load_required_acts("kbr-2017"), Sector.HEALTH, ON)] == [3]


@pytest.mark.parametrize(
    ("body", "strange"),
    [
        ("Министерства культуры КБР", True),
        ("Мин. культуры КБР", True),
        ("Минкультуры КБР", True),
        ("Департамента спорта КБР", True),
        ("Комитета по культуре КБР", True),
        ("Министерства физкультуры и спорта КБР", True),
        ("Министерства просвещения КБР", True),
        ("Минобрнауки КБР", True),
        ("Управления образования КБР", True),
        ("Министерства здравоохранения КБР", False),
        ("Минздрава КБР", False),
        ("Министерства здравоохранения и спорта КБР", False),
        ("Министерства труда и социальной защиты КБР", False),  # coordinates the assessment in all sectors
        ("Министерства социальной защиты КБР", False),
        ("Министерства экономического развития КБР", False),
        ("Министерства экономического развития КБР «О качестве образования»", False),
        ("Министерства экономического развития КБР об оценке организаций культуры", False),
    ],
)
def test_acts_of_a_ministry_of_another_sector(body: str, strange: bool) -> None:
    acts = found(*PROTOCOL_LIST[:6], f"Приказ {body} от 10.02.2016 № 77")
    told = of_other_sectors(acts, load_required_acts("kbr-2017"), Sector.HEALTH)
    assert [one.level for one in told] == [4] * strange
