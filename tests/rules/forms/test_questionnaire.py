"""Questionnaires: our own wordings of questions, other polls, extraction from forms."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.items import Block, BlockKind, Field, FieldKind, Form, Page
from rules.forms.questionnaire import compare, load_questionnaires, questions_of_form, questions_of_page
from rules.model import Sector

NOK = (
    "1. Приходилось ли Вам знакомиться с информацией на стендах организации?",
    "2. Удовлетворены ли Вы полнотой сведений, вывешенных на стендах?",
    "3. Пользовались ли Вы сайтом организации?",
    "4. Удовлетворены ли Вы полнотой сведений на сайте?",
    "5. Комфортно ли Вам в помещениях организации?",
    "6. Имеете ли Вы группу инвалидности?",
    "7. Удовлетворены ли Вы доступностью услуг для инвалидов?",
    "8. Вежливы ли работники при первичном контакте (вахта, приёмная)?",
    "9. Вежливы ли работники при непосредственном оказании услуги?",
    "10. Вежливы ли работники, отвечающие по телефону?",
    "11. Готовы ли Вы рекомендовать организацию знакомым?",
    "12. Устраивает ли Вас график работы?",
    "13. Довольны ли Вы в целом условиями оказания услуг?",
)
PLAIN = (
    "Заглядываете ли Вы на информационные стенды, когда приводите ребёнка?",
    "Устраивает ли Вас, насколько открыто и полно сведения изложены на стендах?",
    "Бываете ли Вы на нашем сайте в поисках сведений?",
    "Устраивает ли Вас открытость и полнота сведений на сайте?",
    "Довольны ли Вы комфортом: есть где подождать, чисто, есть вода?",
    "Довольны ли Вы доступностью условий для людей с инвалидностью?",
    "Были ли с Вами доброжелательны и вежливы на входе и в приёмной?",
    "Вежливы ли педагоги, которые занимаются с ребёнком?",
    "Вежливо ли Вам отвечали по телефону?",
    "Посоветовали бы Вы нас знакомым?",
    "Удобен ли Вам график работы?",
    "Довольны ли Вы условиями в целом?",
)
OLD = (
    "Оцените полноту и доступность информации об учреждении",
    "Оцените комфортность условий",
    "Устраивает ли Вас время ожидания услуги?",
    "Оцените доброжелательность и вежливость работников",
    "Оцените компетентность работников",
    "Удовлетворены ли Вы качеством услуг?",
)
HOSPITAL = (
    "Госпитализация была: экстренная, плановая",
    "Сколько дней Вы ожидали госпитализации? Срок ожидания устроил?",
    "Смотрели ли Вы информацию на стендах в помещениях?",
    "Удовлетворены ли Вы условиями пребывания?",
    "Есть ли у Вас инвалидность?",
    "Был ли персонал вежлив?",
    "Рекомендовали бы Вы больницу?",
    "Удовлетворены ли Вы обслуживанием?",
)


@pytest.mark.parametrize(
    ("questions", "sector", "questionnaire"),
    [
        (NOK, Sector.CULTURE, "nok-675n"),
        (PLAIN, Sector.EDUCATION, "nok-675n"),
        (OLD, Sector.EDUCATION, "nok-2014"),
        (HOSPITAL, Sector.HEALTH, "nok-health-inpatient"),
    ],
)
def test_full_questionnaires(questions: tuple[str, ...], sector: Sector, questionnaire: str) -> None:
    match = compare(questions, sector)
    assert match.questionnaire == questionnaire
    assert match.share == 1.0, match.missing
    assert match.missing == ()


def test_a_question_asks_about_one_topic() -> None:
    """Three questions «Удовлетворены ли Вы …» are half of the six topics of 2014, whatever words they share."""
    asked = ("временем ожидания услуги", "компетентностью персонала", "вежливостью персонала")
    match = compare([f"Удовлетворены ли Вы {what}?" for what in asked])
    assert match.share <= 0.5


def test_missing_topics_are_named() -> None:
    match = compare([q for q in NOK if "инвалид" not in q and "стенд" not in q], Sector.CULTURE)
    assert match.share < 1.0
    assert "удовлетворены ли доступностью для инвалидов" in match.missing


@pytest.mark.parametrize(
    ("questions", "heading", "other"),
    [
        (["Нравится ли Вам питание в столовой?", "Вкусные ли обеды?"], "Опрос", "опрос о питании"),
        (["Как вам наш новый сайт?", "Нравится ли дизайн?"], "", "опрос о сайте"),
        (["Понравился ли Вам концерт?"], "Отзыв о мероприятии", "опрос о мероприятии"),
        (["Сталкивались ли Вы с коррупцией?"], "", "опрос о коррупции"),
        (["Какое у вас настроение?"], "", "опрос без связи с качеством услуг"),
    ],
)
def test_other_polls(questions: list[str], heading: str, other: str) -> None:
    match = compare(questions, Sector.EDUCATION, heading=heading)
    assert match.other == other


def test_food_among_many_questions_is_still_the_assessment() -> None:
    assert compare([*NOK, "Довольны ли Вы питанием?"], Sector.SOCIAL).other == ""


LUNCH = (
    "Нравится ли Вам, как кормят в школьной столовой?",
    "Вкусные ли обеды?",
    "Чисто ли в столовой, уютно ли там?",
    "Вежливы ли сотрудники столовой?",
    "Удобен ли график питания?",
    "Достаточно ли мест, где сесть с обедом?",
    "Понятно ли меню, которое висит на стенде?",
    "Оцените работу школьной столовой",
    "Можно ли найти меню на сайте?",
    "Посоветовали бы Вы обеды друзьям?",
)
OTHERS = {
    "new site": (
        "Нравится ли Вам наш новый сайт?", "Легко ли найти нужное на сайте?", "Как часто Вы заходите на сайт?",
        "Корректно ли отображается сайт на телефоне?", "Что бы Вы хотели улучшить на сайте?",
    ),
    "park": (
        "Удобно ли гулять в парке с детской коляской?", "Легко ли пройти с коляской?",
        "Чисто ли на территории, светло ли вечером?", "Хватает ли скамеек?",
    ),
    "uniform": (
        "Устраивает ли Вас школьная форма?", "Тепло ли ребёнку в форме?", "Довольны ли Вы ценой?",
        "Какой цвет Вы выберете?",
    ),
    "buses": (
        "Удобно ли Вам расписание автобусов?", "Вежливы ли водители?", "Тепло ли в салоне, чисто ли?",
        "Удобно ли ждать автобус?",
    ),
    "online lessons": (
        "Корректно ли работает онлайн-дневник?", "Удобно ли расписание уроков онлайн?", "Хватает ли ребёнку времени?",
    ),
}  # fmt: skip


@pytest.mark.parametrize("subject", OTHERS)
def test_a_poll_on_something_else_covers_hardly_anything(subject: str) -> None:
    assert compare(OTHERS[subject], Sector.EDUCATION).share < 0.35


def test_a_poll_on_meals_is_one_however_politely_it_asks() -> None:
    """Each of its questions is like one of the assessment's, and on meals all the same."""
    assert compare(LUNCH, Sector.EDUCATION, heading="Опрос").other == "опрос о питании"
    asks_all = (*LUNCH, "Удобно ли попасть в столовую инвалидам?", "Довольны ли Вы обедами в целом?")
    assert compare(asks_all, Sector.EDUCATION, heading="Опрос о питании").other == "опрос о питании"
    house = [question.replace("организации", "организации на мероприятиях") for question in NOK]
    assert compare(house, Sector.CULTURE, heading="Анкета").other == ""


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Достаточно ли сведений на стенде?", "stand-satisfied"),
        ("Приходилось ли Вам открывать сайт школы?", "site-used"),
        ("Легко ли найти нужное на сайте школы?", "site-satisfied"),
        ("Светло ли у нас, чисто ли, есть ли где присесть?", "comfort"),
        ("Удобно ли попасть к нам на коляске?", "accessibility"),
        ("Приветливо ли Вас встретили на вахте?", "politeness-first"),
        ("Корректно ли ведут себя сотрудники?", "politeness-service"),
        ("Внимательно ли Вам ответили по телефону?", "politeness-remote"),
        ("Подходят ли Вам часы приёма?", "schedule"),
        ("Оцените работу школы", "overall"),
        ("Довольны ли Вы работой детского сада?", "overall"),
    ],
)
def test_a_topic_asked_about_in_plain_words(question: str, topic: str) -> None:
    assert topic in {match.topic for match in compare([question, *NOK[5:6]], Sector.EDUCATION).matched}


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Оцените работу школьной столовой", "overall"),
        ("Оцените работу садовника", "overall"),
        ("Легко ли пройти в парк с детской коляской?", "accessibility"),
        ("Удобно ли гулять с детской коляской?", "accessibility"),
        ("Корректно ли работает онлайн-запись?", "politeness-remote"),
        ("Корректно ли открывается дневник онлайн?", "politeness-remote"),
    ],
)
def test_a_question_that_only_sounds_like_a_topic(question: str, topic: str) -> None:
    assert topic not in {match.topic for match in compare([question, *NOK], Sector.EDUCATION).matched if match.question
                         == question.lower()}  # fmt: skip


def test_no_questions() -> None:
    match = compare([])
    assert (match.share, match.questions) == (0.0, 0)


def test_single_vague_question_is_not_enough() -> None:
    assert compare(["Вы довольны качеством оказания услуг?"]).share < 0.25


def test_questions_of_forms_and_pages() -> None:
    form = Form(
        context="Просим ответить. Готовы ли Вы рекомендовать нас?",
        fields=(
            Field(FieldKind.RADIO, name="q1", label="Пользовались ли Вы сайтом?", options=("Да", "Нет")),
            Field(FieldKind.SUBMIT, value="Отправить"),
            Field(FieldKind.TEXT, name="name", label="Имя"),
        ),
    )
    questions = questions_of_form(form)
    assert questions[0] == "Пользовались ли Вы сайтом?"
    assert "Имя" not in questions
    page = Page(
        url="https://a.example/",
        forms=(form,),
        blocks=(Block(BlockKind.PARAGRAPH, "5. Комфортно ли Вам в помещениях?"), Block(BlockKind.PARAGRAPH, "О нас")),
    )
    assert "О нас" not in questions_of_page(page)
    assert len(questions_of_page(page)) == 3


def test_what_the_text_around_repeats_is_asked_once() -> None:
    asked = ("1. Удовлетворены ли Вы временем ожидания?", "2. Удовлетворены ли Вы вежливостью персонала?")
    context = f"Опрос о качестве условий оказания услуг {asked[0]} Да Нет {asked[1]} Да Нет"
    fields = tuple(Field(FieldKind.RADIO, name=one, label=one, options=("Да", "Нет")) for one in asked)
    assert questions_of_form(Form(context=context, fields=fields)) == asked


def test_data_is_sound() -> None:
    known = load_questionnaires()
    assert {q.id for q in known.questionnaires} == {
        "nok-675n",
        "nok-2014",
        "nok-health-inpatient",
        "nok-health-ambulatory",
    }
    for questionnaire in known.questionnaires:
        ids = [topic.id for topic in questionnaire.topics]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("context", "asked"),
    [
        ("Вы были в школе. Довольны ли вы вежливостью?", "Довольны ли вы вежливостью?"),
        ("Спасибо, что пришли! Как вы оцениваете доступность?", "Как вы оцениваете доступность?"),
        # what is said after a question takes nothing from it
        ("Оцените комфортность условий. Выберите один ответ.", "Оцените комфортность условий. Выберите один ответ."),
        ("1. Довольны ли вы сайтом. Ответ обязателен.", "1. Довольны ли вы сайтом. Ответ обязателен."),
        ("Мы ждём вас. Оцените сайт. Выберите балл.", "Оцените сайт. Выберите балл."),
        (
            "Довольны ли вы сайтом учреждения (см. Раздел «О нас»)?",
            "Довольны ли вы сайтом учреждения (см. Раздел «О нас»)?",
        ),
        ("Мы ждём вас. Приходите.", ""),
    ],
)
def test_statements_before_a_question_are_none(context: str, asked: str) -> None:
    assert questions_of_form(Form(context=context)) == ((asked,) if asked else ())


def test_a_questionnaire_of_before_tells_until_when_it_was_the_model() -> None:
    assert compare(OLD, Sector.EDUCATION).valid_until == date(2018, 3, 5)
    assert compare(NOK, Sector.CULTURE).valid_until is None
