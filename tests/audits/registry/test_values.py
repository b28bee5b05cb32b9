"""Cells as spreadsheets and hurried people leave them: read where that is certain, told where it is not."""

from __future__ import annotations

import pytest

from audits.registry.cells import SUBJECTS, read_choice, read_code, read_email, read_inn, read_phone, read_years
from audits.registry.site import read_site
from rules.model import Subject

INN = "0700000006"


@pytest.mark.parametrize(
    ("cell", "code", "told"), [("1.0", "1", 1), ("103.", "103", 1), ("1,23E+10", "1,23E+10", 1), ("1.1", "1.1", 0)]
)
def test_codes_that_became_numbers(cell: str, code: str, told: int) -> None:
    read, remarks = read_code(cell)
    assert (read, len(remarks)) == (code, told)


@pytest.mark.parametrize(
    ("cell", "inn", "said"),
    [
        ("7707083893.0", "7707083893", ""), ("7707083893/770701001", "7707083893", ""), ("нет", "", ""),
        ("700000006.0", INN, "ведущий ноль"), ("7,70708E+09", "", "цифры потеряны"),
    ],
)  # fmt: skip
def test_inns_that_became_numbers(cell: str, inn: str, said: str) -> None:
    read, remarks = read_inn(cell)
    assert read == inn
    assert bool(remarks) == bool(said)
    assert all(said in remark.message for remark in remarks)


@pytest.mark.parametrize("phone", ["8 (8632) 42-15", "+7 863 242 15 1", "863242151", "8 863 242-15-1", "98632421516"])
def test_phones_with_digits_too_few_or_of_nowhere(phone: str) -> None:
    assert read_phone(phone)[0] == ""
    assert "цифр" in read_phone(phone)[1][0].message


@pytest.mark.parametrize(
    "phone", ["8632421516", "(8632) 42-15-16", "8-800-100-20-30", "8-42-15", "+78632421516", "421516"]
)
def test_phones_with_digits_enough(phone: str) -> None:
    assert read_phone(phone) == (phone, ())


def test_phones_that_became_numbers() -> None:
    assert read_phone("88632421516.0") == ("88632421516", ())
    assert "цифры потеряны" in read_phone("8,86324E+10")[1][0].message


@pytest.mark.parametrize("address", ["liв7@mail.ru", "школа@mail.ru", "lib@маil.ru", "lib@mail.рu"])
def test_a_russian_letter_in_an_email_is_told(address: str) -> None:
    read, (told,) = read_email(address)
    assert read == ""
    assert f"в адресе {address} русские буквы среди латинских" in told.message


def test_a_russian_domain_is_no_mistake_and_good_addresses_stay() -> None:
    assert read_email("info@школа.рф") == ("info@школа.рф", ())
    assert read_email("школа@школа.рф") == ("школа@школа.рф", ())
    read, (told,) = read_email("lib@mail.ru, liв@mail.ru")
    assert (read, "liв@mail.ru" in told.message) == ("lib@mail.ru", True)


def test_marks_around_an_email_are_no_part_of_it() -> None:
    assert read_email("lib2@x.ru.") == ("lib2@x.ru", ())
    assert read_email("<lib2@x.ru>; (lib3@x.ru)") == ("lib2@x.ru, lib3@x.ru", ())


def test_years_in_words() -> None:
    assert read_years("never") == read_years("Не оценивалась.") == ((), ())
    years, (told,) = read_years("нет")
    assert (years, "оценки не было" in told.message) == ((), True)


def test_bodies_in_charge_are_known_by_their_usual_names() -> None:
    assert read_choice("ОМСУ", SUBJECTS) == (Subject.AUTHORITY, ())


def test_no_site_in_english() -> None:
    assert read_site("N/A").remarks == ()
