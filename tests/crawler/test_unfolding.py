"""Parts, tabs and further rows that come only after a press are read together; nothing else is pressed."""

from __future__ import annotations

import re
import time
from urllib.parse import unquote

import pytest

from tests.crawler.browsing import Browsing
from tests.crawler.loopback import Answer, loopback

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


def test_what_each_choice_of_a_list_brings_is_kept_below_what_is_shown_at_first(browsing: Browsing) -> None:
    found = unfolded(browsing, f"<select id=y>{YEARS}</select><div id=list></div>{FILL}")
    assert found.index("План на 2025 год") < found.index("<h3>2024</h3>") < found.index("План на 2024 год")
    assert [found.count(f"План на {year} год") for year in (2025, 2024)] == [1, 1]


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
