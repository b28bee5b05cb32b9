"""One Word file for everything: its parts are the papers, and a report with chapters stays one."""

from __future__ import annotations

from crawler.items import Document, Table
from rules.papers.bundle import papers_within
from tests.rules.drawn import verdicts

ALL = """Раздел 1. Нормативные акты
1. Федеральный закон от 21.07.2014 № 256-ФЗ «О внесении изменений в отдельные законодательные акты»
Раздел 2. Отчёт организации-оператора за 2022 год
Оператор — АНО «Мнение». Проведён сбор и обобщение информации о качестве условий. Опрошен 201 получатель.
Раздел 3. План по устранению недостатков на 2023 год
СОГЛАСОВАНО: Министр труда КБР А.Б. Заречный
Мероприятие Срок Исполнитель
Установить поручни 01.06.2023 Завхоз Лесной Ж.Р.
Раздел 4. Итоги опроса
В 2025 году опрошено 140 человек: удовлетворены 134 (95,7 %), не удовлетворены 6 (4,3 %).
"""
REPORT = """Отчёт организации-оператора о независимой оценке за 2022 год
Сбор и обобщение информации о качестве условий оказания услуг проведены АНО «Мнение».
1. Результаты опроса получателей
Опрошено 201 человек, удовлетворены 190 (94,5 %), не удовлетворены 11 (5,5 %).
2. Результаты анкетирования по критериям
Открытость 93, комфортность 90, доступность 58, вежливость 99, удовлетворённость 97.
"""


def document(text: str, *tables: Table) -> Document:
    return Document("http://a.test/f/nok.docx", format="docx", text=text, tables=tables)


def test_parts_are_told_by_their_titles_and_keep_their_tables() -> None:
    table = Table((("Мероприятие", "Срок", "Исполнитель"), ("Установить поручни", "01.06.2023", "Завхоз Лесной Ж.Р.")))
    parts = papers_within(document(ALL, table))
    assert [part.title for part in parts] == [
        "Раздел 1. Нормативные акты",
        "Раздел 2. Отчёт организации-оператора за 2022 год",
        "Раздел 3. План по устранению недостатков на 2023 год",
        "Раздел 4. Итоги опроса",
    ]
    assert [bool(part.tables) for part in parts] == [False, False, True, False]
    assert {part.url for part in parts} == {"http://a.test/f/nok.docx"}


def test_a_report_with_chapters_is_one_paper() -> None:
    whole = document(REPORT)
    assert papers_within(whole) == (whole,)


def test_a_plan_that_speaks_of_a_report_is_one_paper() -> None:
    whole = document(
        "План по устранению недостатков на 2023 год\nСоставлен по отчёту оператора за 2022 год\n" + "1. Пандус\n" * 9
    )
    assert papers_within(whole) == (whole,)


def test_each_rule_finds_its_part() -> None:
    found = verdicts('<p><a href="/f/nok.docx">НОК (Word)</a></p>', texts={"/f/nok.docx": ALL})
    for rule in ("results-published", "plans-published", "poll-results-published"):
        assert found[rule].outcome == "passed", (rule, found[rule].message)


def test_plans_of_several_years_with_their_stamps() -> None:
    stamp = "СОГЛАСОВАНО Министр культуры КБР А.Б. Заречный"
    years = [
        f"{stamp}\nПлан по устранению недостатков на {year} год\nУстановить пандус до 01.06.{year}, завхоз Нагорный"
        for year in (2020, 2023)
    ]
    text = "\n".join(years)
    first, second = papers_within(Document("http://a.test/p.docx", text=text))
    assert (first.title, second.title) == (text.split("\n")[1], text.split("\n")[4])
    assert first.text.startswith(stamp) and second.text.startswith(stamp)  # noqa: PT018
    same = Document("http://a.test/p.docx", text=text.replace("2020 год", "2023 год"))
    assert papers_within(same) == (same,)


_WRAPPED = """УТВЕРЖДАЮ
Директор музея
______ Р. С. Ольховская
14.01.{1}
СОГЛАСОВАНО
Заместитель министра культуры КБР
______ А. Б. Заречный
План по устранению недостатков, выявленных при независимой оценке качества условий оказания услуг,
проведённой в {0} году, на {1} год
Установить пандус до 01.06.{1}, завхоз Нагорный
Купить 3 скамьи до 01.07.{1}, завхоз Нагорный
"""


def test_titles_that_a_page_breaks_tell_their_year_and_both_stamps_stay() -> None:
    whole = _WRAPPED.format(2019, 2020) + _WRAPPED.format(2022, 2023)
    for text in (whole, whole.replace("План по устранению", "ПЛАН\nпо устранению")):
        parts = papers_within(document(text))
        assert [part.text.count("УТВЕРЖДАЮ") + part.text.count("СОГЛАСОВАНО") for part in parts] == [2, 2]
        assert [part.text.splitlines()[0] for part in parts] == ["УТВЕРЖДАЮ", "УТВЕРЖДАЮ"]
        assert ["на 2020 год" in parts[0].title, "на 2023 год" in parts[1].title] == [True, True]
    judged = verdicts('<p><a href="/f/p.pdf">Планы 2020, 2023</a></p>', texts={"/f/p.pdf": whole}, years=(2019, 2022))
    assert judged["plans-published"].outcome == "passed"


def test_a_sentence_about_another_plan_begins_none() -> None:
    told = "План по устранению недостатков, выявленных\nв 2016 году, выполнен полностью.\nПодробности — у директора."
    whole = document(_WRAPPED.format(2019, 2020) + told)
    assert papers_within(whole) == (whole,)
