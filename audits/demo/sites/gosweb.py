"""Sites on Госвеб: good ones, one whose НОК link hides too deep, one with faults in its acts."""
# ruff: noqa: E501 - markup and sentences stay whole

from __future__ import annotations

from audits.demo.lawtext import ACTS, lower_acts, required_acts
from audits.demo.looks.gosweb import GOSWEB
from audits.demo.model import Declared
from audits.demo.pages import headed, items, nok_blocks
from audits.demo.people import row
from audits.demo.sites.build import declare, model_sheets, nok_sheet, replace
from audits.demo.truth import failed
from rules.model import Ownership, Sector


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
    o = row(3, "poliklinika", "ГБУЗ «Поликлиника г. Верхнегорска»", Sector.HEALTH, ownership=Ownership.STATE)
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


SITES = (good_school, deep_menu, missing_acts)
