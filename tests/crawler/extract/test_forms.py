# ruff: noqa: E501 - markup stands in lines as it is served
from __future__ import annotations

import pytest

from crawler.items import Field, FieldKind, Form, Page

from .pages import read


def only(page: Page) -> Form:
    (form,) = page.forms
    return form


def field(html: str) -> Field:
    return only(read(f"<form>{html}</form>")).fields[0]


def test_a_form_and_what_is_around_it() -> None:
    form = only(
        read(
            "<h2>Обратная связь</h2><p>Задайте вопрос директору</p><form id=fb class=feedback action=send.php method=POST>"
            "<label for=n>Ваше имя *</label><input id=n name=fio><textarea name=text placeholder='Ваш вопрос'></textarea>"
            "<input type=hidden name=token value=abc><input type=submit value=Отправить></form>"
        )
    )
    assert (form.action, form.method, form.name) == ("http://school.test/about/send.php", "post", "fb feedback")
    assert form.heading == "Обратная связь"
    assert "Задайте вопрос директору" in form.context
    assert "Ваше имя" in form.context
    assert form.fields == (
        Field(FieldKind.TEXT, "fio", "Ваше имя *", required=True, labelled=True),
        Field(FieldKind.TEXTAREA, "text", placeholder="Ваш вопрос"),
        Field(FieldKind.HIDDEN, "token", value="abc"),
        Field(FieldKind.SUBMIT, value="Отправить"),
    )


@pytest.mark.parametrize(
    ("html", "label", "labelled"),
    [
        ("<label for=a>Имя</label><input id=a name=a>", "Имя", True),
        ("<label>Имя <input name=a></label>", "Имя", True),
        ("<input name=a aria-label=Имя>", "Имя", True),
        ("<span id=s>Имя</span><input name=a aria-labelledby=s>", "Имя", True),
        ("<input name=a title=Имя>", "Имя", True),
        ("Имя: <input name=a>", "Имя:", False),
        ("<div><div class=lbl>Имя</div><div><input name=a></div></div>", "Имя", False),
        ("<table><tr><td>Имя</td><td><input name=a></td></tr></table>", "Имя", False),
        ("<input name=a placeholder=Имя>", "", False),
    ],
)
def test_labels_whatever_ties_them(html: str, label: str, labelled: bool) -> None:
    found = field(html)
    assert (found.label, found.labelled) == (label, labelled)


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<input type=email name=e>", FieldKind.EMAIL),
        ("<input name=user_email>", FieldKind.EMAIL),
        ("Телефон <input name=f2>", FieldKind.TEL),
        ("<input name=captcha_word>", FieldKind.CAPTCHA),
        ("Введите символы с картинки <input name=k>", FieldKind.CAPTCHA),
        ("<input name=q>", FieldKind.SEARCH),
        ("<input type=file name=f>", FieldKind.FILE),
        ("<input type=image alt=Да>", FieldKind.SUBMIT),
        ("<button type=button>Да</button>", FieldKind.BUTTON),
        ("<input type=strange name=x>", FieldKind.TEXT),
    ],
)
def test_kinds(html: str, kind: FieldKind) -> None:
    assert field(html).kind is kind


def test_options_of_one_name_are_one_question() -> None:
    form = only(
        read(
            "<form><p>Довольны ли вы условиями?</p><label><input type=radio name=q1 value=1>Да</label><label><input type=radio "
            "name=q1 value=2>Нет</label><fieldset><legend>Что улучшить?</legend><input type=checkbox name=q2 value=a> Сайт<br>"
            "<input type=checkbox name=q2 value=b> Вход</fieldset><select name=q3><option>Отец<option>Мать</select>"
            "<button>Голосовать</button></form>"
        )
    )
    assert [(item.kind, item.label, item.options) for item in form.fields[:3]] == [
        (FieldKind.RADIO, "Довольны ли вы условиями?", ("Да", "Нет")),
        (FieldKind.CHECKBOX, "Что улучшить?", ("Сайт", "Вход")),
        (FieldKind.SELECT, "", ("Отец", "Мать")),
    ]


def test_fields_outside_any_form_with_a_button_of_their_own() -> None:
    page = read(
        "<input type=checkbox id=menu-toggle><h3>Напишите нам</h3><div class=write><input placeholder=Имя><textarea>"
        "</textarea><button onclick=send()>Отправить</button></div>"
    )
    form = only(page)
    assert (form.heading, form.name) == ("Напишите нам", "write")
    assert [item.kind for item in form.fields] == [FieldKind.TEXT, FieldKind.TEXTAREA, FieldKind.SUBMIT]


@pytest.mark.parametrize(
    "press",
    [
        "<div class=send role=button>Отправить</div>",
        "<a class=btn-send>Отправить</a>",
        "<div onclick=send()>Отправить</div>",
        "<a href='javascript:send()'>Отправить</a>",
    ],
)
def test_fields_outside_any_form_with_something_to_press_that_is_no_button(press: str) -> None:
    form = only(read(f"<main><div class=write><span>Имя</span><input><textarea></textarea>{press}</div></main>"))
    assert form.name == "write"
    assert [item.kind for item in form.fields] == [FieldKind.TEXT, FieldKind.TEXTAREA, FieldKind.BUTTON]


def test_a_message_field_with_nothing_to_press_is_no_form() -> None:
    assert not read("<div><textarea></textarea><a class=btn>Читать далее</a></div>").forms


def test_a_form_in_a_modal_window() -> None:
    page = read(
        "<div class='modal fade' id=ask><h5 class=modal-title>Задать вопрос</h5><form><textarea name=t></textarea>"
        "<a class='btn btn-primary' onclick=go()>Отправить</a><div class=g-recaptcha></div></form></div>"
    )
    form = only(page)
    assert (form.hidden, form.heading) == (True, "Задать вопрос")
    assert [item.kind for item in form.fields] == [FieldKind.TEXTAREA, FieldKind.BUTTON, FieldKind.CAPTCHA]


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<p>Удобно ли у нас?</p><input name=a title='Ответ на вопрос 1'>", "Удобно ли у нас?"),
        ("<p>Удобно ли у нас?</p><select name=a aria-label='Вопрос № 2'><option>Да<option>Нет</select>",
         "Удобно ли у нас?"),
        ("<p>Что улучшить?</p><textarea name=a title='Поле для ответа 3'></textarea>", "Что улучшить?"),
        ("<p>Удобно ли у нас?</p><input name=a title='Ответ на вопрос о стендах'>", "Ответ на вопрос о стендах"),
        ("<p>Напишите нам</p><input name=a title='Имя'>", "Имя"),
        ("<p>Напишите нам</p><input type=email name=a title='Ответ'>", "Ответ"),
        ("<input name=a title='Ответ на вопрос 1'>", "Ответ на вопрос 1"),
        ("<p>Напишите нам</p><textarea name=a title='Вопрос'></textarea>", "Вопрос"),
        ("<p>Напишите нам</p><input name=a title='Поле'>", "Поле"),
    ],
)  # fmt: skip
def test_a_title_that_only_numbers_a_question_yields_to_the_question(html: str, label: str) -> None:
    found = field(html)
    assert (found.label, found.labelled) == (label, True)
