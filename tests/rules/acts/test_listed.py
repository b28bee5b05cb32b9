"""Which acts a page lists, and of which level."""

from __future__ import annotations

import pytest

from rules.acts.listed import Mention, find_acts, listed
from tests.rules.acts.written import found


def test_link_with_requisites_only_in_the_file_name() -> None:
    acts = find_acts([Mention("Скачать", url="https://a.example/Указ_Президента_РФ_от_07.05.2012_№597.pdf")]).by_id
    assert acts["decree-597"][0].url.endswith(".pdf")


@pytest.mark.parametrize(
    "local",
    [
        "Приказ о назначении ответственного за проведение независимой оценки качества",
        "Положение о проведении НОК в учреждении",
        "Приказ № 15 от 12.01.2017 «О назначении ответственного лица»",
        "Положение Театра кукол от 17.09.2019 № 6 «Об организации работы по независимой оценке качества»",
        "Регламент подготовки к независимой оценке качества, утв. 03.03.2021, № 12-А",
        "15 | Приказ директора МКОУ «Школа х. Второй» от 3 февраля 2025 года №17-ОД «О назначении ответственного»",
    ],
)
def test_local_acts_fill_position_8(local: str) -> None:
    assert [m.level for m in found(local).mentions] == [6]


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
    assert listed(found(sentence)) == ()


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


@pytest.mark.parametrize(
    "said",
    [
        "Положение о закупках от 14.12.2022 № 9",
        "Положение об общественном совете по независимой оценке качества от 14.12.2022 № 9",
        "Положение Департамента культуры от 14.12.2022 № 9 «О независимой оценке качества»",
    ],
)
def test_a_numbered_regulation_of_others_or_on_something_else_is_not_the_organizations(said: str) -> None:
    assert 6 not in [mention.level for mention in found(said).mentions]


def test_a_link_that_repeats_the_number_of_its_line_is_no_other_entry() -> None:
    line = "Закон области от 10.02.2020 № 31-ОЗ"
    assert [one.text for one in listed(found(line, "Закон области № 31-ОЗ"))] == [line]
    assert len(listed(found(line, "Закон области № 32-ОЗ"))) == 2
    assert len(listed(found(line, "Закон области от 11.03.2021 № 31-ОЗ"))) == 2
