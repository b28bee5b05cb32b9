"""Feedback forms in invented markup: what takes an appeal, what takes something else, what nobody can see."""

from __future__ import annotations

import pytest

from crawler.items import Reason
from rules.model import Outcome
from tests.rules.markup import FILLER, document, found, home_with

RULE = "feedback-form-published"
FIELDS = "<input name=n placeholder='Имя'><input name=e type=email><textarea name=t placeholder='{asks}'></textarea>"


WRITTEN = (
    '<h3>Вопрос директору</h3><form class="ask"><input name="e" type="email"><textarea placeholder="Ваш вопрос">'
    "</textarea><button>Отправить</button></form>"
)


def form(heading: str, button: str = "Отправить", asks: str = "Примечание", **attributes: str) -> str:
    named = " ".join(f"{key}='{value}'" for key, value in attributes.items())
    return f"<h2>{heading}</h2><form {named}>{FIELDS.format(asks=asks)}<button>{button}</button></form>"


@pytest.mark.parametrize(
    "body",
    [
        form("Напишите нам"),
        form("", asks="Ваш вопрос", button="Отправить заявку"),
        "<div class='wpcf7'><form action='/#wpcf7-f5' method=post class='wpcf7-form init'><label>Имя <span><input"
        " name=your-name></span></label><label>E-mail <input type=email name=your-email></label><label>Сообщение"
        " <textarea name=your-message></textarea></label><input type=submit value=Отправить></form></div>",
        "<form name=SIMPLE_FORM_1 method=POST><input type=hidden name=WEB_FORM_ID value=1><table><tr><td>ФИО</td><td>"
        "<input name=form_text_1></td></tr><tr><td>Текст обращения</td><td><textarea name=form_textarea_3></textarea>"
        "</td></tr></table><input type=submit name=web_form_submit value=Отправить></form>",
        "<form action='/mail/' method=post name=mform><table><tr><td>E-mail отправителя:</td><td><input name=f1></td>"
        "</tr><tr><td>Текст сообщения:</td><td><textarea name=f4></textarea></td></tr><tr><td><input type=submit"
        " value='Отправить сообщение'></td></tr></table></form>",
        "<button data-toggle=modal data-target='#fb'>Написать</button><div class='modal fade' id=fb><div"
        f" class=modal-title>Обратная связь</div><form>{FIELDS.format(asks='')}<button>Отправить</button></form></div>",
        f"<div><h3>Задать вопрос</h3>{FIELDS.format(asks='Вопрос')}<button onclick='send()'>Отправить</button></div>",
        "<a href='#letter'>Написать в музей</a><h3>Как записаться на прогулку</h3><p>По телефону кассы.</p>"
        f"<div id=letter hidden><form>{FIELDS.format(asks='Примечание')}<button>Отправить</button></form></div>",
        "<script src='https://pos.gosuslugi.ru/bin/script.min.js'></script><div id=js-show-iframe-wrapper><div"
        " class='pos-banner-fluid bf-1'>Есть вопрос?<button class=pos-banner-btn_2>Написать</button></div></div>",
        "<h2>Обратная связь</h2><iframe src='https://forms.yandex.ru/cloud/61a/?iframe=1'></iframe>",
        "<a href='https://docs.google.com/forms/d/e/1FA/viewform'>Форма обратной связи</a>",
        "<form><legend>Интернет-приёмная</legend>"
        f"{FIELDS.format(asks='')}<label><input type=checkbox name=agree> Согласен с условиями обработки"
        " персональных данных</label><button>Отправить обращение</button></form>",
        "<h1>Связь</h1><form novalidate><label><span>Имя</span><input name=n></label><label><span>Комментарий</span>"
        "<textarea name=c></textarea></label><button type=submit>Отправить</button></form>",
        "<h1>Гостевая книга</h1><form><input name=n placeholder=Имя><textarea name=t></textarea>"
        "<input type=submit value=Добавить></form>",
        form("Гостевая книга клуба", "Добавить запись", "Комментарий"),  # with an address to answer to
        form("Гостевая книга", "Добавить запись", "Ваш вопрос").replace("type=email", "type=text"),
        f"<script>card.innerHTML = '{WRITTEN}'</script>",
        form("Отзывы о выставках и о работе музея", "Оставить комментарий", "Комментарий"),
        form("Ваши вопросы о новых книгах", "Отправить комментарий", "Комментарий"),
        form("Отзывы", "Отправить", "Комментарий"),
    ],
)
def test_forms_that_take_an_appeal(body: str) -> None:
    assert found(RULE, home_with(body)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "body",
    [
        form("Перезвоните мне", "Жду звонка", "Комментарий"),
        form("", "- Отправить комментарий -", ""),
        form("Добавить комментарий", "Отправить", id="commentform"),
        form("Отзывы гостей о нашей новой экспозиции", "Добавить комментарий"),
        form("Отзывы читателей", asks="Комментарий к книге"),
        form("Читайте также", asks="Комментарий к новости"),
        form("Заявление о приёме в первый класс", "Подать заявление"),
        form("Запись в кружок", "Записаться"),
        "<h1>Наша гостевая книга</h1><form>Ник <input name=nik><textarea name=t placeholder='Запись в книгу'>"
        "</textarea><button>Оставить</button></form>",
        "<h2>Гостевая</h2><form><label>Имя <input name=n></label><label>Комментарий<textarea name=t></textarea></label>"
        "<button>Добавить</button></form>",
        form("Онлайн-запись к врачу", "Записаться", "Жалобы"),
        form("Заявка на экскурсию", "Отправить заявку", "Пожелания"),
        form("Заявка на путёвку"),
        form("Откликнуться на вакансию", "Отправить резюме", "О себе"),
        form("Сообщить о факте коррупции", asks="Текст сообщения"),
        form("Обратная связь для сообщений о фактах коррупции", asks="Текст сообщения"),
        form("Ближайшие экскурсии").replace("<button", "<input name=k placeholder='Количество человек'><button"),
        "<h2>Помощь</h2><form><input name=n placeholder=Имя><input name=s placeholder='Сумма пожертвования'>"
        "<textarea name=t placeholder='Комментарий'></textarea><button>Помочь</button></form>",
        "<h2>Оставить отзыв</h2><form><label>0 / 5<input name=inp></label><textarea name=t></textarea>"
        "<button>Отправить</button></form>",
        form("Забронировать билеты", "Забронировать", "Комментарий к заказу"),
        form("Продление книг онлайн", "Продлить", "Список книг"),
        form("Заказать услугу", "Заказать", "Комментарий"),
        form("Викторина о Пушкине", "Ответить", "Ваш ответ"),
        "<a href='https://pos.gosuslugi.ru/lkp/polls/123456/'>Примите участие в опросе</a>",
        "<a href='https://posgosuslugi.ru/form/?opaId=1'>Обратная связь</a>",
        "<div id=js-show-iframe-wrapper><div class='pos-banner-fluid bf-5'>Знаете о фактах коррупции?</div></div>",
        "<div><a href='#'>Обратная связь</a></div>",
        "<header><div><a href='mailto:sad@example.test'>Написать нам</a></div></header>",
        f"<!-- <form>{FIELDS.format(asks='')}<button>Отправить</button></form> -->",
        "<script>head.innerHTML = '<form action=/find><input name=q><button>Найти</button></form>'</script>",
        "<script>foot.innerHTML = '<form><input type=email><button>Подписаться</button></form>'</script>",
        "<script type=text/template><form class=comment-form><input type=email name=e><textarea name=t"
        " placeholder='Комментарий'></textarea><button>Ответить</button></form></script>",
        "<script>var d = document.createElement('div'); d.innerHTML = '<form class=cookies><label><input type=checkbox"
        " name=m> Метрика</label><button>Принять</button></form>'; document.body.append(d)</script>",
        "<button class=faq>Вопросы и ответы</button><button class=poll>Анкета</button><button class=menu>Меню</button>",
    ],
)
def test_forms_for_something_else(body: str) -> None:
    assert found(RULE, home_with(body)).outcome is Outcome.FAILED


def test_a_form_without_a_button_takes_no_appeal() -> None:
    written = form("Напишите нам", asks="Ваш вопрос")
    finding = found(RULE, home_with(written.replace("<button>Отправить</button>", "")))
    assert finding.outcome is Outcome.FAILED
    assert any("нет кнопки" in remark for remark in finding.remarks)
    scripted = written.replace("<button>Отправить</button>", "<script src='/js/forms.js'></script>")
    assert found(RULE, home_with(scripted)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "body",
    [
        "<button type=button class=js-ajax data-url='/ajax/feedback.php'>Обратная связь</button>",
        "<a href='#' onclick='openFeedback();return false'>Задать вопрос</a>",
        "<a href='javascript:showForm(3)'>Написать нам</a>",
        "<div onclick='fb()'>Отправить обращение</div>",
        "<button onclick='openForm()'>Написать заведующей</button>",
        "<button class=ask>Задать вопрос</button>",
        "<button type=button id=fb>Написать обращение</button>",
        "<h2>Обратная связь</h2><script data-b24-form='inline/7/a'>(function(w,d,u){})(window,document,"
        "'https://cdn-ru.bitrix24.ru/b1/crm/form/loader_7.js')</script>",
    ],
)
def test_what_a_script_opens_is_left_open(body: str) -> None:
    finding = found(RULE, home_with(body))
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.SCRIPT_REQUIRED)
    assert finding.evidence


def test_a_menu_item_that_opens_a_form_by_script_is_left_open() -> None:
    item = "<li><a href='javascript:void(0)' data-fancybox data-type=ajax data-src='/f.html'>Обратная связь</a></li>"
    assert found(RULE, home_with("", menu=item)).reason is Reason.SCRIPT_REQUIRED


def test_a_menu_item_that_opens_nothing_is_no_form() -> None:
    items = (
        "<li><a href='#'>Обратная связь</a></li><li><a href='#' data-toggle=dropdown>Задать вопрос</a></li>"
        "<li><a href='javascript:void(0)'>Написать нам</a></li><li><a href='#' onclick='return false;'>Написать нам</a>"
    )
    assert found(RULE, home_with("", menu=items)).outcome is Outcome.FAILED


@pytest.mark.parametrize("login", ["https://esia.gosuslugi.ru/login", "/priem"])
def test_a_reception_behind_the_login_of_the_state_is_left_open_with_a_remark(login: str) -> None:
    asks = (
        "<h1>Интернет-приёмная</h1><p>Чтобы направить обращение, необходимо авторизоваться через ЕСИА.</p>"
        "<a href='/auth'>Продолжить</a>"
    )
    pages = home_with(f"<a href='{login}'>Интернет-приёмная</a>")
    finding = found(RULE, {**pages, "/priem": document(asks, title="Интернет-приёмная")})
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.LOGIN_REQUIRED)
    assert any("ЕСИА" in remark for remark in finding.remarks)


FRAME = "https://forms.yandex.ru/cloud/61b/"


def test_a_framed_form_counts_for_what_it_asks() -> None:
    page = home_with(f"<h2>Контакты</h2><iframe src='{FRAME}'></iframe>")
    assert found(RULE, page, {FRAME: form("Напишите нам", asks="Вопрос")}).outcome is Outcome.PASSED
    assert found(RULE, page, {FRAME: form("Запись в кружок")}).outcome is Outcome.FAILED
    assert found(RULE, page).reason is Reason.NOT_REACHED
    about = home_with(f"<h2>Анкета</h2><iframe src='{FRAME}'></iframe>")
    assert found(RULE, about).outcome is Outcome.FAILED


def test_a_form_in_a_page_of_the_site_shown_in_a_frame() -> None:
    inner = f"<html><body>{form('Напишите нам')}</body></html>"
    assert found(RULE, {**home_with("<iframe src='/f.html'></iframe>"), "/f.html": inner}).outcome is Outcome.PASSED


def test_an_own_form_at_an_unknown_service_is_left_open_and_an_authority_is_not() -> None:
    own = home_with("<a href='https://builder.example/f/1'>Форма обратной связи</a>")
    theirs = home_with("<a href='https://adm-rayon.example/priem'>Обратная связь</a>")
    reception = home_with("<a href='https://other.example/priem'>Интернет-приёмная губернатора</a>")
    assert found(RULE, own).reason is Reason.NOT_REACHED
    assert found(RULE, theirs).outcome is Outcome.FAILED
    assert found(RULE, reception).outcome is Outcome.FAILED


def test_an_address_alone_is_told_and_is_no_form() -> None:
    finding = found(RULE, {"/": document(f"{FILLER}<p>Пишите: <a href='mailto:sad@example.test'>sad@example.test</a>")})
    assert finding.outcome is Outcome.FAILED
    assert any("электронной почты" in remark for remark in finding.remarks)


def test_a_form_that_begins_with_a_choice_is_left_open_where_the_page_is_called_so() -> None:
    choice = "<form><select name=t onchange='more()'><option>Питание<option>Путёвка</select><div id=rest></div></form>"
    pages = home_with("<a href=/write>Обращение к заведующему</a>")
    finding = found(RULE, {**pages, "/write": document(f"<h1>Обращение к заведующему</h1>{choice}")})
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.SCRIPT_REQUIRED)
    pages = home_with("<a href=/groups>Группы</a>")
    assert found(RULE, {**pages, "/groups": document(f"<h1>Группы</h1>{choice}")}).outcome is Outcome.FAILED


ACCESSIBLE = "feedback-form-accessible"
LABELLED = (
    "<h2>Напишите нам</h2><form><label>Имя <input name=n></label><label>E-mail <input type=email name=e></label>"
    "<label>Вопрос <textarea name=t></textarea></label>{}</form>"
)
SEND = "<button>Отправить</button>"


@pytest.mark.parametrize(
    "rest",
    [
        SEND,
        "<div role=button tabindex=0 class=btn>Отправить</div>",
        "<a class=btn href='#'>Отправить</a>",
        "<label>Тема <select name=s tabindex=-1><option>Питание<option>Режим</select></label>" + SEND,
        "<label>Файл <input type=file name=f tabindex=-1></label>" + SEND,
        "<label>Согласен <input type=checkbox name=c tabindex=-1></label>" + SEND,
        "<input name=website tabindex=-1 autocomplete=off>" + SEND,
        "<label>Не заполняйте это поле <input name=url></label>" + SEND,
        "<div class=g-recaptcha></div><textarea name=g-recaptcha-response tabindex=-1></textarea>" + SEND,
        "<div class=smart-captcha></div>" + SEND,
        "<input type=hidden name=recaptcha_token>" + SEND,
        "<label><input type=checkbox name=robot> Я не робот</label>" + SEND,
        "<label>Код с картинки <input name=captcha></label><a href=/code.mp3>Прослушать код</a>" + SEND,
        "<button class=close tabindex=-1>Закрыть</button>" + SEND,
        "<button type=button><span>Далее</span></button>" + SEND,
        "<a href='#2'><span>Далее</span></a>" + SEND,
        "<label for=t>Тема</label><select id=t class=select2-hidden-accessible tabindex=-1 aria-hidden=true>"
        "<option>Питание</select><div><span role=combobox tabindex=0 aria-labelledby=c><b id=c>Питание</b></span></div>"
        + SEND,
        "<input type=hidden name=back><div class=buttons><button type=button data-a=1>Отправить</button>"
        "<button type=button data-a=2>Очистить</button></div>",
        "<p contenteditable=true>Мы отвечаем в течение пяти дней.</p>" + SEND,
        "<input type=hidden name=k><div role=radiogroup aria-label='Что у Вас?'>"
        "<i role=radio tabindex=0 data-k=1>Жалоба</i><i role=radio tabindex=-1 data-k=2>Вопрос</i></div>" + SEND,
    ],
)
def test_a_form_that_a_screen_reader_and_the_keyboard_can_fill_in_and_send(rest: str) -> None:
    finding = found(ACCESSIBLE, home_with(LABELLED.format(rest)))
    assert finding.outcome is Outcome.PASSED, finding.message


@pytest.mark.parametrize(
    ("rest", "told", "names"),
    [
        ("<input name=x placeholder=Тема>" + SEND, "не подписаны для программ экранного доступа: «Тема»", ["Тема"]),
        ("<label>Телефон <input name=p tabindex=-1></label>" + SEND, "(клавишей Tab) в форме не дойти до: «Телефон»",
         ["Телефон"]),
        ("<div class=btn>Отправить</div>", "(клавишей Tab) в форме не дойти до: «Отправить»", ["Отправить"]),
        ("<button tabindex=-1>Отправить</button>", "(клавишей Tab) в форме не дойти до: «Отправить»", ["Отправить"]),
        ("<label>Код с картинки <input name=captcha></label>" + SEND, "нет текстовой или звуковой замены", []),
        ("<div role=checkbox aria-label=Согласен></div>" + SEND, "(клавишей Tab) в форме не дойти до: «Согласен»",
         ["Согласен"]),
        ("<div class=next>Далее</div>" + SEND, "(клавишей Tab) в форме не дойти до: «Далее»", ["Далее"]),
        ("<p>Тема</p><input type=hidden name=k><div><i data-k=1>Жалоба</i><i data-k=2>Вопрос</i></div>" + SEND,
         "(клавишей Tab) в форме не дойти до: «Тема»", ["Тема"]),
    ],
)  # fmt: skip
def test_what_keeps_a_person_from_sending_the_form_is_told(rest: str, told: str, names: list[str]) -> None:
    finding = found(ACCESSIBLE, home_with(LABELLED.format(rest)))
    assert finding.outcome is Outcome.FAILED
    assert told in finding.message
    assert finding.details["fields"] == names


def test_every_fault_of_a_form_is_told_and_one_good_form_is_enough() -> None:
    bad = (
        "<input name=x placeholder=Тема tabindex=-1><label>Код с картинки <input name=captcha></label>"
        "<div class=btn>Отправить</div>"
    )
    finding = found(ACCESSIBLE, home_with(LABELLED.format(bad)))
    assert finding.details["fields"] == ["Тема", "Отправить"]
    assert [sentence.partition(":")[0] for sentence in finding.message.split(". ")] == [
        "Поля формы не подписаны для программ экранного доступа",
        "С клавиатуры (клавишей Tab) в форме не дойти до",
        "У кода с картинки нет текстовой или звуковой замены.",
    ]
    both = home_with(LABELLED.format(bad) + LABELLED.format(SEND))
    assert found(ACCESSIBLE, both).outcome is Outcome.PASSED


ASKED = "<input name=n placeholder=Имя {0}><input name=e type=email {0}><textarea name=t {0}></textarea>"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (ASKED.format("disabled") + "<button disabled>Отправить</button>", Outcome.FAILED),
        (ASKED.format("disabled") + "<button>Отправить</button>", Outcome.FAILED),
        (f"<fieldset disabled>{ASKED.format('')}<button>Отправить</button></fieldset>", Outcome.FAILED),
        # let be used with a consent, a sum, a first answer
        (ASKED.format("") + "<button disabled>Отправить</button>", Outcome.PASSED),
        (
            ASKED.format("disabled") + "<label><input type=checkbox name=ok>Согласен</label><button disabled>Отправить"
            "</button>",
            Outcome.PASSED,
        ),
        (
            "<input name=n disabled value=Иванов><input name=e type=email><textarea name=t></textarea><button>Отправить"
            "</button>",
            Outcome.PASSED,
        ),
    ],
)
def test_a_form_all_of_whose_fields_are_disabled_takes_no_appeals(inside: str, expected: Outcome) -> None:
    assert found(RULE, home_with(f"<h2>Напишите нам</h2><form>{inside}</form>")).outcome is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Жалобы и предложения о работе библиотек здесь не рассматриваются.", Outcome.FAILED),
        ("Предложения, жалобы через эту форму не принимаются: приносите их в приёмную.", Outcome.FAILED),
        ("Анонимные жалобы и предложения не рассматриваются.", Outcome.PASSED),
        ("Жалобы и предложения без обратного адреса не принимаются.", Outcome.PASSED),
        ("Анонимные жалобы и предложения здесь не рассматриваются.", Outcome.PASSED),
        ("Жалобы и предложения без подписи через эту форму не рассматриваются.", Outcome.PASSED),
        ("Жалобы и предложения, содержащие брань, здесь не рассматриваются.", Outcome.PASSED),
        ("Жалобы и предложения принимаются здесь. Запись на приём через эту форму не принимается.", Outcome.PASSED),
    ],
)
def test_a_form_that_says_that_appeals_are_not_taken_there(said: str, expected: Outcome) -> None:
    fields = "<input name=n placeholder=Имя><input name=e type=email><textarea name=t placeholder=Вопрос></textarea>"
    body = f"<h2>Задать вопрос</h2><p>{said}</p><form>{fields}<button>Отправить</button></form>"
    assert found(RULE, home_with(body)).outcome is expected


def test_a_librarians_reference_desk_is_no_feedback() -> None:
    fields = "<input name=n placeholder=Имя><input name=e type=email><textarea name=t placeholder=Тема></textarea>"
    for heading, expected in (("Спроси библиографа", Outcome.FAILED), ("Пишите нам", Outcome.PASSED)):
        body = f"<h2>{heading}</h2><form>{fields}<button>Отправить</button></form>"
        assert found(RULE, home_with(body)).outcome is expected
