"""What a frame shows of another host: it may be all that is sought, and nobody judged it."""

from __future__ import annotations

import msgspec
import pytest

from crawler.items import Failure, Field, FieldKind, Form, Frame, Page, Reason, Widget
from rules.model import Finding, Outcome, Sector
from tests.rules.sites import HOME, appeal_form, heading, judge, menu, organization, page, site, text

AWAY = "http://rono.test/nok/"
NOK = "Независимая оценка качества"
SOUGHT = ("acts-published", "poll-published", "bus-link-published")
LETTER = "feedback-form-published"


def judged(shown: Page, *others: Page, failures: tuple[Failure, ...] = (), home: Page = HOME) -> dict[str, Finding]:
    ways = (menu(NOK, "/nok"), menu("Обратная связь", "/feedback"))
    first = msgspec.structs.replace(home, links=(*home.links, *ways))
    return judge(site(first, shown, *others, failures=failures), organization(sector=Sector.EDUCATION))


def nok(**rest: object) -> Page:
    return page("/nok", NOK, heading(NOK), **{"frames": (Frame(AWAY),), **rest})


def there(title: str, *lines: str, form: Form | None = None, **rest: object) -> Page:
    forms = (form,) if form is not None else ()
    shown = page("/", title, heading(title), *text(*lines), *forms, external=True, **rest)
    return msgspec.structs.replace(shown, url=AWAY)


@pytest.mark.parametrize(
    ("others", "failures", "reason"),
    [
        ((), (), Reason.NOT_REACHED),
        ((), (Failure(AWAY, Reason.TIMEOUT, kind="external"),), Reason.TIMEOUT),
        ((there(NOK, "Отчёты и планы школ района"),), (), Reason.AMBIGUOUS),
        ((there("Портал", needs_script=True),), (), Reason.SCRIPT_REQUIRED),
    ],
)
def test_a_frame_of_another_host_leaves_open_what_the_page_lacks(
    others: tuple[Page, ...], failures: tuple[Failure, ...], reason: Reason
) -> None:
    found = judged(nok(), *others, failures=failures)
    for rule in SOUGHT:
        assert (found[rule].outcome, found[rule].reason) == (Outcome.INCONCLUSIVE, reason), rule
        assert AWAY in found[rule].message
    assert found["nok-page-published"].outcome is Outcome.PASSED
    assert found[LETTER].outcome is Outcome.FAILED  # nobody looks for it there


@pytest.mark.parametrize(
    ("frame", "rest"),
    [
        (Frame("https://rutube.ru/play/embed/1"), {}),
        (Frame("https://yandex.ru/map-widget/v1/?um=1"), {"widgets": (Widget("map", "yandex-map", "https://yandex.ru/map-widget/v1/?um=1"),)}),
        (Frame("https://rp5.ru/htmla.php"), {"widgets": (Widget("weather", "weather", "https://rp5.ru/htmla.php"),)}),
    ],
)  # fmt: skip
def test_somebodys_widget_hides_nothing(frame: Frame, rest: dict[str, object]) -> None:
    assert judged(nok(frames=(frame,), **rest))["acts-published"].outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("others", "failures"),
    [
        ((), (Failure(AWAY, Reason.HTTP_404, kind="external"),)),
        ((there("Погода", "Ясно, ветер северный"),), ()),
        ((there(NOK, form=appeal_form(heading=NOK)),), ()),  # whatever it asks, it holds no acts
    ],
)
def test_a_frame_that_holds_no_papers_hides_none(others: tuple[Page, ...], failures: tuple[Failure, ...]) -> None:
    assert judged(nok(), *others, failures=failures)["acts-published"].outcome is Outcome.FAILED


def test_a_frame_under_a_heading_on_something_else_hides_nothing_unless_it_speaks_of_the_assessment() -> None:
    for over, unread in (("Материалы", Outcome.INCONCLUSIVE), ("Расписание занятий", Outcome.FAILED)):
        apart = page("/nok", NOK, heading(NOK), heading(over, 2), frames=(Frame(AWAY, section=1),))
        assert judged(apart)["acts-published"].outcome is unread, over
    read = there("Наши школы", "Независимая оценка качества: акты и планы")
    assert judged(apart, read)["acts-published"].outcome is Outcome.INCONCLUSIVE


def test_a_frame_of_every_page_is_none_of_the_assessments() -> None:
    home = msgspec.structs.replace(HOME, frames=(Frame(AWAY),))
    assert judged(nok(), home=home)["acts-published"].outcome is Outcome.FAILED


def test_a_form_in_a_frame_of_another_host() -> None:
    called = "Обратная связь"
    shown = page("/feedback", called, heading(called), frames=(Frame(AWAY),))
    silent = Failure(AWAY, Reason.CONNECTION_REFUSED, kind="external")
    search = Form(fields=(Field(FieldKind.SEARCH, "q"),))
    assert judged(shown, there("Написать нам", form=appeal_form()))[LETTER].outcome is Outcome.PASSED
    finding = judged(shown, failures=(silent,))[LETTER]
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.CONNECTION_REFUSED)
    assert judged(shown, there("Схема проезда", form=search))[LETTER].outcome is Outcome.FAILED
    beside = page("/contacts", "Контакты", heading("Контакты"), frames=(Frame(AWAY),))  # there it is a map, most often
    assert judged(beside, failures=(silent,))[LETTER].outcome is Outcome.FAILED
