"""One file for the whole section: its chapters are papers; those of a report, a regulation or minutes are none."""

from __future__ import annotations

import pytest

from rules.authority.chapters import chapters_of
from tests.rules.authority.test_layouts import FAILED, PASSED, judged, outcomes

COUNCIL = "Ланина Мария Петровна, врач\nКулик Роман Асланович, учитель\nОспина Раиса Викторовна, библиотекарь"
ALL = f"""Независимая оценка качества условий оказания услуг учреждениями культуры, 2025 год
1. Правовая основа
Федеральный закон от 05.12.2017 № 392-ФЗ, приказ Минтруда России от 31.05.2018 № 344н
2. Перечень учреждений, подлежащих оценке в 2025 году
1. МБУК «Дом ремёсел»
2. МБУК «Театр кукол»
3. МБУК «Музей соли»
3. Состав общественного совета (приказ от 14.01.2025 № 7)
{COUNCIL}
4. План по устранению недостатков на 2026 год
Утверждён приказом управления культуры от 30.12.2025 № 71
Дом ремёсел: установить пандус до 01.04.2026, директор
Театр кукол: обновить стенд до 01.05.2026, директор
"""
PAGE = {"/nok/": ("Независимая оценка качества", '<p>Всё в одном файле: <a href="/f/vse.docx">скачать</a></p>')}


def test_chapters_are_told_by_their_numbers_and_a_list_below_one_has_its_own() -> None:
    parts = chapters_of(ALL)
    assert [part.title for part in parts] == [
        "Правовая основа",
        "Перечень учреждений, подлежащих оценке в 2025 году",
        "Состав общественного совета (приказ от 14.01.2025 № 7)",
        "План по устранению недостатков на 2026 год",
    ]
    assert [len(part.lines) for part in parts] == [1, 3, 3, 3]
    roman = ALL
    for number, name in enumerate(("I", "II", "III", "IV"), start=1):
        roman = roman.replace(f"\n{number}. П", f"\nРаздел {name}. П").replace(f"\n{number}. С", f"\nРаздел {name}. С")
    assert [part.title for part in chapters_of(roman)] == [part.title for part in parts]


def test_a_title_that_names_no_paper_is_one_where_a_list_cannot_go_on_with_its_number() -> None:
    named = ALL.replace("3. Состав общественного совета (приказ от 14.01.2025 № 7)", "3. Люди").replace(
        "3. МБУК «Музей соли»\n", "3. МБУК «Музей соли»\n4. МБУК «Клуб»\n"
    )
    assert [part.title for part in chapters_of(named)][2:] == ["Люди", "План по устранению недостатков на 2026 год"]


def test_what_stands_in_one_file_is_published() -> None:
    found = judged(PAGE, {"/f/vse.docx": ALL})
    assert {
        rule: outcomes(found)[rule]
        for rule in (
            "acts-published", "organizations-listed", "council-members-published", "plan-approved-published",
            "council-minutes-published", "council-regulation-published",
        )
    } == {
        "acts-published": PASSED, "organizations-listed": PASSED, "council-members-published": PASSED,
        "plan-approved-published": PASSED, "council-minutes-published": FAILED, "council-regulation-published": FAILED,
    }  # fmt: skip
    assert found["organizations-listed"].details["count"] == 3
    assert found["council-members-published"].details["order"] == "приказ от 14.01.2025 № 7"


@pytest.mark.parametrize(
    "text",
    [
        "Отчёт оператора о независимой оценке качества за 2025 год\n1. Нормативная база\nЗакон № 392-ФЗ и приказ № 344н"
        "\n2. Перечень учреждений, подлежащих оценке\nДом ремёсел, театр кукол\n3. Предложения по улучшению качества"
        "\nДому ремёсел установить пандус",
        "ПОЛОЖЕНИЕ об общественном совете по независимой оценке качества\n1. Правовая основа\nСовет чтит закон"
        "\n2. Состав общественного совета\nСовет состоит из семи человек\n3. Протоколы заседаний\nРешения записываются",
        "Протокол заседания общественного совета по независимой оценке\n1. Перечень организаций для оценки\nКулик"
        "\n2. План по устранению недостатков\nСлушали Ланину\n3. Состав общественного совета\nСлушали Оспину, решили",
        "Независимая оценка качества: что сделать в 2026 году\n1. Утвердить перечень организаций\nдо 1 марта 2026"
        "\n2. Принять план по устранению недостатков\nдо 1 апреля 2026\n3. Обновить состав совета\nдо 1 мая 2026",
        "Независимая оценка качества\n1. Дом ремёсел, ул. Садовая, 4\nбаллы 91,2, 88,4\n2. Театр кукол, ул. Лесная, 2\n"
        "баллы 80,1, 84,2\n3. Музей соли, ул. Речная\nбаллы 79,9, 91,1",
        "Независимая оценка качества\n1. Правовая основа\n2. Перечень учреждений для оценки\n3. Состав совета\n"
        "4. План по устранению недостатков\nВсё это будет размещено в разделе позднее",
    ],
)
def test_a_paper_of_its_own_has_no_papers_in_it(text: str) -> None:
    assert chapters_of(text) == ()
