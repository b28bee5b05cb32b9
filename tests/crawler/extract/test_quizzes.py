"""Questions answered by buttons, and rows of buttons that ask nothing."""

from __future__ import annotations

import pytest

from crawler.items import Field, FieldKind, Form

from .pages import read

SEND = "<button type=button>Отправить</button>"
QUESTIONS = ("Довольны ли вы приёмом?", "Удобно ли у нас?", "Посоветуете ли вы нас?")


def rows(questions: tuple[str, ...], *answers: str, kind: str = "type=button") -> str:
    buttons = "".join(f"<button {kind}>{answer}</button>" for answer in answers)
    return "".join(f"<div><p>{question}</p><div>{buttons}</div></div>" for question in questions)


def choices(html: str) -> list[Field]:
    return [field for form in read(f"<h1>Анкета</h1><div>{html}{SEND}</div>").forms for field in form.fields
            if field.kind is FieldKind.RADIO]  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        rows(QUESTIONS, "Да", "Нет"),
        rows(QUESTIONS, "Да", "Нет", kind=""),
        rows(tuple(one.replace("?", " по-вашему") for one in QUESTIONS), "Да", "Нет"),
        rows(QUESTIONS, "1", "2", "3", "4", "5"),
    ],
)
def test_questions_answered_by_buttons_are_fields(html: str) -> None:
    found = choices(html)
    assert len(found) == len(QUESTIONS)
    assert all(len(field.options) >= 2 and field.drawn and not field.off_keyboard for field in found)


def test_each_row_is_a_question_with_its_answers() -> None:
    first, second, third = choices(rows(QUESTIONS, "Да", "Нет"))
    assert (first.label, first.options) == (QUESTIONS[0], ("Да", "Нет"))
    assert (second.label, third.label) == QUESTIONS[1:]


MARKS = "".join(f"<button type=button aria-label='{mark} из 5'>{{}}</button>" for mark in range(1, 6))


@pytest.mark.parametrize(
    ("row", "options"),
    [
        ("<button type=button>★</button>" * 5, ("★", "2", "3", "4", "5")),
        (MARKS.replace("{}", "⭐"), tuple(f"{mark} из 5" for mark in range(1, 6))),
        (MARKS.replace("{}", "<i class=star></i>"), tuple(f"{mark} из 5" for mark in range(1, 6))),
    ],
)
def test_a_row_of_stars_is_a_mark(row: str, options: tuple[str, ...]) -> None:
    found = choices("".join(f"<div><p>{question}</p><div>{row}</div></div>" for question in QUESTIONS))
    assert [field.label for field in found] == list(QUESTIONS)
    assert found[0].options == options


def test_what_sends_the_answers_stays_a_button() -> None:
    (form,) = read(f"<div>{rows(QUESTIONS, 'Да', 'Нет')}{SEND}</div>").forms
    assert isinstance(form, Form)
    assert [field.value for field in form.fields if field.kind is FieldKind.BUTTON] == ["Отправить"]


@pytest.mark.parametrize(
    "html",
    [
        rows(QUESTIONS[:2], "Да", "Нет"),
        rows(tuple(f"Приходите к нам {n}. Был ли ответ полезен?" for n in range(5)), "Да", "Нет"),
        rows(tuple(f"Отчёт о независимой оценке качества, {n} год" for n in (2022, 2023, 2025)), "Открыть", "Скачать"),
        rows(tuple(f"В школе прошёл праздник, день {n}" for n in range(4)), "Подробнее", "Поделиться"),
        rows(("Озвучивание текста сайта", "Изображения на страницах", "Встроенные элементы"), "Включить", "Выключить"),
        rows(("Размер букв на сайте", "Промежуток между строк", "Промежуток между букв"), "А", "А", "А"),
        rows(QUESTIONS, "Ответ"),  # an accordion
        rows(QUESTIONS, "•", "•", "•"),
        rows(QUESTIONS, "★", "★"),  # a favourite
        rows(QUESTIONS[:2], "★", "★", "★"),
        rows(tuple(f"{n}. Стоит прочитать. Оцените статью" for n in range(4)), "★", "★", "★"),
        rows(QUESTIONS, "", "", kind="type=button aria-label='Вперёд'"),
        rows(QUESTIONS, "", "", "", kind="type=button"),
        rows(QUESTIONS, "", "", kind="type=button aria-label='Слайд 1'"),
        rows(("Год", "Месяц", "День"), "Все", "Новые"),  # filters
        "<div>" + "".join(f"<button type=button>{n}</button>" for n in range(1, 9)) + "</div>",  # paging
        rows(QUESTIONS, *map(str, range(12))),
        f"<form>{rows(QUESTIONS, 'Да', 'Нет', kind='')}</form>",  # each of them sends
        f"<form>{rows(QUESTIONS, 'Да', 'Нет', kind='type=submit')}</form>",
    ],
)
def test_rows_of_buttons_that_are_no_questions(html: str) -> None:
    assert choices(html) == []
