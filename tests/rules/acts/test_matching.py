"""Which known act a citation means."""

from __future__ import annotations

import pytest

from rules.acts.citations import find_citations
from rules.acts.listed import Mention, find_acts
from rules.acts.matching import match_act
from tests.rules.acts.written import NOK_TITLE, ids


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
