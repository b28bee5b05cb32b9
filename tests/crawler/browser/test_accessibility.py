"""Switching the version for visually impaired people on: what counts as an effect and what does not."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest

from crawler.browser.accessibility import try_accessible
from crawler.browser.loading import PageError, Tabs, Visit
from crawler.items import AccessibleVersion, Reason
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import Answer, Loopback, loopback

pytestmark = pytest.mark.browser

STYLE = "<style>body{font-size:14px;color:#555;background:#fff}</style>"
TEXT = "<h1>Детский сад «Ромашка»</h1>" + "<p>Мы рады видеть вас на нашем сайте. </p>" * 12


def attempt(browsing: Browsing, pages: dict[str, Answer]) -> AccessibleVersion:
    renderer = browsing.renderer
    assert renderer is not None
    with loopback(pages) as site:
        found = browsing.run(renderer.try_accessible(site.url + "/", allow_private=True, timeout=30))
        assert site.methods <= {"GET"}
    return found


def test_script_that_enlarges_and_recolours(browsing: Browsing) -> None:
    script = (
        "document.querySelector('.bvi-open').onclick = (e) => { e.preventDefault();"
        "document.body.classList.add('bvi-active');"
        "document.body.style.cssText = 'font-size:24px;background:#000;color:#fff' }"
    )
    page = f"{STYLE}<a href='#' class='bvi-open' title='Версия для слабовидящих'><img src=/eye.png></a>{TEXT}"
    found = attempt(browsing, {"/": page + "<script src=/bvi.js></script>", "/bvi.js": script})
    assert found.tried
    assert found.effect
    assert found.control == "Версия для слабовидящих"
    assert "размер шрифта 14 px → 24 px" in found.changes
    assert "фон #ffffff → #000000" in found.changes
    assert any(change.startswith("контраст 7,5:1 → 21,0:1") for change in found.changes)
    assert any("bvi-active" in change for change in found.changes)


def test_the_very_words_are_pressed_not_what_stands_around_them(browsing: Browsing) -> None:
    script = "document.querySelector('p').onclick = () => { document.body.style.fontSize = '26px' }"
    page = f"{STYLE}<div><p>Версия для слабовидящих</p></div>{TEXT}<script>{script}</script>"
    found = attempt(browsing, {"/": page})
    assert (found.effect, found.control) == (True, "Версия для слабовидящих")


@pytest.mark.parametrize(("event", "effect"), [("mousemove", True), ("keydown", False)])
def test_a_panel_that_comes_with_the_first_move_of_the_mouse_is_used(
    browsing: Browsing, event: str, effect: bool
) -> None:
    script = f"""addEventListener('{event}', () => {{
      const bar = document.createElement('nav');
      bar.innerHTML = '<a href="#">Версия для слабовидящих</a>';
      bar.firstChild.onclick = () => {{ document.body.style.fontSize = '28px'; }};
      document.body.append(bar);
    }}, {{once: true}})"""
    found = attempt(browsing, {"/": f"{STYLE}{TEXT}<script src=/later.js></script>", "/later.js": script})
    assert (found.tried, found.effect) == (effect, effect)


def test_icon_without_effect(browsing: Browsing) -> None:
    page = f"{STYLE}<a href='#' id=specialButton><img src=/special.png alt='Версия для слабовидящих'></a>{TEXT}"
    found = attempt(browsing, {"/": page})
    assert (found.tried, found.effect, found.reason) == (True, False, None)
    assert "вид страницы не изменился" in found.changes


def test_class_alone_is_no_effect(browsing: Browsing) -> None:
    page = f"{STYLE}<button onclick=\"document.body.className='special'\">Версия для слабовидящих</button>{TEXT}"
    found = attempt(browsing, {"/": page})
    assert not found.effect
    assert "классы страницы: special" in found.changes


LETTERS = "".join(f"<a href=# onclick=\"document.body.style.fontSize='{size}px'\">А</a> " for size in (14, 18, 26))


def test_a_panel_that_is_always_open_needs_no_switch(browsing: Browsing) -> None:
    found = attempt(browsing, {"/": f"{STYLE}<div>Размер шрифта: {LETTERS}</div>{TEXT}"})
    assert (found.tried, found.effect, found.control) == (True, True, "А А А")
    assert "размер шрифта 14 px → 26 px" in found.changes


def test_letters_without_an_effect_are_not_held_against_the_site(browsing: Browsing) -> None:
    found = attempt(browsing, {"/": f"{STYLE}<p>Группы: <a href=#a>А</a> <a href=#b>А</a></p>{TEXT}"})
    assert (found.tried, found.effect) == (False, False)


def test_letters_in_a_form_are_left_alone(browsing: Browsing) -> None:
    found = attempt(browsing, {"/": f"{STYLE}<form>{LETTERS}</form>{TEXT}"})
    assert not found.tried


def test_link_to_a_special_version(browsing: Browsing) -> None:
    page = f"{STYLE}<a href='/special/'>Для слабовидящих</a>{TEXT}"
    special = f"<style>body{{font-size:22px;color:#000;background:#ff9}}</style>{TEXT}"
    found = attempt(browsing, {"/": page, "/special/": special})
    assert found.effect
    assert found.how == "link"
    assert found.url.endswith("/special/")
    assert "размер шрифта 14 px → 22 px" in found.changes


MENU = "<body bgcolor=#ccddcc><font size=2><a href=/main>Главная</a> <a href=/main{0}>Для слабовидящих</a></font>"
PLAIN = f"<body>{TEXT}"


def test_a_link_to_an_ordinary_page_is_no_version_however_it_differs_from_the_menu(browsing: Browsing) -> None:
    found = attempt(browsing, {"/": MENU.format(""), "/main": PLAIN})
    assert (found.tried, found.effect, found.reason) == (True, False, None)
    assert found.changes == ("по ссылке открывается обычная страница сайта",)


def test_a_link_that_dresses_the_page_others_lead_to_is_a_version(browsing: Browsing) -> None:
    script = "<script>if (localStorage.eye) document.body.style.cssText = 'font-size:28px'</script>"
    menu = MENU.format(' onclick="localStorage.eye = 1"').replace('=/main onclick="', '="/main" onclick="')
    found = attempt(browsing, {"/": menu, "/main": PLAIN + script})
    assert (found.effect, found.how) == (True, "link")


def test_two_links_to_a_version_are_no_ordinary_ones(browsing: Browsing) -> None:
    links = "<a href=/big>Версия для слабовидящих</a> <a href=/big>перейти</a> <a href=/big>крупные буквы</a>"
    found = attempt(browsing, {"/": f"{STYLE}{links}{TEXT}", "/big": f"<style>body{{font-size:24px}}</style>{TEXT}"})
    assert (found.effect, found.how) == (True, "link")


DRESSED = "<style>body{{font-size:14px}}p{{background:{0}}}h1,a{{background:{1}}}</style>"
NEWS = "".join(f"<p>Новость {number} о жизни нашего посёлка и района. </p>" for number in range(9))


def test_the_same_page_dressed_otherwise_is_left_open(browsing: Browsing) -> None:
    link = "<a href='/plain/'>Версия сайта для слабовидящих людей и всех, кому так удобнее читать</a>"
    title = "<h1>Больница посёлка Заречный, приёмный покой и поликлиника для взрослых</h1>"
    home = DRESSED.format("#fff", "#dde6f5") + link + title + NEWS
    plain = DRESSED.format("#fff", "#fff") + link + title + NEWS
    found = attempt(browsing, {"/": home, "/plain/": plain})
    assert (found.tried, found.effect, found.reason) == (True, False, Reason.AMBIGUOUS)
    assert "вид страницы не изменился" not in found.changes
    # the very same look, and a page that says something else
    for other in (home, DRESSED.format("#fff", "#fff") + link + title + NEWS.replace("Новость", "Сотрудник") * 2):
        found = attempt(browsing, {"/": home, "/plain/": other})
        assert (found.tried, found.effect, found.reason) == (True, False, None)


PROMISE = "<h1>Сайт для незрячих</h1><p>{}</p>"


@pytest.mark.parametrize(
    ("there", "effect"),
    [
        (PROMISE.format("Раздел ещё в разработке, загляните к нам позже."), False),
        (PROMISE.format("Эта страница временно недоступна. Звоните в приёмную."), False),
        (PROMISE.format("Страница сейчас готовится, простите за неудобство."), False),
        (PROMISE.format("Мы делаем для вас отдельную версию. Звоните!"), False),
        # of something else that is being made; the version, with a notice; a page that says more than a notice does
        (PROMISE.format("Библиотека на Садовой. Готовится вечер памяти, билетов нет."), True),
        (PROMISE.format("В этой версии сайта нет рисунков, отсутствуют и таблицы."), True),
        (TEXT + "<p>Версия в разработке: возможны ошибки.</p>", True),
        (PROMISE.format("Электронная очередь в разработке. " + "Записаться можно по телефону приёмной. " * 12), True),
    ],
)
def test_a_page_that_promises_the_version_is_none(browsing: Browsing, there: str, effect: bool) -> None:
    page = f"{STYLE}<a href='/special/'>Для слабовидящих</a>{TEXT}"
    style = "<style>body{font-size:18px;color:#000;background:#ff9}</style>"
    found = attempt(browsing, {"/": page, "/special/": style + there})
    assert (found.tried, found.effect, found.reason) == (True, effect, None)
    assert effect or found.changes[0].startswith("по ссылке открывается страница")


def test_link_to_nowhere_has_no_effect(browsing: Browsing) -> None:
    page = f"{STYLE}<a href='/special/'>Для слабовидящих</a>{TEXT}"
    found = attempt(browsing, {"/": page})
    assert (found.tried, found.effect, found.reason) == (True, False, None)
    assert any("404" in change for change in found.changes)


def test_failing_version_is_not_held_against_the_site(browsing: Browsing) -> None:
    page = f"{STYLE}<a href='/special/'>Для слабовидящих</a>{TEXT}"
    found = attempt(browsing, {"/": page, "/special/": (503, {}, "работы")})
    assert (found.effect, found.reason) == (False, Reason.HTTP_5XX)


def test_cookie_that_works_after_reload(browsing: Browsing) -> None:
    def home(site: Loopback, cookie: str) -> str:
        style = "<style>body{font-size:26px}</style>" if "special=1" in cookie else STYLE
        return f"{style}<span onclick=\"document.cookie='special=1'\" title='Версия для слабовидящих'>Глаз</span>{TEXT}"

    found = attempt(browsing, {"/": home})
    assert found.effect
    assert "после обновления страницы" in found.changes


def test_server_switch_with_redirect_back(browsing: Browsing) -> None:
    def home(site: Loopback, cookie: str) -> str:
        style = "<style>body{font-size:26px}</style>" if "special=1" in cookie else STYLE
        return f"{style}<a href='/?special=Y'>Версия для слабовидящих</a>{TEXT}"

    pages: dict[str, Answer] = {"/": home, "/?special=Y": (302, {"Location": "/", "Set-Cookie": "special=1"}, "")}
    found = attempt(browsing, pages)
    assert found.effect
    assert "размер шрифта 14 px → 26 px" in found.changes


def test_panel_needs_a_second_step(browsing: Browsing) -> None:
    page = (
        f"{STYLE}<a href='#' onclick=\"document.getElementById('p').hidden=false\">Для слабовидящих</a>"
        "<div id=p hidden>Размер шрифта: <span>А</span>"
        "<span style='font-size:30px' onclick=\"document.body.style.fontSize='28px'\">А</span></div>" + TEXT
    )
    found = attempt(browsing, {"/": page})
    assert found.effect
    assert "после выбора в открывшейся панели" in found.changes


def test_second_switch_is_tried_when_the_first_is_dead(browsing: Browsing) -> None:
    page = (
        f"{STYLE}<a href='#'>Версия для слабовидящих</a>"
        "<a href='#' class=bvi-open onclick=\"document.body.style.fontSize='30px'\">глаз</a>" + TEXT
    )
    found = attempt(browsing, {"/": page})
    assert found.effect
    assert found.control == "глаз"


@pytest.mark.parametrize(
    "page",
    [
        TEXT,
        TEXT + "<form method=post action=/login><button type=submit>Версия для слабовидящих</button></form>",
        TEXT + "<p>На сайте предусмотрена специальная версия, о которой мы расскажем в следующей большой новости.</p>",
    ],
)
def test_nothing_to_switch_on(browsing: Browsing, page: str) -> None:
    found = attempt(browsing, {"/": STYLE + page, "/login": "вход"})
    assert found == AccessibleVersion()


def test_lost_script_leaves_the_question_open(browsing: Browsing) -> None:
    page = f"{STYLE}<a href='#' class=bvi-open>Версия для слабовидящих</a>{TEXT}<script src=/bvi.js></script>"
    found = attempt(browsing, {"/": page})
    assert (found.tried, found.effect, found.reason) == (True, False, Reason.HTTP_404)
    assert any("/bvi.js" in change for change in found.changes)


def test_version_at_an_unreachable_host_leaves_the_question_open(browsing: Browsing) -> None:
    page = f"{STYLE}<a href='http://service.invalid/?slabovid'><img src=/b.jpg></a>{TEXT}"
    found = attempt(browsing, {"/": page})
    assert (found.tried, found.effect, found.reason) == (True, False, Reason.DNS_FAILURE)


def test_the_file_that_belongs_to_the_version_gives_the_reason(browsing: Browsing) -> None:
    lost = "<script src=/menu.js></script><script src='http://module.invalid/uhpv-full.min.js'></script>"
    found = attempt(browsing, {"/": f"{STYLE}<a href='#' class=bvi-open>Версия для слабовидящих</a>{TEXT}{lost}"})
    assert (found.tried, found.effect, found.reason) == (True, False, Reason.DNS_FAILURE)
    assert found.changes[-1].startswith("не загрузились файлы страницы: http://module.invalid/uhpv-full.min.js, ")


def test_site_that_opens_in_its_special_version(browsing: Browsing) -> None:
    def home(site: Loopback, cookie: str) -> str:
        style = STYLE if "plain" in cookie else "<style>body{font-size:26px}</style>"
        return f"{style}<a href='/?plain'>Обычная версия</a>{TEXT}"

    pages: dict[str, Answer] = {"/": home, "/?plain": (302, {"Location": "/", "Set-Cookie": "plain=1"}, "")}
    found = attempt(browsing, pages)
    assert found.effect
    assert "размер шрифта 14 px → 26 px" in found.changes


def test_unreachable_page_gives_a_reason(browsing: Browsing) -> None:
    found = attempt(browsing, {"/": (403, {}, "нельзя")})
    assert (found.tried, found.reason) == (False, Reason.HTTP_403)


@pytest.mark.parametrize(
    "control",
    [
        '<button class=header-eye onclick="{0}"><svg width=20 height=20></svg></button>',
        "<a href='#' onclick=\"{0}\"><img width=20 height=20 src='/img/eye.svg'></a>",
        '<div class=glaz onclick="{0}">&nbsp;&nbsp;</div>',
        "<a href='javascript:;' onclick=\"{0}\">\n   <svg width=9></svg>\n   <b>Версия для слабовидящих</b></a>",
        "<svg role=button aria-label='Версия для слабовидящих' width=20 height=20 onclick=\"{0}\"></svg>",
    ],
)
def test_switches_that_are_only_a_picture_are_found(browsing: Browsing, control: str) -> None:
    press = control.format("document.body.style.fontSize='30px'")
    found = attempt(
        browsing, {"/": f"{STYLE}{press}{TEXT}", "/img/eye.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    )
    assert found.effect


def test_a_control_in_a_box_that_begins_with_its_words_is_pressed(browsing: Browsing) -> None:
    page = (
        f"{STYLE}<style>.panel{{display:none}}.open .panel{{display:block}}</style>"
        "<nav><div class=pojo-a11y-toolbar-toggle>"
        "<a href='#' onclick=\"this.closest('nav').classList.toggle('open');return false\">Инструменты</a></div>"
        "<div class=panel><a href='#' onclick=\"document.body.style.fontSize='30px';return false\">Увеличить текст</a>"
        f"<a href='#'>Сбросить</a></div></nav>{TEXT}"
    )
    assert attempt(browsing, {"/": page}).effect


def test_a_lost_counter_does_not_leave_the_question_open(browsing: Browsing) -> None:
    counter = "<script src='https://mc.yandex.ru/metrika/tag.js'></script>"
    page = f"{STYLE}<a href='#' class=bvi-open>Версия для слабовидящих</a>{TEXT}{counter}"
    found = attempt(browsing, {"/": page})
    assert (found.tried, found.effect, found.reason) == (True, False, None)


BIG = "document.body.style.cssText = 'font-size:28px;background:#000;color:#ff0'"


@pytest.mark.parametrize(
    "control",
    [
        "<a href='javascript:void(0)' onclick=\"big()\">👁 Крупно</a>",
        "<a href='javascript:big()'>Aa</a>",
        "<button onclick='big()'>👓</button>",
        "<select onchange='if (this.selectedIndex) big()'><option>Обычное<option>Контрастное</select>",
    ],
)
def test_a_control_without_a_name_counts_by_its_effect(browsing: Browsing, control: str) -> None:
    found = attempt(browsing, {"/": f"{STYLE}{control}{TEXT}<script>function big() {{ {BIG} }}</script>"})
    assert (found.tried, found.effect) == (True, True)
    idle = attempt(browsing, {"/": f"{STYLE}{control}{TEXT}<script>function big() {{}}</script>"})
    assert not idle.tried  # it may be anything


def test_a_list_in_a_form_that_can_be_sent_is_left_alone(browsing: Browsing) -> None:
    options = "<option>Да<option>Увеличенная порция"
    form = f'<form action=/send><select onchange="{BIG}">{options}</select><input type=submit></form>'
    assert not attempt(browsing, {"/": f"{STYLE}{form}{TEXT}"}).tried


def test_a_frame_that_sends_its_links_elsewhere_and_a_version_of_few_words(browsing: Browsing) -> None:
    menu = f"<base target=main>{STYLE}{TEXT}<a href=/text/ target=_top>ТЕКСТОВАЯ ВЕРСИЯ (слабовидящим)</a>"
    version = (
        "<body bgcolor=black text=yellow><font size=7>Детский сад<p><a href=/k>Контакты</a> <a href=/>Назад</a></font>"
    )
    assert attempt(browsing, {"/": menu, "/text/": version}).effect
    assert not attempt(browsing, {"/": menu, "/text/": "<font size=7>В разработке</font>"}).effect


@pytest.mark.parametrize("word", ["Доступность", "Аа Доступность", "Настройки отображения"])
def test_a_word_that_is_much_else_is_a_switch_only_where_it_switches(browsing: Browsing, word: str) -> None:
    script = "document.body.style.fontSize = '26px'"
    found = attempt(browsing, {"/": f'{STYLE}<button type=button onclick="{script}">{word}</button>{TEXT}'})
    assert (found.effect, found.control) == (True, word)
    other = {"/": f"{STYLE}<a href=/d>{word}</a>{TEXT}", "/d": f"{STYLE}<h1>{word}</h1><p>Пандус, лифт.</p>{TEXT}"}
    found = attempt(browsing, other)
    assert (found.tried, found.effect) == (False, False)  # a page on ramps and lifts is nothing to hold against a site


ADVICE = STYLE.replace("#fff", "#ddd") + TEXT + "<p>Чтобы увеличить шрифт, {}</p>"


@pytest.mark.parametrize("keys", ["нажмите клавиши Ctrl и «+».", "удерживайте Ctrl и нажимайте на клавишу +."])
def test_a_page_that_tells_which_keys_enlarge_letters_is_no_version(browsing: Browsing, keys: str) -> None:
    home = f"{STYLE}<a href='/vision/'>Версия для слабовидящих</a>{TEXT}"
    found = attempt(browsing, {"/": home, "/vision/": ADVICE.replace("{}", keys)})
    assert (found.tried, found.effect, found.reason) == (True, False, None)


def test_a_version_that_tells_of_keys_too_counts_and_so_does_a_page_without_them(browsing: Browsing) -> None:
    home = f"{STYLE}<a href='/vision/'>Версия для слабовидящих</a>{TEXT}"
    advice = ADVICE.replace("{}", "нажмите клавиши Ctrl и «+».")
    larger = advice.replace("font-size:14px", "font-size:26px")
    assert attempt(browsing, {"/": home, "/vision/": larger}).effect
    assert attempt(browsing, {"/": home, "/vision/": ADVICE.replace("{}", "спросите нас.")}).effect
    pressed = f"{STYLE}<a href='#' onclick=\"document.body.style.background='#ddd'\">Версия для слабовидящих</a>{TEXT}"
    assert attempt(browsing, {"/": f"{pressed}<p>Ещё крупнее: Ctrl и +</p>"}).effect  # its own page, not another


DIALOG = (
    "<button type=button onclick='d.showModal()'>Версия для слабовидящих</button><dialog id=d><form method=dialog>"
    "<select id=size><option value=14px>14</option><option value=28px>28</option></select>"
    "<button value=ok>Применить</button><button value=no>Закрыть</button></form></dialog>"
    "<script>d.onclose = () => { if (d.returnValue === 'ok') document.body.style.fontSize = size.value }</script>"
)
TICKS = (
    "<button type=button onclick='p.hidden = !p.hidden'>Версия для слабовидящих</button><div id=p hidden>"
    "<label><input type=checkbox onchange=\"document.body.classList.add('dark')\"> тёмный фон</label></div>"
    "<style>.dark{background:#000;color:#fff}</style>"
)
LIST = (
    '<label>Для слабовидящих <select onchange="document.body.style.fontSize = this.value">'
    "<option value=14px>обычный вид</option><option value=28px>крупный шрифт</option></select></label>"
)


@pytest.mark.parametrize("switch", [DIALOG, TICKS, LIST])
def test_what_a_press_brings_up_is_used_whatever_it_is_called(browsing: Browsing, switch: str) -> None:
    found = attempt(browsing, {"/": f"{STYLE}{switch}{TEXT}"})
    assert (found.tried, found.effect) == (True, True), found


def test_controls_that_change_nothing_and_a_form_that_sends_are_no_version(browsing: Browsing) -> None:
    panel = (
        "<button type=button onclick='p.hidden = false'>Версия для слабовидящих</button><div id=p hidden>"
        "<button type=button>Крупно</button><input type=range max=3><a href=/away>Подробнее</a>"
        "<form action=/send method=post><input name=q><button>Применить</button></form></div>"
    )
    found = attempt(browsing, {"/": f"{STYLE}{panel}{TEXT}", "/away": "<p>Ушли"})
    assert (found.tried, found.effect) == (True, False), found


LARGER = "document.body.style.fontSize = '28px'"
SHADOW = (
    "<x-eye></x-eye><script>customElements.define('x-eye', class extends HTMLElement { constructor() { super();"
    "this.attachShadow({mode: 'open'}).innerHTML = '<button>Версия для слабовидящих</button>"
    "<div id=p hidden><button id=b>А+</button></div>'; const p = this.shadowRoot.getElementById('p');"
    "this.shadowRoot.querySelector('button').onclick = () => { p.hidden = false };"
    f"this.shadowRoot.getElementById('b').onclick = () => {{ {LARGER} }} }} }})</script>"
)
SUMMARY = (
    "<details><summary>Версия для слабовидящих</summary>"
    f'<button type=button onclick="{LARGER}">Крупные буквы</button></details>'
)
LABELS = (
    "<button type=button onclick='p.hidden = false'>Версия для слабовидящих</button><form id=p hidden>"
    "<input type=radio name=s id=s1 hidden checked><label for=s1>Обычный вид</label>"
    f'<input type=radio name=s id=s2 hidden onchange="{LARGER}"><label for=s2>Большие буквы</label></form>'
)
CHOICE = (
    "<button type=button onclick='p.hidden = false'>Версия для слабовидящих</button><div id=p hidden>"
    '<select onchange="document.body.style.fontSize = this.value"><option value=14px>Как есть</option>'
    "<option value=28px>Большие буквы</option><option value=14px>Сбросить</option></select></div>"
)


@pytest.mark.parametrize("switch", [SHADOW, SUMMARY, LABELS, CHOICE])
def test_what_opens_in_components_details_and_lists_is_used(browsing: Browsing, switch: str) -> None:
    found = attempt(browsing, {"/": f"{STYLE}{switch}{TEXT}"})
    assert (found.tried, found.effect) == (True, True), found


def test_odd_markup_costs_no_trial(browsing: Browsing) -> None:
    """The value of a list's item is a number, a drawing has no click(), and a field may be called as a form's own."""
    odd = (
        "<ol><li value=5 title='Пятая'>Правила</li><li value=7 onclick='1'>Версия</li></ol>"
        "<svg role=button aria-label='Настройки' onclick='1' width=9 height=9><rect/></svg>"
        "<form><input name=method><input name=querySelector><select><option>А</select></form>"
    )
    panel = (
        f"<button type=button onclick='p.hidden = false'>Версия для слабовидящих</button>"
        f'<ul id=p hidden><li value=3 onclick="{LARGER}"></li><svg role=button onclick="1" width=9 height=9></svg></ul>'
    )
    found = attempt(browsing, {"/": f"{STYLE}{odd}{panel}{TEXT}"})
    assert (found.tried, found.reason) == (True, None), found


def test_a_consent_and_a_search_that_open_with_the_panel_are_no_version(browsing: Browsing) -> None:
    panel = (
        "<button type=button onclick='p.hidden = false'>Версия для слабовидящих</button><div id=p hidden><label>"
        "<input type=checkbox> Согласен на обработку данных</label><select><option>2024<option>2025</select></div>"
    )
    found = attempt(browsing, {"/": f"{STYLE}{panel}{TEXT}"})
    assert (found.tried, found.effect) == (True, False), found


SIZES = "document.body.style.fontSize = this.dataset.size"


def test_controls_beside_words_that_are_none_are_used(browsing: Browsing) -> None:
    sizes = "".join(
        f'<button type=button data-size={size} onclick="{SIZES}">{said}</button>'
        for size, said in (("14px", "А"), ("28px", "А++"))
    )
    beside = f"<div><span>Режим для слабовидящих:</span> {sizes}</div>"
    assert attempt(browsing, {"/": f"{STYLE}{beside}{TEXT}"}).effect
    loose = f"<div><span>Режим для слабовидящих</span></div>{TEXT}<div>{sizes.replace('А', 'Б')}</div>"
    assert not attempt(browsing, {"/": f"{STYLE}{loose}"}).effect
    sent = "<form action=/sent><button>Отправить</button></form><a href=/sent>Новости</a>"
    assert not attempt(browsing, {"/": f"{STYLE}<div><span>Режим для слабовидящих</span>{sent}</div>{TEXT}"}).effect


def test_special_possibilities_are_a_switch_by_what_they_do(browsing: Browsing) -> None:
    switch = "<a href='#' onclick=\"document.body.style.cssText = 'font-size:28px'\">Специальные возможности</a>"
    assert attempt(browsing, {"/": f"{STYLE}{switch}{TEXT}"}).effect
    told = f"{STYLE}<a href=/ovz>Специальные возможности</a>{TEXT}"
    assert not attempt(browsing, {"/": told, "/ovz": f"{STYLE}<p>В здании есть пандус.</p>{TEXT}"}).effect


@pytest.mark.parametrize(
    "switch",
    [
        "<p>[ <a href='#' onclick=\"{0}\">версия для слабовидящих</a> ]</p>",
        "<div title='Версия для слабовидящих'><button onclick=\"{0}\"></button></div>",
        "<a href='#' onclick=\"{0}\">Настройки зрения</a>",
    ],
)
def test_a_switch_in_brackets_is_the_control_within_them(browsing: Browsing, switch: str) -> None:
    assert attempt(browsing, {"/": f"{STYLE}{switch.format(BIG)}{TEXT}"}).effect


@pytest.mark.parametrize(
    "beside",
    ["<a href=tel:+78662222222>22-22-22</a>", "<a href=mailto:a@school.test>почта</a>"],
)
def test_words_that_switch_by_themselves_stand_beside_a_phone(browsing: Browsing, beside: str) -> None:
    words = f'<div id=w style="cursor:pointer">Версия для слабовидящих {beside}</div>'
    script = f"<script>w.addEventListener('click', (at) => {{ if (at.target === w) {{ {BIG} }} }})</script>"
    assert attempt(browsing, {"/": f"{STYLE}{words}{TEXT}{script}"}).effect


LOOKS = "<select name=size><option>обычный<option>крупный</select>"


def test_a_page_of_looks_that_has_to_be_sent_stays_open(browsing: Browsing) -> None:
    home = f"{STYLE}<a href=/looks>Версия для слабовидящих</a>{TEXT}"
    for form, reason in (
        (f"<form action=/set>Шрифт: {LOOKS}<button>Запомнить</button></form>", Reason.NOT_REACHED),
        (f"<form action=/set>Шрифт: {LOOKS}<input type=email><button>Запомнить</button></form>", None),
        ("<form action=/find>Шрифт <input name=q><button>Найти</button></form>", None),
        (f"<form action=/vote>Порция: {LOOKS}<button>Голосовать</button></form>", None),
        (f"<form action=/vote hidden>Шрифт: {LOOKS}<button>Запомнить</button></form>", None),
    ):
        found = attempt(browsing, {"/": home, "/looks": f"{STYLE}<h1>Вид</h1>{form}{TEXT}"})
        assert (found.tried, found.effect, found.reason) == (True, False, reason), form
    inside = f"<div>Для слабовидящих: <form action=/set>{LOOKS}<button>Показать</button></form></div>"
    found = attempt(browsing, {"/": f"{STYLE}{inside}{TEXT}"})
    assert (found.tried, found.effect, found.reason) == (True, False, Reason.NOT_REACHED), found


def in_shadow(markup: str) -> str:
    return (
        "<x-eye></x-eye><script>customElements.define('x-eye', class extends HTMLElement { constructor() { super();"
        f"this.attachShadow({{mode: 'open'}}).innerHTML = {markup!r} }} }})</script>"
    )


LARGER_BUTTON = f'<button onclick="{LARGER}">А+</button>'


@pytest.mark.parametrize(
    "markup",
    [
        f"<div>Версия для слабовидящих: {LARGER_BUTTON}</div>",
        in_shadow(f"<div>Версия для слабовидящих: {LARGER_BUTTON}</div>"),
        in_shadow(f"<span>Версия для слабовидящих</span>{LARGER_BUTTON}"),
    ],
)
def test_controls_among_the_words_and_at_the_top_of_a_shadow_root_are_used(browsing: Browsing, markup: str) -> None:
    found = attempt(browsing, {"/": f"{STYLE}{markup}{TEXT}"})
    assert (found.tried, found.effect) == (True, True), found


LINKS = "<a href=# onclick=\"document.body.style.fontSize='28px';return false\">крупно</a> | <a href=#>обычный</a>"


def test_words_before_a_row_of_controls_are_a_switch_however_long_the_row(browsing: Browsing) -> None:
    row = LINKS.replace("крупно", "буквы покрупнее, чёрным по белому").replace("обычный", "как на прочих сайтах")
    assert attempt(browsing, {"/": f"{STYLE}<p>Вид для слабовидящих: {row}</p>{TEXT}"}).effect
    for other in (
        f"<p>Книги вслух, и для слабовидящих тоже. {row}</p>",
        "<p>Кружок для слабовидящих: <a href=/a>по средам</a> | <a href=/b>по субботам в читальном зале</a></p>",
    ):
        found = attempt(browsing, {"/": f"{STYLE}{other}{TEXT}", "/a": TEXT, "/b": TEXT})
        assert not found.effect, other


FRAME = (
    '<a href=# onclick="p.hidden = !p.hidden; return false">Версия для слабовидящих</a>'
    "<iframe id=p src={0} hidden></iframe>"
    "<script>onmessage = (at) => {{ document.body.style.fontSize = at.data }}</script>"
)


def test_a_bar_of_settings_in_a_frame_of_the_site_is_used(browsing: Browsing) -> None:
    bar = "<button onclick=\"parent.postMessage('28px', '*')\">Крупный текст</button><button>Сброс</button>"
    found = attempt(browsing, {"/": f"{STYLE}{FRAME.format('/bar')}{TEXT}", "/bar": bar})
    assert (found.tried, found.effect, found.reason) == (True, True, None), found
    mute = attempt(browsing, {"/": f"{STYLE}{FRAME.format('/bar')}{TEXT}", "/bar": "<button>Крупный текст</button>"})
    assert (mute.tried, mute.effect, mute.reason) == (True, False, None), mute
    shown = FRAME.format("/bar").replace(" hidden>", ">")  # a poll that stands on the page all along is left alone
    always = attempt(browsing, {"/": f"{STYLE}{shown}{TEXT}", "/bar": bar})
    assert not always.effect, always


def test_looks_that_open_in_the_page_and_have_to_be_sent_stay_open(browsing: Browsing) -> None:
    opens = "<details><summary>Версия для слабовидящих</summary>{}</details>"
    sent = f"<form>Шрифт: {LOOKS}<button>Применить</button></form>"
    for body, reason in (
        (opens.format(sent), Reason.NOT_REACHED),
        (opens.format("<form>Шрифт <input name=q><button>Найти</button></form>"), None),
        (opens.format("Скоро") + f"<form>Размер: {LOOKS}<button>Подобрать одежду</button></form>", None),
    ):
        found = attempt(browsing, {"/": f"{STYLE}{body}{TEXT}"})
        assert (found.tried, found.effect, found.reason) == (True, False, reason), body


class Dying:
    """A browser that dies of another tab the first `deaths` times a page is used."""

    def __init__(self, tabs: Tabs, deaths: int) -> None:
        self._tabs = tabs
        self.deaths = deaths

    @contextlib.asynccontextmanager
    async def page(self, url: str, **options: Any) -> AsyncIterator[Visit]:
        async with self._tabs.page(url, **options) as visit:
            if self.deaths:
                self.deaths -= 1
                raise PageError(Reason.INTERNAL_ERROR, "браузер аварийно завершился", browser_gone=True)
            yield visit


@pytest.mark.parametrize(("deaths", "effect", "reason"), [(1, True, None), (2, False, Reason.INTERNAL_ERROR)])
def test_another_tabs_death_is_survived_once(
    browsing: Browsing, deaths: int, effect: bool, reason: Reason | None
) -> None:
    assert browsing.renderer is not None
    page = f"{STYLE}<button onclick=\"document.body.style.fontSize='26px'\">Версия для слабовидящих</button>{TEXT}"
    with loopback({"/": page}) as site:
        tabs = Dying(browsing.renderer, deaths)
        found = browsing.run(try_accessible(tabs, site.url + "/", allow_private=True, timeout=30))
    assert (found.effect, found.reason) == (effect, reason)
