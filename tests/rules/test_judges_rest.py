"""Rules that ask of what is there, even where another one says that something is missing."""

from __future__ import annotations

from rules.model import Outcome
from tests.rules.drawn import verdicts
from tests.rules.polls.pages import QUESTIONS

PLAN = '<p><a href="/p23.pdf">План по устранению недостатков на 2023 год</a></p>'
STAMPED = "СОГЛАСОВАНО\nМинистр культуры Кабардино-Балкарской Республики\n_____ А.Б. Иванова\nПЛАН на 2023 год"


def test_the_plan_that_is_there_is_judged_though_another_is_missing() -> None:
    judged = verdicts(PLAN, texts={"/p23.pdf": STAMPED}, years=(2022, 2025))
    assert judged["plans-published"].outcome is Outcome.FAILED
    assert judged["plans-approved"].outcome is Outcome.PASSED


def test_where_no_plan_is_there_or_none_of_those_required_nothing_is_asked() -> None:
    old = PLAN.replace("2023", "2019")
    for content, texts in (("<p>Нет.</p>", {}), (old, {"/p23.pdf": STAMPED.replace("2023", "2019")})):
        judged = verdicts(content, texts=texts, years=(2022,))
        assert judged["plans-published"].outcome is Outcome.FAILED
        assert judged["plans-approved"].outcome is Outcome.INAPPLICABLE


def test_questions_that_can_be_seen_are_compared_though_nothing_can_be_sent() -> None:
    judged = verdicts(f"<form>{QUESTIONS}</form>")
    assert judged["poll-works"].outcome is Outcome.FAILED
    assert judged["poll-matches-questionnaire"].outcome is not Outcome.INAPPLICABLE


def test_without_the_page_there_is_nothing_to_ask_of() -> None:
    judged = verdicts("<p>Опрос: <a href='/opros'>онлайн-опрос</a></p>", years=())
    assert judged["plans-approved"].outcome is Outcome.INAPPLICABLE
