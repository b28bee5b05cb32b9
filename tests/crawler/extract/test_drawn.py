# ruff: noqa: E501 - markup stands in lines as it is served
"""Fields that are no elements of forms: what a person fills in, and what only looks like it."""

from __future__ import annotations

import pytest

from crawler.items import Field, FieldKind, Form, Page

from .pages import read


def only(page: Page) -> Form:
    (form,) = page.forms
    return form


def fields(inside: str) -> tuple[Field, ...]:
    return only(read(f"<form><label>Имя <input name=n></label>{inside}<button>Отправить</button></form>")).fields[1:-1]


def field(inside: str) -> Field:
    (found,) = fields(inside)
    return found


@pytest.mark.parametrize(
    ("html", "kind", "label", "labelled", "off"),
    [
        ("<p id=q>Ваш вопрос</p><div contenteditable role=textbox aria-multiline=true aria-labelledby=q></div>",
         FieldKind.TEXTAREA, "Ваш вопрос", True, False),
        ("<div contenteditable=true aria-label='Ваш вопрос'></div>", FieldKind.TEXT, "Ваш вопрос", False, False),
        ("<div><span>Ваш вопрос</span><div contenteditable=plaintext-only></div></div>",
         FieldKind.TEXT, "Ваш вопрос", False, False),
        ("<div role=checkbox tabindex=0>Согласен</div>", FieldKind.CHECKBOX, "Согласен", True, False),
        ("<div role=checkbox>Согласен</div>", FieldKind.CHECKBOX, "Согласен", True, True),
        ("<span role=switch tabindex=0 aria-label='Ответить письмом'></span>", FieldKind.CHECKBOX, "Ответить письмом", True, False),
        ("<div role=spinbutton tabindex=0 aria-label=Класс></div>", FieldKind.NUMBER, "Класс", True, False),
    ],
)  # fmt: skip
def test_what_is_written_in_or_ticked_though_it_is_no_element_of_forms(
    html: str, kind: FieldKind, label: str, labelled: bool, off: bool
) -> None:
    found = field(html)
    assert (found.kind, found.label, found.labelled, found.off_keyboard) == (kind, label, labelled, off)
    assert found.drawn


@pytest.mark.parametrize(
    "html",
    [
        "<p contenteditable=true>Мы отвечаем в течение пяти дней.</p>",  # an editor left it open
        "<h3 contenteditable=true>Задайте вопрос</h3>",
        "<div contenteditable=false>Ваш вопрос</div>",
        f"<div contenteditable=true role=textbox>{'Слова о школе. ' * 30}</div>",
        "<div role=combobox aria-label=Тема><input type=hidden name=t></div>",
        "<div role=button tabindex=0>Смайлики</div>",
    ],
)
def test_a_text_left_open_by_an_editor_is_no_field(html: str) -> None:
    assert [one for one in fields(html) if one.kind not in (FieldKind.HIDDEN, FieldKind.SELECT)] == []


def test_what_only_stands_around_a_real_field_is_that_field() -> None:
    (found,) = fields("<div role=combobox><label>Тема <input name=t></label></div>")
    assert (found.kind, found.label, found.drawn) == (FieldKind.TEXT, "Тема", False)


def test_radio_buttons_of_a_group_that_is_drawn_are_one_question() -> None:
    asked = (
        "<p id=l{0}>{1}</p><div role=radiogroup aria-labelledby=l{0}><span role=radio tabindex=0>Да</span>"
        "<span role=radio tabindex=-1>Нет</span></div>"
    )
    first, second = fields(asked.format(1, "Удобно ли у нас?") + asked.format(2, "Посоветуете нас?"))
    assert (first.kind, first.label, first.options) == (FieldKind.RADIO, "Удобно ли у нас?", ("Да", "Нет"))
    assert (second.label, second.options) == ("Посоветуете нас?", ("Да", "Нет"))
    assert not first.off_keyboard


def test_options_of_a_list_that_is_drawn_stand_in_it_or_where_it_points() -> None:
    inside = field(
        "<div role=combobox tabindex=0 aria-label=Тема><i role=option>Питание</i><i role=option>Режим</i></div>"
    )
    apart = field(
        "<div role=combobox tabindex=0 aria-label=Тема aria-controls=l></div>"
        "<ul id=l><li role=option>Питание</li><li role=option>Режим</li></ul>"
    )
    for found in (inside, apart):
        assert (found.kind, found.label, found.options) == (FieldKind.SELECT, "Тема", ("Питание", "Режим"))


def test_a_list_right_after_what_opens_it_is_its_own_though_nothing_ties_them() -> None:
    asked = "<p>{0}</p><div class=pick role=combobox tabindex=0>не выбрано</div><ul role=listbox>{1}</ul>"
    marks = "<li role=option>Часто</li><li role=option>Редко</li>"
    first, second = fields(asked.format("Ходите ли Вы к нам?", marks) + asked.format("Ждёте ли приёма?", marks))
    assert (first.label, first.options) == ("Ходите ли Вы к нам?", ("Часто", "Редко"))
    assert (second.label, second.options) == ("Ждёте ли приёма?", ("Часто", "Редко"))
    own = "<div role=combobox tabindex=0 aria-label=Тема><i role=option>Учёба</i></div>"
    for apart in (f"{own}<ul role=listbox>{marks}</ul>", f"{own}<p>Ещё</p><ul role=listbox>{marks}</ul>"):
        assert field(apart).options == ("Учёба",)
    assert field(f"<div role=combobox tabindex=0 aria-label=Тема></div><ul>{marks}</ul>").options == ()


def test_what_is_written_in_a_box_outside_any_form_makes_one_with_what_sends_it() -> None:
    form = only(
        read(
            "<main><div class=write><span>Ваше обращение</span><div contenteditable=true></div>"
            "<div class=btn onclick=send()>Отправить</div></div></main>"
        )
    )
    assert form.name == "write"
    assert [one.kind for one in form.fields] == [FieldKind.TEXT, FieldKind.BUTTON]
    assert not read("<main><div contenteditable=true>Текст</div><a class=btn>Отправить</a></main>").forms


@pytest.mark.parametrize(
    ("html", "options"),
    [
        ("<input type=range name=m min=1 max=5>", ("1", "2", "3", "4", "5")),
        ("<input type=number name=m min=1 max=3>", ("1", "2", "3")),
        ("<div role=slider tabindex=0 aria-valuemin=0 aria-valuemax=2></div>", ("0", "1", "2")),
        ("<input type=range name=m>", ("0", "100")),
        ("<input type=number name=m>", ()),
        ("<input type=number name=m min=1900 max=2026>", ()),
        ("<input type=number name=m min=5 max=1>", ()),
        ("<input type=range name=m min=0.5 max=5>", ()),
        ("<input type=range name=m min=² max=⁵>", ()),  # digits to some, and no numbers
        (f"<input type=range name=m min=1 max={'9' * 5000}>", ()),
    ],
)
def test_the_marks_of_a_slider_are_answers(html: str, options: tuple[str, ...]) -> None:
    found = field(f"<label>Ваша оценка {html}</label>" if html.startswith("<input") else html)
    assert (found.kind, found.options) == (FieldKind.NUMBER, options)


STARS = "".join(f"<span class=star data-value={mark}></span>" for mark in range(1, 6))


@pytest.mark.parametrize(
    ("box", "label", "options", "off"),
    [
        (f"<p>Удобно ли у нас?</p><div class=stars>{STARS}</div><input type=hidden name=mark>", "Удобно ли у нас?",
         ("1", "2", "3", "4", "5"), True),
        ("<p>Удобно ли у нас?</p><input type=hidden name=mark><div class=answers><a href='#' data-a=1>Да</a>"
         "<a href='#' data-a=0>Нет</a></div>", "Удобно ли у нас?", ("Да", "Нет"), False),
        ("<p>Удобно ли у нас?</p><input type=hidden name=mark><div><i onclick='m(1)'>Да</i><i onclick='m(2)'>Нет</i></div>",
         "Удобно ли у нас?", ("Да", "Нет"), True),
        ("<p>Удобно ли у нас?</p><input type=hidden name=mark><ul class='scale' tabindex=0><li>Плохо<li>Хорошо</ul>",
         "Удобно ли у нас?", ("Плохо", "Хорошо"), False),
        ("<p>Удобно ли у нас?</p><input type=hidden name=mark><div><i onclick='pick(this)'>Да</i><i onclick='pick(this)'>Нет</i>"
         "</div>", "Удобно ли у нас?", ("Да", "Нет"), True),
    ],
)  # fmt: skip
def test_answers_beside_a_hidden_field_are_a_question(
    box: str, label: str, options: tuple[str, ...], off: bool
) -> None:
    found = field(f"<div>{box}</div>")
    assert (found.kind, found.name, found.label, found.options) == (FieldKind.RADIO, "mark", label, options)
    assert (found.drawn, found.off_keyboard, found.labelled) == (True, off, False)


def test_a_name_in_brackets_is_judged_by_its_last_part() -> None:
    topics = "<div class=dd><div>Выберите тему</div><div data-v=1>Жалоба</div><div data-v=2>Вопрос</div></div>"
    (found, *_) = fields(f"<div><span>Тема *</span>{topics}<input type=hidden name='form[topic]'></div>")
    assert (found.drawn, found.off_keyboard, found.options) == (True, True, ("Жалоба", "Вопрос"))
    (kept, *_) = fields(f"<div><span>Тема *</span>{topics}<input type=hidden name='form[formId]'></div>")
    assert kept.kind is FieldKind.HIDDEN


def test_answers_that_programs_are_told_of_are_labelled() -> None:
    named = field(
        f"<input type=hidden name=mark><div class=stars role=listbox aria-label='Ваша оценка' tabindex=0>{STARS}</div>"
    )
    assert (named.label, named.labelled, named.off_keyboard) == ("Ваша оценка", True, False)
    buttons = "<button type=button data-a=1>Жалоба</button><button type=button data-a=0>Вопрос</button>"
    spoken = fields(f"<p>Что у Вас?</p><input type=hidden name=kind><div>{buttons}</div>")[0]
    assert (spoken.label, spoken.options, spoken.labelled) == ("Что у Вас?", ("Жалоба", "Вопрос"), True)
    roles = "".join(f"<i role=radio tabindex=0 data-m={mark} aria-label={mark}></i>" for mark in range(1, 4))
    once, kept = fields(f"<div role=radiogroup aria-label=Оценка>{roles}</div><input type=hidden name=mark>")
    assert (once.kind, once.labelled, once.options) == (FieldKind.RADIO, True, ("1", "2", "3"))
    assert kept.kind is FieldKind.HIDDEN


@pytest.mark.parametrize(
    "html",
    [
        f"<input type=hidden name=form_id><div class=stars>{STARS}</div>",  # what the program keeps for itself
        f"<input type=hidden name=csrf_token><div class=stars>{STARS}</div>",
        "<input type=hidden name=back><div class=buttons><button type=submit data-a=1>Отправить</button>"
        "<button type=reset data-a=2>Очистить</button></div>",
        "<input type=hidden name=back><div class=buttons><button type=button data-a=1>Отправить</button>"
        "<button type=button data-a=2>Очистить</button></div>",
        "<input type=hidden name=text><div class=toolbar><button type=button data-c=b>Ж</button>"
        "<button type=button data-c=i>К</button></div>",
        "<input type=hidden name=tab><ul class='nav nav-tabs'><li><a href='#' data-t=1>Письмо</a><li><a href='#' data-t=2>"
        "Звонок</a></ul>",
        "<input type=hidden name=agree value=0><div class=option><input type=checkbox name=agree><span>Согласен</span>"
        "<span>*</span></div>",
        "<input type=hidden name=rules><div data-v-1f class=row><span data-v-1f>Нажимая кнопку,</span>"
        "<span data-v-1f>вы соглашаетесь</span></div>",  # what a framework writes on everything
        "<input type=hidden name=files><div class=dropzone><span>Перетащите файл</span><span>или выберите</span></div>",
        "<input type=hidden name=src><div class=social><a href=https://vk.com/s data-n=vk>ВК</a>"
        "<a href=https://ok.ru/s data-n=ok>ОК</a></div>",
        "<input type=hidden name=mark><div><i onclick='more(this)'>Ещё</i><i onclick='more(this)'>Ещё</i></div>",
        "<input type=hidden name=mark><div><i onclick='ask()'>Вопрос</i><i onclick='ask()'>Жалоба</i></div>",
        "<input type=hidden name=lead><div class=start><b>Начало</b><b>Конец</b></div>",
        "<input type=hidden name=lead><div class=stars hidden><b>1</b><b>2</b></div>",
    ],
)
def test_other_things_beside_a_hidden_field_are_no_answers(html: str) -> None:
    found = fields(html)
    assert not any(one.drawn for one in found), found


def test_a_way_on_that_is_no_button_is_told_beside_the_one_that_sends() -> None:
    for onward in ("<div class=next>Далее</div>", "<span>Следующий вопрос</span>", "<a class=next>Дальше</a>"):
        found = only(read(f"<form><label>Имя <input name=n></label>{onward}<button>Отправить</button></form>")).fields[
            -1
        ]
        assert (found.kind, found.off_keyboard) == (FieldKind.BUTTON, True), onward


@pytest.mark.parametrize(
    "onward",
    [
        "<button type=button><span>Далее</span></button>",
        "<a href='#2'><span>Далее</span></a>",
        "<div role=button tabindex=0><span>Далее</span></div>",
        "<div tabindex=0>Далее</div>",
        "<a href='#2'>Далее</a>",
        "<div>Далее укажите адрес</div>",
    ],
)
def test_a_word_inside_what_the_keyboard_reaches_is_no_way_on_of_its_own(onward: str) -> None:
    form = only(read(f"<form><label>Имя <input name=n></label>{onward}<button>Отправить</button></form>"))
    assert not any(one.off_keyboard for one in form.fields)


@pytest.mark.parametrize(
    ("html", "disabled"),
    [
        ("<label>Вопрос <input name=a disabled></label>", True),
        ("<fieldset disabled><label>Вопрос <input name=a></label></fieldset>", True),
        ("<div role=textbox contenteditable aria-disabled=true aria-label=Вопрос></div>", True),
        ("<label>Вопрос <input name=a readonly></label>", False),
        ("<div class=disabled><label>Вопрос <input name=a></label></div>", False),
    ],
)
def test_whether_a_field_can_be_used(html: str, disabled: bool) -> None:
    assert field(html).disabled is disabled


def test_answers_are_disabled_only_together() -> None:
    asked = "<p>Удобно?</p><label><input type=radio name=q {}>Да</label><label><input type=radio name=q disabled>Нет</label>"
    assert field(asked.format("disabled")).disabled
    assert not field(asked.format("")).disabled


def test_what_a_script_puts_in_hidden_fields_is_asked_once() -> None:
    found = fields("<span>Тема</span><select name=t style='display:none'><option>А</select><div role=combobox tabindex=0 "
                   "aria-label=Тема></div>")  # fmt: skip
    assert [one.kind for one in found] == [FieldKind.SELECT]
    assert found[0].drawn


def test_drawn_answers_are_tied_by_the_name_a_script_knows_them_by() -> None:
    def drawn(name: str, answer: str) -> str:
        return f"<div role=radio tabindex=0 data-name={name} id={answer}>{answer}</div>"

    first, second = fields("".join(drawn(name, answer) for name in "ab" for answer in ("Да", "Нет")))
    assert [(one.name, one.options) for one in (first, second)] == [("a", ("Да", "Нет")), ("b", ("Да", "Нет"))]
    assert field("<label>Класс <input name=form data-name=other></label>").name == "form"


def test_answers_told_alike_are_counted_and_their_question_is_kept() -> None:
    marks = "".join(f"<td><input type=radio name=q value={n} aria-labelledby=q></td>" for n in range(1, 6))
    row = f"<table><tr>{{}}<td id=q>Довольны ли вы?</td>{marks}</tr></table>"
    plain, numbered = field(row.format("")), field(row.format("<td>1</td>"))
    assert (plain.label, plain.options) == ("Довольны ли вы?", ("1", "2", "3", "4", "5"))
    assert "Довольны ли вы?" in numbered.label
    assert len(numbered.options) == 5
    stars = "".join(f"<input type=radio name=s id=s{n}><label for=s{n}>★</label>" for n in range(5))
    found = field(f"<div><p>Оцените нашу работу</p>{stars}</div>")
    assert (found.label, found.options) == ("Оцените нашу работу", ("★", "2", "3", "4", "5"))


def test_answers_with_words_of_their_own_are_not_counted() -> None:
    def asked(*answers: str) -> tuple[str, ...]:
        radios = "".join(f"<label><input type=radio name=a>{answer}</label>" for answer in answers)
        return field(f"<div><p>Довольны ли вы?</p>{radios}</div>").options

    assert asked("Да", "Нет", "Да", "Нет") == ("Да", "Нет")  # a copy for small screens
    assert asked("1", "2", "3", "1", "2", "3") == ("1", "2", "3")


def test_a_hidden_field_parts_no_label_and_joins_no_words() -> None:
    hidden = "<input type=hidden name=id>"
    assert field_after(f"<b>Имя</b>{hidden}<input name=t>") == "Имя"
    assert field_after(f"<p>Ранее</p>{hidden}<b>Имя</b><input name=t>") == "Имя"
    answers = "<label><input type=radio name=a>Да</label><label><input type=radio name=a>Нет</label>"
    assert field_after(f"<p>Довольны ли вы?</p>{hidden}{answers}") == "Довольны ли вы?"
    assert field_after(f"<p>{'Вступление к анкете. ' * 20}</p>{hidden}<p>Довольны ли вы?</p>{answers}") == (
        "Довольны ли вы?"
    )


def field_after(inside: str) -> str:
    (found,) = (one for one in fields(f"<div>{inside}</div>") if one.kind is not FieldKind.HIDDEN)
    return found.label


def test_a_group_called_by_its_number_asks_what_stands_in_it() -> None:
    asked = "<p>1. Удовлетворены ли Вы графиком работы?</p>"
    answers = "<label><input type=radio name=a>Да</label><label><input type=radio name=a>Нет</label>"
    group = "<div role=radiogroup aria-label='{}'>{}</div>"
    assert fields(group.format("Вопрос 1", asked + answers))[0].label == "1. Удовлетворены ли Вы графиком работы?"
    assert fields(group.format("Вопрос 1", answers))[0].label == "Вопрос 1"
    assert fields(group.format("График работы", asked + answers))[0].label == "График работы"
