"""Headings with Roman numbers: what stands below one is not the last item above it, nor asked of whom that names."""

from __future__ import annotations

from audits.protocols.parse import parse_protocol

HEAD = "ПРОТОКОЛ № 4\nсовещания\nот 1 марта 2026 г.\nРЕШИЛИ:\n"


def read(text: str) -> dict[str, tuple[list[str], tuple[str, ...]]]:
    items = parse_protocol(HEAD + text).items
    return {item.number: ([str(term.due) for term in item.terms], item.responsible) for item in items}


def test_items_numbered_anew_below_a_heading_are_items() -> None:
    found = read(
        "I. Об итогах\n1. Отделу сайтов до 1 мая исправить ссылки.\n2. Главному врачу больницы ждать до 2 мая.\n\n"
        "II. О новом учебном годе\n1. Отделу школ:\nа) до 20 августа проверить сайты;\nб) до 1 сентября отчитаться.\n"
        "2. Директорам школ до 3 мая исправить ошибки.\n"
    )
    assert found == {
        "1": (["2026-05-01"], ("отдел сайтов",)),
        "2": (["2026-05-02"], ("главный врач больницы",)),
        "II.1": ([], ("отдел школ",)),
        "II.1.а": (["2026-08-20"], ("отдел школ",)),
        "II.1.б": (["2026-09-01"], ("отдел школ",)),
        "II.2": (["2026-05-03"], ("директора школ",)),
    }


def test_a_heading_may_say_whom_and_by_when() -> None:
    found = read(
        "I. Отделу школ:\n1. Разместить планы до 1 мая.\n2. Провести опрос до 2 мая.\n"
        "II. Отделу культуры в срок до 15 мая:\n1. Сверить списки.\n2. Открыть раздел.\n"
        "III. Отделу спорта\n1. Открыть раздел до 3 мая.\nIV. Разное\n1. Отделу кадров ждать до 4 мая.\n"
    )
    assert found == {
        "1": (["2026-05-01"], ("отдел школ",)),
        "2": (["2026-05-02"], ("отдел школ",)),
        "II.1": (["2026-05-15"], ("отдел культуры",)),
        "II.2": (["2026-05-15"], ("отдел культуры",)),
        "III.1": (["2026-05-03"], ("отдел спорта",)),
        "IV.1": (["2026-05-04"], ("отдел кадров",)),
    }


def test_numbers_may_go_on_below_a_heading() -> None:
    found = read("I. Отделу школ:\n1. Разместить планы до 1 мая.\nII. Отделу культуры\n2. Сверить списки до 2 мая.\n")
    assert found == {"1": (["2026-05-01"], ("отдел школ",)), "2": (["2026-05-02"], ("отдел культуры",))}


def test_stages_of_an_item_with_roman_numbers_stay_its_terms() -> None:
    found = read("1. Отделу школ открыть раздел:\nI. Первый этап до 5 мая 2026 г.\nII. Второй этап до 6 мая 2026 г.\n")
    assert found == {"1": (["2026-05-05", "2026-05-06"], ("отдел школ",))}
