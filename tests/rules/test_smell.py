from __future__ import annotations

import gc
import weakref

import pytest

from crawler.addresses import PAPER_ENDINGS
from crawler.advisor import Fetch
from crawler.items import Link, Region
from rules.catalog_model import Methodology
from rules.evaluate import nose as nose_of
from rules.evaluate import smell
from rules.load import load_methodology
from rules.model import Subject
from rules.site.roles import Nose
from tests.rules.sites import BASE, HOME, heading, page, text

KBR = load_methodology("kbr-2017")


def nose(label: str, url: str, **rest: str) -> tuple[float, tuple[str, ...], Fetch]:
    found = smell(KBR, Link(BASE + url if url.startswith("/") else url, label, **rest), HOME)
    return found.score, found.roles, found.fetch


@pytest.mark.parametrize(
    ("label", "url"),
    [
        ("Независимая оценка качества", "/p/1"),
        ("НОК УООД", "/p/1"),
        ("НСОКО", "/p/1"),
        ("Оценка качества", "/p/1"),
        ("Раздел", "/index/nezavisimaja_ocenka_kachestva/0-126"),
        ("Раздел", "/nezavisimaya-oczenka-kachestva"),
        (
            "Раздел",
            "/%D0%BD%D0%B5%D0%B7%D0%B0%D0%B2%D0%B8%D1%81%D0%B8%D0%BC%D0%B0%D1%8F-%D0%BE%D1%86%D0%B5%D0%BD%D0%BA%D0%B0",
        ),
        ("Раздел", "/nez_os_kach.htm"),
        ("сайт bus.gov.ru", "/p/1"),
        ("QR-код", "/p/1"),
    ],
)
def test_links_that_smell_of_the_page(label: str, url: str) -> None:
    score, roles, fetch = nose(label, url)
    assert "nok-page" in roles
    assert score >= 0.3
    assert fetch is Fetch.PAGE


@pytest.mark.parametrize("label", ["Меню столовой", "Расписание", "Независимая оценка квалификации"])
def test_links_that_hardly_smell(label: str) -> None:
    assert nose(label, "/p/1")[0] < 0.15


def test_files_are_followed_only_as_documents() -> None:
    _, roles, fetch = nose("План по устранению недостатков по итогам независимой оценки", "/f/1.pdf")
    assert (roles[0], fetch) == ("plan", Fetch.DOCUMENT)
    assert nose("Независимая оценка качества", "/f/1.pdf")[2] is Fetch.NO
    assert nose("Устав", "/f/ustav.pdf") == (0.0, (), Fetch.NO)


@pytest.mark.parametrize("ending", sorted(PAPER_ENDINGS))
def test_a_plan_in_any_format_is_followed_as_a_document(ending: str) -> None:
    label = "План по устранению недостатков по итогам независимой оценки"
    _, roles, fetch = nose(label, f"/f/1.{ending}")
    assert (roles[0], fetch) == ("plan", Fetch.DOCUMENT)
    assert nose(label, f"/f/1.{ending}.sig") == (0.0, (), Fetch.NO)  # a signature kept apart says nothing


def test_foreign_pages_are_followed_only_as_polls() -> None:
    assert nose("Оценить", "https://anketa.minzdrav.gov.ru/staticmojustank/1")[2] is Fetch.EXTERNAL
    assert nose("Независимая оценка качества", "https://minzdrav.region.test/nok")[2] is Fetch.NO
    assert nose("Написать", "mailto:a@example.test")[2] is Fetch.NO


def test_a_link_smells_of_the_page_it_stands_on_not_of_an_earlier_one_at_its_address() -> None:
    said = text("Здесь размещены материалы совета по независимой оценке качества условий оказания услуг.")
    bare, full = page("/p/7", "Материалы", heading("Материалы")), page("/p/7", "Материалы", heading("Материалы"), *said)
    link = Link(BASE + "/p/8", "2023", region=Region.CONTENT)
    lexicon = KBR.lexicon_for(Subject.AUTHORITY)
    used = Nose(lexicon)
    before = used(link, bare)
    assert used(link, full) == Nose(lexicon)(link, full)
    assert used(link, full).score > before.score


@pytest.mark.parametrize("subject", list(Subject))
def test_a_list_of_pages_on_the_assessments_own_page_smells_of_it_though_it_looks_like_a_menu(subject: Subject) -> None:
    own = Link(BASE + "/p/8", "Материалы 2025 года", region=Region.MENU)
    below = page("/p/7", "Независимая оценка качества", heading("Независимая оценка качества"), depth=2)
    top = page("/", "Независимая оценка качества", heading("Независимая оценка качества"))
    assert smell(KBR, own, below, subject).score > smell(KBR, own, top, subject).score
    other = page("/p/7", "Олимпиады", heading("Олимпиады"), depth=2)
    assert smell(KBR, own, below, subject).score > smell(KBR, own, other, subject).score


def test_few_noses_are_kept_and_each_is_of_its_methodology() -> None:
    made = [Methodology(f"m{number}", "проба", (), KBR.lexicon) for number in range(40)]
    assert all(nose_of(one).lexicon.roles == KBR.lexicon.roles for one in made)
    dying = weakref.ref(nose_of(Methodology("last", "проба", (), KBR.lexicon)))
    for one in made:
        nose_of(one)
    gc.collect()
    assert dying() is None
    assert nose_of(made[-1]) is nose_of(made[-1])


@pytest.mark.parametrize(
    ("label", "smells"), [("Пишите нам", True), ("Пишите директору", True), ("Как мы пишем диктант", False)]
)
def test_a_page_to_write_to(label: str, smells: bool) -> None:
    assert ("feedback-form" in nose(label, "/p/9")[1]) is smells
