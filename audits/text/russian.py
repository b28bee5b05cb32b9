"""Numbers with their nouns, dates in words: what letters need to read as if a person had written them."""

from __future__ import annotations

import re
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


def decimal(value: float, digits: int = 1) -> str:
    """A number with a decimal comma: "53,9"."""
    return f"{value:.{digits}f}".replace(".", ",")


def size(amount: int) -> str:
    """An amount of bytes as people read it: "12 КБ", "3,4 МБ"."""
    if amount < 100 * 1024:
        return f"{-(-amount // 1024)} КБ"
    return f"{decimal(amount / 2**20)} МБ" if amount < 2**30 else f"{decimal(amount / 2**30)} ГБ"


def long_date(day: date) -> str:
    """20 ноября 2026 г."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year} г."


def when(days: int) -> str:
    """How far away a day is: «через 3 дня», «сегодня», «2 дня назад»."""
    if days == 0:
        return "сегодня"
    word = plural(abs(days), "день", "дня", "дней")
    return f"через {days} {word}" if days > 0 else f"{-days} {word} назад"


_BODIES = {
    "министерство": "министерства",
    "управление": "управления",
    "департамент": "департамента",
    "комитет": "комитета",
    "отдел": "отдела",
    "администрация": "администрации",
    "служба": "службы",
    "агентство": "агентства",
}
_UNITS = {
    "район": "района",
    "р-н": "р-на",
    "округ": "округа",
    "муниципальный": "муниципального",
    "городской": "городского",
}
_FORMATIONS = {  # the proper name after them stays as it is; abbreviations do not change
    r"(?P<kind>[сг](?:ель|ород)ское)\s+поселение": "поселения",
    r"(?P<kind>муниципальное)\s+образование": "образования",
}
_ABBREVIATED = re.compile(r"(?:[гсм]\.\s?[опр]\.|ГО|СП|ГП|МО|МР)\s+\S")


def genitive_place(name: str) -> str | None:
    """«Лесного района» of «Лесной район»: only names whose form leaves no doubt, else None."""
    words = name.split()
    if _ABBREVIATED.match(name):
        return name
    for formation, genitive in _FORMATIONS.items():
        if found := re.match(rf"{formation}\s+(?=\S)", name, re.I):
            return f"{found['kind'][:-2]}ого {genitive} {name[found.end() :]}"
    if len(words) >= 2 and words[0].lower() in ("городской", "муниципальный") and words[1].lower() in _UNITS:
        return " ".join([*(_UNITS[word.lower()] for word in words[:2]), *words[2:]])  # the proper name stays as it is
    if len(words) < 2 or not re.fullmatch(r"[А-ЯЁ][а-яё-]+(ий|ый|ой)", words[0]):
        return None
    if not all(word in _UNITS for word in words[1:]):
        return None
    soft = words[0].endswith("ий") and not words[0].endswith(("кий", "гий", "хий"))
    return " ".join([words[0][:-2] + ("его" if soft else "ого"), *(_UNITS[word] for word in words[1:])])


def genitive_body(name: str) -> str | None:
    """«Министерства культуры» of «Министерство культуры», «ГБУ «Надежда»» of itself; None when in doubt.

    What follows the first word of such a name is in the genitive already; an abbreviation does not change.
    """
    first, _, rest = name.partition(" ")
    if first.lower() in _BODIES:
        word = _BODIES[first.lower()]
        return f"{word.capitalize() if first[0].isupper() else word} {rest}".strip()
    return name if re.fullmatch(r"[А-ЯЁ]{2,}", first) else None


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Orders names with numbers in them by the numbers: «Школа № 2» before «Школа № 10»."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name.casefold()))
