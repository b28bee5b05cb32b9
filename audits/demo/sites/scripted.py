"""Sites a script builds, and modern layouts: tabs, an accordion, Tilda's divs."""
# ruff: noqa: E501 - sentences stay whole

from __future__ import annotations

import msgspec

from audits.demo.layout import lay_out
from audits.demo.looks.accessible import WITH_EFFECT
from audits.demo.looks.hosted import EDUSITE
from audits.demo.looks.scripted import BOOTSTRAP, SCRIPT_MENU, SPA, TAB_SCRIPT, TILDA, accordion, spa_script, tabs
from audits.demo.model import Declared, Reply
from audits.demo.pages import Sheet, headed, items, nok_blocks
from audits.demo.people import row
from audits.demo.sites.build import declare, home, model_sheets, nok_sheet, replace, without
from audits.demo.truth import passed
from rules.model import Ownership, Sector


def script_menu() -> Declared:
    """Without a browser no link is seen at all: then everything below home is inconclusive."""
    o = row(35, "gimnaziya", "МКОУ «Гимназия № 4»", Sector.EDUCATION)
    return declare(o, SCRIPT_MENU, model_sheets(o), technology="меню скриптом", quirk="нужен браузер")


def single_page_application() -> Declared:
    o = row(36, "kvant", "ГАУ ДО «Детский технопарк «Квант»", Sector.EDUCATION, ownership=Ownership.STATE)
    sheets = model_sheets(o)
    routes = {"home": "", "nok": "service-quality-assessment"}
    order = [msgspec.structs.replace(s, slug=routes.get(s.key, s.slug)) for s in sheets]
    plain = lay_out(
        o,
        msgspec.structs.replace(EDUSITE, address=SPA.address, files=SPA.files, template=lambda d: d.body),
        order,
        files={n: Reply() for n in _file_names(o.assessed_years or ())},
    )
    pages = {
        path: (s.title, plain[path].data.decode()) for s in order if (path := "/" if s.key == "home" else f"/{s.slug}")
    }
    menu = {s.menu[0] if len(s.menu) == 1 else s.menu[-1]: "/" if s.key == "home" else f"/{s.slug}" for s in order}
    script = spa_script(o.name, pages, menu, WITH_EFFECT["header"].replace("\n", " "))
    return declare(
        o, SPA, order, technology="SPA (React)", quirk="пустая оболочка, маршруты скриптом",
        extras={"head": WITH_EFFECT["head"]},
        also={"/static/js/main.3f9c1a7e.js": Reply(script.encode(), content_type="application/javascript; charset=utf-8")},
    )  # fmt: skip


def _file_names(years: tuple[int, ...]) -> list[str]:
    return [f"otchet-operatora-{y}.pdf" for y in years] + [f"plan-{y + 1}.docx" for y in years]


def tilda() -> Declared:
    o = row(37, "park", "МАУК «Парк культуры и отдыха»", Sector.CULTURE)
    sheets = [s for s in model_sheets(o) if s.key != "documents"]
    return declare(o, TILDA, sheets, technology="Tilda", quirk="сплошные div, меню без списков")


def tab() -> Declared:
    """НОК is the second tab of the documents page; home links to its hash."""
    o = row(38, "litsey", "МКОУ «Лицей № 3»", Sector.EDUCATION)
    blocks = nok_blocks(o, agency=o.bus_gov_id)
    panes = tabs({
        "ustav": ("1. Уставные документы", items(("Устав", "Лицензия"))),
        "nok": ("12. Независимая оценка качества", headed(blocks, "h3")),
        "vpr": ("13. Мониторинг качества (ВПР, ОГЭ)", items(("Расписание ВПР", "Итоги ОГЭ"))),
    })  # fmt: skip
    documents = Sheet("documents", "Документы", panes, ("Документы",), "dokumenty")
    link = '<p><a href="@documents#nok">Независимая оценка качества</a></p>'
    sheets = replace(without(model_sheets(o), "nok"), documents, home(o, link))
    return declare(
        o, BOOTSTRAP, sheets, technology="Bootstrap", quirk="НОК — вкладка на странице документов",
        extras={**WITH_EFFECT, "end": TAB_SCRIPT},
        truth={"nok_page_published": passed("вкладка с адресом #nok — раздел, посвящённый оценке", debatable=True)},
    )  # fmt: skip


def folded() -> Declared:
    o = row(39, "dvorets", "МБУ ДО «Дворец творчества»", Sector.EDUCATION)
    page = accordion(nok_blocks(o, agency=o.bus_gov_id))
    return declare(
        o, BOOTSTRAP, replace(model_sheets(o), nok_sheet(page, title="Оценка качества услуг", menu=("Оценка качества услуг",))),
        technology="Bootstrap", quirk="раздел — аккордеон, назван без слова «независимая»",
        extras={**WITH_EFFECT, "end": TAB_SCRIPT},
    )  # fmt: skip


SITES = (script_menu, single_page_application, tilda, tab, folded)
