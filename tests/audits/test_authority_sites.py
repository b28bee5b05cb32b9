"""Whole sites of ministries in the manners of two engines, crawled and judged from end to end."""
# ruff: noqa: E501 - markup stays whole

from __future__ import annotations

import pytest

from audits.demo.model import Reply
from audits.demo.writers import docx, pdf
from rules.model import Outcome
from tests.audits.test_authority_crawl import DOCX, file, judged


def page(menu: str, title: str, body: str) -> Reply:
    head = f"<!doctype html><html lang='ru'><head><meta charset='utf-8'><title>{title} – Минкультуры</title></head>"
    main = f"<main class='content'><h1>{title}</h1>{body}</main><footer><p>Министерство</p></footer>"
    return Reply(f"{head}<body><header><nav class='menu'>{menu}</nav></header>{main}</body></html>".encode())


WP_MENU = '<ul><li><a href="/">Главная</a></li><li><a href="/ministerstvo/">Министерство</a><ul class="sub-menu"><li><a href="/ministerstvo/obshhestvennyj-sovet/">Общественный совет</a></li></ul></li><li><a href="/deyatelnost/">Деятельность</a><ul class="sub-menu"><li><a href="/deyatelnost/nezavisimaya-oczenka/">Независимая оценка качества</a></li></ul></li></ul>'
WORDPRESS = {
    "/": page(WP_MENU, "Министерство культуры", "<p>Добро пожаловать</p>"),
    "/ministerstvo/": page(WP_MENU, "Министерство", "<p>О нас</p>"),
    "/deyatelnost/": page(WP_MENU, "Деятельность", "<p>Направления</p>"),
    "/ministerstvo/obshhestvennyj-sovet/": page(
        WP_MENU,
        "Общественный совет",
        '<p>Общественный совет по проведению независимой оценки качества условий оказания услуг.</p><div class="wp-block-file"><a href="/wp-content/uploads/2018/05/pol.docx">Положение</a><a href="/wp-content/uploads/2018/05/pol.docx" download>Скачать</a></div><div class="wp-block-file"><a href="/wp-content/uploads/2025/03/sostav.docx">Состав с 20.03.2025</a></div><p><a href="/ministerstvo/obshhestvennyj-sovet/protokoly/">Протоколы</a></p>',
    ),
    "/ministerstvo/obshhestvennyj-sovet/protokoly/": page(
        WP_MENU,
        "Протоколы",
        '<ul><li><a href="/wp-content/uploads/2026/04/p2.pdf">14.04.2026</a></li><li><a href="/wp-content/uploads/2026/01/p1.pdf">22.01.2026</a></li></ul>',
    ),
    "/deyatelnost/nezavisimaya-oczenka/": page(
        WP_MENU,
        "Независимая оценка качества",
        '<p>Порядок проведения установлен <a href="https://www.consultant.ru/x">Федеральным законом от 05.12.2017 № 392-ФЗ</a>.</p><h2>Нормативные акты</h2><ul><li><a href="/wp-content/uploads/npa.pdf">Приказ министерства от 24.07.2020 № 151 «О независимой оценке качества»</a></li></ul><ul><li><a href="/deyatelnost/nezavisimaya-oczenka/nok-2025/">НОК 2025</a></li><li><a href="/deyatelnost/nezavisimaya-oczenka/nok-2022/">НОК 2022</a></li></ul><a href="https://bus.gov.ru/qrcode/rate/1"><img src="/qr.png" alt="Оценить"></a>',
    ),
    "/deyatelnost/nezavisimaya-oczenka/nok-2025/": page(
        WP_MENU,
        "НОК 2025",
        '<details><summary>Перечень организаций</summary><ol><li>Музей истории</li><li>Театр кукол</li></ol></details><details><summary>Оператор</summary><p>ООО «Мера», государственный контракт от 12.02.2025 № 18</p></details><details><summary>Результаты</summary><table><tr><th>Организация</th><th>Итоговый показатель</th></tr><tr><td>Музей истории</td><td>92,4</td></tr><tr><td>Театр кукол</td><td>88,1</td></tr></table></details><details><summary>Предложения Общественного совета</summary><p>Рекомендовать организациям обозначить стоянки и обновить сайты.</p></details><details><summary>План по устранению недостатков</summary><p><a href="/wp-content/uploads/plan.docx">План (утв. приказом от 10.12.2025 № 301)</a></p></details>',
    ),
    "/deyatelnost/nezavisimaya-oczenka/nok-2022/": page(WP_MENU, "НОК 2022", "<p>Архив</p>"),
    "/wp-content/uploads/2018/05/pol.docx": file(
        docx(["Положение", "Общественный совет проводит независимую оценку качества."]), DOCX
    ),
    "/wp-content/uploads/2025/03/sostav.docx": file(
        docx(["Состав", "Ланина Мария Петровна", "Кулик Роман Асланович", "Оспина Р. В."]), DOCX
    ),
    "/wp-content/uploads/2026/04/p2.pdf": file(pdf([["Протокол № 2"]])),
    "/wp-content/uploads/2026/01/p1.pdf": file(pdf([["Протокол № 1"]])),
    "/wp-content/uploads/npa.pdf": file(pdf([["Приказ"]])),
    "/wp-content/uploads/plan.docx": file(docx(["План мероприятий"]), DOCX),
}

GW_MENU = '<ul><li><a href="/o-ministerstve/">О министерстве</a></li><li><a href="/dokumenty/">Документы</a></li><li><a href="/dlya-naseleniya/">Для населения</a></li></ul>'
GOSWEB = {
    "/": page(GW_MENU, "Министерство", '<p>Добро пожаловать</p><a href="/dlya-naseleniya/nok/">НОК</a>'),
    "/o-ministerstve/": page(GW_MENU, "О министерстве", "<p>…</p>"),
    "/dokumenty/": page(GW_MENU, "Документы", "<p>…</p>"),
    "/dlya-naseleniya/": page(GW_MENU, "Для населения", '<a href="/dlya-naseleniya/nok/">НОК</a>'),
    "/dlya-naseleniya/nok/": page(
        GW_MENU,
        "НОК",
        """<div class="file-list"><div class="file"><a href="/netcat_files/1/10/h_a1.pdf">Приказ Минтруда России от 31.05.2018 № 344н</a><span>PDF, 1.2 Мб</span></div><div class="file"><a href="/netcat_files/1/10/h_a2.docx">Положение об общественном совете</a></div><div class="file"><a href="/netcat_files/1/10/h_a3.docx">Состав общественного совета (приказ от 20.03.2025 № 41)</a></div><div class="file"><a href="/netcat_files/1/10/h_a4.pdf">Протокол №1_15.02.2026</a></div><div class="file"><a href="/netcat_files/1/10/h_a5.pdf">Протокол 2 от 15 мая 2026</a></div><div class="file"><a href="/netcat_files/1/10/h_a6.docx">Перечень организаций на 2026 год</a></div><div class="file"><a href="/netcat_files/1/10/h_a7.pdf">Отчёт организации-оператора за 2025 год</a></div><div class="file"><a href="/netcat_files/1/10/h_a8.docx">План мероприятий по улучшению качества, утв. приказом №5-п от 12.01.2026</a></div></div><a href="//bus.gov.ru">bus.gov.ru</a>""",
    ),
    "/netcat_files/1/10/h_a1.pdf": file(pdf([["Приказ"]])),
    "/netcat_files/1/10/h_a2.docx": file(
        docx(["Положение об общественном совете", "Проводит независимую оценку качества"]), DOCX
    ),
    "/netcat_files/1/10/h_a3.docx": file(
        docx(
            ["Состав"],
            [["ФИО", "Должность"], ["Ланина М.П.", "председатель"], ["Кулик Р.А.", "член"], ["Оспина Р.В.", "член"]],
        ),
        DOCX,
    ),
    "/netcat_files/1/10/h_a4.pdf": file(pdf([["Протокол"]])),
    "/netcat_files/1/10/h_a5.pdf": file(pdf([["Протокол"]])),
    "/netcat_files/1/10/h_a6.docx": file(
        docx(
            ["Перечень организаций, подлежащих независимой оценке"],
            [["№", "Наименование"], ["1", "ГБУЗ «ЦРБ»"], ["2", "ГБУЗ «ГКБ № 1»"]],
        ),
        DOCX,
    ),
    "/netcat_files/1/10/h_a7.pdf": file(
        pdf(
            [
                [
                    "Отчёт о результатах независимой оценки качества за 2025 год",
                    "Исполнитель (организация-оператор): ООО «Мера», контракт № 18 от 12.02.2025",
                    "ГБУЗ ЦРБ 92,4 балла",
                    "ГБУЗ ГКБ № 1 88,1 балла",
                    "Предложения по улучшению качества: обозначить стоянки, обновить сайты организаций",
                ]
            ]
        )
    ),
    "/netcat_files/1/10/h_a8.docx": file(
        docx(
            ["План мероприятий по улучшению качества", "Обозначить стоянки до 15.05.2026, ответственные — руководители"]
        ),
        DOCX,
    ),
}


@pytest.mark.parametrize("pages", [WORDPRESS, GOSWEB], ids=["wordpress", "gosweb"])
def test_everything_there_is_found(pages: dict[str, Reply]) -> None:
    findings = judged(pages)
    assert {rule: one.message for rule, one in findings.items() if one.outcome is not Outcome.PASSED} == {}


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("/wp-content/uploads/2025/03/sostav.docx", "authority-council-members-published"),
        ("/wp-content/uploads/2018/05/pol.docx", "authority-council-regulation-published"),
        ("/deyatelnost/nezavisimaya-oczenka/nok-2025/", "authority-results-published"),
    ],
)
def test_what_is_taken_away_is_missed(path: str, rule: str) -> None:
    pages = {address: reply for address, reply in WORDPRESS.items() if address != path}
    assert judged(pages)[rule].outcome is Outcome.FAILED
