"""Appendices: plans and schedules oblige, points that explain items do not, nothing dated is lost."""

from __future__ import annotations

from audits.protocols.kept.editions import merged
from audits.protocols.paper.appendix import appendices
from audits.protocols.parse import parse_protocol

HEAD = "ПРОТОКОЛ\nзаседания совета\nот 3 ноября 2026 г. № 8\nРЕШИЛИ:\n"
BODY = "1. Отделу сайтов утвердить график согласно\nприложению.\nСрок: 1 декабря 2026 г.\n"
SCHEDULE = """
Приложение
к протоколу от 3 ноября 2026 г. № 8

График размещения
1. Управлению культуры:
1.1. Разместить отчёты на сайтах.
Срок: 20 декабря 2026 г.
2. Отделу спорта разместить планы до 25.12.2026.
3. Отделу учёта знать порядок.
"""


def terms(text: str) -> dict[str, list[str]]:
    return {item.number: [str(term.due) for term in item.terms] for item in parse_protocol(text).items}


def test_dated_points_are_items_with_numbers_of_their_own() -> None:
    protocol = parse_protocol(HEAD + BODY + SCHEDULE)
    assert terms(HEAD + BODY + SCHEDULE) == {
        "1": ["2026-12-01"],
        "П.1": [],
        "П.1.1": ["2026-12-20"],
        "П.2": ["2026-12-25"],
    }
    assert [item.responsible for item in protocol.items[2:]] == [("Управление культуры",), ("отдел спорта",)]
    assert protocol.notes == ("Приложение: пункты со сроком записаны под номерами П.1.1, П.2.",)


def test_several_appendices_are_told_apart() -> None:
    second = SCHEDULE.replace("Приложение", "Приложение № 2").replace("2026 г.\n2.", "2027 г.\n2.")
    found = terms(HEAD + BODY + SCHEDULE.replace("Приложение", "Приложение № 1") + second)
    assert list(found) == ["1", "П1.1", "П1.1.1", "П1.2", "П2.1", "П2.1.1", "П2.2"]
    assert found["П2.1.1"] == ["2027-12-20"]


def test_a_plan_as_a_table() -> None:
    head = "| № | Мероприятие | Исполнитель | Срок |\n|---|---|---|---|\n"
    plan = f"\nПриложение\n{head}| 1 | Опрос | Отдел сайтов | 20.12.2026 |\n"
    assert terms(HEAD + BODY + plan) == {"1": ["2026-12-01"], "П.1": ["2026-12-20"]}


def test_points_that_explain_items_are_none_but_their_dates_are_said() -> None:
    points = "\nПриложение\n1. (к п. 1)\nРазместить до 20 декабря 2026 г. отчёты.\n2. (к п. 1) Указать год.\n"
    protocol = parse_protocol(HEAD + BODY + points)
    assert [item.number for item in protocol.items] == ["1"]
    assert protocol.appendix_points == (1, 2)
    (note,) = protocol.notes
    assert note == "Приложение, п. 1: назван срок «до 20 декабря 2026 г», отдельным пунктом он не записан."


def test_an_appendix_without_terms_is_left_alone() -> None:
    protocol = parse_protocol(HEAD + BODY + "\nПриложение\nПеречень\n1. Приказ от 5 марта 2020 года.\n2. Указ.\n")
    assert ([item.number for item in protocol.items], protocol.notes) == (["1"], ())


def test_an_edition_keeps_the_points_of_an_appendix_it_does_not_hold() -> None:
    stored, read = parse_protocol(HEAD + BODY + SCHEDULE), parse_protocol(HEAD + BODY)
    edition = merged(stored, read)
    assert edition.kept == ("П.1", "П.1.1", "П.2")
    assert [item.number for item in edition.protocol.items] == ["1", "П.1", "П.1.1", "П.2"]


def test_an_appendix_named_in_an_item_ends_nothing() -> None:
    text = "1. Отделу сайтов направить\nприложение № 2 до 5 мая 2027 г.\n2. Отделу учёта ждать до 6 мая 2027 г.\n"
    assert terms(HEAD + text) == {"1": ["2027-05-05"], "2": ["2027-05-06"]}


def test_nothing_below_is_nothing() -> None:
    assert list(appendices([])) == []
    assert list(appendices(["Приложение", "Без номеров"])) == []
