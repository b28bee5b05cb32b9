"""Applications: where no link leads on, the buttons of their head and menu do."""

from __future__ import annotations

import re

import pytest

from crawler.extract import extract_page
from tests.crawler.browsing import Browsing
from tests.crawler.explored import COUNCIL, FILLER, PLAN, POINT, SENT, explored, headed
from tests.crawler.loopback import loopback

pytestmark = pytest.mark.browser


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


def test_the_way_home_of_an_application_is_no_control(browsing: Browsing) -> None:
    page = """<p><a href="#/" class=p>ГБУ «Лад»</a></p><div id=pane></div><script>
    const draw = () => { pane.innerHTML = location.hash === '#/' ? '<p>Добро пожаловать в центр</p>' : '<p>План</p>'; };
    addEventListener('hashchange', draw);
    draw();
    </script>"""
    assert "Добро пожаловать" not in explored(browsing, page)


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


IN_PLACE = (
    "<header><nav>{buttons}</nav></header><main id=view><p>Новости недели. <a href='/rules.html'>Правила</a></p></main>"
    "<script>const texts = {{ nok: `" + PLAN + "` }};"
    "const go = (to) => {{ view.innerHTML = texts[to] || '<h2>Раздел</h2><p>О школе, ничего больше</p>' }};</script>"
)


def test_a_menu_of_buttons_is_the_way_though_a_link_stands_in_the_text(browsing: Browsing) -> None:
    assert "20 января" in headed(shown(browsing, IN_PLACE.format(buttons=WAYS)))["Оценка качества"]


def test_a_menu_of_buttons_beside_one_of_links_is_left_alone(browsing: Browsing) -> None:
    body = IN_PLACE.format(buttons=WAYS) + "<div class=menu><a href='/map.html'>Карта сайта</a></div>"
    assert "20 января" not in shown(browsing, body)


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
