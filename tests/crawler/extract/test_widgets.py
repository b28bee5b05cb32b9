# ruff: noqa: E501 - markup stands in lines as it is served
from __future__ import annotations

from pathlib import Path

import pytest

from crawler.extract.signatures import SignatureError, load_signatures
from crawler.items import Page

from .pages import read


def names(page: Page) -> set[str]:
    return {widget.name for widget in page.widgets}


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<script src='https://pos.gosuslugi.ru/bin/script.min.js'></script>", "pos"),
        ("<div id=js-show-iframe-wrapper></div>", "pos"),
        ("<a href='https://pos.gosuslugi.ru/form/?opaId=5'>Написать</a>", "pos"),
        ("<a href='#' class='bvi-open'>Версия</a>", "bvi"),
        ("<script src='/js/bvi.min.js'></script>", "bvi"),
        ("<script src='https://lidrekon.ru/slep/js/uhpv-full.min.js'></script>", "uhpv"),
        ("<img id=specialButton src='https://lidrekon.ru/images/special.png'>", "lidrekon"),
        ("<a href='http://finevision.ru/?hostname=x.test&path=/'><img></a>", "lidrekon"),
        ("<script src='/bitrix/components/vision/vision.special/x.js'></script>", "bitrix-vision"),
        ("<div class=panel>Размер шрифта: A A A</div>", "own-panel"),
        ("<p>Обычная версия</p>", "own-panel"),
        ("<button>Версия для слабовидящих</button>", "accessible-link"),
        ("<button aria-label='Версия для слабовидящих'><img src=/e.svg alt=''></button>", "accessible-link"),
        ("<button><img src=/e.svg alt='Версия для слабовидящих'></button>", "accessible-link"),
        ("<a href='/?special=Y'>глаз</a>", "special-path"),
        ("<iframe src='https://forms.yandex.ru/u/abc123/?iframe=1'></iframe>", "yandex-form"),
        ("<a href='https://docs.google.com/forms/d/e/1FA/viewform'>Анкета</a>", "google-form"),
        ("<a href='https://anketolog.ru/s/1/xyz'>Анкета</a>", "anketolog"),
        ("<iframe src=about:blank data-lazy-src='https://forms.yandex.ru/u/abc123/'></iframe>", "yandex-form"),
        ("<iframe src='https://panel.simpleforms.ru/Q1'></iframe>", "simpleforms"),
        ("<a href='https://bus.gov.ru/qrcode/rate/444'>Оценить</a>", "bus-gov-rate"),
        ("<iframe src='https://quality.mkrf.ru/widget.php?orgid=037'></iframe>", "mkrf-quality"),
        ("<iframe src='https://nok.rosminzdrav.ru/MO/GetBanner/1/1'></iframe>", "minzdrav-nok-banner"),
        ("<a href='https://anketa.minzdrav.gov.ru/ambulator/a/b'>Оценить</a>", "minzdrav-poll"),
        ("<form><input name=VOTE_ID type=hidden value=3><button>Да</button></form>", "bitrix-vote"),
        ("<div class=pollBlock>Опрос</div>", "ucoz-poll"),
        ("<form class=wp-polls-form><input type=radio name=p></form>", "wordpress-poll"),
        ("<div class=g-recaptcha></div>", "recaptcha"),
        ("<div id=vk_comments></div>", "vk-comments"),
        ("<script>(function(m){})('https://mc.yandex.ru/metrika/tag.js')</script>", "yandex-metrika"),
    ],
)
def test_traces(html: str, name: str) -> None:
    assert name in names(read(html))


def test_the_feedback_widget_of_gosuslugi_with_its_theme() -> None:
    page = read(
        "<h2>Обращения</h2><div id=js-show-iframe-wrapper><div class=pos-banner-fluid>Знаете о фактах коррупции?</div></div>"
        "<script src='https://pos.gosuslugi.ru/bin/script.min.js'></script>"
        "<script>(function(){Widget('https://pos.gosuslugi.ru/form', 327974)})()</script>"
    )
    (widget,) = [item for item in page.widgets if item.name == "pos"]
    assert (widget.kind, widget.detail, widget.text) == ("feedback", "327974", "Знаете о фактах коррупции?")
    assert page.heading_of(widget.section) == "Обращения"


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <script src='/js/bvi.min.js'></script><a class=bvi-open>Версия</a> -->",
        "<script>/* new isvek.Bvi() */</script>",
        "<script>// new isvek.Bvi()\n</script>",
        "<script>if (0) { new isvek.Bvi() }</script>",
        "<template><a class=bvi-open>Версия</a></template>",
    ],
)
def test_what_is_commented_out_is_not_there(html: str) -> None:
    assert names(read(f"<p>текст</p>{html}")) == set()


@pytest.mark.parametrize(
    "address",
    [
        "https://anketa.minzdrav.gov.ru.example/a/b",
        "https://nok.rosminzdrav.ru.example/x",
        "https://bus.gov.ru.example/",
        "https://my-bus.gov.ru/",
        "https://quality.mkrf.ru.example/widget.php?orgid=1",
    ],
)
def test_a_host_that_only_contains_a_services_name_is_not_the_services(address: str) -> None:
    assert names(read(f"<iframe src='{address}'></iframe><a href='{address}'>Оценить</a>")) == set()


def test_an_ordinary_page_has_no_widgets() -> None:
    assert (
        names(
            read("<p class=text>Школа рада всем</p><a href=/special-offers/list>Акции</a><form><input name=fio></form>")
        )
        == set()
    )


def test_frames_with_absolute_addresses() -> None:
    page = read(
        "<h2>Анкета</h2><iframe src='//forms.yandex.ru/u/1/' title='Опрос'></iframe><iframe src='about:blank'></iframe>"
    )
    assert [(frame.url, frame.title, page.heading_of(frame.section)) for frame in page.frames] == [
        ("http://forms.yandex.ru/u/1/", "Опрос", "Анкета")
    ]


@pytest.mark.parametrize("text", ["- {name: a, kind: b, skript: c}", "- {name: a, kind: b, link: '('}", "name: a"])
def test_a_wrong_signature_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "widgets.yml"
    path.write_text(text)
    with pytest.raises(SignatureError, match=r"widgets\.yml"):
        load_signatures(path)


def test_a_script_seen_before_tells_where_it_stands_now() -> None:
    script = "<script>(function(){Widget('https://pos.gosuslugi.ru/form', 327974)})()</script>"
    (first,), (second,) = (
        read(html).widgets for html in (f"<p>а</p>{script}", f"<div><h2>Обращения</h2>{script}</div>")
    )
    assert first.detail == second.detail == "327974"
    assert first.pointer != second.pointer
    assert (first.section, second.section) == (-1, 0)


@pytest.mark.parametrize("length", [10, 100_000])
def test_long_scripts_are_searched_like_short_ones(length: int) -> None:
    code = "var a = 1; " * (length // 10) + "new isvek.Bvi()"
    assert names(read(f"<script>{code}</script><p>текст</p>")) == {"bvi"}
    assert names(read(f"<script>/* {code} */</script><p>текст</p>")) == set()
