"""Polls behind a link or in a frame: what they are called where they are linked, and what they turn out to ask."""

from __future__ import annotations

import pytest

from crawler.items import Reason
from rules.model import Finding, Outcome
from tests.rules.markup import FILLER, document, found, home_with
from tests.rules.polls.pages import FORM, OTHER_HOST, RULE, WHOLE, nok, radio


def test_a_poll_in_a_page_of_the_site_shown_in_a_frame() -> None:
    inner = f"<html><body>{WHOLE}</body></html>"
    finding = found(RULE, {**nok("<iframe src=/anketa.html></iframe>"), "/anketa.html": inner})
    assert finding.outcome is Outcome.PASSED
    assert finding.details["page"].endswith("/anketa.html")


VISITS = radio("Сколько раз Вы у нас были?", "Раз", "Больше", name="a") + radio("Где?", "В зале", "Вне", name="b")


@pytest.mark.parametrize(
    ("head", "outcome"),
    [
        ("<h2>Онлайн-опрос независимой оценки качества</h2>{}", Outcome.PASSED),
        ("{}", Outcome.INCONCLUSIVE),
        ("<h2>Расписание</h2>{}", Outcome.INCONCLUSIVE),
    ],
)
def test_what_stands_over_a_frame_says_what_is_shown_in_it(head: str, outcome: Outcome) -> None:
    inner = f"<html><body><form>{VISITS}<button>Ответить</button></form></body></html>"
    page = {**nok(head.format("<iframe src=/anketa.html></iframe>")), "/anketa.html": inner}
    assert found(RULE, page).outcome is outcome


@pytest.mark.parametrize(
    ("body", "inner", "outcome"),
    [
        ("<a href=/o>Опрос</a>", f"<h1>Голос</h1><form>{VISITS}<button>Ответить</button></form>", None),
        ("<a href='https://golos.example/1'>Опрос гостей</a>", "", None),
        ("<a href='https://golos.example/1'>Результаты опроса гостей</a>", "", Outcome.FAILED),
        ("<a href='https://golos.example/1'>Опрос: вкусно ли у нас</a>", "", Outcome.FAILED),
        ("<a href='https://golos.example/1'>Опрос о питании</a>", "", Outcome.FAILED),
        ("<a href=/f/opros.docx>Опрос гостей</a>", "", Outcome.FAILED),
        ("<a href=/o>Опрос гостей</a>", f"<h1>Афиша</h1>{FILLER}", Outcome.FAILED),
        ("<a href='https://golos.example/1'>Голос гостей</a>", "", Outcome.FAILED),
    ],
)
def test_a_link_that_the_page_calls_a_poll_is_looked_at(body: str, inner: str, outcome: Outcome | None) -> None:
    pages = {**nok(body), **({"/o": document(inner, title="Голос")} if inner else {})}
    assert found(RULE, pages).outcome is (outcome or Outcome.INCONCLUSIVE)


def test_a_poll_one_click_from_home_counts_by_its_questions() -> None:
    home = document(f"<h1>Сад</h1><a href=/a>Анкета получателя</a>{FILLER}")
    assert found(RULE, {"/": home, "/a": document(f"<h1>Для Вас</h1>{WHOLE}")}).outcome is Outcome.PASSED
    other = document(f"<h1>Для Вас</h1><form>{radio('Какой кружок?', 'Хор', 'Лепка')}<button>ОК</button></form>")
    assert found(RULE, {"/": home, "/a": other}).outcome is Outcome.FAILED


LINK = f"<a href='{OTHER_HOST}'>Пройти опрос о качестве оказания услуг</a>"
SHELL = "<html><body><div id=root></div><script src=/main.js></script></body></html>"


@pytest.mark.parametrize(
    ("body", "external", "outcome"),
    [
        (LINK, {OTHER_HOST: WHOLE}, Outcome.PASSED),
        (LINK, {OTHER_HOST: SHELL}, Outcome.INCONCLUSIVE),
        (LINK, {OTHER_HOST: f"<h1>Итоги</h1>{FILLER}"}, Outcome.FAILED),
        (LINK, {}, Outcome.INCONCLUSIVE),
        (f"<a href='{OTHER_HOST}'>Результаты независимой оценки качества</a>", {}, Outcome.FAILED),
        ("<h2>Анкета</h2><iframe src='https://docs.google.com/forms/d/e/9/viewform'></iframe>", {}, None),
        (f"<a href='{FORM}'><img src=/i/a1.png alt=image></a>", {}, None),  # only a person reads what is drawn
        (f"<a href='{FORM}'><img src=/i/a1.png alt='Запись в кружок'></a>", {}, "failed"),
        (f"<a href='{FORM}'>Форма</a>", {}, "failed"),
        ("<h2>Запись в кружок</h2><iframe src='https://docs.google.com/forms/d/e/9/viewform'></iframe>", {}, "failed"),
    ],
)
def test_a_service_nobody_knows_counts_by_what_it_asks(
    body: str, external: dict[str, str], outcome: Outcome | None
) -> None:
    assert found(RULE, home_with(body), external).outcome == (outcome or Outcome.INCONCLUSIVE)


OFFERED = "<p><a href='{}'>Оцените нас на портале</a></p>"
ASKED_FOR = "<p>Просим заполнить анкету <a href='{}'>здесь</a></p>"


@pytest.mark.parametrize(
    ("body", "address", "outcome"),
    [
        (OFFERED, "https://www.gosuslugi.ru/", Outcome.FAILED),
        (OFFERED, "https://yandex.ru", Outcome.FAILED),
        (OFFERED, "https://www.gosuslugi.ru/600999/1/form", Outcome.INCONCLUSIVE),
        (OFFERED, "https://opros.oblast.gov.ru/", Outcome.INCONCLUSIVE),  # a site of its own
        (ASKED_FOR, "https://www.gosuslugi.ru/", Outcome.FAILED),
        (ASKED_FOR, "https://www.gosuslugi.ru/600999/1/form", Outcome.INCONCLUSIVE),
    ],
)
def test_the_front_page_of_a_portal_is_no_poll_that_nobody_read(body: str, address: str, outcome: Outcome) -> None:
    assert found(RULE, nok(body.format(address))).outcome is outcome


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("Анкета независимой оценки качества", Outcome.PASSED),
        ("Опрос о качестве условий оказания услуг", Outcome.PASSED),
        ("Опрос о питании", Outcome.FAILED),
        ("Независимая оценка качества", Outcome.INCONCLUSIVE),
    ],
)
def test_what_is_called_the_assessments_poll_is_one_however_badly_it_asks(title: str, outcome: Outcome) -> None:
    asks = "".join(
        f"<fieldset><legend>{n}. {question}</legend><label><input type=radio name=q{n} value=1> Да</label>"
        f"<label><input type=radio name=q{n} value=0> Нет</label></fieldset>"
        for n, question in enumerate(("Вкусно ли кормят в столовой?", "Нравится ли Вам меню?"))
    )
    form = f"<form method=post>{asks}<button>Отправить</button></form>"
    inner = document(f"<h1>{title}</h1>{form}", title=title)
    page = {**nok("<a href=/anketa>Анкета</a>"), "/anketa": inner}
    assert found("poll-published", page).outcome is outcome


@pytest.mark.parametrize(
    ("label", "outcome"),
    [("Пройти онлайн-опрос о качестве обслуживания", Outcome.PASSED), ("Опрос о питании", Outcome.FAILED)],
)
def test_a_poll_is_what_the_assessments_page_calls_it(label: str, outcome: Outcome) -> None:
    asks = radio("Какой услугой Вы пользовались?", "На дому", "Такси", name="a")
    asks += radio("Сколько раз Вы обращались?", "Один", "Больше", name="b")
    inner = document(f"<h1>Онлайн-опрос</h1><form>{asks}<button>Ответить</button></form>", title="Онлайн-опрос")
    assert found("poll-published", {**nok(f"<a href=/o>{label}</a>"), "/o": inner}).outcome is outcome


def test_a_poll_one_page_beyond_a_subpage() -> None:
    def led(label: str) -> Finding:
        pages = nok("<a href=/nok/opros>Онлайн-опрос</a>")
        menu = "<li><a href=/nok>Независимая оценка качества</a></li>"
        pages["/nok/opros"] = document(f"<h1>Онлайн-опрос</h1><p><a href=/vopros>{label}</a></p>", menu=menu)
        pages["/vopros"] = document(f"<h1>{label}</h1>{WHOLE}", menu=menu)
        return found(RULE, pages)

    assert led("Пройти онлайн-опрос о качестве условий оказания услуг").outcome is Outcome.PASSED
    assert led("Результаты опроса о качестве условий").outcome is not Outcome.PASSED


INVITES = (
    "<ol><li>Активизировать ссылку <a href='http://noko39.test'>noko39.test</a></li><li>Выбрать организацию</li>"
    "<li>Заполнить {what}</li></ol>"
)


def test_a_portal_nobody_knows_is_left_open_where_the_page_asks_to_fill_in_a_questionnaire() -> None:
    finding = found(RULE, nok(INVITES.format(what="онлайн-анкету")))
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.NOT_REACHED)
    assert found(RULE, nok(INVITES.format(what="заявление о приёме"))).outcome is Outcome.FAILED
    state = INVITES.format(what="онлайн-анкету").replace("noko39.test", "pravo.gov.ru")
    assert found(RULE, nok(state)).outcome is Outcome.FAILED


SPORT = "".join(
    radio(f"{number}. {question}", "да", "нет", name=f"s{number}")
    for number, question in enumerate(
        ("Занимаетесь ли Вы спортом?", "Понравилось ли Вам питание?", "Есть ли аллергия?")
    )
)


@pytest.mark.parametrize(
    ("name", "over", "expected"),
    [
        ("Онлайн-опрос НОК", "Онлайн-опрос", Outcome.PASSED),
        ("Опрос о качестве условий", "Анкета", Outcome.PASSED),
        ("Онлайн-опрос НОК", "Опрос учеников о питании", Outcome.FAILED),
        ("Опрос о питании", "Опрос", Outcome.FAILED),
    ],
)
def test_a_poll_is_what_its_page_is_called_where_its_own_heading_says_no_more(
    name: str, over: str, expected: Outcome
) -> None:
    pages = nok(f"<p><a href=/nok/a>{name}</a></p>")
    asked = document(f"<h2>{over}</h2><form method=post>{SPORT}<button>Голосовать</button></form>", title=name)
    assert found(RULE, {**pages, "/nok/a": asked}).outcome is expected


def test_a_frame_of_the_home_page_is_called_by_what_stands_over_it() -> None:
    asked = radio("Пойдёте ли Вы работать в село?", "Да", "Нет", name="a") + radio("Нужна ли смена?", "Да", "Нет")
    framed = document(f"<form>{asked}<button>Отправить</button></form>", title="Анкета")
    over = "<h2>{}</h2><iframe src=/embed title=Опрос></iframe>"
    for said, outcome in (
        ("Независимая оценка качества: опрос студентов", Outcome.PASSED),
        ("Независимая оценка качества питания: опрос", Outcome.FAILED),
        ("Опрос студентов", Outcome.FAILED),
        ("Независимая оценка качества", Outcome.FAILED),
    ):
        pages = {**home_with(over.format(said).replace("title=Опрос", "")), "/embed": framed}
        assert found(RULE, pages).outcome is outcome, said
