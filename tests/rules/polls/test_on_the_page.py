"""What stands on a page itself: which forms, votes and widgets are a poll on quality, and which are none."""

from __future__ import annotations

import pytest

from crawler.items import Reason
from rules.model import Outcome
from tests.rules.markup import found, home_with
from tests.rules.polls.pages import FORM, OTHER_HOST, RULE, WHOLE, nok, radio, vote

ROWS = "".join(
    f"<tr><td>{row}</td>{''.join(f'<td><input type=radio name=r{number} value={mark}></td>' for mark in range(1, 6))}"
    for number, row in enumerate(("Внимание персонала", "Порядок в помещениях", "Скорость"))
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
    assert found(RULE, nok(body)).outcome is Outcome.FAILED


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


def test_a_vote_on_quality_is_not_yet_the_questionnaire() -> None:
    finding = found("poll-matches-questionnaire", nok(vote("Удовлетворены ли Вы качеством оказания услуг?")))
    assert finding.outcome is Outcome.FAILED
    assert finding.details["missing"]


@pytest.mark.parametrize(
    ("beside", "outcome"),
    [
        ("https://bus.gov.ru/qrcode/rate/1", Outcome.FAILED),
        (FORM, Outcome.INCONCLUSIVE),  # a questionnaire of its own, which nobody read
    ],
)
def test_the_portals_page_for_reviews_does_not_mend_the_sites_own_poll(beside: str, outcome: Outcome) -> None:
    own = vote("Удовлетворены ли Вы качеством оказания услуг?")
    finding = found("poll-matches-questionnaire", nok(f"{own}<p>Оцените нас: <a href='{beside}'>пройти опрос</a></p>"))
    assert finding.outcome is outcome
    assert any("bus.gov.ru" in remark for remark in finding.remarks) is (outcome is Outcome.FAILED)


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


MINISTRY = "https://anketa.minzdrav.gov.ru/staticmojustank/7"
OFFICIAL = f"<a href='{MINISTRY}'><img src=/nok.png alt='Оцените качество услуг'></a>"
OWN = "".join(
    radio(f"Довольны ли Вы тем, {what}?", "да", "нет", name=name)
    for name, what in (("a", "как Вас встретили"), ("b", "что видно с балкона"), ("c", "как спали"))
)
SENT = "<button>Отправить</button>"


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (f"<h2>Анкета посетителя</h2><form>{OWN}{SENT}</form><aside>{OFFICIAL}</aside>", Outcome.FAILED),
        (f"<h2>Анкета посетителя</h2><form>{OWN}{SENT}</form><p>{OFFICIAL}</p>", Outcome.PASSED),
        (f"<h2>Анкета посетителя</h2><form>{OWN}</form><aside>{OFFICIAL}</aside>", Outcome.PASSED),
        (f"<form>{vote('Довольны ли Вы качеством услуг?')}</form><aside>{OFFICIAL}</aside>", Outcome.PASSED),
        (f"<aside>{OFFICIAL}</aside>", Outcome.PASSED),
    ],
)
def test_a_banner_in_the_margin_does_not_answer_for_the_pages_own_questionnaire(body: str, outcome: Outcome) -> None:
    finding = found("poll-matches-questionnaire", nok(body), {MINISTRY: WHOLE})
    assert finding.outcome is outcome, finding.message
