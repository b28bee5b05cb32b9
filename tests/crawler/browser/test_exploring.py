"""Whatever looks like a control is pressed, and what came is kept under its words: cards, tabs, trees, rows."""

from __future__ import annotations

import re
import time

import pytest

from crawler.extract import extract_page
from tests.crawler.browsing import Browsing
from tests.crawler.explored import ACTS, COUNCIL, PLAN, TEMPLATES, explored, headed, put
from tests.crawler.loopback import Answer

pytestmark = pytest.mark.browser

CARDS = "".join(
    f"<div class=card><h3>{title}</h3><button type=button data-open={name}>Подробнее</button></div>"
    for title, name in (("Общественный совет", "council"), ("План", "plan"))
)


@pytest.mark.parametrize(
    "show",
    [
        "dialog.querySelector('div').replaceChildren(part); dialog.showModal()",
        "dialog.querySelector('div').replaceChildren(part); dialog.show()",
        "const cover = document.createElement('div'); cover.className = 'modal'; cover.style.position = 'fixed';"
        "cover.innerHTML = '<a class=close>×</a>'; cover.append(part); cover.firstChild.onclick = () => cover.remove();"
        "document.body.append(cover)",
    ],
)
def test_cards_that_open_a_window_keep_its_contents_under_their_headings(browsing: Browsing, show: str) -> None:
    body = (
        f"{CARDS}<dialog id=dialog><div></div><form method=dialog><button>Закрыть</button></form></dialog>{TEMPLATES}"
        "<script>document.querySelectorAll('[data-open]').forEach((one) => one.addEventListener('click', () => {"
        f"const part = document.getElementById('t-' + one.dataset.open).content.cloneNode(true); {show} }}))</script>"
    )
    found = headed(explored(browsing, body))
    assert "Иванова Мария Петровна" in found["Общественный совет"]
    assert "20 января" in found["План"]
    assert "20 января" not in found["Общественный совет"]


@pytest.mark.parametrize(
    ("row", "pressed"),
    [
        ("<nav class=seg>{buttons}</nav>", True),
        ("<header><nav class=seg>{buttons}</nav></header>", False),
        ("<nav class=seg>{buttons}<a href='/map.html'>Карта сайта</a></nav>", False),
    ],
)
def test_a_row_of_buttons_in_a_nav_of_the_text_shows_its_parts(browsing: Browsing, row: str, pressed: bool) -> None:
    buttons = "".join(
        f"<button type=button data-open={name}>{title}</button>"
        for title, name in (("Общественный совет", "council"), ("План", "plan"))
    )
    body = (
        f"<nav><a href='/news.html'>Новости</a></nav>{row.format(buttons=buttons)}<section id=out></section>{TEMPLATES}"
        "<script>document.querySelectorAll('[data-open]').forEach((one) => one.addEventListener('click', () =>"
        "out.replaceChildren(document.getElementById('t-' + one.dataset.open).content.cloneNode(true))))</script>"
    )
    assert ("20 января" in headed(explored(browsing, body)).get("План", "")) is pressed


def test_parts_that_say_they_are_being_loaded_are_filled(browsing: Browsing) -> None:
    parts = "".join(
        f"<details data-get=/{name}><summary>{title}</summary><div class=in>Загрузка…</div></details>"
        for title, name in (("Совет", "council"), ("План", "plan"))
    )
    load = (
        "<script>document.querySelectorAll('details').forEach((one) => one.addEventListener('toggle', async () => {"
        "one.querySelector('.in').innerHTML = await (await fetch(one.dataset.get)).text() }))</script>"
    )
    html = explored(browsing, parts + load, **{"/council": COUNCIL, "/plan": PLAN})
    assert "Загрузка" not in html
    assert "Иванова" in headed(html)["Совет"]
    assert "20 января" in headed(html)["План"]


def test_tabs_by_the_address_are_kept_each_and_the_first_is_not_lost(browsing: Browsing) -> None:
    body = (
        "<ul><li><a role=tab href='#acts'>Акты</a></li><li><a role=tab href='#council'>Общественный совет</a></li>"
        f"<li><a href='/#plan'>План</a></li></ul><div id=pane></div><template id=t-acts>{ACTS}</template>{TEMPLATES}"
        "<script>const show = () => { const part = document.getElementById('t-' + (location.hash.slice(1) || 'acts'));"
        "if (part) pane.replaceChildren(part.content.cloneNode(true)) };"
        "addEventListener('hashchange', show); show()</script>"
    )
    html = explored(browsing, body)
    found = headed(html)
    assert "Иванова" in found["Общественный совет"]
    assert "20 января" in found["План"]
    assert html.count("Закон № 256") == 1
    assert "Закон № 256" in found["Акты"]


def test_leaves_of_a_tree_stand_below_the_branch_they_hang_on(browsing: Browsing) -> None:
    links = "<li><a href='#nok'>Оценка в районе</a><ul><li><a href='#council'>Общественный совет</a></li></ul></li>"
    body = (
        f"<ul>{links}<li><a href='#plan'>План</a></li></ul><article id=text><p>Выберите статью.</p></article><script>"
        f"const texts = {{nok: '<h1>Оценка</h1><p>Проводится ежегодно с 2019 года</p>', council: `{COUNCIL}`, plan:"
        f"`{PLAN}`}}; addEventListener('hashchange', () => {{ text.innerHTML = texts[location.hash.slice(1)] || '' }})"
        "</script>"
    )
    html = explored(browsing, body)
    level = {title: int(depth) for depth, title in re.findall(r"<h(\d)>([^<]+)</h", html)}
    assert level["Общественный совет"] > level["Оценка в районе"] == level["План"]


@pytest.mark.parametrize("back", ["<button onclick='list()'>К списку</button>", ""])
def test_a_list_that_an_article_replaces_is_gone_back_to(browsing: Browsing, back: str) -> None:
    body = (
        f"<div id=box></div><script>const parts = [['Общественный совет', `{COUNCIL}`], ['План', `{PLAN}`]];"
        "const list = () => { box.innerHTML = ''; parts.forEach(([title, text]) => {"
        "const row = document.createElement('div'); row.className = 'p'; row.textContent = title;"
        f"row.addEventListener('click', () => {{ box.innerHTML = `{back}` + text }}); box.append(row) }}) }};"
        "list()</script>"
    )
    html = explored(browsing, body)
    found = headed(html)
    assert "Иванова" in found["Общественный совет"]
    assert "20 января" in found["План"]
    assert "К списку" not in html.partition("<h2>")[0]


def test_folders_in_folders_are_left_one_after_another(browsing: Browsing) -> None:
    body = """<div id=way></div><div id=list></div><script>
    const tree = {НОК: {2024: {'Договор.pdf': '/old.pdf'}, 2025: {'Исполнитель.pdf': '/new.pdf'}},
      Стройка: {'Смета.pdf': '/cost.pdf'}};
    let at = [tree];
    const draw = () => {
      way.textContent = 'Глубина ' + at.length;
      const names = [...(at.length > 1 ? ['⬆ ..'] : []), ...Object.keys(at[at.length - 1])];
      list.replaceChildren(...names.map((name) => {
        const one = document.createElement('div'), inner = at[at.length - 1][name];
        one.className = 'p';
        one.textContent = name === '⬆ ..' ? name : (typeof inner === 'string' ? '📄 ' : '📁 ') + name;
        one.onclick = () => {
          if (typeof inner === 'string') { location.href = inner; return; }
          if (inner) at.push(inner); else at.pop();
          draw();
        };
        return one;
      }));
    };
    draw();
    </script>"""
    page = extract_page(explored(browsing, body).encode(), url="http://school.test/", rendered=True)
    under = {link.label: page.heading_of(page.blocks[link.section].section) for link in page.links}
    assert under == {"Договор.pdf": "2024", "Исполнитель.pdf": "2025", "Смета.pdf": "Стройка"}


def test_a_tree_in_a_shadow_root_is_opened_to_its_leaves(browsing: Browsing) -> None:
    body = (
        "<site-tree></site-tree><article id=text><p>Выберите статью.</p></article><script>"
        f"const texts = {{'Общественный совет': `{COUNCIL}`, 'План': `{PLAN}` }};"
        "customElements.define('site-tree', class extends HTMLElement { connectedCallback() {"
        "const root = this.attachShadow({mode: 'open'}); root.innerHTML ="
        "'<ul><li role=treeitem>Независимая оценка</li></ul>';"
        "const top = root.querySelector('li'); top.onclick = () => { if (top.querySelector('ul')) return;"
        "const list = document.createElement('ul');"
        "for (const name in texts) { const leaf = document.createElement('li');"
        "leaf.setAttribute('role', 'treeitem'); leaf.textContent = name; leaf.onclick = (event) => {"
        "event.stopPropagation(); text.innerHTML = texts[name] }; list.append(leaf) } top.append(list) } } })</script>"
    )
    html = explored(browsing, body)
    found = headed(html)
    assert "Иванова" in found["Общественный совет"]
    assert "20 января" in found["План"]
    assert "Выберите статью." in html


def test_rows_of_a_table_open_a_panel(browsing: Browsing) -> None:
    rows = "".join(
        f"<tr class=p data-n={at}><td>{at}</td><td>{name}</td></tr>"
        for at, name in ((1, "Дом культуры"), (2, "Районный музей"))
    )
    body = (
        f"<table><tr><th>№</th><th>Учреждение</th></tr>{rows}</table><aside id=panel></aside><script>"
        "document.querySelectorAll('[data-n]').forEach((one) => { one.onclick = () => {"
        "panel.innerHTML = '<p>Итоговый балл учреждения № ' + one.dataset.n + ': 9' + one.dataset.n + ',4</p>' } })"
        "</script>"
    )
    html = explored(browsing, body)
    found = headed(html)
    assert "91,4" in found["Дом культуры"]
    assert "92,4" in found["Районный музей"]


def test_a_tree_drawn_anew_with_each_press_is_opened_by_its_words(browsing: Browsing) -> None:
    body = (
        "<div id=tree></div><script>const open = {};"
        "const all = {'': ['О нас', 'Оценка'], 'О нас': ['Контакты отдела'],"
        "'Оценка': ['Совет при отделе'], 'Совет при отделе': ['Протокол № 3']};"
        "const html = (name) => (all[name] || []).map((one) => '<div>' +"
        "(all[one] ? '<a href=\"javascript:turn(\\'' + one"
        "+ '\\')\">[' + (open[one] ? '-' : '+') + ']</a> ' : '') + '<span>' + one + '</span>'"
        "+ (open[one] ? html(one) : '') + '</div>').join('');"
        "const turn = (name) => { open[name] = !open[name]; tree.innerHTML = html('') };"
        "tree.innerHTML = html('')</script>"
    )
    html = explored(browsing, body)
    assert "Контакты отдела" in html
    assert "Протокол № 3" in html


@pytest.mark.usefixtures("patient")
def test_what_comes_after_an_animation_or_a_moment_is_waited_for(browsing: Browsing) -> None:
    body = (
        f'<button onclick="setTimeout(() => {{ {put("a", PLAN)} }}, 400)">Показать план</button><p id=a>Пока пусто</p>'
        "<style>#b { transition: opacity .3s } #b.out { opacity: 0 }</style>"
        f"<button onclick=\"b.className = 'out'\">Состав совета</button><p id=b>Ничего не выбрано</p>"
        f"<script>b.addEventListener('transitionend', () => {{ {put('b', COUNCIL)} }}, {{once: true}})</script>"
    )
    html = explored(browsing, body)
    assert "План на 2026 год" in html
    assert "Иванова" in html


def test_a_press_without_words_of_its_own_is_named_by_its_row(browsing: Browsing) -> None:
    rows = "".join(
        f'<tr><td>{title}</td><td><button onclick="{put("box", text)}">+</button></td></tr>'
        for title, text in (("Общественный совет", COUNCIL), ("План", PLAN))
    ).replace("<a href=/council.pdf>", "<a href='/council.pdf'>")
    found = headed(explored(browsing, f"<table>{rows}</table><p>Слова</p><div id=box></div>"))
    assert "Иванова" in found["Общественный совет"]
    assert "20 января" in found["План"]


def slow(seconds: float, text: str) -> Answer:
    def answer(*_: object) -> str:
        time.sleep(seconds)
        return text

    return answer


CHAPTERS = ("Управление", "Комитет")


@pytest.mark.parametrize("seconds", [2.4, 6.5])
@pytest.mark.usefixtures("patient")
def test_what_comes_late_is_not_taken_for_what_the_next_press_brought(browsing: Browsing, seconds: float) -> None:
    """It is waited for; and where it takes too long nothing more is pressed."""
    body = (
        "".join(f"<button data-n={at}>{said}</button>" for at, said in enumerate(CHAPTERS))
        + "<div id=box>Выберите раздел</div><script>document.querySelectorAll('[data-n]').forEach((one) => {"
        "one.onclick = async () => { box.innerHTML = await (await fetch('/part' + one.dataset.n)).text() } })</script>"
    )
    parts = {f"/part{at}": slow(seconds, f"<p>Здесь пишет {said}</p>") for at, said in enumerate(CHAPTERS)}
    found = headed(explored(browsing, body, **parts))
    for said in CHAPTERS:
        others = [words for heading, words in found.items() if heading != said]
        assert not any(f"пишет {said}" in words for words in others)
        assert (said in found) is (seconds < 5)


def test_presses_cost_no_more_than_they_may(browsing: Browsing) -> None:
    """Each press goes on for ever, and there are more of them than anybody presses."""
    endless = "setInterval(() => { this.after(document.createElement('i')) }, 20)"
    body = "".join(f'<p><button onclick="{endless}">Раздел номер {n}</button></p>' for n in range(80))
    started = time.monotonic()
    assert "Раздел номер 79" in explored(browsing, body)
    assert time.monotonic() - started < 22


def test_a_spoiler_whose_button_is_an_input_is_opened(browsing: Browsing) -> None:
    spoiler = "<input type=button value='Ответы посетителей' onclick='fill(this)'><div>Загрузка…</div>"
    fill = f"<script>const fill = (one) => {{ one.nextElementSibling.innerHTML = `{ACTS}`; }};</script>"
    found = explored(browsing, f"<div>{spoiler}</div>{fill}")
    assert found.index("Ответы посетителей") < found.index("Приказ министерства № 41")


def test_words_of_a_card_are_no_single_word(browsing: Browsing) -> None:
    """«ИтогиОткрыть» would begin with a verb."""
    card = "<div class=p role=button onclick=show()><h3>Итоги</h3><span>Открыть</span></div><div id=box></div>"
    found = explored(browsing, f"{card}<script>const show = () => {{ {put('box', ACTS)} }};</script>")
    assert "Приказ министерства № 41" in found
    assert "Итоги Открыть" in found


def test_a_box_called_slider_that_shows_no_pictures_is_opened_by_its_titles(browsing: Browsing) -> None:
    show = "this.nextElementSibling.style.display = 'block'"
    parts = "".join(
        f'<h4 onclick="{show}">{name}</h4><div style="display:none"><p>{name}.</p>'
        f"<input type=button value=Открыть onclick=\"window.open('/docs/' + '{file}')\"></div>"
        for name, file in (("Кого оценивают", "a.pdf"), ("Рейтинг", "b.pdf"))
    )
    shown = explored(browsing, f"<a href=/a>Музей</a><h1>Независимая оценка</h1><div class=slider>{parts}</div>")
    assert "/docs/a.pdf" in shown
    assert "/docs/b.pdf" in shown
