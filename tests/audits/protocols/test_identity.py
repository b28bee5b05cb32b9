"""Whether a file is a protocol already stored: the same one, a new edition of it, or another with the same number."""

from __future__ import annotations

from datetime import date

import pytest

from audits.protocols.identity import same_protocol, with_code
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
