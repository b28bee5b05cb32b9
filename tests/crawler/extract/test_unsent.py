"""Questions whose answers are ticked outside any form, and what may send them."""

from __future__ import annotations

import pytest

from crawler.items import Field, FieldKind, Form

from .pages import read

QUESTIONS = ("Довольны ли вы приёмом?", "Удобно ли у нас?", "Посоветуете ли вы нас?")
SENDERS = (FieldKind.SUBMIT, FieldKind.BUTTON)


def ticked(*questions: str, told: str = "") -> str:
    return "".join(
        f"<fieldset><legend>{question}</legend>"
        f"<label><input type=radio name=n{at} value=1 {told}>да</label>"
        f"<label><input type=radio name=n{at} value=2>нет</label></fieldset>"
        for at, question in enumerate(questions)
    )


def inquiries(html: str) -> list[Form]:
    forms = read(f"<nav><a href=/>Главная</a></nav><main><h1>Анкета</h1>{html}</main>").forms
    return [form for form in forms if len(answers(form)) > 1]


def answers(form: Form) -> list[Field]:
    return [field for field in form.fields if field.kind is FieldKind.RADIO]


def senders(form: Form) -> list[Field]:
    return [field for field in form.fields if field.kind in SENDERS]


ASKED = f"<div>{ticked(*QUESTIONS)}<p>Пожелания: <textarea name=more></textarea></p></div>"


@pytest.mark.parametrize("script", ["", "<script src=/js/slider.js></script>", "<script>var year = 2026</script>"])
def test_a_questionnaire_nothing_sends_is_one_without_a_button(script: str) -> None:
    (form,) = inquiries(ASKED + script)
    assert [field.label for field in answers(form)] == list(QUESTIONS)
    assert form.fields[-1].kind is FieldKind.TEXTAREA
    assert not senders(form)
    assert not any(field.drawn for field in answers(form))


@pytest.mark.parametrize(
    "html",
    [
        ASKED + "<script src=/js/app.js></script>",
        ASKED + "<script>document.addEventListener('change', count)</script>",
        f"<div onclick='count(event)'>{ASKED}</div>",
        f"<div>{ticked(*QUESTIONS, told='onchange=count()')}</div>",
        f"<div>{ticked(*QUESTIONS)}</div><p><a href='javascript:count()'>Отправить</a></p>",
    ],
)
def test_a_script_may_send_what_is_ticked(html: str) -> None:
    (form,) = inquiries(html)
    assert not senders(form)
    assert all(field.drawn for field in answers(form))


LONG = "".join(f"<p>{'Мы признательны за каждое слово. ' * 20}</p>" for _ in range(8))


@pytest.mark.parametrize(
    "html",
    [
        f"{ASKED}{LONG}<button>Отправить</button>",
        f"{ASKED}<form action=/vote method=post><input type=hidden name=id><button>Голосовать</button></form>",
        f"<div>{ticked(*QUESTIONS)}{LONG}<button>Готово</button></div>",
    ],
)
def test_a_button_some_way_off_is_the_questionnaires(html: str) -> None:
    assert any(senders(form) for form in inquiries(html))


def test_a_button_of_another_form_is_not() -> None:
    letter = "<form action=/write><input name=mail><textarea name=text></textarea><button>Отправить</button></form>"
    (form,) = inquiries(ASKED + letter)
    assert not senders(form)


@pytest.mark.parametrize("questions", [QUESTIONS[:2], ("Размер шрифта", "Цвет", "Картинки")])
def test_few_questions_and_settings_are_no_questionnaire(questions: tuple[str, ...]) -> None:
    assert not inquiries(f"<div>{ticked(*questions)}</div>")
