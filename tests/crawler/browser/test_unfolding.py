"""Parts, tabs and further rows that come only after a press are read together; nothing else is pressed."""

from __future__ import annotations

import re
import time
from urllib.parse import unquote

import pytest

from tests.crawler.browsing import Browsing
from tests.crawler.loopback import Answer, Loopback, loopback

pytestmark = pytest.mark.browser

FILLER = "<p>" + "Слова для объёма страницы. " * 20 + "</p>"
POINT = "<style>.p { cursor: pointer }</style>"


def unfolded(browsing: Browsing, body: str, **pages: Answer) -> str:
    """What stands in the page after all was opened; nothing may have been sent."""
    page = f"<!doctype html>{POINT}{FILLER}<main>{body}</main>"
    with loopback({"/": page, "/sent": "1", **pages}) as site:
        found = browsing.render(site.url + "/").html.decode()
        assert site.methods == {"GET"}
        assert [unquote(path) for _, path in site.asked if path.startswith("/sent")] == []
    return re.sub(r"<script.*?</script>", "", found.partition("<main>")[2], flags=re.DOTALL)


LOAD = (
    "<script>document.querySelectorAll('[data-part]').forEach((one) => one.addEventListener('click', async () => {"
    "const box = document.getElementById(one.dataset.box) || one.nextElementSibling;"
    "box.innerHTML = await (await fetch(one.dataset.part)).text() }))</script>"
)
PARTS: dict[str, Answer] = {f"/p{year}": f"<a href=/{year}.pdf>План на {year} год</a>" for year in (2024, 2025, 2026)}


def test_tabs_that_share_a_box_are_kept_side_by_side_under_their_titles(browsing: Browsing) -> None:
    tabs = "".join(f"<button data-part=/p{year} data-box=box>За {year} год</button>" for year in (2024, 2025, 2026))
    found = unfolded(browsing, f"<div class=tabs>{tabs}</div><div id=box></div>{LOAD}", **PARTS)
    titles = [found.index(f"<h3>За {year} год</h3>") for year in (2024, 2025, 2026)]
    papers = [found.index(f"План на {year} год") for year in (2024, 2025, 2026)]
    assert sorted(titles + papers) == [at for pair in zip(titles, papers, strict=True) for at in pair]


def slow(seconds: float, text: str) -> Answer:
    def answer(*_: object) -> str:
        time.sleep(seconds)
        return text

    return answer


SELECT = (
    "<select id=years><option>2026<option>2025<option>2024</select>"
    "<div id=box><a href=/2026.pdf>План на 2026 год</a></div><script>"
    "years.onchange = async () => { box.innerHTML = await (await fetch('/p' + years.value)).text() }</script>"
)
TABS = "".join(f"<button data-part=/p{year} data-box=box>{year} год</button>" for year in (2026, 2025, 2024))
TABS = f"<div class=tabs>{TABS}</div><div id=box>{PARTS['/p2026']}</div>{LOAD}"


@pytest.mark.parametrize(("body", "seconds"), [(SELECT, 2.4), (TABS, 2.4), (TABS, 6.5)])
@pytest.mark.usefixtures("patient")
def test_what_comes_late_stands_under_no_other_year(browsing: Browsing, body: str, seconds: float) -> None:
    """It is waited for; where that takes too long, no other year is chosen meanwhile."""
    parts = {path: slow(seconds, str(text)) for path, text in PARTS.items()}
    found = unfolded(browsing, body, **parts)
    for year, rest in re.findall(r"<h\d>(\d{4})[^<]*</h\d>(.*?)(?=<h\d>|$)", found, re.DOTALL):
        assert set(re.findall(r"План на (\d{4})", rest)) <= {year}
    assert "План на 2026 год" in found
    if seconds < 5:
        assert "План на 2025 год" in found


def test_what_a_box_showed_at_first_is_kept_and_not_told_twice(browsing: Browsing) -> None:
    tabs = "".join(f"<a href='#' class=tab data-part=/p{year} data-box=box>За {year} год</a>" for year in (2024, 2025))
    first = "<a href=/2024.pdf>План на 2024 год</a>"
    found = unfolded(browsing, f"<div>{tabs}</div><div id=box>{first}</div>{LOAD}", **PARTS)
    assert [found.count(f"План на {year} год") for year in (2024, 2025)] == [1, 1]
    other = unfolded(browsing, f"<div>{tabs}</div><div id=box>Устав</div>{LOAD}", **PARTS)
    assert all(word in other for word in ("Устав", "План на 2024 год", "План на 2025 год"))


def test_parts_of_an_accordion_are_filled_each(browsing: Browsing) -> None:
    parts = (
        "<div class=p data-part=/p2024>Планы 2024</div><div class=body></div>"
        "<h3 class=p data-part=/p2025>Планы 2025</h3><div class=body></div>"
        "<details><summary data-part=/p2026 data-box=d>Планы 2026</summary><div id=d></div></details>"
    )
    found = unfolded(browsing, parts + LOAD, **PARTS)
    assert all(f"План на {year} год" in found for year in (2024, 2025, 2026))


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


def test_an_anchor_in_the_address_leads_nowhere_and_a_route_does(browsing: Browsing) -> None:
    fill = "document.getElementById('{0}').innerHTML = 'План на год'"
    anchor = f"<a href='#part' role=button onclick=\"{fill.format('part')}\">Планы</a><div id=part></div>"
    assert "План на год" in unfolded(browsing, anchor)


SENT = "fetch('/sent?' + encodeURIComponent(this.parentElement.textContent))"


def test_nothing_is_pressed_that_sends_votes_or_leads_away(browsing: Browsing) -> None:
    box = "<div></div>"
    body = [
        f'<p>Полезно?</p><div><button onclick="{SENT}">Да</button><button onclick="{SENT}">Нет</button></div>{box}',
        *(
            f'<div><button onclick="{SENT}">{said}</button>{box}</div>'
            for said in (
                "Мне нравится", "Голосовать", "Отправить", "Подписаться", "Скачать всё", "Распечатать", "Принять",
                "Согласен", "Добавить в избранное", "Удалить", "Войти", "Версия для слабовидящих", "Купить билет",
                "Поделиться", "Сохранить", "Подтвердить", "Хорошо",
            )
        ),
        f'<form><button type=button onclick="{SENT}">Планы</button>{box}</form>',
        f'<header><button onclick="{SENT}">Планы</button>{box}</header>',
        f'<a href=/sent>Планы</a>{box}<button disabled onclick="{SENT}">Планы</button>{box}',
        f'<button onclick="{SENT}">Планы</button><div>Уже здесь</div>',
    ]  # fmt: skip
    assert "Уже здесь" in unfolded(browsing, "".join(body))


def test_a_page_with_nothing_to_unfold_stays_as_it_is(browsing: Browsing) -> None:
    ordinary = (
        "<ul class=tabs><li><a href='#a'>Раз</a></li><li><a href='#b'>Два</a></li></ul><div id=a>Планы</div>"
        "<div id=b hidden>Отчёты</div><details><summary>Устав</summary><p>Текст</p></details>"
        "<h3>Контакты</h3><div class=line></div>"
    )
    assert "<h3>Раз</h3>" not in unfolded(browsing, ordinary)


def test_odd_markup_costs_nothing(browsing: Browsing) -> None:
    """Drawings have no click(), no innerText and a class that is no string."""
    body = (
        "<svg role=button aria-label=Планы class=p width=20 height=20><rect/></svg><div></div>"
        "<svg role=button aria-label=Отчёты class=p width=20 height=20><rect/></svg>"
        "<form name=body><input name=children></form><button onclick='throw new Error(1)'>Устав</button><div></div>"
        "<button onclick='this.remove()'>Правила</button><div></div>"
        f"<div class=p data-part=/p2024>Планы 2024</div><div class=body></div>{LOAD}"
    )
    assert "План на 2024 год" in unfolded(browsing, body, **PARTS)


def test_a_long_page_is_looked_through_in_no_time(browsing: Browsing) -> None:
    rows = "".join(
        f"<div class=p><span>Приказ № {n}</span> <span>от {n % 28 + 1} мая</span></div>" for n in range(6000)
    )
    nested = "<div>" * 60 + rows + "</div>" * 60
    started = time.monotonic()
    assert "Приказ № 5999" in unfolded(browsing, nested)
    assert time.monotonic() - started < 12


YEARS = "<option>2025</option><option>2024</option>"
FILL = (
    "<script>const fill = () => { list.innerHTML = '<a href=/' + y.value + '.pdf>План на ' + y.value + ' год</a>' };"
    "y.addEventListener('change', fill); fill()</script>"
)


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


def test_what_each_choice_of_a_list_brings_is_kept_below_what_is_shown_at_first(browsing: Browsing) -> None:
    found = unfolded(browsing, f"<select id=y>{YEARS}</select><div id=list></div>{FILL}")
    assert found.index("План на 2025 год") < found.index("<h2>2024</h2>") < found.index("План на 2024 год")
    assert [found.count(f"План на {year} год") for year in (2025, 2024)] == [1, 1]


KINDS = "<option>Отчёты оператора</option><option>Планы мероприятий</option><option>Прочее</option>"


def test_a_list_may_be_one_of_kinds_of_papers(browsing: Browsing) -> None:
    shows = """<script>
    const kind = document.getElementById('k'), files = document.getElementById('files');
    const show = () => { files.innerHTML = `<p><a href="/f/${kind.selectedIndex}.pdf">Файл: ${kind.value}</a></p>`; };
    kind.addEventListener('change', show);
    show();
    </script>"""
    found = unfolded(browsing, f"<select id=k>{KINDS}</select><div id=files></div>{shows}")
    assert found.index("Файл: Отчёты") < found.index(">Планы мероприятий</h2>") < found.index("Файл: Планы")


def test_a_filter_by_year_may_have_a_button_of_its_own(browsing: Browsing) -> None:
    button = "<input type=submit value=Применить>"
    found = unfolded(browsing, f"<form><select id=y>{YEARS}</select>{button}</form><div id=list></div>{FILL}")
    assert "План на 2024 год" in found


@pytest.mark.parametrize(
    "body",
    [
        "<style>.part { display: none } .on { display: block }</style><button>Состав</button><button>Планы</button>"
        "<div class='part on'>Совет избран</div><div class=part>LIST</div>",
        "<div><button>Планы</button><div style='display: none'>LIST</div></div>",
    ],
)
def test_years_are_chosen_in_a_tab_that_is_shut(browsing: Browsing, body: str) -> None:
    first = "<option value=''>— год —</option>"
    found = unfolded(browsing, body.replace("LIST", f"<select id=y>{first}{YEARS}</select><div id=list></div>") + FILL)
    assert [f"План на {year} год" in found for year in (2025, 2024)] == [True, True]


def test_folders_are_left_by_an_arrow(browsing: Browsing) -> None:
    page = """<div id=list></div><script>
    const open = (name) => {
      const files = `<p><a href="#" class=up>↑ Документы</a></p><p><a href="/d/${name}.pdf">Файл ${name}</a></p>`;
      const folder = (one) => `<p>📁 <span class=f style="cursor:pointer">${one}</span></p>`;
      list.innerHTML = name ? files : ['01 Акты', '2024', '2025'].map(folder).join('');
      list.querySelectorAll('.f').forEach((one) => { one.onclick = () => open(one.textContent); });
      list.querySelectorAll('.up').forEach((one) => { one.onclick = () => { open(''); return false; }; });
    };
    open('');
    </script>"""
    found = unfolded(browsing, page)
    assert [f"Файл {name}" in found for name in ("01 Акты", "2024", "2025")] == [True] * 3


@pytest.mark.usefixtures("patient")
def test_what_covers_the_page_while_a_list_is_filled_is_no_place_for_it(browsing: Browsing) -> None:
    cover = "const o = document.createElement('i'); document.body.append(o); setTimeout(() => o.remove(), 50);"
    quarters = "<select id=q><option>I квартал</option></select>"
    busy = FILL.replace("=> {", f"=> {{ {cover} q.innerHTML = '<option>II квартал</option>';", 1)
    found = unfolded(browsing, f"<h2>Планы</h2><select id=y>{YEARS}</select>{quarters}<div id=list></div>{busy}")
    assert [found.count(words) for words in ("План на 2025 год", "План на 2024 год", "<h2>Планы</h2>")] == [1, 1, 1]


CHOSEN = "fetch('/sent?' + encodeURIComponent(this.value))"
STARS = "".join(f"<option>{mark}</option>" for mark in range(1, 6))


@pytest.mark.parametrize(
    "body",
    [
        f'<form method=post action=/sent><select onchange="this.form.submit()">{YEARS}</select></form>',
        f'<form action=/sent><select onchange="form.submit()">{YEARS}</select><input type=hidden name=a></form>',
        '<select onchange="go(this)"><option value=/sent?a>2025<option value=/sent?b>2024</select>'
        "<script>const go = (list) => { location = list.value }</script>",
        f'<select onchange="{CHOSEN}">{STARS}</select>',
        f'<select onchange="{CHOSEN}"><option>Отлично</option><option>Плохо</option></select>',
        f'<select disabled onchange="{CHOSEN}">{YEARS}</select>',
        f'<form><input name=q><select onchange="{CHOSEN}">{YEARS}</select></form>',
        f'<header><select onchange="{CHOSEN}">{YEARS}</select></header>',
        f'<div hidden><select onchange="{CHOSEN}">{YEARS}</select></div>',
        "<div class=w>Слово</div><div class=w>Дело</div>"
        f'<div class=w hidden><select onchange="{CHOSEN}">{YEARS}</select></div>',
        f'<div><select onchange="{CHOSEN}">{KINDS}</select><p><textarea name=t></textarea></p></div>',  # of a letter
        f'<select onchange="{CHOSEN}"><option>Результаты</option><option>Питание</option><option>Расписание</select>',
        f'<select onchange="{CHOSEN}"><option>Русский язык</option><option>Кабардинский язык</option></select>',
    ],
)
def test_nothing_is_chosen_that_sends_leads_away_or_gives_a_mark(browsing: Browsing, body: str) -> None:
    assert "Устав" in unfolded(browsing, f"{body}<p>Устав</p>")


def test_parts_whose_panels_are_bare_or_stand_above_or_are_shut_are_opened(browsing: Browsing) -> None:
    put = "document.getElementById('{0}').innerHTML = 'План на {1} год'"
    body = (
        f'<button aria-controls=a onclick="{put.format("a", 2024)}">Планы 2024</button><p>Слова</p>'
        "<div id=a><div class=in></div></div>"
        f'<h3><button onclick="{put.format("b", 2025)}">Планы 2025</button></h3><div id=b></div>'
        f'<p>Слова</p><div id=c></div><button onclick="{put.format("c", 2026)}">Показать планы</button>'
        f'<p>Слова</p><div hidden><button onclick="{put.format("d", 2027)}">Планы 2027</button><div id=d></div></div>'
    )
    found = unfolded(browsing, body)
    assert [f"План на {year} год" in found for year in (2024, 2025, 2026, 2027)] == [True] * 4


@pytest.mark.usefixtures("patient")
def test_what_is_being_loaded_is_waited_for_and_what_may_be_loaded_is_not(browsing: Browsing) -> None:
    slow = "b.innerHTML = '<p>Загрузка…</p>'; setTimeout(() => { b.innerHTML = 'План на 2025 год' }, 1200)"
    found = unfolded(browsing, f'<button onclick="{slow}">Планы</button><div id=b></div>')
    assert "План на 2025 год" in found
    assert "Загрузка" not in found.partition("<div id=")[2]
    quick = "this.nextElementSibling.innerHTML = '<p>Загрузить план на ' + this.textContent + '</p>'"
    parts = "".join(f'<div><button onclick="{quick}">Часть {n}</button><div></div></div>' for n in range(8))
    assert "Загрузить план на Часть 7" in unfolded(browsing, parts)


def test_what_a_part_was_brought_from_is_not_read_again(browsing: Browsing) -> None:
    load = LOAD.replace("data-part", "data-src").replace("dataset.part", "dataset.src")
    found = unfolded(browsing, f"<button data-src=/p2024>Планы</button><div></div><b data-src=/x>1</b>{load}", **PARTS)
    assert "План на 2024 год" in found
    assert "data-src=" in found
    assert "/p2024" not in found


@pytest.mark.parametrize("said", ["Задать вопрос", "Записаться", "Оформить заявку", "Рассчитать", "Не помогло"])
def test_a_button_among_fields_without_a_form_is_left_alone(browsing: Browsing, said: str) -> None:
    asked = "" if "помогло" in said else "<p>Имя <input></p><div><textarea></textarea></div>"
    body = f'<div>{asked}<div id=told></div><button onclick="{SENT}">{said}</button><div class=after></div></div>'
    assert said in unfolded(browsing, body)


def test_pictures_called_like_parts_of_the_document_cost_nothing(browsing: Browsing) -> None:
    found = unfolded(browsing, f"<img name=links src=data:,><select id=y>{YEARS}</select><div id=list></div>{FILL}")
    assert "План на 2024 год" in found


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


def tree(opener: str, *, removes: bool = True) -> str:
    """A tree of which a press brings the branches into their place, and another takes them away; `opener` of each."""
    shut = "box.remove()" if removes else "box.hidden = !box.hidden"
    return (
        f"<ul id=tree></ul><script>const opener = {opener!r};"
        "const below = {'О министерстве': ['Совет'], 'Совет': ['']};"
        "const item = (name) => { const one = document.createElement('li');"
        "if (!name) { one.innerHTML = '<a href=/3.pdf>Протокол № 3</a>'; return one }"
        "one.innerHTML = opener.replace('NAME', name); one.firstElementChild.onclick = () => {"
        f"const box = one.querySelector('ul'); if (box) {{ {shut}; return }}"
        "const list = document.createElement('ul'); below[name].forEach((each) => list.append(item(each)));"
        "one.append(list) }; return one };"
        "tree.append(item('О министерстве'))</script>"
    )


@pytest.mark.parametrize(
    "opener",
    [
        "<button>▸ NAME</button>",
        "<span class=p>+ NAME</span>",
        "<a href='#'>⊞ NAME</a>",
        "<a class=p><span>▸ NAME</span></a>",  # the words of a button point as it does: pressed twice, it is shut again
        "<span role=button class=p><span>▶ <span>NAME</span></span></span>",
    ],
)
def test_branches_of_a_tree_are_opened_where_they_stand(browsing: Browsing, opener: str) -> None:
    assert ">Протокол № 3<" in unfolded(browsing, tree(opener))


@pytest.mark.parametrize(
    "body",
    [
        f'<form action=/sent><button type=button onclick="{SENT}">▸ Дальше</button></form>',
        f'<p><input type=email><textarea></textarea></p><div><button onclick="{SENT}">▸ Оставить отзыв</button></div>',
        f'<button onclick="{SENT}">+ Проголосовать</button>',
        f'<button onclick="{SENT}">+ Подписаться</button>',
        f'<label><span class=p onclick="{SENT}">+ Да</span></label>',
        "<a href=/sent><span>▸ О школе</span></a>",
        f'<footer><button onclick="{SENT}">▸ О школе</button></footer>',
    ],
)
def test_what_only_points_like_a_branch_is_left_alone(browsing: Browsing, body: str) -> None:
    assert "Устав" in unfolded(browsing, f"{body}<p>Устав</p>")


def folders(row: str, *, back: str = "<a href='#' onclick='list()'>Назад</a>") -> str:
    """A list of folders, each of which is shown in its place; `row` names one of them, `back` leads to the list."""
    return (
        f"<div id=box></div><script>const row = {row!r}, back = {back!r};"
        "const names = ['Положение', 'Протоколы'];"
        "const list = () => { box.innerHTML = names.map((name, at) =>"
        "row.replaceAll('NAME', name).replaceAll('NUMBER', at + 1)).join('') };"
        "const show = (at) => { box.innerHTML = back + '<p><a href=/' + at + '.pdf>Файл ' + at + '</a></p>' };"
        "list()</script>"
    )


@pytest.mark.parametrize(
    "body",
    [
        folders("<div><a href='#' class=folder onclick='show(NUMBER)'>NAME</a></div>"),
        folders("<div><a href='#' onclick='show(NUMBER)'>NAME</a> <i>папка</i></div>"),
        folders("<ul><li><span class=p onclick='show(NUMBER)'>NUMBER. NAME</span></li></ul>"),
        folders("<p><button onclick='show(NUMBER)'>202NUMBER год</button></p>"),
        folders(
            "<div class=folder><a href='#' onclick='show(NUMBER)'>NAME</a></div>",
            back="<a href='#' onclick='list()'>.. на уровень выше</a>",
        ),
        # a control that always stood there is another's
        "<span class=p>Вверх</span>" + folders("<div class=folder><a href='#' onclick='show(NUMBER)'>NAME</a></div>"),
    ],
)
def test_files_in_folders_of_a_list_are_kept_each(browsing: Browsing, body: str) -> None:
    found = unfolded(browsing, body)
    assert [f">Файл {number}<" in found for number in (1, 2)] == [True, True]


def test_years_that_were_opened_side_by_side_are_no_folders_to_open_anew(browsing: Browsing) -> None:
    tabs = "".join(f"<button data-part=/p{year} data-box=box>{year}</button>" for year in (2024, 2025, 2026))
    found = unfolded(browsing, f"<div class=tabs>{tabs}</div><div id=box></div>{LOAD}", **PARTS)
    assert [found.count(f"План на {year} год") for year in (2024, 2025, 2026)] == [1, 1, 1]


@pytest.mark.parametrize("around", ["", "<li>"])
def test_years_that_narrow_a_list_leave_it_as_it_stood(browsing: Browsing, around: str) -> None:
    names = ("Все", "2026", "2025", "2024")
    buttons = "".join(f"{around}<button onclick='show(this)'>{name}</button>" for name in names)
    script = (
        "<script>const show = ({textContent: name}) => { box.innerHTML = ['2026', '2025', '2024']"
        ".filter((year) => name === 'Все' || name === year)"
        ".map((year) => `<li><a href=/${year}.pdf>План на ${year} год</a>`).join('') };"
        "show(document.querySelector('button'))</script>"
    )
    found = unfolded(browsing, f"<div>{buttons}</div><ul id=box></ul>{script}")
    assert re.findall(r">План на (\d{4}) год<", found) == ["2026", "2025", "2024"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Довольны ли вы школой?</p><div>"
        + "".join(
            f'<button onclick="{SENT}">{at}. {name}</button>' for at, name in ((1, "Да, вполне"), (2, "Не очень"))
        )
        + "</div>",
        "<p>Довольны ли вы школой?</p><ul>"
        + "".join(f'<li><span class=p onclick="{SENT}">{at}. Так</span></li>' for at in (1, 2))
        + "</ul>",
        f'<label><span class=p>1. Да</span><input type=radio onchange="{SENT}"></label>',
        f'<form action=/sent><div class=folder><button type=button onclick="{SENT}">1. Да</button></div></form>',
    ],
)
def test_numbered_answers_are_no_folders(browsing: Browsing, body: str) -> None:
    assert "Устав" in unfolded(browsing, f"{body}<p>Устав</p>")


def test_what_leads_back_to_the_page_before_is_no_way_up_from_a_folder(browsing: Browsing) -> None:
    back = "<button onclick='history.back()'>Назад</button>"
    years = "<p><button onclick=\"list.innerHTML = '<a href=/5.pdf>Отчёт</a>'\">2025 год</button></p><p id=list></p>"
    found = unfolded(browsing, back + years)
    assert ">Отчёт<" in found


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
