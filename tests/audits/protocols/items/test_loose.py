"""No date of an item is lost: it is among its terms, or among what was not understood."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.deadlines.states import undated
from audits.protocols.model import Item, Protocol
from audits.protocols.parse import parse_protocol
from audits.protocols.terms.mentions import unquoted

HEAD = "ПРОТОКОЛ № 8\nзаседания комиссии\nот 20 января 2026 г.\n\n"
MONTHS = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
]  # fmt: skip
# Not «от …» and «за …»: the day of a paper and the period of a report are understood, and no terms.
AROUND = (
    "до {}", "к {}", "не позднее {}", "{}", "с {}", "после {}", "на {}", "по {}", "срок – {}", "(до {})", "срок: {}",
    "перенести с {}", "не ранее {}", "в течение 5 рабочих дней после {}", "не позднее чем за 3 дня до {}",
    "заседание {}", "ежемесячно, начиная с {}", "далее – ежегодно до {}", "слова «до {}» заменить", "ежегодно до {}",
    "до {}, далее – ежеквартально до 10 числа", "в срок до {} включительно", "к 10:00 {}", "(Иванов И.И., {})",
    "раз в полгода, до {}",
)  # fmt: skip
BETWEEN = (
    " и ", ", ", "; ", ". ", " провести опрос ", " – ", ", а также ", ". Представить отчёт ", "\nСрок: ",
    "\nОтветственный: Управление спорта, ", ". Ответственные: Горный А.Б., ", " принять к сведению ",
)  # fmt: skip
BEGINNINGS = ("Отделу сайтов ", "Провести опрос ", "Принять к сведению доклад ", "Сайты, созданные ", "", "Минспорту: ")


def written(day: date, form: int) -> str:
    named = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    quoted = f"«{day.day:02}» {MONTHS[day.month - 1]} {day.year} года"
    return (f"{named} г.", f"{day:%d.%m.%Y}", quoted, f"{named} года", f"{day.day}.{day:%m.%Y} г.", f"{day:%d.%m.%y}")[
        form
    ]


DATES = st.builds(
    lambda day, form, around: (day, written(day, form), around),
    st.dates(date(2024, 1, 1), date(2028, 12, 28)),
    st.integers(0, 5),
    st.sampled_from(AROUND),
)


def is_told(item: Item, notes: str, day: date, words: str) -> bool:
    """Whether a date is a term's, one it is counted from, the beginning of its period, or said in a note."""
    falls = any(
        term.due == day or (term.due and term.recurrence and (term.due.day, term.due.month) == (day.day, day.month))
        for term in item.terms
    )
    plain = unquoted(words).removesuffix(" года").removesuffix(" г.").strip()
    counted = any(f"{day:%d.%m.%Y}" in term.note for term in item.terms)
    begins = any(plain in unquoted(term.text) and ("период" in term.note or term.recurrence) for term in item.terms)
    return falls or counted or begins or plain in unquoted(notes)


def lost(protocol: Protocol, dates: list[tuple[date, str]]) -> list[str]:
    notes = "\n".join(protocol.notes)
    return [words for day, words in dates if not any(is_told(item, notes, day, words) for item in protocol.items)]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(BEGINNINGS),
    st.lists(st.tuples(DATES, st.sampled_from(BETWEEN)), min_size=1, max_size=4),
)
def test_every_date_is_a_term_or_said(beginning: str, parts: list[tuple[tuple[date, str, str], str]]) -> None:
    text = beginning + "".join(around.format(words) + between for (_, words, around), between in parts) + "сайтов."
    protocol = parse_protocol(HEAD + "1. " + text)
    assert lost(protocol, [(day, words) for (day, words, _), _ in parts]) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Провести опрос до 1 мая 2026 г., сайты созданы до 1 января 2020 г.", "1 января 2020"),
        ("Принять к сведению доклад о работе до 1 мая 2026 г.", "1 мая 2026"),
        ("Провести опрос. Срок: 1 апреля 2026 г. Ответственный: Горный А.Б. (до 5 июня 2026 г.)", "5 июня 2026"),
        ("Срок исполнения перенести с 1 марта 2026 г. на 1 июня 2026 г.", "1 марта 2026"),
        ("Разместить до 1 марта 2026 г. перечень, первого июня 2026 г. – отчёт.", "июня 2026"),
    ],
)
def test_a_date_that_is_no_term_is_said(text: str, said: str) -> None:
    assert said in "\n".join(parse_protocol(f"{HEAD}1. {text}").notes)


def test_the_day_of_a_paper_and_the_period_of_a_report_are_understood() -> None:
    text = "1. Отделу сайтов до 1 марта 2026 г. по приказу от 12.01.2026 № 5 представить отчёт за I квартал 2025 г."
    assert parse_protocol(HEAD + text).notes == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "Директорам школ разместить раздел «Независимая оценка качества» в срок до 1 апреля 2026 года.",
            "Пункт 1: срок «в срок до 1 апреля 2026 года» раньше даты протокола, он не ведётся.",
        ),
        (
            "Директорам школ закрыть сайты, созданные до 1 января 2020 года.",
            "Пункт 1: срок не указан; дата в тексте (1 января 2020 года) сроком не сочтена.",
        ),
    ],
)
def test_a_term_before_the_day_of_the_paper_is_told_for_what_it_is(words: str, said: str) -> None:
    protocol = parse_protocol(f"ПРОТОКОЛ № 1\nот 20 апреля 2026 года\nРЕШИЛИ:\n1. {words}")
    assert protocol.notes == (said,)
    assert [one.note for one in undated(protocol)] == [
        "«в срок до 1 апреля 2026 года»: раньше даты протокола" if "раньше" in said else "срок не указан"
    ]


def test_a_term_before_items_that_lies_before_the_paper_is_told() -> None:
    text = "ПРОТОКОЛ № 1\nот 20 апреля 2026 года\nРЕШИЛИ:\nДиректорам школ до 1 апреля 2026 года необходимо:\n1. Ждать."
    assert (
        "Перед перечнем назван срок «до 1 апреля 2026 года», ни одному из пунктов он не дан."
        in parse_protocol(text).notes
    )
