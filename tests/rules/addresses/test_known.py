"""Lists of hosts: one for both packages, and strict about mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.answers import known_hosts
from rules.addresses.kinds import is_front_page, is_service, is_social
from rules.addresses.known import FOLDER, is_listed, is_poll_service, load_hosts
from rules.reference import ReferenceDataError

NETWORKS = [known.host for known in load_hosts(FOLDER / "social.yml")]


@pytest.mark.parametrize("host", [*NETWORKS, *(f"m.{host}" for host in NETWORKS)])
def test_the_crawler_and_the_rules_know_the_same_social_networks(host: str) -> None:
    assert known_hosts.kind_of(host) == "social"
    assert is_social(f"https://www.{host}/school")


@pytest.mark.parametrize("host", ["school.test", "notvk.com", "vk.com.school.test", "max.school.test", ""])
def test_other_hosts_are_no_social_networks(host: str) -> None:
    assert not is_social(f"https://{host}/")
    assert known_hosts.kind_of(host) == ""


def test_a_sign_in_page_of_a_social_network_stays_one() -> None:
    assert known_hosts.kind_of("id.vk.com") == "login"


def test_services_and_clouds_are_lists_too() -> None:
    assert is_service("minobr.gov.ru")
    assert is_service("t.me")
    assert not is_service("school.test")
    assert is_listed("https://disk.yandex.ru/i/x", "clouds")
    assert not is_listed("https://yandex.ru/i/x", "clouds")
    assert is_listed("https://docs.google.com/document/d/x/edit", "clouds")
    assert not is_listed("https://docs.google.com/forms/d/e/x/viewform", "clouds")


@pytest.mark.parametrize(
    ("url", "front"),
    [
        ("https://www.gosuslugi.ru/", True),
        ("http://yandex.ru", True),
        ("https://vk.com/", True),
        ("https://vk.com/school7", False),
        ("https://www.gosuslugi.ru/600123/1/form", False),
        ("https://www.gosuslugi.ru/?poll=12", False),
        ("https://www.gosuslugi.ru/#/poll/12", False),
        ("https://opros.region.gov.ru/", False),  # a site of its own
        ("https://pos.gosuslugi.ru/", False),
        ("https://school.test/", False),
    ],
)
def test_the_front_page_of_a_service(url: str, front: bool) -> None:
    assert is_front_page(url) is front


def test_a_service_of_polls_is_any_that_the_list_knows_but_those_on_other_things() -> None:
    assert is_poll_service("https://anketolog.ru/s/1")
    assert is_poll_service("https://webask.io/x")
    assert is_poll_service("https://docs.google.com/forms/d/e/x/viewform")
    assert is_poll_service("https://bus.gov.ru/qrcode/rate/1")
    assert not is_poll_service("https://bus.gov.ru/info-card/1")
    assert not is_poll_service("https://docs.google.com/document/d/x")
    assert not is_poll_service("https://vashkontrol.ru/")


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ("{host: a.test, kind: x, pth: /}", "pth"),
        ("{host: a.test, kind: x, path: '('}", "выражение"),
        ("{kind: x}", "host"),
    ],
)
def test_a_mistake_names_file_and_fault(tmp_path: Path, entry: str, named: str) -> None:
    path = tmp_path / "hosts.yml"
    path.write_text(f"source: s\nchecked: c\nhosts:\n  - {entry}\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=rf"hosts\.yml.*{named}"):
        load_hosts(path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_FILE", "parking: [a.test]\n"),
        ("_FILE", "parking: [a.test]\nlogin: b.test\n"),
        ("_FILE", "- a.test\n"),
        ("_SOCIAL", "hosts: [{hst: a.test}]\n"),
        ("_SOCIAL", "hosts:\n"),
    ],
)
def test_a_mistake_in_the_crawlers_lists_is_told_in_russian(
    name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.yml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(known_hosts, name, path)
    with pytest.raises(known_hosts.KnownHostsError, match=rf"^Файл {path} не прочитан: .*Исправьте его\.$"):
        known_hosts._table.__wrapped__()
