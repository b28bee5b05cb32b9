from __future__ import annotations

import msgspec
import pytest

from crawler.items import AccessibleVersion, Failure, Field, FieldKind, Form, Frame, NoBrowser, Page, Reason, Widget
from rules.model import Outcome
from tests.rules.sites import BASE, HOME, appeal_form, heading, judge, link, menu, page, site, text

INPUT = Field(FieldKind.TEXT, "name", "Ваше имя")
MAIL = Field(FieldKind.EMAIL, "email", "E-mail")
PHONE = Field(FieldKind.TEL, "phone", "Телефон")
AREA = Field(FieldKind.TEXTAREA, "message", "Сообщение")
SEND = Field(FieldKind.SUBMIT, value="Отправить")


def home(*parts: object, **rest: object) -> Page:
    return page("/", "Сад", heading("Сад"), *parts, **rest)  # type: ignore[arg-type]


# -- bus.gov.ru ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "kind", "remark"),
    [
        ("https://bus.gov.ru/info-card/291569", "card", False),
        ("http://www.bus.gov.ru/pub/agency/168342", "card", False),
        ("https://bus.gov.ru/qrcode/rate/444883", "rate", False),
        ("https://bus.gov.ru/rate/403688", "rate", False),
        ("https://bus.gov.ru/", "root", True),
        ("https://bus.gov.ru/pub/home", "root", True),
        ("https://bus.gov.ru/agency/#", "root", True),
        ("http://bus.gov.ru/pub/independentRating/list", "list", True),
        ("https://bus.gov.ru/pub/top-organizations-second", "list", True),
        ("https://bus.gov.ru/agency/234607/plans", "finance", True),
        ("https://bus.gov.ru/agency/234607/annual-balances-F0503730", "finance", True),
    ],
)
def test_live_links_to_bus_gov_count(url: str, kind: str, remark: bool) -> None:
    finding = judge(site(home(link("Оценить", url))))["bus-link-published"]
    assert finding.outcome is Outcome.PASSED
    assert finding.details["kind"] == kind
    assert bool(finding.remarks) is remark
    assert url in finding.evidence[0].excerpt


@pytest.mark.parametrize(
    "url",
    [
        BASE + "/bus.gov.ru.php",
        BASE + "/files/httpsbus.gov.ru.docx",
        "https://bus-gov.ru/info-card/1",
        "https://bus.gov.ru.example.test/",
        "https://notbus.gov.ru/",
    ],
)
def test_look_alikes_do_not_count(url: str) -> None:
    assert judge(site(home(link("bus.gov.ru", url))))["bus-link-published"].outcome is Outcome.FAILED


def test_a_mention_in_text_is_no_link() -> None:
    assert judge(site(home(*text("Сведения размещены на сайте http://bus.gov.ru"))))["bus-link-published"].outcome is (
        Outcome.FAILED
    )


def test_a_shortened_link_is_left_open() -> None:
    finding = judge(site(home(link("Наша карточка на bus.gov.ru", "https://clck.ru/3Abc"))))["bus-link-published"]
    assert finding.outcome is Outcome.INCONCLUSIVE


def test_the_own_card_is_better_proof_than_the_root() -> None:
    both = home(link("bus.gov.ru", "https://bus.gov.ru"), link("карточка", "https://bus.gov.ru/info-card/5"))
    assert judge(site(both))["bus-link-published"].details["kind"] == "card"


# -- feedback --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    [
        appeal_form(),
        appeal_form(hidden=True, heading="Обратная связь"),
        Form(fields=(INPUT, AREA, SEND), heading="Гостевая книга"),
        Form(fields=(PHONE, AREA, SEND)),
        Form(fields=(INPUT, MAIL, Field(FieldKind.TEXT, "q", "Ваш вопрос"), SEND), heading="Вопросы"),
        Form(fields=(MAIL, Field(FieldKind.PASSWORD, "p", "Email"), Field(FieldKind.TEXT, "q", "Ваш вопрос"), SEND)),
        Form(fields=(INPUT, MAIL, AREA), heading="Интернет-приёмная"),
    ],
)
def test_forms_that_take_an_appeal(form: Form) -> None:
    finding = judge(site(HOME, page("/contacts", "Контакты", form)))["feedback-form-published"]
    assert finding.outcome is Outcome.PASSED
    assert finding.evidence[0].url == BASE + "/contacts"


@pytest.mark.parametrize(
    "form",
    [
        Form(fields=(Field(FieldKind.SEARCH, "q"), SEND), heading="Поиск по сайту"),
        Form(fields=(INPUT, Field(FieldKind.PASSWORD, "pw"), SEND), heading="Вход"),
        Form(fields=(MAIL, SEND), heading="Подписаться на рассылку"),
        Form(fields=(INPUT, PHONE, SEND), heading="Заказать звонок"),
        Form(fields=(INPUT, MAIL, AREA, SEND), heading="Добавить комментарий", name="commentform"),
        Form(fields=(INPUT, PHONE, AREA, SEND), heading="Запись на приём к врачу"),
        Form(fields=(INPUT, MAIL, AREA, SEND), heading="Виртуальная справка"),
        Form(fields=(INPUT, PHONE, AREA, SEND), heading="Заявка на вступление в федерацию"),
        Form(fields=(INPUT, PHONE, AREA, SEND), heading="Продлить книгу"),
        Form(fields=(AREA, SEND), heading="Ваше мнение"),
    ],
)
def test_other_forms_do_not_count(form: Form) -> None:
    assert judge(site(home(form)))["feedback-form-published"].outcome is Outcome.FAILED


def test_mailto_and_dead_links_do_not_count() -> None:
    parts = home(
        link("Написать нам", "mailto:sad@example.test"), menu("Обратная связь", "/#"), emails=("sad@example.test",)
    )
    finding = judge(site(parts))["feedback-form-published"]
    assert finding.outcome is Outcome.FAILED
    assert any("электронной почты" in remark for remark in finding.remarks)


def test_the_state_widget_counts_unless_it_is_about_corruption_only() -> None:
    wide = Widget("feedback", "pos", detail="223418", text="Есть предложения? Сообщить о проблеме")
    narrow = Widget("feedback", "pos", text="Знаете о фактах коррупции?")
    assert judge(site(home(widgets=(wide,))))["feedback-form-published"].outcome is Outcome.PASSED
    assert judge(site(home(widgets=(narrow,))))["feedback-form-published"].outcome is Outcome.FAILED


def test_a_component_of_the_cms_is_not_yet_a_form() -> None:
    shop = Widget("feedback", "tilda-form", text="t-form")
    assert judge(site(home(widgets=(shop,))))["feedback-form-published"].outcome is Outcome.FAILED


def test_a_button_that_opens_a_form_by_script_is_left_open() -> None:
    finding = judge(site(home(*text("ОБРАТНАЯ СВЯЗЬ"))))["feedback-form-published"]
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.SCRIPT_REQUIRED)


def test_a_form_behind_the_login_is_left_open() -> None:
    parts = home(link("Обратная связь", "https://esia.gosuslugi.ru/login"))
    finding = judge(site(parts))["feedback-form-published"]
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.LOGIN_REQUIRED)


def test_unlabelled_fields_are_no_accessible_form() -> None:
    bad = Form(fields=(INPUT, MAIL, AREA, SEND), heading="Обратная связь")
    assert judge(site(home(bad)))["feedback-form-accessible"].outcome is Outcome.FAILED
    assert judge(site(home(bad, appeal_form())))["feedback-form-accessible"].outcome is Outcome.PASSED


# -- poll ------------------------------------------------------------------------------------------

YES_NO = ("Да", "Нет")
QUESTIONS = Form(
    fields=(
        Field(FieldKind.RADIO, "a", "Удовлетворены ли Вы комфортностью условий?", options=YES_NO),
        Field(FieldKind.RADIO, "b", "Готовы ли Вы рекомендовать организацию?", options=YES_NO),
        SEND,
    ),
    heading="Опрос о качестве условий оказания услуг",
)
NOK = menu("Независимая оценка качества", "/nok")


def nok(*parts: object, **rest: object) -> tuple[Page, Page]:
    body = (heading("Независимая оценка качества"), *text("Сведения для родителей"), *parts)
    return home(NOK), page("/nok", "Независимая оценка качества", *body, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "url"),
    [
        ("Перейти по ссылке", "https://bus.gov.ru/qrcode/rate/232690"),
        ("Оценить", "https://anketa.minzdrav.gov.ru/ambulator/1/2"),
        ("", "https://quality.mkrf.ru/mark/?orgid=1"),
        ("Пройти опрос", "https://forms.yandex.ru/u/5f/"),
        ("Анкета", "https://docs.google.com/forms/d/e/x/viewform"),
        ("Опрос", "https://anketolog.ru/s/1/x"),
        ("Примите участие в опросе", "https://panel.simpleforms.ru/abc"),
    ],
)
def test_links_to_polls_on_the_page(label: str, url: str) -> None:
    finding = judge(site(*nok(link(label, url))))["poll-published"]
    assert finding.outcome is Outcome.PASSED, finding
    assert url in finding.evidence[0].excerpt


@pytest.mark.parametrize(
    ("label", "url"),
    [
        ("Анкета Министерства культуры", "https://forms.mkrf.ru/e/2579/xTPLeBU7/?ap_orgcode=1"),
        ("Контроль качества", "https://nk.onf.ru/survey/1"),
        ("Оцените качество условий", "https://bus.gov.ru/"),
        ("Анкета для родителей", BASE + "/files/anketa.docx"),
        ("Опрос о школьном питании", "https://forms.yandex.ru/u/6a/"),
        ("Записаться на семинар", "https://forms.yandex.ru/u/6b/"),
    ],
)
def test_other_polls_and_files_do_not_count(label: str, url: str) -> None:
    assert judge(site(*nok(link(label, url))))["poll-published"].outcome is Outcome.FAILED


def test_an_own_form_on_the_page_or_at_home() -> None:
    assert judge(site(*nok(QUESTIONS)))["poll-published"].outcome is Outcome.PASSED
    assert judge(site(home(QUESTIONS)))["poll-published"].outcome is Outcome.PASSED


SCALE = ("Полностью", "Отчасти", "Нет")


def once(question: str, options: tuple[str, ...] = SCALE) -> Form:
    return Form(fields=(Field(FieldKind.RADIO, "a", question, options=options), SEND), heading=question)


def test_one_outright_question_with_a_scale_is_a_poll() -> None:
    assert judge(site(*nok(once("Довольны ли вы качеством услуг школы?"))))["poll-published"].outcome is Outcome.PASSED
    for other in (once("Нравится ли вам новый сайт?"), once("Вы довольны качеством услуг столовой?")):
        assert judge(site(*nok(other)))["poll-published"].outcome is Outcome.FAILED


def yes_or_no(question: str) -> Form:
    return Form(fields=(Field(FieldKind.RADIO, "a", question, options=YES_NO), SEND))


def test_a_yes_or_no_is_a_poll_when_the_question_is_about_quality() -> None:
    asked = yes_or_no("Довольны ли вы качеством услуг школы?")  # names the subject itself
    assert judge(site(*nok(asked)))["poll-published"].outcome is Outcome.PASSED


def test_a_yes_or_no_about_something_near_it_passes_for_no_poll_and_is_looked_at() -> None:
    near = judge(site(*nok(yes_or_no("Вас устраивает расписание?"))))["poll-published"]
    assert (near.outcome, near.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)
    assert judge(site(home(yes_or_no("Вас устраивает расписание?"))))["poll-published"].outcome is Outcome.FAILED
    assert judge(site(*nok(yes_or_no("Вас устраивает питание?"))))["poll-published"].outcome is Outcome.FAILED


def test_a_poll_on_the_page_that_the_site_calls_the_assessment() -> None:
    votes = page("/votes", "Опросы", heading("Опросы"), once("Довольны ли вы качеством услуг школы?"))
    there = judge(
        site(home(menu("Голосования", "/all")), page("/all", "", link("Независимая оценка", "/votes")), votes)
    )
    assert there["nok-page-published"].outcome is Outcome.INCONCLUSIVE
    assert there["poll-published"].outcome is Outcome.PASSED
    apart = judge(site(home(menu("Голосования", "/all")), page("/all", "", link("Голосование", "/votes")), votes))
    assert apart["poll-published"].outcome is Outcome.FAILED


def test_a_form_builder_at_home_needs_the_topic() -> None:
    vague = link("Наш опрос", "https://forms.yandex.ru/u/7a/")
    clear = link("Опрос о качестве условий оказания услуг", "https://forms.yandex.ru/u/7a/")
    fields = (Field(FieldKind.RADIO, "k", "Какой кружок вам нужен?", options=("Лепка", "Хор")), INPUT)
    read = page("https://forms.yandex.ru/u/7a/", "Кружки", Form(fields=fields), external=True)
    read = msgspec.structs.replace(read, url="https://forms.yandex.ru/u/7a/")
    assert judge(site(home(vague)))["poll-published"].outcome is Outcome.INCONCLUSIVE  # nobody saw what it asks
    assert judge(site(home(vague), read))["poll-published"].outcome is Outcome.FAILED
    assert judge(site(home(clear)))["poll-published"].outcome is Outcome.PASSED


def test_a_questionnaire_page_without_questions_leaves_the_poll_open() -> None:
    asks = page("/anketa", "Анкета", heading("Анкета посетителя"), *text("Просим вас оценить качество услуг."))
    plan = page("/anketa", "Анкета", heading("Анкета посетителя"), *text("Анкету можно взять в кассе."))
    own = page("/o", "Сад", heading("Опрос"), *text("Ради качества работы нашей организации просим пройти опрос."))
    assert judge(site(home(), own))["poll-published"].reason is Reason.AMBIGUOUS
    assert judge(site(home(), asks))["poll-published"].reason is Reason.AMBIGUOUS
    assert judge(site(home(), plan))["poll-published"].outcome is Outcome.FAILED


def test_a_poll_on_a_silent_host_leaves_the_poll_open() -> None:
    there = link("Опрос о качестве услуг", "https://opros.example.test/a")
    silent = Failure("https://opros.example.test/a", Reason.TIMEOUT, kind="external")
    found = judge(site(home(there), failures=(silent,)))["poll-published"]
    assert (found.outcome, found.reason) == (Outcome.INCONCLUSIVE, Reason.TIMEOUT)


def test_a_framed_form_on_the_page() -> None:
    frame = Frame("https://docs.google.com/forms/d/e/x/viewform?embedded=true")
    assert judge(site(*nok(frames=(frame,))))["poll-published"].outcome is Outcome.PASSED


def test_a_vote_of_the_site_needs_the_topic() -> None:
    weather = Widget("poll", "ucoz-poll", text="Нравится ли вам погода?")
    quality = Widget("poll", "ucoz-poll", text="Оцените качество оказания услуг")
    assert judge(site(home(widgets=(weather,))))["poll-published"].outcome is Outcome.FAILED
    assert judge(site(home(widgets=(quality,))))["poll-published"].outcome is Outcome.PASSED


def test_a_shortened_or_pictured_poll_is_left_open() -> None:
    assert judge(site(*nok(link("Пройти опрос", "https://clck.ru/RautH"))))["poll-published"].outcome is (
        Outcome.INCONCLUSIVE
    )
    assert judge(site(*nok(*text("Используйте QR-код"))))["poll-published"].outcome is Outcome.INCONCLUSIVE


POLL = "https://forms.yandex.ru/u/5f/"


@pytest.mark.parametrize(
    ("read", "outcome"),
    [
        (Page(POLL, external=True, forms=(QUESTIONS,)), Outcome.PASSED),
        (Page(POLL, external=True, blocks=text("Форма больше не принимает ответы")), Outcome.FAILED),
        (Page(POLL, external=True, forms=(Form(fields=QUESTIONS.fields[:2]),)), Outcome.FAILED),
        (Page(POLL, external=True, needs_script=True), Outcome.INCONCLUSIVE),
        (None, Outcome.INCONCLUSIVE),
    ],
)
def test_whether_the_poll_works(read: Page | None, outcome: Outcome) -> None:
    pages = (*nok(link("Пройти опрос", POLL)), *((read,) if read else ()))
    assert judge(site(*pages))["poll-works"].outcome is outcome


# -- version for visually impaired people ----------------------------------------------------------

CONTROL = link("Версия для слабовидящих", "/?special=1")


@pytest.mark.parametrize(
    ("tried", "outcome"),
    [
        (AccessibleVersion(tried=True, effect=True, control="Aa", changes=("шрифт 14 → 24",)), Outcome.PASSED),
        (AccessibleVersion(tried=True, control="очки"), Outcome.FAILED),
        (AccessibleVersion(tried=True, control="очки", reason=Reason.TIMEOUT), Outcome.INCONCLUSIVE),
        (AccessibleVersion(), Outcome.INCONCLUSIVE),
    ],
)
def test_the_accessible_version_is_judged_by_its_effect(tried: AccessibleVersion, outcome: Outcome) -> None:
    assert judge(site(home(CONTROL), accessible=tried))["accessible-version-works"].outcome is outcome


def test_what_hindered_the_trial_is_told_with_the_switch() -> None:
    lost = "не загрузились файлы страницы: https://module.example/uhpv.js"
    tried = AccessibleVersion(tried=True, control="очки", changes=(lost,), reason=Reason.DNS_FAILURE)
    found = judge(site(home(CONTROL), accessible=tried))["accessible-version-works"]
    assert found.message == (
        f"Переключатель «очки» есть, но его действие не проверено; {lost}: доменное имя не существует."
    )
    assert found.evidence


@pytest.mark.parametrize(
    "tried",
    [
        AccessibleVersion(tried=True, effect=True, control="Aa", changes=("шрифт 14 → 24",), url=f"{BASE}/?special=1"),
        AccessibleVersion(tried=True, control="Aa", url=f"{BASE}/?special=1"),
        AccessibleVersion(tried=True, control="Aa", url=f"{BASE}/?special=1", reason=Reason.TIMEOUT),
    ],
)
def test_the_switch_is_quoted_from_the_page_it_stands_on(tried: AccessibleVersion) -> None:
    front = home(CONTROL)
    found = judge(site(front, accessible=tried))["accessible-version-works"]
    (quoted,) = found.evidence
    assert (quoted.url, quoted.sha256, quoted.excerpt) == (front.url, front.sha256, "Aa")
    assert found.details["url"] == tried.url
    if tried.effect:
        assert found.message == "Версия для слабовидящих действует (шрифт 14 → 24)."


def test_a_switch_behind_a_cover_is_quoted_from_the_page_behind_it() -> None:
    inner = page("/main", "Школа", link("Версия для слабовидящих", "/?special=1"))
    tried = AccessibleVersion(tried=True, effect=True, control="Версия для слабовидящих", changes=("шрифт 14 → 24",))
    found = judge(site(home(link("Войти на сайт", "/main")), inner, accessible=tried))["accessible-version-works"]
    assert [(one.url, one.sha256) for one in found.evidence] == [(inner.url, inner.sha256)]


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (NoBrowser.OFF, "а он отключён (--render never)"),
        (NoBrowser.MISSING, "а его на этой машине не было"),
        (None, "а его не было или он не помог"),
    ],
)
def test_without_a_browser_no_script_of_the_site_is_blamed(why: NoBrowser | None, said: str) -> None:
    found = judge(site(home(CONTROL), no_browser=why))["accessible-version-works"]
    assert found.reason is Reason.SCRIPT_REQUIRED
    assert found.message.endswith(f"увидеть это можно только в браузере, {said}.")
    assert "скрипт" not in found.message


def test_no_control_at_home_is_absence() -> None:
    assert judge(site(home()))["accessible-version-works"].outcome is Outcome.FAILED


def test_an_own_special_page_that_answers() -> None:
    special = page("/special/", "Версия для слабовидящих", heading("Версия для слабовидящих"))
    parts = (home(link("Версия для слабовидящих", "/special/")), special)
    assert judge(site(*parts))["accessible-version-works"].outcome is Outcome.PASSED
