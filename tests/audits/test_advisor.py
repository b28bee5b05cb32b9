"""The rules are asked again only when something changed; and then they are asked."""

from __future__ import annotations

from datetime import date

import pytest

from audits.advisor import Context, RuleAdvisor
from audits.model import AuditOptions
from crawler.items import Block, BlockKind, Coverage, Field, FieldKind, Form, Page, Site
from rules import evaluate
from rules.model import Organization

Questions = tuple[frozenset[str], ...]
HOME = "http://a.test/"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Site]:
    sites: list[Site] = []

    def open_questions(methodology: object, organization: object, facts: object, *rest: object) -> Questions:
        sites.append(facts.site)  # type: ignore[attr-defined]
        return (frozenset({"nok-page"}), frozenset({"feedback-form"}))

    monkeypatch.setattr(evaluate, "open_questions", open_questions)
    return sites


def advisor() -> RuleAdvisor:
    made = RuleAdvisor(Context(Organization("a", site=HOME), AuditOptions(on=date(2026, 11, 20))))
    made.open_roles(Site(HOME))
    return made


def page(number: int, text: str = "Расписание занятий", **more: object) -> Page:
    block = Block(BlockKind.PARAGRAPH, text)
    return Page(url=f"{HOME}p{number}", depth=1, blocks=(block,), **more)  # type: ignore[arg-type]


FORM = Form(name="write", fields=(Field(FieldKind.TEXTAREA),))


@pytest.mark.parametrize(
    ("read", "times"),
    [
        (page(1), 1),
        (page(1, "Независимая оценка качества условий"), 2),
        (page(1, forms=(FORM,)), 2),
        (page(1, phones=("8 (800) 000-00-00",)), 2),
        (page(1, external=True), 2),
    ],
)
def test_a_page_that_can_decide_nothing_is_no_reason_to_ask(asked: list[Site], read: Page, times: int) -> None:
    made = advisor()
    made.observe(read)
    assert made.open_roles(Site(HOME)) == {"nok-page", "feedback-form"}
    assert len(asked) == times


def test_what_repeats_on_every_page_counts_once(asked: list[Site]) -> None:
    made = advisor()
    for number in range(3):
        made.observe(page(number, forms=(FORM,)))
        made.open_roles(Site(HOME))
    assert len(asked) == 2


def test_coverage_that_grew_is_a_reason_to_ask(asked: list[Site]) -> None:
    made = advisor()
    made.open_roles(Site(HOME, coverage=Coverage(navigation_read=True)))
    made.open_roles(Site(HOME, coverage=Coverage(navigation_read=True)))
    assert len(asked) == 2
