"""What the documents of the region say: operators' reports, ratings, plans with every kind of stamp."""
# ruff: noqa: E501 - sentences of documents stay whole

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from audits.demo.lawtext import MINISTER, questions_for, sector_of
from audits.demo.model import Reply
from audits.demo.writers import FILES, archive, docx, pdf, scan_pdf, xlsx
from rules.model import Organization, Ownership

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPERATOR = "ООО «Центр социологических измерений «Барс»"


def paper(make: Callable[[], bytes], kind: str) -> Reply:
    """A document made when it is first asked for."""
    return Reply(make, content_type=kind)


def standard_files(organization: Organization) -> dict[str, Reply]:
    """The report of every assessed year and the plan of the year after it, properly approved."""
    files = {}
    for year in organization.assessed_years or ():
        files[f"otchet-operatora-{year}.pdf"] = report(organization, year)
        files[f"plan-{year + 1}.docx"] = plan(organization, year + 1)
    return files


def report(organization: Organization, year: int) -> Reply:
    """The operator's report as PDF with a text layer."""
    return paper(partial(pdf, report_pages(organization, year), f"Отчёт {year}"), "application/pdf")


def report_pages(organization: Organization, year: int) -> list[list[str]]:
    return [
        [
            OPERATOR,
            f"ОТЧЁТ о выполненных работах по сбору и обобщению информации о качестве условий оказания услуг в {year} году",
            f"Организация-оператор: {OPERATOR}. Заказчик: уполномоченный орган. Контракт от 12.02.{year} № 18-НОК.",
            f"Организация: {organization.name} ({organization.municipality}).",
            f"Сроки проведения независимой оценки качества: март – июнь {year} года.",
            "Опрошено получателей услуг: 212 человек.",
        ],
        [
            "Результаты по критериям:",
            "1. Открытость и доступность информации об организации – 93,4 балла.",
            "2. Комфортность условий предоставления услуг – 88,0 балла.",
            "3. Доступность услуг для инвалидов – 61,2 балла.",
            "4. Доброжелательность, вежливость работников – 97,8 балла.",
            "5. Удовлетворённость условиями оказания услуг – 95,1 балла.",
            "Итоговая оценка – 87,10 балла.",
            "Недостатки: нет выделенной стоянки для автотранспортных средств инвалидов; на сайте не указаны часы приёма заместителей руководителя.",
            "Предложения: обозначить стоянку у главного входа; дополнить раздел «Контакты» сайта.",
        ],
    ]


CONCRETE = (
    ("№", "Недостаток", "Мероприятие", "Срок", "Ответственный", "Результат"),
    (
        "1",
        "Нет стоянки для автотранспорта инвалидов",
        "Разметить два места стоянки у главного входа",
        "до 15.05.{year}",
        "Заместитель директора Ахмедов Т. И.",
        "Обозначены 2 места, установлены 2 знака",
    ),
    (
        "2",
        "На сайте нет часов приёма заместителей",
        "Опубликовать часы приёма трёх заместителей в разделе «Контакты»",
        "до 01.02.{year}",
        "Секретарь Лунёва О. П.",
        "Опубликован график приёма трёх заместителей",
    ),
    (
        "3",
        "Нет дублирования звуковой информации",
        "Установить индукционную систему в холле",
        "III квартал {year} г.",
        "Заведующий хозяйством Дзагов М. Р.",
        "Установлена 1 система",
    ),
)
VAGUE = (
    ("№", "Мероприятие", "Срок", "Ответственный"),
    ("1", "Продолжить работу по повышению качества услуг", "постоянно", "администрация"),
    ("2", "Совершенствовать материально-техническую базу", "в течение года", "администрация"),
    ("3", "Усилить контроль за соблюдением этики", "постоянно", "все сотрудники"),
)


def approval(organization: Organization) -> tuple[str, ...]:
    """«Согласовано» of the body in charge: the minister, or the head of the municipality."""
    if organization.ownership is Ownership.MUNICIPAL:
        return (
            "СОГЛАСОВАНО",
            f"Глава местной администрации, {organization.municipality}",
            "____________ З. А. Карамышев",
            "«20» декабря",
        )
    return ("СОГЛАСОВАНО", MINISTER[sector_of(organization)], "____________ А. М. Тлостанов", "«20» декабря")


def plan_text(
    organization: Organization, year: int, stamps: tuple[str, ...], table: tuple[tuple[str, ...], ...]
) -> bytes:
    """A plan as DOCX: stamps above, title, table of items."""
    title = f"ПЛАН по устранению недостатков, выявленных в ходе независимой оценки качества условий оказания услуг, на {year} год"
    rows = tuple(tuple(cell.format(year=year) for cell in row) for row in table)
    return docx((*stamps, title, organization.name), rows, (f"Оценка проведена в {year - 1} году.",))


def plan(organization: Organization, year: int, *, stamps: tuple[str, ...] | None = None, vague: bool = False) -> Reply:
    """A plan: approved as it should be unless other stamps are given, concrete unless `vague`."""
    used = ("УТВЕРЖДАЮ", "Директор ____________ М. Х. Белов", *approval(organization)) if stamps is None else stamps
    return paper(partial(plan_text, organization, year, used, VAGUE if vague else CONCRETE), DOCX)


def progress(organization: Organization, year: int) -> Reply:
    """A report on carrying out a plan: it looks like the plan and is none."""
    title = f"ОТЧЁТ о выполнении плана по устранению недостатков, выявленных в ходе независимой оценки качества, за {year} год"
    lines = [(line[0], line[2], line[3].format(year=year), "Выполнено") for line in CONCRETE[1:]]
    done = (("№", "Мероприятие", "Срок", "Отметка о выполнении"), *lines)
    return paper(partial(docx, (title, organization.name), done), DOCX)


def ratings(year: int) -> Reply:
    """«Количественные результаты» as a workbook: a table of scores, no operator's report."""
    rows = (
        ("Организация", "Критерий 1", "Критерий 2", "Критерий 3", "Критерий 4", "Критерий 5", "Итог"),
        ("Организация № 1", "93,4", "88,0", "61,2", "97,8", "95,1", "87,10"),
        ("Организация № 2", "90,0", "84,5", "55,0", "99,0", "96,3", "84,96"),
    )
    return paper(partial(xlsx, rows, f"Рейтинг {year}"), XLSX)


def questionnaire_file(organization: Organization) -> Reply:
    """The questionnaire as a file to print: not an online poll."""
    lines = [f"{n}. {text}" for n, (text, _) in enumerate(questions_for(organization), 1)]
    return paper(partial(docx, ("АНКЕТА для родителей", *lines)), DOCX)


def scanned_report() -> Reply:
    """The operator's report as a scan: a picture of a page, no text layer."""
    return paper(lambda: scan_pdf((FILES / "scan.jpg").read_bytes(), 1240, 1754), "application/pdf")


def zipped(members: Mapping[str, Reply]) -> Reply:
    """Documents in one archive."""
    return paper(lambda: archive({name: reply.data for name, reply in members.items()}), "application/zip")
