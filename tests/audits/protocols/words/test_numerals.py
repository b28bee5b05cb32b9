"""Numbers in words and in Roman letters."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from audits.protocols.parse import parse_protocol
from audits.protocols.terms.reading import read_terms
from audits.protocols.words.numerals import CARDINAL, GLUED, ORDINAL, ROMAN, from_roman, roman, value
from audits.protocols.words.workdays import add_workdays

SIGNED = date(2026, 1, 20)
TEENS = (
    "десят", "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат",
    "восемнадцат", "девятнадцат",
)  # fmt: skip
TENS = ("двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто")
OF_TENS = (
    "двадцати", "тридцати", "сорока", "пятидесяти", "шестидесяти", "семидесяти", "восьмидесяти", "девяноста",
)  # fmt: skip
UNITS = ("один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")
OF_UNITS = ("одного", "двух", "трёх", "четырёх", "пяти", "шести", "семи", "восьми", "девяти")
NTH = ("первого", "второго", "третьего", "четвёртого", "пятого", "шестого", "седьмого", "восьмого", "девятого")
NTH_TENS = (
    "двадцатого", "тридцатого", "сорокового", "пятидесятого", "шестидесятого", "семидесятого", "восьмидесятого",
    "девяностого",
)  # fmt: skip


def _all(units: tuple[str, ...], teen: str, tens: tuple[str, ...], before: tuple[str, ...]) -> list[str]:
    words = [*units, *(stem + teen for stem in TEENS)]
    for ten, ahead in zip(tens, before, strict=True):
        words += [ten, *(f"{ahead} {unit}" for unit in units)]
    return words


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (CARDINAL, _all(UNITS, "ь", TENS, TENS)),
        (CARDINAL, _all(OF_UNITS, "и", OF_TENS, OF_TENS)),
        (ORDINAL, _all(NTH, "ого", NTH_TENS, TENS)),
    ],
)
def test_every_number_to_99(pattern: str, words: list[str]) -> None:
    assert [word for word in words if not re.fullmatch(pattern, word)] == []
    assert [value(word) for word in words] == list(range(1, 100))


@pytest.mark.parametrize("word", ["срок", "двери", "третейского", "сорока дней", "первичный", "однако", "пятница"])
def test_no_number(word: str) -> None:
    assert not re.fullmatch(rf"{CARDINAL}|{ORDINAL}", word)


@pytest.mark.parametrize("number", range(1, 40))
def test_roman_there_and_back(number: int) -> None:
    assert from_roman(roman(number)) == number
    assert from_roman(roman(number).replace("I", "І").replace("X", "Х")) == number


def test_wrong_roman() -> None:
    assert [from_roman(letters) for letters in ("IIX", "VV", "А", "")] == [0, 0, 0, 0]
    assert re.fullmatch(ROMAN, "XVIII")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("в течение четырнадцати дней", 14),
        ("в течение двадцати пяти дней", 25),
        ("в течение двадцати одного дня", 21),
        ("в течение сорока пяти календарных дней", 45),
        ("в четырнадцатидневный срок", 14),
        ("в двадцатипятидневный срок", 25),
        ("в сорокапятидневный срок", 45),
        ("в девяностодневный срок", 90),
        ("через трое суток", 3),
    ],
)
def test_counts_in_words(words: str, days: int) -> None:
    due = SIGNED + timedelta(days=days)
    assert [term.due for term in read_terms(words, signed=SIGNED)] == [due]
    (item,) = parse_protocol(f"ПРОТОКОЛ\nот 20.01.2026 № 4\n\nРЕШИЛИ:\n1. Отделу культуры {words} сдать план.\n").items
    assert [term.due for term in item.terms] == [due]


def test_workdays_in_words() -> None:
    (term,) = read_terms("в течение одиннадцати рабочих дней", signed=SIGNED)
    assert term.due == add_workdays(SIGNED, 11)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("третий квартал 2026 года", date(2026, 9, 30)),
        ("тридцать первое марта 2026 года", date(2026, 3, 31)),
        ("до двадцать пятого марта 2026 года", date(2026, 3, 25)),
    ],
)
def test_ordinals_of_days_and_quarters(words: str, due: date) -> None:
    assert [term.due for term in read_terms(words, signed=SIGNED)] == [due]


def test_a_pace_in_words() -> None:
    (term,) = read_terms("один раз в десять дней", signed=SIGNED)
    assert (term.due, term.recurrence, term.note) == (None, None, "повторение «один раз в десять дней» не ведётся")


def test_items_that_are_named_by_ordinals() -> None:
    names = ("Первое", "Второе", "Третье", "Четвертое", "Пятое")
    lines = [f"{name}: отделу культуры до {at} мая 2026 г. сдать план." for at, name in enumerate(names, 1)]
    text = "ПРОТОКОЛ\nот 20.01.2026 № 4\n\nРЕШИЛИ:\n" + "\n\n".join(lines)
    assert [item.number for item in parse_protocol(text).items] == ["1", "2", "3", "4", "5"]


def test_lists_that_begin_anew_keep_numbers_of_their_own_after_the_tenth() -> None:
    parts = [
        f"СЛУШАЛИ: доклад.\n\nРЕШИЛИ:\n1. Отделу культуры до {at} мая 2026 г. сдать план.\n" for at in range(1, 13)
    ]
    numbers = [item.number for item in parse_protocol("ПРОТОКОЛ\nот 20.01.2026 № 4\n\n" + "\n".join(parts)).items]
    assert numbers[:2] == ["1", "II.1"]
    assert numbers[-2:] == ["XI.1", "XII.1"]


def test_glued_counts() -> None:
    assert value(re.search(GLUED, "двадцатипятидневный")[0]) == 25  # type: ignore[index]
