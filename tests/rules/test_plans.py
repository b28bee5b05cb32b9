"""Improvement plans: layouts, completeness, empty phrases (invented plans)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Document, Table
from rules.plans import Column, PlanItem, find_header, items_of_text, load_vague, plan_items, review_item, review_plan

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
    assert items[0].done_on == "20.02.2021"
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
    first, second = items_of_text(text)
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


@given(st.lists(st.lists(st.text(max_size=20), max_size=5).map(tuple), max_size=6).map(tuple), st.text(max_size=100))
def test_never_fails(rows: tuple[tuple[str, ...], ...], text: str) -> None:
    review = review_plan(Document(url="u", tables=(Table(rows),), text=text))
    assert 0.0 <= review.share <= 1.0
