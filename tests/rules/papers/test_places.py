"""Whose body agreed to a plan: one of the organization's own region and district, or another's (invented names)."""

from __future__ import annotations

import pytest

from crawler.items import Document
from rules.model import Organization, Outcome
from rules.papers.places import of_another_municipality, of_another_region
from rules.papers.stamps import Stamp, find_stamps, refusal
from tests.rules.sites import BASE, heading, judge, link, menu, organization, page, site, text

HERE = "361350, Кабардино-Балкарская Республика, Лесковский район, тел. 8 (866) 00-00-00"


def stamp(body: str) -> Stamp:
    (found,) = find_stamps(f"СОГЛАСОВАНО\n{body}\n_______ А.Б. Заречный")
    return found


def school(municipality: str = "", name: str = "МКОУ «Школа № 4»", inn: str = "") -> Organization:
    return organization(name=name, municipality=municipality, inn=inn)


@pytest.mark.parametrize(
    ("body", "texts", "other"),
    [
        ("Министр образования и науки Карачаево-Черкесской Республики", (HERE,), True),
        ("МИНИСТР ОБРАЗОВАНИЯ РЕСПУБЛИКИ ДАГЕСТАН", (HERE,), True),
        ("Министр образования Ставропольского края", (HERE,), True),
        ("Министр труда РСО – Алания", (HERE,), True),
        ("Министр культуры КБР", (HERE,), False),
        ("МИНИСТР ПРОСВЕЩЕНИЯ КАБАРДИНО-\nБАЛКАРСКОЙ РЕСПУБЛИКИ", (HERE,), False),
        ("Министр образования, науки и по делам молодёжи Кабардино – Балкарской Республики", ("Сайт КБР",), False),
        ("Министр культуры Республики\nМуниципального казённого учреждения", (HERE,), False),  # the next line
        ("Министр культуры Республики\nКумов Алим Хасанович", (HERE,), False),
        ("Министр культуры", (HERE,), False),
        ("Министр образования Республики Дагестан", ("Махачкала, Республика Дагестан",), False),
        ("Министр труда Приречной Республики", ("г. Приречный, Приречная Республика",), False),
        ("Министр образования Республики Дагестан", ("Школа",), False),  # nobody knows where that is
    ],
)
def test_a_body_of_another_region(body: str, texts: tuple[str, ...], other: bool) -> None:
    assert of_another_region(stamp(body).body, school(), texts) is other


def test_the_taxpayers_number_tells_the_region() -> None:
    assert of_another_region(stamp("Министр спорта Республики Дагестан").body, school(inn="0707001234"), ())
    assert not of_another_region(stamp("Министр спорта КБР").body, school(inn="0707001234"), ("Республика Дагестан",))


@pytest.mark.parametrize(
    ("body", "municipality", "other"),
    [
        ("Глава местной администрации Урвалского муниципального района КБР", "Лесковский район", True),
        ("ГЛАВА АДМИНИСТРАЦИИ УРВАЛСКОГО РАЙОНА", "Лесковский муниципальный район", True),
        ("Начальник управления образования администрации Урвалского района", "Лесковский р-н", True),
        ("Глава местной администрации г.о. Прохладово", "г. о. Нальково", True),
        ("Глава местной администрации Урвалского муниципального района", "г.о. Нальково", True),
        ("Глава местной администрации Лесковского муниципального района", "Лесковский район", False),
        ("Глава администрации района", "Лесковский район", False),
        ("Глава администрации Урвалского района", "г. Нартково", False),  # the town may lie in that district
        ("Глава администрации Урвалского района", "с.п. Верхний Лесок", False),
        ("Глава администрации с.п. Верхний Лесок", "Лесковский район", False),
        ("Глава администрации Ленинского района", "г.о. Самаров", False),  # towns have districts of their own
        ("Глава городского округа Самаров", "Кировский район", False),
        ("Глава Баксового района", "г.о. Баксово", False),
        ("Глава местной администрации городского округа Заречный", "городской округ «Город Заречный»", False),
        ("Глава администрации Урвалского района", "", False),
        ("Министр культуры", "Лесковский район", False),
    ],
)
def test_a_body_of_another_municipality(body: str, municipality: str, other: bool) -> None:
    assert of_another_municipality(stamp(body), school(municipality)) is other


def test_a_district_in_the_organizations_name_is_its_own() -> None:
    named = school("Лесковский район", "Библиотека Урвалского района")
    assert not of_another_municipality(stamp("Глава администрации Урвалского района"), named)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("НЕ СОГЛАСОВАНО\nМинистр культуры КБР", "НЕ СОГЛАСОВАНО"),
        ("Гриф | Не согласовано: министр культуры", "Не согласовано"),
        ("НЕСОГЛАСОВАНО Министр", "НЕСОГЛАСОВАНО"),
        ("Отказано в согласовании\nМинистр культуры КБР", "Отказано в согласовании"),
        ("В согласовании плана отказать", "В согласовании плана отказать"),
        ("СОГЛАСОВАНО\nМинистр культуры КБР", ""),
        ("Мероприятия, не согласованные с учредителем, исключены", ""),
        ("Прежде план был не согласован и переделан", ""),
    ],
)
def test_refusal_where_a_stamp_would_stand(head: str, said: str) -> None:
    found = refusal(f"{head}\nПЛАН\nпо устранению недостатков")
    assert found.startswith(said) if said else found == ""


PLAN = "План по устранению недостатков, выявленных в ходе независимой оценки качества, на 2023 год"


@pytest.mark.parametrize(
    ("head", "outcome"),
    [
        ("СОГЛАСОВАНО\nМинистр просвещения КБР\n____ А.Б. Заречный", Outcome.PASSED),
        ("НЕ СОГЛАСОВАНО\nМинистр просвещения КБР\n____ А.Б. Заречный", Outcome.FAILED),
        ("СОГЛАСОВАНО / НЕ СОГЛАСОВАНО\n(нужное подчеркнуть)\nМинистр просвещения КБР", Outcome.INCONCLUSIVE),
        ("СОГЛАСОВАНО\nМинистр просвещения Республики Дагестан\n____ А.Б. Заречный", Outcome.INCONCLUSIVE),
        ("СОГЛАСОВАНО\nГлава местной администрации Урвалского района\n____ А.Б. Заречный", Outcome.INCONCLUSIVE),
        ("СОГЛАСОВАНО\nГлава местной администрации Лесковского района\n____ А.Б. Заречный", Outcome.PASSED),
    ],
)
def test_a_plan_agreed_by_somebody_elses_body_proves_nothing(head: str, outcome: Outcome) -> None:
    told = Document(
        BASE + "/f/plan.pdf", format="pdf", text=f"{head}\n{PLAN.upper()}\n1. Пандус", page_count=1, pages_read=1
    )
    home = page("/", "Школа", heading("Школа"), *text(HERE), menu("Независимая оценка качества", "/nok"))
    nok = page("/nok", "НОК", heading("Независимая оценка качества"), link(PLAN, "/f/plan.pdf"))
    seen = site(home, nok, documents=(told,))
    row = organization(municipality="Лесковский район", assessed_years=(2022,))
    assert judge(seen, row)["plans-approved"].outcome is outcome
