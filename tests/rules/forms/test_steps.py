"""Polls that ask page by page: what one page shows is a part of them, and nothing is said about the rest."""

from __future__ import annotations

import re

import pytest

from crawler.extract.openers import ONWARD, SENDS
from crawler.items import Field, FieldKind, Form, Reason
from rules.forms.steps import is_part, leads_on, undoes
from rules.model import Outcome
from tests.rules.markup import document, found, home_with
from tests.rules.polls.pages import WHOLE, nok, radio


def form(*buttons: str, heading: str = "", context: str = "") -> Form:
    pressed = tuple(Field(FieldKind.SUBMIT, value=button) for button in buttons)
    return Form(fields=(Field(FieldKind.RADIO, label="Удобно ли?"), *pressed), heading=heading, context=context)


@pytest.mark.parametrize(
    "one",
    [
        form("Ответить", context="Вопрос 1 из 12"),
        form("Ответить", heading="Шаг 2/5"),
        form("Ответить", context="Страница № 1 из 3. Удобно ли?"),
        form("Далее"),
        form("Назад", "Следующий вопрос"),
        form("Продолжить »"),
    ],
)
def test_a_form_that_goes_on(one: Form) -> None:
    assert is_part(one, "", 1)


@pytest.mark.parametrize(
    "one",
    [
        form("Отправить"),
        form("Далее", "Отправить"),
        form("Голосовать"),
        form(),
        form("Ответить", context="Вопрос 1 из 1"),
        form("Ответить", context="Приказ, часть 3 из 2"),
        form("Ответить", context="Первые шаги: 1 из 10 детей"),
        form("Читать далее о нас"),
    ],
)
def test_a_form_that_is_whole(one: Form) -> None:
    assert not is_part(one, "", 1)


def test_a_form_that_shows_all_the_questions_it_counts_is_whole() -> None:
    assert not is_part(form("Ответить", context="Вопрос 1 из 2. Вопрос 2 из 2."), "", 2)
    assert is_part(form("Ответить", context="Вопрос 1 из 12."), "", 2)


def test_a_form_that_shows_every_step_it_counts_is_whole() -> None:
    shown = "Шаг 1 из 3. Чисто ли? Шаг 2 из 3. Тихо ли?"
    assert not is_part(form("Отправить", context=f"{shown} Шаг 3 из 3. Светло ли?"), "", 1)
    assert is_part(form("Отправить", context=shown), "", 1)


QUESTION = radio("Удовлетворены ли Вы комфортностью условий?", "Да", "Нет")


def test_nothing_is_said_of_questions_that_were_not_seen() -> None:
    part = nok(f"<h2>Опрос: вопрос 1 из 12</h2><form>{QUESTION}<button>Далее</button></form>")
    finding = found("poll-matches-questionnaire", part)
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)
    assert found("poll-published", part).outcome is Outcome.PASSED
    assert "по шагам" in finding.message
    assert "по шагам" not in found("poll-matches-questionnaire", nok(f"<h2>Опрос</h2>{WHOLE}")).message


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Запись: шаг 1 из 3</h2><form>{radio('Какой кружок Вам нужен?', 'Хор', 'Шахматы')}",
        f"<h2>Опрос о питании: вопрос 1 из 5</h2><form>{radio('Вкусно ли кормят?', 'Да', 'Нет')}",
        f"<h2>Викторина: вопрос 1 из 9</h2><form>{radio('Кто открыл Америку?', 'Колумб', 'Кук')}",
    ],
)
def test_steps_of_something_else_are_no_poll_on_quality(body: str) -> None:
    assert found("poll-published", home_with(f"{body}<button>Далее</button></form>")).outcome is not Outcome.PASSED


def test_a_poll_that_is_switched_off_does_not_work_unless_a_script_may_switch_it_on() -> None:
    asks = QUESTION + radio("Готовы ли Вы рекомендовать организацию?", "Да", "Нет", name="z")
    off = f"<form><fieldset disabled>{asks}<button>Отправить</button></fieldset></form>"
    finding = found("poll-works", nok(off))
    assert (finding.outcome, "отключены" in finding.message) == (Outcome.FAILED, True)
    live = found("poll-works", nok(f"{off}<script src=/poll.js></script>"))
    assert (live.outcome, live.reason) == (Outcome.INCONCLUSIVE, Reason.SCRIPT_REQUIRED)
    consent = f"<form>{asks}<button disabled>Отправить</button></form>"  # until a consent is given
    assert found("poll-works", nok(consent)).outcome is Outcome.PASSED


def test_a_poll_among_drawn_answers_is_one() -> None:
    marks = "".join(f"<span class=star data-value={mark}></span>" for mark in range(1, 6))
    asked = "".join(
        f"<div><p>{question}</p><div class=stars>{marks}</div><input type=hidden name=q{number}></div>"
        for number, question in enumerate(("Удовлетворены ли Вы комфортностью?", "Готовы ли Вы рекомендовать нас?"))
    )
    slider = "<label>Оцените вежливость работников <input type=range min=1 max=5 name=s></label>"
    poll = document(f"<h1>Независимая оценка качества</h1><form>{asked}{slider}<button>Отправить</button></form>")
    assert found("poll-published", {**nok("<a href=/p>Опрос</a>"), "/p": poll}).outcome is Outcome.PASSED


ASIDE = radio("Вопрос 1 из 6. Хватает ли детям порции за обедом?", "Хватает", "Не всегда", "Не хватает")


@pytest.mark.parametrize(
    ("head", "outcome"),
    [
        ("Анкетирование семей об условиях предоставления услуг", Outcome.PASSED),
        ("Независимая оценка качества", Outcome.INCONCLUSIVE),
        ("Опрос о питании", Outcome.FAILED),
        ("Итоги опроса об условиях предоставления услуг", Outcome.INCONCLUSIVE),
        ("Викторина", Outcome.FAILED),
    ],
)
def test_the_first_of_several_questions_does_not_tell_what_a_poll_is_on(head: str, outcome: Outcome) -> None:
    part = nok(f"<h2>{head}</h2><form>{ASIDE}<button>Далее</button></form>")
    assert found("poll-published", part).outcome is outcome
    whole = nok(f"<h2>{head}</h2><form>{ASIDE.replace('Вопрос 1 из 6. ', '')}<button>Ответить</button></form>")
    assert found("poll-published", whole).outcome is not Outcome.PASSED


@pytest.mark.parametrize(
    ("introduction", "outcome"),
    [
        ("Анкета об условиях предоставления услуг займёт две минуты.", Outcome.PASSED),
        ("Ниже анкета. Результаты опроса об условиях предоставления услуг – в конце страницы.", Outcome.INCONCLUSIVE),
        ("Мы заботимся об условиях предоставления услуг. Анкета короткая.", Outcome.INCONCLUSIVE),
        ("Опрос об условиях предоставления услуг питания.", Outcome.INCONCLUSIVE),
    ],
)
def test_a_poll_that_asks_step_by_step_may_say_itself_what_it_is_on(introduction: str, outcome: Outcome) -> None:
    asked = radio("Вопрос 1 из 6. Кто Вы?", "Родитель", "Ученик")
    part = nok(f"<h2>Ваше мнение</h2><p>{introduction}</p><h3>Начать</h3><form>{asked}<button>Далее</button></form>")
    assert found("poll-published", part).outcome is outcome


@pytest.mark.parametrize(
    ("label", "sends_nothing"),
    [
        ("Очистить форму", True),
        ("Распечатать", True),
        ("Печать", True),
        ("Назад", True),
        ("Отправить", False),
        ("Закрыть и отправить", False),
        ("Отправить и распечатать", False),
    ],
)
def test_a_button_may_undo(label: str, sends_nothing: bool) -> None:
    assert undoes(label) is sends_nothing


@pytest.mark.parametrize(
    "label",
    ["Далее", "Дальше →", "Вперёд", "Продолжить »", "След.", "Следующий", "Следующий вопрос", "К следующему шагу"],
)
def test_a_button_leads_on_to_the_rules_and_to_the_crawler(label: str) -> None:
    assert leads_on(label)
    assert re.search(ONWARD, label, re.IGNORECASE)
    assert not re.search(SENDS, label, re.IGNORECASE)
    assert is_part(form(label), "", 1)


@pytest.mark.parametrize(
    "label",
    [
        "Отправить", "Голосовать", "Проголосовать", "Завершить опрос", "Готово", "Закончить", "Сохранить", "Ответить",
        "Подтвердить", "Подать", "Передать", "Передать ответы",
    ],
)  # fmt: skip
def test_a_button_sends_to_the_rules_and_to_the_crawler(label: str) -> None:
    assert not leads_on(label)
    assert re.search(SENDS, label, re.IGNORECASE)
    assert not is_part(form("Далее", label), "", 1)


@pytest.mark.parametrize("label", ["Назад", "Голосовой ввод", "Преподаватель", "Читать далее о нас"])
def test_a_button_does_neither_to_both(label: str) -> None:
    assert not leads_on(label)
    assert not re.search(ONWARD, label, re.IGNORECASE)
    assert not re.search(SENDS, label, re.IGNORECASE)
    assert is_part(form("Далее", label), "", 1)
