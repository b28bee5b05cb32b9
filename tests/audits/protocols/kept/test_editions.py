"""A new edition of a stored protocol: what it leaves out stays, what it changes is told, ticks that lapse are named."""

from __future__ import annotations

from datetime import date

from audits.protocols.kept.editions import differences, merged, unchanged, unticked
from audits.protocols.parse import parse_protocol

HEAD = "ПРОТОКОЛ № 8\nзаседания комиссии\nот 20 января 2026 г.\n\n"
ITEMS = {
    "1": "Отделу культуры:",
    "1.1": "провести опрос до 1 мая 2026 г.",
    "1.2": "сдать отчёт о сайтах до 2 мая 2026 г.",
    "2": "Отделу спорта открыть раздел до 3 мая 2026 г.",
    "10": "Отделу кадров обучить сотрудников ежемесячно до 5 числа.",
}
STORED = parse_protocol(HEAD + "\n".join(f"{number}. {text}" for number, text in ITEMS.items()))


def edition(*lines: str) -> tuple[list[tuple[str, list[str]]], tuple[str, ...]]:
    """Numbers and terms after a file with these items was put in, and the numbers it left out."""
    found = merged(STORED, parse_protocol(HEAD + "\n".join(lines)))
    items = found.protocol.items
    return [(item.number, [str(term.due) for term in item.terms]) for item in items], found.kept


def test_a_file_with_the_changed_items_changes_only_these() -> None:
    items, kept = edition("1.2. сдать отчёт о сайтах до 9 мая 2026 г.", "3. Отделу планов ждать до 4 мая 2026 г.")
    assert kept == ("1", "1.1", "2", "10")
    assert items == [
        ("1", []), ("1.1", ["2026-05-01"]), ("1.2", ["2026-05-09"]), ("2", ["2026-05-03"]), ("3", ["2026-05-04"]),
        ("10", ["2026-02-05"]),
    ]  # fmt: skip


def test_an_item_whose_head_is_left_out_is_still_answered_for() -> None:
    found = merged(STORED, parse_protocol(HEAD + "1.2. сдать отчёт о сайтах до 9 мая 2026 г.")).protocol
    assert {item.number: item.responsible for item in found.items}["1.2"] == ("отдел культуры",)
    assert found.notes == ()


def test_a_whole_edition_keeps_nothing_and_an_item_under_another_number_is_there() -> None:
    lines = [f"{number}. {text}" for number, text in ITEMS.items()]
    assert edition(*lines)[1] == ()
    lines[-1] = lines[-1].replace("10.", "4.")
    assert edition(*lines)[1] == ()


def test_what_changes_is_told() -> None:
    after = parse_protocol(
        HEAD + "1. Отделу культуры:\n1.1. провести опрос до 1 мая 2026 г.\n1.2. закрыть библиотеку до 2 мая 2026 г.\n"
        "2. Отделу спорта открыть раздел до 7 мая 2026 г.\n3. Отделу планов ждать до 4 мая 2026 г."
    )
    assert differences(STORED, after) == [
        "п. 1.2 — другой текст",
        "п. 2 — срок 03.05.2026 → 07.05.2026",
        "п. 3 — новый",
        "п. 10 — убран",
    ]
    assert differences(STORED, STORED) == []


def test_ticks_of_terms_that_are_gone_are_named() -> None:
    after = parse_protocol(HEAD + "2. Отделу спорта открыть раздел до 7 мая 2026 г.\n3. Ждать.")
    ticks = [("2", date(2026, 5, 3)), ("10", date(2026, 3, 5)), ("2", date(2026, 5, 7))]
    assert unticked(STORED, after, ticks) == [
        ("2", date(2026, 5, 3), (date(2026, 5, 7),)),
        ("10", date(2026, 3, 5), ()),
    ]
    assert unticked(STORED, STORED, ticks) == []


def test_whom_how_often_and_the_head_are_told() -> None:
    head = HEAD.replace("заседания комиссии", "заседания малой комиссии")
    after = parse_protocol(
        head + "1. Отделу культуры:\n1.1. провести опрос населения до 1 мая 2026 г.\n"
        "1.2. сдать отчёт о сайтах до 2 мая 2026 г.\n2. Отделу связи открыть раздел до 3 мая 2026 г.\n"
        "10. Отделу кадров обучить сотрудников ежеквартально до 5 числа."
    )
    assert differences(STORED, after) == [
        "заголовок «заседания малой комиссии»",
        "п. 1.1 — уточнён текст",
        "п. 2 — уточнён текст, кому «отдел спорта» → «отдел связи»",
        "п. 10 — срок 05.02.2026 и далее ежемесячно → 05.04.2026 и далее ежеквартально",
    ]
    assert not unchanged(STORED, after)
    assert unchanged(STORED, parse_protocol(HEAD + "\n".join(f"{n}. {text}" for n, text in ITEMS.items()), source="x"))


def test_what_the_head_no_longer_names_is_told() -> None:
    before = parse_protocol(HEAD + "1. Ждать до 1 мая 2026 г.\n2. Контроль исполнения протокола оставляю за собой.")
    after = parse_protocol(HEAD + "1. Ждать до 1 мая 2026 г.")
    assert differences(before, after) == ["контроль больше не указан, был «председательствующий»"]
