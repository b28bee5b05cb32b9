import pytest

from audits.commands.given import checked_inn, parse_years, site_address
from audits.errors import InputError


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("school.example", "http://school.example/"),
        (" HTTPS://School.Example/nok?x=1#tab ", "https://school.example/nok?x=1"),
        ("школа-5.рф", "http://xn---5-6kc3bfr2e.xn--p1ai/"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("sad_7.example", "http://sad_7.example/"),
    ],
)
def test_an_address_is_made_absolute_and_ascii(typed: str, address: str) -> None:
    assert site_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "ftp://school.example",
        "http://",
        "нет сайта",
        "http://a b/",
        "http://x:port/",
        "file:///etc/passwd",
        "http://[::1",
        "http://-x.example",
        "https://user:secret@school.example/",
        "a@b.example:",
        "ht!tp://x",
        "://x",
    ],
)
def test_what_is_no_address_is_refused_with_a_reason(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        site_address(typed)
    assert str(caught.value).startswith("Проверка не начата")
    assert caught.value.hint


def test_inn() -> None:
    assert checked_inn(" 0701000009 ") == "0701000009"
    assert checked_inn("500100732259") == "500100732259", "as the registry takes it"
    assert checked_inn("") == ""
    for wrong in ("0701000008", "123", "070100000a", "٠٧٠١٠٠٠٠٠٩"):
        with pytest.raises(InputError, match="ИНН"):
            checked_inn(wrong)


@pytest.mark.parametrize(
    ("typed", "years"), [("", None), ("-", ()), ("2022 2019", (2019, 2022)), ("2016,2019; 2019", (2016, 2019))]
)
def test_years(typed: str, years: tuple[int, ...] | None) -> None:
    assert parse_years(typed) == years


@pytest.mark.parametrize("typed", ["19", "2019-2022", "нет", "20220"])
def test_wrong_years(typed: str) -> None:
    with pytest.raises(InputError, match="годы оценки"):
        parse_years(typed)
