"""Telephone numbers as people write them (invented numbers)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.phones import Phone, PhoneKind, find_phones, same_phone


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("8 (8662) 42-00-00", ["8662420000"]),
        ("+7 (866) 242-00-00", ["8662420000"]),
        ("8(86634)2-11-22", ["8663421122"]),
        ("+79281234567", ["9281234567"]),
        ("8-928-123-45-67", ["9281234567"]),
        ("тел./факс: 8 (8662) 42‑00‑00", ["8662420000"]),
        ("8 (86634) 2-11-22, 2-11-33", ["8663421122", "8663421133"]),
        ("8 (8662) 42-00-00; 8 (8662) 42-00-01", ["8662420000", "8662420001"]),
        ("8 (8662) 42-00-00 8 (8662) 42-00-01", ["8662420000", "8662420001"]),
        ("(8662) 42 00 00 и 42 00 01", ["8662420000", "8662420001"]),
        ("2-11-22", ["21122"]),
        ("42-00-00", ["420000"]),
        ("8-800-100-20-30", ["8001002030"]),
        ("дата 21.07.2014, часы 9:00-18:00", []),
        ("нет", []),
        ("", []),
    ],
)
def test_numbers(text: str, digits: list[str]) -> None:
    assert [phone.digits for phone in find_phones(text)] == digits


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("8 (86630) 9-99-99", "+7 86630 9-99-99"),
        ("8 (8662) 42-00-00", "+7 8662 42-00-00"),
        ("+7 (866) 242-00-00", "+7 866 242-00-00"),
        ("8 (86634) 2-11-22, доб. 5", "+7 86634 2-11-22 доб. 5"),
        ("2-11-22", "2-11-22"),
    ],
)
def test_a_long_city_code_is_shown_as_it_was_set_apart(text: str, shown: str) -> None:
    assert [phone.shown for phone in find_phones(text)] == [shown]


def test_extension_is_kept_apart() -> None:
    (phone,) = find_phones("8 (495) 772-95-90, доб. 11726")
    assert (phone.digits, phone.extension) == ("4957729590", "11726")
    assert phone.shown.endswith("доб. 11726")


def test_local_number_with_a_known_code() -> None:
    (phone,) = find_phones("2-11-22", area_code="86634")
    assert (phone.digits, phone.kind) == ("8663421122", PhoneKind.FULL)


def test_hotline_is_apart() -> None:
    (hotline,) = find_phones("8 800 100 20 30")
    assert hotline.kind is PhoneKind.HOTLINE


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        ("8 (8662) 42-00-00", "+7 866 242 00 00", True),
        ("2-11-22", "8 (86634) 2-11-22", True),
        ("8 (86634) 2-11-22, 2-11-33", "8 (86634) 2-11-33", True),
        ("8 (8662) 42-00-00 доб. 5", "8 (8662) 42-00-00", True),
        ("8 (8662) 42-00-00", "8 (8662) 42-00-01", False),
    ],
)
def test_comparison(first: str, second: str, agree: bool) -> None:
    assert any(same_phone(one, other) for one in find_phones(first) for other in find_phones(second)) is agree


def test_hotline_is_no_ending_of_another_number() -> None:
    assert not same_phone(Phone("8001002030", PhoneKind.HOTLINE), Phone("1002030", PhoneKind.LOCAL))


@given(
    st.from_regex(r"8662\d{6}", fullmatch=True),
    st.sampled_from(
        [
            "+7 ({0}) {1}-{2}-{3}",
            "8 {0} {1} {2} {3}",
            "8({0}){1}{2}{3}",
            "7{0}{1}{2}{3}",
            "8-{0}-{1}-{2}-{3}",
            "({0}) {1}–{2}–{3}",
        ]
    ),
    st.sampled_from([3, 4]),
)
def test_one_number_in_any_dress(digits: str, template: str, code: int) -> None:
    text = template.format(digits[:code], digits[code:-4], digits[-4:-2], digits[-2:])
    assert [phone.digits for phone in find_phones(text)] == [digits]


PIECES = (
    "тел.", "телефон", "факс", "8", "+7", "7", "(866)", "(86631)", "866", "22-15-20", "4-15-20", "220", "15", "20",
    "2201520", "-", "–", ",", ";", "доб.", "12", "моб.", "ИНН 0701001001", "№ 5", "01.02.2021", "\n", "\u00a0",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=15))
def test_what_phones_are_made_of_never_fails_and_hides_no_phone(pieces: list[str]) -> None:
    found = find_phones(f"{' '.join(pieces)}.\n\nТелефон: 8 (8662) 40-15-20")
    assert all(5 <= len(phone.digits) <= 10 and phone.shown for phone in found)
    assert "8662401520" in {phone.digits for phone in found}
