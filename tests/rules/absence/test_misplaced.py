"""Papers that may be what is sought: of the assessment's page and not made out, or listed on another page."""

from __future__ import annotations

import pytest

from crawler.items import Reason
from rules.model import Outcome
from tests.rules.drawn import drawn, verdicts

RULES = ("results-published", "plans-published")
PAPER = '<p><a href="/f/1.pdf">Наш голос</a></p>'
SAID = "Как мы живём\nВ 2022 году независимая оценка качества условий прошла и у нас.\nБыло шумно."


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("inside", "waits"),
    [
        (SAID, True),
        (SAID.replace("В 2022 году н", "Н"), True),
        (SAID.replace("независимая оценка качества условий", "ярмарка"), False),
        (f"ПРИКАЗ\nот 12.01.2022 № 14\n{SAID}", False),  # an act by its letterhead
        (f"{'Мы поём и шьём. ' * 200}\n{SAID}", False),  # what it is about stands at the beginning
    ],
)
def test_a_paper_of_the_page_that_speaks_of_the_assessment_may_be_it(rule: str, inside: str, waits: bool) -> None:
    finding = verdicts(PAPER, texts={"/f/1.pdf": inside})[rule]
    assert finding.outcome is (Outcome.INCONCLUSIVE if waits else Outcome.FAILED), finding.message
    assert not waits or (finding.reason, finding.details["missing"] != []) == (Reason.AMBIGUOUS, True)
    assert not waits or "Наш голос" in finding.message


@pytest.mark.parametrize("rule", RULES)
def test_a_paper_of_another_year_or_left_unread_is_not_it(rule: str) -> None:
    assert verdicts(PAPER.replace("голос", "голос, 2014 год"), texts={"/f/1.pdf": SAID})[rule].outcome is Outcome.FAILED
    assert verdicts(PAPER)[rule].reason is not Reason.AMBIGUOUS


REPORT, PLAN = "Отчёт организации-оператора за 2022 год", "План по устранению недостатков на 2023 год"
NAMED, OTHER = "<h2>Независимая оценка качества</h2>", "<h2>Пожарная безопасность</h2>"


@pytest.mark.parametrize(("rule", "label"), list(zip(RULES, (REPORT, PLAN), strict=True)))
@pytest.mark.parametrize(
    ("above", "before", "waits"),
    [
        (NAMED, "", True),
        ("", "Независимая оценка качества: ", True),
        ("", "Мы рады гостям: ", False),
        (OTHER, "", False),
        ("", "", False),
    ],
)
def test_a_paper_listed_on_another_page_under_the_assessments_name_may_be_it(
    rule: str, label: str, above: str, before: str, waits: bool
) -> None:
    papers = drawn(
        "/docs", f'<h2>Устав</h2><p>Устав.</p>{above}<p>{before}<a href="/f/1.pdf">{label}</a></p>', "Бумаги"
    )
    finding = verdicts("<p>Сведения.</p>", papers)[rule]
    assert finding.outcome is (Outcome.INCONCLUSIVE if waits else Outcome.FAILED), finding.message
    assert not waits or (finding.reason, "/docs" in finding.message) == (Reason.AMBIGUOUS, True)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("label", "path", "title"),
    [
        ("Отчёт организации-оператора за 2014 год", "/docs", "Бумаги"),  # years nobody asks for
        ("План по устранению недостатков на 2015 год", "/docs", "Бумаги"),
        ("Афиша на 2022 год", "/docs", "Бумаги"),
        (REPORT, "/news/5", "Новости"),
        (PLAN, "/news/5", "Новости"),
    ],
)
def test_other_years_other_papers_and_news_are_not_waited_for(rule: str, label: str, path: str, title: str) -> None:
    papers = drawn(path, f'{NAMED}<p><a href="/f/1.pdf">{label}</a></p>', title)
    assert verdicts("<p>Сведения.</p>", papers)[rule].outcome is Outcome.FAILED
