"""Where counted results of a poll stand, and for which period (invented polls)."""

from __future__ import annotations

import pytest

from crawler.items import Document, Failure, Reason, Table
from rules.model import Outcome
from tests.rules.drawn import drawn, verdicts
from tests.rules.markup import document, found, read
from tests.rules.polls.pages import nok
from tests.rules.sites import BASE

PASSED, FAILED, UNSURE = Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE
NONE = Outcome.INAPPLICABLE
COUNTED = "<p>Ответили 56 человек, довольны 93 %.</p>"
ROW = "<tr><td>Удобно?</td><td>95</td></tr>"
QUARTERS = "".join(
    f"<th>{name}</th>" for name in ("Год", "I квартал", "II квартал", "III квартал", "IV квартал", "Итоги года")
)


def cells(year: int, known: int) -> str:
    files = "".join(f'<td><a href="/f/{year}-{n}.pdf">Скачать</a></td>' for n in range(known))
    return f"<tr><td>{year}</td>{files}{'<td></td>' * (5 - known)}</tr>"


@pytest.mark.parametrize(
    ("content", "published", "current"),
    [
        (
            f"<h2>Итоги опроса за III квартал 2026 года</h2>{COUNTED}<h2>Итоги опроса за 2025 год</h2>{COUNTED}",
            PASSED,
            PASSED,
        ),
        (f"<h2>Итоги опроса</h2><table><tr>{QUARTERS}</tr>{cells(2026, 3)}{cells(2025, 5)}</table>", PASSED, PASSED),
        (
            "<h2>Итоги анкетирования</h2>"
            + "".join(
                f"<h3>{period}</h3><table><tr><th>Вопрос</th><th>Да, %</th></tr>{ROW * 3}</table>"
                for period in ("III квартал 2026 года", "2025 год")
            ),
            PASSED,
            PASSED,
        ),
        (
            "<h4>Что говорят пациенты (анкетирование на сайте)</h4><table><tr><th></th><th>III кв. 2026</th>"
            "<th>2025 г. всего</th></tr><tr><td>Анкет</td><td>301</td><td>1204</td></tr>"
            "<tr><td>Довольны</td><td>92,7 %</td><td>91,1 %</td></tr></table>",
            PASSED,
            PASSED,
        ),
        (
            "<p>III квартал 2026: 64 анкеты; довольны 61 (95,3 %), советуют 62 (96,9 %). "
            "2025 год: 251 анкета, 94 %.</p>",
            PASSED,
            PASSED,
        ),
        ('<p>Приказ директора № 11 от 02.02.2021 "О проведении опроса"</p>' + COUNTED, FAILED, NONE),
        ("<h3>Анкетирование</h3><p>Ответить можно до 95 % вопросов.</p>", FAILED, NONE),
        (f"<h2>Результаты онлайн-опроса за I квартал 2024 года</h2>{COUNTED}", PASSED, FAILED),
        ("<p>С 1 по 16 октября 2026 года проходил опрос. Ответили 45 родителей, довольны 43.</p>", PASSED, FAILED),
        ("<p>Итоги опроса посетителей за III квартал 2026 года: 45 ответов, «хорошо» — 44.</p>", PASSED, FAILED),
        (
            "<table><tr><td>Сколько и как ответили в Гугл-форме</td></tr>"
            "<tr><td>2024 год, всего 73 ответа</td><td>сайт — 61 (84 %), комфорт — 66 (90 %)</td></tr></table>",
            PASSED,
            FAILED,
        ),
        (
            "<h3>Диаграммы опроса</h3><p>2025 год (ответили 48 семей)</p><div>стенды понятны: 96 %</div>"
            "<div>сайт удобен: 88 %</div>",
            PASSED,
            FAILED,
        ),
        (
            "<p>III квартал 2026 года, ответили 63 человека:</p><table><tr><td>довольны временем ожидания</td>"
            "<td>49 (78 %)</td></tr><tr><td>довольны врачом</td><td>60 (95 %)</td></tr>"
            "<tr><td>порекомендуют нас</td><td>58 (92 %)</td></tr></table>",
            PASSED,
            FAILED,
        ),
        (
            "<h2>Голоса читателей: июль — сентябрь 2026</h2><p>Откликнулись 87 человек.</p><ul><li>стенды понятны: 93 %"
            "</li><li>в залах удобно: 95 %</li><li>посоветуют друзьям: 98 %</li></ul>"
            "<h2>Голоса читателей: весь 2025 год</h2><p>Откликнулось 312 человек.</p><ul><li>стенды понятны: 90 %</li>"
            "<li>в залах удобно: 91 %</li>"
            "<li>посоветуют друзьям: 97 %</li></ul>",
            PASSED,
            PASSED,
        ),
        (
            "<p>Проголосовали 54 человека: комфортно — 50 (93 %), воспитатели вежливы — 54 (100 %), рекомендуют — 53 "
            "(98 %).</p>",
            PASSED,
            UNSURE,
        ),
        (
            "<h3>Родители отвечают: III квартал 2026</h3><p>Участников 54. Комфортно — 50 (93 %). Вежливы — 54. "
            "Рекомендуют — 53 (98 %).</p><h3>Родители отвечают: 2025 год</h3><p>Участников 190. Комфортно — 172. "
            "Вежливы — 187 (98 %). Рекомендуют — 184 (97 %).</p>",
            PASSED,
            PASSED,
        ),
        ("<p>Итог (72 ответа): довольны в целом 70, рекомендуют 71, довольны сайтом 60.</p>", PASSED, UNSURE),
        ("<p>Опрошено 40 человек о питании: довольны 39, рекомендуют 38, вежливы 40.</p>", FAILED, NONE),
        (
            "<h2>Голосование «Педагог месяца»</h2><p>В октябре 2026 года ответили 80 человек: Алиев – 40, Котова – 25, "
            "Тлупов – 15.</p>",
            FAILED,
            NONE,
        ),
        (
            "<h2>Наш опрос</h2><p>За сентябрь 2026 года ответили 60 человек. Любимый вид спорта: бокс – 30, бег – 20, "
            "лыжи – 10.</p>",
            FAILED,
            NONE,
        ),
        (
            "<h2>Опрос об удовлетворённости и выборы лучшего педагога</h2><p>За III квартал 2026 года ответили 60 "
            "человек: да – 40, скорее да – 15, нет – 5.</p>",
            PASSED,
            FAILED,
        ),
        (f"<h2>Итоги опроса за I квартал 2027 года</h2>{COUNTED}", PASSED, UNSURE),  # is yet to come
        (  # the last quarter of a year may be called its results
            f"<h2>Итоги опроса за III квартал 2026 года</h2>{COUNTED}<h2>Итоги опроса за IV квартал 2025 года</h2>"
            f"{COUNTED}",
            PASSED,
            UNSURE,
        ),
        (
            f"<h2>Итоги опроса за III квартал 2026 года</h2>{COUNTED}<h2>Итоги опроса за IV и III кварталы 2025 года"
            f"</h2>{COUNTED}<h2>Итоги опроса за II и I кварталы 2025 года</h2>{COUNTED}",
            PASSED,
            PASSED,
        ),
        (
            f"<h2>Итоги опроса за III квартал 2026 года</h2>{COUNTED}<h2>Итоги опроса за 1 и 2 полугодие 2025 года</h2>"
            f"{COUNTED}",
            PASSED,
            PASSED,
        ),
        ('<h3>Ваши ответы</h3><p><img src="/i/1.png" width="600" height="400"></p>', UNSURE, UNSURE),
        ("<h3>Ваши ответы</h3><p>Спасибо всем.</p>", FAILED, NONE),
        ("<h2>Результаты онлайн-опроса</h2><p>Будут размещены по окончании квартала.</p>", FAILED, NONE),
        ('<p><a href="/f/1.pdf">Итоги опроса о школьном питании</a></p>', FAILED, NONE),
        ('<p><a href="/f/1.pdf">Отчёт оператора об анкетировании получателей услуг</a></p>', FAILED, NONE),
    ],
)  # fmt: skip
def test_results_on_the_page(content: str, published: Outcome, current: Outcome) -> None:
    findings = verdicts(content)
    assert (findings["poll-results-published"].outcome, findings["poll-results-current"].outcome) == (
        published,
        current,
    )


def test_a_page_named_after_results_must_hold_some() -> None:
    link = '<p><a href="/nok/opros">Результаты опросов</a></p>'
    full = drawn("/nok/opros", COUNTED, "Результаты опросов")
    empty = drawn("/nok/opros", "<p>Раздел в разработке</p>", "Результаты опросов")
    assert verdicts(link, full)["poll-results-published"].outcome is PASSED
    assert verdicts(link, empty)["poll-results-published"].outcome is FAILED


@pytest.mark.parametrize(
    ("document", "outcome"),
    [
        (Document(BASE + "/f/1.xlsx", format="xlsx", reason=Reason.NO_OCR, page_count=1), UNSURE),
        (
            Document(
                BASE + "/f/1.xlsx",
                format="xlsx",
                text="Отметка времени Вопрос",
                tables=(Table((("Отметка времени", "Вопрос"), ("01.02.2026 10:00", "Да"))),),
            ),
            FAILED,
        ),
        (Document(BASE + "/f/1.xlsx", format="xlsx", text="Опрошено 40 человек, 95 % довольны"), PASSED),
    ],
)
def test_a_file_with_answers(document: Document, outcome: Outcome) -> None:
    findings = verdicts('<p><a href="/f/1.xlsx">Результаты опроса</a></p>', documents=(document,))
    assert findings["poll-results-published"].outcome is outcome


def test_results_elsewhere_on_the_site_count_with_a_remark() -> None:
    page = drawn("/oprosy", f"<h2>Результаты опроса о качестве услуг за III квартал 2026 года</h2>{COUNTED}", "Опросы")
    finding = verdicts("<p>Сведения</p>", page)["poll-results-published"]
    assert finding.outcome is PASSED
    assert finding.remarks
    lunch = drawn("/oprosy", f"<h2>Результаты опроса о питании</h2>{COUNTED}", "Опросы")
    assert verdicts("<p>Сведения</p>", lunch)["poll-results-published"].outcome is FAILED


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("За III квартал 2026 года опрошено 40 человек, 95 % довольны", PASSED),
        ("Опрос проводится круглый год.", FAILED),
        (None, UNSURE),
    ],
)
def test_a_file_of_results_elsewhere_on_the_site(said: str | None, outcome: Outcome) -> None:
    page = drawn("/oprosy", '<p><a href="/f/1.pdf">Результаты опроса о качестве услуг</a></p>', "Документы")
    files = (Document(BASE + "/f/1.pdf", format="pdf", text=said),) if said is not None else ()
    assert verdicts("<p>Сведения</p>", page, documents=files)["poll-results-published"].outcome is outcome


def test_a_line_may_say_where_the_results_stand() -> None:
    """«Новости» are in the menu of every page; the line around the link tells what is found there."""
    line = '<p>Результаты онлайн-опроса — в разделе <a href="/about">«Новости»</a>.</p>'
    news = drawn("/about", "<p>В III квартале 2026 года ответили 33 родителя, довольны 32 (97 %).</p>", "Новости")
    assert verdicts(line, news)["poll-results-published"].outcome is PASSED
    assert verdicts(line.replace("Результаты", "Объявление"), news)["poll-results-published"].outcome is FAILED


REPORT = (
    "<h1>Отчёт о результатах независимой оценки качества за 2023 год</h1><p>Организация-оператор ООО «Мера» провела "
    "сбор и обобщение информации. Опрошено 214 получателей услуг, что составляет 40 % от общей численности.</p>"
    "<p>Открытость 90 баллов, комфортность 85 баллов, замечания: нет пандуса.</p>"
)


def test_an_operators_report_is_no_result_of_the_organizations_poll() -> None:
    report = {"/nok/otchet": document(REPORT, title="Отчёт за 2023 год")}
    page = {**nok("<a href=/nok/otchet>Отчёт о результатах независимой оценки за 2023 год</a>"), **report}
    assert found("poll-results-published", page).outcome is FAILED


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [(Reason.HTTP_403, UNSURE), (Reason.HTTP_5XX, UNSURE), (Reason.HTTP_404, FAILED), (None, UNSURE)],
)
def test_a_page_of_results_nobody_could_read_is_no_proof(reason: Reason | None, outcome: Outcome) -> None:
    page = nok("<a href=/nok/rez>Результаты онлайн-опроса за III квартал 2026 года</a>")
    failures = (Failure(BASE + "/nok/rez", reason),) if reason else ()
    finding = found("poll-results-published", page, failures=failures)
    assert finding.outcome is outcome
    assert outcome is FAILED or finding.details["unread"] == [BASE + "/nok/rez"]


def test_a_link_in_a_line_of_its_own_leads_to_results_and_is_none_by_the_pictures_below() -> None:
    line = "<p><a href=/rez>Результаты онлайн-опроса посетителей</a></p><p><img src=/a.png alt=афиша></p>"
    table = (
        "<table><tr><th>Показатель</th><th>Доля, %</th></tr>" + "<tr><td>Довольны условиями</td><td>96</td></tr>" * 4
    )
    counted = document(
        f"<h1>Итоги опросов</h1><h2>Итоги опроса за III квартал 2026 года</h2>{table}</table>", title="Итоги"
    )
    assert found("poll-results-published", {**nok(line), "/rez": counted}).outcome is PASSED
    empty = document("<h1>Итоги опросов</h1><p>Страница наполняется.</p>", title="Итоги")
    assert found("poll-results-published", {**nok(line), "/rez": empty}).outcome is FAILED


def test_results_behind_a_link_that_only_its_heading_explains() -> None:
    told = "<h2>2025 год целиком</h2><p>402 зрителя. Удовлетворены 375 (93,3 %).</p>"
    later = "<h2>июль–сент 2026</h2><p>58 зрителей, удовлетворены 55.</p>"
    page = nok("<h2>Опрос</h2><p><a href=/svod>Как отвечали другие</a></p>")
    answers = document(f"<h1>Как отвечали другие</h1>{told}{later}", title="Как отвечали другие")
    assert found("poll-results-published", {**page, "/svod": answers}).outcome is PASSED
    assert found("poll-results-current", {**page, "/svod": answers}).outcome is PASSED
    other = document("<h1>Как отвечали другие</h1><p>Спасибо всем.</p>", title="Как отвечали другие")
    assert found("poll-results-published", {**page, "/svod": other}).outcome is FAILED


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("Нашим гостям нравится: сайт удобен — 88 %, комфортно — 79 %, персонал — 97 %.", UNSURE),
        ("Довольны сайтом 33 из 36, стендом — 30 из 36.", UNSURE),
        ("По отчёту оператора довольны сайтом 88 %, стендом 79 %.", FAILED),
        ("Лучший тренер по мнению родителей: Ахматов – 55 %, Ли – 45 %.", FAILED),
        ("Охват питанием 95 %, довольны обедами 90 %.", FAILED),
        ("Отремонтировано 95 % помещений, заменено 30 из 36 окон.", FAILED),
    ],
)
def test_what_counts_answers_is_not_called_missing(line: str, outcome: Outcome) -> None:
    finding = verdicts(f"<p>{line}</p>")["poll-results-published"]
    assert finding.outcome is outcome
    assert outcome is FAILED or line[:40] in finding.message


ASKED = (
    "Комфортно ли в Доме культуры – чисто, есть где подождать?",
    "Доступны ли наши услуги для людей с инвалидностью?",
    "Удобен ли график работы?",
    "Посоветуете ли Вы нас родственникам и знакомым?",
    "В целом Вы довольны условиями, в которых оказываются услуги?",
    "Вежливо ли Вам отвечали по телефону или электронной почте?",
    "Если заходили на сайт: устраивает ли Вас полнота и доступность информации на сайте?",
)


def test_results_are_looked_for_on_the_site_also_where_the_page_is_missing() -> None:
    menu = "<li><a href=/itogi>Итоги опроса</a></li>"
    home = {"/": document("<h1>Дом культуры</h1><p>Кружки и студии для детей и взрослых.</p>", menu=menu)}
    rows = "".join(f"<tr><td>{question}</td><td>127</td><td>88,2</td></tr>" for question in ASKED)
    table = (
        f"<h2>2025 год, ответило 144 человека</h2><table><tr><th>Вопрос</th><th>Да</th><th>%</th></tr>{rows}</table>"
    )
    told = document(f"<h1>Итоги опроса</h1>{table}", title="Итоги опроса", menu=menu)
    finding = found("poll-results-published", {**home, "/itogi": told})
    assert finding.outcome is PASSED
    assert finding.remarks
    food = document("<h1>Итоги опроса</h1><p>Ответило 144 человека, 88 % едят кашу.</p>", title="Итоги", menu=menu)
    assert found("poll-results-published", {**home, "/itogi": food}).outcome is FAILED


def test_an_operators_report_on_a_page_counts_its_own_answers() -> None:
    report = document(
        "<h1>Отчёт организации-оператора</h1><p>Опрошено получателей услуг: 104.</p>"
        "<table><tr><th>Критерий</th><th>Баллы</th></tr><tr><td>Комфортность</td><td>88</td></tr></table>",
        title="Отчёт организации-оператора",
    )
    page = nok("<p><a href=/otchet>Отчёт организации-оператора за 2023 год</a></p>")
    assert found("poll-results-published", {**page, "/otchet": report}).outcome is FAILED


def link(number: int, name: str) -> str:
    return f'<p><a href="/f/{number}.pdf">{name}</a></p>'


@pytest.mark.parametrize(
    ("content", "current"),
    [
        (  # put there in 2026, and of the year before
            "<h2>2026 год</h2>"
            + link(1, "Итоги опроса за 2025 год")
            + link(2, "Итоги опроса за III квартал 2026 года"),
            PASSED,
        ),
        ("<h2>2026 год</h2>" + link(1, "Итоги опроса за 2025 год"), FAILED),
        (  # the link tells no year of its own
            "<h2>2026 год</h2>"
            + link(1, "Итоги опроса за III квартал")
            + "<h2>2025 г.</h2>"
            + link(2, "Итоги опроса за год"),
            PASSED,
        ),
        ("<h2>2025 год</h2>" + link(1, "Итоги опроса"), FAILED),
    ],
)
def test_a_years_heading_dates_only_what_does_not_date_itself(content: str, current: Outcome) -> None:
    assert verdicts(content)["poll-results-current"].outcome is current


YEAR_BEFORE = f"<h3>Результаты онлайн-опроса за 2025 год</h3>{COUNTED}"


@pytest.mark.parametrize(
    ("heading", "current"),
    [
        ("Результаты онлайн-опроса по состоянию на 01.11.2026", PASSED),
        ("Результаты онлайн-опроса на 1 ноября 2026 года", PASSED),
        ("Результаты онлайн-опроса (обновлено 05.11.2026)", PASSED),
        ("Результаты онлайн-опроса (дата обновления результатов: 5 ноября 2026 г.)", PASSED),
        ("Результаты онлайн-опроса по состоянию на 01.04.2026", FAILED),
        ("Результаты онлайн-опроса за I квартал 2026 года (обновлено 05.11.2026)", FAILED),
        ("Результаты онлайн-опроса будут обновлены на сайте 05.11.2026", FAILED),
        ("Результаты онлайн-опроса на 01.12.2026", FAILED),  # a day to come
        ("Результаты онлайн-опроса от 05.11.2026", UNSURE),  # when it was written, or up to when it counts
    ],
)
def test_results_are_as_old_as_the_day_they_are_counted_up_to(heading: str, current: Outcome) -> None:
    content = f"<h2>Онлайн-опрос</h2><h3>{heading}</h3>{COUNTED}{YEAR_BEFORE}"
    assert verdicts(content)["poll-results-current"].outcome is current


def test_a_page_that_was_updated_makes_no_old_results_new() -> None:
    content = f"<h2>Итоги опроса за 2025 год</h2>{COUNTED}<p>Результаты опроса обновлены 05.11.2026</p>"
    assert verdicts(content)["poll-results-current"].outcome is FAILED
    assert verdicts(f"{YEAR_BEFORE}<p>Дата обновления: 05.11.2026</p>")["poll-results-current"].outcome is FAILED


@pytest.mark.parametrize(
    ("day", "current"), [("31.12.2025", UNSURE), ("12 января 2026 года", UNSURE), ("01.06.2025", FAILED)]
)
def test_a_count_up_to_the_end_of_a_year_may_be_the_years(day: str, current: Outcome) -> None:
    content = f"<h3>Результаты онлайн-опроса на 01.11.2026</h3>{COUNTED}<h3>Результаты опроса на {day}</h3>{COUNTED}"
    assert verdicts(content)["poll-results-current"].outcome is current


def test_results_that_a_heading_announces_have_their_place_among_the_papers() -> None:
    def counted(quarter: str) -> str:
        return f"<h2>Результаты опроса за {quarter} квартал 2022 года</h2>{COUNTED}"

    plan = "<h2>Планы</h2>" + link(1, "План по устранению недостатков на 2023 год")
    assert verdicts(counted("I") + counted("II") + plan)["nok-page-ordered"].outcome is PASSED
    assert verdicts(counted("I") + plan + counted("II"))["nok-page-ordered"].outcome is FAILED


def test_each_quarter_is_told_however_far_down_its_table_stands() -> None:
    rows = "<tr><th>Вопрос</th><th>Да, %</th></tr>" + ROW * 3
    long = "".join(f"<p>Родители отметили, что {'в саду уютно и чисто, ' * 8}и пришли {n} раз.</p>" for n in range(12))
    content = f"<h2>Итоги опроса за 2025 год</h2><table>{rows}</table>{long}<h3>III квартал 2026 года</h3>"
    content += f"<table>{rows}</table>"
    assert verdicts(content)["poll-results-current"].outcome is PASSED


@pytest.mark.parametrize(
    ("columns", "current"),
    [
        (("2025 год", "I кв. 2026", "II кв. 2026", "III кв. 2026"), PASSED),
        (("III кв. 2026", "2025 год"), PASSED),
        (("2024 год", "II кв. 2026", "III кв. 2026"), FAILED),
        (("2025 год", "I кв. 2026"), FAILED),
        (("2025 год", "IV кв. 2025", "III кв. 2026"), UNSURE),  # the year may only date its quarter
    ],
)
def test_columns_headed_by_a_year_and_by_quarters_of_the_next(columns: tuple[str, ...], current: Outcome) -> None:
    rows = [("Вопрос", *columns), ("Ответили человек", *("61" for _ in columns))]
    rows += [(said, *("93 %" for _ in columns)) for said in ("Довольны чистотой", "Довольны вежливостью")]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    content = f"<h2>Результаты онлайн-опроса</h2><table>{table}</table>"
    assert verdicts(content)["poll-results-current"].outcome is current


ANSWERS = "".join(
    f"<h3>{period}</h3><p>В опросе приняли участие 73 человека.</p><table><tr><th>Вопрос</th><th>Да, %</th></tr>"
    f"{ROW * 3}</table>"
    for period in ("III квартал 2026 года", "Итоги 2025 года")
)
TO_RESULTS = '<p><a href="/itogi">Итоги онлайн-опроса</a></p>'


@pytest.mark.parametrize(
    ("shown", "published", "current"),
    [
        (ANSWERS, PASSED, PASSED),
        ("<h3>III квартал 2026 года</h3><p>Опрос ещё идёт, итогов нет.</p>", FAILED, NONE),
    ],
)
def test_results_in_a_frame_of_their_page(shown: str, published: Outcome, current: Outcome) -> None:
    page = drawn("/itogi", '<iframe src="/vstavka"></iframe>', "Итоги онлайн-опроса")
    inside = document(shown, title="Вставка")
    findings = verdicts(TO_RESULTS, page, read(inside, BASE + "/vstavka"))
    assert findings["poll-results-published"].outcome is published
    assert findings["poll-results-current"].outcome is current


@pytest.mark.parametrize(
    ("address", "outcome"),
    [
        ("https://grafiki.example.org/board/17", UNSURE),
        ("https://rutube.ru/play/embed/17", FAILED),
        ("https://yandex.ru/map-widget/v1/?um=17", FAILED),
    ],
)
def test_a_frame_of_results_that_nobody_read_leaves_them_open(address: str, outcome: Outcome) -> None:
    frame = f'<iframe src="{address}"></iframe>'
    page = drawn("/itogi", frame, "Итоги онлайн-опроса")
    assert verdicts(TO_RESULTS, page)["poll-results-published"].outcome is outcome
    assert verdicts(f"<h2>Итоги онлайн-опроса</h2>{frame}")["poll-results-published"].outcome is outcome


def test_a_frame_under_another_heading_shows_no_results() -> None:
    other = '<h2>Расписание</h2><iframe src="https://grafiki.example.org/board/17"></iframe>'
    finding = verdicts(f"<h2>Итоги онлайн-опроса</h2><p>Готовятся.</p>{other}")["poll-results-published"]
    assert finding.outcome is FAILED


def below(title: str, question: str) -> str:
    rows = f"<tr><th>Вопрос</th><th>Да</th><th>Нет</th></tr><tr><td>{question}</td><td>80 %</td><td>20 %</td></tr>"
    return f"{title}<p>В опросе приняли участие 120 человек.</p><table>{rows}</table>"


PROMISED = "<h2>Результаты онлайн-опроса</h2>"
OURS = below("<h3>III квартал 2026 года</h3>", "Удовлетворены ли Вы условиями?")


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Результаты опроса о школьном питании за III квартал 2026 года", "Нравится ли Вам питание?"),
        ("Результаты опроса «Как вам новый сайт?»", "Нравится ли Вам новый сайт?"),
        ("Результаты анкетирования о безопасности дорожного движения", "Соблюдаете ли Вы ПДД?"),
    ],
)
def test_results_on_another_subject_below_a_heading_that_promises_them(title: str, question: str) -> None:
    for markup in (f"<h3>{title}</h3>", f"<p><b>{title}</b></p>"):
        other = below(markup, question)
        assert verdicts(PROMISED + other)["poll-results-published"].outcome is FAILED
        assert verdicts(PROMISED + other + OURS)["poll-results-published"].outcome is PASSED
        assert verdicts(PROMISED + OURS + other)["poll-results-published"].outcome is PASSED


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Результаты опроса родителей о работе школы", "Нравится ли Вам у нас?"),
        ("Результаты опроса «Мнение родителей»", "Вежливы ли с Вами?"),
        ("Результаты анкетирования «Школа глазами родителей»", "Довольны ли Вы вежливостью педагогов?"),
        ("Результаты опроса за 2025 год", "Питание"),
    ],
)
def test_results_that_name_their_subject_in_their_own_words(title: str, question: str) -> None:
    for markup in (f"<h3>{title}</h3>", f"<p><b>{title}</b></p>"):
        assert verdicts(PROMISED + below(markup, question))["poll-results-published"].outcome is PASSED


def test_a_file_with_results_on_another_subject() -> None:
    counted = "Приняли участие 120 человек. Соблюдаете ли Вы ПДД? Да — 80 %, нет — 15 %, не знаю — 5 %."
    link = '<p><a href="/f/1.pdf">{}</a></p>'
    other = link.format("Результаты опроса о безопасности дорожного движения за III квартал 2026 года")
    ours = link.format("Результаты опроса за III квартал 2026 года")
    assert verdicts(other, texts={"/f/1.pdf": counted})["poll-results-published"].outcome is FAILED
    assert verdicts(ours, texts={"/f/1.pdf": counted})["poll-results-published"].outcome is PASSED


VOTES = "<p>Проголосовали 61 житель: {0} — 60 %, {1} — 28 %, {2} — 12 %.</p>"


@pytest.mark.parametrize(
    ("title", "votes", "outcome"),
    [
        ("Голосование: узор для скамейки", ("ромбы", "волны", "листья"), FAILED),
        ("Голосование: какое блюдо оставить в буфете", ("пирожки", "плов", "салат"), FAILED),
        ("Голосование: узор для скамейки", ("довольны сайтом", "довольны стендом", "довольны залом"), PASSED),
        ("Опрос: итоги полугодия", ("да", "скорее да", "нет"), PASSED),
    ],
)
def test_results_below_a_vote_are_of_what_it_is_on(title: str, votes: tuple[str, ...], outcome: Outcome) -> None:
    content = f"<h2>{title}</h2><p>Выберите ответ.</p><h3>Итоги голосования за III квартал 2026 года</h3>"
    assert verdicts(content + VOTES.format(*votes))["poll-results-published"].outcome is outcome


NEUTRAL = '<p><a href="/f/r3.pdf">Результаты онлайн-опроса за III квартал 2026 года</a></p>'


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Результаты опроса родителей о школьном питании за III квартал 2026 года\nУстраивает ли меню? — 90 %", FAILED),
        ("МБОУ «Школа № 4»\nРезультаты опроса родителей о\nшкольном питании\nВкусно ли? 70 %", FAILED),
        ("Итоги анкетирования о безопасности дорожного движения\nСоблюдаете ли Вы ПДД? Да — 90 %", FAILED),
        (
            "Результаты опроса за III квартал 2026 года\nНезависимая оценка качества\nДовольны ли Вы питанием? 90 %",
            PASSED,
        ),
        ("Результаты опроса о питании и о качестве условий оказания услуг\nДовольны — 90 %", PASSED),
        (
            "Результаты опроса о питании: довольны 80 %.\nРезультаты опроса о качестве условий оказания услуг: 90 %",
            PASSED,
        ),
    ],
)
def test_a_file_is_about_what_its_title_tells_and_not_its_link(text: str, outcome: Outcome) -> None:
    file = Document(BASE + "/f/r3.pdf", format="pdf", text=f"{text}\nПриняли участие 120 человек, 10 % нет, 5 % да")
    assert verdicts(NEUTRAL, documents=(file,))["poll-results-published"].outcome is outcome


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (below("<h1>Результаты опроса о школьном питании</h1>", "Устраивает ли меню?"), FAILED),
        (
            below("<h2>Результаты опроса о школьном питании</h2>", "Устраивает ли меню?")
            + below("<h2>Результаты опроса родителей за III квартал 2026 года</h2>", "Удобно ли Вам?"),
            PASSED,
        ),
        (below("<h1>Результаты опроса</h1>", "Довольны ли Вы питанием?"), PASSED),
    ],
)
def test_a_page_is_about_what_its_headings_tell_and_not_its_link(content: str, outcome: Outcome) -> None:
    link_to = NEUTRAL.replace("/f/r3.pdf", "/d/r3")
    page = document(content, title="Результаты")
    assert found("poll-results-published", {**nok(link_to), "/d/r3": page}).outcome is outcome


BANNER = "<aside><a href=https://anketa.example/><img src=/banner.svg alt=анкета></a></aside>"
DRAWN = "<p><img src=/diagramma.png alt=диаграмма></p>"


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (f"<h2>Итоги опроса</h2><p>Посетители высказались.</p>{BANNER}", FAILED),
        (f"<h2>Итоги опроса</h2><p>Страница заполняется.</p>{DRAWN}", FAILED),
        (f"<h2>Итоги опроса</h2><p>Результатов пока нет.</p>{DRAWN}", FAILED),
        (f"<h2>Итоги опроса</h2><p>Анкета заполняется без имени.</p>{DRAWN}{BANNER}", PASSED),
        (f"<h2>Итоги опроса</h2><p><a href=/d/1><img src=/diagramma.png></a></p>{BANNER}", PASSED),
    ],
)
def test_a_picture_below_a_heading_of_results_may_hold_them_and_a_banner_does_not(
    content: str, outcome: Outcome
) -> None:
    assert found("poll-results-published", nok(content)).outcome is outcome


SAMPLE = (
    "<h2>Отчёт о результатах независимой оценки качества за 2024 год</h2><p>Организация-оператор: ООО «Мера».</p>"
    "<p>1. Опрошено 58 посетителей по анкете.</p><p>2. Баллы по критериям: открытость — 89, комфортность — 92.</p>"
)


@pytest.mark.parametrize(
    ("below", "outcome"),
    [
        ("", FAILED),
        ("<p>В онлайн-опросе приняли участие 33 посетителя, довольны 30 (91 %).</p>", PASSED),
        ("<h3>Итоги опроса за III квартал 2026 года</h3><p>Опрошено 33 посетителя, довольны 91 %.</p>", PASSED),
        ("<h2>Что отвечали гости</h2><p>Опрошено 33 посетителя, довольны 91 %, советуют 88 %.</p>", PASSED),
    ],
)
def test_whom_an_operator_asked_by_its_report_on_the_page_is_no_poll_of_the_sites(below: str, outcome: Outcome) -> None:
    assert found("poll-results-published", nok(SAMPLE + below)).outcome is outcome
