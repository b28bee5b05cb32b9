# ruff: noqa: E501 - markup stands in lines as it is served
from __future__ import annotations

import html

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


ASKED = "<fieldset><legend>Довольны ли вы?</legend><input type=radio name=a>Да <input type=radio name=a>Нет</fieldset>"


@pytest.mark.parametrize(
    ("before", "after", "buttons"),
    [
        ("<button>Показать ещё</button><button>Законы</button>", "", []),
        ("<button>Законы</button>", "<button>Готово</button>", ["Готово"]),
        ("<button>Законы</button>", "<input type=submit value=Готово>", ["Готово"]),
        ("", "<input type=submit value=Готово>", ["Готово"]),
        ("<button>Отправить ответы</button>", "", ["Отправить ответы"]),
    ],
)
def test_a_button_over_fields_outside_any_form_is_theirs_only_if_it_says_that_it_sends(
    before: str, after: str, buttons: list[str]
) -> None:
    form = only(read(f"<main>{before}<h2>Опрос</h2>{ASKED}{after}</main>"))
    assert [item.value for item in form.fields if item.kind is FieldKind.SUBMIT] == buttons
    assert form.fields[0].kind is FieldKind.RADIO or before.startswith("<button>Отправить")


@pytest.mark.parametrize(
    "press",
    [
        "<div class=send role=button>Отправить</div>",
        "<a class=btn-send>Отправить</a>",
        "<div class=u-send>Отправить</div>",
        "<span class=otprav>Отправить</span>",
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


ASKS = '<form class="ask"><label>Имя <input name="n"></label><textarea name="t"></textarea><button>Отправить</button></form>'


@pytest.mark.parametrize(
    ("opener", "window", "heading"),
    [
        ("<a class=open href='#letter'>Написать директору</a>", "id=letter hidden", "Написать директору"),
        ("<button data-bs-target='#letter'>Обратная связь</button>", "id=letter class='modal fade'", "Обратная связь"),
        (
            "<a data-src='#letter' href='javascript:;'>Задать вопрос</a>",
            "id=letter style='display:none'",
            "Задать вопрос",
        ),
        ("<a href='#letter'>Подробнее</a>", "id=letter hidden", "Лыжная прогулка"),  # calls nothing
        ("<a href='#other'>Написать директору</a>", "id=letter hidden", "Лыжная прогулка"),
        ("<a href='#letter'>Написать директору</a>", "id=letter", "Лыжная прогулка"),  # stands there, below its title
    ],
)
def test_a_window_without_a_title_is_called_as_what_opens_it(opener: str, window: str, heading: str) -> None:
    form = only(
        read(
            f"<p>{opener}</p><h3>Лыжная прогулка</h3><p>Собрались 40 семей.</p><div {window}><div><form>"
            "<input name=n><textarea name=t></textarea><button>Отправить</button></form></div></div>"
        )
    )
    assert form.heading == heading


@pytest.mark.parametrize(
    "code",
    [
        f"box.innerHTML = '{ASKS}'",
        f"function card(d) {{ return `<h3>${{d.title}}</h3>{ASKS}` }}",
        "var h = '<form class=\"ask\">' + '<label>Имя <input name=\"n\"></label>' +\n '<textarea name=\"t\"></textarea>'"
        " + '<button>Отправить</button>' + '</form>';",
        'var h = \'<form class="ask"><label>Имя <input name="n"></label><textarea name="t">\' + old.text + \'</textarea>'
        "<button>Отправить</button></form>';",
        'w.html("<form class=\\"ask\\">\\n<label>Имя <input name=\\"n\\"></label><textarea name=\\"t\\"></textarea>'
        '<button>Отправить</button></form>")',
    ],
)
def test_a_form_in_a_string_of_a_script_is_read_and_hidden(code: str) -> None:
    page = read(f"<h2>Контакты</h2><p>Улица Мира, 5</p><script>{code}</script>")
    form = only(page)
    assert (form.name, form.hidden, page.heading_of(form.section)) == ("ask", True, "")
    assert [(item.kind, item.label) for item in form.fields[:2]] == [(FieldKind.TEXT, "Имя"), (FieldKind.TEXTAREA, "")]
    assert form.fields[2].kind is FieldKind.SUBMIT
    assert form.pointer.endswith("/script[1]")


@pytest.mark.parametrize(
    "code",
    [
        "document.querySelectorAll('form').forEach(check)",
        "box.innerHTML = '<form></form>'",
        'box.innerHTML = \'<form class="ask"><textarea name="t">\'',  # nobody knows where it ends
        "var b = document.createElement('div'); b.append(document.createElement('button'))",
        f"{'x();' * 60_000}box.innerHTML = '{ASKS}'",  # a library
    ],
)
def test_a_script_that_only_speaks_of_forms_holds_none(code: str) -> None:
    assert not read(f"<h2>Контакты</h2><p>Улица Мира, 5</p><script>{code}</script>").forms


def test_forms_of_the_page_stand_before_those_of_its_scripts() -> None:
    own = "<form id=own><textarea name=q></textarea><button>Отправить</button></form>"
    written = "".join(f"<script>box{number}.innerHTML='{ASKS}'</script>" for number in range(9))
    names = [form.name for form in read(written + own).forms]
    assert names == ["own", *["ask"] * 6]


@pytest.mark.parametrize(
    ("html", "kind", "off"),
    [
        ("<label>Имя <input name=a></label>", FieldKind.TEXT, False),
        ("<label>Имя <input name=a tabindex=0></label>", FieldKind.TEXT, False),
        ("<label>Имя <input name=a tabindex=3></label>", FieldKind.TEXT, False),
        ("<label>Имя <input name=a tabindex=' -1'></label>", FieldKind.TEXT, True),
        ("<input name=a placeholder=Имя tabindex=-1>", FieldKind.TEXT, True),
        ("<label>Тема <select name=a tabindex=-1><option>Питание</select></label>", FieldKind.SELECT, True),
        ("<input type=file name=a tabindex=-1>", FieldKind.FILE, True),
        ("<label><input type=checkbox name=a tabindex=-1> Да</label>", FieldKind.CHECKBOX, True),
        ("<button tabindex=-1>Отправить</button>", FieldKind.SUBMIT, True),
    ],
)
def test_whether_the_tab_key_comes_to_a_field(html: str, kind: FieldKind, off: bool) -> None:
    found = field(html)
    assert (found.kind, found.off_keyboard) == (kind, off)


def test_options_of_a_question_are_off_the_keyboard_only_together() -> None:
    """Programs keep one of several radio buttons in the Tab key's way."""
    asked = (
        "<p>Довольны?</p><label><input type=radio name=q {}>Да</label><label><input type=radio name=q {}>Нет</label>"
    )
    assert not field(asked.format("tabindex=0", "tabindex=-1")).off_keyboard
    assert not field(asked.format("tabindex=-1", "tabindex=0")).off_keyboard
    assert field(asked.format("tabindex=-1", "tabindex=-1")).off_keyboard


@pytest.mark.parametrize(
    ("press", "off"),
    [
        ("<div class=btn>Отправить</div>", True),
        ("<span onclick=send()>Отправить</span>", True),
        ("<a class=btn>Отправить</a>", True),
        ("<div role=button tabindex=-1>Отправить</div>", True),
        ("<div role=button tabindex=0>Отправить</div>", False),
        ("<a class=btn href='#'>Отправить</a>", False),
        ("<a href='javascript:send()'>Отправить</a>", False),
        ("<a class=btn href='#' tabindex=-1>Отправить</a>", True),
    ],
)
def test_whether_the_tab_key_comes_to_what_stands_for_a_button(press: str, off: bool) -> None:
    found = only(read(f"<form><label>Имя <input name=a></label>{press}</form>")).fields[-1]
    assert (found.kind, found.off_keyboard) == (FieldKind.BUTTON, off)


@pytest.mark.parametrize(
    "trap",
    [
        "<input name=website tabindex=-1 autocomplete=off>",
        "<div aria-hidden=true style='position:absolute;left:-5000px'><input type=text name=b_12 tabindex=-1 value=''></div>",
        "<textarea name=comment tabindex=-1></textarea>",
        "<label>Не заполняйте это поле <input name=url></label>",
        "<label for=u>Оставьте это поле пустым</label><input id=u type=email name=u>",
        "<input name=hp placeholder='Leave this field empty'>",
    ],
)
def test_a_trap_for_robots_is_hidden(trap: str) -> None:
    form = only(read(f"<form>{trap}<label>Имя <input name=n></label></form>"))
    assert [item.kind for item in form.fields] == [FieldKind.HIDDEN, FieldKind.TEXT]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<input name=website>", FieldKind.TEXT),  # nameless, but the Tab key comes to it
        ("<label>Поля со звёздочкой нужно заполнить <input name=a></label>", FieldKind.TEXT),
        ("<input name=a placeholder='Заполните поле'>", FieldKind.TEXT),
        ("<label>Улица и дом (пустой участок) <input name=a></label>", FieldKind.TEXT),
        ("<input type=tel name=a tabindex=-1 placeholder='+7'>", FieldKind.TEL),
        ("<input type=file name=a tabindex=-1>", FieldKind.FILE),
        ("<select name=a tabindex=-1><option>Питание</select>", FieldKind.SELECT),
        ("<textarea name=g-recaptcha-response tabindex=-1></textarea>", FieldKind.CAPTCHA),
    ],
)
def test_a_field_that_is_only_like_a_trap_stays_what_it_is(html: str, kind: FieldKind) -> None:
    assert field(html).kind is kind


def test_a_form_of_a_frame_whose_page_stands_in_an_attribute() -> None:
    inner = html.escape("<form action=/answer><label>Ваше мнение <textarea name=t></textarea></label></form>")
    (form,) = read(f"<h2>Опрос</h2><iframe srcdoc='{inner}'></iframe>").forms
    assert (form.heading, form.hidden, form.action) == ("Опрос", False, "http://school.test/answer")
    assert [(field.kind, field.label, field.labelled) for field in form.fields] == [
        (FieldKind.TEXTAREA, "Ваше мнение", True)
    ]
    assert not read(f"<h2>Опрос</h2><iframe srcdoc='{inner.replace('form', 'div')}'></iframe>").forms


@pytest.mark.parametrize(
    ("beside", "options"),
    [
        ("<div><span>Выберите ответ</span><ul><li>Да</li><li>Нет</li></ul></div>", ("Да", "Нет")),
        ("<div><p>Не выбрано</p><ul><li>Да</li><li>Нет</li></ul></div>", ("Да", "Нет")),
        ("<div><span>Выберите файл</span><ul><li>не более 5 МБ</li><li>PDF, DOC</li></ul></div>", ()),
        ("<div><span>Выбор</span><ul><li>Да</li><li>Нет</li></ul></div>", ()),
    ],
)
def test_a_list_under_words_that_nothing_is_chosen_is_one_of_answers(beside: str, options: tuple[str, ...]) -> None:
    form = f"<form action=/s><input type=hidden name=q1>{beside}<textarea name=t></textarea><button>Отправить</button></form>"
    (found,) = read(form).forms
    assert found.fields[0].options == options


@pytest.mark.parametrize(
    ("consent", "off"),
    [
        ("<label>{0} style='display:none' required><span></span> Согласен</label>", True),
        ("<label>{0} style='display:none' required><span tabindex=0></span> Согласен</label>", False),
        ("<label>{0} style='display:none'><span></span> Согласен</label>", False),  # nobody has to tick it
        ("<label>{0} class=visually-hidden required><span></span> Согласен</label>", False),
        ("<label>{0} required> Согласен</label>", False),
    ],
)
def test_a_consent_that_only_a_mouse_ticks(consent: str, off: bool) -> None:
    box = consent.format("<input type=checkbox name=agree")
    (found,) = read(f"<form action=/s><textarea name=t></textarea>{box}<button>Отправить</button></form>").forms
    assert [field.off_keyboard for field in found.fields if field.name == "agree"] == [off]


@pytest.mark.parametrize(
    ("sender", "off"),
    [
        ("<span class=btn onclick='letter.requestSubmit()'>Отправить</span>", True),
        ("<span class=btn tabindex=0 role=button onclick='letter.requestSubmit()'>Отправить</span>", False),
        ("<a href='#' onclick=\"document.getElementById('letter').submit();return false\">Отправить</a>", False),
        ("<a href=\"javascript:document.forms['letter'].submit()\">Отправить</a>", False),
        ("<button type=button onclick='document.forms.letter.submit()'>Отправить</button>", False),
    ],
)
def test_what_sends_a_form_by_its_name_may_stand_outside_it(sender: str, off: bool) -> None:
    html = f"<form id=letter action=/s></form><p><textarea form=letter name=t></textarea></p><div>{sender}</div>"
    found = next(form for form in read(html).forms if form.name == "letter").fields[-1]
    assert (found.kind, found.value, found.off_keyboard) == (FieldKind.BUTTON, "Отправить", off)


@pytest.mark.parametrize(
    "other",
    [
        "<span onclick='newsletter.submit()'>Подписаться</span>",
        "<span onclick='letter.reset()'>Очистить</span>",
        "<span>Отправить</span>",
    ],
)
def test_what_does_something_else_sends_no_form(other: str) -> None:
    (form,) = read(f"<form id=letter action=/s><textarea name=t></textarea></form><p>{other}</p>").forms
    assert [field.kind for field in form.fields] == [FieldKind.TEXTAREA]


WRITTEN_IN = "<input name=n><input name=e type=email><textarea name=t></textarea>"


@pytest.mark.parametrize(
    ("html", "mute"),
    [
        (f"<form>{WRITTEN_IN}</form>", True),
        (f"<form>{WRITTEN_IN}<a href=/help>Помощь</a></form><script type=application/ld+json>{{}}</script>", True),
        (f"<form>{WRITTEN_IN}<button>Отправить</button></form>", False),
        (f"<form>{WRITTEN_IN}<input type=image src=send.png></form>", False),
        (f"<form id=f>{WRITTEN_IN}</form><button form=f>Послать</button>", False),
        (f"<form>{WRITTEN_IN}<span onclick='this.parentNode.submit()'>Послать</span></form>", False),
        (f"<form name=f>{WRITTEN_IN}</form><p><a href='javascript:document.f.submit()'>Послать</a></p>", False),
        (f"<form>{WRITTEN_IN}</form><script src=/js/jquery.min.js></script>", False),  # who knows what is in it
        (f"<form>{WRITTEN_IN}</form><script>count()</script>", False),
        ("<form><input name=e type=email><textarea name=t></textarea></form>", False),  # Enter sends it
        (f"<script>box.innerHTML = '<form>{WRITTEN_IN}</form>'</script>", False),
    ],
)
def test_a_form_that_nothing_can_send(html: str, mute: bool) -> None:
    assert only(read(html)).mute is mute
