"""Sections, councils and papers that authorities call by no official name, and what only seems to be one."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.items import Document, Facts, Reason, Table
from rules.evaluate import evaluate, wanted
from rules.model import Outcome, Sector
from tests.rules.authority.ministry import BASE, KBR, body
from tests.rules.authority.test_layouts import FRAME, MENU, PEOPLE, RATING, Pages, judged, page
from tests.rules.sites import site

PASSED, FAILED, UNSURE = Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE
SPOKEN = "<p>Независимая оценка качества условий оказания услуг учреждениями культуры проводится раз в три года.</p>"
ACTS = "<p>Федеральный закон от 05.12.2017 № 392-ФЗ</p><p>Приказ Минтруда России от 31.05.2018 № 344н</p>"
OTHER_ACTS = "<p>Федеральный закон от 05.04.2013 № 44-ФЗ</p><p>Приказ Минздрава от 31.05.2018 № 4</p>"
YEARS = "<a href=/f/19.pdf>за 2019</a> <a href=/f/22.pdf>за 2022</a>"
PLAIN = '<li><a href="/">Главная</a></li><li><a href="/u">Услуги</a></li><li><a href="/s">Сведения</a></li>'


def outcome(rule: str, pages: Pages, files: dict[str, str] | None = None, **rest: Sector) -> Outcome:
    return judged(pages, files, menu=PLAIN, **rest)[rule].outcome


@pytest.mark.parametrize(
    ("title", "html", "expected"),
    [
        ("Услуги", SPOKEN + "<a href=/f/19.pdf>за 2019</a> <a href=/f/22.pdf>за 2022</a>", PASSED),
        ("Как оценивают музеи", SPOKEN, PASSED),  # half a name, and the text says the rest
        ("Услуги", SPOKEN, UNSURE),  # the section may be there, whatever it is called
        ("Услуги", "<p>12 марта 2026 года. Независимая оценка качества условий началась в музеях.</p>", FAILED),
        ("Услуги", "<p>Независимая оценка качества условий в задачи отдела не входит.</p>", FAILED),
        ("Услуги", "<p>Независимая оценка квалификации проводится в центре.</p>", FAILED),
        ("Услуги", "<a href=/f/19.pdf>за 2019</a> <a href=/f/22.pdf>за 2022</a>", FAILED),
        ("Незав. оценка", "<p>Материалы.</p><a href=/f/19.pdf>за 2019</a>", PASSED),
        ("Независимая оценка: 2022 год", "<p>Перечень</p><a href=/f/19.pdf>за 2022</a>", PASSED),
        ("Независимая оценка в учреждениях культуры", "<p>Материалы.</p><a href=/f/19.pdf>отчёт</a>", PASSED),
        ("НОКО", "<p>Результаты ВПР и ЕГЭ, положение о ВСОКО, мониторинг ГИА.</p>", UNSURE),
        (
            "Документы",
            "<a href=/1.pdf>Приказ о НОК</a> <a href=/2.pdf>Отчёт о НОК</a> <a href=/3.pdf>Смета</a>",
            UNSURE,
        ),
        ("Документы", "<a href=/1.pdf>НОК: сборник материалов</a> <a href=/3.pdf>Смета</a>", UNSURE),
        ("Документы", "<a href=/1.pdf>Приказ о НОК</a> <a href=/3.pdf>Смета</a>", FAILED),
        ("Независимая оценка услуг", "<p>Сведения.</p><a href=/f/19.pdf>Смотреть итоги</a>", PASSED),
        ("Услуги", "<p>Раздел о независимой оценке качества условий оказания услуг.</p>", PASSED),
        ("Услуги", "<p>Раздел о независимой оценке качества условий: на сайте учредителя.</p>", UNSURE),
        ("Услуги", f"{SPOKEN}{ACTS}", PASSED),  # what else is cited there belongs to it
        ("Услуги", f"{SPOKEN}{OTHER_ACTS}", UNSURE),  # acts on trade and prices are none on the assessment
        ("Услуги", f"<p>Как мы работаем.</p>{ACTS}", FAILED),
        ("Услуги", "<p>Независимая оценка качества условий в задачи совета не входит.</p>" + YEARS, UNSURE),
        ("Услуги", "<p>Независимая оценка качества условий не проводится чаще раза в год.</p>" + YEARS, PASSED),
        (
            "Услуги",
            "<p>Независимая оценка качества условий не проводится в отношении частных школ.</p>" + YEARS,
            PASSED,
        ),
    ],
)
def test_a_section_by_its_text(title: str, html: str, expected: Outcome) -> None:
    assert outcome("nok-section-published", {"/u": (title, html)}) is expected


def test_a_page_that_begins_with_the_assessment_belongs_to_it_beside_an_older_section() -> None:
    old = "<p>Независимая оценка качества, архив.</p><a href=/f/19.pdf>Итоги 2019 года</a>"
    pages: Pages = {
        "/arhiv": ("Независимая оценка качества", old),
        "/lyudi": ("Как люди оценивали центры в 2025 году", SPOKEN + RATING),
    }
    assert outcome("results-published", pages) is PASSED
    pages["/lyudi"] = ("Как люди оценивали центры в 2025 году", RATING)
    assert outcome("results-published", pages) is not PASSED


def test_a_page_of_years_that_begins_with_it_belongs_to_it_beside_a_part_of_another() -> None:
    hub = (
        "<p>Независимая оценка качества в республике идёт с 2014 года.</p><a href=/u/25>2025</a> <a href=/u/22>2022</a>"
    )
    pages: Pages = {
        "/u": ("Мнение пациентов", hub),
        "/u/25": ("Мнение — 2025", f"<h2>Баллы</h2>{RATING}"),
        "/u/22": ("Мнение — 2022", "<p>Пусто.</p>"),
        "/s": ("Общее", "<h2>Общественный совет по НОК</h2><p>Совет.</p><a href=/f/1.pdf>1</a> <a href=/f/2.pdf>2</a>"),
    }
    assert outcome("results-published", pages) is PASSED


def test_another_ministrys_section_on_a_portal_is_left_to_a_person() -> None:
    pages: Pages = {"/u": ("Независимая оценка качества услуг организациями культуры", SPOKEN + RATING)}
    assert outcome("nok-section-published", pages, sector=Sector.SPORT) is UNSURE
    assert outcome("nok-section-published", pages, sector=Sector.CULTURE) is PASSED


def test_years_lead_to_pages_of_the_section() -> None:
    pages: Pages = {
        "/u": ("Независимая оценка качества", SPOKEN + "<a href=/y25>2025</a> <a href=/y22>2022</a>"),
        "/y25": ("Две тысячи двадцать пятый", f"<p>Итоги 2025 года</p>{RATING}"),
        "/y22": ("Две тысячи двадцать второй", "<p>Оценки не было.</p>"),
    }
    assert outcome("results-published", pages) is PASSED


def test_a_council_named_in_passing_and_one_that_declines() -> None:
    said = (
        "<p>Совет по НОК создан распоряжением главы: Ланина М. П., пенсионер; Кулик Р. А., журналист; Оспина Р. В.</p>"
    )
    section: Pages = {"/u": ("Независимая оценка качества", SPOKEN)}
    assert outcome("council-members-published", {**section, "/s": ("Общественность", said)}) is PASSED
    declines = f"<p>Независимая оценка качества совету не передана.</p><h3>Состав</h3>{PEOPLE}"
    general: Pages = {"/s": ("Общественный совет при министерстве", declines)}
    assert outcome("council-members-published", {**section, **general}) is FAILED


def test_papers_on_other_pages_count_where_they_name_the_assessment() -> None:
    pages: Pages = {
        "/u": ("Независимая оценка качества", SPOKEN),
        "/s": (
            "Планы",
            "<p><a href=/p.pdf>План по устранению недостатков НОК</a></p><p><a href=/l.pdf>На лето</a></p>",
        ),
    }
    plan = "УТВЕРЖДЁН приказом от 20.12.2025 № 61\nПлан по устранению недостатков, выявленных в НОК\nПандус — до мая"
    assert outcome("plan-approved-published", pages, {"/p.pdf": plan}) is PASSED
    assert outcome("plan-approved-published", pages, {"/l.pdf": plan.replace("НОК", "сезона")}) is not PASSED


def test_each_sheet_of_a_workbook_is_a_paper() -> None:
    sheets = (
        Table((("Организация, подлежащая НОК в 2025 году",), ("Музей боя",), ("Театр кукол",))),
        Table((("Организация", "Итоговый балл"), ("Музей боя", "92,4"), ("Театр кукол", "88,1"))),
    )
    book = Document(BASE + "/svod.xlsx", format="xlsx", text="Свод", tables=sheets, sha256="ab" * 32)
    nok = page("/nok/", "Независимая оценка качества", SPOKEN + "<a href=/svod.xlsx>Свод за 2025 год</a>", MENU)
    frame = [page(path, title, html, MENU) for path, (title, html) in FRAME.items()]
    facts = Facts(site=site(*frame, nok, documents=(book,)))
    found = {one.rule: one.outcome for one in evaluate(KBR, body(), facts, date(2026, 11, 20)).findings}
    assert found["authority-organizations-listed"] is PASSED
    assert found["authority-results-published"] is PASSED


def test_files_nobody_opened_are_asked_for_by_address() -> None:
    nok = page("/nok/", "Независимая оценка качества", SPOKEN + "<a href=/a.pdf>2020</a><a href=/b.pdf>о нём</a>", MENU)
    frame = [page(path, title, html, MENU) for path, (title, html) in FRAME.items()]
    judgement = evaluate(KBR, body(), Facts(site=site(*frame, nok)), date(2026, 11, 20))
    assert set(wanted(judgement)) == {f"{BASE}/a.pdf", f"{BASE}/b.pdf"}
    members = next(one for one in judgement.findings if one.rule == "authority-council-members-published")
    assert (members.outcome, members.reason) == (UNSURE, Reason.NOT_REACHED)


@pytest.mark.parametrize(
    ("years", "expected"),
    [((), UNSURE), ((2024,), PASSED), ((2024, 2025), FAILED), ((2024, 2026), UNSURE), ((2026,), FAILED)],
)
def test_results_are_judged_by_the_years_of_assessment(years: tuple[int, ...], expected: Outcome) -> None:
    assert results_of(2024, years) is expected


def test_a_year_that_is_not_over_is_not_asked_for() -> None:
    assert results_of(2025, (2022, 2025, 2026)) is PASSED
    assert results_of(2026, (2022, 2025, 2026)) is PASSED
    assert results_of(2022, (2022, 2025, 2026)) is FAILED


def results_of(year: int, years: tuple[int, ...]) -> Outcome:
    nok = page("/nok/", "Независимая оценка качества", f"{SPOKEN}<h3>Результаты за {year} год</h3>{RATING}", MENU)
    frame = [page(path, title, html, MENU) for path, (title, html) in FRAME.items()]
    ministry = body(assessed_years=years or None)
    findings = evaluate(KBR, ministry, Facts(site=site(*frame, nok)), date(2026, 11, 20)).findings
    return next(one for one in findings if one.rule == "authority-results-published").outcome


def test_an_act_on_measures_may_be_the_plan_until_it_was_read() -> None:
    pages: Pages = {
        "/u": ("Независимая оценка качества", SPOKEN),
        "/s": ("Нормативные документы", "<p><a href=/77.pdf>Приказ № 77 «О мерах по результатам оценки»</a></p>"),
    }
    rule = "plan-approved-published"
    assert outcome(rule, pages) is UNSURE
    head = "ПРИКАЗ 06.02.2026 № 77\nПо итогам независимой оценки утвердить План по устранению недостатков"
    plan = f"{head}\nПандус\nЛифт\nКресло"
    assert outcome(rule, pages, {"/77.pdf": plan}) is PASSED
    assert outcome(rule, pages, {"/77.pdf": plan.replace("независимой оценки", "подготовки к зиме")}) is FAILED
    guarded = pages["/s"][1].replace("по результатам оценки", "по профилактике гриппа")
    assert outcome(rule, {**pages, "/s": (pages["/s"][0], guarded)}) is FAILED


@pytest.mark.parametrize(("head", "expected"), [("О чём нас попросили", PASSED), ("Пристань", FAILED)])
def test_tasks_line_by_line_are_proposals_under_words_that_say_so(head: str, expected: Outcome) -> None:
    tasks = "<p>Дворцу культуры: перила с двух сторон.</p><p>Музею: подписи крупнее.</p>"
    pages: Pages = {"/u": ("Независимая оценка качества", f"{SPOKEN}<h2>{head}</h2>{tasks}")}
    assert outcome("proposals-published", pages) is expected


SCORES = (
    "<table><tr><th>Учреждение</th><th>Балл</th></tr><tr><td>Музей соли</td><td>95,2</td></tr>"
    "<tr><td>Школа искусств</td><td>91,8</td></tr></table>"
)


@pytest.mark.parametrize(
    "name",
    [
        "Рейтинг качества финансового менеджмента учреждений за 2025 год",
        "Рейтинг эффективности работы руководителей учреждений за 2025 год",
        "Выполнение государственного задания в 2025 году, баллы",
    ],
)
def test_a_rating_by_something_else_is_no_result(name: str) -> None:
    page: Pages = {"/u": ("Независимая оценка качества", f"{SPOKEN}<h2>{name}</h2>{SCORES}")}
    file: Pages = {"/u": ("Независимая оценка качества", f"{SPOKEN}<p><a href=/f/7.pdf>Файл 7</a></p>")}
    files = {"/f/7.pdf": f"{name}\nМузей соли 95,2\nШкола искусств 91,8\nТеатр теней 90,4"}
    assert judged(page)["results-published"].outcome is not PASSED
    assert judged(file, files)["results-published"].outcome is not PASSED


def test_a_rating_of_the_assessment_may_speak_of_managing() -> None:
    html = f"{SPOKEN}<h2>Рейтинг по итогам независимой оценки за 2025 год</h2><p>Финансовый контроль – отдельно.</p>"
    pages: Pages = {"/u": ("Независимая оценка качества", f"{html}{SCORES}")}
    assert outcome("results-published", pages) is PASSED


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # a contract's price beside the table, and the year over it
        (f"<h2>Что получилось в 2025 году</h2>{SCORES}<p>Мнения собирало ООО «Овраг» за 112 500 рублей.</p>", PASSED),
        # those asked tell of the year before the table
        (f"<p>В 2025 году опрошены 300 человек.</p><h2>Итог</h2>{SCORES}", PASSED),
        (f"<p>В 2025 году приняты 300 человек.</p><h2>Итог</h2>{SCORES}", UNSURE),
        # ever since is no year of an assessment
        (f"<p>Оценка проводится с 2015 года. Последняя волна – 2025 год.</p><h2>Итог</h2>{SCORES}", PASSED),
        (
            "<h2>Что вышло</h2><p>Липовская основная школа, 2025 год: общий балл 81,02 из 100.</p>"
            "<p>Детский сад «Теремок», 2025 год: 92,75.</p>",
            PASSED,
        ),
        # another point of the same page tells of another year
        (
            f"<p>2. Организации, подлежащие оценке в 2025 году: музей, школа.</p><p>4. Результаты:</p>{SCORES}"
            "<p>6. В 2022 году оценку проходили три школы, средний балл 84,35.</p>",
            UNSURE,
        ),
        (
            "<h2>Результаты ведомственных проверок за 2025 год (баллы по чек-листу)</h2>"
            "<table><tr><th>Учреждение</th><th>Баллы</th></tr><tr><td>Больница</td><td>44</td></tr>"
            "<tr><td>Диспансер № 1</td><td>39</td></tr></table>",
            UNSURE,
        ),
    ],
)
def test_scores_and_their_year(html: str, expected: Outcome) -> None:
    pages: Pages = {"/u": ("Независимая оценка качества", f"{SPOKEN}{html}")}
    assert outcome("results-published", pages) is expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>Решения совета</h2><p>Решение № 1 от 21.02.2025: определить шесть организаций. Единогласно.</p>", PASSED),
        (
            "<h2>Общественный совет</h2><table><tr><th>Дата</th><th>Номер протокола</th><th>Что решили</th></tr>"
            "<tr><td>27.02.2025</td><td>1</td><td>Определены учреждения</td></tr>"
            "<tr><td>18.03.2026</td><td>2</td><td>О ходе исправления замечаний</td></tr></table>",
            PASSED,
        ),
        ("<p>Состав утверждён решением совета Общественной палаты области от 26.01.2024 № 3.</p>", FAILED),
        ("<h2>Общественный совет</h2><p>Сами протоколы на сайте не публикуются.</p>", FAILED),
    ],
)
def test_decisions_of_a_council_are_its_minutes(html: str, expected: Outcome) -> None:
    pages: Pages = {"/u": ("Независимая оценка качества", f"{SPOKEN}{html}")}
    assert outcome("council-minutes-published", pages) is expected


def test_a_council_that_says_the_assessment_is_none_of_its_tasks() -> None:
    council = (
        "<p>Общественный совет обсуждает бюджет и ярмарки. Независимая оценка в его задачи не входит.</p>"
        "<a href=/f/p.pdf>Положение об Общественном совете</a><p>Протокол № 11 от 22.10.2026: одобрен эскиз.</p>"
    )
    pages: Pages = {"/u": ("Независимая оценка качества", SPOKEN), "/s": ("Общественный совет", council)}
    files = {"/f/p.pdf": "Положение об Общественном совете при управлении"}
    assert outcome("council-regulation-published", pages, files) is FAILED
    assert outcome("council-minutes-published", pages, files) is FAILED


def test_where_only_the_council_was_recognised_a_page_beside_it_leaves_the_rest_to_a_person() -> None:
    council = "<p>Общественный совет по независимой оценке качества, пять человек.</p>"
    above = "<p>Как сторонние люди смотрят школы. Независимая оценка идёт с 2018 года.</p>"
    pages: Pages = {"/n": ("Проект", above), "/n/s": ("Судьи", council)}
    assert outcome("operator-named", pages) is UNSURE
    pages["/n"] = ("Проект", "<p>Здесь страница общественного совета по независимой оценке.</p>")
    assert outcome("operator-named", pages) is FAILED


def test_members_of_a_council_of_the_assessment_that_nothing_calls_public() -> None:
    people = (
        "<h2>Люди</h2><p>Совет независимой оценки собран палатой в 2024 году.</p>"
        "<p>Салих Умарович Тебуев, журналист</p><p>Дарья Климовна Островная, мама</p>"
        "<p>Ирина Вадимовна Залесская, психолог</p>"
    )
    pages: Pages = {"/u": ("Независимая оценка качества", f"{SPOKEN}{people}")}
    assert outcome("council-members-published", pages) is PASSED


def test_a_page_named_by_a_day_and_a_shorthand_record_is_a_meetings() -> None:
    said = "<p>Кенжебаева: итоги получены. Согласны?</p><p>Сухова: согласна, но прошу записать про лифт.</p>"
    pages: Pages = {
        "/u": ("Независимая оценка качества", f"{SPOKEN}<a href=/u/2>2 декабря</a>"),
        "/u/2": ("2 декабря 2025 · стенограмма наблюдателей", said),
    }
    assert outcome("council-minutes-published", pages) is PASSED


def test_members_are_told_beside_who_leads_the_meetings() -> None:
    people = (
        "<p>Совет общественников по независимой оценке собран 01.03.2024. В нём: Дигор Зинаида Степановна (ведёт "
        "заседания), егерь Пак Алексей Тимофеевич, фельдшер Коваль Ирина Юрьевна.</p>"
    )
    pages: Pages = {"/u": ("Независимая оценка качества", SPOKEN), "/s": ("Общественники", people)}
    assert outcome("council-members-published", pages) is PASSED


def test_a_plan_nobody_has_read_may_stand_in_for_proposals() -> None:
    plan = "<p>Приказом от 22.01.2026 № 15 утверждён план по устранению недостатков: <a href=/f/15.pdf>план</a>.</p>"
    pages: Pages = {"/u": ("Независимая оценка качества", f"{SPOKEN}{plan}")}
    assert outcome("proposals-published", pages) is UNSURE


def test_a_year_in_a_table_counts_where_its_row_has_scores() -> None:
    rows = "<tr><td>2019</td><td>приют «Журавлик»</td><td>81,4</td></tr><tr><td>2019</td><td>центр «Лад»</td><td>83,0"
    later = "</td></tr><tr><td>2025</td><td>центр «Участие»</td><td>будут размещены</td></tr>"
    table = f"<table><tr><th>Год</th><th>Учреждение</th><th>Итоговый балл</th></tr>{rows}{later}</table>"
    pages: Pages = {"/u": ("Независимая оценка качества", f"{SPOKEN}<h2>Результаты</h2>{table}")}
    assert outcome("results-published", pages) is not PASSED


def test_a_regulation_in_brackets_of_a_heading() -> None:
    council = (
        "<h2>Как работает (положение, утв. распоряжением от 11.01.2024 № 3-р)</h2><p>1.1. Общественный совет создан "
        "для независимой оценки качества условий. 2.1. Совет утверждает списки организаций.</p>"
    )
    pages: Pages = {"/u": ("Независимая оценка качества", SPOKEN), "/s": ("Общественный совет по НОК", council)}
    assert outcome("council-regulation-published", pages) is PASSED


def test_a_section_named_after_a_colon() -> None:
    assert outcome("nok-section-published", {"/u": ("Ваш голос: независимая оценка", "<p>По годам.</p>")}) is PASSED


def test_a_regulation_that_is_called_by_this_council_and_could_not_be_read() -> None:
    html = "<p>Общественный совет по независимой оценке.</p><a href=/f/3.pdf>Положение об этом совете</a>"
    pages: Pages = {"/u": ("Независимая оценка качества", html)}
    assert outcome("council-regulation-published", pages) is UNSURE


def test_each_of_several_files_in_one_line_is_opened_before_a_plan_is_missing() -> None:
    line = (
        "<p>4 декабря совет принял итоги и предложил: «Доверию» – поручни (<a href=/f/1.docx>протокол № 5</a>). "
        "Начальник 19 декабря утвердил <a href=/f/2.docx>план</a> на 2026 год.</p>"
    )
    pages: Pages = {"/u": ("Независимая оценка качества", f"{SPOKEN}{line}")}
    found = judged(pages, menu=PLAIN)["plan-approved-published"]
    assert found.outcome is UNSURE
    assert f"{BASE}/f/2.docx" in found.details["unread"]


@pytest.mark.parametrize(("led_to", "expected"), [("/u/25", PASSED), ("/u/24", FAILED)])
def test_a_page_below_that_has_a_part_on_the_assessment_is_taken_whole(led_to: str, expected: Outcome) -> None:
    part = "<h2>Независимая оценка качества: {}</h2><p>Материалы.</p><a href=/1.pdf>Акт</a> <a href={}>2025 год</a>"
    pages: Pages = {
        "/u": ("Услуги", "<h2>Афиша</h2><p>Спектакли.</p>" + part.format("бумаги", led_to)),
        "/u/25": ("Две тысячи двадцать пятый", f"{part.format('акты', '/2.pdf')}<h2>Баллы 2025 года</h2>{RATING}"),
    }
    assert outcome("results-published", pages, {"/1.pdf": "Закон", "/2.pdf": "Закон"}) is expected


_WORK_OF_COUNCIL = (
    "1. Совет является совещательным органом и собирается по приглашению председателя, не реже двух раз в полугодие.",
    "2. Совет вправе звать на встречи заведующих, рассматривает письма жителей, сметы концертов и ремонт площадок.",
    "3. Решения принимаются большинством голосов присутствующих, при равенстве решает голос председателя совета.",
)


def _council_page(*after_rules: str) -> Pages:
    rules = "".join(f"<p>{line}</p>" for line in _WORK_OF_COUNCIL)
    people = "<h2>Состав совета</h2><p>Общественный совет по независимой оценке качества: Рогов И. И., Лис А. А.</p>"
    told = f"<h2>Положение о совете</h2>{rules}{''.join(after_rules)}{people}"
    return {
        "/nok/": ("Независимая оценка качества", '<a href="/sovet">Общественный совет</a>'),
        "/sovet": ("Общественный совет при министерстве", told),
    }


def test_a_regulation_told_on_a_page_must_speak_of_the_assessment_itself() -> None:
    assert outcome("council-regulation-published", _council_page()) is FAILED


def test_chapters_as_high_as_the_regulation_they_are_of_belong_to_it() -> None:
    chapter = "<h2>Глава вторая</h2><p>4. Совет проводит независимую оценку качества и утверждает её сроки.</p>"
    assert outcome("council-regulation-published", _council_page(chapter)) is PASSED


_UNDATED = "<table><tr><td>Бассейн</td><td>71,4</td></tr><tr><td>Манеж</td><td>68,2</td></tr></table>"


@pytest.mark.parametrize(("more", "expected"), [("", FAILED), (_UNDATED, UNSURE)])
def test_a_heading_over_an_old_year_holds_no_results_without_a_year(more: str, expected: Outcome) -> None:
    table = "<table><tr><th>Организация</th><th>Балл</th></tr><tr><td>Музей</td><td>92,4</td></tr>"
    year = f"<h3>2019</h3>{table}<tr><td>Театр</td><td>88,1</td></tr></table>"
    told = f"<h2>Результаты</h2><p>Итоги оценки 2026 года появятся зимой.</p>{more}{year}"
    assert outcome("results-published", {"/nok/": ("Независимая оценка качества", told)}) is expected


STORE = """<h2>Независимая оценка (НОК)</h2><p>Независимая оценка качества условий оказания услуг.</p>
<a href=/f/19.pdf>Итоги оценки за 2019 год</a> <a href=/f/22.pdf>Итоги оценки за 2022 год</a>
<h2>{council}</h2><p>{paper}</p><h2>Кадры</h2><p><a href=/f/kadry.pdf>Резерв</a></p>"""
NOK = ("Независимая оценка качества", f"{SPOKEN}<p>Документы – в <a href=/u>хранилище</a>.</p>")
COUNCIL_FOR = "Общественный совет по независимой оценке качества"
SAT = f"Состав общественного совета\n{PEOPLE}"


@pytest.mark.parametrize(
    ("council", "paper", "held"),
    [
        ("Общественный совет", "<a href=/f/s.pdf>Состав общественного совета по НОК</a>", True),
        ("Художественный совет", "<a href=/f/s.pdf>Состав художественного совета</a>", False),
    ],
)
def test_a_store_of_documents_holds_the_councils_papers_beside_those_of_the_assessment(
    council: str, paper: str, held: bool
) -> None:
    pages: Pages = {"/s": NOK, "/u": ("Хранилище", STORE.format(council=council, paper=paper))}
    assert (outcome("council-members-published", pages, {"/f/s.pdf": SAT}) is PASSED) is held


def test_who_may_not_sit_in_a_council_does_not_make_it_assess() -> None:
    rules = "Положение об общественном совете\n" + "Совет обсуждает проекты актов и бюджет. " * 12
    council: Pages = {"/s": NOK, "/u": (COUNCIL_FOR, "<p><a href=/f/p.pdf>Положение</a></p>")}

    def of(said: str) -> Outcome:
        return outcome("council-regulation-published", council, {"/f/p.pdf": rules + said})

    assert of("Совет ежегодно оценивает учреждения культуры.") is PASSED
    assert of("В него не входят работники оцениваемых учреждений.") is not PASSED


def test_a_regulation_behind_a_link_that_names_nothing_proposes_nothing() -> None:
    pages: Pages = {"/s": ("Независимая оценка качества", f"{SPOKEN}<p><a href=/f/1.pdf>Скачать с сервера</a></p>")}
    power = "Совет вносит предложения организациям об улучшении условий: установить пандусы, обновить стенды."

    def of(head: str) -> Outcome:
        return outcome("proposals-published", pages, {"/f/1.pdf": f"{head} по независимой оценке качества\n{power}"})

    assert of("Решение общественного совета") is PASSED
    assert of("Положение о порядке работы общественного совета") is not PASSED


@pytest.mark.parametrize(("over", "held"), [("Общественный совет", True), ("Антикоррупция", False)])
def test_on_a_home_page_that_is_the_whole_site_all_of_the_councils_part_is_the_councils(over: str, held: bool) -> None:
    whole = (
        f"<h2>Независимая оценка качества</h2>{SPOKEN}{YEARS}<h2>{over}</h2>"
        "<h3>Общественный совет по независимой оценке качества</h3><p>Совет работает с 2018 года.</p>"
        f"<h3>Кто входит</h3><p>Состав:</p>{PEOPLE}<h2>Кадры</h2><p>Вакансий нет.</p>"
    )
    found = outcome("council-members-published", {"/": ("Управление культуры", whole)})
    assert (found is PASSED) is held


def test_a_regulation_beside_the_word_minutes_is_none() -> None:
    line = "<p><a href=/r.pdf>{}</a>. Протоколы заседаний: файлы переносятся.</p>"
    files = {"/r.pdf": "Положение о совете по независимой оценке качества\n1. Совет созывается раз в год."}
    for label, expected in (("Положение об общественном совете", FAILED), ("Протокол заседания совета", PASSED)):
        pages: Pages = {"/u": ("Независимая оценка качества", f"{SPOKEN}<h2>Совет</h2>{line.format(label)}")}
        papers = files if expected is FAILED else {"/r.pdf": "Протокол\nСлушали итоги независимой оценки.\nРешили."}
        assert outcome("council-minutes-published", pages, papers) is expected, label


def test_a_line_that_names_a_regulation_silent_on_the_assessment_is_no_other_one() -> None:
    silent = (
        "Положение об общественном совете\n" + "Совет обсуждает проекты нормативных актов и собирается в среду.\n" * 7
    )
    council = (
        "<p>Совет проводит независимую оценку качества.</p><p><a href=/r.docx>Положение об общественном совете</a></p>"
    )
    pages: Pages = {"/u": ("Независимая оценка качества", SPOKEN), "/s": ("Общественный совет", council)}
    assert outcome("council-regulation-published", pages, {"/r.docx": silent}) is FAILED
    speaking = f"{silent}\nСовет проводит независимую оценку качества условий оказания услуг."
    assert outcome("council-regulation-published", pages, {"/r.docx": speaking}) is PASSED


def test_a_contract_on_gathering_the_information_is_opened_before_the_operator_is_missing() -> None:
    paper = "<p><a href=/k.docx>Контракт на оказание услуг по сбору и обобщению информации</a></p>"
    nok = page("/nok/", "Независимая оценка качества", SPOKEN + paper, MENU)
    frame = [page(path, title, html, MENU) for path, (title, html) in FRAME.items()]
    judgement = evaluate(KBR, body(), Facts(site=site(*frame, nok)), date(2026, 11, 20))
    found = next(one for one in judgement.findings if one.rule == "authority-operator-named")
    assert (found.outcome, found.reason) == (UNSURE, Reason.NOT_REACHED)
    assert set(wanted(judgement)) == {f"{BASE}/k.docx"}


REGISTER = (
    "<table><tr><th>Предмет</th><th>Исполнитель</th><th>Реквизиты</th></tr>"
    "<tr><td>Поставка бумаги</td><td>ООО «Листок»</td><td>контракт от 03.02.2026 № 8</td></tr>{}</table>"
)
HIRED = (
    "<tr><td>Независимая оценка качества: услуги оператора по сбору и обобщению информации</td>"
    "<td>ООО «Ракурс»</td><td>контракт от 12.05.2026 № 41</td></tr>"
)


@pytest.mark.parametrize(
    ("label", "row", "expected"),
    [("Оператор: в реестре контрактов", HIRED, PASSED), ("Оператор: в реестре", "", FAILED), ("Реестр", HIRED, UNSURE)],
)
def test_a_page_of_another_department_counts_where_the_section_calls_it_the_operators(
    label: str, row: str, expected: Outcome
) -> None:
    side = f"<nav><ul><li><a href=/u>Оценка</a></li><li><a href=/s>{label}</a></li></ul></nav>"
    pages: Pages = {
        "/u": ("Независимая оценка качества", f"{SPOKEN}{side}"),
        "/s": ("Контракты отдела закупок", REGISTER.format(row)),
    }
    assert outcome("operator-named", pages) is expected
