"""The version for visually impaired people in invented markup: whatever offers one is never called absent."""

from __future__ import annotations

import pytest

from crawler.items import Reason
from rules.model import Outcome
from tests.rules.markup import FILLER, document, found, home_with
from tests.rules.sites import BASE

RULE = "accessible-version-works"


@pytest.mark.parametrize(
    "body",
    [
        "<a href='#' class='bvi-open'>Версия для слабовидящих</a>",
        "<script src='/js/bvi.min.js'></script>",
        "<script src='https://lidrekon.ru/slep/js/uhpv-full.min.js'></script>",
        "<a id=specialButton href='#'><img src='https://lidrekon.ru/images/special.png'></a>",
        "<script>new isvek.Bvi();</script>",
        "<script src='/bitrix/components/vision/vision.special/js/js.js'></script>",
        "<a href='/?special=Y'>Слабовидящим</a>",
        "<a href='https://special.sad.test/'>x</a>",
        "<span title='Версия для слабовидящих' onclick='setCookie(1)' class=eye></span>",
        "<div class=vis><img src=v.png alt='Версия для слабовидящих'></div>",
        "<button aria-label='Версия для слабовидящих'><svg></svg></button>",
        "<button title='Версия для слабовидящих'>👁</button>",
        "<a href='#' data-vision=toggle title='Версия для слабовидящих'>Аа</a>",
        "<button aria-label='Режим контрастности'>◐</button>",
        "<i class='fa fa-eye' title='Настройки доступности'></i>",
        "<a href='#' onclick='big()'>Крупно</a>",
        "<a class=btn-blind href='javascript:void(0)' onclick='b()'><i></i></a>",
        "<a href='/?v=1'><img src='/img/eye.svg'></a>",
        "<a href='/?v=1' title='Версия для слабовидящих'><svg></svg></a>",
        "<button class='eye-btn'><svg></svg></button>",
        "<div>Размер шрифта: <span>A</span> <span>A</span></div>",
        "<ul>" + "".join(f"<li><a href='#' onclick='size({n})'>{a}</a></li>" for n, a in enumerate("AАA")) + "</ul>",
        "<a href='/spec'>Спецверсия</a>",
        "<a href='/x'>Версия для людей с ограниченными возможностями здоровья</a>",
        "<input type=button value='Версия для слабовидящих'>",
        "<div onclick='sp()'>Для слабовидящих</div>",
        "<a href='http://finevision.ru/?hostname=sad.test'><img src='http://finevision.ru/static/banner2.jpg'></a>",
        "<a class='pojo-a11y-toolbar-toggle-link' href='javascript:void(0);'></a>",
        "<h3>Слабовидящим</h3><p>Нажмите на значок в углу страницы.</p>",
        "<a href='/?special=Y'>Версия для слабовидящих</a><p>Чтобы увеличить страницу, нажмите Ctrl и +.</p>",
        "<h3>Слабовидящим</h3><p>Копировать: Ctrl и C.</p>",
    ],
)
def test_what_offers_a_version_is_left_open_without_a_trial(body: str) -> None:
    finding = found(RULE, home_with(body))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.evidence


@pytest.mark.parametrize(
    ("body", "quoted"),
    [
        ("<a href='/?special=Y'>Слабовидящим</a>", f"Слабовидящим → {BASE}/?special=Y"),
        ("<script src='/js/bvi.min.js'></script>", f"[без текста] → {BASE}/js/bvi.min.js"),
        ("<input type=button value='Версия для слабовидящих'>", "Версия для слабовидящих"),
        ("<script>new isvek.Bvi();</script>", "[без текста]"),
    ],
)
def test_no_name_of_ours_stands_in_a_quotation(body: str, quoted: str) -> None:
    (evidence,) = found(RULE, home_with(body)).evidence
    assert evidence.excerpt == quoted


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<a href=/dostup>Доступная среда</a>",
        "<p>Библиотека приобрела книги для слабовидящих читателей и провела для них вечер.</p>",
        "<a href=/n1>Незрячие дети посетили музей</a>",
        "<h2>Концерт для слабовидящих</h2>",
        "<p><i class='fa fa-eye'></i> 120</p>",
        "<!-- <a class='bvi-open'>Версия для слабовидящих</a> -->",
        "<h3>Слабовидящим</h3><p>Чтобы увеличить страницу, нажмите Ctrl и +.</p>",
        "<h3>Версия для слабовидящих</h3><p>Нажмите Ctrl и «+»: размер букв станет больше.</p>",
        "<p>Для слабовидящих: увеличьте шрифт клавишами Ctrl и +.</p>",
    ],
)
def test_a_home_page_that_offers_none(body: str) -> None:
    assert found(RULE, home_with(body)).outcome is Outcome.FAILED


def test_a_menu_item_that_switches_by_script() -> None:
    item = "<li><a href='#' onclick='sv()'>Версия для слабовидящих</a></li>"
    assert found(RULE, home_with("", menu=item)).outcome is Outcome.INCONCLUSIVE


def test_a_title_page_without_the_header_of_the_site_leaves_it_open() -> None:
    home = document(f"<h1>Добро пожаловать</h1><a href=/main>Войти на сайт</a>{FILLER}")
    header = (
        "<html><body><header><a href='/?special=Y'>Слабовидящим</a></header><main><h1>Сад</h1></main></body></html>"
    )
    article = document("<h1>Новости</h1><p><a href=/n/1>Концерт для незрячих</a></p>")
    assert found(RULE, {"/": home, "/main": header}).outcome is Outcome.INCONCLUSIVE
    assert found(RULE, {"/": home, "/main": article}).outcome is Outcome.FAILED


COVER = "<html><title>Сад</title><body><h1>Добро пожаловать</h1><a href=/main>Войти на сайт</a></body></html>"


@pytest.mark.parametrize(
    "switch",
    ["<div>Размер шрифта: <span>A</span> <span>A</span></div>", "<p>Версия для слабовидящих</p>"],
)
def test_a_switch_told_by_its_words_behind_a_cover_leaves_it_open(switch: str) -> None:
    inner = f"<html><body><header>{switch}</header><main><h1>Сад</h1></main></body></html>"
    finding = found(RULE, {"/": COVER, "/main": inner})
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)
    assert finding.evidence[0].url.endswith("/main")
    whole = document(f"<h1>Добро пожаловать</h1><a href=/main>Войти на сайт</a> <a href=/b>Новости</a>{FILLER}")
    assert found(RULE, {"/": whole, "/main": inner}).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "said",
    [
        "<h1>Новости</h1><p><a href=/n/1>Концерт для незрячих</a></p>",
        "<h2>Концерт для слабовидящих</h2><p>Библиотека приобрела книги для слабовидящих читателей.</p>",
        "<h1>Доступная среда</h1><p>У входа есть пандус и кнопка вызова.</p>",
    ],
)
def test_a_page_behind_a_cover_that_only_speaks_of_such_people_offers_nothing(said: str) -> None:
    assert (
        found(RULE, {"/": COVER, "/main": f"<html><body><main>{said}</main></body></html>"}).outcome is Outcome.FAILED
    )


def test_a_version_of_its_own_that_was_read_counts() -> None:
    special = document(f"<h1>Версия</h1><a href=/>Обычная версия</a>{FILLER}")
    pages = home_with("<a href=/special/>Версия для слабовидящих</a>")
    assert found(RULE, {**pages, "/special/": special}).outcome is Outcome.PASSED


def test_a_page_that_only_promises_the_version_does_not_count_unseen() -> None:
    pages = home_with("<a href=/special/>Версия для слабовидящих</a>")
    for said in ("Раздел находится в разработке.", "Эта версия сайта пока не готова.", "Страница в стадии заполнения."):
        promise = document(f"<h1>Версия для незрячих</h1><p>{said}</p>")
        assert found(RULE, {**pages, "/special/": promise}).outcome is Outcome.INCONCLUSIVE
    for said in (f"Аудиогид в разработке.{FILLER * 3}", "К юбилею готовится книга. Входных билетов пока нет."):
        notice = document(f"<h1>Версия</h1><p>{said}</p><a href=/>Обычная версия</a>")
        assert found(RULE, {**pages, "/special/": notice}).outcome is Outcome.PASSED


def test_a_line_of_controls_is_judged_by_the_words_before_them() -> None:
    row = (
        "<a href='#'>чёрным по белому, крупно</a> | <a href='#'>белым по чёрному, крупно</a> | <a href='#'>как есть</a>"
    )
    assert found(RULE, home_with(f"<p>Вид для слабовидящих: {row}</p>")).outcome is Outcome.INCONCLUSIVE
    said = "У нас есть книги и вид спорта для слабовидящих: подробности у дежурного администратора на первом этаже"
    assert found(RULE, home_with(f"<p>{said}</p>")).outcome is Outcome.FAILED
