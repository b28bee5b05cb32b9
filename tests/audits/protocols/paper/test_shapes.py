"""Protocols of other shapes than the ministry's: questions heard, tables, letters, terms inside sentences."""

from __future__ import annotations

from datetime import date

import pytest

from audits.protocols.model import Item, Protocol, Recurrence
from audits.protocols.parse import ProtocolError, parse_protocol

QUESTIONS = """ПРОТОКОЛ № 7
заседания комиссии
г. Прилесный                                     14 февраля 2024 года
Председательствовала: Горная А.Б. – первый заместитель главы
Секретарь: Лесная В.Г.
ПОВЕСТКА ДНЯ:
1. О сайтах организаций.
2. О планах.
I. СЛУШАЛИ:
Иванова И.И. – о сайтах.
РЕШИЛИ:
1.1. Информацию Иванова И.И. принять к сведению.
1.2. Министерству культуры (Ветрова И.И.) и Министерству спорта обеспечить наполнение сайтов.
Срок исполнения: до 1 марта 2024 года.
1.3. Главам администраций представлять отчет ежеквартально до 5 числа месяца, следующего за отчетным.
II. СЛУШАЛИ:
Сидорова С.С. – о планах до 1 мая 2025 года.
РЕШИЛИ:
2.1. Управлению образования утвердить планы в срок до 20 марта и представить отчет до 25 марта 2024 г.
2.2. Рекомендовать руководителям учреждений устранить недостатки в течение 10 рабочих дней.
Голосовали: «за» – единогласно.
Председатель                         А.Б. Горная
"""
TABLE = """ПРОТОКОЛ
№ 15-пр от 03.10.2025
Председатель: Горный А.Б.
РЕШИЛИ:
{head}
1{bar}Обновить страницы{bar}Министерство культуры{bar}15.10.2025
2{bar}Предоставить отчет{bar}Петров П.П.{bar}ежемесячно, до 10 числа
"""


def items(text: str) -> dict[str, Item]:
    return {item.number: item for item in parse_protocol(text).items}


def dates(protocol: Protocol) -> dict[str, list[date | None]]:
    return {item.number: [term.due for term in item.terms] for item in protocol.items}


def test_questions_heard_and_decided_one_by_one() -> None:
    protocol = parse_protocol(QUESTIONS)
    assert (protocol.id, protocol.chair) == ("2024-02-14-7", "Горная А.Б.")
    assert dates(protocol) == {
        "1.1": [],
        "1.2": [date(2024, 3, 1)],
        "1.3": [date(2024, 4, 5)],
        "2.1": [date(2024, 3, 20), date(2024, 3, 25)],
        "2.2": [date(2024, 2, 29)],
    }
    found = items(QUESTIONS)
    assert found["1.2"].responsible == ("Министерство культуры (Ветрова И.И.)", "Министерство спорта")
    assert found["1.3"].terms[0].recurrence is Recurrence.QUARTERLY
    assert found["2.1"].terms[0].text == "в срок до 20 марта"
    assert "Сидоров" not in found["1.3"].text
    assert "Горная" not in found["2.2"].text
    assert protocol.notes == ()


def test_instructions_in_a_table() -> None:
    for bar in ("\t", " | "):
        head = bar.join(("№ п/п", "Поручение", "Ответственный", "Срок"))
        text = TABLE.format(head=head, bar=bar)
        if bar != "\t":
            text = "\n".join(f"| {line} |" if bar in line else line for line in text.splitlines())
            text = text.replace("| 1 |", "|---|---|---|---|\n| 1 |")
        found = items(text)
        assert [item.text for item in found.values()] == ["Обновить страницы", "Предоставить отчет"]
        assert found["1"].responsible == ("Министерство культуры",)
        assert found["2"].responsible == ("Петров П.П.",)
        assert found["1"].terms[0].due == date(2025, 10, 15)
        assert (found["2"].terms[0].due, found["2"].terms[0].recurrence) == (date(2025, 10, 10), Recurrence.MONTHLY)


def test_lettered_parts_with_terms_are_items() -> None:
    found = items(
        "ПРОТОКОЛ\nот «05» июня 2023 г. № 3/1\nприняты решения:\n1) Директору Центра подготовить реестр к 15.06.2023.\n"
        "2) Руководителям организаций:\nа) разместить планы – до 1 июля 2023 г.;\nб) докладывать – ежемесячно.\n"
        "3) Отделу контроля провести проверку в IV квартале 2023 года:\nа) планов;\nб) сайтов.\n"
    )
    assert list(found) == ["1", "2", "2.а", "2.б", "3"]
    assert found["2.а"].terms[0].due == date(2023, 7, 1)
    assert found["2.а"].responsible == ("руководители организаций",)
    assert found["3"].terms[0].due == date(2023, 12, 31)


def test_several_terms_in_one_field_and_terms_without_a_date() -> None:
    protocol = parse_protocol(
        "№2\n22.01.2026\n1. Заместителю министра:\n1.1. Взять под контроль.\nСрок: постоянно\n"
        "1.2. Проверить карточки.\nСроки: до 01.02.2026; доклад – 05.02.2026.\n"
        "2. Отделу проверять.\nСрок: до 1 числа каждого месяца.\n"
        "3. Контроль за исполнением протокола оставляю за собой."
    )
    assert dates(protocol) == {
        "1": [],
        "1.1": [None],
        "1.2": [date(2026, 2, 1), date(2026, 2, 5)],
        "2": [date(2026, 2, 1)],
    }
    assert protocol.items[1].terms[0].note == "исполняется постоянно, даты нет"
    assert protocol.control == "председательствующий"
    assert protocol.notes == ("Пункт 1.1: срок «постоянно» — без даты.",)


def test_a_table_without_bars_around_it() -> None:
    found = items(
        "ПРОТОКОЛ № 3\nот 3 марта 2026 г.\n№ | Поручение | Срок\n--|--|--\n1 | Провести опрос | до 01.04.2026\n"
    )
    assert [(one.text, str(one.terms[0].due)) for one in found.values()] == [("Провести опрос", "2026-04-01")]


def test_a_table_below_an_item_holds_its_parts_and_a_second_one_goes_on() -> None:
    head = "| № | Мероприятие | Срок |\n|---|---|---|\n"
    text = (
        "ПРОТОКОЛ № 3\nот 3 марта 2026 г.\n1. Отделу культуры провести опрос до 5 мая 2026 г.\n"
        f"2. Утвердить план:\n{head}| 1 | Раз | 01.04.2026 |\n| 2 | Два | 02.04.2026 |\n"
        f"{head}| 1 | Три | 03.04.2026 |\n\nПриложение\n{head.replace('Срок', 'Место')}| 1 | Не пункт | здесь |\n"
    )
    found = {number: [str(term.due) for term in item.terms] for number, item in items(text).items()}
    assert found == {
        "1": ["2026-05-05"],
        "2": [],
        "2.1": ["2026-04-01"],
        "2.2": ["2026-04-02"],
        "2.3": ["2026-04-03"],
    }


def test_person_and_term_in_one_column() -> None:
    found = items(
        "ПРОТОКОЛ № 3\nот 3 марта 2026 г.\n| № | Поручение | Ответственный, срок |\n|---|---|---|\n"
        "| 1 | Провести опрос | Управление спорта, до 1 апреля 2026 г. |\n"
    )
    assert (found["1"].responsible, str(found["1"].terms[0].due)) == (("Управление спорта",), "2026-04-01")


HEAD = "ПРОТОКОЛ № 3\nсовещания\nот 28 февраля 2026 г.\n\n"


def shown(text: str) -> dict[str, list[str]]:
    return {number: [str(term.due) for term in item.terms] for number, item in items(HEAD + text).items()}


def test_a_list_inside_an_item_that_begins_anew() -> None:
    small = (
        "1. Отделу сайтов ждать до 1 мая 2026 г.\n2. Министерству спорта:\n1. открыть раздел до 2 мая 2026 г.;\n"
        "2. начать опрос, срок – 03.05.2026;\n3. Отделу планов ждать до 4 мая 2026 г."
    )
    expected = {"1": ["2026-05-01"], "2": [], "2.1": ["2026-05-02"], "2.2": ["2026-05-03"], "3": ["2026-05-04"]}
    assert shown(small) == expected
    assert shown(small.replace("открыть", "Открыть").replace("начать", "Начать")) == expected
    marked = small.replace("1. открыть", "1) открыть").replace("2. начать", "2) Начать").replace(";\n", ".\n")
    assert shown(marked) == expected
    assert items(HEAD + small)["2.2"].responsible == ("Министерство спорта",)
    assert any("нумерация внутри него" in note for note in parse_protocol(HEAD + small).notes)


def test_each_questions_decisions_numbered_from_one() -> None:
    text = (
        "1. СЛУШАЛИ: Горный А.Б.\nРЕШИЛИ:\n1. Отделу сайтов ждать до 1 мая 2026 г.\n"
        "2. Отделу планов ждать до 2 мая 2026 г.\n"
        "2. СЛУШАЛИ: Лесная В.Г.\nРЕШИЛИ:\n1. Отделу кадров ждать до 3 мая 2026 г."
    )
    assert shown(text) == {"1": ["2026-05-01"], "2": ["2026-05-02"], "II.1": ["2026-05-03"]}


def test_numbers_may_be_skipped() -> None:
    text = (
        "2.1. Ждать. Срок: 01.05.2026\n2.9. Ждать. Срок: 02.05.2026\n5.1. Ждать. Срок: 3 мая 2026 года\n"
        "17. Ждать до 4 мая 2026 г."
    )
    assert shown(text) == {"2.1": ["2026-05-01"], "2.9": ["2026-05-02"], "5.1": ["2026-05-03"], "17": ["2026-05-04"]}


def test_items_after_who_watches_over_it_are_read() -> None:
    text = (
        "1. Ждать до 1 мая 2026 г.\n2. Контроль за исполнением протокола возложить на отдел.\n3. Ждать до 2 мая 2026 г."
    )
    assert shown(text) == {"1": ["2026-05-01"], "3": ["2026-05-02"]}


def test_a_number_that_fits_nowhere_is_said() -> None:
    notes = parse_protocol(HEAD + "3. Ждать до 1 мая 2026 г.\n2. Отделу сайтов ждать до 2 мая 2026 г.").notes
    assert "Пункт 3: к его тексту отнесено «2. Отделу сайтов ждать до 2 мая 2026 г.»." in notes


def test_the_words_an_item_is_to_have_are_no_item() -> None:
    text = (
        "1. Пункт 2.1 изложить в следующей редакции:\n«2.1. Отделу сайтов ждать. Срок: 1.06.2026».\n"
        "2. Ждать до 2 мая 2026 г."
    )
    assert list(shown(text)) == ["1", "2"]
    assert any("Пункт 1 меняет прежнее поручение" in note for note in parse_protocol(HEAD + text).notes)


def test_a_day_at_the_beginning_of_a_line_is_no_number() -> None:
    assert list(shown("1. Ждать до 1 мая 2026 г. или\n15.02 провести опрос.\n2. Ждать до 2 мая 2026 г.")) == ["1", "2"]


def test_a_text_after_a_bodys_name_is_no_name() -> None:
    assert items(f"{HEAD}1. Отделу сайтов {'и так далее ' * 40}")["1"].responsible == ()


def test_numbers_that_begin_elsewhere_make_no_protocol() -> None:
    with pytest.raises(ProtocolError):
        parse_protocol("Заметки\n\n29. Первая.\n32. Вторая.")


def test_items_as_bullets_of_a_list() -> None:
    text = (
        "# Протокол совещания при заместителе главы Нагорья № 21\n\n"
        "**с. Горное, 20 ноября 2026 года**\n\n## Решения\n\n"
        "1. **Министерству культуры**:\n   - 1.1. разместить планы — **срок: 1 декабря 2026 г.**;\n"
        "   * 1.2. разместить отчёты. Срок: 15 декабря 2026 г.\n   - а) на сайтах\n"
        "2. Отделу спорта:\n   - 1) создать сайты до 10.12.2026;\n   - 15.01 собраться.\n"
    )
    protocol = parse_protocol(text)
    assert (protocol.id, protocol.title) == ("2026-11-20-21", "совещания при заместителе главы Нагорья")
    assert dates(protocol) == {
        "1": [],
        "1.1": [date(2026, 12, 1)],
        "1.2": [date(2026, 12, 15)],
        "2": [],
        "2.1": [date(2026, 12, 10)],
    }
    assert protocol.items[1].text == "разместить планы"


def test_a_number_at_the_end_of_a_heading_may_be_a_schools() -> None:
    assert parse_protocol("Протокол совещания директоров МКОУ СОШ № 21\n20 ноября 2026 г.\n\n1. Ждать.").number == ""


def test_a_title_ends_where_the_place_and_those_present_begin() -> None:
    text = (
        "ПРОТОКОЛ\nсовещания у министра\nпо вопросам оценки\n\nг. Горный            от 10 ноября 2026 года № 14\n\n"
        "Присутствовали: Полев А.Б., Лесной Н.Г.\n\n1. О ходе создания сайтов\n(Полев А.Б.)\n\nРЕШИЛИ:\n\n1. Ждать.\n"
    )
    protocol = parse_protocol(text)
    assert (protocol.title, protocol.id) == ("совещания у министра по вопросам оценки", "2026-11-10-14")


def test_a_term_that_ends_a_sentence_without_a_day() -> None:
    text = (
        "1. Отделу сайтов посчитать средства, срок – октябрь 2026 года.\n"
        "2. Отделу планов ознакомить всех, срок – 3 дня.\n"
        "3. Отделу кадров сдать сведения, срок 2 недели\n4. Отделу опросов начать, срок – IV квартал 2026 г.\n"
        "5. Отделу жалоб установить порядок, срок – три дня – и форму ответа.\n"
    )
    assert shown(text) == {
        "1": ["2026-10-31"],
        "2": ["2026-03-03"],
        "3": ["2026-03-14"],
        "4": ["2026-12-31"],
        "5": [],
    }


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Контроль исполнения приказа оставляю за собой.", "председательствующий"),
        ("Контроль оставляю за собой.", "председательствующий"),
        ("Контроль за выполнением решения возложить на отдел.", "отдел"),
        ("Контроль за исполнением приказа возлагаю на Горного А.Б.", "Горный А.Б."),
    ],
)
def test_who_watches_over_it_in_other_words(words: str, who: str) -> None:
    protocol = parse_protocol(f"{HEAD}1. Ждать до 1 мая 2026 г.\n2. {words}")
    assert (protocol.control, [item.number for item in protocol.items]) == (who, ["1"])


def test_watching_over_something_else_is_an_item() -> None:
    protocol = parse_protocol(f"{HEAD}1. Ждать до 1 мая 2026 г.\n2. Контроль качества сайтов провести до 2 мая 2026 г.")
    assert [item.number for item in protocol.items] == ["1", "2"]
