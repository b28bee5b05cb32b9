"""What a press brought is told from what stood in the page before it, and from what stands elsewhere."""

from __future__ import annotations

import pytest

from tests.crawler.browsing import Browsing
from tests.crawler.explored import ACTS, COUNCIL, PLAN, SENT, TEMPLATES, explored, headed, put

pytestmark = pytest.mark.browser


def test_a_filter_that_shows_some_of_what_is_shown_gives_it_no_name(browsing: Browsing) -> None:
    body = (
        "<button data-k=a>Приказы отдела</button><button data-k=b>Архив</button><div id=list></div><script>"
        "const rows = {'': ['Приказ № 1', 'Закон № 2'], a: ['Приказ № 1'], b: ['Старый приказ № 7']};"
        "const show = (kind) => { list.innerHTML = rows[kind].map((name) => '<p>' + name + '</p>').join('') };"
        "document.querySelectorAll('[data-k]').forEach((one) => { one.onclick = () => show(one.dataset.k) }); show('')"
        "</script>"
    )
    html = explored(browsing, body)
    assert "Старый приказ № 7" in html
    assert ">Приказы отдела</h" not in html


def test_filters_by_buttons_add_what_was_not_there_and_nothing_twice(browsing: Browsing) -> None:
    body = (
        "<div>" + "".join(f"<button data-y={year}>{year} год</button>" for year in (2026, 2025, 2024)) + "</div>"
        "<div id=list></div><script>const rows = {2026: ['План на 2026'], 2025: ['План на 2025', 'Общий отчёт'],"
        "2024: ['План на 2024', 'Общий отчёт']};"
        "const show = (year) => { list.innerHTML = rows[year].map((name) => '<p>' + name + '</p>').join('') };"
        "document.querySelectorAll('[data-y]').forEach((one) => { one.onclick = () => show(one.dataset.y) });"
        "show(2026)</script>"
    )
    html = explored(browsing, body)
    assert [html.count(f"План на {year}") for year in (2026, 2025, 2024)] == [1, 1, 1]


def test_what_stands_there_already_is_neither_pressed_nor_told_twice(browsing: Browsing) -> None:
    body = (
        "<div role=tablist><button role=tab aria-controls=one>Раз</button>"
        "<button role=tab aria-controls=two>Два</button></div>"
        f"<div id=one>{PLAN}</div><div id=two hidden>{COUNCIL}</div>"
        f'<details><summary onclick="{SENT}">Акты учреждения</summary>{ACTS}</details>'
        f'<h3 class=p onclick="this.nextElementSibling.hidden = false">Ответы</h3><div hidden>Ответ на всё</div>'
    )
    html = explored(browsing, body)
    assert [html.count(words) for words in ("20 января", "Иванова", "Закон № 256", "Ответ на всё")] == [1] * 4
    assert "<h2>" not in html


def test_what_says_only_that_it_can_be_shut_again_is_nothing(browsing: Browsing) -> None:
    more = "this.textContent = 'Свернуть'"
    html = explored(browsing, f'<p>Устав</p><a role=button class=p onclick="{more}">Узнать больше</a>')
    assert "Узнать больше" in html
    assert ">Свернуть<" not in html


@pytest.mark.usefixtures("patient")
def test_a_page_that_is_drawn_from_a_state_of_its_own_is_read_through(browsing: Browsing) -> None:
    """As applications do: what is drawn is compared with what they drew last, and whatever they hold stays theirs."""
    body = (
        "<div id=app></div><script>const texts = {"
        f"'О совете': `{COUNCIL}`, 'План работы': `{PLAN}`, 'Правовые акты': `{ACTS}` }};"
        "let now = 'Правовые акты'; const part = document.createElement('section'); let drawn = null;"
        "for (const name in texts) { const tab = document.createElement('button'); tab.textContent = name;"
        "tab.onclick = () => { now = name; setTimeout(draw, 30) }; app.append(tab) } app.append(part);"
        "const draw = () => { const next = document.createElement('div'); next.innerHTML = texts[now];"
        "if (drawn) part.removeChild(drawn); part.append(next); drawn = next }; draw()</script>"
    )
    html = explored(browsing, body)
    found = headed(html)
    assert "Иванова" in found["О совете"]
    assert "20 января" in found["План работы"]
    assert html.count("Закон № 256") == 1


def test_a_control_that_gives_its_place_away_loses_nothing(browsing: Browsing) -> None:
    more = "<p><a href='#' data-more=t-plan>показать новые</a></p>"
    script = """<script>document.querySelectorAll('[data-more]').forEach((one) => { one.onclick = () => {
      one.parentNode.replaceChild(document.getElementById(one.dataset.more).content.cloneNode(true), one); return false;
    }; });</script>"""
    found = explored(browsing, f"<h2>Планы</h2>{more}{TEMPLATES}{script}")
    assert "План на 2026 год" in found


def test_rows_of_organizations_listed_before_are_new_for_their_scores(browsing: Browsing) -> None:
    names = ("Музей города", "Библиотека района")
    listed = "".join(f"<li>{name}</li>" for name in names)
    rows = "".join(f"<tr><td>{at}</td><td>{name}</td><td>8{at},5</td></tr>" for at, name in enumerate(names, 1))
    head = "<tr><th>№</th><th>Организация</th><th>Баллы</th></tr>"
    show = f"<script>const show = () => {{ {put('box', f'<table>{head}{rows}</table>')} }};</script>"
    found = explored(browsing, f"<ul>{listed}</ul><button onclick=show()>Итоги</button><div id=box></div>{show}")
    assert ("81,5" in found, "82,5" in found) == (True, True)


NAMED = ("Музей города", "Библиотека района", "Театр кукол", "Дом ремёсел")
_SEEN = "".join(f"<li>{name}</li>" for name in NAMED)


def test_a_list_below_its_caption_is_new_whoever_was_named_elsewhere(browsing: Browsing) -> None:
    opened = f"<p>Подлежат оценке в 2025 году</p><ol>{_SEEN}</ol>"
    show = f"<script>const show = () => {{ {put('box', opened)} }};</script>"
    found = explored(browsing, f"<ul>{_SEEN}</ul><button onclick=show()>Перечень</button><div id=box></div>{show}")
    assert found.count("Театр кукол") == 2
    assert found.rindex("Театр кукол") > found.index("Подлежат оценке")


def test_a_list_drawn_again_with_the_place_it_stands_in_is_not_new(browsing: Browsing) -> None:
    drawn = f"<p>Подробнее: приём ведёт Лунин А. А. в кабинете 5</p><ul>{_SEEN}</ul>"
    show = f"<script>const show = () => {{ {put('box', drawn)} }};</script>"
    shown = f"<div id=box><p>Добро пожаловать</p><ul>{_SEEN}</ul></div>"
    found = explored(browsing, f"<button onclick=show()>Подробнее</button>{shown}{show}")
    assert "в кабинете 5" in found
    assert found.count("Театр кукол") == 1


def test_rows_that_stand_elsewhere_on_the_page_belong_to_a_list_all_the_same(browsing: Browsing) -> None:
    """The schools of a plan are those of the list that a window opens; only one of them is not in the plan."""
    schools = [f"Школа искусств № {n}" for n in range(1, 7)]
    plan = "".join(f"<tr><td>{school}</td><td>Поставить скамейку</td></tr>" for school in schools[:-1])
    listed = "".join(f"<li>{school}</li>" for school in schools)
    body = (
        f"<table>{plan}</table><a class=p onclick='show()'>Кого оценивали</a><div id=w hidden></div>"
        f"<script>const show = () => {{ w.hidden = false; {put('w', f'<ol>{listed}</ol>')} }}</script>"
    )
    found = headed(explored(browsing, body))["Кого оценивали"]
    assert [school for school in schools if school not in found] == []


def test_a_list_of_known_names_is_kept_below_a_new_line_where_another_stood(browsing: Browsing) -> None:
    names = ["Школа имени Лунина", "Лицей у моста", "Школа на горе", "Гимназия Кедрова"]
    rows = "".join(f"<tr><td>{name}</td><td>91,4</td></tr>" for name in names)
    body = f"""<table>{rows}</table><h2>Округа</h2><p><span class=p data-of=0>Западный округ</span>
    <span class=p data-of=2>Восточный округ</span></p><div id=out></div><script>const all = {names};
    document.querySelectorAll('[data-of]').forEach((one) => one.onclick = () => {{ const of = Number(one.dataset.of);
      out.innerHTML = `<h4>Оценят, ${{one.textContent}}</h4><ul><li>${{all[of]}}</li><li>${{all[of + 1]}}</li></ul>`;
    }});</script>"""
    found = headed(explored(browsing, body))
    assert [found[f"Оценят, {side} округ"] for side in ("Западный", "Восточный")] == [
        "Школа имени Лунина Лицей у моста",
        "Школа на горе Гимназия Кедрова",
    ]
