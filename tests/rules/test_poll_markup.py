"""Polls in invented markup: what asks about quality, what asks about something else, what nobody can see."""

from __future__ import annotations

import pytest

from crawler.items import Failure, Reason
from rules.model import Finding, Outcome
from tests.rules.markup import FILLER, document, found, home_with

RULE = "poll-published"
FORM = "https://forms.yandex.ru/u/1/"
OTHER_HOST = "https://opros.region.example/1"


def nok(body: str) -> dict[str, str]:
    menu = "<li><a href=/nok>Независимая оценка качества</a></li>"
    words = "<p>Сведения об оценке качества условий оказания услуг.</p>"
    page = document(f"<h1>Независимая оценка качества</h1>{words}{body}", title="Независимая оценка", menu=menu)
    return {"/": document(f"<h1>Сад</h1>{FILLER}", menu=menu), "/nok": page}


def radio(question: str, *answers: str, name: str = "") -> str:
    name = name or f"q{len(question)}"
    options = "".join(f"<label><input type=radio name={name} value={one}>{one}</label>" for one in answers)
    return f"<div><p>{question}</p>{options}</div>"


QUESTIONS = radio("Удовлетворены ли Вы комфортностью условий?", "Да", "Нет", name="a") + radio(
    "Готовы ли Вы рекомендовать организацию?", "Да", "Нет", name="b"
)
WHOLE = f"<form>{QUESTIONS}<button>Отправить</button></form>"
ROWS = "".join(
    f"<tr><td>{row}</td>{''.join(f'<td><input type=radio name=r{number} value={mark}></td>' for mark in range(1, 6))}"
    for number, row in enumerate(("Внимание персонала", "Порядок в помещениях", "Скорость"))
)


def vote(question: str) -> str:
    return (
        f"<div class=voting-form-box><form><input type=hidden name=PUBLIC_VOTE_ID value=3>"
        f"{radio(question, 'Да', 'Нет', name='vote_radio_1')}<input type=submit value=Голосовать></form></div>"
    )


def ucoz(question: str) -> str:
    return (
        f"<div class=pollBlock><div class=pollQue><b>{question}</b></div><div class=pollAns>"
        "<label><input type=radio name=answer value=1>Отлично</label><label><input type=radio name=answer value=2>Плохо"
        "</label></div><input type=button class=pollBut value=Ответить></div>"
    )


BUTTONS = (  # a vote that sends to the page it stands on, as the menu's link to that page does
    "<form action=/nok class=voting-form-box><input type=hidden name=PUBLIC_VOTE_ID value=3>"
    "<b>Оцените качество оказания услуг</b>"
    "<button name=mark value=5>Хорошо</button><button name=mark value=2>Плохо</button></form>"
)


@pytest.mark.parametrize(
    "body",
    [
        WHOLE,
        f"<form><h3>Анкета</h3><table>{ROWS}</table><input type=submit value=Отправить></form>",
        "<iframe data-src='https://forms.yandex.ru/u/1/' class=lazy></iframe>",
        "<iframe src='https://docs.google.com/forms/d/e/1/viewform?embedded=true'></iframe>",
        "<script src='https://anketolog.ru/static/js/embed.js'></script><div id=anketolog-1></div>",
        "<a href='https://vk.com/away.php?to=https%3A%2F%2Fforms.yandex.ru%2Fu%2F1%2F'>Пройти опрос</a>",
        "<button onclick=\"window.open('https://forms.yandex.ru/u/1/')\">Пройти опрос</button>",
        "<p>Примите участие в независимой оценке. План мероприятий ниже. <a href='https://forms.yandex.ru/u/1/'>Пройти"
        " опрос</a></p>",
        "<a href='https://pos.gosuslugi.ru/lkp/polls/1/'>Опрос о качестве условий оказания услуг</a>",
        "<a href='https://bus.gov.ru/qrcode/rate/1'>ссылке</a>",
        vote("Удовлетворены ли Вы качеством оказания услуг?"),
        BUTTONS,
    ],
)
def test_polls_on_the_page(body: str) -> None:
    assert found(RULE, nok(body)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "body",
    [
        vote("Удовлетворены ли Вы качеством оказания услуг?"),
        ucoz("Оцените качество оказания услуг"),
        "<a href='/bitrix/redirect.php?goto=https%3A%2F%2Fbus.gov.ru%2Fqrcode%2Frate%2F1'>Оценить</a>",
        "<a href='https://anketa.minzdrav.gov.ru/staticmojustank/1'><img src=nok.png></a>",
    ],
)
def test_polls_at_home(body: str) -> None:
    assert found(RULE, home_with(body)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "body",
    [
        vote("Удовлетворены ли Вы качеством школьных обедов?"),
        f"<form><h3>Питание</h3>{radio('Удовлетворены ли Вы качеством питания?', 'Да', 'Нет')}"
        f"{radio('Удовлетворены ли Вы чистотой столовой?', 'Да', 'Нет')}"
        f"{radio('Устраивает ли Вас меню?', 'Да', 'Нет')}<button>Ответить</button></form>",
        "<a href='https://forms.yandex.ru/u/1/'>Запись на семинар</a>",
        "<p>Опрос о школьном питании: <a href='https://forms.yandex.ru/u/1/'>пройти опрос</a></p>",
        "<a href='https://forms.yandex.ru/u/1/'>Анкета внутренней системы оценки качества</a>",
        "<a href='https://forms.mkrf.ru/e/2579/x/?ap_orgcode=1'>Пройти опрос о качестве услуг</a>",
        "<a href=/f/anketa.docx>Анкета для опроса получателей услуг</a>",
        "<a href='https://bus.gov.ru/'>Оцените качество</a>",
        f"<aside>{ucoz('Оцените мой сайт')}</aside>",
        "<h2>Обратная связь</h2><form><input name=n placeholder=Имя><input type=email name=e><label>Тема<select name=t>"
        "<option>Жалоба на качество<option>Предложение</select></label><label>Район<select name=r><option>А<option>Б"
        "</select></label><textarea name=m></textarea><label><input type=checkbox name=ok>Согласен с условиями"
        "</label><button>Отправить</button></form>",
    ],
)
def test_what_stands_on_the_page_and_is_no_poll_on_quality(body: str) -> None:
    page = nok(body)
    if FORM in body:  # what a form asks must have been seen before it may count as absent
        assert found(RULE, page, {FORM: "<form><input name=n><button>Записаться</button></form>"}).outcome is (
            Outcome.FAILED
        )
    else:
        assert found(RULE, page).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Нравится ли вам в нашем учреждении?", Outcome.PASSED),
        ("Нравится ли Вам, как Вас встречают?", Outcome.PASSED),
        ("Нравится ли Вам меню?", Outcome.FAILED),
        ("Нравится ли Вам, как вкусно кормят?", Outcome.FAILED),
    ],
)
def test_whether_people_like_it_here_is_a_question_on_quality(question: str, outcome: Outcome) -> None:
    asks = radio(question, "Да", "Нет", "Не всегда")
    assert found(RULE, nok(f"<form>{asks}<button>Ответить</button></form>")).outcome is outcome


@pytest.mark.parametrize("question", ["Нравится ли Вам новая афиша?", "Когда Вам удобнее приходить?"])
def test_a_question_on_the_page_that_is_none_on_quality_passes_for_no_poll_and_is_looked_at(question: str) -> None:
    form = f"<form><h3>Опрос</h3>{radio(question, 'Да', 'Нет', 'Хор')}<button>Ответить</button></form>"
    there = found(RULE, nok(form))
    assert (there.outcome, there.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)
    assert there.evidence
    assert found(RULE, home_with(form)).outcome is Outcome.FAILED  # elsewhere it is nothing to the assessment


@pytest.mark.parametrize(
    "form",
    [
        radio("Нравится ли Вам новый дизайн сайта?", "Да", "Нет"),
        radio("Какая каша вкуснее?", "Манная", "Овсяная"),
        "<h3>Показать отчёты</h3><select name=y><option>2022<option>2025</select>",
        "<label>Оставьте отзыв<textarea name=m></textarea></label>",
    ],
)
def test_a_form_of_the_page_that_is_plainly_something_else_keeps_no_poll_open(form: str) -> None:
    assert found(RULE, nok(f"<form>{form}<button>Ответить</button></form>")).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("head", "there", "at_home"),
    [
        ("Опрос: независимая оценка качества", Outcome.PASSED, Outcome.PASSED),
        ("Опрос", Outcome.INCONCLUSIVE, Outcome.FAILED),
        ("Независимая оценка качества", Outcome.INCONCLUSIVE, Outcome.FAILED),
        ("Опрос о качестве питания", Outcome.FAILED, Outcome.FAILED),
        ("Опрос о качестве", Outcome.INCONCLUSIVE, Outcome.FAILED),
        ("Результаты опроса независимой оценки", Outcome.INCONCLUSIVE, Outcome.FAILED),
    ],
)
def test_one_question_is_enough_below_a_heading_that_calls_it_the_assessments_poll(
    head: str, there: Outcome, at_home: Outcome
) -> None:
    asks = radio("Хватает ли Вам скамеек в коридоре?", "Да", "Нет")
    body = f"<h2>{head}</h2><form>{asks}<button>Ответить</button></form>"
    assert found(RULE, nok(body)).outcome is there
    assert found(RULE, home_with(body)).outcome is at_home


def test_a_poll_in_a_page_of_the_site_shown_in_a_frame() -> None:
    inner = f"<html><body>{WHOLE}</body></html>"
    finding = found(RULE, {**nok("<iframe src=/anketa.html></iframe>"), "/anketa.html": inner})
    assert finding.outcome is Outcome.PASSED
    assert finding.details["page"].endswith("/anketa.html")


LIKED = radio("Какую студию открыть в мае?", "Гончарную", "Танцевальную")


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (f"<form>{LIKED}<button>Ответить</button></form>", Outcome.FAILED),
        (f"<h3>Лучший воспитатель</h3><form>{radio('', 'Ева', 'Анна')}<button>Ответ</button></form>", Outcome.FAILED),
        # what it is called says that it asks of quality, too
        (f"<h3>Лучший врач и качество услуг</h3><form>{radio('Ваш ответ', 'А', 'Б')}<button>Да</button></form>", None),
    ],
)
def test_a_vote_on_what_people_like_best_is_no_poll_of_the_assessment(body: str, outcome: Outcome | None) -> None:
    assert found(RULE, nok(f"<h2>Разное</h2>{body}")).outcome is (outcome or Outcome.INCONCLUSIVE)


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
    ("head", "said", "outcome"),
    [
        ("Онлайн-опрос", "Опрос завершён 30.09.2026.", Outcome.PASSED),
        ("Онлайн-анкета", "Анкетирование завершено.", Outcome.PASSED),
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


FORM = "https://docs.google.com/forms/d/e/9/viewform"
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


QUIZ = "".join(
    f"<div><p>{question}</p><div class=a>Да</div><div class=a>Нет</div></div>"
    for question in ("Удовлетворены ли Вы условиями ожидания?", "Рекомендовали бы Вы нас знакомым?")
)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (f"{QUIZ}<button>Отправить ответы</button>", Outcome.INCONCLUSIVE),
        (QUIZ.replace("Да", "Да - 45 человек"), Outcome.FAILED),  # counted answers: results, no poll
        (f"<h2>Опрос</h2><p>На <a href={OTHER_HOST}>портале независимой оценки</a></p>", Outcome.INCONCLUSIVE),
        (f"<h2>Опрос</h2><p>Смотрите <a href={OTHER_HOST}>афишу</a></p>", Outcome.FAILED),
        ("<a data-fancybox href=javascript:; data-src='https://forms.yandex.ru/u/1/'>Пройти опрос</a>", Outcome.PASSED),
        ("<p>Ответьте на вопросы анкеты: <a href=https://onlinetestpad.com/ab1>анкета</a></p>", Outcome.PASSED),
    ],
)
def test_questions_and_ways_to_them(body: str, outcome: Outcome) -> None:
    assert found(RULE, nok(body)).outcome is outcome


@pytest.mark.parametrize(
    ("above", "outcome"),
    [("Оцените качество предоставляемых услуг", Outcome.PASSED), ("Какой инструмент Вам нравится?", Outcome.FAILED)],
)
def test_a_vote_whose_question_stands_above_it(above: str, outcome: Outcome) -> None:
    marks = "".join(
        f"<div><input type=radio name=m value={n}> {said}</div>"
        for n, said in enumerate(("отлично", "хорошо", "плохо"))
    )
    vote = f"<aside><div>{above}</div><div id=dle-vote><form>{marks}<button>Голосовать</button></form></div></aside>"
    assert found(RULE, nok(vote)).outcome is outcome


@pytest.mark.parametrize(
    "body",
    [
        "<button data-url='/ajax/poll.php'>Пройти опрос</button>",
        "<div id=vk_poll></div><script>VK.Widgets.Poll('vk_poll',{},'1_2')</script>",
    ],
)
def test_what_a_script_brings_is_left_open_or_counts_by_its_heading(body: str) -> None:
    plain = nok(f"<h2>Разное</h2>{body}")
    assert (found(RULE, plain).outcome, found(RULE, plain).reason) == (Outcome.INCONCLUSIVE, Reason.SCRIPT_REQUIRED)


def works(markup: str | None, near: str = "", **rest: object) -> Finding:
    page = nok(f"<p>{near} <a href='{FORM}'>Пройти опрос</a></p>")
    return found("poll-works", page, {FORM: markup} if markup is not None else {}, **rest)  # type: ignore[arg-type]


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


def test_a_poll_one_page_beyond_a_subpage() -> None:
    def led(label: str) -> Finding:
        pages = nok("<a href=/nok/opros>Онлайн-опрос</a>")
        menu = "<li><a href=/nok>Независимая оценка качества</a></li>"
        pages["/nok/opros"] = document(f"<h1>Онлайн-опрос</h1><p><a href=/vopros>{label}</a></p>", menu=menu)
        pages["/vopros"] = document(f"<h1>{label}</h1>{WHOLE}", menu=menu)
        return found(RULE, pages)

    assert led("Пройти онлайн-опрос о качестве условий оказания услуг").outcome is Outcome.PASSED
    assert led("Результаты опроса о качестве условий").outcome is not Outcome.PASSED


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


def test_a_vote_on_quality_is_not_yet_the_questionnaire() -> None:
    finding = found("poll-matches-questionnaire", nok(vote("Удовлетворены ли Вы качеством оказания услуг?")))
    assert finding.outcome is Outcome.FAILED
    assert finding.details["missing"]


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


def test_papers_with_buttons_are_no_poll() -> None:
    row = (
        "<div><p>Удовлетворенность качеством услуг, отчёт за {} год</p><button type=button>Открыть</button>"
        "<button type=button>Скачать</button></div>"
    )
    listed = "".join(row.format(year) for year in (2021, 2023, 2025))
    assert found(RULE, nok(f"<div>{listed}<button type=button>Наверх</button></div>")).outcome is Outcome.FAILED


def test_a_vote_of_pupils_on_the_page_is_none_on_quality() -> None:
    asked = radio("Какой конкурс провести?", "Чтецов", "Хоров", "Танцев")
    other = f"<form><h3>Голосование</h3>{asked}<button>Да</button></form>"
    assert found(RULE, nok(other)).outcome is not Outcome.PASSED
    assert found(RULE, nok(f"{other}{WHOLE}")).outcome is Outcome.PASSED


def test_a_votes_heading_may_be_its_question() -> None:
    answers = "".join(f"<label><input type=radio name=v>{one}</label>" for one in ("Хорошо", "Средне", "Плохо"))
    asked = "<form><h3>{}</h3>" + answers + "<button>Голосовать</button></form>"
    assert found(RULE, nok(asked.format("Оцените качество оказания услуг"))).outcome is Outcome.PASSED
    assert found(RULE, home_with(asked.format("Оцените качество школьных обедов"))).outcome is Outcome.FAILED


def test_a_panel_of_settings_is_no_poll_and_braille_is_a_question() -> None:
    panel = (
        "<form><h3>Настройки отображения</h3>"
        + radio("Размер шрифта", "Мелкий", "Средний", "Крупный", name="f")
        + radio("Цвета сайта", "Белый", "Чёрный", name="c")
        + "<button>Применить</button></form>"
    )
    assert found(RULE, nok(panel)).outcome is Outcome.FAILED
    braille = radio("Удовлетворены ли Вы надписями рельефно-точечным шрифтом Брайля?", "Да", "Нет", name="br")
    rest = radio("Готовы ли Вы рекомендовать нас?", "Да", "Нет", name="r")
    assert found(RULE, home_with(f"<form>{braille}{rest}<button>Отправить</button></form>")).outcome is Outcome.PASSED


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


@pytest.mark.parametrize(
    ("heading", "outcome"),
    [
        ("Онлайн-опрос о качестве условий оказания услуг", Outcome.INCONCLUSIVE),
        ("Онлайн-опрос", Outcome.INCONCLUSIVE),
        ("Опрос о питании", Outcome.FAILED),
        ("Викторина", Outcome.FAILED),
    ],
)
def test_a_question_asked_in_conversation_leaves_the_poll_open(heading: str, outcome: Outcome) -> None:
    asked = f"<h2>{heading}</h2><p>Здравствуйте!</p><p>Вопрос 1 из 15. Довольны ли Вы стендами?</p>"
    assert found(RULE, nok(asked)).outcome is outcome
