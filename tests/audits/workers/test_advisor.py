"""The rules are asked again only when something changed; and then they are asked."""

from __future__ import annotations

from datetime import date

import pytest

from audits.judging.results import audited
from audits.model import AuditOptions
from audits.workers.advisor import Context, RuleAdvisor
from crawler.items import Block, BlockKind, Coverage, Facts, Field, FieldKind, Form, Link, Page, Site
from rules import evaluate
from rules.model import Judgement, Organization

Questions = tuple[frozenset[str], ...]
HOME = "http://a.test/"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Site]:
    sites: list[Site] = []

    def judge(methodology: object, organization: object, facts: object, *rest: object) -> Judgement:
        sites.append(facts.site)  # type: ignore[attr-defined]
        return Judgement("test", date(2026, 11, 20), ())

    def questions(*given: object) -> Questions:
        return (frozenset({"nok-page"}), frozenset({"feedback-form"}))

    monkeypatch.setattr(evaluate, "evaluate", judge)
    monkeypatch.setattr(evaluate, "questions", questions)
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


READ = Coverage(home_read=True, navigation_read=True, sitemap_read=True)
NEWS = Link(f"{HOME}p1", "Новости")
FEEDBACK = Link(f"{HOME}p1", "Обратная связь")
NOK = Link(f"{HOME}p1", "Независимая оценка качества")


@pytest.mark.parametrize(
    ("link", "read", "coverage", "documents", "settled"),
    [
        (NEWS, page(1), Coverage(), 0, False),
        (FEEDBACK, page(1), Coverage(), 0, False),  # the question about the assessment's page stays open
        (NOK, page(1), Coverage(), 0, False),
        (NEWS, page(1, "Независимая оценка качества условий"), Coverage(), 0, True),
        (NEWS, page(1, "Звонок на урок, щенок, НОКТЮРН"), Coverage(), 0, False),
        (NEWS, page(1, "Итоги НОК"), Coverage(), 0, True),
        (NEWS, page(1, "Оценка работы. Качество"), Coverage(), 0, False),
        (NEWS, page(1, phones=("8 (800) 000-00-00",)), Coverage(), 0, False),  # no telephone is the assessment's page
        (NEWS, page(1, forms=(FORM,)), Coverage(), 0, False),
        (NOK, page(1, forms=(FORM,)), Coverage(), 0, True),
        (NOK, page(1, "Пройдите опрос"), Coverage(), 0, False),
        (NEWS, page(1), READ, 0, True),
        (NEWS, page(1), Coverage(), 1, True),
    ],
)
def test_only_what_bears_on_every_open_question_may_settle_a_site(
    asked: list[Site], link: Link, read: Page, coverage: Coverage, documents: int, settled: bool
) -> None:
    made = advisor()
    made.smell(link, Page(url=HOME))
    made.observe(read)
    assert made.may_be_settled(coverage, documents) is settled


def test_both_open_questions_touched_may_settle_a_site(asked: list[Site]) -> None:
    made = advisor()
    for link in (FEEDBACK, NOK):
        made.smell(link, Page(url=HOME))
    assert made.may_be_settled(Coverage(), 0)
    made.open_roles(Site(HOME))
    assert not made.may_be_settled(Coverage(), 0)


def test_the_judgement_that_ended_a_visit_holds_for_the_same_facts_and_is_given_once(asked: list[Site]) -> None:
    made = advisor()
    last = made.take_asked()
    assert last is not None
    assert last.on(Facts(site=Site(HOME, coverage=Coverage(stopped="decided", requests=3)))) is last.judgement
    assert last.on(Facts(site=Site(HOME, pages=(page(1),)))) is None
    assert made.take_asked() is None


@pytest.mark.parametrize("questions", [(), (frozenset({"poll"}),)])
def test_pages_are_kept_for_another_judgement_only_when_nothing_is_open(
    asked: list[Site], monkeypatch: pytest.MonkeyPatch, questions: Questions
) -> None:
    monkeypatch.setattr(evaluate, "questions", lambda *given: questions)
    last = advisor().take_asked()
    assert last is not None
    assert (last.reading is None) is bool(questions)


def test_a_judgement_that_was_made_already_is_recorded_as_it_is() -> None:
    one, ready = Organization("a", site=HOME), Judgement("test", date(2026, 11, 20), ())
    options = AuditOptions(on=date(2026, 11, 20))
    known = audited(one, Facts(site=Site(HOME)), options, started_at=None, finished_at=None, judgement=ready)
    assert known.judgement is ready
    assert audited(one, Facts(site=Site(HOME)), options, started_at=None, finished_at=None).judgement.findings
