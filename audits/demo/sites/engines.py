"""Sites on Joomla, WordPress, Drupal and ASP.NET WebForms."""
# ruff: noqa: E501 - sentences stay whole

from __future__ import annotations

from audits.demo.looks.accessible import WITH_EFFECT
from audits.demo.looks.engines import ASPNET, DRUPAL, JOOMLA, WORDPRESS
from audits.demo.model import PORT, Card, Declared
from audits.demo.pages import (
    Poll,
    Sheet,
    acts_list,
    file_links,
    headed,
    items,
    nok_blocks,
    poll_link,
    poll_results,
    yandex_poll,
)
from audits.demo.papers import plan, ratings, report, scanned_report, zipped
from audits.demo.people import row
from audits.demo.sites.build import declare, home, model_sheets, nok_sheet, replace, without
from audits.demo.truth import bus_unavailable, failed, passed
from rules.model import Ownership, Sector


def by_years() -> Declared:
    """Two assessments; the page is ordered by years, each on a page of its own; bus.gov.ru is broken."""
    o = row(20, "kolledzh", "ГБПОУ «Горный колледж»", Sector.EDUCATION, years=(2019, 2022), ownership=Ownership.STATE)
    years = [
        Sheet(
            f"year-{y}", f"Независимая оценка качества — {y} год",
            file_links({f"otchet-operatora-{y}.pdf": f"Отчёт организации-оператора за {y} год", f"plan-{y + 1}.docx": f"План по улучшению качества на {y + 1} год"}),
            (), f"nok-{y}", "nok",
        )
        for y in (2019, 2022)
    ]  # fmt: skip
    links = "".join(f'<h3>{s.title[-8:]}</h3><p><a href="@{s.key}">Материалы за {s.title[-8:]}</a></p>' for s in years)
    body = headed({"Нормативные правовые акты": acts_list(o)}) + links
    body += headed({"2026 год": poll_results() + poll_link(yandex_poll("nok675"))}, "h3")
    body += f'<p><a href="http://bus.gov.ru:{PORT}/qrcode/rate/99120?agencyId={o.bus_gov_id}">Оцените условия оказания услуг</a></p>'
    return declare(
        o, JOOMLA, [*replace(model_sheets(o), nok_sheet(body)), *years], technology="Joomla",
        quirk="по годам, годы на подстраницах; bus.gov.ru отвечает ошибкой", card=Card(fault="error"),
        truth=bus_unavailable("карточка отвечает ошибкой 500"),
    )  # fmt: skip


def wrong_year() -> Declared:
    """One label at many files; a rating is no operator's report; 2021 was not assessed."""
    o = row(21, "dk", "МКУК «Дом культуры с. Заречное»", Sector.CULTURE, years=(2019, 2022))
    files = {
        "Отчет по сбору и обощению информации о качестве условий оказания услуг 2019.pdf": report(o, 2019),
        "Количественные результаты независимой оценки качества 2022.xlsx": ratings(2022),
        "Итоговый отчет по результатм независимой оценки 2021.pdf": report(o, 2021),
        "plan-2020.docx": plan(o, 2020), "plan-2023.docx": plan(o, 2023),
    }  # fmt: skip
    results = file_links(dict.fromkeys((n for n in files if not n.startswith("plan")), "Рейтинг организаций культуры"))
    sheets = model_sheets(o, **{"Результаты независимой оценки качества": results})
    return declare(
        o, JOOMLA, sheets, technology="Joomla", quirk="один якорь у многих файлов; за 2022 лишь рейтинг; отчёт за 2021 лишний",
        files=files,
        truth={
            "results_published": failed("за 2022 год таблица баллов, а не отчёт оператора", missing=[2022]),
            "results_only_for_assessed_years": failed("2021 год в оценке не значится", extra=[2021]),
        },
    )  # fmt: skip


def old_poll_results() -> Declared:
    """WordPress: the page is a dated post with a Cyrillic slug; counted results end with the first quarter."""
    o = row(22, "reabilitatsiya", "ГБУ «Реабилитационный центр «Надежда»", Sector.SOCIAL, ownership=Ownership.STATE)
    blocks = nok_blocks(o, agency=o.bus_gov_id) | {"Результаты онлайн-опроса": poll_results("I квартал 2026 года")}
    sheets = replace(model_sheets(o), nok_sheet(headed(blocks), slug="независимая-оценка-качества-условий"))
    return declare(
        o, WORDPRESS, sheets, technology="WordPress", quirk="запись с датой и кириллицей в адресе; результаты опроса старше квартала",
        truth={"poll_results_current": failed("последний подсчёт за I квартал, на 20.11.2026 нужен III")},
    )  # fmt: skip


def qualification() -> Declared:
    """/nok/ is about the independent assessment of qualifications; there is no page about НОК."""
    o = row(23, "tehnikum", "ГБПОУ «Строительный техникум»", Sector.EDUCATION, ownership=Ownership.STATE, years=(2022,))
    other = Sheet(
        "qualification", "Независимая оценка квалификации (НОК)",
        "<p>Центр оценки квалификаций принимает экзамены у сварщиков и каменщиков. Федеральный закон от 03.07.2016 № 238-ФЗ «О независимой оценке квалификации».</p><p><a href='https://nok-nark.ru/'>Реестр сведений</a></p>",
        ("Независимая оценка квалификации (НОК)",), "nok",
    )  # fmt: skip
    return declare(
        o, WORDPRESS, [*without(model_sheets(o), "nok"), other], technology="WordPress", files={},
        quirk="/nok/ — оценка квалификации; страницы НОК нет",
        truth={
            "nok_page_published": failed("оценка квалификации — другое"),
            "poll_results_published": failed("нигде на сайте"),
            "poll_published": failed("опроса нет"),
            "bus_link_published": failed("ссылки нет"),
        },
    )  # fmt: skip


def archive_and_scan() -> Declared:
    """Drupal: the plan lies in a ZIP, the report is a scan. The card names another site."""
    o = row(24, "semya", "ГКУ «Центр социальной помощи семье»", Sector.SOCIAL, ownership=Ownership.STATE)
    files = {"otchet-2023-skan.pdf": scanned_report(), "plany.zip": zipped({"plan-2024.docx": plan(o, 2024)})}
    sheets = model_sheets(o, **{
        "Результаты независимой оценки качества": file_links({"otchet-2023-skan.pdf": "Отчёт оператора о проведении независимой оценки качества за 2023 год"}),
        "Планы по улучшению качества оказания услуг": file_links({"plany.zip": "План по улучшению качества на 2024 год (архив)"}),
    })  # fmt: skip
    return declare(
        o, DRUPAL, sheets, technology="Drupal", quirk="отчёт — скан, план — в ZIP; в карточке чужой сайт", files=files,
        card=Card(site="http://staryy-sayt-semya.demo.test/"),
        truth={
            "bus_card_has_site": failed("карточка называет другой сайт"),
            "results_published": passed("читается с распознаванием; без него — inconclusive (no_ocr)", debatable=True),
        },
    )  # fmt: skip


def tooltips() -> Declared:
    """ASP.NET: links say «Скачать», their meaning is in the tooltip. Special assessment of working conditions beside."""
    o = row(25, "statsionar", "ГБУЗ «Районная больница № 2»", Sector.HEALTH, ownership=Ownership.STATE)
    tip = '<p><a id="ctl00_lnk{n}" title="{tip}" href="@file/{name}">Скачать</a></p>'
    sheets = model_sheets(o, poll=poll_link(Poll(f"http://anketa.minzdrav.gov.ru:{PORT}/stacionar/4418", "Анкета Минздрава")), **{
        "Результаты независимой оценки качества": tip.format(n=1, tip="Отчёт организации-оператора о независимой оценке качества за 2023 год", name="otchet-operatora-2023.pdf"),
        "Планы по улучшению качества оказания услуг": tip.format(n=2, tip="План по устранению недостатков на 2024 год", name="plan-2024.docx"),
    })  # fmt: skip
    sout = Sheet(
        "sout",
        "Специальная оценка условий труда",
        items(("Сводная ведомость СОУТ", "Перечень мероприятий по улучшению условий труда")),
        ("Специальная оценка условий труда",),
        "sout",
    )
    return declare(
        o, ASPNET, [*sheets, sout], technology="ASP.NET WebForms", quirk="смысл ссылок в ToolTip; рядом СОУТ"
    )


def inverted_acts() -> Declared:
    """The list of acts begins with the organization's own order and ends with the President's decree."""
    o = row(26, "lyzhi", "МКУ ДО «Спортивная школа лыжных гонок»", Sector.SPORT)
    lines = acts_list(o).removeprefix("<ul>").removesuffix("</ul>").split("</li>")
    reverse = "<ul>" + "".join(f"{line}</li>" for line in reversed([line for line in lines if line])) + "</ul>"
    away = '<p><a href="https://vk.com/away.php?to=https%3A%2F%2Fbus.gov.ru%2Finfo-card%2F770338">Отзыв на bus.gov.ru</a></p>'
    sheets = model_sheets(o, **{"Нормативные правовые акты": reverse, "Оцените нашу работу": away})
    return declare(
        o, DRUPAL, sheets, technology="Drupal", quirk="акты снизу вверх; ссылка на bus.gov.ru через vk.com/away",
        truth={
            "acts_ordered_by_authority": failed("акт организации стоит выше указа Президента"),
            "bus_link_published": passed("переходник ведёт на собственную карточку", debatable=True),
        },
    )  # fmt: skip


def disordered() -> Declared:
    """Everything in one heap: no headings, plans between results, years mixed."""
    o = row(27, "stadion", "МАУ «Стадион «Вершина»", Sector.SPORT, years=(2018, 2021))
    heap = file_links(
        {"plan-2022.docx": "План на 2022 год", "otchet-operatora-2018.pdf": "Отчёт организации-оператора, 2018 год"}
    )
    heap += poll_link(yandex_poll("nok675"))
    heap += file_links(
        {"otchet-operatora-2021.pdf": "Отчёт организации-оператора, 2021 год", "plan-2019.docx": "План на 2019 год"}
    )
    body = acts_list(o) + heap + poll_results() + f'<p><a href="http://bus.gov.ru:{PORT}/">bus.gov.ru</a></p>'
    return declare(
        o, WORDPRESS, replace(model_sheets(o), nok_sheet(body)), technology="WordPress",
        quirk="всё в одной куче; ссылка на корень bus.gov.ru (замечание)",
        truth={
            "nok_page_ordered": failed("ни по видам, ни по годам"),
            "bus_link_published": passed("корень вместо своей карточки", remarked=True),
        },
    )  # fmt: skip


def foreign_page() -> Declared:
    """The menu leads to the founder's page about another school; there is no page of one's own."""
    o = row(28, "nachalnaya", "МКОУ «Начальная школа» с. Тихое", Sector.EDUCATION)
    banner = f'<a href="http://uo-nagor.demo.test:{PORT}/nok/shkola-99/">Независимая оценка качества</a>'
    sheets = without(model_sheets(o), "nok")
    return declare(
        o, JOOMLA, replace(sheets, home(o, banner)), technology="Joomla", quirk="ссылка на НОК чужой школы у учредителя", files={},
        extras=WITH_EFFECT,
        truth={
            "nok_page_published": failed("страница другой организации на сайте учредителя"),
            "poll_results_published": failed("нигде на сайте"),
            "poll_published": failed("опроса нет"),
            "bus_link_published": failed("ссылки нет"),
        },
    )  # fmt: skip


SITES = (
    by_years, wrong_year, old_poll_results, qualification, archive_and_scan, tooltips, inverted_acts, disordered, foreign_page,
)  # fmt: skip
