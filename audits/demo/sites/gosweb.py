"""Sites on Госвеб: good ones, one whose НОК link hides too deep, one with faults in its acts."""
# ruff: noqa: E501 - markup and sentences stay whole

from __future__ import annotations

from audits.demo.lawtext import ACTS, lower_acts, required_acts
from audits.demo.looks.accessible import WITH_EFFECT
from audits.demo.looks.gosweb import GOSWEB
from audits.demo.model import Card, Declared
from audits.demo.pages import Sheet, headed, items, nok_blocks
from audits.demo.people import row
from audits.demo.sites.build import declare, model_sheets, nok_sheet, replace, without
from audits.demo.truth import failed
from rules.model import Ownership, Sector

STATE = Ownership.STATE


def good_school() -> Declared:
    o = row(1, "shkola1", "МКОУ «Средняя школа № 1» с. Нагорное", Sector.EDUCATION)
    return declare(o, GOSWEB, model_sheets(o), technology="Госвеб", quirk="образцовый сайт школы")


def deep_menu() -> Declared:
    """The link to НОК stands on the third level of the menu only."""
    o = row(2, "shkola2", "МКОУ «Средняя школа № 2» с. Белая Речка", Sector.EDUCATION)
    page = headed(nok_blocks(o, agency=o.bus_gov_id))
    sheets = replace(
        model_sheets(o),
        nok_sheet(page, menu=("Родителям и ученикам", "Полезная информация", "Независимая оценка качества")),
    )
    return declare(
        o,
        GOSWEB,
        sheets,
        technology="Госвеб",
        quirk="ссылка на НОК лишь на третьем уровне меню",
        truth={"nok_page_linked_from_home": failed("третий уровень меню: не главная и не первый уровень")},
    )


def missing_acts() -> Declared:
    """Two acts of the republic are missing; 256-ФЗ is there by two other laws of that number only."""
    o = row(3, "poliklinika", "ГБУЗ «Поликлиника № 2»", Sector.HEALTH, ownership=STATE)
    wrong = [
        "Федеральный закон от 29 декабря 2006 г. № 256-ФЗ «О дополнительных мерах государственной поддержки семей, имеющих детей»",
        "Федеральный закон от 21 июля 2011 г. № 256-ФЗ «О безопасности объектов топливно-энергетического комплекса»",
    ]
    absent = ("256", "31-рп", "458-рп")
    listed = [ACTS["597"], *wrong, *(ACTS[k] for k in required_acts(o) if k not in (*absent, "597")), *lower_acts(o)]
    blocks = nok_blocks(o, agency=o.bus_gov_id) | {"Нормативные правовые акты": items(listed)}
    sheets = replace(model_sheets(o), nok_sheet(headed(blocks)))
    return declare(
        o,
        GOSWEB,
        sheets,
        technology="Госвеб",
        quirk="нет 256-ФЗ 2014 года (есть однофамильцы), 31-рп и 458-рп",
        truth={"acts_published": failed("однофамильцы 2006 и 2011 годов не в счёт", missing=list(absent))},
    )


def unknown_years() -> Declared:
    """The registry does not know the years, and the site says nothing of them either."""
    o = row(7, "solnyshko", "МКДОУ «Детский сад «Солнышко»", Sector.EDUCATION, years=None)
    return declare(
        o, GOSWEB, model_sheets(o), technology="Госвеб", quirk="годы оценки неизвестны; карточка — филиал",
        card=Card(branch=True),
    )  # fmt: skip


def never_assessed() -> Declared:
    o = row(8, "internat", "ГКУ «Дом-интернат для престарелых и инвалидов»", Sector.SOCIAL, years=(), ownership=STATE)
    return declare(o, GOSWEB, model_sheets(o), technology="Госвеб", quirk="в оценке не участвовал («-»)")


def one_click_away() -> Declared:
    """The page about НОК only links to pages that hold its parts."""
    o = row(9, "bolnitsa", "ГБУЗ «Заречная районная больница»", Sector.HEALTH, ownership=STATE)
    blocks = nok_blocks(o, agency=o.bus_gov_id)
    names = ("npa", "rezultaty", "plany", "itogi-oprosa", "opros", "otzyv")
    parts = [Sheet(f"part-{k}", name, blocks[name], (), k, "nok") for k, name in zip(names, blocks, strict=True)]
    links = "".join(f'<p><a href="@{part.key}">{part.title}</a></p>' for part in parts)
    sheets = replace(model_sheets(o), nok_sheet("<p>Раздел о независимой оценке качества.</p>" + links), *parts)
    return declare(o, GOSWEB, sheets, technology="Госвеб", quirk="части раздела на подстраницах в одном щелчке")


def booking_only() -> Declared:
    """Booking, a call-back and a letter box for corruption are no form for appeals; there is no other."""
    o = row(10, "ambulatoriya", "ГБУЗ «Амбулатория с. Верхняя Балка»", Sector.HEALTH, ownership=STATE)
    booking = (
        '<h2>Запись на приём к врачу</h2><form action="/record"><label>Полис <input name="policy"></label>'
        '<label>Дата <input type="date" name="day"></label><button>Записаться</button></form>'
        '<h2>Заказать звонок</h2><form action="/callback"><label>Телефон <input type="tel" name="tel"></label>'
        "<button>Перезвоните мне</button></form>"
    )
    banner = (
        "<script src='https://pos.gosuslugi.ru/bin/script.min.js'></script><div id='js-show-iframe-wrapper'>"
        "<div class='pos-banner-fluid bf-49'><div class='bf-49__title'>Знаете о фактах коррупции?</div>"
        "<button class='pos-banner-btn_2' type='button'>Сообщить</button></div></div>"
        '<script>Widget("https://pos.gosuslugi.ru/form", 901455)</script>'
    )
    sheets = replace(
        without(model_sheets(o), "feedback"), Sheet("record", "Запись на приём", booking, ("Запись на приём",), "zapis")
    )
    return declare(
        o, GOSWEB, sheets, technology="Госвеб", quirk="вместо обратной связи запись, звонок и баннер о коррупции",
        extras={**WITH_EFFECT, "footer": banner},
        truth={"feedback_form_published": failed("обращение по любому вопросу послать нельзя", debatable=True)},
    )  # fmt: skip


SITES = (good_school, deep_menu, missing_acts, unknown_years, never_assessed, one_click_away, booking_only)
