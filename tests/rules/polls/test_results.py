"""Published poll results (invented numbers)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Document, Reason, Table
from rules.dates.periods import Span
from rules.polls.results import Counting, poll_results, poll_results_of


@pytest.mark.parametrize(
    ("text", "counting", "respondents"),
    [
        (
            "В опросе приняли участие 120 человек. Удовлетворены качеством 95 %, не удовлетворены 5 %.",
            Counting.COUNTED,
            120,
        ),
        ("Было выдано 100 анкет, обратную связь нашло 93 анкеты. Довольны 88,5%.", Counting.COUNTED, 93),
        ("Всего голосов: 45. Да — 40 голосов, нет — 5 голосов", Counting.COUNTED, 45),
        ("Опрошено 1 250 получателей: 97% довольны", Counting.COUNTED, 1250),
        ("Удовлетворены сайтом 90%, стендами 85%, вежливостью 99%", Counting.COUNTED, None),
        ("Всего в опросе приняли участие 12 человек", Counting.NONE, 12),
        ("В 2019 году проводился опрос, все довольны", Counting.NONE, None),
        ("Результаты опроса представлены на диаграмме", Counting.UNSURE, None),
        ("Анкета № 1: да, да. Анкета № 2: да, нет. Анкета № 3: нет, нет.", Counting.RAW, None),
        ("Пройдите опрос!", Counting.NONE, None),
        ("Скидка 15%", Counting.NONE, None),
        ("", Counting.NONE, None),
    ],
)
def test_counting(text: str, counting: Counting, respondents: int | None) -> None:
    result = poll_results(text)
    assert (result.counting, result.respondents) == (counting, respondents), result.signals


def test_a_column_headed_by_nothing_but_a_percent_sign() -> None:
    rows = (
        ("Вопрос", "Ответ", "Чел.", "%"),
        ("Какой услугой пользовались", "На дому", "31", "47,0"),
        ("", "Такси", "21", "32"),
    )
    assert poll_results("Приняли участие 66 человек.", tables=(Table(rows),)).counting is Counting.COUNTED


def test_table_of_shares() -> None:
    table = Table(
        (
            ("Вопрос", "Ответ «да», %", "Ответ «нет», %"),
            ("Довольны сайтом?", "90", "10"),
            ("Довольны стендом?", "85,5", "14,5"),
        )
    )
    assert poll_results("Результаты анкетирования", tables=[table]).counting is Counting.COUNTED


def test_table_of_timestamps_is_raw() -> None:
    table = Table((("Отметка времени", "Довольны?"), ("01.02.2021 10:00", "Да"), ("01.02.2021 11:00", "Нет")))
    assert poll_results("", tables=[table]).counting is Counting.RAW


def test_picture_and_scan_are_unsure() -> None:
    assert poll_results("Результаты опроса", images=2).counting is Counting.UNSURE
    assert poll_results_of(Document(url="u", reason=Reason.NO_OCR)).counting is Counting.UNSURE
    assert poll_results_of(Document(url="u")).counting is Counting.UNSURE


def test_period_comes_along() -> None:
    (period,) = poll_results("Результаты опроса за III квартал 2021 года: 50% и 50%, участвовало 20 человек").periods
    assert (period.span, period.quarters) == (Span.QUARTER, ((2021, 3),))


PIECES = (
    "Результаты", "итоги", "опроса", "анкетирования", "получателей услуг", "опрошено", "приняли участие", "120", "12",
    "0", "человек", "респондентов", "анкет", "Да", "нет", "80%", "20 %", "100", "–", "-", ":", ",", "2024", "год",
    "за 1 квартал", "приложение", "график", "\n", "\u00a0",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20))
def test_what_results_are_told_with_never_fails_and_hides_no_counts(pieces: list[str]) -> None:
    told = "Результаты опроса получателей услуг. Опрошено 150 респондентов. Да – 80%, нет – 15%, не знаю – 5%."
    assert poll_results(f"{told}\n\n{' '.join(pieces)}").counting is Counting.COUNTED
    assert poll_results(" ".join(pieces)).counting in Counting
