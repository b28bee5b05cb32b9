"""Numbers with their nouns, dates in words: what letters need to read as if a person had written them."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)


def plural(count: int, one: str, few: str, many: str) -> str:
    """The noun's form after a number: 1 недостаток, 2 недостатка, 5 недостатков."""
    tens, ones = abs(count) % 100, abs(count) % 10
    if 11 <= tens <= 14:
        return many
    if ones == 1:
        return one
    return few if 2 <= ones <= 4 else many


def counted(count: int, one: str, few: str, many: str) -> str:
    """A number with its noun: "21 недостаток"."""
    return f"{count} {plural(count, one, few, many)}"


def long_date(day: date) -> str:
    """20 ноября 2026 г."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year} г."
