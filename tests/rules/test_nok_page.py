from __future__ import annotations

import pytest

from crawler.items import Block, BlockKind, Failure, Link, Page, Reason, Region
from rules.model import Outcome
from tests.rules.markup import document, found
from tests.rules.sites import BASE, HOME, heading, judge, link, menu, organization, page, site, text

ABOUT = text(
    "На этой странице собраны сведения об оценке работы нашего учреждения получателями услуг.",
    "Ознакомьтесь с документами и оставьте своё мнение.",
)

NAMES = [
    "Независимая оценка качества",
    "Независимая оценка качества условий оказания услуг организациями культуры",
    "Независимая оценка качества оказания услуг организациями социальной сферы",
    "Независимая оценка качества оказания услуг.",
    "Независимая оценка качества условий образовательной деятельности",
    "Независимая оценка качества образования",
    "НОК УООД",
    "НОК УООД-2021",
    "НОКО",
    "НОКО / НСОКО",
    "НОКО — Независимая оценка качества образования",
    "Независимая оценка качества услуг образовательной деятельности",
    "НЕЗАВИСИМАЯ ОЦЕНКА КАЧЕСТВА",
    "Независимая оценка качества условий осуществления образовательной деятельности",
    "Независимая система оценки качества образования",
    "Независимая оценка качества оказания услуг музеями и учреждениями культурно-досугового типа",
    "Независимая оценка качества оказания услуг медицинскими организациями",
    "Независимая оценка",
    "Независимая оценка качества работы учреждений культуры",
    "Независимая оценка качества (НОК)",
    "Независимая оценка учреждения",
    "Независимая  оценка\u00a0качества условий…",
    "Независимая оценка качества осуществления образовательной деятельности (НОКО)",
    "Независимая оценка качества НОК",
    "Независимая оценка качества работы образовательных организаций",
    "НОКУ",
    "Неза\u00adвисимая оценка каче\u00adства",
    "НСОК УООД",
    "Независ. оценка кач-ва",
    "Не зависимая оценка качества",
    "О независимой оценке в диспансере",
    "Независимая оцнека качества услуг",
    "Показатели независимой оценки качества условий",
]
PATHS = ["/nok", "/?section_id=39", "/?p=63", "/page/89113", "/index/ocenka/0-19", "/p51aa1.html", "/item/1074102"]


def with_page(
    name: str, path: str = "/nok", *parts: Block | Link, title: str = "", label: str = ""
) -> tuple[Page, Page]:
    home = page("/", "Детский сад «Рябинка»", heading("Новости сада"), menu(label or name, path))
    return home, page(path, title or name, heading(name), *(parts or ABOUT))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_named_after_the_assessment_counts(name: str) -> None:
    findings = judge(site(*with_page(name)))
    assert findings["nok-page-published"].outcome is Outcome.PASSED
    assert findings["nok-page-linked-from-home"].outcome is Outcome.PASSED
    assert findings["nok-page-published"].evidence[0].url == BASE + "/nok"


@pytest.mark.parametrize("path", PATHS)
def test_the_address_does_not_matter(path: str) -> None:
    assert judge(site(*with_page("Независимая оценка качества", path)))["nok-page-published"].outcome is Outcome.PASSED


OTHERS = [
    "Независимая оценка квалификации (НОК)",
    "Независимая оценка квалификаций",
    "Независимая оценка качества подготовки обучающихся",
    "НОК (независимая оценка квалификации) и НРС",
    "Национальный олимпийский комитет (НОК)",
    "Внутренняя система оценки качества образования",
    "Внутренняя независимая оценка качества образования",
    "Положение о проведении внутренней независимой оценки качества образования",
    "Положение о внутренней системе оценки качества образования (ВСОКО)",
    "Положение о системе оценки качества образования (СОКО)",
    "Независимая оценка качества подготовки обучающихся",
    "Независимая оценка результатов обучения: ГИА",
    "Мониторинг качества дошкольного образования (МКДО)",
    "Специальная оценка условий труда",
    "Оценка регулирующего воздействия",
    "Критерии оценки качества медицинской помощи",
    "Внутренний контроль качества и безопасности медицинской деятельности",
    "Независимая оценка имущества",
    "Оценка состояния доступности приоритетных объектов и услуг",
    "Независимая оценка пожарного риска",
    "ВПР, ОГЭ, ЕГЭ",
    "НОК и НОД: наибольший общий делитель",
    "Независимая оценка недвижимости",
    "Народная оценка качества",
    "Независимая антикоррупционная экспертиза",
]


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("path", ["/nok/", "/ocenka"])
def test_a_page_on_another_assessment_does_not_count(name: str, path: str) -> None:
    body = text(f"{name}: общие сведения.", "Порядок утверждён приказом директора.", "Подробности у методиста.")
    finding = judge(site(*with_page(name, path, *body)))["nok-page-published"]
    assert finding.outcome is Outcome.FAILED, finding


CONTENT = (
    *text(
        "Независимая оценка качества условий оказания услуг проводится по статье 95.2 закона об образовании "
        "и Федеральному закону от 05.12.2017 № 392-ФЗ.",
        "Результаты независимой оценки качества рассматривает общественный совет.",
        "Цель независимой оценки качества — сведения для родителей.",
    ),
    link("План по устранению недостатков", "/files/plan.pdf"),
    link("Наша карточка", "https://bus.gov.ru/info-card/1234"),
)


@pytest.mark.parametrize(
    "name",
    ["ВСОКО", "Информация для медицинских организаций", "Оценка качества", "bus.gov.ru", "Оценка условий",
     "Оцените музей"],
)  # fmt: skip
def test_a_page_named_otherwise_counts_by_its_content(name: str) -> None:
    finding = judge(site(*with_page(name, "/vsoko.html", *CONTENT)))["nok-page-published"]
    assert finding.outcome is Outcome.PASSED, finding.candidates


def test_one_mention_among_many_documents_makes_no_page() -> None:
    rows = text(*(f"Приказ № {n} о режиме работы учреждения в {2000 + n} году и порядке приёма" for n in range(5, 40)))
    body = (*rows, *text("Приказ о независимой оценке качества"))
    assert judge(site(*with_page("Документы", "/docs", *body)))["nok-page-published"].outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "name",
    [
        "В детском саду прошла независимая оценка качества",
        "Проводится независимая оценка качества: приглашаем родителей",
        "Жители района могут оценить качество услуг: независимая оценка",
        "Больница вошла в тройку по независимой оценке качества",
    ],
)
def test_a_news_item_is_not_the_page(name: str) -> None:
    home = page("/", "Сад", heading("Новости"), link(name, "/news/515"))
    news = page("/news/515", name, heading(name), *ABOUT)
    finding = judge(site(home, news))["nok-page-published"]
    assert finding.outcome is Outcome.FAILED
    assert any("/news/515" in remark for remark in finding.remarks)


def test_a_dated_post_the_menu_leads_to_is_the_page() -> None:
    parts = with_page("Независимая оценка качества условий", "/2024/11/07/nok", label="Независимая оценка качества")
    finding = judge(site(*parts))["nok-page-published"]
    assert finding.outcome is Outcome.PASSED
    assert finding.remarks


@pytest.mark.parametrize(
    "target",
    ["https://bus.gov.ru/pub/independentRating/list", "https://minzdrav.region.test/nok", "http://portal.test/noko"],
)
def test_a_menu_item_that_leaves_the_site_is_no_page(target: str) -> None:
    home = page("/", "Сад", heading("Сад"), menu("Независимая оценка качества", target), menu("О саде", "/about"))
    assert judge(site(home))["nok-page-published"].outcome is Outcome.FAILED


def tabbed(kind: BlockKind) -> Page:
    blocks = (
        heading("Документы"),
        Block(kind, "Устав", 2),
        Block(BlockKind.PARAGRAPH, "Устав учреждения", section=1),
        Block(kind, "Независимая оценка качества", 2),
        Block(BlockKind.PARAGRAPH, "Отчёты по годам", section=3),
    )
    report = link("Отчёт оператора 2019", "/files/report-2019.pdf", section=3, block=4)
    return page("/docs", "Документы", *blocks, report)


def test_a_tab_counts_as_the_page() -> None:
    home = page(
        "/", "Сад", heading("Сад"), menu("Независимая оценка качества", "/docs#tab-2"), menu("Устав", "/docs#tab-1")
    )
    findings = judge(site(home, tabbed(BlockKind.TAB)))
    assert findings["nok-page-published"].outcome is Outcome.PASSED
    linked = findings["nok-page-linked-from-home"]
    assert linked.outcome is Outcome.PASSED
    assert "#tab-2" in linked.evidence[0].excerpt


def test_a_section_without_an_anchor_is_doubtful() -> None:
    home = page("/", "Сад", heading("Сад"), menu("Документы", "/docs"))
    finding = judge(site(home, tabbed(BlockKind.HEADING)))["nok-page-published"]
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)


def test_a_title_all_pages_share_proves_nothing() -> None:
    name = "Независимая оценка качества — наш приоритет"
    pages = [
        page(path, name, heading(f"Раздел {path}"), *text("О работе сада")) for path in ("/", "/a", "/b", "/c", "/d")
    ]
    assert judge(site(*pages))["nok-page-published"].outcome is Outcome.FAILED


def test_an_empty_page_of_the_right_name_is_doubtful() -> None:
    home, _ = with_page("Независимая оценка качества")
    finding = judge(site(home, page("/nok", "Независимая оценка качества")))["nok-page-published"]
    assert finding.outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(("level", "outcome"), [(1, Outcome.PASSED), (2, Outcome.PASSED), (3, Outcome.FAILED)])
def test_depth_of_the_menu(level: int, outcome: Outcome) -> None:
    home = page("/", "Сад", heading("Сад"), menu("Независимая оценка качества", "/nok", level))
    _, nok = with_page("Независимая оценка качества")
    assert judge(site(home, nok))["nok-page-linked-from-home"].outcome is outcome


def test_a_banner_on_the_home_page_is_a_link() -> None:
    banner = Link(BASE + "/nok", image="banner-nok.png", region=Region.BANNER)
    _, nok = with_page("Независимая оценка качества")
    home = page("/", "Сад", heading("Сад"), banner)
    assert judge(site(home, nok))["nok-page-linked-from-home"].outcome is Outcome.PASSED


def test_a_page_found_only_through_the_sitemap_is_not_linked_from_home() -> None:
    _, nok = with_page("Независимая оценка качества")
    finding = judge(site(HOME, nok))["nok-page-linked-from-home"]
    assert finding.outcome is Outcome.FAILED
    assert finding.pages_read == (BASE + "/",)


def test_a_dead_link_named_after_the_assessment_is_told() -> None:
    dead = Failure(BASE + "/nok", Reason.HTTP_404, link_text="Независимая оценка качества")
    finding = judge(site(HOME, failures=(dead,)))["nok-page-published"]
    assert finding.outcome is Outcome.FAILED
    assert any("отсутствующую" in remark for remark in finding.remarks)


def test_a_link_to_another_address_of_the_same_site_leaves_it_open() -> None:
    old = "http://old-ryabinka.test"
    away = tuple(link(f"Раздел {n}", f"{old}/{n}") for n in range(6))
    home = page("/", "Сад", heading("Сад"), *away, menu("Независимая оценка качества", f"{old}/nok"))
    finding = judge(site(home))["nok-page-published"]
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.NOT_REACHED)


def test_a_page_kept_among_the_news_and_found_by_no_menu_is_doubtful() -> None:
    home = page("/", "Сад", heading("Новости"), link("Подробнее", "/news/5616/8028.html"))
    item = page(
        "/news/5616/8028.html", "Новости", heading("Независимая оценка качества условий оказания услуг"), *ABOUT
    )
    assert judge(site(home, item))["nok-page-published"].outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize("path", ["/novosti/204-nok", "/news/515", "/index.php?option=com_content&view=article&id=7"])
def test_a_page_among_the_news_the_menu_leads_to_counts(path: str) -> None:
    assert judge(site(*with_page("Независимая оценка качества (НОК)", path)))["nok-page-published"].outcome is (
        Outcome.PASSED
    )


def test_a_piece_of_news_that_only_the_map_of_the_site_leads_to_is_none() -> None:
    name = "Завершён сбор мнений для независимой оценки качества"
    told = text("08.12.2025", "Весной оператор опросил гостей, балл музея 91,4.", "Заметку подготовила Анна.")
    item = page("/news_93.php", name, heading(name), *told, link("Предыдущая новость", "/news_86.php"))
    home = page("/", "Музей", heading("Музей"), menu("Карта", "/map.php"))
    for title, outcome in (("Карта сайта", Outcome.FAILED), ("Разделы", Outcome.PASSED)):
        listing = page("/map.php", title, heading(title), menu(name, "/news_93.php"))
        assert judge(site(home, listing, item))["nok-page-published"].outcome is outcome


@pytest.mark.parametrize(
    ("papers", "outcome"),
    [
        (("Отчёт оператора за 2022 год", "План на 2023 год"), Outcome.PASSED),
        (("Отчёт оператора за 2022 год",), Outcome.INCONCLUSIVE),
    ],
)
def test_a_post_the_menu_leads_to_under_another_name(papers: tuple[str, ...], outcome: Outcome) -> None:
    said = text(
        "Опубликовано 03.11.2022, рубрика «Новости»",
        "Всё о независимой оценке качества условий оказания услуг нашим домом — на одной странице.",
        "Нормативные документы: Федеральный закон от 05.12.2017 № 392-ФЗ, Приказ Минтруда от 31.05.2018 № 344н",
    )
    files = [link(name, f"/f/{n}.pdf") for n, name in enumerate(papers)]
    post = page("/2022/11/03/ocenite-nas/", "Оцените нас", heading("Оцените нас"), *said, *files)
    home = page("/", "Дом", heading("Дом"), menu("Оцените нас", "/2022/11/03/ocenite-nas/"))
    assert judge(site(home, post))["nok-page-published"].outcome is outcome


def test_a_page_the_menu_names_and_a_little_content_confirms() -> None:
    nok = page("/p/7", "", link("Карточка", "https://bus.gov.ru/info-card/1"))
    home = page("/", "Сад", heading("Сад"), menu("Независимая оценка качества", "/p/7"))
    assert judge(site(home, nok))["nok-page-published"].outcome is Outcome.PASSED


def test_a_page_the_menu_names_and_nothing_confirms_is_doubtful() -> None:
    home = page("/", "Сад", heading("Сад"), menu("Независимая оценка качества", "/p/7"))
    assert judge(site(home, page("/p/7", "", *text("Смотрите плакат"))))["nok-page-published"].outcome is (
        Outcome.INCONCLUSIVE
    )


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ((), Outcome.FAILED),
        (text("Опрос посетителей прошёл весной."), Outcome.INCONCLUSIVE),
        (text("Независимая оценка: баллы музея."), Outcome.INCONCLUSIVE),
        ((link("Скачать", "/f/1.pdf"),), Outcome.INCONCLUSIVE),
    ],
)
def test_a_page_on_quality_that_tells_of_something_else_is_none(
    more: tuple[Block | Link, ...], outcome: Outcome
) -> None:
    said = text(
        "Мы работаем по государственному стандарту, политика качества подписана директором в 2022 году.",
        "Сертификат выдан на три года. Жалобы принимает администратор, книга лежит у кассы.",
    )
    home = page("/", "Бассейн", heading("Бассейн"), menu("Качество услуг", "/k"))
    quality = page("/k", "Качество услуг", heading("Качество услуг"), *said, *more)
    assert judge(site(home, quality))["nok-page-published"].outcome is outcome


def test_a_list_of_notes_under_their_days_is_no_page_of_the_assessment() -> None:
    notes = text(
        "03.12.2025 Подведены итоги",
        "На совете объявили итоги независимой оценки качества условий оказания услуг 2025 года.",
        "21.10.2022 В залах",
        "Посетителей спрашивали об удобстве: идёт независимая оценка качества условий оказания услуг.",
    )
    home = page("/", "Музей", heading("Музей"), menu("События", "/tag/4"))
    tagged = page("/tag/4", "Метка «События»", heading("Метка «События»"), *notes)
    assert judge(site(home, tagged))["nok-page-published"].outcome is Outcome.FAILED
    told = page("/tag/4", "События", heading("События"), *text("Здесь всё о независимой оценке качества."), *notes)
    assert judge(site(home, told))["nok-page-published"].outcome is not Outcome.FAILED


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("НОК", ("Народные и образцовые коллективы (НОК) дворца: «Кафа», «Звонкие голоса».",)),
        ("НОК", ("Состав комитета: восемь человек, председатель избран в мае.",)),
        ("Качество услуг", ("Стандарт качества библиотечной услуги.", "Опрос: лучшая книга года?")),
        (
            "Независимая оценка качества образования",
            ("Всероссийские проверочные работы, ВПР и ЕГЭ.", "ВПР 2025, НИКО."),
        ),
    ],
)
def test_a_name_that_means_something_else_here_is_no_page(name: str, lines: tuple[str, ...]) -> None:
    finding = judge(site(*with_page(name, "/nok", *text(*lines))))["nok-page-published"]
    assert finding.outcome in {Outcome.FAILED, Outcome.INCONCLUSIVE}, finding.candidates


def test_a_page_menu_and_heading_call_so_is_never_simply_missing() -> None:
    """A school's «Независимая оценка качества образования» may hold examinations only: a person must look."""
    body = text("Всероссийские проверочные работы, ВПР и ЕГЭ.", "ВПР 2025, НИКО.", "Итоги ОГЭ и ГИА.")
    name = "Независимая оценка качества образования"
    finding = judge(site(*with_page(name, "/p51.html", *body)))["nok-page-published"]
    assert finding.outcome is Outcome.INCONCLUSIVE, finding.candidates


def test_an_abbreviation_over_files_is_believed() -> None:
    files = (link("2019", "/f/1.pdf"), link("2022", "/f/2.pdf"))
    assert judge(site(*with_page("НОК", "/nok", *text("Материалы"), *files)))["nok-page-published"].outcome is (
        Outcome.PASSED
    )


def test_a_page_of_another_qualification_is_none_and_neither_are_its_sections() -> None:
    said = "Независимая оценка квалификации проводится центром оценки квалификаций."
    parts = (*text(said, said), heading("Результаты НОК выпускников", 2), *text("Сдали 14 из 17."))
    assert judge(site(*with_page("НОК", "/nok", *parts)))["nok-page-published"].outcome is not Outcome.PASSED
    name = "Независимая оценка квалификации (НОК)"
    assert judge(site(*with_page(name, "/nok", *parts, label="НОК")))["nok-page-published"].outcome is Outcome.FAILED


def test_a_list_of_posts_by_tag_is_no_page() -> None:
    name = "Материалы по тегу «независимая оценка»"
    assert judge(site(*with_page(name, "/tags/nok", label="независимая оценка")))["nok-page-published"].outcome is not (
        Outcome.PASSED
    )


def test_a_page_without_the_name_that_holds_the_materials_is_not_missing() -> None:
    body = (
        *text("В 2022 году сад участвовал в независимой оценке качества условий (НОК УООД)."),
        link("Отчёт организации-оператора", "/f/o.pdf"),
    )
    finding = judge(site(*with_page("Нас проверяли", "/o-nas", *body)))["nok-page-published"]
    assert finding.outcome is not Outcome.FAILED, finding.candidates
    news = judge(site(*with_page("Новости", "/news", *body)))["nok-page-published"]
    assert news.outcome is Outcome.FAILED, news.candidates
    exams = text("ВПР 2025, ЕГЭ, ОГЭ.")
    beside = judge(site(*with_page("Подготовка обучающихся", "/p", *body, *exams)))["nok-page-published"]
    assert beside.outcome is Outcome.INCONCLUSIVE, beside.candidates
    alone = judge(site(*with_page("Подготовка обучающихся", "/p", *exams)))["nok-page-published"]
    assert alone.outcome is Outcome.FAILED, alone.candidates


def test_a_page_on_quality_that_only_leads_on_is_the_page() -> None:
    said = text("По статье 23.1 закона 442-ФЗ условия в центре проходят независимую оценку качества. Выберите.")
    ways = (link("Документы-основания", "/k/akty"), link("Меры по итогам", "/k/mery"))
    hub = page("/k", "Качество нашими глазами", heading("Качество нашими глазами"), *said, *ways)
    laws = text(
        "Федеральный закон от 05.12.2017 № 392-ФЗ о проведении независимой оценки качества условий оказания услуг",
        "Приказ о методических рекомендациях по проведению независимой оценки качества работы организаций",
        "Приказ о составе информации о результатах независимой оценки качества",
    )
    acts = page("/k/akty", "Документы-основания", heading("Документы-основания"), *laws)
    mery = page("/k/mery", "Меры", heading("Меры по итогам"), link("План на 2023 год", "/p.pdf"))
    home = page("/", "Центр", heading("Центр"), menu("Качество нашими глазами", "/k"))
    found = judge(site(home, hub, acts, mery), organization(assessed_years=(2022,)))
    assert found["nok-page-published"].evidence[0].url == BASE + "/k"
    assert found["nok-page-linked-from-home"].outcome is Outcome.PASSED
    assert found["plans-published"].outcome is Outcome.PASSED


def test_pages_of_the_menu_below_the_page_are_its_own() -> None:
    home, nok = with_page("Независимая оценка качества", "/nok.html")
    plans = page("/nok/plany.html", "Планы", heading("Планы по улучшению качества"), link("План на 2023 год", "/p.pdf"))
    found = judge(site(home, nok, plans), organization(assessed_years=(2022,)))
    assert found["plans-published"].outcome is Outcome.PASSED


def test_a_page_that_is_nothing_but_the_section_is_the_page() -> None:
    report = link("Отчёт оператора за 2022 год", "/f/o.pdf", section=1, block=2)
    about = (heading("Мнение о нас"), Block(BlockKind.HEADING, NAMES[0], 2, section=0))
    whole = page(
        "/m", "Мнение о нас", *about, Block(BlockKind.PARAGRAPH, "Отчёт оператора за 2022 год", section=1), report
    )
    home = page("/", "Школа", heading("Школа"), menu("Мнение о нас", "/m"))
    assert judge(site(home, whole))["nok-page-linked-from-home"].outcome is Outcome.PASSED


def test_what_leads_to_all_that_is_called_the_assessment_is_its_page() -> None:
    about = text(
        "Раздел посвящён независимой оценке качества условий оказания услуг.",
        "Федеральный закон от 05.12.2017 № 392-ФЗ, карточка на bus.gov.ru.",
    )
    acts = page("/q/akty", "Правовая основа", heading("Правовая основа независимой оценки"), *ABOUT)
    plans = link("Работа над ошибками", "/q/plany")
    ways = (link("Правовая основа", "/q/akty"), plans, link("Отзывы", "https://bus.gov.ru/info-card/1"))
    opinion = page("/q", "Мнение пациентов", heading("Мнение пациентов"), *about, *ways)
    home = page("/", "Больница", heading("Больница"), menu("Мнение пациентов", "/q"))
    found = judge(site(home, opinion, acts))
    assert found["nok-page-published"].evidence[0].url == BASE + "/q"
    assert found["nok-page-linked-from-home"].outcome is Outcome.PASSED


def test_texts_of_acts_are_no_other_pages_of_the_assessment() -> None:
    act = "Приказ Минтруда России от 31.05.2018 № 344н «О независимой оценке качества условий»"
    more = "Независимая оценка качества: итоги"
    name = "Независимая оценка качества"
    nok = page("/nok", name, heading(name), *ABOUT, link(act, "/a/1"), link(more, "/itogi"))
    texts = [page(path, title, heading(title), *ABOUT) for path, title in (("/a/1", act), ("/itogi", more))]
    home = page("/", "Сад", heading("Сад"), menu(name, "/nok"))
    remarks = judge(site(home, nok, *texts))["nok-page-published"].remarks
    assert remarks == (f"Независимой оценке посвящены и другие страницы: {BASE}/itogi.",)


def test_a_page_that_says_what_it_is_about_is_the_page_whatever_it_is_called() -> None:
    said = text(
        "В этом разделе собрано всё о независимой оценке качества условий образовательной деятельности.",
        "Нас оценивали дважды.",
        "Отчёты и планы ниже.",
    )
    acts = page("/o/akty", "Чем это регулируется", heading("Чем это регулируется"), *ABOUT)
    opinion = page("/o", "Что о нас думают", heading("Что о нас думают"), *said, link("Акты", "/o/akty"))
    home = page("/", "Школа", heading("Школа"), menu("Что о нас думают", "/o"), menu("Акты", "/o/akty"))
    assert judge(site(home, opinion, acts))["nok-page-published"].evidence[0].url == BASE + "/o"


def test_links_in_what_looks_like_a_menu_of_one_page_belong_to_that_page() -> None:
    name = "Независимая оценка качества"
    papers = menu("Планы", "/docs/plany")
    home = page("/", "Сад", heading("Сад"), menu(name, "/nok"), menu("О нас", "/o"))
    nok = page("/nok", name, heading(name), *ABOUT, papers)
    below = page("/docs/plany", "Планы", heading("Планы"), link("План по устранению недостатков на 2023 год", "/p.pdf"))
    about = page("/o", "О нас", heading("О нас"), menu(name, "/nok"))
    org = organization(assessed_years=(2022,))
    assert judge(site(home, nok, below, about), org)["plans-published"].outcome is Outcome.PASSED
    elsewhere = page("/o", "О нас", heading("О нас"), menu(name, "/nok"), papers)
    assert judge(site(home, nok, below, elsewhere), org)["plans-published"].outcome is Outcome.FAILED


def test_the_assessment_of_qualifications_is_another_of_the_same_initials() -> None:
    exam = text("Независимая оценка квалификации — экзамен для мастеров.", "Результаты 2025 года: сдали 41.")
    home = page("/", "Колледж", heading("Колледж"), menu("НОК", "/nok"))
    alone = judge(site(home, page("/nok", "НОК", heading("НОК"), *exam)))
    assert alone["nok-page-published"].outcome is Outcome.FAILED
    both = (*exam, *text("Независимая оценка качества условий: материалы ниже."))
    assert judge(site(home, page("/nok", "НОК", heading("НОК"), *both)))["nok-page-published"].outcome is Outcome.PASSED


def test_a_page_with_acts_and_papers_is_no_news_though_its_title_tells_of_an_event() -> None:
    title = "Независимая оценка: что это и как мы её прошли"
    acts = text(
        "Указ Президента РФ № 597 от 7 мая 2012 г.",
        "Федеральный закон № 256-ФЗ от 21 июля 2014 г.",
        "Приказ Минкультуры РФ № 599 от 27 апреля 2018 г.",
    )
    papers = (link("Полный текст отчёта", "/otchet.html"), link("План на 2025 год", "/plan.html"))
    home = page("/", "Школа искусств", heading("Школа искусств"), menu("Документы", "/dok"))
    papers_page = page("/dok", "Документы", heading("Документы"), link("О нас со стороны", "/so"))
    pages = (home, papers_page, page("/so", title, heading(title), *acts, *papers))
    assert judge(site(*pages))["nok-page-published"].outcome is Outcome.PASSED
    told = page("/so", title, heading(title), *text("Опросили 90 человек, все довольны."))
    assert judge(site(home, papers_page, told))["nok-page-published"].outcome is not Outcome.PASSED


def test_nothing_of_the_page_is_missing_while_nobody_knows_which_it_is() -> None:
    home = page("/", "Сад", heading("Сад"), menu("Независимая оценка", "/q"))
    found = judge(site(home, page("/q", "Страница", heading("Страница"), *text("Здесь пока картинка."))))
    assert found["nok-page-published"].outcome is Outcome.INCONCLUSIVE
    assert found["poll-published"].outcome is Outcome.INCONCLUSIVE
    assert found["poll-results-published"].outcome is Outcome.INCONCLUSIVE


def test_a_note_that_no_menu_leads_to_is_news_whatever_its_title() -> None:
    said = text("10.10.2026. Управление напомнило, что идёт независимая оценка качества условий оказания услуг.")
    note = page("/n1", "О независимой оценке", heading("О независимой оценке"), *said)
    news = page("/news", "Новости", heading("Новости"), link("О независимой оценке", "/n1"))
    home = page("/", "Театр", heading("Театр"), menu("Новости", "/news"))
    assert judge(site(home, news, note))["nok-page-published"].outcome is Outcome.FAILED
    led = page("/", "Театр", heading("Театр"), menu("Новости", "/news"), menu("О независимой оценке", "/n1"))
    assert judge(site(led, news, note))["nok-page-published"].outcome is not Outcome.FAILED


@pytest.mark.parametrize(("name", "outcome"), [("Документы", Outcome.FAILED), ("Для гостей", Outcome.PASSED)])
def test_a_link_to_a_page_of_documents_does_not_lead_to_the_page(name: str, outcome: Outcome) -> None:
    other = page("/d", name, heading(name), *CONTENT, link("Отчёт организации-оператора", "/f/o.pdf"))
    own = page("/nok", "Независимая оценка качества", heading("Независимая оценка качества"), *ABOUT)
    home = page("/", "Сад", heading("Сад"), menu(name, "/d"))
    findings = judge(site(home, other, own))
    assert findings["nok-page-published"].evidence[0].url == BASE + "/nok"
    assert findings["nok-page-linked-from-home"].outcome is outcome


def test_a_link_to_a_page_whose_text_alone_speaks_of_something_else_leads_there() -> None:
    said = text("Внутренний контроль качества ведёт методист.")
    other = page("/d", "Для гостей", heading("Для гостей"), *CONTENT, link("Отчёт оператора", "/f/o.pdf"), *said)
    own = page("/nok", "Независимая оценка качества", heading("Независимая оценка качества"), *ABOUT)
    home = page("/", "Сад", heading("Сад"), menu("Для гостей", "/d"))
    assert judge(site(home, other, own))["nok-page-linked-from-home"].outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("day", "title", "file", "expected"),
    [
        ("06.10.2025", "Новости", "", Outcome.FAILED),
        ("6 октября 2025 года", "Новости", "", Outcome.FAILED),
        ("06.10.2025", "Новости", "/f/otchet.pdf", Outcome.INCONCLUSIVE),  # the site may keep its papers so
        ("В районе идёт оценка.", "Новости", "", Outcome.INCONCLUSIVE),
        ("06.10.2025", "Документы", "", Outcome.INCONCLUSIVE),
    ],
)
def test_news_that_a_page_shows_whole_are_no_sections_of_it(day: str, title: str, file: str, expected: Outcome) -> None:
    path = "/news/" if title == "Новости" else "/docs/"
    paper = f"<p><a href={file}>Отчёт</a></p>" if file else ""
    named = f"<h3>Независимая оценка качества</h3><p>{day}</p><p>Управление сообщает о ней.</p>{paper}"
    others = "<h3>{}</h3><p>05.10.2026</p><p>Ребята пели.</p>"
    whole = f"<h1>{title}</h1>{others.format('Субботник')}{named}{others.format('День учителя')}"
    menu = f"<li><a href={path}>{title}</a></li>"
    latest = f"<aside><h3>Последние записи</h3><a href={path}>Независимая оценка качества</a></aside>"
    pages = {"/": document(f"<h1>Сад</h1>{latest}", menu=menu), path: document(whole, menu=menu)}
    assert found("nok-page-published", pages).outcome is expected


QUESTIONS = "".join(
    f"<h5>{said}</h5><label><input type=radio name=q{n} value=1>да</label>"
    f"<label><input type=radio name=q{n}>нет</label>"
    for n, said in enumerate(
        ("1. Удовлетворены ли вы условиями оказания услуг?", "2. Удовлетворены ли вы вежливостью работников?"), 1
    )
)
POLL_FORM = f"<form action=/sent method=post>{QUESTIONS}<button>Ответить</button></form>"
CALLED = "Анкета: независимая оценка качества условий оказания услуг"


@pytest.mark.parametrize(
    ("inside", "outcome"),
    [
        (POLL_FORM, Outcome.FAILED),
        (f"<p>Ответьте, пожалуйста.</p>{POLL_FORM}", Outcome.FAILED),
        (f"{POLL_FORM}<p><a href=/f/plan.pdf>План по итогам независимой оценки</a></p>", Outcome.PASSED),
        (
            f"<p>Оценка проводится раз в три года.</p><p>Её ведёт оператор.</p><p>Оценка 2023 года: 87,2 балла.</p>"
            f"{POLL_FORM}",
            Outcome.PASSED,
        ),
    ],
)
def test_a_poll_on_the_home_page_is_no_page_on_the_assessment(inside: str, outcome: Outcome) -> None:
    home = document(f"<h1>Дом культуры</h1><details><summary>{CALLED}</summary>{inside}</details>")
    verdict = found("nok-page-published", {"/": home, "/contacts": document("<h1>Контакты</h1><p>Звоните нам.</p>")})
    assert verdict.outcome is outcome
    assert found("poll-published", {"/": home}).outcome is Outcome.PASSED
