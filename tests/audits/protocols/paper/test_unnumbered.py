"""Protocols whose items are numbered in another way, or not at all: read, and said where numbers were given to them."""

from __future__ import annotations

import pytest

from audits.protocols.parse import ProtocolError, parse_protocol

HEAD = (
    "ПРОТОКОЛ № 3\nсовещания о сайтах\nот 3 марта 2026 г.\n\nПрисутствовали:\n– Горный А.Б.\n– Лесной В.Г.\n\nРЕШИЛИ:\n"
)
FIRST = "Отделу сайтов открыть раздел до 1 апреля 2026 г."
SECOND = "Отделу планов составить план.\nСрок: 10 апреля 2026 г."


def shown(text: str) -> dict[str, tuple[tuple[str, ...], list[str]]]:
    return {
        item.number: (item.responsible, [str(term.due) for term in item.terms]) for item in parse_protocol(text).items
    }


EXPECTED = {"1": (("отдел сайтов",), ["2026-04-01"]), "2": (("отдел планов",), ["2026-04-10"])}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Пункт 1. ", "Пункт 2. "),
        ("п. 1 ", "п. 2 "),
        ("№ 1. ", "№ 2. "),
        ("**Поручение 1**: ", "**Поручение 2**: "),
        ("1 ", "2 "),
        ("1 – ", "2 – "),
        ("(1) ", "(2) "),
        ("① ", "② "),
        ("I. ", "II. "),
        ("Первое. ", "Второе. "),
        ("Первое – ", "Второе – "),
        ("Во-первых, ", "Во-вторых, "),
        ("Пункт первый: ", "Пункт второй: "),
    ],
)
def test_numbers_of_another_kind(one: str, two: str) -> None:
    assert shown(f"{HEAD}{one}{FIRST}\n{two}{SECOND}\n") == EXPECTED


@pytest.mark.parametrize(("one", "two"), [("– ", "– "), ("* ", "* "), ("• ", "• "), ("", "\n")])
def test_items_without_numbers_are_given_some(one: str, two: str) -> None:
    text = f"{HEAD}{one}{FIRST}\n{two}{SECOND}\n"
    assert shown(text) == EXPECTED
    assert "Пункты в файле не пронумерованы: номера 1, 2 и так далее даны им по порядку." in parse_protocol(text).notes


def test_letters_alone() -> None:
    text = f"{HEAD}а) {FIRST}\nб) {SECOND}\n"
    assert shown(text) == EXPECTED
    assert any("обозначены буквами" in note for note in parse_protocol(text).notes)


def test_lists_inside_numbered_items_are_no_items() -> None:
    inner = "– до 1 июня 2026 г. проверить раздел;\nПункт 1 протокола от 1 марта 2025 г. снять."
    text = f"{HEAD}1. {FIRST}\n{inner}\n2. {SECOND}\n"
    assert list(shown(text)) == ["1", "2"]
    assert not any("не пронумерованы" in note for note in parse_protocol(text).notes)


def test_lists_without_terms_are_no_items() -> None:
    with pytest.raises(ProtocolError, match="не найдено ни одного пункта"):
        parse_protocol(f"{HEAD}– хлеб\n– соль\n")


def test_a_term_without_an_item_is_named_in_the_refusal() -> None:
    with pytest.raises(ProtocolError, match=r"Сроки в тексте есть .*до 1 апреля 2026 г.*пронумеруйте"):
        parse_protocol(f"{HEAD}Договорились, что раздел будет открыт до 1 апреля 2026 г.\n")
