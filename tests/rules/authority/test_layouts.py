"""Authorities' sites in the layouts ministries use, read by the extractor: what stands there is found, what only
sounds so is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.extract import extract_page
from crawler.items import Document, Facts, Page
from rules.evaluate import evaluate
from rules.model import Finding, Outcome, Sector
from tests.rules.authority.ministry import BASE, KBR, ON, body
from tests.rules.sites import site

Pages = dict[str, tuple[str, str]]
MENU = '<li><a href="/">Главная</a></li><li><a href="/nok/">Независимая оценка качества</a></li>'
FRAME: Pages = {
    "/": ("Министерство культуры Поозёрья", "<p>Добро пожаловать</p>"),
    "/o": ("О министерстве", "<p>Министерство проводит политику в сфере культуры.</p>"),
    "/news": ("Новости", "<p>В республике прошёл фестиваль</p>"),
}
PASSED, FAILED = "passed", "failed"


def page(path: str, title: str, html: str, menu: str) -> Page:
    whole = (
        f"<!doctype html><html lang='ru'><head><meta charset='utf-8'><title>{title}</title></head><body><nav><ul>{menu}"
        f"</ul></nav><main><h1>{title}</h1>{html}</main><footer>Министерство</footer></body></html>"
    )
    return extract_page(whole.encode(), url=BASE + path, content_type="text/html; charset=utf-8")


def judged(
    pages: Pages, files: dict[str, str] | None = None, *, menu: str = MENU, sector: Sector | None = None
) -> dict[str, Finding]:
    """Findings by rule without its prefix. `files`: path → text of a linked document."""
    made = [page(path, title, html, menu) for path, (title, html) in {**FRAME, **pages}.items()]
    documents = tuple(
        Document(BASE + path, format="pdf", text=text, sha256="ab" * 32) for path, text in (files or {}).items()
    )
    facts = Facts(site=site(*made, documents=documents))
    findings = evaluate(KBR, body(sector=sector), facts, ON).findings
    return {finding.rule.removeprefix("authority-"): finding for finding in findings}


def nok(html: str, rule: str, files: dict[str, str] | None = None) -> Finding:
    return judged({"/nok/": ("Независимая оценка качества", html)}, files)[rule]


def outcomes(findings: dict[str, Finding]) -> dict[str, str]:
    return {rule: finding.outcome.value for rule, finding in findings.items()}


CASES = yaml.safe_load(Path(__file__).with_name("layouts.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['rule']} {case['name']}" for case in CASES])
def test_what_stands_there_is_found_and_nothing_else(case: dict[str, Any]) -> None:
    finding = nok(case["html"], case["rule"], case.get("files"))
    assert finding.outcome == case["expected"], finding
    assert {key: finding.details[key] for key in case.get("details", {})} == case.get("details", {})


COUNCIL_MENU = '<li><a href="/">Главная</a></li><li><a href="/sovet">Общественный совет</a></li>'
PEOPLE = "<ul><li>Ланина Мария Петровна</li><li>Кулик Роман Асланович</li><li>Оспина Раиса Викторовна</li></ul>"
COUNCIL = (
    "<p>Совет проводит независимую оценку качества условий оказания услуг.</p><h3>Положение об Общественном совете</h3>"
    f"<p>Совет проводит независимую оценку качества.</p><h3>Состав</h3>{PEOPLE}<h3>Протоколы</h3>"
    "<p>Протокол от 14.04.2026 № 2</p>"
)
RATING = (
    "<table><tr><th>Организация</th><th>Балл</th></tr><tr><td>Музей</td><td>92,4</td></tr>"
    "<tr><td>Театр</td><td>88,1</td></tr></table>"
)


def test_the_councils_section_holds_the_councils_papers() -> None:
    findings = judged({"/sovet": ("Общественный совет при министерстве", COUNCIL)}, menu=COUNCIL_MENU)
    passed = {rule for rule, outcome in outcomes(findings).items() if outcome == PASSED}
    assert passed == {
        "nok-section-published", "council-regulation-published", "council-members-published",
        "council-minutes-published",
    }  # fmt: skip
    assert findings["nok-section-published"].details["within"] == "council"


def test_papers_on_pages_below_the_section_are_found() -> None:
    below: Pages = {
        "/nok/": (
            "Независимая оценка качества",
            '<ul><li><a href="/nok/npa">НПА</a></li><li><a href="/nok/os">Общественный совет</a></li>'
            '<li><a href="/nok/res">Результаты</a></li><li><a href="/nok/2025">НОК-2025</a></li></ul>',
        ),
        "/nok/npa": ("НПА", "<ul><li>Федеральный закон от 05.12.2017 № 392-ФЗ</li></ul>"),
        "/nok/os": ("Общественный совет", COUNCIL),
        "/nok/res": ("Результаты", f"<h3>2025 год</h3>{RATING}"),
        "/nok/2025": (
            "НОК-2025",
            "<h3>Перечень организаций</h3><ol><li>Музей</li><li>Театр кукол</li></ol><h3>Оператор</h3>"
            "<p>ООО «Мера», контракт от 12.02.2025 № 18</p><h3>Предложения по улучшению качества</h3>"
            "<p>Обозначить стоянки, обновить сайты и открыть буфеты для посетителей.</p>"
            "<h3>План по устранению недостатков</h3><p>Утверждён приказом от 10.12.2025 № 301</p>"
            '<a href="https://bus.gov.ru">bus.gov.ru</a>',
        ),
    }
    assert set(outcomes(judged(below)).values()) == {PASSED}


HEADED = (
    "<h2>Нормативная база</h2><p>Федеральный закон от 05.12.2017 № 392-ФЗ</p>"
    "<h2>Социальное обслуживание</h2><p>Организация-оператор: ООО «Мера», контракт от 12.02.2025 № 18</p>"
    f"<h3>Результаты за 2025 год</h3>{RATING}"
    "<h2>Физическая культура и спорт</h2><p>Организация-оператор: Министерство спорта.</p>"
    f"<h3>Результаты за 2021 год</h3>{RATING}"
)
TABBED = (
    '<ul class="nav nav-tabs"><li><a href="#t1" data-toggle="tab">Социальное обслуживание</a></li><li><a href="#t2" '
    'data-toggle="tab">Туризм и спорт</a></li></ul><div class="tab-content"><div class="tab-pane active" id="t1"><p>'
    'Оператор: ООО «Мера», контракт от 12.02.2025 № 18</p></div><div class="tab-pane" id="t2"><p>Оператор: Комитет по '
    "спорту</p></div></div>"
)


@pytest.mark.parametrize(
    ("html", "sector", "expected"),
    [
        (HEADED, Sector.SOCIAL, {"operator-named": PASSED, "results-published": PASSED, "acts-published": PASSED}),
        (HEADED, Sector.SPORT, {"operator-named": FAILED, "results-published": FAILED, "acts-published": PASSED}),
        (TABBED, Sector.SOCIAL, {"operator-named": PASSED}),
        (TABBED, Sector.SPORT, {"operator-named": FAILED}),
    ],
)
def test_a_page_divided_by_sector_is_read_for_one(html: str, sector: Sector, expected: dict[str, str]) -> None:
    found = outcomes(judged({"/nok/": ("Независимая оценка качества", html)}, sector=sector))
    assert {rule: found[rule] for rule in expected} == expected


def test_an_operator_named_after_another_sector_divides_nothing() -> None:
    html = (
        "<h2>Организации культуры</h2><h3>Оператор — ГАУ «Институт развития образования»</h3>"
        "<p>Контракт от 12.02.2025 № 18</p><h2>Организации образования</h2><p>Материалы готовятся.</p>"
    )
    found = judged({"/nok/": ("Независимая оценка качества", html)}, sector=Sector.CULTURE)
    assert found["operator-named"].outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("path", "title", "html", "label"),
    [
        ("/q", "Независимая оценка квалификаций", "<p>Центры оценки</p>", "Независимая оценка квалификаций"),
        ("/b", "Полезные ссылки", '<a href="https://bus.gov.ru/pub/independentRating/list">Результаты независимой '
         'оценки</a>', "Полезные ссылки"),
        ("/news/2026/05/1", "Прошла независимая оценка качества", "<p>Итоги подведены в министерстве.</p>", "Новости"),
    ],
    ids=["qualifications", "banner", "news"],
)  # fmt: skip
def test_what_only_sounds_like_a_section_is_none(path: str, title: str, html: str, label: str) -> None:
    where = path if label != "Новости" else "/news"
    menu = f'<li><a href="/">Главная</a></li><li><a href="{where}">{label}</a></li>'
    found = judged({path: (title, html)}, menu=menu)
    assert found["nok-section-published"].outcome is Outcome.FAILED
