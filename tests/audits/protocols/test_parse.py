"""A protocol as it is written: wrapped lines, page breaks, inherited addressees, an appendix that lacks points."""

from __future__ import annotations

from datetime import date

import pytest

from audits.protocols.model import Recurrence
from audits.protocols.parse import ProtocolError, parse_protocol

TEXT = """
# ПРОТОКОЛ

совещания у заместителя главы Республики Нагорье
об оценке качества, о чём издан Указ от 1 марта 2015 года № 7

от 3 апреля 2018 г.

№ 12/4

---

ПРЕДСЕДАТЕЛЬСТВОВАЛ

Горный А.Б.

ПРИСУТСТВОВАЛИ:

министр культуры Ветрова И.И.

**О ходе работы (Ветрова, Полев)**

1. Принять к сведению информацию министра культуры о намерении завершить работу в срок до 1 мая 2018 г.

2. Министерству культуры Республики Нагорье (Ветрова И.И.), Министерству труда, занятости и
социальной защиты Республики Нагорье Полев П.П), главам местных администраций
районов (Лесной С.С., Речной Т.

Т.):

2.1. Обеспечить создание сайтов (п. 1 приложения к протоколу).

Срок: 15 июня 2018 г.

2.2. Представить отчёт о проведении

независимой оценки. Скриншоты направить строго до опубликования на сайте (п. 3 приложения к протоколу).

Срок: к 15 июля 2018 г., далее – ежемесячно.

3. Уполномоченным исполнительным органам государственной власти, ответственным за формирование
системы – Министерству культуры Республики Нагорье, Министерству спорта Республики Нагорье:

3.1. Разместить планы до 1 ноября.

4. Министерству спорта Республики Нагорье обеспечить методическую помощь.

Контроль за исполнением настоящего протокола возложить на министерство культуры (Ветрова И.И.).

Заместитель главы

А. Горный

Приложение
к протоколу от 3 апреля 2018 г. № 12/4

### **1. (к п. 2.1 Протокола)**

1. Указ;
2. Закон.
"""


def test_header() -> None:
    protocol = parse_protocol(TEXT)
    assert (protocol.id, protocol.number, protocol.on) == ("2018-04-03-12/4", "12/4", date(2018, 4, 3))
    assert protocol.chair == "Горный А.Б."
    assert protocol.title.startswith("совещания у заместителя главы")
    assert protocol.control == "Министерство культуры (Ветрова И.И.)"


def test_every_item_and_nothing_of_the_appendix() -> None:
    protocol = parse_protocol(TEXT)
    assert [item.number for item in protocol.items] == ["1", "2", "2.1", "2.2", "3", "3.1", "4"]
    assert [item.number for item in protocol.items if item.parent] == ["2", "3"]
    assert protocol.appendix_points == (1,)


def test_addressees_in_the_nominative_are_inherited() -> None:
    by_number = {item.number: item for item in parse_protocol(TEXT).items}
    assert by_number["2.1"].responsible == (
        "Министерство культуры Республики Нагорье (Ветрова И.И.)",
        "Министерство труда, занятости и социальной защиты Республики Нагорье (Полев П.П)",
        "главы местных администраций районов (Лесной С.С., Речной Т. Т.)",
    )
    assert by_number["2"].persons == ()
    assert by_number["3.1"].responsible == (
        "Министерство культуры Республики Нагорье",
        "Министерство спорта Республики Нагорье",
    )
    assert by_number["4"].responsible == ("Министерство спорта Республики Нагорье",)


def test_terms() -> None:
    by_number = {item.number: item for item in parse_protocol(TEXT).items}
    assert by_number["1"].dated is None, "a note that was taken is no obligation"
    monthly, event = by_number["2.2"].terms
    assert (monthly.due, monthly.recurrence) == (date(2018, 7, 15), Recurrence.MONTHLY)
    assert event.due is None
    assert event.text.startswith("строго до опубликования")
    inline = by_number["3.1"].dated
    assert inline is not None
    assert inline.due == date(2018, 11, 1)
    assert "год не указан" in inline.note


def test_a_page_break_in_a_sentence_is_mended() -> None:
    by_number = {item.number: item for item in parse_protocol(TEXT).items}
    assert "отчёт о проведении независимой оценки." in by_number["2.2"].text


def test_says_what_does_not_fit() -> None:
    notes = parse_protocol(TEXT).notes
    assert "Пункт 2.2 ссылается на п. 3 приложения: такого пункта в приложении нет." in notes
    assert "Пункт 4: срок не указан." in notes
    assert not any("2.1" in note for note in notes)


def test_a_skipped_number_is_said() -> None:
    notes = parse_protocol(
        "№ 1\nот 02.03.2020\n1. Обеспечить раз.\nСрок: 1.04.2020\n3. Обеспечить три.\nСрок: 5.04.2020"
    ).notes
    assert any("пропущен" in note for note in notes)


def test_decided_after_an_agenda() -> None:
    protocol = parse_protocol(
        "ПРОТОКОЛ\n№ 5\nПовестка:\n1. О сайтах.\nРЕШИЛИ:\n1. Отделу культуры провести проверку.\nСрок: 5.04.2020"
    )
    assert [item.text for item in protocol.items] == ["Отделу культуры провести проверку."]
    assert protocol.items[0].responsible == ("отдел культуры",)


def test_text_without_items_is_refused() -> None:
    with pytest.raises(ProtocolError, match="не найдено ни одного пункта"):
        parse_protocol("Просто письмо без пунктов.")


def test_a_term_wrapped_after_its_preposition_is_no_field() -> None:
    wrapped = TEXT.replace("завершить работу в срок до", "завершить работу в\nсрок до")
    assert [item.terms for item in parse_protocol(wrapped).items] == [item.terms for item in parse_protocol(TEXT).items]
    field = TEXT.replace("(п. 1 приложения к протоколу).\n\nСрок: 15", "(п. 1 приложения к протоколу).\nСрок: 15")
    assert [item.terms for item in parse_protocol(field).items] == [item.terms for item in parse_protocol(TEXT).items]
