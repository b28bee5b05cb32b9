"""Acts: matching, required lists, hierarchy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from rules.acts.citations import find_citations
from rules.acts.known import Position, RequiredActs, load_acts, load_required_acts
from rules.acts.lists import (
    FoundActs,
    Mention,
    find_acts,
    lapsed_remarks,
    listed,
    match_act,
    missing_acts,
    of_other_sectors,
    order_violations,
    requisites,
)
from rules.model import Sector
from rules.reference import ReferenceDataError, read_data

ON = date(2026, 11, 20)
NOK_TITLE = "по вопросам проведения независимой оценки качества оказания услуг"
PROTOCOL_LIST = (
    "1. Указ Президента РФ от 7 мая 2012 года № 597",
    "2. Федеральный закон от 21 июля 2014 года №256-ФЗ",
    "3. Приказ Минобрнауки России от 05.12.2014 № 1547",
    "4. Распоряжение Правительства КБР от 29 января 2015 г. № 31-рп",
    "5. Постановление Правительства КБР от 31 декабря 2015 г. № 324-ПП",
    "6. Распоряжение Правительства КБР от 13 сентября 2016 г. № 458-рп",
    "7. Приказ Министерства образования КБР от 10.02.2016 № 77",
    "8. Приказ МКОУ «Заречная школа» от 15.02.2016 № 12-ОД о назначении ответственного",
)


def found(*texts: str) -> FoundActs:
    return find_acts(Mention(text=text) for text in texts)


def ids(text: str, context: str = "") -> list[str]:
    return list(find_acts([Mention(text=text, context=context)]).by_id)


@pytest.mark.parametrize(
    ("text", "act", "remark"),
    [
        ("Федеральный закон от 21.07.2014 № 256-ФЗ", "law-256", ""),
        ("Федеральный закон от 21.07.2014 № 256", "law-256", "номер указан неполно"),
        (
            f"Федеральный закон от 21 июля 2015 г. № 256-ФЗ «О внесении изменений {NOK_TITLE}»",
            "law-256",
            "дата с ошибкой",
        ),
        ("Федерального закона от 21 июля 2015 г. № 256", "law-256", "указано 21.07.2015, правильно 21.07.2014"),
        (f"Закон № 256-ФЗ «{NOK_TITLE}»", "law-256", "дата не указана"),
        ("приказ Минтруда России от 30.10.2018 N 675", "order-675n", "номер указан неполно"),
        ("приказ Минтруда России от 30.05.2018 № 344н", "order-344n", ""),
        ("Федеральный закон № 392-ФЗ", "law-392", "дата не указана"),
        ("Приказ Минпросвещения России от 13.03.2019 № 114", "order-114-education", ""),
        ("Приказ Министерства культуры РФ от 20.02.2015 N\n277", "order-277", ""),
    ],
)
def test_match(text: str, act: str, remark: str) -> None:
    (citation,) = find_citations(text)
    matched = match_act(citation, context=text)
    assert matched is not None
    assert matched[0].id == act
    assert remark in matched[1]
    assert bool(remark) == bool(matched[1])


@pytest.mark.parametrize(
    "text",
    [
        "Федеральный закон от 29.12.2006 № 256-ФЗ «О дополнительных мерах поддержки семей»",
        "Федеральный закон от 21.07.2011 № 256-ФЗ «О безопасности объектов»",
        "Федеральный закон № 256-ФЗ",  # which of the three?
        "приказ Минздрава России от 15.06.2015 № 344н",  # another ministry's 344н
        "Постановление Правительства РФ от 10.11.2020 № 1802",
        "Приказ Минздрава России № 114",
        "приказ Минздрава России от 10.05.2017 № 203н",
        "приказ Министерства культуры Заречной области от 25.02.2015 № 288",
        "распоряжение от 07.05.2012 № 599",
    ],
)
def test_acts_that_only_share_a_number(text: str) -> None:
    assert ids(text) == []


def test_a_bare_number_below_a_heading_on_the_assessment_is_no_misprint() -> None:
    over = "Состав совета по независимой оценке качества, информация о результатах"
    assert find_acts([Mention("Приказ от 14.02.2024 № 66", context=over)]).by_id == {}
    assert "order-66n" in find_acts([Mention("Приказ Минфина России от 07.06.2019 № 66", context=over)]).by_id
    assert "order-66n" in find_acts([Mention("Приказ от 07.06.2019 № 66н", context=over)]).by_id


def test_an_act_of_another_region_is_none_of_ours() -> None:
    act = "Распоряжение Правительства {} от 29.01.2015 № 31-рп"
    for own in ("КБР", "Кабардино-Балкарской Республики", "КАБАРДИНО-БАЛКАРСКОЙ РЕСПУБЛИКИ", "республики"):
        assert ids(act.format(own)) == ["kbr-31-rp"], own
    for other in ("Ставропольского края", "Карачаево-Черкесской Республики", "Республики Дагестан"):
        assert ids(act.format(other)) == [], other


def test_inherited_date_never_makes_a_misprint() -> None:
    by_id = find_acts([Mention("Федеральные законы от 21.07.2014 № 256-ФЗ и № 392-ФЗ")]).by_id
    assert [by_id[act][0].remark for act in ("law-256", "law-392")] == ["", "дата не указана"]


def test_link_with_requisites_only_in_the_file_name() -> None:
    acts = find_acts([Mention("Скачать", url="https://a.example/Указ_Президента_РФ_от_07.05.2012_№597.pdf")]).by_id
    assert acts["decree-597"][0].url.endswith(".pdf")


def test_own_list_of_the_protocol_is_complete_and_ordered() -> None:
    acts = found(*PROTOCOL_LIST)
    assert missing_acts(acts, load_required_acts("kbr-2017"), Sector.EDUCATION, ON) == ()
    assert [m.level for m in listed(acts)] == [1, 1, 2, 3, 3, 3, 4, 6]
    assert order_violations(listed(acts)) == ()


def test_decree_and_law_in_either_order() -> None:
    swapped = (PROTOCOL_LIST[1], PROTOCOL_LIST[0], *PROTOCOL_LIST[2:])
    assert order_violations(listed(found(*swapped))) == ()


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


@pytest.mark.parametrize(
    "local",
    [
        "Приказ о назначении ответственного за проведение независимой оценки качества",
        "Положение о проведении НОК в учреждении",
        "Приказ № 15 от 12.01.2017 «О назначении ответственного лица»",
        "15 | Приказ директора МКОУ «Школа х. Второй» от 3 февраля 2025 года №17-ОД «О назначении ответственного»",
    ],
)
def test_local_acts_fill_position_8(local: str) -> None:
    assert [m.level for m in found(local).mentions] == [6]


def test_inversion_names_the_pair() -> None:
    acts = listed(found(PROTOCOL_LIST[7], PROTOCOL_LIST[0], PROTOCOL_LIST[3]))
    pairs = [(v.earlier.level, v.later.level) for v in order_violations(acts)]
    assert pairs == [(6, 1), (6, 3)]


def test_entries_that_give_the_title_first_are_entries() -> None:
    acts = found(
        "«О мероприятиях по реализации социальной политики» (Указ Президента Российской Федерации, 07.05.2012, N 597)",
        "Об организации независимой оценки качества. Распоряжение Правительства КБР от 29 января 2015 г. № 31-рп",
        "По Указу Президента РФ от 07.05.2012 № 597 и другим актам, которых немало, проводится оценка",
    )
    assert [mention.level for mention in listed(acts)] == [1, 3]


def test_acts_cited_inside_a_sentence_do_not_count_for_the_order() -> None:
    acts = found(
        "Приказ Минтруда России от 31.05.2018 № 344н «Об утверждении Единого порядка»",
        "Постановление Правительства КБР от 31.12.2015 № 324-ПП, принятое во исполнение поручений, данных "
        "Указом Президента РФ от 07.05.2012 № 597",
    )
    assert [m.level for m in listed(acts)] == [2, 3]


def test_acts_that_stand_in_one_paragraph_are_each_an_entry() -> None:
    paragraph = (
        "Указ Президента РФ от 07.05.2012 № 597 «О мероприятиях», Федеральный закон от 21.07.2014 № 256-ФЗ, "
        "Приказ Минтруда России от 31.05.2018 № 344н, Постановление Правительства КБР от 31.12.2015 № 324-ПП"
    )
    assert [mention.level for mention in listed(found(paragraph))] == [1, 1, 2, 3]
    sentence = (
        "В соответствии с Федеральным законом от 21.07.2014 № 256-ФЗ, Указом Президента РФ от 07.05.2012 № 597 "
        "и Приказом Минтруда России от 31.05.2018 № 344н проводится оценка"
    )
    assert [mention.level for mention in listed(found(sentence))] == [1]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Постановление Правительства РФ от 01.02.2019 № 77", 1),
        ("Приказ Минспорта России от 01.02.2019 № 77", 2),
        ("Указ Главы КБР от 01.02.2019 № 77-УГ", 3),
        ("приказ Министерства спорта КБР от 01.02.2019 № 77", 4),
        ("Постановление местной администрации Заречного района от 01.02.2019 № 77", 5),
        ("приказ по учреждению от 01.02.2019 № 77", 6),
        ("приказ от 01.02.2019 № 77-ОД", 6),
        ("Закон Кабардино-Балкарской Республики от 01.02.2019 № 7-РЗ", 3),
        ("Закон области от 01.02.2019 № 7-ОЗ", 3),
        ("Постановление главы администрации (губернатора) края от 01.02.2019 № 9", 3),
        ("Постановление администрации города от 01.02.2019 № 15-па", 5),
        ("Постановление Главного государственного санитарного врача РФ от 01.02.2019 № 8", 2),
    ],
)
def test_levels_of_unknown_acts(text: str, level: int) -> None:
    (mention,) = found(text).mentions
    assert mention.act is None
    assert mention.level == level


def test_order_of_an_unnamed_ministry_is_not_taken_for_a_local_one() -> None:
    (mention,) = found("Приказ от 01.02.2019 № 77 «Об утверждении порядка расследования»").mentions
    assert mention.level is None


def test_registry_is_consistent() -> None:
    acts = load_acts()
    assert acts["law-256"].date == date(2014, 7, 21)
    assert all(act.source for act in acts.values())
    for act in acts.values():
        if act.date is not None:  # requisites we print are requisites we recognise
            assert act.id in ids(requisites(act)), requisites(act)


def test_bad_data_file_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "required.yml"
    bad.write_text("methodology: x\npositions: [{position: 1, actz: [a]}]\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"required\.yml"):
        read_data(bad, RequiredActs)


def test_a_link_that_repeats_the_number_of_its_line_is_no_other_entry() -> None:
    line = "Закон области от 10.02.2020 № 31-ОЗ"
    assert [one.text for one in listed(found(line, "Закон области № 31-ОЗ"))] == [line]
    assert len(listed(found(line, "Закон области № 32-ОЗ"))) == 2
    assert len(listed(found(line, "Закон области от 11.03.2021 № 31-ОЗ"))) == 2
