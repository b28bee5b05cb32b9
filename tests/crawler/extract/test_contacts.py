# ruff: noqa: E501 - markup stands in lines as it is served
from __future__ import annotations

import random

import pytest

from crawler.extract import contacts
from crawler.extract.contacts import emails, inns, phones, protected_email

from .pages import read


@pytest.mark.parametrize(
    "written",
    [
        "8 (83147) 7-02-37", "+7(981)779-59-75", "+7 (495) 229-30-99", "8-800-555-35-35", "8(84468)3-57-64", "(3812) 22-43-52",
        "8 846 958 22 58", "+7 (3656) 241-745", "(062) 63-98-17", "+7-992-157-21-77", "8 (87922) 5-53-97", "88002000122",
        "+78660012345", "8 (8662) 40–15–41", "8 (8662) 40 15 41",
    ],
)  # fmt: skip
def test_phones_as_they_are_written(written: str) -> None:
    assert phones(f"Телефон: {written}, звоните") == [written]


@pytest.mark.parametrize(
    "text",
    [
        "ИНН 0711028014", "р/с 40601810100001000001", "ОГРН 1020700738136", "01.09.2023 - 31.08.2024", "2021-2022 учебный год",
        "№ 8 (1234) от 05", "приказ от 12.03.2019 № 675", "индекс 360000", "273-ФЗ от 29.12.2012", "10 000 000 000 рублей",
        "КПП 072101001", "набор (2023) 08.02.01", "8 (86600)\n4-00-01", "л/с 20046Х12345",
    ],
)  # fmt: skip
def test_what_is_no_phone(text: str) -> None:
    assert phones(text) == []


def test_several_phones_in_a_row() -> None:
    assert phones("тел. 8 (86600) 4-00-01, 8 (86600) 4-00-02; факс 8 (86600) 4-00-03") == [
        "8 (86600) 4-00-01",
        "8 (86600) 4-00-02",
        "8 (86600) 4-00-03",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Пишите: school-1@mail.test.", ["school-1@mail.test"]),
        ("a@x.test, b@x.test", ["a@x.test", "b@x.test"]),
        ("info [at] lib.test", ["info@lib.test"]),
        ("info(собака)lib(точка)test", ["info@lib.test"]),
        ("logo@2x.png", []),
        ("@school и канал t@", []),
    ],
)
def test_emails(text: str, found: list[str]) -> None:
    assert emails(text) == found


def test_an_address_hidden_by_cloudflare() -> None:
    code = bytes([0x42, *(byte ^ 0x42 for byte in b"office@school.test")]).hex()
    assert protected_email(code) == "office@school.test"
    assert protected_email("zz") == protected_email("") == protected_email("4242") == ""
    assert read(f"<a href='/cdn-cgi/l/email-protection' class=__cf_email__ data-cfemail={code}>[email]</a>").emails == (
        "office@school.test",
    )


def test_inn_needs_its_checksum() -> None:
    assert inns("ИНН 7707083893, КПП 770701001; ИНН: 7707083894") == ["7707083893"]
    assert inns("ИНН 0000000000 КПП 000000000") == []  # a form nobody filled in
    assert inns("7707083893/770701001") == ["7707083893"]


def test_contacts_in_menus_and_headers_are_found_too() -> None:
    page = read("<nav><ul><li><a href=/a>Приёмная 8 (86600) 4-00-01</a><li>тел. 8 (86600) 4-00-02</ul></nav>")
    assert page.phones == ("8 (86600) 4-00-01", "8 (86600) 4-00-02")


def test_looking_in_runs_of_digits_finds_what_looking_everywhere_does() -> None:
    dice = random.Random(3)
    found = 0
    for number in range(3_000):
        text = "".join(dice.choices("+(7890123456 ()-–—.,/№a\u00a0\n", k=dice.randrange(5, 60)))
        text = f"{text[:10]}8 (86600) 4-00-0{number % 10}{text[10:]}" if number % 3 == 0 else text
        everywhere = []
        for match in contacts._PHONE.finditer(text):
            written = match.group().strip(" .–—-\u00a0")
            if contacts._is_phone(written, text[max(0, match.start() - 60) : match.start()]):
                everywhere.append(written)
        assert phones(text) == everywhere
        found += len(everywhere)
    assert found > 500


def test_the_same_digits_are_told_apart_by_what_stands_before_them() -> None:
    assert phones("тел. 489 512-34-56") == ["489 512-34-56"]
    assert phones("л/с 489 512-34-56") == []
    assert phones("тел. 489 512-34-56") == ["489 512-34-56"]
