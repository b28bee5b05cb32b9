# ruff: noqa: E501 - markup stands in lines as it is served
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract import extract_page, urls
from crawler.extract.urls import absolute
from crawler.items import Region
from crawler.urls import normalise

from .pages import link, read, texts


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("nok.html", "http://school.test/about/nok.html"),
        ("/nok/", "http://school.test/nok/"),
        ("../docs/./a.pdf", "http://school.test/docs/a.pdf"),
        ("?section_id=35", "http://school.test/about/index.html?section_id=35"),
        ("//bus.gov.ru/info-card/1", "http://bus.gov.ru/info-card/1"),
        (" \n http://school.test/a\n b.pdf ", "http://school.test/a%20b.pdf"),
        ("\\docs\\план 2024.pdf", "http://school.test/docs/%D0%BF%D0%BB%D0%B0%D0%BD%202024.pdf"),
        ("/docs/%d0%bf%d0%bb.pdf", "http://school.test/docs/%D0%BF%D0%BB.pdf"),
        ("/скидка100%.pdf", "http://school.test/%D1%81%D0%BA%D0%B8%D0%B4%D0%BA%D0%B0100%25.pdf"),
        ("HTTP://Школа.РФ:80/A", "http://xn--80atdl2c.xn--p1ai/A"),
        ("http://http://dom.test/x", "http://dom.test/x"),
        ("www.bus.gov.ru/pub", "http://www.bus.gov.ru/pub"),
        ("/bitrix/redirect.php?event1=b&goto=https%3A%2F%2Fbus.gov.ru%2Frate%2F5", "https://bus.gov.ru/rate/5"),
        ("/go?https://bus.gov.ru/rate/5", "https://bus.gov.ru/rate/5"),
        ("/pdfjs/web/viewer.html?file=/upload/plan.pdf", "http://school.test/upload/plan.pdf"),
        ("viewer.html?lang=ru&file=..%2Fd%2Fplan%202026.docx#page=2", "http://school.test/d/plan%202026.docx"),
        ("/view.php?file=12", "http://school.test/view.php?file=12"),
        ("/review.php?url=https://other.test/a.pdf", "http://school.test/review.php?url=https://other.test/a.pdf"),
        ("https://www.google.com/url?q=https://bus.gov.ru/", "https://bus.gov.ru/"),
        ("/login?redirect=https://school.test/", "http://school.test/login?redirect=https://school.test/"),
        ("https://vk.com/away.php?to=http%3A%2F%2Fbus.gov.ru%2Frate%2F5&cc_key=", "http://bus.gov.ru/rate/5"),
        ("/a.html#part two", "http://school.test/a.html#part%20two"),
        ("javascript:void(0)", ""), ("mailto:a@b.test", ""), ("http://", ""), ("http://[bad", ""), ("data:text/html,1", ""),
    ],
)  # fmt: skip
def test_addresses(href: str, url: str) -> None:
    assert absolute("http://school.test/about/index.html", href) == url


def test_links_of_a_route_are_the_applications() -> None:
    page = extract_page(b"<a href='#/b'>B</a><a href=c.html>C</a>", url="http://school.test/app/#/a")
    assert [one.url for one in page.links] == ["http://school.test/app/#/b", "http://school.test/app/c.html"]


def test_the_base_of_the_page_is_honoured() -> None:
    page = read("<base href='http://portal.test/deep/'><a href=x.html>там</a>")
    assert link(page, "там").url == "http://portal.test/deep/x.html"


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ("<button data-url=https://bus.gov.ru/rate/1>Оценить</button>", "https://bus.gov.ru/rate/1"),
        ("<a href=# data-load=/parts/nok.html>Оценка</a>", "http://school.test/parts/nok.html"),
        ("<select onchange='location=this.value'><option value=/nok.htm>Оценка</select>", "http://school.test/nok.htm"),
        ("<svg><a xlink:href=https://bus.gov.ru/><rect/></a></svg>", "https://bus.gov.ru/"),
        ("<select name=town><option value=/nok.htm>Оценка</select>", ""),  # chosen, not opened
        ("<div data-src=/img/a.html>Картинка</div>", ""),
        ("<button data-url=12>Ещё</button>", ""),
        ("<button data-f=/d/op2022.pdf>Отчёт</button>", "http://school.test/d/op2022.pdf"),
        ("<a href=# data-downloadurl='/?wpdmdl=12'>Скачать</a>", "http://school.test/?wpdmdl=12"),
        ("<a href=# data-pdf=/d/op2022.pdf>Отчёт</a>", "http://school.test/d/op2022.pdf"),
        ("<button data-f=/d/op2022.docm>Отчёт</button>", "http://school.test/d/op2022.docm"),
        ("<button data-f=/d/op2022.png>Отчёт</button>", ""),
        ("<form action=https://poll.test/1><button>Пройти опрос</button></form>", "https://poll.test/1"),
        (
            "<form action=/poll><input type=hidden name=i><input type=submit value=Опрос></form>",
            "http://school.test/poll",
        ),
        ("<form action=/find><input name=q><button>Найти</button></form>", ""),
        ("<form action=/vote method=post><button>Голосовать</button></form>", ""),
    ],
)
def test_what_leads_somewhere_without_an_address_of_its_own(markup: str, url: str) -> None:
    found = [one.url for one in read(markup).links if one.url.startswith("http")]
    assert found == ([url] if url else [])


def test_a_button_of_a_form_that_asks_nothing_is_a_link_by_its_words() -> None:
    page = read(
        "<h2>Анкета</h2><form action=https://poll.test/1 target=_blank><button><b>Пройти</b> анкету</button></form>"
        "<form action=/old><input type=submit value='Прежний опрос'></form>"
    )
    assert [(one.label, page.heading_of(one.section)) for one in page.links] == [
        ("Пройти анкету", "Анкета"),
        ("Прежний опрос", "Анкета"),
    ]


def test_what_a_link_says_of_itself() -> None:
    page = read(
        "<h2>Баннеры</h2><p>Читайте <a href=/a title='Подсказка' rel=nofollow>приказ</a></p>"
        "<a href=/b><img src='/img/nok.png?1' alt='Независимая оценка'></a>"
    )
    order = link(page, "приказ")
    assert (order.title, order.nofollow, order.block, page.heading_of(order.section)) == (
        "Подсказка",
        True,
        1,
        "Баннеры",
    )
    banner = link(page, "Независимая оценка")
    assert (banner.text, banner.image, banner.block) == ("", "nok.png", -1)


def test_a_link_around_blocks_belongs_to_its_text() -> None:
    page = read("<a href=/n><div><h3>Новость</h3></div></a>")
    assert page.blocks[link(page, "Новость").block].text == "Новость"


@pytest.mark.parametrize(
    "html",
    [
        "<div onclick=\"location.href='/go'\">Туда</div>",
        "<button onclick=\"window.open('/go')\">Туда</button>",
        "<span data-href=/go>Туда</span>",
        "<map><area href=/go alt=Туда></map>",
        "<a href='#' onclick=\"document.location='/go';return false\">Туда</a>",
    ],
)
def test_things_that_lead_somewhere_when_clicked(html: str) -> None:
    assert link(read(html), "Туда").url == "http://school.test/go"


@pytest.mark.parametrize(
    ("code", "url"),
    [
        ("go('/nok/sostav.rtf')", "/nok/sostav.rtf"),
        ("app.show(this, '/nok/plan.PDF'); return false", "/nok/plan.PDF"),
        ("download('/nok/plan.docx')", "/nok/plan.docx"),
        ("$('#box').load('/nok/plany.html')", "/nok/plany.html"),
        ("openPage('/nok/plany.php')", "/nok/plany.php"),
    ],
)
def test_a_file_that_a_function_of_the_sites_own_is_given_is_opened(code: str, url: str) -> None:
    (found,) = read(f'<table><tr onclick="{code}"><td>План</td><td>2025</td></tr></table>').links
    assert found.url == f"http://school.test{url}"


@pytest.mark.parametrize(
    "code",
    [
        "go('plan')",
        "ym(1, 'reachGoal', 'plan.pdf')",
        "swap('/img/plan.png')",
        "$.post('/vote.php')",
        "jQuery.ajax('/ajax.php')",
        "sendVote('/poll.php')",
        "like(this, '/like.php')",
        "user.logout('/out.php')",
        "show('<b>plan.pdf')",
    ],
)
def test_what_else_a_function_is_given_is_no_address(code: str) -> None:
    found = read(f'<table><tr onclick="{code}"><td>План</td><td>2025</td></tr></table>').links
    assert all(one.url.startswith("javascript:") for one in found)  # a press, not an address


def test_fragments_lead_only_to_what_is_there() -> None:
    page = read("<a href='#'>пусто</a><a href='#no'>нет</a><a href='#yes'>есть</a><div id=yes>тут</div>")
    assert [item.url for item in page.links] == ["http://school.test/about/index.html#yes"]


def test_contacts_in_links_are_no_links() -> None:
    page = read("<a href='mailto:Office@school.test?subject=1'>пишите</a><a href='tel:+78660012345'>звоните</a>")
    assert (page.links, page.emails, page.phones) == ((), ("Office@school.test",), ("+78660012345",))


MENU = """<ul class="{name}"><li><a href=/>Главная</a></li><li><a href=/about>О школе</a>
<ul><li><a href=/staff>Педагоги</a><ul><li><a href=/deep>Глубоко</a></li></ul></li></ul></li></ul>"""


@pytest.mark.parametrize(
    "name", ["menu", "uMenuRoot", "nav menu-main mod-list", "topmenu", "navbar-nav", "sidebar-menu", "t-menu__list"]
)
def test_menu_levels_by_lists(name: str) -> None:
    page = read(MENU.format(name=name))
    assert {item.text: item.level for item in page.links} == {"Главная": 1, "О школе": 1, "Педагоги": 2, "Глубоко": 3}
    assert {item.region for item in page.links} == {Region.MENU}
    assert texts(page) == []


def test_menu_levels_by_drop_down_divs() -> None:
    page = read(
        "<nav><div class=item><a href=/a>Деятельность</a><div class=dropdown-menu><a href=/b>НОК</a>"
        "<div class=col><ul><li><a href=/c>Планы</a></ul></div></div></div></nav>"
    )
    assert {item.text: item.level for item in page.links} == {"Деятельность": 1, "НОК": 2, "Планы": 2}


@pytest.mark.parametrize(
    "item",
    [
        "<div class=dropdown><a href=/a>Об арене</a><div class=dropdown-menu><a href=/b>НОК</a>{deeper}</div></div>",
        "<div class='nav-item dropdown'><a href=/a>Об арене</a><div class=dropdown-content><a href=/b>НОК</a>{deeper}</div></div>",
        "<div class=item><a href=/a>Об арене</a><div class=submenu><div class=submenu-list><a href=/b>НОК</a>{deeper}</div></div></div>",
        "<div class=item><a href=/a>Об арене</a><div class=dropdown><a href=/b>НОК</a>{deeper}</div></div>",
    ],
)
def test_an_item_called_after_its_drop_down_is_no_level(item: str) -> None:
    deeper = "<div class=item><a href=/c>Отчёты</a><div class=dropdown-menu><a href=/d>2025 год</a></div></div>"
    page = read(f"<nav><div class=navbar-nav><a href=/>Главная</a>{item.format(deeper=deeper)}</div></nav>")
    levels = {"Главная": 1, "Об арене": 1, "НОК": 2, "Отчёты": 2, "2025 год": 3}
    assert {item.text: item.level for item in page.links} == levels


def test_an_unclosed_anchor_does_not_swallow_its_sub_menu() -> None:
    page = read("<nav><ul><li><a href=/a>Центры<ul><li><a href=/b>Первый</a></ul></ul></nav>")
    assert [item.text for item in page.links] == ["Центры", "Первый"]


@pytest.mark.parametrize("cell", ["td", "ul"])
def test_a_menu_without_any_name(cell: str) -> None:
    rows = "".join(
        f"<li><a href=p{i}.htm>Раздел {i}</a>" if cell == "ul" else f"<a href=p{i}.htm>Раздел {i}</a><br>"
        for i in range(6)
    )
    side = (
        f"<{cell}>{rows}</{cell}>"
        if cell == "ul"
        else f"<table><tr><td>{rows}</td><td><p>Добро пожаловать</p></td></tr></table>"
    )
    page = read(side + "<p>Текст страницы</p>")
    assert {item.region for item in page.links} == {Region.MENU}
    assert "Текст страницы" in texts(page)


def test_a_list_of_documents_is_no_menu() -> None:
    page = read("<ul>" + "".join(f"<li><a href=/d{i}.pdf>План {i}</a>" for i in range(8)) + "</ul>")
    assert {item.region for item in page.links} == {Region.CONTENT}
    assert len(page.blocks) == 8


def test_a_wrapper_named_after_a_menu_is_no_menu() -> None:
    page = read(
        "<div class='with-menu'><p>" + "Обычный длинный текст страницы. " * 10 + "</p><a href=/x>одна</a></div>"
    )
    assert link(page, "одна").region is Region.CONTENT


def test_breadcrumbs() -> None:
    page = read(
        "<div class=bx-breadcrumb><a href=/>Главная</a> / <a href=/about>О нас</a> / <span>НОК</span></div><p>текст</p>"
    )
    assert page.breadcrumbs == ("Главная", "О нас")
    assert texts(page) == ["текст"]


PIECES = ["/", "//", "a", "b.html", ".", "..", "?", "=", "&", "#x", "http", "www.", "a.test", "A.test", ":80", "%41", " ", "\n", "go", "url", "to="]  # fmt: skip
BASES = ["http://a.test/", "https://xn--p1ai.test/", "http://a.test/b/", "https://a.test/x.html", "http://A.test/", "http://a.test:80/", "http://a.test:8080/"]  # fmt: skip


@given(st.sampled_from(BASES), st.lists(st.sampled_from(PIECES), max_size=5).map("".join))
def test_addresses_that_need_no_repair_are_what_repair_would_leave(base: str, written: str) -> None:
    for start, href in ((base, f"/{written}"), ("", f"{base}{written}")):
        taken = urls._as_written(start, href)
        assert taken in ("", urls._repaired(start, href))


MARKED = [*PIECES, "?PHPSESSID=ab", "&utm_source=x", ";jsessionid=1", "?sid=5", "[id]", "%d0%bf", "план", "|", "/(S(ab1))/", "index.PHP"]  # fmt: skip


@given(
    st.sampled_from([base for base in BASES if normalise(base) == base]),  # as every page's own address is
    st.lists(st.sampled_from(MARKED), max_size=6).map("".join),
)
def test_a_link_is_spelt_as_it_will_be_fetched(base: str, written: str) -> None:
    """Else what was read could not be found again under the link that led to it."""
    link = absolute(base, written)
    if link:
        assert normalise(link) == link.partition("#")[0]


def test_most_addresses_need_no_repair() -> None:
    assert urls._as_written("http://a.test/", "/a/b.php?id=1&c=2") == "http://a.test/a/b.php?id=1&c=2"
    assert urls._as_written("", "https://a.test:8080/") == "https://a.test:8080/"


def test_a_list_that_is_all_another_list_holds_is_the_same_level() -> None:
    page = read("<ul class=menu><ul class=top><li><a href=/a>О школе</a><ul><li><a href=/b>НОК</a></ul></ul></ul>")
    assert {item.text: item.level for item in page.links} == {"О школе": 1, "НОК": 2}
    wrong = read("<ul class=menu><li><a href=/a>О школе</a></li><ul><li><a href=/b>НОК</a></ul></ul>")
    assert {item.text: item.level for item in wrong.links} == {"О школе": 1, "НОК": 2}


@pytest.mark.parametrize("route", ["#/contacts", "#!/contacts", "#!contacts"])
def test_routes_of_an_application_are_links(route: str) -> None:
    assert [item.url for item in read(f"<a href='{route}'>Контакты</a>").links] == [
        f"http://school.test/about/index.html{route}"
    ]


@pytest.mark.parametrize(
    "button",
    [
        "<button type=button>Задать вопрос</button>",
        "<button class=ask>Написать директору</button>",
        "<button id=poll><b>Пройти</b> опрос</button>",
        "<button class=t>Анкета посетителя</button>",
        "<button class=t>Оцените нас</button>",
        "<button class=t>Подать жалобу</button>",
        "<button class=t>Отправить обращение</button>",
    ],
)
def test_a_button_outside_any_form_that_speaks_of_asking_acts_by_script(button: str) -> None:
    page = read(f"<h2>Контакты</h2><p>Улица Мира, 5</p>{button}")
    assert [(one.url, page.heading_of(one.section)) for one in page.links] == [("javascript:button", "Контакты")]


@pytest.mark.parametrize(
    "button",
    [
        "<button class=menu-toggle>Меню</button>",
        "<button class=close aria-label=Закрыть>Закрыть</button>",
        "<button class=cookie>Принять</button>",
        "<button class=top>Наверх</button>",
        "<button class=more>Показать ещё</button>",
        "<button class=find>Найти</button>",
        "<button class=buy>Купить билет</button>",
        "<form><textarea></textarea><button type=button class=ask>Задать вопрос</button></form>",
        "<form><div><p><button type=submit class=ask>Пройти опрос</button></p></div></form>",
        "<form id=f><textarea></textarea></form><button form=f>Отправить обращение</button>",
        "<a class=btn>Задать вопрос</a>",
        "<div class=btn>Задать вопрос</div>",
    ],
)
def test_other_buttons_and_those_of_a_form_lead_nowhere(button: str) -> None:
    assert read(f"<h2>Контакты</h2><p>Улица Мира, 5</p>{button}").links == ()


@pytest.mark.parametrize(
    "html",
    ["<ui-card href=/nok>НОК</ui-card>", "<x-link href='/nok'><span>НОК</span></x-link>"],
)
def test_an_element_of_the_sites_own_that_has_an_address_is_a_link(html: str) -> None:
    assert [(one.url, one.text) for one in read(html).links] == [("http://school.test/nok", "НОК")]


def test_what_a_card_with_an_address_holds_stays_what_it_is() -> None:
    page = read(
        "<ui-page href=/x><h2>Напишите нам</h2><p>Ответим</p><form><textarea name=t></textarea></form>"
        "<a href=/other>Другое</a></ui-page>"
    )
    assert texts(page) == ["Напишите нам", "Ответим", "Другое"]
    assert len(page.forms) == 1
    assert link(page, "Другое").url == "http://school.test/other"
    held = read("<a href=/nok><svg-icon href='#eye'></svg-icon> НОК</a><x-card>Слова</x-card><svg-icon href='#b'/>")
    assert [(one.url, one.text) for one in held.links] == [("http://school.test/nok", "НОК")]
