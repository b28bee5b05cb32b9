# ruff: noqa: E501 - markup stands in lines as it is served
"""Pages of scripts that are looked at with the browser before anything is called missing on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from crawler.answers.received import Answer
from crawler.extract import extract_page
from crawler.frontier.queue import Candidate
from crawler.items import Page, Site
from crawler.pages.looks import IDLE, Looks, brought_by
from tests.crawler.painters import MENU, NOTICE, SCRIPT
from tests.crawler.servers import Server, crawl, page, serving

HOME = "http://school.test/"
TEXT = "<p>Обычный текст страницы, которого хватает для чтения, и в котором стоит всё, что на ней должно стоять.</p>"


def read(body: str, path: str = "", *, depth: int = 1, rendered: bool = False) -> Page:
    return extract_page(f"<main>{body}</main>".encode(), url=HOME + path, depth=depth, rendered=rendered)


def noted(*pages: tuple[str, float, str]) -> Looks:
    """Looks that wait, given path, score and body of each page; the home page has no path."""
    looks = Looks()
    for path, score, body in pages:
        seen = read(body, path, depth=bool(path))
        answer = Answer(seen.url, seen.url, 200, {}, body.encode(), datetime(2026, 11, 20, tzinfo=UTC))
        looks.note(seen, answer, Candidate(seen.url, score=score, depth=seen.depth))
    return looks


def test_a_page_of_which_a_part_is_named_so_and_still_to_come_is_worth_a_look() -> None:
    looks = Looks()
    menu = "".join(f"<a href=/m{at}>Раздел {at}</a>" for at in range(5))
    for path, body in (
        ("councils", menu + TEXT + "<div data-src=/parts/rules.html>…</div>" + SCRIPT),
        ("news", menu + TEXT + SCRIPT),
    ):
        seen = read(body, path)
        answer = Answer(seen.url, seen.url, 200, {}, body.encode(), datetime(2026, 11, 20, tzinfo=UTC))
        looks.note(seen, answer, Candidate(seen.url, depth=1), named=0.6 if path == "councils" else 0.0)
    assert order(looks) == ["councils"]


def order(looks: Looks) -> list[str]:
    found = []
    while (look := looks.next()) is not None:
        found.append(look.url.removeprefix(HOME))
    return found


@pytest.mark.parametrize(
    ("scripts", "may"),
    [
        ("<script src=/js/site.js></script>", True),
        ("<script>fetch('/a.json').then((a) => { box.innerHTML = a })</script>", True),
        ("", False),
        ("<script src=/js/jquery-3.6.0.min.js></script><script src=/css/bootstrap.bundle.min.js></script>", False),
        ("<script src=https://mc.yandex.ru/metrika/tag.js></script>", False),
        ('<script type=application/ld+json>{"innerHTML": 1}</script>', False),
        ("<script>var year = 2026;</script>", False),
        ("<script>tile.onclick = () => { location.href = tile.dataset.go; }</script>", True),
        ("<script>new Image().src = '//counter.yadro.ru/hit?' + document.location</script>", False),
        ("<script src=/js/jquery.lists.js></script>", True),
        (
            "<script>const all = ['Кедрова Ульяна, союз ткачих', 'Лунин Савва, общество слепых']; who.textContent = all[0]</script>",
            True,
        ),
        ("<script>fetch('/who.json').then((a) => a.text()).then((a) => { who.innerText = a })</script>", True),
        ("<script>foot.textContent = new Date().getFullYear() + ' год. Все права защищены'</script>", False),
        (
            "<script>if (sum.textContent == 'Напишите нам письмо, и ответим') go('Спасибо, ваше письмо пришло')</script>",
            False,
        ),
        ("<script src=/js/jquery.min.js></script><script src=/js/load.js></script>", True),
    ],
)
def test_only_scripts_of_its_own_write_in_a_page(scripts: str, may: bool) -> None:
    assert read(TEXT + scripts).scripted is may
    assert bool(order(noted(("", 0.0, TEXT + scripts)))) is may


def test_what_most_depends_on_is_looked_at_first() -> None:
    shell = "<div id=root></div><script src=/static/main.5f3.js></script>"
    looks = noted(
        ("about", 0.0, TEXT + SCRIPT),
        ("docs", 0.3, TEXT + SCRIPT),
        ("", 0.0, TEXT + SCRIPT),
        ("nok", 0.9, TEXT + SCRIPT),
        ("left", 0.0, shell),
        ("plain", 0.9, TEXT),
    )
    assert order(looks) == ["left", "", "nok", "docs"]  # the way in, the home page, what smells; the rest is no use


def test_looks_that_bring_nothing_come_to_an_end() -> None:
    looks = noted(*((f"nok{number}", 0.9, TEXT + SCRIPT) for number in range(9)))
    for _ in range(IDLE):
        assert looks.next() is not None
        looks.weigh(read(TEXT), read(TEXT, rendered=True))
    assert looks.next() is None


def test_one_that_brings_something_gives_the_others_their_chance_again() -> None:
    looks = noted(*((f"nok{number}", 0.9, TEXT + SCRIPT) for number in range(9)))
    for number in range(9):
        assert looks.next() is not None
        more = f"<a href=/f{number}.pdf>Отчёт {number}</a>" if number == IDLE - 1 else ""
        assert looks.weigh(read(TEXT), read(TEXT + more, rendered=True)) is bool(more)
        if number == 2 * IDLE - 1:
            assert looks.next() is None
            return


def test_a_home_page_that_scripts_write_makes_every_page_worth_a_look() -> None:
    looks = noted(("", 0.0, TEXT + SCRIPT), ("a", 0.0, TEXT + SCRIPT))
    assert looks.next() is not None
    menu = "".join(f"<a href=/{name}>Раздел {name}</a>" for name in "abc")
    assert looks.weigh(read(TEXT, depth=0), read(menu + TEXT, depth=0, rendered=True))
    assert order(looks) == ["a"]


def test_links_that_get_their_words_from_a_script_are_new() -> None:
    bare = "".join(f"<a href=/{name}></a>" for name in "abc")
    named = "".join(f"<a href=/{name}>Раздел {name}</a>" for name in "abc")
    assert brought_by(read(TEXT + bare, depth=0), read(TEXT + named, depth=0)).leads_on


def test_links_that_only_say_something_else_are_not_lost() -> None:
    looks = Looks()
    bare = "".join(f"<a href=/{name}></a>" for name in "abcdefgh")
    named = "".join(f"<a href=/{name}>Раздел {name}</a>" for name in "abcdefgh")
    assert looks.weigh(read(bare), read(named))
    text = "<p>Приказ о независимой оценке качества условий оказания услуг, и всё, что к нему относится, по годам.</p>"
    assert looks.weigh(read(bare, "nok"), read(named + text, "nok"))


def test_what_stands_on_every_page_counts_once() -> None:
    looks = Looks()
    assert looks.weigh(read(TEXT), read(f"{TEXT}<p>{NOTICE}</p>"))
    assert not looks.weigh(read(TEXT, "nok"), read(f"{TEXT}<p>{NOTICE}</p>", "nok"))


@pytest.mark.parametrize(
    "more",
    [
        "",
        "<p>Сегодня +7 °C</p>",
        "<footer><a href=https://counter.test/?id=5>Счётчик</a></footer>",
        "<a href=#top>Наверх</a>",
    ],
)
def test_trifles_are_nothing(more: str) -> None:
    assert not Looks().weigh(read(TEXT), extract_page(f"<main>{TEXT}</main>{more}".encode(), url=HOME, depth=1))


def test_a_page_that_lost_its_words_is_no_better_one() -> None:
    assert not Looks().weigh(read(TEXT * 9), read("<a href=/login>Войти</a>"))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def visit(server: Server, name: str, story: dict[str, object], **context: object) -> Site:
    url = server.tell(f"{name}.test", story)  # type: ignore[arg-type]
    context = {"words": {"нок": 0.9}, **context}
    painter = "tests.crawler.painters.Painter"
    return crawl(
        {"one": url}, advisor="tests.crawler.advisors.make", contexts={"one": context}, renderer=painter, render="auto"
    )["one"]


def looked_at(server: Server, host: str) -> list[str]:
    """Paths that were asked for twice: once by the crawler, once by the browser."""
    seen = [path for name, path in server.seen if name.partition(":")[0] == host]
    return [path for at, path in enumerate(seen) if path in seen[:at]]


MENU_PAGES = {f"/m{at}": page(f"Раздел {at}", menu=MENU) for at in range(5)}
MENU_TITLES = [f"Раздел {at}" for at in range(5)]
LISTS = {
    **MENU_PAGES,
    "/": page("Школа", "/nok НОК", "/about О школе", menu=MENU),
    "/about": page("О школе", body=SCRIPT, menu=MENU),
    "/nok": page("НОК", body=SCRIPT, menu=MENU),
    "/nok/plan": page("План"),
}


def test_what_a_look_brings_is_read(server: Server) -> None:
    site = visit(server, "lists", LISTS)
    assert [one.title for one in site.pages] == ["Школа", "НОК", *MENU_TITLES, "О школе", "План"]
    assert [(one.title, one.render_reason) for one in site.pages if one.rendered] == [("НОК", "second_look")]
    assert looked_at(server, "lists.test") == ["/nok"]  # «О школе» is no place for it


@pytest.mark.parametrize("settled", ["", "НОК"])
def test_what_a_look_found_shut_is_told_though_it_brought_nothing(server: Server, settled: str) -> None:
    """Also where reading had been settled before, and the pages were together already."""
    story = {**MENU_PAGES, "/": page("Школа", "/nok НОК", menu=MENU), "/nok": page("НОК", body=SCRIPT, menu=MENU)}
    site = visit(server, "shut", story, until=settled, missing="still")
    assert {one.title: one.unchosen for one in site.pages if one.unchosen} == {"НОК": ("Вид: Акты, Планы",)}


def test_a_page_that_calls_itself_so_is_looked_at_whatever_leads_there(server: Server) -> None:
    rows = "<h2>Сроки нок</h2>" + TEXT  # a part by the way is no name of the page
    story = {
        **MENU_PAGES,
        "/": page("Школа", "/opinions Глазами родителей", "/news Вести", "/terms Сроки", menu=MENU),
        "/opinions": page("НОК", body=SCRIPT, menu=MENU),
        "/news": page("Вести", body=SCRIPT, menu=MENU),
        "/terms": page("Сроки", body=SCRIPT + "<h1>Сроки приёма</h1>" + rows, menu=MENU),
    }
    visit(server, "names", story)
    assert looked_at(server, "names.test") == ["/opinions"]


def test_what_the_whole_site_is_called_makes_no_page_worth_a_look(server: Server) -> None:
    story = {
        **MENU_PAGES,
        "/": page("НОК: портал", "/news Вести", menu=MENU),
        "/news": page("НОК: портал", body=SCRIPT, menu=MENU),
    }
    visit(server, "portal", story)
    assert looked_at(server, "portal.test") == []


def test_nothing_is_looked_at_again_where_nothing_is_missing(server: Server) -> None:
    site = visit(server, "decided", {**LISTS}, until="НОК")
    assert not [one for one in site.pages if one.rendered]


def test_a_site_whose_menu_is_written_is_looked_at_everywhere(server: Server) -> None:
    story = {
        **MENU_PAGES,
        "/": page("Школа", "/s1 О школе", body=SCRIPT, menu=MENU),
        **{f"/s{number}": page(f"О школе {number}", body=SCRIPT, menu=MENU) for number in (1, 2, 3)},
        "/nok": page("НОК"),
        "/s1/history": page("История"),
    }
    site = visit(server, "menus", story)
    assert {"НОК", "История"} <= {one.title for one in site.pages}
    assert site.pages[0].rendered


def test_one_body_may_be_a_page_for_each_question(server: Server) -> None:
    story = {
        **MENU_PAGES,
        "/": page("Школа", "/nok?t=1 НОК: приказы", "/nok?t=2 НОК: планы", menu=MENU),
        **dict.fromkeys(("/nok?t=1", "/nok?t=2"), page("НОК", body=SCRIPT, menu=MENU)),
        "/nok/orders": page("Приказы"),
        "/nok/plans": page("Планы"),
    }
    site = visit(server, "questions", story)
    assert {"Приказы", "Планы"} <= {one.title for one in site.pages}


def test_the_page_stays_what_it_was_where_the_browser_shows_an_error(server: Server) -> None:
    text = SCRIPT + "Текст об оценке. " * 20
    story = {**MENU_PAGES, "/": page("Школа", "/nok НОК", menu=MENU), "/nok": page("НОК", body=text, menu=MENU)}
    site = visit(server, "broken", story)
    assert [one.title for one in site.pages] == ["Школа", "НОК", *MENU_TITLES]
    assert not [one for one in site.pages if one.rendered]
    assert looked_at(server, "broken.test") == ["/nok"]


def test_the_page_stays_what_it_was_where_the_browser_is_led_to_another(server: Server) -> None:
    nok = page("НОК", body=SCRIPT + "Текст.", menu=MENU)
    site = visit(server, "framed", {**MENU_PAGES, "/": page("Школа", "/nok НОК", menu=MENU), "/nok": nok})
    assert [one.title for one in site.pages] == ["Школа", "НОК", *MENU_TITLES]
    assert looked_at(server, "framed.test") == ["/nok"]


@pytest.mark.parametrize("offer", ["<script src=/js/bvi.min.js></script>", ""])
def test_what_is_offered_to_visually_impaired_people_is_tried_before_looks_take_the_time(
    server: Server, offer: str
) -> None:
    home = page("Школа", "/nok НОК", body=offer, menu=MENU)
    name = f"offers{len(offer)}"
    visit(server, name, {**MENU_PAGES, "/": home, "/nok": page("НОК", body=SCRIPT, menu=MENU)})
    seen = [path for host, path in server.seen if host.partition(":")[0] == f"{name}.test"]
    last = len(seen) - 1 - seen[::-1].index("/nok")
    assert (seen.index("/tried") < last) is bool(offer)


def test_a_notice_on_every_page_does_not_make_the_browser_look_at_all_of_them(server: Server) -> None:
    names = [f"/nok{number} НОК {number}" for number in range(9)]
    story = {
        **MENU_PAGES,
        "/": page("Школа", *names, body=SCRIPT, menu=MENU),
        **{f"/nok{at}": page(f"НОК {at}", body=SCRIPT, menu=MENU) for at in range(9)},
    }
    visit(server, "notices", story)
    assert len(looked_at(server, "notices.test")) == 1 + IDLE


ROWS = "".join(f"<p><a href=/acts/{at}.pdf>Приказ № {at}</a></p>" for at in range(12))
MANY = TEXT * 4
POLL = "".join(
    f"<p>Вопрос {at}? <input type=radio name=q{at}> Да <input type=radio name=q{at}> Нет</p>" for at in range(3)
)
WALL = "<form action=/check><input name=code> <button>Я не робот</button></form>"


@pytest.mark.parametrize(
    ("before", "shown", "taken"),
    [
        (MANY + ROWS, MANY + ROWS[: ROWS.index("/acts/3")] + f"<p>{NOTICE}</p>", False),  # the first of a table's pages
        ("<a href=/nok>НОК</a><a href=/docs>Акты</a><a href=/about>О нас</a>", WALL, False),
        (f"<form action=/poll>{POLL}</form>", WALL, False),
        ("<form action=/q><input name=a></form>", "<form action=/q><input name=a><input name=b></form>", True),
        (TEXT + "<a href=/old>Ещё</a>", TEXT + "<a href=/a.pdf>План</a>", True),  # what stood in for the list
        (MANY + ROWS, MANY + ROWS.replace("<p>", "<p>№ ") + f"<p>{NOTICE}</p>", True),
    ],
)
def test_what_shows_less_than_the_page_itself_is_not_taken(before: str, shown: str, *, taken: bool) -> None:
    assert Looks().weigh(read(before), read(shown, rendered=True)) is taken
