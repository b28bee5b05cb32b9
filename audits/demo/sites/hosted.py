"""Sites at builders and school services: uCoz, `?section_id=`, `pNNaa1.html`."""
# ruff: noqa: E501 - sentences stay whole

from __future__ import annotations

from html import escape

from audits.demo.looks.hosted import EDUSITE, SCHOOL_SERVICE, UCOZ
from audits.demo.model import PORT, Card, Declared
from audits.demo.pages import Poll, Sheet, feedback_form, headed, nok_blocks, poll_link, yandex_poll
from audits.demo.papers import CONCRETE, questionnaire_file, report, report_pages, standard_files
from audits.demo.people import row
from audits.demo.sites.build import declare, feedback_sheet, model_sheets, nok_sheet, replace, without
from audits.demo.truth import failed, passed
from rules.model import Organization, Ownership, Sector


def closed_poll() -> Declared:
    """The Google form takes no more answers; the poll of the layout asks about the weather."""
    o = row(13, "beryozka", "МКДОУ «Детский сад «Берёзка»", Sector.EDUCATION)
    poll = Poll(
        f"http://docs.google.com:{PORT}/forms/d/e/1FAIpQLSclosed/viewform", "Анкета независимой оценки качества"
    )
    return declare(
        o, UCOZ, model_sheets(o, poll=poll_link(poll)), technology="uCoz",
        quirk="форма больше не принимает ответы; адрес сайта в карточке стёрт", card=Card(site=""),
        truth={
            "poll_works": failed("«больше не принимает ответы»"),
            "bus_card_has_site": failed("поле «сайт» карточки пусто"),
        },
    )  # fmt: skip


def news_only() -> Declared:
    """НОК is met in the news only: no page is devoted to it."""
    o = row(14, "shkola5", "МКОУ «Средняя школа № 5» с. Каменный Брод", Sector.EDUCATION)
    news = Sheet(
        "news-nok", "В районе проверили качество оказания услуг",
        "<p>Независимая оценка качества проведена в 78 образовательных организациях района, итоги подведёт общественный совет.</p>",
        (), "v_rajone_proverili_kachestvo",
    )  # fmt: skip
    link = '<article class="news-item"><a href="@news-nok">В районе проверили качество оказания услуг</a></article>'
    sheets = without(model_sheets(o), "nok")
    first = Sheet("home", "Главная", sheets[0].body + link, ("Главная",))
    return declare(
        o, UCOZ, [*replace(sheets, first), news], technology="uCoz", quirk="о НОК только новость", files={},
        truth={
            "nok_page_published": failed("новость — не страница, посвящённая оценке"),
            "poll_results_published": failed("нигде на сайте"),
            "poll_published": failed("опрос о погоде не в счёт"),
            "bus_link_published": failed("ссылки нет"),
        },
    )  # fmt: skip


def _card(o: Organization, key: str, title: str, lines: list[str]) -> Sheet:
    """A document as the service shows it: an HTML page with its text and the mark of a signature."""
    text = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
    mark = (
        "<div class='sign'>ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ<br>Сертификат: 00A1B2C3D4E5F60718293A4B<br>"
        "Владелец: Белов Мурат Хасанович<br>Действителен: с 11.01.2026 до 06.04.2027</div>"
    )
    return Sheet(f"card-{key}", title, f"<div class='file-card'>{text}{mark}</div>")


def teachers_council() -> Declared:
    """Documents are HTML cards; the plan was agreed by the teachers' council. ВСОКО stands beside НОК."""
    o = row(15, "shkola7", "МКОУ «Средняя школа № 7» с. Светлое", Sector.EDUCATION)
    plan_lines = [
        "СОГЛАСОВАНО",
        "Педагогическим советом",
        "протокол от 12.12.2023 № 4",
        "УТВЕРЖДАЮ",
        "Директор М. Х. Белов",
        "ПЛАН по устранению недостатков, выявленных в ходе независимой оценки качества, на 2024 год",
    ]
    plan_lines += ["; ".join(cell.format(year=2024) for cell in line) for line in CONCRETE]
    cards = [
        _card(o, "plan", "План на 2024 год", plan_lines),
        _card(o, "report", "Отчёт оператора за 2023 год", [line for page in report_pages(o, 2023) for line in page]),
        _card(
            o,
            "vsoko",
            "Положение ВСОКО",
            [
                "Положение о внутренней системе оценки качества образования",
                "Школа проводит внутреннюю независимую оценку качества образования.",
            ],
        ),
    ]
    sheets = model_sheets(o, poll=poll_link(yandex_poll("nok675")), **{
        "Результаты независимой оценки качества": '<p><a href="@card-report">Отчёт организации-оператора о результатах независимой оценки качества, 2023 год</a></p>',
        "Планы по улучшению качества оказания услуг": '<p><a href="@card-plan">План по устранению недостатков на 2024 год</a></p>',
    })  # fmt: skip
    vsoko = Sheet(
        "vsoko",
        "ВСОКО",
        '<p><a href="@card-vsoko">Положение ВСОКО</a></p>',
        ("Об организации", "Внутренняя оценка качества (ВСОКО)"),
    )
    return declare(
        o, SCHOOL_SERVICE, [*sheets, vsoko, *cards], technology="школьный сервис ?section_id=", files={},
        quirk="документы — HTML-карточки с ЭП; план согласован педсоветом; рядом ВСОКО",
        truth={"plans_approved": failed("педсовет — не орган, которому положено согласовать")},
    )  # fmt: skip


def good_service() -> Declared:
    o = row(16, "skazka", "МКДОУ «Детский сад «Сказка»", Sector.EDUCATION)
    poll = Poll(f"http://anketolog.ru:{PORT}/s/770101/nok", "Пройти анкетирование родителей о качестве условий")
    sheets = replace(
        model_sheets(o, poll=poll_link(poll)),
        nok_sheet(
            headed(nok_blocks(o, agency=o.bus_gov_id, poll=poll_link(poll))), title="НОК УООД", menu=("НОК УООД",)
        ),
    )
    return declare(
        o,
        SCHOOL_SERVICE,
        sheets,
        technology="школьный сервис ?section_id=",
        quirk="раздел назван «НОК УООД», опрос на anketolog",
    )


def lunch_poll() -> Declared:
    """The only poll asks about lunches; bus.gov.ru is linked by its list."""
    o = row(17, "ivushka", "МКДОУ «Детский сад «Ивушка»", Sector.EDUCATION)
    poll = poll_link(Poll(f"http://forms.yandex.ru:{PORT}/u/lunch/", "Опрос о питании"))
    listed = (
        '<p><a href="https://bus.gov.ru/pub/independentRating/list">Результаты независимой оценки на bus.gov.ru</a></p>'
    )
    return declare(
        o, EDUSITE, model_sheets(o, poll=poll, **{"Оцените нашу работу": listed}), technology="edusite pNNaa1.html",
        quirk="опрос о питании; ссылка на общий список bus.gov.ru (замечание)",
        truth={
            "poll_published": failed("опрос о питании — не опрос НОК"),
            "bus_link_published": passed("общий список вместо своей карточки", remarked=True),
        },
    )  # fmt: skip


def file_questionnaire() -> Declared:
    """The questionnaire is a file to print; the form for appeals has fields without labels."""
    o = row(18, "kamerton", "МКУ ДО «Детская музыкальная школа «Камертон»", Sector.CULTURE)
    files = {
        "otchet-operatora-2023.pdf": report(o, 2023), "anketa.docx": questionnaire_file(o),
        **{name: reply for name, reply in standard_files(o).items() if name.startswith("plan")},
    }  # fmt: skip
    poll = '<p><a href="@file/anketa.docx">Анкета для родителей (скачать, заполнить, принести)</a></p>'
    sheets = replace(model_sheets(o, poll=poll), feedback_sheet(feedback_form(labelled=False)))
    return declare(
        o, EDUSITE, sheets, technology="edusite pNNaa1.html", quirk="анкета файлом; поля формы без подписей", files=files,
        truth={
            "poll_published": failed("анкета-файл не онлайн-опрос"),
            "feedback_form_accessible": failed("подписи полей не связаны с полями, кнопка без клавиатуры"),
        },
    )  # fmt: skip


def phone_differs() -> Declared:
    """The site gives another telephone than the registry and the card do; the card has no e-mail."""
    o = row(19, "rostok", "ГКУ «Центр помощи семье и детям «Росток»", Sector.SOCIAL, ownership=Ownership.STATE)
    sheets = model_sheets(o)
    changed = [
        Sheet(s.key, s.title, s.body.replace(o.phone, "+7 (86699) 7-77-01"), s.menu, s.slug, s.parent) for s in sheets
    ]
    return declare(
        o, UCOZ, changed, technology="uCoz", quirk="телефон не тот, что в реестре и карточке; e-mail карточки стёрт",
        card=Card(email=""),
        truth={
            "phones_consistent": failed("на сайте 7-77-01, в реестре и карточке другой"),
            "bus_card_has_email": failed("поле e-mail карточки пусто"),
        },
    )  # fmt: skip


SITES = (closed_poll, news_only, teachers_council, good_service, lunch_poll, file_questionnaire, phone_differs)
