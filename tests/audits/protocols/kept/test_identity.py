"""Whether a file is a protocol already stored: the same one, a new edition of it, or another with the same number."""

from __future__ import annotations

from datetime import date

import pytest

from audits.protocols.kept.identity import same_protocol, with_code
from audits.protocols.model import Item, Protocol

ON = date(2026, 1, 20)
BASE = Protocol(
    id="2026-01-20-1",
    number="1",
    on=ON,
    title="заседания общественного совета",
    chair="",
    items=(Item("1", "Отделу культуры представить отчёт о сайтах до 1 марта"), Item("2", "Провести опрос посетителей")),
)
UNNUMBERED = {"id": "2026-01-20", "number": ""}
ELSEWHERE = (Item("1", "Управлению спорта обучить судей"), Item("2", "Закупить инвентарь"))


def variant(**changes: object) -> Protocol:
    fields = {name: getattr(BASE, name) for name in Protocol.__struct_fields__}
    return Protocol(**(fields | changes))


@pytest.mark.parametrize(
    ("stored", "read", "same"),
    [
        ({}, {}, True),
        ({}, {"items": (Item("1", "Отделу культуры представить отчёт о сайтах до 5 апреля"), BASE.items[1])}, True),
        ({}, {"items": (*BASE.items, *ELSEWHERE)}, True),  # new edition, numbered and dated
        ({}, {"items": ELSEWHERE}, False),
        ({}, {"title": "рабочей группы министерства", "items": ELSEWHERE}, False),
        ({}, {"title": ""}, True),
        ({}, {"title": "Заседание Общественного совета при министерстве"}, True),  # the same items
        ({"issuer": "МИНИСТЕРСТВО КУЛЬТУРЫ"}, {"issuer": "АДМИНИСТРАЦИЯ РАЙОНА"}, False),
        ({"issuer": "МИНИСТЕРСТВО КУЛЬТУРЫ"}, {}, True),
        ({}, {"number": "2"}, False),
        (UNNUMBERED, UNNUMBERED, True),
        (UNNUMBERED, UNNUMBERED | {"items": (BASE.items[1], *ELSEWHERE)}, False),  # nothing but the words tells
        (UNNUMBERED | {"on": None}, UNNUMBERED | {"on": None}, True),
        (UNNUMBERED | {"on": None}, UNNUMBERED | {"on": None, "items": ELSEWHERE}, False),
    ],
)
def test_same_or_another(stored: dict[str, object], read: dict[str, object], same: bool) -> None:
    assert same_protocol(variant(**stored), variant(**read)) is same
    assert same_protocol(variant(**read), variant(**stored)) is same


FOR_CULTURE = "Руководителям учреждений культуры разместить на официальных сайтах планы по устранению недостатков"
FOR_SPORT = FOR_CULTURE.replace("учреждений культуры", "спортивных школ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # who sat: in what it was about, in the letterhead, in the chair
        ({"title": "совещания у министра культуры о сайтах"}, {"title": "совещания у министра спорта о сайтах"}),
        (
            {"issuer": "МИНИСТЕРСТВО КУЛЬТУРЫ НАГОРНОЙ РЕСПУБЛИКИ"},
            {"issuer": "МИНИСТЕРСТВО СПОРТА НАГОРНОЙ РЕСПУБЛИКИ"},
        ),
        ({"chair": "Горный А.Б."}, {"chair": "Лесной В.Г."}),
        # whom it instructs, in the same words
        (
            {"items": (Item("1", FOR_CULTURE, responsible=("руководители учреждений культуры",)),)},
            {"items": (Item("1", FOR_SPORT, responsible=("руководители спортивных школ",)),)},
        ),
        ({}, {"title": "заседания общественного совета при министерстве", "items": (BASE.items[0], *ELSEWHERE)}),
        # how it is to be changed, and what is to be changed
        ({}, {"items": (Item("1", "Пункт 1 изложить в следующей редакции: «Отделу культуры представить отчёт»"),)}),
    ],
)
def test_what_is_in_doubt_is_another_protocol(one: dict[str, object], other: dict[str, object]) -> None:
    assert not same_protocol(variant(**UNNUMBERED | one), variant(**UNNUMBERED | other))
    assert not same_protocol(variant(**UNNUMBERED | other), variant(**UNNUMBERED | one))


def test_an_edition_of_a_few_items_is_the_same_protocol() -> None:
    whole = variant(items=(*BASE.items, *(Item(str(n), f"Управлению {n} обучить судей района") for n in range(3, 12))))
    assert same_protocol(whole, variant(items=(BASE.items[1],)))


def test_codes_are_free_and_do_not_look_like_numbers() -> None:
    first, second = variant(**UNNUMBERED), variant(**UNNUMBERED, title="рабочей группы", items=ELSEWHERE)
    third = variant(**UNNUMBERED, title="коллегии", items=(Item("1", "Ждать"),))
    stored: list[Protocol] = []
    for one in (first, second, third):
        stored.append(with_code(one, stored))
    assert [one.id for one in stored] == ["2026-01-20", "2026-01-20~2", "2026-01-20~3"]
    assert [with_code(one, stored).id for one in (third, first, second)] == [
        "2026-01-20~3",
        "2026-01-20",
        "2026-01-20~2",
    ]
