"""Improvement plans: layouts, completeness, empty phrases (invented plans)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Document, Table
from rules.plans.items import load_vague, plan_items, review_item, review_plan
from rules.plans.model import Column, PlanItem
from rules.plans.tables import find_header
from rules.plans.text import read_text

OFFICIAL = Table(
    (
        (
            "Недостатки, выявленные в ходе НОК", "Наименование мероприятия по устранению недостатков",
            "Плановый срок реализации", "Ответственный исполнитель (Ф.И.О., должность)",
            "Сведения о ходе реализации мероприятия", "Сведения о ходе реализации мероприятия",
        ),
        ("", "", "", "", "реализованные меры", "фактический срок реализации"),
        ("I. Открытость и доступность информации",) * 6,
        (
            "На стенде нет режима работы", "Разместить на стенде режим работы", "01.03.2021",
            "Кодзоков А.Б., завхоз", "размещён", "20.02.2021",
        ),
        ("", "Создать на сайте раздел «Вопросы и ответы»", "до 15 апреля 2021 г.", "методист Бекова Л.", "", ""),
        ("II. Комфортность",) * 6,
        ("Нет навигации", "Продолжить работу по повышению качества услуг", "в течение года", "администрация", "", ""),
    )
)  # fmt: skip
GOOD = PlanItem(measure="Установить пандус у входа", term="до 01.06.2021", responsible="завхоз Петров П.П.")


def test_official_form_with_two_header_rows_and_merged_cells() -> None:
    items = plan_items(Document(url="u", tables=(OFFICIAL,)))
    assert [i.measure[:20] for i in items] == ["Разместить на стенде", "Создать на сайте раз", "Продолжить работу по"]
    assert items[0].done == "размещён"
    assert items[0].term == "01.03.2021"  # not the day on which it was done
    assert items[1].deficiency == "На стенде нет режима работы"  # the merged cell of the row above
    assert items[2].term == "в течение года"


@pytest.mark.parametrize(
    "header",
    [
        ("№ п/п", "Мероприятие", "Срок", "Ответственный"),
        ("Мероприятия по улучшению качества", "Сроки исполнения", "Исполнители", "Ожидаемый результат"),
        ("Проблема", "Меры по устранению", "Дата", "Кто отвечает"),
        ("№", "Недостатки", "Содержание мероприятия", "Срок"),
    ],
)
def test_header_layouts(header: tuple[str, ...]) -> None:
    found = find_header(Table((("План",), header, ("1", "а", "б", "в"))))
    assert found is not None
    columns, start = found
    assert Column.MEASURE in columns
    assert Column.TERM in columns
    assert start == 2


@pytest.mark.parametrize(
    "header",
    [
        ("Замечание", "Мера"),
        ("Выявленные недостатки", "Меры по устранению"),
        ("Недостатки работы сайта", "Мероприятия по улучшению условий"),
    ],
)
def test_a_plan_of_what_is_to_be_done_about_what(header: tuple[str, str]) -> None:
    table = Table((header, ("Нет скамьи", "Поставить скамью"), ("Нет стенда", "Повесить стенд")))
    items = plan_items(Document(url="u", tables=(table,)))
    assert [item.measure for item in items] == ["Поставить скамью", "Повесить стенд"]
    assert {item.term for item in items} == {""}


LAMPS = (
    ("Темно", "Заменить 10 ламп", "01.05.2024", "завхоз Ручьёв"),
    ("Тесно", "Убрать 2 шкафа", "01.06.2024", "он же"),
)


@pytest.mark.parametrize("below", [("срок", "ответственный"), ("когда", "кто отвечает"), ("Дата", "Исполнитель")])
def test_titles_that_take_two_rows(below: tuple[str, str]) -> None:
    """A web page has no cells in the lower row where those of the upper one span both."""
    plain = Table((("Недостаток", "Мероприятие", "Исполнение"), below, *LAMPS))
    numbered = tuple((str(number), *row) for number, row in enumerate(LAMPS, 1))
    counted = Table((("№", "Недостаток", "Мероприятие", "Исполнение"), below, *numbered))
    for table in (plain, counted):
        items = plan_items(Document(url="u", tables=(table,)))
        assert [(item.measure, item.term, item.responsible) for item in items] == [row[1:] for row in LAMPS]


@pytest.mark.parametrize(
    "title", ["Срок, ответственный", "Срок исполнения и ответственный исполнитель", "Сроки / исполнители"]
)
def test_one_column_that_tells_by_when_and_by_whom(title: str) -> None:
    row = ("Темно", "Заменить 10 ламп", "01.05.2024, завхоз Ручьёв")
    table = Table((("Недостаток", "Мероприятие", title), row))
    (item,) = plan_items(Document(url="u", tables=(table,)))
    assert (item.term, item.responsible) == (row[2], row[2])
    assert review_item(item).lacks == ()


def test_a_term_alone_names_nobody() -> None:
    table = Table((("Недостаток", "Мероприятие", "Срок"), ("Темно", "Заменить 10 ламп", "01.05.2024, завхоз Ручьёв")))
    (item,) = plan_items(Document(url="u", tables=(table,)))
    assert item.responsible == ""


@pytest.mark.parametrize(
    "rows",
    [
        (("Недостаток", "Мероприятие", "Стоимость"), ("цена", "итого"), ("Темно", "Заменить лампы", "5", "5")),
        (("Класс", "Мероприятие", "Проведение"), ("срок", "ответственный"), ("5 а", "Поход в лес", "5 мая", "Иванов")),
        (("Недостаток", "Мероприятие", "Цена"), ("Темно", "Заменить лампы в срок"), ("Тесно", "Убрать шкафы")),
        (("Недостаток", "Мероприятие", "Цена"), ("01.05.2024", "завхоз")),
    ],
)
def test_a_lower_row_of_other_titles_heads_no_plan(rows: tuple[tuple[str, ...], ...]) -> None:
    assert find_header(Table(rows)) is None


@pytest.mark.parametrize(
    "header",
    [
        ("Замечание", "Балл"),
        ("Показатель", "Меры безопасности"),
        ("Отдел", "Мероприятие"),
        ("Замечание", "Мера", "Цена"),
    ],
)
def test_other_tables_of_few_columns_are_no_plan(header: tuple[str, ...]) -> None:
    assert find_header(Table((header, ("Нет скамьи", "Поставить скамью", "5")))) is None


def test_a_table_that_is_no_plan() -> None:
    assert find_header(Table((("ФИО", "Должность", "Телефон"), ("Иванов", "врач", "2-22")))) is None
    assert plan_items(Document(url="u", tables=(Table((("Режим", "работы"),)),))) == ()


def test_table_cut_by_a_page_break_goes_on() -> None:
    head = Table((("Мероприятие", "Срок", "Ответственный"), ("Купить стенд", "01.02.2021", "завхоз")))
    tail = Table((("Купить кулер", "01.03.2021", "завхоз"),))
    assert [i.measure for i in plan_items(Document(url="u", tables=(head, tail)))] == ["Купить стенд", "Купить кулер"]


def test_numbered_text() -> None:
    text = (
        "ПЛАН по устранению недостатков\n"
        "1. Установить пандус у главного входа. Срок: до 01.06.2021. Ответственный: завхоз Петров П.П.\n"
        "2. Разместить анкету на сайте в срок до 15.03.2021\n   (ответственный — методист)\n"
    )
    first, second = read_text(text).items
    assert (first.measure, first.term, first.responsible) == (
        "Установить пандус у главного входа", "до 01.06.2021", "завхоз Петров П.П",
    )  # fmt: skip
    assert "15.03.2021" in second.term
    assert second.responsible == "методист"


@pytest.mark.parametrize(
    ("item", "lacks", "vague"),
    [
        (GOOD, (), ()),
        (PlanItem("Установить пандус", responsible="завхоз"), ("не указан срок",), ()),
        (PlanItem("Установить пандус", term="скоро", responsible="завхоз"), ("срок без даты",), ()),
        (PlanItem("Установить пандус", term="II квартал 2021"), ("не указан исполнитель",), ()),
        (
            PlanItem("Установить пандус", term="2021 г.", responsible="коллектив"),
            ("исполнитель не назван (ни должности, ни фамилии)",),
            (),
        ),
        (PlanItem("Установить пандус", term="постоянно", responsible="завхоз"), (), ("постоянно",)),
        (PlanItem("Установить пандус", term="в течение 2021 года", responsible="завхоз"), (), ("в течение года",)),
        (
            PlanItem("Повышать качество услуг", term="01.02.2021", responsible="директор"),
            ("нет измеримого результата",),
            ("повышать качество",),
        ),
        (
            PlanItem("Продолжить работу с получателями", term="01.02.2021", responsible="директор"),
            ("нет измеримого результата",),
            ("продолжить работу",),
        ),
        (PlanItem("Обеспечить наличие 3 информационных стендов", term="01.02.2021", responsible="директор"), (), ()),
        (
            PlanItem("Обеспечить открытость", term="01.02.2021", responsible="директор"),
            ("нет измеримого результата",),
            ("обеспечить",),
        ),
    ],
)  # fmt: skip
def test_review(item: PlanItem, lacks: tuple[str, ...], vague: tuple[str, ...]) -> None:
    remark = review_item(item)
    assert (remark.lacks, remark.vague) == (lacks, vague)


def test_review_of_a_whole_plan() -> None:
    review = review_plan(Document(url="u", tables=(OFFICIAL,)))
    assert len(review.items) == 3
    assert review.share == pytest.approx(2 / 3)
    (remark,) = review.remarks
    assert "продолжить работу" in remark.vague
    assert "в течение года" in remark.vague


def test_unreadable_plan_has_no_items() -> None:
    assert review_plan(Document(url="u", text="")).items == ()


def test_lexicon_is_sound() -> None:
    names = [phrase.name for phrase, _ in load_vague()]
    assert len(names) == len(set(names))
    assert {"продолжить работу", "в течение года", "постоянно"} <= set(names)


FLAT = """ПЛАН мероприятий по улучшению качества работы клуба на 2024 год
№ Мероприятие Срок Ответственный Ожидаемый
результат
1. Поставить три скамьи у входа
01.06.2024 завхоз Ручьёва П.П. 3 скамьи
стоят
2. Открыть на сайте рубрику «Ваши вопросы» до 1 марта
2024 г.
методист Родников А.Б. рубрика открыта
3. Обучить 12 сотрудников помощи гостям
с инвалидностью
3 квартал 2024 заместитель
директора
12 удостоверений
"""


def test_a_table_flattened_into_text_keeps_its_items() -> None:
    review = review_plan(Document(url="u", text=FLAT))
    assert [item.number for item in review.items] == ["1", "2", "3"]
    assert review.items[0].term == "01.06.2024"
    assert "Ручьёва" in review.items[0].responsible
    assert review.items[2].term == "3 квартал 2024"
    assert review.share == 1.0


def test_what_a_flattened_table_does_not_show_is_not_missing() -> None:
    """The term of all rows stands once, in a merged cell that the text puts after the first item."""
    text = (
        "План на 2024 год\nМероприятие Срок Ответственный\n1. Поставить скамью\n"
        "2. Покрасить 4 двери до 01.06.2024 завхоз\n3. Повесить 2 таблички\n"
    )
    review = review_plan(Document(url="u", text=text))
    assert (len(review.items), round(review.share, 2), review.possible) == (3, 0.33, 1.0)


def test_empty_phrases_in_a_flattened_table_count() -> None:
    text = (
        "План на 2024 год\nМероприятие Срок Ответственный\n"
        "1. Продолжить работу по повышению качества в течение года администрация\n"
        "2. Усилить контроль за вежливостью постоянно администрация\n"
    )
    assert review_plan(Document(url="u", text=text)).possible == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "1) Обновить стенд — срок: 1 марта 2024 г.; отв.: Ручьёв\n"
        "2) Обновить сайт — срок: 1 мая 2024 г.; отв.: Родникова",
        "1. Обновить стенд (до 01.03.2024, завхоз)\n2. Обновить сайт (до 01.05.2024, методист)",
        "• Обновить стенд. Срок: 01.03.2024. Ответственный: завхоз\n"
        "• Обновить сайт. Срок: май 2024. Ответственный: методист",
        "1. Открытость\n1.1. Обновить стенд. Срок: 01.03.2024. Ответственный: завхоз\n2. Комфортность\n"
        "2.1. Купить кулер. Срок: 01.06.2024. Ответственный: завхоз",
    ],
)
def test_ways_to_write_a_list(text: str) -> None:
    review = review_plan(Document(url="u", text="План по устранению недостатков на 2024 год\n" + text))
    assert (len(review.items), review.share) == (2, 1.0), review.remarks


def test_lines_that_say_what_by_when_and_by_whom_are_items() -> None:
    lines = (
        "План по устранению недостатков",
        "Оборудовать стоянку для инвалидов – до 01.06.2020, директор Ковалёв И.И.",
        "Разместить на сайте ответы на вопросы – до 01.03.2020, методист Серова П.П.",
        "Вопросы принимаются до 01.03.2020.",
    )
    items = read_text("\n".join(lines)).items
    assert [(item.measure[:10], item.term) for item in items] == [
        ("Оборудоват", "до 01.06.2020"), ("Разместить", "до 01.03.2020"),
    ]  # fmt: skip
    assert read_text(lines[1]).items == ()  # one line is no list


def test_a_plain_list_without_terms_lacks_them() -> None:
    text = "План по устранению недостатков\n1. Поставить скамью у входа\n2. Покрасить двери\n3. Повесить таблички"
    review = review_plan(Document(url="u", text=text))
    assert (len(review.items), review.possible) == (3, 0.0)


def test_the_official_form_flattened_without_numbers() -> None:
    text = (
        "План\nНедостатки Наименование мероприятия Плановый срок Ответственный исполнитель\nНет режима на стенде\n"
        "Вывесить режим работы на стенде\n01.03.2024 Родникова А.А., заведующая\nНет кулера Купить кулер до 15 апреля\n"
        "2024 года Ручьёв В.В., завхоз"
    )
    review = review_plan(Document(url="u", text=text))
    assert [item.term for item in review.items] == ["01.03.2024", "до 15 апреля 2024 года"]
    assert review.possible == 1.0


@pytest.mark.parametrize("mark", ["; ", " | ", "\t"])
@pytest.mark.parametrize("titled", [True, False])
def test_lines_cut_by_a_separator_are_a_table(mark: str, titled: bool) -> None:
    rows = [
        ("1", "Нет стоянки", "Разметить два места у входа", "до 15.05.2024", "завхоз Ручьёв"),
        ("2", "Нет часов приёма", "Вывесить на сайте часы приёма", "до 01.02.2024", "методист Родникова"),
        ("3", "Тёмный холл", "Повысить качество освещения", "постоянно", "администрация"),
    ]
    head = [("№", "Недостаток", "Мероприятие", "Срок", "Ответственный")] if titled else []
    text = "ПЛАН на 2024 год\n" + "\n".join(mark.join(row) for row in [*head, *rows])
    review = review_plan(Document(url="u", text=text))
    assert [item.measure for item in review.items] == [row[2] for row in rows]
    assert round(review.share, 2) == 0.67


def test_cells_spanning_rows_of_a_web_page() -> None:
    """A row of a page has no cell where an earlier one spans it."""
    table = Table(
        (
            ("№", "Недостатки", "Мероприятия", "Срок", "Ответственный"),
            ("1", "Мало сведений на сайте", "Завести раздел «Вопросы»", "01.03.2024", "методист Родникова"),
            ("Разместить 5 фотографий залов", "01.04.2024", "методист Родникова"),
            ("2", "Темно", "Заменить 10 ламп", "01.05.2024", "завхоз Ручьёв"),
            ("3", "Холодно", "Заменить 2 окна", "01.05.2024"),
        )
    )
    items = plan_items(Document(url="u", tables=(table,)))
    assert [item.term for item in items] == ["01.03.2024", "01.04.2024", "01.05.2024", "01.05.2024"]
    assert items[1].deficiency == "Мало сведений на сайте"
    assert items[3].responsible == "завхоз Ручьёв"


def test_a_cell_spanning_rows_is_missed_by_what_the_others_hold() -> None:
    """Who and by when span two rows: what is left of the second is its number, the measure and the result."""
    head = ("№", "Мероприятие", "Срок", "Ответственный", "Результат")
    rows = (
        ("1", "Повесить 3 указателя в холле", "01.03.2024", "завхоз Ручьёв", "3 указателя"),
        ("2", "Покрасить перила крыльца", "перила покрашены"),
        ("3", "Заменить 10 ламп", "по графику", "завхоз Ручьёв", "светло"),
        ("4", "Купить 2 скамьи", "постоянно", "директор Мостовой"),
    )
    items = plan_items(Document(url="u", tables=(Table((head, *rows)),)))
    assert [item.term for item in items] == ["01.03.2024", "01.03.2024", "по графику", "постоянно"]
    assert [item.result for item in items] == ["3 указателя", "перила покрашены", "светло", ""]
    assert [item.responsible for item in items][1:] == ["завхоз Ручьёв", "завхоз Ручьёв", "директор Мостовой"]


@pytest.mark.parametrize("title", ["Срок выполнения", "Дата исполнения", "Планируемый срок", "Сроки реализации"])
@pytest.mark.parametrize("person", ["Ответственные за выполнение", "Исполнитель", "Ответственное лицо"])
def test_titles_of_term_and_person(title: str, person: str) -> None:
    table = Table((("Мероприятие", title, person), ("Купить 2 стенда", "01.02.2024", "завхоз")))
    review = review_plan(Document(url="u", tables=(table,)))
    assert review.share == 1.0, review.remarks


@pytest.mark.parametrize(
    "head",
    [
        ("Замечание", "Мера", "К какому числу", "Исполнитель", "Итог"),
        ("Недостаток", "Что делаем", "Срок", "Кто отвечает", "Чем измеряется результат"),
        ("Недочёт", "Что нужно сделать", "Ориентир", "Кому поручено", "Что получим"),
        ("Недостаток", "Мероприятие", "Срок", "Отвечает", "Итог"),
        ("Недостаток", "Мероприятие", "Срок", "С кого спросить", "Итог"),
    ],
)
def test_titles_in_words_of_ones_own(head: tuple[str, ...]) -> None:
    rows = (
        ("Нет кулера", "Поставить кулер в холле", "01.03.2024", "завхоз Ручьёв", "1 кулер"),
        ("Темно", "Заменить 10 ламп в коридоре", "01.05.2024", "методист Родникова", "10 ламп"),
    )
    review = review_plan(Document(url="u", tables=(Table((head, *rows)),)))
    assert [item.term for item in review.items] == ["01.03.2024", "01.05.2024"]
    assert review.share == 1.0, review.remarks


def test_a_row_of_titles_nobody_knows_is_no_item() -> None:
    rows = (
        ("Было", "Станет лучше вот как", "К сроку", "Поручено"),
        ("Темно", "Заменить 10 ламп в коридоре", "01.05.2024", "методист Родникова"),
        ("Холодно", "Заменить 2 окна в зале", "01.06.2024", "завхоз Ручьёв"),
    )
    items = plan_items(Document(url="u", tables=(Table(rows),)))
    assert [item.measure for item in items] == ["Заменить 10 ламп в коридоре", "Заменить 2 окна в зале"]


@given(st.lists(st.lists(st.text(max_size=20), max_size=5).map(tuple), max_size=6).map(tuple), st.text(max_size=100))
def test_never_fails(rows: tuple[tuple[str, ...], ...], text: str) -> None:
    review = review_plan(Document(url="u", tables=(Table(rows),), text=text))
    assert 0.0 <= review.share <= 1.0
