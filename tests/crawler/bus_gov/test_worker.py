"""The card worker as a process, against a bus.gov.ru on loopback with every mood it may have."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from audits.demo.model import Reply, Request
from audits.demo.server import RegionServer, serve_hosts
from crawler.items import Card, Reason

JSON = "application/json;charset=UTF-8"
FIELDS = {"inn": "0700000001", "shortClientName": "Школа", "website": "школа.рф", "email": "a@b.ru", "phone": "8 800"}
Story = Callable[[Request], Reply]


def told(value: object, **rest: Any) -> Reply:
    return Reply(json.dumps(value, ensure_ascii=False).encode(), content_type=JSON, **rest)


def card(number: int, **changes: Any) -> Reply:
    return told({"agency": {"id": number, "branchFlag": False, **FIELDS, **changes}})


def story(**answers: Any) -> Story:
    """A service that knows card 7 under one ИНН; `search`, `card`, `scores`, `page` replace its answers."""

    def answer(request: Request) -> Reply:
        parts = urlsplit(request.target)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path.endswith("extendedSearchAgencyNew"):
            given = answers.get(
                "search",
                lambda r: told({"agencies": [{"agencyId": 7}] if query["searchString"] == FIELDS["inn"] else []}),
            )
        elif parts.path.endswith("agency.json"):
            given = answers.get(
                "card", lambda r: card(int(query["agency"])) if query["agency"] == "7" else Reply(b"", 404)
            )
        elif parts.path.endswith("commonInfo"):
            given = answers.get("scores", lambda r: told({}))
        else:
            given = answers.get(
                "page", lambda r: Reply("<h2>Планы по устранению недостатков</h2><p>Нет данных</p>".encode())
            )
        return given(request) if callable(given) else given

    return answer


@contextmanager
def service(answer: Story) -> Iterator[RegionServer]:
    with serve_hosts({"bus.test": answer}) as server:
        yield server


def look_up(server: RegionServer | None, *jobs: dict[str, Any], **settings: Any) -> dict[str, Card]:
    """Cards by id, from a worker process."""
    port = server.port if server is not None else 9
    plain = {
        "base_url": f"http://bus.test:{port}", "pace": {"delay": 0.0, "timeout": 20.0}, "allow_private": True,
        "hosts": {"bus.test": "127.0.0.1"}, "render": "never",
    } | settings  # fmt: skip
    lines = "\n".join(json.dumps(one) for one in (plain, *jobs)) + "\n"
    done = subprocess.run(
        [sys.executable, "-m", "crawler.bus_gov.worker"],
        input=lines.encode(),
        capture_output=True,
        timeout=100,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(jobs), done.stderr.decode()[-2000:]
    return {one["id"]: msgspec.convert(one["card"], Card, strict=False) for one in answers}


BY_INN = {"id": "a", "inn": FIELDS["inn"]}
BY_NUMBER = {"id": "a", "agency_id": "7", "inn": FIELDS["inn"]}


def test_a_card_is_found_by_inn_and_by_number() -> None:
    with service(story()) as server:
        by_inn, by_number = look_up(server, BY_INN)["a"], look_up(server, BY_NUMBER)["a"]
    assert msgspec.structs.replace(by_inn, fetched_at=None) == msgspec.structs.replace(by_number, fetched_at=None)
    assert (by_inn.agency_id, by_inn.website, by_inn.reason, by_inn.scores) == ("7", "школа.рф", None, ())
    assert by_inn.url.endswith("/info-card/7")
    assert by_inn.tabs_reason is Reason.SCRIPT_REQUIRED


def test_fields_of_a_branch() -> None:
    branch = told({"agency": {"id": 7, "branchFlag": True, "branch": {"headAgency": {"id": 9, **FIELDS}}}})
    with service(story(card=branch)) as server:
        found = look_up(server, BY_NUMBER)["a"]
    assert (found.branch, found.agency_id, found.email) == (True, "7", "a@b.ru")


FAULTS: dict[str, tuple[Story, str]] = {
    "error 500": (story(card=Reply(b"", 500)), "500"),
    "forbidden": (story(card=Reply(b"", 403)), "403"),
    "no data": (story(card=told({"agency": None})), "без данных"),
    "html instead": (story(card=Reply("<html><p>Профилактика</p></html>".encode())), "HTML"),
    "renamed field": (story(card=told({"agency": {"id": 7, "inn": "", "url": "x"}})), "website"),
    "renamed list": (story(search=told({"items": []})), "agencies"),
    "hangs": (story(card=Reply(b"", delay=30.0)), "вовремя"),
    "hangs up": (story(card=Reply(cut=True)), "оборвал"),
    "redirects in circles": (
        story(card=Reply(b"", 302, headers=(("Location", "/public/agency/agency.json?agency=7"),))),
        "кругу",
    ),
    "bot wall": (
        story(card=Reply("<html><title>Проверка</title><p>Подтвердите, что вы не робот</p></html>".encode())),
        "",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_unavailable_and_never_a_verdict(fault: str) -> None:
    answer, named = FAULTS[fault]
    with service(answer) as server:
        pace = {"delay": 0.0, "timeout": 2.0 if fault == "hangs" else 20.0}
        found = look_up(server, BY_INN if "list" in fault else BY_NUMBER, pace=pace)["a"]
    assert (found.reason, found.found) == (Reason.REGISTRY_UNAVAILABLE, False)
    assert named in found.detail


def test_scores_that_fail_leave_the_card() -> None:
    with service(story(scores=Reply(b"", 500))) as server:
        found = look_up(server, BY_NUMBER)["a"]
    assert (found.found, found.reason, found.scores, found.detail) == (True, None, None, "баллы не получены: ответ 500")


def test_an_empty_search_is_believed_when_the_search_finds_others() -> None:
    absent = {"id": "b", "inn": "0700000099"}
    with service(story()) as server:
        found = look_up(server, absent, BY_NUMBER)["b"]
        assert (found.found, found.reason) == (False, None)
        assert "0700000099" in found.detail
        assert found.sha256
    with service(story(search=told({"agencies": []}))) as server:
        assert look_up(server, absent, BY_NUMBER)["b"].reason is Reason.REGISTRY_UNAVAILABLE


def test_an_empty_search_is_proven_with_somebody_found_before() -> None:
    absent = {"id": "b", "inn": "0700000099"}
    with service(story()) as server:
        assert look_up(server, absent)["b"].reason is Reason.REGISTRY_UNAVAILABLE
        found = look_up(server, absent, known_inn=FIELDS["inn"])["b"]
        assert (found.found, found.reason) == (False, None)


def test_a_number_that_is_somebody_elses() -> None:
    with service(story(card=card(7, inn="0700000055", shortClientName="Чужая"))) as server:
        found = look_up(server, BY_NUMBER, {"id": "b", "agency_id": "7"})
    assert found["a"].reason is Reason.AMBIGUOUS
    assert "Чужая" in found["a"].detail
    assert found["b"].found


def test_a_dead_number_is_looked_for_by_inn() -> None:
    with service(story()) as server:
        assert look_up(server, {**BY_NUMBER, "agency_id": "8"})["a"].agency_id == "7"


def test_a_number_that_leads_elsewhere_is_told_where_the_inn_finds_the_card() -> None:
    def known(request: Request) -> Reply:
        asked = int(parse_qs(urlsplit(request.target).query)["agency"][0])
        return {7: card(7), 8: card(8, inn="0700000055", shortClientName="Чужая")}.get(asked, Reply(b"", 404))

    with service(story(card=known)) as server:
        jobs = [{**BY_NUMBER, "id": number, "agency_id": number} for number in ("7", "8", "9")]
        found = look_up(server, *jobs)
    assert [found[number].misnumbered for number in ("7", "8", "9")] == [
        "", "под номером 8 — карточка «Чужая» (ИНН 0700000055)", "под номером 9 карточки нет",
    ]  # fmt: skip
    assert {one.agency_id for one in found.values()} == {"7"}


OURS = {**BY_INN, "name": "МБОУ «Гимназия № 7» г. Высокий", "site": "http://www.xn--7-7sb3aeo2d.xn--p1ai/"}


@pytest.mark.parametrize(
    ("agencies", "names", "chosen", "asked"),
    [
        ({1: "Ликвидировано: школа", 2: "МБОУ Гимназия № 7"}, True, "2", 1),
        ({1: "Ликвидировано: МБОУ «Гимназия № 7» г. Высокий", 2: "Гимназия"}, True, "2", 2),
        ({1: "Филиал МБОУ «Гимназия № 7» в с. Низком", 2: "МБОУ «Гимназия № 7»"}, True, "2", 1),
        ({1: "Школа", 3: "Лицей с сайтом гимназии"}, False, "3", 2),  # its site is ours
        ({1: None, 2: "МБОУ «Гимназия № 7»"}, False, "2", 2),  # the first has no data
        ({1: 404, 2: "МБОУ «Гимназия № 7»"}, False, "2", 2),
        ({1: "Школа", 2: "Лицей"}, True, "1", 2),  # nothing tells them apart: the first, and the rules will doubt it
    ],
)
def test_of_several_cards_under_one_inn_the_organizations_own_is_taken(
    agencies: dict[int, str | int | None], names: bool, chosen: str, asked: int
) -> None:
    opened: list[int] = []

    def known(request: Request) -> Reply:
        number = int(parse_qs(urlsplit(request.target).query)["agency"][0])
        opened.append(number)
        name = agencies[number]
        if name is None or isinstance(name, int):
            return told({"agency": None}) if name is None else Reply(b"", name)
        return card(number, shortClientName=name, website="школа7.рф" if number == 3 else "")

    lines = [{"agencyId": one, "shortName": name if names else ""} for one, name in agencies.items()]
    with service(story(card=known, search=told({"agencies": lines}))) as server:
        found = look_up(server, OURS)["a"]
    assert (found.agency_id, found.reason, len(opened)) == (chosen, None, asked)


def test_where_another_address_on_the_card_leads_is_looked_at() -> None:
    asked: list[str] = []

    def elsewhere(request: Request) -> Reply:
        asked.append(urlsplit(request.target).path)
        if asked[-1] == "/moved":
            return Reply(b"", 302, headers=(("Location", "/home"),))
        return Reply("<p>Школа</p>".encode(), 404 if asked[-1] == "/gone" else 200)

    def known(request: Request) -> Reply:
        return card(7, website=named.format(port=server.port))

    both = {"bus.test": "127.0.0.1", "old.test": "127.0.0.1"}
    job = {**BY_NUMBER, "site": "http://new.test/"}
    with serve_hosts({"bus.test": story(card=known), "old.test": elsewhere}) as server:
        for named, leads in (  # noqa: B007 -- read by `known`
            ("http://old.test:{port}/moved", f"http://old.test:{server.port}/home"),
            ("old.test:{port}/gone", ""),
            ("http://www.new.test/", ""),  # the registry's own: not asked
            ("нет", ""),
        ):
            assert look_up(server, job, hosts=both)["a"].website_leads == leads
    assert asked == ["/moved", "/home", "/gone"]


@pytest.mark.parametrize(("name", "chosen"), [("Нижний филиал ГКУ «Центр»", "2"), ("ГКУ «Центр»", "1")])
def test_a_branch_has_the_branchs_card_and_the_head_its_own(name: str, chosen: str) -> None:
    def known(request: Request) -> Reply:
        number = int(parse_qs(urlsplit(request.target).query)["agency"][0])
        if number == 1:
            return card(1, shortClientName="ГКУ «Центр»", website="")
        head = {**FIELDS, "shortClientName": "ГКУ «Центр»", "website": ""}
        return told({"agency": {"id": 2, "branchFlag": True, "branch": {"headAgency": head}}})

    lines = [{"agencyId": 1, "shortName": "ГКУ «Центр»"}, {"agencyId": 2, "shortName": "ГКУ «Центр»"}]
    with service(story(card=known, search=told({"agencies": lines}))) as server:
        assert look_up(server, {**OURS, "name": name})["a"].agency_id == chosen


def test_the_organizations_own_card_without_data_is_replaced_by_no_other() -> None:
    def known(request: Request) -> Reply:
        own = parse_qs(urlsplit(request.target).query)["agency"] == ["2"]
        return told({"agency": None}) if own else card(1, shortClientName="Филиал")

    lines = [{"agencyId": 1, "shortName": "Филиал"}, {"agencyId": 2, "shortName": "МБОУ «Гимназия № 7»"}]
    with service(story(card=known, search=told({"agencies": lines}))) as server:
        found = look_up(server, OURS)["a"]
    assert (found.reason, found.detail) == (Reason.REGISTRY_UNAVAILABLE, "карточка 2 без данных")


def test_retry_after_is_honoured() -> None:
    asked: list[float] = []

    def throttled(request: Request) -> Reply:
        asked.append(time.monotonic())
        return Reply(b"", 429, headers=(("Retry-After", "1"),)) if len(asked) == 1 else card(7)

    with service(story(card=throttled)) as server:
        assert look_up(server, BY_NUMBER)["a"].found
    assert asked[1] - asked[0] >= 1.0


def test_a_cookie_challenge_is_answered_once() -> None:
    name = "0123456789abcdef0123456789abcdef"

    def guarded(request: Request) -> Reply:
        if f"{name}=fedcba" in request.cookie and "session-cookie=s1" in request.cookie:
            return card(7)
        script = f'<html><script>document.cookie="{name}=fedcba; path=/";location.reload()</script></html>'
        return Reply(script.encode(), headers=(("Set-Cookie", "session-cookie=s1; Path=/"),))

    with service(story(card=guarded)) as server:
        assert look_up(server, BY_NUMBER)["a"].found
        assert server.traffic.requests["bus.test"] == 3
    insisting = Reply(f'<script>document.cookie="{name}=x"</script>'.encode())
    with service(story(card=insisting)) as server:
        assert look_up(server, BY_NUMBER)["a"].reason is Reason.REGISTRY_UNAVAILABLE
        assert server.traffic.requests["bus.test"] == 2


def test_one_request_at_a_time_with_a_pause() -> None:
    jobs = [{**BY_NUMBER, "id": str(n)} for n in range(4)]
    with service(story()) as server:
        look_up(server, *jobs, pace={"delay": 0.2, "timeout": 20.0})
        assert server.traffic.requests["bus.test"] == 8
        assert (server.traffic.shortest_gap("bus.test") or 0) >= 0.19


@pytest.mark.timeout(300)  # a seventh of what 500 silences would take at this pace
def test_a_service_that_is_away_is_given_up_after_three_silences() -> None:
    jobs = [{"id": str(n), "inn": FIELDS["inn"]} for n in range(500)]
    found = look_up(None, *jobs, pace={"delay": 2.0, "timeout": 20.0})
    assert {one.reason for one in found.values()} == {Reason.REGISTRY_UNAVAILABLE}
    assert "подряд" in found["499"].detail


def test_a_private_address_is_refused() -> None:
    with service(story()) as server:
        found = look_up(server, BY_NUMBER, allow_private=False)["a"]
        assert found.reason is Reason.REGISTRY_UNAVAILABLE
        assert not server.traffic.requests


def test_a_first_line_that_is_no_settings() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "crawler.bus_gov.worker"], input=b"{}\n", capture_output=True, timeout=30
    )
    assert done.returncode == 2
    assert b"No card was looked up" in done.stderr


TABBED = """<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Карточка</title></head>
<body><div id="app"></div>
<script>
var texts = {'Результаты независимой оценки качества': '<p>2022 год. Итоговая оценка: 80,5 балла</p>',
 'Предложения по улучшению качества': '<p>Предложения за 2022 год: открыть буфет</p>',
 'Планы по устранению недостатков': '<p>Сведения не размещены</p>'};
var app = document.getElementById('app'), box = document.createElement('div');
function open(name) { box.innerHTML = '<h2>' + name + '</h2>' + texts[name]; }
Object.keys(texts).forEach(function (name) {
  var tab = document.createElement('button'); tab.textContent = name; tab.onclick = function () { open(name); };
  app.appendChild(tab);
});
app.appendChild(box); open('Результаты независимой оценки качества');
</script></body></html>"""


@pytest.mark.browser
def test_tabs_behind_clicks_are_opened_in_a_real_browser() -> None:
    with service(story(page=Reply(TABBED.encode()))) as server:
        found = look_up(server, BY_NUMBER, render="auto", pace={"delay": 0.0, "timeout": 10.0})["a"]
        assert not server.traffic.submissions
    if found.tabs_reason is Reason.SCRIPT_REQUIRED:
        pytest.skip("браузера нет")
    assert found.tabs == ("plan", "proposal", "result"), found
    assert [(one.kind, one.year) for one in found.attachments or ()] == [("result", 2022), ("proposal", 2022)]
    assert found.tabs_empty == {"plan": "Сведения не размещены"}


PAGES: dict[str, Reply] = {
    "1": Reply(b"<h1>Error</h1>", 500),
    "2": Reply("<title>Проверка</title><p>Подтвердите, что вы не робот</p>".encode(), 403),
    "3": Reply(b"<div ui-view></div><script>throw new Error('no')</script>"),
    "4": Reply("<h2>Планы по устранению недостатков</h2>".encode()),
    "5": Reply(cut=True),
}


@pytest.mark.browser
def test_pages_that_show_no_tabs_leave_the_card_and_conclude_nothing() -> None:
    def page(request: Request) -> Reply:
        return PAGES[urlsplit(request.target).path.rpartition("/")[2]]

    def known(request: Request) -> Reply:
        return card(int(parse_qs(urlsplit(request.target).query)["agency"][0]))

    jobs = [{"id": number, "agency_id": number} for number in PAGES]
    with service(story(card=known, page=page)) as server:
        found = look_up(server, *jobs, render="auto", pace={"delay": 0.0, "timeout": 10.0})
    for one in found.values():
        assert (one.found, one.reason, one.tabs, one.website) == (True, None, (), "школа.рф")
        assert one.tabs_reason in (Reason.REGISTRY_UNAVAILABLE, Reason.SCRIPT_REQUIRED)


@pytest.mark.browser
def test_a_page_without_known_tabs_is_unknown() -> None:
    with service(story(page=Reply("<h1>Новый дизайн</h1><p>Всё переехало</p>".encode()))) as server:
        found = look_up(server, BY_NUMBER, render="auto")["a"]
    assert found.found
    assert found.tabs == ()
    assert found.tabs_reason in (Reason.REGISTRY_UNAVAILABLE, Reason.SCRIPT_REQUIRED)
