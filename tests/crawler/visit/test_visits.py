"""What a visit reads, in which order, and when it may say that something is not there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crawler.answers.soft404 import probe_path
from crawler.items import Reason, Site
from tests.crawler.servers import Reply, Server, crawl, page, serving

ADVISOR = "tests.crawler.advisors.make"
WORDS = {"нок": 0.9, "оценка": 0.6, "документы": 0.3}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def titles(site: Site) -> list[str]:
    return [one.title for one in site.pages]


def visit(
    server: Server,
    name: str,
    story: object,
    *,
    words: dict[str, float] | None = None,
    until: str = "",
    wanted: tuple[str, ...] = (),
    **rest: object,
) -> Site:
    url = server.tell(f"{name}.test", story)  # type: ignore[arg-type]
    context = {"words": WORDS if words is None else words, "until": until, "wanted": [url + path for path in wanted]}
    return crawl({"one": url}, advisor=ADVISOR, contexts={"one": context}, requests_per_site=1, **rest)["one"]


def invented(host: str) -> str:
    return probe_path(host)


def test_best_links_first_and_stop_when_nothing_is_open(server: Server) -> None:
    menu = tuple(f"/m{number} Раздел" for number in range(20))
    story = {
        "/": page("Школа", "/docs Документы", "/nok НОК", menu=menu),
        "/nok": page("НОК", "/nok/plan План НОК"),
        "/nok/plan": page("План"),
        **{f"/m{number}": page(f"Раздел {number}") for number in range(20)},
    }
    site = visit(server, "decided", story, until="План")
    assert titles(site) == ["Школа", "НОК", "План"]
    assert site.coverage.stopped == "decided"
    assert site.coverage.requests == 5  # robots, home, the invented address, two pages


def test_absence_needs_home_menu_sitemap_and_every_smelling_link(server: Server) -> None:
    story = {
        "/": page("Школа", "/docs Документы", "/gone Старые документы", menu=("/a О школе", "/b Учителя")),
        "/docs": page("Документы"),
        "/a": page("О школе", "/a/deep Глубже"),
        "/b": page("Учителя"),
        "/a/deep": page("Глубже"),
        "/sitemap.xml": f"<urlset><url><loc>http://whole.test:{server.port}/hidden</loc></url></urlset>",
        "/hidden": page("Только в карте сайта"),
    }
    site = visit(server, "whole", story)
    assert site.coverage.complete
    assert site.coverage.stopped == "exhausted"
    assert set(titles(site)) == {"Школа", "Документы", "О школе", "Учителя", "Глубже", "Только в карте сайта"}
    assert [(one.reason, one.score, one.roles) for one in site.failures] == [(Reason.HTTP_404, 0.3, ("nok-page",))]


@pytest.mark.parametrize(
    ("broken", "reply"),
    [
        ("/docs", Reply(status=503)),
        ("/a", Reply(status=403)),
        ("/docs", Reply("<title>Проверка браузера</title>")),
        ("/sitemap.xml", Reply(status=500)),
        ("/docs", Reply(fault="hang")),
    ],
)
def test_what_could_not_be_read_keeps_absence_open(server: Server, broken: str, reply: Reply) -> None:
    name = f"partial{abs(hash((broken, reply.status, reply.body, reply.fault)))}"
    story = {"/": page("Школа", "/docs Документы", menu=("/a О школе",)), "/docs": page("Д"), "/a": page("О школе")}
    site = visit(server, name, {**story, broken: reply}, retries=0, timeout=0.5)
    assert not site.coverage.complete
    assert any(one.url.endswith(broken) for one in site.failures)


MENU = ("/a О школе", "/b Приём", "/c Связь")
MENU_PAGES = {"/a": page("О школе"), "/b": page("Приём"), "/c": page("Связь")}


@pytest.mark.parametrize(("label", "read"), [("Карта сайта", True), ("Карта проезда", False)])
def test_the_list_of_a_sites_pages_is_read_wherever_its_link_stands(server: Server, label: str, read: bool) -> None:
    news = "".join(f'Прошёл праздник, о нём <a href="/n{number}">рассказ</a>. ' for number in range(9))
    story = {
        "/": page("Школа", body=f'{news}<a href="/map">{label}</a>', menu=MENU),
        **MENU_PAGES,
        "/map": page("Список", "/hidden НОК"),
        "/hidden": page("НОК"),
    }
    site = visit(server, f"listed{int(read)}", story, budget={"requests": 10})
    assert ("НОК" in titles(site)) is read


def test_the_menu_behind_a_title_page_is_the_sites_own(server: Server) -> None:
    story = {
        "/": '<a href="/main"><img src="/splash.jpg" alt="Войти на сайт"></a>',
        "/main": page("Центр", menu=tuple(f"/m{number} Раздел" for number in range(6))),
        **{f"/m{number}": page(f"Раздел {number}") for number in range(6)},
    }
    site = visit(server, "titlepage", story, budget={"requests": 5})
    assert not site.coverage.navigation_read
    assert visit(server, "titlepage", story).coverage.navigation_read


def test_a_page_without_smell_that_fails_does_not_keep_absence_open(server: Server) -> None:
    story = {"/": page("Школа", "/odd Разное", menu=MENU), "/odd": Reply(status=403), **MENU_PAGES}
    assert visit(server, "harmless", story).coverage.complete


def test_where_nothing_looks_like_a_menu_every_link_of_the_home_page_may_be_one(server: Server) -> None:
    story = {"/": page("Школа", "/odd Пациентам", menu=()), "/odd": page("Пациентам", "/nok НОК"), "/nok": page("НОК")}
    assert "НОК" in titles(visit(server, "menuless", story))
    assert not visit(server, "menuless2", {**story, "/odd": Reply(status=403)}).coverage.complete


def test_pages_robots_may_not_read_keep_absence_open(server: Server) -> None:
    story = {
        "/robots.txt": Reply("User-agent: *\nDisallow: /nok", headers={"Content-Type": "text/plain"}),
        "/": page("Школа", "/nok НОК"),
        "/nok": page("НОК"),
    }
    site = visit(server, "forbidden", story)
    assert not site.coverage.complete
    assert "/nok" not in server.paths("forbidden.test")
    assert [(one.reason, one.score) for one in site.failures] == [(Reason.ROBOTS_DISALLOWED, 0.9)]
    assert [(one.reason, one.score) for one in site.coverage.unread] == [(Reason.ROBOTS_DISALLOWED, 0.9)]


def test_soft_404_by_example_by_words_and_by_redirect_home(server: Server) -> None:
    def story(path: str) -> Reply | str:
        if path == "/":
            return page("Школа", "/nok НОК", "/plan План НОК", "/ocenka Оценка", menu=("/a О школе",))
        if path == "/a":
            return page("О школе")
        if path == "/plan":
            return page("Ошибка 404")
        if path == "/ocenka":
            return Reply(status=302, headers={"Location": "/"})
        return page("Добро пожаловать", body=f"Адрес {path} не удалось открыть, выберите раздел в меню сайта.")

    site = visit(server, "soft", story)
    assert titles(site) == ["Школа", "О школе"]
    assert {one.reason for one in site.failures if one.kind == "page"} == {Reason.SOFT_404}
    assert site.soft_404
    assert site.coverage.complete  # conclusively dead


SIGN_IN = "<form action=/login><input name=l><input type=password name=p><button>Войти</button></form>"
SECTIONS = tuple(f"/m{number} Раздел {number}" for number in range(8))
PLAIN = {f"/m{number}": page(f"Раздел {number}", menu=SECTIONS) for number in range(8)}


def test_a_sign_in_with_the_sites_menu_around_it_is_not_the_page_asked_for(server: Server) -> None:
    """Neither by the address it keeps, nor by the one it sends to, not even where the menu has led there before."""
    menu = ("/login Вход", *SECTIONS)
    story = {
        **PLAIN,
        "/": page("Школа", menu=menu),
        "/m0": page("О школе", "/ocenka Оценка", "/nok НОК", menu=menu),
        "/login": page("Авторизация", body="Логин и пароль" + SIGN_IN, menu=menu),
        "/nok": page("НОК", body="Для просмотра войдите на сайт" + SIGN_IN, menu=menu),
        "/ocenka": Reply(status=302, headers={"Location": "/login"}),
    }
    site = visit(server, "door", story)
    failed = {one.url.rpartition("/")[2]: one.reason for one in site.failures if one.kind == "page"}
    assert failed == {"nok": Reason.LOGIN_REQUIRED, "ocenka": Reason.LOGIN_REQUIRED}
    assert "Авторизация" in titles(site)  # the menu's own way in is what it is called
    assert not site.coverage.smelling_read
    assert site.coverage.navigation_read


def test_a_readable_page_with_a_sign_in_beside_is_read(server: Server) -> None:
    told = "Отчёты о независимой оценке лежат в школьной библиотеке у методиста. " * 4
    story = {
        **PLAIN,
        "/": page("Школа", "/nok НОК", menu=SECTIONS),
        "/nok": page("НОК", body=told + SIGN_IN, menu=SECTIONS),
    }
    site = visit(server, "panel", story)
    assert "НОК" in titles(site)
    assert site.coverage.complete


def test_the_invented_address_is_the_same_every_night() -> None:
    assert probe_path("a.test") == probe_path("a.test") != probe_path("b.test")


def test_order_does_not_depend_on_the_speed_of_answers(server: Server) -> None:
    story = {
        "/": page("Школа", *(f"/p{number}" for number in range(30)), menu=("/m2 Два", "/m1 Один")),
        **{f"/p{number}": page(f"P{number}", f"/q{number}") for number in range(30)},
        **{f"/q{number}": page(f"Q{number}") for number in range(30)},
        "/m1": page("M1"),
        "/m2": page("M2"),
    }
    server.tell("order.test", story)
    orders = set()
    for parallel in (3, 3):
        site = crawl({"one": server.url("order.test")}, requests_per_site=parallel)["one"]
        orders.add(tuple(titles(site)))
    assert len(orders) == 1
    order = orders.pop()
    assert order[:3] == ("Школа", "M2", "M1")
    assert order[3] == "P0"
    assert len(order) == 63


def test_an_endless_calendar_ends(server: Server) -> None:
    def story(path: str) -> Reply | str:
        if path == "/":
            return page("Школа", "/calendar?month=1&year=2020", menu=("/a О школе",))
        if path.startswith("/calendar"):
            month = int(path.partition("month=")[2].partition("&")[0])
            return page(
                f"Календарь {month}", f"/calendar?month={month + 1}&year=2020", f"/calendar?month={month + 2}&year=2020"
            )
        return page("О школе") if path == "/a" else Reply(status=404)

    site = visit(server, "calendar", story)
    assert site.coverage.stopped == "exhausted"
    assert 10 < len(site.pages) < 40


def test_one_page_under_many_spellings_is_read_once(server: Server) -> None:
    spellings = (
        "/a",
        "/a/",
        "/a?PHPSESSID=1234567890",
        "/a?sid=99",
        "/a#top",
        "/a/index.html",
        "/a?utm_source=vk",
        f"http://www.twins.test:{server.port}/a",
    )
    site = visit(server, "twins", {"/": page("Школа", *spellings), "/a": page("А")})
    assert titles(site) == ["Школа", "А"]


def test_identical_bodies_are_one_page(server: Server) -> None:
    same = page("Одно и то же")
    site = visit(server, "same", {"/": page("Школа", "/a", "/b"), "/a": same, "/b": same})
    assert titles(site) == ["Школа", "Одно и то же"]


def test_files_and_foreign_hosts_are_left_alone(server: Server) -> None:
    links = (
        "/plan.pdf План",
        "/photo.jpg",
        f"http://elsewhere.test:{server.port}/x",
        "mailto:a@b.test",
        "javascript:void(0)",
    )
    visit(server, "foreign", {"/": page("Школа", *links)})
    asked = server.paths("foreign.test")
    assert set(asked) == {"/robots.txt", "/", "/sitemap.xml", invented("foreign.test")}
    assert not server.paths("elsewhere.test")


def test_a_picture_a_link_calls_a_paper_is_a_document_and_others_are_not_asked_for(server: Server) -> None:
    photo = Reply(b"\xff\xd8\xff\xe0 a page", headers={"Content-Type": "image/jpeg"})
    story = {
        "/": page("Школа", "/plan.jpg НОК план", "/get?id=5 НОК отчёт", "/fest.jpg Праздник", "/logo.png"),
        "/plan.jpg": photo,
        "/get?id=5": photo,
        "/fest.jpg": photo,
        "/logo.png": photo,
    }
    site = visit(server, "photo", story, documents="tests.crawler.advisors.read_document")
    assert {one.link_text for one in site.documents} == {"НОК план", "НОК отчёт"}
    assert site.failures == ()
    assert not {"/fest.jpg", "/logo.png"} & set(server.paths("photo.test"))


def test_documents_and_external_pages_are_read_when_the_advisor_wants_them(server: Server) -> None:
    server.tell("poll.test", {"/q": page("Опрос", "/inside")})
    file = Reply(
        b"%PDF-1.4 x",
        headers={"Content-Type": "application/pdf", "Content-Disposition": "attachment; filename*=UTF-8''%D0%9F.pdf"},
    )
    story = {
        "/": page(
            "Школа", "/nok.pdf НОК отчёт", "/missing.pdf НОК план", f"http://poll.test:{server.port}/q Опрос НОК"
        ),
        "/nok.pdf": file,
    }
    site = visit(server, "papers", story, documents="tests.crawler.advisors.read_document")
    assert [(one.text, one.link_text, one.found_on) for one in site.documents] == [
        ("П.pdf|application/pdf|10", "НОК отчёт", site.home_url)
    ]
    assert [(one.title, one.external) for one in site.pages] == [("Школа", False), ("Опрос", True)]
    assert "/inside" not in server.paths("poll.test")
    assert [(one.kind, one.reason) for one in site.failures] == [("document", Reason.HTTP_404)]


def test_a_document_an_answer_waits_for_is_read_whatever_its_link_says(server: Server) -> None:
    file = Reply(b"%PDF-1.4 x", headers={"Content-Type": "application/pdf"})
    story = {"/": page("Школа", "/2020.pdf 2020", "/menu.pdf Меню"), "/2020.pdf": file, "/menu.pdf": file}
    reader = "tests.crawler.advisors.read_document"
    site = visit(server, "wanted", story, documents=reader, wanted=("/2020.pdf", "/2020.pdf", "http://else.test/x.pdf"))
    assert [one.url.rpartition("/")[2] for one in site.documents] == ["2020.pdf"]
    assert site.coverage.complete


def test_a_document_nobody_can_read_keeps_absence_open(server: Server) -> None:
    story = {
        "/": page("Школа", "/nok.pdf НОК"),
        "/nok.pdf": Reply(b"%PDF-1.4", headers={"Content-Type": "application/pdf"}),
    }
    site = visit(server, "unread", story, documents="")
    assert not site.coverage.complete
    assert site.failures[0].reason is Reason.NOT_REACHED


def test_frames_of_another_host_are_read_where_something_is_looked_for(server: Server) -> None:
    other = server.tell("founder.test", {"/nok": page("Районо"), "/weather": page("Погода"), "/plan.pdf": "нет"})
    shown = "".join(f'<iframe src="{other}{path}"></iframe>' for path in ("/nok", "/plan.pdf"))
    film = '<iframe src="https://rutube.ru/play/embed/1"></iframe>'
    story = {
        "/": page("Школа", "/nok НОК", menu=("/a О школе", "/b Приём")),
        "/nok": page("НОК", body=f"{shown}{film}"),
        "/a": page("О школе", body=f'<iframe src="{other}/weather"></iframe>'),
        "/b": page("Приём"),
    }
    site = visit(server, "founded", story)
    assert [one.title for one in site.pages if one.external] == ["Районо"]
    assert not [one for one in site.failures if "rutube" in one.url]
    assert site.coverage.complete


def test_frames_and_signposts_are_followed(server: Server) -> None:
    frames = '<frameset cols="20%,80%"><frame src="/menu"><frame src="/main"></frameset>'
    framed = f"<html><head><title>Школа</title></head>{frames}</html>"
    site = visit(
        server, "frames", {"/": framed, "/menu": page("Меню", "/a"), "/main": page("Главное"), "/a": page("А")}
    )
    assert set(titles(site)) == {"Школа", "Меню", "Главное", "А"}


def test_a_home_page_that_only_points_on_is_not_the_home_page(server: Server) -> None:
    signpost = '<html><head><meta http-equiv="refresh" content="0; url=/site/main.php"></head><body></body></html>'
    site = visit(
        server, "signpost", {"/": signpost, "/site/main.php": page("Школа", "/other Другое"), "/other": page("Другое")}
    )
    assert titles(site) == ["Школа", "Другое"]
    assert site.home_url.endswith("/site/main.php")


def test_a_site_that_moved_is_followed_and_remembered(server: Server) -> None:
    server.tell("new.test", {"/": page("Школа", "/a"), "/a": page("А")})
    site = visit(server, "old", {"/": Reply(status=301, headers={"Location": server.url("new.test")})})
    assert titles(site) == ["Школа", "А"]
    assert site.redirected_from == server.url("old.test")
    assert site.home_url == server.url("new.test")


def test_a_page_on_a_portal_keeps_the_visit_below_it(server: Server) -> None:
    story = {
        "/": page("Портал"),
        "/school5/": page("Школа 5", "/school5/a", "/school6/", "/"),
        "/school5/a": page("А"),
        "/school6/": page("Школа 6"),
    }
    server.tell("portal.test", story)
    site = crawl({"one": server.url("portal.test", "/school5/")})["one"]
    assert titles(site) == ["Школа 5", "А"]


def test_a_budget_of_requests_is_kept_and_told(server: Server) -> None:
    story = lambda path: page(path, *(f"/{number}" for number in range(100)))  # noqa: E731
    server.tell("large.test", story)
    site = crawl({"one": server.url("large.test")}, budget={"requests": 20})["one"]
    assert site.coverage.stopped == "budget"
    assert site.coverage.requests == 20 == len(server.paths("large.test"))
    assert site.coverage.unread_count > 50
    assert site.coverage.unread[0].reason is Reason.BUDGET_EXHAUSTED


def test_a_site_that_hangs_is_cut_at_its_budget_with_what_was_seen(server: Server) -> None:
    story = {
        "/": page("Школа", *(f"/slow{number}" for number in range(9))),
        **{f"/slow{n}": Reply(fault="hang") for n in range(9)},
    }
    server.tell("slow.test", story)
    site = crawl({"one": server.url("slow.test")}, budget={"seconds": 2.5}, timeout=1.0, retries=0)["one"]
    assert titles(site) == ["Школа"]
    assert site.coverage.stopped == "budget"
    assert site.coverage.seconds < 5


def test_an_advisor_that_breaks_costs_one_page(server: Server) -> None:
    story = {"/": page("Школа", "/bad", "/good"), "/bad": page("Разбить советника"), "/good": page("Хорошо")}
    site = visit(server, "fragile", story)
    assert set(titles(site)) == {"Школа", "Разбить советника", "Хорошо"}
    assert [(one.reason, one.url) for one in site.failures] == [
        (Reason.INTERNAL_ERROR, server.url("fragile.test", "/bad"))
    ]


def test_cookies_are_used_by_sites_that_insist(server: Server) -> None:
    seen: list[int] = []

    def story(path: str) -> Reply | str:
        if path == "/":
            seen.append(1)
            return (
                page("Школа")
                if len(seen) > 1
                else Reply(status=302, headers={"Location": "/set", "Set-Cookie": "a=1; path=/"})
            )
        return (
            Reply(status=302, headers={"Location": "/", "Set-Cookie": "a=1; path=/"})
            if path == "/set"
            else Reply(status=404)
        )

    assert titles(visit(server, "cookies", story)) == ["Школа"]


def test_a_notice_on_an_inner_page_of_a_living_site_is_a_page_of_it(server: Server) -> None:
    old = Reply("<html><title>Старый сайт</title><h1>Старый сайт закрыт</h1><p>Архив передан.</p></html>")
    story = {"/": page("Школа", "/old/", "/about"), "/old/": old, "/about": page("О школе")}
    site = visit(server, "noticed", story)
    assert "Старый сайт" in titles(site)
    assert site.coverage.complete
