"""A ministry whose section is deep and whose papers are files, crawled and judged from end to end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from audits.demo.layout import host
from audits.demo.model import Reply
from audits.demo.server import serve_hosts
from audits.demo.writers import docx, pdf, xlsx
from audits.model import AuditOptions, Budget
from audits.run.single import check
from rules.model import Finding, Organization, Outcome, Sector, Subject

HOST = "minkult.deep.test"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MENU = (
    '<nav><ul><li><a href="/">Главная</a></li><li><a href="/o">О министерстве</a></li>'
    '<li><a href="/deyatelnost/nok/">Независимая оценка качества</a></li>'
    '<li><a href="/news/">Новости</a></li></ul></nav>'
)


def page(title: str, body: str) -> Reply:
    html = (
        f"<!doctype html><html lang='ru'><head><meta charset='utf-8'><title>{title}</title></head><body>{MENU}"
        f"<main><h1>{title}</h1>{body}</main><footer>Министерство культуры Поозёрья</footer></body></html>"
    )
    return Reply(html.encode())


def links(*pairs: tuple[str, str]) -> str:
    return "<ul>" + "".join(f'<li><a href="{url}">{label}</a></li>' for label, url in pairs) + "</ul>"


def file(body: bytes, kind: str = "application/pdf") -> Reply:
    return Reply(body, content_type=kind)


def ministry() -> dict[str, Reply]:
    nok = "/deyatelnost/nok/"
    return {
        "/": page("Министерство культуры Поозёрья", "<p>Добро пожаловать на сайт министерства.</p>"),
        "/o": page("О министерстве", "<p>Министерство проводит политику в сфере культуры.</p>"),
        "/news/": page("Новости", "<p>В республике прошёл фестиваль.</p>"),
        nok: page(
            "Независимая оценка качества",
            links(
                ("Нормативная база", nok + "npa/"),
                ("Общественный совет", nok + "sovet/"),
                ("2024 год", nok + "2024/"),
                ("2025 год", nok + "2025/"),
                ("Оставить отзыв на bus.gov.ru", "https://bus.gov.ru/"),
            ),
        ),
        nok + "npa/": page(
            "Нормативная база",
            links(
                ("Федеральный закон от 21.07.2014 № 256-ФЗ", "/f/256.pdf"), ("Приказ от 10.02.2016 № 12", "/f/12.pdf")
            ),
        ),
        nok + "sovet/": page(
            "Общественный совет по независимой оценке качества",
            links(
                ("Положение", "/f/polozhenie.docx"),
                ("Состав", "/f/sostav.docx"),
                ("Протоколы заседаний", nok + "sovet/protokoly/"),
            ),
        ),
        nok + "sovet/protokoly/": page(
            "Протоколы заседаний", links(("от 14.04.2026", "/f/p2.pdf"), ("от 22.01.2026", "/f/p1.pdf"))
        ),
        nok + "2024/": page("2024 год", "<p>Оценка не проводилась.</p>"),
        nok + "2025/": page(
            "2025 год",
            links(
                ("Перечень учреждений, в отношении которых проводится оценка", "/f/perechen.docx"),
                ("Сведения об операторе", "/f/operator.pdf"),
                ("Рейтинг учреждений", "/f/reiting.xlsx"),
                ("Предложения общественного совета", "/f/predlozheniya.pdf"),
                ("План мероприятий по устранению недостатков", "/f/plan.docx"),
            ),
        ),
        "/f/256.pdf": file(pdf([["Федеральный закон"]])),
        "/f/12.pdf": file(pdf([["Приказ о независимой оценке качества"]])),
        "/f/polozhenie.docx": file(
            docx(["Положение об общественном совете", "Совет проводит независимую оценку качества услуг."]), DOCX
        ),
        "/f/sostav.docx": file(
            docx(
                ["Состав общественного совета", "утверждён приказом министерства от 20.03.2025 № 41"],
                [["№", "ФИО"], ["1", "Ланина Мария Петровна"], ["2", "Кулик Роман Асланович"], ["3", "Оспина Р. В."]],
            ),
            DOCX,
        ),
        "/f/p1.pdf": file(pdf([["Протокол № 1 заседания общественного совета"]])),
        "/f/p2.pdf": file(pdf([["Протокол № 2 заседания общественного совета"]])),
        "/f/perechen.docx": file(
            docx(
                ["Перечень учреждений культуры, подлежащих независимой оценке качества в 2025 году"],
                [["№", "Наименование"], *([str(n), f"Библиотека № {n}"] for n in range(1, 13))],
            ),
            DOCX,
        ),
        "/f/operator.pdf": file(
            pdf([["Организация-оператор — ООО «Мера»,", "государственный контракт от 12.02.2025 № 18."]])
        ),
        "/f/reiting.xlsx": file(
            xlsx(
                [
                    ["Рейтинг по результатам независимой оценки качества за 2025 год", ""],
                    ["Учреждение", "Итоговый балл"],
                    *([f"Библиотека № {n}", f"{90 - n},5"] for n in range(1, 13)),
                ]
            ),
            XLSX,
        ),
        "/f/predlozheniya.pdf": file(
            pdf([["Общественный совет предлагает улучшить качество услуг:", "оборудовать входы, обновить сайты."]])
        ),
        "/f/plan.docx": file(
            docx(
                [
                    "УТВЕРЖДЁН приказом министерства культуры от 10.12.2025 № 301",
                    "План мероприятий по устранению недостатков, выявленных в ходе независимой оценки",
                ]
            ),
            DOCX,
        ),
    }


def judged(pages: Mapping[str, Reply]) -> dict[str, Finding]:
    with serve_hosts({HOST: host(pages)}) as server:
        body = Organization(
            id="minkult",
            name="Министерство культуры Поозёрья",
            subject=Subject.AUTHORITY,
            sector=Sector.CULTURE,
            site=f"http://{HOST}:{server.port}/",
        )
        options = AuditOptions(
            on=date(2026, 11, 20),
            render="never",
            allow_private=True,
            budget=Budget(seconds=60, requests=200),
            hosts={HOST: "127.0.0.1"},
        )
        result = check(body, options)
    assert result.judged
    return {finding.rule: finding for finding in result.judgement.findings}


@pytest.fixture(scope="module")
def findings() -> dict[str, Finding]:
    return judged(ministry())


def test_everything_in_a_deep_section_is_found(findings: dict[str, Finding]) -> None:
    told = {rule: (finding.outcome, finding.message) for rule, finding in findings.items()}
    assert {rule for rule, (outcome, _) in told.items() if outcome is not Outcome.PASSED} == set(), told


def test_values_are_read_from_the_files(findings: dict[str, Finding]) -> None:
    assert findings["authority-organizations-listed"].details["count"] == 12
    assert findings["authority-results-published"].details["highest"] == 89.5
    assert findings["authority-results-published"].details["organizations"] == 12
    assert findings["authority-council-members-published"].details["members"] == 3
    assert findings["authority-council-minutes-published"].details["latest"] == "2026-04-14"
    assert findings["authority-operator-named"].details["operator"] == "ООО «Мера»"
    assert "301" in findings["authority-plan-approved-published"].details["order"]


def test_what_is_removed_is_missed() -> None:
    pages = ministry()
    for path in ("/f/reiting.xlsx", "/f/plan.docx", "/f/operator.pdf"):
        del pages[path]
    findings = judged(pages)
    for rule in ("authority-results-published", "authority-plan-approved-published", "authority-operator-named"):
        assert findings[rule].outcome is Outcome.FAILED, findings[rule]
    assert any("отсутствующий документ" in remark for remark in findings["authority-results-published"].remarks)
    assert findings["authority-proposals-published"].outcome is Outcome.PASSED


def test_what_could_not_be_read_accuses_nobody() -> None:
    pages = ministry()
    for path in ("/f/sostav.docx", "/f/polozhenie.docx", "/f/operator.pdf"):
        pages[path] = file(b"%PDF-1.7 torn off")
    findings = judged(pages)
    for rule in (
        "authority-council-members-published",
        "authority-council-regulation-published",
        "authority-operator-named",
    ):
        assert findings[rule].outcome is Outcome.INCONCLUSIVE, findings[rule]
    assert findings["authority-results-published"].outcome is Outcome.PASSED


def plain_words() -> dict[str, Reply]:
    """A section that calls nothing by its official name: only its text and its files tell what they are."""
    pages = ministry()
    kept = {path: reply for path, reply in pages.items() if path in {"/o", "/news/"}}
    menu = '<nav><ul><li><a href="/o">О нас</a></li><li><a href="/usloviya/">Условия в музеях</a></li></ul></nav>'
    said = "<p>Независимая оценка качества условий оказания услуг проводится раз в три года.</p>"
    return {
        **kept,
        "/": Reply(page("Министерство культуры Поозёрья", "<p>Добро пожаловать.</p>").body + menu.encode()),
        "/usloviya/": page(
            "Условия в музеях",
            said + links(("2025", "/f/1.xlsx"), ("исправляемся", "/f/2.docx"), ("о совете", "/f/3.docx")),
        ),
        "/f/1.xlsx": pages["/f/reiting.xlsx"],
        "/f/2.docx": file(
            docx(
                ["ПРИКАЗ", "10.12.2025 № 301", "Об утверждении плана по устранению недостатков, выявленных в ходе",
                 "независимой оценки качества", "1. Утвердить прилагаемый План.", "Министр О. Б. Ланина"]
            ),
            DOCX,
        ),
        "/f/3.docx": file(
            docx(
                ["ПРИКАЗ от 20.03.2025 № 41", "Об общественном совете по независимой оценке качества",
                 "Приложение 1. ПОЛОЖЕНИЕ об общественном совете", "1. Общие положения",
                 "Приложение 2. Состав: Ланина М. П., Кулик Р. А., Оспина Р. В."]
            ),
            DOCX,
        ),
    }  # fmt: skip


def test_a_section_in_plain_words_is_read_by_what_it_says() -> None:
    findings = judged(plain_words())
    passed = {rule for rule, finding in findings.items() if finding.outcome is Outcome.PASSED}
    assert passed >= {
        "authority-nok-section-published", "authority-results-published", "authority-plan-approved-published",
        "authority-council-regulation-published", "authority-council-members-published",
    }  # fmt: skip
    assert findings["authority-council-minutes-published"].outcome is Outcome.FAILED


def old_site() -> dict[str, Reply]:
    """Numbers for addresses, tables for lists, and every link called «открыть» or «скачать»."""

    def row(*pairs: tuple[str, str], label: str = "скачать") -> str:
        rows = (f'<tr><td>{name}</td><td><a href="{url}">{label}</a></td></tr>' for name, url in pairs)
        return f"<table>{''.join(rows)}</table>"

    def old(title: str, body: str) -> Reply:
        menu = (
            '<a href="/">Главная</a> <a href="/index.php?id=2">Деятельность</a> <a href="/index.php?id=3">Новости</a>'
        )
        head = f"<!doctype html><html lang='ru'><head><meta charset='utf-8'><title>{title}</title></head>"
        return Reply(f"{head}<body><div class='menu'>{menu}</div><h1>{title}</h1>{body}</body></html>".encode())

    page, get = "/index.php?id=", "/download.php?f="
    parts = (
        ("Нормативные документы", page + "41"),
        ("Общественный совет", page + "42"),
        ("Итоги 2025 года", page + "43"),
    )
    council = (
        ("Положение об Общественном совете", get + "21"),
        ("Состав Общественного совета", get + "22"),
        ("Протокол заседания от 14.04.2026 № 2", get + "23"),
    )
    year = (
        ("Перечень организаций, подлежащих НОК в 2025 году", get + "31"), ("Сведения об операторе", get + "32"),
        ("Результаты НОК", get + "33"), ("Предложения общественного совета по улучшению", get + "34"),
        ("План по устранению недостатков", get + "35"),
    )  # fmt: skip
    away = '<p><a href="https://vk.com/away.php?to=https%3A%2F%2Fbus.gov.ru">Оставить отзыв</a></p>'
    act = (
        f'<table><tr><td>1</td><td>Федеральный закон от 05.12.2017 № 392-ФЗ</td><td><a href="{get}11">скачать</a></td>'
    )
    return {
        "/": old("Министерство просвещения Поозёрья", "<p>Добро пожаловать на сайт министерства.</p>"),
        page + "2": old("Деятельность", f'<ul><li><a href="{page}40">НОК УООД</a></li></ul>'),
        page + "3": old("Новости", "<p>Открыта школа</p>"),
        page + "40": old("НОК УООД", row(*parts, label="открыть") + away),
        page + "41": old("Нормативные документы", f"{act}</tr></table>"),
        page + "42": old("Общественный совет", row(*council)),
        page + "43": old("Итоги 2025 года", row(*year)),
        get + "11": file(pdf([["Федеральный закон"]])),
        get + "21": file(
            docx(["Положение об общественном совете", "Совет проводит независимую оценку качества условий."]), DOCX
        ),
        get + "22": file(docx(["Состав", "Ланина Мария Петровна", "Кулик Роман Асланович", "Оспина Р. В."]), DOCX),
        get + "23": file(pdf([["Протокол заседания"]])),
        get + "31": file(docx(["Перечень"], [["№", "Наименование"], ["1", "СОШ № 1"], ["2", "СОШ № 2"]]), DOCX),
        get + "32": file(pdf([["Оператор — ООО «Мера», контракт от 12.02.2025 № 18"]])),
        get + "33": file(
            xlsx([["Организация", "Открытость", "Итог", "Место"], ["СОШ № 1", "90", "87,5", "2"],
                  ["СОШ № 2", "92", "91,5", "1"]]), XLSX
        ),
        get + "34": file(pdf([["Общественный совет предлагает организациям:", "обозначить стоянки, обновить сайты"]])),
        get + "35": file(
            docx(["Утверждён приказом министерства от 10.12.2025 № 301", "План по устранению недостатков"]), DOCX
        ),
    }  # fmt: skip


def test_links_that_say_only_open_and_download_are_called_by_their_rows() -> None:
    findings = judged(old_site())
    told = {rule: finding.message for rule, finding in findings.items() if finding.outcome is not Outcome.PASSED}
    assert told == {}
    assert findings["authority-results-published"].details["highest"] == 91.5
