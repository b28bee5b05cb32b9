"""The server: hosts, faults, speed, and the fake bus.gov.ru by the contract's endpoints."""

from __future__ import annotations

import http.client
import json
import socket
import time

import pytest

from audits.demo.region import DemoRegion
from tests.audits.demo.conftest import Ask


def test_home_pages_are_told_apart_by_host(ask: Ask) -> None:
    assert "Средняя школа № 1".encode() in ask("shkola1.demo.test").body
    assert ask("nobody.demo.test").status == 421


def test_ports_in_pages_are_the_server_s_own(ask: Ask, region: DemoRegion) -> None:
    body = ask("nachalnaya.demo.test").body
    assert f":{region.port}/".encode() in body
    assert b"@@PORT@@" not in body


def test_revalidation_costs_no_body(ask: Ask) -> None:
    tag = ask("shkola1.demo.test").headers["etag"]
    again = ask("shkola1.demo.test", "/", **{"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    ("host", "status", "words"),
    [
        ("oshibka500.demo.test", 500, "Internal Server Error"),
        ("zapret.demo.test", 403, "Forbidden"),
        ("stena.demo.test", 403, "Checking your browser"),
        ("begun.demo.test", 200, "beget=begetok"),
        ("parkovka.demo.test", 200, "домен продаётся"),
        ("pereehali.demo.test", 200, "НОВЫЙ САЙТ"),
        ("vhod.demo.test", 200, "Вход в систему"),
        ("myagko.demo.test", 200, "Добро пожаловать"),
    ],
)
def test_faulty_hosts_answer_as_declared(ask: Ask, host: str, status: int, words: str) -> None:
    answer = ask(host)
    assert answer.status == status
    assert words in answer.body.decode()


def test_soft_404_answers_200_to_anything(ask: Ask) -> None:
    answer = ask("myagko.demo.test", "/invented/address/")
    assert answer.status == 200
    assert "такой страницы нет" in answer.body.decode()


def test_cookie_opens_the_hoster_s_stub(ask: Ask) -> None:
    assert "Независимая оценка" in ask("begun.demo.test", Cookie="beget=begetok").body.decode()


def test_redirects_go_round(ask: Ask) -> None:
    assert ask("krug.demo.test").headers["location"] == "/start"
    assert ask("krug.demo.test", "/start").headers["location"] == "/"


def test_robots_forbid_everything(ask: Ask) -> None:
    assert b"Disallow: /\n" in ask("robotam-net.demo.test", "/robots.txt").body


def test_connection_is_refused_on_the_closed_port(region: DemoRegion) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", region.closed_port), timeout=2)


def test_connection_is_dropped(ask: Ask) -> None:
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        ask("obryv.demo.test")


def test_slow_site_does_not_answer_in_time(ask: Ask) -> None:
    with pytest.raises(TimeoutError):
        ask("medlenno.demo.test", timeout=0.3)


def test_submissions_are_counted(region: DemoRegion) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", region.port, timeout=5)
    connection.request("POST", "/poll/vote", body=b"q1=0", headers={"Host": "skazka.demo.test"})
    connection.getresponse().read()
    connection.close()
    assert region.traffic.submissions["skazka.demo.test"] == 1


def test_answers_many_requests_sent_at_once(region: DemoRegion) -> None:
    request = b"GET / HTTP/1.1\r\nHost: shkola1.demo.test\r\n\r\n"
    with socket.create_connection(("127.0.0.1", region.port)) as connection:
        connection.sendall(request)
        length = len(connection.recv(1 << 16))
        left = 500 * length
        connection.sendall(request * 500)
        while left > 0:
            received = connection.recv(1 << 20)
            assert received, "the connection was closed early"
            left -= len(received)
    assert left == 0


def _json(ask: Ask, target: str) -> object:
    return json.loads(ask("bus.gov.ru", target).body)


SEARCH = "/public-rest/api/agency/extendedSearchAgencyNew?searchString={}&page=1&pageSize=10"


def test_bus_search_finds_by_inn(ask: Ask) -> None:
    found = _json(ask, SEARCH.format("0799000010"))
    assert isinstance(found, dict)
    assert found["agencies"][0]["agencyId"] == 770013
    assert _json(ask, SEARCH.format("0000000000")) == {"agencies": []}


def test_bus_card_and_branch(ask: Ask, region: DemoRegion) -> None:
    card = _json(ask, "/public/agency/agency.json?agency=770013")
    assert isinstance(card, dict)
    assert card["agency"]["website"] == f"http://shkola1.demo.test:{region.port}/"
    branch = _json(ask, "/public/agency/agency.json?agency=770091")
    assert isinstance(branch, dict)
    assert branch["agency"]["branchFlag"] is True
    assert branch["agency"]["branch"]["headAgency"]["email"] == "solnyshko@mail.example"
    assert "email" not in branch["agency"]


def test_bus_scores_are_keyed_by_id(ask: Ask) -> None:
    scores = _json(ask, "/public-rating/api/ratingCompare/commonInfo?compareAgencyIds=770013")
    assert isinstance(scores, dict)
    assert scores["770013"]["ratingYear"] == 2023


def test_bus_page_is_drawn_by_script(ask: Ask) -> None:
    page = ask("bus.gov.ru", "/info-card/770013").body.decode()
    assert "<app-root></app-root>" in page
    assert "План по устранению недостатков на 2024 год" in page


def test_bus_errors_and_absent_cards(ask: Ask) -> None:
    assert ask("bus.gov.ru", "/public/agency/agency.json?agency=770260").status == 500
    assert ask("bus.gov.ru", "/public/agency/agency.json?agency=770390").status == 404
    assert json.loads(ask("bus.gov.ru", "/public/agency/agency.json?agency=770910").body) == {"agency": None}
    assert "не робот" in ask("bus.gov.ru", "/public/agency/agency.json?agency=770923").body.decode()


@pytest.mark.parametrize(
    ("host", "target", "words"),
    [
        ("forms.yandex.ru", "/u/nok675/", "официальным сайтом организации"),
        ("forms.yandex.ru", "/u/lunch/", "школьные обеды"),
        ("docs.google.com", "/forms/d/e/1FAIpQLSclosed/viewform", "больше не принимает ответы"),
        ("anketolog.ru", "/s/770101/nok", "официальным сайтом организации"),
        ("anketa.minzdrav.gov.ru", "/ambulator/7a1c/4417", "медицинскую организацию"),
        ("forms.mkrf.ru", "/e/2579/x/?ap_orgcode=1", "мониторинг удовлетворённости"),
        ("pos.gosuslugi.ru", "/form/?opaId=901455", "Текст обращения"),
    ],
)
def test_outside_services_answer_believably(ask: Ask, host: str, target: str, words: str) -> None:
    answer = ask(host, target)
    assert answer.status == 200
    assert words in answer.body.decode()


def test_haste_is_measured(ask: Ask, region: DemoRegion) -> None:
    assert region.traffic.shortest_gap("nobody-ever.demo.test") is None
    ask("shkola2.demo.test")
    time.sleep(0.05)
    ask("shkola2.demo.test")
    gap = region.traffic.shortest_gap("shkola2.demo.test")
    assert gap is not None
    assert gap >= 0.05
