"""Signatures below the last item: whatever the post and however the lines break, nobody instructed among them."""

from __future__ import annotations

import pytest

from audits.protocols.parse import parse_protocol

HEAD = "ПРОТОКОЛ\nсовещания\nот 3 ноября 2026 г. № 8\n\nРЕШИЛИ:\n\n1. Отделу сайтов провести опрос до 15.02.2027.\n"


@pytest.mark.parametrize(
    "signed",
    [
        "Глава местной администрации                И.И. Петров",
        "\nЗаместитель министра                 А.Х. Карчаева",
        "\nЗаместитель Председателя\nПравительства Республики Нагорье\n\nА. Горный",
        "\nИ.о. министра культуры    А.Б. Горная\nСекретарь   В.Г. Лесная\nИсп. Полев, 40-20-30",
        "\nНачальник управления Полев П.П.",
        "Министр\tА.Б. Езаов\n\nПриложение\n1. Перечень.",
    ],
)
def test_a_signature_belongs_to_no_item(signed: str) -> None:
    (item,) = parse_protocol(HEAD + signed).items
    assert item.text == "Отделу сайтов провести опрос до 15.02.2027."


@pytest.mark.parametrize(
    "said",
    [
        "Ответственный: Директор центра Полев П.П.",
        "Ответственный:\nДиректор центра Полев П.П.",
        "Ответственные: Отдел учёта,\nДиректор центра П.П. Полев",
    ],
)
def test_who_answers_is_no_signature(said: str) -> None:
    (item,) = parse_protocol(HEAD + said).items
    assert any("Директор центра" in name or "Полев" in name for name in (*item.responsible, *item.persons))


def test_a_post_that_is_instructed_is_no_signature() -> None:
    text = (
        HEAD
        + "Глава района обеспечивает порядок, о чём докладывает И.И. Петров и другие.\n2. Министру Полеву П.П. ждать."
    )
    assert [item.number for item in parse_protocol(text).items] == ["1", "2"]
    assert "обеспечивает порядок" in parse_protocol(text).items[0].text


def test_a_paper_signed_on_another_day_is_told_where_terms_count_from_it() -> None:
    head = "ПРИКАЗ\n\nот 20 января 2026 г. № 5\n\n"
    counted = "1. Отделу сайтов ждать в течение 5 дней со дня подписания приказа.\n\n"
    signed = "Приказ подписан 22 января 2026 г."
    said = [note for note in parse_protocol(head + counted + signed).notes if "22.01.2026" in note]
    assert said == [
        "В тексте сказано, что подписан он 22.01.2026, а датирован 20.01.2026: "
        "сроки со дня подписания (п. 1) отсчитаны от даты документа, проверьте их."
    ]
    for text in (counted + signed.replace("22", "20"), f"1. Отделу сайтов ждать до 1 мая 2026 г.\n\n{signed}"):
        assert not any("подписан он" in note for note in parse_protocol(head + text).notes)
