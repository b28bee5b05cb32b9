"""Everybody who reads an address that a person typed understands the same by it."""

from __future__ import annotations

import pytest

from audits.registry.site import read_site
from crawler.addresses import typed
from crawler.bus_gov.candidates import first_address, names_site
from rules.addresses.typed import written_hosts

HOST = "sad-ryabinka.test"
SPELT = (
    HOST,
    f"www.{HOST}",
    f"http://{HOST}",
    f"HTTPS://WWW.{HOST.upper()}/",
    f"http://{HOST}#main",
    f"http://{HOST}?id=1",
    f"http://{HOST}/?id=1#main",
    f"{HOST}#main",
    f"{HOST}:8080",
    f"{HOST}:8080?id=1",
    f"{HOST}:8080/dir/",
    f"htpp:/{HOST}",
    f"hhttps//{HOST}/index.php?page=a:b",
    f"htt://{HOST}",
    f"http:\\\\{HOST}\\",
    f"http: // {HOST}",
    f"«{HOST}».",
    f"({HOST}/about)",
    f"{HOST}.",
    f"{HOST}/@school",
)
NONE = ("нет", "-", "sad", "sad@mail.test", "http://", "sad@mail.test/path", "-sad.test-", "#main", "?id=1")


@pytest.mark.parametrize("written", SPELT)
def test_an_address_is_the_same_to_everybody(written: str) -> None:
    assert [host for host, _ in written_hosts(written)] == [HOST]
    assert names_site(written, f"http://{HOST}/")
    assert first_address(written).partition("://")[2].partition("/")[0].partition(":")[0] == HOST
    assert read_site(written).url.partition("://")[2].removeprefix("www.").partition("/")[0].partition(":")[0] == HOST


@pytest.mark.parametrize("written", NONE)
def test_what_is_no_address_is_none_to_anybody(written: str) -> None:
    assert written_hosts(written) == ()
    assert not first_address(written)
    assert not read_site(written).url


@pytest.mark.parametrize(
    ("written", "secure", "host", "port", "rest"),
    [
        ("https://Школа.РФ:81/а?b#c", True, "xn--80atdl2c.xn--p1ai", "81", "/а?b#c"),
        ("shop_1.sad.test", False, "shop_1.sad.test", "", ""),
        ("sad.test#main", False, "sad.test", "", "#main"),
        ("школа_1.рф", False, "", "", ""),
    ],
)  # fmt: skip
def test_an_address_in_its_parts(written: str, secure: bool, host: str, port: str, rest: str) -> None:
    assert typed(written) == (secure, host, port, rest)


def test_an_address_of_a_card_is_asked_with_its_path_and_query() -> None:
    assert first_address("нет, www.sad.test:81?id=1#top") == "http://sad.test:81/?id=1"
    assert first_address("https://sad.test/a/b.php#top") == "https://sad.test/a/b.php"
