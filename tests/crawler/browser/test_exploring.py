"""Whatever looks like a control is pressed, what came is kept under its words, and nothing is sent or left."""

from __future__ import annotations

import re
import time
from urllib.parse import unquote

import pytest

from crawler.extract import extract_page
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import Answer, loopback

pytestmark = pytest.mark.browser

FILLER = "<p>" + "Слова для объёма страницы. " * 20 + "</p>"
POINT = "<style>.p { cursor: pointer }</style>"
SENT = "fetch('/sent?' + encodeURIComponent(this.textContent))"
COUNCIL = "<p>Иванова Мария Петровна, председатель совета</p><a href=/council.pdf>Положение о совете</a>"
PLAN = "<p>Утверждён приказом от 20 января 2026 года</p><a href=/plan.pdf>План на 2026 год</a>"
ACTS = "<ul><li>Приказ министерства № 41</li><li>Закон № 256</li></ul>"


def explored(browsing: Browsing, body: str, **pages: Answer) -> str:
    """What stands in the page in the end; nothing may have been sent or left."""
    page = f"<!doctype html><title>Школа</title>{POINT}{FILLER}<main><h1>Независимая оценка</h1>{body}</main>"
    with loopback({"/": page, "/sent": "1", **pages}) as site:
        rendered = browsing.render(site.url + "/")
        assert rendered.reason is None
        assert rendered.final_url == site.url + "/"
        assert site.methods == {"GET"}
        assert [unquote(path) for _, path in site.asked if path.startswith(("/sent", "/away"))] == []
    return re.sub(r"<(script|template).*?</\1>", "", rendered.html.decode().partition("<main>")[2], flags=re.DOTALL)


def headed(html: str) -> dict[str, str]:
    """Words of the page by the last heading (or title of a part) above them."""
    found: dict[str, str] = {}
    heading = ""
    for block in extract_page(html.encode(), url="http://school.test/", rendered=True).blocks:
        if block.kind == "heading":
            heading = block.text
        else:
            found[heading] = f"{found.get(heading, '')} {block.text}".strip()
    return found


def put(box: str, html: str) -> str:
    return f"document.getElementById('{box}').innerHTML = `{html}`"


TEMPLATES = f"<template id=t-council>{COUNCIL}</template><template id=t-plan>{PLAN}</template>"
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


def test_a_route_is_gone_back_from_where_the_controls_vanished(browsing: Browsing) -> None:
    body = (
        "<div id=app></div><script>const texts = {"
        f"council: `{COUNCIL}`, plan: `{PLAN}` }};"
        "const draw = () => { const name = (history.state || {}).name; app.innerHTML = name ? texts[name] :"
        "'<div class=tile data-to=council>Общественный совет</div><div class=tile data-to=plan>План работы</div>';"
        "app.querySelectorAll('.tile').forEach((one) => { one.style.cursor = 'pointer'; one.onclick = () => {"
        "history.pushState({name: one.dataset.to}, '', '?' + one.dataset.to); draw() } }) };"
        "addEventListener('popstate', draw); draw()</script>"
    )
    html = explored(browsing, body)
    found = headed(html)
    assert "Иванова" in found["Общественный совет"]
    assert "20 января" in found["План работы"]
    assert html.count('class="tile"') == 2


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


@pytest.mark.parametrize(
    "leave",
    ["location.href = '/away?' + this.id", "window.open('/away?' + this.id)", "location.assign('/away?' + this.id)",
     "const a = document.createElement('a'); a.href = '/away?' + this.id; a.click()"],
)  # fmt: skip
def test_a_press_that_would_leave_leaves_a_link(browsing: Browsing, leave: str) -> None:
    tiles = "".join(
        f'<div role=link tabindex=0 id={name} class=p onclick="{leave}"><b>{title}</b></div>'
        for title, name in (("Общественный совет", "council"), ("План", "plan"))
    )
    html = explored(browsing, tiles)
    assert re.search(r'href="[^"]*/away\?council">Общественный совет<', html)
    assert re.search(r'href="[^"]*/away\?plan">План<', html)


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


def act(said: str) -> str:
    """A control that tells the site it was pressed."""
    return f'<button onclick="{SENT}">{said}</button>'


BOX = "<p>Слова</p><div id=box>Не выбрано</div>"
VOTES = "".join(f'<button onclick="{SENT}">{said}</button>' for said in ("Отлично", "Хорошо", "Так себе"))


@pytest.mark.parametrize(
    "body",
    [
        f"<p>Оцените качество услуг</p><div>{VOTES}</div>",
        f"<p>Довольны ли вы работой музея?</p><div>{VOTES}</div>",
        f"<div class=poll><p>Опрос</p>{VOTES}</div>",
        f'<p>Дайте нам знать</p><label class=p onclick="{SENT}">Доволен</label>',
        f'<div class=calendar><span class=p onclick="{SENT}">Ноябрь 2026</span>{act("Событие дня")}</div>',
        f'<div class="swiper-container">{act("Слайд про музей")}</div>',
        f'<div class=owl-dots><span role=button onclick="{SENT}">Вторая картинка</span></div>',
        f"<p>Билет</p>{act('Добавить в корзину')}{act('Купить билет')}",
        f"<div class=cookie-notice>Мы храним файлы{act('Настроить хранение')}</div>",
        f'<div style="position:fixed;bottom:0">{act("Консультант на связи")}</div>',
        f"<div class=bvi-panel>{act('Крупные буквы')}</div>",
        f"<div>{act('Увеличить шрифт')}{act('Контраст')}</div>",
        f'<div><a href="#" onclick="{SENT}">Рус</a> '
        f'<a href="#" onclick="{SENT}">Каб</a> <a href="#" onclick="{SENT}">EN</a></div>',
        f"<div class=video-player>{act('Смотреть запись')}</div>",
        f'<button onclick="{SENT}" aria-label="Play video">Концерт в музее</button>',
        f"<div><input name=a><input name=b>{act('Показать результаты')}</div>",
        f"<div><input name=q placeholder='Ваше имя'><select><option>5<option>4</select>{act('Дальше')}</div>",
        f"<div><input type=search name=a><textarea></textarea>{act('Показать результаты')}</div>",
        f"<form method=post><input name=search><select><option>5</select></form>{act('Показать результаты')}",
        f"<div><p><input type=checkbox> Согласие</p>{act('Продолжить работу')}</div>",
        f'<form><button type=button onclick="{SENT}">Результаты</button></form>',
        f"<a href=/plans.html>Планы</a><nav>{act('Документы')}</nav><footer>{act('Планы')}</footer>",
        f'<a href=/plans.html>Планы</a><ul class=main-menu><li class=p onclick="{SENT}">Документы</li></ul>',
        f"<header>{act('Найти')}{act('Версия для слабовидящих')}{act('Войти')}{act('Заказать звонок')}</header>",
        f"<p>Скажите, насколько Вы довольны работой клуба.</p><div>{VOTES}</div>",
        f"<p>Насколько удобно в читальном зале</p><div>{VOTES}</div>",
        f"<p>Встречи</p><div>{act('12.05.2026')} {act('14.05.2026')}</div>",
        f'<button disabled onclick="{SENT}">Результаты</button>',
        f"<div hidden>{act('Результаты')}</div>",
        f'<table><tr><th class=p onclick="{SENT}">Наименование</th></tr><tr><td>Музей</td></tr></table>',
        f"{act('Записаться на приём')}{act('Подписаться на рассылку')}",
        f"{act('Свернуть всё')}{act('Сбросить')}",
        f'<select onchange="{SENT}"><option>Музей<option>Дом культуры</select>',
        f'<div class=likes><span class=p onclick="{SENT}">Мне нравится это</span></div>',
        "<form action=/sent><input type=hidden name=a><button>Показать результаты</button></form>",
        '<a href="/away">Планы</a><a href="#/away/plans">Маршрут</a>',
    ],
)
def test_what_sends_chooses_or_belongs_to_something_else_is_left_alone(browsing: Browsing, body: str) -> None:
    assert "Устав" in explored(browsing, f"{body}<p>Устав</p>")


LEAVES = (
    "<h4>Музей соли</h4><p>Итог 91,2</p>",
    "<h4>Театр теней</h4><p>Итог 88,4</p>",
    "<h4>Дом ремёсел</h4><p>Итог 79</p>",
)


def leafing(back: str, count: str, onward: str, leaves: tuple[str, ...] = LEAVES, more: str = "") -> str:
    """A card that opens a window with one leaf at a time and arrows on both sides of the count."""
    return (
        '<div class=p onclick="open_()">Баллы учреждений</div><div class=p>Контакты совета</div>'
        f"<div id=win hidden><div id=leaf></div>{more}<p><span onclick=turn(-1)>{back}</span> "
        f"<i id=count></i> <span onclick=turn(1)>{onward}</span></p></div>"
        f"<script>const all = {list(leaves)!r}; let at = 0;"
        "function draw() { document.getElementById('leaf').innerHTML = all[at];"
        f"document.getElementById('count').textContent = `{count}`.replace('N', at + 1); }}"
        "function turn(by) { at = Math.min(all.length - 1, Math.max(0, at + by)); draw(); }"
        "function open_() { at = 0; draw(); document.getElementById('win').hidden = false; }</script>"
    )


@pytest.mark.parametrize(("back", "count", "onward"), [("‹", "N из 3", "›"), ("Назад", "стр. N / 3", "Вперёд")])
def test_further_leaves_of_what_a_press_brought_are_turned(
    browsing: Browsing, back: str, count: str, onward: str
) -> None:
    html = explored(browsing, f"<section>{leafing(back, count, onward)}</section>")
    assert [name for name in ("Музей соли", "Театр теней", "Дом ремёсел") if html.count(name) == 1] == [
        "Музей соли", "Театр теней", "Дом ремёсел",
    ]  # fmt: skip


def test_controls_of_the_first_leaf_are_pressed_after_the_last_was_seen(browsing: Browsing) -> None:
    inner = '<div class=p onclick="this.nextSibling.textContent = `Утверждён 20 января`">План музея</div><p></p>'
    html = explored(browsing, f"<section>{leafing('‹', 'N из 2', '›', (inner, LEAVES[1]))}</section>")
    assert "20 января" in html
    assert "Театр теней" in html


@pytest.mark.parametrize(
    ("count", "leaves", "more"),
    [
        ("Вопрос N из 3", LEAVES, ""),
        ("N из 3", ("<h4>Удобно ли в музее?</h4><button>Да</button>", LEAVES[1], LEAVES[2]), ""),
        ("N из 3", LEAVES, "<textarea></textarea>"),
    ],
)
def test_steps_of_questions_are_no_leaves(browsing: Browsing, count: str, leaves: tuple[str, ...], more: str) -> None:
    html = explored(browsing, f"<section>{leafing('‹', count, '›', leaves, more)}</section>")
    assert "Театр теней" not in html


@pytest.mark.parametrize("box", ["form", "div"])
def test_rows_below_what_only_sifts_them_are_opened(browsing: Browsing, box: str) -> None:
    sifting = (
        f"<{box}><input name=q placeholder='слова из названия'><select><option>все годы<option>2025</select>"
        f"<select><option>все виды<option>Приказ</select><button type=submit>Найти</button></{box}>"
    )
    rows = "".join(
        f'<div><small>{day}</small><div class=p onclick="this.nextElementSibling.innerHTML = `{text}`">{title}</div>'
        f"<div></div></div>"
        for day, title, text in (("02.03.2026", "План на 2026 год", PLAN), ("11.04.2026", "Состав совета", COUNCIL))
    )
    found = headed(explored(browsing, f"<p>Реестр</p>{sifting}<div>{rows}</div>"))
    assert "20 января" in found["План на 2026 год"]
    assert "Иванова" in found["Состав совета"]


def test_a_tab_may_be_called_like_a_form_and_a_button_called_so_is_left_to_others(browsing: Browsing) -> None:
    tabs = "".join(
        f'<button role=tab onclick="{put("pane", text)}">{title}</button>'
        for title, text in (("О проведении", ACTS), ("Оставить отзыв", "<a href=//bus.gov.ru/info-card/1>Отзыв</a>"))
    )
    assert "/info-card/1" in explored(browsing, f"<div role=tablist>{tabs}</div><p>Слова</p><div id=pane>Пусто</div>")


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


DOES = (
    "Сказать спасибо", "Рекомендую", "Не рекомендую", "Поддерживаю", "Против", "Разрешить все", "Отклонить",
    "Соглашаюсь", "Забронировать", "Взять талон", "Отменить запись", "Вступить в группу", "Пойду", "Отмена",
    "Больше не показывать", "Ознакомлена с документом", "Продлить книгу", "Открепиться", "Снять с публикации",
    "Всё понравилось", "Подписаться", "Выйти", "Удалить", "Перевести", "Мне есть 18 лет",
)  # fmt: skip


def test_what_is_called_by_what_it_does_is_not_pressed(browsing: Browsing) -> None:
    parts = (
        f"<section><p>Слова</p><p>{said}</p><b class=c{at}>{act(said)}</b></section>" for at, said in enumerate(DOES)
    )
    assert "Устав" in explored(browsing, f"<p>Устав</p>{''.join(parts)}")


@pytest.mark.parametrize(
    "said", ["Показать план", "Просмотреть", "Узнать больше", "Противодействие коррупции", "Память", "Сеть организаций"]
)
def test_what_only_shows_is_pressed_though_it_is_called_by_that(browsing: Browsing, said: str) -> None:
    press = f'<div><h3>Состав совета</h3><button onclick="{put("box", COUNCIL)}">{said}</button></div>'
    assert "Иванова" in explored(browsing, press.replace("<a href=/council.pdf>", "<a href='/council.pdf'>") + BOX)


def test_a_form_that_answers_into_a_frame_is_not_sent(browsing: Browsing) -> None:
    body = (
        "<form id=f action=/sent target=to><input type=hidden name=a></form><iframe name=to></iframe><p>Устав</p>"
        "<p>Слова</p><button id=b>Состав совета</button><script>b.addEventListener('click', () => f.submit())</script>"
    )
    assert "Устав" in explored(browsing, body)


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


def test_a_file_that_a_script_loads_keeps_its_address(browsing: Browsing) -> None:
    cards = "".join(
        f"<div class=card><h3>{title}</h3><span class=p role=button data-at={at}>Скачать</span></div>"
        for at, title in enumerate(("План 2026 года", "Положение о совете"))
    )
    load = (
        "<script>document.querySelectorAll('[data-at]').forEach((one) => { one.onclick = () => {"
        "location.href = '/files/get?id=' + one.dataset.at } })</script>"
    )
    html = explored(browsing, cards + load)
    assert re.search(r'href="[^"]*/files/get\?id=0">План 2026 года<', html)
    assert re.search(r'href="[^"]*/files/get\?id=1">Положение о совете<', html)


def test_a_link_that_a_script_presses_keeps_its_address(browsing: Browsing) -> None:
    """Beside the page, in a window of its own: whether it stands in the page or not."""
    click = (
        "const a = document.createElement('a'); a.href = '/away?' + this.id; a.target = '_blank';"
        "document.body.append(a); a.click(); a.remove()"
    )
    html = explored(
        browsing, f'<p>Устав</p><div role=link tabindex=0 id=plan class=p onclick="{click}"><b>План</b></div>'
    )
    assert re.search(r'href="[^"]*/away\?plan">План<', html)


def test_a_page_without_a_title_that_stands_in_one_form_is_read(browsing: Browsing) -> None:
    """As ASP.NET makes them: its links send the form."""
    links = "".join(f"<li><a href=/p{at}>Страница {at}</a></li>" for at in range(9))
    page = (
        f"<!doctype html><title>Школа</title><body><form action=/sent method=post id=aspnetForm>"
        f"<input type=hidden name=__VIEWSTATE value=1><ul>{links}</ul><main>{FILLER}{FILLER}<p>Слова</p>"
        f'<a href="javascript:show()">Состав совета</a><a href="javascript:aspnetForm.submit()">Приказы отдела</a>'
        f"<p id=box>Не выбрано</p></main></form><script>const show = () => {{ {put('box', COUNCIL)} }}</script>"
    )
    with loopback({"/": page, "/sent": "1"}) as site:
        html = browsing.render(site.url + "/").html.decode()
        assert site.methods == {"GET"}
    assert "Иванова" in html.partition("<script>")[0]


def test_presses_cost_no_more_than_they_may(browsing: Browsing) -> None:
    """Each press goes on for ever, and there are more of them than anybody presses."""
    endless = "setInterval(() => { this.after(document.createElement('i')) }, 20)"
    body = "".join(f'<p><button onclick="{endless}">Раздел номер {n}</button></p>' for n in range(80))
    started = time.monotonic()
    assert "Раздел номер 79" in explored(browsing, body)
    assert time.monotonic() - started < 22


def test_a_page_that_stands_in_a_form_as_a_whole_is_no_form_to_keep_away_from(browsing: Browsing) -> None:
    body = (
        f'<form action=/sent><input type=hidden name=state><h1>Совет</h1>{FILLER}{FILLER}<a href="javascript:show()">'
        f"Состав совета</a><p id=box>Не выбрано</p><button>Показать результаты</button></form>"
        f"<script>const show = () => {{ {put('box', COUNCIL)} }}</script>"
    )
    assert "Иванова" in explored(browsing, body)


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


def test_a_spoiler_whose_button_is_an_input_is_opened(browsing: Browsing) -> None:
    spoiler = "<input type=button value='Ответы посетителей' onclick='fill(this)'><div>Загрузка…</div>"
    fill = f"<script>const fill = (one) => {{ one.nextElementSibling.innerHTML = `{ACTS}`; }};</script>"
    found = explored(browsing, f"<div>{spoiler}</div>{fill}")
    assert found.index("Ответы посетителей") < found.index("Приказ министерства № 41")


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


def test_words_of_a_card_are_no_single_word(browsing: Browsing) -> None:
    """«ИтогиОткрыть» would begin with a verb."""
    card = "<div class=p role=button onclick=show()><h3>Итоги</h3><span>Открыть</span></div><div id=box></div>"
    found = explored(browsing, f"{card}<script>const show = () => {{ {put('box', ACTS)} }};</script>")
    assert "Приказ министерства № 41" in found
    assert "Итоги Открыть" in found


POLL = "<form><p>Довольны ли вы?</p><input type=radio name=brought>Да</form>"


def row(*titles: str, text: str = POLL) -> str:
    """Buttons in a row that show what each is called by; the poll is shown by the one called so."""
    shown = {"Акты": ACTS, "План": PLAN, "Совет": COUNCIL}
    return "".join(f'<button onclick="{put("pane", shown.get(title, text))}">{title}</button>' for title in titles)


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


def test_a_tile_of_opinions_shows_what_it_says(browsing: Browsing) -> None:
    tiles = "".join(
        f"<div class=tile><h3>{name}</h3><p>{more}</p><button type=button data-box={box}>Подробнее</button></div>"
        for name, more, box in (("Законы", "Приказы об оценке", "t1"), ("Отзывы", "Поделитесь мнением", "t2"))
    )
    boxes = "<template id=t1>Приказ № 344н</template><template id=t2><a href=https://bus.gov.ru/x>О нас</a></template>"
    script = (
        "document.querySelectorAll('[data-box]').forEach((one) => one.addEventListener('click', () => {"
        "out.replaceChildren(document.getElementById(one.dataset.box).content.cloneNode(true)); }))"
    )
    page = f"<a href=/a>Музей</a><h1>Независимая оценка</h1><div class=tiles>{tiles}</div>{boxes}<div id=out></div>"
    shown = explored(browsing, f"{page}<script>{script}</script>")
    assert "bus.gov.ru/x" in shown.partition("Отзывы")[2].partition("<template")[0]


def test_a_poll_among_buttons_that_show_papers_is_a_tab_and_hides_none_of_them(browsing: Browsing) -> None:
    found = explored(browsing, f"<div>{row('Акты', 'Онлайн-опрос', 'План', 'Совет')}</div><div id=pane>Пусто</div>")
    parts = headed(found)
    assert [words in parts[title] for title, words in (("Акты", "№ 41"), ("План", "20 января"))] == [True, True]
    assert "Иванова" in parts["Совет"]
    assert 'name="brought"' in found


def test_a_poll_that_a_tab_only_offers_is_started(browsing: Browsing) -> None:
    page = f"""<div id=tabs></div><div id=pane>Пусто</div><script>
    const show = (html) => {{ pane.innerHTML = html; }};
    const start = () => {{
      const window = document.createElement('dialog');
      window.innerHTML = '{POLL}';
      document.body.append(window);
      window.showModal();
    }};
    const poll = '<p>Ответы безымянные.</p><button>Пройти опрос</button>';
    const offers = {{'Акты': '{ACTS}', 'План': '{PLAN}', 'Опрос': poll}};
    for (const [title, html] of Object.entries(offers)) {{
      const tab = document.createElement('button');
      tab.textContent = title;
      tab.onclick = () => {{
        show(html);
        pane.querySelectorAll('button').forEach((one) => {{ one.onclick = start; }});
      }};
      tabs.append(tab);
    }}
    </script>"""
    found = explored(browsing, page)
    assert 'name="brought"' in found
    assert found.index("Ответы безымянные.") < found.index('name="brought"')
    assert "№ 41" in found


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{act('Обратная связь')}{act('Вопрос директору')}{act('Отзывы и предложения')}</div>",
        f"<div>{act('Записаться')}{act('Вопрос врачу')}{act('Вызвать на дом')}</div>",
    ],
)
def test_a_row_of_buttons_that_do_something_is_no_row_of_tabs(browsing: Browsing, body: str) -> None:
    assert "Устав" in explored(browsing, f"{body}<textarea></textarea><input type=radio><p>Устав</p>")


def test_the_way_home_of_an_application_is_no_control(browsing: Browsing) -> None:
    page = """<p><a href="#/" class=p>ГБУ «Лад»</a></p><div id=pane></div><script>
    const draw = () => { pane.innerHTML = location.hash === '#/' ? '<p>Добро пожаловать в центр</p>' : '<p>План</p>'; };
    addEventListener('hashchange', draw);
    draw();
    </script>"""
    assert "Добро пожаловать" not in explored(browsing, page)


def test_tabs_below_a_sentence_on_what_the_assessment_shows_are_no_answers(browsing: Browsing) -> None:
    tabs = "".join(
        f"<li><a role=tab href='#{name}' data-part={name}>{title}</a></li>"
        for name, title in (("acts", "Документы-основания"), ("council", "Кто в совете"))
    )
    body = (
        f"<p>Оценка говорит о том, насколько легко попасть в музей. Откройте одну из вкладок.</p><ul>{tabs}</ul>"
        f"<div id=pane><p>Пока ничего.</p></div><template id=t-acts>{ACTS}</template>{TEMPLATES}"
        "<script>document.querySelectorAll('[data-part]').forEach((one) => { one.onclick = () => {"
        "pane.innerHTML = document.getElementById('t-' + one.dataset.part).innerHTML; return false } })</script>"
    )
    found = headed(explored(browsing, body))
    assert "Закон № 256" in found["Документы-основания"]
    assert "Иванова" in found["Кто в совете"]


@pytest.mark.parametrize("told", ["{year}", "{year} ▾", "[ {year} ]"])
def test_a_year_is_a_name_by_itself(browsing: Browsing, told: str) -> None:
    years = "".join(f"<button type=button data-y={y}>{told.format(year=y)}</button> " for y in (2026, 2023))
    body = (
        f"<p>Год: {years}</p><div id=out></div><script>document.querySelectorAll('[data-y]').forEach((one) => {{"
        "one.onclick = () => { out.innerHTML = '<p>Музей набрал в ' + one.dataset.y + ' году 91,7 балла</p>' } })"
        "</script>"
    )
    html = explored(browsing, body)
    assert "в 2026 году 91,7" in html
    assert "в 2023 году 91,7" in html


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


def test_a_page_in_a_form_that_asks_nothing_is_read(browsing: Browsing) -> None:
    """As SharePoint makes them: with a lower title and few links."""
    page = (
        f"<!doctype html><title>Школа</title><form onsubmit='return false'><h2>Совет</h2>{FILLER}<div>"
        "<a href='#' onclick='return show()'>⊞</a> Протоколы <span>(2)</span></div><div id=box hidden>Загрузка…</div>"
        f"</form><script>const show = () => {{ box.hidden = false; {put('box', COUNCIL)}; return false }}</script>"
    )
    with loopback({"/": page}) as site:
        html = browsing.render(site.url + "/").html.decode()
        assert site.methods == {"GET"}
    assert "Иванова" in html.partition("<script>")[0]


ROUTED = (
    "<header>{buttons}</header><main id=view></main><footer><p>Школа</p></footer><script>"
    "const texts = {{'': '<h1>Школа</h1><p>Новости недели, а больше ничего</p>', nok: `" + PLAN + "` }};"
    "const draw = () => {{ view.innerHTML = texts[location.hash.slice(2)] || '<p>Раздел школы</p>' }};"
    "const go = (to) => {{ location.hash = '#/' + to }};"
    "addEventListener('hashchange', draw); draw()</script>"
)


def shown(browsing: Browsing, body: str, route: str = "") -> str:
    """The page as it stands in the end, whole."""
    with loopback({"/": f"<!doctype html><title>Школа</title>{POINT}{body}", "/sent": "1"}) as site:
        html = browsing.render(f"{site.url}/{route}").html.decode()
        assert site.methods == {"GET"}
        assert [path for _, path in site.asked if path.startswith("/sent")] == []
    return html.partition("<script>")[0]


WAYS = "".join(
    f"<button type=button onclick=\"go('{to}')\">{said}</button>"
    for to, said in (("", "Главная"), ("about", "О школе"), ("nok", "Оценка качества"), ("ask", "Обращения"))
)


def test_where_nothing_else_leads_on_the_buttons_of_the_head_do(browsing: Browsing) -> None:
    html = shown(browsing, ROUTED.format(buttons=WAYS))
    assert re.findall(r'href="[^"]*#/(\w+)">([^<]+)<', html) == [
        ("about", "О школе"), ("nok", "Оценка качества"), ("ask", "Обращения"),
    ]  # fmt: skip
    assert "20 января" not in html  # read there
    assert "Новости недели" in html


def test_where_a_link_leads_on_the_head_is_left_alone(browsing: Browsing) -> None:
    assert "#/nok" not in shown(browsing, ROUTED.format(buttons=f"{WAYS}<a href='#/map'>Карта сайта</a>"))


UNFOLDED = (
    "<nav><ul id=bar><li><a href='#/'>Главная</a></li>{item}<li><a href='#/map'>Карта сайта</a></li></ul></nav>"
    "<main><h1>Школа</h1><p>Новости недели, а больше ничего</p></main><script>const unfold = (one) => {{"
    "const part = document.createElement('ul'); part.innerHTML = "
    "`<li><a href='#/nok'>Оценка качества</a></li><li><a href='#/acts'>Документы</a></li>`;"
    "one.after(part); one.setAttribute('aria-expanded', 'true') }};"
    "const redraw = () => {{ const all = bar.innerHTML; bar.innerHTML = all.replace(/(?=<.li>$)/, "
    "`<div><a href='#/nok'>Оценка качества</a> <a href='#/acts'>Документы</a></div>`) }};</script>"
)


@pytest.mark.parametrize(
    "item",
    [
        "<li><button type=button aria-expanded=false onclick='unfold(this)'>Открытость</button></li>",
        "<li><a href='#' aria-haspopup=true onclick='unfold(this); return false'>Сведения</a></li>",
        "<li><span role=button onclick='redraw()'>О школе</span></li>",
        "<li><button type=button aria-expanded=false onclick='unfold(this)'>☰ Меню</button></li>",
    ],
)
def test_a_menu_whose_part_is_drawn_when_it_is_asked_for_leads_there(browsing: Browsing, item: str) -> None:
    html = shown(browsing, UNFOLDED.format(item=item))
    page = extract_page(html.encode(), url="http://school.test/", rendered=True)
    links = [(link.url.partition("#")[2], link.label, link.region) for link in page.links]
    assert ("/nok", "Оценка качества", "menu") in links
    assert ("/acts", "Документы", "menu") in links
    assert [block.text for block in page.blocks if block.kind == "heading"] == ["Школа"]
    assert "20 января" not in html


@pytest.mark.parametrize(
    "item",
    [
        f'<li><button type=button aria-expanded=false onclick="{SENT}">Войти</button></li>',
        f'<li><button type=button aria-expanded=false onclick="{SENT}">Версия для слабовидящих</button></li>',
        f'<li><button type=button aria-haspopup=dialog onclick="{SENT}">Фонды</button></li>',
        f'<li><button type=button aria-expanded=false onclick="{SENT}">Школа</button>'
        "<ul hidden><li><a href='#/nok'>Оценка качества</a></li></ul></li>",
        f'<li><button type=button aria-expanded=false onclick="{SENT}">Меню столовой</button></li>',
    ],
)
def test_what_stands_in_a_menu_and_unfolds_none_of_it_is_left_alone(browsing: Browsing, item: str) -> None:
    assert "#/map" in shown(browsing, UNFOLDED.format(item=item))


def test_a_page_of_an_application_does_not_press_its_way_once_more(browsing: Browsing) -> None:
    html = shown(browsing, ROUTED.format(buttons=WAYS), "#/nok")
    assert "20 января" in html
    assert "#/about" not in html


def test_an_application_without_addresses_shows_all_its_parts(browsing: Browsing) -> None:
    body = (
        f"<nav><span class=p onclick='to(0)'>О школе</span> <span class=p onclick='to(1)'>План работы</span></nav>"
        f"<main><h1>Школа</h1>{FILLER}<section id=view>Выберите раздел</section></main><script>"
        f"const parts = [`{COUNCIL}`, `{PLAN}`]; const to = (at) => {{ view.innerHTML = parts[at] }}</script>"
    )
    found = headed(shown(browsing, body))
    assert "Иванова" in found["О школе"]
    assert "20 января" in found["План работы"]


ASKED = "<input type=radio name=r>Доволен <input type=radio name=r>Недоволен"


def test_a_card_beside_one_that_shows_a_poll_is_turned_where_a_press_brought_both(browsing: Browsing) -> None:
    body = f"""<button onclick="{put("pane", "<div class=row id=row></div>")}; deal()">Качество условий</button>
    <p>О работе музея:</p><div id=pane><p>Пока ничего не выбрано</p></div><script>
    const backs = [['Опрос посетителей', `{ASKED}`], ['Свод ответов и итоги', '<p>Ответили 64 человека</p>']];
    const deal = () => backs.forEach(([front, back]) => {{
      const card = document.createElement('div');
      card.setAttribute('role', 'button');
      card.textContent = front;
      card.onclick = () => {{ card.removeAttribute('role'); card.innerHTML = back; card.onclick = null; }};
      row.append(card);
    }});</script>"""
    assert "Ответили 64 человека" in headed(explored(browsing, body))["Свод ответов и итоги"]


def test_what_came_with_the_fields_of_a_poll_may_send_it(browsing: Browsing) -> None:
    asks = f"<p>{ASKED}</p><div role=button onclick=\\`{SENT}\\`>Результаты и итоги</div>"
    body = f'<button role=tab onclick="{put("pane", asks)}">Качество условий</button><div id=pane></div>'
    assert "Недоволен" in explored(browsing, body)


def chosen(over: str, options: str, onchange: str, beside: str = "") -> str:
    """A part that a press fills with a list to choose from; what is chosen stands below it."""
    inner = f"<div>{over}<select id=list><option>—</option>{options}</select>{beside}<div id=out></div></div>"
    return f"""<details id=part><summary>Сведения по периодам</summary><div id=pane>…</div></details><script>
    part.ontoggle = () => {{ if (part.open && !window.list) {{
      pane.innerHTML = `{inner}`;
      list.onchange = () => {{ {onchange} }};
    }} }};</script>"""


HALVES = "<option value=a>1 полугодие 2025 года</option><option value=b>2 полугодие 2025 года</option>"


def test_periods_to_choose_in_what_a_press_brought_are_all_chosen(browsing: Browsing) -> None:
    told = "fetch('/half-' + list.value).then((one) => one.text()).then((text) => { out.innerHTML = text; })"
    pages = {f"/half-{name}": f"<p>Ответили {count} человек</p>" for name, count in (("a", 41), ("b", 57))}
    found = headed(explored(browsing, chosen("<label>Показать за</label>", HALVES, told), **pages))
    assert "41 человек" in found["1 полугодие 2025 года"]
    assert "57 человек" in found["2 полугодие 2025 года"]


@pytest.mark.parametrize(
    ("over", "options", "beside"),
    [
        ("<p>Когда вы были у нас в последний раз?</p>", HALVES, ""),
        ("<p>Период посещения</p>", HALVES, "<p><input type=radio name=r>Доволен <input type=radio name=r>Нет</p>"),
        ("<p>О чём письмо</p>", HALVES, "<textarea name=t></textarea>"),
        ("<p>Отделение</p>", "<option>Взрослое</option><option>Детское</option>", ""),
    ],
)
def test_answers_and_parts_of_a_letter_that_a_press_brought_are_not_chosen(
    browsing: Browsing, over: str, options: str, beside: str
) -> None:
    assert "Сведения" in explored(browsing, chosen(over, options, "fetch('/sent?' + list.value)", beside))


def conversation(asked: str, *replies: str) -> str:
    """A bot that answers below what was pressed, with a button for each reply."""
    buttons = "".join(f"<button>{reply}</button><br>" for reply in replies)
    return f"""<div id=bot><p>{asked}</p>{buttons}</div><template id=a>{ACTS}</template><template id=b>{PLAN}</template>
    <template id=c>{COUNCIL}</template><script>
    bot.querySelectorAll('button').forEach((one, at) => {{ one.onclick = () => {{
      const said = document.createElement('div');
      said.append(document.getElementById('abc'[at]).content.cloneNode(true));
      one.after(said);
      one.disabled = true;
    }}; }});</script>"""


@pytest.mark.parametrize(
    "asked",
    [
        "Что вам показать?",
        "Здравствуйте! Чем я могу помочь?",
        "Какой документ вы ищете?",
        "О чём рассказать?",
        "Какие сведения вас интересуют?",
    ],
)
def test_replies_of_a_conversation_that_name_papers_are_no_answers(browsing: Browsing, asked: str) -> None:
    found = headed(explored(browsing, conversation(asked, "Приказы и законы", "План работы", "Кто в совете")))
    assert "№ 256" in found["Приказы и законы"]
    assert "20 января" in found["План работы"]
    assert "Иванова" in found["Кто в совете"]


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("Нашли ли вы документы, которые искали?", ("Нашёл план", "Нашёл частично")),
        ("Какие сведения труднее всего найти?", ("Планы работы", "Приказы")),
        ("Что вас интересует?", ("Рисование", "Лепка")),  # a circle of children; it names no papers
        ("Какой документ вам помог?", ("Устав", "План приёма")),
    ],
)
def test_other_questions_are_answered_by_visitors(browsing: Browsing, asked: str, answers: tuple[str, ...]) -> None:
    body = f"<p>{asked}</p><div>{''.join(map(act, answers))}</div>"
    assert "Устав" in explored(browsing, f"{body}<p>Устав</p>")


def windowed(inner: str) -> str:
    """A window that shows one template in the place of another."""
    return f"""<button data-show=first>Качество условий</button><template id=first>{inner}</template>
    <template id=second><p>Анкета о клубе</p><p>{ASKED}</p></template>
    <div id=shade hidden style="position:fixed;inset:0"><a class=close>Закрыть</a><div id=pane></div></div><script>
    document.onclick = ({{target: one}}) => {{
      const name = one.dataset.show;
      if (name) {{ pane.replaceChildren(document.getElementById(name).content.cloneNode(true)); shade.hidden = false; }}
      if (one.className === 'close') shade.hidden = true;
    }};</script>"""


def test_a_questionnaire_behind_a_button_of_a_window_is_opened(browsing: Browsing) -> None:
    inner = "<h3>Опрос</h3><p>Займёт пять минут.</p><button data-show=second>Оценить качество услуг клуба</button>"
    found = explored(browsing, windowed(inner))
    assert found.index("Займёт пять минут") < found.index('name="r"')


def tabbed(inner: str) -> str:
    """A part of the page that a press on a tab brings, with a poll that a press on it brings."""
    return f"""<div><button onclick="show()">Качество условий</button><button>Прочее</button></div><p>Слова</p>
    <div id=pane>Пусто</div><template id=part>{inner}</template><script>
    const show = () => {{
      pane.replaceChildren(part.content.cloneNode(true));
      pane.querySelectorAll('.start').forEach((one) => {{ one.onclick = () => {{ pane.append('Анкета открыта'); }}; }});
    }};</script>"""


@pytest.mark.parametrize(
    "offer",
    [
        "<button class=start id=poll>Пройти опрос</button>",
        "<section class=opros><h4>Ваше мнение</h4><button class=start>Заполнить анкету</button></section>",
    ],
)
def test_what_is_called_a_poll_is_started_where_a_press_brought_it(browsing: Browsing, offer: str) -> None:
    assert "Анкета открыта" in explored(browsing, tabbed(f"<h3>Опрос</h3>{offer}"))


def test_answers_of_a_poll_that_a_press_brought_are_left_alone(browsing: Browsing) -> None:
    votes = VOTES.replace('"', "'").replace("'/sent?'", "`/sent?`")
    offer = f"<div class=poll><p>Опрос: как Вам у нас</p>{votes}</div>"
    found = explored(browsing, tabbed(f"<h3>Опрос</h3>{offer}<button class=start id=vote>Отдать голос</button>"))
    assert "Анкета открыта" not in found


SCHOOLS = {"Заречный": "<p>Школа имени Лунина</p>", "Нагорный": "<p>Лицей у моста</p>", "Луговой": "<p>Сад «Осока»</p>"}


def scheme(named: str, size: str = "width=400 height=300", point: str = "p", shown: str = "") -> str:
    """Districts that are drawn, and a box for what each of them has."""
    shapes = "".join(
        f'<path class="{point}" {named.format(name, at)} d="M{at * 90} 10h80v200h-80z">'
        + (f"<title>{name} округ</title>" if not named else "")
        + "</path>"
        for at, name in enumerate(SCHOOLS)
    )
    fill = shown or "out.innerHTML = all[at]"
    return f"""<h2>Кого оценивают</h2><div class=map><svg {size} viewBox="0 0 300 220">{shapes}</svg></div>
    <div id=out></div><script>const all = {list(SCHOOLS.values())};
    document.querySelectorAll('svg path').forEach((one, at) => one.addEventListener('click', () => {{ {fill}; }}));
    </script>"""


@pytest.mark.parametrize("named", ["", 'data-name="{0} округ"', 'aria-label="{0} округ"'])
def test_districts_of_a_drawn_map_are_pressed_each(browsing: Browsing, named: str) -> None:
    found = headed(explored(browsing, scheme(named)))
    for name, said in SCHOOLS.items():
        assert re.sub("<.*?>", "", said) in found[f"{name} округ"]


def test_what_a_district_opens_over_the_page_does_not_stand_in_the_drawing(browsing: Browsing) -> None:
    window = "out.innerHTML = '<div style=\"position: fixed; top: 0\">' + all[at] + '</div>'"
    found = headed(explored(browsing, scheme("", shown=window)))
    assert "Лицей у моста" in found["Нагорный округ"]


def test_a_district_that_is_called_for_its_script_alone_heads_nothing(browsing: Browsing) -> None:
    found = headed(explored(browsing, scheme('id="area{1}"')))
    assert "Лицей у моста" in found["Кого оценивают"]


def test_districts_without_any_name_are_told(browsing: Browsing) -> None:
    with loopback({"/": f"<title>Оценка</title>{POINT}{FILLER}{scheme('data-no={1}')}"}) as site:
        html = browsing.render(site.url + "/").html
    assert extract_page(html, url=site.url, rendered=True).unchosen == ("Кого оценивают",)


def test_a_chart_that_only_points_is_not_told(browsing: Browsing) -> None:
    bars = "".join(f"<rect class=p x={at * 20} width=10 height=90><title>Школа {at}</title></rect>" for at in range(9))
    chart = f'<h2>Независимая оценка</h2><svg width=400 height=300 viewBox="0 0 200 100">{bars}</svg><script>1</script>'
    with loopback({"/": f"<title>Оценка</title>{POINT}{FILLER}{chart}"}) as site:
        html = browsing.render(site.url + "/").html
    assert extract_page(html, url=site.url, rendered=True).unchosen == ()


@pytest.mark.parametrize(
    "body",
    [
        scheme("", "width=60 height=40", shown="fetch('/sent')"),  # an icon
        f"<nav><a href=/about.html>О школе</a>{scheme('', shown='fetch(`/sent`)')}</nav>",
        f"<p>Оцените нашу работу:</p><div class=rating>{scheme('', shown='fetch(`/sent`)')}</div>",
        scheme("", point="", shown="fetch('/sent')"),  # nothing says that it may be pressed
    ],
)
def test_other_drawings_are_left_alone(browsing: Browsing, body: str) -> None:
    explored(browsing, body)


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


def test_a_version_for_print_at_an_address_of_its_own_is_a_link(browsing: Browsing) -> None:
    body = """<button data-to=/print/>Версия для печати</button><script>
    document.querySelector('[data-to]').onclick = (event) => { location.href = event.target.dataset.to; };</script>"""
    assert re.search(r'<a href="[^"]*/print/">Версия для печати</a>', explored(browsing, body))


def test_what_prints_the_page_itself_takes_nothing_away(browsing: Browsing) -> None:
    body = f"""<button id=print>Версия для печати</button><button id=show>Состав совета</button><div id=box></div>
    <p class=own>Своё слово</p><script>
    show.onclick = () => {{ {put("box", COUNCIL)}; }};
    document.getElementById('print').onclick = () => {{
      document.body.innerHTML = '<p>' + document.querySelector('.own').textContent + '</p>';
      window.print();
      location.reload();
    }};</script>"""
    found = explored(browsing, body)
    assert "Иванова Мария" in headed(found)["Состав совета"]
    assert found.count("Своё слово") == 1
