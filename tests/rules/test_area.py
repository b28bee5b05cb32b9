"""What hangs on the НОК page: sub-pages by year, score tables, heaps, frames."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from crawler.items import AccessibleVersion, Block, BlockKind, Document, Frame, Reason
from rules.checks.page.order import years_in_order
from rules.evaluate import smell
from rules.load import load_methodology
from rules.model import Outcome
from tests.rules.drawn import drawn, verdicts
from tests.rules.markup import document, found, home_with
from tests.rules.sites import BASE, heading, judge, link, menu, organization, page, site, text

NAME = "Независимая оценка качества"
HOME = page("/", "Клуб", heading("Клуб"), menu(NAME, "/nok"))


def area(*parts: object) -> tuple[object, ...]:
    return HOME, page("/nok", NAME, heading(NAME), *text("Сведения для посетителей"), *parts)  # type: ignore[arg-type]


def test_a_sub_page_named_by_its_year_smells_of_what_belongs_there() -> None:
    by_year = link("Материалы за 2021 год", "/?id=98")
    methodology = load_methodology("kbr-2017")
    assert "results" in smell(methodology, by_year, page("/nok", NAME, heading(NAME))).roles
    assert "results" not in smell(methodology, by_year, page("/kruzhki", "Кружки", heading("Кружки"))).roles


def test_a_page_that_opens_with_what_links_call_it_is_headed_so() -> None:
    label = "Оценка качества работы учреждения"
    pages = [page(path, "Официальный сайт", *text(path), menu(label, "/q")) for path in ("/", "/a", "/b")]
    own = page("/q", "Официальный сайт", *text(label, "Результаты НОК"), link("Итоги за 2022 год", "/f/i.pdf"))
    other = page("/q", "Официальный сайт", *text("Наши новости", "Результаты НОК"), link("Итоги", "/f/i.pdf"))
    assert judge(site(*pages, own))["nok-page-published"].outcome is Outcome.PASSED
    assert judge(site(*pages, other))["nok-page-published"].outcome is not Outcome.PASSED


def test_a_list_of_the_pages_below_is_content_whatever_its_markup() -> None:
    below = {"/nok/akty": "Правовая основа независимой оценки", "/nok/plany": "Планы", "/nok/itogi": "Итоги анкеты"}
    hub = page(
        "/nok", "Качество глазами гостей", heading("Качество глазами гостей"),
        *text("Независимая оценка качества условий оказания услуг: кто оценивает и что вышло"),
        *(menu(label, path) for path, label in below.items()),
    )  # fmt: skip
    home = page("/", "Клуб", heading("Клуб"), menu("Качество глазами гостей", "/nok"))
    others = (page(path, label, heading(label), *text(label)) for path, label in below.items())
    assert judge(site(home, hub, *others))["nok-page-linked-from-home"].outcome is Outcome.PASSED


def test_a_note_that_begins_with_a_day_is_news() -> None:
    told = "Подведены итоги независимой оценки качества условий оказания услуг. Наш клуб набрал 95 баллов."
    for first, outcome in (("12 декабря 2025. ", Outcome.FAILED), ("", Outcome.INCONCLUSIVE)):
        note = page("/journal/nezavisimaya-ocenka", "Клуб оценили", heading("Клуб оценили"), *text(first + told))
        found = judge(site(page("/", "Клуб", heading("Клуб"), link("Клуб оценили", note.url)), note))
        assert found["nok-page-published"].outcome is outcome, first


def test_a_page_that_calls_itself_a_piece_of_news_is_no_section_whatever_stands_on_it() -> None:
    body = (
        "<h1>Праздник в клубе</h1><p>{}</p><p>Спасибо всем.</p><p>Было весело.</p><p>Ждём вас.</p><p>До встречи.</p>"
        "<h2>Независимая оценка качества</h2><p>Наш клуб набрал 95 баллов.</p>"
    )
    for first, outcome in (("Новость от 16 ноября 2026 года", Outcome.FAILED), ("О нас", Outcome.INCONCLUSIVE)):
        pages = {"/": document("<h1>Клуб</h1><a href=/d/9>Праздник</a>"), "/d/9": document(body.format(first))}
        assert found("nok-page-published", pages).outcome is outcome, first
        led = "<li><a href=/d/9>Независимая оценка качества</a></li>"
        pages = {"/": document("<h1>Клуб</h1>", menu=led), "/d/9": document(body.format(first), menu=led)}
        assert found("nok-page-published", pages).outcome is not Outcome.FAILED, first


def test_a_section_of_a_home_page_that_begins_with_a_day_stays_one() -> None:
    body = (
        "<h1>Клуб</h1><p>16 ноября 2026 года</p><p>Добро пожаловать</p><a href='#nok'>Независимая оценка качества</a>"
        "<h2 id=nok>Независимая оценка качества условий оказания услуг</h2><p>Оценка прошла в мае.</p>"
    )
    assert found("nok-page-published", {"/": f"<main>{body}</main>"}).outcome is Outcome.PASSED


def test_each_of_several_pages_may_hold_a_year() -> None:
    years = (2022, 2025, 2019)  # in the order of the links
    hub = page("/nok", NAME, heading(NAME), *text("Оценка"), *(link(f"Оценка {y} года", f"/nok/{y}") for y in years))
    papers = {y: (f"Отчёт организации-оператора за {y} год", f"План на {y + 1} год") for y in years}
    pages = (
        page(
            f"/nok/{y}",
            f"Оценка {y} года",
            heading(f"Оценка {y} года"),
            *(link(n, f"/f/{y}-{i}.pdf") for i, n in enumerate(p)),
        )
        for y, p in papers.items()
    )
    assert judge(site(HOME, hub, *pages))["nok-page-ordered"].outcome is Outcome.PASSED


def test_what_a_frame_of_the_page_shows_belongs_to_it() -> None:
    shown = page(
        "/embed.html", "Документ", *text("Материалы"), link("Отчёт организации-оператора за 2022 год", "/f/o.pdf")
    )
    home, nok = area()
    framed = msgspec.structs.replace(nok, frames=(Frame(BASE + "/embed.html"),))  # type: ignore[type-var]
    row = organization(assessed_years=(2022,))
    assert judge(site(home, framed, shown), row)["results-published"].outcome is Outcome.PASSED
    assert judge(site(home, nok, shown), row)["results-published"].outcome is Outcome.FAILED


def test_a_page_that_only_shows_another_one_is_not_empty() -> None:
    home = page("/", "Клуб", heading("Клуб"), *text(NAME), menu(NAME, "/nok"))
    others = [page(path, "Клуб", heading(path), *text(NAME), menu(NAME, "/nok")) for path in ("/a", "/b")]
    shown = page("/embed.html", NAME, *text("Материалы"), link("Отчёт организации-оператора за 2022 год", "/f/o.pdf"))
    empty = page("/nok", "Клуб", *text(NAME), menu(NAME, "/nok"))
    framed = msgspec.structs.replace(empty, frames=(Frame(BASE + "/embed.html"),))
    assert judge(site(home, *others, framed, shown))["nok-page-linked-from-home"].outcome is Outcome.PASSED
    assert judge(site(home, *others, empty, shown))["nok-page-linked-from-home"].outcome is not Outcome.PASSED


def test_a_label_typed_in_two_alphabets_is_read() -> None:
    typed = link("H\u0435з\u0430висим\u0430я oц\u0435нк\u0430 к\u0430ч\u0435ств\u0430", "/12.html")  # Latin «H» and «o»
    assert "nok-page" in smell(load_methodology("kbr-2017"), typed, HOME).roles


@pytest.mark.parametrize(
    ("title", "devoted"),
    [
        ("Независимая оценка - МБУК «Дом культуры»", True),
        ("МБУК «Клуб» | О качестве услуг", True),
        ("Независимая оценка квалификации - Техникум", False),
        ("Оценка знаний | Клуб", False),
    ],
)
def test_a_page_is_known_by_its_own_part_of_the_title(title: str, devoted: bool) -> None:
    bare = link("скачать", "/f/4411.pdf")
    roles = smell(load_methodology("kbr-2017"), bare, page("/11214", title)).roles
    assert ("plan" in roles) is devoted


def test_a_table_of_scores_is_no_report_once_it_was_read() -> None:
    scores = link("Рейтинг организаций культуры по независимой оценке качества за 2022 год", "/f/1.xlsx")
    inside = "Рейтинг организаций по результатам независимой оценки качества за 2022 год. Баллы."
    known = organization(assessed_years=(2022,))
    pages = area(scores)
    unread = judge(site(*pages), known)["results-published"]  # type: ignore[arg-type]
    read = judge(site(*pages, documents=(Document(BASE + "/f/1.xlsx", text=inside),)), known)["results-published"]  # type: ignore[arg-type]
    assert (unread.outcome, unread.reason) == (Outcome.INCONCLUSIVE, Reason.NOT_REACHED)
    assert (read.outcome, read.details["missing"]) == (Outcome.FAILED, [2022])


def test_a_note_on_the_results_is_opened_before_it_counts_as_the_operators_report() -> None:
    pages = area(link("Аналитическая записка по итогам независимой оценки 2022 года", "/f/1.pdf"))
    finding = judge(site(*pages), organization(assessed_years=(2022,)))["results-published"]  # type: ignore[arg-type]
    assert (finding.outcome, finding.details["unread"]) == (Outcome.INCONCLUSIVE, [BASE + "/f/1.pdf"])


@pytest.mark.parametrize(
    ("years", "ordered"),
    [([2018, 2018, 2021], True), ([2021, 2018], True), ([2022, 2018, 2021, 2019], False), ([0, 2018, 0, 2019], True)],
)
def test_years_follow_one_another(years: list[int], ordered: bool) -> None:
    assert years_in_order(years) is ordered


def test_the_menu_in_a_frame_is_part_of_the_home_page() -> None:
    home = page("/", "Сад", frames=(Frame(BASE + "/menu.htm"), Frame(BASE + "/main.htm")))
    frame = page("/menu.htm", "", menu(NAME, "/nok"))
    welcome = page("/main.htm", "", Block(BlockKind.PARAGRAPH, "Версия для слабовидящих"))
    nok = page("/nok", NAME, heading(NAME), *text("Сведения"))
    findings = judge(site(home, frame, welcome, nok, alone=True))
    assert findings["official-site-works"].outcome is Outcome.PASSED
    assert findings["nok-page-linked-from-home"].outcome is Outcome.PASSED
    assert findings["accessible-version-works"].reason is Reason.SCRIPT_REQUIRED


def test_no_time_to_try_the_version_is_told_as_such() -> None:
    home = page("/", "Сад", heading("Сад"), link("Версия для слабовидящих", "#"))
    late = AccessibleVersion(reason=Reason.BUDGET_EXHAUSTED)
    seen = msgspec.structs.replace(site(home), accessible=late, browser="chromium")
    assert judge(seen)["accessible-version-works"].reason is Reason.BUDGET_EXHAUSTED


def test_a_news_item_with_the_name_in_a_heading_is_no_page() -> None:
    home = page("/", "Школа", heading("Школа"), link("В районе проверили качество", "/news/2026-10-09-217"))
    said = heading("Независимая оценка качества проведена в 78 организациях", 2)
    news = page("/news/2026-10-09-217", "В районе проверили качество", heading("В районе проверили качество"), said)
    assert judge(site(home, news))["nok-page-published"].outcome is Outcome.FAILED


LAWS = ("Федеральный закон от 21.07.2014 № 256-ФЗ", "Приказ Минтруда России от 31.05.2018 № 344н")


def plans(*years: int, between: Sequence[str] = ()) -> str:
    """Plans of these years, with lines of text after the first."""
    lines = [f"<a href=/f/{year}.pdf>План по устранению недостатков на {year} год</a>" for year in years]
    return "".join(f"<p>{line}</p>" for line in (lines[0], *between, *lines[1:]))


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (plans(2022, 2026, 2024, between=LAWS), Outcome.FAILED),
        (plans(2022, 2026, 2024, between=LAWS[:1]), Outcome.PASSED),
        (plans(2022, 2026, 2024, between=("О пользе чтения", "О пользе прогулок")), Outcome.PASSED),
        (plans(2022, 2024, 2026, between=LAWS), Outcome.PASSED),  # in order by years, whatever stands between
    ],
)
def test_acts_that_stand_between_materials_of_one_kind_part_them(content: str, outcome: Outcome) -> None:
    assert verdicts(content)["nok-page-ordered"].outcome is outcome


ABOUT = "<p>{}</p><p>Что о нас говорят гости.</p><p>Кто спрашивал.</p><p>Что исправили.</p>"


@pytest.mark.parametrize(
    ("said", "banner", "outcome"),
    [
        ("Раздел о независимой оценке качества условий оказания услуг.", True, Outcome.PASSED),
        ("В этом разделе — независимая оценка качества условий.", True, Outcome.PASSED),
        ("Раздел о независимой оценке качества условий оказания услуг.", False, Outcome.INCONCLUSIVE),
        ("Независимая оценка качества условий проводится раз в три года.", True, Outcome.INCONCLUSIVE),
        ("Всё о независимой оценке качества условий — на сайте министерства.", True, Outcome.FAILED),
        ("Специальная оценка условий труда проводится раз в пять лет.", True, Outcome.FAILED),
    ],
)
def test_a_banner_is_enough_for_a_page_that_says_itself_what_it_is(said: str, banner: bool, outcome: Outcome) -> None:
    body = f"<h1>Слово гостю</h1>{ABOUT.format(said)}"
    home = home_with("<a href=/slovo><img src=/b.png></a>" if banner else "")
    assert found("nok-page-published", {**home, "/slovo": document(body, title="Слово гостю")}).outcome is outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("Раздел о независимой оценке качества условий оказания услуг.", Outcome.PASSED),
        ("Здесь независимой оценки качества условий нет.", Outcome.FAILED),
        ("Материалы независимой оценки качества условий здесь не публикуем.", Outcome.FAILED),
    ],
)
def test_a_page_of_the_menu_says_itself_what_it_is(said: str, outcome: Outcome) -> None:
    menu = "<li><a href=/slovo>Слово гостю</a></li>"
    body = document(f"<h1>Слово гостю</h1>{ABOUT.format(said)}", title="Слово гостю", menu=menu)
    assert found("nok-page-published", {**home_with("", menu=menu), "/slovo": body}).outcome is outcome


PAPERS = (
    "<h1>Документы</h1><h2>Устав</h2><p>Устав клуба.</p><h2>{}</h2>"
    "<p><a href=/f/o.pdf>Отчёт организации-оператора за 2022 год</a></p>"
)


@pytest.mark.parametrize(
    ("said", "part", "outcome"),
    [
        ("Отчёты лежат на странице «Документы».", NAME, Outcome.PASSED),
        ("Отчёты лежат на странице «Документы».", "Прочее", Outcome.FAILED),
        ("Отчёты лежат на странице «Бумаги».", NAME, Outcome.INCONCLUSIVE),  # nobody is sent to where they are
        ("О нас пишет газета «Документы».", NAME, Outcome.INCONCLUSIVE),
        ("Отчёты есть у директора.", NAME, Outcome.INCONCLUSIVE),
        ("Отчёты есть у директора.", "Прочее", Outcome.FAILED),
    ],
)
def test_a_part_of_another_page_that_the_page_sends_to_by_its_name(said: str, part: str, outcome: Outcome) -> None:
    menu = f"<li><a href=/nok>{NAME}</a></li><li><a href=/docs>Документы</a></li>"
    pages = {
        **home_with("", menu=menu),
        "/nok": document(f"<h1>{NAME}</h1><p>Сведения для гостей.</p><p>{said}</p>", title=NAME, menu=menu),
        "/docs": document(PAPERS.format(part), title="Документы", menu=menu),
    }
    assert found("results-published", pages, org=organization(assessed_years=(2022,))).outcome is outcome


OTHERS_OWN = "<p>{}</p><p>Кто и как проверяет.</p><p>Что вышло за год.</p>"


@pytest.mark.parametrize(
    ("title", "said", "outcome"),
    [
        ("Оценка качества", "Внутренняя система оценки качества образования школы.", Outcome.FAILED),
        ("Оценка качества", "ВСОКО: положение и график.", Outcome.FAILED),
        ("Оценка качества", "Что говорят родители.", Outcome.INCONCLUSIVE),
        ("Оценка качества", "ВСОКО и независимая оценка качества: бумаги.", Outcome.PASSED),
        ("НОК и Олимпийский комитет", "Комитет собрал юных пловцов.", Outcome.FAILED),
        ("НОК", "Комитет собрал юных пловцов.", Outcome.INCONCLUSIVE),
    ],
)
def test_the_schools_own_assessment_and_the_olympic_committee_are_others(
    title: str, said: str, outcome: Outcome
) -> None:
    menu = f"<li><a href=/q>{title.partition(' и ')[0]}</a></li>"
    inner = document(f"<h1>{title}</h1>{OTHERS_OWN.format(said)}", title=title, menu=menu)
    assert found("nok-page-published", {**home_with("", menu=menu), "/q": inner}).outcome is outcome


BOTH = "Независимая оценка качества образования. Внутренняя оценка: ВСОКО, положение о внутренней системе оценки."


@pytest.mark.parametrize(
    ("title", "said", "outcome"),
    [
        ("НОКО", BOTH, Outcome.PASSED),
        ("Независимая оценка качества образования", BOTH, Outcome.PASSED),
        ("Независимая оценка качества", "МКДО: график. Итоги МКДО за 2024 год.", Outcome.INCONCLUSIVE),
    ],
)
def test_an_assessment_beside_the_schools_own_is_there(title: str, said: str, outcome: Outcome) -> None:
    menu = f"<li><a href=/q>{title}</a></li>"
    inner = document(f"<h1>{title}</h1>{OTHERS_OWN.format(said)}", title=title, menu=menu)
    assert found("nok-page-published", {**home_with("", menu=menu), "/q": inner}).outcome is outcome


def test_what_a_further_page_of_a_list_leads_to_is_as_near_as_what_its_first_does() -> None:
    def outcome(further: str) -> Outcome:
        first = (*text("Сведения для посетителей"), link("2", further))
        pages = (
            HOME,
            page("/nok", NAME, heading(NAME), *first),
            page(further, NAME, heading(NAME), link("Итоги за 2022 год", "/d/1")),
            page("/d/1", "Итоги", heading("Итоги за 2022 год"), link("Отчёт оператора за 2022 год", "/f/2022.pdf")),
        )
        own = organization(assessed_years=(2022,))
        return judge(site(*pages), org=own)["results-published"].outcome

    assert outcome("/nok?PAGEN_1=2") is Outcome.PASSED


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        ("<p>Независимая оценка качества условий: нас смотрели в мае.</p>", Outcome.INCONCLUSIVE),
        ("<p>В 2024 году у нас прошла независимая оценка качества условий.</p>", Outcome.INCONCLUSIVE),
        ("<ul><li>Независимая оценка качества условий</li><li>Устав</li></ul>", Outcome.FAILED),
        (
            f"<table><tr><td>1</td><td>Устав</td></tr><tr><td>2</td><td>{NAME} условий</td></tr></table>",
            Outcome.FAILED,
        ),
        ("<p><a href=/f/1.pdf>Независимая оценка качества условий</a></p>", Outcome.FAILED),
        ("<p>12 мая 2024 года. Независимая оценка качества условий позади.</p>", Outcome.FAILED),
        ("<p>Независимая оценка квалификации: сдали трое.</p>", Outcome.FAILED),
        (f"<p>{'Мы ставим спектакли. ' * 6}Независимая оценка качества условий – тоже сцена.</p>", Outcome.FAILED),
    ],
)
def test_a_line_that_opens_with_the_name_keeps_the_page_from_being_missing(html: str, outcome: Outcome) -> None:
    menu = "<li><a href=/klub>О клубе</a></li>"
    pages = {**home_with("", menu=menu), "/klub": document(f"<h1>О клубе</h1>{html}", title="О клубе", menu=menu)}
    finding = found("nok-page-published", pages)
    assert (finding.outcome, finding.reason) == (outcome, Reason.AMBIGUOUS if outcome is not Outcome.FAILED else None)


@pytest.mark.parametrize(
    ("said", "above"), [("Всё, что относится к независимой оценке.", True), ("Всё, что сказали.", False)]
)
def test_a_page_above_the_others_speaks_of_the_assessment_in_more_than_its_links(said: str, above: bool) -> None:
    name, title = "Независимая оценка качества условий", "Качество глазами гостей"
    hub = page("/q", title, heading(title), *text(said, name), link(name, "/q/nok"))
    below = page("/q/nok", name, heading(name), *text("Сведения для посетителей", "Отчёты"))
    home = page("/", "Клуб", heading("Клуб"), menu(title, "/q"))
    evidence = judge(site(home, hub, below))["nok-page-published"].evidence
    assert (evidence[0].url == f"{BASE}/q") is above


ORDER = ("Утверждён приказом от 12.01.2022 № 14", "Внесены правки приказом от 13.01.2022 № 15")


@pytest.mark.parametrize(
    ("between", "outcome"),
    [
        (("Приказ от 12.01.2022 № 14", "2. Постановление от 13.01.2022 № 15"), Outcome.FAILED),
        (ORDER, Outcome.PASSED),
        ((LAWS[0], ORDER[0]), Outcome.PASSED),
    ],
)
def test_only_entries_of_a_list_of_acts_part_materials(between: tuple[str, ...], outcome: Outcome) -> None:
    assert verdicts(plans(2022, 2026, 2024, between=between))["nok-page-ordered"].outcome is outcome


@pytest.mark.parametrize(
    ("label", "outcome"),
    [("План по устранению недостатков", Outcome.PASSED), ("План работы", Outcome.FAILED)],
)
def test_a_page_of_plans_is_below_the_page_though_the_menu_leads_there_too(label: str, outcome: Outcome) -> None:
    plan = (
        f"<h3>{label} на 2023 год</h3><table><tr><th>Мероприятие</th><th>Срок</th>"
        "<th>Ответственный</th></tr><tr><td>Купить 2 стенда</td><td>01.09.2023</td><td>завхоз Кузин П. И.</td></tr>"
        "</table>"
    )
    below = drawn("/about", plan, label)  # in the menu of every page
    others = (drawn(f"/{n}", "<p>Кружки работают по субботам.</p>", f"Кружки {n}") for n in range(4))
    content = f'<p>Оценка прошла в мае.</p><p><a href="/about">{label}</a></p>'
    assert verdicts(content, below, *others)["plans-published"].outcome is outcome


CALLED = {
    "отчёт": "Отчёт организации-оператора за {} год",
    "план": "План по устранению недостатков на {} год",
    "ход": "Отчёт о выполнении плана по устранению недостатков за {} год",
    "паспорт": "Паспорт доступности, {} год",
}


def links_to(*names: str) -> str:
    """Links to files, one below another: «отчёт 2024» is the operator's report for that year."""
    told = (CALLED[name].format(year) for name, year in (each.split() for each in names))
    return "".join(f'<p><a href="/f/{at}.pdf">{one}</a></p>' for at, one in enumerate(told))


@pytest.mark.parametrize(
    ("names", "outcome"),
    [
        # the report of 2021 and what followed from it, then those of 2018
        (("отчёт 2021", "план 2022", "ход 2022", "отчёт 2018", "план 2019"), Outcome.PASSED),
        (("ход 2022", "план 2022", "отчёт 2021", "план 2019", "отчёт 2018"), Outcome.PASSED),
        (("план 2022", "отчёт 2021", "ход 2022", "план 2019", "отчёт 2018", "ход 2019"), Outcome.PASSED),
        (("ход 2022", "отчёт 2021", "план 2022", "ход 2019"), Outcome.FAILED),  # of one assessment by chance
    ],
)
def test_papers_stand_by_assessment_where_they_follow_one_another(names: tuple[str, ...], outcome: Outcome) -> None:
    content = links_to(*names)
    assert verdicts(content)["nok-page-ordered"].outcome is outcome


@pytest.mark.parametrize(
    ("names", "outcome"),
    [
        (("отчёт 2024", "паспорт 2022", "отчёт 2018", "план 2025"), Outcome.FAILED),  # a heap
        (("отчёт 2018", "паспорт 2022", "отчёт 2024"), Outcome.PASSED),  # by year all the same
        (("отчёт 2024", "отчёт 2018", "паспорт 2022", "план 2025"), Outcome.PASSED),  # between two kinds
        (("паспорт 2022", "отчёт 2024", "паспорт 2021"), Outcome.INAPPLICABLE),  # one material
    ],
)
def test_a_dated_paper_of_another_matter_parts_the_materials_it_stands_among(
    names: tuple[str, ...], outcome: Outcome
) -> None:
    content = links_to(*names)
    assert verdicts(content)["nok-page-ordered"].outcome is outcome
