"""What schools and libraries tell in plain words on the page itself: plans, reports, counted answers, closed polls."""

from __future__ import annotations

import pytest
from msgspec import structs

from crawler.items import Region
from rules.model import Sector
from tests.rules.drawn import drawn, verdicts
from tests.rules.sites import heading, judge, link, menu, organization, page, site

PLAN = "plans-published"
MEASURES = (
    "<p>{lead} до 1 марта 2023 года установить второй терминал (ответственный — заместитель главного врача "
    "Рогов И. И.); до 1 июня 2023 года приобрести индукционную петлю (ответственный — начальник АХЧ Зимин П. К.).</p>"
)
LISTED = (
    "<p>{lead}</p><ol><li>Пандус у входа — построить 1 шт. до 15.08.2023, отвечает завхоз Кузин П. И.</li>"
    "<li>Дверной проём — расширить до 90 см до 25.08.2023, отвечает завхоз Кузин П. И.</li></ol>"
)


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (MEASURES.format(lead="По результатам НОК 2022 года запланировано:"), "passed"),
        (LISTED.format(lead="План на 2023 год. Согласован с министерством образования."), "passed"),
        (LISTED.format(lead="План на 2019 год. Согласован с министерством образования."), "failed"),
        ("<p>План на 2023 год появится после утверждения.</p>", "failed"),
        ("<p>По результатам НОК запланировано улучшить материальную базу.</p>", "failed"),
    ],
)
def test_a_plan_told_in_the_lines_of_the_page(content: str, outcome: str) -> None:
    found = verdicts(content)[PLAN]
    assert found.outcome == outcome, found.message


def test_each_of_several_plans_on_a_page_is_a_plan() -> None:
    rows = (
        "<table><tr><th>Мероприятие</th><th>Срок</th><th>Ответственный</th></tr>"
        "<tr><td>Купить 2 стенда</td><td>01.09.{y}</td><td>завхоз Кузин П. И.</td></tr></table>"
    )
    plan = "<h2>План по устранению недостатков на {y} год</h2><p>{stamp}</p>" + rows
    below = plan.format(y=2023, stamp="СОГЛАСОВАНО<br>Министр культуры КБР<br>А.Б. Иванова") + plan.format(
        y=2026, stamp="УТВЕРЖДЁН<br>приказом директора, 23.01.2026"
    )
    page_below = drawn("/nok/plany", below, "Планы по устранению недостатков")
    judged = verdicts('<p><a href="/nok/plany">Планы</a></p>', page_below, years=(2022, 2025))
    assert judged[PLAN].outcome == "passed"
    assert judged["plans-approved"].outcome == "failed"  # the newest is judged


def test_a_plan_for_the_year_of_the_assessment_itself_is_not_the_next_ones() -> None:
    found = verdicts('<p><a href="/p.pdf">План мероприятий на 2022 год</a></p>', texts={"/p.pdf": "План на 2022 год"})[
        PLAN
    ]
    assert found.outcome == "failed"
    assert "на сам год оценки" in found.message


def test_a_report_printed_on_the_page() -> None:
    told = (
        "<pre>ОТЧЕТ\nо сборе и обобщении информации о качестве условий в 2022 году\nОператор: ООО «Вектор»\n"
        "Критерий 1 ..... 88,4\nКритерий 2 ..... 91,0\nИТОГО .... 83,18\nНедостатки: нет пандуса.</pre>"
    )
    assert verdicts(told)["results-published"].outcome == "passed"


SCORED = "2. Количественные результаты (баллы)"
CHAPTERS = (
    "<p>Организация-оператор: ООО «Мера». Сбор и обобщение информации о качестве условий оказания услуг проведены "
    "в пяти клубах района, опрошено 214 посетителей.</p>"
    "<p>{title}</p><table><tr><td>Клуб</td><td>Балл</td></tr><tr><td>Клуб «Заря»</td><td>84,3</td></tr></table>"
    "<p>Недостатки: нет пандуса. Предложения оператора: поставить пандус и поручни.</p>"
)


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        ("<h3>Отчёт оператора за 2022 год</h3>" + CHAPTERS.format(title=SCORED), "passed"),
        ("<h3>Отчёт оператора за 2021 год</h3>" + CHAPTERS.format(title=SCORED), "failed"),
        # several years above: what is below may be of any of them
        ("<h3>Отчёты оператора за 2022 и 2019 годы</h3>" + CHAPTERS.format(title=SCORED), "inconclusive"),
    ],
)
def test_a_chapter_of_a_report_printed_on_the_page_is_of_its_year(content: str, outcome: str) -> None:
    assert verdicts(content)["results-published"].outcome == outcome


SIBLINGS = (
    "<h3>Отчёт по итогам независимой оценки качества в 2022 году</h3><p>Оператор: АНО «Полюс».</p>"
    "<h3>{0} Как собирали</h3><p>Опрошено 214 посетителей пяти клубов, осмотрены помещения и сайт.</p>"
    "<h3>{1} Значения</h3><table><tr><th>Критерий</th><th>Балл</th></tr><tr><td>Комфортность</td><td>84,3</td></tr>"
    "<tr><td>Доступность</td><td>51,0</td></tr></table><h3>{2} Недостатки</h3><p>Нет пандуса и мест ожидания.</p>"
)


@pytest.mark.parametrize(
    ("numbers", "outcome"),
    [(("1.", "2.", "3."), "passed"), (("I.", "II.", "III."), "passed"), (("", "", ""), "failed")],
)
def test_a_report_whose_chapters_are_headed_as_high_as_itself(numbers: tuple[str, ...], outcome: str) -> None:
    assert verdicts(SIBLINGS.format(*numbers))["results-published"].outcome == outcome


def test_what_is_numbered_on_from_the_heading_before_is_no_chapter() -> None:
    numbered = SIBLINGS.format("2.", "3.", "4.").replace("<h3>Отчёт", "<h3>1. Отчёт")
    assert verdicts(numbered)["results-published"].outcome == "failed"


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        ("<p>За III квартал 2026 года ответило 19 человек, все довольны (100 %).</p>", "passed"),
        (
            "<dl><dt>2025 год</dt><dd>Заполнено 188 анкет. Удовлетворены 181 (96,3 %), не удовлетворены 7.</dd></dl>",
            "passed",
        ),
        (
            "<table><tr><th>Период</th><th>Ответили</th><th>Удовлетворены</th></tr>"
            "<tr><td>2025 год, всего</td><td>310</td><td>287</td></tr></table>",
            "passed",
        ),
        ("<p>Ответы за ноябрь 2025: да — 61, скорее да — 14, нет — 2.</p>", "passed"),
        ("<p>Мы всегда рады, когда родители отвечают на вопросы и довольны школой.</p>", "failed"),
        ("<p>За 2025 год на письма ответили 19 сотрудников.</p>", "failed"),
    ],
)
def test_counted_answers_told_in_a_line(content: str, outcome: str) -> None:
    found = verdicts(content)["poll-results-published"]
    assert found.outcome == outcome, found.message


POLL = (
    "{lead}<form method=post action=/vote><p>Удовлетворены ли Вы условиями оказания услуг?</p>"
    "<label><input type=radio name=a value=1> да</label><label><input type=radio name=a value=2> нет</label>"
    "<p>Удовлетворены ли Вы доброжелательностью работников?</p>"
    "<label><input type=radio name=b value=1> да</label><label><input type=radio name=b value=2> нет</label>"
    "<button>{button}</button></form>"
)


@pytest.mark.parametrize(
    ("lead", "button", "outcome"),
    [
        ("<h2>Опрос</h2>", "Отправить", "passed"),
        ("<h2>Опрос</h2>", "Опрос закрыт", "failed"),
        ("<h2>Опрос</h2><p>Опрос закрыт 31.12.2021. Голосование недоступно.</p>", "Голосовать", "failed"),
        ("<h2>Опрос</h2><p>Прежний опрос закрыт, пройдите новый опрос:</p>", "Голосовать", "passed"),
    ],
)
def test_a_form_says_itself_that_the_poll_is_over(lead: str, button: str, outcome: str) -> None:
    found = verdicts(POLL.format(lead=lead, button=button))["poll-works"]
    assert found.outcome == outcome, found.message


@pytest.mark.parametrize("name", ["ocenka_2022.pdf", "Отчёт по школе"])
def test_no_report_is_called_missing_while_a_file_was_not_opened(name: str) -> None:
    link = f'<p><a href="/f/{name if name.endswith("pdf") else "r.pdf"}">{name}</a></p>'
    unopened = verdicts(link, years=(2019,))["results-published"]
    assert (unopened.outcome, unopened.details["unread"] != []) == ("inconclusive", True)


@pytest.mark.parametrize(
    ("opening", "outcome"),
    [
        ("Независимая оценка качества условий оказания услуг, 2022 год.", "passed"),
        ("О качестве наших услуг.", "failed"),
    ],
)
def test_a_page_on_quality_that_opens_with_the_assessments_name_is_its_page(opening: str, outcome: str) -> None:
    content = f"<p>{opening}</p><p>Мы получили 91 балл.</p><p>Спасибо читателям.</p><p>Замечания учтём.</p>"
    pages = (
        page("/", "Библиотека", heading("Библиотека"), menu("Качество", "/kachestvo")),
        structs.replace(drawn("/kachestvo", content, "Качество"), links=()),
    )
    assert judge(site(*pages), organization())["nok-page-published"].outcome == outcome


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("http://sad-ryabinka.test/portal/otchet-2022.html", "inconclusive"),  # nobody read it
        ("http://uprava.test/otchet-2022", "inconclusive"),
        ("https://bus.gov.ru/info-card/1", "failed"),  # a card is no report
    ],
)
def test_a_report_said_to_stand_on_a_page_nobody_read_is_not_missing(target: str, outcome: str) -> None:
    link = f'<p><a href="{target}">Отчёт организации-оператора за 2022 год</a></p>'
    found = verdicts(link)["results-published"]
    assert found.outcome == outcome, found.message


@pytest.mark.parametrize(
    ("path", "region", "outcome"),
    [
        ("/2026/10/28/nok", Region.CONTENT, "failed"),  # a post
        ("/2026/10/28/nok", Region.ASIDE, "failed"),  # among the latest posts
        ("/2026/10/28/nok", Region.MENU, "passed"),
        ("/2026/n1.html", Region.CONTENT, "inconclusive"),  # news, or a page in a folder of its year
        ("/arhiv/2019/nok.html", Region.CONTENT, "passed"),
    ],
)
def test_a_post_under_a_dated_address_is_no_page_unless_a_menu_leads_to_it(
    path: str, region: Region, outcome: str
) -> None:
    said = "Независимая оценка качества условий оказания услуг: наш дом культуры получил 91 балл."
    post = structs.replace(drawn(path, f"<p>{said}</p><p>Спасибо.</p>", "Итоги независимой оценки качества"), links=())
    start = page("/", "Дом культуры", heading("Дом культуры"), link("Итоги независимой оценки", path, region=region))
    found = judge(site(start, post), organization())["nok-page-published"]
    assert found.outcome == outcome, found.message


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        ('<h2>Итоги</h2><p>2022: <a href="/f/nok2022.xlsx">скачать</a></p>', "inconclusive"),  # a report, or scores?
        ('<h2>Отчёты операторов</h2><p>2022: <a href="/f/nok2022.pdf">скачать</a></p>', "passed"),
        ('<p><a href="/f/1.pdf">Письмо управления от 24.12.2022 о результатах НОК 2022 года</a></p>', "inconclusive"),
    ],
)
def test_what_may_be_scores_or_a_letter_is_no_report_until_it_was_read(content: str, outcome: str) -> None:
    found = verdicts(content)["results-published"]
    assert found.outcome == outcome, found.message


def test_a_plan_in_a_table_bears_the_stamp_above_its_title() -> None:
    content = (
        "<p>«СОГЛАСОВАНО»<br>Министр здравоохранения КБР<br>Р.М. Калибатов</p>"
        "<p>План мероприятий по устранению недостатков, выявленных при НОК, на 2023 г.</p><table>"
        "<tr><td>Сократить ожидание записи до 3 дней</td><td>01.04.2023</td><td>зам. гл. врача Гулиева Ж.</td></tr>"
        "<tr><td>Кресла-коляски, 2 шт.</td><td>II кв. 2023</td><td>зав. хоз. Ахматов</td></tr></table>"
    )
    assert verdicts(content)["plans-approved"].outcome == "passed"


def test_a_plan_under_a_tab_bears_the_stamp_above_its_heading() -> None:
    content = (
        "<h2>Что поправляем</h2><p>СОГЛАСОВАНО<br>Министр культуры Кабардино-Балкарской Республики<br>С.Х. Гедугова</p>"
        "<h3>План по устранению недостатков, выявленных независимой оценкой, на 2023 год</h3><table>"
        "<tr><th>Недостаток</th><th>Что делаем</th><th>Срок</th><th>Кто</th></tr>"
        "<tr><td>Темно</td><td>Меняем 12 светильников</td><td>до 1 июня 2023</td><td>Р. Жабоев, рабочий</td></tr>"
        "</table>"
    )
    findings = verdicts(content)
    assert findings["plans-approved"].outcome == "passed"
    assert findings["plans-specific"].outcome == "passed"


def test_a_minister_of_another_sector_does_not_agree_for_the_body_in_charge() -> None:
    content = (
        "<h2>План по устранению недостатков, выявленных независимой оценкой, на 2023 год</h2>"
        "<p>СОГЛАСОВАНО<br>Министр просвещения, науки и образования КБР<br>А.А. Езаов</p><table>"
        "<tr><th>Мероприятие</th><th>Срок</th><th>Кто</th></tr>"
        "<tr><td>Купить 2 кресла</td><td>01.06.2023</td><td>завхоз Ахматов</td></tr></table>"
    )
    hospital = verdicts(content, org={"sector": Sector.HEALTH})["plans-approved"]
    assert (hospital.outcome, hospital.reason) == ("inconclusive", "ambiguous")
    assert verdicts(content, org={"sector": Sector.EDUCATION})["plans-approved"].outcome == "passed"


def test_questions_of_another_kind_under_a_polls_title_are_a_poll_nevertheless() -> None:
    form = (
        "<h3>Пройдите опрос</h3><form method=post><label for=a>Как часто Вы занимаетесь спортом?</label>"
        "<select id=a><option>каждый день<option>редко</select><label for=b>Какой вид спорта Вам нравится?</label>"
        "<input id=b><button>Отправить</button></form>"
    )
    assert verdicts(form)["poll-published"].outcome == "passed"


def test_a_poll_that_is_over_was_published_and_does_not_work() -> None:
    over = drawn(
        "/poll", "<p>Опрос завершён 30.09.2026. Голосование закрыто, ответы не принимаются.</p>", "Онлайн-опрос"
    )
    found = verdicts('<p><a href="/poll">Пройти онлайн-опрос</a></p>', over)
    assert (found["poll-published"].outcome, found["poll-works"].outcome) == ("passed", "failed")
    other = drawn("/poll", "<p>Опрос о питании завершён.</p>", "Опрос о питании в столовой")
    assert verdicts('<p><a href="/poll">Опрос</a></p>', other)["poll-published"].outcome == "failed"


def test_a_numbered_heading_over_files_is_no_plan() -> None:
    files = '<h2>3. Планы по улучшению качества</h2><p><a href="/f/plan_2018.docx">План на 2018 г.</a></p>'
    found = verdicts(files, texts={"/f/plan_2018.docx": "План мероприятий по улучшению качества на 2018 год"})
    assert found["plans-published"].outcome == "failed", found["plans-published"].message


CAPTIONED = (
    "<p>Сведения для родителей.</p><table>{}<tr><th>Недостаток<th>Мероприятие<th>Срок<th>Кто</tr>"
    "<tr><td>Темно<td>Заменить 10 ламп<td>01.05.2023<td>завхоз Кузин П. И.</tr>"
    "<tr><td>Тесно<td>Убрать 2 шкафа<td>01.06.2023<td>завхоз Кузин П. И.</tr></table>"
)


@pytest.mark.parametrize(
    ("caption", "outcome"),
    [
        ("<caption>План по устранению недостатков на 2023 год</caption>", "passed"),
        ("<caption>План по устранению недостатков на 2019 год</caption>", "failed"),
        ("<caption>Образец плана по устранению недостатков на 2023 год</caption>", "failed"),
        ("<caption>Расписание кружков на 2023 год</caption>", "failed"),
        ("<caption>План на 2023 год будет размещён после утверждения</caption>", "failed"),
        ("", "failed"),
    ],
)
def test_the_caption_of_a_table_is_its_title(caption: str, outcome: str) -> None:
    found = verdicts(CAPTIONED.format(caption))[PLAN]
    assert found.outcome == outcome, found.message


def test_a_picture_called_a_plan_is_none() -> None:
    picture = "<figure><img src=/1.png><figcaption>План по устранению недостатков на 2023 год</figcaption></figure>"
    assert verdicts(f"<p>Сведения для родителей.</p>{picture}<p>Ждём вас.</p>")[PLAN].outcome != "passed"


def test_a_plan_under_a_caption_whose_titles_take_two_rows() -> None:
    table = (
        "<table><caption>План по устранению недостатков на 2023 год</caption><tr><th rowspan=2>№"
        "<th rowspan=2>Недостаток<th rowspan=2>Мероприятие<th colspan=2>Исполнение</tr>"
        "<tr><th>срок<th>ответственный</tr>"
        "<tr><td>1<td>Темно<td>Заменить 10 ламп<td>01.05.2023<td>завхоз Кузин П. И.</tr>"
        "<tr><td>2<td>Тесно<td>Убрать 2 шкафа<td>01.06.2023<td>завхоз Кузин П. И.</tr></table>"
    )
    findings = verdicts(table)
    assert (findings[PLAN].outcome, findings["plans-specific"].outcome) == ("passed", "passed")


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("Приём ответов приостановлен.", "failed"),
        ("Опрос временно приостановлен.", "failed"),
        ("Голосование временно приостановлено", "failed"),
        ("Анкета приостановлена до 1 декабря.", "failed"),
        ("Приём документов приостановлен.", "passed"),
        ("Работа столовой приостановлена на время опроса.", "passed"),
        ("Приём заявлений приостановлен, опрос продолжается.", "passed"),
    ],
)
def test_a_poll_that_is_suspended_does_not_work(said: str, outcome: str) -> None:
    found = verdicts(POLL.format(lead=f"<h2>Опрос</h2><p>{said}</p>", button="Отправить"))["poll-works"]
    assert found.outcome == outcome, found.message


QUIZ = POLL.format(lead="", button="Ответить")


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (f"<script>box.innerHTML = '{QUIZ}'</script>", "passed"),
        ("<h2>Опрос о качестве услуг</h2><div>Анкета загружается…</div><script src=/q.js></script>", "inconclusive"),
        ("<h2>Опрос о качестве услуг</h2><button class=q>Пройти опрос</button>", "inconclusive"),
        ("<h2>Отзывы</h2><button class=close>Закрыть</button><button class=more>Показать ещё</button>", "failed"),
        ("<div class=curtain>Подождите</div><p>Ждём вас.</p><script src=/q.js></script>", "failed"),
        ("<script>box.innerHTML = '<form><input name=q><button>Найти</button></form>'</script>", "failed"),
    ],
)
def test_a_poll_that_a_script_makes_is_read_or_left_open(content: str, outcome: str) -> None:
    found = verdicts(content)["poll-published"]
    assert found.outcome == outcome, found.message
