"""Sites on 1С-Битрикс: the poll is a voting.form, the version for the visually impaired a component."""

from __future__ import annotations

from audits.demo.looks.accessible import WITHOUT_EFFECT
from audits.demo.looks.bitrix import BITRIX
from audits.demo.model import PORT, Card, Declared
from audits.demo.pages import feedback_form, own_poll
from audits.demo.papers import plan, report
from audits.demo.people import row
from audits.demo.sites.build import declare, feedback_sheet, model_sheets, replace, without
from audits.demo.truth import failed
from rules.model import Organization, Ownership, Sector


def _voting(organization: Organization) -> str:
    return own_poll(organization, "/votes/vote_new.php?VOTE_ID=3", class_="bx-vote-question-block")


def good_library() -> Declared:
    o = row(4, "biblioteka", "МБУК «Центральная межпоселенческая библиотека»", Sector.CULTURE)
    return declare(
        o, BITRIX, model_sheets(o, poll=_voting(o)), technology="1С-Битрикс", quirk="опрос voting.form, всё на месте"
    )


def unapproved_plan() -> Declared:
    """The plan bears «Утверждаю» of the director only, and its items are phrases."""
    o = row(
        5,
        "kcson",
        "ГКУ «Комплексный центр социального обслуживания населения»",
        Sector.SOCIAL,
        ownership=Ownership.STATE,
    )
    files = {
        "otchet-operatora-2023.pdf": report(o, 2023),
        "plan-2024.docx": plan(o, 2024, stamps=("УТВЕРЖДАЮ", "Директор ____________ Р. А. Ногмов"), vague=True),
    }
    return declare(
        o,
        BITRIX,
        model_sheets(o, poll=_voting(o)),
        technology="1С-Битрикс",
        quirk="план утверждён лишь директором, пункты общими словами; «глаз» без действия",
        files=files,
        extras=WITHOUT_EFFECT,
        card=Card(plans=()),
        truth={
            "plans_approved": failed("только «Утверждаю» директора"),
            "plans_specific": failed("нет сроков и измеримых результатов, общие фразы"),
            "accessible_version_works": failed("нажатие ничего не меняет"),
            "bus_plan_published": failed("во вкладке планов пусто"),
        },
    )


def no_page() -> Declared:
    """A tidy site without a page about НОК, without a poll and with a form nobody can read aloud."""
    o = row(6, "sportshkola", "МКУ ДО «Спортивная школа «Эдельвейс»", Sector.SPORT)
    sheets = without(replace(model_sheets(o), feedback_sheet(feedback_form(labelled=False))), "nok")
    return declare(
        o,
        BITRIX,
        sheets,
        technology="1С-Битрикс",
        quirk="страницы НОК нет вовсе",
        files={},
        truth={
            "nok_page_published": failed("ни страницы, ни ссылки"),
            "poll_results_published": failed("нигде на сайте"),
            "poll_published": failed("опроса нет ни на странице НОК, ни на главной"),
            "bus_link_published": failed("ни одной ссылки на bus.gov.ru"),
            "feedback_form_accessible": failed("поля без подписей, кнопка не кнопка"),
        },
    )


def ministry_poll_only() -> Declared:
    """The only questionnaire is the culture ministry's monitoring: a poll, but not НОК."""
    o = row(11, "teatr", "ГКУК «Театр кукол «Ручеёк»", Sector.CULTURE, ownership=Ownership.STATE)
    form = f"http://forms.mkrf.ru:{PORT}/e/2579/xTPLe770143/?ap_orgcode=770143"
    poll = f'<p><a href="{form}">Анкета Министерства культуры</a></p>'
    return declare(
        o, BITRIX, model_sheets(o, poll=poll), technology="1С-Битрикс", quirk="анкета Минкультуры вместо опроса НОК",
        truth={"poll_published": failed("мониторинг удовлетворённости — не опрос НОК", debatable=True)},
    )  # fmt: skip


def bus_without_link() -> Declared:
    """bus.gov.ru is named in the text, commented out, misspelt and under a look-alike host, never linked."""
    o = row(12, "muzey", "МБУК «Краеведческий музей «Истоки»", Sector.CULTURE)
    words = (
        "<p>Оставить отзыв можно на сайте www.bus.gov.ru.</p>"
        '<!-- <a href="https://bus.gov.ru/agency/770156">bus.gov.ru</a> -->'
        '<p><a href="#">bus.gov.ru</a> <a href="http://bus-gov.ru.demo.test/">независимый портал отзывов</a></p>'
    )
    sheets = model_sheets(o, poll=_voting(o), **{"Оцените нашу работу": words})
    return declare(
        o, BITRIX, sheets, technology="1С-Битрикс", quirk="bus.gov.ru словами, в комментарии и двойником",
        truth={"bus_link_published": failed("живой ссылки нет")},
    )  # fmt: skip


SITES = (good_library, unapproved_plan, no_page, ministry_poll_only, bus_without_link)
