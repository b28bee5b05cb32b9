"""Polls that are over: by their own word, by a term, and what only looks like it."""

from __future__ import annotations

import pytest

from rules.model import Finding, Outcome
from tests.rules.markup import FILLER, document, found, home_with
from tests.rules.polls.pages import FORM, RULE, WHOLE, nok, works


@pytest.mark.parametrize(
    ("head", "said", "outcome"),
    [
        ("Онлайн-опрос", "Опрос завершён 30.09.2026.", Outcome.PASSED),
        ("Онлайн-анкета", "Анкетирование завершено.", Outcome.PASSED),
        ("Онлайн-анкета", "Анкета не найдена или ещё не активна.", Outcome.PASSED),
        ("Онлайн-анкета", "Таких недостатков не найдено.", Outcome.FAILED),
        ("Онлайн-опрос о питании", "Опрос завершён 30.09.2026.", Outcome.FAILED),
        ("Афиша", "Опрос завершён 30.09.2026.", Outcome.FAILED),
        ("Онлайн-опрос", "Опрос проводится каждую осень.", Outcome.FAILED),
    ],
)
def test_a_part_of_the_page_that_is_a_poll_and_says_that_it_is_over(head: str, said: str, outcome: Outcome) -> None:
    part = f"<h2>{head}</h2><p>{said}</p>"
    assert found(RULE, nok(part)).outcome is outcome
    assert found(RULE, home_with(part)).outcome is not Outcome.PASSED  # nobody says whose poll it was
    assert outcome is not Outcome.PASSED or found("poll-works", nok(part)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "said",
    [
        "Опрос завершён. Спасибо!",
        "Приём ответов завершён",
        "Ответы больше не принимаются",
        "Форма закрыта",
        "Голосование завершено",
        "Опрос перемещён в архив",
        "Анкета не активна",
        "Опрос не активен",
        "Голосование не найдено.",
        "Опрос больше не доступен",
        "Срок проведения опроса истёк",
    ],
)
def test_a_poll_that_says_it_is_closed(said: str) -> None:
    finding = works(f"<h1>Опрос</h1><p>{said}</p>")
    assert finding.outcome is Outcome.FAILED
    assert "закрыт" in finding.message


@pytest.mark.parametrize(
    "said",
    [
        "Предыдущий опрос завершён 31.12.2025, его результаты размещены.",
        "Опрос проводится до 31.12.2031, после этой даты опрос закрыт.",
        "Опрос за 2024 год завершён.",
        "Если анкета не найдена, обновите страницу.",
        "Заполнить анкету: онлайн-опрос Закрыть ✕",
        "Анкета Закрыть окно",
        "Анкетирование Завершение Шаг 1",
    ],
)
def test_a_poll_that_asks_and_speaks_of_another_one(said: str) -> None:
    assert works(f"<p>{said}</p>{WHOLE}").outcome is Outcome.PASSED
    assert works(f"<p>Опрос завершён.</p>{WHOLE}").outcome is Outcome.FAILED


def test_a_closed_poll_is_quoted_as_it_is_written() -> None:
    finding = works("<h1>Опрос</h1><p>Спасибо всем! Опрос завершён. Голосование закрыто 01.02.2024.</p>")
    assert finding.message == "Опрос закрыт: «Опрос завершён»."
    assert finding.evidence[-1].excerpt == "Опрос завершён."


def test_a_poll_whose_term_is_over_by_the_sites_own_word() -> None:
    over = works(None, "Ссылка на опрос будет активна до 22:00 19 апреля 2021 года.")
    assert over.outcome is Outcome.FAILED
    assert "19 апреля 2021" in over.message
    assert works(None, "Ссылка на опрос будет активна до 19 апреля 2031 года.").outcome is Outcome.INCONCLUSIVE
    assert works(None, "Оценка проведена 19 апреля 2021 года.").outcome is Outcome.INCONCLUSIVE
    left = works(WHOLE, "Ссылка на опрос будет активна до 19 апреля 2021 года.")  # its questions stand there still
    assert left.outcome is Outcome.FAILED
    assert left.evidence[-1].excerpt == "Ссылка на опрос будет активна до 19 апреля 2021 года."


OTHER = "https://forms.yandex.ru/u/2/"
QUESTIONS_PAGE = document(f"<h1>Опрос</h1>{WHOLE}", title="Опрос")


def asked_at(said: str, beside: str = "", more: str = "") -> Finding:
    """The verdict on a poll on a page of its own below the assessment's: what it says, and what its link stands by."""
    link = f"<p>{beside} <a href=/opros>Пройти онлайн-опрос о качестве условий оказания услуг</a></p>"
    page = document(f"<h1>Онлайн-опрос</h1><p>{said}</p>{FILLER}{FILLER}{FILLER}{WHOLE}", title="Онлайн-опрос")
    return found("poll-works", {**nok(f"{link}{more}"), "/opros": page})


def test_a_poll_that_asks_though_its_term_is_over() -> None:
    said = asked_at("Опрос проводится с 1 по 30 апреля 2024 года.")
    assert said.outcome is Outcome.FAILED
    assert said.message == "Срок опроса истёк, по словам самого сайта: «Опрос проводится с 1 по 30 апреля 2024 года»."
    assert asked_at("", "Опрос доступен до 31.12.2025.").outcome is Outcome.FAILED
    assert works(f"<p>Опрос открыт до 20.11.2026.</p>{WHOLE}").outcome is Outcome.PASSED  # this very day
    assert works(f"<p>Опрос открыт до 19.11.2026.</p>{WHOLE}").outcome is Outcome.FAILED


def test_a_term_of_another_year_of_a_poll_that_is_open() -> None:
    assert asked_at("Опрос проводится до 31.12.2026.", "Опрос доступен до 31.12.2025.").outcome is Outcome.PASSED
    assert (
        asked_at("Опрос 2024 года проводится до 30.04.2024.<br>Опрос продлён до 31.12.2026.").outcome is Outcome.PASSED
    )
    newer = "<p><a href=/opros>Онлайн-опрос о качестве</a></p>"
    assert asked_at("", "Опрос доступен до 31.12.2025.", newer).outcome is Outcome.PASSED
    closed = f"<p>Опрос 2024 года открыт до 30.04.2024: <a href='{FORM}'>пройти опрос</a></p>"
    assert asked_at("", more=closed).outcome is Outcome.PASSED
    open_one = f"<p>Опрос 2026 года: <a href='{OTHER}'>пройти опрос</a></p>"
    assert (
        found("poll-works", nok(closed + open_one), {FORM: QUESTIONS_PAGE, OTHER: QUESTIONS_PAGE}).outcome
        is Outcome.PASSED
    )
    assert found("poll-works", nok(closed), {FORM: QUESTIONS_PAGE}).outcome is Outcome.FAILED
