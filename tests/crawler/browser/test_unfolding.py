"""Parts, tabs, branches and folders that come only after a press are read together; nothing else is pressed."""

from __future__ import annotations

import re
import time

import pytest

from tests.crawler.browser.unfolded import FILL, SENT, YEARS, slow, unfolded
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import Answer

pytestmark = pytest.mark.browser
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


def test_what_waits_for_the_first_move_of_the_mouse_comes_on_a_page_too_short_to_scroll(browsing: Browsing) -> None:
    later = "document.body.insertAdjacentHTML('beforeend', '<a href=/plan.pdf>План на 2026 год</a>')"
    body = f"<script>addEventListener('mousemove', () => {{ {later} }}, {{once: true}})</script>"
    assert "План на 2026 год" in unfolded(browsing, body)


SELECT = (
    "<select id=years><option>2026<option>2025<option>2024</select>"
    "<div id=box><a href=/2026.pdf>План на 2026 год</a></div><script>"
    "years.onchange = async () => { box.innerHTML = await (await fetch('/p' + years.value)).text() }</script>"
)
BUTTONS = "".join(f"<button data-part=/p{year} data-box=box>{year} год</button>" for year in (2026, 2025, 2024))
TABS = f"<div class=tabs>{BUTTONS}</div><div id=box>{PARTS['/p2026']}</div>{LOAD}"


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


def test_an_anchor_in_the_address_leads_nowhere_and_a_route_does(browsing: Browsing) -> None:
    fill = "document.getElementById('{0}').innerHTML = 'План на год'"
    anchor = f"<a href='#part' role=button onclick=\"{fill.format('part')}\">Планы</a><div id=part></div>"
    assert "План на год" in unfolded(browsing, anchor)


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
