"""The pure parts: which address next, what is one page, what belongs to a site, what is no wall."""

from __future__ import annotations

import pytest

from crawler import urls
from crawler.addresses import is_next_page, page_key
from crawler.answers.walls import recognise
from crawler.frontier.queue import Candidate, Frontier, coverage
from crawler.items import Reason

HOME = "http://school.test/"


def drained(frontier: Frontier) -> list[str]:
    order = []
    while (one := frontier.pop()) is not None:
        order.append(one.url.removeprefix(HOME))
        frontier.settle(one.url)
    return order


def test_order_is_score_then_navigation_then_depth_then_place_then_address() -> None:
    candidates = [
        Candidate(HOME + "b", depth=1),
        Candidate(HOME + "a", depth=1),
        Candidate(HOME + "menu2", place=2, essential=True),
        Candidate(HOME + "menu1", place=1, essential=True),
        Candidate(HOME + "deep", depth=2),
        Candidate(HOME + "faint", score=0.2, depth=3),
        Candidate(HOME + "strong", score=0.9, depth=4),
    ]
    expected = ["strong", "faint", "menu1", "menu2", "a", "b", "deep"]
    for one in (candidates, candidates[::-1]):
        frontier = Frontier()
        for candidate in one:
            frontier.add(candidate)
        assert drained(frontier) == expected


def test_a_better_label_moves_a_known_address_up() -> None:
    frontier = Frontier()
    frontier.add(Candidate(HOME + "a", score=0.3))
    frontier.add(Candidate(HOME + "b"))
    assert frontier.add(Candidate(HOME + "b/", score=0.8))
    assert drained(frontier) == ["b", "a"]


@pytest.mark.parametrize(
    ("reason", "complete"),
    [
        (None, True),
        (Reason.HTTP_404, True),
        (Reason.SOFT_404, True),
        (Reason.TIMEOUT, False),
        (Reason.HTTP_5XX, False),
        (Reason.HTTP_403, False),
        (Reason.ROBOTS_DISALLOWED, False),
        (Reason.BOT_WALL, False),
        (Reason.SCRIPT_REQUIRED, False),
    ],
)
@pytest.mark.parametrize("link", [Candidate(HOME + "x", score=0.15), Candidate(HOME + "x", essential=True)])
def test_absence_needs_every_smelling_and_every_menu_link(
    link: Candidate, reason: Reason | None, complete: bool
) -> None:
    frontier = Frontier()
    frontier.add(link)
    frontier.settle(link.url, reason)
    seen = {"home_read": True, "shell": False, "sitemap_read": True}
    for broken in ({}, {"home_read": False}, {"shell": True}, {"sitemap_read": False}):
        found = coverage(frontier, **{**seen, **broken}, stopped="exhausted", spent=(1, 1, 1, 1.0))
        assert found.complete is (complete and not broken)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("http://www.A.test/index.php", "https://a.test", True),
        ("http://a.test/x?b=2&a=1", "http://a.test/x?a=1&b=2", True),
        ("http://a.test/x?PHPSESSID=1", "http://a.test/x/#y", True),
        (
            "http://школа.рф/новости",
            "http://xn--80aaxitdbjk.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8",
            False,
        ),
        ("http://a.test/x?id=1", "http://a.test/x?id=2", False),
        ("http://a.test/x?sid=1", "http://a.test/x?sid=2", False),  # the number of a story
        ("http://a.test/x?sid=0123456789abcdef0123", "http://a.test/x", True),
        ("http://a.test/nok/Index.shtml", "http://a.test/nok/", True),
        ("http://a.test/nok/;jsessionid=ab12?a=1", "http://a.test/nok?a=1", True),
        ("http://a.test//nok//", "http://a.test/nok", True),
        ("http://a.test/get.php?f[id]=1", "http://a.test/get.php?f%5Bid%5D=1", True),
        ("http://a.test:8080/", "http://a.test/", False),
    ],
)
def test_what_is_one_page(left: str, right: str, same: bool) -> None:
    assert (page_key(urls.normalise(left)) == page_key(urls.normalise(right))) is same


@pytest.mark.parametrize(
    ("start", "url", "inside"),
    [
        ("http://a.test/", "https://www.a.test/x", True),
        ("http://a.test/", "http://b.a.test/x", False),
        ("http://a.test/ru/", "http://a.test/x", True),
        ("http://portal.test/school5/", "http://portal.test/school5/x", True),
        ("http://portal.test/school5/", "http://portal.test/school55/", False),
        ("http://a.test/Pages/default.aspx", "http://a.test/nok/SitePages/Home.aspx", True),
        ("http://portal.test/school5/SitePages/Home.aspx", "http://portal.test/school5/docs/AllItems.aspx", True),
        ("http://portal.test/school5/SitePages/Home.aspx", "http://portal.test/school6/SitePages/Home.aspx", False),
        ("http://portal.test/Pages/school5.aspx", "http://portal.test/news/", False),
    ],
)
def test_what_belongs_to_a_site(start: str, url: str, inside: bool) -> None:
    scope = urls.scope_of(urls.normalise(start), urls.normalise(start))
    assert scope.contains(urls.normalise(url)) is inside


@pytest.mark.parametrize(
    ("given", "front"),
    [
        ("http://a.test/sveden/common/", "http://a.test/"),
        ("http://a.test/about/", "http://a.test/"),
        ("https://www.a.test:8443/kontakty", "https://www.a.test:8443/"),
        ("http://a.test/school5/sveden/", "http://a.test/school5/sveden/"),
        ("http://a.test/about/podved/school5/", "http://a.test/about/podved/school5/"),
        ("http://a.test/aboutyou/", "http://a.test/aboutyou/"),
        ("http://a.test/", "http://a.test/"),
    ],
)
def test_an_address_of_a_usual_section_is_its_sites(given: str, front: str) -> None:
    assert urls.front_of(urls.normalise(given)) == front


ORDINARY = "<html><title>Школа</title><body>" + "<p>Обычный текст страницы о жизни школы и её учениках.</p>" * 40


@pytest.mark.parametrize(
    "body",
    [
        ORDINARY + "<div class=g-recaptcha></div><p>введите код с картинки</p>",
        ORDINARY + "<p>Доступ запрещён посторонним. Наш новый сайт: http://new.test</p>",
        ORDINARY + "<form><input type=password></form><p>Войти на сайт</p>",
        "<html><title>О нас</title><p>Мы переехали в новое здание.</p>",
    ],
)
def test_an_ordinary_page_that_mentions_a_wall_is_none(body: str) -> None:
    assert recognise(200, {"server": "ddos-guard"}, body.encode(), HOME) is None


def test_a_door_to_a_private_part_does_not_leave_the_navigation_open() -> None:
    frontier = Frontier()
    for number in range(12):
        frontier.add(Candidate(f"http://a.test/{number}", essential=True))
        frontier.settle(f"http://a.test/{number}", Reason.LOGIN_REQUIRED if number == 0 else None)
    assert frontier.navigation_read
    for number in (1, 2, 3):
        frontier.add(Candidate(f"http://a.test/door{number}", essential=True))
        frontier.settle(f"http://a.test/door{number}", Reason.HTTP_401)
    assert not frontier.navigation_read  # logins everywhere are a wall


def test_a_login_behind_a_promising_link_leaves_the_navigation_open() -> None:
    frontier = Frontier()
    frontier.add(Candidate("http://a.test/nok", score=0.9, essential=True))
    frontier.settle("http://a.test/nok", Reason.LOGIN_REQUIRED)
    assert not frontier.navigation_read


def test_absence_waits_for_the_few_pages_a_home_page_leads_to() -> None:
    frontier = Frontier()
    for number in range(3):
        frontier.add(Candidate(f"http://x.test/{number}", place=number))
    for number in range(40):
        frontier.add(Candidate(f"http://x.test/deep{number}", depth=2))
    assert not frontier.navigation_read
    for number in range(3):
        assert frontier.owes(Candidate("http://x.test/0", place=0))
        frontier.settle(f"http://x.test/{number}", Reason.HTTP_403 if number else None)
    assert frontier.navigation_read  # what cannot be read keeps nothing open, and /deep… are owed to nobody
    assert not frontier.owes(Candidate("http://x.test/deep0", depth=2))


def test_absence_waits_for_all_pages_of_a_small_site() -> None:
    frontier = Frontier()
    frontier.add(Candidate("http://x.test/news", place=0))
    frontier.settle("http://x.test/news")
    assert frontier.navigation_read
    frontier.add(Candidate("http://x.test/news/1", depth=2))
    assert not frontier.navigation_read
    frontier.settle("http://x.test/news/1", Reason.HTTP_403)
    assert frontier.navigation_read


def test_a_home_page_of_many_links_is_no_list_of_debts() -> None:
    frontier = Frontier()
    for number in range(61):
        frontier.add(Candidate(f"http://x.test/{number}", place=number))
    assert frontier.navigation_read


@pytest.mark.parametrize(
    ("url", "first", "further"),
    [
        ("/nok/page/2/", "/nok/", True),
        ("/nok/page-2", "/nok", True),
        ("/nok/?PAGEN_1=2", "/nok/", True),
        ("/nok?start=20", "/nok", True),
        ("/nok/?PAGEN_1=2&SIZEN_1=20", "/nok/", True),
        ("/nok?limit=20", "/nok", False),  # the same list, another number of rows
        ("/i.php?id=5&page=2", "/i.php?id=5", True),
        ("/i.php?id=6&page=2", "/i.php?id=5", False),
        ("/index.php?page=6", "/index.php?page=5", False),
        ("/index.php?page=5", "/", False),  # any page of a site whose pages are numbered
        ("/page/2", "/", False),
        ("/nok/plan", "/nok", False),
        ("/nok?id=3", "/nok", False),
        ("/nok?page=plan", "/nok", False),
        ("/nokpage/2", "/nok", False),
        ("/nok", "/nok", False),
    ],
)
def test_further_pages_of_a_list(url: str, first: str, further: bool) -> None:
    assert is_next_page(f"http://school.test{url}", f"http://school.test{first}") is further


@pytest.mark.parametrize(("read", "gone", "conclusive"), [(9, 4, True), (1, 2, True), (1, 9, False)])
def test_where_nearly_all_links_seem_not_to_be_found_the_likeness_errs(read: int, gone: int, conclusive: bool) -> None:
    frontier = Frontier()
    for number in range(read + gone):
        url = f"{HOME}{number}"
        frontier.add(Candidate(url, essential=True))
        frontier.settle(url, None if number < read else Reason.SOFT_404)
    seen = coverage(frontier, home_read=True, shell=False, sitemap_read=True, stopped="", spent=(1, 1, 1, 1.0))
    assert seen.complete is conclusive
    assert {one.reason for one in seen.unread} == (set() if conclusive else {Reason.SOFT_404})
