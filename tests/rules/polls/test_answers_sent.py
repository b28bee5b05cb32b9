"""Whether a poll's answers can be sent: it answers, it has a button, and the button does something."""

from __future__ import annotations

import pytest

from crawler.items import Failure, Reason
from rules.model import Outcome
from tests.rules.markup import found
from tests.rules.polls.pages import FORM, QUESTIONS, RULE, nok, radio, vote, works


def test_a_poll_that_does_not_answer() -> None:
    dead = (Failure(FORM, Reason.HTTP_404),)
    silent = (Failure(FORM, Reason.TIMEOUT),)
    assert works(None, failures=dead).outcome is Outcome.FAILED
    assert works(None, failures=silent).reason is Reason.TIMEOUT


def test_a_vote_is_judged_by_its_own_form_not_by_another_on_the_page() -> None:
    question = "Удовлетворены ли Вы качеством оказания услуг?"
    assert found("poll-works", nok(vote(question))).outcome is Outcome.PASSED
    feedback = "<form><input name=a><input name=b><input name=c><textarea name=m></textarea><button>ОК</button></form>"
    voiceless = f"<h2>Оцените качество услуг</h2><div id=vk_poll></div><script>VK.Widgets.Poll</script>{feedback}"
    assert found("poll-works", nok(voiceless)).reason is Reason.SCRIPT_REQUIRED


CHOICE = radio("Удовлетворены ли Вы комфортностью условий?", "Да", "Нет", name="a") + radio(
    "Готовы ли Вы рекомендовать нас?", "Да", "Нет", name="b"
)


@pytest.mark.parametrize(
    ("buttons", "outcome"),
    [
        ("<button>Отправить</button>", Outcome.PASSED),
        ("<button type=reset>Очистить</button><button>Готово</button>", Outcome.PASSED),
        ("<button>Закрыть и отправить</button>", Outcome.PASSED),
        ("<button type=button>Назад</button><button type=button>Далее</button>", Outcome.PASSED),
        ("<button type=reset>Очистить форму</button>", Outcome.FAILED),
        ("<button type=button>Распечатать</button><button type=button>Сбросить</button>", Outcome.FAILED),
    ],
)
def test_a_button_that_clears_or_prints_sends_nothing(buttons: str, outcome: Outcome) -> None:
    assert found("poll-works", nok(f"<form>{CHOICE}{buttons}</form>")).outcome is outcome


def test_answers_that_are_pressed_may_send_themselves() -> None:
    questions = ("Удовлетворены ли Вы условиями?", "Вежливы ли работники?", "Готовы ли Вы рекомендовать нас?")
    row = "<div><p>{}</p><button type=button>Да</button><button type=button>Нет</button></div>"
    asked = "".join(map(row.format, questions))
    mute = found("poll-works", nok(f"<form>{asked}</form>"))
    assert (mute.outcome, mute.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)
    assert found("poll-works", nok(f"<form>{asked}<button>Отправить</button></form>")).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("Каждый ответ отправляется автоматически.", Outcome.PASSED),
        ("После последней оценки под вопросами появляется кнопка отправки.", Outcome.PASSED),
        ("Ваши ответы не сохраняются после выбора: форма в разработке.", Outcome.INCONCLUSIVE),
        ("Нажмите на ответ.", Outcome.INCONCLUSIVE),
        ("Ответы отправляются автоматически. Опрос закрыт.", Outcome.FAILED),
    ],
)
def test_a_poll_of_stars_that_says_how_it_is_sent(said: str, outcome: Outcome) -> None:
    questions = ("Насколько комфортно у нас?", "Насколько вежливы работники?", "Готовы ли Вы рекомендовать нас?")
    stars = "<button type=button>☆</button>" * 5
    asked = "".join(f"<div><p>{question}</p><div>{stars}</div></div>" for question in questions)
    finding = found("poll-works", nok(f"<h2>Опрос</h2><p>{said}</p><div id=p>{asked}<textarea></textarea></div>"))
    assert finding.outcome is outcome
    if outcome is Outcome.PASSED:
        assert said.rstrip(".") in finding.remarks[0]


@pytest.mark.parametrize(
    ("button", "outcome"),
    [
        ("<input type=button value=Голосовать onclick='CMS.send()'>", Outcome.PASSED),
        ("<input type=button value=Голосовать data-nok-calls=CMS.send data-nok-deaf>", Outcome.FAILED),
        ("<input type=button value=Голосовать data-nok-calls=CMS.send>", Outcome.INCONCLUSIVE),
        ("<button disabled>Отправить</button>", Outcome.PASSED),  # let be used with the last answer
        ("<button disabled data-nok-deaf>Отправить</button>", Outcome.FAILED),
        ("<button disabled data-nok-deaf>Отправить</button><button>Готово</button>", Outcome.PASSED),
        ("<button disabled data-nok-deaf>Отправить</button><button type=reset>Очистить</button>", Outcome.FAILED),
    ],
)
def test_a_poll_whose_button_sends_nothing(button: str, outcome: Outcome) -> None:
    finding = found("poll-works", nok(f"<form>{QUESTIONS}{button}</form>"))
    assert finding.outcome is outcome
    if "CMS" in button and outcome is Outcome.FAILED:
        assert "«Голосовать» вызывает CMS.send" in finding.message


@pytest.mark.parametrize(
    ("came", "told"),
    [
        ("<h3>Пройти опрос</h3><p>Сервис опросов временно недоступен.</p>", True),
        ("<h3>Пройти опрос</h3><h4>Опрос о качестве услуг</h4><p>Не удалось загрузить вопросы.</p>", True),
        ("<h3>Пройти опрос</h3><p>Вопросы появятся ниже.</p>", False),
        ("<h3>Запись в кружки</h3><p>Запись временно недоступна.</p>", False),
    ],
)
def test_what_a_press_brought_in_the_place_of_questions_is_told(came: str, told: bool) -> None:
    finding = found(RULE, nok(f"<h2>Опрос о качестве услуг</h2><button>Пройти опрос</button>{came}"))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert ("опрос не открылся" in finding.message) is told
    assert (finding.reason is Reason.AMBIGUOUS) is told
