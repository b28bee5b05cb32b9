"""Where a body in charge speaks of the assessment, and what only looks like it."""

from __future__ import annotations

import pytest

from crawler.items import Block, BlockKind
from rules.model import Outcome, Sector
from tests.rules.authority.ministry import judged, link, menu, outcome, page, section, text, view_of

RULE = "nok-section-published"
SPEAKS = text("Независимая оценка качества проводится раз в три года.")


@pytest.mark.parametrize(
    "title",
    [
        "Независимая оценка качества",
        "Независимая оценка качества условий оказания услуг организациями культуры",
        "Независимая система оценки качества",
        "НСОК",
        "НОК УООД",
        "Оценка качества оказания социальных услуг",
    ],
)
def test_a_section_of_its_own_is_found(title: str) -> None:
    finding = judged(section(*SPEAKS, title=title, path="/razdel"))[RULE]
    assert finding.outcome is Outcome.PASSED
    assert finding.details["within"] == "section"
    assert not finding.remarks


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Независимая оценка квалификации", "Центр оценки квалификаций проводит экзамен."),
        ("Оценка регулирующего воздействия", "Проекты актов проходят независимую экспертизу."),
        ("Общественный совет при министерстве", "Совет обсуждает законопроекты и бюджет отрасли."),
        ("Комиссия по противодействию коррупции", "Независимые эксперты участвуют в заседаниях."),
        ("Специальная оценка условий труда", "Сводные данные."),
    ],
)
def test_something_else_is_no_section(title: str, said: str) -> None:
    assert outcome(RULE, section(*text(said), title=title, path="/razdel")) is Outcome.FAILED


def test_the_councils_section_will_do_with_a_remark() -> None:
    finding = judged(section(*SPEAKS, title="Общественный совет", path="/sovet"))[RULE]
    assert finding.outcome is Outcome.PASSED
    assert finding.details["within"] == "council"
    assert finding.remarks


def test_a_council_against_corruption_will_not_do() -> None:
    other = section(*SPEAKS, title="Общественный совет по противодействию коррупции", path="/sovet")
    assert outcome(RULE, other) is Outcome.FAILED


def test_a_silent_council_is_told_of() -> None:
    finding = judged(section(*text("Совет обсуждает бюджет."), title="Общественный совет", path="/sovet"))[RULE]
    assert finding.outcome is Outcome.FAILED
    assert "независимой оценки не касается" in finding.remarks[0]


def test_news_is_no_section_unless_the_menu_leads_to_it() -> None:
    news = section(*SPEAKS, title="Завершилась независимая оценка качества", path="/news/2026/05/12")
    assert outcome(RULE, news) is Outcome.FAILED
    led = page("/o", "О министерстве", menu("Независимая оценка качества", "/news/2026/05/12"))
    assert outcome(RULE, news, led) is Outcome.PASSED


def test_another_host_of_the_same_body_is_not_held_against_it() -> None:
    home = section(
        link("Независимая оценка качества", "http://nok.sad-ryabinka.test/"), title="Деятельность", path="/d"
    )
    assert outcome(RULE, home) is Outcome.INCONCLUSIVE


def test_half_a_site_proves_no_absence() -> None:
    assert outcome(RULE, complete=False) is Outcome.INCONCLUSIVE


def test_pages_below_the_section_belong_to_it() -> None:
    nok = section(link("2025 год", "/nok/2025"), link("Министр", "/ministr"))
    year = section(link("Сведения об операторе", "/x/operator"), title="2025 год", path="/nok/2025")
    deep = section(*text("Оператор не выбран."), title="Сведения об операторе", path="/x/operator")
    other = section(*text("Родился и вырос."), title="Министр", path="/ministr")
    below = {one.url.rpartition("test")[2] for one in view_of(nok, year, deep, other).authority.subpages}
    assert below == {"/nok/2025", "/x/operator"}


def test_a_schools_poll_does_not_lead_the_crawl_of_a_ministry() -> None:
    nose = view_of().nose
    assert nose.wording("", "Форма обратной связи").roles == ()
    assert "council" in nose.wording("", "Общественный совет").roles


def test_headings_that_stand_in_each_other_end() -> None:
    """No page can be so, but facts are read from a file, and a circle must not cost the night."""
    titles = ("Независимая оценка качества", "Организации культуры", "Организации социального обслуживания")
    circle = tuple(Block(BlockKind.HEADING, title, section=(place + 1) % 3) for place, title in enumerate(titles))
    finding = judged(page("/razdel", titles[0], *circle, *SPEAKS), sector=Sector.CULTURE)[RULE]
    assert finding.outcome is Outcome.PASSED
