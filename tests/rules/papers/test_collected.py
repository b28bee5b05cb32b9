"""Documents of the НОК page as real layouts show them: what they are, of which year, and what may be said of them."""

from __future__ import annotations

import pytest

from crawler.items import Document, Facts, Failure, Reason
from rules.evaluate import nose
from rules.load import load_methodology
from rules.model import Outcome, Sector
from rules.view import SiteView
from tests.rules.drawn import area, drawn, verdicts
from tests.rules.markup import document, found
from tests.rules.polls.pages import nok
from tests.rules.sites import BASE, ON, organization

KBR = load_methodology("kbr-2017")
P, F, U = Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE
REPORT = '<p><a href="/f/o.pdf">Отчёт организации-оператора за 2022 год</a></p>'
PLAN = '<p><a href="/f/p.pdf">План по устранению недостатков на 2023 год</a></p>'
BUTTON = '<a href="/f/{}.pdf">Скачать</a>'

LAYOUTS = {
    "years in columns": (
        "<table><tr><th>Материал</th><th>2019</th><th>2022</th></tr>"
        f"<tr><td>Отчёт оператора</td><td>{BUTTON.format(1)}</td><td>{BUTTON.format(2)}</td></tr>"
        f"<tr><td>План по устранению недостатков</td><td>{BUTTON.format(3)}</td><td>{BUTTON.format(4)}</td></tr>"
        "</table>"
    ),
    "years in columns, empty corner": (
        "<table><tr><th></th><th>2019</th><th>2022</th></tr>"
        f"<tr><td>Отчёт оператора</td><td>{BUTTON.format(1)}</td><td>{BUTTON.format(2)}</td></tr>"
        f"<tr><td>План улучшения качества</td><td>{BUTTON.format(3)}</td><td>{BUTTON.format(4)}</td></tr></table>"
    ),
    "years in rows": (
        "<table><thead><tr><th>Год</th><th>Отчёт оператора</th><th>План устранения недостатков</th></tr></thead><tbody>"
        f"<tr><td>2019</td><td>{BUTTON.format(1)}</td><td>{BUTTON.format(3)}</td></tr>"
        f"<tr><td>2022</td><td>{BUTTON.format(2)}</td><td>{BUTTON.format(4)}</td></tr></tbody></table>"
    ),
    "a button under a line": "".join(
        f"<p>{name}</p><p>{BUTTON.format(number)}</p>"
        for number, name in enumerate(
            ("Отчёт оператора, 2019 год", "План на 2020 год по НОК", "Отчёт оператора, 2022 год", "План НОК на 2023")
        )
    ),
    "lines of one paragraph": "<p>" + "<br>".join(
        f"{name} {BUTTON.format(number)}"
        for number, name in enumerate(
            ("Отчёт оператора, 2019 год", "План на 2020 год по НОК", "Отчёт оператора, 2022 год", "План НОК на 2023")
        )
    ) + "</p>",
    "lines, the button in the next": "<p>" + "<br>".join(
        f"{name}<br>{BUTTON.format(number)}"
        for number, name in enumerate(
            ("Отчёт оператора, 2019 год", "План на 2020 год по НОК", "Отчёт оператора, 2022 год", "План НОК на 2023")
        )
    ) + "</p>",
    "cards": "".join(
        f'<div class="doc"><div class="name">{name}</div>{BUTTON.format(number)}</div>'
        for number, name in enumerate(
            ("Отчёт оператора за 2019", "Отчёт оператора за 2022", "План по НОК на 2020", "План по НОК на 2023")
        )
    ),
    "icons beside text": "<ul>" + "".join(
        f'<li><a href="/f/{number}.pdf"><img src="pdf.png"></a> {name}</li>'
        for number, name in enumerate(
            ("Отчёт оператора 2019", "Отчёт оператора 2022", "План на 2020 год по НОК", "План на 2023 год по НОК")
        )
    ) + "</ul>",
    "several formats in a line": (
        '<p>Отчёт оператора 2019: <a href="/f/a.pdf">pdf</a>, <a href="/f/a.doc">doc</a>; '
        'Отчёт оператора 2022: <a href="/f/b.pdf">pdf</a></p>'
        '<p>План по НОК на 2020: <a href="/f/c.pdf">pdf</a>; План по НОК на 2023: <a href="/f/d.pdf">pdf</a></p>'
    ),
    "accordion by year": "".join(
        f'<details><summary>{year}</summary><p><a href="/f/o{year}.pdf">Отчёт</a></p>'
        f'<p><a href="/f/p{year}.pdf">План мероприятий</a></p></details>'
        for year in (2022, 2019)
    ),
    "headings by kind, links by year": (
        "<h2>Отчёты операторов</h2>" + "".join(f'<p><a href="/f/o{y}.pdf">{y}</a></p>' for y in (2019, 2022))
        + "<h2>Планы</h2>" + "".join(f'<p><a href="/f/p{y}.pdf">{y}</a></p>' for y in (2020, 2023))
    ),
    "shown in frames": "".join(
        f'<h2>{name}</h2><iframe src="/f/{number}.pdf"></iframe>'
        for number, name in enumerate(
            ("Отчёт оператора за 2019", "Отчёт оператора за 2022", "План по НОК на 2020", "План по НОК на 2023")
        )
    ),
}  # fmt: skip

SCORES = "<table><tr><th>Критерий</th><th>Балл</th></tr><tr><td>Открытость</td><td>96</td></tr></table>"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_tell_kind_and_year(layout: str) -> None:
    findings = verdicts(LAYOUTS[layout], years=(2019, 2022))
    for rule in ("results-published", "plans-published", "nok-page-ordered"):
        assert findings[rule].outcome is P, (rule, findings[rule].message)


def test_pages_by_year_two_clicks_down() -> None:
    year = drawn("/nok/2022", '<p><a href="/nok/2022/results">Результаты</a></p>', "2022 год")
    results = drawn("/nok/2022/results", '<p><a href="/f/o.pdf">Отчёт оператора</a></p>', "Результаты")
    assert verdicts('<p><a href="/nok/2022">2022 год</a></p>', year, results)["results-published"].outcome is P


@pytest.mark.parametrize(
    ("content", "results", "plans"),
    [
        ('<p><a href="https://bus.gov.ru/info-card/7">Результаты независимой оценки 2022</a></p>', F, F),
        ('<p><a href="/f/1.pdf">Отчёт об исполнении плана по НОК за 2023 год</a></p>', F, F),
        ('<p><a href="/f/1.pdf">План финансово-хозяйственной деятельности на 2023 год</a></p>', F, F),
        ('<p><a href="/f/1.pdf">План мероприятий по улучшению качества услуг на 2022–2024 годы</a></p>', F, P),
        ('<p><a href="/f/1.pdf">План улучшения качества услуг на 2021, 2022 и 2023 годы</a></p>', F, P),
        ('<p><a href="/f/1.pdf">Результаты оценки качества 2022 года и план по НОК на 2023 год</a></p>', P, P),
        ('<p><a href="/f/1.pdf">План по НОК на 2023 год и отчёт о его выполнении</a></p>', F, P),
        ('<p><a href="/f/1.pdf">Дорожная карта по устранению недостатков на 2023 год</a></p>', F, P),
        ('<p><a href="/f/1.jpg">Диплом за победу в независимой оценке 2022</a></p>', F, F),
        ('<p><a href="/f/1.pdf">Протокол заседания общественного совета об итогах НОК 2022</a></p>', F, F),
        ('<p><a href="/f/1.pdf">Сводная ведомость СОУТ 2022</a></p>', F, F),
        ('<p><a href="/f/2.pdf">Отчёт о ВСОКО 2022</a></p>', F, F),
        ("<p>В 2022 году независимая оценка принесла саду 97,4 балла.</p>", F, F),
        (f"<h2>Результаты НОК 2022</h2>{SCORES}", F, F),
        ("<p>Отчёт и план будут размещены позднее.</p>", F, F),
    ],
)  # fmt: skip
def test_what_is_a_report_and_what_is_a_plan(content: str, results: Outcome, plans: Outcome) -> None:
    findings = verdicts(content)
    assert (findings["results-published"].outcome, findings["plans-published"].outcome) == (results, plans)


@pytest.mark.parametrize("reason", [Reason.NO_OCR, Reason.UNREADABLE, Reason.TOO_LARGE, Reason.BUDGET_EXHAUSTED])
@pytest.mark.parametrize("label", ["Скачать", "НОК 2022", "Материалы", ""])
def test_a_file_nobody_could_read_is_not_absent(reason: Reason, label: str) -> None:
    """Whatever it is, a scan or a rar: nothing may be called missing while it may hold it."""
    silent = Document(BASE + "/f/scan001.pdf", format="pdf", reason=reason, page_count=2)
    findings = verdicts(f'<p><a href="/f/scan001.pdf">{label}<img src="i.png"></a></p>', documents=(silent,))
    for rule in ("results-published", "plans-published", "acts-published"):
        if rule == "acts-published" and label == "НОК 2022":
            continue
        assert (findings[rule].outcome, findings[rule].reason) == (U, reason), rule


@pytest.mark.parametrize(
    "label", ["Устав", "НОК 2018", "Приказ о проведении НОК", "Состав общественного совета по НОК"]
)
def test_a_file_whose_name_tells_leaves_the_absence(label: str) -> None:
    silent = Document(BASE + "/f/x.pdf", format="pdf", reason=Reason.NO_OCR, page_count=2)
    findings = verdicts(f'<p><a href="/f/x.pdf">{label}</a></p>', documents=(silent,))
    assert findings["results-published"].outcome is F


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (Reason.TIMEOUT, U),
        (Reason.HTTP_5XX, U),
        (Reason.ROBOTS_DISALLOWED, U),
        (Reason.HTTP_404, F),
        (Reason.SOFT_404, F),
    ],
)
def test_a_file_that_did_not_come(reason: Reason, outcome: Outcome) -> None:
    failures = tuple(Failure(BASE + path, reason, kind="document") for path in ("/f/o.pdf", "/f/p.pdf"))
    findings = verdicts(REPORT + PLAN, texts={"/f/ustav.pdf": "Устав"}, failures=failures)
    assert findings["results-published"].outcome is outcome
    assert findings["plans-published"].outcome is outcome
    if outcome is F:
        assert "/f/o.pdf" in findings["results-published"].remarks[0]


def test_where_no_file_of_the_folder_answers_no_link_is_blamed() -> None:
    paths = ("/f/o.pdf", "/f/p.pdf", "/f/order.pdf")
    failures = tuple(Failure(BASE + path, Reason.HTTP_404, kind="document") for path in paths)
    finding = verdicts(REPORT + PLAN, failures=failures)["results-published"]
    assert finding.outcome is P
    assert "не открылся" in finding.remarks[0]


def test_two_files_that_are_not_found_are_two_dead_links_or_a_lost_storage() -> None:
    failures = tuple(Failure(BASE + path, Reason.HTTP_404, kind="document") for path in ("/f/o.pdf", "/f/p.pdf"))
    for rule in ("results-published", "plans-published"):
        finding = verdicts(REPORT + PLAN, failures=failures)[rule]
        assert (finding.outcome, finding.reason) == (U, Reason.HTTP_404)


def test_a_single_file_that_is_not_found_is_neither_there_nor_missing() -> None:
    for rule, path in (("results-published", "/f/o.pdf"), ("plans-published", "/f/p.pdf")):
        finding = verdicts(REPORT + PLAN, failures=(Failure(BASE + path, Reason.HTTP_404, kind="document"),))[rule]
        assert (finding.outcome, finding.reason) == (U, Reason.HTTP_404)
        assert "не открылся" in finding.message


def test_a_report_that_could_not_be_read_is_neither_there_nor_missing() -> None:
    scan = Document(BASE + "/f/o.pdf", format="pdf", reason=Reason.NO_OCR, page_count=9)
    for years in ((2022,), None):
        finding = verdicts(REPORT, documents=(scan,), years=years)["results-published"]
        assert (finding.outcome, finding.reason) == (U, Reason.NO_OCR)


TYPED_PLAN = (
    "План по устранению недостатков, выявленных в ходе независимой оценки, на 2023 год\n"
    "1. Поставить 2 скамьи. Срок: 01.02.2023. Ответственный: завхоз\n"
    "2. Купить 3 лампы. Срок: 01.03.2023. Ответственный: завхоз"
)
TYPED_REPORT = "Отчёт организации-оператора о независимой оценке качества условий оказания услуг за 2022 год\nВведение"


def test_every_member_of_an_archive_counts() -> None:
    members = tuple(
        Document(BASE + "/f/all.zip", format="txt", text=text, file_name=name, member=name)
        for name, text in (("1.txt", TYPED_REPORT), ("2.txt", TYPED_PLAN))
    )
    findings = verdicts('<p><a href="/f/all.zip">Документы одним архивом</a></p>', documents=members)
    for rule in ("results-published", "plans-published", "plans-specific"):
        assert findings[rule].outcome is P, rule


def test_the_year_may_stand_in_the_text_only() -> None:
    plan = "ПЛАН по устранению недостатков\n" + "\n".join(TYPED_PLAN.splitlines()[1:])
    report = (
        "ОТЧЁТ\nо выполненных работах\n" + "Оглавление\n" * 60 + "Независимая оценка проведена в 2022 году оператором."
    )
    links = '<p><a href="/f/1.pdf">Отчёт оператора</a></p><p><a href="/f/2.pdf">План мероприятий</a></p>'
    findings = verdicts(links, texts={"/f/1.pdf": report, "/f/2.pdf": plan})
    assert findings["results-published"].outcome is P
    assert findings["plans-published"].outcome is P


@pytest.mark.parametrize(
    ("name", "label", "outcome"),
    [
        ("МБОУ «Школа № 5»", "Отчёт оператора по школе № 7 за 2022 год", F),
        ("МБОУ «Школа № 5»", "Отчёт оператора по школе № 5 за 2022 год", P),
        ("МБОУ «Школа № 5»", "Отчёт оператора по школам района (приложение № 7) за 2022 год", P),
        ("МБОУ «Школа с. Заречного»", "Отчёт оператора по школе № 7 за 2022 год", P),
    ],
)
def test_a_document_about_another_school_is_none_of_ours(name: str, label: str, outcome: Outcome) -> None:
    finding = verdicts(f'<p><a href="/f/o.pdf">{label}</a></p>', org={"name": name})["results-published"]
    assert finding.outcome is outcome
    if outcome is F:
        assert "другой организации" in finding.remarks[0]


HTML_PLAN = (
    "<h2>План по устранению недостатков на 2023 год</h2>"
    "<table><tr><th>Мероприятие</th><th>Срок</th><th>Ответственный</th></tr>"
    "<tr><td>Поставить 2 скамьи</td><td>01.05.2023</td><td>завхоз</td></tr>"
    "<tr><td>Покрасить 3 двери</td><td>01.06.2023</td><td>завхоз</td></tr></table>"
)


def test_a_plan_written_on_the_page_is_a_plan() -> None:
    findings = verdicts(HTML_PLAN)
    assert findings["plans-published"].outcome is P
    assert findings["plans-specific"].outcome is P
    assert findings["plans-approved"].outcome is F


def test_a_plan_on_a_page_of_its_own() -> None:
    link = '<p><a href="/plan">План по устранению недостатков на 2023 год</a></p>'
    agreed = "<p>СОГЛАСОВАНО</p><p>Министр просвещения КБР А.Б. Заречный</p>"
    items = "".join(
        f"<li>{what}. Срок: 01.0{month}.2023. Ответственный: завхоз</li>"
        for month, what in ((5, "Поставить 2 скамьи"), (6, "Покрасить 3 двери"))
    )
    full = drawn("/plan", agreed + f"<ol>{items}</ol>", "План по устранению недостатков на 2023 год")
    findings = verdicts(link, full)
    for rule in ("plans-published", "plans-specific", "plans-approved"):
        assert findings[rule].outcome is P, rule
    empty = drawn("/plan", "<p>Раздел наполняется</p>", "План по устранению недостатков на 2023 год")
    assert verdicts(link, empty)["plans-published"].outcome is F


def test_a_page_that_links_to_a_plan_is_not_the_plan() -> None:
    """Advice of the operator stands in lists, too: it is no plan, whatever else the page links to."""
    asked = ("сведения об учредителе", "адрес сайта учредителя", "копия устава организации", "копия плана ФХД")
    advice = (
        "<p>Сад открыт в 1978 году, в нём шесть групп; воспитатели и помощники воспитателей работают с семи утра до "
        "семи вечера, музыкальный зал и спортивная площадка обновлены, у каждой группы есть своя веранда.</p>"
        "<h2>Предложения по улучшению качества деятельности</h2><h3>По результатам оценки открытости:</h3>"
        f"<p>Привести в соответствие информацию на сайте:</p><ul>{''.join(f'<li>{one}</li>' for one in asked)}</ul>"
    )
    other = drawn("/inoe", '<p><a href="/f/p.pdf">План мероприятий по улучшению качества</a></p>' + advice, "Разное")
    facts = Facts(site=area(PLAN + '<p><a href="/inoe">Разное</a></p>', other))
    papers = SiteView(KBR.lexicon, organization(), facts, ON, nose(KBR)).papers
    assert [paper.name for paper in papers] == ["План по устранению недостатков на 2023 год"]


def test_names_in_a_menu_beside_a_list_of_plans_are_no_items_of_one() -> None:
    menu = "".join(
        f"<li>{name}</li>" if path == "plans" else f"<li><a href=/nok/{path}>{name}</a></li>"
        for path, name in (
            ("", "Независимая оценка качества условий оказания услуг"),
            ("acts", "Нормативные акты о независимой оценке"),
            ("reports", "Результаты независимой оценки"),
            ("plans", "Планы по результатам независимой оценки"),
            ("poll", "Онлайн-опрос о качестве условий оказания услуг"),
            ("counted", "Итоги онлайн-опроса"),
        )
    )
    shown = f"<h3>2023 год</h3>{PLAN}<h4>Независимая оценка</h4><ul>{menu}</ul>"
    plans = drawn("/nok/plans", shown, "Планы по результатам независимой оценки")
    read = verdicts(
        f'<p><a href="/nok/plans">Планы по результатам независимой оценки</a></p>{REPORT}',
        plans,
        texts={"/f/p.pdf": "План\n1. Поставить 2 скамьи. Срок: 01.02.2023. Ответственный: завхоз Ручьёв"},
    )
    assert read["plans-published"].outcome is P
    assert read["plans-specific"].outcome is P, read["plans-specific"].message


def test_a_report_written_on_a_page() -> None:
    told = "<p>Оператор ООО «Мера» собрал и обобщил сведения. Опрошено 40 респондентов, средний балл 93,1.</p>" * 8
    page = drawn("/otchet", told, "Отчёт о результатах независимой оценки качества за 2022 год")
    assert verdicts('<p><a href="/otchet">Отчёт оператора за 2022 год</a></p>', page)["results-published"].outcome is P


def test_one_plan_twice_signed_and_not() -> None:
    """The scan may bear the stamp: the typed copy without it accuses nobody."""
    twice = PLAN + '<p><a href="/f/scan.pdf">План по устранению недостатков на 2023 год (скан)</a></p>'
    scan = Document(BASE + "/f/scan.pdf", format="pdf", reason=Reason.NO_OCR, page_count=2)
    findings = verdicts(twice, texts={"/f/p.pdf": TYPED_PLAN}, documents=(scan,))
    assert (findings["plans-approved"].outcome, findings["plans-approved"].reason) == (U, Reason.NO_OCR)
    assert findings["plans-specific"].outcome is P


def test_a_rating_alone_is_no_report() -> None:
    link = '<p><a href="/f/r.pdf">Рейтинг детских садов по итогам НОК 2022</a></p>'
    text = "Рейтинг организаций по итогам независимой оценки качества 2022 года\n1. Сад — 97 баллов"
    assert verdicts(link, texts={"/f/r.pdf": text})["results-published"].outcome is F
    assert verdicts(link)["results-published"].outcome is U


SHORT = "Оператор: АНО «Мера». Наш центр — 93,1 балла. Недостатки: не указан график работы."


def test_a_short_report_tells_scores_and_shortcomings() -> None:
    link = '<p><a href="/otchet">Отчёт оператора за 2022 год</a></p>'
    page = drawn("/otchet", f"<p>{SHORT}</p>", "Отчёт о результатах независимой оценки качества за 2022 год")
    assert verdicts(link, page)["results-published"].outcome is P
    praise = drawn("/otchet", "<p>Оператор: АНО «Мера». Наш центр — 93,1 балла.</p>", "Отчёт")
    assert verdicts(link, praise)["results-published"].outcome is F


def test_a_paragraph_above_a_table_is_its_title() -> None:
    table = "<table><tr><th>Показатель</th><th>Балл</th></tr><tr><td>Открытость</td><td>71,0</td></tr></table>"
    under = "<p>Замечания оператора: сайт неудобный.</p>"
    title = "<p>Результаты 2022 года (отчёт оператора ООО «Мера»)</p>"
    assert verdicts(f"{title}{table}{under}")["results-published"].outcome is P
    assert verdicts(f"{title}{under}")["results-published"].outcome is F


def test_an_examination_is_no_assessment() -> None:
    exam = '<p><a href="/f/e.pdf">Отчёт о результатах демонстрационного экзамена 2023</a></p>'
    own = '<p><a href="/f/o.pdf">Отчёт оператора по итогам НОК за 2022 год</a></p>'
    assert verdicts(own + exam)["results-only-for-assessed-years"].outcome is P


def test_a_table_of_branches_by_years_and_kinds_is_an_order() -> None:
    files = "".join(
        f'<td><a href="/f/{{0}}-{kind[0]}{year}.pdf">{kind} по независимой оценке {year}</a></td>'
        for kind, year in (("отчёт оператора", 2019), ("план", 2020), ("отчёт оператора", 2022), ("план", 2023))
    )
    row = f"<tr><td>Отделение {{0}}</td>{files}</tr>"
    table = f"<table>{row.format(1)}{row.format(2)}</table>"
    assert verdicts(table)["nok-page-ordered"].outcome is P
    loose = table.replace("<tr>", "").replace("</tr>", "").replace("td>", "p>").replace("table>", "div>")
    assert verdicts(loose)["nok-page-ordered"].outcome is F


def test_poll_results_below_a_table_by_years_leave_it_in_order() -> None:
    rows = "".join(
        f'<tr><td>{year}</td><td><a href="/f/o{year}.pdf">отчёт оператора</a></td>'
        f'<td><a href="/f/p{year}.pdf">план на {year + 1} год по независимой оценке</a></td></tr>'
        for year in (2022, 2019)
    )
    poll = '<p><a href="/f/i.pdf">Итоги опроса получателей услуг за III квартал 2026 года</a></p>'
    listed = rows.replace("<tr>", "").replace("</tr>", "").replace("td>", "p>")
    assert verdicts(f"<div>{listed}</div>{poll}")["nok-page-ordered"].outcome is P
    between = listed.replace('<a href="/f/o2019', f'{poll}<a href="/f/o2019')
    assert verdicts(f"<div>{between}</div>")["nok-page-ordered"].outcome is F


WRITTEN = {
    "Отч": "<p>Организация-оператор ООО «Мера» провела сбор и обобщение информации о качестве условий, замечания: нет "
    "пандуса. Итоговый балл 86,4.</p>",
    "Пла": "<table><tr><th>Мероприятие<th>Срок<th>Ответственный<tr><td>Установить пандус<td>01.06.2023<td>Завхоз"
    "</table>",
}


def test_pages_that_are_papers_stand_where_the_list_names_them() -> None:
    def listed(*names: str) -> Outcome:
        lines = "".join(f"<li><a href=/nok/{n}>{name}</a></li>" for n, name in enumerate(names))
        pages = {
            f"/nok/{n}": document(f"<h1>{name}</h1>{WRITTEN[name[:3]]}", title=name) for n, name in enumerate(names)
        }
        return found("nok-page-ordered", {**nok(f"<ul>{lines}</ul>"), **pages}).outcome

    reports = [f"Отчёт о результатах независимой оценки за {year} год" for year in (2019, 2022)]
    plans = [f"План по итогам независимой оценки на {year} год" for year in (2023, 2020)]
    assert listed(*reports, *plans) is P
    assert listed(reports[0], plans[0], reports[1], plans[1]) is F


def test_a_short_report_that_is_called_one_and_gives_every_score() -> None:
    short = (
        "<h1>Отчёт о результатах независимой оценки качества за 2022 год</h1><p>Организация-оператор ООО «Мера». "
        "Итог 86,4. Открытость 90, комфортность 85, доступность 70, доброжелательность 96, удовлетворённость 91.</p>"
    )
    whole = {"/nok/r": document(short, title="Отчёт за 2022 год")}
    link = "<a href=/nok/r>Отчёт организации-оператора за 2022 год</a>"
    org = organization(assessed_years=(2022,))
    assert found("results-published", {**nok(link), **whole}, org=org).outcome is P
    table = {"/nok/r": document(short.replace("Отчёт о", "Таблица").replace("Отчёт", "Баллы"), title="Баллы")}
    assert found("results-published", {**nok("<a href=/nok/r>Баллы</a>"), **table}, org=org).outcome is not P


def test_a_paper_that_names_another_organization_only_proves_nothing() -> None:
    text = f"Отчёт оператора за 2022 год. Учреждение «Центр помощи семье». {'Замечания: нет пандуса. ' * 20}"
    read = Document(BASE + "/f/o.pdf", format="pdf", text=text, sha256="a")
    finding = verdicts(REPORT, documents=(read,), org={"name": "МБУ «Рябинка»"})["results-published"]
    assert finding.outcome is U
    assert "«Центр помощи семье»" in finding.message


def test_a_list_of_acts_in_a_file_is_read_over_broken_lines() -> None:
    text = "Перечень нормативных правовых актов\n1. Распоряжение Правительства КБР от 29.01.2015 №\n31-рп\n2. Приказ"
    read = Document(BASE + "/f/npa.pdf", format="pdf", text=text, sha256="a")
    link = '<p><a href="/f/npa.pdf">Нормативные документы</a></p>'
    assert "kbr-31-rp" in verdicts(link, documents=(read,))["acts-published"].details["found"]


def test_acts_of_another_ministry_only_leave_the_departments_open() -> None:
    listed = [
        "Указ Президента РФ от 07.05.2012 № 597", "Федеральный закон от 21.07.2014 № 256-ФЗ",
        "Приказ Минфина России от 22.07.2015 № 116н", "Распоряжение Правительства КБР от 29.01.2015 № 31-рп",
        "Постановление Правительства КБР от 31.12.2015 № 324-ПП",
        "Распоряжение Правительства КБР от 13.09.2016 № 458-рп", "{}", "Приказ МБУ «Рябинка» от 01.02.2021 № 19",
    ]  # fmt: skip
    for ministry, outcome in (("Минобрнауки КБР", U), ("Минздрава КБР", P), ("Минтруда и соцзащиты КБР", P)):
        lines = "".join(f"<li>{act.format(f'Приказ {ministry} от 21.03.2016 № 311')}</li>" for act in listed)
        found_ = verdicts(f"<ol>{lines}</ol>", org={"sector": Sector.HEALTH})["acts-published"]
        assert found_.outcome is outcome, found_.message


@pytest.mark.parametrize("reason", [Reason.HTTP_403, Reason.HTTP_5XX, Reason.TIMEOUT])
def test_a_page_of_a_report_that_did_not_answer_gives_its_reason(reason: Reason) -> None:
    link = "<a href=/nok/o>Отчёт организации-оператора о независимой оценке за 2022 год</a>"
    page, org = nok(link), organization(assessed_years=(2022,))
    finding = found("results-published", page, org=org, failures=(Failure(BASE + "/nok/o", reason),))
    assert (finding.outcome, finding.reason) == (U, reason)


def test_what_is_written_on_the_page_stands_at_its_heading() -> None:
    written = {
        kind: f"<h2>{title}</h2>{WRITTEN[kind]}"
        for kind, title in (("Отч", "Отчёт оператора за 2022 год"), ("Пла", "План мероприятий на 2023 год"))
    }
    scan = '<h2>Прочее</h2><p><a href="/f/o.pdf">Отчёт оператора по НОК за 2022 год</a></p>'

    def ordered(*parts: str) -> Outcome:
        return verdicts("".join(parts))["nok-page-ordered"].outcome

    assert ordered(written["Отч"], scan, written["Пла"]) is P
    assert ordered(written["Пла"], written["Отч"], scan) is P
    assert ordered(written["Отч"], written["Пла"], scan) is F
    own = {kind: f'{part}<p><a href="/f/{kind}.pdf">{name}</a></p>' for (kind, part), name in zip(
        written.items(), ("Отчёт оператора по НОК за 2022 год", "План мероприятий по НОК на 2023 год"), strict=True
    )}  # fmt: skip
    assert ordered(own["Отч"], own["Пла"]) is P  # each with its scan below


def test_headings_of_one_name_are_told_apart() -> None:
    report = "<h2>Отчёт оператора за 2022 год</h2>"
    first = f'{report}<p><a href="/f/o.pdf">Отчёт оператора по НОК за 2022 год</a></p>'
    plan = '<h2>План</h2><p><a href="/f/p.pdf">План мероприятий по НОК на 2023 год</a></p>'
    assert verdicts(f"{first}{report}{WRITTEN['Отч']}{plan}")["nok-page-ordered"].outcome is P
    assert verdicts(f"{first}{plan}{report}{WRITTEN['Отч']}")["nok-page-ordered"].outcome is F


def test_one_year_for_all_orders_nothing_but_by_its_heading() -> None:
    links = "".join(
        f'<p><a href="/f/{number}.pdf">{name} 2022</a></p>'
        for number, name in enumerate(
            ("Отчёт оператора по НОК за", "План по устранению недостатков, выявленных в", "Рейтинг по результатам НОК")
        )
    )
    assert verdicts(links)["nok-page-ordered"].outcome is F
    assert verdicts(f"<h2>Оценка 2022 года</h2>{links}")["nok-page-ordered"].outcome is P
