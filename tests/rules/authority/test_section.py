"""Where a body in charge speaks of the assessment, and what only looks like it."""

from __future__ import annotations

import msgspec
import pytest

from crawler.items import Block, BlockKind, Frame, Page
from rules.authority.subject import denies_nok, speaks_of_nok
from rules.model import Outcome, Sector
from tests.rules.authority.ministry import BASE, heading, judged, link, menu, outcome, page, section, text, view_of

RULE = "nok-section-published"
SPEAKS = text("Независимая оценка качества проводится раз в три года.")


@pytest.mark.parametrize(
    "title",
    [
        "Независимая оценка качества",
        "Независимая оценка качества условий оказания услуг организациями культуры",
        "Независимая система оценки качества",
        "НСОК",
        "НОК УООД",
        "Оценка качества оказания социальных услуг",
    ],
)
def test_a_section_of_its_own_is_found(title: str) -> None:
    finding = judged(section(*SPEAKS, title=title, path="/razdel"))[RULE]
    assert finding.outcome is Outcome.PASSED
    assert finding.details["within"] == "section"
    assert not finding.remarks


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Независимая оценка квалификации", "Центр оценки квалификаций проводит экзамен."),
        ("Независимая оценка качества подготовки обучающихся", "Знания проверяют диагностические работы."),
        ("Оценка регулирующего воздействия", "Проекты актов проходят независимую экспертизу."),
        ("Общественный совет при министерстве", "Совет обсуждает законопроекты и бюджет отрасли."),
        ("Комиссия по противодействию коррупции", "Независимые эксперты участвуют в заседаниях."),
        ("Специальная оценка условий труда", "Сводные данные."),
    ],
)
def test_something_else_is_no_section(title: str, said: str) -> None:
    assert outcome(RULE, section(*text(said), title=title, path="/razdel")) is Outcome.FAILED


def test_an_abbreviation_that_means_something_else_names_no_section() -> None:
    said = "НОК – Национальный олимпийский комитет, проводит Олимпийский день."
    assert outcome("nok-section-published", section(*text(said), title="НОК в крае")) is Outcome.FAILED


def test_the_councils_section_will_do_with_a_remark() -> None:
    finding = judged(section(*SPEAKS, title="Общественный совет", path="/sovet"))[RULE]
    assert finding.outcome is Outcome.PASSED
    assert finding.details["within"] == "council"
    assert finding.remarks


def test_a_section_of_frames_is_as_good_as_one_without() -> None:
    name, law = "Независимая оценка качества", "Федеральный закон от 21.07.2014 № 256-ФЗ"
    parts = (*SPEAKS, link(law, "/f/256.pdf"), link("Протокол заседания общественного совета № 2", "/f/p2.pdf"))
    plain = judged(page("/nok", name, *parts))
    shown = page("/n.htm", "", *parts)
    frameset = page("/nok", name, frames=(Frame(BASE + "/n.htm"),))
    framed = judged(frameset, shown)
    assert plain[RULE].outcome is Outcome.PASSED
    assert {rule: one.outcome for rule, one in framed.items()} == {rule: one.outcome for rule, one in plain.items()}
    assert (
        outcome(RULE, page("/nok", name, frames=(Frame(BASE + "/n.htm"),)), page("/n.htm", "")) is Outcome.INCONCLUSIVE
    )


def test_a_framed_page_stands_under_the_heading_over_its_frame() -> None:
    rows = text("Рейтинг организаций, балл", "Музей соли | 92,4", "Театр кукол | 88,1")
    shown = page("/itogi.htm", "Итоги", *rows)
    for over, expected in (("Итоги 2025 года", Outcome.PASSED), ("Итоги", Outcome.INCONCLUSIVE)):
        name = "Независимая оценка качества"
        host = page("/nok", name, heading(name), heading(over, 2), frames=(Frame(BASE + "/itogi.htm", section=1),))
        assert outcome("results-published", host, shown) is expected


def test_the_sheets_of_a_book_in_a_frame_belong_to_the_page() -> None:
    name = "Независимая оценка качества"
    rows = text("Рейтинг организаций за 2025 год, балл", "Музей соли | 92,4", "Театр кукол | 88,1")
    sheet = page("/sheets/2.htm", "", *rows)
    book = page("/b.htm", "Книга1", link("Лист1", "/sheets/1.htm"), link("Свод", "/sheets/2.htm"))
    host = page("/nok", name, heading(name), frames=(Frame(BASE + "/b.htm"),))
    assert outcome("results-published", host, book, sheet) is Outcome.PASSED
    # a menu stands in a frame of other pages as well
    other = page("/o", "О музее", frames=(Frame(BASE + "/b.htm"),))
    assert outcome("results-published", host, other, book, sheet) is not Outcome.PASSED


def test_a_council_against_corruption_will_not_do() -> None:
    other = section(*SPEAKS, title="Общественный совет по противодействию коррупции", path="/sovet")
    assert outcome(RULE, other) is Outcome.FAILED


def test_a_silent_council_is_told_of() -> None:
    finding = judged(section(*text("Совет обсуждает бюджет."), title="Общественный совет", path="/sovet"))[RULE]
    assert finding.outcome is Outcome.FAILED
    assert "независимой оценки не касается" in finding.remarks[0]


def test_news_is_no_section_unless_the_menu_leads_to_it() -> None:
    news = section(*SPEAKS, title="Завершилась независимая оценка качества", path="/news/2026/05/12")
    assert outcome(RULE, news) is Outcome.FAILED
    led = page("/o", "О министерстве", menu("Независимая оценка качества", "/news/2026/05/12"))
    assert outcome(RULE, news, led) is Outcome.PASSED


def test_another_host_of_the_same_body_is_not_held_against_it() -> None:
    home = section(
        link("Независимая оценка качества", "http://nok.sad-ryabinka.test/"), title="Деятельность", path="/d"
    )
    assert outcome(RULE, home) is Outcome.INCONCLUSIVE


def test_half_a_site_proves_no_absence() -> None:
    assert outcome(RULE, complete=False) is Outcome.INCONCLUSIVE


def test_pages_below_the_section_belong_to_it() -> None:
    nok = section(link("2025 год", "/nok/2025"), link("Министр", "/ministr"))
    year = section(link("Сведения об операторе", "/x/operator"), title="2025 год", path="/nok/2025")
    deep = section(*text("Оператор не выбран."), title="Сведения об операторе", path="/x/operator")
    other = section(*text("Родился и вырос."), title="Министр", path="/ministr")
    leads = page("/o", "О министерстве", menu("Министр", "/ministr"))
    below = {one.url.rpartition("test")[2] for one in view_of(nok, year, deep, other, leads).authority.subpages}
    assert below == {"/nok/2025", "/x/operator"}


def test_a_page_that_only_the_council_leads_to_is_the_councils_whatever_it_is_called() -> None:
    council = section(*SPEAKS, link("Как мы заседали", "/zas"), title="Общественный совет", path="/sovet")
    met = section(
        *text("14 марта 2026 года. Протокол № 7. Слушали: об оценке. Решили: избрать."), title="Как мы", path="/zas"
    )
    assert outcome("council-minutes-published", council, met) is Outcome.PASSED
    menu_too = page("/o", "О министерстве", menu("Как мы заседали", "/zas"))
    assert outcome("council-minutes-published", council, met, menu_too) is Outcome.FAILED


def test_pages_of_a_sections_own_menu_belong_to_it() -> None:
    tabs = [menu(label, path) for label, path in (("О совете", "/30"), ("Кто входит", "/31"), ("Встречи", "/32"))]
    about = page("/30", "Общественный совет", heading("Общественный совет"), *SPEAKS, *tabs)
    people = ("Ланина Мария Петровна", "Кулик Роман Асланович", "Оспина Роза Викторовна")
    who = page("/31", "Кто входит", heading("Кто входит"), *text(*people), *tabs)
    met = page("/32", "Встречи", heading("Встречи"), *text("14.04.2026 совет решил провести оценку."), *tabs)
    assert outcome("council-members-published", about, who, met) is Outcome.PASSED


def test_the_general_councils_papers_beside_anothers_are_none_of_the_assessments() -> None:
    both = section(
        *text("Общественный совет при министерстве (общий): протоколы № 1 от 02.03.2026, № 2 от 05.06.2026"),
        *text("Общественный совет по независимой оценке качества: создан в 2018 году."),
        title="Общественный совет", path="/sovet",
    )  # fmt: skip
    assert outcome("council-minutes-published", both) is Outcome.FAILED


def test_a_council_that_makes_the_assessment_by_a_sentence_of_its_page() -> None:
    open_page = section(
        *text("Общественный совет при департаменте. С 2018 г. совет также проводит независимую оценку качества."),
        link("Положение о совете", "/f/p.pdf"), title="Открытый департамент", path="/open",
    )  # fmt: skip
    assert [place.page.url for place in view_of(open_page).authority.council] == [open_page.url]


def test_a_page_that_speaks_of_the_assessment_beside_its_section_may_hold_the_results() -> None:
    other = page(
        "/quality", "Оценка качества образования", heading("Оценка качества образования"),
        *text("Независимую оценку качества условий прошли 2 учреждения.", "Школа № 1 | 85,9", "Школа № 2 | 67,8"),
    )  # fmt: skip
    assert outcome("results-published", section(*SPEAKS), other) is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("title", "more", "expected"),
    [
        ("Общественный совет", "", Outcome.INCONCLUSIVE),
        ("Общественный совет", "Совет не проводит независимую оценку.", Outcome.FAILED),
        ("Общественный совет при губернаторе области", "", Outcome.FAILED),
        ("Общественный совет по противодействию коррупции", "", Outcome.FAILED),
    ],
)
def test_members_and_minutes_of_a_council_whose_task_is_not_told(title: str, more: str, expected: Outcome) -> None:
    people = text("Ланина Мария Петровна", "Кулик Роман Асланович", "Оспина Роза Викторовна", *([more] if more else []))
    council = section(*people, link("Протокол № 1", "/f/1.docx"), title=title, path="/sovet")
    found = judged(section(*SPEAKS), council)
    assert found["council-members-published"].outcome is expected
    assert found["council-minutes-published"].outcome is expected


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("operator-named", "Анкетировала «Народная лаборатория» (ООО), с ней был подписан контракт № 5/22."),
        ("results-published", "В 2025-м: Музей — 92 балла из 100, Библиотека — 97 баллов, Клуб «Рассвет» — 71 балл."),
    ],
)
def test_where_only_the_council_has_a_section_other_pages_may_hold_the_rest(rule: str, line: str) -> None:
    council = section(*SPEAKS, title="Общественный совет", path="/sovet")
    eyes = page("/eyes", "Услуги глазами жителей", *text("Условия оценивают посетители.", line))
    assert outcome(rule, council, eyes) is Outcome.INCONCLUSIVE
    assert outcome(rule, council) is Outcome.FAILED
    exams = page("/exams", "Итоги ЕГЭ", *text("Итоги ЕГЭ: мнение специалистов.", line))
    assert outcome(rule, council, exams) is Outcome.FAILED
    assert outcome(rule, council, eyes, section(*SPEAKS)) is Outcome.FAILED


def test_a_page_named_for_exams_is_no_section_by_its_heading_either() -> None:
    exams = section(*text("ВПР и ВСОКО школ района, МСОКО."), title="НОКО — независимая оценка качества образования")
    assert outcome(RULE, exams) is Outcome.INCONCLUSIVE


def test_a_schools_poll_does_not_lead_the_crawl_of_a_ministry() -> None:
    nose = view_of().nose
    assert nose.wording("", "Форма обратной связи").roles == ()
    assert "council" in nose.wording("", "Общественный совет").roles


def test_headings_that_stand_in_each_other_end() -> None:
    """No page can be so, but facts are read from a file, and a circle must not cost the night."""
    titles = ("Независимая оценка качества", "Организации культуры", "Организации социального обслуживания")
    circle = tuple(Block(BlockKind.HEADING, title, section=(place + 1) % 3) for place, title in enumerate(titles))
    finding = judged(page("/razdel", titles[0], *circle, *SPEAKS), sector=Sector.CULTURE)[RULE]
    assert finding.outcome is Outcome.PASSED


COUNCIL_ONLY = section(*SPEAKS, title="Общественный совет", path="/sovet")


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("operator-named", "Спрашивала компания «Точка сборки» (ООО), контракт 0177-24"),
        ("results-published", "Театр 98,1 · Музей 94,0 · Парк 90,2"),
        ("acts-published", "Слушать посетителей учил указ № 599, приказ № 599 и здравый смысл."),
        ("organizations-listed", "Школа № 1, школа № 2, лицей № 3 и гимназия № 4"),
    ],
)
def test_a_page_under_any_name_that_speaks_of_the_assessment_keeps_its_papers_open(rule: str, line: str) -> None:
    said = text("Независимая оценка качества условий оказания услуг.", line)
    eyes = page("/eyes", "Глазами посетителя", heading("Глазами посетителя"), *said)
    assert outcome(rule, COUNCIL_ONLY, eyes) is Outcome.INCONCLUSIVE
    assert outcome(rule, COUNCIL_ONLY) is Outcome.FAILED


def test_members_told_in_a_piece_of_news_keep_the_council_open() -> None:
    names = "Ланина Мария Петровна, Кулик Роман Асланович, Оспина Роза Викторовна, Демидова Алла Карловна"
    told = text("14.02.2026", f"Утверждён состав Общественного совета по независимой оценке. В него вошли: {names}.")
    news = page("/news/2026/02/14", "Новости", heading("Новости"), *told)
    assert outcome("council-members-published", section(*SPEAKS), news) is Outcome.INCONCLUSIVE
    other = page("/news/2026/02/14", "Новости", heading("Новости"), *text(f"Победители: {names}."))
    assert outcome("council-members-published", section(*SPEAKS), other) is Outcome.FAILED


def test_a_page_that_speaks_of_the_assessment_above_files_is_left_to_a_person() -> None:
    files = (link("Файл 1", "/f/1.pdf"), link("Файл 2", "/f/2.pdf"))
    said = text("Здесь собраны материалы независимой оценки (статья 79.1 закона).")
    eyes = page("/q", "Глазами пациентов", heading("Глазами пациентов"), *said, *files)
    assert outcome(RULE, eyes) is Outcome.INCONCLUSIVE
    assert outcome(RULE, page("/q", "Глазами пациентов", heading("Глазами пациентов"), *said)) is Outcome.FAILED


def test_pages_in_the_folder_of_a_page_belong_to_it() -> None:
    council = section(*SPEAKS, title="Общественный совет", path="/sovet.html")
    people = ("Ланина Мария Петровна", "Кулик Роман Асланович", "Оспина Роза Викторовна")
    who = page("/sovet/sostav.html", "Кто входит", heading("Кто входит"), *text(*people))
    leads = page("/o", "О министерстве", menu("Кто входит", "/sovet/sostav.html"))
    assert outcome("council-members-published", council, who, leads) is Outcome.PASSED


@pytest.mark.parametrize(
    "said",
    [
        "Независимая оценка качества условий в задачи совета не входит.",
        "К независимой оценке качества условий совет отношения не имеет.",
        "Независимой оценкой качества условий совет не занимается. Члены совета пьют чай.",
    ],
)
def test_a_council_denies_the_assessment(said: str) -> None:
    assert denies_nok(said)
    assert not speaks_of_nok(said)


@pytest.mark.parametrize(
    "said",
    [
        "В независимой оценке качества условий член совета не участвует, если он работник организации.",
        "Независимая оценка качества условий не проводится в отношении частных школ.",
        "Независимая оценка качества условий проводится не чаще одного раза в год, раньше не проводится.",
        "Независимая оценка качества условий идёт каждый год.",
    ],
)
def test_who_and_when_are_no_denial(said: str) -> None:
    assert not denies_nok(said)
    assert speaks_of_nok(said)


@pytest.mark.parametrize(
    ("title", "said", "expected"),
    [
        ("О министерстве", "Независимая оценка качества условий идёт в музеях каждый год.", Outcome.INCONCLUSIVE),
        ("О министерстве", "12.05.2026 Независимая оценка качества условий началась в музеях.", Outcome.FAILED),
        ("О министерстве", "Независимая оценка качества условий в задачи отдела не входит.", Outcome.FAILED),
        ("О министерстве", "Независимая оценка пожарного риска идёт каждый год.", Outcome.FAILED),
        ("Новости", "Независимая оценка качества условий идёт в музеях каждый год.", Outcome.FAILED),
    ],
)
def test_a_page_that_is_no_news_and_speaks_of_the_assessment_keeps_the_section_open(
    title: str, said: str, expected: Outcome
) -> None:
    path = "/news/5" if title == "Новости" else "/o"
    finding = judged(section(*text(said), title=title, path=path))[RULE]
    assert finding.outcome is expected, finding.message
    assert expected is Outcome.FAILED or said in finding.message


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/nok-sostav.html", Outcome.PASSED),
        ("/nok_sostav.html", Outcome.PASSED),
        ("/noks-sostav.html", Outcome.FAILED),
        ("/nok-kvalifikacii.html", Outcome.FAILED),  # of qualifications
    ],
)
def test_pages_called_after_the_section_stand_beside_it(path: str, expected: Outcome) -> None:
    council = section(*SPEAKS, title="Общественный совет", path="/nok.html")
    who = page(
        path,
        "Кто входит",
        heading("Кто входит"),
        *text("Ланина Мария Петровна", "Кулик Роман Асланович", "Оспина Роза Викторовна"),
    )
    leads = page("/o", "О министерстве", menu("Кто входит", path))
    assert outcome("council-members-published", council, who, leads) is expected


CHAPTERS = ("Зачем это нужно", "Кого смотрят", "Как считают", "Что вышло")


@pytest.mark.parametrize(("elsewhere", "expected"), [((), Outcome.PASSED), (("/ch4", "/ch3"), Outcome.FAILED)])
def test_the_chapters_of_a_book_lead_to_one_another(elsewhere: tuple[str, ...], expected: Outcome) -> None:
    """Its first page names but the first of them. What other pages lead to as well may be anybody's."""
    book = section(*SPEAKS, *text("Дальше по главам."), link(CHAPTERS[0], "/ch1"))
    pages = []
    for number, title in enumerate(CHAPTERS, 1):
        scores = ("Организация | Балл", "Музей боя | 91,2", "Театр кукол | 88,0") if number == len(CHAPTERS) else ()
        onward = [link(CHAPTERS[number], f"/ch{number + 1}")] if number < len(CHAPTERS) else []
        back = [link("Назад", f"/ch{number - 1}" if number > 1 else "/nok")]
        pages.append(section(*text("Баллы 2025 года", *scores), *onward, *back, path=f"/ch{number}", title=title))
    other = page("/o", "О министерстве", *(menu(f"Страница {at}", at) for at in elsewhere))
    assert outcome("results-published", book, *pages, other) is expected


FEED = "Клубы оценили гости"


@pytest.mark.parametrize(
    ("way", "beside", "expected"),
    [
        ("feed", 3, Outcome.FAILED),
        ("menu", 3, Outcome.PASSED),
        ("feed", 0, Outcome.PASSED),  # a page with its day is no feed
    ],
)
def test_an_entry_of_a_feed_is_news_whatever_its_address(way: str, beside: int, expected: Outcome) -> None:
    said = "Независимая оценка качества условий оказания услуг завершилась, спасибо всем, кто ответил."
    entry = section(*text("21.10.2025", said), title=FEED, path="/zapisi/4")
    others = [
        section(*text(f"1{at}.09.2025", "Хор выступил на набережной."), title=f"Хор {at}", path=f"/zapisi/{at}")
        for at in range(beside)
    ]
    listed = [link(f"Хор {at}", f"/zapisi/{at}") for at in range(beside)]
    feed = section(link(FEED, "/zapisi/4"), *listed, title="Записи", path="/zapisi")
    about = page("/o", "О министерстве", menu(FEED, "/zapisi/4") if way == "menu" else menu("Записи", "/zapisi"))
    assert outcome(RULE, entry, *others, feed, about) is expected


@pytest.mark.parametrize(("head", "expected"), [("Коллегия", Outcome.FAILED), ("Члены", Outcome.PASSED)])
def test_a_line_says_itself_whose_people_it_gives(head: str, expected: Outcome) -> None:
    people = "Ланина Мария Петровна (председатель), Кулик Роман Асланович, Оспина Роза Викторовна"
    council = section(
        *text("Общественный совет по независимой оценке действует при отделе.", f"{head}: {people}"),
        title="Общественный совет", path="/sovet",
    )  # fmt: skip
    assert outcome("council-members-published", council) is expected


def _with_versions_for_print(*pages: Page) -> tuple[Page, ...]:
    """Pages with a menu that no markup tells from their text, each with a version for print that has none."""
    ways = [
        link("Аппарат", "/apparat"),
        link("Известия", "/izvestiya"),
        link("Совет", "/sovet"),
        link("Связь", "/svyaz"),
    ]
    pages = (page("/start", "Комитет", heading("Комитет"), *text("Добро пожаловать.")), *pages)
    framed = [msgspec.structs.replace(one, links=(*ways, link("На печать", f"/p{at}"))) for at, one in enumerate(pages)]
    bare = [page(f"/p{at}", one.title, *one.blocks) for at, one in enumerate(pages)]
    return (*framed, *bare)


def test_the_menu_of_a_site_with_versions_for_print_draws_nothing_into_the_councils_section() -> None:
    council = "Общественный совет при комитете"
    others = (
        page("/apparat", "Аппарат", heading("Аппарат"), *text("Председатель – Пчёлкин И. И.")),
        page("/izvestiya", "Известия", heading("Известия"), *text("Клубы ждёт независимая оценка качества услуг.")),
        page("/sovet", council, heading(council), *text("Совет помогает проводить дни двора.")),
        page("/svyaz", "Связь", heading("Связь"), *text("Телефон 2-12-12")),
    )
    assert judged(*_with_versions_for_print(*others))["nok-section-published"].outcome is not Outcome.PASSED


def test_what_a_council_leads_to_beside_versions_for_print_is_still_its_own() -> None:
    council = "Общественный совет при комитете"
    lead = link("Сборы", "/sbory")
    others = (
        page("/apparat", "Аппарат", heading("Аппарат"), *text("Председатель – Пчёлкин И. И.")),
        page("/izvestiya", "Известия", heading("Известия"), *text("Открыта запись в клуб.")),
        page("/sovet", council, heading(council), *text("Совет помогает проводить дни двора.")),
        page("/svyaz", "Связь", heading("Связь"), *text("Телефон 2-12-12")),
    )
    pages = [
        msgspec.structs.replace(one, links=(*one.links, lead)) if one.url.endswith("/sovet") else one
        for one in _with_versions_for_print(*others)
    ]
    told = page("/sbory", "Сборы", heading("Сборы"), *text("Совет проводит независимую оценку качества услуг клубов."))
    assert judged(*pages, told)["nok-section-published"].outcome is Outcome.PASSED
