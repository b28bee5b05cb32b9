"""Whose site it is: an address somebody else took over is no official one, a folder of a body's site no own one."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.items import Page, Reason
from rules.addresses.kinds import is_named_after
from rules.model import Finding, Outcome
from tests.rules.sites import BASE, heading, judge, link, menu, organization, page, site, text


@pytest.mark.parametrize(
    ("title", "headline", "works", "own"),
    [
        ("Казино «Ромашка» онлайн", "Игровые автоматы", Outcome.FAILED, Outcome.INAPPLICABLE),
        ("Детский сад «Рябинка»", "Осторожно: казино", Outcome.PASSED, Outcome.PASSED),
        ("Рябинка", "Рады видеть вас", Outcome.PASSED, Outcome.PASSED),
    ],
)
def test_content_of_somebody_else(title: str, headline: str, works: Outcome, own: Outcome) -> None:
    findings = judge(site(page("/", title, heading(headline))))
    assert (findings["official-site-works"].outcome, findings["own-site"].outcome) == (works, own)


GAMES = page("/", "Казино «Вулкан»", heading("Игровые автоматы"), *text("Играйте в слоты на деньги."))


def test_where_nothing_is_left_of_a_site_only_that_is_failed() -> None:
    findings = judge(site(GAMES))
    failed = [id for id, finding in findings.items() if finding.outcome is Outcome.FAILED]
    assert failed == ["official-site-works"]
    assert findings["nok-page-published"].outcome is Outcome.INAPPLICABLE
    assert "постороннее содержание" in findings["nok-page-published"].message


def test_where_only_the_home_page_was_broken_into_the_rest_is_judged() -> None:
    name = "Независимая оценка качества"
    rest = page("/nok", name, heading(name), *text("Оценку детского сада провело общество «Опрос»."))
    findings = judge(site(page("/", GAMES.title, *GAMES.blocks, menu(name, "/nok")), rest))
    assert findings["official-site-works"].outcome is Outcome.FAILED
    assert findings["nok-page-published"].outcome is Outcome.PASSED
    assert findings["feedback-form-published"].outcome is Outcome.FAILED


def works(name: str, *pages: Page) -> Finding:
    return judge(site(*pages, alone=True), organization(name=name))["official-site-works"]


def told(path: str, title: str, *lines: str) -> Page:
    return page(path, title, heading(title), *text(*lines), menu("Дальше", "/prices"))


REPAIR = (
    told("/", "Ремонт квартир", "Укладка плитки и сантехника."),
    told("/prices", "Цены", "Обои от 100 рублей."),
    told("/order", "Заказ", "Звоните мастеру."),
)


def test_a_site_whose_pages_never_name_the_organization_is_left_open() -> None:
    finding = works("Детский сад «Рябинка»", *REPAIR)
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)
    assert "Ремонт квартир" in finding.message
    assert finding.evidence


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("Детский сад «Рябинка»", REPAIR[:2]),  # two pages tell too little
        ("", REPAIR),
        ("Детский сад «Рябинка»", (*REPAIR[:2], told("/us", "О нас", "Рябинка ждёт ребят."))),
        ("Детский сад «Рябинка»", (*REPAIR[:2], told("/us", "Рябинка: о нас", "Ждём ребят."))),
        ("Детский сад «Рябинка»", (*REPAIR, page("/us", "О нас", link("Фотографии «Рябинки»", "/f")))),
        ("Палата ремёсел «Берегиня»", (*REPAIR[:2], told("/us", "О нас", "Встречи проходят в «Берегине»."))),
        ("Дом ремёсел «Лад»", (*REPAIR[:2], told("/us", "О нас", "Библиотека ждёт вас."))),
        ("МБУ «Олимп»", (told("/", "ОЛИМП", "Тренировки."), *REPAIR[1:])),
        ("Детский сад «Рябинка»", (*REPAIR[:2], page("/us", "О нас", heading("О нас"), needs_script=True))),
    ],
)
def test_a_site_that_names_the_organization_or_was_not_seen_whole_is_its_own(
    name: str, pages: tuple[Page, ...]
) -> None:
    finding = works(name, *pages)
    assert finding.outcome is Outcome.PASSED, finding.message


LESNOE = "Управление культуры Лесного района"


def own(path: str, label: str, top: str = "/", name: str = "Дом ремёсел «Лад»", links: int = 0) -> Finding:
    """The finding on a page at `path` whose head links to `top` under this label, after some other links."""
    others = [link(f"Раздел {number}", f"{path}{number}") for number in range(links)]
    home = page(path, "Дом ремёсел", heading("Дом ремёсел"), *others, link(label, top), *text("Рады видеть вас."))
    address = f"{BASE}{path}"
    whole = site(home, alone=True, start_url=address, home_url=address)
    return judge(whole, organization(name=name, site=address))["own-site"]


@pytest.mark.parametrize(
    "label",
    [
        LESNOE,
        "Администрация Лесного района",
        "Официальный сайт администрации Лесного района",
        "Министерство культуры области",
        "Сельское поселение Ольшанка",
        "Лесной муниципальный округ Заречной области",
        "Местная администрация посёлка Рудный",
        "Главная отдела",
    ],
)
def test_a_page_in_a_folder_of_a_bodys_site_is_not_the_organizations_own(label: str) -> None:
    finding = own("/dom-remesel/", label)
    assert finding.outcome is Outcome.FAILED
    assert f"«{label}»" in finding.message
    assert finding.evidence[0].url == f"{BASE}/dom-remesel/"
    assert own("/?page=12", label).outcome is Outcome.FAILED
    assert own("/dom-remesel/", label, top="/index.html").outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("path", "label", "rest"),
    [
        ("/lad/", "Главная", {}),
        ("/lad/", "Дом ремёсел «Лад»", {}),
        ("/school5/", "Портал школ Лесного района", {}),
        ("/school5/", "Все школы города", {}),
        ("/lad/", "Учреждения культуры", {}),
        ("/lad/", "Наш учредитель: управление культуры", {}),
        ("/", LESNOE, {}),
        ("/index.html", LESNOE, {}),
        ("/lad/", LESNOE, {"top": "http://kultura-lesnoe.test/"}),
        ("/lad/", LESNOE, {"top": "/vyshestoyashie/"}),
        ("/lad/", LESNOE, {"top": "/?page=3"}),
        ("/lad/", LESNOE, {"name": LESNOE}),
        ("/lad/", LESNOE, {"name": "Управление культуры администрации Лесного района"}),
        ("/lad/", LESNOE, {"links": 60}),  # in the foot of the page
    ],
)
def test_a_folder_that_no_link_to_a_bodys_top_leads_out_of_is_ones_own(
    path: str, label: str, rest: dict[str, Any]
) -> None:
    finding = own(path, label, **rest)
    assert finding.outcome is Outcome.PASSED, finding.message


def test_the_founder_in_brackets_behind_a_name_makes_no_body_of_it() -> None:
    assert own("/lad/", LESNOE, name=f"Дом ремёсел «Лад» ({LESNOE})").outcome is Outcome.FAILED


ADMINISTRATION = "Администрация Лесного района"
DOORS = (
    told("/", "Межкомнатные двери", "Богатырские двери «Дуб» – хит осени."),
    told("/prices", "Цены", "Дверь от 8 900 рублей, замер бесплатно."),
    told("/order", "Доставка", "По городу за один день."),
)


def test_a_word_of_the_name_counts_in_its_own_forms_only() -> None:
    name = "Объединение «Богатырь»"
    assert works(name, *DOORS).outcome is Outcome.INCONCLUSIVE
    assert works(name, *DOORS[:2], told("/us", "О нас", "Тренировки «Богатыря» по средам.")).outcome is Outcome.PASSED
    whole = judge(site(*DOORS, alone=True), organization(name=name))
    assert whole["own-site"].outcome is Outcome.INCONCLUSIVE  # nobody knows whose it is


@pytest.mark.parametrize(
    ("line", "title", "outcome"),
    [
        ("Две группы, 43 ребёнка. Отдельного сайта у сада нет.", "Сад «Лад» | Управление образования района", "failed"),
        ("Две группы, 43 ребёнка. Отдельного сайта у сада нет.", "Сад «Лад»", "inconclusive"),
        ("Наши группы отдельного сайта не имеют: сведения здесь.", "Сад «Лад» | Управление образования", "passed"),
        ("Корпус № 2 (г. Лесной, ул. Новая) не имеет своего сайта.", "Сад «Лад» | Управление образования", "passed"),
    ],
)
def test_a_page_that_says_it_has_no_site_of_its_own(line: str, title: str, outcome: str) -> None:
    home = page("/", title, heading("Сад «Лад»"), *text(line))
    assert judge(site(home, alone=True), organization(name="Детский сад «Лад»"))["own-site"].outcome.value == outcome


def inside(top: str, title: str, *, path: str = "/uchrezhdeniya/lad/", front: str = "/index.html") -> Finding:
    """The finding on a page in a folder, with these words over all of it."""
    lines = (heading(top, 6), link("Главная", front), heading("Дом ремёсел «Лад»"), *text("Кружки по субботам."))
    home = page(path, title, *lines)
    whole = site(home, alone=True, start_url=f"{BASE}{path}", home_url=f"{BASE}{path}")
    return judge(whole, organization(name="Дом ремёсел «Лад»", site=f"{BASE}{path}"))["own-site"]


def test_a_page_in_a_folder_under_the_name_of_a_body_is_a_page_of_the_bodys_site() -> None:
    finding = inside(LESNOE, f"Дом ремёсел «Лад» — {LESNOE}")
    assert finding.outcome is Outcome.FAILED
    assert LESNOE in finding.message


@pytest.mark.parametrize(
    ("top", "title", "rest"),
    [
        (f"{LESNOE}. Дом ремёсел «Лад»", f"Дом ремёсел «Лад» — {LESNOE}", {}),  # the founder over one's own name
        ("Дом ремёсел «Лад»", f"Дом ремёсел «Лад» — {LESNOE}", {}),
        (LESNOE, f"Дом ремёсел «Лад» — {LESNOE}", {"front": "/uchrezhdeniya/lad/"}),
    ],
)
def test_a_founders_name_that_only_stands_somewhere_proves_nothing(top: str, title: str, rest: dict[str, Any]) -> None:
    assert inside(top, title, **rest).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("label", "path", "title", "outcome"),
    [
        ("Администрация", "/", f"Дом ремёсел «Лад» | {ADMINISTRATION}", Outcome.FAILED),
        ("Управление", "/index.html", f"Дом ремёсел «Лад» — {LESNOE}", Outcome.FAILED),
        ("Администрация", "/lad/us.html", f"Дом ремёсел «Лад» | {ADMINISTRATION}", Outcome.INCONCLUSIVE),  # of its own
        ("Администрация", "/", "Администрация дома ремёсел | Дом ремёсел «Лад»", Outcome.PASSED),
        ("Главная", "/", f"Дом ремёсел «Лад» | {ADMINISTRATION}", Outcome.INCONCLUSIVE),
    ],
)
def test_a_folder_below_a_page_called_by_a_bodys_name_is_on_the_bodys_site(
    label: str, path: str, title: str, outcome: Outcome
) -> None:
    home = page("/lad/", title, link(label, path), heading("Дом ремёсел «Лад»"), *text("Кружки по субботам."))
    whole = site(home, alone=True, start_url=f"{BASE}/lad/", home_url=f"{BASE}/lad/")
    finding = judge(whole, organization(name="Дом ремёсел «Лад»", site=f"{BASE}/lad/"))["own-site"]
    assert finding.outcome is outcome, finding.message


def test_a_bodys_own_matters_beside_a_folder_tell_whose_site_it_is() -> None:
    title = f"Дом ремёсел «Лад» — {ADMINISTRATION}"
    lines = (heading(ADMINISTRATION, 6), heading("Дом ремёсел «Лад»"), *text("Кружки по субботам."))
    for label, path, outcome in (
        ("Совет депутатов", "/sovet.html", Outcome.FAILED),
        ("Совет депутатов", "/lad/sovet.html", Outcome.INCONCLUSIVE),
        ("Контакты", "/kontakty.html", Outcome.INCONCLUSIVE),
    ):
        home = page("/lad/index.html", title, *lines, link(label, path))
        at = f"{BASE}/lad/index.html"
        whole = site(home, alone=True, start_url=at, home_url=at)
        assert judge(whole, organization(name="Дом ремёсел «Лад»", site=at))["own-site"].outcome is outcome


def test_a_founders_name_over_a_site_of_ones_own_makes_no_page_of_the_founders() -> None:
    assert inside(LESNOE, "Дом ремёсел «Лад»").outcome is Outcome.PASSED
    assert inside(LESNOE, f"Дом ремёсел «Лад» — {LESNOE}", path="/").outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("top", "outcome"),
    [
        ("Местная администрация Заречно-Горного муниципального района – официальный сайт", Outcome.FAILED),
        ("Управление культуры. Дом ремёсел «Лад» – официальный сайт", Outcome.PASSED),
    ],
)
def test_a_head_that_says_whose_official_site_it_is_in_either_order(top: str, outcome: Outcome) -> None:
    assert inside(top, "Дом ремёсел «Лад»").outcome is outcome


CARPETS = (
    told("/", "Ковры и дорожки", "Ковёр от 3 200 руб. Рассрочка на полгода."),
    told("/prices", "Каталог", "Шерсть – 12 000 руб., хлопок – 4 100 руб."),
    told("/order", "Чистка", "Чистка ковров со скидкой, оставьте заявку."),
)


def test_a_shop_on_a_host_called_after_the_organization_has_taken_it_over() -> None:
    findings = judge(site(*CARPETS, alone=True))
    assert findings["official-site-works"].outcome is Outcome.FAILED
    assert "Ковры и дорожки" in findings["official-site-works"].message
    assert findings["own-site"].outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize(
    ("name", "pages", "rest"),
    [
        ("Дом ремёсел «Лад»", CARPETS, {}),  # the registry may have somebody else's address
        ("Детский сад «Рябинка»", CARPETS, {"complete": False}),
        ("Детский сад «Рябинка»", (*CARPETS[:2], told("/us", "О нас", "Склад открыт по будням.")), {}),
        ("Детский сад «Рябинка»", REPAIR, {}),
    ],
)
def test_a_shop_that_may_have_come_by_a_slip_of_the_registry_is_left_open(
    name: str, pages: tuple[Page, ...], rest: dict[str, Any]
) -> None:
    finding = judge(site(*pages, alone=True, **rest), organization(name=name))["official-site-works"]
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)


def test_prices_on_a_site_that_names_the_organization_are_its_own() -> None:
    pages = (*CARPETS, told("/us", "О нас", "Ковры ткут ребята детского сада «Рябинка»."))
    assert judge(site(*pages, alone=True))["official-site-works"].outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("host", "is_so"),
    [
        ("sad-ryabinka.test", True),
        ("www.ryabinka.test", True),
        ("xn--80abviop9h.xn--p1ai", True),  # рябинка.рф
        ("ryabina-kovry.test", False),
        ("kovry.test", False),
    ],
)
def test_a_host_called_after_the_organization(host: str, is_so: bool) -> None:
    assert is_named_after(host, "Детский сад «Рябинка»") is is_so
