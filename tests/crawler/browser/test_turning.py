"""Further rows, pages, shelves and cards: what is turned, scrolled or asked for bit by bit is kept side by side."""

from __future__ import annotations

import re
import time

import pytest

from tests.crawler.browser.unfolded import SENT, unfolded
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import Loopback

pytestmark = pytest.mark.browser


def test_rows_are_asked_for_until_there_are_no_more(browsing: Browsing) -> None:
    more = (
        "<ul id=rows><li>Приказ 1</li></ul><button id=more>Показать ещё</button><script>let n = 1;"
        "more.onclick = () => { n += 1; rows.insertAdjacentHTML('beforeend', '<li>Приказ ' + n + '</li>');"
        "if (n > 3) more.remove() }</script>"
    )
    found = unfolded(browsing, more)
    assert [f"Приказ {number}" in found for number in (1, 2, 3, 4, 5)] == [True] * 4 + [False]
    endless = more.replace("if (n > 3) more.remove()", "")
    started = time.monotonic()
    assert "Приказ 6" in unfolded(browsing, endless)
    assert time.monotonic() - started < 20


TURNED = """
<main><h1>Документы</h1><table><tbody id=list></tbody></table><div class=nav><button id=b>‹</button> <span id=n></span>
<button id=f>›</button></div></main><script>
let page = 1;
const draw = () => {
  list.innerHTML = `<tr><td><a href=/f/akt-${page}.pdf>Акт ${page}</a></td></tr>`;
  n.textContent = 'PAGE'.replace('#', page);
  f.disabled = page === 3;
};
b.onclick = () => { if (page > 1) page -= 1; draw(); };
f.onclick = () => { page += 1; draw(); };
draw();
</script>
"""


@pytest.mark.parametrize(
    ("said", "turned"), [("# / 3", True), ("Страница # из 3", True), ("Вопрос # из 3", False), ("3", False)]
)
def test_pages_are_turned_by_an_arrow_where_it_is_said_how_many_there_are(
    browsing: Browsing, said: str, turned: bool
) -> None:
    html = unfolded(browsing, TURNED.replace("PAGE", said))
    assert [f"/f/akt-{page}.pdf" in html for page in (2, 3)] == [turned, turned]
    told = unfolded(browsing, re.sub("<a .*?>(.*?)</a>", r"\1 и ещё два десятка букв", TURNED.replace("PAGE", said)))
    assert [f"Акт {page} и ещё" in told for page in (2, 3)] == [turned, turned]  # rows may lead nowhere
    if turned:
        assert html.index("/f/akt-1.pdf") < html.index("/f/akt-2.pdf") < html.index("/f/akt-3.pdf")


SCROLLED = (
    "<div style='height:6000px'></div><div id=far>{0}</div><script>new IntersectionObserver((all, self) => {{"
    "if (!all.some((one) => one.isIntersecting)) return; self.disconnect();"
    "{1} }}).observe(far)</script>"
)


@pytest.mark.parametrize(
    ("first", "fills"),
    [
        ("", "far.innerHTML = '<p>План на 2025 год</p>'"),
        ("", "far.textContent = 'План на 2025 год'"),  # no element more
        ("<i></i><i></i><i></i>", "far.innerHTML = '<p>План на 2025 год</p>'"),  # fewer than stood for it
        ("", "fetch('/slow').then(() => { far.innerHTML = '<p>План на 2025 год</p>' })"),
    ],
)
@pytest.mark.usefixtures("patient")
def test_what_comes_by_scrolling_alone_is_kept(browsing: Browsing, first: str, fills: str) -> None:
    def slow(site: Loopback, cookies: str) -> str:
        time.sleep(0.8)
        return "1"

    found = unfolded(browsing, SCROLLED.format(first, fills), **{"/slow": slow})
    assert "План на 2025 год" in found.partition("id=")[2]


@pytest.mark.usefixtures("patient")
def test_parts_below_one_another_come_each_when_the_one_above_has(browsing: Browsing) -> None:
    """Each part asks for the next when it is seen, as endless lists do."""
    chain = (
        "<div id=all></div><script>let n = 0; const next = () => { n += 1; if (n > 4) return;"
        "const one = document.createElement('p'); one.style.height = '1500px'; one.textContent = 'Часть ' + n;"
        "all.append(one); new IntersectionObserver((seen, self) => {"
        "if (seen.some((at) => at.isIntersecting)) { self.disconnect(); setTimeout(next, 60) } }).observe(one) };"
        "next()</script>"
    )
    found = unfolded(browsing, "<div style='height:3000px'></div>" + chain)
    assert all(f">Часть {number}<" in found for number in (1, 2, 3, 4))


def turned(row: str, *, late: int = 0, last: int = 3, wrap: str = "") -> str:
    """A list of which a script shows one page at a time; `row` is what turns it."""
    draw = (
        "box.innerHTML = rows(n)"
        if not wrap
        else f"box.innerHTML = {wrap!r}.replace('ROWS', rows(n)).replace('ROW', row)"
    )
    wait = f"box.innerHTML = '<p>Загрузка…</p>'; setTimeout(() => {{ {draw} }}, {late})" if late else draw
    return (
        f"<div id=box></div>{'' if wrap else row}<script>const row = {row!r};"
        "const rows = (n) => '<p><a href=/' + n + '.pdf>Отчёт ' + n + '</a></p>';"
        f"const go = (n) => {{ if (n > {last}) return; {wait} }}; go(1)</script>"
    )


def buttons(numbers: int = 3) -> str:
    return "".join(f'<button onclick="go({n})">{n}</button>' for n in range(1, numbers + 1))


@pytest.mark.parametrize(
    "body",
    [
        turned(f"<div>{buttons()}</div>"),
        turned("<ul>" + "".join(f'<li><a href="#" onclick="go({n})">{n}</a></li>' for n in (1, 2, 3)) + "</ul>"),
        turned(f"<div id=pager>{buttons()}</div>", wrap="ROWSROW"),
        turned(f"<div>{buttons()}</div>", wrap="ROWSROW"),  # drawn anew, and without a name
        turned(f"<div class=top>{buttons()}</div>", wrap="ROWROWSROW"),
    ],
)
def test_pages_of_a_list_that_a_script_turns_are_kept_side_by_side(browsing: Browsing, body: str) -> None:
    found = unfolded(browsing, body)
    assert [found.count(f">Отчёт {number}<") for number in (1, 2, 3)] == [1, 1, 1]


@pytest.mark.usefixtures("patient")
def test_pages_of_a_list_that_come_late_are_waited_for(browsing: Browsing) -> None:
    found = unfolded(browsing, turned(f"<div>{buttons()}</div>", late=700))
    assert [found.count(f">Отчёт {number}<") for number in (1, 2, 3)] == [1, 1, 1]


def test_a_page_that_nothing_leads_back_to_is_kept_as_it_was(browsing: Browsing) -> None:
    row = "<nav><span>1</span> " + buttons().partition("</button>")[2] + "</nav>"
    found = unfolded(browsing, turned(row))
    assert all(f">Отчёт {number}<" in found for number in (1, 2, 3))


def test_rows_of_numbers_above_and_below_a_list_turn_it_once(browsing: Browsing) -> None:
    found = unfolded(browsing, f"<div>{buttons()}</div>" + turned(f"<div>{buttons()}</div>"))
    assert [found.count(f">Отчёт {number}<") for number in (1, 2, 3)] == [1, 1, 1]


def test_a_list_without_anything_to_follow_shows_its_first_page_in_the_end(browsing: Browsing) -> None:
    plain = turned(f"<div>{buttons()}</div>").replace("<a href=/' + n + '.pdf>Отчёт ' + n + '</a>", "Отчёт ' + n + '")
    other = "<button onclick=\"b.innerHTML = 'План'\">Планы</button><div id=b></div>"
    assert ">Отчёт 1<" in unfolded(browsing, plain + other)


MARKS = "".join(f'<button type=button onclick="{SENT}">{mark}</button>' for mark in range(1, 6))


@pytest.mark.parametrize(
    "body",
    [
        f"<p>Оцените работу школы</p><div>{MARKS}</div>",
        f"<div><p>Насколько вы довольны школой?</p><div>{MARKS}</div></div>",
        f"<div class=rating>{MARKS}</div>",
        "<ul class=unit-rating>"
        + "".join(f'<li><a href="#" title=Оценка onclick="{SENT}">{mark}</a></li>' for mark in range(1, 6))
        + "</ul>",
        f"<div class=vote><span>{MARKS}</span></div>",
        f"<div role=radiogroup>{MARKS}</div>",
        f"<form action=/sent><div>{MARKS}</div></form>",
        f"<header><div>{MARKS}</div></header>",
        "<div><a href=/sent?1>1</a><a href=/sent?2>2</a></div>",
    ],
)
def test_numbers_that_are_marks_or_lead_elsewhere_are_left_alone(browsing: Browsing, body: str) -> None:
    assert "Устав" in unfolded(browsing, f"{body}<p>Устав</p>")


PARTNERS = ("schools.example", "theatre.example", "parks.example", "museum.example", "fire.example")


def shelf(arrow: str, name: str = "strip", beside: str = "", most: int = 2) -> str:
    """A few of several links, and an arrow that puts the next ones in their place."""
    return f"""<div class="{name}"><div id=shelf></div>{arrow}{beside}</div><script>
    const all = {list(PARTNERS)};
    let at = 0;
    const turn = (step) => {{ at += step; shelf.innerHTML = [0, 1].slice(0, {most}).map((next) =>
      '<a href=https://' + all[(at + next) % 5] + '/><img alt="' + all[(at + next) % 5] + '"></a>').join(''); }};
    turn(0);</script>"""


AHEAD = "<button type=button onclick=turn(1)>›</button>"


@pytest.mark.parametrize("most", [1, 2])
def test_banners_that_an_arrow_brings_a_few_at_a_time_are_all_kept(browsing: Browsing, most: int) -> None:
    found = unfolded(browsing, shelf(AHEAD, most=most))
    assert [name for name in PARTNERS if f'href="https://{name}/"' not in found] == []


def test_papers_on_a_shelf_in_a_shadow_root_are_all_kept_below_their_heading(browsing: Browsing) -> None:
    body = """<h2>Решения</h2><my-shelf></my-shelf><h2>Устав</h2><script>
    const root = document.querySelector('my-shelf').attachShadow({mode: 'open'});
    let at = 0;
    const draw = () => {
      root.innerHTML = `<p><a href=/r${at}.pdf>Решение ${at}</a></p><button aria-label="Следующее решение">❯</button>`;
      root.querySelector('button').onclick = () => { at = (at + 1) % 3; draw(); };
    };
    draw();</script>"""
    found = unfolded(browsing, body).partition("<h2>Устав")[0]
    assert [number for number in range(3) if f'href="/r{number}.pdf"' not in found] == []


@pytest.mark.parametrize(
    "body",
    [
        shelf(f'<button type=button onclick="{"turn(1);fetch(`/sent`)"}">›</button>', "quiz-step"),
        shelf("<button type=button onclick=\"fetch('/sent')\">›</button>", beside="<input type=radio name=r>Доволен"),
        shelf("<button type=button onclick=\"location='/sent'\">›</button>"),
        "<nav><a href=/a.html>Акты</a><button onclick=\"fetch('/sent')\">›</button></nav>",
        "<form><a href=/a.html>Акты</a><button type=button onclick=\"fetch('/sent')\">›</button></form>",
    ],
)
def test_an_arrow_that_turns_no_shelf_is_not_pressed(browsing: Browsing, body: str) -> None:
    assert "›" in unfolded(browsing, body)


def test_what_only_slides_past_is_not_doubled(browsing: Browsing) -> None:
    links = "".join(f"<a href=https://{name}/>{name}</a>" for name in PARTNERS)
    body = f'<div class=strip><div id=row>{links}</div><button onclick="row.append(row.firstChild)">›</button></div>'
    assert unfolded(browsing, body).count('href="https://parks.example/"') == 1


PEOPLE = [f"{name} Кедрова, {whose}" for name, whose in (
    ("Ульяна", "председатель совета"), ("Агата", "общество слепых"), ("Фаина", "союз ткачих"), ("Римма", "клуб бега"),
)]  # fmt: skip


def cards(box: str, draw: str = "who.textContent = all[at]") -> str:
    """One person at a time, and arrows to the others."""
    return f"""{box}<script>const all = {PEOPLE}, turn = (step) => {{ at = (at + step + 4) % 4; draw(); }};
    let at = 0;
    const draw = () => {{ {draw}; }};
    draw();</script>"""


@pytest.mark.parametrize(
    "body",
    [
        cards(
            "<div class=carousel><div id=who></div><button onclick=turn(-1)>‹</button> <i id=n></i>"
            " <button onclick=turn(1)>›</button></div>",
            "who.textContent = all[at]; n.textContent = (at + 1) + ' из 4'",
        ),
        cards("<section><p id=who></p><button aria-label=Вперёд onclick=turn(1)><b></b></button></section>"),
        cards(
            "<div><h4 id=called></h4><p id=role></p><button onclick=turn(1)>❯</button></div>",
            "const [who, whose] = all[at].split(', '); called.textContent = who;"
            " role.firstChild ? role.firstChild.data = whose : role.append(whose)",
        ),
    ],
)
def test_people_on_cards_that_arrows_turn_are_all_kept_apart(browsing: Browsing, body: str) -> None:
    found = re.sub(r"<[^>]*>", "|", unfolded(browsing, f"<main>{body}</main>"))
    for person in PEOPLE:
        name, whose = person.split(", ")
        assert len(re.findall(f"(?<![а-я]){name}(?![а-я])", found)) == 1
        assert whose in found
    assert not re.search("[а-я](?:Ульяна|Агата|Фаина|Римма)", found)


def test_a_page_that_is_counted_is_not_turned_on_by_another(browsing: Browsing) -> None:
    body = """<p><a href=/up.html>назад</a> <button onclick=go(-1)>&lt;</button> <span id=n></span>
    <button onclick=go(1)>&gt;</button></p><div id=leaf></div><script>
    const leaves = ['<h3>Положение о совете</h3><p>Утверждено приказом</p>', '<p>2. Задачи совета</p><p>Слушает</p>'];
    let at = 0;
    const draw = () => { leaf.innerHTML = leaves[at]; n.textContent = (at + 1) + ' / 2'; };
    const go = (step) => { if (leaves[at + step]) { at += step; draw(); } };
    draw();</script>"""
    found = unfolded(browsing, body)
    assert [found.count(words) for words in ("Положение о совете", "2. Задачи совета")] == [1, 1]


@pytest.mark.parametrize(
    "body",
    [
        "<div class=row id=row>"
        + "".join(f"<p>{one}</p>" for one in PEOPLE)
        + '</div><button onclick="row.append(row.firstChild)">›</button>',
        cards("<div class=quiz><p id=who></p><button onclick=\"fetch('/sent')\">›</button></div>"),
        cards("<form><p id=who></p><button type=button onclick=\"fetch('/sent')\">›</button></form>"),
        cards("<div><p id=who></p><input type=radio name=a>Да<button onclick=\"fetch('/sent')\">›</button></div>"),
    ],
)
def test_cards_that_slide_or_ask_are_left_as_they_are(browsing: Browsing, body: str) -> None:
    assert unfolded(browsing, body).count(PEOPLE[0].split(",")[0]) == 1
