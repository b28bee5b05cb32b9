"""Sites of the old web: legacy encodings, table layout, a frameset, hand-made files, an IDN host."""
# ruff: noqa: E501 - sentences stay whole

from __future__ import annotations

from audits.demo.layout import page
from audits.demo.looks.accessible import BY_PATH, plain_twin
from audits.demo.looks.oldweb import FRAMED, LYING_1251, STATIC, TABLE_1251, TABLE_KOI8, frame_menu, frameset
from audits.demo.model import Card, Declared
from audits.demo.pages import headed, nok_blocks
from audits.demo.people import row
from audits.demo.sites.build import declare, home, model_sheets, nok_sheet, replace
from audits.demo.truth import failed, passed, unsure
from crawler.items import Reason
from rules.model import Ownership, Sector


def honest_1251() -> Declared:
    o = row(29, "tabib", "ГБУЗ «Участковая больница с. Горный Ключ»", Sector.HEALTH, ownership=Ownership.STATE)
    return declare(o, TABLE_1251, model_sheets(o), technology="таблицы, windows-1251", quirk="кодировка только в meta")


def lying_1251() -> Declared:
    o = row(30, "dshi", "МКУ ДО «Детская школа искусств»", Sector.CULTURE)
    return declare(
        o, LYING_1251, model_sheets(o), technology="таблицы, windows-1251", quirk="заголовок лжёт: utf-8; карточки на bus.gov.ru нет",
        card=Card(fault="absent"),
        truth={
            "bus_card_has_site": failed("по ИНН карточка не находится", debatable=True),
            "bus_card_has_email": unsure(Reason.AMBIGUOUS, "карточка не находится: судить не по чему"),
            "bus_scores_published": unsure(Reason.AMBIGUOUS, "карточки нет"),
            "bus_proposals_published": unsure(Reason.AMBIGUOUS, "карточки нет"),
            "bus_plan_published": unsure(Reason.AMBIGUOUS, "карточки нет"),
        },
    )  # fmt: skip


def koi8() -> Declared:
    o = row(31, "fizkultura", "МКУ «Физкультурно-оздоровительный клуб «Барс»", Sector.SPORT)
    return declare(o, TABLE_KOI8, model_sheets(o), technology="таблицы, KOI8-R", quirk="редкая кодировка")


def framed() -> Declared:
    """Home is a frameset; the menu is a page of its own in the left frame."""
    o = row(32, "teremok", "МКДОУ «Детский сад «Теремок»", Sector.EDUCATION)
    sheets = model_sheets(o)
    welcome = replace(sheets, home(o))[0]
    numbered = [welcome, *sheets]
    main = type(welcome)("main", welcome.title, welcome.body, (), "main")
    declared = [welcome, main, *numbered[2:]]
    links = {s.menu[-1]: f"/{(s.slug or s.key).replace('-', '_')}.htm" for s in declared[1:] if s.menu}
    return declare(
        o, FRAMED, declared, technology="frameset", quirk="главная — набор фреймов, меню в левом",
        also={
            "/": page(frameset(o.name, "/menu.htm", "/main.htm"), FRAMED),
            "/menu.htm": page(frame_menu(links), FRAMED),
        },
        truth={"nok_page_linked_from_home": passed("меню фрейма — часть главной", debatable=True)},
    )  # fmt: skip


def idn() -> Declared:
    """Hand-made .htm files on a Cyrillic host; the accessible version lies under /special/."""
    name = "детсад-ручеёк-нагорье.рф".encode("idna").decode()
    o = row(33, "rucheek", "МКДОУ «Детский сад «Ручеёк»", Sector.EDUCATION, host=name)
    look = STATIC.__class__(
        STATIC.address, STATIC.template, STATIC.files, headers=STATIC.headers, accessible=plain_twin
    )
    sheets = replace(model_sheets(o), nok_sheet(headed(nok_blocks(o, agency=o.bus_gov_id)), slug="nez-os-kach"))
    return declare(
        o, look, sheets, technology="статические .htm", quirk="узел .рф; версия под /special/", extras=BY_PATH
    )


def same_title() -> Declared:
    """All pages bear one title; НОК is linked by a picture with alternative text."""
    o = row(34, "roddom", "ГБУЗ «Родильный дом»", Sector.HEALTH, ownership=Ownership.STATE)
    picture = (
        '<a href="@nok"><img src="/img/banner3.png" alt="Независимая оценка качества" width="200" height="80"></a>'
    )
    nok = nok_sheet(headed(nok_blocks(o, agency=o.bus_gov_id)))
    sheets = replace(model_sheets(o), home(o, picture), type(nok)(nok.key, nok.title, nok.body, (), nok.slug))
    return declare(
        o,
        TABLE_1251,
        sheets,
        technology="таблицы, windows-1251",
        quirk="у всех страниц один title; НОК — картинкой с alt",
    )


SITES = (honest_1251, lying_1251, koi8, framed, idn, same_title)
