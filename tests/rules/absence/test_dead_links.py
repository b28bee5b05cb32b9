"""A link that promises a thing and leads to a page that is not there is told beside the thing's absence."""

from __future__ import annotations

import pytest

from crawler.items import Failure, Reason
from rules.model import Outcome
from tests.rules.drawn import verdicts
from tests.rules.sites import BASE

LINKS = {
    "poll-results-published": ("Результаты анкетирования за III квартал 2026 года", "/itogi"),
    "results-published": ("Отчёт организации-оператора за 2022 год", "/otchet"),
    "plans-published": ("План по устранению недостатков на 2023 год", "/plan"),
}
PAGE = "".join(f'<p><a href="{path}">{label}</a></p>' for label, path in LINKS.values())


@pytest.mark.parametrize("rule", LINKS)
def test_a_dead_link_is_named_beside_what_it_promised(rule: str) -> None:
    dead = tuple(Failure(BASE + path, Reason.HTTP_404) for _, path in LINKS.values())
    finding = verdicts(PAGE, failures=dead)[rule]
    label, path = LINKS[rule]
    assert finding.outcome is Outcome.FAILED
    assert finding.remarks == (f"Ссылка «{label}» не открывается: {BASE}{path} — страница не найдена (404).",)


def test_a_poll_behind_a_dead_link_is_offered_and_does_not_work() -> None:
    page = '<p><a href="/opros">Пройти онлайн-опрос получателей услуг</a></p>'
    judged = verdicts(page, failures=(Failure(BASE + "/opros", Reason.HTTP_404),))
    assert judged["poll-published"].outcome is Outcome.PASSED
    assert judged["poll-works"].outcome is Outcome.FAILED
    assert "страница не найдена (404)" in judged["poll-works"].message


@pytest.mark.parametrize("label", ["Результаты онлайн-опроса", "Независимая оценка 2022 года", "Опрос о питании"])
def test_what_is_no_poll_by_its_label_is_none_behind_a_dead_link(label: str) -> None:
    page = f'<p><a href="/opros">{label}</a></p>'
    judged = verdicts(page, failures=(Failure(BASE + "/opros", Reason.HTTP_404),))
    assert judged["poll-published"].outcome is Outcome.FAILED


@pytest.mark.parametrize("rule", LINKS)
def test_of_pages_that_did_not_answer_this_once_nothing_is_said(rule: str) -> None:
    silent = tuple(Failure(BASE + path, Reason.TIMEOUT) for _, path in LINKS.values())
    assert not any("не открывается" in remark for remark in verdicts(PAGE, failures=silent)[rule].remarks)
