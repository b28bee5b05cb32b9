"""Bodies in charge: a ministry that publishes everything, one that does not, a municipal department."""
# ruff: noqa: E501 - sentences stay whole

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audits.demo.lawtext import ACTS
from audits.demo.layout import Look, host, lay_out
from audits.demo.looks.accessible import WITH_EFFECT
from audits.demo.looks.bitrix import BITRIX
from audits.demo.looks.engines import JOOMLA, WORDPRESS
from audits.demo.looks.gosweb import GOSWEB
from audits.demo.model import PORT, Declared, Expected
from audits.demo.pages import Sheet, contacts, feedback_form, headed, items, welcome
from audits.demo.papers import OPERATOR
from audits.demo.people import row
from audits.demo.truth import authority_truth, failed, passed
from rules.model import Organization, Ownership, Sector, Subject

MEMBERS = (
    "Абазова Марьяна Хасеновна, председатель совета, региональное отделение общества инвалидов",
    "Громов Пётр Ильич, заместитель председателя, союз ветеранов",
    "Жилова Зарема Аслановна, секретарь, родительский комитет",
    "Кертов Азамат Русланович, профсоюз работников отрасли",
    "Лебедева Ольга Викторовна, фонд «Горные инициативы»",
)
ACT_KEYS = ("597", "256", "286", "1202", "116н", "31-рп", "324-пп", "458-рп")


SOCIAL = (  # as the registry calls them, more or less: a ministry writes names in its own way
    "Комплексный центр социального обслуживания населения",
    "ГКУ «Центр помощи семье и детям «Росток»",
    "Реабилитационный центр «Надежда»",
    "Государственное казённое учреждение «Центр социальной помощи семье»",
    "ГКУ «Дом ребёнка «Веста»",
)
RATED = ("87,10", "87,1", "79,60", "87,10", "87,10")  # the third differs from the card


def rating(names: Sequence[str], scores: Sequence[str]) -> str:
    """A table of scores."""
    rows = "".join(f"<tr><td>{name}</td><td>{score}</td></tr>" for name, score in zip(names, scores, strict=True))
    return f"<table border='1'><tr><th>Организация</th><th>Балл</th></tr>{rows}</table>"


def sections(organizations: str) -> dict[str, str]:
    """What a body's section about НОК must hold, by kind."""
    return {
        "Нормативные правовые акты": items([ACTS[key] for key in ACT_KEYS]),
        "Перечень организаций, подлежащих независимой оценке качества в 2026 году": items(
            [f"{organizations} № {n}" for n in range(1, 9)], "ol"
        ),
        "Положение об общественном совете": "<p>Положение об Общественном совете по проведению независимой оценки качества утверждено приказом от 15 мая 2018 г. № 88-П.</p><p>1. Совет является постоянно действующим совещательным органом. 2. Совет определяет перечень организаций, подлежащих оценке.</p>",
        "Состав общественного совета": "<p>Утверждён приказом от 20 марта 2025 г. № 41-П.</p>" + items(MEMBERS, "ol"),
        "Протоколы заседаний общественного совета": "<p>Протокол заседания от 14 апреля 2026 г. № 2: рассмотрены отчёты организации-оператора. Протокол от 22 января 2026 г. № 1.</p>",
        "Организация-оператор": f"<p>По итогам конкурса организацией-оператором на 2025 год определено {OPERATOR}, государственный контракт от 12 февраля 2025 г. № 18-НОК.</p>",
        "Результаты независимой оценки качества за 2025 год": rating(
            [f"{organizations} № {n}" for n in (1, 2, 3)], ("92,4", "88,1", "79,6")
        ),
        "Предложения по улучшению качества": "<p>Общественный совет предлагает: обозначить стоянки для инвалидов, дополнить сайты часами приёма руководителей.</p>",
        "План по устранению недостатков": "<p>План по устранению недостатков, выявленных в ходе независимой оценки качества в 2025 году, утверждён приказом министерства от 10 декабря 2025 г. № 301-П.</p>"
        + items(
            ("Обозначить стоянки до 15.05.2026 — руководители", "Опубликовать часы приёма до 01.02.2026 — руководители")
        ),
        "bus.gov.ru": f'<p><a href="http://bus.gov.ru:{PORT}/">Официальный сайт bus.gov.ru: оставить отзыв о качестве услуг</a></p>',
    }


def _authority(
    o: Organization, look: Look, sheets: list[Sheet], technology: str, quirk: str, truth: Mapping[str, Expected]
) -> Declared:
    common = [
        Sheet("home", "Главная", welcome(o), ("Главная",)),
        Sheet(
            "structure",
            "Структура",
            items(("Отдел правовой работы", "Отдел закупок")),
            ("О министерстве", "Структура"),
            "struktura",
        ),
        Sheet("contacts", "Контакты", contacts(o), ("Контакты",), "kontakty"),
        Sheet("appeals", "Обращения граждан", feedback_form(), ("Обращения граждан",), "obrascheniya"),
    ]
    laid = lay_out(o, look, [*common, *sheets], extras=WITH_EFFECT)
    name = o.site.split("//", 1)[1].split(":", 1)[0]
    return Declared(o, technology, quirk, o.site, {name: host(laid)}, authority_truth(**truth), None, tuple(laid))


def _row(number: int, slug: str, name: str, sector: Sector, ownership: Ownership = Ownership.STATE) -> Organization:
    return row(number, slug, name, sector, ownership=ownership, years=None, subject=Subject.AUTHORITY)


def good_ministry() -> Declared:
    o = _row(60, "minsoc", "Министерство социального развития Нагорья", Sector.SOCIAL)
    whole = sections("Центр социального обслуживания")
    whole["Перечень организаций, подлежащих независимой оценке качества в 2026 году"] = items(SOCIAL, "ol")
    whole["Результаты независимой оценки качества за 2023 год"] = rating(SOCIAL, RATED)
    sheet = Sheet(
        "nok",
        "Независимая оценка качества",
        headed(whole),
        ("Независимая оценка качества",),
        "nezavisimaya-otsenka-kachestva",
    )
    truth = {
        "authority_results_published": passed("балл одной организации не тот, что на её карточке", remarked=True),
    }
    return _authority(o, BITRIX, [sheet], "1С-Битрикс", "раздел со всем положенным", truth)


def poor_ministry() -> Declared:
    """НОК is treated inside the council's section; the ministry calls itself the operator; much is missing."""
    o = _row(61, "minobr", "Министерство образования Нагорья", Sector.EDUCATION)
    whole = sections("Школа")
    kept = {
        name: whole[name]
        for name in (
            "Положение об общественном совете",
            "Состав общественного совета",
            "Результаты независимой оценки качества за 2025 год",
        )
    }
    kept["Организация-оператор"] = (
        "<p>Организация-оператор независимой оценки качества: Министерство образования Нагорья.</p>"
    )
    sheet = Sheet(
        "council",
        "Общественный совет по независимой оценке качества",
        headed(kept),
        ("О министерстве", "Общественный совет"),
        "obschestvennyy-sovet",
    )
    truth = {
        "authority_nok_section_published": passed(
            "в разделе общественного совета — с замечанием (MT-3.2)", remarked=True
        ),
        "authority_acts_published": failed("актов нет"),
        "authority_organizations_listed": failed("перечня нет"),
        "authority_council_minutes_published": failed("протоколов нет"),
        "authority_proposals_published": failed("предложений нет"),
        "authority_operator_named": failed("оператором не может быть орган власти (MT-5.2)"),
        "authority_bus_link_published": failed("ссылки нет"),
        "authority_plan_approved_published": failed("плана нет"),
    }
    return _authority(o, JOOMLA, [sheet], "Joomla", "НОК внутри раздела общественного совета, многого нет", truth)


def municipal_department() -> Declared:
    """A department without any section on НОК."""
    o = _row(62, "upravlenie", "Управление культуры Орлиногорского района", Sector.CULTURE, Ownership.MUNICIPAL)
    truth = {
        "authority_nok_section_published": failed("раздела нет"),
        "authority_bus_link_published": failed("ссылки нет"),
    }
    return _authority(o, GOSWEB, [], "Госвеб", "раздела НОК нет", truth)


def acts_only() -> Declared:
    """A section with acts, a list and the operator; nothing of the council and of what came out."""
    o = _row(68, "minsport", "Министерство спорта Нагорья", Sector.SPORT)
    whole = sections("Спортивная школа")
    kept = {
        name: text for name, text in whole.items() if name.startswith(("Норм", "Перечень", "Организация-оп", "bus"))
    }
    sheet = Sheet("nok", "НОК", headed(kept), ("Деятельность", "НОК"), "nok")
    truth = {
        "authority_council_regulation_published": failed("положения о совете нет"),
        "authority_council_members_published": failed("состава совета нет"),
        "authority_council_minutes_published": failed("протоколов нет"),
        "authority_results_published": failed("результатов нет"),
        "authority_proposals_published": failed("предложений нет"),
        "authority_plan_approved_published": failed("плана нет"),
    }
    return _authority(o, WORDPRESS, [sheet], "WordPress", "в разделе только акты, перечень и оператор", truth)


SITES = (good_ministry, poor_ministry, municipal_department, acts_only)
